//! Which messages are due: what somebody asked for first, and of everything else each creditor's own queue.

use chrono::{DateTime, Utc};
use sqlx::AnyConnection;

use super::StoreError;
use super::row::Columns;

const ASKED: &str = "
    select creditor_id, id from messages
    where state = 'queued' and urgency = 0 and not_before <= $1 and locked_until <= $1
    order by not_before, id limit $2";

/// The messages that somebody asked for and that are due, as creditor id and message id, the longest waiting
/// first.
pub async fn asked(
    conn: &mut AnyConnection,
    now: DateTime<Utc>,
    limit: i64,
) -> Result<Vec<(String, String)>, StoreError> {
    let rows = sqlx::query(ASKED).bind(now.timestamp_millis()).bind(limit).fetch_all(conn).await?;
    rows.iter().map(|row| Ok((row.text("creditor_id")?, row.text("id")?))).collect()
}

const CREDITORS: &str = "
    select c.id from creditors c
    where exists (select 1 from messages m where m.creditor_id = c.id and m.state = 'queued'
        and m.urgency = 1 and m.not_before <= $1)
    order by c.id";

/// The creditors of whom anything is due that nobody waits for.
pub async fn creditors(
    conn: &mut AnyConnection,
    now: DateTime<Utc>,
) -> Result<Vec<String>, StoreError> {
    let rows = sqlx::query(CREDITORS).bind(now.timestamp_millis()).fetch_all(conn).await?;
    rows.iter().map(|row| row.text("id")).collect()
}

const OF_CREDITOR: &str = "
    select id from messages
    where creditor_id = $1 and state = 'queued' and urgency = 1 and not_before <= $2
        and locked_until <= $2
    order by not_before, id limit $3";

/// The ids of one creditor's messages that are due and that nobody waits for, the longest waiting first.
pub async fn of_creditor(
    conn: &mut AnyConnection,
    creditor: &str,
    now: DateTime<Utc>,
    limit: i64,
) -> Result<Vec<String>, StoreError> {
    let rows = sqlx::query(OF_CREDITOR)
        .bind(creditor.to_owned())
        .bind(now.timestamp_millis())
        .bind(limit)
        .fetch_all(conn)
        .await?;
    rows.iter().map(|row| row.text("id")).collect()
}

/// Every statement of this file.
pub const STATEMENTS: &[&str] = &[ASKED, CREDITORS, OF_CREDITOR];
