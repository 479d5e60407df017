-- A version that was saved is never changed or removed: its number is in agreements and in people's heads.

create trigger policy_drafts_refuse_update before update on policy_drafts
begin
    select raise(abort, 'policy_drafts is append-only');
end;

create trigger policy_drafts_refuse_delete before delete on policy_drafts
begin
    select raise(abort, 'policy_drafts is append-only');
end;
