-- A version of a policy is never changed or removed: whoever accepted it keeps it.

create trigger policy_versions_refuse_change before update or delete on policy_versions
    for each row execute function refuse_change();
create trigger policy_versions_refuse_truncate before truncate on policy_versions
    for each statement execute function refuse_change();
