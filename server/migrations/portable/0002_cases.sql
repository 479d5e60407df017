-- People who owe, their cases and debts.

-- Personal data stands here and nowhere else. `data_key` is the person's own key, wrapped by the
-- master key: destroying it erases the person. Sealed columns are AEAD bound to creditor, row and
-- column; `…_hash` are keyed hashes to look up by.
create table debtors (
    creditor_id text not null references creditors (id),
    id text not null,
    reference text not null,
    name text,
    given_name text,
    language text,
    address_form text,
    zone text,
    data_key bytea,
    email_sealed bytea,
    email_hash bytea,
    phone_sealed bytea,
    phone_hash bytea,
    national_id_sealed bytea,
    national_id_hash bytea,
    birth_date_sealed bytea,
    postcode_sealed bytea,
    created_at bigint not null,
    changed_at bigint not null,
    primary key (creditor_id, id),
    unique (creditor_id, reference)
);
create index debtors_by_national_id on debtors (creditor_id, national_id_hash, id);
create index debtors_by_email on debtors (creditor_id, email_hash);

-- One debtor with one creditor. Every command that moves money first raises `version`, which locks
-- the row. The two evidence columns are the head of the case's chain.
create table cases (
    creditor_id text not null references creditors (id),
    id text not null,
    debtor_id text not null,
    version bigint not null,
    evidence_seq bigint not null,
    evidence_hash bytea not null,
    opened_at bigint not null,
    first_verified_at bigint,
    primary key (creditor_id, id),
    unique (creditor_id, debtor_id),
    foreign key (creditor_id, debtor_id) references debtors (creditor_id, id)
);

-- Normalised words of debtors' names, for search by prefix.
create table name_words (
    creditor_id text not null,
    word text not null,
    case_id text not null,
    primary key (creditor_id, word, case_id),
    foreign key (creditor_id, case_id) references cases (creditor_id, id)
);
create index name_words_by_case on name_words (creditor_id, case_id, word);

-- One obligation. `imported_…` are the amounts that the creditor's system named last, principal,
-- interest and fee, from which the next import takes the difference; `marked_at` says since when it
-- marks the debt as disputed, `disputed_at` since when the debt is treated so. `tags` are parted by
-- commas.
create table debts (
    creditor_id text not null references creditors (id),
    id text not null,
    case_id text not null,
    reference text not null,
    description text,
    document_type text,
    issued_on text,
    due_on text,
    currency text not null,
    tags text,
    imported_minor bigint not null,
    imported_interest_minor bigint not null default 0,
    imported_fee_minor bigint not null default 0,
    marked_at bigint,
    disputed_at bigint,
    closed_at bigint,
    created_at bigint not null,
    primary key (creditor_id, id),
    unique (creditor_id, reference),
    foreign key (creditor_id, case_id) references cases (creditor_id, id)
);
create index debts_by_case on debts (creditor_id, case_id, due_on, id);

-- Credit that the creditor's system grants; `imported_minor` is the amount that it named last. A
-- reference names either a debt or a credit note.
create table credit_notes (
    creditor_id text not null,
    id text not null,
    case_id text not null,
    reference text not null,
    currency text not null,
    imported_minor bigint not null,
    created_at bigint not null,
    primary key (creditor_id, id),
    unique (creditor_id, reference),
    foreign key (creditor_id, case_id) references cases (creditor_id, id)
);

-- What is owed on a debt now, updated with each posting; `ledger-check` compares it with the sum.
-- `paid_minor` is money received for it, less what was given or taken back.
create table debt_balances (
    creditor_id text not null,
    debt_id text not null,
    principal_minor bigint not null check (principal_minor >= 0),
    interest_minor bigint not null check (interest_minor >= 0),
    fee_minor bigint not null check (fee_minor >= 0),
    paid_minor bigint not null,
    primary key (creditor_id, debt_id),
    foreign key (creditor_id, debt_id) references debts (creditor_id, id)
);

-- The same per case and currency; `credit_minor` is money of the debtor that no debt has used.
create table case_balances (
    creditor_id text not null,
    case_id text not null,
    currency text not null,
    owed_minor bigint not null check (owed_minor >= 0),
    credit_minor bigint not null check (credit_minor >= 0),
    primary key (creditor_id, case_id, currency),
    foreign key (creditor_id, case_id) references cases (creditor_id, id)
);
create index case_balances_by_owed on case_balances (creditor_id, owed_minor, case_id);

-- Reasons why reminders stop, until lifted.
create table holds (
    creditor_id text not null,
    id text not null,
    case_id text not null,
    kind text not null,
    placed_at bigint not null,
    lifted_at bigint,
    primary key (creditor_id, id),
    foreign key (creditor_id, case_id) references cases (creditor_id, id)
);
create index holds_by_case on holds (creditor_id, case_id);

-- What debtors told their creditor; the words are sealed under the debtor's key.
create table answers (
    creditor_id text not null,
    id text not null,
    case_id text not null,
    kind text not null,
    text_sealed bytea,
    said_at bigint not null,
    attended_at bigint,
    attended_by text,
    primary key (creditor_id, id),
    foreign key (creditor_id, case_id) references cases (creditor_id, id)
);
create index answers_by_case on answers (creditor_id, case_id);
create index answers_waiting on answers (creditor_id, attended_at, said_at);
