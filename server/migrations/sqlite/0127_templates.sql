-- A text that was saved is never changed or removed: what was sent from it can be shown beside it, with who took which
-- warning on.

create trigger templates_refuse_update before update on templates
begin
    select raise(abort, 'templates is append-only');
end;

create trigger templates_refuse_delete before delete on templates
begin
    select raise(abort, 'templates is append-only');
end;
