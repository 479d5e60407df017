-- Terms that debtors propose, and what became of them.

-- One proposal. `owed_minor` is what was owed when it was made, `pay_minor` what would be paid in all; the terms
-- themselves stand in its events. `segment` is the place in the policy's version whose limits it is judged by.
-- `state`, `until_at`, `answered_at` and `plan_id` are what its events come to, so that lists need not go
-- through them; `answered_at` is empty while it waits. `open_case_id` repeats `case_id` while something may come
-- of it, so that a case has at most one such in a currency.
create table proposals (
    creditor_id text not null,
    id text not null,
    case_id text not null,
    currency text not null,
    owed_minor bigint not null check (owed_minor > 0),
    pay_minor bigint not null check (pay_minor > 0),
    policy_id text not null,
    policy_version bigint not null,
    segment bigint not null,
    state text not null,
    until_at bigint,
    answered_at bigint,
    open_case_id text,
    plan_id text,
    made_at bigint not null,
    primary key (creditor_id, id),
    unique (creditor_id, open_case_id, currency),
    foreign key (creditor_id, case_id) references cases (creditor_id, id),
    foreign key (creditor_id, plan_id) references plans (creditor_id, id),
    foreign key (creditor_id, policy_id, policy_version)
        references policy_versions (creditor_id, policy_id, version)
);
create index proposals_by_case on proposals (creditor_id, case_id, id);
create index proposals_by_state on proposals (creditor_id, state, until_at, id);
create index proposals_by_answer on proposals (creditor_id, answered_at, id);

-- What happened to a proposal, numbered from 1: applied again in this order, the events give the proposal. `facts`
-- is JSON of days, instants and minor units. `words_sealed` are those of whoever acted, `household_sealed` the
-- figures that a debtor sent along; both are sealed under the debtor's own key.
create table proposal_events (
    creditor_id text not null,
    proposal_id text not null,
    number bigint not null,
    kind text not null,
    facts text not null,
    member_id text,
    words_sealed bytea,
    household_sealed bytea,
    made_at bigint not null,
    primary key (creditor_id, proposal_id, number),
    foreign key (creditor_id, proposal_id) references proposals (creditor_id, id)
);
