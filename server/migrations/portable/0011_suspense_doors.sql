-- What is told of money whose case nobody knows: to the team, and to whoever brought it.

-- When we heard that a bank disputes the item's money, so that the team is told once and the page says so.
alter table suspense add column disputed_at bigint;

-- The page of a try asks what became of the money that it brought.
create index suspense_by_reference on suspense (creditor_id, reference);
