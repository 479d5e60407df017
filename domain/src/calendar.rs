//! Business days, and the holidays of each country by rule.

mod easter;
mod english;
mod holidays;
mod laws;
mod more;

use chrono::{Datelike, NaiveDate, Weekday};

use crate::country::Country;

pub use easter::easter;
pub use holidays::Holidays;

/// The name of the holiday that `date` is in `country`, in Spanish, for logs and the creditor.
///
/// `None` also where the country's holidays do not exist yet: ask [`Holidays::built`] first.
pub fn is_holiday(country: Country, date: NaiveDate) -> Option<&'static str> {
    Holidays::of(country)?.on(date)
}

/// Whether `date` is neither Saturday, Sunday nor a holiday of `country`.
pub fn is_business_day(country: Country, date: NaiveDate) -> bool {
    !matches!(date.weekday(), Weekday::Sat | Weekday::Sun) && is_holiday(country, date).is_none()
}

/// The first business day of `country` on or after `date`: how a date rolls over weekends and
/// holidays, always forward, never against the debtor.
pub fn roll_forward(country: Country, date: NaiveDate) -> NaiveDate {
    date.iter_days().find(|&day| is_business_day(country, day)).unwrap_or(date)
}

/// The business day that is `days` business days after `date`; `date` itself does not count, even
/// if it is one.
pub fn add_business_days(country: Country, date: NaiveDate, days: u16) -> NaiveDate {
    let mut later = date.iter_days().skip(1).filter(|&day| is_business_day(country, day));
    match usize::from(days).checked_sub(1) {
        None => date,
        Some(skipped) => later.nth(skipped).unwrap_or(date),
    }
}

#[cfg(test)]
mod tests;
