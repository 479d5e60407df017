//! Charges of which nobody knows what became of them: only asking Stripe decides.

use chrono::{DateTime, TimeDelta, Utc};
use domain::payment::Facts;

use super::charge::{apply, seen};
use super::told::Told;
use crate::compose::Portal;
use crate::store::attempt::Attempt;
use crate::store::autopay_try::Missed;
use crate::stripe::intents::IntentView;
use crate::stripe::list::Created;
use crate::tenant::Tenant;
use crate::use_cases::PortalError;
use crate::use_cases::payment::settle::client;

/// How long a charge that nobody answered may still be under way: longer than all tries of one call.
const UNDER_WAY: TimeDelta = TimeDelta::minutes(2);

/// How far Stripe's clock may be from ours.
const MARGIN: TimeDelta = TimeDelta::minutes(10);

/// Brings a charge up to date by asking Stripe for its intent, found among those of its time if its answer
/// was lost. None at Stripe: it was never made.
pub async fn check(portal: &Portal, tenant: &Tenant, known: &Attempt) -> Result<(), PortalError> {
    let (stripe, account) = client(portal, tenant).await?;
    if let Some(intent) = &known.intent {
        let read = stripe.retrieve_intent(account.as_deref(), intent).await;
        let read = read.map_err(|failure| PortalError::Unavailable(failure.to_string()))?;
        return seen(portal, tenant, &known.id, &read).await;
    }
    let created = Created { from: known.made_at - MARGIN, to: known.made_at + UNDER_WAY + MARGIN };
    let (mut after, listed_at) = (None, portal.clock.now());
    loop {
        let page = stripe.list_intents(account.as_deref(), created, after.as_deref()).await;
        let page = page.map_err(|failure| PortalError::Unavailable(failure.to_string()))?;
        let ours = |view: &&IntentView| view.attempt.as_deref() == Some(known.id.as_str());
        if let Some(view) = page.items.iter().find(ours) {
            return seen(portal, tenant, &known.id, view).await;
        }
        match page.next {
            Some(next) => after = Some(next),
            None => return never_made(portal, tenant, known, listed_at).await,
        }
    }
}

/// Ends a charge of which Stripe knew nothing at `listed_at`, unless its request may still be under way.
async fn never_made(
    portal: &Portal,
    tenant: &Tenant,
    known: &Attempt,
    listed_at: DateTime<Utc>,
) -> Result<(), PortalError> {
    if listed_at < known.made_at + UNDER_WAY {
        return Ok(());
    }
    let missed = Some((Missed::NotMade, "not-made".to_owned()));
    let told = Told { facts: Facts::Expired, intent: None, missed };
    apply(portal, tenant, &known.id, &told).await.map(drop)
}
