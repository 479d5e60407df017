//! The creditor's books say that less is owed.

use proptest::prelude::*;

use super::*;

fn amounts(plan: &Plan) -> Vec<(i64, i64)> {
    let one = |part: &Part| (part.agreed.minor(), part.paid.minor());
    plan.parts().iter().map(one).collect()
}

fn correct(minor: i64) -> Act {
    Act::Correct(soles(minor))
}

#[test]
fn a_correction_comes_off_the_last_instalments_first() {
    let paid_once = [(pay(30_000), "2026-11-30")];
    let (before, _) = after_acts(plan(&terms()), paid_once);
    for (less, expected) in [
        (10_000, [(25_000, 25_000), (25_000, 5_000), (25_000, 0), (15_000, 0)]),
        (40_000, [(25_000, 25_000), (25_000, 5_000), (10_000, 0), (0, 0)]),
        (60_000, [(25_000, 25_000), (15_000, 5_000), (0, 0), (0, 0)]),
    ] {
        let (after, rest) = after_acts(before.clone(), [(correct(less), "2026-12-01")]);
        assert_eq!((amounts(&after), rest), (expected.to_vec(), 0), "{less}");
        assert_eq!(after.state(), &State::Active);
    }
}

#[test]
fn a_plan_that_asks_for_nothing_any_more_is_completed() {
    let (after, rest) = after_acts(plan(&terms()), [(correct(120_000), "2026-12-01")]);
    assert_eq!(after.state(), &State::Completed { on: date("2026-12-01") });
    assert_eq!((after.open(), rest), (Ok(soles(0)), 20_000));
}

#[test]
fn what_is_given_up_is_waived_on_the_day_after() {
    let bargain = Bargain { owed: soles(100_000), given_up: soles(20_000), early: None };
    let at = (Country::Pe, today());
    let agreed = Agreement::of_plan(&terms(), &bargain, &choice(4), at).expect("within limits");
    let plan = Plan::accept(agreed).expect("a plan");
    let (paid, _) = after_acts(plan, [(correct(80_000), "2026-12-01")]);
    assert_eq!(paid.state(), &State::Paid { on: date("2026-12-01") });
    let (over, _) = after_acts(paid, [(BEGINS, "2026-12-02")]);
    assert_eq!(over.state(), &State::Completed { on: date("2026-12-02") });
    assert_eq!(over.waived(), Ok(soles(20_000)));
}

#[test]
fn money_taken_back_does_not_bring_a_correction_back() {
    let acts = [(pay(25_000), "2026-11-30"), (correct(75_000), "2026-12-01")];
    let (done, _) = after_acts(plan(&terms()), acts);
    assert_eq!(done.state(), &State::Completed { on: date("2026-12-01") });
    let acts = [
        (pay(25_000), "2026-11-30"),
        (correct(50_000), "2026-12-01"),
        (Act::TakeBack(soles(25_000)), "2026-12-02"),
    ];
    let (open, _) = after_acts(plan(&terms()), acts);
    assert_eq!(open.open(), Ok(soles(50_000)));
}

#[test]
fn a_plan_that_is_over_takes_no_correction() {
    let (over, _) = after_acts(plan(&terms()), [(Act::Cancel, "2026-12-01")]);
    let (same, rest) = after_acts(over.clone(), [(correct(100), "2026-12-02")]);
    assert_eq!((same, rest), (over, 100));
}

#[test]
fn a_plan_of_which_no_more_is_left_than_its_reward_is_completed_with_it() {
    let terms = PlanTerms { reward: Some(Reward::OffTheLast(percent(10))), ..terms() };
    let plan = Plan::accept(agreement(&terms, 60_000, &choice(6))).expect("a plan");
    let (before, _) = after_acts(plan, [(pay(40_000), "2026-11-25")]);
    let (after, rest) = after_acts(before.clone(), [(correct(15_000), "2026-12-01")]);
    assert_eq!(after.state(), &State::Completed { on: date("2026-12-01") });
    assert_eq!((after.waived(), rest), (Ok(soles(5_000)), 0));
    // One more than the reward is asked for as before.
    let (after, _) = after_acts(before.clone(), [(correct(13_999), "2026-12-01")]);
    assert_eq!(after.state(), &State::Active);
    assert_eq!(after.pay_off(date("2026-12-01")).map(|off| off.to_pay), Ok(soles(1)));
    // Who has missed a date has lost the reward: what is left is asked for.
    let (late, _) = after_acts(before, [(BEGINS, "2027-02-05")]);
    let (late, _) = after_acts(late, [(correct(15_000), "2027-02-05")]);
    assert_eq!((late.state(), late.open()), (&State::Active, Ok(soles(5_000))));
}

proptest! {
    #![proptest_config(crate::law::tried(10_000))]

    #[test]
    fn a_correction_takes_off_what_is_open_and_no_more(
        paid in 0..90_000_i64, less in 1..120_000_i64,
    ) {
        let (before, _) = after_acts(plan(&with_reward()), [(pay(paid), "2026-11-30")]);
        let open = before.open().expect("fits").minor();
        let (after, rest) = after_acts(before.clone(), [(correct(less), "2026-12-01")]);
        // What is no more than the reward is not asked for.
        let left = Some((open - less).max(0)).filter(|left| *left > 2_000);
        prop_assert_eq!(after.open().expect("fits").minor(), left.unwrap_or(0));
        prop_assert_eq!(rest, (less - open).max(0));
        let total = |plan: &Plan| plan.parts().iter().map(|part| part.agreed.minor()).sum::<i64>();
        prop_assert_eq!(total(&before) - total(&after), less.min(open));
        for (was, is) in before.parts().iter().zip(after.parts()) {
            prop_assert_eq!((was.number, was.due_on, was.paid), (is.number, is.due_on, is.paid));
        }
    }

    #[test]
    fn a_plan_runs_on_after_a_correction_only_if_it_asks_for_something(
        reward in 1..50_u16, paid in 0..90_000_i64, less in 0..120_000_i64, wait in 0..60_u64,
    ) {
        let terms = PlanTerms { reward: Some(Reward::OffTheLast(percent(reward))), ..terms() };
        let day = date("2026-11-30") + Days::new(wait);
        let (before, _) = after_acts(plan(&terms), [(pay(paid), "2026-11-30")]);
        let made = before.decide(correct(less), day).expect("allowed");
        let after = before.replay(&made.events).expect("what is decided can happen");
        let asked = after.pay_off(day).expect("fits").to_pay;
        prop_assert_eq!(*after.state() == State::Active, !asked.is_zero());
    }
}
