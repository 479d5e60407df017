//! Tries at paying that somebody had to answer: the creditor, whether a transfer came; a bank, whether a debit
//! or a voucher was paid.

use chrono::{DateTime, Utc};
use domain::ids::{AttemptId, CaseId};
use sqlx::AnyConnection;

use super::StoreError;
use super::row::Columns;
use crate::tenant::Tenant;

/// One of them.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Waited {
    /// The attempt.
    pub id: AttemptId,
    /// Since when: the debtor announced the transfer, or opened the page.
    pub since: DateTime<Utc>,
    /// When the answer came first; `None` while there is none.
    pub ended_at: Option<DateTime<Utc>>,
}

const OF_CASE: &str = "
    select id, coalesce(announced_at, made_at) as since, ended_at from attempts
    where creditor_id = $1 and case_id = $2
        and ((channel = 'transfer' and announced_at is not null)
            or (channel = 'stripe' and state = 'failed' and method_id is null
                and provider_session is not null))
    order by made_at, id";

/// Of a case: the transfers that were announced, answered or not, and the pages on which the debtor did their
/// part and the money did not come, oldest first. Charges of a saved card are none of them.
pub async fn of_case(
    conn: &mut AnyConnection,
    tenant: &Tenant,
    case: &CaseId,
) -> Result<Vec<Waited>, StoreError> {
    let rows = sqlx::query(OF_CASE)
        .bind(tenant.id().to_owned())
        .bind(case.as_str().to_owned())
        .fetch_all(conn)
        .await?;
    rows.iter()
        .map(|row| {
            let (id, since) = (row.parsed("id")?, row.instant("since")?);
            Ok(Waited { id, since, ended_at: row.maybe_instant("ended_at")? })
        })
        .collect()
}

/// Every statement of this file.
pub const STATEMENTS: &[&str] = &[OF_CASE];
