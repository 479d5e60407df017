-- Which reminders creditors send, what was planned for whom, and what people of the team are to do.

-- One sequence of a creditor. Its name is how a file finds it. `archived_at` takes it out of force with all its
-- versions.
create table sequences (
    creditor_id text not null references creditors (id),
    id text not null,
    name text not null,
    created_at bigint not null,
    archived_at bigint,
    archived_by text,
    primary key (creditor_id, id),
    unique (creditor_id, name)
);

-- What a sequence said, version by version; the database refuses to change one, since reminders name theirs.
-- The columns are those of `policy_versions`.
create table sequence_versions (
    creditor_id text not null,
    sequence_id text not null,
    version bigint not null,
    source text not null,
    canonical text not null,
    checked_hash bytea not null,
    made_by text not null,
    made_at bigint not null,
    active_from bigint not null,
    primary key (creditor_id, sequence_id, version),
    foreign key (creditor_id, sequence_id) references sequences (creditor_id, id)
);

-- One contact that fell due for a case. `step` and `kind` are those of the greatest step; `means` is a channel, a
-- kind of task, or `none` where the debtor can be reached on no channel of the step. `state` is `queued`, `sent`,
-- `unknown`, `blocked`, `failed` or `cancelled` for a message, `open`, `done` or `cancelled` for a task; `why` says
-- what keeps or kept it back.
create table reminders (
    creditor_id text not null,
    id text not null,
    case_id text not null,
    sequence_id text not null,
    version bigint not null,
    step text not null,
    kind text not null,
    means text not null,
    planned_on text not null,
    state text not null,
    why text,
    primary key (creditor_id, id),
    foreign key (creditor_id, case_id) references cases (creditor_id, id),
    foreign key (creditor_id, sequence_id, version)
        references sequence_versions (creditor_id, sequence_id, version)
);
create index reminders_by_case on reminders (creditor_id, case_id, planned_on);

-- What a reminder speaks of, each with its own step. That a step is due once for a subject stands here.
create table reminder_subjects (
    creditor_id text not null,
    case_id text not null,
    subject text not null,
    step text not null,
    kind text not null,
    reminder_id text not null,
    primary key (creditor_id, case_id, subject, step),
    foreign key (creditor_id, reminder_id) references reminders (creditor_id, id)
);

-- What happened to a reminder, numbered from 1: planned, moved until an instant, sent, not sent, and why.
create table reminder_events (
    creditor_id text not null,
    reminder_id text not null,
    number bigint not null,
    at bigint not null,
    what text not null,
    why text,
    until_at bigint,
    primary key (creditor_id, reminder_id, number),
    foreign key (creditor_id, reminder_id) references reminders (creditor_id, id)
);

-- How far a creditor's day is planned: the days' cases first, then thanks. `after_key` is the last one dealt with.
create table reminder_days (
    creditor_id text not null primary key references creditors (id),
    day text not null,
    stage text not null,
    after_key text not null
);

-- What a person of the team is to do about a case. `script` is what to say; `reminder_id` is the reminder that
-- asks for it. `state` is `open`, `done` or `cancelled`; `outcome` is a word of the program, `note` what was written
-- beside it, sealed under the debtor's own key.
create table tasks (
    creditor_id text not null,
    id text not null,
    case_id text not null,
    kind text not null,
    script text not null,
    reminder_id text,
    due_on text not null,
    state text not null,
    outcome text,
    note_sealed bytea,
    ended_by text,
    ended_at bigint,
    made_at bigint not null,
    primary key (creditor_id, id),
    foreign key (creditor_id, case_id) references cases (creditor_id, id),
    foreign key (creditor_id, reminder_id) references reminders (creditor_id, id)
);
create index tasks_by_state on tasks (creditor_id, state, due_on, id);
create index tasks_by_case on tasks (creditor_id, case_id, state, due_on);

-- When a case was last written to.
create index messages_by_contact on messages (creditor_id, case_id, counted_at)
    where counted_at is not null;

-- Whose last debt was closed lately.
create index clearances_by_day on clearances (creditor_id, issued_on, id);
