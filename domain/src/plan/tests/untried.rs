//! An instalment whose charge no bank was asked for is not missed, and who pays it by hand is in time.

use proptest::prelude::*;

use super::*;

/// Due on 30 November with three days of grace; charges can be made until 14 December.
fn waiting(day: &'static str) -> Plan {
    let (plan, _) = after_acts(plan(&with_reward()), [(Act::Untried(vec![1]), day)]);
    plan
}

#[test]
fn it_is_known_once_the_grace_has_ended_and_for_as_long_as_it_can_be_charged() {
    for (day, known) in
        [("2026-12-03", false), ("2026-12-04", true), ("2026-12-14", true), ("2026-12-15", false)]
    {
        let until = known.then(|| date("2026-12-14"));
        assert_eq!(waiting(day).parts()[0].untried_until, until, "{day}");
    }
    let again = waiting("2026-12-04").decide(Act::Untried(vec![1]), date("2026-12-05"));
    assert_eq!(again.expect("allowed").events, []);
}

#[test]
fn until_a_bank_has_answered_it_is_in_its_grace_and_keeps_its_reward() {
    let plan = waiting("2026-12-04");
    for day in ["2026-12-05", "2026-12-10", "2026-12-17"] {
        let begins = plan.decide(BEGINS, date(day)).expect("a day");
        assert!(begins.events.iter().all(|one| one.what != What::Missed(1)), "{day}");
        assert!(plan.parts()[0].last_on(3) >= date(day), "{day}");
    }
    assert!(plan.is_on_track(date("2026-12-10")));
    // An answer of that day would leave the days of grace.
    let first = plan.parts()[0];
    assert_eq!(plan.in_time_until(&first, date("2026-12-06")), date("2026-12-09"));
    assert_eq!(plan.in_time_until(&first, date("2026-12-16")), date("2026-12-17"));
    let (paid, _) = after_acts(plan.clone(), [(pay(25_000), "2026-12-10")]);
    assert_eq!(paid.parts()[0].standing(3), Standing::OnTime);
    assert!(paid.is_on_track(date("2026-12-10")));
    let begins = plan.decide(BEGINS, date("2026-12-18")).expect("a day");
    assert_eq!(begins.events.first().map(|one| &one.what), Some(&What::Missed(1)));
}

#[test]
fn the_answer_of_a_bank_leaves_the_days_of_grace() {
    let acts = [(Act::Untried(vec![]), "2026-12-06"), (Act::Untried(vec![]), "2026-12-07")];
    let (plan, _) = after_acts(waiting("2026-12-04"), acts);
    assert_eq!(plan.parts()[0].untried_until, Some(date("2026-12-06")));
    for (day, missed) in [("2026-12-09", false), ("2026-12-10", true)] {
        let begins = plan.decide(BEGINS, date(day)).expect("a day");
        assert_eq!(begins.events.iter().any(|one| one.what == What::Missed(1)), missed, "{day}");
    }
    // Money that was begun in these days and is heard of later excuses it.
    let late = [(BEGINS, "2026-12-10"), (pay(25_000), "2026-12-09")];
    let (plan, _) = after_acts(plan, late);
    assert_eq!((plan.parts()[0].missed_on, plan.parts()[0].standing(3)), (None, Standing::OnTime));
}

proptest! {
    #![proptest_config(crate::law::tried(10_000))]

    #[test]
    fn no_date_that_a_page_has_named_is_taken_back_by_the_answer_of_a_bank(
        known in 4..=14_u64,
        seen in 0..20_u64,
        answered in 0..20_u64,
    ) {
        let day = |days| date("2026-11-30") + Days::new(days);
        let act = |plan: Plan, act: Act, on| {
            let made = plan.decide(act, on).expect("allowed");
            plan.replay(&made.events).expect("what is decided can happen")
        };
        let plan = act(plan(&terms()), Act::Untried(vec![1]), day(known));
        let seen = known + seen;
        let named = plan.in_time_until(&plan.parts()[0], day(seen));
        let plan = act(plan, Act::Untried(vec![]), day(seen + answered));
        prop_assert!(plan.parts()[0].last_on(3) >= named);
        // The others wait for nothing.
        prop_assert!(plan.parts()[1..].iter().all(|part| part.held_days == 0));
    }
}
