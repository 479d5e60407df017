-- What people of the team did by themselves, and when a task may be put off.

-- A contact that a person made: a call, a visit, a letter that was printed. It counts against the contact rules as a
-- message does. `outcome` is `reached` or `tried`. `about` is what it was made for, a task or the link in a letter: two
-- about the same are one. `stage` is that of a letter. Reminders rest until the day `rest_until` is over, which the
-- person named.
create table contacts_made (
    creditor_id text not null,
    case_id text not null,
    about text not null,
    channel text not null,
    outcome text not null,
    stage text,
    made_at bigint not null,
    made_by text not null,
    rest_until text,
    primary key (creditor_id, about),
    foreign key (creditor_id, case_id) references cases (creditor_id, id)
);
create index contacts_made_by_case on contacts_made (creditor_id, case_id, made_at);

-- When the person asked that a task be done on the day that it is due now; empty where nobody asked.
alter table tasks add column asked_at bigint;
