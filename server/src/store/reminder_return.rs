//! What reminders were to speak of and did not, so that it is due again.

use chrono::NaiveDate;
use domain::contact::Channel;
use domain::ids::{CaseId, ReminderId};
use domain::reminder::{Covered, Tried};
use sqlx::any::{AnyArguments, AnyRow};
use sqlx::query::Query;
use sqlx::{Any, AnyConnection};

use super::reminder::Reminder;
use super::reminder_page::{Stretch, of};
use super::row::Columns;
use super::{StoreError, Tx, reminder};
use crate::tenant::Tenant;

/// The states in which a reminder reached nobody.
const UNHEARD: [&str; 3] = ["blocked", "failed", "cancelled"];

const KEEP: &str = "
    insert into reminder_returns (creditor_id, case_id, planned_on, reminder_id, subject, step, kind)
    select s.creditor_id, s.case_id, r.planned_on, s.reminder_id, s.subject, s.step, s.kind
    from reminders r
    join reminder_subjects s
        on s.creditor_id = r.creditor_id and s.case_id = r.case_id and s.reminder_id = r.id
    where r.creditor_id = $1 and r.id = $2";

const FREE: &str = "
    delete from reminder_subjects
    where creditor_id = $1
        and case_id = (select case_id from reminders where creditor_id = $1 and id = $2)
        and reminder_id = $2";

/// Gives back what a reminder was to speak of, if its new state says that nobody heard of it.
pub async fn give_back(
    tx: &mut Tx,
    tenant: &Tenant,
    (id, state): (&ReminderId, &str),
) -> Result<(), StoreError> {
    if !UNHEARD.contains(&state) {
        return Ok(());
    }
    for sql in [KEEP, FREE] {
        sqlx::query(sql)
            .bind(tenant.id().to_owned())
            .bind(id.as_str().to_owned())
            .execute(&mut **tx)
            .await?;
    }
    Ok(())
}

/// Nothing of what a reminder left out while it said the rest.
const HEARD: &str = "
    insert into reminder_subjects (creditor_id, case_id, subject, step, kind, reminder_id)
    select r.creditor_id, r.case_id, r.subject, r.step, r.kind, r.reminder_id
    from reminder_returns r
    where r.creditor_id = $1
        and r.case_id = (select case_id from reminders where creditor_id = $1 and id = $2)
        and r.reminder_id = $2
        and not exists (
            select 1 from reminder_subjects s
            where s.creditor_id = r.creditor_id and s.case_id = r.case_id
                and (s.reminder_id = r.reminder_id or s.subject = r.subject and s.step = r.step)
        )";

const KEPT: &str = "
    delete from reminder_returns
    where creditor_id = $1
        and case_id = (select case_id from reminders where creditor_id = $1 and id = $2)
        and reminder_id = $2
        and exists (
            select 1 from reminder_subjects s
            where s.creditor_id = reminder_returns.creditor_id
                and s.case_id = reminder_returns.case_id and s.reminder_id = $2
                and s.subject = reminder_returns.subject and s.step = reminder_returns.step
        )";

/// Takes back what was given back of a reminder, since it was heard after all; what another one has meanwhile
/// been planned for stays with that one.
pub async fn take_back(tx: &mut Tx, tenant: &Tenant, id: &ReminderId) -> Result<(), StoreError> {
    for sql in [HEARD, KEPT] {
        sqlx::query(sql)
            .bind(tenant.id().to_owned())
            .bind(id.as_str().to_owned())
            .execute(&mut **tx)
            .await?;
    }
    Ok(())
}

const KEEP_ONE: &str = "
    insert into reminder_returns (creditor_id, case_id, planned_on, reminder_id, subject, step, kind)
    select s.creditor_id, s.case_id, cast($5 as text), s.reminder_id, s.subject, s.step, s.kind
    from reminder_subjects s
    where s.creditor_id = $1 and s.case_id = $2 and s.subject = $3 and s.step = $4";

const FREE_ONE: &str = "
    delete from reminder_subjects
    where creditor_id = $1 and case_id = $2 and subject = $3 and step = $4";

/// Gives back what a reminder that leaves was to speak of and does not.
pub async fn unsaid(
    tx: &mut Tx,
    tenant: &Tenant,
    reminder: &Reminder,
    all: &[Covered],
) -> Result<(), StoreError> {
    for one in all {
        let keep = about(KEEP_ONE, tenant, (&reminder.case, one));
        keep.bind(reminder.planned_on.to_string()).execute(&mut **tx).await?;
        about(FREE_ONE, tenant, (&reminder.case, one)).execute(&mut **tx).await?;
    }
    Ok(())
}

/// A statement about one step of one thing in a case.
fn about<'q>(
    sql: &'static str,
    tenant: &Tenant,
    (case, one): (&CaseId, &Covered),
) -> Query<'q, Any, AnyArguments> {
    sqlx::query(sql)
        .bind(tenant.id().to_owned())
        .bind(case.as_str().to_owned())
        .bind(one.subject.to_string())
        .bind(one.step.clone())
}

const OF_REMINDER: &str = "
    select subject, step, kind from reminder_returns
    where creditor_id = $1 and case_id = $2 and reminder_id = $3 order by subject";

/// What a reminder of a case was to speak of and did not.
pub(super) async fn of_reminder(
    conn: &mut AnyConnection,
    tenant: &Tenant,
    (case, id): (&CaseId, &ReminderId),
) -> Result<Vec<Covered>, StoreError> {
    let rows = sqlx::query(OF_REMINDER)
        .bind(tenant.id().to_owned())
        .bind(case.as_str().to_owned())
        .bind(id.as_str().to_owned())
        .fetch_all(conn)
        .await?;
    rows.iter().map(reminder::covered).collect()
}

const TRIED: &str = "
    select t.case_id, t.subject, t.step, t.planned_on,
        case when r.state = 'failed' then r.means end as lost_by
    from reminder_returns t
    join reminders r on r.creditor_id = t.creditor_id and r.id = t.reminder_id
    where t.creditor_id = $1 and t.case_id between $2 and $3 and t.planned_on >= $4
        and (t.planned_on >= $5 or r.state = 'failed')
    order by t.case_id, t.planned_on";

/// What was tried in a stretch and reached nobody: what a channel lost since the first of two days, all the rest since
/// the second.
pub async fn tried(
    conn: &mut AnyConnection,
    tenant: &Tenant,
    (stretch, lost, rest): (Stretch<'_>, NaiveDate, NaiveDate),
) -> Result<Vec<(CaseId, Tried)>, StoreError> {
    let query = of(TRIED, tenant, stretch).bind(lost.to_string()).bind(rest.to_string());
    let one = |row: &AnyRow| {
        let lost_by = row.maybe_text("lost_by")?.as_deref().and_then(Channel::parse);
        let (subject, step) = (row.parsed("subject")?, row.text("step")?);
        let tried = Tried { subject, step, on: row.parsed("planned_on")?, lost_by };
        Ok((row.parsed("case_id")?, tried))
    };
    query.fetch_all(conn).await?.iter().map(one).collect()
}

/// Every statement of this file.
pub const STATEMENTS: &[&str] = &[KEEP, FREE, HEARD, KEPT, KEEP_ONE, FREE_ONE, OF_REMINDER, TRIED];
