//! The text of an agreement in a creditor's own words: paragraphs, with places for what differs from one
//! agreement to the next, written `{debe}`.
//!
//! A paragraph in which something has no value is left out: that is how the sentence on what is given up
//! stands only where something is. Whatever the text says, it names who agrees, what is owed and what is
//! paid.

use std::fmt;

/// The most characters of a text.
pub const LONGEST: u16 = 6_000;

/// A place in the text.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Place {
    /// The creditor's name in the trade register.
    Creditor,
    /// Its tax number, with the label.
    LegalId,
    /// What is owed.
    Owed,
    /// What is paid in all.
    Pays,
    /// What is given up; has no value where that is nothing.
    GivenUp,
}

impl Place {
    /// All of them, in the order in which a text usually has them.
    pub const ALL: [Self; 5] =
        [Self::Creditor, Self::LegalId, Self::Owed, Self::Pays, Self::GivenUp];

    /// The word between the braces. It is Spanish in texts of every language, as addresses are.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Creditor => "acreedor",
            Self::LegalId => "documento",
            Self::Owed => "debe",
            Self::Pays => "paga",
            Self::GivenUp => "perdona",
        }
    }

    fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|place| place.word() == word)
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{{{}}}", self.word())
    }
}

/// Why a text is none.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TextFault {
    /// Nothing is written.
    #[error("nothing is written")]
    Empty,
    /// More than [`LONGEST`] characters.
    #[error("more than {LONGEST} characters")]
    Long,
    /// No place has this name; what stands between braces, cut short.
    #[error("no place is called `{0}`")]
    Unknown(String),
    /// It never says this, or only in paragraphs that may be left out.
    #[error("it never says {0}")]
    Missing(Place),
}

#[derive(Clone, PartialEq, Eq, Debug)]
enum Piece {
    Words(String),
    Place(Place),
}

/// A text that can be filled in.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct AgreementWords {
    paragraphs: Vec<Vec<Piece>>,
}

impl AgreementWords {
    /// Reads a text. Blank lines part paragraphs; other line ends are spaces.
    pub fn parse(text: &str) -> Result<Self, TextFault> {
        if text.chars().count() > usize::from(LONGEST) {
            return Err(TextFault::Long);
        }
        let text = text.replace("\r\n", "\n");
        let lines = text.lines().map(str::trim);
        let mut paragraphs = vec![String::new()];
        for line in lines {
            match paragraphs.last_mut() {
                Some(last) if !line.is_empty() => {
                    if !last.is_empty() {
                        last.push(' ');
                    }
                    last.push_str(line);
                }
                _ => paragraphs.push(String::new()),
            }
        }
        let written = paragraphs.iter().filter(|paragraph| !paragraph.is_empty());
        let paragraphs = written.map(|one| pieces(one)).collect::<Result<Vec<_>, _>>()?;
        if paragraphs.is_empty() {
            return Err(TextFault::Empty);
        }
        let words = Self { paragraphs };
        match Place::ALL.into_iter().find(|place| !words.says(*place)) {
            Some(place) => Err(TextFault::Missing(place)),
            None => Ok(words),
        }
    }

    /// Whether it says what it has to, in a paragraph that always stands. The tax number may be left out.
    fn says(&self, place: Place) -> bool {
        let has = |paragraph: &[Piece], place| paragraph.contains(&Piece::Place(place));
        match place {
            Place::LegalId => true,
            Place::GivenUp => self.paragraphs.iter().any(|one| has(one, place)),
            _ => self.paragraphs.iter().any(|one| has(one, place) && !has(one, Place::GivenUp)),
        }
    }

    /// The paragraphs with everything in its place; one in which something has no value is left out.
    pub fn filled(&self, value: impl Fn(Place) -> Option<String>) -> Vec<String> {
        self.paragraphs.iter().filter_map(|pieces| said(pieces, &value)).collect()
    }
}

/// One paragraph; `None` if something in it has no value. A name that ends in a point of its own ends a
/// sentence too.
fn said(pieces: &[Piece], value: &impl Fn(Place) -> Option<String>) -> Option<String> {
    let mut said = String::new();
    for piece in pieces {
        match piece {
            Piece::Place(place) => said.push_str(&value(*place)?),
            Piece::Words(words) if said.ends_with('.') => {
                said.push_str(words.strip_prefix('.').unwrap_or(words));
            }
            Piece::Words(words) => said.push_str(words),
        }
    }
    Some(said)
}

/// The words and places of one paragraph.
fn pieces(paragraph: &str) -> Result<Vec<Piece>, TextFault> {
    let (mut pieces, mut rest) = (Vec::new(), paragraph);
    while let Some((before, from)) = rest.split_once('{') {
        let (name, after) = from.split_once('}').ok_or_else(|| unknown(from))?;
        let place = Place::parse(name.trim()).ok_or_else(|| unknown(name))?;
        if !before.is_empty() {
            pieces.push(Piece::Words(before.to_owned()));
        }
        pieces.push(Piece::Place(place));
        rest = after;
    }
    if !rest.is_empty() {
        pieces.push(Piece::Words(rest.to_owned()));
    }
    Ok(pieces)
}

fn unknown(name: &str) -> TextFault {
    TextFault::Unknown(name.trim().chars().take(30).collect())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const WHOLE: &str = "Entre {acreedor} ({documento}) y quien acepta, sobre {debe}.\n\n\
        Se pagan {paga}\nen estas fechas.\n\nDespués se perdonan {perdona}.";

    fn value(given_up: bool) -> impl Fn(Place) -> Option<String> {
        move |place| match place {
            Place::Creditor => Some("Clínica".to_owned()),
            Place::LegalId => Some("RUC 1".to_owned()),
            Place::Owed => Some("S/ 400".to_owned()),
            Place::Pays => Some("S/ 300".to_owned()),
            Place::GivenUp => given_up.then(|| "S/ 100".to_owned()),
        }
    }

    #[test]
    fn everything_stands_in_its_place_and_what_is_not_given_up_is_not_spoken_of() {
        let words = AgreementWords::parse(WHOLE).expect("a text");
        let first = "Entre Clínica (RUC 1) y quien acepta, sobre S/ 400.";
        let second = "Se pagan S/ 300 en estas fechas.";
        assert_eq!(words.filled(value(true)), [first, second, "Después se perdonan S/ 100."]);
        assert_eq!(words.filled(value(false)), [first, second]);
        let ends =
            AgreementWords::parse("{debe} y {paga} a {acreedor}.\n\n{perdona}").expect("a text");
        let dotted = |place| match place {
            Place::Creditor => Some("Clínica S.A.C.".to_owned()),
            place => value(false)(place),
        };
        assert_eq!(ends.filled(dotted), ["S/ 400 y S/ 300 a Clínica S.A.C."]);
    }

    #[test]
    fn a_text_that_hides_a_figure_or_names_another_place_is_none() {
        let unknown = |name: &str| TextFault::Unknown(name.to_owned());
        for (text, fault) in [
            ("", TextFault::Empty),
            (" \n\n ", TextFault::Empty),
            ("{acreedor} {debe} {paga}", TextFault::Missing(Place::GivenUp)),
            ("{acreedor} {debe} {paga} {perdona}", TextFault::Missing(Place::Creditor)),
            ("{acreedor} {paga}\n\n{perdona} {debe}", TextFault::Missing(Place::Owed)),
            ("{acreedor} {debe}\n\n{perdona}", TextFault::Missing(Place::Pays)),
            ("{acreedor} {deuda} {paga}", unknown("deuda")),
            ("{acreedor} {debe", unknown("debe")),
            ("{}", unknown("")),
            ("{{debe}}", unknown("{debe")),
        ] {
            assert_eq!(AgreementWords::parse(text), Err(fault), "{text}");
        }
        let long = "a".repeat(usize::from(LONGEST) + 1);
        assert_eq!(AgreementWords::parse(&long), Err(TextFault::Long));
    }

    proptest! {
        #![proptest_config(crate::law::tried(10_000))]

        /// What is not between braces comes out as it went in.
        #[test]
        fn words_are_kept_and_no_place_is_left_open(
            before in "[a-zñ,. \n]{0,30}",
            after in "[A-ZÉ;: \r\n}]{0,30}",
        ) {
            let text = format!("{before}{WHOLE}\n\n{after}");
            let words = AgreementWords::parse(&text).expect("a text");
            let filled = words.filled(value(true));
            let letters = |text: &str| text.split_whitespace().collect::<String>();
            let said = |text: &str| Place::ALL.into_iter().fold(text.to_owned(), |text, place| {
                text.replace(&place.to_string(), &value(true)(place).unwrap_or_default())
            });
            prop_assert_eq!(letters(&filled.concat()), letters(&said(&text)));
            prop_assert!(filled.iter().all(|paragraph| !paragraph.is_empty()));
            let is_left = filled.iter().any(|paragraph| paragraph.contains('{'));
            prop_assert!(!is_left);
        }
    }
}
