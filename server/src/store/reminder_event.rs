//! What happened to reminders: rows that only grow.

use chrono::{DateTime, Utc};
use domain::ids::ReminderId;
use sqlx::AnyConnection;
use sqlx::any::AnyRow;

use super::row::Columns;
use super::{StoreError, Tx};
use crate::tenant::Tenant;

/// What happened to a reminder.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Event {
    /// When.
    pub at: DateTime<Utc>,
    /// `planned`, `moved`, `another-way`, or its new state.
    pub what: String,
    /// Why, in a word of the program.
    pub why: Option<String>,
    /// Until when it was moved.
    pub until: Option<DateTime<Utc>>,
}

const NOTE: &str = "
    insert into reminder_events (creditor_id, reminder_id, number, at, what, why, until_at)
    select cast($1 as text), cast($2 as text), coalesce(max(e.number), 0) + 1, cast($3 as bigint),
        cast($4 as text), cast($5 as text), cast($6 as bigint)
    from reminder_events e where e.creditor_id = $1 and e.reminder_id = $2";

/// Writes what happened to a reminder behind what is written of it.
pub(super) async fn note(
    tx: &mut Tx,
    tenant: &Tenant,
    id: &ReminderId,
    event: &Event,
) -> Result<(), StoreError> {
    sqlx::query(NOTE)
        .bind(tenant.id().to_owned())
        .bind(id.as_str().to_owned())
        .bind(event.at.timestamp_millis())
        .bind(event.what.clone())
        .bind(event.why.clone())
        .bind(event.until.map(|at| at.timestamp_millis()))
        .execute(&mut **tx)
        .await?;
    Ok(())
}

const EVENTS: &str = "
    select at, what, why, until_at from reminder_events
    where creditor_id = $1 and reminder_id = $2 order by number";

/// What happened to a reminder, oldest first.
pub async fn of_reminder(
    conn: &mut AnyConnection,
    tenant: &Tenant,
    id: &ReminderId,
) -> Result<Vec<Event>, StoreError> {
    let rows = sqlx::query(EVENTS)
        .bind(tenant.id().to_owned())
        .bind(id.as_str().to_owned())
        .fetch_all(conn)
        .await?;
    let event = |row: &AnyRow| {
        Ok(Event {
            at: row.instant("at")?,
            what: row.text("what")?,
            why: row.maybe_text("why")?,
            until: row.maybe_instant("until_at")?,
        })
    };
    rows.iter().map(event).collect()
}

/// Every statement of this file.
pub const STATEMENTS: &[&str] = &[NOTE, EVENTS];
