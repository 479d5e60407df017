//! Dates as a file declares them.

use chrono::NaiveDate;

use super::Reason;

/// The order, the separator and the width of a date's parts, declared as a pattern like
/// `dd/mm/yyyy`, `m/d/yyyy`, `yyyy-mm-dd`, `dd.mm.yy` or `yyyymmdd`.
///
/// `dd` and `mm` are always two digits, `d` and `m` one or two. `yyyy` is four digits; `yy` is a
/// year from 2000 to 2099, and cannot be used for birth dates.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct DateFormat {
    parts: [Part; 3],
    separator: Option<char>,
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
enum Part {
    Day(Width),
    Month(Width),
    Year(YearDigits),
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
enum Width {
    OneOrTwo,
    Two,
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
enum YearDigits {
    Two,
    Four,
}

/// Dates outside are taken for slips of the pen.
const YEARS: std::ops::RangeInclusive<i32> = 1900..=2199;

impl DateFormat {
    /// Reads a pattern; `None` if it is none, or leaves open where a part ends.
    pub fn parse(pattern: &str) -> Option<Self> {
        let separator = pattern.chars().find(|c| !c.is_ascii_alphabetic());
        let texts = match separator {
            Some(sign @ ('/' | '-' | '.' | ' ')) => three(pattern.split(sign))?,
            Some(_) => return None,
            None => three(
                pattern
                    .as_bytes()
                    .chunk_by(|a, b| a == b)
                    .map(|run| std::str::from_utf8(run).unwrap_or_default()),
            )?,
        };
        let [a, b, c] = texts.map(Part::parse);
        let format = Self { parts: [a?, b?, c?], separator };
        format.is_clear().then_some(format)
    }

    /// Each part once, and fixed widths where nothing separates them.
    fn is_clear(&self) -> bool {
        let kinds = self.parts.map(|part| match part {
            Part::Day(_) => 1,
            Part::Month(_) => 2,
            Part::Year(_) => 4,
        });
        let open = |part| matches!(part, Part::Day(Width::OneOrTwo) | Part::Month(Width::OneOrTwo));
        // No other three of 1, 2 and 4 sum to 7.
        kinds.iter().sum::<u8>() == 7
            && (self.separator.is_some() || !self.parts.into_iter().any(open))
    }

    /// Whether years have two digits, which cannot tell a birth in 1931 from one in 2031.
    pub fn has_short_years(&self) -> bool {
        self.parts.contains(&Part::Year(YearDigits::Two))
    }

    /// Reads a date, exactly as declared or not at all.
    pub fn read(&self, text: &str) -> Result<NaiveDate, Reason> {
        let texts = match self.separator {
            Some(sign) => three(text.split(sign)).ok_or(Reason::Date)?,
            None => self.cut(text).ok_or(Reason::Date)?,
        };
        let (mut day, mut month, mut year) = (0, 0, 0);
        for (part, text) in self.parts.into_iter().zip(texts) {
            let number = part.read(text).ok_or(Reason::Date)?;
            match part {
                Part::Day(_) => day = number,
                Part::Month(_) => month = number,
                Part::Year(YearDigits::Two) => year = number + 2000,
                Part::Year(YearDigits::Four) => year = number,
            }
        }
        let year = i32::try_from(year).map_err(|_| Reason::Date)?;
        let date = NaiveDate::from_ymd_opt(year, month, day).ok_or(Reason::ImpossibleDate)?;
        if YEARS.contains(&year) { Ok(date) } else { Err(Reason::ImpossibleDate) }
    }

    fn cut<'a>(&self, text: &'a str) -> Option<[&'a str; 3]> {
        let [a, b, c] = self.parts.map(|part| part.width().1);
        let exact = text.is_ascii() && text.len() == a + b + c;
        exact.then(|| [&text[..a], &text[a..a + b], &text[a + b..]])
    }
}

impl Part {
    fn parse(text: &str) -> Option<Self> {
        match text {
            "d" => Some(Self::Day(Width::OneOrTwo)),
            "dd" => Some(Self::Day(Width::Two)),
            "m" => Some(Self::Month(Width::OneOrTwo)),
            "mm" => Some(Self::Month(Width::Two)),
            "yy" => Some(Self::Year(YearDigits::Two)),
            "yyyy" => Some(Self::Year(YearDigits::Four)),
            _ => None,
        }
    }

    const fn width(self) -> (usize, usize) {
        match self {
            Self::Day(Width::OneOrTwo) | Self::Month(Width::OneOrTwo) => (1, 2),
            Self::Day(Width::Two) | Self::Month(Width::Two) | Self::Year(YearDigits::Two) => (2, 2),
            Self::Year(YearDigits::Four) => (4, 4),
        }
    }

    fn read(self, text: &str) -> Option<u32> {
        let (fewest, most) = self.width();
        let digits = text.bytes().all(|byte| byte.is_ascii_digit());
        let fits = digits && (fewest..=most).contains(&text.len());
        fits.then(|| text.parse().ok()).flatten()
    }
}

fn three<'a>(mut texts: impl Iterator<Item = &'a str>) -> Option<[&'a str; 3]> {
    let three = [texts.next()?, texts.next()?, texts.next()?];
    texts.next().is_none().then_some(three)
}

#[cfg(test)]
mod tests {
    use chrono::Datelike;
    use proptest::prelude::*;

    use super::*;

    fn read(pattern: &str, text: &str) -> Result<String, Reason> {
        let format = DateFormat::parse(pattern).expect("a pattern");
        format.read(text).map(|date| date.to_string())
    }

    #[test]
    fn dates_are_read_as_declared() {
        for (pattern, text, expected) in [
            ("dd/mm/yyyy", "05/09/2026", "2026-09-05"),
            ("mm/dd/yyyy", "05/09/2026", "2026-05-09"),
            ("m/d/yyyy", "1/6/2012", "2012-01-06"),
            ("m/d/yyyy", "11/26/2012", "2012-11-26"),
            ("d.m.yy", "5.9.26", "2026-09-05"),
            ("yyyy-mm-dd", "2024-02-29", "2024-02-29"),
            ("yyyymmdd", "20240229", "2024-02-29"),
            ("ddmmyy", "290224", "2024-02-29"),
            ("d m yyyy", "5 9 2026", "2026-09-05"),
        ] {
            assert_eq!(read(pattern, text).as_deref(), Ok(expected));
        }
    }

    #[test]
    fn what_is_not_exactly_as_declared_is_refused() {
        use Reason::{Date, ImpossibleDate};
        for (pattern, text, reason) in [
            ("dd/mm/yyyy", "5/9/2026", Date),
            ("dd/mm/yyyy", "05/09/26", Date),
            ("dd/mm/yy", "05/09/2026", Date),
            ("dd/mm/yyyy", "05-09-2026", Date),
            ("dd/mm/yyyy", "05/09/2026 00:00", Date),
            ("dd/mm/yyyy", "05/09", Date),
            ("dd/mm/yyyy", " 5/09/2026", Date),
            ("dd/mm/yyyy", "+5/09/2026", Date),
            ("dd/mm/yyyy", "٠٥/09/2026", Date),
            ("dd/mm/yyyy", "11/26/2012", ImpossibleDate),
            ("dd/mm/yyyy", "31/04/2026", ImpossibleDate),
            ("dd/mm/yyyy", "29/02/2026", ImpossibleDate),
            ("dd/mm/yyyy", "00/01/2026", ImpossibleDate),
            ("dd/mm/yyyy", "01/01/0026", ImpossibleDate),
            ("dd/mm/yyyy", "31/12/9999", ImpossibleDate),
            ("yyyymmdd", "2024229", Date),
            ("yyyy-mm-dd", "45000", Date),
        ] {
            assert_eq!(read(pattern, text), Err(reason), "{pattern} {text}");
        }
    }

    #[test]
    fn a_pattern_leaves_nothing_open() {
        for pattern in [
            "",
            "dd/mm",
            "dd/mm/yyyy/",
            "dd/dd/yyyy",
            "mm/mm/yyyy",
            "dd/mm/yyy",
            "DD/MM/YYYY",
            "dmyyyy",
            "dmmyyyy",
            "dd:mm:yyyy",
            "dd/mm-yyyy",
            "dd/mm/yyyy hh:mm",
            "yyyy",
            "dd/yy/yyyy",
        ] {
            assert_eq!(DateFormat::parse(pattern), None, "{pattern}");
        }
        let short = |pattern| DateFormat::parse(pattern).map(|format| format.has_short_years());
        assert_eq!(short("dd/mm/yy"), Some(true));
        assert_eq!(short("dd/mm/yyyy"), Some(false));
    }

    proptest! {
        #[test]
        fn a_date_survives_being_written_as_declared(
            days in 0..100_000_u64,
            order in prop::sample::select(vec![
                ["dd", "mm", "yyyy"],
                ["mm", "dd", "yyyy"],
                ["yyyy", "mm", "dd"],
            ]),
            separator in prop::sample::select(vec!["/", "-", ".", " ", ""]),
        ) {
            let first = NaiveDate::from_ymd_opt(1900, 1, 1).expect("a date");
            let date = first + chrono::Days::new(days);
            let written = order.map(|part| match part {
                "dd" => format!("{:02}", date.day()),
                "mm" => format!("{:02}", date.month()),
                _ => format!("{:04}", date.year()),
            });
            let format = DateFormat::parse(&order.join(separator)).expect("a pattern");
            prop_assert_eq!(format.read(&written.join(separator)), Ok(date));
        }

        #[test]
        fn no_text_breaks_the_reader(
            pattern in "[dmy/.-]{0,10}",
            text in "\\PC{0,12}|[0-9/.-]{0,12}",
        ) {
            if let Some(format) = DateFormat::parse(&pattern) {
                let _ = format.read(&text);
            }
        }
    }
}
