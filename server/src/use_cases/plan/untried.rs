//! Instalments that wait beyond their grace for a charge that no bank was asked for yet: their plan knows of it
//! before a day begins for it, and before money pays it.

use domain::plan::{Act, State};

use super::{decided, write};
use crate::compose::Portal;
use crate::store::case::LockedCase;
use crate::store::plan::Kept;
use crate::store::{Tx, creditor};
use crate::tenant::Tenant;
use crate::use_cases::{PortalError, autopay, wall_clock};

/// Tells a plan of a locked case which of its instalments wait. What it knows already changes nothing.
pub(super) async fn wait(
    portal: &Portal,
    tx: &mut Tx,
    tenant: &Tenant,
    case: &mut LockedCase,
    kept: Kept,
) -> Result<Kept, PortalError> {
    if *kept.plan.state() != State::Active {
        return Ok(kept);
    }
    let settings = creditor::settings(tx, tenant).await?;
    let today = wall_clock::local(settings.zone, portal.clock.now()).date();
    let waiting = autopay::untried(tx, tenant, &kept, today).await?;
    let events = decided(&kept, Act::Untried(waiting), today)?;
    write(portal, tx, tenant, case, (kept, &events, "untried")).await
}
