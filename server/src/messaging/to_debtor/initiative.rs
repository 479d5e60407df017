//! Who wants a message, and what it speaks of: what the contact rules ask first.

use domain::contact::{About, Initiative};
use domain::ids::{CaseId, ReminderId};

use crate::store::message::Message;
use crate::store::{Tx, reminder as store};
use crate::tenant::Tenant;
use crate::use_cases::PortalError;
use crate::use_cases::access_link::{LINK, WHILE_OWED};
use crate::use_cases::autopay::{FAILED, SOON, STOPPED};
use crate::use_cases::clearance::HANDED;
use crate::use_cases::gate::Wanted;
use crate::use_cases::plan::letters;
use crate::use_cases::reminder::{self, MESSAGE};

/// What the rules are asked about `message`, of a case.
pub(super) async fn of(
    tx: &mut Tx,
    tenant: &Tenant,
    (message, case): (&Message, &CaseId),
) -> Result<Wanted, PortalError> {
    let (initiative, about) = match message.kind.as_str() {
        MESSAGE => of_reminder(tx, tenant, message).await?,
        SOON | FAILED | STOPPED => (Initiative::Agreed, About::Other),
        // What is sent to all who owe is about debts; what is sent to one person is for that person to know.
        LINK if message.about.as_deref() == Some(WHILE_OWED) => (Initiative::Creditor, About::Debt),
        LINK | HANDED => (Initiative::Creditor, About::Other),
        kind if letters::ended_unanswered(tx, tenant, (kind, case)).await? => {
            (Initiative::Agreed, About::Other)
        }
        kind if letters::is_reminder(kind) => (Initiative::Creditor, About::Other),
        _ => (Initiative::Debtor, About::Other),
    };
    Ok(Wanted { initiative, about, channel: message.channel.way() })
}

async fn of_reminder(
    tx: &mut Tx,
    tenant: &Tenant,
    message: &Message,
) -> Result<(Initiative, About), PortalError> {
    let id: Option<ReminderId> = message.about.as_deref().and_then(|about| about.parse().ok());
    let found = store::find(tx, tenant, &id.ok_or(PortalError::NotFound)?).await?;
    let kind = found.ok_or(PortalError::NotFound)?.kind;
    Ok((reminder::initiative(kind), reminder::about(kind)))
}
