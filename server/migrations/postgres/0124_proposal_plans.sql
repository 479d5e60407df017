-- Which plan terms are about is never changed or removed.

create trigger proposal_plans_refuse_change before update or delete on proposal_plans
    for each row execute function refuse_change();
create trigger proposal_plans_refuse_truncate before truncate on proposal_plans
    for each statement execute function refuse_change();
