//! How Stripe counts money. ISO 4217 counts every currency by its own exponent; Stripe differs for
//! a few, caps the digits and refuses amounts below a floor. This is the only file that knows.
//!
//! Source: docs.stripe.com/currencies, sections "Zero-decimal currencies", "Special cases",
//! "Minimum and maximum charge amounts"; the three-decimal rule from its archived section.

use domain::money::{Currency, Money};

/// Stripe counts whole units although ISO 4217 counts hundredths.
const WHOLE_AT_STRIPE: [&str; 1] = ["MGA"];

/// Stripe counts hundredths although ISO 4217 counts whole units; the hundredths are always `00`.
const HUNDREDTHS_AT_STRIPE: [&str; 2] = ["ISK", "UGX"];

/// Counted in thousandths by both, but the last digit must be 0.
const THOUSANDTHS: [&str; 5] = ["BHD", "JOD", "KWD", "OMR", "TND"];

/// The currencies that Stripe charges in, in alphabetical order, without the withdrawn ANG and STD.
const PRESENTMENT: [&str; 137] = [
    "AED", "AFN", "ALL", "AMD", "AOA", "ARS", "AUD", "AWG", "AZN", "BAM", "BBD", "BDT", "BGN",
    "BHD", "BIF", "BMD", "BND", "BOB", "BRL", "BSD", "BWP", "BYN", "BZD", "CAD", "CDF", "CHF",
    "CLP", "CNY", "COP", "CRC", "CVE", "CZK", "DJF", "DKK", "DOP", "DZD", "EGP", "ETB", "EUR",
    "FJD", "FKP", "GBP", "GEL", "GIP", "GMD", "GNF", "GTQ", "GYD", "HKD", "HNL", "HTG", "HUF",
    "IDR", "ILS", "INR", "ISK", "JMD", "JOD", "JPY", "KES", "KGS", "KHR", "KMF", "KRW", "KWD",
    "KYD", "KZT", "LAK", "LBP", "LKR", "LRD", "LSL", "MAD", "MDL", "MGA", "MKD", "MMK", "MNT",
    "MOP", "MUR", "MVR", "MWK", "MXN", "MYR", "MZN", "NAD", "NGN", "NIO", "NOK", "NPR", "NZD",
    "OMR", "PAB", "PEN", "PGK", "PHP", "PKR", "PLN", "PYG", "QAR", "RON", "RSD", "RUB", "RWF",
    "SAR", "SBD", "SCR", "SEK", "SGD", "SHP", "SLE", "SOS", "SRD", "SZL", "THB", "TJS", "TND",
    "TOP", "TRY", "TTD", "TWD", "TZS", "UAH", "UGX", "USD", "UYU", "UZS", "VND", "VUV", "WST",
    "XAF", "XCD", "XOF", "XPF", "YER", "ZAR", "ZMW",
];

/// The least charge per currency, in Stripe's counting, where accounts are paid out in it.
const FLOORS: [(&str, i64); 29] = [
    ("AED", 200),
    ("AUD", 50),
    ("BGN", 100),
    ("BRL", 50),
    ("CAD", 50),
    ("CHF", 50),
    ("CZK", 1500),
    ("DKK", 250),
    ("EUR", 50),
    ("GBP", 30),
    ("HKD", 400),
    ("HUF", 17_500),
    ("IDR", 50),
    ("ILS", 50),
    ("INR", 50),
    ("JPY", 50),
    ("KRW", 50),
    ("MXN", 1000),
    ("MYR", 200),
    ("NOK", 300),
    ("NZD", 50),
    ("PHP", 50),
    ("PLN", 200),
    ("RON", 200),
    ("SEK", 300),
    ("SGD", 50),
    ("THB", 1000),
    ("USD", 50),
    ("ZAR", 50),
];

/// Currencies in which no account of our creditors is paid out: Stripe converts, and asks for half
/// a dollar's worth. The rate is not ours to know, so these are cautions of about 60 US cents at
/// the rates of 2026, in Stripe's counting.
const CAUTIONS: [(&str, i64); 13] = [
    ("ARS", 100_000),
    ("BOB", 500),
    ("CLP", 600),
    ("COP", 250_000),
    ("CRC", 32_000),
    ("DOP", 4000),
    ("GTQ", 500),
    ("HNL", 1600),
    ("NIO", 2300),
    ("PAB", 60),
    ("PEN", 220),
    ("PYG", 4500),
    ("UYU", 2500),
];

/// What stands for a currency of neither list, in whole units; Stripe itself may ask for more.
const FLOOR_UNITS_ELSEWHERE: i64 = 1;

/// The most Stripe takes: eight digits, with the longer ones it names.
const CAPS: [(&str, i64); 3] =
    [("COP", 9_999_999_999), ("IDR", 999_999_999_999), ("INR", 999_999_999)];
const CAP_ELSEWHERE: i64 = 99_999_999;

/// Why Stripe cannot carry an amount.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum MapError {
    /// Stripe does not charge in this currency.
    #[error("Stripe does not charge in {0}")]
    Currency(Currency),
    /// The amount has a fraction that Stripe's counting does not carry.
    #[error("{0} cannot be counted by Stripe: its last digits must be zero")]
    Fraction(Money),
    /// Below Stripe's floor for the currency.
    #[error("{given} is below Stripe's least charge, {least}")]
    TooSmall {
        /// What was asked for.
        given: Money,
        /// What Stripe takes at least.
        least: Money,
    },
    /// Above the digits that Stripe takes.
    #[error("{given} is above Stripe's greatest charge, {most}")]
    TooLarge {
        /// What was asked for.
        given: Money,
        /// What Stripe takes at most.
        most: Money,
    },
}

/// An amount that Stripe can charge, in its own counting.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Charge {
    money: Money,
    units: i64,
}

impl Charge {
    /// Counts `money` the way Stripe does; exact or refused, never rounded.
    pub fn of(money: Money) -> Result<Self, MapError> {
        let least = least(money.currency()).ok_or(MapError::Currency(money.currency()))?;
        let most = most(money.currency()).ok_or(MapError::Currency(money.currency()))?;
        if money.minor() < least.minor() {
            return Err(MapError::TooSmall { given: money, least });
        }
        if money.minor() > most.minor() {
            return Err(MapError::TooLarge { given: money, most });
        }
        Self::of_any_size(money)
    }

    /// Counts `money` without floor and cap: a refund may be smaller than any charge.
    pub fn of_any_size(money: Money) -> Result<Self, MapError> {
        let fraction = || MapError::Fraction(money);
        let grain = grain(money.currency());
        if money.minor() % grain != 0 {
            return Err(fraction());
        }
        let units = match scale(money.currency()) {
            Scale::Same => Some(money.minor()),
            Scale::Times(factor) => money.minor().checked_mul(factor),
            Scale::Divided(factor) => Some(money.minor() / factor),
        };
        Ok(Self { money, units: units.ok_or_else(fraction)? })
    }

    /// The amount in ISO 4217's counting.
    pub const fn money(self) -> Money {
        self.money
    }

    /// The amount in Stripe's counting.
    pub const fn units(self) -> i64 {
        self.units
    }
}

/// Reads what Stripe counted as `units` of `code` (any case). `None` for a currency outside
/// ISO 4217, an amount below zero, or one that Stripe's own rules exclude.
pub fn money(units: i64, code: &str) -> Option<Money> {
    let currency = Currency::parse(&code.to_ascii_uppercase())?;
    let minor = match scale(currency) {
        Scale::Same => units,
        Scale::Times(factor) if units % factor == 0 => units / factor,
        Scale::Times(_) => return None,
        Scale::Divided(factor) => units.checked_mul(factor)?,
    };
    Money::new(minor, currency).ok()
}

/// The least amount that Stripe charges, or `None` when it does not charge in `currency`.
///
/// Stripe measures in the currency that the account is paid out in; the floor of the charge's own
/// currency is exact when both are the same.
pub fn least(currency: Currency) -> Option<Money> {
    let floor = FLOORS.iter().chain(&CAUTIONS).find(|(code, _)| *code == currency.code());
    charges_in(currency).then_some(())?;
    match floor {
        Some(&(code, units)) => money(units, code),
        None => Money::new(currency.unit() * FLOOR_UNITS_ELSEWHERE, currency).ok(),
    }
}

/// The greatest amount that Stripe charges, or `None` when it does not charge in `currency`.
pub fn most(currency: Currency) -> Option<Money> {
    charges_in(currency).then_some(())?;
    let cap = CAPS.iter().find(|(code, _)| *code == currency.code());
    let units = cap.map_or(CAP_ELSEWHERE, |&(_, units)| units);
    // The cap of a currency with zeros at its end is the last amount below it that has them.
    let whole = match scale(currency) {
        Scale::Times(factor) => units - units % factor,
        Scale::Same => units - units % grain(currency),
        Scale::Divided(_) => units,
    };
    money(whole, currency.code())
}

/// The smallest difference between two amounts that Stripe can tell apart, in ISO minor units.
pub fn grain(currency: Currency) -> i64 {
    match scale(currency) {
        Scale::Divided(factor) => factor,
        Scale::Same | Scale::Times(_) if THOUSANDTHS.contains(&currency.code()) => 10,
        Scale::Same | Scale::Times(_) => 1,
    }
}

/// Whether Stripe charges in `currency` at all.
pub fn charges_in(currency: Currency) -> bool {
    PRESENTMENT.binary_search(&currency.code()).is_ok()
}

enum Scale {
    Same,
    Times(i64),
    Divided(i64),
}

fn scale(currency: Currency) -> Scale {
    let code = currency.code();
    if WHOLE_AT_STRIPE.contains(&code) {
        Scale::Divided(currency.unit())
    } else if HUNDREDTHS_AT_STRIPE.contains(&code) {
        Scale::Times(100 / currency.unit())
    } else {
        Scale::Same
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn minor(minor: i64, code: &str) -> Money {
        Money::new(minor, Currency::parse(code).expect("a currency")).expect("not below zero")
    }

    #[test]
    fn stripe_counts_like_iso_but_for_the_ones_it_names() {
        for (iso, code, units) in [
            (123_450, "PEN", 123_450),
            (123_450, "COP", 123_450),
            (1_234_500, "CLP", 1_234_500),
            (500, "JPY", 500),
            (5, "ISK", 500),
            (5, "UGX", 500),
            (500, "MGA", 5),
            (5120, "KWD", 5120),
            (100, "HUF", 100),
            (100, "TWD", 100),
        ] {
            let charge = Charge::of_any_size(minor(iso, code)).expect("countable");
            assert_eq!(charge.units(), units, "{iso} {code}");
            assert_eq!(money(units, code), Some(minor(iso, code)));
            assert_eq!(money(units, &code.to_ascii_lowercase()), Some(minor(iso, code)));
        }
    }

    #[test]
    fn what_stripe_cannot_count_is_refused_and_never_rounded() {
        for (iso, code) in [(5124, "KWD"), (1, "TND"), (150, "MGA")] {
            let refused = Charge::of_any_size(minor(iso, code));
            assert_eq!(refused, Err(MapError::Fraction(minor(iso, code))));
        }
        assert_eq!(money(550, "isk"), None);
        assert_eq!(money(-1, "pen"), None);
        assert_eq!(money(100, "xxx"), None);
        assert_eq!(money(i64::MAX, "mga"), None);
        assert!(Charge::of_any_size(minor(i64::MAX, "ISK")).is_err());
    }

    #[test]
    fn floors_and_caps_are_the_published_ones() {
        for (code, least_minor, most_minor) in [
            ("USD", 50, 99_999_999),
            ("MXN", 1000, 99_999_999),
            ("EUR", 50, 99_999_999),
            ("BRL", 50, 99_999_999),
            ("HUF", 17_500, 99_999_999),
            ("JPY", 50, 99_999_999),
            ("COP", 250_000, 9_999_999_999),
            ("IDR", 50, 999_999_999_999),
            ("ISK", 1, 999_999),
            ("KWD", 1000, 99_999_990),
            ("MGA", 100, 9_999_999_900),
        ] {
            let currency = Currency::parse(code).expect("a currency");
            assert_eq!(least(currency), Some(minor(least_minor, code)), "{code}");
            assert_eq!(most(currency), Some(minor(most_minor, code)), "{code}");
            assert!(Charge::of(minor(least_minor, code)).is_ok());
            assert!(Charge::of(minor(most_minor, code)).is_ok());
            let step = grain(currency);
            if least_minor > step {
                let small = Charge::of(minor(least_minor - step, code));
                assert!(matches!(small, Err(MapError::TooSmall { .. })), "{code}");
            }
            let large = Charge::of(minor(most_minor + step, code));
            assert!(matches!(large, Err(MapError::TooLarge { .. })), "{code}");
        }
        let venezuela = Currency::parse("VES").expect("a currency");
        assert!(!charges_in(venezuela));
        assert_eq!((least(venezuela), most(venezuela)), (None, None));
        assert_eq!(Charge::of(minor(100, "VES")), Err(MapError::Currency(venezuela)));
    }

    #[test]
    fn every_currency_that_stripe_charges_in_is_one_of_ours() {
        let unknown = PRESENTMENT.iter().filter(|code| Currency::parse(code).is_none());
        assert_eq!(unknown.count(), 0);
        let listed = FLOORS.iter().chain(&CAUTIONS).map(|(code, _)| code);
        assert!(listed.clone().all(|code| PRESENTMENT.contains(code)));
        let twice =
            listed.clone().filter(|code| listed.clone().filter(|it| it == code).count() > 1);
        assert_eq!(twice.count(), 0);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(100_000))]

        #[test]
        fn an_amount_survives_the_way_to_stripe_and_back(
            code in prop::sample::select(PRESENTMENT.to_vec()),
            whole in 0..10_000_000_000_i64,
        ) {
            let currency = Currency::parse(code).expect("a currency");
            let amount = minor(whole * grain(currency), code);
            let charge = Charge::of_any_size(amount).expect("lands on the grain");
            prop_assert_eq!(money(charge.units(), code), Some(amount));
            prop_assert_eq!(charge.money(), amount);
        }

        #[test]
        fn what_stripe_counted_survives_the_way_to_us_and_back(
            code in prop::sample::select(PRESENTMENT.to_vec()),
            units in 0..999_999_999_999_i64,
        ) {
            if let Some(ours) = money(units, code)
                && ours.minor() % grain(ours.currency()) == 0
            {
                prop_assert_eq!(Charge::of_any_size(ours).map(Charge::units), Ok(units));
            }
        }
    }
}
