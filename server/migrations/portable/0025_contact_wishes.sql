-- What each debtor wishes about being contacted, and allows.

-- The hours that the debtor asked for and the channel that they like best; nothing where they said nothing. Times
-- of day are those of the debtor's clock, as 07:30.
create table contact_wishes (
    creditor_id text not null,
    case_id text not null,
    not_before text,
    not_after text,
    preferred text,
    changed_at bigint not null,
    primary key (creditor_id, case_id),
    foreign key (creditor_id, case_id) references cases (creditor_id, id)
);

-- The channels that the debtor spoke of: `answer` is allowed or refused, `proof` says where they allowed it. A
-- channel without a row is open, unless the country's rules ask for permission.
create table contact_channels (
    creditor_id text not null,
    case_id text not null,
    channel text not null,
    answer text not null,
    proof text,
    said_by text not null,
    said_at bigint not null,
    primary key (creditor_id, case_id, channel),
    foreign key (creditor_id, case_id) references cases (creditor_id, id)
);
