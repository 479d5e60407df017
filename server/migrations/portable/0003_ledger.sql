-- The append-only ledger and the evidence chains. The database refuses to change either: see the
-- triggers in the engines' own folders.

-- One balanced fact about money. `cause` is the key of the money object that makes it happen once.
create table ledger_entries (
    creditor_id text not null references creditors (id),
    id text not null,
    case_id text,
    currency text not null,
    occurred_on text not null,
    posted_at bigint not null,
    reason text not null,
    cause text not null,
    fingerprint bytea not null,
    primary key (creditor_id, id),
    unique (creditor_id, cause),
    foreign key (creditor_id, case_id) references cases (creditor_id, id)
);
create index ledger_entries_by_case on ledger_entries (creditor_id, case_id, id);

create table ledger_postings (
    creditor_id text not null,
    entry_id text not null,
    line bigint not null,
    from_account text not null,
    to_account text not null,
    amount_minor bigint not null check (amount_minor > 0),
    currency text not null,
    primary key (creditor_id, entry_id, line),
    foreign key (creditor_id, entry_id) references ledger_entries (creditor_id, id)
);
create index ledger_postings_from on ledger_postings (creditor_id, from_account);
create index ledger_postings_to on ledger_postings (creditor_id, to_account);

-- Every act on a case, chained by hash: `hash` is over the hash before, `seq`, `at`, `kind`, `body`.
create table evidence (
    creditor_id text not null,
    case_id text not null,
    seq bigint not null,
    at bigint not null,
    kind text not null,
    body text not null,
    hash bytea not null,
    primary key (creditor_id, case_id, seq),
    foreign key (creditor_id, case_id) references cases (creditor_id, id)
);
-- What the team's start page tells of, newest first; store/portfolio.rs repeats the list of kinds.
create index evidence_latest on evidence (creditor_id, at, case_id, seq)
    where kind in ('chargeback', 'payment', 'refund', 'reversal', 'said', 'transfer-announced');
