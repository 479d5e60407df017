//! What debtors said and nobody has answered: holds that no person of the team has lifted.

use chrono::{DateTime, Utc};
use domain::ids::{CaseId, HoldId};
use sqlx::AnyConnection;

use super::StoreError;
use super::hold::HoldKind;
use super::row::Columns;
use crate::tenant::Tenant;

/// One of them.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Waits {
    /// The hold.
    pub id: HoldId,
    /// Whose case it is.
    pub case: CaseId,
    /// What they said.
    pub kind: HoldKind,
    /// When.
    pub at: DateTime<Utc>,
}

const SINCE: &str = "
    select id, case_id, kind, placed_at from holds
    where creditor_id = $1 and lifted_at is null and placed_at > $2 order by placed_at, id";

/// Those that were placed after an instant, oldest first.
pub async fn since(
    conn: &mut AnyConnection,
    tenant: &Tenant,
    after: DateTime<Utc>,
) -> Result<Vec<Waits>, StoreError> {
    let rows = sqlx::query(SINCE)
        .bind(tenant.id().to_owned())
        .bind(after.timestamp_millis())
        .fetch_all(conn)
        .await?;
    rows.iter().map(from_row).collect()
}

const BY_ID: &str = "
    select id, case_id, kind, placed_at from holds
    where creditor_id = $1 and id = $2 and lifted_at is null";

/// The hold `id`, if nobody has lifted it.
pub async fn find(
    conn: &mut AnyConnection,
    tenant: &Tenant,
    id: &HoldId,
) -> Result<Option<Waits>, StoreError> {
    let row = sqlx::query(BY_ID)
        .bind(tenant.id().to_owned())
        .bind(id.as_str().to_owned())
        .fetch_optional(conn)
        .await?;
    row.map(|row| from_row(&row)).transpose()
}

fn from_row(row: &sqlx::any::AnyRow) -> Result<Waits, StoreError> {
    let (id, case, kind) = (row.parsed("id")?, row.parsed("case_id")?, row.parsed("kind")?);
    Ok(Waits { id, case, kind, at: row.instant("placed_at")? })
}

/// Every statement of this file.
pub const STATEMENTS: &[&str] = &[SINCE, BY_ID];
