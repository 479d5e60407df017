-- A version that was saved is never changed or removed: its number is in agreements and in people's heads.

create trigger policy_drafts_refuse_change before update or delete on policy_drafts
    for each row execute function refuse_change();
create trigger policy_drafts_refuse_truncate before truncate on policy_drafts
    for each statement execute function refuse_change();
