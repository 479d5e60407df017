-- Tries at paying, money received, given back, taken back, or without an owner.

-- A try at paying some debts, at Stripe or by transfer. Its id is the idempotency key at the provider.
-- `reference` is what a transfer must name; `note_sealed` what the debtor said of it.
create table attempts (
    creditor_id text not null,
    id text not null,
    case_id text not null,
    link_id text,
    channel text not null,
    currency text not null,
    amount_minor bigint not null check (amount_minor > 0),
    state text not null,
    provider_session text,
    provider_url text,
    provider_intent text,
    reference text,
    note_sealed bytea,
    language text not null,
    made_at bigint not null,
    expires_at bigint not null,
    announced_at bigint,
    ended_at bigint,
    checked_at bigint not null,
    primary key (creditor_id, id),
    unique (creditor_id, reference),
    foreign key (creditor_id, case_id) references cases (creditor_id, id)
);
create unique index attempts_by_session on attempts (creditor_id, provider_session);
create index attempts_by_return on attempts (provider_session);
create index attempts_by_case on attempts (creditor_id, case_id, made_at);
create index attempts_by_state on attempts (state, checked_at);
create index attempts_waiting on attempts (creditor_id, channel, state, made_at);

-- The debts of an attempt. `open_debt_id` repeats `debt_id` while a session at the provider may be
-- open, so that a debt has at most one.
create table attempt_debts (
    creditor_id text not null,
    attempt_id text not null,
    debt_id text not null,
    open_debt_id text,
    primary key (creditor_id, attempt_id, debt_id),
    unique (creditor_id, open_debt_id),
    foreign key (creditor_id, attempt_id) references attempts (creditor_id, id),
    foreign key (creditor_id, debt_id) references debts (creditor_id, id)
);

-- Money received and confirmed. `provider_ref` is the money object's own id (a PaymentIntent), so the
-- same money is received once.
create table payments (
    creditor_id text not null,
    id text not null,
    case_id text not null,
    attempt_id text,
    channel text not null,
    currency text not null,
    amount_minor bigint not null check (amount_minor > 0),
    received_on text not null,
    received_at bigint not null,
    receipt_number bigint not null,
    provider_ref text,
    note text,
    recorded_by text,
    reversed_at bigint,
    primary key (creditor_id, id),
    unique (creditor_id, channel, provider_ref),
    foreign key (creditor_id, case_id) references cases (creditor_id, id)
);
create index payments_by_case on payments (creditor_id, case_id, id);
create index payments_by_attempt on payments (creditor_id, attempt_id, id);
create index payments_by_day on payments (creditor_id, received_on, id);

create table refunds (
    creditor_id text not null,
    id text not null,
    payment_id text not null,
    case_id text not null,
    currency text not null,
    amount_minor bigint not null check (amount_minor > 0),
    state text not null,
    provider_ref text,
    requested_by text,
    made_at bigint not null,
    checked_at bigint not null,
    primary key (creditor_id, id),
    unique (creditor_id, provider_ref),
    foreign key (creditor_id, payment_id) references payments (creditor_id, id)
);
create index refunds_by_payment on refunds (creditor_id, payment_id, id);
create index refunds_by_case on refunds (creditor_id, case_id, id);
create index refunds_by_state on refunds (state, checked_at);

-- A bank's dispute. The two counters say how often it took the money and gave it back.
create table chargebacks (
    creditor_id text not null,
    provider_ref text not null,
    payment_id text not null,
    case_id text not null,
    currency text not null,
    amount_minor bigint not null,
    status text not null,
    withdrawn bigint not null,
    reinstated bigint not null,
    opened_at bigint not null,
    primary key (creditor_id, provider_ref),
    foreign key (creditor_id, payment_id) references payments (creditor_id, id)
);
create index chargebacks_by_case on chargebacks (creditor_id, case_id);

-- Money whose case is not known, or that is not what was asked for. `why` is a word of the program,
-- `reference` what the money itself said.
create table suspense (
    creditor_id text not null references creditors (id),
    id text not null,
    channel text not null,
    currency text not null,
    amount_minor bigint not null check (amount_minor > 0),
    received_on text not null,
    provider_ref text,
    reference text,
    why text not null,
    made_at bigint not null,
    payment_id text,
    ended_at bigint,
    primary key (creditor_id, id),
    unique (creditor_id, channel, provider_ref)
);
create index suspense_waiting on suspense (creditor_id, ended_at, made_at);

-- Webhook events as they came, kept before they are answered. `done_at` is set only in the
-- transaction that applied them.
create table stripe_events (
    account text not null,
    event_id text not null,
    kind text not null,
    body bytea not null,
    received_at bigint not null,
    done_at bigint,
    primary key (account, event_id)
);
create index stripe_events_open on stripe_events (done_at, received_at);
