-- What a reminder was to speak of and did not: it was kept back, refused or cancelled, so nothing of it was heard.
-- Such a step is due again, and stands no more among those that are due once for a subject. `planned_on` is the day of
-- the reminder.
create table reminder_returns (
    creditor_id text not null,
    case_id text not null,
    planned_on text not null,
    reminder_id text not null,
    subject text not null,
    step text not null,
    kind text not null,
    primary key (creditor_id, case_id, planned_on, reminder_id, subject, step),
    foreign key (creditor_id, reminder_id) references reminders (creditor_id, id)
);

insert into reminder_returns (creditor_id, case_id, planned_on, reminder_id, subject, step, kind)
select s.creditor_id, s.case_id, r.planned_on, s.reminder_id, s.subject, s.step, s.kind
from reminder_subjects s
join reminders r on r.creditor_id = s.creditor_id and r.id = s.reminder_id
where r.state in ('blocked', 'failed', 'cancelled');

delete from reminder_subjects
where exists (
    select 1 from reminders r
    where r.creditor_id = reminder_subjects.creditor_id and r.id = reminder_subjects.reminder_id
        and r.state in ('blocked', 'failed', 'cancelled')
);
