//! Why the team refused a transfer or undid a payment. The words are sealed under the debtor's own key.

use domain::ids::CaseId;
use sqlx::AnyConnection;

use super::row::Columns;
use super::{StoreError, Tx};
use crate::tenant::Tenant;

/// One reason.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Sealed {
    /// The id of the transfer or the payment.
    pub about: String,
    /// The words, sealed in column `reason` of what they are about.
    pub text: Vec<u8>,
}

const INSERT: &str = "
    insert into reasons (creditor_id, about, case_id, reason_sealed) values ($1, $2, $3, $4)";

/// Writes a reason; what it is about has none yet.
pub async fn insert(
    tx: &mut Tx,
    tenant: &Tenant,
    case: &CaseId,
    reason: &Sealed,
) -> Result<(), StoreError> {
    sqlx::query(INSERT)
        .bind(tenant.id().to_owned())
        .bind(reason.about.clone())
        .bind(case.as_str().to_owned())
        .bind(reason.text.clone())
        .execute(&mut **tx)
        .await?;
    Ok(())
}

const OF_CASE: &str = "
    select about, reason_sealed from reasons where creditor_id = $1 and case_id = $2";

/// The reasons of a case, in no order.
pub async fn of_case(
    conn: &mut AnyConnection,
    tenant: &Tenant,
    case: &CaseId,
) -> Result<Vec<Sealed>, StoreError> {
    let rows = sqlx::query(OF_CASE)
        .bind(tenant.id().to_owned())
        .bind(case.as_str().to_owned())
        .fetch_all(conn)
        .await?;
    rows.iter()
        .map(|row| Ok(Sealed { about: row.text("about")?, text: row.bytes("reason_sealed")? }))
        .collect()
}

/// Every statement of this file.
pub const STATEMENTS: &[&str] = &[INSERT, OF_CASE];
