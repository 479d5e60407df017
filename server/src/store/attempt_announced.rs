//! Transfers that debtors say they have made, and that wait for the creditor's answer.

use chrono::{DateTime, Utc};
use domain::ids::{AttemptId, CaseId};
use sqlx::AnyConnection;

use super::StoreError;
use super::row::Columns;
use crate::tenant::Tenant;

/// One of them.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Announced {
    /// The attempt.
    pub id: AttemptId,
    /// Whose money it is for.
    pub case: CaseId,
    /// When the debtor said so.
    pub at: DateTime<Utc>,
}

const SINCE: &str = "
    select id, case_id, announced_at from attempts
    where creditor_id = $1 and channel = 'transfer' and state = 'pending' and announced_at > $2
    order by made_at, id";

/// Those that were announced after an instant, oldest first.
pub async fn since(
    conn: &mut AnyConnection,
    tenant: &Tenant,
    after: DateTime<Utc>,
) -> Result<Vec<Announced>, StoreError> {
    let rows = sqlx::query(SINCE)
        .bind(tenant.id().to_owned())
        .bind(after.timestamp_millis())
        .fetch_all(conn)
        .await?;
    rows.iter()
        .map(|row| {
            let (id, case) = (row.parsed("id")?, row.parsed("case_id")?);
            Ok(Announced { id, case, at: row.instant("announced_at")? })
        })
        .collect()
}

/// Every statement of this file.
pub const STATEMENTS: &[&str] = &[SINCE];
