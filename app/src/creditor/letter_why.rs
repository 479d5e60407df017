//! Why no letter is made.

use domain::contact::Rule;

use super::case::rule_why;
use crate::reader::Reader;
use crate::texts::key;

/// Why no letter is made.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum LetterWhy {
    /// Nothing is due: it is paid, contested, in a plan, or on its way.
    NothingOwed,
    /// Nothing is late that a firm word could be about.
    NotLate,
    /// The last letter was made.
    Final,
    /// The creditor lets everything rest.
    Resting,
    /// A contact rule.
    Rule(Rule),
}

impl LetterWhy {
    /// Reads the word with which a letter is refused; `None` for any other word.
    pub fn parse(word: &str) -> Option<Self> {
        match word {
            "nothing-owed" => Some(Self::NothingOwed),
            "not-late" => Some(Self::NotLate),
            "final" => Some(Self::Final),
            "resting" => Some(Self::Resting),
            word => Rule::parse(word).map(Self::Rule),
        }
    }

    pub(super) fn text(self, reader: Reader) -> String {
        match self {
            Self::NothingOwed => reader.say(key::LetterWhyNothing),
            Self::NotLate => reader.say(key::LetterWhyNotLate),
            Self::Final => reader.say(key::LetterWhyFinal),
            Self::Resting => reader.say(key::LetterWhyResting),
            Self::Rule(rule) => {
                rule_why(reader, rule).unwrap_or_else(|| reader.say(key::LetterWhyNothing))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_refusal_is_read_and_nothing_else_is_one() {
        for (word, expected) in [
            ("nothing-owed", Some(LetterWhy::NothingOwed)),
            ("not-late", Some(LetterWhy::NotLate)),
            ("final", Some(LetterWhy::Final)),
            ("resting", Some(LetterWhy::Resting)),
            ("week", Some(LetterWhy::Rule(Rule::Week))),
            ("court", None),
        ] {
            assert_eq!(LetterWhy::parse(word), expected, "{word}");
        }
    }
}
