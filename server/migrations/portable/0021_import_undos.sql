-- What imports changed of what was there before, so that the last one can be undone, and what became of that.

-- A debt, a credit note or a person as an import found it, and as it left it: JSON, that of a person sealed
-- under the person's key. `of_id` is the id of one of the three. What an import brought needs no row: its
-- entries in the ledger name it.
create table import_changes (
    creditor_id text not null,
    batch_id text not null,
    of_id text not null,
    case_id text not null,
    was bytea not null,
    became bytea not null,
    primary key (creditor_id, batch_id, of_id),
    foreign key (creditor_id, batch_id) references import_batches (creditor_id, id),
    foreign key (creditor_id, case_id) references cases (creditor_id, id)
);
create index import_changes_by_case on import_changes (creditor_id, batch_id, case_id);

-- An import that was undone, or is being: cases up to `after_case` are dealt with. `number` counts the undos
-- of a creditor from 1; what was withdrawn carries it behind its reference, which another import may use.
create table import_undos (
    creditor_id text not null,
    batch_id text not null,
    number bigint not null,
    actor text not null,
    after_case text not null,
    began_at bigint not null,
    done_at bigint,
    primary key (creditor_id, batch_id),
    unique (creditor_id, number),
    foreign key (creditor_id, batch_id) references import_batches (creditor_id, id)
);

-- What undoing did to each thing that the import had touched. `fate` is a word of the program; `credit_minor`
-- is money that had been received for it and became credit of the case.
create table import_undo_rows (
    creditor_id text not null,
    batch_id text not null,
    of_id text not null,
    reference text not null,
    case_id text,
    fate text not null,
    currency text,
    credit_minor bigint,
    primary key (creditor_id, batch_id, of_id),
    foreign key (creditor_id, batch_id) references import_undos (creditor_id, batch_id)
);

-- `undo_at` says since when a row waits not to be applied, but for what its import did to the debt to be undone.
-- `claim` is what the row says of money, so that the same change in a later file is known again.
alter table import_waiting add column undo_at bigint;
alter table import_waiting add column claim text;
create index import_waiting_by_why on import_waiting (creditor_id, why);
create index import_waiting_by_batch on import_waiting (creditor_id, batch_id, debt_reference);

-- Changes that wait and that a person left as they are: as long as the file says the same of the debt, nobody
-- is asked again.
create table import_left (
    creditor_id text not null references creditors (id),
    debt_reference text not null,
    claim text not null,
    left_by text not null,
    left_at bigint not null,
    primary key (creditor_id, debt_reference)
);

-- The import that set a hold; what people set has none.
alter table holds add column batch_id text;
