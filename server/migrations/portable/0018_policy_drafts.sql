-- Versions of policies that somebody saved before anybody puts them in force, and who archived a policy.

-- What was saved, and by whom; never changed. A version that is put in force is written to policy_versions
-- too, with the same number and the same text: there `made_by` and `made_at` say who put it in force and when.
-- A version that was made and put in force at once stands there only. The columns are those of
-- policy_versions.
create table policy_drafts (
    creditor_id text not null,
    policy_id text not null,
    version bigint not null,
    source text not null,
    canonical text not null,
    checked_hash bytea not null,
    made_by text not null,
    made_at bigint not null,
    primary key (creditor_id, policy_id, version),
    foreign key (creditor_id, policy_id) references policies (creditor_id, id)
);

-- The name of who took the policy out of force last; empty where nobody wrote it down.
alter table policies add column archived_by text;
