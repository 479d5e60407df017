//! Sequences of reminders and their versions.
//!
//! Of one sequence the newest version that has begun counts; of several, the one that began last.

use chrono::{DateTime, Utc};
use domain::ids::SequenceId;
use sqlx::AnyConnection;
use sqlx::any::AnyRow;

use super::row::{Columns, one_row};
use super::{StoreError, Tx};
use crate::tenant::Tenant;

/// One sequence, without what it says.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Named {
    /// The sequence.
    pub id: SequenceId,
    /// What the team calls it.
    pub name: String,
    /// Since when it exists.
    pub created_at: DateTime<Utc>,
    /// Since when it is out of force.
    pub archived_at: Option<DateTime<Utc>>,
    /// Who took it out of force last, if that is known.
    pub archived_by: Option<String>,
}

/// What a sequence said in one version.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Version {
    /// The sequence.
    pub sequence: SequenceId,
    /// Counted from 1.
    pub version: i64,
    /// The TOML as somebody wrote it.
    pub source: String,
    /// The TOML that is read: with every key in its place.
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
    insert into sequences (creditor_id, id, name, created_at) values ($1, $2, $3, $4)
    on conflict (creditor_id, name) do nothing";

/// Raising nothing, but holding the row until the commit: two people who apply the same file take turns.
const LOCK: &str = "
    update sequences set name = name where creditor_id = $1 and name = $2
    returning id, name, created_at, archived_at, archived_by";

/// The sequence called `new.name`, held until the commit; `new` itself if there was none.
pub async fn open(tx: &mut Tx, tenant: &Tenant, new: &Named) -> Result<Named, StoreError> {
    sqlx::query(OPEN)
        .bind(tenant.id().to_owned())
        .bind(new.id.as_str().to_owned())
        .bind(new.name.clone())
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

/// The same by the sequence's id.
const HOLD: &str = "
    update sequences set name = name where creditor_id = $1 and id = $2
    returning id, name, created_at, archived_at, archived_by";

/// One sequence, held until the commit; `None` if there is none with that id.
pub async fn hold(
    tx: &mut Tx,
    tenant: &Tenant,
    id: &SequenceId,
) -> Result<Option<Named>, StoreError> {
    let row = sqlx::query(HOLD)
        .bind(tenant.id().to_owned())
        .bind(id.as_str().to_owned())
        .fetch_optional(&mut **tx)
        .await?;
    row.map(|row| named_from_row(&row)).transpose()
}

const LIST: &str = "
    select id, name, created_at, archived_at, archived_by from sequences
    where creditor_id = $1 order by name";

/// All sequences of a creditor, archived ones too, by name.
pub async fn list(conn: &mut AnyConnection, tenant: &Tenant) -> Result<Vec<Named>, StoreError> {
    let rows = sqlx::query(LIST).bind(tenant.id().to_owned()).fetch_all(conn).await?;
    rows.iter().map(named_from_row).collect()
}

fn named_from_row(row: &AnyRow) -> Result<Named, StoreError> {
    Ok(Named {
        id: row.parsed("id")?,
        name: row.text("name")?,
        created_at: row.instant("created_at")?,
        archived_at: row.maybe_instant("archived_at")?,
        archived_by: row.maybe_text("archived_by")?,
    })
}

const ARCHIVE: &str = "
    update sequences set archived_at = $3, archived_by = $4 where creditor_id = $1 and id = $2";

/// Takes a sequence out of force since an instant, with who did so, or back into it with `None`.
pub async fn archive(
    tx: &mut Tx,
    tenant: &Tenant,
    id: &SequenceId,
    since: Option<(DateTime<Utc>, &str)>,
) -> Result<(), StoreError> {
    let done = sqlx::query(ARCHIVE)
        .bind(tenant.id().to_owned())
        .bind(id.as_str().to_owned())
        .bind(since.map(|(at, _)| at.timestamp_millis()))
        .bind(since.map(|(_, who)| who.to_owned()))
        .execute(&mut **tx)
        .await?;
    one_row(&done, "archive a sequence")
}

const INSERT: &str = "
    insert into sequence_versions (creditor_id, sequence_id, version, source, canonical, checked_hash,
        made_by, made_at, active_from)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9)";

/// Writes a new version.
pub async fn insert(tx: &mut Tx, tenant: &Tenant, new: &Version) -> Result<(), StoreError> {
    sqlx::query(INSERT)
        .bind(tenant.id().to_owned())
        .bind(new.sequence.as_str().to_owned())
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

macro_rules! versions {
    ($rest:literal) => {
        concat!(
            "select v.sequence_id, v.version, v.source, v.canonical, v.checked_hash, v.made_by,
                v.made_at, v.active_from ",
            $rest
        )
    };
}

const VERSIONS: &str = versions!(
    "from sequence_versions v where v.creditor_id = $1 and v.sequence_id = $2
     order by v.version desc"
);

/// The versions of a sequence, newest first.
pub async fn versions(
    conn: &mut AnyConnection,
    tenant: &Tenant,
    id: &SequenceId,
) -> Result<Vec<Version>, StoreError> {
    let rows = sqlx::query(VERSIONS)
        .bind(tenant.id().to_owned())
        .bind(id.as_str().to_owned())
        .fetch_all(conn)
        .await?;
    rows.iter().map(version_from_row).collect()
}

const VERSION: &str = versions!(
    "from sequence_versions v where v.creditor_id = $1 and v.sequence_id = $2 and v.version = $3"
);

/// One version of a sequence.
pub async fn version(
    conn: &mut AnyConnection,
    tenant: &Tenant,
    (id, number): (&SequenceId, i64),
) -> Result<Option<Version>, StoreError> {
    let row = sqlx::query(VERSION)
        .bind(tenant.id().to_owned())
        .bind(id.as_str().to_owned())
        .bind(number)
        .fetch_optional(conn)
        .await?;
    row.map(|row| version_from_row(&row)).transpose()
}

const NEWEST: &str = versions!(
    "from sequence_versions v where v.creditor_id = $1 and v.sequence_id = $2
     order by v.version desc limit 1"
);

/// The newest version of a sequence, whether or not it has begun.
pub async fn newest(
    conn: &mut AnyConnection,
    tenant: &Tenant,
    id: &SequenceId,
) -> Result<Option<Version>, StoreError> {
    let row = sqlx::query(NEWEST)
        .bind(tenant.id().to_owned())
        .bind(id.as_str().to_owned())
        .fetch_optional(conn)
        .await?;
    row.map(|row| version_from_row(&row)).transpose()
}

const IN_FORCE: &str = versions!(
    "from sequences s
     join sequence_versions v on v.creditor_id = s.creditor_id and v.sequence_id = s.id
     where s.creditor_id = $1 and (s.archived_at is null or s.archived_at > $2) and s.id <> $3
        and v.active_from <= $2 and not exists (
            select 1 from sequence_versions o
            where o.creditor_id = v.creditor_id and o.sequence_id = v.sequence_id
                and o.version > v.version and o.active_from <= $2
        )
     order by v.active_from desc, v.made_at desc, v.sequence_id desc limit 1"
);

/// What is in force at an instant; `None` if nothing is.
pub async fn in_force(
    conn: &mut AnyConnection,
    tenant: &Tenant,
    at: DateTime<Utc>,
) -> Result<Option<Version>, StoreError> {
    in_force_beside(conn, tenant, at, None).await
}

/// The same, if one of the sequences were not there.
pub async fn in_force_beside(
    conn: &mut AnyConnection,
    tenant: &Tenant,
    at: DateTime<Utc>,
    one: Option<&SequenceId>,
) -> Result<Option<Version>, StoreError> {
    let row = sqlx::query(IN_FORCE)
        .bind(tenant.id().to_owned())
        .bind(at.timestamp_millis())
        .bind(one.map_or_else(String::new, ToString::to_string))
        .fetch_optional(conn)
        .await?;
    row.map(|row| version_from_row(&row)).transpose()
}

const BEGINNINGS: &str = "
    select distinct active_from from sequence_versions
    where creditor_id = $1 and active_from > $2 and active_from < $3";

/// The instants between two others at which a version begins.
pub async fn beginnings(
    conn: &mut AnyConnection,
    tenant: &Tenant,
    (after, before): (DateTime<Utc>, DateTime<Utc>),
) -> Result<Vec<DateTime<Utc>>, StoreError> {
    let rows = sqlx::query(BEGINNINGS)
        .bind(tenant.id().to_owned())
        .bind(after.timestamp_millis())
        .bind(before.timestamp_millis())
        .fetch_all(conn)
        .await?;
    rows.iter().map(|row| row.instant("active_from")).collect()
}

fn version_from_row(row: &AnyRow) -> Result<Version, StoreError> {
    Ok(Version {
        sequence: row.parsed("sequence_id")?,
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
    &[OPEN, LOCK, HOLD, LIST, ARCHIVE, INSERT, VERSIONS, VERSION, NEWEST, IN_FORCE, BEGINNINGS];
