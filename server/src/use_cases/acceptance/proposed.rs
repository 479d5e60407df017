//! Agreeing to terms that were proposed and said yes to: computed again under the lock of the case, for what
//! is owed now.

use domain::ids::ProposalId;

use super::agree::write;
use super::{Done, Drafting, Outcome, Who, draft_proposal};
use crate::compose::Portal;
use crate::config::creditor::Settings;
use crate::store::Tx;
use crate::store::case::LockedCase;
use crate::store::proposal::After;
use crate::use_cases::PortalError;
use crate::use_cases::offer::Fields;
use crate::use_cases::proposal;

/// Agrees to the terms of a proposal of the locked case, if they are what the page showed. Whoever has agreed
/// before is led to the plan.
pub(super) async fn agree(
    portal: &Portal,
    tx: &mut Tx,
    (who, settings): (&Who<'_>, &Settings),
    (fields, id): (&Fields, &str),
    case: &mut LockedCase,
) -> Result<Outcome, PortalError> {
    let (now, tenant) = (portal.clock.now(), &who.visit.tenant);
    let id: ProposalId = id.parse().map_err(|_| PortalError::NotFound)?;
    let kept = proposal::of_visit(tx, who.visit, &id).await?;
    if let After::Planned(plan) = &kept.after {
        return Ok(Outcome::Done(Done::Plan(plan.clone())));
    }
    let whose = (tenant, settings);
    let Some(found) = proposal::acceptable(tx, whose, &kept, now).await? else {
        return Ok(Outcome::Closed);
    };
    let drafting = draft_proposal(&found.ways, (settings, who.reader), &found.proposed)?;
    let Drafting::Draft(draft) = drafting else { return Ok(Outcome::Closed) };
    if fields.seen.as_deref() != Some(&*draft.view.form.seen) {
        return Ok(Outcome::Changed);
    }
    let kept = proposal::agreed(portal, tx, tenant, case, kept).await?;
    let done = write(portal, tx, (who, &found.ways), case, &draft).await?;
    proposal::planned(portal, tx, tenant, case, (kept, &done)).await?;
    Ok(Outcome::Done(done))
}
