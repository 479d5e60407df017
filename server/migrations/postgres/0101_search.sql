-- The search by the beginning of a word asks for a range of texts: it needs the order of the bytes,
-- which a locale's order is not.
alter table name_words alter column word type text collate "C";
