//! Why a row is refused.

use super::PlanError;
use crate::email::EmailError;
use crate::national_id::IdError;
use crate::phone::PhoneError;

/// What is wrong with one cell, or with the whole record. Never names what stands in the cell, so
/// that it may be logged.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, thiserror::Error)]
pub enum Reason {
    /// A cell that must not be empty is.
    #[error("empty")]
    Empty,
    /// More characters than the field takes.
    #[error("longer than {limit} characters")]
    TooLong {
        /// How many it takes.
        limit: usize,
    },
    /// Bytes that the declared encoding does not have.
    #[error("not in the declared encoding")]
    Encoding,
    /// A control character.
    #[error("control character")]
    ControlCharacter,
    /// A reference that a spreadsheet turned into `2.19538E+09`: the number is lost.
    #[error("a spreadsheet has shortened this number")]
    Shortened,
    /// Not a number as the map declares numbers.
    #[error("not a number in the declared format")]
    Number,
    /// A thousands sign where none belongs, or missing between others.
    #[error("thousands are not grouped by three")]
    Grouping,
    /// More decimals than the currency has.
    #[error("more decimals than the currency has")]
    TooPrecise,
    /// More than can be counted exactly.
    #[error("amount too large")]
    TooLarge,
    /// An amount of zero.
    #[error("amount is zero")]
    Zero,
    /// A negative amount where the map does not allow one.
    #[error("amount is negative")]
    Negative,
    /// Not an ISO 4217 code.
    #[error("unknown currency")]
    Currency,
    /// Not a date as the map declares dates.
    #[error("not a date in the declared format")]
    Date,
    /// A day that no calendar has, or one before 1900 or after 2199.
    #[error("impossible date")]
    ImpossibleDate,
    /// A birth date that is still to come.
    #[error("date in the future")]
    Future,
    /// A mark that the map lists neither as one nor as none.
    #[error("undeclared mark")]
    Mark,
    /// A language without texts: only `es`, `en`, `pt`.
    #[error("unknown language")]
    Language,
    /// A way to permit a phone that the map does not declare.
    #[error("undeclared way to give a permission")]
    PermissionHow,
    /// Not the code of a country that we know.
    #[error("unknown country")]
    Country,
    /// Not the IANA name of a zone.
    #[error("unknown zone")]
    Zone,
    /// What a document is called looks like a paper of a court, which no message may say.
    #[error("a document that looks like a paper of a court")]
    CourtPaper,
    /// Not an e-mail address that we write to.
    #[error(transparent)]
    Email(#[from] EmailError),
    /// Not a phone number.
    #[error(transparent)]
    Phone(#[from] PhoneError),
    /// Not a valid id of the declared kinds.
    #[error("national id: {0}")]
    NationalId(#[from] IdError),
    /// More or fewer cells than the header has.
    #[error("{found} columns instead of {expected}")]
    Columns {
        /// In this record.
        found: usize,
        /// In the header.
        expected: usize,
    },
    /// A quote that does not end, or ends in the middle of a cell.
    #[error("broken quote")]
    Quote,
    /// The same `debt.reference` stands on an earlier line of the file.
    #[error("same reference as line {first_line}")]
    TwiceInFile {
        /// The earlier line, counted from 1 with the header.
        first_line: u64,
    },
    /// The debt exists in another currency.
    #[error("currency differs from the earlier import")]
    CurrencyChanged,
    /// The debt exists with another debtor.
    #[error("debtor differs from the earlier import")]
    DebtorChanged,
    /// A debt became a credit note or the other way round.
    #[error("sign differs from the earlier import")]
    SignChanged,
}

impl Reason {
    /// The word that stands for it in reports and in keys of texts. Never changes.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Empty => "empty",
            Self::TooLong { .. } => "too-long",
            Self::Encoding => "encoding",
            Self::ControlCharacter => "control-character",
            Self::Shortened => "shortened",
            Self::Number => "number",
            Self::Grouping => "grouping",
            Self::TooPrecise => "too-precise",
            Self::TooLarge => "too-large",
            Self::Zero => "zero",
            Self::Negative => "negative",
            Self::Currency => "currency",
            Self::Date => "date",
            Self::ImpossibleDate => "impossible-date",
            Self::Future => "future",
            Self::Mark => "mark",
            Self::Language => "language",
            Self::PermissionHow => "permission-how",
            Self::Country => "country",
            Self::Zone => "zone",
            Self::CourtPaper => "court-paper",
            Self::Email(_) => "email",
            Self::Phone(_) => "phone",
            Self::NationalId(IdError::CheckDigit) => "national-id-check-digit",
            Self::NationalId(_) => "national-id",
            Self::Columns { .. } => "columns",
            Self::Quote => "quote",
            Self::TwiceInFile { .. } => "twice-in-file",
            Self::CurrencyChanged => "currency-changed",
            Self::DebtorChanged => "debtor-changed",
            Self::SignChanged => "sign-changed",
        }
    }
}

impl From<PlanError> for Reason {
    fn from(error: PlanError) -> Self {
        match error {
            PlanError::CurrencyChanged => Self::CurrencyChanged,
            PlanError::DebtorChanged => Self::DebtorChanged,
            PlanError::SignChanged => Self::SignChanged,
            PlanError::Money(_) => Self::TooLarge,
        }
    }
}

/// One mistake in one record.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{column}`: {reason}")]
pub struct RowError {
    /// The header of the column; empty where the whole record is meant.
    pub column: String,
    /// What is wrong.
    pub reason: Reason,
}
