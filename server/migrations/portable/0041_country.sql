-- Where debtors are, and which contacts with one phone or address belong together.

-- The country where the person is, as its ISO code; nothing where it is the creditor's. Its contact rules hold beside
-- the creditor's.
alter table debtors add column country text;

-- To which phone a call of the team went; nothing for what goes to no phone.
alter table contacts_made add column address_hash bytea;

-- What went to one phone or address counts in each case in which it stands.
create index messages_by_address on messages (creditor_id, address_hash, counted_at);
create index contacts_made_by_address on contacts_made (creditor_id, address_hash, made_at);

-- What debtors stopped with their own hands, by the keyed hash of the phone or address: it stops the other cases of that
-- address too, also those that are imported later. `how` is `refused` for a channel, `opted-out` for all reminders. In
-- the case itself their wishes and holds say so.
create table address_stops (
    creditor_id text not null,
    address_hash bytea not null,
    channel text not null,
    case_id text not null,
    how text not null,
    stopped_at bigint not null,
    primary key (creditor_id, address_hash, channel, case_id, how),
    foreign key (creditor_id, case_id) references cases (creditor_id, id)
);
create index address_stops_by_case on address_stops (creditor_id, case_id, channel, how);

-- Whose turn it is where several cases have one phone or address: who writes to it holds its row.
create table address_turns (
    creditor_id text not null references creditors (id),
    address_hash bytea not null,
    taken_at bigint not null,
    primary key (creditor_id, address_hash)
);
