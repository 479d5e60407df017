//! Proposals by example, and the laws of every one.

use std::num::NonZeroU32;

use chrono::Days;
use proptest::prelude::*;

use super::*;
use crate::money::Currency;
use crate::percent::Percent;
use crate::plan_quote::Choice;
use crate::policy::Rhythm;
use crate::schedule::Cut;

fn soles(minor: i64) -> Money {
    Money::new(minor, Currency::parse("PEN").expect("PEN")).expect("positive")
}

fn date(text: &str) -> NaiveDate {
    text.parse().expect("a date")
}

fn at(hours: i64) -> DateTime<Utc> {
    let start = date("2026-11-22").and_hms_opt(15, 0, 0).expect("a time").and_utc();
    start + TimeDelta::hours(hours)
}

fn limits() -> Proposals {
    let given_up = Percent::from_hundredths(1_000).expect("10 %");
    Proposals { parts: 8, least: soles(6_000), given_up, within_days: 120, answer_hours: 48 }
}

fn ask(pay: i64, parts: u32, rhythm: Rhythm) -> Ask {
    let cut = Cut::Parts(NonZeroU32::new(parts).expect("some"));
    let first_on = date("2026-11-30");
    Ask { pay: soles(pay), choice: Choice { cut, rhythm, payday: None, first_on, down: soles(0) } }
}

fn make(ask: Ask) -> Result<Proposal, Misasked> {
    let on = (Country::Pe, date("2026-11-22"));
    Proposal::make(&limits(), (soles(100_000), ask), on, at(0))
}

fn waiting() -> Proposal {
    make(ask(50_000, 2, Rhythm::Monthly)).expect("terms")
}

#[test]
fn what_is_inside_the_limits_is_accepted_at_once_and_the_rest_waits() {
    for (ask, beyond) in [
        (ask(100_000, 8, Rhythm::EveryTwoWeeks), None),
        (ask(90_000, 1, Rhythm::Monthly), None),
        (ask(100_000, 9, Rhythm::Weekly), Some(Beyond::Parts(8))),
        (ask(47_000, 8, Rhythm::Weekly), Some(Beyond::Least(soles(6_000)))),
        (ask(89_999, 1, Rhythm::Monthly), Some(Beyond::GivenUp(soles(10_000)))),
        (ask(100_000, 6, Rhythm::Monthly), Some(Beyond::Days(date("2027-03-22")))),
    ] {
        let made = make(ask).expect("terms").state;
        let expected = match beyond {
            None => ProposalState::Accepted { terms: ask, by: By::Policy, at: at(0) },
            Some(beyond) => ProposalState::Waiting { beyond, until: at(48) },
        };
        assert_eq!(made, expected);
    }
    let too_much = make(ask(100_001, 1, Rhythm::Monthly));
    assert_eq!(too_much, Err(Misasked::MoreThanOwed(soles(100_000))));
    assert!(matches!(make(ask(0, 1, Rhythm::Monthly)), Err(Misasked::Schedule(_))));
}

#[test]
fn who_has_broken_as_many_plans_as_may_break_waits_for_the_creditor() {
    let inside = make(ask(100_000, 8, Rhythm::EveryTwoWeeks)).expect("terms");
    let waits = inside.after_broken(2, &limits());
    let state = ProposalState::Waiting { beyond: Beyond::Broken(2), until: at(48) };
    assert_eq!(waits, Proposal { state, ..inside });
    assert!(waits.apply(ProposalAct::CreditorAccepts, at(1)).is_ok());
    assert_eq!(waiting().after_broken(2, &limits()), waiting(), "it names its own limit");
}

#[test]
fn a_proposal_keeps_reminders_back_unless_one_came_to_nothing_shortly_before() {
    for (ended, keeps) in [(None, true), (Some(0), false), (Some(-720), false), (Some(-721), true)]
    {
        assert_eq!(keeps_reminders_back(at(0), ended.map(at)), keeps, "{ended:?}");
    }
}

#[test]
fn each_side_answers_to_the_other_in_its_time() {
    use {ProposalAct as A, ProposalState as S};
    let other = ask(80_000, 4, Rhythm::Monthly);
    let counter = A::CreditorCounters(other, at(72));
    let refused = |by| S::Refused { by, at: at(1) };
    let accepted = |terms, by| S::Accepted { terms, by, at: at(1) };
    let countered = waiting().apply(counter, at(1)).expect("in time");
    assert_eq!(countered.state, S::Countered { terms: other, until: at(72) });
    for (from, act, state) in [
        (waiting(), A::CreditorAccepts, accepted(waiting().ask, By::Creditor)),
        (waiting(), A::CreditorRefuses, refused(By::Creditor)),
        (waiting(), A::DebtorRefuses, refused(By::Debtor)),
        (countered, A::DebtorAccepts, accepted(other, By::Debtor)),
        (countered, A::DebtorRefuses, refused(By::Debtor)),
        (countered, counter, countered.state),
        (waiting(), A::TimePasses, waiting().state),
    ] {
        assert_eq!(from.apply(act, at(1)).map(|after| after.state), Ok(state), "{act:?}");
    }
    for (from, act) in [
        (waiting(), A::DebtorAccepts),
        (countered, A::CreditorAccepts),
        (countered, A::CreditorRefuses),
        (waiting(), A::CreditorCounters(other, at(1))),
    ] {
        assert_eq!(from.apply(act, at(1)), Err(ProposalError::NotNow), "{act:?}");
    }
    let too_much = A::CreditorCounters(ask(100_001, 1, Rhythm::Monthly), at(9));
    assert!(matches!(waiting().apply(too_much, at(1)), Err(ProposalError::Misasked(_))));
}

#[test]
fn nobody_answers_after_the_time() {
    let late = waiting().apply(ProposalAct::CreditorAccepts, at(48));
    assert_eq!(late, Err(ProposalError::TooLate(at(48))));
    let expired = waiting().apply(ProposalAct::TimePasses, at(48)).expect("always");
    assert_eq!(expired.state, ProposalState::Expired { at: at(48) });
}

#[test]
fn terms_are_redone_for_what_is_owed_now() {
    let asked = ask(90_000, 3, Rhythm::Monthly);
    let redone = |now, day| asked.redone(soles(100_000), (soles(now), date(day)));
    for (now, day, pay, first_on) in [
        (100_000, "2026-11-22", 90_000, "2026-11-30"),
        (70_000, "2026-11-30", 60_000, "2026-11-30"),
        (110_000, "2026-12-02", 100_000, "2026-12-02"),
    ] {
        let found = redone(now, day).expect("something to pay");
        assert_eq!((found.pay, found.choice.first_on), (soles(pay), date(first_on)), "{now}");
        assert_eq!(found.given_up(soles(now)), Ok(soles(10_000)), "{now}");
    }
    assert!(redone(9_999, "2026-11-22").is_err(), "less is owed than was to be given up");
}

fn any_ask() -> impl Strategy<Value = Ask> {
    let rhythms = vec![Rhythm::Weekly, Rhythm::EveryTwoWeeks, Rhythm::Monthly];
    (40_000..100_001_i64, 1..12_u32, prop::sample::select(rhythms), 0..60_u64).prop_map(
        |(pay, parts, rhythm, wait)| {
            let asked = ask(pay, parts, rhythm);
            let first_on = date("2026-11-22") + Days::new(wait);
            Ask { choice: Choice { first_on, ..asked.choice }, ..asked }
        },
    )
}

fn any_act() -> impl Strategy<Value = ProposalAct> {
    prop_oneof![
        4 => Just(ProposalAct::TimePasses),
        1 => prop::sample::select(vec![
            ProposalAct::CreditorAccepts,
            ProposalAct::CreditorRefuses,
            ProposalAct::DebtorAccepts,
            ProposalAct::DebtorRefuses,
        ]),
        2 => (any_ask(), 0..200_i64)
            .prop_map(|(terms, hours)| ProposalAct::CreditorCounters(terms, at(hours))),
    ]
}

proptest! {
    #![proptest_config(crate::law::tried(10_000))]

    #[test]
    fn what_is_accepted_at_once_is_inside_every_limit_and_what_waits_is_outside_the_one_named(
        ask in any_ask(),
    ) {
        let made = make(ask).expect("terms");
        let on = (Country::Pe, date("2026-11-22"));
        let schedule = ask.schedule(on).expect("terms");
        let (limits, last) = (limits(), schedule.last().expect("one at least").due_on);
        let parts = u32::try_from(schedule.len()).expect("few");
        let smallest = schedule.iter().map(|one| one.amount.minor()).min().expect("one at least");
        let given_up = 100_000 - ask.pay.minor();
        match made.state {
            ProposalState::Accepted { terms, by, .. } => {
                prop_assert_eq!((terms, by), (ask, By::Policy));
                prop_assert!(parts <= limits.parts && smallest >= 6_000 && given_up <= 10_000);
                prop_assert!(last <= date("2027-03-22"));
            }
            ProposalState::Waiting { beyond, until } => {
                prop_assert_eq!(until, at(48));
                let outside = match beyond {
                    Beyond::Parts(most) => parts > most,
                    Beyond::Least(least) => smallest < least.minor(),
                    Beyond::GivenUp(most) => given_up > most.minor(),
                    Beyond::Days(day) => last > day,
                    Beyond::Running | Beyond::Broken(_) => false,
                };
                prop_assert!(outside, "{:?}", beyond);
            }
            state => prop_assert!(false, "{:?}", state),
        }
        prop_assert_eq!(ask.given_up(made.owed), Ok(soles(given_up)));
    }

    #[test]
    fn nothing_takes_the_place_of_a_plan_that_runs_before_the_creditor_has_answered(ask in any_ask()) {
        let (made, on) = (make(ask).expect("terms"), (Country::Pe, date("2026-11-22")));
        let instead = Proposal::make_instead(&limits(), (soles(100_000), ask), on, at(0));
        let instead = instead.expect("terms");
        prop_assert_eq!((instead.owed, instead.ask), (made.owed, made.ask));
        let expected = match made.state {
            ProposalState::Accepted { .. } => {
                ProposalState::Waiting { beyond: Beyond::Running, until: at(48) }
            }
            waits => waits,
        };
        prop_assert_eq!(instead.state, expected);
    }

    #[test]
    fn an_end_is_never_left_and_nothing_is_answered_after_its_time(
        ask in any_ask(),
        acts in prop::collection::vec((any_act(), 0..30_i64), 1..10),
    ) {
        use ProposalState as S;
        let (mut proposal, mut hours) = (make(ask).expect("terms"), 0);
        for (act, more) in acts {
            hours += more;
            let before = proposal.state;
            let after = proposal.apply(act, at(hours));
            match before {
                S::Waiting { until, .. } | S::Countered { until, .. } => {
                    let over = at(hours) >= until;
                    let ends = after.map(|after| matches!(after.state, S::Expired { .. }));
                    prop_assert_eq!(over && act == ProposalAct::TimePasses, ends == Ok(true));
                    prop_assert!(!over || ends.is_err() || ends == Ok(true));
                    if let Ok(Proposal { state: S::Accepted { terms, .. }, .. }) = after {
                        let agreed = match before {
                            S::Countered { terms, .. } => terms,
                            _ => ask,
                        };
                        prop_assert_eq!(terms, agreed);
                    }
                }
                _ => prop_assert!(after.is_err() || after == Ok(proposal)),
            }
            proposal = after.unwrap_or(proposal);
        }
    }

    #[test]
    fn a_payment_on_the_way_changes_nothing_of_what_is_paid_in_all(
        ask in any_ask(),
        paid in 0..100_001_i64,
        wait in 0..90_u64,
    ) {
        let (owed, today) = (soles(100_000), date("2026-11-22") + Days::new(wait));
        let now = soles(100_000 - paid);
        match ask.redone(owed, (now, today)) {
            Ok(redone) => {
                prop_assert_eq!(redone.pay.minor() + paid, ask.pay.minor());
                prop_assert_eq!(redone.given_up(now), ask.given_up(owed));
                prop_assert!(redone.choice.first_on >= today);
            }
            Err(_) => prop_assert!(paid > ask.pay.minor()),
        }
    }
}
