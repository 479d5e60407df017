//! Reminders that were planned: of what they speak, and what became of them.

use chrono::{DateTime, NaiveDate, Utc};
use domain::contact_channel::ContactChannel;
use domain::ids::{CaseId, ReminderId, SequenceId};
use domain::reminder::{Covered, StepKind, SubjectId};
use sqlx::AnyConnection;
use sqlx::any::AnyRow;

use super::message::{Ending, Message};
use super::reminder_event::{Event, note};
use super::row::{Columns, one_row};
use super::{StoreError, Tx, reminder_return};
use crate::tenant::Tenant;

/// The kind of the messages that reminders are.
pub const MESSAGE: &str = "reminder";

/// The means of a reminder that reaches nobody.
pub const NO_MEANS: &str = "none";

/// One reminder.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Reminder {
    /// The reminder.
    pub id: ReminderId,
    /// Whose case it is about.
    pub case: CaseId,
    /// The sequence, and its version.
    pub sequence: (SequenceId, i64),
    /// The step that counts.
    pub step: String,
    /// Its kind.
    pub kind: StepKind,
    /// A channel, a kind of task, or [`NO_MEANS`].
    pub means: String,
    /// The day for which it was planned, in the creditor's zone.
    pub planned_on: NaiveDate,
    /// `queued`, `sent`, `unknown`, `blocked`, `failed` or `cancelled` for a message; `open`, `done` or
    /// `cancelled` for a task.
    pub state: String,
    /// What keeps or kept it back, in a word of the program.
    pub why: Option<String>,
}

const SET_STATE: &str = "
    update reminders set state = $3, why = $4 where creditor_id = $1 and id = $2";

/// Writes what became of a reminder, and why. What it was to speak of is due again if nobody heard of it.
pub async fn set_state(
    tx: &mut Tx,
    tenant: &Tenant,
    id: &ReminderId,
    (state, why): (&str, Option<&str>),
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let done = sqlx::query(SET_STATE)
        .bind(tenant.id().to_owned())
        .bind(id.as_str().to_owned())
        .bind(state.to_owned())
        .bind(why.map(str::to_owned))
        .execute(&mut **tx)
        .await?;
    one_row(&done, "set the state of a reminder")?;
    reminder_return::give_back(tx, tenant, (id, state)).await?;
    let why = why.map(str::to_owned);
    note(tx, tenant, id, &Event { at: now, what: state.to_owned(), why, until: None }).await
}

/// Writes what became of the message of a reminder; nothing for any other message.
pub(super) async fn message_ended(
    tx: &mut Tx,
    tenant: &Tenant,
    message: &Message,
    ending: &Ending<'_>,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let Some(id) = of_message(message) else { return Ok(()) };
    if ending.state != "queued" {
        return set_state(tx, tenant, &id, (ending.state, ending.why), now).await;
    }
    moved(tx, tenant, &id, (ending.not_before, ending.why), now).await
}

/// Writes that the message of a reminder waits, until when if that is known, and why; nothing for any other
/// message.
pub(super) async fn message_waits(
    tx: &mut Tx,
    tenant: &Tenant,
    message: &Message,
    (until, why): (Option<DateTime<Utc>>, &str),
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    match of_message(message) {
        Some(id) => moved(tx, tenant, &id, (until, Some(why)), now).await,
        None => Ok(()),
    }
}

async fn moved(
    tx: &mut Tx,
    tenant: &Tenant,
    id: &ReminderId,
    (until, why): (Option<DateTime<Utc>>, Option<&str>),
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let why = why.map(str::to_owned);
    let done = sqlx::query(SET_STATE)
        .bind(tenant.id().to_owned())
        .bind(id.as_str().to_owned())
        .bind("queued")
        .bind(why.clone())
        .execute(&mut **tx)
        .await?;
    one_row(&done, "move a reminder")?;
    note(tx, tenant, id, &Event { at: now, what: "moved".to_owned(), why, until }).await
}

const TURN: &str = "
    update reminders set state = 'queued', why = null, means = $3
    where creditor_id = $1 and id = $2";

/// Writes that the message of a reminder goes by another channel, and why; nothing for any other message.
pub(super) async fn turned(
    tx: &mut Tx,
    tenant: &Tenant,
    message: &Message,
    (channel, why): (ContactChannel, &str),
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let Some(id) = of_message(message) else { return Ok(()) };
    let done = sqlx::query(TURN)
        .bind(tenant.id().to_owned())
        .bind(id.as_str().to_owned())
        .bind(channel.as_str())
        .execute(&mut **tx)
        .await?;
    one_row(&done, "turn a reminder to another channel")?;
    let (what, why) = ("another-way".to_owned(), Some(why.to_owned()));
    note(tx, tenant, &id, &Event { at: now, what, why, until: None }).await
}

/// Writes what is known of the message of a reminder whose sender died; nothing for any other message.
pub async fn message_lost(
    tx: &mut Tx,
    tenant: &Tenant,
    (message, state): (&Message, &str),
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    match of_message(message) {
        Some(id) => set_state(tx, tenant, &id, (state, message.why.as_deref()), now).await,
        None => Ok(()),
    }
}

/// Writes what the provider told later of the message of a reminder; nothing for a message of another kind. What
/// arrived after all was said.
pub(super) async fn message_told(
    tx: &mut Tx,
    tenant: &Tenant,
    (kind, about): (&str, Option<&str>),
    (state, why): (&str, Option<&str>),
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let Some(id) = named(kind, about) else { return Ok(()) };
    if state == "sent" {
        reminder_return::take_back(tx, tenant, &id).await?;
    }
    set_state(tx, tenant, &id, (state, why), now).await
}

/// The reminder that a message is; `None` for any other message.
fn of_message(message: &Message) -> Option<ReminderId> {
    named(&message.kind, message.about.as_deref())
}

/// The reminder that a message of this kind is about.
fn named(kind: &str, about: Option<&str>) -> Option<ReminderId> {
    about.filter(|_| kind == MESSAGE)?.parse().ok()
}

macro_rules! reminders {
    ($rest:literal) => {
        concat!(
            "select r.id, r.case_id, r.sequence_id, r.version, r.step, r.kind, r.means, r.planned_on,
                r.state, r.why
             from reminders r where r.creditor_id = $1 and ",
            $rest
        )
    };
}

const BY_ID: &str = reminders!("r.id = $2");

/// The reminder `id`.
pub async fn find(
    conn: &mut AnyConnection,
    tenant: &Tenant,
    id: &ReminderId,
) -> Result<Option<Reminder>, StoreError> {
    let row = sqlx::query(BY_ID)
        .bind(tenant.id().to_owned())
        .bind(id.as_str().to_owned())
        .fetch_optional(conn)
        .await?;
    row.map(|row| from_row(&row)).transpose()
}

const OF_CASE: &str = reminders!("r.case_id = $2 order by r.planned_on desc, r.id desc limit 200");

/// The reminders about a case, newest first.
pub async fn of_case(
    conn: &mut AnyConnection,
    tenant: &Tenant,
    case: &CaseId,
) -> Result<Vec<Reminder>, StoreError> {
    let rows = sqlx::query(OF_CASE)
        .bind(tenant.id().to_owned())
        .bind(case.as_str().to_owned())
        .fetch_all(conn)
        .await?;
    rows.iter().map(from_row).collect()
}

const SUBJECTS: &str = "
    select s.subject, s.step, s.kind from reminder_subjects s
    where s.creditor_id = $1 and s.case_id = $2 and s.reminder_id = $3 order by s.subject";

/// What a reminder of a case speaks of, or was to speak of.
pub async fn subjects(
    conn: &mut AnyConnection,
    tenant: &Tenant,
    (case, id): (&CaseId, &ReminderId),
) -> Result<Vec<Covered>, StoreError> {
    let rows = sqlx::query(SUBJECTS)
        .bind(tenant.id().to_owned())
        .bind(case.as_str().to_owned())
        .bind(id.as_str().to_owned())
        .fetch_all(&mut *conn)
        .await?;
    if rows.is_empty() {
        return reminder_return::of_reminder(conn, tenant, (case, id)).await;
    }
    rows.iter().map(covered).collect()
}

const SPOKEN_OF: &str = "
    select step from reminder_subjects
    where creditor_id = $1 and case_id = $2 and subject = $3 limit 1";

/// Whether any step of any sequence waits to speak of this subject, or did.
pub async fn was_due(
    conn: &mut AnyConnection,
    tenant: &Tenant,
    (case, subject): (&CaseId, &SubjectId),
) -> Result<bool, StoreError> {
    let row = sqlx::query(SPOKEN_OF)
        .bind(tenant.id().to_owned())
        .bind(case.as_str().to_owned())
        .bind(subject.to_string())
        .fetch_optional(conn)
        .await?;
    Ok(row.is_some())
}

pub(super) fn covered(row: &AnyRow) -> Result<Covered, StoreError> {
    Ok(Covered {
        subject: row.parsed("subject")?,
        step: row.text("step")?,
        kind: kind(&row.text("kind")?)?,
    })
}

/// Reads a kind of step.
pub(super) fn kind(word: &str) -> Result<StepKind, StoreError> {
    let corrupt = || StoreError::Corrupt("column `kind` of a reminder".to_owned());
    StepKind::parse(word).ok_or_else(corrupt)
}

fn from_row(row: &AnyRow) -> Result<Reminder, StoreError> {
    Ok(Reminder {
        id: row.parsed("id")?,
        case: row.parsed("case_id")?,
        sequence: (row.parsed("sequence_id")?, row.number("version")?),
        step: row.text("step")?,
        kind: kind(&row.text("kind")?)?,
        means: row.text("means")?,
        planned_on: row.parsed("planned_on")?,
        state: row.text("state")?,
        why: row.maybe_text("why")?,
    })
}

/// Every statement of this file.
pub const STATEMENTS: &[&str] = &[SET_STATE, TURN, BY_ID, OF_CASE, SUBJECTS, SPOKEN_OF];
