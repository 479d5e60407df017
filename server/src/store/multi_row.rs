//! Inserting many rows with few statements.

use chrono::{DateTime, NaiveDate, Utc};

use super::db::{in_order, placeholders};
use super::{StoreError, Tx};

/// Larger statements are slower on SQLite: 1,000 rows take 30 times as long a row.
const ROWS: usize = 50;

/// A value of one of the three column types, typed even where it is missing: PostgreSQL asks for it.
pub enum Value {
    /// TEXT.
    Text(Option<String>),
    /// BIGINT.
    Number(Option<i64>),
    /// BYTEA.
    Bytes(Option<Vec<u8>>),
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Self::Text(Some(text.to_owned()))
    }
}

impl From<Option<String>> for Value {
    fn from(text: Option<String>) -> Self {
        Self::Text(text)
    }
}

impl From<Option<NaiveDate>> for Value {
    fn from(day: Option<NaiveDate>) -> Self {
        Self::Text(day.map(|day| day.to_string()))
    }
}

impl From<i64> for Value {
    fn from(number: i64) -> Self {
        Self::Number(Some(number))
    }
}

impl From<DateTime<Utc>> for Value {
    fn from(at: DateTime<Utc>) -> Self {
        Self::Number(Some(at.timestamp_millis()))
    }
}

impl From<Option<DateTime<Utc>>> for Value {
    fn from(at: Option<DateTime<Utc>>) -> Self {
        Self::Number(at.map(|at| at.timestamp_millis()))
    }
}

impl From<Vec<u8>> for Value {
    fn from(bytes: Vec<u8>) -> Self {
        Self::Bytes(Some(bytes))
    }
}

impl From<Option<Vec<u8>>> for Value {
    fn from(bytes: Option<Vec<u8>>) -> Self {
        Self::Bytes(bytes)
    }
}

/// One table's rows, value after value.
pub struct Table {
    insert: &'static str,
    /// What follows the values.
    end: &'static str,
    width: usize,
    values: Vec<Value>,
}

impl Table {
    /// No rows yet. `insert` is the statement up to `values`, `width` the number of its columns.
    pub const fn new(insert: &'static str, width: usize) -> Self {
        Self::upsert(insert, width, "")
    }

    /// The same with what follows the values.
    pub const fn upsert(insert: &'static str, width: usize, end: &'static str) -> Self {
        Self { insert, end, width, values: Vec::new() }
    }

    /// One more row, in the order of the columns.
    pub fn push<const N: usize>(&mut self, row: [Value; N]) {
        debug_assert_eq!(N, self.width, "{}", self.insert);
        self.values.extend(row);
    }

    /// Inserts all rows.
    pub async fn flush(self, tx: &mut Tx) -> Result<(), StoreError> {
        let mut values = self.values.into_iter();
        loop {
            let rows = (values.len() / self.width).min(ROWS);
            if rows == 0 {
                return Ok(());
            }
            let sql = format!("{}{}{}", self.insert, placeholders(rows, self.width), self.end);
            let mut query = sqlx::query(in_order(tx, sql));
            for value in values.by_ref().take(rows * self.width) {
                query = match value {
                    Value::Text(text) => query.bind(text),
                    Value::Number(number) => query.bind(number),
                    Value::Bytes(bytes) => query.bind(bytes),
                };
            }
            query.execute(&mut **tx).await?;
        }
    }
}
