//! Cases that owe nothing any more, as planning looks at them: by their certificates.

use chrono::NaiveDate;
use domain::ids::{CaseId, ClearanceId};
use sqlx::AnyConnection;
use sqlx::any::AnyRow;

use super::StoreError;
use super::row::Columns;
use crate::tenant::Tenant;

const SETTLED: &str = "
    select id, case_id, issued_on from clearances
    where creditor_id = $1 and issued_on <= $2 and (issued_on, id) > ($3, $4) and revoked_at is null
    order by issued_on, id limit $5";

/// A certificate in force.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Settled {
    /// The certificate.
    pub id: ClearanceId,
    /// Whose it is.
    pub case: CaseId,
    /// Since when.
    pub issued_on: NaiveDate,
}

/// The next certificates in force behind a day and an id, up to the day `until`, oldest first.
pub async fn page(
    conn: &mut AnyConnection,
    tenant: &Tenant,
    (behind, until): ((NaiveDate, &str), NaiveDate),
    limit: i64,
) -> Result<Vec<Settled>, StoreError> {
    let rows = sqlx::query(SETTLED)
        .bind(tenant.id().to_owned())
        .bind(until.to_string())
        .bind(behind.0.to_string())
        .bind(behind.1.to_owned())
        .bind(limit)
        .fetch_all(conn)
        .await?;
    let settled = |row: &AnyRow| {
        let (id, case) = (row.parsed("id")?, row.parsed("case_id")?);
        Ok(Settled { id, case, issued_on: row.parsed("issued_on")? })
    };
    rows.iter().map(settled).collect()
}

/// Every statement of this file.
pub const STATEMENTS: &[&str] = &[SETTLED];
