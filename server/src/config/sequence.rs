//! A sequence of reminders as a file: which step is sent or done when, as TOML.
//!
//! `docs/sequences.md` explains every key. Everything that is wrong is said at once, with the step and the
//! key.

mod file;
mod form;
mod value;
mod write;

use std::fmt;

use domain::reminder::Sequence;

use self::file::SequenceToml;
use self::value::Values;

pub use super::policy::Problem;
pub use form::{fill, read_form};
pub use write::write;

/// The most steps.
const MOST_STEPS: usize = 40;

/// The longest name, and the longest tag, in characters.
const LONGEST_NAME: usize = 80;

/// The longest script, in characters.
const LONGEST_SCRIPT: usize = 2_000;

/// The sequences that come with the program, by the word that names each: in Spanish, English and Portuguese.
pub const SHIPPED: [(&str, &str); 9] = [
    ("gentle", include_str!("../../sequences/gentle.toml")),
    ("standard", include_str!("../../sequences/standard.toml")),
    ("firm", include_str!("../../sequences/firm.toml")),
    ("gentle-en", include_str!("../../sequences/gentle.en.toml")),
    ("standard-en", include_str!("../../sequences/standard.en.toml")),
    ("firm-en", include_str!("../../sequences/firm.en.toml")),
    ("gentle-pt", include_str!("../../sequences/gentle.pt.toml")),
    ("standard-pt", include_str!("../../sequences/standard.pt.toml")),
    ("firm-pt", include_str!("../../sequences/firm.pt.toml")),
];

/// The text of a sequence that comes with the program; `None` if there is none of that name.
pub fn shipped(name: &str) -> Option<&'static str> {
    SHIPPED.iter().find(|(word, _)| *word == name).map(|(_, text)| *text)
}

/// The same in a language, by its code; in Spanish if there is none in that.
pub fn shipped_in(name: &str, lang: &str) -> Option<&'static str> {
    shipped(&format!("{name}-{lang}")).or_else(|| shipped(name))
}

/// A file that was read.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SequenceFile {
    /// What the team calls it; another name is another sequence.
    pub name: String,
    /// What it says.
    pub sequence: Sequence,
}

/// One thing that is wrong with a file.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SequenceFileError {
    /// It is no TOML, or has a key that is not known, or one of the wrong kind.
    #[error("line {line}: {problem}")]
    Toml {
        /// Counted from 1; where the parser noticed it.
        line: usize,
        /// The parser's words, which name the key.
        problem: String,
    },
    /// A key is missing, or has a value that it does not take.
    #[error("{place}`{key}`: {problem}")]
    Key {
        /// Where the key stands.
        place: Place,
        /// As it is written in the file, with its table.
        key: String,
        /// What is wrong with it.
        problem: Problem,
    },
}

/// Where a key stands: in a step, counted from 1 and with its name, or before all of them.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Place(pub Option<(usize, String)>);

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Some((number, name)) => write!(f, "step {number} ({name}), "),
            None => Ok(()),
        }
    }
}

/// Reads a sequence.
pub fn read(text: &str) -> Result<SequenceFile, Vec<SequenceFileError>> {
    let file: SequenceToml = toml::from_str(text).map_err(|error| vec![not_toml(text, &error)])?;
    let mut values = Values::default();
    match values.sequence(&file) {
        Some(read) if values.wrong.is_empty() => Ok(read),
        _ => Err(values.wrong),
    }
}

fn not_toml(text: &str, error: &toml::de::Error) -> SequenceFileError {
    let before = error.span().and_then(|span| text.get(..span.start)).unwrap_or_default();
    let line = before.bytes().filter(|&byte| byte == b'\n').count() + 1;
    SequenceFileError::Toml { line, problem: error.message().to_owned() }
}

#[cfg(test)]
mod tests;
