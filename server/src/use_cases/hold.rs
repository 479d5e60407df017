//! Reasons why reminders stop that the team learns of elsewhere: by telephone, from an authority, from a family.

use domain::ids::CaseId;

use super::answer::Said;
use super::inbox::Done;
use super::{PortalError, answer, preference};
use crate::compose::Portal;
use crate::in_tx;
use crate::store::answer::AnswerKind;
use crate::store::case;
use crate::store::hold::HoldKind;
use crate::tenant::Tenant;

/// Stops the reminders about a case; that they are stopped for the same reason already is no error. They rest
/// until somebody lifts the hold.
pub async fn place(
    portal: &Portal,
    tenant: &Tenant,
    case: &CaseId,
    kind: HoldKind,
) -> Result<(), PortalError> {
    in_tx!(portal.store, tx => {
        let mut case = case::lock(&mut tx, tenant, case).await?.ok_or(PortalError::NotFound)?;
        answer::pause(portal, &mut tx, tenant, &mut case, kind).await?;
    })
}

/// The same for what somebody told `who` of the team, with their words about it, which are kept sealed. That something
/// is paid, or wrong, is an answer too, as if they had said so on their page; who wants no reminders any more has opted
/// out.
pub async fn place_told(
    portal: &Portal,
    tenant: &Tenant,
    case: &CaseId,
    (kind, words, who): (HoldKind, &str, &str),
) -> Result<Done, PortalError> {
    in_tx!(portal.store, tx => {
        let mut case = case::lock(&mut tx, tenant, case).await?.ok_or(PortalError::NotFound)?;
        let told = Some((words, who));
        let is_new = match kind {
            HoldKind::Said(kind @ (AnswerKind::Paid | AnswerKind::Wrong)) => {
                let said = Said { kind, text: words };
                answer::heard(portal, &mut tx, tenant, &mut case, (said, who)).await?
            }
            HoldKind::OptedOut => {
                preference::opt_out(portal, &mut tx, tenant, &mut case, told).await?
            }
            kind => answer::pause_told(portal, &mut tx, tenant, &mut case, (kind, told)).await?,
        };
        if is_new { Done::Now } else { Done::Before }
    })
}
