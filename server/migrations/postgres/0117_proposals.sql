-- What happened to a proposal is never changed or removed.

create trigger proposal_events_refuse_change before update or delete on proposal_events
    for each row execute function refuse_change();
create trigger proposal_events_refuse_truncate before truncate on proposal_events
    for each statement execute function refuse_change();
