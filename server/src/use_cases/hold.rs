//! Reasons why reminders stop that the team learns of elsewhere: by telephone, from an authority, from a family.

use domain::ids::CaseId;

use super::{PortalError, answer};
use crate::compose::Portal;
use crate::in_tx;
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
