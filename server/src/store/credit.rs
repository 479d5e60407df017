//! Cases that hold credit.

use domain::ids::CaseId;
use sqlx::AnyConnection;

use super::StoreError;
use super::row::Columns;
use crate::tenant::Tenant;

const CASES: &str = "
    select distinct case_id from case_balances
    where creditor_id = $1 and credit_minor > 0 and case_id > $2 order by case_id limit $3";

/// Ids behind `after` of cases with credit in any currency, in their order.
pub async fn cases(
    conn: &mut AnyConnection,
    tenant: &Tenant,
    (after, limit): (&str, i64),
) -> Result<Vec<CaseId>, StoreError> {
    let rows = sqlx::query(CASES)
        .bind(tenant.id().to_owned())
        .bind(after.to_owned())
        .bind(limit)
        .fetch_all(conn)
        .await?;
    rows.iter().map(|row| row.parsed("case_id")).collect()
}

/// Every statement of this file.
pub const STATEMENTS: &[&str] = &[CASES];
