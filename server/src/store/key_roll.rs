//! How far a new master key has come into the place of the old one.

use chrono::{DateTime, Utc};
use sqlx::AnyConnection;

use super::row::{Columns, one_row};
use super::{StoreError, Tx};

/// A new master key on its way into the place of the old one.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Roll {
    /// The name of the new key.
    pub new_key: String,
    /// The name of the old one.
    pub old_key: String,
    /// From when on the new one seals.
    pub seals_from: DateTime<Utc>,
    /// The last row that was looked at.
    pub after: After,
    /// Rows that were sealed again so far.
    pub rows_sealed: i64,
    /// When it was last proved that nothing stands under the old key.
    pub proved_at: Option<DateTime<Utc>>,
    /// When the old one was dropped.
    pub ended_at: Option<DateTime<Utc>>,
}

/// A row, by its creditor, its stage and its key; empty texts stand before everything.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct After {
    /// The creditor's id.
    pub creditor: String,
    /// The stage, in a word of the program.
    pub stage: String,
    /// The row's key.
    pub row: String,
}

const BEGIN: &str = "
    insert into key_rolls (new_key, old_key, begun_at, seals_from, after_creditor, stage, after_row,
        rows_sealed)
    values ($1, $2, $3, $4, '', '', '', 0)
    on conflict (new_key) do nothing";

/// Writes down that a new key was made; writing it twice is no error.
pub async fn begin(
    tx: &mut Tx,
    (new_key, old_key): (&str, &str),
    seals_from: DateTime<Utc>,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    sqlx::query(BEGIN)
        .bind(new_key.to_owned())
        .bind(old_key.to_owned())
        .bind(now.timestamp_millis())
        .bind(seals_from.timestamp_millis())
        .execute(&mut **tx)
        .await?;
    Ok(())
}

const FIND: &str = "
    select new_key, old_key, seals_from, after_creditor, stage, after_row, rows_sealed, proved_at,
        ended_at
    from key_rolls where new_key = $1";

/// How far the key of this name has come.
pub async fn find(conn: &mut AnyConnection, new_key: &str) -> Result<Option<Roll>, StoreError> {
    let row = sqlx::query(FIND).bind(new_key.to_owned()).fetch_optional(conn).await?;
    row.map(|row| {
        Ok(Roll {
            new_key: row.text("new_key")?,
            old_key: row.text("old_key")?,
            seals_from: row.instant("seals_from")?,
            after: After {
                creditor: row.text("after_creditor")?,
                stage: row.text("stage")?,
                row: row.text("after_row")?,
            },
            rows_sealed: row.number("rows_sealed")?,
            proved_at: row.maybe_instant("proved_at")?,
            ended_at: row.maybe_instant("ended_at")?,
        })
    })
    .transpose()
}

const ADVANCE: &str = "
    update key_rolls set after_creditor = $2, stage = $3, after_row = $4,
        rows_sealed = rows_sealed + $5
    where new_key = $1";

/// Writes down how far it has come, with so many rows sealed again.
pub async fn advance(
    tx: &mut Tx,
    new_key: &str,
    after: &After,
    sealed: i64,
) -> Result<(), StoreError> {
    let done = sqlx::query(ADVANCE)
        .bind(new_key.to_owned())
        .bind(after.creditor.clone())
        .bind(after.stage.clone())
        .bind(after.row.clone())
        .bind(sealed)
        .execute(&mut **tx)
        .await?;
    one_row(&done, "advance a roll of the master key")
}

const PROVED: &str = "update key_rolls set proved_at = $2 where new_key = $1";
const ENDED: &str = "update key_rolls set ended_at = $2 where new_key = $1 and ended_at is null";

/// Writes down that nothing stands under the old key any more.
pub async fn proved(tx: &mut Tx, new_key: &str, now: DateTime<Utc>) -> Result<(), StoreError> {
    stamp(tx, PROVED, new_key, now).await
}

/// Writes down that the old key was dropped; twice is no error.
pub async fn ended(tx: &mut Tx, new_key: &str, now: DateTime<Utc>) -> Result<(), StoreError> {
    stamp(tx, ENDED, new_key, now).await
}

async fn stamp(
    tx: &mut Tx,
    sql: &'static str,
    new_key: &str,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    sqlx::query(sql)
        .bind(new_key.to_owned())
        .bind(now.timestamp_millis())
        .execute(&mut **tx)
        .await?;
    Ok(())
}

/// Every statement of this file.
pub const STATEMENTS: &[&str] = &[BEGIN, FIND, ADVANCE, PROVED, ENDED];
