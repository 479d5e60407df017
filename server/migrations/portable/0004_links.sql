-- Access links, the sessions that they open, and the identity check between the two.

-- Only the hash of a token is kept. A link is one message's own, so a payment knows its message.
create table access_links (
    creditor_id text not null,
    id text not null,
    case_id text not null,
    token_hash bytea not null unique,
    message_id text,
    made_at bigint not null,
    expires_at bigint not null,
    sent_at bigint,
    opened_at bigint,
    verified_at bigint,
    paid_at bigint,
    revoked_at bigint,
    primary key (creditor_id, id),
    foreign key (creditor_id, case_id) references cases (creditor_id, id)
);
create index access_links_by_case on access_links (creditor_id, case_id, made_at);

-- `stage` is `question` until the identity check is passed, then `full`.
create table debtor_sessions (
    id_hash bytea not null primary key,
    creditor_id text not null,
    case_id text not null,
    link_id text not null,
    stage text not null,
    made_at bigint not null,
    seen_at bigint not null,
    ended_at bigint,
    foreign key (creditor_id, link_id) references access_links (creditor_id, id)
);
create index debtor_sessions_by_link on debtor_sessions (creditor_id, link_id);

-- Wrong answers to identity checks: what the throttle counts.
create table identity_tries (
    creditor_id text not null,
    case_id text not null,
    link_id text not null,
    at bigint not null,
    n bigint not null,
    primary key (creditor_id, case_id, link_id, at, n)
);
create index identity_tries_by_link on identity_tries (creditor_id, link_id, at);
create index identity_tries_by_time on identity_tries (creditor_id, at);

-- Codes sent to the contact on file; the newest one of a link counts.
create table one_time_codes (
    creditor_id text not null,
    link_id text not null,
    code_hash bytea not null,
    made_at bigint not null,
    tries bigint not null,
    used_at bigint,
    primary key (creditor_id, link_id, made_at),
    foreign key (creditor_id, link_id) references access_links (creditor_id, id)
);
