-- What creditors offer, and to whom.

-- One policy of a creditor, in one currency. Its name is how a file finds it. `archived_at` takes it out of
-- force with all its versions.
create table policies (
    creditor_id text not null references creditors (id),
    id text not null,
    name text not null,
    currency text not null,
    created_at bigint not null,
    archived_at bigint,
    primary key (creditor_id, id),
    unique (creditor_id, name)
);

-- What a policy said, version by version; the database refuses to change one, since agreements name theirs.
-- `source` is the TOML as somebody wrote it, `canonical` the same with every key in its place and nothing left
-- to settings or defaults: that is what is read. `checked_hash` is its SHA-256 on the day of the check.
-- `made_by` is the name of a person of the team or of a command. `active_from` is an instant; a version that
-- another one followed before that never comes into force.
create table policy_versions (
    creditor_id text not null,
    policy_id text not null,
    version bigint not null,
    source text not null,
    canonical text not null,
    checked_hash bytea not null,
    made_by text not null,
    made_at bigint not null,
    active_from bigint not null,
    primary key (creditor_id, policy_id, version),
    foreign key (creditor_id, policy_id) references policies (creditor_id, id)
);
