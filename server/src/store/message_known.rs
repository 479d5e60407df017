//! Whether something was written about already.

use sqlx::AnyConnection;

use super::StoreError;
use crate::tenant::Tenant;

const BY_OCCURRENCE: &str = "select id from messages where creditor_id = $1 and occurrence = $2";

/// Whether a message of this occurrence was queued, whatever became of it.
pub async fn is_known(
    conn: &mut AnyConnection,
    tenant: &Tenant,
    occurrence: &str,
) -> Result<bool, StoreError> {
    let row = sqlx::query(BY_OCCURRENCE)
        .bind(tenant.id().to_owned())
        .bind(occurrence.to_owned())
        .fetch_optional(conn)
        .await?;
    Ok(row.is_some())
}

/// Every statement of this file.
pub const STATEMENTS: &[&str] = &[BY_OCCURRENCE];
