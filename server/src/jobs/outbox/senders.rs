//! The senders of one process: they share a list of what is due, so that each message is claimed by one of them, and
//! several processes share the outbox by their claims.

use std::collections::VecDeque;
use std::sync::Arc;
use std::time::Duration;

use tokio::sync::{Mutex, watch};
use tokio::task::JoinSet;
use tokio::time::Instant;

use super::queue::{self, Due};
use super::{Round, deal_with, give_up_abandoned};
use crate::compose::Portal;
use crate::jobs::runner::{IDLE, pause, tenant_of};
use crate::store::StoreError;
use crate::use_cases::PortalError;

/// How long a sender lets a silent mail server be: the next letter would wait in vain too, or be lost.
const QUIET: Duration = Duration::from_secs(20);

/// Starts as many senders as the settings say, which send until `stop` turns true.
pub fn senders(portal: &Portal, stop: &watch::Receiver<bool>) -> JoinSet<()> {
    let (list, mut senders) = (List::default(), JoinSet::new());
    for _ in 0..portal.settings.senders {
        senders.spawn(run(portal.clone(), list.clone(), stop.clone()));
    }
    senders
}

/// Sends until `stop` turns true. A letter that is being handed over is finished first; one that no
/// server has asked for yet goes back to the queue.
async fn run(portal: Portal, list: List, mut stop: watch::Receiver<bool>) {
    while !*stop.borrow() {
        match send_next(&portal, &list, &stop).await {
            Ok(Round { silence: true, .. }) => pause(QUIET, &mut stop).await,
            Ok(Round { done: 0, .. }) => pause(IDLE, &mut stop).await,
            Ok(_) => {}
            Err(error) => {
                tracing::error!("the outbox does not answer: {error}");
                pause(IDLE * 4, &mut stop).await;
            }
        }
    }
}

/// Sends the next message of the list, if there is one.
async fn send_next(
    portal: &Portal,
    list: &List,
    stop: &watch::Receiver<bool>,
) -> Result<Round, PortalError> {
    let Some(Due { creditor, id, .. }) = list.next(portal).await? else {
        return Ok(Round::default());
    };
    let tenant = tenant_of(portal, &creditor).await?;
    let id = id.parse().map_err(|_| StoreError::Corrupt(format!("message id `{id}`")))?;
    Ok(Round { done: 1, silence: deal_with(portal, &tenant, &id, stop).await? })
}

/// What is due and that no sender of this process has taken yet.
#[derive(Clone, Default)]
struct List(Arc<Mutex<Waiting>>);

#[derive(Default)]
struct Waiting {
    due: VecDeque<Due>,
    /// When the outbox was looked at.
    looked_at: Option<Instant>,
    /// When the outbox was seen empty.
    empty_at: Option<Instant>,
}

/// How long a list is good: what somebody asks for meanwhile does not wait for all the others.
const GOOD: Duration = Duration::from_secs(1);

impl Waiting {
    fn is_to_be_filled(&self) -> bool {
        if self.due.is_empty() {
            return self.empty_at.is_none_or(|at| at.elapsed() >= IDLE / 2);
        }
        self.looked_at.is_none_or(|at| at.elapsed() >= GOOD)
    }
}

impl List {
    /// The next message. The outbox is asked when the list is empty or old, by one sender at a time, and not at once
    /// again if it was empty too.
    async fn next(&self, portal: &Portal) -> Result<Option<Due>, PortalError> {
        let mut waiting = self.0.lock().await;
        if waiting.is_to_be_filled() {
            waiting.due = due(portal).await?.into();
            waiting.looked_at = Some(Instant::now());
            waiting.empty_at = waiting.due.is_empty().then(Instant::now);
        }
        Ok(waiting.due.pop_front())
    }
}

/// What is due now, in the order in which it leaves.
async fn due(portal: &Portal) -> Result<Vec<Due>, PortalError> {
    give_up_abandoned(portal).await?;
    queue::due(portal).await
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;
    use crate::fixture::Fixture;
    use crate::in_tx;
    use crate::store::message::NewMessage;
    use crate::use_cases::work;

    #[tokio::test]
    async fn the_senders_of_a_process_take_different_messages() {
        let fixture = Fixture::new().await;
        let (portal, tenant) = (&fixture.portal, fixture.creditor("clinica").await);
        let (case, _) = fixture.debt(&tenant, ("B-1", "C-1"), 1000, "2026-02-01").await;
        for occurrence in ["one", "two", "three"] {
            let new = NewMessage {
                case: Some(&case),
                member: None,
                kind: "team-said",
                about: None,
                occurrence,
            };
            let queued: Result<(), PortalError> =
                in_tx!(portal.store, tx => work::message(portal, &mut tx, &tenant, new).await?);
            queued.expect("it is queued");
        }
        let (list, mut taken) = (List::default(), HashSet::new());
        for sender in [list.clone(), list.clone(), list] {
            taken.extend(sender.next(portal).await.expect("a list").map(|due| due.id));
        }
        assert_eq!(taken.len(), 3, "{taken:?}");
    }
}
