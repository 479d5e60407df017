//! What a provider says of messages that it took.

use chrono::{DateTime, Utc};
use domain::contact_channel::ContactChannel;
use domain::delivery::Delivery;
use domain::ids::{CaseId, MessageId};
use sqlx::AnyConnection;
use sqlx::any::AnyRow;

use super::row::{Columns, one_row};
use super::{StoreError, Tx, reminder};
use crate::tenant::Tenant;

/// A message that a provider has, or may have.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Handed {
    /// The message.
    pub id: MessageId,
    /// The case it is about.
    pub case: Option<CaseId>,
    /// By which channel it left.
    pub channel: ContactChannel,
    /// Its state in the outbox.
    pub state: String,
    /// How far it has come, if anything is known of that.
    pub delivery: Option<Delivery>,
    /// The provider's code for what went wrong.
    pub code: Option<String>,
    /// The keyed hash of the number that it went to, if that was written down.
    pub sent_to: Option<Vec<u8>>,
    /// When it was written.
    pub made_at: DateTime<Utc>,
}

const FIND: &str = "
    select id, case_id, channel, state, delivery, delivery_code, address_hash,
        made_at from messages
    where creditor_id = $1 and id = $2";

/// The message `id`.
pub async fn find(
    conn: &mut AnyConnection,
    tenant: &Tenant,
    id: &MessageId,
) -> Result<Option<Handed>, StoreError> {
    let row = sqlx::query(FIND)
        .bind(tenant.id().to_owned())
        .bind(id.as_str().to_owned())
        .fetch_optional(conn)
        .await?;
    row.map(|row| from_row(&row)).transpose()
}

/// Rewrites what stands there, so that whoever else has news of the message waits.
const LOCK: &str = "
    update messages set delivery = delivery where creditor_id = $1 and id = $2
    returning id, case_id, channel, state, delivery, delivery_code, address_hash,
        made_at";

/// The message `id`, whose row this transaction holds from now on.
pub async fn lock(
    tx: &mut Tx,
    tenant: &Tenant,
    id: &MessageId,
) -> Result<Option<Handed>, StoreError> {
    let row = sqlx::query(LOCK)
        .bind(tenant.id().to_owned())
        .bind(id.as_str().to_owned())
        .fetch_optional(&mut **tx)
        .await?;
    row.map(|row| from_row(&row)).transpose()
}

const SET_NUMBER: &str = "
    update messages set address_hash = $3 where creditor_id = $1 and id = $2";

/// Remembers to which number a message goes, by its keyed hash: news of it may come when another one is on file.
pub async fn set_number(
    tx: &mut Tx,
    tenant: &Tenant,
    (id, hash): (&MessageId, &[u8]),
) -> Result<(), StoreError> {
    let done = sqlx::query(SET_NUMBER)
        .bind(tenant.id().to_owned())
        .bind(id.as_str().to_owned())
        .bind(hash.to_vec())
        .execute(&mut **tx)
        .await?;
    one_row(&done, "remember where a message goes")
}

const LOST_BEFORE: &str = "
    select id from messages
    where creditor_id = $1 and case_id = $2 and channel = $3 and address_hash = $4
        and delivery in ('failed', 'undelivered') and delivery_code = $5 and delivery_at <= $6
    limit 1";

/// Whether a message to the same number was lost with this code, at `until` or before.
pub async fn was_lost(
    conn: &mut AnyConnection,
    tenant: &Tenant,
    (case, channel, number): (&CaseId, ContactChannel, &[u8]),
    (code, until): (&str, DateTime<Utc>),
) -> Result<bool, StoreError> {
    let row = sqlx::query(LOST_BEFORE)
        .bind(tenant.id().to_owned())
        .bind(case.as_str().to_owned())
        .bind(channel.as_str())
        .bind(number.to_vec())
        .bind(code.to_owned())
        .bind(until.timestamp_millis())
        .fetch_optional(conn)
        .await?;
    Ok(row.is_some())
}

const TAKEN: &str = "
    update messages set provider_ref = $3 where creditor_id = $1 and id = $2";

/// Remembers under which id the provider has a message.
pub async fn taken(
    tx: &mut Tx,
    tenant: &Tenant,
    (id, provider_ref): (&MessageId, &str),
) -> Result<(), StoreError> {
    let done = sqlx::query(TAKEN)
        .bind(tenant.id().to_owned())
        .bind(id.as_str().to_owned())
        .bind(provider_ref.to_owned())
        .execute(&mut **tx)
        .await?;
    one_row(&done, "remember a provider's id")
}

const ADVANCE: &str = "
    update messages set delivery = $3, delivery_code = coalesce($4, delivery_code), delivery_at = $5
    where creditor_id = $1 and id = $2";

/// Writes how far a message has come.
pub async fn advance(
    tx: &mut Tx,
    tenant: &Tenant,
    id: &MessageId,
    (delivery, code): (Delivery, Option<&str>),
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let done = sqlx::query(ADVANCE)
        .bind(tenant.id().to_owned())
        .bind(id.as_str().to_owned())
        .bind(delivery.as_str())
        .bind(code.map(str::to_owned))
        .bind(now.timestamp_millis())
        .execute(&mut **tx)
        .await?;
    one_row(&done, "write how far a message has come")
}

const FOUND: &str = "
    update messages set state = 'sent', sent_at = $3
    where creditor_id = $1 and id = $2
        and (state = 'unknown' or (state = 'failed' and delivery = 'failed'))
    returning kind, about";

/// Writes that a message had left of which nobody knew, or of which the provider had said that it did not, beside
/// its reminder too; nothing happens to any other.
pub async fn found(
    tx: &mut Tx,
    tenant: &Tenant,
    id: &MessageId,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let row = sqlx::query(FOUND)
        .bind(tenant.id().to_owned())
        .bind(id.as_str().to_owned())
        .bind(now.timestamp_millis())
        .fetch_optional(&mut **tx)
        .await?;
    let Some(row) = row else { return Ok(()) };
    let about = row.maybe_text("about")?;
    let (kind, about) = (row.text("kind")?, about.as_deref());
    reminder::message_told(tx, tenant, (&kind, about), ("sent", None), now).await
}

const NOT_LEFT: &str = "
    update messages set state = 'failed', why = coalesce($3, why)
    where creditor_id = $1 and id = $2 and state = 'unknown' returning kind, about, why";

/// Writes that a message of which nobody knew never left, by the provider's word, beside its reminder too; nothing
/// happens to any other. That it counted as a contact stays.
pub async fn not_left(
    tx: &mut Tx,
    tenant: &Tenant,
    id: &MessageId,
    code: Option<&str>,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let row = sqlx::query(NOT_LEFT)
        .bind(tenant.id().to_owned())
        .bind(id.as_str().to_owned())
        .bind(code.map(str::to_owned))
        .fetch_optional(&mut **tx)
        .await?;
    let Some(row) = row else { return Ok(()) };
    let (about, why) = (row.maybe_text("about")?, row.maybe_text("why")?);
    let (kind, about) = (row.text("kind")?, about.as_deref());
    reminder::message_told(tx, tenant, (&kind, about), ("failed", why.as_deref()), now).await
}

const LEFT: &str = "
    select kind, about from messages where creditor_id = $1 and id = $2 and state = 'sent'";

/// Writes beside the reminder of a message that had left whether it arrived, as far as one knows now: one that was
/// lost was not heard, and is due again. That it counted as a contact stays.
pub async fn arrives(
    tx: &mut Tx,
    tenant: &Tenant,
    id: &MessageId,
    (delivery, code): (Delivery, Option<&str>),
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let row = sqlx::query(LEFT)
        .bind(tenant.id().to_owned())
        .bind(id.as_str().to_owned())
        .fetch_optional(&mut **tx)
        .await?;
    let Some(row) = row else { return Ok(()) };
    let about = row.maybe_text("about")?;
    let (kind, about) = (row.text("kind")?, about.as_deref());
    let news = if delivery.is_lost() { ("failed", code) } else { ("sent", None) };
    reminder::message_told(tx, tenant, (&kind, about), news, now).await
}

const OF_PHONES: &str = "
    select id, case_id, channel, state, delivery, delivery_code, address_hash,
        made_at from messages
    where creditor_id = $1 and case_id = $2 and channel <> 'email'
    order by made_at desc, id desc limit 20";

/// The newest messages about a case that went to a phone, newest first.
pub async fn of_phones(
    conn: &mut AnyConnection,
    tenant: &Tenant,
    case: &CaseId,
) -> Result<Vec<Handed>, StoreError> {
    let rows = sqlx::query(OF_PHONES)
        .bind(tenant.id().to_owned())
        .bind(case.as_str().to_owned())
        .fetch_all(conn)
        .await?;
    rows.iter().map(from_row).collect()
}

fn from_row(row: &AnyRow) -> Result<Handed, StoreError> {
    Ok(Handed {
        id: row.parsed("id")?,
        case: row.maybe_parsed("case_id")?,
        channel: row.parsed("channel")?,
        state: row.text("state")?,
        delivery: row.maybe_parsed("delivery")?,
        code: row.maybe_text("delivery_code")?,
        sent_to: row.maybe_bytes("address_hash")?,
        made_at: row.instant("made_at")?,
    })
}

/// Every statement of this file.
pub const STATEMENTS: &[&str] =
    &[FIND, LOCK, SET_NUMBER, LOST_BEFORE, TAKEN, ADVANCE, FOUND, NOT_LEFT, LEFT, OF_PHONES];
