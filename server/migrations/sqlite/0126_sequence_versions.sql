-- A version of a sequence is never changed or removed: reminders name theirs.

create trigger sequence_versions_refuse_update before update on sequence_versions
begin
    select raise(abort, 'sequence_versions is append-only');
end;

create trigger sequence_versions_refuse_delete before delete on sequence_versions
begin
    select raise(abort, 'sequence_versions is append-only');
end;
