//! Numbers as a file declares them: exact or refused, never guessed.

use rust_decimal::Decimal;

use super::Reason;

/// What parts whole units from decimals.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum DecimalSign {
    /// `1234.50`
    Point,
    /// `1234,50`
    Comma,
}

/// What parts thousands.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum ThousandsSign {
    /// Nothing: any sign between digits is refused.
    None,
    /// `1.234.567`
    Point,
    /// `1,234,567`
    Comma,
    /// `1 234 567`, with any kind of space.
    Space,
    /// `1'234'567`
    Apostrophe,
}

/// How the numbers of a file are written. There is no default: `1.234` is one amount in Bogotá and
/// another in Lima.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct NumberFormat {
    /// Before the decimals.
    pub decimal: DecimalSign,
    /// Between groups of three; a number may also be written without any.
    pub thousands: ThousandsSign,
}

/// More digits than any amount has: 18 always fit an `i64`.
const MOST_DIGITS: usize = 18;

impl DecimalSign {
    /// Reads the word of a map: `point` or `comma`, or the sign itself.
    pub fn parse(word: &str) -> Option<Self> {
        match word {
            "point" | "." => Some(Self::Point),
            "comma" | "," => Some(Self::Comma),
            _ => None,
        }
    }

    const fn sign(self) -> char {
        match self {
            Self::Point => '.',
            Self::Comma => ',',
        }
    }
}

impl ThousandsSign {
    /// Reads the word of a map: `none`, `point`, `comma`, `space`, `apostrophe`, or the sign
    /// itself.
    pub fn parse(word: &str) -> Option<Self> {
        match word {
            "none" | "" => Some(Self::None),
            "point" | "." => Some(Self::Point),
            "comma" | "," => Some(Self::Comma),
            "space" | " " => Some(Self::Space),
            "apostrophe" | "'" => Some(Self::Apostrophe),
            _ => None,
        }
    }

    const fn is(self, c: char) -> bool {
        match self {
            Self::None => false,
            Self::Point => c == '.',
            Self::Comma => c == ',',
            Self::Space => matches!(c, ' ' | '\u{a0}' | '\u{2009}' | '\u{202f}'),
            Self::Apostrophe => matches!(c, '\'' | '’'),
        }
    }
}

impl NumberFormat {
    /// Whether the two signs differ.
    pub const fn is_clear(self) -> bool {
        !self.thousands.is(self.decimal.sign())
    }

    /// Reads a number: an optional minus in front, digits, decimals if there is a decimal sign.
    pub fn read(self, text: &str) -> Result<Decimal, Reason> {
        let (text, negative) = match text.strip_prefix(['-', '−']) {
            Some(rest) => (rest, true),
            None => (text, false),
        };
        let (whole, decimals) = match text.split_once(self.decimal.sign()) {
            Some((_, "")) => return Err(Reason::Number),
            Some(parts) => parts,
            None => (text, ""),
        };
        let mut digits = self.ungrouped(whole)?;
        if !decimals.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(Reason::Number);
        }
        digits.push_str(decimals);
        if digits.len() > MOST_DIGITS {
            return Err(Reason::TooLarge);
        }
        let number: i64 = digits.parse().map_err(|_| Reason::Number)?;
        let scale = u32::try_from(decimals.len()).map_err(|_| Reason::TooLarge)?;
        Ok(Decimal::new(if negative { -number } else { number }, scale))
    }

    /// The digits of the whole part. Either no thousands sign at all, or one before each three
    /// digits and something other than zero in front.
    fn ungrouped(self, whole: &str) -> Result<String, Reason> {
        if let Some(stranger) = whole.chars().find(|c| !c.is_ascii_digit()) {
            if !self.thousands.is(stranger) {
                return Err(Reason::Number);
            }
            let same_sign = whole.chars().all(|c| c.is_ascii_digit() || c == stranger);
            let mut groups = whole.split(stranger);
            let first = groups.next().unwrap_or_default();
            let starts_well = (1..=3).contains(&first.len()) && !first.starts_with('0');
            if !same_sign || !starts_well || !groups.all(|group| group.len() == 3) {
                return Err(Reason::Grouping);
            }
        }
        let digits: String = whole.chars().filter(char::is_ascii_digit).collect();
        if digits.is_empty() { Err(Reason::Number) } else { Ok(digits) }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const COLOMBIA: NumberFormat =
        NumberFormat { decimal: DecimalSign::Comma, thousands: ThousandsSign::Point };
    const PERU: NumberFormat =
        NumberFormat { decimal: DecimalSign::Point, thousands: ThousandsSign::Comma };
    const PLAIN: NumberFormat =
        NumberFormat { decimal: DecimalSign::Point, thousands: ThousandsSign::None };
    const SPACED: NumberFormat =
        NumberFormat { decimal: DecimalSign::Comma, thousands: ThousandsSign::Space };

    fn read(format: NumberFormat, text: &str) -> Result<String, Reason> {
        format.read(text).map(|number| number.to_string())
    }

    #[test]
    fn the_declared_signs_decide_what_a_number_is() {
        for (format, text, expected) in [
            (COLOMBIA, "1.234", "1234"),
            (PLAIN, "1.234", "1.234"),
            (COLOMBIA, "1.234.567,89", "1234567.89"),
            (COLOMBIA, "1234567,89", "1234567.89"),
            (PERU, "1,234,567.89", "1234567.89"),
            (PERU, "-47.07", "-47.07"),
            (PERU, "−47.07", "-47.07"),
            (SPACED, "1 234 567,5", "1234567.5"),
            (SPACED, "1\u{202f}234\u{202f}567,5", "1234567.5"),
            (PLAIN, "35.7", "35.7"),
            (PLAIN, "0.10", "0.10"),
            (PLAIN, "007", "7"),
            (PLAIN, "999999999999999999", "999999999999999999"),
        ] {
            assert_eq!(read(format, text).as_deref(), Ok(expected), "{text}");
        }
    }

    #[test]
    fn what_could_be_read_twice_is_refused() {
        use Reason::{Grouping, Number, TooLarge};
        for (format, text, reason) in [
            (PERU, "1.234.567", Number),
            (PERU, "1,23", Grouping),
            (PERU, "1,2345", Grouping),
            (PERU, "12,34,567", Grouping),
            (PERU, "1,,234", Grouping),
            (PERU, ",234", Grouping),
            (PERU, "0,234", Grouping),
            (PERU, "1234,567", Grouping),
            (COLOMBIA, "1.234,567.8", Number),
            (COLOMBIA, "1,234.50", Number),
            (PLAIN, "1,234", Number),
            (PLAIN, "1 234", Number),
            (SPACED, "1 234\u{a0}567", Grouping),
            (PLAIN, "", Number),
            (PLAIN, "-", Number),
            (PLAIN, ".", Number),
            (PLAIN, ".5", Number),
            (PLAIN, "5.", Number),
            (PLAIN, "--5", Number),
            (PLAIN, "+5", Number),
            (PLAIN, "5-", Number),
            (PLAIN, "(5)", Number),
            (PLAIN, "S/ 5", Number),
            (PLAIN, "5 ", Number),
            (PLAIN, "1e3", Number),
            (PLAIN, "NaN", Number),
            (PLAIN, "٥", Number),
            (PLAIN, "1234567890123456789", TooLarge),
            (PLAIN, "0.1234567890123456789", TooLarge),
        ] {
            assert_eq!(read(format, text), Err(reason), "{text}");
        }
    }

    #[test]
    fn the_signs_of_a_format_differ() {
        let same = NumberFormat { decimal: DecimalSign::Comma, thousands: ThousandsSign::Comma };
        assert!(!same.is_clear());
        assert!([COLOMBIA, PERU, PLAIN, SPACED].into_iter().all(NumberFormat::is_clear));
    }

    /// `1234567.89` with other signs.
    fn written(minor: i64, decimal: char, thousands: &str) -> String {
        let whole = (minor.abs() / 100).to_string();
        let first = whole.len() % 3;
        let (head, tail) = whole.split_at(first);
        let groups =
            tail.as_bytes().chunks(3).map(|group| String::from_utf8_lossy(group).into_owned());
        let all: Vec<String> =
            Some(head.to_owned()).filter(|h| !h.is_empty()).into_iter().chain(groups).collect();
        let minus = if minor < 0 { "-" } else { "" };
        format!("{minus}{}{decimal}{:02}", all.join(thousands), minor.abs() % 100)
    }

    proptest! {
        #![proptest_config(crate::law::tried(20_000))]

        #[test]
        fn an_amount_survives_being_written_as_declared(
            minor in -10_000_000_000_000_i64..10_000_000_000_000,
        ) {
            for (format, decimal, thousands) in [
                (COLOMBIA, ',', "."),
                (COLOMBIA, ',', ""),
                (PERU, '.', ","),
                (PLAIN, '.', ""),
                (SPACED, ',', "\u{a0}"),
            ] {
                let text = written(minor, decimal, thousands);
                prop_assert_eq!(format.read(&text), Ok(Decimal::new(minor, 2)), "{}", text);
            }
        }

        /// Whatever is accepted is what remains when the thousands signs are taken out.
        #[test]
        fn a_number_is_exact_or_refused(text in "-?[0-9.,' ]{0,24}") {
            for format in [COLOMBIA, PERU, PLAIN, SPACED] {
                if let Ok(number) = format.read(&text) {
                    let plain: String = text.chars().filter(|&c| !format.thousands.is(c)).collect();
                    let plain = plain.replace(format.decimal.sign(), ".");
                    prop_assert_eq!(Ok(number), plain.parse::<Decimal>());
                }
            }
        }

        #[test]
        fn no_text_breaks_the_reader(text in "\\PC{0,40}") {
            for format in [COLOMBIA, PERU, PLAIN, SPACED] {
                let _ = format.read(&text);
            }
        }
    }
}
