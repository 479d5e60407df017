//! Policies and their versions.
//!
//! Of one policy the newest version that has begun counts; of several in one currency, the one that began
//! last.

use chrono::{DateTime, Utc};
use domain::ids::PolicyId;
use domain::money::Currency;
use sqlx::AnyConnection;
use sqlx::any::AnyRow;

use super::row::{Columns, one_row};
use super::{StoreError, Tx};
use crate::tenant::Tenant;

/// One policy, without what it says.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Named {
    /// The policy.
    pub id: PolicyId,
    /// What the team calls it.
    pub name: String,
    /// Of every amount in it.
    pub currency: Currency,
    /// Since when it exists.
    pub created_at: DateTime<Utc>,
    /// Since when it is out of force.
    pub archived_at: Option<DateTime<Utc>>,
    /// Who took it out of force last, if that is known.
    pub archived_by: Option<String>,
}

/// What a policy said in one version.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Version {
    /// The policy.
    pub policy: PolicyId,
    /// Counted from 1.
    pub version: i64,
    /// The TOML as somebody wrote it.
    pub source: String,
    /// The TOML that is read: with every key in its place, and nothing left to settings.
    pub canonical: String,
    /// The SHA-256 of `canonical` when it was checked.
    pub checked_hash: Vec<u8>,
    /// Who made it: a person of the team, or a command.
    pub made_by: String,
    /// When.
    pub made_at: DateTime<Utc>,
    /// From when on it is in force.
    pub active_from: DateTime<Utc>,
}

const OPEN: &str = "
    insert into policies (creditor_id, id, name, currency, created_at) values ($1, $2, $3, $4, $5)
    on conflict (creditor_id, name) do nothing";

/// Raising nothing, but holding the row until the commit: two people who apply the same file take turns.
const LOCK: &str = "
    update policies set name = name where creditor_id = $1 and name = $2
    returning id, name, currency, created_at, archived_at, archived_by";

/// The policy called `new.name`, held until the commit; `new` itself if there was none.
pub async fn open(tx: &mut Tx, tenant: &Tenant, new: &Named) -> Result<Named, StoreError> {
    sqlx::query(OPEN)
        .bind(tenant.id().to_owned())
        .bind(new.id.as_str().to_owned())
        .bind(new.name.clone())
        .bind(new.currency.code())
        .bind(new.created_at.timestamp_millis())
        .execute(&mut **tx)
        .await?;
    let row = sqlx::query(LOCK)
        .bind(tenant.id().to_owned())
        .bind(new.name.clone())
        .fetch_one(&mut **tx)
        .await?;
    named_from_row(&row)
}

/// The same by the policy's id.
const HOLD: &str = "
    update policies set name = name where creditor_id = $1 and id = $2
    returning id, name, currency, created_at, archived_at, archived_by";

/// One policy, held until the commit; `None` if there is none with that id.
pub async fn hold(
    tx: &mut Tx,
    tenant: &Tenant,
    id: &PolicyId,
) -> Result<Option<Named>, StoreError> {
    let row = sqlx::query(HOLD)
        .bind(tenant.id().to_owned())
        .bind(id.as_str().to_owned())
        .fetch_optional(&mut **tx)
        .await?;
    row.map(|row| named_from_row(&row)).transpose()
}

const LIST: &str = "
    select id, name, currency, created_at, archived_at, archived_by from policies
    where creditor_id = $1 order by name";

/// All policies of a creditor, archived ones too, by name.
pub async fn list(conn: &mut AnyConnection, tenant: &Tenant) -> Result<Vec<Named>, StoreError> {
    let rows = sqlx::query(LIST).bind(tenant.id().to_owned()).fetch_all(conn).await?;
    rows.iter().map(named_from_row).collect()
}

fn named_from_row(row: &AnyRow) -> Result<Named, StoreError> {
    Ok(Named {
        id: row.parsed("id")?,
        name: row.text("name")?,
        currency: row.currency("currency")?,
        created_at: row.instant("created_at")?,
        archived_at: row.maybe_instant("archived_at")?,
        archived_by: row.maybe_text("archived_by")?,
    })
}

const ARCHIVE: &str = "
    update policies set archived_at = $3, archived_by = $4 where creditor_id = $1 and id = $2";

/// Takes a policy out of force since an instant, with who did so, or back into it with `None`.
pub async fn archive(
    tx: &mut Tx,
    tenant: &Tenant,
    id: &PolicyId,
    since: Option<(DateTime<Utc>, &str)>,
) -> Result<(), StoreError> {
    let done = sqlx::query(ARCHIVE)
        .bind(tenant.id().to_owned())
        .bind(id.as_str().to_owned())
        .bind(since.map(|(at, _)| at.timestamp_millis()))
        .bind(since.map(|(_, who)| who.to_owned()))
        .execute(&mut **tx)
        .await?;
    one_row(&done, "archive a policy")
}

const INSERT: &str = "
    insert into policy_versions (creditor_id, policy_id, version, source, canonical, checked_hash,
        made_by, made_at, active_from)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9)";

/// Writes a new version.
pub async fn insert(tx: &mut Tx, tenant: &Tenant, new: &Version) -> Result<(), StoreError> {
    sqlx::query(INSERT)
        .bind(tenant.id().to_owned())
        .bind(new.policy.as_str().to_owned())
        .bind(new.version)
        .bind(new.source.clone())
        .bind(new.canonical.clone())
        .bind(new.checked_hash.clone())
        .bind(new.made_by.clone())
        .bind(new.made_at.timestamp_millis())
        .bind(new.active_from.timestamp_millis())
        .execute(&mut **tx)
        .await?;
    Ok(())
}

const VERSIONS: &str = "
    select policy_id, version, source, canonical, checked_hash, made_by, made_at, active_from
    from policy_versions where creditor_id = $1 and policy_id = $2 order by version desc";

/// The versions of a policy, newest first.
pub async fn versions(
    conn: &mut AnyConnection,
    tenant: &Tenant,
    id: &PolicyId,
) -> Result<Vec<Version>, StoreError> {
    let rows = sqlx::query(VERSIONS)
        .bind(tenant.id().to_owned())
        .bind(id.as_str().to_owned())
        .fetch_all(conn)
        .await?;
    rows.iter().map(version_from_row).collect()
}

/// When a version began, without what it says.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Beginning {
    /// Counted from 1.
    pub version: i64,
    /// The hash by which what it says is known.
    pub checked_hash: Vec<u8>,
    /// From when on it is in force.
    pub active_from: DateTime<Utc>,
}

const BEGINNINGS: &str = "
    select version, checked_hash, active_from from policy_versions
    where creditor_id = $1 and policy_id = $2 and version <= $3 order by version desc";

/// The beginnings of a policy's versions up to one of them, newest first.
pub async fn beginnings(
    conn: &mut AnyConnection,
    tenant: &Tenant,
    (id, version): (&PolicyId, i64),
) -> Result<Vec<Beginning>, StoreError> {
    let rows = sqlx::query(BEGINNINGS)
        .bind(tenant.id().to_owned())
        .bind(id.as_str().to_owned())
        .bind(version)
        .fetch_all(conn)
        .await?;
    let beginning = |row: &AnyRow| {
        Ok(Beginning {
            version: row.number("version")?,
            checked_hash: row.bytes("checked_hash")?,
            active_from: row.instant("active_from")?,
        })
    };
    rows.iter().map(beginning).collect()
}

const NEWEST: &str = "
    select policy_id, version, source, canonical, checked_hash, made_by, made_at, active_from
    from policy_versions where creditor_id = $1 and policy_id = $2 order by version desc limit 1";

/// The newest version of a policy, whether or not it has begun.
pub async fn newest(
    conn: &mut AnyConnection,
    tenant: &Tenant,
    id: &PolicyId,
) -> Result<Option<Version>, StoreError> {
    let row = sqlx::query(NEWEST)
        .bind(tenant.id().to_owned())
        .bind(id.as_str().to_owned())
        .fetch_optional(conn)
        .await?;
    row.map(|row| version_from_row(&row)).transpose()
}

const VERSION: &str = "
    select policy_id, version, source, canonical, checked_hash, made_by, made_at, active_from
    from policy_versions where creditor_id = $1 and policy_id = $2 and version = $3";

/// One version, as an agreement names it.
pub async fn version(
    conn: &mut AnyConnection,
    tenant: &Tenant,
    (id, version): (&PolicyId, i64),
) -> Result<Option<Version>, StoreError> {
    let row = sqlx::query(VERSION)
        .bind(tenant.id().to_owned())
        .bind(id.as_str().to_owned())
        .bind(version)
        .fetch_optional(conn)
        .await?;
    row.map(|row| version_from_row(&row)).transpose()
}

const IN_FORCE: &str = "
    select v.policy_id, v.version, v.source, v.canonical, v.checked_hash, v.made_by, v.made_at,
        v.active_from
    from policies p
    join policy_versions v on v.creditor_id = p.creditor_id and v.policy_id = p.id
    where p.creditor_id = $1 and p.currency = $2 and (p.archived_at is null or p.archived_at > $3)
        and v.active_from <= $3 and not exists (
            select 1 from policy_versions o
            where o.creditor_id = v.creditor_id and o.policy_id = v.policy_id
                and o.version > v.version and o.active_from <= $3
        )
    order by v.active_from desc, v.made_at desc, v.policy_id desc limit 1";

/// What is in force in `currency` at an instant; `None` if nothing is.
pub async fn in_force(
    conn: &mut AnyConnection,
    tenant: &Tenant,
    (currency, at): (Currency, DateTime<Utc>),
) -> Result<Option<Version>, StoreError> {
    let row = sqlx::query(IN_FORCE)
        .bind(tenant.id().to_owned())
        .bind(currency.code())
        .bind(at.timestamp_millis())
        .fetch_optional(conn)
        .await?;
    row.map(|row| version_from_row(&row)).transpose()
}

fn version_from_row(row: &AnyRow) -> Result<Version, StoreError> {
    Ok(Version {
        policy: row.parsed("policy_id")?,
        version: row.number("version")?,
        source: row.text("source")?,
        canonical: row.text("canonical")?,
        checked_hash: row.bytes("checked_hash")?,
        made_by: row.text("made_by")?,
        made_at: row.instant("made_at")?,
        active_from: row.instant("active_from")?,
    })
}

/// Every statement of this file.
pub const STATEMENTS: &[&str] =
    &[OPEN, LOCK, HOLD, LIST, ARCHIVE, INSERT, VERSIONS, BEGINNINGS, NEWEST, VERSION, IN_FORCE];
