-- Keys: those with which creditors' own systems sign links, and the master key's successor; and what debtors
-- choose about the messages that links come in.

-- A key of a creditor's own system. Links name it by its id. Of an EdDSA key only the public half is known; the
-- secret of an HS256 key is sealed under the master key. Links that it signs open nothing from `ends_at` on, the
-- end of its time beside its successor, nor once it is revoked.
create table link_keys (
    creditor_id text not null references creditors (id),
    id text not null,
    name text not null,
    algorithm text not null,
    public_key bytea,
    secret_sealed bytea,
    made_at bigint not null,
    ends_at bigint,
    revoked_at bigint,
    primary key (creditor_id, id),
    unique (id)
);

-- Links that a creditor's own system signed, from the first time that one is used: `jti` is the name that the
-- system gave it. The signed text itself is not kept.
create table signed_links (
    creditor_id text not null,
    key_id text not null,
    jti text not null,
    link_id text not null,
    primary key (creditor_id, key_id, jti),
    unique (creditor_id, link_id),
    foreign key (creditor_id, key_id) references link_keys (creditor_id, id),
    foreign key (creditor_id, link_id) references access_links (creditor_id, id)
);

-- What a link that no message of ours carries was made for, in the creditor's words: `aviso-3`. Exported or signed.
alter table access_links add column step text;
create index access_links_by_step on access_links (creditor_id, step, id);

-- How far a new master key has come: rows up to (`after_creditor`, `stage`, `after_row`) have been looked at.
-- Keys are named by what tells nothing of them.
create table key_rolls (
    new_key text not null primary key,
    old_key text not null,
    begun_at bigint not null,
    seals_from bigint not null,
    after_creditor text not null,
    stage text not null,
    after_row text not null,
    rows_sealed bigint not null,
    proved_at bigint,
    ended_at bigint
);

-- In which words a debtor wants messages: it stands before what the creditor's files say. When and by which channel
-- they want them stands in `contact_wishes` and `contact_channels`.
create table preferences (
    creditor_id text not null,
    case_id text not null,
    language text,
    address_form text,
    changed_at bigint not null,
    primary key (creditor_id, case_id),
    foreign key (creditor_id, case_id) references cases (creditor_id, id)
);
