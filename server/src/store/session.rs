//! Sessions of debtors.

use chrono::{DateTime, Utc};
use domain::access_link::LinkLife;
use domain::ids::{AccessLinkId, CaseId};
use sqlx::AnyConnection;

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

const FIND: &str = "
    select s.case_id, s.link_id, s.stage, s.made_at, s.seen_at, s.ended_at, l.expires_at, l.revoked_at
    from debtor_sessions s
    join access_links l on l.creditor_id = s.creditor_id and l.id = s.link_id
    where s.id_hash = $1 and s.creditor_id = $2";

/// The session with this id hash.
pub async fn find(
    conn: &mut AnyConnection,
    tenant: &Tenant,
    hash: &[u8],
) -> Result<Option<Session>, StoreError> {
    let row = sqlx::query(FIND)
        .bind(hash.to_vec())
        .bind(tenant.id().to_owned())
        .fetch_optional(conn)
        .await?;
    row.map(|row| {
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
    })
    .transpose()
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
pub const STATEMENTS: &[&str] = &[INSERT, FIND, SEEN, END];
