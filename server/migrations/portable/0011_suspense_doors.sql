-- What is told of money whose case nobody knows: to the team, and to whoever brought it.

-- When we heard that a bank disputes the item's money, so that the page says so, and when that it took the
-- money, so that no letter says afterwards that it only asks.
alter table suspense add column disputed_at bigint;
alter table suspense add column taken_at bigint;

-- How many refunds of the item's money are known to have failed at the provider, so that a new one is told
-- of where the item left on somebody's word.
alter table suspense add column refunds_failed bigint not null default 0;

-- The page of a try asks what became of the money that it brought.
create index suspense_by_reference on suspense (creditor_id, reference);
