//! What people send to a creditor's number, and how creditor and case are found.

use chrono::{DateTime, Utc};
use domain::contact_channel::ContactChannel;
use domain::ids::CaseId;
use sqlx::AnyConnection;

use super::row::Columns;
use super::{StoreError, Tx};
use crate::tenant::Tenant;

const INSERT: &str = "
    insert into inbound_messages (creditor_id, provider_ref, channel, received_at)
    values ($1, $2, $3, $4)
    on conflict (creditor_id, provider_ref) do nothing";

/// Writes that a message came; false if it is written already.
pub async fn insert(
    tx: &mut Tx,
    tenant: &Tenant,
    (provider_ref, channel): (&str, ContactChannel),
    now: DateTime<Utc>,
) -> Result<bool, StoreError> {
    let done = sqlx::query(INSERT)
        .bind(tenant.id().to_owned())
        .bind(provider_ref.to_owned())
        .bind(channel.as_str())
        .bind(now.timestamp_millis())
        .execute(&mut **tx)
        .await?;
    Ok(done.rows_affected() == 1)
}

const BY_PHONE: &str = "
    select c.id as case_id from debtors d
    join cases c on c.creditor_id = d.creditor_id and c.debtor_id = d.id
    where d.creditor_id = $1 and d.phone_hash = $2 order by c.id limit 20";

/// The cases of whoever has the phone with this keyed hash: a family may share one.
pub async fn cases_by_phone(
    conn: &mut AnyConnection,
    tenant: &Tenant,
    hash: &[u8],
) -> Result<Vec<CaseId>, StoreError> {
    let rows = sqlx::query(BY_PHONE)
        .bind(tenant.id().to_owned())
        .bind(hash.to_vec())
        .fetch_all(conn)
        .await?;
    rows.iter().map(|row| row.parsed("case_id")).collect()
}

const FORGET: &str = "delete from phone_senders where creditor_id = $1";

const ADD: &str = "insert into phone_senders (creditor_id, address) values ($1, $2)";

/// Writes from which numbers and services a creditor writes now.
pub async fn set_senders(
    tx: &mut Tx,
    tenant: &Tenant,
    addresses: &[String],
) -> Result<(), StoreError> {
    sqlx::query(FORGET).bind(tenant.id().to_owned()).execute(&mut **tx).await?;
    for address in addresses {
        sqlx::query(ADD)
            .bind(tenant.id().to_owned())
            .bind(address.clone())
            .execute(&mut **tx)
            .await?;
    }
    Ok(())
}

/// Every statement of this file.
pub const STATEMENTS: &[&str] = &[INSERT, BY_PHONE, FORGET, ADD];
