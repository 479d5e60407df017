-- Which plan terms are about is never changed or removed.

create trigger proposal_plans_refuse_update before update on proposal_plans
begin
    select raise(abort, 'proposal_plans is append-only');
end;

create trigger proposal_plans_refuse_delete before delete on proposal_plans
begin
    select raise(abort, 'proposal_plans is append-only');
end;
