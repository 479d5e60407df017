//! What several use cases do at their end: queue jobs and messages.

use chrono::{DateTime, Utc};
use domain::contact_channel::ContactChannel;
use domain::ids::{JobId, MessageId};

use super::PortalError;
use crate::compose::Portal;
use crate::store::message::NewMessage;
use crate::store::{StoreError, Tx, job, message};
use crate::tenant::Tenant;

/// Queues a job about `what` in the transaction of its cause; the same `kind` and `what` are one job.
pub async fn job(
    portal: &Portal,
    tx: &mut Tx,
    tenant: &Tenant,
    (kind, what): (&'static str, &str),
    run_at: DateTime<Utc>,
) -> Result<(), StoreError> {
    let id = JobId::from_bits(portal.ids.bits());
    let key = format!("{kind}:{}:{what}", tenant.id());
    let new = job::NewJob { creditor: Some(tenant.id()), kind, key: &key, payload: what, run_at };
    job::enqueue(tx, &id, new).await
}

/// Queues an e-mail in the transaction of its cause.
pub async fn message(
    portal: &Portal,
    tx: &mut Tx,
    tenant: &Tenant,
    new: NewMessage<'_>,
) -> Result<(), StoreError> {
    message_by(portal, tx, tenant, (ContactChannel::Email, new)).await
}

/// Queues a message by one channel in the transaction of its cause.
pub async fn message_by(
    portal: &Portal,
    tx: &mut Tx,
    tenant: &Tenant,
    (channel, new): (ContactChannel, NewMessage<'_>),
) -> Result<(), StoreError> {
    let id = MessageId::from_bits(portal.ids.bits());
    message::enqueue_by(tx, tenant, (&id, channel), new, portal.clock.now()).await.map(drop)
}

/// Logs that a piece of work failed and will be tried again.
pub fn note_failure(what: &str, error: &PortalError) {
    tracing::warn!(what, "work failed, will be tried again: {error}");
}
