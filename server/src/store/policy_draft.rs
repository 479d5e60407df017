//! Versions of policies as they were saved, whether or not somebody has put them in force since.

use chrono::{DateTime, Utc};
use domain::ids::PolicyId;
use sqlx::AnyConnection;
use sqlx::any::AnyRow;

use super::row::Columns;
use super::{StoreError, Tx};
use crate::tenant::Tenant;

/// What somebody saved.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Draft {
    /// The policy.
    pub policy: PolicyId,
    /// Counted from 1, together with the versions that were put in force.
    pub version: i64,
    /// The TOML as somebody wrote it.
    pub source: String,
    /// The TOML that is read: with every key in its place, and nothing left to settings.
    pub canonical: String,
    /// The SHA-256 of `canonical` when it was checked.
    pub checked_hash: Vec<u8>,
    /// Who saved it: a person of the team.
    pub made_by: String,
    /// When.
    pub made_at: DateTime<Utc>,
}

const INSERT: &str = "
    insert into policy_drafts (creditor_id, policy_id, version, source, canonical, checked_hash,
        made_by, made_at)
    values ($1, $2, $3, $4, $5, $6, $7, $8)";

/// Writes what was saved.
pub async fn insert(tx: &mut Tx, tenant: &Tenant, new: &Draft) -> Result<(), StoreError> {
    sqlx::query(INSERT)
        .bind(tenant.id().to_owned())
        .bind(new.policy.as_str().to_owned())
        .bind(new.version)
        .bind(new.source.clone())
        .bind(new.canonical.clone())
        .bind(new.checked_hash.clone())
        .bind(new.made_by.clone())
        .bind(new.made_at.timestamp_millis())
        .execute(&mut **tx)
        .await?;
    Ok(())
}

const ALL: &str = "
    select policy_id, version, source, canonical, checked_hash, made_by, made_at
    from policy_drafts where creditor_id = $1 and policy_id = $2 order by version desc";

/// Everything that was saved of a policy, newest first.
pub async fn all(
    conn: &mut AnyConnection,
    tenant: &Tenant,
    id: &PolicyId,
) -> Result<Vec<Draft>, StoreError> {
    let rows = sqlx::query(ALL)
        .bind(tenant.id().to_owned())
        .bind(id.as_str().to_owned())
        .fetch_all(conn)
        .await?;
    rows.iter().map(draft_from_row).collect()
}

const NEWEST: &str = "
    select policy_id, version, source, canonical, checked_hash, made_by, made_at
    from policy_drafts where creditor_id = $1 and policy_id = $2 order by version desc limit 1";

/// What was saved last of a policy.
pub async fn newest(
    conn: &mut AnyConnection,
    tenant: &Tenant,
    id: &PolicyId,
) -> Result<Option<Draft>, StoreError> {
    let row = sqlx::query(NEWEST)
        .bind(tenant.id().to_owned())
        .bind(id.as_str().to_owned())
        .fetch_optional(conn)
        .await?;
    row.map(|row| draft_from_row(&row)).transpose()
}

fn draft_from_row(row: &AnyRow) -> Result<Draft, StoreError> {
    Ok(Draft {
        policy: row.parsed("policy_id")?,
        version: row.number("version")?,
        source: row.text("source")?,
        canonical: row.text("canonical")?,
        checked_hash: row.bytes("checked_hash")?,
        made_by: row.text("made_by")?,
        made_at: row.instant("made_at")?,
    })
}

/// Every statement of this file.
pub const STATEMENTS: &[&str] = &[INSERT, ALL, NEWEST];
