//! Who wants a message: what the contact rules ask first.

use domain::contact::Initiative;
use domain::ids::ReminderId;

use crate::store::message::Message;
use crate::store::{Tx, reminder as store};
use crate::tenant::Tenant;
use crate::use_cases::PortalError;
use crate::use_cases::access_link::LINK;
use crate::use_cases::autopay::{FAILED, SOON, STOPPED};
use crate::use_cases::plan::letters;
use crate::use_cases::reminder::{self, MESSAGE};

/// Who wants `message`.
pub(super) async fn of(
    tx: &mut Tx,
    tenant: &Tenant,
    message: &Message,
) -> Result<Initiative, PortalError> {
    Ok(match message.kind.as_str() {
        SOON | FAILED | STOPPED => Initiative::Agreed,
        MESSAGE => of_reminder(tx, tenant, message).await?,
        kind if kind == LINK || letters::is_reminder(kind) => Initiative::Creditor,
        _ => Initiative::Debtor,
    })
}

async fn of_reminder(
    tx: &mut Tx,
    tenant: &Tenant,
    message: &Message,
) -> Result<Initiative, PortalError> {
    let id: Option<ReminderId> = message.about.as_deref().and_then(|about| about.parse().ok());
    let found = store::find(tx, tenant, &id.ok_or(PortalError::NotFound)?).await?;
    Ok(reminder::initiative(found.ok_or(PortalError::NotFound)?.kind))
}
