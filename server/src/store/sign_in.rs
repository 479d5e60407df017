//! The team's sign-in: links that open it once, and the sessions behind them.

use chrono::{DateTime, Utc};
use domain::ids::MemberId;
use sqlx::AnyConnection;

use super::row::Columns;
use super::team::{Member, from_row};
use super::{StoreError, Tx};
use crate::tenant::Tenant;

const INSERT_LINK: &str = "
    insert into sign_in_links (token_hash, creditor_id, member_id, made_at, expires_at)
    values ($1, $2, $3, $4, $5)";

/// Writes a link that works once, from `times.0` until `times.1`.
pub async fn insert_link(
    tx: &mut Tx,
    tenant: &Tenant,
    (hash, member): (&[u8], &MemberId),
    times: (DateTime<Utc>, DateTime<Utc>),
) -> Result<(), StoreError> {
    sqlx::query(INSERT_LINK)
        .bind(hash.to_vec())
        .bind(tenant.id().to_owned())
        .bind(member.as_str().to_owned())
        .bind(times.0.timestamp_millis())
        .bind(times.1.timestamp_millis())
        .execute(&mut **tx)
        .await?;
    Ok(())
}

const USE_LINK: &str = "
    update sign_in_links set used_at = $3
    where token_hash = $1 and creditor_id = $2 and used_at is null and expires_at > $3
    returning member_id, made_at";

/// Uses a link up; gives its member and when it was made, or `None` if it no longer works.
pub async fn use_link(
    tx: &mut Tx,
    tenant: &Tenant,
    hash: &[u8],
    now: DateTime<Utc>,
) -> Result<Option<(MemberId, DateTime<Utc>)>, StoreError> {
    let row = sqlx::query(USE_LINK)
        .bind(hash.to_vec())
        .bind(tenant.id().to_owned())
        .bind(now.timestamp_millis())
        .fetch_optional(&mut **tx)
        .await?;
    row.map(|row| Ok((row.parsed("member_id")?, row.instant("made_at")?))).transpose()
}

/// A session of the team as it is stored, with its member.
pub struct TeamSession {
    /// Who is signing in, or has.
    pub member: Member,
    /// `code` or `full`.
    pub stage: String,
    /// When it began.
    pub made_at: DateTime<Utc>,
    /// When it was ended by hand.
    pub ended_at: Option<DateTime<Utc>>,
}

const INSERT_SESSION: &str = "
    insert into team_sessions (id_hash, creditor_id, member_id, stage, made_at)
    values ($1, $2, $3, $4, $5)";

/// Writes a session that begins now.
pub async fn insert_session(
    tx: &mut Tx,
    tenant: &Tenant,
    (hash, stage): (&[u8], &'static str),
    member: &MemberId,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    sqlx::query(INSERT_SESSION)
        .bind(hash.to_vec())
        .bind(tenant.id().to_owned())
        .bind(member.as_str().to_owned())
        .bind(stage)
        .bind(now.timestamp_millis())
        .execute(&mut **tx)
        .await?;
    Ok(())
}

const FIND_SESSION: &str = "
    select s.stage, s.made_at, s.ended_at, m.id, m.email, m.name, m.role, m.totp_sealed,
        m.totp_given_at, m.totp_confirmed_at, m.totp_step, m.recovery_hashes, m.wrong_codes,
        m.locked_until, m.invited_at, m.removed_at
    from team_sessions s
    join team_members m on m.creditor_id = s.creditor_id and m.id = s.member_id
    where s.id_hash = $1 and s.creditor_id = $2";

/// The session with this id hash.
pub async fn find_session(
    conn: &mut AnyConnection,
    tenant: &Tenant,
    hash: &[u8],
) -> Result<Option<TeamSession>, StoreError> {
    let row = sqlx::query(FIND_SESSION)
        .bind(hash.to_vec())
        .bind(tenant.id().to_owned())
        .fetch_optional(conn)
        .await?;
    row.map(|row| {
        Ok(TeamSession {
            member: from_row(&row)?,
            stage: row.text("stage")?,
            made_at: row.instant("made_at")?,
            ended_at: row.maybe_instant("ended_at")?,
        })
    })
    .transpose()
}

const END_SESSION: &str = "
    update team_sessions set ended_at = $3
    where id_hash = $1 and creditor_id = $2 and ended_at is null";

/// Ends a session; false if it had ended already.
pub async fn end_session(
    tx: &mut Tx,
    tenant: &Tenant,
    hash: &[u8],
    now: DateTime<Utc>,
) -> Result<bool, StoreError> {
    let done = sqlx::query(END_SESSION)
        .bind(hash.to_vec())
        .bind(tenant.id().to_owned())
        .bind(now.timestamp_millis())
        .execute(&mut **tx)
        .await?;
    Ok(done.rows_affected() == 1)
}

/// Every statement of this file.
pub const STATEMENTS: &[&str] = &[INSERT_LINK, USE_LINK, INSERT_SESSION, FIND_SESSION, END_SESSION];
