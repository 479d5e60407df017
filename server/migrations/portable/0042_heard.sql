-- What comes from phones: pictures and papers with an answer, and messages that found nobody.

-- `number` counts the files of an answer from 1, `source` is where the provider has it. `state` is `waiting` until it was
-- fetched, then `kept`, with its `kind` (`jpg`, `png` or `pdf`) and the file sealed under the debtor's own key; or `left`,
-- with why: too large, of another kind, no longer there.
create table answer_files (
    creditor_id text not null,
    answer_id text not null,
    number bigint not null,
    source text not null,
    state text not null,
    kind text,
    file_sealed bytea,
    why text,
    primary key (creditor_id, answer_id, number),
    foreign key (creditor_id, answer_id) references answers (creditor_id, id)
);

-- When a message came from a number that no case of the creditor has; empty for one that found somebody.
alter table inbound_messages add column nobody_at bigint;
create index inbound_messages_nobody on inbound_messages (creditor_id, nobody_at) where nobody_at is not null;
