//! Plans by how they do, and what happened to one of them.

use chrono::{DateTime, Utc};
use domain::ids::{CaseId, PlanId};
use domain::plan::{Event, Plan, State};
use sqlx::AnyConnection;

use super::{Kept, happened};
use crate::store::StoreError;
use crate::store::row::Columns;
use crate::tenant::Tenant;

/// How a plan does, as lists sort plans.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Health {
    /// It runs, and nothing that was missed is unpaid.
    OnTime,
    /// It runs, and something that was missed is unpaid.
    Late,
    /// It is over, with nothing owed.
    Completed,
    /// It ended because dates were missed.
    Broken,
    /// It was ended otherwise.
    Cancelled,
    /// Another one took its place.
    Renegotiated,
}

impl Health {
    /// Of a plan as it stands.
    pub fn of(plan: &Plan) -> Self {
        match plan.state() {
            State::Active if plan.is_late() => Self::Late,
            State::Active | State::Paid { .. } => Self::OnTime,
            State::Completed { .. } => Self::Completed,
            State::Broken { .. } => Self::Broken,
            State::Cancelled { .. } => Self::Cancelled,
            State::Renegotiated { .. } => Self::Renegotiated,
        }
    }

    /// The word that stands for it in the store.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::OnTime => "on-time",
            Self::Late => "late",
            Self::Completed => "completed",
            Self::Broken => "broken",
            Self::Cancelled => "cancelled",
            Self::Renegotiated => "renegotiated",
        }
    }
}

const NEWEST: &str = "
    select id from plans where creditor_id = $1 and id < $2 order by id desc limit $3";

const NEWEST_OF_HEALTH: &str = "
    select id from plans
    where creditor_id = $1 and health = $2 and id < $3 order by id desc limit $4";

/// Ids of the next plans behind the plan `after`, newest first: all of them, or those that do as `health`
/// says.
pub async fn newest(
    conn: &mut AnyConnection,
    tenant: &Tenant,
    health: Option<Health>,
    (after, limit): (Option<&PlanId>, i64),
) -> Result<Vec<PlanId>, StoreError> {
    // Ids sort by age, and none of ours is all ones.
    let end = PlanId::from_bits(u128::MAX);
    let after = after.unwrap_or(&end).as_str().to_owned();
    let rows = match health {
        None => sqlx::query(NEWEST).bind(tenant.id().to_owned()).bind(after).bind(limit),
        Some(health) => sqlx::query(NEWEST_OF_HEALTH)
            .bind(tenant.id().to_owned())
            .bind(health.as_str())
            .bind(after)
            .bind(limit),
    };
    let rows = rows.fetch_all(conn).await?;
    rows.iter().map(|row| row.parsed("id")).collect()
}

const IN_GOOD_ORDER: &str = "
    select p.id from plans p
    where p.creditor_id = $1 and p.case_id = $2 and p.state = 'active' and p.health = 'on-time'
        and not exists (
            select 1 from debts d
            join debt_balances b on b.creditor_id = d.creditor_id and b.debt_id = d.id
            where d.creditor_id = $1 and d.case_id = $2
                and b.principal_minor + b.interest_minor + b.fee_minor > 0
                and not exists (
                    select 1 from plan_debts pd
                    where pd.creditor_id = $1 and pd.active_debt_id = d.id
                )
        )
    limit 1";

/// Whether a plan of the case runs with nothing missed, and everything that is owed is in plans.
pub async fn in_good_order(
    conn: &mut AnyConnection,
    tenant: &Tenant,
    case: &CaseId,
) -> Result<bool, StoreError> {
    let row = sqlx::query(IN_GOOD_ORDER)
        .bind(tenant.id().to_owned())
        .bind(case.as_str().to_owned())
        .fetch_optional(conn)
        .await?;
    Ok(row.is_some())
}

/// One thing that happened to a plan.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Told {
    /// Its number, from 1.
    pub number: i64,
    /// What, and on which day.
    pub event: Event,
    /// The payment, the entry or the form that it came of.
    pub cause: String,
    /// When it was written down.
    pub at: DateTime<Utc>,
}

const EVENTS: &str = "
    select number, happened_on, kind, facts, cause, made_at from plan_events
    where creditor_id = $1 and plan_id = $2 order by number";

/// What happened to a plan, oldest first.
pub async fn events(
    conn: &mut AnyConnection,
    tenant: &Tenant,
    kept: &Kept,
) -> Result<Vec<Told>, StoreError> {
    let currency = kept.plan.agreement().owed.currency();
    let rows = sqlx::query(EVENTS)
        .bind(tenant.id().to_owned())
        .bind(kept.id.as_str().to_owned())
        .fetch_all(conn)
        .await?;
    rows.iter()
        .map(|row| {
            let what = happened::read(&row.text("kind")?, &row.text("facts")?, currency);
            let corrupt = || StoreError::Corrupt(format!("plan {}: an event", kept.id));
            Ok(Told {
                number: row.number("number")?,
                event: Event { on: row.parsed("happened_on")?, what: what.ok_or_else(corrupt)? },
                cause: row.text("cause")?,
                at: row.instant("made_at")?,
            })
        })
        .collect()
}

/// Every statement of this file.
pub(super) const STATEMENTS: [&str; 4] = [NEWEST, NEWEST_OF_HEALTH, IN_GOOD_ORDER, EVENTS];
