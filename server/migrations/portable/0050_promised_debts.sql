-- What a promise is about: the ids of debts, parted by spaces. Empty for everything in its currency that no plan asked
-- for.
alter table promises add column debts text not null default '';
