//! What is offered to who has broken plans before.

use proptest::prelude::*;

use super::*;

fn ways(policy: &Policy, debts: &[Debt], broken: u32) -> Vec<Way> {
    let case = Case { debts, tags: &[], extensions: 0, broken };
    let found = offers(policy, &case, date("2026-11-22")).expect("offers");
    found.into_iter().map(|one| one.way).collect()
}

fn lets_break(breaks: Breaks) -> Policy {
    let mut policy = policy();
    policy.segments[1].plan.as_mut().expect("a plan").breaks = breaks;
    policy
}

const PLAN: Way = Way::Plan { fewest: 2, most: 6 };

#[test]
fn after_as_many_broken_plans_as_the_policy_lets_break_none_is_offered() {
    let debts = [debt(98_000, "2026-10-11")];
    for (breaks, broken, is_offered) in [
        (Breaks::USUAL, 0, true),
        (Breaks::USUAL, 1, true),
        (Breaks::USUAL, 2, false),
        (Breaks::Most(count(1)), 1, false),
        (Breaks::Most(count(3)), 2, true),
        (Breaks::Most(count(3)), 4, false),
        (Breaks::Unlimited, u32::MAX, true),
    ] {
        let plan = is_offered.then_some(PLAN);
        let expected: Vec<_> = [Way::Discount, Way::Everything].into_iter().chain(plan).collect();
        assert_eq!(ways(&lets_break(breaks), &debts, broken), expected, "{breaks:?} {broken}");
    }
}

#[test]
fn a_settlement_is_then_one_payment() {
    let debts = [debt(98_000, "2026-01-11")];
    let (one, three) = (Way::Settlement { payments: 1 }, Way::Settlement { payments: 3 });
    let all = [one.clone(), three, Way::Everything];
    assert_eq!(ways(&policy(), &debts, 1), all);
    assert_eq!(ways(&policy(), &debts, 2), [one, Way::Everything]);
}

proptest! {
    #![proptest_config(crate::law::tried(10_000))]

    #[test]
    fn broken_plans_take_nothing_but_what_is_paid_by_dates(
        debts in any_debts(),
        broken in 0..6_u32,
        most in 1..5_u32,
    ) {
        let policy = lets_break(Breaks::Most(count(most)));
        let case = Case { debts: &debts, tags: &[], extensions: 0, broken };
        let standing = case.standing(&policy, date("2026-11-22")).expect("fits");
        let limit = match policy.segment(&standing) {
            Some((1, _)) => most,
            _ => 2,
        };
        let is_by_dates = |way: &Way| match way {
            Way::Plan { .. } => true,
            Way::Settlement { payments } => *payments > 1,
            _ => false,
        };
        let mut expected = ways(&policy, &debts, 0);
        expected.retain(|way| broken < limit || !is_by_dates(way));
        prop_assert_eq!(ways(&policy, &debts, broken), expected);
    }
}
