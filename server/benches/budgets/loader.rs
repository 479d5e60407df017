//! What the import is held against: all rows that it left, inserted again into an empty database by
//! somebody who need not read, check, seal or decide anything.

use std::time::{Duration, Instant};

use server::store::db::{in_order, placeholders};
use server::store::multi_row::Value;
use server::store::{Store, StoreError};
use sqlx::any::AnyRow;
use sqlx::{AssertSqlSafe, Row};

use crate::Outcome;

/// What an import writes to, in the order of the foreign keys.
pub const TABLES: [&str; 12] = [
    "creditors",
    "debtors",
    "cases",
    "name_words",
    "debts",
    "debt_balances",
    "case_balances",
    "ledger_entries",
    "ledger_postings",
    "evidence",
    "import_batches",
    "counters",
];

/// Rows of one statement, as the import has them.
const ROWS: usize = 50;

/// Rows of one transaction.
const STEP: i64 = 10_000;

/// One table to be copied.
struct Copied {
    table: &'static str,
    columns: Vec<(String, Kind)>,
}

#[derive(Clone, Copy)]
enum Kind {
    Text,
    Number,
    Bytes,
}

/// Copies all tables between two SQLite databases; gives the rows, and the time of inserting them.
pub async fn copy(from: &Store, to: &Store) -> Outcome<(u64, Duration)> {
    let (mut rows, mut took) = (0, Duration::ZERO);
    for table in TABLES {
        let copied = Copied::of(from, table).await?;
        let mut after = 0;
        while let Some((values, last, count)) = copied.read(from, after).await? {
            let begin = Instant::now();
            copied.insert(to, values).await?;
            took += begin.elapsed();
            (after, rows) = (last, rows + count);
        }
    }
    Ok((rows, took))
}

impl Copied {
    async fn of(store: &Store, table: &'static str) -> Outcome<Self> {
        let mut conn = store.read().await?;
        let sql = format!("select name, type from pragma_table_info('{table}')");
        let rows = sqlx::query(AssertSqlSafe(sql)).fetch_all(&mut *conn).await?;
        let column = |row: &AnyRow| -> Outcome<(String, Kind)> {
            let kind: String = row.try_get("type")?;
            let kind = match kind.to_ascii_lowercase().as_str() {
                "text" => Kind::Text,
                "bigint" => Kind::Number,
                "bytea" => Kind::Bytes,
                other => return Err(format!("{table}: type {other}").into()),
            };
            Ok((row.try_get("name")?, kind))
        };
        Ok(Self { table, columns: rows.iter().map(column).collect::<Outcome<_>>()? })
    }

    fn names(&self) -> String {
        self.columns.iter().map(|column| column.0.as_str()).collect::<Vec<_>>().join(", ")
    }

    /// The values of the next rows, the last row's number, and how many rows they are.
    async fn read(&self, store: &Store, after: i64) -> Outcome<Option<(Vec<Value>, i64, u64)>> {
        let mut conn = store.read().await?;
        let sql = format!(
            "select rowid as row_number, {} from {} where rowid > $1 order by rowid limit {STEP}",
            self.names(),
            self.table
        );
        let rows = sqlx::query(AssertSqlSafe(sql)).bind(after).fetch_all(&mut *conn).await?;
        let Some(last) = rows.last() else { return Ok(None) };
        let mut values = Vec::with_capacity(rows.len() * self.columns.len());
        for row in &rows {
            for (column, kind) in &self.columns {
                let column = column.as_str();
                values.push(match kind {
                    Kind::Text => Value::Text(row.try_get(column)?),
                    Kind::Number => Value::Number(row.try_get(column)?),
                    Kind::Bytes => Value::Bytes(row.try_get(column)?),
                });
            }
        }
        Ok(Some((values, last.try_get("row_number")?, u64::try_from(rows.len())?)))
    }

    async fn insert(&self, store: &Store, values: Vec<Value>) -> Result<(), StoreError> {
        let width = self.columns.len();
        let mut values = values.into_iter();
        let mut tx = store.begin().await?;
        loop {
            let rows = (values.len() / width).min(ROWS);
            if rows == 0 {
                break;
            }
            let places = placeholders(rows, width);
            let sql = format!("insert into {} ({}) values {places}", self.table, self.names());
            let mut query = sqlx::query(in_order(&tx, sql));
            for value in values.by_ref().take(rows * width) {
                query = match value {
                    Value::Text(text) => query.bind(text),
                    Value::Number(number) => query.bind(number),
                    Value::Bytes(bytes) => query.bind(bytes),
                };
            }
            query.execute(&mut *tx).await?;
        }
        tx.commit().await?;
        Ok(())
    }
}
