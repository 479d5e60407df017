//! The end of somebody's time to answer.

use domain::ids::ProposalId;
use domain::proposal::ProposalAct;

use super::{tell_debtor, write};
use crate::compose::Portal;
use crate::in_tx;
use crate::store::case;
use crate::store::proposal::{self as store, Happened, What};
use crate::tenant::Tenant;
use crate::use_cases::PortalError;

/// The job that ends somebody's time to answer.
pub const JOB: &str = "proposal-over";

/// Ends the time of the proposal that `payload` begins with, if it is over and nobody has answered.
pub async fn over(portal: &Portal, tenant: &Tenant, payload: &str) -> Result<(), PortalError> {
    let id = payload.split(' ').next().unwrap_or_default();
    let id: ProposalId = id.parse().map_err(|_| PortalError::NotFound)?;
    let now = portal.clock.now();
    let mut conn = portal.store.read().await?;
    let known = store::find(&mut conn, tenant, &id).await?.ok_or(PortalError::NotFound)?;
    drop(conn);
    in_tx!(portal.store, tx => {
        let locked = case::lock(&mut tx, tenant, &known.case).await?;
        let mut case = locked.ok_or(PortalError::NotFound)?;
        let kept = store::find(&mut tx, tenant, &id).await?.ok_or(PortalError::NotFound)?;
        let after = kept.proposal.apply(ProposalAct::TimePasses, now);
        if after.is_ok_and(|after| after != kept.proposal) {
            let event = Happened::by_itself(What::Acted(ProposalAct::TimePasses, kept.proposal.owed));
            let kept = write(portal, &mut tx, tenant, &mut case, (kept, event)).await?;
            tell_debtor(portal, &mut tx, tenant, &kept).await?;
        }
    })
}
