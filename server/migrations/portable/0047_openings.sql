-- Who lets a phone or address in again, and what was asked for with their own hands, case by case.

-- A case in which a channel to an address may be used although it was stopped in others: all stops up to `opened_at`, and
-- none of later ones. Beside what 0041 says, `how` of `address_stops` is `word` where a word to the provider closed a
-- channel, and `not-them` where the address is somebody else's: those no case opens for itself.
create table address_openings (
    creditor_id text not null,
    address_hash bytea not null,
    channel text not null,
    case_id text not null,
    opened_at bigint not null,
    primary key (creditor_id, address_hash, channel, case_id),
    foreign key (creditor_id, case_id) references cases (creditor_id, id)
);

-- When debtors asked with their own hands for hours, or for days apart: in every case of their phone or address that
-- holds, unless they have said otherwise there since. Empty for what the team wrote down, which is about its own case.
alter table contact_wishes add column hours_said_at bigint;
alter table contact_wishes add column apart_said_at bigint;
