-- How many days a debtor wants from one reminder to the next; nothing where they did not say.
alter table contact_wishes add column apart_days bigint;
