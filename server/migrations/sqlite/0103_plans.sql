-- What happened to a plan, and what was agreed, is never changed or removed.

create trigger plan_events_refuse_update before update on plan_events
begin
    select raise(abort, 'plan_events is append-only');
end;

create trigger plan_events_refuse_delete before delete on plan_events
begin
    select raise(abort, 'plan_events is append-only');
end;

create trigger agreements_refuse_update before update on agreements
begin
    select raise(abort, 'agreements is append-only');
end;

create trigger agreements_refuse_delete before delete on agreements
begin
    select raise(abort, 'agreements is append-only');
end;
