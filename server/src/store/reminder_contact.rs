//! The contacts that planning keeps its distance from, many cases at once: letters that left, and what still waits.

use chrono::{DateTime, NaiveDate, Utc};
use domain::ids::CaseId;
use sqlx::AnyConnection;

use super::StoreError;
use super::reminder_page::{Stretch, of};
use super::row::Columns;
use crate::tenant::Tenant;

const WRITTEN: &str = "
    select case_id, counted_at from messages
    where creditor_id = $1 and case_id between $2 and $3 and counted_at >= $4
    order by case_id, counted_at";

/// When the cases of a stretch were written to, since an instant, on the creditor's own initiative.
pub async fn written(
    conn: &mut AnyConnection,
    tenant: &Tenant,
    (stretch, since): (Stretch<'_>, DateTime<Utc>),
) -> Result<Vec<(CaseId, DateTime<Utc>)>, StoreError> {
    let query = of(WRITTEN, tenant, stretch).bind(since.timestamp_millis());
    let rows = query.fetch_all(conn).await?;
    rows.iter().map(|row| Ok((row.parsed("case_id")?, row.instant("counted_at")?))).collect()
}

const PLANNED: &str = "
    select case_id from reminders
    where creditor_id = $1 and case_id between $2 and $3 and state = 'queued'
    order by case_id";

const TASKS: &str = "
    select case_id, due_on from tasks
    where creditor_id = $1 and case_id between $2 and $3 and state = 'open'
    order by case_id, due_on";

/// A contact that is no letter that left.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Contact {
    /// A message that waits to leave.
    Waits,
    /// A task that nobody has done, and the day from which on it may be.
    Task(NaiveDate),
}

/// The contacts of a stretch that wait.
pub async fn planned(
    conn: &mut AnyConnection,
    tenant: &Tenant,
    stretch: Stretch<'_>,
) -> Result<Vec<(CaseId, Contact)>, StoreError> {
    let rows = of(PLANNED, tenant, stretch).fetch_all(&mut *conn).await?;
    let queued = rows.iter().map(|row| Ok((row.parsed("case_id")?, Contact::Waits)));
    let mut all = queued.collect::<Result<Vec<_>, StoreError>>()?;
    for row in of(TASKS, tenant, stretch).fetch_all(conn).await? {
        all.push((row.parsed("case_id")?, Contact::Task(row.parsed("due_on")?)));
    }
    Ok(all)
}

/// Every statement of this file.
pub const STATEMENTS: &[&str] = &[WRITTEN, PLANNED, TASKS];
