-- A text that was saved is never changed or removed: what was agreed under it can be shown beside it.

create trigger agreement_texts_refuse_update before update on agreement_texts
begin
    select raise(abort, 'agreement_texts is append-only');
end;

create trigger agreement_texts_refuse_delete before delete on agreement_texts
begin
    select raise(abort, 'agreement_texts is append-only');
end;
