//! Sessions of debtors.

use chrono::{DateTime, Utc};
use domain::access_link::LinkLife;
use domain::ids::{AccessLinkId, CaseId};
use sqlx::AnyConnection;
use sqlx::any::AnyRow;

use super::row::{Columns, one_row};
use super::{StoreError, Tx};
use crate::tenant::Tenant;

/// A session as it is stored, with the life of the link that opened it.
#[derive(Clone, Debug)]
pub struct Session {
    /// The one case that it may see.
    pub case: CaseId,
    /// The link that opened it.
    pub link: AccessLinkId,
    /// `question` or `full`.
    pub stage: String,
    /// When it began.
    pub made_at: DateTime<Utc>,
    /// When it was last used, within a minute.
    pub seen_at: DateTime<Utc>,
    /// When it was ended by hand.
    pub ended_at: Option<DateTime<Utc>>,
    /// The life of its link: a revoked link ends its sessions.
    pub link_life: LinkLife,
}

const INSERT: &str = "
    insert into debtor_sessions (id_hash, creditor_id, case_id, link_id, stage, made_at, seen_at)
    values ($1, $2, $3, $4, $5, $6, $6)";

/// Writes a session that begins now.
pub async fn insert(
    tx: &mut Tx,
    tenant: &Tenant,
    (hash, stage): (&[u8], &'static str),
    (case, link): (&CaseId, &AccessLinkId),
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    sqlx::query(INSERT)
        .bind(hash.to_vec())
        .bind(tenant.id().to_owned())
        .bind(case.as_str().to_owned())
        .bind(link.as_str().to_owned())
        .bind(stage)
        .bind(now.timestamp_millis())
        .execute(&mut **tx)
        .await?;
    Ok(())
}

/// The living or dead session with this id hash, and whose data it may see.
pub async fn find(
    conn: &mut AnyConnection,
    hash: &[u8],
) -> Result<Option<(Tenant, Session)>, StoreError> {
    let found = Tenant::of_session(conn, hash).await?;
    found.map(|(tenant, row)| Ok((tenant, from_row(&row)?))).transpose()
}

/// A row that has the columns of the session and its link.
pub(super) fn from_row(row: &AnyRow) -> Result<Session, StoreError> {
    Ok(Session {
        case: row.parsed("case_id")?,
        link: row.parsed("link_id")?,
        stage: row.text("stage")?,
        made_at: row.instant("made_at")?,
        seen_at: row.instant("seen_at")?,
        ended_at: row.maybe_instant("ended_at")?,
        link_life: LinkLife {
            expires_at: row.instant("expires_at")?,
            revoked_at: row.maybe_instant("revoked_at")?,
        },
    })
}

const SEEN: &str =
    "update debtor_sessions set seen_at = $3 where id_hash = $1 and creditor_id = $2";

/// Remembers that the session was used.
pub async fn seen(
    tx: &mut Tx,
    tenant: &Tenant,
    hash: &[u8],
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let done = sqlx::query(SEEN)
        .bind(hash.to_vec())
        .bind(tenant.id().to_owned())
        .bind(now.timestamp_millis())
        .execute(&mut **tx)
        .await?;
    one_row(&done, "mark a session as seen")
}

const END: &str = "
    update debtor_sessions set ended_at = $3
    where id_hash = $1 and creditor_id = $2 and ended_at is null";

/// Ends the session; ending it twice is no error.
pub async fn end(
    tx: &mut Tx,
    tenant: &Tenant,
    hash: &[u8],
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    sqlx::query(END)
        .bind(hash.to_vec())
        .bind(tenant.id().to_owned())
        .bind(now.timestamp_millis())
        .execute(&mut **tx)
        .await?;
    Ok(())
}

/// Every statement of this file.
pub const STATEMENTS: &[&str] = &[INSERT, SEEN, END];
