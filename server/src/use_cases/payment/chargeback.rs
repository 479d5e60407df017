//! A bank's dispute: what it did to the money, and nothing else, is posted; each step is told once.

use domain::ledger::{Account, Reason};
use domain::payment::{ChargebackEffect, ChargebackFunds};

use super::leaving::{Source, Undo, out_of_case, undo};
use super::settle::client;
use super::suspense;
use crate::compose::Portal;
use crate::store::case::{self, LockedCase};
use crate::store::chargeback::{self, Chargeback};
use crate::store::message::NewMessage;
use crate::store::{Tx, evidence, payment};
use crate::stripe::disputes::{DisputeState, DisputeView, Funds};
use crate::tenant::Tenant;
use crate::use_cases::{PortalError, work};
use crate::{in_tx, outside};

/// Fetches a dispute and applies what it shows; one of money that is not ours changes nothing here.
pub async fn bring_up_to_date(
    portal: &Portal,
    tenant: &Tenant,
    id: &str,
) -> Result<(), PortalError> {
    let (stripe, account) = client(portal, tenant).await?;
    match outside!("dispute-read", stripe.retrieve_dispute(account.as_deref(), id).await) {
        Ok(view) => apply(portal, tenant, &view).await,
        Err(failure) if failure.is_missing() => Ok(()),
        Err(failure) => Err(PortalError::Unavailable(failure.to_string())),
    }
}

/// Fetches all disputes of an intent and applies each.
pub async fn all_of(portal: &Portal, tenant: &Tenant, intent: &str) -> Result<(), PortalError> {
    let (stripe, account) = client(portal, tenant).await?;
    let all = stripe.disputes_of(account.as_deref(), intent);
    let all = outside!("disputes-read", all.await);
    let mut outcome = Ok(());
    for view in all.map_err(|failure| PortalError::Unavailable(failure.to_string()))? {
        // One that cannot be booked must not hold up the others.
        outcome = outcome.and(apply(portal, tenant, &view).await);
    }
    outcome
}

/// Applies what Stripe shows of one dispute. Where the money has no case yet, nothing is posted and the
/// team is told.
pub async fn apply(
    portal: &Portal,
    tenant: &Tenant,
    view: &DisputeView,
) -> Result<(), PortalError> {
    let (Some(intent), Some(amount)) = (view.intent.as_deref(), view.amount) else { return Ok(()) };
    let mut conn = portal.store.read().await?;
    let known = payment::find(&mut conn, tenant, payment::Find::Stripe(intent)).await?;
    drop(conn);
    let Some(payment) = known else {
        let is_settled = matches!(view.state, DisputeState::Won | DisputeState::InquiryClosed);
        return if is_settled {
            Ok(())
        } else {
            suspense::disputed(portal, tenant, intent, view).await
        };
    };
    let now = portal.clock.now();
    in_tx!(portal.store, "chargeback-applied", tx => {
        let mut case =
            case::lock(&mut tx, tenant, &payment.case).await?.ok_or(PortalError::NotFound)?;
        let stored = chargeback::find(&mut tx, tenant, &view.id).await?;
        let is_new = stored.is_none();
        let mut stored = stored.unwrap_or_else(|| Chargeback {
            provider_ref: view.id.clone(),
            payment: payment.id.clone(),
            case: payment.case.clone(),
            amount,
            status: String::new(),
            funds: ChargebackFunds::default(),
            opened_at: now,
        });
        let (funds, effects) = stored.funds.apply(seen(view.funds));
        stored.funds = funds;
        let now_seen = word(view.state);
        // What was fetched earlier may be applied later: a decision is never taken back by it.
        if how_far(now_seen) >= how_far(&stored.status) {
            now_seen.clone_into(&mut stored.status);
        }
        chargeback::save(&mut tx, tenant, &stored).await?;
        let only_asks = is_new && effects.is_empty() && waits_for_answer(view.state);
        for effect in effects {
            post(portal, &mut tx, tenant, &mut case, (&stored, effect)).await?;
            tell(portal, &mut tx, tenant, &mut case, (&stored, named(effect))).await?;
        }
        if only_asks {
            tell(portal, &mut tx, tenant, &mut case, (&stored, ("inquiry", 1))).await?;
        }
    })
}

const fn seen(funds: Funds) -> ChargebackFunds {
    match funds {
        Funds::Untouched => ChargebackFunds { withdrawn: 0, reinstated: 0 },
        Funds::Withdrawn => ChargebackFunds { withdrawn: 1, reinstated: 0 },
        Funds::Reinstated => ChargebackFunds { withdrawn: 1, reinstated: 1 },
    }
}

const fn word(state: DisputeState) -> &'static str {
    match state {
        DisputeState::Inquiry => "inquiry",
        DisputeState::InquiryClosed => "inquiry-closed",
        DisputeState::NeedsResponse => "needs-response",
        DisputeState::UnderReview => "under-review",
        DisputeState::Won => "won",
        DisputeState::Lost => "lost",
        DisputeState::Other => "other",
    }
}

/// Whether the bank may still wait for an answer: what was over before we knew of it asks nobody.
pub(super) const fn waits_for_answer(state: DisputeState) -> bool {
    matches!(state, DisputeState::Inquiry | DisputeState::NeedsResponse)
}

/// What an effect is called in its cause, the evidence and messages, and which time it is, from 1.
const fn named(effect: ChargebackEffect) -> (&'static str, u32) {
    match effect {
        ChargebackEffect::Withdraw(n) => ("chargeback", n),
        ChargebackEffect::Reinstate(n) => ("reinstated", n),
    }
}

/// How far a dispute has come, so that it only moves forward.
fn how_far(word: &str) -> u8 {
    match word {
        "needs-response" => 1,
        "under-review" => 2,
        "won" | "lost" | "inquiry-closed" => 3,
        _ => 0,
    }
}

async fn post(
    portal: &Portal,
    tx: &mut Tx,
    tenant: &Tenant,
    case: &mut LockedCase,
    (chargeback, effect): (&Chargeback, ChargebackEffect),
) -> Result<(), PortalError> {
    let cause = chargeback.cause(effect);
    match effect {
        ChargebackEffect::Withdraw(_) => {
            let (account, reason) = (Account::ChargedBack, Reason::ChargedBack);
            let source = Source { account, reason, on: None };
            let money = (&chargeback.payment, chargeback.amount);
            out_of_case(portal, tx, tenant, case, (source, cause), money).await
        }
        ChargebackEffect::Reinstate(n) => {
            let out = chargeback.cause(ChargebackEffect::Withdraw(n));
            let back = Undo { cause, reason: Reason::Reinstated };
            undo(portal, tx, tenant, case, (&chargeback.payment, &out, back)).await
        }
    }
}

/// Writes the `n`th news of its kind into the evidence, and tells the team; the kind of the message
/// says what happened, whatever happens until it leaves.
async fn tell(
    portal: &Portal,
    tx: &mut Tx,
    tenant: &Tenant,
    case: &mut LockedCase,
    (chargeback, (news, n)): (&Chargeback, (&str, u32)),
) -> Result<(), PortalError> {
    let body = format!("{} {} {}", chargeback.provider_ref, chargeback.payment, chargeback.amount);
    evidence::append(tx, tenant, case, portal.clock.now(), (news, &body)).await?;
    let kind = format!("team-{news}");
    let occurrence = format!("{kind}:{}:{n}", chargeback.provider_ref);
    let new = NewMessage {
        case: Some(&case.id),
        member: None,
        kind: &kind,
        about: Some(&chargeback.provider_ref),
        occurrence: &occurrence,
    };
    Ok(work::message(portal, tx, tenant, new).await?)
}
