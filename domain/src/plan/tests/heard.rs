//! Money that came in time and was heard of late.

use proptest::prelude::*;

use super::*;

#[test]
fn money_of_a_day_in_its_grace_excuses_what_was_missed_since() {
    for (paid_on, standing, missed, reward) in [
        ("2026-11-28", "1 30/11 Early", false, true),
        ("2026-11-30", "1 30/11 OnTime", false, true),
        ("2026-12-03", "1 30/11 OnTime", false, true),
        ("2026-12-04", "1 30/11 Late", true, false),
    ] {
        let begins = (BEGINS, "2026-12-04");
        let (plan, _) = after_acts(plan(&with_reward()), [begins, (pay(25_000), paid_on)]);
        assert!(written(&plan).starts_with(standing), "{paid_on}: {}", written(&plan));
        assert_eq!(plan.parts()[0].missed_on.is_some(), missed, "{paid_on}");
        let progress = plan.progress(date("2026-12-04")).expect("fits");
        assert_eq!(progress.reward.is_some(), reward, "{paid_on}");
    }
}

#[test]
fn only_an_instalment_that_it_pays_whole_is_excused() {
    let begins = (BEGINS, "2026-12-04");
    let (missed, _) = after_acts(plan(&terms()), [begins]);
    for (minor, events) in [(24_999, vec![]), (25_000, vec![What::Excused(1)])] {
        let decision = missed.decide(pay(minor), date("2026-12-01")).expect("allowed");
        let excused = decision.events.into_iter().map(|event| event.what);
        let excused: Vec<_> = excused.filter(|what| matches!(what, What::Excused(_))).collect();
        assert_eq!(excused, events, "{minor}");
    }
}

#[test]
fn what_ends_a_plan_and_is_heard_of_late_keeps_its_reward() {
    let (missed, _) = after_acts(plan(&with_reward()), [(BEGINS, "2026-12-04")]);
    // 2 % of 1000.00 come off the last instalment.
    assert_eq!(missed.ends_for(date("2026-12-03")), Ok(soles(98_000)));
    assert_eq!(missed.ends_for(date("2026-12-04")), Ok(soles(100_000)));
    let (plan, rest) = after_acts(missed.clone(), [(pay(98_000), "2026-11-25")]);
    assert_eq!((plan.state(), rest), (&State::Completed { on: date("2026-11-25") }, 0));
    let (plan, _) = after_acts(missed, [(pay(98_000), "2026-12-04")]);
    assert_eq!((plan.state(), plan.open()), (&State::Active, Ok(soles(2_000))));
}

#[test]
fn a_plan_that_broke_stays_broken() {
    let breaks = [(BEGINS, "2026-12-04"), (BEGINS, "2026-12-19")];
    let (broken, _) = after_acts(plan(&terms()), breaks);
    let (after, rest) = after_acts(broken.clone(), [(pay(25_000), "2026-11-30")]);
    assert_eq!((after, rest), (broken, 25_000));
}

proptest! {
    #![proptest_config(crate::law::tried(10_000))]

    #[test]
    fn it_makes_no_difference_when_money_is_heard_of(
        minor in 1..=100_000_i64,
        paid in 0..40_u64,
        heard in 0..40_u64,
        most in 2..6_u32,
    ) {
        let upkeep = Upkeep { misses: AfterMiss::InAll(count(most)), ..upkeep() };
        let plan = plan(&PlanTerms { upkeep, ..with_reward() });
        let paid_on = today() + Days::new(paid);
        let heard_on = paid_on + Days::new(heard);
        let begin = |plan: Plan, day: NaiveDate| {
            let decision = plan.decide(BEGINS, day).expect("a day");
            plan.replay(&decision.events).expect("it begins")
        };
        let take = |plan: Plan| {
            let decision = plan.decide(pay(minor), paid_on).expect("money");
            (plan.replay(&decision.events).expect("it is paid"), decision.rest)
        };
        let at_once = take(begin(plan.clone(), paid_on));
        let at_once = (begin(at_once.0, heard_on), at_once.1);
        let waited = begin(begin(plan, paid_on), heard_on);
        // One that broke meanwhile stays broken.
        if *waited.state() != State::Active || *at_once.0.state() != State::Active {
            return Ok(());
        }
        let late = take(waited);
        let late = (begin(late.0, heard_on), late.1);
        prop_assert_eq!(at_once.1, late.1);
        prop_assert_eq!(at_once.0.open(), late.0.open());
        let missed = |plan: &Plan| {
            plan.parts().iter().filter(|part| part.missed_on.is_some()).map(|p| p.number).collect::<Vec<_>>()
        };
        prop_assert_eq!(missed(&at_once.0), missed(&late.0));
    }
}
