-- Automatic payment of plans: saved cards, and the tries to charge them.

-- A card that its debtor allowed to be charged for a plan. Of the card itself stands here only what names it.
-- `state` is wanted until the card is saved, then on, then off; `on_plan_id` repeats `plan_id` while it is on,
-- so that a plan is charged to one card. The consent, word for word, stands in `agreements` under this id.
-- `told` is the instalment and the day of which the debtor was told last.
create table saved_methods (
    creditor_id text not null,
    id text not null,
    case_id text not null,
    plan_id text not null,
    on_plan_id text,
    state text not null,
    provider_session text,
    provider_url text,
    provider_customer text,
    provider_method text,
    brand text,
    last4 text,
    expires_month bigint,
    expires_year bigint,
    language text not null,
    consented_on text not null,
    told text,
    made_at bigint not null,
    checked_at bigint not null,
    ended_at bigint,
    ended_why text,
    primary key (creditor_id, id),
    unique (creditor_id, on_plan_id),
    foreign key (creditor_id, case_id) references cases (creditor_id, id),
    foreign key (creditor_id, plan_id) references plans (creditor_id, id)
);
create unique index saved_methods_by_session on saved_methods (creditor_id, provider_session);
create index saved_methods_by_plan on saved_methods (creditor_id, plan_id, made_at);
create index saved_methods_by_state on saved_methods (creditor_id, state, id);
create index saved_methods_by_method on saved_methods (creditor_id, provider_method, id);
create index saved_methods_by_customer on saved_methods (creditor_id, provider_customer, id);

-- The card that an attempt charges while its debtor is away; none for an attempt that has a page.
alter table attempts add column method_id text;

-- The tries to charge one instalment, numbered from 1: no two for the same one. `on_day` is the day on the
-- debtor's clock, `came` what a try came to that brought no money, `code` the provider's word for it.
create table autopay_tries (
    creditor_id text not null,
    plan_id text not null,
    number bigint not null,
    nth bigint not null,
    attempt_id text not null,
    on_day text not null,
    came text,
    code text,
    primary key (creditor_id, plan_id, number, nth),
    unique (creditor_id, attempt_id),
    foreign key (creditor_id, plan_id) references plans (creditor_id, id),
    foreign key (creditor_id, attempt_id) references attempts (creditor_id, id)
);
