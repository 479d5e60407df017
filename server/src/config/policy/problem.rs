//! What may be wrong with one value of a policy, however it was written down.

use domain::money::{Currency, Money, MoneyError};

/// What is wrong with a value. `Display` is for files and logs; a form says it in its reader's words.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Problem {
    /// It must be there.
    #[error("missing")]
    Missing,
    /// One of two must be there.
    #[error("missing: {0}")]
    MissingOneOf(&'static str),
    /// Only one of two may be there.
    #[error("stands beside {0}")]
    Beside(&'static str),
    /// A span without ends.
    #[error("has neither `from` nor `to`")]
    Endless,
    /// No line of at most so many characters.
    #[error("a line of 1 to {0} characters")]
    Line(usize),
    /// No text.
    #[error("{0} is no text: write it in quotes")]
    NoText(String),
    /// A number where only a text is exact.
    #[error("{0} stands without quotes: write \"{0}\"")]
    Unquoted(String),
    /// No share.
    #[error("{0} is no share from 0 to 100 like \"12.5\"")]
    Share(String),
    /// No amount.
    #[error("{0} is no amount like \"100.50\"")]
    Amount(String),
    /// An amount that the currency does not have.
    #[error("{value}: {why}")]
    Inexact {
        /// As it is written.
        value: String,
        /// Why.
        why: MoneyError,
    },
    /// More than the program counts with.
    #[error("{value}: more than {most}, the largest amount")]
    TooMuch {
        /// As it is written.
        value: String,
        /// The largest.
        most: Money,
    },
    /// Finer than what people pay in.
    #[error("{value}: nobody pays cents of {currency}")]
    Cents {
        /// As it is written.
        value: String,
        /// Of the amount.
        currency: Currency,
    },
    /// No whole number between two others.
    #[error("{value} is no whole number from {from} to {to}")]
    Whole {
        /// As it is written.
        value: String,
        /// The least.
        from: i64,
        /// The most.
        to: i64,
    },
    /// Neither yes nor no.
    #[error("{0} is neither true nor false")]
    Flag(String),
    /// None of the words that there are.
    #[error("{value} is none of {known}")]
    Word {
        /// As it is written.
        value: String,
        /// Those that there are.
        known: String,
    },
    /// No day.
    #[error("{0} is neither a day like \"2026-12-31\" nor \"due-date\"")]
    Day(String),
    /// No list.
    #[error("{0} is no list like [\"weekly\", \"monthly\"]")]
    List(String),
    /// No code of a country or a currency.
    #[error("{value} is not {known}")]
    Code {
        /// As it is written.
        value: String,
        /// What would be one.
        known: &'static str,
    },
    /// A name that is in use.
    #[error("another segment has it")]
    Taken,
    /// More segments than the check can look at.
    #[error("more than {0} of them")]
    TooManySegments(usize),
    /// More tags than the check can look at.
    #[error("more than {0} different tags")]
    TooManyTags(usize),
    /// It says something only beside another value.
    #[error("belongs to {0}")]
    BelongsTo(&'static str),
}
