//! How much somebody could pay a month: help for who proposes terms, never a condition.
//!
//! Nothing of it is kept unless the debtor sends it with a proposal.

use std::num::NonZeroU32;

use crate::money::{Money, MoneyError};

/// What comes in and goes out each month, in one currency, as the debtor says.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Household {
    /// What comes in.
    pub income: Money,
    /// Rent or mortgage.
    pub rent: Money,
    /// Light, water, telephone, school.
    pub bills: Money,
    /// Instalments to others.
    pub other_debts: Money,
    /// How many live on it, the debtor among them.
    pub people: NonZeroU32,
}

/// What that leaves.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Suggestion {
    /// What is left of a month.
    pub left: Money,
    /// The most to pay a month: half of that, down to the step.
    pub most: Money,
}

/// What `household` could pay a month when each person needs `living` for food, transport and the like.
///
/// `living` comes from the creditor's settings: no one amount is right for a country.
pub fn suggest(household: &Household, living: Money) -> Result<Suggestion, MoneyError> {
    let people = i64::from(household.people.get());
    let living = living.minor().checked_mul(people).ok_or(MoneyError::Overflow)?;
    let living = Money::new(living, household.income.currency())?;
    let outgoings = [household.rent, household.bills, household.other_debts, living];
    let left = outgoings.into_iter().try_fold(household.income, Money::less)?;
    let step = left.currency().step();
    let most = Money::new(left.minor() / 2 / step * step, left.currency())?;
    Ok(Suggestion { left, most })
}

impl Suggestion {
    /// How many months `owed` takes at that; `None` if nothing is left to pay with.
    pub fn months(&self, owed: Money) -> Result<Option<u32>, MoneyError> {
        if self.most.is_zero() {
            return Ok(None);
        }
        // Also refuses another currency.
        self.most.at_most(owed)?;
        let months =
            owed.minor() / self.most.minor() + i64::from(owed.minor() % self.most.minor() != 0);
        Ok(u32::try_from(months).ok())
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::money::Currency;

    fn money(minor: i64, code: &str) -> Money {
        Money::new(minor, Currency::parse(code).expect("known")).expect("positive")
    }

    fn household(amounts: [i64; 4], people: u32, code: &str) -> Household {
        let [income, rent, bills, other_debts] = amounts.map(|minor| money(minor, code));
        let people = NonZeroU32::new(people).expect("the debtor at least");
        Household { income, rent, bills, other_debts, people }
    }

    #[test]
    fn half_of_what_is_left_is_suggested_and_never_more() {
        for (amounts, people, living, code, left, most) in [
            ([150_000, 50_000, 20_000, 10_000], 2, 20_000, "PEN", 30_000, 15_000),
            ([150_000, 50_000, 20_000, 10_001], 2, 20_000, "PEN", 29_999, 14_999),
            ([100_000, 80_000, 30_000, 0], 1, 0, "PEN", 0, 0),
            ([1_000_100, 0, 0, 0], 1, 0, "COP", 1_000_100, 500_000),
        ] {
            let household = household(amounts, people, code);
            let found = suggest(&household, money(living, code)).expect("one currency");
            assert_eq!((found.left.minor(), found.most.minor()), (left, most), "{amounts:?}");
        }
    }

    #[test]
    fn the_last_month_may_be_smaller() {
        let months = |most, owed| {
            let suggestion = Suggestion { left: money(2 * most, "PEN"), most: money(most, "PEN") };
            suggestion.months(money(owed, "PEN"))
        };
        assert_eq!(months(100, 300), Ok(Some(3)));
        assert_eq!(months(100, 301), Ok(Some(4)));
        assert_eq!(months(0, 301), Ok(None));
        let dollars = money(1, "USD");
        let suggestion = Suggestion { left: dollars, most: dollars };
        assert!(suggestion.months(money(1, "PEN")).is_err());
    }

    proptest! {
        #![proptest_config(crate::law::tried(10_000))]

        #[test]
        fn what_is_suggested_is_on_the_step_and_leaves_at_least_as_much(
            amounts in prop::array::uniform4(0..10_000_000_i64),
            people in 1..10_u32,
            living in 0..500_000_i64,
            owed in 1..100_000_000_i64,
            code in prop::sample::select(vec!["PEN", "COP", "CLP", "KWD"]),
        ) {
            let found = suggest(&household(amounts, people, code), money(living, code)).expect("fits");
            let [income, rent, bills, others] = amounts;
            let left = (income - rent - bills - others - living * i64::from(people)).max(0);
            let (most, step) = (found.most.minor(), found.most.currency().step());
            prop_assert_eq!(found.left.minor(), left);
            prop_assert!(most * 2 <= left && left < (most + step) * 2 && most % step == 0);
            if let Some(months) = found.months(money(owed, code)).expect("fits") {
                let months = i64::from(months);
                prop_assert!(most * months >= owed && most * (months - 1) < owed);
            }
        }
    }
}
