//! Attempts that are transfers, and wait for the creditor.

use chrono::{DateTime, Utc};
use sqlx::AnyConnection;

use super::StoreError;
use super::attempt::{Attempt, attempts, from_row};
use crate::tenant::Tenant;

const TRANSFERS: &str = attempts!(
    "where a.creditor_id = $1 and a.channel = 'transfer' and a.state = 'pending'
     order by a.made_at, a.id limit 200"
);

/// Announced transfers that wait for the creditor, oldest first.
pub async fn transfers_waiting(
    conn: &mut AnyConnection,
    tenant: &Tenant,
) -> Result<Vec<Attempt>, StoreError> {
    let rows = sqlx::query(TRANSFERS).bind(tenant.id().to_owned()).fetch_all(conn).await?;
    rows.iter().map(from_row).collect()
}

const ANNOUNCED_SINCE: &str = attempts!(
    "where a.creditor_id = $1 and a.channel = 'transfer' and a.state = 'pending'
        and a.announced_at > $2
     order by a.made_at, a.id"
);

/// Transfers that were announced after an instant and wait for the creditor, oldest first.
pub async fn announced_since(
    conn: &mut AnyConnection,
    tenant: &Tenant,
    after: DateTime<Utc>,
) -> Result<Vec<Attempt>, StoreError> {
    let rows = sqlx::query(ANNOUNCED_SINCE)
        .bind(tenant.id().to_owned())
        .bind(after.timestamp_millis())
        .fetch_all(conn)
        .await?;
    rows.iter().map(from_row).collect()
}

/// Every statement of this file.
pub const STATEMENTS: &[&str] = &[TRANSFERS, ANNOUNCED_SINCE];
