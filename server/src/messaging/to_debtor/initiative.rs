//! Who wants a message, and what it speaks of: what the contact rules and the stops are asked first.
//!
//! | message | the contact rules see | stops and rests see |
//! | --- | --- | --- |
//! | reminders, links that nobody asked for, letters about plans | the creditor | the creditor |
//! | money that did not come, time to answer that is over, a plan that ended while somebody waited for an answer | news, timed by the program | the creditor |
//! | automatic charges and their receipts, refunds, a plan that the night completed and its certificate, a promise that somebody of the team was told | news, timed by the program | news |
//! | everything else: links, codes, receipts, answers | the debtor | the debtor |

use domain::contact::{About, Initiative};
use domain::ids::{CaseId, PaymentId, ProposalId, ReminderId};
use domain::proposal::ProposalState;

use super::not_come::NOT_COME;
use crate::config::creditor::Settings;
use crate::store::hold::HoldKind;
use crate::store::message::Message;
use crate::store::{Tx, attempt, hold, payment, proposal, reminder as store};
use crate::tenant::Tenant;
use crate::use_cases::acceptance::{self, COPY};
use crate::use_cases::access_link::{LINK, WHILE_OWED};
use crate::use_cases::autopay::{FAILED, SOON, STOPPED};
use crate::use_cases::clearance::{CLEARED, HANDED};
use crate::use_cases::gate::Wanted;
use crate::use_cases::plan::letters;
use crate::use_cases::proposal::NEWS;
use crate::use_cases::reminder::{self, MESSAGE};
use crate::use_cases::{PortalError, wall_clock};

/// What is asked of a message.
pub(super) struct Asked {
    /// What the contact rules are asked.
    pub(super) wanted: Wanted,
    /// Whose wish it is to the stops of a channel and to a creditor's rest.
    pub(super) stops: Initiative,
}

/// What is asked of `message`, of a case.
pub(super) async fn of(
    tx: &mut Tx,
    whose: (&Tenant, &Settings),
    (message, case): (&Message, &CaseId),
) -> Result<Asked, PortalError> {
    use Initiative::{Agreed, Creditor, Debtor};
    let (tenant, _) = whose;
    let (rules, stops, about) = match message.kind.as_str() {
        MESSAGE => (Creditor, Creditor, of_reminder(tx, tenant, message).await?),
        // What is sent to all who owe is about debts; what is sent to one person is for that person to know.
        LINK if message.about.as_deref() == Some(WHILE_OWED) => (Creditor, Creditor, About::Debt),
        LINK | HANDED => (Creditor, Creditor, About::Other),
        _ if is_news(tx, tenant, (message, case)).await? => {
            // Who wants no messages is told nothing that they did not ask for.
            let wants_none = has_opted_out(tx, tenant, case).await?;
            (if wants_none { Creditor } else { Agreed }, Creditor, About::Plan)
        }
        COPY if acceptance::is_spoken(tx, tenant, (message, case)).await? => {
            (Agreed, Agreed, About::Other)
        }
        kind if letters::is_reminder(kind) => (Creditor, Creditor, About::Plan),
        SOON | FAILED | STOPPED | letters::COMPLETED | "refund" => (Agreed, Agreed, About::Other),
        CLEARED if is_of_the_night(tx, whose, (message, case)).await? => {
            (Agreed, Agreed, About::Other)
        }
        "receipt" if is_of_a_charge(tx, tenant, message).await? => (Agreed, Agreed, About::Other),
        _ => (Debtor, Debtor, About::Other),
    };
    let wanted = Wanted { initiative: rules, about, channel: message.channel.way() };
    Ok(Asked { wanted, stops })
}

async fn of_reminder(
    tx: &mut Tx,
    tenant: &Tenant,
    message: &Message,
) -> Result<About, PortalError> {
    let id: Option<ReminderId> = message.about.as_deref().and_then(|about| about.parse().ok());
    let found = store::find(tx, tenant, &id.ok_or(PortalError::NotFound)?).await?;
    Ok(reminder::about(found.ok_or(PortalError::NotFound)?.kind))
}

/// Whether the program itself tells, without being asked, how something ended that the debtor had begun.
async fn is_news(
    tx: &mut Tx,
    tenant: &Tenant,
    (message, case): (&Message, &CaseId),
) -> Result<bool, PortalError> {
    match message.kind.as_str() {
        NOT_COME => Ok(true),
        NEWS => is_of_time(tx, tenant, message).await,
        kind => Ok(letters::ended_unanswered(tx, tenant, (kind, case)).await?),
    }
}

/// Whether a proposal ended because its time did: nobody has answered just now.
async fn is_of_time(tx: &mut Tx, tenant: &Tenant, message: &Message) -> Result<bool, PortalError> {
    let about = message.about.as_deref().unwrap_or_default();
    let id: Option<ProposalId> = about.split(' ').next().and_then(|id| id.parse().ok());
    let kept = proposal::find(tx, tenant, &id.ok_or(PortalError::NotFound)?).await?;
    let state = kept.ok_or(PortalError::NotFound)?.proposal.state;
    Ok(matches!(state, ProposalState::Expired { .. }))
}

/// Whether a receipt is of money that the program took from a saved card: nobody has paid just now.
async fn is_of_a_charge(
    tx: &mut Tx,
    tenant: &Tenant,
    message: &Message,
) -> Result<bool, PortalError> {
    let id: Option<PaymentId> = message.about.as_deref().and_then(|about| about.parse().ok());
    let Some(id) = id else { return Ok(false) };
    let paid = payment::find(tx, tenant, payment::Find::Id(&id)).await?;
    let Some(id) = paid.and_then(|paid| paid.attempt) else { return Ok(false) };
    let made = attempt::find(tx, tenant, attempt::Find::Id(&id)).await?;
    Ok(made.is_some_and(|made| made.method.is_some()))
}

/// Whether a certificate was issued on a day without a payment, as when the night ended a plan.
async fn is_of_the_night(
    tx: &mut Tx,
    (tenant, settings): (&Tenant, &Settings),
    (message, case): (&Message, &CaseId),
) -> Result<bool, PortalError> {
    let day = wall_clock::local(settings.zone, message.made_at).date();
    let payments = payment::of_case(tx, tenant, case).await?;
    Ok(!payments.iter().any(|paid| paid.received_on == day))
}

async fn has_opted_out(tx: &mut Tx, tenant: &Tenant, case: &CaseId) -> Result<bool, PortalError> {
    let holds = hold::active(tx, tenant, case).await?;
    Ok(holds.iter().any(|one| one.kind == HoldKind::OptedOut))
}
