-- The ways out of suspense that lead to no case.

-- What of an item's money went back to whoever paid it while the item waited, in minor units. An item that
-- ended without a payment left altogether: given back at the provider if nobody of the team says why, else
-- on the word of the owner `ended_by`, whose reason is sealed under the team's key, since no debtor has one
-- for it and it may name somebody.
alter table suspense add column back_minor bigint not null default 0;
alter table suspense add column ended_by text;
alter table suspense add column reason_sealed bytea;
