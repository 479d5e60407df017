-- A text that was saved is never changed or removed: what was agreed under it can be shown beside it.

create trigger agreement_texts_refuse_change before update or delete on agreement_texts
    for each row execute function refuse_change();
create trigger agreement_texts_refuse_truncate before truncate on agreement_texts
    for each statement execute function refuse_change();
