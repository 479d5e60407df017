-- Facts about money and the evidence chains are never changed or removed: a correction is a new entry.

create trigger ledger_entries_refuse_update before update on ledger_entries
begin
    select raise(abort, 'ledger_entries is append-only');
end;

create trigger ledger_entries_refuse_delete before delete on ledger_entries
begin
    select raise(abort, 'ledger_entries is append-only');
end;

create trigger ledger_postings_refuse_update before update on ledger_postings
begin
    select raise(abort, 'ledger_postings is append-only');
end;

create trigger ledger_postings_refuse_delete before delete on ledger_postings
begin
    select raise(abort, 'ledger_postings is append-only');
end;

create trigger evidence_refuse_update before update on evidence
begin
    select raise(abort, 'evidence is append-only');
end;

create trigger evidence_refuse_delete before delete on evidence
begin
    select raise(abort, 'evidence is append-only');
end;
