-- A text that was saved is never changed or removed: what was sent from it can be shown beside it, with who took which
-- warning on.

create trigger templates_refuse_change before update or delete on templates
    for each row execute function refuse_change();
create trigger templates_refuse_truncate before truncate on templates
    for each statement execute function refuse_change();
