//! What people send to a creditor's number, and how creditor and case are found.

use chrono::{DateTime, Utc};
use domain::contact_channel::ContactChannel;
use domain::ids::CaseId;
use sqlx::AnyConnection;

use super::row::{Columns, one_row};
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

const NOBODY: &str = "
    update inbound_messages set nobody_at = $3 where creditor_id = $1 and provider_ref = $2";

/// Writes that a message came from a number that no case has.
pub async fn found_nobody(
    tx: &mut Tx,
    tenant: &Tenant,
    provider_ref: &str,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let done = sqlx::query(NOBODY)
        .bind(tenant.id().to_owned())
        .bind(provider_ref.to_owned())
        .bind(now.timestamp_millis())
        .execute(&mut **tx)
        .await?;
    one_row(&done, "note that a message found nobody")
}

const COUNT_NOBODY: &str = "
    select cast(count(*) as bigint) as messages from inbound_messages
    where creditor_id = $1 and nobody_at >= $2";

/// How many messages came since `since` from numbers that no case has.
pub async fn count_nobody(
    conn: &mut AnyConnection,
    tenant: &Tenant,
    since: DateTime<Utc>,
) -> Result<i64, StoreError> {
    let row = sqlx::query(COUNT_NOBODY)
        .bind(tenant.id().to_owned())
        .bind(since.timestamp_millis())
        .fetch_one(conn)
        .await?;
    row.number("messages")
}

const BY_PHONE: &str = "
    select c.id as case_id from debtors d
    join cases c on c.creditor_id = d.creditor_id and c.debtor_id = d.id
    where d.creditor_id = $1 and d.phone_hash = $2 and c.id > $3 order by c.id limit 200";

/// The next cases of whoever has the phone with this keyed hash, behind the case `after`: a family may share one,
/// and a number that stands for none may be on many.
pub async fn cases_by_phone(
    conn: &mut AnyConnection,
    tenant: &Tenant,
    (hash, after): (&[u8], &str),
) -> Result<Vec<CaseId>, StoreError> {
    let rows = sqlx::query(BY_PHONE)
        .bind(tenant.id().to_owned())
        .bind(hash.to_vec())
        .bind(after.to_owned())
        .fetch_all(conn)
        .await?;
    rows.iter().map(|row| row.parsed("case_id")).collect()
}

const RETIRE: &str = "
    update phone_senders set retired_at = $2 where creditor_id = $1 and retired_at is null";

const USE_AGAIN: &str = "
    update phone_senders set retired_at = null where creditor_id = $1 and address = $2";

const ADD: &str = "insert into phone_senders (creditor_id, address) values ($1, $2)";

/// Writes from which numbers and services a creditor writes now. Those of before stay theirs: people answer the
/// message that they have.
pub async fn set_senders(
    tx: &mut Tx,
    tenant: &Tenant,
    addresses: &[String],
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    sqlx::query(RETIRE)
        .bind(tenant.id().to_owned())
        .bind(now.timestamp_millis())
        .execute(&mut **tx)
        .await?;
    for address in addresses {
        let known = sqlx::query(USE_AGAIN)
            .bind(tenant.id().to_owned())
            .bind(address.clone())
            .execute(&mut **tx)
            .await?;
        if known.rows_affected() == 1 {
            continue;
        }
        sqlx::query(ADD)
            .bind(tenant.id().to_owned())
            .bind(address.clone())
            .execute(&mut **tx)
            .await?;
    }
    Ok(())
}

/// Every statement of this file.
pub const STATEMENTS: &[&str] = &[INSERT, NOBODY, COUNT_NOBODY, BY_PHONE, RETIRE, USE_AGAIN, ADD];
