//! Amounts that people type, read exactly or refused: never guessed, never rounded.

use domain::country::Country;
use domain::money::{Currency, Money};

use super::region::style;

/// Why a typed amount was not understood.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum AmountProblem {
    /// Nothing was typed.
    #[error("no amount was typed")]
    Empty,
    /// Not a number as this country writes it; `1.5` where the point groups thousands is one.
    #[error("not an amount as this country writes it")]
    NotAnAmount,
    /// More decimals than the currency has.
    #[error("more decimals than the currency has")]
    TooPrecise,
    /// Longer than any amount.
    #[error("amount too large")]
    TooLarge,
}

/// Reads an amount as [`money`](super::money) or [`plain`](super::plain) writes it.
///
/// Groups may be left out, but where they stand they have three digits; spaces and this
/// currency's symbol or code around the number are ignored.
pub fn read_amount(
    region: Country,
    typed: &str,
    currency: Currency,
) -> Result<Money, AmountProblem> {
    let style = style(region);
    let number = bare(typed, &[currency.code(), style.symbol, "S/", "US$", "R$", "€", "$"]);
    if number.is_empty() {
        return Err(AmountProblem::Empty);
    }
    let (whole, cents) = number.split_once(style.decimal).unwrap_or((&number, ""));
    let whole = ungroup(whole, style.group.trim()).ok_or(AmountProblem::NotAnAmount)?;
    let digits_only = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
    if !digits_only(&whole) || !digits_only(cents) || number.ends_with(style.decimal) {
        return Err(AmountProblem::NotAnAmount);
    }
    let exponent = usize::try_from(currency.exponent()).unwrap_or(0);
    if cents.len() > exponent {
        return Err(AmountProblem::TooPrecise);
    }
    let minor = format!("{whole}{cents:0<exponent$}");
    minor
        .parse()
        .ok()
        .and_then(|minor| Money::new(minor, currency).ok())
        .ok_or(AmountProblem::TooLarge)
}

/// The text without spaces and without one symbol in front or behind.
fn bare(typed: &str, symbols: &[&str]) -> String {
    let text: String = typed.chars().filter(|c| !c.is_whitespace()).collect();
    for symbol in symbols.iter().filter(|s| !s.is_empty()) {
        if let Some(rest) = text.strip_prefix(symbol).or_else(|| text.strip_suffix(symbol)) {
            return rest.to_owned();
        }
    }
    text
}

/// Takes the group signs out; `None` when a group has not three digits.
fn ungroup(whole: &str, group: &str) -> Option<String> {
    if group.is_empty() || !whole.contains(group) {
        return (!whole.is_empty()).then(|| whole.to_owned());
    }
    let mut groups = whole.split(group);
    let first = groups.next()?;
    let rest: Vec<&str> = groups.collect();
    let sound = (1..=3).contains(&first.len()) && rest.iter().all(|g| g.len() == 3);
    sound.then(|| format!("{first}{}", rest.concat()))
}
