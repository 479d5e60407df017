-- A bank that asks for money back whose case nobody knows yet.

-- When we heard that a bank disputes the item's money, so that the team is told once and the page says so.
alter table suspense add column disputed_at bigint;
