-- A version of a policy is never changed or removed: whoever accepted it keeps it.

create trigger policy_versions_refuse_update before update on policy_versions
begin
    select raise(abort, 'policy_versions is append-only');
end;

create trigger policy_versions_refuse_delete before delete on policy_versions
begin
    select raise(abort, 'policy_versions is append-only');
end;
