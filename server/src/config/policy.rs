//! A policy as a file: what a creditor offers to whom, as TOML.
//!
//! `docs/policies.md` explains every key. Amounts are texts in the policy's currency and shares are texts
//! or whole numbers, so that nothing is ever a float. Everything that is wrong is said at once, with the
//! segment and the key.

mod file;
mod form;
mod problem;
mod segment;
mod shipped;
mod value;
mod walk;
mod write;

use std::collections::BTreeSet;
use std::fmt;

use domain::country::Country;
use domain::money::Currency;
use domain::percent::Percent;
use domain::policy::{Late, Policy, Segment};
use toml::Value;

use self::file::{LateTable, PolicyToml};
use self::value::Values;

pub use form::{fill, fill_in, read_form};
pub use problem::Problem;
pub use shipped::shipped;
pub use write::write;

/// The largest amount that a policy may speak of, in minor units: as far as interest can be counted.
const MOST_OWED: i64 = i64::MAX / 1_000;

/// The most segments: the check looks at every corner between their borders.
const MOST_SEGMENTS: usize = 20;

/// The most different tags, for the same reason.
const MOST_TAGS: usize = 10;

/// The longest name, and the longest tag, in characters.
const LONGEST_NAME: usize = 80;

/// A file that was read.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct PolicyFile {
    /// What the team calls it; another name is another policy.
    pub name: String,
    /// The highest yearly rate that the law allows, as far as the creditor knows; for the check only.
    pub legal_maximum: Option<Percent>,
    /// What it says.
    pub policy: Policy,
}

/// One thing that is wrong with a file.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PolicyFileError {
    /// It is no TOML, or has a key that is not known, or one of the wrong kind.
    #[error("line {line}{segment}: {problem}")]
    Toml {
        /// Counted from 1; where the parser noticed it.
        line: usize,
        /// The segment that begins before it.
        segment: Behind,
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

/// The number of a segment, counted from 1, behind a line's.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Behind(pub Option<usize>);

impl fmt::Display for Behind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            Some(number) => write!(f, ", segment {number}"),
            None => Ok(()),
        }
    }
}

/// Where a key stands: in a segment, counted from 1 and with its name, or before all of them.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Place(pub Option<(usize, String)>);

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Some((number, name)) => write!(f, "segment {number} ({name}), "),
            None => Ok(()),
        }
    }
}

/// Reads a policy of a creditor whose country and currency stand where the file names none.
pub fn read(
    text: &str,
    (country, currency): (Country, Currency),
) -> Result<PolicyFile, Vec<PolicyFileError>> {
    let file: PolicyToml = toml::from_str(text).map_err(|error| vec![not_toml(text, &error)])?;
    let mut values = Values::new(currency);
    let read = values.policy(&file, country);
    match read {
        Some(read) if values.wrong.is_empty() => Ok(read),
        _ => Err(values.wrong),
    }
}

fn not_toml(text: &str, error: &toml::de::Error) -> PolicyFileError {
    let before = error.span().and_then(|span| text.get(..span.start)).unwrap_or_default();
    let line = before.bytes().filter(|&byte| byte == b'\n').count() + 1;
    let begun = text.lines().take(line).filter(|line| line.trim_start().starts_with("[[segment]]"));
    let segment = Behind(Some(begun.count()).filter(|count| *count > 0));
    PolicyFileError::Toml { line, segment, problem: error.message().to_owned() }
}

impl Values {
    fn policy(&mut self, file: &PolicyToml, country: Country) -> Option<PolicyFile> {
        let name = self.name("name", file.name.as_ref());
        let country = match &file.country {
            Some(code) => self.code("country", code, (Country::parse, "a country's code like PE")),
            None => Some(country),
        };
        if let Some(code) = &file.currency {
            // Amounts in an unknown currency cannot be read at all.
            let code = self.code("currency", code, (Currency::parse, "an ISO 4217 code like PEN"));
            self.currency = code?;
        }
        let legal_maximum = file.legal_maximum.as_ref();
        let legal_maximum = legal_maximum.map(|value| self.percent("legal_maximum", value));
        let late = file.late.as_ref().map(|table| self.late(table));
        let segments = self.segments(file);
        let late = late.flatten();
        let policy = Policy { currency: self.currency, country: country?, late, segments };
        Some(PolicyFile { name: name?, legal_maximum: legal_maximum.flatten(), policy })
    }

    fn code<T>(
        &mut self,
        key: &str,
        value: &Value,
        (parse, known): (fn(&str) -> Option<T>, &'static str),
    ) -> Option<T> {
        let found = value.as_str().and_then(parse);
        if found.is_none() {
            self.refuse(key, Problem::Code { value: value.to_string(), known });
        }
        found
    }

    fn late(&mut self, table: &LateTable) -> Option<Late> {
        let yearly = self.needed("late.yearly", table.yearly.as_ref(), Self::percent);
        let fee = table.fee.as_ref().map(|value| self.amount("late.fee", value));
        let free_days = match &table.free_days {
            Some(value) => self.small("late.free_days", value),
            None => Some(0),
        };
        Some(Late { yearly: yearly?, fee: fee.flatten(), free_days: free_days? })
    }

    fn segments(&mut self, file: &PolicyToml) -> Vec<Segment> {
        if file.segments.len() > MOST_SEGMENTS {
            self.refuse("segment", Problem::TooManySegments(MOST_SEGMENTS));
            return Vec::new();
        }
        let tags: BTreeSet<_> = file.segments.iter().flat_map(|one| &one.tags).collect();
        if tags.len() > MOST_TAGS {
            self.refuse("segment", Problem::TooManyTags(MOST_TAGS));
        }
        let (mut names, mut segments) = (BTreeSet::new(), Vec::new());
        for (number, table) in (1..).zip(&file.segments) {
            let name = table.name.as_ref().and_then(Value::as_str).unwrap_or("?");
            self.place = Place(Some((number, name.to_owned())));
            if name != "?" && !names.insert(name) {
                self.refuse("name", Problem::Taken);
            }
            segments.extend(self.segment(table));
        }
        self.place = Place(None);
        segments
    }
}

#[cfg(test)]
mod tests;
