//! Reminders that wait to leave and never will.

use chrono::{DateTime, Utc};
use domain::contact_channel::ContactChannel;
use domain::ids::{CaseId, ReminderId, TaskId};
use domain::reminder::TaskKind;
use sqlx::any::AnyRow;

use super::row::Columns;
use super::{StoreError, Tx, reminder};
use crate::tenant::Tenant;

const WAITING: &str = "
    select m.id, m.about from messages m
    where m.creditor_id = $1 and m.case_id = $2 and m.kind = 'reminder' and m.state = 'queued'
    order by m.made_at, m.id";

const CANCEL: &str = "
    update messages set state = 'cancelled', why = $3
    where creditor_id = $1 and id = $2 and state = 'queued'";

/// Cancels the reminders of a locked case that wait to leave; gives their messages. One that a sender has
/// claimed is on its way.
pub async fn cancel(
    tx: &mut Tx,
    tenant: &Tenant,
    (case, why): (&CaseId, &str),
    now: DateTime<Utc>,
) -> Result<Vec<String>, StoreError> {
    let rows = sqlx::query(WAITING)
        .bind(tenant.id().to_owned())
        .bind(case.as_str().to_owned())
        .fetch_all(&mut **tx)
        .await?;
    end(tx, tenant, (&rows, why), now).await
}

const WAITING_BY: &str = "
    select m.id, m.about from messages m
    where m.creditor_id = $1 and m.case_id = $2 and m.channel = $3 and m.kind = 'reminder'
        and m.state = 'queued'
    order by m.made_at, m.id";

/// Cancels those that wait to leave by one channel.
pub async fn cancel_by(
    tx: &mut Tx,
    tenant: &Tenant,
    (case, channel, why): (&CaseId, ContactChannel, &str),
    now: DateTime<Utc>,
) -> Result<Vec<String>, StoreError> {
    let rows = sqlx::query(WAITING_BY)
        .bind(tenant.id().to_owned())
        .bind(case.as_str().to_owned())
        .bind(channel.as_str())
        .fetch_all(&mut **tx)
        .await?;
    end(tx, tenant, (&rows, why), now).await
}

async fn end(
    tx: &mut Tx,
    tenant: &Tenant,
    (rows, why): (&[AnyRow], &str),
    now: DateTime<Utc>,
) -> Result<Vec<String>, StoreError> {
    let mut cancelled = Vec::with_capacity(rows.len());
    for row in rows {
        let message = row.text("id")?;
        let done = sqlx::query(CANCEL)
            .bind(tenant.id().to_owned())
            .bind(message.clone())
            .bind(why.to_owned())
            .execute(&mut **tx)
            .await?;
        if done.rows_affected() == 1 {
            let id: ReminderId = row.parsed("about")?;
            reminder::set_state(tx, tenant, &id, ("cancelled", Some(why)), now).await?;
            cancelled.push(message);
        }
    }
    Ok(cancelled)
}

const ASKED_FOR: &str = "
    select t.id, t.kind, t.reminder_id, t.asked_at from tasks t
    where t.creditor_id = $1 and t.case_id = $2 and t.state = 'open' and t.reminder_id is not null
    order by t.made_at, t.id";

/// A task that nobody has done.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct OpenTask {
    /// The task.
    pub id: TaskId,
    /// What is to be done.
    pub kind: TaskKind,
    /// The reminder that asks for it.
    pub asked_by: ReminderId,
    /// When the person asked for another day, if they did.
    pub asked_at: Option<DateTime<Utc>>,
}

/// The open tasks of a case that reminders ask for.
pub async fn tasks(
    tx: &mut Tx,
    tenant: &Tenant,
    case: &CaseId,
) -> Result<Vec<OpenTask>, StoreError> {
    let rows = sqlx::query(ASKED_FOR)
        .bind(tenant.id().to_owned())
        .bind(case.as_str().to_owned())
        .fetch_all(&mut **tx)
        .await?;
    let corrupt = || StoreError::Corrupt("column `kind` of a task".to_owned());
    let task = |row: &AnyRow| {
        Ok(OpenTask {
            id: row.parsed("id")?,
            kind: TaskKind::parse(&row.text("kind")?).ok_or_else(corrupt)?,
            asked_by: row.parsed("reminder_id")?,
            asked_at: row.maybe_instant("asked_at")?,
        })
    };
    rows.iter().map(task).collect()
}

/// Every statement of this file.
pub const STATEMENTS: &[&str] = &[WAITING, WAITING_BY, CANCEL, ASKED_FOR];
