//! Exact amounts in one currency.
//!
//! Laws, each a property test: a split sums to the whole and its parts differ by at most one step;
//! addition never wraps and never mixes currencies; `minor` survives the way to decimal and back.

use std::fmt;
use std::num::NonZeroU32;

use rust_decimal::{Decimal, prelude::ToPrimitive};

/// A currency in which people pay: ISO 4217, with an exponent and a step.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Currency(iso_currency::Currency);

/// The currencies whose cents exist on paper only: nobody pays them, so amounts land on whole units.
///
/// Source: Banco de la República (CO) has coined nothing below 50 pesos since 2009 and prices are
/// whole pesos. CLP, PYG and the like have no minor unit at all in ISO 4217 and need no entry.
const WHOLE_UNIT_STEP: [&str; 1] = ["COP"];

impl Currency {
    /// Reads an ISO 4217 alphabetic code in capitals; `None` for anything else, metals and test codes included.
    pub fn parse(code: &str) -> Option<Self> {
        let currency = iso_currency::Currency::from_code(code)?;
        currency.exponent().map(|_| Self(currency))
    }

    /// The three-letter code, in capitals.
    pub fn code(self) -> &'static str {
        self.0.code()
    }

    /// Decimals of the minor unit: 2 for PEN, 0 for CLP, 3 for KWD.
    pub fn exponent(self) -> u32 {
        self.0.exponent().map_or(0, u32::from)
    }

    /// How many minor units make one whole unit.
    pub fn unit(self) -> i64 {
        10_i64.pow(self.exponent())
    }

    /// The least amount people pay in, in minor units. Splits, discounts and interest land on it.
    pub fn step(self) -> i64 {
        if WHOLE_UNIT_STEP.contains(&self.code()) { self.unit() } else { 1 }
    }
}

impl fmt::Debug for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl fmt::Display for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl PartialOrd for Currency {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Currency {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.code().cmp(other.code())
    }
}

/// An exact amount in one currency.
///
/// Unit: `minor` counts the currency's smallest unit (`10_050` is USD 100.50). Amounts are never
/// negative: a direction belongs to the ledger's posting, not to the amount.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Money {
    minor: i64,
    currency: Currency,
}

/// Why two amounts do not make a third.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum MoneyError {
    /// The two are in different currencies.
    #[error("cannot mix {0} with {1}")]
    CurrencyMismatch(Currency, Currency),
    /// The result does not fit 63 bits.
    #[error("amount too large")]
    Overflow,
    /// The result, or the number given, is below zero.
    #[error("amount below zero")]
    Negative,
    /// More decimals than the currency has.
    #[error("{0} has fewer decimals than the amount")]
    TooPrecise(Currency),
}

impl Money {
    /// `minor` units of `currency`; refuses what is below zero.
    pub const fn new(minor: i64, currency: Currency) -> Result<Self, MoneyError> {
        if minor < 0 { Err(MoneyError::Negative) } else { Ok(Self { minor, currency }) }
    }

    /// Nothing, in `currency`.
    pub const fn zero(currency: Currency) -> Self {
        Self { minor: 0, currency }
    }

    /// An amount as people write it (`100.50`), exact or refused: never rounded.
    pub fn from_decimal(amount: Decimal, currency: Currency) -> Result<Self, MoneyError> {
        let scaled =
            amount.checked_mul(Decimal::from(currency.unit())).ok_or(MoneyError::Overflow)?;
        if !scaled.is_integer() {
            return Err(MoneyError::TooPrecise(currency));
        }
        Self::new(scaled.to_i64().ok_or(MoneyError::Overflow)?, currency)
    }

    /// The amount in whole units, with the currency's decimals.
    pub fn to_decimal(self) -> Decimal {
        Decimal::new(self.minor, self.currency.exponent())
    }

    /// The amount in minor units.
    pub const fn minor(self) -> i64 {
        self.minor
    }

    /// The currency.
    pub const fn currency(self) -> Currency {
        self.currency
    }

    /// Whether nothing is left.
    pub const fn is_zero(self) -> bool {
        self.minor == 0
    }

    /// The sum of both.
    pub fn checked_add(self, other: Self) -> Result<Self, MoneyError> {
        self.same_currency(other)?;
        let minor = self.minor.checked_add(other.minor).ok_or(MoneyError::Overflow)?;
        Ok(Self { minor, ..self })
    }

    /// What is left after taking `other` away; refuses to go below zero.
    pub fn checked_sub(self, other: Self) -> Result<Self, MoneyError> {
        self.same_currency(other)?;
        Self::new(self.minor - other.minor, self.currency)
    }

    /// What is left after taking away as much of `other` as there is.
    pub fn less(self, other: Self) -> Result<Self, MoneyError> {
        self.same_currency(other)?;
        Ok(Self { minor: (self.minor - other.minor).max(0), ..self })
    }

    /// The smaller of both.
    pub fn at_most(self, other: Self) -> Result<Self, MoneyError> {
        self.same_currency(other)?;
        Ok(Self { minor: self.minor.min(other.minor), ..self })
    }

    /// Splits the amount into `parts` that differ by at most one step of the currency and sum to it
    /// exactly. The larger parts come first, so the last instalment is never the surprise; what is
    /// below one step rides on the first part.
    pub fn split(self, parts: NonZeroU32) -> impl Iterator<Item = Self> {
        let (step, parts) = (self.currency.step(), i64::from(parts.get()));
        let (steps, dust) = (self.minor / step, self.minor % step);
        let (base, extra) = (steps / parts, steps % parts);
        (0..parts).map(move |i| Self {
            minor: (base + i64::from(i < extra)) * step + if i == 0 { dust } else { 0 },
            ..self
        })
    }

    fn same_currency(self, other: Self) -> Result<(), MoneyError> {
        if self.currency == other.currency {
            Ok(())
        } else {
            Err(MoneyError::CurrencyMismatch(self.currency, other.currency))
        }
    }
}

/// For logs: the code and the plain number. What people read is written by `app::format`.
impl fmt::Display for Money {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.currency, self.to_decimal())
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn currency(code: &str) -> Currency {
        Currency::parse(code).expect("a currency")
    }

    #[test]
    fn currencies_stand_in_the_order_of_their_codes_and_amounts_show_them() {
        let mut all = ["USD", "COP", "PEN"].map(currency);
        all.sort_unstable();
        assert_eq!(format!("{all:?}"), "[COP, PEN, USD]");
        assert!(currency("COP") < currency("PEN"));
        let amount = Money::new(10_050, currency("USD")).expect("positive");
        assert_eq!(amount.to_string(), "USD 100.50");
    }

    #[test]
    fn a_split_gives_the_larger_parts_first() {
        for &(minor, code, parts, expected) in &[
            (900, "PEN", 3, &[300, 300, 300][..]),
            (1000, "PEN", 3, &[334, 333, 333]),
            (2, "PEN", 3, &[1, 1, 0]),
            (1000, "CLP", 3, &[334, 333, 333]),
            (100_000, "COP", 3, &[33_400, 33_300, 33_300]),
            (100_050, "COP", 3, &[33_450, 33_300, 33_300]),
        ] {
            let whole = Money::new(minor, currency(code)).expect("positive");
            let split: Vec<_> =
                whole.split(NonZeroU32::new(parts).expect("parts")).map(Money::minor).collect();
            assert_eq!(split, expected, "{minor} {code} in {parts}");
        }
    }

    #[test]
    fn only_currencies_that_people_pay_in_are_read() {
        for code in ["PEN", "COP", "MXN", "CLP", "EUR", "BRL", "USD", "KWD", "ISK"] {
            assert_eq!(currency(code).code(), code);
        }
        for code in ["", "pen", "PE", "XXX", "XAU", "SOL", "P€N"] {
            assert_eq!(Currency::parse(code), None, "{code}");
        }
    }

    proptest! {
        #![proptest_config(crate::law::tried(10_000))]

        #[test]
        fn a_split_sums_to_the_whole_and_differs_by_at_most_one_step(
            minor in 0..1_000_000_000_000_i64,
            parts in 1..=120_u32,
            code in prop::sample::select(vec!["PEN", "CLP", "KWD", "COP", "EUR"]),
        ) {
            let whole = Money::new(minor, currency(code)).expect("positive");
            let split: Vec<_> =
                whole.split(NonZeroU32::new(parts).expect("parts")).map(Money::minor).collect();
            prop_assert_eq!(split.iter().sum::<i64>(), minor);
            let dust = minor % whole.currency().step();
            let (first, last) = (split[0] - dust, split[split.len() - 1]);
            prop_assert!(first - last <= whole.currency().step());
            prop_assert!(split.windows(2).all(|w| w[0] >= w[1]));
        }

        #[test]
        fn an_amount_survives_the_way_to_decimal_and_back(
            minor in 0..i64::MAX,
            code in prop::sample::select(vec!["PEN", "CLP", "KWD"]),
        ) {
            let money = Money::new(minor, currency(code)).expect("positive");
            prop_assert_eq!(Money::from_decimal(money.to_decimal(), money.currency()), Ok(money));
        }

        #[test]
        fn adding_and_taking_away_cancel(a in 0..i64::MAX / 2, b in 0..i64::MAX / 2) {
            let pen = |minor| Money::new(minor, currency("PEN")).expect("positive");
            let sum = pen(a).checked_add(pen(b)).expect("fits");
            prop_assert_eq!(sum.checked_sub(pen(b)), Ok(pen(a)));
            prop_assert!(sum.checked_add(Money::zero(currency("USD"))).is_err());
        }
    }
}
