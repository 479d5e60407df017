-- How plans do, so that lists need not go through their events.

-- `on-time` while a plan runs and nothing that was missed is unpaid, `late` while something is, else the word of
-- its state. Of plans that are older than this column the next event says it exactly.
alter table plans add column health text not null default 'on-time';
update plans set health = state where state not in ('active', 'paid');
update plans set health = 'late' where state = 'active' and exists (
    select 1 from plan_events e
    where e.creditor_id = plans.creditor_id and e.plan_id = plans.id and e.kind = 'missed'
);
create index plans_by_health on plans (creditor_id, health, id);
