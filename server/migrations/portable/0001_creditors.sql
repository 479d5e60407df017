-- The tenants and their teams.

-- One business that is owed. `settings` is the creditor's file as it was last applied (JSON): names,
-- country, zone, brand, checks, bank account. Host and Stripe account stand apart to be looked up by.
create table creditors (
    id text not null primary key,
    slug text not null unique,
    host text unique,
    stripe_account text unique,
    settings text not null,
    created_at bigint not null,
    changed_at bigint not null
);

-- Sequences that may have no holes within a creditor: receipt numbers.
create table counters (
    creditor_id text not null references creditors (id),
    name text not null,
    value bigint not null,
    primary key (creditor_id, name)
);

-- People who work for a creditor. The TOTP secret is sealed under the master key; `totp_step` is the
-- last time step that was used, so that a code works once; recovery codes are kept as hashes, parted
-- by spaces. `totp_given_at` says that the person brought the secret along: no page shows it then.
create table team_members (
    creditor_id text not null references creditors (id),
    id text not null,
    email text not null,
    name text not null,
    role text not null,
    totp_sealed bytea not null,
    totp_given_at bigint,
    totp_confirmed_at bigint,
    totp_step bigint not null,
    recovery_hashes text not null,
    wrong_codes bigint not null,
    locked_until bigint not null,
    invited_at bigint not null,
    removed_at bigint,
    primary key (creditor_id, id),
    unique (creditor_id, email)
);
create index team_members_by_email on team_members (email);

-- Links that open the sign-in of a team member, once.
create table sign_in_links (
    token_hash bytea not null primary key,
    creditor_id text not null,
    member_id text not null,
    made_at bigint not null,
    expires_at bigint not null,
    used_at bigint,
    foreign key (creditor_id, member_id) references team_members (creditor_id, id)
);

-- `stage` is `code` until the TOTP code was right, then `full`.
create table team_sessions (
    id_hash bytea not null primary key,
    creditor_id text not null,
    member_id text not null,
    stage text not null,
    made_at bigint not null,
    ended_at bigint,
    foreign key (creditor_id, member_id) references team_members (creditor_id, id)
);

-- Forms of the team that may be sent twice: the first one's result is what the second one gets.
create table form_keys (
    creditor_id text not null references creditors (id),
    form_key text not null,
    result text not null,
    made_at bigint not null,
    primary key (creditor_id, form_key)
);
