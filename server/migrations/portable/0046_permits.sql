-- Permissions that an import brought: which one, so that undoing it takes them back. Empty for those that a person wrote
-- down. One whose person has said no since it was given is kept as what was once allowed, revoked from the beginning.
alter table consents add column batch_id text;
create index consents_by_batch on consents (creditor_id, batch_id);
