//! What paying late costs: simple interest on principal that is late, by the day, and a fee once.
//!
//! It is charged at the end of a month, before a payment and before an acceptance; between two charges
//! the principal is the same. Laws, each a property test: charging in pieces never costs more than
//! charging at once, and costs less than it by less than a step a piece; the fee is charged once.

use chrono::{Days, NaiveDate};

use crate::money::{Money, MoneyError};
use crate::plan_quote;
use crate::policy::Late;

/// What is charged on one debt.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct LateCharge {
    /// Interest since the last charge.
    pub interest: Money,
    /// The fee, if it is charged now.
    pub fee: Money,
}

/// What to charge on `today` on a debt that was due on `due_on`, of which `principal` is open, and which
/// was last charged on `charged_on`; interest is rounded down to the step.
pub fn charge(
    late: &Late,
    (due_on, charged_on): (NaiveDate, Option<NaiveDate>),
    principal: Money,
    today: NaiveDate,
) -> Result<LateCharge, MoneyError> {
    let zero = Money::zero(principal.currency());
    let free_until =
        due_on.checked_add_days(Days::new(u64::from(late.free_days))).unwrap_or(NaiveDate::MAX);
    let from = charged_on.map_or(free_until, |on| on.max(free_until));
    if today <= from || principal.is_zero() {
        return Ok(LateCharge { interest: zero, fee: zero });
    }
    let is_first = charged_on.is_none_or(|on| on <= free_until);
    Ok(LateCharge {
        interest: plan_quote::interest(late.yearly, &[(NaiveDate::MAX, principal)], (from, today))?,
        fee: late.fee.filter(|_| is_first).unwrap_or(zero),
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::money::Currency;
    use crate::percent::Percent;

    fn soles(minor: i64) -> Money {
        Money::new(minor, Currency::parse("PEN").expect("PEN")).expect("positive")
    }

    fn date(text: &str) -> NaiveDate {
        text.parse().expect("a date")
    }

    fn late() -> Late {
        let yearly = Percent::from_hundredths(1_200).expect("12 %");
        Late { yearly, fee: Some(soles(500)), free_days: 5 }
    }

    #[test]
    fn interest_runs_from_the_last_free_day_and_the_fee_comes_once() {
        for (charged_on, today, interest, fee) in [
            (None, "2026-11-06", 0, 0),
            (None, "2026-11-07", 32, 500),
            (None, "2026-12-06", 986, 500),
            (Some("2026-11-06"), "2026-11-07", 32, 500),
            (Some("2026-11-30"), "2026-12-30", 986, 0),
            (Some("2026-11-30"), "2026-11-30", 0, 0),
        ] {
            let days = (date("2026-11-01"), charged_on.map(date));
            let charge = charge(&late(), days, soles(100_000), date(today)).expect("fits");
            assert_eq!((charge.interest.minor(), charge.fee.minor()), (interest, fee), "{today}");
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(10_000))]

        #[test]
        fn pieces_cost_what_the_whole_costs_but_for_less_than_a_step_each(
            principal in 1..100_000_000_i64,
            rate in 0..=10_000_u16,
            days in prop::collection::vec(0..60_u64, 1..8),
        ) {
            let yearly = Percent::from_hundredths(rate).expect("at most 100 %");
            let late = Late { yearly, ..late() };
            let due_on = date("2026-11-01");
            let (mut today, mut charged_on, mut interest, mut fees) = (due_on, None, 0, 0);
            for more in &days {
                today = today + Days::new(*more);
                let piece = charge(&late, (due_on, charged_on), soles(principal), today).expect("fits");
                interest += piece.interest.minor();
                fees += piece.fee.minor();
                charged_on = Some(today);
            }
            let whole = charge(&late, (due_on, None), soles(principal), today).expect("fits");
            let pieces = i64::try_from(days.len()).expect("few");
            prop_assert_eq!(fees, whole.fee.minor());
            prop_assert!((0..pieces.max(1)).contains(&(whole.interest.minor() - interest)));
        }
    }
}
