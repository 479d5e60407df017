//! Permissions to write to a person by SMS or WhatsApp, each for one number.

use chrono::{DateTime, NaiveDate, Utc};
use domain::contact_channel::ContactChannel;
use domain::ids::{CaseId, ConsentId};
use sqlx::AnyConnection;
use sqlx::any::AnyRow;

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

/// Every statement of this file.
pub const STATEMENTS: &[&str] = &[INSERT, OF_CASE, REVOKE];
