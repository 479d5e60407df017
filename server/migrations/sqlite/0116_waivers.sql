-- What a payment gives up was shown before it was begun: it is never changed or removed.

create trigger attempt_waivers_refuse_update before update on attempt_waivers
begin
    select raise(abort, 'attempt_waivers is append-only');
end;

create trigger attempt_waivers_refuse_delete before delete on attempt_waivers
begin
    select raise(abort, 'attempt_waivers is append-only');
end;

create trigger attempt_waiver_debts_refuse_update before update on attempt_waiver_debts
begin
    select raise(abort, 'attempt_waiver_debts is append-only');
end;

create trigger attempt_waiver_debts_refuse_delete before delete on attempt_waiver_debts
begin
    select raise(abort, 'attempt_waiver_debts is append-only');
end;
