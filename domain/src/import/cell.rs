//! One cell, read as the field that it feeds.

use std::borrow::Cow;

use super::row::Amount;
use super::{Encoding, Field, NegativeAmounts, NumberFormat, Reason};
use crate::money::{Currency, Money, MoneyError};

/// No cell that any field takes is longer, in bytes. Checked before anything is decoded.
const MOST_BYTES: usize = 4_000;

/// The text of a cell: decoded, runs of white space made one space, nothing around it. `None` when
/// nothing is left. Line breaks are white space, other control characters are refused.
pub(super) fn text(
    encoding: Encoding,
    cell: &[u8],
    field: Field,
) -> Result<Option<String>, Reason> {
    let limit = field.limit().unwrap_or(MOST_BYTES);
    if cell.len() > MOST_BYTES {
        return Err(Reason::TooLong { limit });
    }
    let decoded = encoding.decode(cell)?;
    let text = collapsed(&decoded);
    if text.chars().any(char::is_control) {
        return Err(Reason::ControlCharacter);
    }
    if text.chars().count() > limit {
        return Err(Reason::TooLong { limit });
    }
    Ok(Some(text.into_owned()).filter(|text| !text.is_empty()))
}

fn collapsed(text: &str) -> Cow<'_, str> {
    let trimmed = text.trim();
    let mut after_space = false;
    let is_plain = trimmed.chars().all(|c| {
        let double = after_space && c.is_whitespace();
        after_space = c.is_whitespace();
        !double && (!c.is_whitespace() || c == ' ')
    });
    if is_plain {
        return Cow::Borrowed(trimmed);
    }
    Cow::Owned(trimmed.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// A reference, unless a spreadsheet has made `2.19538E+09` of it.
pub(super) fn reference(text: String) -> Result<String, Reason> {
    let shortened = text.split_once(['E', 'e']).is_some_and(|(mantissa, exponent)| {
        let number = |part: &str, signs: &[char]| {
            !part.is_empty() && part.chars().all(|c| c.is_ascii_digit() || signs.contains(&c))
        };
        number(mantissa, &['.', ',']) && exponent.starts_with('+') && number(&exponent[1..], &[])
    });
    if shortened { Err(Reason::Shortened) } else { Ok(text) }
}

/// The amount of a debt or of a credit note; never zero.
pub(super) fn amount(
    text: &str,
    format: NumberFormat,
    currency: Currency,
    negative: NegativeAmounts,
) -> Result<Amount, Reason> {
    let number = format.read(text)?;
    let amount = money(number.abs(), currency)?;
    match (amount.is_zero(), number.is_sign_negative(), negative) {
        (true, _, _) => Err(Reason::Zero),
        (_, false, _) => Ok(Amount::Debt(amount)),
        (_, true, NegativeAmounts::CreditNotes) => Ok(Amount::CreditNote(amount)),
        (_, true, NegativeAmounts::Errors) => Err(Reason::Negative),
    }
}

/// An amount that is added to a debt; zero is none.
pub(super) fn charge(
    text: &str,
    format: NumberFormat,
    currency: Currency,
) -> Result<Money, Reason> {
    money(format.read(text)?, currency)
}

fn money(number: rust_decimal::Decimal, currency: Currency) -> Result<Money, Reason> {
    Money::from_decimal(number, currency).map_err(|error| match error {
        MoneyError::TooPrecise(_) => Reason::TooPrecise,
        MoneyError::Negative => Reason::Negative,
        MoneyError::Overflow | MoneyError::CurrencyMismatch(..) => Reason::TooLarge,
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::import::{DecimalSign, ThousandsSign};

    fn read(cell: &[u8], field: Field) -> Result<Option<String>, Reason> {
        text(Encoding::Utf8, cell, field)
    }

    #[test]
    fn white_space_is_tidied_and_control_characters_are_refused() {
        for (cell, expected) in [
            ("Rosa", Ok(Some("Rosa"))),
            ("  Rosa \t Quispe\r\nMamani ", Ok(Some("Rosa Quispe Mamani"))),
            ("\u{a0}Rosa\u{a0}Quispe", Ok(Some("Rosa Quispe"))),
            ("", Ok(None)),
            (" \n ", Ok(None)),
            ("Ro\0sa", Err(Reason::ControlCharacter)),
            ("Ro\u{7}sa", Err(Reason::ControlCharacter)),
        ] {
            assert_eq!(read(cell.as_bytes(), Field::Name), expected.map(|t| t.map(str::to_owned)));
        }
        assert_eq!(read(b"\xFF", Field::Name), Err(Reason::Encoding));
    }

    #[test]
    fn a_cell_has_a_limit() {
        let exact = "ñ".repeat(64);
        assert_eq!(read(exact.as_bytes(), Field::DebtReference), Ok(Some(exact.clone())));
        let over = Err(Reason::TooLong { limit: 64 });
        assert_eq!(read("ñ".repeat(65).as_bytes(), Field::DebtReference), over);
        assert_eq!(read(&vec![b'1'; 1_000_000], Field::DebtReference), over);
        let unlimited = Err(Reason::TooLong { limit: MOST_BYTES });
        assert_eq!(read(&vec![b'1'; 1_000_000], Field::Amount), unlimited);
    }

    #[test]
    fn a_number_that_a_spreadsheet_shortened_is_no_reference() {
        for text in ["2.19538E+09", "2,19538E+09", "2E+9", "2e+12"] {
            assert_eq!(reference(text.to_owned()), Err(Reason::Shortened), "{text}");
        }
        for text in ["2195380883", "B001-2231", "E+09", "2E9", "12E-4", "1E+", "7E+x"] {
            assert_eq!(reference(text.to_owned()).as_deref(), Ok(text));
        }
    }

    #[test]
    fn an_amount_has_a_sign_and_the_decimals_of_its_currency() {
        use NegativeAmounts::{CreditNotes, Errors};
        let format = NumberFormat { decimal: DecimalSign::Point, thousands: ThousandsSign::Comma };
        let read = |text, code, negative| {
            let currency = Currency::parse(code).expect("a currency");
            match amount(text, format, currency, negative) {
                Ok(Amount::Debt(money)) => Ok(money.minor()),
                Ok(Amount::CreditNote(money)) => Ok(-money.minor()),
                Err(reason) => Err(reason),
            }
        };
        for (text, code, negative, expected) in [
            ("47.07", "USD", Errors, Ok(4707)),
            ("35.7", "USD", Errors, Ok(3570)),
            ("1,234,567", "CLP", Errors, Ok(1_234_567)),
            ("1,234.00", "CLP", Errors, Ok(1234)),
            ("1.234", "KWD", Errors, Ok(1234)),
            ("-12.5", "PEN", CreditNotes, Ok(-1250)),
            ("-12.5", "PEN", Errors, Err(Reason::Negative)),
            ("0.00", "PEN", Errors, Err(Reason::Zero)),
            ("-0", "PEN", CreditNotes, Err(Reason::Zero)),
            ("1.234", "PEN", Errors, Err(Reason::TooPrecise)),
            ("0.5", "CLP", Errors, Err(Reason::TooPrecise)),
            ("999999999999999999", "PEN", Errors, Err(Reason::TooLarge)),
        ] {
            assert_eq!(read(text, code, negative), expected, "{text} {code}");
        }
    }

    proptest! {
        #[test]
        fn tidied_text_is_tidy(bytes in prop::collection::vec(any::<u8>(), 0..60)) {
            for encoding in [Encoding::Utf8, Encoding::Windows1252] {
                if let Ok(Some(tidy)) = text(encoding, &bytes, Field::Name) {
                    let again = text(Encoding::Utf8, tidy.as_bytes(), Field::Name);
                    prop_assert_eq!(again, Ok(Some(tidy.clone())));
                    prop_assert!(!tidy.chars().any(char::is_control));
                }
            }
        }
    }
}
