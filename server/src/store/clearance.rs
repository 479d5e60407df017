//! Debt-free certificates: what they say, sealed under the person's key; what their codes tell everybody.

use chrono::{DateTime, NaiveDate, Utc};
use domain::clearance::Code;
use domain::evidence::Head;
use domain::ids::{CaseId, ClearanceId, DebtId};
use sha2::{Digest, Sha256};
use sqlx::AnyConnection;
use sqlx::any::AnyRow;

use super::db::{in_order, placeholders};
use super::row::{Columns, one_row};
use super::{StoreError, Tx};
use crate::keys::{DataKey, Place};
use crate::tenant::Tenant;

/// A certificate before it is issued. No `Debug`: it is personal.
pub struct NewClearance<'a> {
    /// The certificate.
    pub id: &'a ClearanceId,
    /// Whose it is.
    pub case: &'a CaseId,
    /// What everybody can check it by.
    pub code: &'a Code,
    /// The language in which it is written.
    pub language: &'a str,
    /// What it says, word for word.
    pub paper: &'a str,
    /// The debts that it names.
    pub debts: &'a [DebtId],
    /// The day in the creditor's zone.
    pub issued_on: NaiveDate,
    /// When.
    pub issued_at: DateTime<Utc>,
}

/// One certificate, without what it says.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Clearance {
    /// The certificate.
    pub id: ClearanceId,
    /// Whose it is.
    pub case: CaseId,
    /// What everybody can check it by.
    pub code: Code,
    /// The language in which it is written.
    pub language: String,
    /// How many debts it names.
    pub debts: i64,
    /// The day in the creditor's zone.
    pub issued_on: NaiveDate,
    /// When.
    pub issued_at: DateTime<Utc>,
    /// When it was revoked, if it was.
    pub revoked_at: Option<DateTime<Utc>>,
}

const INSERT: &str = "
    insert into clearances (creditor_id, id, case_id, code, language, paper_sealed, paper_hash, debts,
        issued_on, issued_at)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";

const INSERT_DEBTS: &str = "
    insert into clearance_debts (creditor_id, clearance_id, debt_id) values ";

/// Keeps a certificate; gives the SHA-256 of its sealed bytes, which the evidence names.
pub async fn insert(
    tx: &mut Tx,
    tenant: &Tenant,
    key: &DataKey,
    new: NewClearance<'_>,
) -> Result<Vec<u8>, StoreError> {
    let paper = key.seal(place(tenant, new.id), new.paper);
    let hash = Sha256::digest(&paper).to_vec();
    sqlx::query(INSERT)
        .bind(tenant.id().to_owned())
        .bind(new.id.as_str().to_owned())
        .bind(new.case.as_str().to_owned())
        .bind(new.code.as_str().to_owned())
        .bind(new.language.to_owned())
        .bind(paper)
        .bind(hash.clone())
        .bind(i64::try_from(new.debts.len()).unwrap_or(i64::MAX))
        .bind(new.issued_on.to_string())
        .bind(new.issued_at.timestamp_millis())
        .execute(&mut **tx)
        .await?;
    for chunk in new.debts.chunks(50) {
        let sql = format!("{INSERT_DEBTS}{}", placeholders(chunk.len(), 3));
        let mut query = sqlx::query(in_order(tx, sql));
        for debt in chunk {
            query = query
                .bind(tenant.id().to_owned())
                .bind(new.id.as_str().to_owned())
                .bind(debt.as_str().to_owned());
        }
        query.execute(&mut **tx).await?;
    }
    Ok(hash)
}

fn place<'a>(tenant: &'a Tenant, id: &'a ClearanceId) -> Place<'a> {
    Place { tenant, row: id.as_str(), column: "paper" }
}

const BY_CODE: &str = "
    select id, case_id, code, language, debts, issued_on, issued_at, revoked_at
    from clearances where creditor_id = $1 and code = $2";

/// The certificate with this code, in force or not.
pub async fn by_code(
    conn: &mut AnyConnection,
    tenant: &Tenant,
    code: &Code,
) -> Result<Option<Clearance>, StoreError> {
    let row = sqlx::query(BY_CODE)
        .bind(tenant.id().to_owned())
        .bind(code.as_str().to_owned())
        .fetch_optional(conn)
        .await?;
    row.map(|row| from_row(&row)).transpose()
}

const FIND: &str = "
    select id, case_id, code, language, debts, issued_on, issued_at, revoked_at
    from clearances where creditor_id = $1 and id = $2";

/// The certificate `id`, in force or not.
pub async fn find(
    conn: &mut AnyConnection,
    tenant: &Tenant,
    id: &ClearanceId,
) -> Result<Option<Clearance>, StoreError> {
    let row = sqlx::query(FIND)
        .bind(tenant.id().to_owned())
        .bind(id.as_str().to_owned())
        .fetch_optional(conn)
        .await?;
    row.map(|row| from_row(&row)).transpose()
}

const OF_CASE: &str = "
    select id, case_id, code, language, debts, issued_on, issued_at, revoked_at
    from clearances where creditor_id = $1 and case_id = $2 order by issued_at, id";

/// All certificates of a case, oldest first.
pub async fn of_case(
    conn: &mut AnyConnection,
    tenant: &Tenant,
    case: &CaseId,
) -> Result<Vec<Clearance>, StoreError> {
    let rows = sqlx::query(OF_CASE)
        .bind(tenant.id().to_owned())
        .bind(case.as_str().to_owned())
        .fetch_all(conn)
        .await?;
    rows.iter().map(from_row).collect()
}

const DEBTS: &str = "
    select debt_id from clearance_debts where creditor_id = $1 and clearance_id = $2 order by debt_id";

/// The debts that a certificate names.
pub async fn debts(
    conn: &mut AnyConnection,
    tenant: &Tenant,
    id: &ClearanceId,
) -> Result<Vec<DebtId>, StoreError> {
    let rows = sqlx::query(DEBTS)
        .bind(tenant.id().to_owned())
        .bind(id.as_str().to_owned())
        .fetch_all(conn)
        .await?;
    rows.iter().map(|row| row.parsed("debt_id")).collect()
}

const PAPER: &str = "
    select paper_sealed, paper_hash from clearances where creditor_id = $1 and id = $2";

/// What a certificate says, opened, with the SHA-256 of the sealed bytes.
pub async fn paper(
    conn: &mut AnyConnection,
    tenant: &Tenant,
    id: &ClearanceId,
    key: &DataKey,
) -> Result<(String, Vec<u8>), StoreError> {
    let row = sqlx::query(PAPER)
        .bind(tenant.id().to_owned())
        .bind(id.as_str().to_owned())
        .fetch_one(conn)
        .await?;
    let paper = key
        .open(place(tenant, id), &row.bytes("paper_sealed")?)
        .map_err(|error| StoreError::Corrupt(format!("the paper of {id}: {error}")))?;
    Ok((paper, row.bytes("paper_hash")?))
}

const REVOKE: &str = "
    update clearances set revoked_at = $3
    where creditor_id = $1 and id = $2 and revoked_at is null";

/// Takes a certificate in force out of force; it never comes back.
pub async fn revoke(
    tx: &mut Tx,
    tenant: &Tenant,
    id: &ClearanceId,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let done = sqlx::query(REVOKE)
        .bind(tenant.id().to_owned())
        .bind(id.as_str().to_owned())
        .bind(now.timestamp_millis())
        .execute(&mut **tx)
        .await?;
    one_row(&done, "revoke a certificate")
}

/// The credit is asked for because the index on amounts does not have it: SQLite would read all cases in it.
const OWING: &str = "
    select cast(coalesce(sum(case when owed_minor > 0 then 1 else 0 end), 0) as bigint) as owing,
        max(credit_minor) as credit
    from case_balances where creditor_id = $1 and case_id = $2";

/// Whether a case owes something in any currency: what most acts on a case ask, and no more.
pub async fn owes(
    conn: &mut AnyConnection,
    tenant: &Tenant,
    case: &CaseId,
) -> Result<bool, StoreError> {
    let row = sqlx::query(OWING)
        .bind(tenant.id().to_owned())
        .bind(case.as_str().to_owned())
        .fetch_one(conn)
        .await?;
    Ok(row.number("owing")? > 0)
}

/// An act that says when a paper came into being: its kind, and the id that its body begins with.
const HEAD_OF: &str = "
    select seq, hash from evidence
    where creditor_id = $1 and case_id = $2 and kind = $3 and body like $4
    order by seq limit 1";

/// The head of the case's evidence chain right after the act of this kind whose body begins with `of`.
pub async fn head_of(
    conn: &mut AnyConnection,
    tenant: &Tenant,
    case: &CaseId,
    (kind, of): (&str, &str),
) -> Result<Option<Head>, StoreError> {
    let row = sqlx::query(HEAD_OF)
        .bind(tenant.id().to_owned())
        .bind(case.as_str().to_owned())
        .bind(kind.to_owned())
        .bind(format!("{of} %"))
        .fetch_optional(conn)
        .await?;
    row.map(|row| {
        let hash = row.bytes("hash")?;
        let hash = hash.try_into().map_err(|_| StoreError::Corrupt("column `hash`".into()))?;
        Ok(Head { seq: row.number("seq")?, hash })
    })
    .transpose()
}

fn from_row(row: &AnyRow) -> Result<Clearance, StoreError> {
    Ok(Clearance {
        id: row.parsed("id")?,
        case: row.parsed("case_id")?,
        code: row.parsed("code")?,
        language: row.text("language")?,
        debts: row.number("debts")?,
        issued_on: row.parsed("issued_on")?,
        issued_at: row.instant("issued_at")?,
        revoked_at: row.maybe_instant("revoked_at")?,
    })
}

/// Every statement of this file but the multi-row insert, whose width varies.
pub const STATEMENTS: &[&str] =
    &[INSERT, BY_CODE, FIND, OF_CASE, DEBTS, PAPER, REVOKE, OWING, HEAD_OF];
