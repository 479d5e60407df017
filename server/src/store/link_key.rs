//! Keys of creditors' own systems, and the links that these signed.

use chrono::{DateTime, Utc};
use domain::ids::{AccessLinkId, CaseId, LinkKeyId};
use domain::signed_link::Algorithm;
use sqlx::AnyConnection;
use sqlx::any::AnyRow;

use super::row::{Columns, one_row};
use super::{StoreError, Tx};
use crate::tenant::Tenant;

/// One key. Nothing in it opens anything by itself.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct LinkKey {
    /// The key, as links name it.
    pub id: LinkKeyId,
    /// What the creditor calls it.
    pub name: String,
    /// How it signs.
    pub algorithm: Algorithm,
    /// Of an EdDSA key, its public half.
    pub public_key: Option<Vec<u8>>,
    /// Of an HS256 key, its secret, sealed.
    pub secret_sealed: Option<Vec<u8>>,
    /// When it was made.
    pub made_at: DateTime<Utc>,
    /// From when on its links open nothing, its successor being in use.
    pub ends_at: Option<DateTime<Utc>>,
    /// Since when its links open nothing at all.
    pub revoked_at: Option<DateTime<Utc>>,
}

impl LinkKey {
    /// Whether its links count at `now`.
    pub fn counts(&self, now: DateTime<Utc>) -> bool {
        self.revoked_at.is_none() && self.ends_at.is_none_or(|end| now < end)
    }
}

const INSERT: &str = "
    insert into link_keys
        (creditor_id, id, name, algorithm, public_key, secret_sealed, made_at, ends_at, revoked_at)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9)";

/// Writes a new key.
pub async fn insert(tx: &mut Tx, tenant: &Tenant, key: &LinkKey) -> Result<(), StoreError> {
    sqlx::query(INSERT)
        .bind(tenant.id().to_owned())
        .bind(key.id.as_str().to_owned())
        .bind(key.name.clone())
        .bind(key.algorithm.as_str())
        .bind(key.public_key.clone())
        .bind(key.secret_sealed.clone())
        .bind(key.made_at.timestamp_millis())
        .bind(key.ends_at.map(|at| at.timestamp_millis()))
        .bind(key.revoked_at.map(|at| at.timestamp_millis()))
        .execute(&mut **tx)
        .await?;
    Ok(())
}

macro_rules! keys {
    ($rest:literal) => {
        concat!(
            "select id, name, algorithm, public_key, secret_sealed, made_at, ends_at, revoked_at
             from link_keys where creditor_id = $1 ",
            $rest
        )
    };
}

const BY_ID: &str = keys!("and id = $2");
const ALL: &str = keys!("order by id");

/// The key `id` of the tenant.
pub async fn find(
    conn: &mut AnyConnection,
    tenant: &Tenant,
    id: &LinkKeyId,
) -> Result<Option<LinkKey>, StoreError> {
    let row = sqlx::query(BY_ID)
        .bind(tenant.id().to_owned())
        .bind(id.as_str().to_owned())
        .fetch_optional(conn)
        .await?;
    row.map(|row| from_row(&row)).transpose()
}

/// All keys of the tenant, the oldest first.
pub async fn all(conn: &mut AnyConnection, tenant: &Tenant) -> Result<Vec<LinkKey>, StoreError> {
    let rows = sqlx::query(ALL).bind(tenant.id().to_owned()).fetch_all(conn).await?;
    rows.iter().map(from_row).collect()
}

const LOCK: &str = "
    update link_keys set revoked_at = revoked_at where creditor_id = $1 and id = $2
    returning id, name, algorithm, public_key, secret_sealed, made_at, ends_at, revoked_at";

/// The key as it is now; it stays so until the transaction ends.
pub async fn lock(
    tx: &mut Tx,
    tenant: &Tenant,
    id: &LinkKeyId,
) -> Result<Option<LinkKey>, StoreError> {
    let row = sqlx::query(LOCK)
        .bind(tenant.id().to_owned())
        .bind(id.as_str().to_owned())
        .fetch_optional(&mut **tx)
        .await?;
    row.map(|row| from_row(&row)).transpose()
}

fn from_row(row: &AnyRow) -> Result<LinkKey, StoreError> {
    Ok(LinkKey {
        id: row.parsed("id")?,
        name: row.text("name")?,
        algorithm: row.parsed("algorithm")?,
        public_key: row.maybe_bytes("public_key")?,
        secret_sealed: row.maybe_bytes("secret_sealed")?,
        made_at: row.instant("made_at")?,
        ends_at: row.maybe_instant("ends_at")?,
        revoked_at: row.maybe_instant("revoked_at")?,
    })
}

const END: &str = "
    update link_keys set ends_at = $3
    where creditor_id = $1 and id = $2 and ends_at is null and revoked_at is null";

/// Gives a key that has none an end; refused if it has one, was revoked, or is not there.
pub async fn end(
    tx: &mut Tx,
    tenant: &Tenant,
    id: &LinkKeyId,
    at: DateTime<Utc>,
) -> Result<(), StoreError> {
    let done = sqlx::query(END)
        .bind(tenant.id().to_owned())
        .bind(id.as_str().to_owned())
        .bind(at.timestamp_millis())
        .execute(&mut **tx)
        .await?;
    one_row(&done, "give a key an end")
}

const REVOKE: &str = "
    update link_keys set revoked_at = $3
    where creditor_id = $1 and id = $2 and revoked_at is null";

/// Takes a key back; twice is no error.
pub async fn revoke(
    tx: &mut Tx,
    tenant: &Tenant,
    id: &LinkKeyId,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    sqlx::query(REVOKE)
        .bind(tenant.id().to_owned())
        .bind(id.as_str().to_owned())
        .bind(now.timestamp_millis())
        .execute(&mut **tx)
        .await?;
    Ok(())
}

const LINK: &str = "
    select link_id from signed_links where creditor_id = $1 and key_id = $2 and jti = $3";

/// The link that the key signed under this name, if it was used before.
pub async fn link(
    conn: &mut AnyConnection,
    tenant: &Tenant,
    (key, jti): (&LinkKeyId, &str),
) -> Result<Option<AccessLinkId>, StoreError> {
    let row = sqlx::query(LINK)
        .bind(tenant.id().to_owned())
        .bind(key.as_str().to_owned())
        .bind(jti.to_owned())
        .fetch_optional(conn)
        .await?;
    row.map(|row| row.parsed("link_id")).transpose()
}

const INSERT_LINK: &str = "
    insert into signed_links (creditor_id, key_id, jti, link_id) values ($1, $2, $3, $4)";

/// Writes down that a link is the one that the key signed under this name.
pub async fn insert_link(
    tx: &mut Tx,
    tenant: &Tenant,
    (key, jti): (&LinkKeyId, &str),
    link: &AccessLinkId,
) -> Result<(), StoreError> {
    sqlx::query(INSERT_LINK)
        .bind(tenant.id().to_owned())
        .bind(key.as_str().to_owned())
        .bind(jti.to_owned())
        .bind(link.as_str().to_owned())
        .execute(&mut **tx)
        .await?;
    Ok(())
}

const LIVING: &str = "
    select l.id, l.case_id from signed_links s
    cross join access_links l
    where s.creditor_id = $1 and s.key_id = $2
        and l.creditor_id = s.creditor_id and l.id = s.link_id and l.revoked_at is null
    order by l.id limit $3";

/// Some links of a key that nobody has closed.
pub async fn living(
    conn: &mut AnyConnection,
    tenant: &Tenant,
    key: &LinkKeyId,
    limit: i64,
) -> Result<Vec<(AccessLinkId, CaseId)>, StoreError> {
    let rows = sqlx::query(LIVING)
        .bind(tenant.id().to_owned())
        .bind(key.as_str().to_owned())
        .bind(limit)
        .fetch_all(conn)
        .await?;
    rows.iter().map(|row| Ok((row.parsed("id")?, row.parsed("case_id")?))).collect()
}

/// How far the links of a kind have brought their debtors.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub struct Brought {
    /// Links made, or signed and used at least once.
    pub links: i64,
    /// Those whose button was pressed.
    pub opened: i64,
    /// Those through which the identity check was passed.
    pub verified: i64,
    /// Those through which money came.
    pub paid: i64,
}

macro_rules! brought {
    ($what:literal, $rest:literal) => {
        concat!(
            "select ",
            $what,
            " cast(count(*) as bigint) as links, cast(count(l.opened_at) as bigint) as opened,
                cast(count(l.verified_at) as bigint) as verified,
                cast(count(l.paid_at) as bigint) as paid
             from ",
            $rest
        )
    };
}

const BY_KEY: &str = brought!(
    "",
    "signed_links s
     join access_links l on l.creditor_id = s.creditor_id and l.id = s.link_id
     where s.creditor_id = $1 and s.key_id = $2"
);
const BY_STEP: &str = brought!(
    "l.step,",
    "access_links l where l.creditor_id = $1 and l.step is not null
     group by l.step order by l.step"
);

/// What the links of a key brought.
pub async fn brought_by_key(
    conn: &mut AnyConnection,
    tenant: &Tenant,
    key: &LinkKeyId,
) -> Result<Brought, StoreError> {
    let row = sqlx::query(BY_KEY)
        .bind(tenant.id().to_owned())
        .bind(key.as_str().to_owned())
        .fetch_one(conn)
        .await?;
    brought(&row)
}

/// What the links of each step brought, by its name.
pub async fn brought_by_step(
    conn: &mut AnyConnection,
    tenant: &Tenant,
) -> Result<Vec<(String, Brought)>, StoreError> {
    let rows = sqlx::query(BY_STEP).bind(tenant.id().to_owned()).fetch_all(conn).await?;
    rows.iter().map(|row| Ok((row.text("step")?, brought(row)?))).collect()
}

fn brought(row: &AnyRow) -> Result<Brought, StoreError> {
    Ok(Brought {
        links: row.number("links")?,
        opened: row.number("opened")?,
        verified: row.number("verified")?,
        paid: row.number("paid")?,
    })
}

const SET_STEP: &str = "
    update access_links set step = $3 where creditor_id = $1 and id = $2";

/// Writes down what a link was made for.
pub async fn set_step(
    tx: &mut Tx,
    tenant: &Tenant,
    link: &AccessLinkId,
    step: &str,
) -> Result<(), StoreError> {
    let done = sqlx::query(SET_STEP)
        .bind(tenant.id().to_owned())
        .bind(link.as_str().to_owned())
        .bind(step.to_owned())
        .execute(&mut **tx)
        .await?;
    one_row(&done, "write what a link was made for")
}

/// Every statement of this file.
pub const STATEMENTS: &[&str] =
    &[INSERT, BY_ID, ALL, LOCK, END, REVOKE, LINK, INSERT_LINK, LIVING, BY_KEY, BY_STEP, SET_STEP];
