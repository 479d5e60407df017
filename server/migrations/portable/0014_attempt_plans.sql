-- Which plan a try at paying is for, and where money goes that is more than what the plan asks for: `next` or
-- `last`.
create table attempt_plans (
    creditor_id text not null,
    attempt_id text not null,
    plan_id text not null,
    extra text not null,
    primary key (creditor_id, attempt_id),
    foreign key (creditor_id, attempt_id) references attempts (creditor_id, id),
    foreign key (creditor_id, plan_id) references plans (creditor_id, id)
);
