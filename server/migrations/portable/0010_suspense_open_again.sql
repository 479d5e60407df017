-- Money that was given back at the provider and came back: the refund failed later.

-- How often an item that had left because its money was given back waited again because that failed. It
-- counts the entries that put it back.
alter table suspense add column reopened bigint not null default 0;
