-- What happened to a proposal is never changed or removed.

create trigger proposal_events_refuse_update before update on proposal_events
begin
    select raise(abort, 'proposal_events is append-only');
end;

create trigger proposal_events_refuse_delete before delete on proposal_events
begin
    select raise(abort, 'proposal_events is append-only');
end;
