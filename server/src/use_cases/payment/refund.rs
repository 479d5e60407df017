//! Giving money back: written down, asked of Stripe by a job, and brought up to what Stripe shows.

use chrono::{NaiveDate, TimeDelta};
use domain::ids::{PaymentId, RefundId};
use domain::ledger::{Account, Channel, Reason};
use domain::money::Money;
use domain::payment::{RefundEffect, RefundFacts, RefundState};

use super::leaving::{Source, Undo, out_of_case, undo};
use super::settle::client;
use super::suspense;
use crate::compose::Portal;
use crate::store::case::{self, LockedCase};
use crate::store::message::NewMessage;
use crate::store::payment::{self, Payment};
use crate::store::refund::{self, Refund};
use crate::store::{Tx, chargeback, evidence};
use crate::stripe::map::Charge;
use crate::stripe::refunds::{RefundStatus, RefundView};
use crate::tenant::Tenant;
use crate::use_cases::{PortalError, work};
use crate::{in_tx, outside};

/// The kind of the job that asks Stripe.
pub const JOB: &str = "send-refund";

/// How long an idempotency key may be used: Stripe keeps it for a day at least.
const KEY_LIFE: TimeDelta = TimeDelta::hours(23);

/// What of a payment can still be given back: the amount less refunds and chargebacks that stand.
pub async fn refundable(
    tx: &mut Tx,
    tenant: &Tenant,
    payment: &Payment,
) -> Result<Money, PortalError> {
    let mut left = payment.amount;
    if payment.reversed_at.is_some() {
        return Ok(Money::zero(left.currency()));
    }
    for refund in refund::of_payment(tx, tenant, &payment.id).await? {
        if !matches!(refund.state, RefundState::Failed | RefundState::Refused) {
            left = left.less(refund.amount)?;
        }
    }
    for chargeback in chargeback::of_case(tx, tenant, &payment.case).await? {
        let taken = chargeback.funds.withdrawn > chargeback.funds.reinstated;
        if chargeback.payment == payment.id && taken {
            left = left.less(chargeback.amount)?;
        }
    }
    Ok(left)
}

/// Writes down that `amount` of a Stripe payment is to be given back; a job asks Stripe at once.
///
/// `key` is the form's own: sent twice, it is one refund. `drawn` is what was left as the form was drawn:
/// where it is another sum by now, nothing is written down. Whether the caller may refund is checked before.
pub async fn request(
    portal: &Portal,
    tenant: &Tenant,
    payment_id: &PaymentId,
    (amount, drawn): (Money, Money),
    (key, who): (&RefundId, &str),
) -> Result<RefundId, PortalError> {
    let now = portal.clock.now();
    let mut conn = portal.store.read().await?;
    let found = payment::find(&mut conn, tenant, payment::Find::Id(payment_id)).await?;
    let payment = found.ok_or(PortalError::NotFound)?;
    drop(conn);
    if payment.channel != Channel::Stripe {
        return Err(PortalError::Refused("not-stripe"));
    }
    in_tx!(portal.store, "refund-asked", tx => {
        let mut case =
            case::lock(&mut tx, tenant, &payment.case).await?.ok_or(PortalError::NotFound)?;
        if refund::find(&mut tx, tenant, key).await?.is_none() {
            let left = refundable(&mut tx, tenant, &payment).await?;
            if drawn != left {
                return Err(PortalError::Refused("changed"));
            }
            if amount.is_zero() || amount.currency() != left.currency() || amount.minor() > left.minor() {
                return Err(PortalError::Refused("too-much"));
            }
            let new = Refund {
                id: key.clone(),
                payment: payment.id.clone(),
                case: payment.case.clone(),
                amount,
                state: RefundState::Created,
                provider_ref: None,
                requested_by: Some(who.to_owned()),
                made_at: now,
            };
            refund::insert(&mut tx, tenant, &new).await?;
            let body = format!("{} {} {amount} {who}", new.id, payment.id);
            evidence::append(&mut tx, tenant, &mut case, now, ("refund-asked", &body)).await?;
            work::job(portal, &mut tx, tenant, (JOB, key.as_str()), now).await?;
        }
        key.clone()
    })
}

/// Asks Stripe for a refund that is written down: the job. Its id is the idempotency key.
pub async fn send(portal: &Portal, tenant: &Tenant, id: &RefundId) -> Result<(), PortalError> {
    let mut conn = portal.store.read().await?;
    let refund = refund::find(&mut conn, tenant, id).await?.ok_or(PortalError::NotFound)?;
    let of = payment::Find::Id(&refund.payment);
    let payment = payment::find(&mut conn, tenant, of).await?.ok_or(PortalError::NotFound)?;
    drop(conn);
    let intent = payment.provider_ref.ok_or(PortalError::NotFound)?;
    if !matches!(refund.state, RefundState::Created | RefundState::Unknown) {
        return Ok(());
    }
    let (stripe, account) = client(portal, tenant).await?;
    // A key is kept for a day: after that the refund is looked up, never asked for again. That goes
    // for one in state created too: the process may have died with the answer on its way.
    if portal.clock.now() - refund.made_at >= KEY_LIFE {
        return look_up(portal, tenant, &refund, &intent).await;
    }
    let amount = Charge::of_any_size(refund.amount).map_err(|_| PortalError::Refused("amount"))?;
    let asked = stripe.create_refund(account.as_deref(), &intent, amount, id.as_str());
    match outside!("refund-made", asked.await) {
        Ok(view) => apply(portal, tenant, &refund, facts(&view), Some(&view.id)).await,
        Err(failure)
            if failure.changed_nothing()
                && matches!(failure, crate::stripe::client::Failure::Refused { .. }) =>
        {
            tracing::warn!(refund.id = %id, "Stripe refused a refund: {failure}");
            apply(portal, tenant, &refund, RefundFacts::Refused, None).await
        }
        Err(failure) => {
            mark_unknown(portal, tenant, &refund).await?;
            Err(PortalError::Unavailable(failure.to_string()))
        }
    }
}

async fn look_up(
    portal: &Portal,
    tenant: &Tenant,
    refund: &Refund,
    intent: &str,
) -> Result<(), PortalError> {
    let (stripe, account) = client(portal, tenant).await?;
    let all = stripe.refunds_of(account.as_deref(), intent);
    let all = outside!("refund-looked-up", all.await)
        .map_err(|failure| PortalError::Unavailable(failure.to_string()))?;
    match all.iter().find(|view| view.refund.as_deref() == Some(refund.id.as_str())) {
        Some(view) => apply(portal, tenant, refund, facts(view), Some(&view.id)).await,
        None => apply(portal, tenant, refund, RefundFacts::Refused, None).await,
    }
}

async fn mark_unknown(
    portal: &Portal,
    tenant: &Tenant,
    refund: &Refund,
) -> Result<(), PortalError> {
    let now = portal.clock.now();
    in_tx!(portal.store, "refund-unsure", tx => {
        case::lock(&mut tx, tenant, &refund.case).await?.ok_or(PortalError::NotFound)?;
        let stored = refund::find(&mut tx, tenant, &refund.id).await?;
        if let Some(mut stored) = stored.filter(|stored| stored.state == RefundState::Created) {
            stored.state = RefundState::Unknown;
            refund::save(&mut tx, tenant, &stored, now).await?;
        }
    })
}

const fn facts(view: &RefundView) -> RefundFacts {
    match view.status {
        RefundStatus::Failed | RefundStatus::Canceled => RefundFacts::Failed,
        RefundStatus::Pending | RefundStatus::NeedsAction | RefundStatus::Succeeded => {
            RefundFacts::Sent
        }
    }
}

/// Fetches all refunds of an intent and applies each: those asked for here and those made at Stripe. Its
/// money may wait in suspense.
pub async fn bring_up_to_date(
    portal: &Portal,
    tenant: &Tenant,
    intent: &str,
) -> Result<(), PortalError> {
    let mut conn = portal.store.read().await?;
    let known = payment::find(&mut conn, tenant, payment::Find::Stripe(intent)).await?;
    drop(conn);
    let Some(payment) = known else { return suspense::went_back(portal, tenant, intent).await };
    let (stripe, account) = client(portal, tenant).await?;
    let all = stripe.refunds_of(account.as_deref(), intent);
    let all = outside!("refunds-read", all.await);
    let mut outcome = Ok(());
    for view in all.map_err(|failure| PortalError::Unavailable(failure.to_string()))? {
        // One that cannot be booked must not hold up the others.
        outcome = outcome.and(seen(portal, tenant, &payment, &view).await);
    }
    outcome
}

/// Applies what Stripe shows of one refund of `payment`.
pub async fn seen(
    portal: &Portal,
    tenant: &Tenant,
    payment: &Payment,
    view: &RefundView,
) -> Result<(), PortalError> {
    match find_or_write(portal, tenant, payment, view).await? {
        Some(refund) => apply(portal, tenant, &refund, facts(view), Some(&view.id)).await,
        None => Ok(()),
    }
}

/// Our row for a refund that Stripe shows; one made at Stripe gets its row now.
async fn find_or_write(
    portal: &Portal,
    tenant: &Tenant,
    payment: &Payment,
    view: &RefundView,
) -> Result<Option<Refund>, PortalError> {
    let now = portal.clock.now();
    let ours: Option<RefundId> = view.refund.as_deref().and_then(|id| id.parse().ok());
    in_tx!(portal.store, "refund-found", tx => {
        case::lock(&mut tx, tenant, &payment.case).await?.ok_or(PortalError::NotFound)?;
        let mut found = refund::by_provider(&mut tx, tenant, &view.id).await?;
        if let (None, Some(id)) = (&found, &ours) {
            // Anybody may write our name into a refund at Stripe: only the one that fits is ours.
            found = refund::find(&mut tx, tenant, id).await?.filter(|refund| {
                refund.provider_ref.is_none()
                    && refund.state != RefundState::Refused
                    && refund.payment == payment.id
                    && view.amount == Some(refund.amount)
            });
        }
        match (found, view.amount) {
            (Some(refund), _) => Some(refund),
            (None, None) => None,
            (None, Some(amount)) => {
                let new = Refund {
                    id: RefundId::from_bits(portal.ids.bits()),
                    payment: payment.id.clone(),
                    case: payment.case.clone(),
                    amount,
                    state: RefundState::Created,
                    provider_ref: Some(view.id.clone()),
                    requested_by: None,
                    made_at: now,
                };
                refund::insert(&mut tx, tenant, &new).await?;
                Some(new)
            }
        }
    })
}

/// Applies what Stripe shows of one refund.
async fn apply(
    portal: &Portal,
    tenant: &Tenant,
    refund: &Refund,
    facts: RefundFacts,
    provider_ref: Option<&str>,
) -> Result<(), PortalError> {
    let now = portal.clock.now();
    in_tx!(portal.store, "refund-applied", tx => {
        let mut case = case::lock(&mut tx, tenant, &refund.case).await?.ok_or(PortalError::NotFound)?;
        let mut stored =
            refund::find(&mut tx, tenant, &refund.id).await?.ok_or(PortalError::NotFound)?;
        let (state, effect) = stored.state.apply(facts);
        let failed = matches!(state, RefundState::Failed | RefundState::Refused);
        let is_news = failed && state != stored.state;
        if let Some(reference) = provider_ref {
            stored.provider_ref.get_or_insert_with(|| reference.to_owned());
        }
        stored.state = state;
        refund::save(&mut tx, tenant, &stored, now).await?;
        if matches!(effect, RefundEffect::GiveBack | RefundEffect::GiveBackAndReturn) {
            give_back(portal, &mut tx, tenant, &mut case, &stored).await?;
        }
        if matches!(effect, RefundEffect::Return | RefundEffect::GiveBackAndReturn) {
            take_in_again(portal, &mut tx, tenant, &mut case, &stored).await?;
        }
        if is_news {
            tell(portal, &mut tx, tenant, "team-refund-failed", &stored).await?;
        }
    })
}

async fn give_back(
    portal: &Portal,
    tx: &mut Tx,
    tenant: &Tenant,
    case: &mut LockedCase,
    refund: &Refund,
) -> Result<(), PortalError> {
    let body = format!("{} {}", refund.id, refund.amount);
    book(portal, tx, tenant, case, (refund, None, &body)).await
}

/// Books a refund that has left: out of the case on a day, today if `None`, into the evidence with
/// `body`, and told to the debtor and the team.
pub(super) async fn book(
    portal: &Portal,
    tx: &mut Tx,
    tenant: &Tenant,
    case: &mut LockedCase,
    (refund, on, body): (&Refund, Option<NaiveDate>, &str),
) -> Result<(), PortalError> {
    let source = Source { account: Account::Refunded, reason: Reason::Refunded, on };
    let money = (&refund.payment, refund.amount);
    out_of_case(portal, tx, tenant, case, (source, refund.cause()), money).await?;
    evidence::append(tx, tenant, case, portal.clock.now(), ("refund", body)).await?;
    tell(portal, tx, tenant, "refund", refund).await?;
    tell(portal, tx, tenant, "team-refund", refund).await
}

/// Queues one message of a kind about a refund.
async fn tell(
    portal: &Portal,
    tx: &mut Tx,
    tenant: &Tenant,
    kind: &str,
    refund: &Refund,
) -> Result<(), PortalError> {
    let occurrence = format!("{kind}:{}", refund.id);
    let new = NewMessage {
        case: Some(&refund.case),
        member: None,
        kind,
        about: Some(refund.id.as_str()),
        occurrence: &occurrence,
    };
    Ok(work::message(portal, tx, tenant, new).await?)
}

/// A refund that left came back: the posting that took it out is reversed.
async fn take_in_again(
    portal: &Portal,
    tx: &mut Tx,
    tenant: &Tenant,
    case: &mut LockedCase,
    refund: &Refund,
) -> Result<(), PortalError> {
    let out = refund.cause();
    let back = Undo { cause: refund.cause_of_return(), reason: Reason::RefundFailed };
    undo(portal, tx, tenant, case, (&refund.payment, &out, back)).await
}
