//! Messages that go back to the queue without having been tried.

use chrono::{DateTime, Utc};
use domain::contact_channel::ContactChannel;

use super::message::{Message, Urgency};
use super::row::one_row;
use super::{StoreError, Tx, reminder};
use crate::tenant::Tenant;

/// The reason of a message whose channel rests.
pub const RESTING: &str = "resting";

const WAIT: &str = "
    update messages set state = 'queued', why = $4, not_before = $5, locked_until = 0,
        tries = tries - 1
    where creditor_id = $1 and id = $2 and tries = $3 and state = 'claimed'";

/// Lets a claimed message wait until then, for a reason in a word of the program: nothing was handed over, so
/// this was no try. Of a reminder only what is new is told. Refused if somebody else has claimed it since.
pub async fn wait(
    tx: &mut Tx,
    tenant: &Tenant,
    message: &Message,
    (until, why): (DateTime<Utc>, &'static str),
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    // How long a channel rests nobody knows.
    let known = (why != RESTING).then_some(until);
    let is_moved = known.is_some_and(|until| until != message.not_before);
    if is_moved || message.why.as_deref() != Some(why) {
        reminder::message_waits(tx, tenant, message, (known, why), now).await?;
    }
    let done = sqlx::query(WAIT)
        .bind(tenant.id().to_owned())
        .bind(message.id.as_str().to_owned())
        .bind(message.tries)
        .bind(why)
        .bind(until.timestamp_millis())
        .execute(&mut **tx)
        .await?;
    one_row(&done, "let a message wait")
}

const WAKE: &str = "
    update messages set not_before = $3
    where creditor_id = $1 and channel = $2 and state = 'queued' and urgency = $4
        and not_before > $3 and why = 'resting'";

/// Lets the messages leave that waited for the end of a channel's rest.
pub async fn wake(
    tx: &mut Tx,
    tenant: &Tenant,
    channel: ContactChannel,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    for urgency in [Urgency::Asked, Urgency::InTurn] {
        sqlx::query(WAKE)
            .bind(tenant.id().to_owned())
            .bind(channel.as_str())
            .bind(now.timestamp_millis())
            .bind(urgency.number())
            .execute(&mut **tx)
            .await?;
    }
    Ok(())
}

/// Every statement of this file.
pub const STATEMENTS: &[&str] = &[WAIT, WAKE];
