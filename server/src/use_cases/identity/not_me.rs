//! "I am not that person": the contact is left in peace until the team has looked into it.

use crate::compose::Portal;
use crate::in_tx;
use crate::store::answer::AnswerKind;
use crate::store::{access_link, case, evidence, session};
use crate::use_cases::PortalError;
use crate::use_cases::answer::{self, Said};
use crate::use_cases::session::Visit;

/// Ends the session, closes the link, stops every message to the contact, and tells the team.
pub async fn not_me(portal: &Portal, visit: &Visit) -> Result<(), PortalError> {
    let (now, tenant) = (portal.clock.now(), &visit.tenant);
    in_tx!(portal.store, tx => {
        let mut case = case::lock(&mut tx, tenant, &visit.case).await?.ok_or(PortalError::NotFound)?;
        session::end(&mut tx, tenant, &visit.hash, now).await?;
        if access_link::revoke(&mut tx, tenant, &visit.link, now).await? {
            let body = format!("{} not-me", visit.link);
            evidence::append(&mut tx, tenant, &mut case, now, ("link-revoked", &body)).await?;
        }
        let said = Said { kind: AnswerKind::NotThem, text: "" };
        answer::record(portal, &mut tx, tenant, &mut case, said).await?;
    })
}
