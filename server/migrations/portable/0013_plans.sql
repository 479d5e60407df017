-- What debtors agreed to: plans with what happened to them, promises, and the papers of both.

-- One accepted plan. `agreed` is what the plan needs for the rest of its life, as JSON of days, minor units
-- and hundredths of a percent; the policy may change, the plan does not. `state` and `state_on` are what its
-- events come to, so that lists need not go through them.
create table plans (
    creditor_id text not null,
    id text not null,
    case_id text not null,
    currency text not null,
    policy_id text not null,
    policy_version bigint not null,
    agreed text not null,
    state text not null,
    state_on text,
    into_plan_id text,
    accepted_at bigint not null,
    primary key (creditor_id, id),
    foreign key (creditor_id, case_id) references cases (creditor_id, id),
    foreign key (creditor_id, policy_id, policy_version)
        references policy_versions (creditor_id, policy_id, version)
);
create index plans_by_case on plans (creditor_id, case_id, accepted_at);
create index plans_by_state on plans (creditor_id, state, id);

-- The debts of a plan. `active_debt_id` repeats `debt_id` while the plan runs, so that a debt is in at most
-- one plan that does.
create table plan_debts (
    creditor_id text not null,
    plan_id text not null,
    debt_id text not null,
    active_debt_id text,
    primary key (creditor_id, plan_id, debt_id),
    unique (creditor_id, active_debt_id),
    foreign key (creditor_id, plan_id) references plans (creditor_id, id),
    foreign key (creditor_id, debt_id) references debts (creditor_id, id)
);

-- What happened to a plan, numbered from 1: applied again in this order, the events give the plan. `facts` is
-- JSON of numbers and days, `cause` the payment, the entry or the form that the event came of.
create table plan_events (
    creditor_id text not null,
    plan_id text not null,
    number bigint not null,
    happened_on text not null,
    kind text not null,
    facts text not null,
    cause text not null,
    made_at bigint not null,
    primary key (creditor_id, plan_id, number),
    foreign key (creditor_id, plan_id) references plans (creditor_id, id)
);

-- A debtor's promise to pay on a day.
create table promises (
    creditor_id text not null,
    id text not null,
    case_id text not null,
    currency text not null,
    amount_minor bigint not null check (amount_minor > 0),
    made_on text not null,
    pay_on text not null,
    state text not null,
    paid_minor bigint not null,
    state_on text,
    policy_id text not null,
    policy_version bigint not null,
    made_at bigint not null,
    primary key (creditor_id, id),
    foreign key (creditor_id, case_id) references cases (creditor_id, id),
    foreign key (creditor_id, policy_id, policy_version)
        references policy_versions (creditor_id, policy_id, version)
);
create index promises_by_case on promises (creditor_id, case_id, currency, made_at);
create index promises_by_state on promises (creditor_id, state, id);

-- What was agreed, word for word as it was shown, sealed under the person's key. `of_id` is the plan or the
-- promise; `paper_hash` is the SHA-256 of the sealed bytes, which the evidence names; `seen` the mark of what
-- was shown. Address and device are those of whoever agreed. Consent to automatic charges stands apart.
create table agreements (
    creditor_id text not null,
    of_id text not null,
    case_id text not null,
    link_id text not null,
    language text not null,
    seen text not null,
    paper_sealed bytea not null,
    paper_hash bytea not null,
    address_sealed bytea,
    device_sealed bytea,
    agreed_at bigint not null,
    autopay_at bigint,
    primary key (creditor_id, of_id),
    foreign key (creditor_id, case_id) references cases (creditor_id, id)
);
