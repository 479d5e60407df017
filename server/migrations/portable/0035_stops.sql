-- What people take back, and what their words are still heard on.

-- A permission that was taken back stays as what was once allowed, and allows nothing.
alter table consents add column revoked_at bigint;

-- One whose channel nobody speaks of any more was taken back before that was kept here.
update consents set revoked_at = recorded_at
where not exists (
    select 1 from contact_channels w
    where w.creditor_id = consents.creditor_id and w.case_id = consents.case_id
        and w.channel = consents.channel
);

-- A number or service from which a creditor does not write any more: people go on answering what they have.
alter table phone_senders add column retired_at bigint;

-- How many pictures or other files came with what somebody wrote from their phone: the provider has them, we do not.
alter table answers add column files bigint not null default 0;

-- The keyed hash of the number that a message to a phone went to, as the debtor's row had it: news of it is not about
-- another number that is on file meanwhile.
alter table messages add column address_hash bytea;
