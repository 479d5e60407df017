//! People who work for a creditor.

use app::creditor::Role;
use chrono::{DateTime, Utc};
use domain::ids::MemberId;
use sqlx::AnyConnection;
use sqlx::any::AnyRow;

use super::row::{Columns, one_row};
use super::{StoreError, Tx};
use crate::tenant::Tenant;

/// One member of a team. No `Debug`: it holds an address and a sealed secret.
#[derive(Clone)]
pub struct Member {
    /// The member.
    pub id: MemberId,
    /// Where sign-in links go, in lower case.
    pub email: String,
    /// As the team knows them.
    pub name: String,
    /// What they may do.
    pub role: Role,
    /// The secret of their codes, sealed.
    pub totp_sealed: Vec<u8>,
    /// When they brought that secret along; then no page shows it.
    pub totp_given_at: Option<DateTime<Utc>>,
    /// The state of the second factor.
    pub factor: Factor,
    /// When they were invited, for the last time.
    pub invited_at: DateTime<Utc>,
    /// When they were removed.
    pub removed_at: Option<DateTime<Utc>>,
}

/// What each code that is tried may change.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Factor {
    /// When the first right code came.
    pub confirmed_at: Option<DateTime<Utc>>,
    /// The last time step that was used.
    pub step: i64,
    /// The hashes of the recovery codes that are left.
    pub recovery: Vec<String>,
    /// Wrong codes in a row.
    pub wrong: i64,
    /// No code is looked at before this instant.
    pub locked_until: DateTime<Utc>,
}

impl Factor {
    /// Before anybody has tried a code.
    pub const fn untried() -> Self {
        Self {
            confirmed_at: None,
            step: 0,
            recovery: Vec::new(),
            wrong: 0,
            locked_until: DateTime::UNIX_EPOCH,
        }
    }
}

const INSERT: &str = "
    insert into team_members (creditor_id, id, email, name, role, totp_sealed, totp_given_at,
        totp_step, recovery_hashes, wrong_codes, locked_until, invited_at)
    values ($1, $2, $3, $4, $5, $6, $7, 0, '', 0, 0, $8)";

/// A removed member who is invited again starts anew: sessions and links from before stay closed,
/// since they are older than the invitation.
const INVITE_AGAIN: &str = "
    update team_members set name = $4, role = $5, totp_sealed = $6, totp_given_at = $7,
        totp_confirmed_at = null, totp_step = 0, recovery_hashes = '', wrong_codes = 0,
        locked_until = 0, invited_at = $8, removed_at = null
    where creditor_id = $1 and id = $2 and email = $3 and removed_at is not null";

/// Writes an invited member; `again` if the row of a removed one is taken up.
pub async fn invite(
    tx: &mut Tx,
    tenant: &Tenant,
    member: &Member,
    again: Again,
) -> Result<(), StoreError> {
    let sql = match again {
        Again::No => INSERT,
        Again::Yes => INVITE_AGAIN,
    };
    let done = sqlx::query(sql)
        .bind(tenant.id().to_owned())
        .bind(member.id.as_str().to_owned())
        .bind(member.email.clone())
        .bind(member.name.clone())
        .bind(member.role.code())
        .bind(member.totp_sealed.clone())
        .bind(member.totp_given_at.map(|at| at.timestamp_millis()))
        .bind(member.invited_at.timestamp_millis())
        .execute(&mut **tx)
        .await?;
    one_row(&done, "invite a member")
}

/// Whether somebody was in the team before.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Again {
    /// A new person.
    No,
    /// Removed and invited again.
    Yes,
}

macro_rules! members {
    ($rest:literal) => {
        concat!(
            "select id, email, name, role, totp_sealed, totp_given_at, totp_confirmed_at, totp_step,
                recovery_hashes, wrong_codes, locked_until, invited_at, removed_at
             from team_members where creditor_id = $1 and ",
            $rest
        )
    };
}

const BY_ID: &str = members!("id = $2");
const BY_EMAIL: &str = members!("email = $2");
const ALL: &str = members!("removed_at is null order by name, id");

/// What a member can be found by.
#[derive(Clone, Copy)]
pub enum Find<'a> {
    /// The id.
    Id(&'a MemberId),
    /// The address in lower case.
    Email(&'a str),
}

/// The member that `find` names, removed or not.
pub async fn find(
    conn: &mut AnyConnection,
    tenant: &Tenant,
    find: Find<'_>,
) -> Result<Option<Member>, StoreError> {
    let (sql, key) = match find {
        Find::Id(id) => (BY_ID, id.as_str()),
        Find::Email(email) => (BY_EMAIL, email),
    };
    let row = sqlx::query(sql)
        .bind(tenant.id().to_owned())
        .bind(key.to_owned())
        .fetch_optional(conn)
        .await?;
    row.map(|row| from_row(&row)).transpose()
}

/// Everybody who is in the team now.
pub async fn all(conn: &mut AnyConnection, tenant: &Tenant) -> Result<Vec<Member>, StoreError> {
    let rows = sqlx::query(ALL).bind(tenant.id().to_owned()).fetch_all(conn).await?;
    rows.iter().map(from_row).collect()
}

const NAMES: &str = "select id, name from team_members where creditor_id = $1";

/// The names of everybody who is or was in the team, by id: what the past was done by.
pub async fn names(
    conn: &mut AnyConnection,
    tenant: &Tenant,
) -> Result<Vec<(String, String)>, StoreError> {
    let rows = sqlx::query(NAMES).bind(tenant.id().to_owned()).fetch_all(conn).await?;
    rows.iter().map(|row| Ok((row.text("id")?, row.text("name")?))).collect()
}

const REMOVE: &str = "
    update team_members set removed_at = $3
    where creditor_id = $1 and id = $2 and removed_at is null";

/// Takes a member out of the team; sessions and links close with it.
pub async fn remove(
    tx: &mut Tx,
    tenant: &Tenant,
    id: &MemberId,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let done = sqlx::query(REMOVE)
        .bind(tenant.id().to_owned())
        .bind(id.as_str().to_owned())
        .bind(now.timestamp_millis())
        .execute(&mut **tx)
        .await?;
    one_row(&done, "remove a member")
}

/// Writes what is there: on PostgreSQL that locks the row until the commit.
const LOCK: &str = "
    update team_members set wrong_codes = wrong_codes
    where creditor_id = $1 and id = $2 and removed_at is null
    returning id, email, name, role, totp_sealed, totp_given_at, totp_confirmed_at, totp_step,
        recovery_hashes, wrong_codes, locked_until, invited_at, removed_at";

/// Locks a member of the team, so that no two codes are looked at together.
pub async fn lock(
    tx: &mut Tx,
    tenant: &Tenant,
    id: &MemberId,
) -> Result<Option<Member>, StoreError> {
    let row = sqlx::query(LOCK)
        .bind(tenant.id().to_owned())
        .bind(id.as_str().to_owned())
        .fetch_optional(&mut **tx)
        .await?;
    row.map(|row| from_row(&row)).transpose()
}

const SAVE_FACTOR: &str = "
    update team_members set totp_confirmed_at = $3, totp_step = $4, recovery_hashes = $5,
        wrong_codes = $6, locked_until = $7
    where creditor_id = $1 and id = $2";

/// Writes what a code changed.
pub async fn save_factor(
    tx: &mut Tx,
    tenant: &Tenant,
    id: &MemberId,
    factor: &Factor,
) -> Result<(), StoreError> {
    let done = sqlx::query(SAVE_FACTOR)
        .bind(tenant.id().to_owned())
        .bind(id.as_str().to_owned())
        .bind(factor.confirmed_at.map(|at| at.timestamp_millis()))
        .bind(factor.step)
        .bind(factor.recovery.join(" "))
        .bind(factor.wrong)
        .bind(factor.locked_until.timestamp_millis())
        .execute(&mut **tx)
        .await?;
    one_row(&done, "save a second factor")
}

pub(super) fn from_row(row: &AnyRow) -> Result<Member, StoreError> {
    let role = row.text("role")?;
    Ok(Member {
        id: row.parsed("id")?,
        email: row.text("email")?,
        name: row.text("name")?,
        role: Role::parse(&role).ok_or_else(|| StoreError::Corrupt("column `role`".into()))?,
        totp_sealed: row.bytes("totp_sealed")?,
        totp_given_at: row.maybe_instant("totp_given_at")?,
        factor: Factor {
            confirmed_at: row.maybe_instant("totp_confirmed_at")?,
            step: row.number("totp_step")?,
            recovery: row.text("recovery_hashes")?.split_whitespace().map(str::to_owned).collect(),
            wrong: row.number("wrong_codes")?,
            locked_until: row.instant("locked_until")?,
        },
        invited_at: row.instant("invited_at")?,
        removed_at: row.maybe_instant("removed_at")?,
    })
}

/// Every statement of this file.
pub const STATEMENTS: &[&str] =
    &[INSERT, INVITE_AGAIN, BY_ID, BY_EMAIL, ALL, NAMES, REMOVE, LOCK, SAVE_FACTOR];
