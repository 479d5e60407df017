//! Accepted plans: what was agreed, and what happened since. A plan is read by applying its events again.

mod agreed;
mod happened;
mod listed;
mod page;
mod paid;
mod replayed;

use chrono::{DateTime, NaiveDate, Utc};
use domain::ids::{CaseId, DebtId, PlanId, PolicyId};
use domain::plan::{Event, Plan, State};
use sqlx::AnyConnection;
use sqlx::any::AnyRow;

use super::row::{Columns, one_row};
use super::{StoreError, Tx};
use crate::tenant::Tenant;

pub use agreed::write as agreed_text;
pub use listed::{Health, Told, events, in_good_order, newest};
pub use page::{Read, of_cases, of_ids};
pub use paid::{Completion, completed_by, paid_by, shares};

/// A plan with what it is kept under.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Kept {
    /// The plan's id.
    pub id: PlanId,
    /// Whose it is.
    pub case: CaseId,
    /// The policy under which it was accepted, and its version.
    pub policy: (PolicyId, i64),
    /// When it was accepted.
    pub accepted_at: DateTime<Utc>,
    /// The debts that it pays.
    pub debts: Vec<DebtId>,
    /// As it stands.
    pub plan: Plan,
    /// How many events it has.
    pub events: i64,
}

const INSERT: &str = "
    insert into plans (creditor_id, id, case_id, currency, policy_id, policy_version, agreed, state,
        accepted_at, health)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";

const INSERT_DEBT: &str = "
    insert into plan_debts (creditor_id, plan_id, debt_id, active_debt_id) values ($1, $2, $3, $3)";

/// Writes a plan that was just accepted. Fails as a duplicate if one of its debts is in a plan that runs.
pub async fn insert(tx: &mut Tx, tenant: &Tenant, new: &Kept) -> Result<(), StoreError> {
    let agreement = new.plan.agreement();
    sqlx::query(INSERT)
        .bind(tenant.id().to_owned())
        .bind(new.id.as_str().to_owned())
        .bind(new.case.as_str().to_owned())
        .bind(agreement.owed.currency().code())
        .bind(new.policy.0.as_str().to_owned())
        .bind(new.policy.1)
        .bind(agreed::write(agreement))
        .bind(words(new.plan.state()).0)
        .bind(new.accepted_at.timestamp_millis())
        .bind(Health::of(&new.plan).as_str())
        .execute(&mut **tx)
        .await?;
    for debt in &new.debts {
        sqlx::query(INSERT_DEBT)
            .bind(tenant.id().to_owned())
            .bind(new.id.as_str().to_owned())
            .bind(debt.as_str().to_owned())
            .execute(&mut **tx)
            .await?;
    }
    Ok(())
}

macro_rules! plans {
    ($rest:literal) => {
        concat!(
            "select p.id, p.case_id, p.currency, p.policy_id, p.policy_version, p.agreed, p.accepted_at
             from plans p ",
            $rest
        )
    };
}

const BY_ID: &str = plans!("where p.creditor_id = $1 and p.id = $2");

/// The plan with this id.
pub async fn find(
    conn: &mut AnyConnection,
    tenant: &Tenant,
    id: &PlanId,
) -> Result<Option<Kept>, StoreError> {
    let row = sqlx::query(BY_ID)
        .bind(tenant.id().to_owned())
        .bind(id.as_str().to_owned())
        .fetch_optional(&mut *conn)
        .await?;
    match row {
        Some(row) => Ok(Some(kept(conn, tenant, &row).await?)),
        None => Ok(None),
    }
}

const OF_CASE: &str =
    plans!("where p.creditor_id = $1 and p.case_id = $2 order by p.accepted_at, p.id");

/// The plans of a case, oldest first.
pub async fn of_case(
    conn: &mut AnyConnection,
    tenant: &Tenant,
    case: &CaseId,
) -> Result<Vec<Kept>, StoreError> {
    let rows = sqlx::query(OF_CASE)
        .bind(tenant.id().to_owned())
        .bind(case.as_str().to_owned())
        .fetch_all(&mut *conn)
        .await?;
    let mut plans = Vec::new();
    for row in &rows {
        plans.push(kept(conn, tenant, row).await?);
    }
    Ok(plans)
}

const RUNNING: &str = "
    select id from plans where creditor_id = $1 and state = $2 and id > $3 order by id limit $4";

/// Ids behind `after` of plans in the state that the word names, in their order.
pub async fn in_state(
    conn: &mut AnyConnection,
    tenant: &Tenant,
    (state, after, limit): (&'static str, &str, i64),
) -> Result<Vec<PlanId>, StoreError> {
    let rows = sqlx::query(RUNNING)
        .bind(tenant.id().to_owned())
        .bind(state)
        .bind(after.to_owned())
        .bind(limit)
        .fetch_all(conn)
        .await?;
    rows.iter().map(|row| row.parsed("id")).collect()
}

/// State and events in one statement: what somebody commits between two would look like damage. A plan to which
/// nothing has happened has one row without an event.
const EVENTS: &str = "
    select p.state, p.state_on, p.into_plan_id, e.happened_on, e.kind, e.facts
    from plans p
    left join plan_events e on e.creditor_id = p.creditor_id and e.plan_id = p.id
    where p.creditor_id = $1 and p.id = $2 order by e.number";

const DEBTS: &str = "
    select debt_id from plan_debts where creditor_id = $1 and plan_id = $2 order by debt_id";

/// The plan in `row`, with what happened to it.
async fn kept(conn: &mut AnyConnection, tenant: &Tenant, row: &AnyRow) -> Result<Kept, StoreError> {
    let id = row.text("id")?;
    let events = sqlx::query(EVENTS)
        .bind(tenant.id().to_owned())
        .bind(id.clone())
        .fetch_all(&mut *conn)
        .await?;
    let debts = sqlx::query(DEBTS).bind(tenant.id().to_owned()).bind(id).fetch_all(conn).await?;
    let debts = debts.iter().map(|row| row.parsed("debt_id")).collect::<Result<_, _>>()?;
    replayed::replayed(row, &events, debts)
}

const INSERT_EVENT: &str = "
    insert into plan_events (creditor_id, plan_id, number, happened_on, kind, facts, cause, made_at)
    values ($1, $2, $3, $4, $5, $6, $7, $8)";

const SET_STATE: &str = "
    update plans set state = $3, state_on = $4, into_plan_id = $5, health = $6
    where creditor_id = $1 and id = $2";

const RELEASE: &str = "
    update plan_debts set active_debt_id = null where creditor_id = $1 and plan_id = $2";

const TAKE_AGAIN: &str = "
    update plan_debts set active_debt_id = debt_id where creditor_id = $1 and plan_id = $2";

/// Writes what happened to a plan of a locked case, and gives the plan after it. A plan that is over gives
/// its debts back; one that is reopened takes them again, and fails as a duplicate if another one has them.
pub async fn append(
    tx: &mut Tx,
    tenant: &Tenant,
    kept: Kept,
    (events, cause): (&[Event], &str),
    now: DateTime<Utc>,
) -> Result<Kept, StoreError> {
    let Kept { id, plan, events: before, .. } = &kept;
    let plan = plan
        .clone()
        .replay(events)
        .map_err(|error| StoreError::Corrupt(format!("plan {id}: {error}")))?;
    let mut number = *before;
    for event in events {
        number += 1;
        let (kind, facts) = happened::write(&event.what);
        sqlx::query(INSERT_EVENT)
            .bind(tenant.id().to_owned())
            .bind(id.as_str().to_owned())
            .bind(number)
            .bind(event.on.to_string())
            .bind(kind)
            .bind(facts)
            .bind(cause.to_owned())
            .bind(now.timestamp_millis())
            .execute(&mut **tx)
            .await?;
    }
    let (state, on, into) = words(plan.state());
    let done = sqlx::query(SET_STATE)
        .bind(tenant.id().to_owned())
        .bind(id.as_str().to_owned())
        .bind(state)
        .bind(on.map(|day| day.to_string()))
        .bind(into.map(|plan| plan.as_str().to_owned()))
        .bind(Health::of(&plan).as_str())
        .execute(&mut **tx)
        .await?;
    one_row(&done, "set the state of a plan")?;
    let debts = match (runs(kept.plan.state()), runs(plan.state())) {
        (_, false) => Some(RELEASE),
        (false, true) => Some(TAKE_AGAIN),
        (true, true) => None,
    };
    if let Some(sql) = debts {
        sqlx::query(sql)
            .bind(tenant.id().to_owned())
            .bind(id.as_str().to_owned())
            .execute(&mut **tx)
            .await?;
    }
    Ok(Kept { plan, events: number, ..kept })
}

/// The word for active plans.
pub const ACTIVE: &str = "active";

/// The word for plans whose last waiver is still to come.
pub const PAID: &str = "paid";

/// Whether the plan's debts belong to it still.
pub const fn runs(state: &State) -> bool {
    matches!(state, State::Active | State::Paid { .. })
}

/// A state as it is stored: its word, its day, the plan that took its place.
fn words(state: &State) -> (&'static str, Option<NaiveDate>, Option<&PlanId>) {
    match state {
        State::Active => (ACTIVE, None, None),
        State::Paid { on } => (PAID, Some(*on), None),
        State::Completed { on } => ("completed", Some(*on), None),
        State::Broken { on } => ("broken", Some(*on), None),
        State::Cancelled { on } => ("cancelled", Some(*on), None),
        State::Renegotiated { on, into } => ("renegotiated", Some(*on), Some(into)),
    }
}

/// Every statement of this file.
pub const STATEMENTS: &[&str] = &[
    INSERT,
    INSERT_DEBT,
    BY_ID,
    OF_CASE,
    RUNNING,
    EVENTS,
    DEBTS,
    INSERT_EVENT,
    SET_STATE,
    RELEASE,
    TAKE_AGAIN,
    page::STATEMENTS[0],
    page::STATEMENTS[1],
    page::STATEMENTS[2],
    page::STATEMENTS[3],
    paid::STATEMENTS[0],
    paid::STATEMENTS[1],
    paid::STATEMENTS[2],
    listed::STATEMENTS[0],
    listed::STATEMENTS[1],
    listed::STATEMENTS[2],
    listed::STATEMENTS[3],
];
