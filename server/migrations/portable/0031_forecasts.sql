-- What reminders will do and have done, counted by a job, so that no page has to go through a whole portfolio.

-- Which version of the creditor's own text in `templates` a message said; empty for the program's words. It is
-- written when the message is claimed, so that it is known although its sender died.
alter table messages add column text_version bigint;

-- What was agreed to through a link.
create index agreements_by_link on agreements (creditor_id, link_id);

-- When a creditor's reminders were counted last, over how many cases, and since which day their results count.
create table reminder_counts (
    creditor_id text not null primary key references creditors (id),
    as_of bigint not null,
    cases bigint not null,
    since text not null
);

-- How many contacts are planned for a day to come. `means` is a channel, a kind of task, or none.
create table reminder_forecasts (
    creditor_id text not null references creditors (id),
    day text not null,
    means text not null,
    contacts bigint not null,
    primary key (creditor_id, day, means)
);

-- How many wait to leave, and what keeps them back; `why` is empty for what only waits its turn.
create table reminder_waits (
    creditor_id text not null references creditors (id),
    means text not null,
    why text not null,
    contacts bigint not null,
    primary key (creditor_id, means, why)
);

-- What a step has brought by one way in one text. `text_version` is 0 for the program's words.
create table step_results (
    creditor_id text not null references creditors (id),
    step text not null,
    kind text not null,
    means text not null,
    text_version bigint not null,
    sent bigint not null,
    delivered bigint not null,
    opened bigint not null,
    verified bigint not null,
    accepted bigint not null,
    paid bigint not null,
    primary key (creditor_id, step, kind, means, text_version)
);

-- How much money of each currency came through the links of those messages.
create table step_money (
    creditor_id text not null references creditors (id),
    step text not null,
    kind text not null,
    means text not null,
    text_version bigint not null,
    currency text not null,
    money_minor bigint not null,
    primary key (creditor_id, step, kind, means, text_version, currency)
);
