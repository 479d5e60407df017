//! A card that was saved, changed or taken away at Stripe: our rows are brought up to what it shows.

use chrono::{DateTime, Utc};
use domain::ids::{AttemptId, MethodId, PlanId};
use domain::plan::State;

use super::consent::end;
use super::{DETACH, STOPPED};
use crate::compose::Portal;
use crate::in_tx;
use crate::store::case::LockedCase;
use crate::store::message::NewMessage;
use crate::store::saved_method::{self, Card, Find, MethodState, Of, SavedMethod};
use crate::store::{Tx, attempt_plan, case, evidence, plan};
use crate::stripe::client::Failure;
use crate::stripe::methods::MethodView;
use crate::stripe::sessions::SessionStatus;
use crate::tenant::Tenant;
use crate::use_cases::payment::settle::client;
use crate::use_cases::session::Visit;
use crate::use_cases::{PortalError, work};

/// Cards that are looked at between two waits.
const PAGE: i64 = 200;

fn unavailable(failure: &Failure) -> PortalError {
    PortalError::Unavailable(failure.to_string())
}

/// Fetches a page for saving a card and applies what it shows; false if the session is no such page of ours.
pub async fn session(portal: &Portal, tenant: &Tenant, id: &str) -> Result<bool, PortalError> {
    let mut conn = portal.store.read().await?;
    let known = saved_method::find(&mut conn, tenant, Find::Session(id)).await?;
    drop(conn);
    match known {
        Some(saved) => check(portal, tenant, &saved).await.map(|()| true),
        None => Ok(false),
    }
}

/// Fetches a setup intent and applies the card that it saved, if it names a row of ours.
pub async fn setup(portal: &Portal, tenant: &Tenant, id: &str) -> Result<(), PortalError> {
    let (stripe, account) = client(portal, tenant).await?;
    let read = match stripe.saved_by(account.as_deref(), id).await {
        Ok(read) => read,
        Err(failure) if failure.is_missing() => return Ok(()),
        Err(failure) => return Err(unavailable(&failure)),
    };
    let Some((named, card)) = read else { return Ok(()) };
    match named.parse::<MethodId>() {
        Ok(id) => saved(portal, tenant, &id, &card).await,
        Err(_) => Ok(()),
    }
}

/// Applies what the page shows from which a debtor of a visited case comes back. Stripe's silence is no
/// error: the webhook tells later.
pub async fn returned(portal: &Portal, visit: &Visit, session: &str) -> Result<(), PortalError> {
    let mut conn = portal.store.read().await?;
    let known = saved_method::find(&mut conn, &visit.tenant, Find::Session(session)).await?;
    drop(conn);
    let Some(own) = known.filter(|saved| saved.case == visit.case) else { return Ok(()) };
    match check(portal, &visit.tenant, &own).await {
        Err(PortalError::Unavailable(why)) => {
            tracing::warn!(method.id = %own.id, "whether a card was saved could not be asked: {why}");
            Ok(())
        }
        done => done,
    }
}

/// Pages of cards that are wanted since before an instant, asked about again: an event may never come.
pub async fn unfinished(
    portal: &Portal,
    tenant: &Tenant,
    before: DateTime<Utc>,
) -> Result<(), PortalError> {
    let mut after = String::new();
    loop {
        let mut conn = portal.store.read().await?;
        let ids = saved_method::in_state(&mut conn, tenant, (MethodState::Wanted, &after, PAGE));
        let ids = ids.await?;
        drop(conn);
        let Some(last) = ids.last() else { return Ok(()) };
        last.as_str().clone_into(&mut after);
        for id in &ids {
            let mut conn = portal.store.read().await?;
            let known = saved_method::find(&mut conn, tenant, Find::Id(id)).await?;
            drop(conn);
            if let Some(saved) = known.filter(|saved| saved.made_at < before) {
                check(portal, tenant, &saved).await?;
            }
        }
    }
}

async fn check(portal: &Portal, tenant: &Tenant, known: &SavedMethod) -> Result<(), PortalError> {
    let Some(id) = known.session.as_deref().filter(|_| known.state == MethodState::Wanted) else {
        return Ok(());
    };
    let (stripe, account) = client(portal, tenant).await?;
    let view = match stripe.retrieve_setup(account.as_deref(), id).await {
        Ok(view) => view,
        Err(failure) if failure.is_missing() => return Ok(()),
        Err(failure) => return Err(unavailable(&failure)),
    };
    match (view.card, view.status) {
        (Some(card), _) => saved(portal, tenant, &known.id, &card).await,
        (None, SessionStatus::Expired) => closed(portal, tenant, &known.id).await,
        (None, _) => Ok(()),
    }
}

/// The page closed without a card.
async fn closed(portal: &Portal, tenant: &Tenant, id: &MethodId) -> Result<(), PortalError> {
    in_tx!(portal.store, tx => {
        if let Some((mut case, saved)) = locked(&mut tx, tenant, id).await?
            && saved.state == MethodState::Wanted
        {
            end(portal, &mut tx, tenant, &mut case, (saved, "not-saved")).await?;
        }
    })
}

async fn saved(
    portal: &Portal,
    tenant: &Tenant,
    id: &MethodId,
    card: &MethodView,
) -> Result<(), PortalError> {
    in_tx!(portal.store, tx => {
        if let Some((mut case, known)) = locked(&mut tx, tenant, id).await? {
            put_on(portal, &mut tx, tenant, &mut case, (known, card)).await?;
        }
    })
}

async fn locked(
    tx: &mut Tx,
    tenant: &Tenant,
    id: &MethodId,
) -> Result<Option<(LockedCase, SavedMethod)>, PortalError> {
    let Some(known) = saved_method::find(tx, tenant, Find::Id(id)).await? else { return Ok(None) };
    let Some(case) = case::lock(tx, tenant, &known.case).await? else { return Ok(None) };
    let stored = saved_method::find(tx, tenant, Find::Id(id)).await?;
    Ok(stored.map(|stored| (case, stored)))
}

/// The card with which an attempt of a locked case was paid, if it was to be kept. In the transaction that
/// books the money.
pub async fn kept(
    portal: &Portal,
    tx: &mut Tx,
    tenant: &Tenant,
    case: &mut LockedCase,
    (attempt, card): (&AttemptId, &MethodView),
) -> Result<(), PortalError> {
    if card.customer.is_none() {
        return Ok(());
    }
    let Some(plan) = attempt_plan::plan(tx, tenant, attempt).await? else { return Ok(()) };
    let all = saved_method::all(tx, tenant, Of::Plan(&plan)).await?;
    match all.into_iter().find(|one| one.state == MethodState::Wanted) {
        Some(known) => put_on(portal, tx, tenant, case, (known, card)).await,
        // It was turned off while the page was open.
        None => Ok(work::job(portal, tx, tenant, (DETACH, &card.id), portal.clock.now()).await?),
    }
}

/// From now on instalments are charged to `card`, if that is still wanted; else it is taken away again.
async fn put_on(
    portal: &Portal,
    tx: &mut Tx,
    tenant: &Tenant,
    case: &mut LockedCase,
    (mut known, card): (SavedMethod, &MethodView),
) -> Result<(), PortalError> {
    let now = portal.clock.now();
    let Some(customer) = card.customer.clone() else {
        tracing::error!(method.id = %known.id, "a saved card belongs to no customer");
        return Ok(());
    };
    let same = known.card.as_ref().is_some_and(|own| own.method == card.id);
    let runs = runs(tx, tenant, &known.plan).await?;
    if known.state != MethodState::Wanted || !runs {
        if !same {
            work::job(portal, tx, tenant, (DETACH, &card.id), now).await?;
        }
        return Ok(());
    }
    for older in saved_method::all(tx, tenant, Of::Plan(&known.plan)).await? {
        if older.state == MethodState::On {
            end(portal, tx, tenant, case, (older, "replaced")).await?;
        }
    }
    known.state = MethodState::On;
    known.card = Some(of_view(card, customer));
    saved_method::save(tx, tenant, &known, now).await?;
    let body = format!("{} on {} {}", known.id, card.brand, card.last4);
    evidence::append(tx, tenant, case, now, ("autopay", &body)).await?;
    Ok(())
}

async fn runs(tx: &mut Tx, tenant: &Tenant, id: &PlanId) -> Result<bool, PortalError> {
    let kept = plan::find(tx, tenant, id).await?;
    Ok(kept.is_some_and(|kept| *kept.plan.state() == State::Active))
}

fn of_view(view: &MethodView, customer: String) -> Card {
    Card {
        customer,
        method: view.id.clone(),
        brand: view.brand.clone(),
        last4: view.last4.clone(),
        expires: view.expires,
    }
}

/// A customer of Stripe's changed or was deleted: its cards are looked at again.
pub async fn customer_changed(
    portal: &Portal,
    tenant: &Tenant,
    customer: &str,
) -> Result<(), PortalError> {
    let mut conn = portal.store.read().await?;
    let all = saved_method::all(&mut conn, tenant, Of::Customer(customer)).await?;
    drop(conn);
    for saved in all.into_iter().filter(|one| one.state == MethodState::On) {
        if let Some(card) = saved.card {
            method_changed(portal, tenant, &card.method).await?;
        }
    }
    Ok(())
}

/// A card changed or was taken away at Stripe: a new number is taken over, and one that is gone is charged no
/// more, of which its debtor is told.
pub async fn method_changed(
    portal: &Portal,
    tenant: &Tenant,
    method: &str,
) -> Result<(), PortalError> {
    let mut conn = portal.store.read().await?;
    let all = saved_method::all(&mut conn, tenant, Of::Method(method)).await?;
    drop(conn);
    let on: Vec<_> = all.into_iter().filter(|one| one.state == MethodState::On).collect();
    if on.is_empty() {
        return Ok(());
    }
    let (stripe, account) = client(portal, tenant).await?;
    let view = match stripe.retrieve_method(account.as_deref(), method).await {
        Ok(view) => view.filter(|view| view.customer.is_some()),
        Err(failure) if failure.is_missing() => None,
        Err(failure) => return Err(unavailable(&failure)),
    };
    for saved in &on {
        take_over(portal, tenant, &saved.id, view.as_ref()).await?;
    }
    Ok(())
}

async fn take_over(
    portal: &Portal,
    tenant: &Tenant,
    id: &MethodId,
    view: Option<&MethodView>,
) -> Result<(), PortalError> {
    let now = portal.clock.now();
    in_tx!(portal.store, tx => {
        if let Some((mut case, mut known)) = locked(&mut tx, tenant, id).await?
            && known.state == MethodState::On
        {
            match view.and_then(|view| Some((view, view.customer.clone()?))) {
                Some((view, customer)) => {
                    known.card = Some(of_view(view, customer));
                    saved_method::save(&mut tx, tenant, &known, now).await?;
                }
                None => {
                    stopped(portal, &mut tx, tenant, &case, id).await?;
                    end(portal, &mut tx, tenant, &mut case, (known, "removed")).await?;
                }
            }
        }
    })
}

async fn stopped(
    portal: &Portal,
    tx: &mut Tx,
    tenant: &Tenant,
    case: &LockedCase,
    id: &MethodId,
) -> Result<(), PortalError> {
    let occurrence = format!("{STOPPED}:{id}");
    let new = NewMessage {
        case: Some(&case.id),
        member: None,
        kind: STOPPED,
        about: Some(id.as_str()),
        occurrence: &occurrence,
    };
    Ok(work::message(portal, tx, tenant, new).await?)
}
