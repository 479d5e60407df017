//! What paid a plan, and what completed it.

use chrono::{DateTime, Utc};
use domain::ids::PlanId;
use domain::money::Money;
use domain::plan::What;
use sqlx::AnyConnection;

use super::{Kept, happened};
use crate::store::StoreError;
use crate::store::row::Columns;
use crate::tenant::Tenant;

const PAID_BY: &str = "
    select distinct cause from plan_events
    where creditor_id = $1 and plan_id = $2 and kind = 'paid'";

/// The causes of everything that was paid on a plan.
pub async fn paid_by(
    conn: &mut AnyConnection,
    tenant: &Tenant,
    id: &PlanId,
) -> Result<Vec<String>, StoreError> {
    let rows = sqlx::query(PAID_BY)
        .bind(tenant.id().to_owned())
        .bind(id.as_str().to_owned())
        .fetch_all(conn)
        .await?;
    rows.iter().map(|row| row.text("cause")).collect()
}

const SHARES: &str = "
    select cause, facts from plan_events
    where creditor_id = $1 and plan_id = $2 and kind = 'paid' order by number";

/// What was paid on a plan, oldest first, each with its cause; what was taken back again is still there.
pub async fn shares(
    conn: &mut AnyConnection,
    tenant: &Tenant,
    kept: &Kept,
) -> Result<Vec<(String, Money)>, StoreError> {
    let currency = kept.plan.agreement().owed.currency();
    let rows = sqlx::query(SHARES)
        .bind(tenant.id().to_owned())
        .bind(kept.id.as_str().to_owned())
        .fetch_all(conn)
        .await?;
    rows.iter()
        .map(|row| match happened::read("paid", &row.text("facts")?, currency) {
            Some(What::Paid(_, amount)) => Ok((row.text("cause")?, amount)),
            _ => Err(StoreError::Corrupt(format!("plan {}: an event", kept.id))),
        })
        .collect()
}

/// What completed a plan.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Completion {
    /// The cause of the event.
    pub cause: String,
    /// When it was written down.
    pub at: DateTime<Utc>,
}

const COMPLETED_BY: &str = "
    select cause, made_at from plan_events
    where creditor_id = $1 and plan_id = $2 and kind = 'completed'";

/// What completed a plan; `None` if nothing has.
pub async fn completed_by(
    conn: &mut AnyConnection,
    tenant: &Tenant,
    id: &PlanId,
) -> Result<Option<Completion>, StoreError> {
    let row = sqlx::query(COMPLETED_BY)
        .bind(tenant.id().to_owned())
        .bind(id.as_str().to_owned())
        .fetch_optional(conn)
        .await?;
    row.map(|row| Ok(Completion { cause: row.text("cause")?, at: row.instant("made_at")? }))
        .transpose()
}

/// Every statement of this file.
pub(super) const STATEMENTS: [&str; 3] = [PAID_BY, SHARES, COMPLETED_BY];
