//! How often codes of certificates were asked for that there are none of, whoever asked.

use sqlx::AnyConnection;

use super::row::Columns;
use super::{StoreError, Tx};

const COUNT: &str = "
    insert into code_misses (place, slot, misses) values ($1, $2, 1)
    on conflict (place) do update set
        misses = case when code_misses.slot = excluded.slot then code_misses.misses + 1 else 1 end,
        slot = excluded.slot";

/// Counts one miss in the span of time `slot`.
pub async fn count(tx: &mut Tx, slot: i64) -> Result<(), StoreError> {
    sqlx::query(COUNT).bind(slot % 2).bind(slot).execute(&mut **tx).await?;
    Ok(())
}

const LATELY: &str = "
    select cast(coalesce(sum(misses), 0) as bigint) as misses from code_misses
    where place in ($1, $2) and slot >= $3";

/// The misses of the span `slot` and of the one before it.
pub async fn lately(conn: &mut AnyConnection, slot: i64) -> Result<i64, StoreError> {
    let row = sqlx::query(LATELY).bind(0_i64).bind(1_i64).bind(slot - 1).fetch_one(conn).await?;
    row.number("misses")
}

/// Every statement of this file.
pub const STATEMENTS: &[&str] = &[COUNT, LATELY];
