//! "Send me no more": whoever holds a link may say so, without being asked who they are. It only stops.

use super::{open, signed};
use crate::compose::Portal;
use crate::use_cases::{PortalError, preference};

/// Stops the reminders of the case that a link leads to, alive or not. Nothing happens for an invented token;
/// the caller cannot tell.
pub async fn stop(portal: &Portal, token: &str) -> Result<(), PortalError> {
    match open::find(portal, token).await? {
        Some((tenant, link)) => preference::stop(portal, &tenant, &link.case).await,
        None => Ok(()),
    }
}

/// The same for a link that a creditor's own system signed, with a key that was revoked since, too: the messages
/// that it stood in are still there.
pub async fn stop_signed(portal: &Portal, token: &str) -> Result<(), PortalError> {
    match signed::stopped_by(portal, token).await? {
        Some((tenant, case)) => preference::stop(portal, &tenant, &case).await,
        None => Ok(()),
    }
}
