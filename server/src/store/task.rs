//! What people of the team are to do about cases.

use chrono::{DateTime, NaiveDate, Utc};
use domain::ids::{CaseId, ReminderId, TaskId};
use domain::reminder::TaskKind;
use sqlx::AnyConnection;
use sqlx::any::AnyRow;

use super::row::Columns;
use super::{StoreError, Tx};
use crate::tenant::Tenant;

/// The column that a note is sealed for.
pub const NOTE: &str = "note";

/// Where a task stands.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum TaskState {
    /// Somebody has to do it.
    Open,
    /// It was done.
    Done,
    /// There is nothing to do any more.
    Cancelled,
}

impl TaskState {
    const ALL: [Self; 3] = [Self::Open, Self::Done, Self::Cancelled];

    /// The word that stands for it in the store.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Done => "done",
            Self::Cancelled => "cancelled",
        }
    }
}

/// One task.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Task {
    /// The task.
    pub id: TaskId,
    /// About whom.
    pub case: CaseId,
    /// What is to be done.
    pub kind: TaskKind,
    /// What to say.
    pub script: String,
    /// The reminder that asks for it.
    pub reminder: Option<ReminderId>,
    /// The day from which on it is to be done.
    pub due_on: NaiveDate,
    /// When the person asked for that day, if they did.
    pub asked_at: Option<DateTime<Utc>>,
    /// Where it stands.
    pub state: TaskState,
    /// How it ended, in a word of the program.
    pub outcome: Option<String>,
    /// What was written beside it, sealed.
    pub note: Option<Vec<u8>>,
    /// Who ended it.
    pub ended_by: Option<String>,
    /// When it ended.
    pub ended_at: Option<DateTime<Utc>>,
    /// When it was written down.
    pub made_at: DateTime<Utc>,
}

macro_rules! tasks {
    ($rest:literal) => {
        concat!(
            "select t.id, t.case_id, t.kind, t.script, t.reminder_id, t.due_on, t.asked_at, t.state, t.outcome,
                t.note_sealed, t.ended_by, t.ended_at, t.made_at
             from tasks t where t.creditor_id = $1 and ",
            $rest
        )
    };
}

const BY_ID: &str = tasks!("t.id = $2");

/// The task `id`.
pub async fn find(
    conn: &mut AnyConnection,
    tenant: &Tenant,
    id: &TaskId,
) -> Result<Option<Task>, StoreError> {
    let row = sqlx::query(BY_ID)
        .bind(tenant.id().to_owned())
        .bind(id.as_str().to_owned())
        .fetch_optional(conn)
        .await?;
    row.map(|row| from_row(&row)).transpose()
}

const OPEN: &str =
    tasks!("t.state = 'open' and (t.due_on, t.id) > ($2, $3) order by t.due_on, t.id limit $4");

/// The tasks that somebody has to do, behind a day and an id, the longest due first.
pub async fn open(
    conn: &mut AnyConnection,
    tenant: &Tenant,
    (behind, id): (&str, &str),
    limit: i64,
) -> Result<Vec<Task>, StoreError> {
    let rows = sqlx::query(OPEN)
        .bind(tenant.id().to_owned())
        .bind(behind.to_owned())
        .bind(id.to_owned())
        .bind(limit)
        .fetch_all(conn)
        .await?;
    rows.iter().map(from_row).collect()
}

const DONE: &str = tasks!(
    "t.state = 'done' and (t.ended_at, t.id) < ($2, $3) order by t.ended_at desc, t.id desc limit $4"
);

/// The tasks that were done, behind an instant (in milliseconds) and an id, what was done last first.
pub async fn done(
    conn: &mut AnyConnection,
    tenant: &Tenant,
    (behind, id): (i64, &str),
    limit: i64,
) -> Result<Vec<Task>, StoreError> {
    let rows = sqlx::query(DONE)
        .bind(tenant.id().to_owned())
        .bind(behind)
        .bind(id.to_owned())
        .bind(limit)
        .fetch_all(conn)
        .await?;
    rows.iter().map(from_row).collect()
}

const OF_CASE: &str = tasks!("t.case_id = $2 order by t.due_on desc, t.id desc limit 200");

/// The tasks about a case, newest first.
pub async fn of_case(
    conn: &mut AnyConnection,
    tenant: &Tenant,
    case: &CaseId,
) -> Result<Vec<Task>, StoreError> {
    let rows = sqlx::query(OF_CASE)
        .bind(tenant.id().to_owned())
        .bind(case.as_str().to_owned())
        .fetch_all(conn)
        .await?;
    rows.iter().map(from_row).collect()
}

/// How a task ended.
#[derive(Clone, Debug)]
pub struct Ended<'a> {
    /// Its new state.
    pub state: TaskState,
    /// How, in a word of the program.
    pub outcome: &'a str,
    /// What was written beside it, sealed for [`NOTE`].
    pub note: Option<Vec<u8>>,
    /// Who ended it; nobody for one that is cancelled by itself.
    pub by: Option<&'a str>,
}

const END: &str = "
    update tasks set state = $3, outcome = $4, note_sealed = coalesce($5, note_sealed), ended_by = $6,
        ended_at = $7
    where creditor_id = $1 and id = $2 and state = 'open'";

/// Ends a task of a locked case; false if it had ended before. A note that was written earlier stays where there
/// is no other.
pub async fn end(
    tx: &mut Tx,
    tenant: &Tenant,
    id: &TaskId,
    ended: Ended<'_>,
    now: DateTime<Utc>,
) -> Result<bool, StoreError> {
    let done = sqlx::query(END)
        .bind(tenant.id().to_owned())
        .bind(id.as_str().to_owned())
        .bind(ended.state.as_str())
        .bind(ended.outcome.to_owned())
        .bind(ended.note)
        .bind(ended.by.map(str::to_owned))
        .bind(now.timestamp_millis())
        .execute(&mut **tx)
        .await?;
    Ok(done.rows_affected() == 1)
}

const PUT_OFF: &str = "
    update tasks set due_on = $3, asked_at = $4, note_sealed = coalesce($5, note_sealed)
    where creditor_id = $1 and id = $2 and state = 'open'";

/// Puts a task of a locked case off until the day that the person asked for, with what was written beside it,
/// sealed for [`NOTE`]; false if it has ended.
pub async fn put_off(
    tx: &mut Tx,
    tenant: &Tenant,
    (id, due_on, note): (&TaskId, NaiveDate, Option<Vec<u8>>),
    now: DateTime<Utc>,
) -> Result<bool, StoreError> {
    let done = sqlx::query(PUT_OFF)
        .bind(tenant.id().to_owned())
        .bind(id.as_str().to_owned())
        .bind(due_on.to_string())
        .bind(now.timestamp_millis())
        .bind(note)
        .execute(&mut **tx)
        .await?;
    Ok(done.rows_affected() == 1)
}

fn from_row(row: &AnyRow) -> Result<Task, StoreError> {
    let corrupt = |column: &str| StoreError::Corrupt(format!("column `{column}` of a task"));
    let (kind, state) = (row.text("kind")?, row.text("state")?);
    let state = TaskState::ALL.into_iter().find(|known| known.as_str() == state);
    Ok(Task {
        id: row.parsed("id")?,
        case: row.parsed("case_id")?,
        kind: TaskKind::parse(&kind).ok_or_else(|| corrupt("kind"))?,
        script: row.text("script")?,
        reminder: row.maybe_parsed("reminder_id")?,
        due_on: row.parsed("due_on")?,
        asked_at: row.maybe_instant("asked_at")?,
        state: state.ok_or_else(|| corrupt("state"))?,
        outcome: row.maybe_text("outcome")?,
        note: row.maybe_bytes("note_sealed")?,
        ended_by: row.maybe_text("ended_by")?,
        ended_at: row.maybe_instant("ended_at")?,
        made_at: row.instant("made_at")?,
    })
}

/// Every statement of this file.
pub const STATEMENTS: &[&str] = &[BY_ID, OPEN, DONE, OF_CASE, END, PUT_OFF];
