//! Changes of imports that wait, and that a person left as they are.

use chrono::{DateTime, Utc};
use sqlx::AnyConnection;

use super::db::{in_order, listed};
use super::row::Columns;
use super::{StoreError, Tx};
use crate::tenant::Tenant;

const LEAVE: &str = "
    insert into import_left (creditor_id, debt_reference, claim, left_by, left_at)
    values ($1, $2, $3, $4, $5)
    on conflict (creditor_id, debt_reference) do update set
        claim = excluded.claim, left_by = excluded.left_by, left_at = excluded.left_at";

/// Leaves a change as it is: `claim` is what the row says, `who` the member of the team.
pub async fn leave(
    tx: &mut Tx,
    tenant: &Tenant,
    (reference, claim, who): (&str, &str, &str),
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    sqlx::query(LEAVE)
        .bind(tenant.id().to_owned())
        .bind(reference.to_owned())
        .bind(claim.to_owned())
        .bind(who.to_owned())
        .bind(now.timestamp_millis())
        .execute(&mut **tx)
        .await?;
    Ok(())
}

const FORGET: &str = "delete from import_left where creditor_id = $1 and debt_reference = $2";

/// Forgets that a change was left: it is made.
pub async fn forget(tx: &mut Tx, tenant: &Tenant, reference: &str) -> Result<(), StoreError> {
    let query = sqlx::query(FORGET).bind(tenant.id().to_owned()).bind(reference.to_owned());
    query.execute(&mut **tx).await?;
    Ok(())
}

const LEFT: &str = "
    select debt_reference, claim from import_left where creditor_id = $1 and debt_reference in ";

/// What was left of these debts: each reference with what its row said.
pub async fn left(
    conn: &mut AnyConnection,
    tenant: &Tenant,
    references: &[&str],
) -> Result<Vec<(String, String)>, StoreError> {
    if references.is_empty() {
        return Ok(Vec::new());
    }
    let sql = format!("{LEFT}{}", listed(2, references.len()));
    let mut query = sqlx::query(in_order(conn, sql)).bind(tenant.id().to_owned());
    for reference in references {
        query = query.bind((*reference).to_owned());
    }
    let rows = query.fetch_all(conn).await?;
    rows.iter().map(|row| Ok((row.text("debt_reference")?, row.text("claim")?))).collect()
}

/// Every statement of this file but the one whose width varies.
pub const STATEMENTS: &[&str] = &[LEAVE, FORGET];
