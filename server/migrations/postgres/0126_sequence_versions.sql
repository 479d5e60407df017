-- A version of a sequence is never changed or removed: reminders name theirs.

create trigger sequence_versions_refuse_change before update or delete on sequence_versions
    for each row execute function refuse_change();
create trigger sequence_versions_refuse_truncate before truncate on sequence_versions
    for each statement execute function refuse_change();
