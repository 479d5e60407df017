//! Cases: the row that money commands lock, and its holds.

use chrono::{DateTime, Utc};
use domain::evidence::Head;
use domain::ids::{CaseId, DebtorId};
use sqlx::AnyConnection;
use sqlx::any::AnyRow;

use super::row::{Columns, one_row};
use super::{StoreError, Tx};
use crate::tenant::Tenant;

/// A case whose row this transaction holds: nobody else moves its money until the commit.
#[derive(Debug)]
pub struct LockedCase {
    /// The case.
    pub id: CaseId,
    /// Who owes.
    pub debtor: DebtorId,
    /// The head of its evidence chain, as this transaction has it.
    pub head: Head,
    /// When somebody first passed the identity check.
    pub first_verified_at: Option<DateTime<Utc>>,
}

const LOCK: &str = "
    update cases set version = version + 1
    where creditor_id = $1 and id = $2
    returning id, debtor_id, evidence_seq, evidence_hash, first_verified_at";

/// Locks the case `id`; `None` if the tenant has no such case.
pub async fn lock(
    tx: &mut Tx,
    tenant: &Tenant,
    id: &CaseId,
) -> Result<Option<LockedCase>, StoreError> {
    let row = sqlx::query(LOCK)
        .bind(tenant.id().to_owned())
        .bind(id.as_str().to_owned())
        .fetch_optional(&mut **tx)
        .await?;
    row.map(|row| locked_from_row(&row)).transpose()
}

pub(super) fn locked_from_row(row: &AnyRow) -> Result<LockedCase, StoreError> {
    Ok(LockedCase {
        id: row.parsed("id")?,
        debtor: row.parsed("debtor_id")?,
        head: head_from_row(row)?,
        first_verified_at: row.maybe_instant("first_verified_at")?,
    })
}

pub(super) fn head_from_row(row: &AnyRow) -> Result<Head, StoreError> {
    let hash = row.bytes("evidence_hash")?;
    let hash = hash.try_into().map_err(|_| StoreError::Corrupt("column `evidence_hash`".into()))?;
    Ok(Head { seq: row.number("evidence_seq")?, hash })
}

const INSERT: &str = "
    insert into cases (creditor_id, id, debtor_id, version, evidence_seq, evidence_hash, opened_at)
    values ($1, $2, $3, 1, 0, $4, $5)";

/// Opens the case `id` of `debtor`; the new row is locked by the transaction that writes it.
pub async fn insert(
    tx: &mut Tx,
    tenant: &Tenant,
    (id, debtor): (CaseId, DebtorId),
    now: DateTime<Utc>,
) -> Result<LockedCase, StoreError> {
    sqlx::query(INSERT)
        .bind(tenant.id().to_owned())
        .bind(id.as_str().to_owned())
        .bind(debtor.as_str().to_owned())
        .bind(Head::EMPTY.hash.to_vec())
        .bind(now.timestamp_millis())
        .execute(&mut **tx)
        .await?;
    Ok(LockedCase { id, debtor, head: Head::EMPTY, first_verified_at: None })
}

const SET_HEAD: &str = "
    update cases set evidence_seq = $3, evidence_hash = $4 where creditor_id = $1 and id = $2";

pub(super) async fn set_head(
    tx: &mut Tx,
    tenant: &Tenant,
    case: &LockedCase,
) -> Result<(), StoreError> {
    let done = sqlx::query(SET_HEAD)
        .bind(tenant.id().to_owned())
        .bind(case.id.as_str().to_owned())
        .bind(case.head.seq)
        .bind(case.head.hash.to_vec())
        .execute(&mut **tx)
        .await?;
    one_row(&done, "set the head of a case")
}

const HEAD: &str = "
    select evidence_seq, evidence_hash from cases where creditor_id = $1 and id = $2";

/// The head of the case's evidence chain.
pub async fn head(
    conn: &mut AnyConnection,
    tenant: &Tenant,
    id: &CaseId,
) -> Result<Option<Head>, StoreError> {
    let row = sqlx::query(HEAD)
        .bind(tenant.id().to_owned())
        .bind(id.as_str().to_owned())
        .fetch_optional(conn)
        .await?;
    row.map(|row| head_from_row(&row)).transpose()
}

const VERIFIED: &str = "
    update cases set first_verified_at = $3
    where creditor_id = $1 and id = $2 and first_verified_at is null";

/// Remembers the first time that somebody passed the identity check.
pub async fn verified(
    tx: &mut Tx,
    tenant: &Tenant,
    id: &CaseId,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    sqlx::query(VERIFIED)
        .bind(tenant.id().to_owned())
        .bind(id.as_str().to_owned())
        .bind(now.timestamp_millis())
        .execute(&mut **tx)
        .await?;
    Ok(())
}

/// Every statement of this file.
pub const STATEMENTS: &[&str] = &[LOCK, INSERT, SET_HEAD, HEAD, VERIFIED];
