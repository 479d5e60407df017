//! The durable inbox: Stripe's events as they came, kept before they are acknowledged.

use chrono::{DateTime, Utc};
use sqlx::AnyConnection;

use super::row::Columns;
use super::{StoreError, Tx};

const INSERT: &str = "
    insert into stripe_events (account, event_id, kind, body, received_at)
    values ($1, $2, $3, $4, $5)
    on conflict (account, event_id) do nothing";

/// Keeps an event; false if it is there already. `account` is empty for the platform's own.
pub async fn insert(
    tx: &mut Tx,
    (account, event_id, kind): (&str, &str, &str),
    body: &[u8],
    now: DateTime<Utc>,
) -> Result<bool, StoreError> {
    let done = sqlx::query(INSERT)
        .bind(account.to_owned())
        .bind(event_id.to_owned())
        .bind(kind.to_owned())
        .bind(body.to_vec())
        .bind(now.timestamp_millis())
        .execute(&mut **tx)
        .await?;
    Ok(done.rows_affected() == 1)
}

const BODY: &str = "
    select body from stripe_events where account = $1 and event_id = $2 and done_at is null";

/// The raw body of an event that has not been applied yet.
pub async fn waiting(
    conn: &mut AnyConnection,
    account: &str,
    event_id: &str,
) -> Result<Option<Vec<u8>>, StoreError> {
    let row = sqlx::query(BODY)
        .bind(account.to_owned())
        .bind(event_id.to_owned())
        .fetch_optional(conn)
        .await?;
    row.map(|row| row.bytes("body")).transpose()
}

const DONE: &str = "
    update stripe_events set done_at = $3
    where account = $1 and event_id = $2 and done_at is null";

/// Marks an event as applied.
pub async fn done(
    tx: &mut Tx,
    account: &str,
    event_id: &str,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    sqlx::query(DONE)
        .bind(account.to_owned())
        .bind(event_id.to_owned())
        .bind(now.timestamp_millis())
        .execute(&mut **tx)
        .await?;
    Ok(())
}

const WAITING: &str = "
    select cast(count(*) as bigint) as waiting from stripe_events where done_at is null";

/// How many events have not been applied yet.
pub async fn count_waiting(conn: &mut AnyConnection) -> Result<i64, StoreError> {
    sqlx::query(WAITING).fetch_one(conn).await?.number("waiting")
}

/// Every statement of this file.
pub const STATEMENTS: &[&str] = &[INSERT, BODY, DONE, WAITING];
