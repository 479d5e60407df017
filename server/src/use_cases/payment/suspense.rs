//! The ways out of suspense: to a case, or back to where the money came from.

use domain::ids::{CaseId, EntryId, SuspenseId};
use domain::ledger::{Account, Entry, Reason};
use domain::money::Money;

use super::receive::{Arrival, alarm, on_case};
use super::settle::client;
use crate::compose::Portal;
use crate::in_tx;
use crate::keys::Place;
use crate::store::suspense::{Said, Suspense};
use crate::store::{Tx, case, creditor, debt, debtor, ledger, suspense};
use crate::stripe::refunds::{RefundStatus, RefundView};
use crate::tenant::Tenant;
use crate::use_cases::PortalError;

/// Gives an item to the case that `reference` names: a customer's or an invoice's number. All of it,
/// or nothing: one of which a part went back at Stripe is refused.
pub async fn assign(
    portal: &Portal,
    tenant: &Tenant,
    id: &SuspenseId,
    (reference, who): (&str, &str),
) -> Result<CaseId, PortalError> {
    let now = portal.clock.now();
    in_tx!(portal.store, tx => {
        let item = suspense::lock(&mut tx, tenant, id).await?.ok_or(PortalError::NotFound)?;
        if !item.back.is_zero() {
            return Err(PortalError::Refused("part-went-back"));
        }
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
        case_id
    })
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
    in_tx!(portal.store, tx => {
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
/// failed later waits again, unless somebody of the team ended it. One that finds its case meanwhile is
/// a payment by then, whose refunds the reconciler finds.
pub async fn went_back(portal: &Portal, tenant: &Tenant, intent: &str) -> Result<(), PortalError> {
    let mut conn = portal.store.read().await?;
    let known = suspense::by_intent(&mut conn, tenant, intent).await?;
    drop(conn);
    let Some(known) = known else { return Ok(()) };
    let (stripe, account) = client(portal, tenant).await?;
    let refunds = stripe.refunds_of(account.as_deref(), intent).await;
    let refunds = refunds.map_err(|failure| PortalError::Unavailable(failure.to_string()))?;
    let none = Money::zero(known.amount.currency());
    let gone = sum(none, &refunds, |status| status == RefundStatus::Succeeded)?;
    let failed = |status| matches!(status, RefundStatus::Failed | RefundStatus::Canceled);
    let back = sum(none, &refunds, |status| !failed(status))?;
    let all_gone = gone.minor() >= known.amount.minor();
    in_tx!(portal.store, tx => {
        let again = !all_gone && suspense::reopen(&mut tx, tenant, &known.id).await?;
        let locked = suspense::lock(&mut tx, tenant, &known.id).await?;
        if let Some(item) = &locked {
            if again {
                put_back(portal, &mut tx, tenant, item).await?;
            }
            if all_gone {
                take_out(portal, &mut tx, tenant, item, None).await?;
            } else if back != item.back {
                suspense::went_back(&mut tx, tenant, &item.id, back).await?;
                tracing::warn!(suspense.id = %item.id, "what went back of suspense at Stripe changed");
            }
        }
    })
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
    let now = portal.clock.now();
    let settings = creditor::settings(tx, tenant).await?;
    let entry = Entry {
        id: EntryId::from_bits(portal.ids.bits()),
        case: None,
        occurred_on: now.with_timezone(&settings.zone).date_naive(),
        reason: Reason::RefundFailed,
        cause: item.cause_of_return(),
        postings: vec![item.posting()],
    };
    let _ = ledger::post(tx, tenant, None, entry, now).await?;
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
    let now = portal.clock.now();
    let settings = creditor::settings(tx, tenant).await?;
    let entry = Entry {
        id: EntryId::from_bits(portal.ids.bits()),
        case: None,
        occurred_on: now.with_timezone(&settings.zone).date_naive(),
        reason: Reason::SentBack,
        cause: item.cause_of_leaving(),
        postings: vec![item.posting().reversed()],
    };
    let _ = ledger::post(tx, tenant, None, entry, now).await?;
    suspense::leave(tx, tenant, &item.id, said, now).await?;
    tracing::info!(suspense.id = %item.id, "money left suspense without a case");
    Ok(())
}
