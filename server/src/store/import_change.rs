//! What imports changed of what was there before: as it was, and as they left it.

use domain::ids::{BatchId, CaseId};
use sqlx::AnyConnection;

use super::StoreError;
use super::row::Columns;
use crate::tenant::Tenant;

/// A debt, a credit note or a person that an import changed.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Change {
    /// The import.
    pub batch: BatchId,
    /// The id of what was changed.
    pub of: String,
    /// Its case.
    pub case: CaseId,
    /// As the import found it: JSON, that of a person sealed under the person's key.
    pub was: Vec<u8>,
    /// As the import left it.
    pub became: Vec<u8>,
}

const OF_CASE: &str = "
    select of_id, was, became from import_changes
    where creditor_id = $1 and batch_id = $2 and case_id = $3 order by of_id";

/// What the import `batch` changed in a case.
pub async fn of_case(
    conn: &mut AnyConnection,
    tenant: &Tenant,
    (batch, case): (&BatchId, &CaseId),
) -> Result<Vec<Change>, StoreError> {
    let rows = sqlx::query(OF_CASE)
        .bind(tenant.id().to_owned())
        .bind(batch.as_str().to_owned())
        .bind(case.as_str().to_owned())
        .fetch_all(conn)
        .await?;
    rows.iter()
        .map(|row| {
            Ok(Change {
                batch: batch.clone(),
                of: row.text("of_id")?,
                case: case.clone(),
                was: row.bytes("was")?,
                became: row.bytes("became")?,
            })
        })
        .collect()
}

/// Every statement of this file but the one with which an import writes.
pub const STATEMENTS: &[&str] = &[OF_CASE];
