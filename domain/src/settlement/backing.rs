//! What a completed plan gave up stands on the money of its payments.

use super::DealFact;
use crate::money::{Money, MoneyError};

/// Where the money of a payment is.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Whereabouts {
    /// With the creditor, but for what the creditor gave back of it of its own will.
    Here,
    /// A bank has taken of it, or it was undone or given back whole.
    Gone,
}

/// One payment of which a plan got something.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Backing {
    /// How much the plan got, also if some of that was taken back while it ran.
    pub took: Money,
    /// Where its money was when the plan was completed.
    pub at_the_end: Whereabouts,
    /// Where it is now.
    pub now: Whereabouts,
}

/// What the payments of a completed plan say of what the plan gave up: taken back if they bring less now than
/// when the plan ended, else reinstated.
///
/// One that was gone by then is missed by nobody, since others took its place; where it has come back, it
/// takes the place of as much that is gone.
pub fn backed(payments: &[Backing]) -> Result<DealFact, MoneyError> {
    let Some(first) = payments.first() else { return Ok(DealFact::Reinstated) };
    let zero = Money::zero(first.took.currency());
    let (mut needed, mut kept) = (zero, zero);
    for payment in payments {
        if payment.at_the_end == Whereabouts::Here {
            needed = needed.checked_add(payment.took)?;
        }
        if payment.now == Whereabouts::Here {
            kept = kept.checked_add(payment.took)?;
        }
    }
    Ok(if needed.less(kept)?.is_zero() { DealFact::Reinstated } else { DealFact::TakenBack })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::Whereabouts::{Gone, Here};
    use super::*;
    use crate::money::Currency;

    fn backing((minor, at_the_end, now): (i64, Whereabouts, Whereabouts)) -> Backing {
        let soles = Currency::parse("PEN").expect("PEN");
        Backing { took: Money::new(minor, soles).expect("positive"), at_the_end, now }
    }

    #[test]
    fn a_waiver_stands_as_long_as_the_money_that_ended_the_plan_is_here() {
        for (payments, expected) in [
            (vec![], DealFact::Reinstated),
            (vec![(300, Here, Here), (100, Here, Here)], DealFact::Reinstated),
            (vec![(300, Here, Here), (100, Here, Gone)], DealFact::TakenBack),
            // A bank took one while the plan ran, and another one came for it.
            (vec![(100, Gone, Gone), (100, Here, Here)], DealFact::Reinstated),
            (vec![(100, Gone, Gone), (100, Here, Gone)], DealFact::TakenBack),
            // The first came back after the end: it stands for as much.
            (vec![(100, Gone, Here), (100, Here, Gone)], DealFact::Reinstated),
            (vec![(99, Gone, Here), (100, Here, Gone)], DealFact::TakenBack),
        ] {
            let all: Vec<_> = payments.iter().copied().map(backing).collect();
            assert_eq!(backed(&all), Ok(expected), "{payments:?}");
        }
    }

    fn whereabouts() -> impl Strategy<Value = Whereabouts> {
        prop::sample::select(vec![Here, Gone])
    }

    fn payments() -> impl Strategy<Value = Vec<Backing>> {
        let one = (1..500_i64, whereabouts(), whereabouts()).prop_map(backing);
        prop::collection::vec(one, 1..6)
    }

    proptest! {
        #![proptest_config(crate::law::tried(10_000))]

        #[test]
        fn a_waiver_stands_where_nothing_has_gone_since_the_end(all in payments()) {
            let still = |one: &Backing| Backing { now: one.at_the_end, ..*one };
            let all: Vec<_> = all.iter().map(still).collect();
            prop_assert_eq!(backed(&all), Ok(DealFact::Reinstated));
        }

        #[test]
        fn money_that_comes_back_takes_no_waiver_away(all in payments(), which in 0..6_usize) {
            let before = backed(&all);
            let mut after = all.clone();
            if let Some(one) = after.get_mut(which) {
                one.now = Here;
            }
            if before == Ok(DealFact::Reinstated) {
                prop_assert_eq!(backed(&after), before);
            }
        }

        #[test]
        fn what_was_gone_before_the_end_and_still_is_changes_nothing(
            all in payments(),
            minor in 1..500_i64,
        ) {
            let mut more = all.clone();
            more.push(backing((minor, Gone, Gone)));
            prop_assert_eq!(backed(&more), backed(&all));
        }

        #[test]
        fn one_that_has_gone_with_nothing_come_back_takes_the_waiver_with_it(
            all in payments(),
            minor in 1..500_i64,
        ) {
            let still = |one: &Backing| Backing { now: one.at_the_end, ..*one };
            let mut all: Vec<_> = all.iter().map(still).collect();
            all.push(backing((minor, Here, Gone)));
            prop_assert_eq!(backed(&all), Ok(DealFact::TakenBack));
        }
    }
}
