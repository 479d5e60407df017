-- What happened to a plan, and what was agreed, is never changed or removed.

create trigger plan_events_refuse_change before update or delete on plan_events
    for each row execute function refuse_change();
create trigger plan_events_refuse_truncate before truncate on plan_events
    for each statement execute function refuse_change();

create trigger agreements_refuse_change before update or delete on agreements
    for each row execute function refuse_change();
create trigger agreements_refuse_truncate before truncate on agreements
    for each statement execute function refuse_change();
