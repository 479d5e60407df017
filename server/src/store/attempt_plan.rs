//! Which plan a try at paying is for.

use domain::ids::{AttemptId, PlanId};
use domain::plan::Extra;
use sqlx::AnyConnection;

use super::row::Columns;
use super::{StoreError, Tx};
use crate::tenant::Tenant;

const NEXT: &str = "next";
const LAST: &str = "last";

const INSERT: &str = "
    insert into attempt_plans (creditor_id, attempt_id, plan_id, extra) values ($1, $2, $3, $4)";

/// Remembers that an attempt is for a plan.
pub async fn insert(
    tx: &mut Tx,
    tenant: &Tenant,
    attempt: &AttemptId,
    (plan, extra): (&PlanId, Extra),
) -> Result<(), StoreError> {
    let extra = match extra {
        Extra::Next => NEXT,
        Extra::Last => LAST,
    };
    sqlx::query(INSERT)
        .bind(tenant.id().to_owned())
        .bind(attempt.as_str().to_owned())
        .bind(plan.as_str().to_owned())
        .bind(extra)
        .execute(&mut **tx)
        .await?;
    Ok(())
}

const EXTRA: &str = "
    select extra from attempt_plans where creditor_id = $1 and attempt_id = $2";

/// Where the money of an attempt goes that is more than what its plan asks for; to the next instalments
/// unless the debtor chose otherwise.
pub async fn extra(
    conn: &mut AnyConnection,
    tenant: &Tenant,
    attempt: &AttemptId,
) -> Result<Extra, StoreError> {
    let row = sqlx::query(EXTRA)
        .bind(tenant.id().to_owned())
        .bind(attempt.as_str().to_owned())
        .fetch_optional(conn)
        .await?;
    match row {
        Some(row) if row.text("extra")? == LAST => Ok(Extra::Last),
        _ => Ok(Extra::Next),
    }
}

const PLAN: &str = "
    select plan_id from attempt_plans where creditor_id = $1 and attempt_id = $2";

/// The plan that an attempt is for, if it is for one.
pub async fn plan(
    conn: &mut AnyConnection,
    tenant: &Tenant,
    attempt: &AttemptId,
) -> Result<Option<PlanId>, StoreError> {
    let row = sqlx::query(PLAN)
        .bind(tenant.id().to_owned())
        .bind(attempt.as_str().to_owned())
        .fetch_optional(conn)
        .await?;
    row.map(|row| row.parsed("plan_id")).transpose()
}

/// Every statement of this file.
pub const STATEMENTS: &[&str] = &[INSERT, EXTRA, PLAN];
