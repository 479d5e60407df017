//! How many missed dates end a plan.

use super::*;

#[test]
fn what_is_left_to_miss_is_counted_as_the_policy_counts_it() {
    let missed = || vec![(BEGINS, "2026-12-04")];
    let cured = || vec![(BEGINS, "2026-12-04"), (pay(25_000), "2026-12-05")];
    // The second one is paid by a card, the first is not.
    let charged = || vec![(BEGINS, "2026-12-04"), (Act::Charge(2, soles(25_000)), "2026-12-05")];
    for (misses, acts, left) in [
        (AfterMiss::InAll(count(2)), vec![], Some(2)),
        (AfterMiss::InAll(count(2)), missed(), Some(1)),
        (AfterMiss::InAll(count(2)), cured(), Some(1)),
        (AfterMiss::InAll(count(6)), missed(), None),
        (AfterMiss::InARow(count(2)), missed(), Some(1)),
        (AfterMiss::InARow(count(2)), cured(), Some(2)),
        (AfterMiss::InARow(count(2)), charged(), Some(2)),
        (AfterMiss::InARow(count(3)), charged(), None),
    ] {
        let terms = PlanTerms { upkeep: Upkeep { misses, ..upkeep() }, ..terms() };
        let (plan, _) = after_acts(plan(&terms), acts.clone());
        assert_eq!(plan.misses_left(), left, "{misses:?} {acts:?}");
    }
}

#[test]
fn misses_count_in_all_or_in_a_row_and_paying_late_ends_a_row() {
    let lives = [(BEGINS, "2026-12-04"), (pay(25_000), "2026-12-05"), (BEGINS, "2026-12-19")];
    for (misses, broken) in [
        (AfterMiss::InAll(count(1)), Some("2026-12-04")),
        (AfterMiss::InAll(count(2)), Some("2026-12-19")),
        (AfterMiss::InAll(count(3)), None),
        (AfterMiss::InARow(count(1)), Some("2026-12-04")),
        (AfterMiss::InARow(count(2)), None),
    ] {
        let terms = PlanTerms { upkeep: Upkeep { misses, ..upkeep() }, ..terms() };
        let (plan, _) = after_acts(plan(&terms), lives.clone());
        let on = match plan.state() {
            State::Broken { on } => Some(*on),
            _ => None,
        };
        assert_eq!(on, broken.map(date), "{misses:?}");
    }
    let in_a_row = Upkeep { misses: AfterMiss::InARow(count(2)), ..upkeep() };
    let terms = PlanTerms { upkeep: in_a_row, ..terms() };
    let (plan, _) = after_acts(plan(&terms), [(BEGINS, "2026-12-04"), (BEGINS, "2026-12-19")]);
    assert_eq!(plan.state(), &State::Broken { on: date("2026-12-19") });
}

#[test]
fn a_plan_goes_on_unchanged_until_the_day_before_the_miss_that_breaks_it() {
    let late = [(BEGINS, "2026-12-04"), (pay(25_000), "2026-12-05")];
    for (misses, until, after_paying_late) in [
        (AfterMiss::InAll(count(1)), Some("2026-12-03"), None),
        (AfterMiss::InAll(count(2)), Some("2026-12-18"), Some("2026-12-18")),
        (AfterMiss::InARow(count(2)), Some("2026-12-18"), Some("2027-01-03")),
        (AfterMiss::InAll(count(5)), None, None),
    ] {
        let terms = PlanTerms { upkeep: Upkeep { misses, ..upkeep() }, ..terms() };
        let plan = plan(&terms);
        assert_eq!(plan.stands_until(today()), until.map(date), "{misses:?}");
        if let Some(last) = plan.stands_until(today()) {
            let begins = |day| plan.decide(BEGINS, day).expect("allowed").events;
            let breaks = |day| begins(day).iter().any(|event| event.what == What::Broken);
            assert_eq!((breaks(last), breaks(after(last, 1))), (false, true), "{misses:?}");
        }
        let (plan, _) = after_acts(plan, late.clone());
        let stands = plan.stands_until(date("2026-12-05"));
        assert_eq!(stands, after_paying_late.map(date), "{misses:?}");
    }
}
