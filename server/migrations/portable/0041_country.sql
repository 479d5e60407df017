-- Where debtors are, and which contacts with one phone or address belong together.

-- The country where the person is, as its ISO code; nothing where it is the creditor's. Its contact rules hold beside
-- the creditor's.
alter table debtors add column country text;
