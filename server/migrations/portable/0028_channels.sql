-- How messages reach people: by which way they may be written to, by which no more, and what became of each.

-- What the provider says of a message that it took: how far it has come, under which id, with which code of
-- its own, and since when. Empty for e-mail, of which nobody tells.
alter table messages add column delivery text;
alter table messages add column delivery_code text;
alter table messages add column delivery_at bigint;
alter table messages add column provider_ref text;

-- The numbers and services from which a creditor writes, as `sms:+51…`, `whatsapp:+51…` or the id of a service:
-- by them an answer finds the creditor. No two creditors share one.
create table phone_senders (
    creditor_id text not null references creditors (id),
    address text not null unique,
    primary key (creditor_id, address)
);

-- Permissions to write by SMS or WhatsApp, each for one number: another number needs another one. The words that
-- prove it are sealed under the person's key. The newest of a channel is the proof in `contact_channels`.
create table consents (
    creditor_id text not null,
    id text not null,
    case_id text not null,
    channel text not null,
    address_hash bytea not null,
    given_on text not null,
    how text not null,
    proof_sealed bytea not null,
    recorded_by text not null,
    recorded_at bigint not null,
    primary key (creditor_id, id),
    foreign key (creditor_id, case_id) references cases (creditor_id, id)
);
create index consents_by_case on consents (creditor_id, case_id, recorded_at);

-- By which way a person is not written to, where the provider must agree before it is again: they answered with a
-- word that stops, or the address is dead. One with an `address_hash` is about that address alone: another one on
-- file is not dead. What they told us in another way stands in `contact_channels`.
create table contact_stops (
    creditor_id text not null,
    id text not null,
    case_id text not null,
    channel text not null,
    how text not null,
    address_hash bytea,
    stopped_at bigint not null,
    lifted_at bigint,
    primary key (creditor_id, id),
    foreign key (creditor_id, case_id) references cases (creditor_id, id)
);
create index contact_stops_by_case on contact_stops (creditor_id, case_id, stopped_at);

-- What stands in the List-Unsubscribe header of an e-mail: it stops that case's e-mails and opens nothing.
create table stop_links (
    creditor_id text not null,
    message_id text not null,
    token_hash bytea not null unique,
    case_id text not null,
    made_at bigint not null,
    primary key (creditor_id, message_id),
    foreign key (creditor_id, case_id) references cases (creditor_id, id)
);

-- Times in which a creditor's messages by one channel rest: what nobody asked for stays in the queue.
create table channel_rests (
    creditor_id text not null references creditors (id),
    id text not null,
    channel text not null,
    began_at bigint not null,
    began_by text not null,
    ended_at bigint,
    ended_by text,
    primary key (creditor_id, id)
);
create index channel_rests_by_channel on channel_rests (creditor_id, channel, began_at);

-- What people sent to a creditor's number, by the provider's id, so that each takes effect once.
create table inbound_messages (
    creditor_id text not null references creditors (id),
    provider_ref text not null,
    channel text not null,
    received_at bigint not null,
    primary key (creditor_id, provider_ref)
);

-- Who answers from a phone is found by it.
create index debtors_by_phone on debtors (creditor_id, phone_hash);
