//! Single values of a policy's file: read exactly, or refused with the words that would do.

use std::num::NonZeroU32;
use std::ops::RangeInclusive;

use chrono::NaiveDate;
use domain::money::{Currency, Money};
use domain::percent::Percent;
use domain::policy::Until;
use rust_decimal::Decimal;
use toml::Value;

use super::{LONGEST_NAME, MOST_OWED, Place, PolicyFileError, Problem};

/// Reads values and keeps what is wrong with them.
pub(super) struct Values {
    /// Of every amount.
    pub(super) currency: Currency,
    /// Where the keys stand that are read now.
    pub(super) place: Place,
    /// What was refused so far.
    pub(super) wrong: Vec<PolicyFileError>,
}

impl Values {
    pub(super) fn new(currency: Currency) -> Self {
        Self { currency, place: Place(None), wrong: Vec::new() }
    }

    pub(super) fn refuse(&mut self, key: &str, problem: Problem) {
        let (place, key) = (self.place.clone(), key.to_owned());
        self.wrong.push(PolicyFileError::Key { place, key, problem });
    }

    /// Reads a value that must be there.
    pub(super) fn needed<T>(
        &mut self,
        key: &str,
        value: Option<&Value>,
        read: fn(&mut Self, &str, &Value) -> Option<T>,
    ) -> Option<T> {
        match value {
            Some(value) => read(self, key, value),
            None => {
                self.refuse(key, Problem::Missing);
                None
            }
        }
    }

    /// A line that people read.
    pub(super) fn name(&mut self, key: &str, value: Option<&Value>) -> Option<String> {
        let name = self.needed(key, value, Self::text)?;
        if self.is_line(key, &name) { Some(name) } else { None }
    }

    /// Whether a text is a line that is neither empty nor long; says so if not.
    pub(super) fn is_line(&mut self, key: &str, text: &str) -> bool {
        let is_line = !text.trim().is_empty()
            && text.chars().count() <= LONGEST_NAME
            && !text.chars().any(char::is_control);
        if !is_line {
            self.refuse(key, Problem::Line(LONGEST_NAME));
        }
        is_line
    }

    fn text(&mut self, key: &str, value: &Value) -> Option<String> {
        let text = value.as_str().map(ToOwned::to_owned);
        if text.is_none() {
            self.refuse(key, Problem::NoText(value.to_string()));
        }
        text
    }

    /// A share of up to 100 %, with two decimals at most.
    pub(super) fn percent(&mut self, key: &str, value: &Value) -> Option<Percent> {
        let share = match value {
            Value::Integer(whole) => Some(Decimal::from(*whole)),
            Value::String(text) => decimal(text),
            Value::Float(_) => {
                self.refuse(key, Problem::Unquoted(value.to_string()));
                return None;
            }
            _ => None,
        };
        let hundredths = share.and_then(|share| share.checked_mul(Decimal::ONE_HUNDRED));
        let hundredths = hundredths.filter(Decimal::is_integer);
        let hundredths = hundredths.and_then(|number| u16::try_from(number).ok());
        let percent = hundredths.and_then(Percent::from_hundredths);
        if percent.is_none() {
            self.refuse(key, Problem::Share(value.to_string()));
        }
        percent
    }

    /// An amount in the policy's currency that somebody can pay, no larger than what can be owed.
    pub(super) fn amount(&mut self, key: &str, value: &Value) -> Option<Money> {
        let text = match value {
            Value::String(text) => text,
            Value::Integer(_) | Value::Float(_) => {
                self.refuse(key, Problem::Unquoted(value.to_string()));
                return None;
            }
            _ => {
                self.refuse(key, Problem::Amount(value.to_string()));
                return None;
            }
        };
        let amount = decimal(text).map(|amount| Money::from_decimal(amount, self.currency));
        let (value, currency) = (value.to_string(), self.currency);
        let problem = match amount {
            None => Problem::Amount(value),
            Some(Err(why)) => Problem::Inexact { value, why },
            Some(Ok(amount)) if amount.minor() > MOST_OWED => {
                Problem::TooMuch { value, most: largest(currency) }
            }
            Some(Ok(amount)) if amount.minor() % currency.step() != 0 => {
                Problem::Cents { value, currency }
            }
            Some(Ok(amount)) => return Some(amount),
        };
        self.refuse(key, problem);
        None
    }

    /// A whole number inside `range`.
    pub(super) fn whole(
        &mut self,
        key: &str,
        value: &Value,
        range: &RangeInclusive<i64>,
    ) -> Option<i64> {
        let number = value.as_integer().filter(|number| range.contains(number));
        if number.is_none() {
            let (from, to) = (*range.start(), *range.end());
            self.refuse(key, Problem::Whole { value: value.to_string(), from, to });
        }
        number
    }

    /// Days, hours or times.
    pub(super) fn small(&mut self, key: &str, value: &Value) -> Option<u16> {
        let number = self.whole(key, value, &(0..=i64::from(u16::MAX)))?;
        u16::try_from(number).ok()
    }

    /// How many, none among them.
    pub(super) fn many(&mut self, key: &str, value: &Value) -> Option<u32> {
        u32::try_from(self.whole(key, value, &(0..=i64::from(u32::MAX)))?).ok()
    }

    /// How many, at least one.
    pub(super) fn count(&mut self, key: &str, value: &Value) -> Option<NonZeroU32> {
        let number = self.whole(key, value, &(1..=i64::from(u32::MAX)))?;
        u32::try_from(number).ok().and_then(NonZeroU32::new)
    }

    /// `true` or `false`; `false` if the key is missing.
    pub(super) fn flag(&mut self, key: &str, value: Option<&Value>) -> Option<bool> {
        let Some(value) = value else { return Some(false) };
        let flag = value.as_bool();
        if flag.is_none() {
            self.refuse(key, Problem::Flag(value.to_string()));
        }
        flag
    }

    /// One of the words of `known`.
    pub(super) fn word<T: Copy>(
        &mut self,
        key: &str,
        value: &Value,
        known: &[(&str, T)],
    ) -> Option<T> {
        let found = value.as_str().and_then(|word| known.iter().find(|(name, _)| *name == word));
        if found.is_none() {
            let words: Vec<_> = known.iter().map(|(name, _)| *name).collect();
            let known = words.join(", ");
            self.refuse(key, Problem::Word { value: value.to_string(), known });
        }
        found.map(|(_, meaning)| *meaning)
    }

    /// How long something stands: `until` a day, or for so many `days`.
    pub(super) fn until(
        &mut self,
        table: &str,
        (until, days): (Option<&Value>, Option<&Value>),
    ) -> Option<Until> {
        let (until_key, days_key) = (format!("{table}.until"), format!("{table}.days"));
        match (until, days) {
            (Some(value), None) => self.last_day(&until_key, value),
            (None, Some(value)) => self.small(&days_key, value).map(Until::Days),
            (Some(_), Some(_)) => {
                self.refuse(&until_key, Problem::Beside("`days`: one of the two says how long"));
                None
            }
            (None, None) => {
                self.refuse(&until_key, Problem::MissingOneOf("`until` or `days` says how long"));
                None
            }
        }
    }

    fn last_day(&mut self, key: &str, value: &Value) -> Option<Until> {
        let day = match value {
            Value::String(text) if text == "due-date" => return Some(Until::DueDate),
            Value::String(text) => text.parse::<NaiveDate>().ok(),
            Value::Datetime(day) => day.to_string().parse().ok(),
            _ => None,
        };
        if day.is_none() {
            self.refuse(key, Problem::Day(value.to_string()));
        }
        day.map(Until::Date)
    }
}

/// The largest amount of a currency that a policy may speak of and somebody can pay.
fn largest(currency: Currency) -> Money {
    let most = MOST_OWED - MOST_OWED % currency.step();
    Money::new(most, currency).unwrap_or(Money::zero(currency))
}

/// Digits with at most one point between them, exactly.
fn decimal(text: &str) -> Option<Decimal> {
    let is_digit = |byte: Option<u8>| byte.is_some_and(|byte| byte.is_ascii_digit());
    let bytes = text.as_bytes();
    let is_plain = bytes.iter().all(|byte| byte.is_ascii_digit() || *byte == b'.')
        && is_digit(bytes.first().copied())
        && is_digit(bytes.last().copied());
    if is_plain { Decimal::from_str_exact(text).ok() } else { None }
}
