//! Shares of an amount: exact rates, and rounding that each call names.

use std::fmt;

use crate::money::{Money, MoneyError};

/// A rate between 0 % and 100 %, in hundredths of a percent: `1_500` is 15 %.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub struct Percent(u16);

/// Whom the remainder of a share favours.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Rounding {
    /// Down to the step: what the creditor gives is never more than it said.
    Down,
    /// Up to the step: what the debtor is promised is never less than it was told.
    Up,
}

impl Percent {
    /// Nothing.
    pub const ZERO: Self = Self(0);
    /// Everything.
    pub const WHOLE: Self = Self(10_000);

    /// `None` above 100 %.
    pub const fn from_hundredths(hundredths: u16) -> Option<Self> {
        if hundredths <= 10_000 { Some(Self(hundredths)) } else { None }
    }

    /// The rate in hundredths of a percent.
    pub const fn hundredths(self) -> u16 {
        self.0
    }

    /// Whether it is nothing.
    pub const fn is_zero(self) -> bool {
        self.0 == 0
    }

    /// The share of `whole` that the rate is, on the step of the currency and at most `whole`.
    pub fn of(self, whole: Money, rounding: Rounding) -> Result<Money, MoneyError> {
        let step = i128::from(whole.currency().step());
        let exact = i128::from(whole.minor()) * i128::from(self.0);
        let unit = step * 10_000;
        let steps = match rounding {
            Rounding::Down => exact / unit,
            Rounding::Up => (exact + unit - 1) / unit,
        };
        let minor = i64::try_from(steps * step).map_err(|_| MoneyError::Overflow)?;
        Money::new(minor, whole.currency())?.at_most(whole)
    }
}

/// For logs and files: `15` or `12.5`, without the sign.
impl fmt::Display for Percent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (whole, rest) = (self.0 / 100, self.0 % 100);
        match rest {
            0 => write!(f, "{whole}"),
            rest if rest % 10 == 0 => write!(f, "{whole}.{}", rest / 10),
            rest => write!(f, "{whole}.{rest:02}"),
        }
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

    fn percent(hundredths: u16) -> Percent {
        Percent::from_hundredths(hundredths).expect("at most 100 %")
    }

    #[test]
    fn a_share_lands_on_the_step_and_the_call_says_where() {
        for (minor, code, rate, down, up) in [
            (100_000, "PEN", 1_500, 15_000, 15_000),
            (9_999, "PEN", 1_500, 1_499, 1_500),
            (1, "PEN", 1_500, 0, 1),
            (1_234_500, "COP", 1_250, 154_300, 154_400),
            (12_345, "CLP", 500, 617, 618),
            (98_000, "PEN", 0, 0, 0),
            (98_001, "PEN", 10_000, 98_001, 98_001),
            (1_050, "COP", 10_000, 1_000, 1_050),
        ] {
            let share = |rounding| percent(rate).of(money(minor, code), rounding).map(Money::minor);
            assert_eq!(
                (share(Rounding::Down), share(Rounding::Up)),
                (Ok(down), Ok(up)),
                "{minor} {rate}"
            );
        }
    }

    #[test]
    fn a_rate_is_written_without_zeros_that_say_nothing() {
        for (hundredths, expected) in [(1_500, "15"), (1_250, "12.5"), (1_205, "12.05"), (0, "0")] {
            assert_eq!(percent(hundredths).to_string(), expected);
        }
        assert_eq!(Percent::from_hundredths(10_001), None);
    }

    proptest! {
        #![proptest_config(crate::law::tried(10_000))]

        #[test]
        fn a_share_is_exact_but_for_less_than_a_step(
            minor in 0..1_000_000_000_000_000_i64,
            rate in 0..=10_000_u16,
            code in prop::sample::select(vec!["PEN", "COP", "CLP", "KWD"]),
        ) {
            let whole = money(minor, code);
            let step = i128::from(whole.currency().step());
            let down = percent(rate).of(whole, Rounding::Down).expect("fits").minor();
            let up = percent(rate).of(whole, Rounding::Up).expect("fits").minor();
            let exact = i128::from(minor) * i128::from(rate);
            prop_assert!(i128::from(down) * 10_000 <= exact);
            prop_assert!(exact - i128::from(down) * 10_000 < step * 10_000);
            prop_assert!(up >= down && up <= minor && i128::from(up - down) <= step);
            prop_assert!(exact % (step * 10_000) != 0 || up == down);
        }
    }
}
