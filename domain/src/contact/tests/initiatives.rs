//! Who is behind a contact: the debtor who asked, the program by itself, a person who calls.

use super::*;

#[test]
fn what_the_debtor_asked_for_leaves_at_once() {
    let past = mails(&["2026-12-24 10:00:00"]);
    for country in Country::ALL {
        for barriers in [&[][..], &[Barrier::Hold], &[Barrier::OptOut, Barrier::Deceased]] {
            let now = at("2026-12-25 03:00:00");
            let reminder = reminder(now, &past);
            let asked = Contact {
                initiative: Initiative::Debtor,
                countries: &[country],
                barriers,
                ..reminder
            };
            assert_eq!(decision(&strict(), &asked), Decision::Send(Rule::Asked));
        }
    }
}

#[test]
fn what_the_program_times_and_the_debtor_has_to_know_waits_for_the_hours_only() {
    use Barrier::{BreathingSpace, Deceased, Hardship, Hold, OptOut, WrongPerson};
    use Decision::{Blocked, Send, WaitUntil};
    let past = mails(&["2026-11-19 10:00:00"]);
    for (now, barriers, expected) in [
        ("2026-11-20 10:00:00", &[][..], Send(Rule::Open)),
        ("2026-11-20 10:00:00", &[Hold, OptOut], Send(Rule::Open)),
        ("2026-11-20 10:00:00", &[WrongPerson], Blocked(Rule::WrongPerson)),
        ("2026-11-20 10:00:00", &[Deceased], Blocked(Rule::Deceased)),
        ("2026-11-20 10:00:00", &[BreathingSpace, Hold], Blocked(Rule::BreathingSpace)),
        ("2026-11-20 10:00:00", &[Hardship], Send(Rule::Open)),
        ("2026-11-20 19:00:00", &[], WaitUntil(at("2026-11-23 08:00:00"), Rule::Hours)),
        ("2026-11-21 10:00:00", &[], WaitUntil(at("2026-11-23 08:00:00"), Rule::Weekend)),
        ("2026-12-08 10:00:00", &[Hold], WaitUntil(at("2026-12-10 08:00:00"), Rule::Holiday)),
    ] {
        let reminder = reminder(at(now), &past);
        let agreed = Contact { initiative: Initiative::Agreed, barriers, ..reminder };
        assert_eq!(decision(&strict(), &agreed), expected, "{now} {barriers:?}");
    }
}

#[test]
fn who_calls_knows_the_holidays_and_keeps_to_all_other_rules() {
    use Decision::{Blocked, Send, WaitUntil};
    let mut refusing = strict();
    refusing.limits.push(Limit { whose: Whose::Debtor, ..limit(What::Never, Channels::ALL) });
    let (none, yesterday) = ([], [reached(Channel::Email, "2026-11-23 10:00:00")]);
    let (open, monday) = ("2026-11-24 10:00:00", at("2026-11-23 08:00:00"));
    for (pack, now, past, expected) in [
        (&strict(), open, &none[..], Send(Rule::Open)),
        (&strict(), "2026-11-23 07:00:00", &none[..], WaitUntil(monday, Rule::Hours)),
        (&strict(), "2026-11-22 10:00:00", &none[..], WaitUntil(monday, Rule::Weekend)),
        (&strict(), open, &yesterday[..], WaitUntil(at("2026-11-30 10:00:00"), Rule::Week)),
        (&refusing, open, &none[..], Blocked(Rule::Refused)),
    ] {
        for channel in [Channel::Call, Channel::Visit] {
            let countries = &[Country::Cr];
            let call = Contact { channel, countries, ..reminder(at(now), past) };
            assert_eq!(decision(pack, &call), expected, "{now} {channel:?}");
        }
    }
}
