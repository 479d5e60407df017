//! Another payday: near the next date, known before it counts, the same for ever after; and the down payment,
//! which follows none.

use chrono::Datelike;
use proptest::prelude::*;

use super::*;

/// The plan of three months with the first part paid: what comes next is due on 30/12.
fn from_december() -> Plan {
    let (plan, _) = after_acts(monthly_plan(), [(pay(30_000), "2026-11-25")]);
    plan
}

/// The same plan with S/ 100 at once, of which nothing is paid.
fn with_down_payment() -> Plan {
    let monthly = Choice { rhythm: Rhythm::Monthly, down: soles(10_000), ..choice(3) };
    Plan::accept(agreement(&terms(), 100_000, &monthly)).expect("a plan")
}

#[test]
fn the_next_date_goes_to_the_nearest_such_day_and_never_to_the_month_before() {
    let today = date("2026-12-10");
    for (day, expected) in [
        (28, "1 30/11 Early, 2 28/12 Open, 3 28/01 Open"),
        (31, "1 30/11 Early, 2 31/12 Open, 3 01/02 Open"),
        (5, "1 30/11 Early, 2 05/01 Open, 3 05/02 Open"),
    ] {
        let (after, _) = after_acts(from_december(), [(payday(day), "2026-12-10")]);
        assert_eq!(written(&after), expected, "{day}");
    }
    // The 15th of December is too far before, that of January too far behind.
    let (from, until) = (date("2026-12-23"), date("2027-01-06"));
    let refused = from_december().decide(payday(15), today);
    assert_eq!(refused, Err(PlanRefusal::NotNear { from, until }));
    assert_eq!(from_december().decide(payday(30), today), Err(PlanRefusal::Unchanged));
    let in_grace = date("2027-01-02");
    let refused = from_december().decide(payday(28), in_grace);
    assert_eq!(refused, Err(PlanRefusal::NotNear { from: in_grace, until }));
    let refused = from_december().decide(payday(28), date("2027-01-07"));
    assert_eq!(refused, Err(PlanRefusal::Fixed(2)));
}

#[test]
fn of_two_days_that_are_as_near_the_later_is_taken() {
    let upkeep = Upkeep { move_days: 31, ..upkeep() };
    let terms = PlanTerms { upkeep, ..terms() };
    let on_the_24th = Choice { rhythm: Rhythm::Monthly, first_on: date("2026-11-24"), ..choice(4) };
    let plan = Plan::accept(agreement(&terms, 90_000, &on_the_24th)).expect("a plan");
    // The last is due on the 24th of February: 14 days after one 10th and 14 before the other.
    let acts = [(pay(67_500), "2026-11-24"), (payday(10), "2027-01-27")];
    let (after, _) = after_acts(plan, acts);
    assert_eq!((after.parts()[3].number, after.parts()[3].due_on), (4, date("2027-03-10")));
}

#[test]
fn the_days_that_can_be_chosen_are_those_that_are_not_refused() {
    let (plan, today) = (from_december(), date("2026-12-10"));
    let paydays = plan.paydays(today);
    let days: Vec<_> = paydays.iter().map(|(day, _)| day.get()).collect();
    assert_eq!(days, [23, 24, 25, 26, 27, 28, 29, 31, 1, 2, 3, 4, 5, 6]);
    for day in 1..=31 {
        let made = plan.decide(payday(day), today);
        let offered = paydays.iter().find(|(one, _)| one.get() == day);
        assert_eq!(made.is_ok(), offered.is_some(), "{day}");
        if let Some((_, next)) = offered {
            let (after, _) = after_acts(plan.clone(), [(payday(day), "2026-12-10")]);
            assert_eq!(after.parts()[1].due_on, *next, "{day}");
        }
    }
    let (moved, _) = after_acts(plan, [(payday(28), "2026-12-10")]);
    assert_eq!(moved.paydays(today), [], "it was the only move");
    assert_eq!(super::plan(&terms()).paydays(today), [], "its dates follow no month");
}

#[test]
fn the_days_are_those_of_the_event_whatever_is_a_holiday_by_now() {
    let day = DayOfMonth::new(28).expect("a day");
    // A Saturday and a Sunday: no table of today would give these.
    let dates = vec![(2, date("2026-12-26")), (3, date("2027-01-31"))];
    let event = Event { on: date("2026-12-10"), what: What::PaydayChanged(day, dates) };
    let after = from_december().apply(&event).expect("it happened");
    assert_eq!(written(&after), "1 30/11 Early, 2 26/12 Open, 3 31/01 Open");
    let changes = after.changes().expect("it runs");
    assert_eq!((changes.payday, changes.moves), (Some(day), 0));
}

#[test]
fn an_event_that_changes_no_date_or_one_that_is_fixed_is_none() {
    let day = DayOfMonth::new(28).expect("a day");
    for number in [0, 1, 9] {
        let what = What::PaydayChanged(day, vec![(number, date("2026-12-28"))]);
        let event = Event { on: date("2026-12-10"), what };
        assert!(from_december().apply(&event).is_err(), "{number}");
    }
    let what = What::PaydayChanged(day, Vec::new());
    assert!(from_december().apply(&Event { on: date("2026-12-10"), what }).is_err());
}

#[test]
fn the_down_payment_is_not_moved_or_skipped_and_follows_no_payday() {
    let plan = with_down_payment();
    let days = "0 23/11 Open, 1 30/11 Open, 2 30/12 Open, 3 01/02 Open";
    assert_eq!(written(&plan), days);
    let today = date("2026-11-24");
    for act in [Act::Move(0, date("2026-11-25")), Act::Skip(0)] {
        assert_eq!(plan.decide(act, today), Err(PlanRefusal::Fixed(0)));
    }
    let changes = plan.changes().expect("it runs");
    let numbers: Vec<_> = changes.parts.iter().map(|(part, _)| part.number).collect();
    assert_eq!(numbers, [1, 2, 3]);
    let (after, _) = after_acts(plan.clone(), [(payday(5), "2026-11-24")]);
    assert_eq!(written(&after), "0 23/11 Open, 1 07/12 Open, 2 05/01 Open, 3 05/02 Open");
    let (missed, _) = after_acts(plan, [(BEGINS, "2026-11-27")]);
    assert_eq!(missed.parts()[0].standing(3), Standing::Missed, "it has a grace and can be missed");
}

proptest! {
    #![proptest_config(crate::law::tried(10_000))]

    #[test]
    fn a_payday_is_the_nearest_day_that_a_move_reaches(
        day in 1..=31_u32,
        around in 0..800_u64,
        days in 0..60_u16,
        from in 0..60_i64,
    ) {
        let wanted = DayOfMonth::new(day).expect("a day");
        let around = today() + Days::new(around);
        let from = around + chrono::TimeDelta::days(from - 30);
        // Found by looking at every day that a move reaches.
        let is_such = |day: &NaiveDate| {
            let last = day.succ_opt().is_some_and(|next| next.day() == 1);
            day.day() == wanted.get() || last && day.day() < wanted.get()
        };
        let reached = (-i64::from(days)..=i64::from(days)).map(|far| around + chrono::TimeDelta::days(far));
        let far = |day: &NaiveDate| (*day - around).num_days().abs();
        let such = reached.filter(is_such).filter(|day| *day >= from);
        let nearest = such.rev().min_by_key(far);
        prop_assert_eq!(wanted.nearest(around, days, from), nearest);
    }
}
