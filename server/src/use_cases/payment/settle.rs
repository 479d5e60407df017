//! Bringing an attempt up to what Stripe says of it: the same function for the webhook's job, the
//! return page and the reconciler.

use domain::ids::AttemptId;
use domain::ledger::{Account, Channel};
use domain::money::Money;
use domain::payment::{AttemptState, Destination, Facts, destination};

use super::not_come;
use super::receive::{Arrival, in_suspense, on_case, suspense_item};
use crate::compose::Portal;
use crate::store::attempt::{self, Attempt, Find};
use crate::store::{access_link, case, creditor, evidence, payment};
use crate::stripe::client::Stripe;
use crate::stripe::intents::{IntentStatus, IntentView, Voucher};
use crate::stripe::methods::MethodView;
use crate::stripe::sessions::{PaymentStatus, SessionDetail, SessionStatus, SessionView};
use crate::tenant::Tenant;
use crate::use_cases::autopay::{self, charge};
use crate::use_cases::{PortalError, clearance, plan};
use crate::{in_tx, outside};

/// What Stripe shows of one session, in our words.
#[derive(Clone, Debug)]
pub struct Seen {
    /// The session's id.
    pub session: String,
    /// The money object's id, once there is one.
    pub intent: Option<String>,
    /// Our attempt's id as the session names it.
    pub attempt: Option<AttemptId>,
    /// Where the debtor can pay; only while the session is open.
    pub url: Option<String>,
    /// The card that paid, as far as Stripe shows it.
    pub method: Option<MethodView>,
    /// The facts.
    pub facts: Facts,
}

/// Reads a session as facts; `None` for one that says nothing about money of ours.
pub fn facts(detail: &SessionDetail) -> Option<Seen> {
    let SessionDetail { session, intent } = detail;
    let facts = match (session.payment_status, session.status, intent.as_ref().map(|i| i.status)) {
        (PaymentStatus::Paid, _, _) => match received(session, intent.as_ref()) {
            Some(money) => Facts::Paid(money),
            None => {
                tracing::error!(session.id = session.id, "money in a currency that nobody counts");
                return None;
            }
        },
        (_, SessionStatus::Complete, Some(IntentStatus::NeedsMethod | IntentStatus::Canceled)) => {
            Facts::FailedLater
        }
        (_, SessionStatus::Complete, _) => Facts::Processing,
        (_, SessionStatus::Expired, _) => Facts::Expired,
        (_, SessionStatus::Open, _) => Facts::Open,
    };
    let attempt = session.attempt.as_deref().and_then(|id| id.parse().ok());
    let named = intent.as_ref().map(|intent| intent.id.clone()).or_else(|| session.intent.clone());
    let url = session.url.clone();
    let method = intent.as_ref().and_then(|intent| intent.method.clone());
    Some(Seen { session: session.id.clone(), intent: named, attempt, url, method, facts })
}

fn received(session: &SessionView, intent: Option<&IntentView>) -> Option<Money> {
    intent.and_then(|intent| intent.received).or(session.amount)
}

/// The client and the account to use for `tenant`.
pub async fn client(
    portal: &Portal,
    tenant: &Tenant,
) -> Result<(Stripe, Option<String>), PortalError> {
    let stripe = portal.stripe.clone().ok_or(PortalError::Refused("no Stripe here"))?;
    let mut conn = portal.store.read().await?;
    let settings = creditor::settings(&mut conn, tenant).await?;
    // Without a section of its own its calls would speak for the platform, that is for another one.
    let own = settings.file.stripe.ok_or(PortalError::Refused("no Stripe here"))?;
    Ok((stripe, own.account))
}

/// Fetches a session and applies what it shows, unless its money is booked already.
pub async fn session(portal: &Portal, tenant: &Tenant, id: &str) -> Result<(), PortalError> {
    let mut conn = portal.store.read().await?;
    let known = attempt::find(&mut conn, tenant, Find::Session(id)).await?;
    drop(conn);
    if known.as_ref().is_some_and(|attempt| attempt.state == AttemptState::Confirmed) {
        return Ok(());
    }
    let (stripe, account) = client(portal, tenant).await?;
    match outside!("session-read", stripe.retrieve_session(account.as_deref(), id).await) {
        Ok(detail) => match facts(&detail) {
            Some(seen) => apply(portal, tenant, &seen).await,
            None => Ok(()),
        },
        Err(failure) if failure.is_missing() => gone(portal, tenant, known).await,
        Err(failure) => Err(PortalError::Unavailable(failure.to_string())),
    }
}

/// A session that Stripe does not know, as after a change of account: once its time is over it holds
/// its debts no longer.
async fn gone(portal: &Portal, tenant: &Tenant, known: Option<Attempt>) -> Result<(), PortalError> {
    let over = |attempt: &Attempt| portal.clock.now() >= attempt.expires_at;
    let Some(attempt) = known.filter(over) else { return Ok(()) };
    let session = attempt.session.clone().unwrap_or_default();
    let (intent, attempt_id, url, method) = (None, None, None, None);
    let seen = Seen { session, intent, attempt: attempt_id, url, method, facts: Facts::Expired };
    advance(portal, tenant, &attempt, &seen).await.map(drop)
}

/// Fetches the session of the attempt that an intent belongs to, or the intent alone where there is no
/// session, and applies what it shows, unless its money is booked already.
pub async fn intent(portal: &Portal, tenant: &Tenant, id: &str) -> Result<(), PortalError> {
    let mut conn = portal.store.read().await?;
    let booked = payment::find(&mut conn, tenant, payment::Find::Stripe(id)).await?;
    drop(conn);
    if booked.is_some() {
        return Ok(());
    }
    let (stripe, account) = client(portal, tenant).await?;
    let read = stripe.retrieve_intent(account.as_deref(), id);
    let intent = match outside!("intent-read", read.await) {
        Ok(intent) => intent,
        Err(failure) if failure.is_missing() => return Ok(()),
        Err(failure) => return Err(PortalError::Unavailable(failure.to_string())),
    };
    let Some(named) = intent.attempt.as_deref().and_then(|id| id.parse::<AttemptId>().ok()) else {
        return Ok(());
    };
    let mut conn = portal.store.read().await?;
    let known = attempt::find(&mut conn, tenant, Find::Id(&named)).await?;
    drop(conn);
    match known {
        Some(Attempt { id, method: Some(_), .. }) => {
            charge::seen(portal, tenant, &id, &intent).await
        }
        Some(Attempt { session: Some(id), .. }) => session(portal, tenant, &id).await,
        _ => Ok(()),
    }
}

/// Applies what was seen: moves the attempt forward and books money that has arrived.
///
/// A session that names an attempt which this tenant does not have, or which has another session, is
/// not ours: if it holds money, that goes to suspense. One that names none is a shop's on the same
/// account.
pub async fn apply(portal: &Portal, tenant: &Tenant, seen: &Seen) -> Result<(), PortalError> {
    let mut conn = portal.store.read().await?;
    let by_session = attempt::find(&mut conn, tenant, Find::Session(&seen.session)).await?;
    let known = match (by_session, &seen.attempt) {
        (Some(attempt), _) => Some(attempt),
        // The answer to our creating it was lost: the session names the attempt that has none yet.
        (None, Some(id)) => attempt::find(&mut conn, tenant, Find::Id(id))
            .await?
            .filter(|attempt| attempt.session.is_none() && attempt.channel == Channel::Stripe),
        (None, None) => None,
    };
    drop(conn);
    let ours = match &known {
        Some(attempt) => advance(portal, tenant, attempt, seen).await?,
        None => false,
    };
    if ours { Ok(()) } else { stray(portal, tenant, seen).await }
}

/// Moves the attempt forward; false if another session has become its own meanwhile.
async fn advance(
    portal: &Portal,
    tenant: &Tenant,
    known: &Attempt,
    seen: &Seen,
) -> Result<bool, PortalError> {
    let now = portal.clock.now();
    in_tx!(portal.store, "attempt-advanced", tx => {
        let mut case =
            case::lock(&mut tx, tenant, &known.case).await?.ok_or(PortalError::NotFound)?;
        let mut attempt = attempt::find(&mut tx, tenant, Find::Id(&known.id))
            .await?
            .ok_or(PortalError::NotFound)?;
        let ours = attempt.session.as_ref().is_none_or(|own| *own == seen.session);
        let before = attempt.state;
        let outcome = before.apply(seen.facts);
        if ours {
            attempt.state = outcome.state;
            attempt.session.get_or_insert_with(|| seen.session.clone());
            attempt.intent = seen.intent.clone().or(attempt.intent);
            attempt.url = attempt.url.or_else(|| seen.url.clone());
            attempt::save(&mut tx, tenant, &attempt, now).await?;
        }
        if ours && outcome.state != before {
            let body = format!("{} {}", attempt.id, outcome.state.as_str());
            evidence::append(&mut tx, tenant, &mut case, now, ("attempt", &body)).await?;
            if outcome.state == AttemptState::Failed {
                plan::hold(portal, &mut tx, tenant, &mut case).await?;
                not_come::tell(portal, &mut tx, tenant, &attempt).await?;
            }
            clearance::follow(portal, &mut tx, tenant, &mut case).await?;
        }
        if let Some(money) = outcome.received.filter(|_| ours) {
            book(portal, &mut tx, tenant, &mut case, (&attempt, money)).await?;
            if let Some(card) = &seen.method {
                autopay::kept(portal, &mut tx, tenant, &mut case, (&attempt.id, card)).await?;
            }
        }
        ours
    })
}

/// Books money that has come for an attempt of a locked case.
pub(in crate::use_cases) async fn book(
    portal: &Portal,
    tx: &mut crate::store::Tx,
    tenant: &Tenant,
    case: &mut case::LockedCase,
    (attempt, money): (&Attempt, Money),
) -> Result<(), PortalError> {
    let now = portal.clock.now();
    let settings = creditor::settings(tx, tenant).await?;
    let today = now.with_timezone(&settings.zone).date_naive();
    let key = attempt.intent.clone().or_else(|| attempt.session.clone());
    if destination(attempt.amount, money) == Destination::Suspense {
        let refs = (key, Some(attempt.id.to_string()));
        let item = suspense_item(portal, (money, Channel::Stripe), today, refs, "not-as-asked");
        in_suspense(portal, tx, tenant, item).await?;
        return Ok(());
    }
    let arrival = Arrival {
        amount: money,
        channel: Channel::Stripe,
        attempt: Some(attempt.id.clone()),
        key,
        received_on: today,
        debts: attempt::debts(tx, tenant, &attempt.id).await?,
        source: Account::Collected(Channel::Stripe),
        by_team: None,
    };
    let booked = on_case(portal, tx, (tenant, &settings), case, arrival).await?;
    if let (Some(_), Some(link)) = (booked, &attempt.link) {
        access_link::paid(tx, tenant, link, now).await?;
    }
    Ok(())
}

/// Money of a session that is not ours as it stands. Without a reference of ours it is nobody's here:
/// only what says that it is for a case is booked.
pub(in crate::use_cases) async fn stray(
    portal: &Portal,
    tenant: &Tenant,
    seen: &Seen,
) -> Result<(), PortalError> {
    let Facts::Paid(money) = seen.facts else { return Ok(()) };
    if seen.attempt.is_none() {
        tracing::info!(
            session.id = seen.session,
            "a paid session that names no attempt is not ours"
        );
        return Ok(());
    }
    let now = portal.clock.now();
    in_tx!(portal.store, "stray-kept", tx => {
        let settings = creditor::settings(&mut tx, tenant).await?;
        let today = now.with_timezone(&settings.zone).date_naive();
        let key = seen.intent.clone().unwrap_or_else(|| seen.session.clone());
        let refs = (Some(key), Some(seen.session.clone()));
        let item = suspense_item(portal, (money, Channel::Stripe), today, refs, "unknown-session");
        in_suspense(portal, &mut tx, tenant, item).await?;
    })
}

/// Brings one attempt up to date by asking Stripe, if it is one of Stripe's that can still move.
pub async fn check(portal: &Portal, tenant: &Tenant, attempt: &Attempt) -> Result<(), PortalError> {
    match (&attempt.session, attempt.state) {
        (_, AttemptState::Confirmed) => Ok(()),
        _ if attempt.method.is_some() => autopay::check(portal, tenant, attempt).await,
        (Some(id), _) => session(portal, tenant, id).await,
        (None, _) => super::unanswered::find_session(portal, tenant, attempt).await,
    }
}

/// The code that an intent waits for, as Stripe shows it; `None` if there is none, or while Stripe is
/// silent: the page that shows it does without.
pub async fn voucher(portal: &Portal, tenant: &Tenant, intent: &str) -> Option<Voucher> {
    let (stripe, account) = client(portal, tenant).await.ok()?;
    stripe.retrieve_intent(account.as_deref(), intent).await.ok()?.voucher
}
