//! What several use cases do at their end: queue jobs and messages.

use chrono::{DateTime, Utc};
use domain::contact_channel::ContactChannel;
use domain::ids::{JobId, MessageId};

use super::PortalError;
use super::acceptance::COPY;
use super::access_link::NEW_LINK;
use super::clearance::CLEARED;
use super::identity::CODE;
use crate::compose::Portal;
use crate::store::message::{NewMessage, Urgency};
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
    let how = (&id, channel, urgency(new.kind));
    message::enqueue(tx, tenant, how, new, portal.clock.now()).await.map(drop)
}

/// What people wait for at their screens leaves before what nobody asked for.
fn urgency(kind: &str) -> Urgency {
    match kind {
        CODE | NEW_LINK | COPY | CLEARED | "receipt" | "refund" => Urgency::Asked,
        _ => Urgency::InTurn,
    }
}

/// Logs that a piece of work failed and will be tried again.
pub fn note_failure(what: &str, error: &PortalError) {
    tracing::warn!(what, "work failed, will be tried again: {error}");
}

/// After so many failures in a row Stripe, or the database, is taken to be gone.
const GIVE_UP: u32 = 5;

/// What failed in one run over many things, none of which keeps another one waiting.
#[derive(Debug, Default)]
pub struct Failures {
    in_a_row: u32,
    first: Option<PortalError>,
}

impl Failures {
    /// Takes note of what became of one thing, which `what` names for the log. Fails with its error once so many
    /// in a row have failed that the run has no sense; stored values that do not read are no sign of that.
    pub fn note(&mut self, what: &str, result: Result<(), PortalError>) -> Result<(), PortalError> {
        let Err(error) = result else {
            self.in_a_row = 0;
            return Ok(());
        };
        note_failure(what, &error);
        if !matches!(error, PortalError::Store(StoreError::Corrupt(_))) {
            self.in_a_row += 1;
        }
        if self.in_a_row >= GIVE_UP {
            return Err(error);
        }
        self.first.get_or_insert(error);
        Ok(())
    }

    /// The end of the run: its first failure, if there was one.
    pub fn end(self) -> Result<(), PortalError> {
        self.first.map_or(Ok(()), Err)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::use_cases::reminder::MESSAGE;

    #[test]
    fn what_somebody_waits_for_leaves_before_what_nobody_asked_for() {
        for kind in [CODE, NEW_LINK, COPY, CLEARED, "receipt", "refund"] {
            assert_eq!(urgency(kind), Urgency::Asked, "{kind}");
        }
        for kind in [MESSAGE, "access-link", "plan-missed", "team-answer"] {
            assert_eq!(urgency(kind), Urgency::InTurn, "{kind}");
        }
        assert!(Urgency::Asked.number() < Urgency::InTurn.number());
    }

    #[test]
    fn a_run_goes_on_until_everything_fails() {
        let away = || Err(PortalError::Unavailable("away".to_owned()));
        let damaged = || Err(PortalError::Store(StoreError::Corrupt("one".to_owned())));
        let mut failures = Failures::default();
        for _ in 0..2 * GIVE_UP {
            assert!(failures.note("one of many", damaged()).is_ok());
        }
        for _ in 1..GIVE_UP {
            assert!(failures.note("one of many", away()).is_ok());
        }
        assert!(failures.note("one of many", Ok(())).is_ok());
        for _ in 1..GIVE_UP {
            assert!(failures.note("one of many", away()).is_ok());
        }
        let last = failures.note("one of many", away());
        assert!(matches!(last, Err(PortalError::Unavailable(_))), "{last:?}");
        let first = failures.end();
        assert!(matches!(first, Err(PortalError::Store(StoreError::Corrupt(_)))), "{first:?}");
        assert!(Failures::default().end().is_ok());
    }
}
