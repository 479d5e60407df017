-- What a certificate says is never changed or removed; once revoked it stays so.

create trigger clearances_refuse_change before update of creditor_id, id, case_id, code, language, paper_sealed,
    paper_hash, debts, issued_on, issued_at on clearances
    for each row execute function refuse_change();
create trigger clearances_refuse_return before update of revoked_at on clearances
    for each row when (old.revoked_at is not null) execute function refuse_change();
create trigger clearances_refuse_delete before delete on clearances
    for each row execute function refuse_change();
create trigger clearances_refuse_truncate before truncate on clearances
    for each statement execute function refuse_change();

create trigger clearance_debts_refuse_change before update or delete on clearance_debts
    for each row execute function refuse_change();
create trigger clearance_debts_refuse_truncate before truncate on clearance_debts
    for each statement execute function refuse_change();
