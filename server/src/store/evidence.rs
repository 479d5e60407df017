//! The evidence chains: appended in every use case's transaction, never changed.

use chrono::{DateTime, Utc};
use domain::evidence::Head;
use domain::ids::CaseId;
use sqlx::AnyConnection;
use sqlx::any::AnyRow;

use super::case::{self, LockedCase};
use super::row::Columns;
use super::{StoreError, Tx};
use crate::tenant::Tenant;

/// One act on a case, as the chain holds it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Act {
    /// Its place in the chain, from 1.
    pub seq: i64,
    /// When.
    pub at: DateTime<Utc>,
    /// What, in a word of the program.
    pub kind: String,
    /// The canonical text: ids, amounts, hashes; never readable personal data.
    pub body: String,
    /// The head after it.
    pub hash: Vec<u8>,
}

const INSERT: &str = "
    insert into evidence (creditor_id, case_id, seq, at, kind, body, hash)
    values ($1, $2, $3, $4, $5, $6, $7)";

/// Appends an act to the chain of a locked case.
pub async fn append(
    tx: &mut Tx,
    tenant: &Tenant,
    case: &mut LockedCase,
    now: DateTime<Utc>,
    (kind, body): (&str, &str),
) -> Result<Head, StoreError> {
    case.head = case.head.after(now, kind, body);
    sqlx::query(INSERT)
        .bind(tenant.id().to_owned())
        .bind(case.id.as_str().to_owned())
        .bind(case.head.seq)
        .bind(now.timestamp_millis())
        .bind(kind.to_owned())
        .bind(body.to_owned())
        .bind(case.head.hash.to_vec())
        .execute(&mut **tx)
        .await?;
    case::set_head(tx, tenant, case).await?;
    Ok(case.head)
}

const OF_CASE: &str = "
    select seq, at, kind, body, hash from evidence
    where creditor_id = $1 and case_id = $2 order by seq";

/// The whole chain of a case, oldest first.
pub async fn of_case(
    conn: &mut AnyConnection,
    tenant: &Tenant,
    id: &CaseId,
) -> Result<Vec<Act>, StoreError> {
    let rows = sqlx::query(OF_CASE)
        .bind(tenant.id().to_owned())
        .bind(id.as_str().to_owned())
        .fetch_all(conn)
        .await?;
    rows.iter().map(from_row).collect()
}

const LAST: &str = "
    select seq, at, kind, body, hash from evidence
    where creditor_id = $1 and case_id = $2 and kind = $3 and body like $4
    order by seq desc limit 1";

/// The last act of a case of this kind whose body begins with the word `of`.
pub async fn last(
    conn: &mut AnyConnection,
    tenant: &Tenant,
    id: &CaseId,
    (kind, of): (&str, &str),
) -> Result<Option<Act>, StoreError> {
    let row = sqlx::query(LAST)
        .bind(tenant.id().to_owned())
        .bind(id.as_str().to_owned())
        .bind(kind.to_owned())
        .bind(format!("{of} %"))
        .fetch_optional(conn)
        .await?;
    row.map(|row| from_row(&row)).transpose()
}

fn from_row(row: &AnyRow) -> Result<Act, StoreError> {
    Ok(Act {
        seq: row.number("seq")?,
        at: row.instant("at")?,
        kind: row.text("kind")?,
        body: row.text("body")?,
        hash: row.bytes("hash")?,
    })
}

/// Every statement of this file.
pub const STATEMENTS: &[&str] = &[INSERT, OF_CASE, LAST];
