//! The team's answers: under the lock of the case, only to what the page showed, and for agents only inside
//! what the policy gives up.

use app::creditor::Role;
use chrono::{DateTime, Utc};
use domain::ids::{CaseId, ProposalId};
use domain::money::Money;
use domain::proposal::{Ask, By, Proposal, ProposalAct, ProposalState};

use super::{Ground, queue_end, tell_debtor, write};
use crate::compose::Portal;
use crate::config::creditor::Settings;
use crate::in_tx;
use crate::keys::Place;
use crate::store::debtor::{self, Find};
use crate::store::proposal::{self as store, Happened, Kept, NOTE, What};
use crate::store::{Tx, case};
use crate::tenant::Tenant;
use crate::use_cases::PortalError;

/// One of the three answers.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Answer {
    /// Yes.
    Accept,
    /// Other terms.
    Counter {
        /// Which, for what is owed now.
        terms: Ask,
        /// Until when they stand.
        until: DateTime<Utc>,
        /// A sentence for the debtor; may be empty.
        note: String,
    },
    /// No.
    Refuse {
        /// A sentence for the debtor.
        note: String,
    },
}

/// Who of the team answers.
#[derive(Clone, Copy, Debug)]
pub struct Answerer<'a> {
    /// As the record of a case names them.
    pub who: &'a str,
    /// What they may do.
    pub role: Role,
}

/// What became of an answer.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Answered {
    /// It was given just now.
    Now,
    /// The same person had given it before; nothing changed.
    Before,
    /// It does not fit what there is now: nothing was answered.
    Changed,
}

/// The mark of what the page of a proposal showed.
pub(super) fn mark(kept: &Kept, ground: Option<&Ground>) -> String {
    let owed = ground.map_or(0, |ground| ground.owed().minor());
    format!("{}.{owed}", kept.events)
}

/// Gives an answer to a proposal that the page showed as `seen`. `Forbidden` for an agent who would give
/// up more than the policy.
pub async fn answer(
    portal: &Portal,
    (tenant, settings): (&Tenant, &Settings),
    id: &ProposalId,
    (answer, seen): (&Answer, &str),
    by: Answerer<'_>,
) -> Result<Answered, PortalError> {
    let mut conn = portal.store.read().await?;
    let known = store::find(&mut conn, tenant, id).await?.ok_or(PortalError::NotFound)?;
    drop(conn);
    let of = (&known.case, id);
    in_tx!(portal.store, tx => {
        locked(portal, &mut tx, (tenant, settings), of, (answer, seen, by)).await?
    })
}

async fn locked(
    portal: &Portal,
    tx: &mut Tx,
    whose: (&Tenant, &Settings),
    (case, id): (&CaseId, &ProposalId),
    (answer, seen, by): (&Answer, &str, Answerer<'_>),
) -> Result<Answered, PortalError> {
    let (tenant, now) = (whose.0, portal.clock.now());
    let locked = case::lock(tx, tenant, case).await?;
    let mut case = locked.ok_or(PortalError::NotFound)?;
    let kept = store::find(tx, tenant, id).await?.ok_or(PortalError::NotFound)?;
    if is_given(&kept, answer, by.who) {
        return Ok(Answered::Before);
    }
    let ground = Ground::of(tx, whose, &kept, now).await?;
    if mark(&kept, ground.as_ref()) != seen {
        return Ok(Answered::Changed);
    }
    let Some((act, owed)) = act(&kept, ground.as_ref(), (answer, by.role))? else {
        return Ok(Answered::Changed);
    };
    let stood = Proposal { owed, ..kept.proposal };
    if stood.apply(act, now).is_err() {
        return Ok(Answered::Changed);
    }
    let note = sealed(portal, tx, tenant, (&kept, answer)).await?;
    let event = Happened { what: What::Acted(act, owed), by: Some(by.who), note };
    let kept = write(portal, tx, tenant, &mut case, (kept, event)).await?;
    tell_debtor(portal, tx, tenant, &kept).await?;
    if let Answer::Counter { until, .. } = answer {
        queue_end(portal, tx, tenant, (&kept, *until)).await?;
    }
    Ok(Answered::Now)
}

/// Whether `who` has given this very answer, and nothing happened since.
fn is_given(kept: &Kept, answer: &Answer, who: &str) -> bool {
    let by = kept.answered.as_ref().and_then(|last| last.by.as_deref());
    by == Some(who)
        && match (answer, kept.proposal.state) {
            (Answer::Accept, ProposalState::Accepted { by: By::Creditor, .. })
            | (Answer::Refuse { .. }, ProposalState::Refused { by: By::Creditor, .. }) => true,
            (Answer::Counter { terms, until, .. }, ProposalState::Countered { .. }) => {
                kept.proposal.state == ProposalState::Countered { terms: *terms, until: *until }
            }
            _ => false,
        }
}

/// The act that the answer is, and what its terms are about; `None` if it cannot be given any more.
fn act(
    kept: &Kept,
    ground: Option<&Ground>,
    (answer, role): (&Answer, Role),
) -> Result<Option<(ProposalAct, Money)>, PortalError> {
    let named = kept.proposal.owed;
    let (terms, act, owed) = match (answer, ground) {
        (Answer::Refuse { .. }, _) => return Ok(Some((ProposalAct::CreditorRefuses, named))),
        (_, None) => return Ok(None),
        (Answer::Accept, Some(ground)) => {
            let Ok(redone) = ground.redone(&kept.proposal.ask, named) else { return Ok(None) };
            (redone, ProposalAct::CreditorAccepts, named)
        }
        (Answer::Counter { terms, until, .. }, Some(ground)) => {
            if terms.schedule(ground.at()).is_err() {
                return Ok(None);
            }
            (*terms, ProposalAct::CreditorCounters(*terms, *until), ground.owed())
        }
    };
    let Some(ground) = ground else { return Ok(None) };
    let Ok(given_up) = terms.given_up(ground.owed()) else { return Ok(None) };
    if role == Role::Agent && given_up.minor() > ground.most_given_up()?.minor() {
        return Err(PortalError::Forbidden("owners-only"));
    }
    Ok(Some((act, owed)))
}

/// What is written to the debtor, sealed; nothing of an empty sentence, and of somebody who was erased.
async fn sealed(
    portal: &Portal,
    tx: &mut Tx,
    tenant: &Tenant,
    (kept, answer): (&Kept, &Answer),
) -> Result<Option<Vec<u8>>, PortalError> {
    let note = match answer {
        Answer::Accept => return Ok(None),
        Answer::Counter { note, .. } | Answer::Refuse { note } => note.as_str(),
    };
    let found = debtor::find(tx, tenant, &portal.keys, Find::Case(&kept.case)).await?;
    let key = found.and_then(|(debtor, _, _)| debtor.key).filter(|_| !note.is_empty());
    let place = Place { tenant, row: kept.id.as_str(), column: NOTE };
    Ok(key.map(|key| key.seal(place, note)))
}
