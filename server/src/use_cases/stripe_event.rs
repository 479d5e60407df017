//! Stripe's events: kept first, applied later by a job. An event is only a hint: what it points at is
//! fetched anew, so neither order nor repetition matters.

use domain::ids::JobId;

use super::payment::{chargeback, refund, settle};
use super::{PortalError, autopay, work};
use crate::compose::Portal;
use crate::in_tx;
use crate::store::{job, stripe_event};
use crate::stripe::event::{Event, Mode};
use crate::tenant::{Mark, Tenant};

/// The kind of the job that applies an event.
pub const JOB: &str = "stripe-event";

/// What became of a delivery.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Received {
    /// Stored, and a job queued for it.
    Kept,
    /// It was stored before.
    Known,
    /// It is not from Stripe, or not for us; the word says why.
    Refused(&'static str),
}

/// Checks and keeps one delivery. Nothing is stored of what is refused.
///
/// `signatures` are the values of the signature header, of which there must be one.
pub async fn receive(
    portal: &Portal,
    signatures: &[&[u8]],
    body: &[u8],
) -> Result<Received, PortalError> {
    let now = portal.clock.now();
    let Some(verifier) = &portal.verifier else { return Ok(Received::Refused("no Stripe here")) };
    if verifier.check(signatures.iter().copied(), body, now.timestamp()).is_err() {
        return Ok(Received::Refused("signature"));
    }
    let Ok(event) = Event::parse(body) else { return Ok(Received::Refused("not an event")) };
    if (event.mode == Mode::Live) != portal.settings.takes_live_money() {
        return Ok(Received::Refused("test event in live mode, or the reverse"));
    }
    let account = event.account.clone().unwrap_or_default();
    let mut conn = portal.store.read().await?;
    if tenant_of(&mut conn, &account).await?.is_none() {
        tracing::error!(
            event.id = event.id,
            account,
            "an event of an account that no creditor has"
        );
        return Ok(Received::Refused("an account that no creditor has"));
    }
    drop(conn);
    let key = format!("stripe-event:{account}:{}", event.id);
    let id = JobId::from_bits(portal.ids.bits());
    let kept = in_tx!(portal.store, "event-kept", tx => {
        let names = (&*account, &*event.id, &*event.kind);
        let new = stripe_event::insert(&mut tx, names, body, now).await?;
        if new {
            let payload = format!("{account}\n{}", event.id);
            let job = job::NewJob { creditor: None, kind: JOB, key: &key, payload: &payload, run_at: now };
            job::enqueue(&mut tx, &id, job).await?;
        }
        new
    })
    .map_err(|error: PortalError| error)?;
    Ok(if kept { Received::Kept } else { Received::Known })
}

/// Applies a kept event: fetches what it points at and brings our state up to it.
pub async fn apply(portal: &Portal, payload: &str) -> Result<(), PortalError> {
    let (account, event_id) = payload.split_once('\n').ok_or(PortalError::NotFound)?;
    let mut conn = portal.store.read().await?;
    let Some(body) = stripe_event::waiting(&mut conn, account, event_id).await? else {
        return Ok(());
    };
    let tenant = tenant_of(&mut conn, account).await?;
    drop(conn);
    let event =
        Event::parse(&body).map_err(|_| PortalError::Refused("a kept event does not read"))?;
    match tenant {
        Some(tenant) => dispatch(portal, &tenant, &event).await?,
        None => tracing::error!(event.id = event.id, "an event of an account that no creditor has"),
    }
    let now = portal.clock.now();
    in_tx!(portal.store, "event-done", tx => {
        stripe_event::done(&mut tx, account, event_id, now).await?;
    })
}

/// The creditor whose account it is. Without an account it is the platform's own: then there must be
/// exactly one creditor.
pub async fn tenant_of(
    conn: &mut sqlx::AnyConnection,
    account: &str,
) -> Result<Option<Tenant>, PortalError> {
    if !account.is_empty() {
        return Ok(Tenant::find(conn, Mark::StripeAccount(account)).await?);
    }
    let mut all = Tenant::all(conn).await?;
    Ok(if all.len() == 1 { all.pop() } else { None })
}

async fn dispatch(portal: &Portal, tenant: &Tenant, event: &Event) -> Result<(), PortalError> {
    let Some(id) = event.object_id.as_deref() else { return Ok(()) };
    match event.object.as_str() {
        "checkout.session" => match autopay::session(portal, tenant, id).await {
            Ok(false) => settle::session(portal, tenant, id).await,
            saved => saved.map(drop),
        },
        "setup_intent" => autopay::setup(portal, tenant, id).await,
        "payment_method" => autopay::method_changed(portal, tenant, id).await,
        "customer" if event.kind == "customer.deleted" => {
            autopay::customer_changed(portal, tenant, id).await
        }
        "payment_intent" => settle::intent(portal, tenant, id).await,
        // News of money that left may come before the news that it came.
        "charge" | "refund" | "dispute" => {
            if let Some(intent) = event.intent.as_deref() {
                settle::intent(portal, tenant, intent).await?;
            }
            match (event.object.as_str(), event.intent.as_deref()) {
                ("dispute", _) => chargeback::bring_up_to_date(portal, tenant, id).await,
                (_, Some(intent)) if !gives_nothing_back(&event.kind) => {
                    refund::bring_up_to_date(portal, tenant, intent).await
                }
                _ => Ok(()),
            }
        }
        _ => Ok(()),
    }
    .inspect_err(|error| work::note_failure(event.kind.as_str(), error))
}

/// Whether an event about a charge speaks of money that comes, not of money that goes back.
fn gives_nothing_back(kind: &str) -> bool {
    matches!(kind, "charge.succeeded" | "charge.failed" | "charge.pending" | "charge.captured")
}
