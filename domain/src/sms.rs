//! How many text messages a text takes: the alphabet that it needs, and what fits into one part.
//!
//! Source: 3GPP TS 23.038 (formerly GSM 03.38), 6.2.1 default alphabet and its extension table, and
//! TS 23.040, 9.2.3.24.1: 140 octets a part, 6 of them a header where there are several parts.

use chrono::{Datelike, NaiveDate};

use crate::language::Lang;

/// The letters of one septet.
const BASIC: &str = "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?\
    ¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";

/// The letters of two septets: an escape comes before them.
const EXTENSION: &str = "\u{c}^{}\\[~]|€";

/// How the letters of a text are sent.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Alphabet {
    /// GSM's own, 160 letters in one part, 153 in each of several.
    Gsm,
    /// UCS-2, for everything else: 70 in one part, 67 in each of several.
    Ucs2,
}

impl Alphabet {
    const fn single(self) -> usize {
        match self {
            Self::Gsm => 160,
            Self::Ucs2 => 70,
        }
    }

    const fn several(self) -> usize {
        match self {
            Self::Gsm => 153,
            Self::Ucs2 => 67,
        }
    }

    fn width(self, c: char) -> usize {
        match self {
            Self::Gsm if EXTENSION.contains(c) => 2,
            Self::Gsm => 1,
            Self::Ucs2 => c.len_utf16(),
        }
    }
}

/// What a text takes.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Size {
    /// The alphabet that its letters need.
    pub alphabet: Alphabet,
    /// Septets, or units of 16 bits.
    pub units: usize,
    /// Messages that are paid for; none for an empty text.
    pub segments: usize,
}

/// Whether a letter is of GSM's alphabet. Of the Spanish ones `á í ó ú Á Í Ó Ú` are not; no-break spaces,
/// dashes and curved quotes are not either.
pub fn is_gsm(c: char) -> bool {
    BASIC.contains(c) || EXTENSION.contains(c)
}

/// Counts a text. A letter of two units is never cut: it goes to the next part whole.
pub fn size(text: &str) -> Size {
    let alphabet = if text.chars().all(is_gsm) { Alphabet::Gsm } else { Alphabet::Ucs2 };
    let widths = || text.chars().map(|c| alphabet.width(c));
    let units: usize = widths().sum();
    let segments = if units == 0 {
        0
    } else if units <= alphabet.single() {
        1
    } else {
        parts(alphabet.several(), widths())
    };
    Size { alphabet, units, segments }
}

fn parts(most: usize, widths: impl Iterator<Item = usize>) -> usize {
    let filled = widths.fold((1_usize, 0_usize), |(parts, used), width| {
        if used + width > most { (parts + 1, width) } else { (parts, used + width) }
    });
    filled.0
}

/// The letters that take a text out of GSM's alphabet, each once, in the order of the text.
pub fn strange(text: &str) -> Vec<char> {
    let mut found = Vec::new();
    for c in text.chars().filter(|c| !is_gsm(*c)) {
        if !found.contains(&c) {
            found.push(c);
        }
    }
    found
}

/// A name as a text message says it, in at most `most` septets: without the accents that are not of GSM's
/// alphabet (`Clínica` is `Clinica`, `Peña` stays), without letters that have no like there.
pub fn fit(name: &str, most: usize) -> String {
    let (mut out, mut used) = (String::new(), 0_usize);
    for c in name.chars() {
        let plain = if is_gsm(c) && !c.is_control() { Some(c) } else { without_accent(c) };
        let Some(plain) = plain else { continue };
        used += Alphabet::Gsm.width(plain);
        if used > most {
            break;
        }
        out.push(plain);
    }
    out.trim().to_owned()
}

const fn without_accent(c: char) -> Option<char> {
    Some(match c {
        'á' | 'â' | 'ã' | 'ă' | 'ą' => 'a',
        'Á' | 'À' | 'Â' | 'Ã' => 'A',
        'ç' | 'ć' | 'č' => 'c',
        'ê' | 'ë' | 'ę' => 'e',
        'È' | 'Ê' | 'Ë' => 'E',
        'í' | 'î' | 'ï' => 'i',
        'Í' | 'Ì' | 'Î' | 'Ï' => 'I',
        'ó' | 'ô' | 'õ' => 'o',
        'Ó' | 'Ò' | 'Ô' | 'Õ' => 'O',
        'ú' | 'û' => 'u',
        'Ú' | 'Ù' | 'Û' => 'U',
        'ý' | 'ÿ' => 'y',
        'Ý' => 'Y',
        'š' | 'ś' => 's',
        'ž' | 'ż' | 'ź' => 'z',
        'ł' => 'l',
        'ª' => 'a',
        'º' | '°' => 'o',
        '\u{a0}' | '\u{202f}' | '\n' | '\r' | '\t' => ' ',
        '\u{2018}' | '\u{2019}' | '´' | '`' => '\'',
        '\u{201c}' | '\u{201d}' | '«' | '»' => '"',
        '\u{2013}' | '\u{2014}' | '\u{2212}' => '-',
        _ => return None,
    })
}

const MONTHS: [[&str; 12]; 3] = [
    ["ene", "feb", "mar", "abr", "may", "jun", "jul", "ago", "sep", "oct", "nov", "dic"],
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"],
    ["jan", "fev", "mar", "abr", "mai", "jun", "jul", "ago", "set", "out", "nov", "dez"],
];

/// A day as a text message writes it, in six letters at most: `28 nov`.
pub fn short_day(lang: Lang, day: NaiveDate) -> String {
    let [es, en, pt] = &MONTHS;
    let months = match lang {
        Lang::Es => es,
        Lang::En => en,
        Lang::Pt => pt,
    };
    let month = usize::try_from(day.month0()).ok().and_then(|place| months.get(place));
    format!("{} {}", day.day(), month.copied().unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn the_alphabet_is_that_of_the_standard() {
        assert_eq!(BASIC.chars().count(), 127, "128 places, one of them the escape");
        assert_eq!(EXTENSION.chars().count(), 10);
        for c in "éñÑÉü¿¡àòùÇ{€".chars() {
            assert!(is_gsm(c), "{c}");
        }
        for c in "áíóúÁÍÓÚºª«»–—…’\u{a0}çãõâêô".chars() {
            assert!(!is_gsm(c), "{c}");
        }
    }

    #[test]
    fn segments_are_those_of_the_reference() {
        use Alphabet::{Gsm, Ucs2};
        for (letter, count, alphabet, units, segments) in [
            ("a", 0, Gsm, 0, 0),
            ("a", 1, Gsm, 1, 1),
            ("a", 160, Gsm, 160, 1),
            ("a", 161, Gsm, 161, 2),
            ("a", 306, Gsm, 306, 2),
            ("a", 307, Gsm, 307, 3),
            ("€", 80, Gsm, 160, 1),
            ("€", 81, Gsm, 162, 2),
            // 76 of them fill 152 septets: the 77th does not go through the middle.
            ("€", 152, Gsm, 304, 2),
            ("€", 153, Gsm, 306, 3),
            ("í", 70, Ucs2, 70, 1),
            ("í", 71, Ucs2, 71, 2),
            ("í", 134, Ucs2, 134, 2),
            ("í", 135, Ucs2, 135, 3),
            ("\u{1f600}", 35, Ucs2, 70, 1),
            ("\u{1f600}", 36, Ucs2, 72, 2),
            ("\u{1f600}", 67, Ucs2, 134, 3),
        ] {
            let expected = Size { alphabet, units, segments };
            assert_eq!(size(&letter.repeat(count)), expected, "{count} of {letter}");
        }
        assert_eq!(size(&format!("{}í", "a".repeat(159))).segments, 3, "one letter turns all");
    }

    #[test]
    fn names_lose_the_accents_that_cost_and_nothing_else() {
        for (name, most, expected) in [
            ("Clínica San Borja", 20, "Clinica San Borja"),
            ("AlDía", 20, "AlDia"),
            ("Muñoz & Peña", 20, "Muñoz & Peña"),
            ("José", 12, "José"),
            ("Conceição", 12, "Conceicao"),
            ("Maximiliano Alejandro", 12, "Maximiliano"),
            ("日本 Sushi", 20, "Sushi"),
            ("a\r\nb", 20, "a  b"),
            ("", 5, ""),
        ] {
            assert_eq!(fit(name, most), expected, "{name}");
        }
        assert_eq!(strange("Vía única, vía"), ['í', 'ú']);
    }

    #[test]
    fn a_day_takes_six_letters() {
        let day = |month, day| NaiveDate::from_ymd_opt(2026, month, day).expect("a day");
        assert_eq!(short_day(Lang::Es, day(9, 28)), "28 sep");
        assert_eq!(short_day(Lang::En, day(12, 1)), "1 Dec");
        assert_eq!(short_day(Lang::Pt, day(1, 31)), "31 jan");
    }

    proptest! {
        #[test]
        fn a_fitted_name_is_of_the_alphabet_and_short(name in "\\PC{0,60}", most in 0_usize..40) {
            let fitted = fit(&name, most);
            prop_assert!(fitted.chars().all(is_gsm));
            prop_assert!(size(&fitted).units <= most);
            prop_assert_eq!(fit(&fitted, most), fitted.clone());
        }

        #[test]
        fn more_text_is_never_fewer_messages(text in "[a-zé€í😀]{0,400}", more in "[a-z€]{0,200}") {
            let (one, both) = (size(&text), size(&format!("{text}{more}")));
            prop_assert!(both.segments >= one.segments);
            let most = one.alphabet.several() * one.segments;
            prop_assert!(one.segments <= 1 || one.units <= most);
        }
    }
}
