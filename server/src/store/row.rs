//! Reading columns into values of the program.

use std::str::FromStr;

use chrono::{DateTime, NaiveDate, Utc};
use domain::money::{Currency, Money};
use sqlx::Row;
use sqlx::any::AnyRow;

use super::StoreError;

/// The columns of a row as values of the program; a value that does not read is named.
pub trait Columns {
    /// A text that parses: an id, a state, an account.
    fn parsed<T: FromStr>(&self, column: &'static str) -> Result<T, StoreError>;
    /// The same where the column may be empty.
    fn maybe_parsed<T: FromStr>(&self, column: &'static str) -> Result<Option<T>, StoreError>;
    /// A plain text.
    fn text(&self, column: &'static str) -> Result<String, StoreError>;
    /// A plain text that may be missing.
    fn maybe_text(&self, column: &'static str) -> Result<Option<String>, StoreError>;
    /// A number.
    fn number(&self, column: &'static str) -> Result<i64, StoreError>;
    /// Bytes.
    fn bytes(&self, column: &'static str) -> Result<Vec<u8>, StoreError>;
    /// Bytes that may be missing.
    fn maybe_bytes(&self, column: &'static str) -> Result<Option<Vec<u8>>, StoreError>;
    /// An instant, stored as milliseconds.
    fn instant(&self, column: &'static str) -> Result<DateTime<Utc>, StoreError>;
    /// An instant that may be missing.
    fn maybe_instant(&self, column: &'static str) -> Result<Option<DateTime<Utc>>, StoreError>;
    /// A currency.
    fn currency(&self, column: &'static str) -> Result<Currency, StoreError>;
    /// Minor units in `currency`.
    fn money(&self, column: &'static str, currency: Currency) -> Result<Money, StoreError>;
    /// A date that may be missing.
    fn maybe_date(&self, column: &'static str) -> Result<Option<NaiveDate>, StoreError> {
        self.maybe_parsed(column)
    }
}

fn corrupt(column: &str) -> StoreError {
    StoreError::Corrupt(format!("column `{column}`"))
}

impl Columns for AnyRow {
    fn parsed<T: FromStr>(&self, column: &'static str) -> Result<T, StoreError> {
        self.text(column)?.parse().map_err(|_| corrupt(column))
    }

    fn maybe_parsed<T: FromStr>(&self, column: &'static str) -> Result<Option<T>, StoreError> {
        self.maybe_text(column)?.map(|text| text.parse().map_err(|_| corrupt(column))).transpose()
    }

    fn text(&self, column: &'static str) -> Result<String, StoreError> {
        Ok(self.try_get(column)?)
    }

    fn maybe_text(&self, column: &'static str) -> Result<Option<String>, StoreError> {
        Ok(self.try_get(column)?)
    }

    fn number(&self, column: &'static str) -> Result<i64, StoreError> {
        Ok(self.try_get(column)?)
    }

    fn bytes(&self, column: &'static str) -> Result<Vec<u8>, StoreError> {
        Ok(self.try_get(column)?)
    }

    fn maybe_bytes(&self, column: &'static str) -> Result<Option<Vec<u8>>, StoreError> {
        Ok(self.try_get(column)?)
    }

    fn instant(&self, column: &'static str) -> Result<DateTime<Utc>, StoreError> {
        DateTime::from_timestamp_millis(self.number(column)?).ok_or_else(|| corrupt(column))
    }

    fn maybe_instant(&self, column: &'static str) -> Result<Option<DateTime<Utc>>, StoreError> {
        let millis: Option<i64> = self.try_get(column)?;
        millis
            .map(|millis| DateTime::from_timestamp_millis(millis).ok_or_else(|| corrupt(column)))
            .transpose()
    }

    fn currency(&self, column: &'static str) -> Result<Currency, StoreError> {
        Currency::parse(&self.text(column)?).ok_or_else(|| corrupt(column))
    }

    fn money(&self, column: &'static str, currency: Currency) -> Result<Money, StoreError> {
        Money::new(self.number(column)?, currency).map_err(|_| corrupt(column))
    }
}

/// Passes only when exactly one row changed; `what` names the statement in the error.
pub fn one_row(done: &sqlx::any::AnyQueryResult, what: &'static str) -> Result<(), StoreError> {
    match done.rows_affected() {
        1 => Ok(()),
        rows => Err(StoreError::NotOne(what, rows)),
    }
}
