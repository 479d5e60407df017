//! Cases of which something stored does not read: planning leaves them out, and the team is told, once for each.

use domain::ids::CaseId;

use super::{PortalError, work};
use crate::compose::Portal;
use crate::in_tx;
use crate::store::message::NewMessage;
use crate::tenant::Tenant;

/// The kind of the message that tells the team.
pub const TOLD: &str = "team-damaged";

/// Tells the team that nothing is planned for a case until somebody has looked. What is damaged may be the case
/// itself, so that the message names it and reads nothing of it.
pub async fn tell(portal: &Portal, tenant: &Tenant, case: &CaseId) -> Result<(), PortalError> {
    let occurrence = format!("{TOLD}:{case}");
    in_tx!(portal.store, tx => {
        let new = NewMessage {
            case: None,
            member: None,
            kind: TOLD,
            about: Some(case.as_str()),
            occurrence: &occurrence,
        };
        work::message(portal, &mut tx, tenant, new).await?;
    })
}
