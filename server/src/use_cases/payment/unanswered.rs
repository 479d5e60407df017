//! Attempts whose page was asked for, and nobody knows whether it was made.

use chrono::{DateTime, TimeDelta, Utc};
use domain::payment::{AttemptState, Facts};

use super::settle::{self, client};
use super::start::ASK_AGAIN;
use crate::compose::Portal;
use crate::store::attempt::{self, Attempt};
use crate::store::case;
use crate::stripe::sessions::Created;
use crate::tenant::Tenant;
use crate::use_cases::PortalError;
use crate::{in_tx, outside};

/// How long a request for a page may still be under way after it was made.
const UNDER_WAY: TimeDelta = TimeDelta::minutes(2);

/// Finds the session of an attempt whose creation was never answered. None at Stripe after its
/// lifetime: it was never made.
pub(super) async fn find_session(
    portal: &Portal,
    tenant: &Tenant,
    known: &Attempt,
) -> Result<(), PortalError> {
    let (stripe, account) = client(portal, tenant).await?;
    let margin = TimeDelta::minutes(10);
    let last_asked = known.made_at + ASK_AGAIN + UNDER_WAY;
    let created = Created { from: known.made_at - margin, to: last_asked + margin };
    let (mut after, listed_at) = (None, portal.clock.now());
    loop {
        let page = stripe.list_sessions(account.as_deref(), created, after.as_deref());
        let page = outside!("session-looked-up", page.await);
        let page = page.map_err(|failure| PortalError::Unavailable(failure.to_string()))?;
        let ours = |attempt: &Option<String>| attempt.as_deref() == Some(known.id.as_str());
        if let Some(detail) = page.items.iter().find(|detail| ours(&detail.session.attempt)) {
            return settle::session(portal, tenant, &detail.session.id).await;
        }
        match page.next {
            Some(next) => after = Some(next),
            None => return never_made(portal, tenant, known, listed_at).await,
        }
    }
}

/// Ends an attempt of which Stripe knew nothing at `listed_at`.
pub(super) async fn never_made(
    portal: &Portal,
    tenant: &Tenant,
    known: &Attempt,
    listed_at: DateTime<Utc>,
) -> Result<(), PortalError> {
    let now = portal.clock.now();
    in_tx!(portal.store, "attempt-ended", tx => {
        case::lock(&mut tx, tenant, &known.case).await?.ok_or(PortalError::NotFound)?;
        let stored = attempt::find(&mut tx, tenant, attempt::Find::Id(&known.id)).await?;
        let asked_at = attempt::last_asked(&mut tx, tenant, &known.id).await?;
        // A request still under way could create it: only when that cannot be any more is it over.
        let over = |a: &Attempt| {
            a.session.is_none()
                && matches!(a.state, AttemptState::Created | AttemptState::Unknown)
                && asked_at.is_some_and(|asked_at| listed_at >= asked_at + UNDER_WAY)
        };
        if let Some(mut attempt) = stored.filter(over) {
            attempt.state = attempt.state.apply(Facts::Expired).state;
            attempt::save(&mut tx, tenant, &attempt, now).await?;
        }
    })
}
