-- Debt-free certificates, and how often codes were asked for that there are none of.

-- One certificate of a case. `code` is what everybody can check it by: 16 letters and digits that nobody can
-- guess. `paper_sealed` is what it says, word for word as it was issued, sealed under the person's key;
-- `paper_hash` the SHA-256 of the sealed bytes, which the evidence names. `debts` is how many it names. It holds
-- until `revoked_at`, and never again after that.
create table clearances (
    creditor_id text not null,
    id text not null,
    case_id text not null,
    code text not null,
    language text not null,
    paper_sealed bytea not null,
    paper_hash bytea not null,
    debts bigint not null check (debts > 0),
    issued_on text not null,
    issued_at bigint not null,
    revoked_at bigint,
    primary key (creditor_id, id),
    unique (creditor_id, code),
    unique (code),
    foreign key (creditor_id, case_id) references cases (creditor_id, id)
);
create index clearances_by_case on clearances (creditor_id, case_id, issued_at);

-- The debts that a certificate names.
create table clearance_debts (
    creditor_id text not null,
    clearance_id text not null,
    debt_id text not null,
    primary key (creditor_id, clearance_id, debt_id),
    foreign key (creditor_id, clearance_id) references clearances (creditor_id, id),
    foreign key (creditor_id, debt_id) references debts (creditor_id, id)
);

-- Codes that there are none of, counted by spans of ten minutes: of nobody, since nobody's code was meant.
-- `slot` is the span's number since 1970, `place` its number by two, so that two rows do.
create table code_misses (
    place bigint not null primary key,
    slot bigint not null,
    misses bigint not null
);

-- A case's page lists what was agreed in it.
create index agreements_by_case on agreements (creditor_id, case_id, agreed_at);
