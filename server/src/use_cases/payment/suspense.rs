//! The ways out of suspense: to a case, or back to where the money came from.

use domain::ids::{AttemptId, CaseId, EntryId, SuspenseId};
use domain::ledger::{Account, Cause, Channel, Entry, Posting, Reason};
use domain::money::Money;
use sha2::{Digest, Sha256};

use super::chargeback::waits_for_answer;
use super::receive::{Arrival, alarm, on_case};
use super::settle::client;
use super::{chargeback, refund};
use crate::compose::Portal;
use crate::keys::Place;
use crate::store::ledger::hex;
use crate::store::message::NewMessage;
use crate::store::suspense::{Said, Suspense};
use crate::store::{
    Tx, attempt, case, creditor, debt, debtor, evidence, ledger, suspense, suspense_news,
};
use crate::stripe::disputes::{DisputeView, Funds};
use crate::stripe::refunds::{RefundStatus, RefundView};
use crate::tenant::Tenant;
use crate::use_cases::{PortalError, work};
use crate::{in_tx, outside};

/// The kind of the job that books what Stripe did to an item's money before it had a case.
pub const JOB: &str = "catch-up";

/// Gives all of an item to the case that `reference` names: a customer's or an invoice's number. The case
/// whose try brought it proves where it went. What of it Stripe gave back before is booked on the payment
/// that it becomes, by a job.
pub async fn assign(
    portal: &Portal,
    tenant: &Tenant,
    id: &SuspenseId,
    (reference, who): (&str, &str),
) -> Result<CaseId, PortalError> {
    let now = portal.clock.now();
    in_tx!(portal.store, "suspense-assigned", tx => {
        let item = suspense::lock(&mut tx, tenant, id).await?.ok_or(PortalError::NotFound)?;
        let invoice = debt::by_reference(&mut tx, tenant, reference).await?;
        let of = debtor::Find::Reference(reference);
        let case_id = match &invoice {
            Some(debt) => debt.case.clone(),
            None => match debtor::find(&mut tx, tenant, &portal.keys, of).await? {
                Some((_, _, case)) => case,
                None => return Err(PortalError::Refused("unknown-reference")),
            },
        };
        let mut case = case::lock(&mut tx, tenant, &case_id).await?.ok_or(PortalError::NotFound)?;
        let settings = creditor::settings(&mut tx, tenant).await?;
        let same_currency = |d: &debt::Debt| d.currency == item.amount.currency();
        let arrival = Arrival {
            amount: item.amount,
            channel: item.channel,
            attempt: None,
            key: item.provider_ref.clone().or_else(|| Some(item.id.to_string())),
            received_on: item.received_on,
            debts: invoice.filter(same_currency).map(|d| d.id).into_iter().collect(),
            source: Account::Suspense,
            by_team: Some((item.reference.clone().unwrap_or_default(), who.to_owned())),
        };
        let booked = on_case(portal, &mut tx, (tenant, &settings), &mut case, arrival).await?;
        let payment = booked.ok_or(PortalError::Refused("received-before"))?;
        suspense::end(&mut tx, tenant, id, &payment, now).await?;
        let body = format!("{} {} {payment} {who}", item.id, item.amount);
        let act = ("suspense-assigned", body.as_str());
        if brought_by(&mut tx, tenant, &item).await?.as_ref() == Some(&case.id) {
            evidence::append(&mut tx, tenant, &mut case, now, act).await?;
        } else {
            witness(portal, &mut tx, tenant, &item, act).await?;
        }
        if let (Channel::Stripe, Some(intent)) = (item.channel, &item.provider_ref) {
            work::job(portal, &mut tx, tenant, (JOB, intent.as_str()), now).await?;
        }
        case_id
    })
}

/// Books what Stripe did to the money of `intent` while nobody knew whose it was, however long ago: the
/// job.
pub async fn catch_up(portal: &Portal, tenant: &Tenant, intent: &str) -> Result<(), PortalError> {
    let refunds = refund::bring_up_to_date(portal, tenant, intent).await;
    refunds.and(chargeback::all_of(portal, tenant, intent).await)
}

/// What became of the word that an item is of no case.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Closed {
    /// It ended.
    Now,
    /// It had its end before: nothing was done.
    Before,
}

/// Ends an item of no case, given back or not the creditor's: its entry is undone, and who said so
/// and why is kept. Whether the caller may is checked before.
pub async fn close(
    portal: &Portal,
    tenant: &Tenant,
    id: &SuspenseId,
    (why, who): (&str, &str),
) -> Result<Closed, PortalError> {
    let place = || Place { tenant, row: id.as_str(), column: "reason" };
    in_tx!(portal.store, "suspense-closed", tx => {
        let waiting = suspense::lock(&mut tx, tenant, id).await?;
        if let Some(item) = &waiting {
            let reason = portal.keys.seal_team(place(), why.as_bytes());
            let said = Said { by: who.to_owned(), reason };
            take_out(portal, &mut tx, tenant, item, Some(said)).await?;
        } else if !suspense::is_known(&mut tx, tenant, id).await? {
            return Err(PortalError::NotFound);
        }
        if waiting.is_some() { Closed::Now } else { Closed::Before }
    })
}

/// Brings the item that `intent` paid, if there is one, up to what Stripe gave back of it: gone in full,
/// it ends; a part, or what is still on its way, stands beside it. One that had gone and whose refund
/// failed later waits again; where somebody of the team ended it, the team is told instead. One that finds
/// its case meanwhile is a payment by then, whose refunds a job books.
pub async fn went_back(portal: &Portal, tenant: &Tenant, intent: &str) -> Result<(), PortalError> {
    // What Stripe showed may be older than an end that came while it was asked.
    let is_older = look(portal, tenant, intent).await?;
    if is_older {
        look(portal, tenant, intent).await?;
    }
    Ok(())
}

/// Asks Stripe once what went back of the item that `intent` paid; true if the item ended meanwhile.
async fn look(portal: &Portal, tenant: &Tenant, intent: &str) -> Result<bool, PortalError> {
    let mut conn = portal.store.read().await?;
    let known = suspense::by_intent(&mut conn, tenant, intent).await?;
    drop(conn);
    let Some(known) = known else { return Ok(false) };
    let (stripe, account) = client(portal, tenant).await?;
    let refunds = stripe.refunds_of(account.as_deref(), intent);
    let refunds = outside!("suspense-refunds-read", refunds.await);
    let refunds = refunds.map_err(|failure| PortalError::Unavailable(failure.to_string()))?;
    let none = Money::zero(known.amount.currency());
    let gone = sum(none, &refunds, |status| status == RefundStatus::Succeeded)?;
    let failed = |status| matches!(status, RefundStatus::Failed | RefundStatus::Canceled);
    let back = sum(none, &refunds, |status| !failed(status))?;
    let all_gone = gone.minor() >= known.amount.minor();
    // A failure brings money back only where the item had left before Stripe was asked: one that waited
    // then may have left since by another refund.
    let had_left = known.ended_at.is_some();
    let failures = refunds.iter().filter(|view| failed(view.status)).count();
    let came_back = had_left && !all_gone && failures > 0;
    let is_short = back.minor() < known.amount.minor();
    in_tx!(portal.store, "suspense-went-back", tx => {
        let again = came_back && suspense_news::reopen(&mut tx, tenant, &known).await?;
        let locked = suspense::lock(&mut tx, tenant, &known.id).await?;
        if let Some(item) = &locked {
            if again {
                put_back(portal, &mut tx, tenant, item).await?;
            }
            if all_gone {
                take_out(portal, &mut tx, tenant, item, None).await?;
            } else if back != item.back {
                suspense_news::went_back(&mut tx, tenant, &item.id, back).await?;
                tracing::warn!(suspense.id = %item.id, "what went back of suspense at Stripe changed");
            }
        }
        let is_older = !had_left && locked.is_none();
        if !is_older {
            let failures = i64::try_from(failures).unwrap_or(i64::MAX);
            let is_news = suspense_news::fail(&mut tx, tenant, &known.id, failures).await?;
            if is_news && is_short && known.ended_by.is_some() {
                let occurrence = format!("team-suspense-unsent:{}:{failures}", known.id);
                tell(portal, &mut tx, tenant, &known, ("team-suspense-unsent", &occurrence)).await?;
            }
        }
        is_older
    })
}

/// Marks the item that `intent` paid, if it has no case, as disputed by a bank, and tells the team of each
/// step once: that the bank asks, that it took the money. What the bank did is booked when the item has a
/// case.
pub async fn disputed(
    portal: &Portal,
    tenant: &Tenant,
    intent: &str,
    view: &DisputeView,
) -> Result<(), PortalError> {
    let mut conn = portal.store.read().await?;
    let known = suspense::by_intent(&mut conn, tenant, intent).await?;
    drop(conn);
    let Some(item) = known else {
        tracing::warn!(intent.id = intent, "a dispute of money that is not known yet");
        return Ok(());
    };
    let now = portal.clock.now();
    let (kind, taken) = match view.funds {
        Funds::Withdrawn => (Some("team-suspense-dispute"), Some(now)),
        Funds::Untouched if waits_for_answer(view.state) => (Some("team-suspense-inquiry"), None),
        Funds::Untouched | Funds::Reinstated => (None, None),
    };
    in_tx!(portal.store, "suspense-disputed", tx => {
        let noted = suspense_news::dispute(&mut tx, tenant, &item.id, (now, taken)).await?;
        if let Some(kind) = kind.filter(|_| noted) {
            let occurrence = format!("{kind}:{}:{}", item.id, view.id);
            tell(portal, &mut tx, tenant, &item, (kind, &occurrence)).await?;
        }
    })
}

/// Queues a message of a kind about an item to the team.
async fn tell(
    portal: &Portal,
    tx: &mut Tx,
    tenant: &Tenant,
    item: &Suspense,
    (kind, occurrence): (&str, &str),
) -> Result<(), PortalError> {
    let about = Some(item.id.as_str());
    let new = NewMessage { case: None, member: None, kind, about, occurrence };
    Ok(work::message(portal, tx, tenant, new).await?)
}

/// The sum of the refunds that stand as `counts` wants them.
fn sum(
    none: Money,
    refunds: &[RefundView],
    counts: impl Fn(RefundStatus) -> bool,
) -> Result<Money, PortalError> {
    let mut sum = none;
    for amount in refunds.iter().filter(|view| counts(view.status)).filter_map(|view| view.amount) {
        sum = sum.checked_add(amount)?;
    }
    Ok(sum)
}

/// Books a locked item once more, whose money had left and came back, and tells the team.
async fn put_back(
    portal: &Portal,
    tx: &mut Tx,
    tenant: &Tenant,
    item: &Suspense,
) -> Result<(), PortalError> {
    let back = (Reason::RefundFailed, item.cause_of_return(), item.posting());
    book(portal, tx, tenant, back).await?;
    let body = format!("{} {}", item.id, item.amount);
    witness(portal, tx, tenant, item, ("suspense-back", &body)).await?;
    alarm(portal, tx, tenant, item).await?;
    tracing::warn!(suspense.id = %item.id, "a refund failed: its money is in suspense again");
    Ok(())
}

/// Undoes the entry of a locked item and ends it.
async fn take_out(
    portal: &Portal,
    tx: &mut Tx,
    tenant: &Tenant,
    item: &Suspense,
    said: Option<Said>,
) -> Result<(), PortalError> {
    let gone = (Reason::SentBack, item.cause_of_leaving(), item.posting().reversed());
    book(portal, tx, tenant, gone).await?;
    let mut body = format!("{} {}", item.id, item.amount);
    if let Some(Said { by, reason }) = &said {
        body = format!("{body} {by} {}", hex(&Sha256::digest(reason)));
    }
    witness(portal, tx, tenant, item, ("suspense-closed", &body)).await?;
    suspense::leave(tx, tenant, &item.id, said, portal.clock.now()).await?;
    tracing::info!(suspense.id = %item.id, "money left suspense without a case");
    Ok(())
}

/// Books one movement of suspense today, in the creditor's zone; once for each cause.
async fn book(
    portal: &Portal,
    tx: &mut Tx,
    tenant: &Tenant,
    (reason, cause, posting): (Reason, Cause, Posting),
) -> Result<(), PortalError> {
    let now = portal.clock.now();
    let settings = creditor::settings(tx, tenant).await?;
    let entry = Entry {
        id: EntryId::from_bits(portal.ids.bits()),
        case: None,
        occurred_on: now.with_timezone(&settings.zone).date_naive(),
        reason,
        cause,
        postings: vec![posting],
    };
    let _ = ledger::post(tx, tenant, None, entry, now).await?;
    Ok(())
}

/// Writes what became of a locked item into the evidence of the case whose try brought it; of other money
/// no case can tell.
async fn witness(
    portal: &Portal,
    tx: &mut Tx,
    tenant: &Tenant,
    item: &Suspense,
    act: (&str, &str),
) -> Result<(), PortalError> {
    let Some(id) = brought_by(tx, tenant, item).await? else { return Ok(()) };
    let mut case = case::lock(tx, tenant, &id).await?.ok_or(PortalError::NotFound)?;
    evidence::append(tx, tenant, &mut case, portal.clock.now(), act).await?;
    Ok(())
}

/// The case whose try brought an item, if one did.
async fn brought_by(
    tx: &mut Tx,
    tenant: &Tenant,
    item: &Suspense,
) -> Result<Option<CaseId>, PortalError> {
    let named = item.reference.as_deref().and_then(|text| text.parse::<AttemptId>().ok());
    let Some(id) = named else { return Ok(None) };
    let known = attempt::find(tx, tenant, attempt::Find::Id(&id)).await?;
    Ok(known.map(|attempt| attempt.case))
}
