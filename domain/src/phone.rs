//! Phone numbers in the one form that networks take: E.164.

use crate::country::Country;

/// Why a text is not a phone number. Never names the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, thiserror::Error)]
pub enum PhoneError {
    /// Something besides digits, a leading plus, and spaces, dots, dashes, slashes or brackets.
    #[error("unexpected character in phone number")]
    Character,
    /// More or fewer digits than a number there has.
    #[error("phone number of impossible length")]
    Length,
}

/// A phone number in E.164: a plus and 8 to 15 digits. No `Debug` and no `Display`, so that it
/// reaches no log.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct PhoneNumber(String);

/// The longest text that is looked at.
const LONGEST: usize = 40;

/// How the numbers of one country are built.
struct Plan {
    calling_code: &'static str,
    /// Digits of a number without calling code and trunk prefix, fewest and most.
    length: (usize, usize),
    /// Whether people at home write a 0 in front.
    trunk: bool,
}

impl PhoneNumber {
    /// Reads a number as people write it at home in `country`, or with a leading `+` or `00` from
    /// anywhere. The calling code without plus is understood where no number at home is as long.
    ///
    /// A local number without its area code is refused, never completed. Source of the lengths: the
    /// national numbering plans as filed with the ITU (E.164 national numbering plans).
    pub fn parse(text: &str, country: Country) -> Result<Self, PhoneError> {
        if text.len() > LONGEST {
            return Err(PhoneError::Length);
        }
        let text: String = text.chars().filter(|&c| !is_separator(c)).collect();
        let from_abroad = text.strip_prefix('+').or_else(|| text.strip_prefix("00"));
        let digits = from_abroad.unwrap_or(&text);
        if !digits.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(PhoneError::Character);
        }
        let number = if from_abroad.is_some() { abroad(digits) } else { at_home(digits, country) };
        number.map(Self).ok_or(PhoneError::Length)
    }

    /// Reads a number as networks write whom a message comes from: from abroad, with its plus.
    pub fn from_network(text: &str) -> Result<Self, PhoneError> {
        let digits = text.strip_prefix('+').ok_or(PhoneError::Character)?;
        if !digits.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(PhoneError::Character);
        }
        abroad(digits).map(Self).ok_or(PhoneError::Length)
    }

    /// The number and the other way in which the same phone is written: the 9 of mobiles in Argentina and Brazil
    /// stands in some lists, and not in what some networks say.
    pub fn spellings(&self) -> Vec<String> {
        let other = argentine(&self.0).or_else(|| brazilian(&self.0));
        [self.0.clone()].into_iter().chain(other).collect()
    }

    /// The number itself, for sending, sealing and looking up; it must not be logged or shown.
    pub fn reveal(&self) -> &str {
        &self.0
    }

    /// The last two digits: all that a page may say of it to somebody who has not been checked.
    pub fn ending(&self) -> &str {
        &self.0[self.0.len() - 2..]
    }
}

/// The one spelling of a number in E.164 by which its phone is told from others, whichever way a list writes it: the
/// longest of its [spellings](PhoneNumber::spellings). What is no number stays as it is.
pub fn one_spelling(number: &str) -> String {
    let read = PhoneNumber::from_network(number).ok();
    let longest = read.and_then(|read| read.spellings().into_iter().max_by_key(String::len));
    longest.unwrap_or_else(|| number.to_owned())
}

/// The other spelling of a number of Argentina: from abroad mobiles have a 9 behind the 54.
fn argentine(number: &str) -> Option<String> {
    let national = number.strip_prefix("+54")?;
    match (national.len(), national.strip_prefix('9')) {
        (11, Some(rest)) => (!rest.starts_with('0')).then(|| format!("+54{rest}")),
        (10, _) => Some(format!("+549{national}")),
        _ => None,
    }
}

/// The other spelling of a mobile of Brazil: each got a 9 behind its area code until 2016, and WhatsApp names
/// many without it. What would begin with 2 to 5 is somebody else's fixed line.
fn brazilian(number: &str) -> Option<String> {
    let (area, local) = number.strip_prefix("+55")?.split_at_checked(2)?;
    let is_mobile = |local: &str| local.len() == 8 && local.starts_with(['6', '7', '8', '9']);
    match local.strip_prefix('9').filter(|rest| is_mobile(rest)) {
        Some(rest) => Some(format!("+55{area}{rest}")),
        None => is_mobile(local).then(|| format!("+55{area}9{local}")),
    }
}

fn is_separator(c: char) -> bool {
    c.is_whitespace() || matches!(c, '.' | '-' | '‐' | '–' | '/' | '(' | ')')
}

fn abroad(digits: &str) -> Option<String> {
    let known = Country::ALL.into_iter().find_map(|country| {
        let plan = plan(country);
        digits.strip_prefix(plan.calling_code).map(|national| (country, plan, national))
    });
    if let Some((country, plan, national)) = known {
        return international(country, &plan, national);
    }
    let fits = (8..=15).contains(&digits.len()) && !digits.starts_with('0');
    fits.then(|| format!("+{digits}"))
}

fn at_home(digits: &str, country: Country) -> Option<String> {
    let plan = plan(country);
    let without_trunk = digits.strip_prefix('0').filter(|_| plan.trunk).unwrap_or(digits);
    international(country, &plan, without_trunk)
        .or_else(|| international(country, &plan, digits.strip_prefix(plan.calling_code)?))
}

/// The number in E.164 if `national` is as long as it must be.
fn international(country: Country, plan: &Plan, national: &str) -> Option<String> {
    // Until 2019 calls to Mexican mobiles from abroad had a 1 behind the 52; old exports still do.
    let national = match (country, national.len()) {
        (Country::Mx, 11) => national.strip_prefix('1')?,
        _ => national,
    };
    let (fewest, most) = plan.length;
    let starts_well = match (country, national.len()) {
        (Country::Pe | Country::Ec, 9) | (Country::Ar, 11) => national.starts_with('9'),
        _ => !national.starts_with('0'),
    };
    let fits = (fewest..=most).contains(&national.len()) && starts_well;
    fits.then(|| format!("+{}{national}", plan.calling_code))
}

const fn plan(country: Country) -> Plan {
    let (calling_code, length, trunk) = match country {
        Country::Ar => ("54", (10, 11), true),
        Country::Br => ("55", (10, 11), true),
        Country::Cl => ("56", (9, 9), false),
        Country::Co => ("57", (10, 10), false),
        Country::Cr => ("506", (8, 8), false),
        Country::Ec => ("593", (8, 9), true),
        Country::Es => ("34", (9, 9), false),
        Country::Gb => ("44", (9, 10), true),
        Country::Mx => ("52", (10, 10), false),
        Country::Pa => ("507", (7, 8), false),
        Country::Pe => ("51", (8, 9), true),
        Country::Us => ("1", (10, 10), false),
        Country::Uy => ("598", (8, 8), true),
    };
    Plan { calling_code, length, trunk }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn read(text: &str, country: Country) -> Result<String, PhoneError> {
        PhoneNumber::parse(text, country).map(|number| number.reveal().to_owned())
    }

    #[test]
    fn numbers_are_read_as_people_write_them() {
        use Country::*;
        for (text, country, expected) in [
            ("987 654 321", Pe, "+51987654321"),
            ("(01) 555-0100", Pe, "+5115550100"),
            ("+51 987654321", Co, "+51987654321"),
            ("51987654321", Pe, "+51987654321"),
            ("0051-987-654-321", Pe, "+51987654321"),
            ("300 555 0100", Co, "+573005550100"),
            ("601.555.0100", Co, "+576015550100"),
            ("55 1234 5678", Mx, "+525512345678"),
            ("+52 1 55 1234 5678", Mx, "+525512345678"),
            ("9 8765 4321", Cl, "+56987654321"),
            ("099 123 4567", Ec, "+593991234567"),
            ("02 234 5678", Ec, "+59322345678"),
            ("612 34 56 78", Es, "+34612345678"),
            ("(11) 98765-4321", Br, "+5511987654321"),
            ("011 4321-5678", Ar, "+541143215678"),
            ("+54 9 11 4321 5678", Ar, "+5491143215678"),
            ("212 555 0100", Us, "+12125550100"),
            ("1-212-555-0100", Us, "+12125550100"),
            ("099 123 456", Uy, "+59899123456"),
            ("+44 20 7946 0018", Pe, "+442079460018"),
        ] {
            assert_eq!(read(text, country).as_deref(), Ok(expected), "{text}");
        }
        let number = PhoneNumber::parse("987654342", Pe).ok();
        assert_eq!(number.as_ref().map(PhoneNumber::ending), Some("42"));
    }

    #[test]
    fn half_numbers_and_texts_are_refused() {
        use PhoneError::{Character, Length};
        let long = "9".repeat(41);
        for (text, country, error) in [
            ("", Country::Pe, Length),
            ("+", Country::Pe, Length),
            ("5550100", Country::Pe, Length),
            ("887654321", Country::Pe, Length),
            ("9876543210", Country::Pe, Length),
            ("+51 98765", Country::Co, Length),
            ("3005550", Country::Co, Length),
            ("+999", Country::Pe, Length),
            ("+0123456789", Country::Pe, Length),
            (&long, Country::Pe, Length),
            ("987654321 anexo 5", Country::Pe, Character),
            ("987+654321", Country::Pe, Character),
            ("٩٨٧٦٥٤٣٢١", Country::Pe, Character),
            ("tel:987654321", Country::Pe, Character),
        ] {
            assert_eq!(read(text, country), Err(error), "{text}");
        }
    }

    #[test]
    fn a_phone_is_known_by_each_way_in_which_networks_name_it() {
        for (text, expected) in [
            // Twilio and WhatsApp say 521 of mobiles in Mexico.
            ("+5215512345678", &["+525512345678"][..]),
            ("+525512345678", &["+525512345678"]),
            ("+5491143215678", &["+5491143215678", "+541143215678"]),
            ("+541143215678", &["+541143215678", "+5491143215678"]),
            ("+5571987654321", &["+5571987654321", "+557187654321"]),
            ("+557187654321", &["+557187654321", "+5571987654321"]),
            ("+551133334444", &["+551133334444"]),
            ("+5511933334444", &["+5511933334444"]),
            ("+51987654321", &["+51987654321"]),
            ("+34612345678", &["+34612345678"]),
        ] {
            let number = PhoneNumber::from_network(text).ok();
            let spellings = number.map(|number| number.spellings()).unwrap_or_default();
            assert_eq!(spellings, expected, "{text}");
            for spelling in &spellings {
                assert_eq!(one_spelling(spelling), one_spelling(text), "{text}");
            }
        }
        for text in ["", "+", "SANBORJA", "51987654321", "+51 987654321", "+51987"] {
            assert!(PhoneNumber::from_network(text).is_err(), "{text}");
            assert_eq!(one_spelling(text), text);
        }
    }

    proptest! {
        #[test]
        fn a_spelling_of_a_spelling_is_the_number_again(number in "\\+(54|55|52|51)[0-9]{8,11}") {
            if let Ok(number) = PhoneNumber::from_network(&number) {
                for spelling in number.spellings() {
                    let other = PhoneNumber::from_network(&spelling).ok();
                    let back = other.map(|other| other.spellings()).unwrap_or_default();
                    prop_assert!(back.iter().any(|one| one == number.reveal()), "{}", spelling);
                }
            }
        }

        #[test]
        fn a_number_is_read_as_itself_anywhere(
            text in "[+]?[0-9() -]{0,18}",
            country in prop::sample::select(&Country::ALL[..]),
            elsewhere in prop::sample::select(&Country::ALL[..]),
        ) {
            if let Ok(number) = read(&text, country) {
                prop_assert!(number.starts_with('+') && (9..=16).contains(&number.len()));
                prop_assert_eq!(read(&number, elsewhere), Ok(number.clone()));
            }
        }
    }
}
