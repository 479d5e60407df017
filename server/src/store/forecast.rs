//! How many contacts are planned for the days to come, and how many wait: counted by a job.

use chrono::{DateTime, NaiveDate, Utc};
use sqlx::AnyConnection;

use super::row::Columns;
use super::{StoreError, Tx};
use crate::tenant::Tenant;

/// When a creditor's reminders were counted last.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Counted {
    /// When.
    pub as_of: DateTime<Utc>,
    /// Over how many cases.
    pub cases: i64,
    /// Since which day results count.
    pub since: NaiveDate,
}

/// Contacts of one day by one way.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Forecast {
    /// The day.
    pub day: NaiveDate,
    /// A channel, a kind of task, or none.
    pub means: String,
    /// How many.
    pub contacts: i64,
}

/// Reminders that wait to leave.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Wait {
    /// By which way.
    pub means: String,
    /// What keeps them back; empty for what only waits its turn.
    pub why: String,
    /// How many.
    pub contacts: i64,
}

const COUNTED: &str = "
    select as_of, cases, since from reminder_counts where creditor_id = $1";

/// When was counted last; `None` before the first time.
pub async fn counted(
    conn: &mut AnyConnection,
    tenant: &Tenant,
) -> Result<Option<Counted>, StoreError> {
    let row = sqlx::query(COUNTED).bind(tenant.id().to_owned()).fetch_optional(conn).await?;
    row.map(|row| {
        let (as_of, cases) = (row.instant("as_of")?, row.number("cases")?);
        Ok(Counted { as_of, cases, since: row.parsed("since")? })
    })
    .transpose()
}

const DAYS: &str = "
    select day, means, contacts from reminder_forecasts
    where creditor_id = $1 and day >= $2 order by day, means";

/// What is planned from a day on, as it was counted last.
pub async fn days(
    conn: &mut AnyConnection,
    tenant: &Tenant,
    from: NaiveDate,
) -> Result<Vec<Forecast>, StoreError> {
    let rows = sqlx::query(DAYS)
        .bind(tenant.id().to_owned())
        .bind(from.to_string())
        .fetch_all(conn)
        .await?;
    rows.iter()
        .map(|row| {
            let (day, means) = (row.parsed("day")?, row.text("means")?);
            Ok(Forecast { day, means, contacts: row.number("contacts")? })
        })
        .collect()
}

const WAITS: &str = "
    select means, why, contacts from reminder_waits where creditor_id = $1 order by means, why";

/// What waits to leave, as it was counted last.
pub async fn waits(conn: &mut AnyConnection, tenant: &Tenant) -> Result<Vec<Wait>, StoreError> {
    let rows = sqlx::query(WAITS).bind(tenant.id().to_owned()).fetch_all(conn).await?;
    rows.iter()
        .map(|row| {
            let (means, why) = (row.text("means")?, row.text("why")?);
            Ok(Wait { means, why, contacts: row.number("contacts")? })
        })
        .collect()
}

const COUNT_WAITS: &str = "
    select means, coalesce(why, '') as kept_by, cast(count(*) as bigint) as contacts from reminders
    where creditor_id = $1 and state = 'queued'
    group by means, coalesce(why, '') order by means, kept_by";

/// Counts what waits to leave: a job, since it looks at every reminder.
pub async fn count_waits(
    conn: &mut AnyConnection,
    tenant: &Tenant,
) -> Result<Vec<Wait>, StoreError> {
    let rows = sqlx::query(COUNT_WAITS).bind(tenant.id().to_owned()).fetch_all(conn).await?;
    rows.iter()
        .map(|row| {
            let (means, why) = (row.text("means")?, row.text("kept_by")?);
            Ok(Wait { means, why, contacts: row.number("contacts")? })
        })
        .collect()
}

const FORGET_DAYS: &str = "delete from reminder_forecasts where creditor_id = $1";
const FORGET_WAITS: &str = "delete from reminder_waits where creditor_id = $1";

const INSERT_DAY: &str = "
    insert into reminder_forecasts (creditor_id, day, means, contacts) values ($1, $2, $3, $4)";

const INSERT_WAIT: &str = "
    insert into reminder_waits (creditor_id, means, why, contacts) values ($1, $2, $3, $4)";

const SAVE: &str = "
    insert into reminder_counts (creditor_id, as_of, cases, since) values ($1, $2, $3, $4)
    on conflict (creditor_id) do update set as_of = excluded.as_of, cases = excluded.cases,
        since = excluded.since";

/// Puts what was counted in the place of what was counted before.
pub async fn replace(
    tx: &mut Tx,
    tenant: &Tenant,
    counted: Counted,
    (days, waits): (&[Forecast], &[Wait]),
) -> Result<(), StoreError> {
    // The row of the count first: two who count at once take turns.
    sqlx::query(SAVE)
        .bind(tenant.id().to_owned())
        .bind(counted.as_of.timestamp_millis())
        .bind(counted.cases)
        .bind(counted.since.to_string())
        .execute(&mut **tx)
        .await?;
    sqlx::query(FORGET_DAYS).bind(tenant.id().to_owned()).execute(&mut **tx).await?;
    sqlx::query(FORGET_WAITS).bind(tenant.id().to_owned()).execute(&mut **tx).await?;
    for one in days {
        sqlx::query(INSERT_DAY)
            .bind(tenant.id().to_owned())
            .bind(one.day.to_string())
            .bind(one.means.clone())
            .bind(one.contacts)
            .execute(&mut **tx)
            .await?;
    }
    for one in waits {
        sqlx::query(INSERT_WAIT)
            .bind(tenant.id().to_owned())
            .bind(one.means.clone())
            .bind(one.why.clone())
            .bind(one.contacts)
            .execute(&mut **tx)
            .await?;
    }
    Ok(())
}

/// Every statement of this file.
pub const STATEMENTS: &[&str] =
    &[COUNTED, DAYS, WAITS, COUNT_WAITS, FORGET_DAYS, FORGET_WAITS, INSERT_DAY, INSERT_WAIT, SAVE];
