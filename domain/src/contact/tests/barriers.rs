//! What stands in the way of a contact, for good or until a day.

use super::*;

#[test]
fn a_barrier_blocks_at_any_time_and_the_strongest_is_named() {
    use Barrier::{Dispute, Hold, OptOut, Plan, Promise, WrongPerson};
    for (initiative, barriers, rule) in [
        (Initiative::Creditor, &[Hold][..], Rule::Hold),
        (Initiative::Creditor, &[Hold, OptOut], Rule::OptOut),
        (Initiative::Creditor, &[Promise, Dispute], Rule::Dispute),
        (Initiative::Creditor, &[Plan], Rule::Plan),
        (Initiative::Creditor, &[OptOut, Hold, WrongPerson], Rule::WrongPerson),
        (Initiative::Debtor, &[WrongPerson], Rule::WrongPerson),
    ] {
        for now in ["2026-11-20 10:00:00", "2026-11-21 23:00:00"] {
            let reminder = reminder(at(now), &[]);
            let contact = Contact { initiative, barriers, ..reminder };
            assert_eq!(decision(&strict(), &contact), Decision::Blocked(rule));
        }
    }
}

#[test]
fn a_plan_that_is_kept_holds_back_what_speaks_of_debts_only() {
    let reminder = reminder(at("2026-11-20 10:00:00"), &[]);
    let debt = Contact { barriers: &[Barrier::Plan], ..reminder };
    assert_eq!(decision(&strict(), &debt), Decision::Blocked(Rule::Plan));
    let date = Contact { about: About::Other, ..debt };
    assert_eq!(decision(&strict(), &date), Decision::Send(Rule::Open));
}

#[test]
fn what_has_a_known_end_is_waited_for_and_the_hours_and_caps_behind_it() {
    use Barrier::{Promise, Proposal};
    let past = mails(&["2026-11-20 10:00:00"]);
    let monday = "2026-11-23 00:00:00";
    for (ends, past, expected, rule) in [
        (&[(Promise, monday)][..], &[][..], "2026-11-23 08:00:00", Rule::Promise),
        (
            &[(Proposal, "2026-11-27 15:30:00"), (Promise, monday)],
            &[],
            "2026-11-27 15:30:00",
            Rule::Proposal,
        ),
        // Behind it is the weekend.
        (&[(Proposal, "2026-11-27 20:00:00")], &[], "2026-11-30 08:00:00", Rule::Proposal),
        (&[(Promise, monday)], &past[..], "2026-11-27 10:00:00", Rule::Week),
    ] {
        let ends: Vec<_> = ends.iter().map(|(barrier, until)| (*barrier, at(until))).collect();
        let reminder = reminder(at("2026-11-20 11:00:00"), past);
        let kept = Contact { ends: &ends, ..reminder };
        assert_eq!(decision(&strict(), &kept), Decision::WaitUntil(at(expected), rule));
        let over = Contact { now: at(expected), ..kept };
        assert_eq!(decision(&strict(), &over), Decision::Send(Rule::Open), "{expected}");
        let asked = Contact { initiative: Initiative::Debtor, ..kept };
        assert_eq!(decision(&strict(), &asked), Decision::Send(Rule::Asked));
    }
}

#[test]
fn promises_and_proposals_keep_back_neither_the_eve_of_a_promise_nor_the_dates_of_a_plan() {
    let reminder = reminder(at("2026-11-20 11:00:00"), &[]);
    let open = Decision::Send(Rule::Open);
    for (barrier, rule) in [(Barrier::Promise, Rule::Promise), (Barrier::Proposal, Rule::Proposal)]
    {
        let ends = [(barrier, at("2026-11-23 00:00:00"))];
        let waits = Decision::WaitUntil(at("2026-11-23 08:00:00"), rule);
        for (about, expected) in [
            (About::Debt, waits),
            (About::Other, waits),
            (About::Plan, open),
            (About::Promise, open),
        ] {
            let kept = Contact { about, ends: &ends, ..reminder };
            assert_eq!(decision(&strict(), &kept), expected, "{barrier:?} {about:?}");
            let held = Contact { barriers: &[Barrier::Hold], ..kept };
            assert_eq!(decision(&strict(), &held), Decision::Blocked(Rule::Hold), "{about:?}");
        }
    }
}
