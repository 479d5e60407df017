//! Permissions to write to a person by SMS or WhatsApp, each for one number.

use chrono::{DateTime, NaiveDate, Utc};
use domain::contact_channel::ContactChannel;
use domain::ids::{BatchId, CaseId, ConsentId};
use sqlx::AnyConnection;
use sqlx::any::AnyRow;

use super::db::{in_order, listed};
use super::row::Columns;
use super::{StoreError, Tx};
use crate::tenant::Tenant;

/// One permission.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Consent {
    /// The permission.
    pub id: ConsentId,
    /// Whose.
    pub case: CaseId,
    /// By which channel.
    pub channel: ContactChannel,
    /// For which number: its keyed hash, as the debtor's row has it.
    pub address_hash: Vec<u8>,
    /// The day on which it was given.
    pub given_on: NaiveDate,
    /// How, in a word of the program.
    pub how: String,
    /// What proves it, sealed in column `proof` of this permission.
    pub proof: Vec<u8>,
    /// Who of the team wrote it down.
    pub recorded_by: String,
    /// When.
    pub recorded_at: DateTime<Utc>,
}

const INSERT: &str = "
    insert into consents (creditor_id, id, case_id, channel, address_hash, given_on, how,
        proof_sealed, recorded_by, recorded_at)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";

/// Writes a new permission.
pub async fn insert(tx: &mut Tx, tenant: &Tenant, consent: &Consent) -> Result<(), StoreError> {
    sqlx::query(INSERT)
        .bind(tenant.id().to_owned())
        .bind(consent.id.as_str().to_owned())
        .bind(consent.case.as_str().to_owned())
        .bind(consent.channel.as_str())
        .bind(consent.address_hash.clone())
        .bind(consent.given_on.to_string())
        .bind(consent.how.clone())
        .bind(consent.proof.clone())
        .bind(consent.recorded_by.clone())
        .bind(consent.recorded_at.timestamp_millis())
        .execute(&mut **tx)
        .await?;
    Ok(())
}

const INSERT_OF: &str = "
    insert into consents (creditor_id, id, case_id, channel, address_hash, given_on, how,
        proof_sealed, recorded_by, recorded_at, batch_id, revoked_at)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)";

/// Writes a permission that an import brought; with `revoked_at` it allows nothing.
pub async fn insert_of(
    tx: &mut Tx,
    tenant: &Tenant,
    consent: &Consent,
    (batch, revoked_at): (&BatchId, Option<DateTime<Utc>>),
) -> Result<(), StoreError> {
    sqlx::query(INSERT_OF)
        .bind(tenant.id().to_owned())
        .bind(consent.id.as_str().to_owned())
        .bind(consent.case.as_str().to_owned())
        .bind(consent.channel.as_str())
        .bind(consent.address_hash.clone())
        .bind(consent.given_on.to_string())
        .bind(consent.how.clone())
        .bind(consent.proof.clone())
        .bind(consent.recorded_by.clone())
        .bind(consent.recorded_at.timestamp_millis())
        .bind(batch.as_str().to_owned())
        .bind(revoked_at.map(|at| at.timestamp_millis()))
        .execute(&mut **tx)
        .await?;
    Ok(())
}

/// What is kept of a permission, also of one that was taken back.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Past {
    /// By which channel.
    pub channel: ContactChannel,
    /// For which number: its keyed hash.
    pub address_hash: Vec<u8>,
    /// The day on which it was given.
    pub given_on: NaiveDate,
}

const OF_CASES: &str = "
    select p.case_id, p.channel, p.address_hash, p.given_on from consents p
    where p.creditor_id = $1 and not exists (
        select 1 from import_undos u where u.creditor_id = p.creditor_id and u.batch_id = p.batch_id
    ) and p.case_id in ";

/// Every permission that these cases ever gave, each beside its case, but for those of imports that were undone.
pub async fn of_cases(
    conn: &mut AnyConnection,
    tenant: &Tenant,
    cases: &[&str],
) -> Result<Vec<(CaseId, Past)>, StoreError> {
    if cases.is_empty() {
        return Ok(Vec::new());
    }
    let sql = format!("{OF_CASES}{}", listed(2, cases.len()));
    let query = sqlx::query(in_order(conn, sql)).bind(tenant.id().to_owned());
    let query = cases.iter().fold(query, |query, case| query.bind((*case).to_owned()));
    let rows = query.fetch_all(conn).await?;
    let past = |row: &AnyRow| {
        let (channel, given_on) = (row.parsed("channel")?, row.parsed("given_on")?);
        let past = Past { channel, address_hash: row.bytes("address_hash")?, given_on };
        Ok((row.parsed("case_id")?, past))
    };
    rows.iter().map(past).collect()
}

const COUNT_OF: &str = "
    select count(*) as written, count(revoked_at) as ended from consents
    where creditor_id = $1 and batch_id = $2";

/// How many permissions an import wrote down, and how many of them allow nothing.
pub async fn count_of(
    conn: &mut AnyConnection,
    tenant: &Tenant,
    batch: &BatchId,
) -> Result<(i64, i64), StoreError> {
    let query = sqlx::query(COUNT_OF).bind(tenant.id().to_owned()).bind(batch.as_str().to_owned());
    let row = query.fetch_one(conn).await?;
    Ok((row.number("written")?, row.number("ended")?))
}

const REVOKE_OF: &str = "
    update consents set revoked_at = $4
    where creditor_id = $1 and case_id = $2 and batch_id = $3 and revoked_at is null
    returning id, channel";

/// Ends the permissions that an import brought to a case; gives those that it ended.
pub async fn revoke_of(
    tx: &mut Tx,
    tenant: &Tenant,
    (case, batch): (&CaseId, &BatchId),
    now: DateTime<Utc>,
) -> Result<Vec<(ConsentId, ContactChannel)>, StoreError> {
    let rows = sqlx::query(REVOKE_OF)
        .bind(tenant.id().to_owned())
        .bind(case.as_str().to_owned())
        .bind(batch.as_str().to_owned())
        .bind(now.timestamp_millis())
        .fetch_all(&mut **tx)
        .await?;
    rows.iter().map(|row| Ok((row.parsed("id")?, row.parsed("channel")?))).collect()
}

const OF_CASE: &str = "
    select id, case_id, channel, address_hash, given_on, how, proof_sealed, recorded_by, recorded_at
    from consents where creditor_id = $1 and case_id = $2 and revoked_at is null
    order by recorded_at desc, id desc limit 100";

/// The permissions of a case that nobody has taken back, newest first.
pub async fn of_case(
    conn: &mut AnyConnection,
    tenant: &Tenant,
    case: &CaseId,
) -> Result<Vec<Consent>, StoreError> {
    let rows = sqlx::query(OF_CASE)
        .bind(tenant.id().to_owned())
        .bind(case.as_str().to_owned())
        .fetch_all(conn)
        .await?;
    rows.iter().map(from_row).collect()
}

fn from_row(row: &AnyRow) -> Result<Consent, StoreError> {
    Ok(Consent {
        id: row.parsed("id")?,
        case: row.parsed("case_id")?,
        channel: row.parsed("channel")?,
        address_hash: row.bytes("address_hash")?,
        given_on: row.parsed("given_on")?,
        how: row.text("how")?,
        proof: row.bytes("proof_sealed")?,
        recorded_by: row.text("recorded_by")?,
        recorded_at: row.instant("recorded_at")?,
    })
}

const REVOKE: &str = "
    update consents set revoked_at = $4
    where creditor_id = $1 and case_id = $2 and channel = $3 and revoked_at is null";

/// Ends every permission of a case for a channel; they stay as what was once allowed.
pub async fn revoke(
    tx: &mut Tx,
    tenant: &Tenant,
    (case, channel): (&CaseId, ContactChannel),
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    sqlx::query(REVOKE)
        .bind(tenant.id().to_owned())
        .bind(case.as_str().to_owned())
        .bind(channel.as_str())
        .bind(now.timestamp_millis())
        .execute(&mut **tx)
        .await?;
    Ok(())
}

/// The statement whose width varies, up to the list that it ends with.
pub const LIST: &str = OF_CASES;

/// Every other statement of this file.
pub const STATEMENTS: &[&str] = &[INSERT, INSERT_OF, COUNT_OF, REVOKE_OF, OF_CASE, REVOKE];
