//! Terms that debtors propose: judged by the limits of the policy under which they are made, accepted at
//! once inside them, else answered by the team. What was said yes to becomes a plan by an acceptance.

mod answer;
mod confirm;
mod form;
mod ground;
mod household;
mod inbox;
mod make;
mod news;
mod over;
mod page;
mod team;

pub use answer::{Answer, Answered, Answerer, answer};
pub use confirm::{Acceptable, Proposed, Standing, acceptable, agreed, give_way, planned, settled};
pub use form::{FARTHEST_DAYS, Filled, ProposeFields, Shown, draw, read};
pub use ground::{About, Ground};
pub use inbox::inbox;
pub use make::{Opened, Outcome, open, send};
pub use news::{instead_of, newest};
pub use over::{JOB, over};
pub use page::{expired_by, of_visit, take_back, view};
pub use team::{Detail, detail};

use chrono::{DateTime, TimeDelta, Utc};
use domain::money::Money;
use domain::proposal::{ProposalAct, ProposalState};
use sha2::{Digest, Sha256};

use super::{PortalError, work};
use crate::compose::Portal;
use crate::store::case::LockedCase;
use crate::store::ledger::hex;
use crate::store::message::NewMessage;
use crate::store::proposal::{self as store, Happened, Kept, What};
use crate::store::{Tx, evidence};
use crate::tenant::Tenant;

/// The kind of the message that tells the team that a proposal waits.
pub const TOLD: &str = "team-proposal";

/// The kind of the message that tells the debtor what became of it.
pub const NEWS: &str = "proposal-news";

/// How long a yes can be agreed on: dates and balances go on meanwhile.
pub const STANDS: TimeDelta = TimeDelta::days(14);

/// Writes down what happened to a proposal of a locked case: the event and the evidence.
async fn write(
    portal: &Portal,
    tx: &mut Tx,
    tenant: &Tenant,
    case: &mut LockedCase,
    (kept, event): (Kept, Happened<'_>),
) -> Result<Kept, PortalError> {
    let now = portal.clock.now();
    let (word, amount) = (event.what.word(), amount(&kept, &event.what));
    let by = event.by.unwrap_or("-");
    let body = format!("{} {word} {amount} {} {by}", kept.id, fingerprint(event.note.as_deref()));
    let kept = store::append(tx, tenant, kept, event, now).await?;
    evidence::append(tx, tenant, case, now, ("proposal", &body)).await?;
    Ok(kept)
}

/// What would be paid in all by the terms that the event is about.
fn amount(kept: &Kept, what: &What) -> Money {
    match (what, kept.proposal.state) {
        (What::Acted(ProposalAct::CreditorCounters(terms, _), _), _) => terms.pay,
        (_, ProposalState::Countered { terms, .. } | ProposalState::Accepted { terms, .. }) => {
            terms.pay
        }
        _ => kept.proposal.ask.pay,
    }
}

/// What the evidence holds of sealed words: it proves them, and tells nothing once the key is gone.
fn fingerprint(sealed: Option<&[u8]>) -> String {
    sealed.map_or_else(|| "-".to_owned(), |bytes| hex(&Sha256::digest(bytes)))
}

/// Tells the debtor what became of a proposal, once for each thing that happened.
async fn tell_debtor(
    portal: &Portal,
    tx: &mut Tx,
    tenant: &Tenant,
    kept: &Kept,
) -> Result<(), PortalError> {
    let about = about(kept);
    let occurrence = format!("{NEWS}:{about}");
    let new = NewMessage {
        case: Some(&kept.case),
        member: None,
        kind: NEWS,
        about: Some(&about),
        occurrence: &occurrence,
    };
    work::message(portal, tx, tenant, new).await?;
    Ok(())
}

/// A proposal as it stands after so many events: news of it are told only while it does.
pub fn about(kept: &Kept) -> String {
    format!("{} {}", kept.id, kept.events)
}

/// Closes a proposal of which something may come, since something else takes its place.
async fn close(
    portal: &Portal,
    tx: &mut Tx,
    tenant: &Tenant,
    case: &mut LockedCase,
    kept: Kept,
) -> Result<(), PortalError> {
    let now = portal.clock.now();
    let owed = kept.proposal.owed;
    let what = match kept.proposal.state {
        ProposalState::Waiting { until, .. } | ProposalState::Countered { until, .. } => {
            let act =
                if now < until { ProposalAct::DebtorRefuses } else { ProposalAct::TimePasses };
            What::Acted(act, owed)
        }
        _ => What::Left,
    };
    write(portal, tx, tenant, case, (kept, Happened::by_itself(what))).await?;
    Ok(())
}

/// Queues the end of somebody's time to answer.
async fn queue_end(
    portal: &Portal,
    tx: &mut Tx,
    tenant: &Tenant,
    (kept, until): (&Kept, DateTime<Utc>),
) -> Result<(), PortalError> {
    Ok(work::job(portal, tx, tenant, (JOB, &about(kept)), until).await?)
}
