-- Facts about money and the evidence chains are never changed or removed: a correction is a new entry.

create function refuse_change() returns trigger language plpgsql as $$
begin
    raise exception '% is append-only', tg_table_name;
end
$$;

create trigger ledger_entries_refuse_change before update or delete on ledger_entries
    for each row execute function refuse_change();
create trigger ledger_entries_refuse_truncate before truncate on ledger_entries
    for each statement execute function refuse_change();

create trigger ledger_postings_refuse_change before update or delete on ledger_postings
    for each row execute function refuse_change();
create trigger ledger_postings_refuse_truncate before truncate on ledger_postings
    for each statement execute function refuse_change();

create trigger evidence_refuse_change before update or delete on evidence
    for each row execute function refuse_change();
create trigger evidence_refuse_truncate before truncate on evidence
    for each statement execute function refuse_change();
