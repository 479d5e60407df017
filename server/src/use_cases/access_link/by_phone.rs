//! A link by SMS or WhatsApp, at the wish of the team.

use domain::contact::{About, Decision, Initiative};
use domain::contact_channel::ContactChannel;
use domain::ids::CaseId;

use super::LINK;
use crate::compose::Portal;
use crate::in_tx;
use crate::store::debtor::Find;
use crate::store::message::{self, NewMessage};
use crate::store::{case, creditor, debtor, evidence};
use crate::tenant::Tenant;
use crate::use_cases::gate::{self, Wanted};
use crate::use_cases::reach::{self, Reach};
use crate::use_cases::{PortalError, work};

/// What became of the wish.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum PhoneOutcome {
    /// It leaves with the next messages.
    Queued,
    /// It may not leave now, or not at all: the page says why.
    Refused,
}

/// Sends a link for `case` by `channel` at the wish of `who` of the team, if the person is reached by it and
/// the contact rules let it leave now. Both are asked again when it leaves.
pub async fn send_by_phone(
    portal: &Portal,
    tenant: &Tenant,
    (case, channel): (&CaseId, ContactChannel),
    who: &str,
) -> Result<PhoneOutcome, PortalError> {
    let now = portal.clock.now();
    if !ContactChannel::OF_PHONES.contains(&channel) {
        return Err(PortalError::Refused("channel"));
    }
    in_tx!(portal.store, tx => {
        let mut case = case::lock(&mut tx, tenant, case).await?.ok_or(PortalError::NotFound)?;
        let settings = creditor::settings(&mut tx, tenant).await?;
        let found = debtor::find(&mut tx, tenant, &portal.keys, Find::Case(&case.id)).await?;
        let (debtor, _, _) = found.ok_or(PortalError::NotFound)?;
        let (whose, initiative) = ((tenant, &settings), Initiative::Creditor);
        let what = (&case.id, &debtor.person, channel);
        let reached = reach::ask(&mut tx, portal, whose, what, initiative).await?;
        let who_is = (&case.id, &debtor.person);
        let wanted = Wanted { initiative, about: About::Other, channel: channel.way() };
        let ruling = gate::ask(&mut tx, whose, who_is, wanted, now).await?;
        let waits = message::waits(&mut tx, tenant, (&case.id, LINK)).await?;
        let may = matches!(reached, Reach::At(_)) && matches!(ruling.decision, Decision::Send(_));
        if may && !waits {
            let occurrence = format!("{LINK}:{}:{}", case.id, now.timestamp_millis());
            let new = NewMessage {
                case: Some(&case.id),
                member: None,
                kind: LINK,
                about: None,
                occurrence: &occurrence,
            };
            work::message_by(portal, &mut tx, tenant, (channel, new)).await?;
            let body = format!("{who} {}", channel.as_str());
            evidence::append(&mut tx, tenant, &mut case, now, ("link-queued", &body)).await?;
            PhoneOutcome::Queued
        } else {
            PhoneOutcome::Refused
        }
    })
}
