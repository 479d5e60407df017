//! Comparing objects with Stripe, both ways: what an event should have told and did not.

use chrono::TimeDelta;
use domain::payment::{AttemptState, Facts};

use super::settle::{self, Seen, client};
use super::{chargeback, refund};
use crate::compose::Portal;
use crate::in_tx;
use crate::store::attempt::{self, Attempt};
use crate::store::{case, payment, refund as refunds};
use crate::stripe::sessions::Created;
use crate::tenant::Tenant;
use crate::use_cases::PortalError;

/// How far back one comparison looks: longer than Stripe keeps sending an event.
const WINDOW: TimeDelta = TimeDelta::days(30);

/// An attempt that moved this recently is left to its webhook.
const REST: TimeDelta = TimeDelta::minutes(5);

/// Compares everything of one tenant: attempts that wait, refunds of unknown outcome, and Stripe's
/// own sessions, refunds and disputes since `since`, or of the last 30 days.
pub async fn tenant(portal: &Portal, tenant: &Tenant, look_back: TimeDelta) -> Result<(), PortalError> {
    let now = portal.clock.now();
    let mut conn = portal.store.read().await?;
    let waiting = attempt::to_check(&mut conn, tenant, now - REST).await?;
    let unsure = refunds::to_check(&mut conn, tenant, now - REST).await?;
    drop(conn);
    for attempt in &waiting {
        settle::check(portal, tenant, attempt).await?;
    }
    for refund in &unsure {
        refund::send(portal, tenant, &refund.id).await?;
    }
    let created = Created { from: now - look_back.min(WINDOW), to: now };
    sessions(portal, tenant, created).await?;
    returned(portal, tenant, created).await?;
    disputes(portal, tenant, created).await
}

/// Finds the session of an attempt whose creation was never answered. None at Stripe after its
/// lifetime: it was never made.
pub async fn find_session(portal: &Portal, tenant: &Tenant, known: &Attempt) -> Result<(), PortalError> {
    let (stripe, account) = client(portal, tenant).await?;
    let minute = TimeDelta::minutes(10);
    let created = Created { from: known.made_at - minute, to: known.expires_at + minute };
    let mut after = None;
    loop {
        let page = stripe.list_sessions(account.as_deref(), created, after.as_deref()).await;
        let page = page.map_err(|failure| PortalError::Unavailable(failure.to_string()))?;
        let ours = page.items.iter().find(|s| s.attempt.as_deref() == Some(known.id.as_str()));
        if let Some(session) = ours {
            return settle::session(portal, tenant, &session.id).await;
        }
        match page.next {
            Some(next) => after = Some(next),
            None => return never_made(portal, tenant, known).await,
        }
    }
}

async fn never_made(portal: &Portal, tenant: &Tenant, known: &Attempt) -> Result<(), PortalError> {
    let now = portal.clock.now();
    // A request still under way could create it: only when that cannot be any more is it over.
    if now < known.made_at + TimeDelta::minutes(2) {
        return Ok(());
    }
    in_tx!(portal.store, tx => {
        case::lock(&mut tx, tenant, &known.case).await?.ok_or(PortalError::NotFound)?;
        let stored = attempt::find(&mut tx, tenant, attempt::Find::Id(&known.id)).await?;
        let unanswered = |a: &Attempt| {
            a.session.is_none() && matches!(a.state, AttemptState::Created | AttemptState::Unknown)
        };
        if let Some(mut attempt) = stored.filter(unanswered) {
            attempt.state = attempt.state.apply(Facts::Expired).state;
            attempt::save(&mut tx, tenant, &attempt, now).await?;
        }
    })
}

/// Stripe's sessions that hold money or are over, against our attempts.
async fn sessions(portal: &Portal, tenant: &Tenant, created: Created) -> Result<(), PortalError> {
    let (stripe, account) = client(portal, tenant).await?;
    let mut after = None;
    loop {
        let page = stripe.list_sessions(account.as_deref(), created, after.as_deref()).await;
        let page = page.map_err(|failure| PortalError::Unavailable(failure.to_string()))?;
        for session in page.items {
            let detail = crate::stripe::sessions::SessionDetail { session, intent: None };
            let Some(seen) = settle::facts(&detail) else { continue };
            if differs(portal, tenant, &seen).await? {
                settle::session(portal, tenant, &seen.session).await?;
            }
        }
        match page.next {
            Some(next) => after = Some(next),
            None => return Ok(()),
        }
    }
}

/// Whether our book says something else than what was seen, so that it is worth fetching.
async fn differs(portal: &Portal, tenant: &Tenant, seen: &Seen) -> Result<bool, PortalError> {
    let mut conn = portal.store.read().await?;
    let known = attempt::find(&mut conn, tenant, attempt::Find::Session(&seen.session)).await?;
    Ok(match (known, seen.facts) {
        (Some(attempt), facts) => {
            let outcome = attempt.state.apply(facts);
            outcome.state != attempt.state || outcome.received.is_some()
        }
        (None, Facts::Paid(_)) => true,
        (None, _) => seen.attempt.is_some(),
    })
}

/// Stripe's refunds, against ours.
async fn returned(portal: &Portal, tenant: &Tenant, created: Created) -> Result<(), PortalError> {
    let (stripe, account) = client(portal, tenant).await?;
    let mut after = None;
    loop {
        let page = stripe.list_refunds(account.as_deref(), created, after.as_deref()).await;
        let page = page.map_err(|failure| PortalError::Unavailable(failure.to_string()))?;
        for view in &page.items {
            if let Some(intent) = &view.intent {
                refund::bring_up_to_date(portal, tenant, intent).await?;
            }
        }
        match page.next {
            Some(next) => after = Some(next),
            None => return Ok(()),
        }
    }
}

/// Stripe's disputes, against ours.
async fn disputes(portal: &Portal, tenant: &Tenant, created: Created) -> Result<(), PortalError> {
    let (stripe, account) = client(portal, tenant).await?;
    let mut after = None;
    loop {
        let page = stripe.list_disputes(account.as_deref(), created, after.as_deref()).await;
        let page = page.map_err(|failure| PortalError::Unavailable(failure.to_string()))?;
        for view in &page.items {
            let mut conn = portal.store.read().await?;
            let of = view.intent.as_deref().unwrap_or_default();
            let ours = payment::find(&mut conn, tenant, payment::Find::Stripe(of)).await?;
            drop(conn);
            if ours.is_some() {
                chargeback::apply(portal, tenant, view).await?;
            }
        }
        match page.next {
            Some(next) => after = Some(next),
            None => return Ok(()),
        }
    }
}
