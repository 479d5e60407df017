//! Where the money of payments is, and where it was when a plan was completed.

use chrono::{DateTime, Utc};
use domain::ledger::Cause;
use domain::money::Money;
use domain::payment::{ChargebackEffect, RefundState};
use domain::settlement::{Backing, DealFact, Whereabouts, backed};

use crate::store::payment::{self, Payment};
use crate::store::plan::{self, Kept};
use crate::store::{Tx, chargeback, movement, refund};
use crate::tenant::Tenant;
use crate::use_cases::PortalError;

/// What the payments of a completed plan say of what it gave up.
pub(super) async fn of_plan(
    tx: &mut Tx,
    tenant: &Tenant,
    kept: &Kept,
) -> Result<DealFact, PortalError> {
    let Some(completion) = plan::completed_by(tx, tenant, &kept.id).await? else {
        return Ok(DealFact::Reinstated);
    };
    let shares = plan::shares(tx, tenant, kept).await?;
    let mut all = Vec::new();
    for payment in payment::of_case(tx, tenant, &kept.case).await? {
        let cause = payment.cause();
        let its = shares.iter().filter(|(by, _)| by == cause.as_str());
        let zero = Money::zero(kept.plan.agreement().owed.currency());
        let took = its.map(|(_, amount)| *amount).try_fold(zero, Money::checked_add)?;
        if !took.is_zero() {
            let at_the_end = before(tx, tenant, (&payment, completion.at)).await?;
            all.push(Backing { took, at_the_end, now: now(tx, tenant, &payment).await? });
        }
    }
    Ok(backed(&all)?)
}

/// Where the money of a payment is: gone if a bank has taken of it, or if it was undone or given back whole.
pub(super) async fn now(
    tx: &mut Tx,
    tenant: &Tenant,
    payment: &Payment,
) -> Result<Whereabouts, PortalError> {
    if payment.reversed_at.is_some() {
        return Ok(Whereabouts::Gone);
    }
    let chargebacks = chargeback::of_case(tx, tenant, &payment.case).await?;
    let taken = |one: &chargeback::Chargeback| {
        one.payment == payment.id && one.funds.withdrawn > one.funds.reinstated
    };
    if chargebacks.iter().any(taken) {
        return Ok(Whereabouts::Gone);
    }
    let refunds = refund::of_payment(tx, tenant, &payment.id).await?;
    let sent = refunds.iter().filter(|refund| refund.state == RefundState::Sent);
    let kept = sent.map(|refund| refund.amount).try_fold(payment.amount, Money::less)?;
    Ok(if kept.is_zero() { Whereabouts::Gone } else { Whereabouts::Here })
}

/// The same as the ledger had it before an instant: what was posted at that very instant came after it.
async fn before(
    tx: &mut Tx,
    tenant: &Tenant,
    (payment, at): (&Payment, DateTime<Utc>),
) -> Result<Whereabouts, PortalError> {
    if was_posted(tx, tenant, (&payment.cause_of_reversal(), at)).await? {
        return Ok(Whereabouts::Gone);
    }
    for one in chargeback::of_case(tx, tenant, &payment.case).await? {
        if one.payment != payment.id {
            continue;
        }
        for n in 1..=one.funds.withdrawn {
            let taken = one.cause(ChargebackEffect::Withdraw(n));
            let back = one.cause(ChargebackEffect::Reinstate(n));
            if was_posted(tx, tenant, (&taken, at)).await?
                && !was_posted(tx, tenant, (&back, at)).await?
            {
                return Ok(Whereabouts::Gone);
            }
        }
    }
    let mut kept = payment.amount;
    for one in refund::of_payment(tx, tenant, &payment.id).await? {
        if was_posted(tx, tenant, (&one.cause(), at)).await?
            && !was_posted(tx, tenant, (&one.cause_of_return(), at)).await?
        {
            kept = kept.less(one.amount)?;
        }
    }
    Ok(if kept.is_zero() { Whereabouts::Gone } else { Whereabouts::Here })
}

async fn was_posted(
    tx: &mut Tx,
    tenant: &Tenant,
    (cause, before): (&Cause, DateTime<Utc>),
) -> Result<bool, PortalError> {
    let at = movement::posted_at(tx, tenant, cause).await?;
    Ok(at.is_some_and(|at| at < before))
}
