-- Permissions that an import brought: which one, so that undoing it takes them back. Empty for those that a person wrote
-- down. One whose person has said no since it was given is kept as what was once allowed, revoked from the beginning.
alter table consents add column batch_id text;
create index consents_by_batch on consents (creditor_id, batch_id);

-- What imports knew of a person is found by the person, to be erased with their addresses.
create index import_changes_by_thing on import_changes (creditor_id, of_id);
