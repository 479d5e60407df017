-- What a payment gives up was shown before it was begun: it is never changed or removed.

create trigger attempt_waivers_refuse_change before update or delete on attempt_waivers
    for each row execute function refuse_change();
create trigger attempt_waivers_refuse_truncate before truncate on attempt_waivers
    for each statement execute function refuse_change();

create trigger attempt_waiver_debts_refuse_change before update or delete on attempt_waiver_debts
    for each row execute function refuse_change();
create trigger attempt_waiver_debts_refuse_truncate before truncate on attempt_waiver_debts
    for each statement execute function refuse_change();
