-- What the program still has to do: jobs, messages, imports.

-- Claimed by lease: `locked_until`, fenced by `attempts`. `unique_key` makes a job once.
create table jobs (
    id text not null primary key,
    creditor_id text,
    kind text not null,
    unique_key text not null unique,
    payload text not null,
    run_at bigint not null,
    locked_until bigint not null,
    attempts bigint not null,
    last_error text,
    dead_at bigint
);
create index jobs_due on jobs (dead_at, run_at);

-- The outbox. A row holds references only: the sender writes the text after its claim, mints the
-- link's token then, and keeps a copy with the token cut out, sealed.
create table messages (
    creditor_id text not null references creditors (id),
    id text not null,
    case_id text,
    member_id text,
    kind text not null,
    about text,
    occurrence text not null,
    channel text not null,
    state text not null,
    why text,
    made_at bigint not null,
    not_before bigint not null,
    locked_until bigint not null,
    tries bigint not null,
    sent_at bigint,
    counted_at bigint,
    kept_sealed bytea,
    primary key (creditor_id, id),
    unique (creditor_id, occurrence)
);
create index messages_due on messages (state, not_before);
create index messages_by_case on messages (creditor_id, case_id, made_at);

-- One import of one file: staged, then applied in short chunks, then cleared. `fingerprint` is over
-- the file, its map and its day, so that the same import is resumed and not begun again. `header` is
-- the file's first line. The `after_…` columns say how far the import has come: rows up to
-- (`after_debtor`, `after_debt`) are applied, debts up to `after_absent` were looked for.
create table import_batches (
    creditor_id text not null references creditors (id),
    id text not null,
    file_name text not null,
    fingerprint bytea not null,
    map_text text not null,
    header bytea not null,
    as_of text not null,
    actor text not null,
    state text not null,
    rows_read bigint not null,
    rows_good bigint not null,
    rows_bad bigint not null,
    rows_skipped bigint not null,
    rows_applied bigint not null,
    rows_new bigint not null,
    rows_changed bigint not null,
    rows_waiting bigint not null,
    rows_closed bigint not null,
    after_debtor text not null,
    after_debt text not null,
    after_absent text not null,
    started_at bigint not null,
    done_at bigint,
    primary key (creditor_id, id)
);
create index import_batches_open on import_batches (creditor_id, state);

-- The good rows of an import that is not done yet, sealed; applied in the order of the index.
create table import_rows (
    creditor_id text not null,
    batch_id text not null,
    debt_reference text not null,
    debtor_reference text not null,
    line bigint not null,
    row_sealed bytea not null,
    primary key (creditor_id, batch_id, debt_reference),
    foreign key (creditor_id, batch_id) references import_batches (creditor_id, id)
);
create index import_rows_in_order
    on import_rows (creditor_id, batch_id, debtor_reference, debt_reference);

-- Rows whose change cannot be made yet: the newest one of each debt, tried again by the next import.
-- `why` is a word of the program; `row_sealed` is empty for a debt that left the file.
create table import_waiting (
    creditor_id text not null,
    debt_reference text not null,
    debtor_reference text not null,
    batch_id text not null,
    line bigint not null,
    why text not null,
    row_sealed bytea,
    primary key (creditor_id, debt_reference),
    foreign key (creditor_id, batch_id) references import_batches (creditor_id, id)
);

-- Sums per creditor, computed by a job, with the instant they are true for.
create table creditor_totals (
    creditor_id text not null references creditors (id),
    currency text not null,
    owed_minor bigint not null,
    overdue_minor bigint not null,
    debts_open bigint not null,
    cases_open bigint not null,
    collected_month_minor bigint not null,
    as_of bigint not null,
    primary key (creditor_id, currency)
);
