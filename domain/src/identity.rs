//! The identity check: what is asked before anything private is shown, and whether the answer fits.
//!
//! It keeps a relative who opens the link from reading on. It is a disclosure check for this one
//! case, never authentication, and the page must not call it so.

mod one_time_code;
mod throttle;

use chrono::NaiveDate;
use sha2::{Digest, Sha256};

use crate::national_id::{IdKind, NationalId, without_separators};

pub use one_time_code::{CODE_LIFE, CODE_TRIES, CodeDigits, CodeOutcome, OneTimeCode};
pub use throttle::{
    CreditorDay, PAUSE, TRIES, TRIES_PER_DAY, Throttle, Tries, slow_down, throttle,
};

/// Shorter invoice numbers are guessed too easily to be asked for.
const SHORTEST_INVOICE: usize = 4;

/// Longer answers are wrong without being looked at.
const LONGEST_ANSWER: usize = 200;

/// One entry of a creditor's ordered list of checks.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Check {
    /// The end of the debtor's national id; where people do not know it (Mexico), the birth date.
    NationalId,
    /// The birth date.
    BirthDate,
    /// The postcode of the address that the creditor has.
    Postcode,
    /// The number of one of the debtor's invoices.
    InvoiceNumber,
    /// Nothing is asked: the creditor was warned and chose so.
    Nothing,
    /// The page says whom to call; nothing further down the list is asked.
    CallUs,
}

impl Check {
    const ALL: [Self; 6] = [
        Self::NationalId,
        Self::BirthDate,
        Self::Postcode,
        Self::InvoiceNumber,
        Self::Nothing,
        Self::CallUs,
    ];

    /// The word that stands for it in a creditor's file and in the store.
    pub const fn code(self) -> &'static str {
        match self {
            Self::NationalId => "national-id",
            Self::BirthDate => "birth-date",
            Self::Postcode => "postcode",
            Self::InvoiceNumber => "invoice-number",
            Self::Nothing => "none",
            Self::CallUs => "call-us",
        }
    }

    /// Reads the word of [`Check::code`].
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|check| check.code() == code)
    }
}

/// What one debtor is asked.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Question {
    /// The last characters of an id; [`IdKind::tail_form`] says how people find them.
    LastDigits {
        /// Which id.
        kind: IdKind,
        /// How many characters.
        count: usize,
    },
    /// Day, month and year of birth.
    BirthDate,
    /// The postcode.
    Postcode,
    /// The number of any one invoice.
    InvoiceNumber,
    /// Nothing.
    None,
}

/// What is known of a debtor that an answer can be held against.
#[derive(Clone, Copy, Default)]
pub struct Known<'a> {
    /// The national id.
    pub national_id: Option<&'a NationalId>,
    /// The birth date.
    pub birth_date: Option<NaiveDate>,
    /// The postcode as imported.
    pub postcode: Option<&'a str>,
    /// The numbers of all invoices of the case, paid ones too.
    pub invoices: &'a [&'a str],
}

/// What was typed.
#[derive(Clone, Copy)]
pub enum Answer<'a> {
    /// One field.
    Text(&'a str),
    /// The three fields of a date.
    Date {
        /// 1 to 31.
        day: &'a str,
        /// 1 to 12.
        month: &'a str,
        /// Four digits.
        year: &'a str,
    },
}

/// The question for this debtor: the first of `checks` for which there is something to compare
/// with, else an invoice number. `None` says: show whom to call.
pub fn pick(checks: &[Check], known: &Known<'_>) -> Option<Question> {
    for check in checks {
        let question = match check {
            Check::NationalId => about_national_id(known),
            Check::BirthDate => known.birth_date().map(|_| Question::BirthDate),
            Check::Postcode => known.postcode().map(|_| Question::Postcode),
            Check::InvoiceNumber => about_invoices(known),
            Check::Nothing => Some(Question::None),
            Check::CallUs => return None,
        };
        if question.is_some() {
            return question;
        }
    }
    about_invoices(known)
}

fn about_national_id(known: &Known<'_>) -> Option<Question> {
    let id = known.national_id?;
    match id.tail() {
        Some(tail) => Some(Question::LastDigits { kind: id.kind(), count: tail.len() }),
        None => known.birth_date().map(|_| Question::BirthDate),
    }
}

fn about_invoices(known: &Known<'_>) -> Option<Question> {
    known.invoices().next().map(|_| Question::InvoiceNumber)
}

impl Known<'_> {
    fn birth_date(&self) -> Option<NaiveDate> {
        self.birth_date.or_else(|| self.national_id?.birth_date())
    }

    fn postcode(&self) -> Option<String> {
        self.postcode.map(plain).filter(|postcode| !postcode.is_empty())
    }

    fn invoices(&self) -> impl Iterator<Item = String> {
        self.invoices.iter().map(|number| plain(number)).filter(|n| n.len() >= SHORTEST_INVOICE)
    }
}

/// Whether `answer` answers `question`.
///
/// Spaces, dots, dashes and case do not matter. Where the end of an id is asked, the whole id is
/// right too. Compares in a time that does not depend on how much of the answer is right.
pub fn is_right(question: Question, known: &Known<'_>, answer: Answer<'_>) -> bool {
    match (question, answer) {
        (Question::None, _) => true,
        (Question::LastDigits { .. }, Answer::Text(text)) => {
            known.national_id.is_some_and(|id| ends(id, text))
        }
        (Question::BirthDate, Answer::Date { day, month, year }) => {
            let typed = date(day, month, year);
            known.birth_date().is_some_and(|known| {
                same(&known.to_string(), &typed.map(|day| day.to_string()).unwrap_or_default())
            })
        }
        (Question::Postcode, Answer::Text(text)) => {
            known.postcode().is_some_and(|postcode| same(&postcode, &typed(text)))
        }
        (Question::InvoiceNumber, Answer::Text(text)) => any_same(known.invoices(), &typed(text)),
        (Question::BirthDate, Answer::Text(_)) | (_, Answer::Date { .. }) => false,
    }
}

fn ends(id: &NationalId, text: &str) -> bool {
    let accepted = [id.tail(), id.without_check(), id.tail().map(|_| id.reveal())];
    let typed = if text.len() > LONGEST_ANSWER { String::new() } else { without_separators(text) };
    any_same(accepted.into_iter().flatten(), &typed)
}

fn typed(text: &str) -> String {
    if text.len() > LONGEST_ANSWER { String::new() } else { plain(text) }
}

/// Letters in capitals and digits, nothing else.
fn plain(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_uppercase).collect()
}

fn date(day: &str, month: &str, year: &str) -> Option<NaiveDate> {
    let number = |text: &str, longest: usize| {
        let text = text.trim();
        let digits = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        (digits && text.len() <= longest).then(|| text.parse::<u32>().ok()).flatten()
    };
    let year = i32::try_from(number(year, 4)?).ok()?;
    NaiveDate::from_ymd_opt(year, number(month, 2)?, number(day, 2)?)
}

/// Looks at all, also after one was the same.
fn any_same<T: AsRef<str>>(known: impl Iterator<Item = T>, typed: &str) -> bool {
    known.fold(false, |found, known| same(known.as_ref(), typed) | found)
}

/// Compares digests, bit by bit to the end: equal digests mean equal texts, and where two digests
/// part says nothing about where the texts do. An empty text is never the same as anything.
fn same(known: &str, typed: &str) -> bool {
    let (known_digest, typed_digest) = (Sha256::digest(known), Sha256::digest(typed));
    let bytes = known_digest.iter().zip(typed_digest.iter());
    let difference = bytes.fold(0, |difference, (a, b)| difference | (a ^ b));
    difference == 0 && !typed.is_empty()
}

#[cfg(test)]
mod tests;
