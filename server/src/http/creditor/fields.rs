//! What people type into the team's forms, read exactly or given back with the reason.

use app::creditor::{OVER_YES, Typed, Wrong};
use app::format::read_amount;
use chrono::NaiveDate;
use domain::country::Country;
use domain::money::{Currency, Money};

use crate::http::fault::Fault;

/// The most characters of a note or a reason that are kept: what the field says that it takes.
const LONGEST_TEXT: usize = 500;

/// The most characters of a reference.
pub const LONGEST_REFERENCE: usize = 200;

/// An amount above zero.
pub fn amount(region: Country, typed: &str, currency: Currency) -> Result<Money, Typed> {
    match read_amount(region, typed, currency) {
        Err(problem) => Err(Typed::refused(typed, Wrong::Amount(problem, currency))),
        Ok(amount) if amount.is_zero() => Err(Typed::refused(typed, Wrong::Zero)),
        Ok(amount) => Ok(amount),
    }
}

/// A day that is not after `today`.
pub fn day(typed: &str, today: NaiveDate) -> Result<NaiveDate, Typed> {
    let wrong = |wrong| Err(Typed::refused(typed, wrong));
    match typed.trim().parse::<NaiveDate>() {
        Ok(day) if day > today => wrong(Wrong::Future),
        Ok(day) => Ok(day),
        Err(_) if typed.trim().is_empty() => wrong(Wrong::Missing),
        Err(_) => wrong(Wrong::Day),
    }
}

/// Text of several lines that may be empty, without control characters but its line ends.
pub fn note(typed: &str) -> Result<String, Typed> {
    let text = typed.replace("\r\n", "\n");
    let text: String = text.chars().filter(|c| *c == '\n' || !c.is_control()).collect();
    let text = text.trim();
    if text.chars().count() > LONGEST_TEXT {
        return Err(Typed::refused(typed, Wrong::Long));
    }
    Ok(text.to_owned())
}

/// A reason, which may not be empty.
pub fn reason(typed: &str) -> Result<String, Typed> {
    match note(typed)? {
        text if text.is_empty() => Err(Typed::refused(typed, Wrong::Missing)),
        text => Ok(text),
    }
}

/// A text of one line that may be empty.
pub fn line(typed: &str, longest: usize) -> Result<String, Typed> {
    let text: String = typed.trim().chars().filter(|c| !c.is_control()).collect();
    if text.chars().count() > longest {
        return Err(Typed::refused(typed, Wrong::Long));
    }
    Ok(text)
}

/// The box beside an amount: `Err` asks for it where `sum` is more than `owed`, in the same currency,
/// and it is not ticked.
pub fn over(ticked: &str, sum: &Result<Money, Typed>, owed: Money) -> Result<Typed, Typed> {
    match sum.as_ref().map(|sum| sum.checked_sub(owed)) {
        Ok(Ok(rest)) if !rest.is_zero() && ticked == OVER_YES => Ok(Typed::preset(ticked)),
        Ok(Ok(rest)) if !rest.is_zero() => Err(Typed::refused("", Wrong::Over(rest))),
        _ => Ok(Typed::default()),
    }
}

/// A currency that the form offered: another one was not typed by a person.
pub fn currency(code: &str, offered: &[Currency]) -> Result<Currency, Fault> {
    let read = Currency::parse(code).filter(|currency| offered.contains(currency));
    read.ok_or(Fault::BadRequest)
}

/// What a field shows again: what was typed, and the reason if it was this field that was refused.
pub fn kept<T>(typed: &str, read: Result<T, Typed>) -> Typed {
    read.err().unwrap_or_else(|| Typed::preset(typed))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_read_up_to_today() {
        let today = NaiveDate::from_ymd_opt(2026, 3, 9).expect("a day");
        for (typed, expected) in [
            ("2026-03-09", Ok(today)),
            ("2026-03-10", Err(Wrong::Future)),
            ("2026-02-30", Err(Wrong::Day)),
            ("09/03/2026", Err(Wrong::Day)),
            (" ", Err(Wrong::Missing)),
        ] {
            let read = day(typed, today);
            assert_eq!(read.map_err(|typed| typed.wrong.expect("a reason")), expected, "{typed}");
        }
    }

    #[test]
    fn only_more_than_is_owed_waits_for_its_box() {
        let soles = |minor| {
            let currency = Currency::parse("PEN").expect("known");
            Money::new(minor, currency).expect("positive")
        };
        let wrong = |ticked, sum| {
            let over = over(ticked, &Ok(soles(sum)), soles(10_000));
            over.err().and_then(|typed| typed.wrong)
        };
        assert_eq!(wrong("", 9_999), None);
        assert_eq!(wrong("", 10_000), None);
        assert_eq!(wrong("", 12_000), Some(Wrong::Over(soles(2_000))));
        assert_eq!(wrong("on", 10_001), Some(Wrong::Over(soles(1))));
        assert_eq!(wrong("yes", 12_000), None);
        assert!(over("", &Err(Typed::default()), soles(0)).is_ok(), "the amount comes first");
    }

    #[test]
    fn notes_keep_their_lines_and_lose_what_is_no_text() {
        assert_eq!(note(" efectivo\r\nen caja\u{0}\u{1b} "), Ok("efectivo\nen caja".to_owned()));
        assert_eq!(note(&"á".repeat(500)).map(|text| text.chars().count()), Ok(500));
        assert!(note(&"á".repeat(501)).is_err());
        assert!(reason(" \r\n ").is_err());
    }
}
