-- What a certificate says is never changed or removed; once revoked it stays so.

create trigger clearances_refuse_update before update of creditor_id, id, case_id, code, language, paper_sealed,
    paper_hash, debts, issued_on, issued_at on clearances
begin
    select raise(abort, 'clearances is append-only');
end;

create trigger clearances_refuse_return before update of revoked_at on clearances
    when old.revoked_at is not null
begin
    select raise(abort, 'a revoked certificate stays revoked');
end;

create trigger clearances_refuse_delete before delete on clearances
begin
    select raise(abort, 'clearances is append-only');
end;

create trigger clearance_debts_refuse_update before update on clearance_debts
begin
    select raise(abort, 'clearance_debts is append-only');
end;

create trigger clearance_debts_refuse_delete before delete on clearance_debts
begin
    select raise(abort, 'clearance_debts is append-only');
end;
