//! What debtors agreed to, as it was shown: sealed under the person's key, with who agreed and when.

use chrono::{DateTime, Utc};
use domain::ids::{AccessLinkId, CaseId};
use sha2::{Digest, Sha256};
use sqlx::AnyConnection;

use super::row::Columns;
use super::{StoreError, Tx};
use crate::keys::{DataKey, Place};
use crate::tenant::Tenant;

/// A paper before it is kept. No `Debug`: it is personal.
pub struct NewPaper<'a> {
    /// The plan or the promise.
    pub of: &'a str,
    /// Whose it is.
    pub case: &'a CaseId,
    /// The link by which its debtor came.
    pub link: &'a AccessLinkId,
    /// The language of the page.
    pub language: &'a str,
    /// The mark of what was shown.
    pub seen: &'a str,
    /// What was agreed, word for word.
    pub paper: &'a str,
    /// The address of whoever agreed, if it is known.
    pub address: Option<&'a str>,
    /// What the browser says it is.
    pub device: Option<&'a str>,
    /// When.
    pub agreed_at: DateTime<Utc>,
    /// When automatic charges were allowed, if they were.
    pub autopay_at: Option<DateTime<Utc>>,
}

/// A paper that was kept. No `Debug`: it is personal.
pub struct Paper {
    /// Whose it is.
    pub case: CaseId,
    /// What was agreed, word for word.
    pub paper: String,
    /// The SHA-256 of the sealed bytes.
    pub hash: Vec<u8>,
    /// The language of the page.
    pub language: String,
    /// The mark of what was shown.
    pub seen: String,
    /// When it was agreed.
    pub agreed_at: DateTime<Utc>,
    /// When automatic charges were allowed, if they were.
    pub autopay_at: Option<DateTime<Utc>>,
}

const INSERT: &str = "
    insert into agreements (creditor_id, of_id, case_id, link_id, language, seen, paper_sealed,
        paper_hash, address_sealed, device_sealed, agreed_at, autopay_at)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)";

/// Keeps a paper; gives the SHA-256 of its sealed bytes, which the evidence names.
pub async fn insert(
    tx: &mut Tx,
    tenant: &Tenant,
    key: &DataKey,
    new: NewPaper<'_>,
) -> Result<Vec<u8>, StoreError> {
    let place = |column| Place { tenant, row: new.of, column };
    let paper = key.seal(place("paper"), new.paper);
    let hash = Sha256::digest(&paper).to_vec();
    sqlx::query(INSERT)
        .bind(tenant.id().to_owned())
        .bind(new.of.to_owned())
        .bind(new.case.as_str().to_owned())
        .bind(new.link.as_str().to_owned())
        .bind(new.language.to_owned())
        .bind(new.seen.to_owned())
        .bind(paper)
        .bind(hash.clone())
        .bind(new.address.map(|address| key.seal(place("address"), address)))
        .bind(new.device.map(|device| key.seal(place("device"), device)))
        .bind(new.agreed_at.timestamp_millis())
        .bind(new.autopay_at.map(|at| at.timestamp_millis()))
        .execute(&mut **tx)
        .await?;
    Ok(hash)
}

const FIND: &str = "
    select case_id, language, seen, paper_sealed, paper_hash, agreed_at, autopay_at
    from agreements where creditor_id = $1 and of_id = $2";

/// The paper of the plan or promise `of`, opened; `None` if there is none.
pub async fn find(
    conn: &mut AnyConnection,
    tenant: &Tenant,
    of: &str,
    key: &DataKey,
) -> Result<Option<Paper>, StoreError> {
    let row = sqlx::query(FIND)
        .bind(tenant.id().to_owned())
        .bind(of.to_owned())
        .fetch_optional(conn)
        .await?;
    let Some(row) = row else { return Ok(None) };
    let place = Place { tenant, row: of, column: "paper" };
    let paper = key
        .open(place, &row.bytes("paper_sealed")?)
        .map_err(|error| StoreError::Corrupt(format!("the paper of {of}: {error}")))?;
    Ok(Some(Paper {
        case: row.parsed("case_id")?,
        paper,
        hash: row.bytes("paper_hash")?,
        language: row.text("language")?,
        seen: row.text("seen")?,
        agreed_at: row.instant("agreed_at")?,
        autopay_at: row.maybe_instant("autopay_at")?,
    }))
}

const OF_CASE: &str = "
    select of_id, agreed_at from agreements
    where creditor_id = $1 and case_id = $2 order by agreed_at desc, of_id desc";

/// Of which plans and promises of a case there are papers, and since when; newest first.
pub async fn of_case(
    conn: &mut AnyConnection,
    tenant: &Tenant,
    case: &CaseId,
) -> Result<Vec<(String, DateTime<Utc>)>, StoreError> {
    let rows = sqlx::query(OF_CASE)
        .bind(tenant.id().to_owned())
        .bind(case.as_str().to_owned())
        .fetch_all(conn)
        .await?;
    rows.iter().map(|row| Ok((row.text("of_id")?, row.instant("agreed_at")?))).collect()
}

/// Every statement of this file.
pub const STATEMENTS: &[&str] = &[INSERT, FIND, OF_CASE];
