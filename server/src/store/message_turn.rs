//! Messages that go by another channel than the one they were written for.

use chrono::{DateTime, Utc};
use domain::contact_channel::ContactChannel;

use super::message::Message;
use super::row::one_row;
use super::{StoreError, Tx, reminder};
use crate::tenant::Tenant;

const TURN: &str = "
    update messages set state = 'queued', channel = $4, why = null, not_before = $5, locked_until = 0,
        counted_at = null, tries = tries - 1
    where creditor_id = $1 and id = $2 and tries = $3 and state = 'claimed'";

/// Puts a claimed message back to go by another channel, where this was no try yet; `why` says what was the matter
/// with the one before. Refused if somebody else has claimed it since.
pub async fn turn(
    tx: &mut Tx,
    tenant: &Tenant,
    message: &Message,
    (channel, why): (ContactChannel, &str),
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    reminder::turned(tx, tenant, message, (channel, why), now).await?;
    let done = sqlx::query(TURN)
        .bind(tenant.id().to_owned())
        .bind(message.id.as_str().to_owned())
        .bind(message.tries)
        .bind(channel.as_str())
        .bind(now.timestamp_millis())
        .execute(&mut **tx)
        .await?;
    one_row(&done, "turn a message to another channel")
}

/// Every statement of this file.
pub const STATEMENTS: &[&str] = &[TURN];
