//! The provider's page of one try: asked for, written down, closed.

use domain::ids::AttemptId;
use domain::money::Currency;
use domain::payment::{AttemptState, Facts};
use sqlx::AnyConnection;

use super::settle::{self, client};
use super::start::{Next, Order};
use crate::compose::Portal;
use crate::config::creditor::Settings;
use crate::store::attempt::{self, Attempt};
use crate::store::saved_method::{self, MethodState, Of};
use crate::store::{attempt_plan, case, creditor};
use crate::stripe::client::Failure;
use crate::stripe::map::Charge;
use crate::stripe::sessions::{Keep, Locale, Methods, NewSession, SessionView};
use crate::tenant::Tenant;
use crate::use_cases::PortalError;
use crate::use_cases::access_link::origin;
use crate::{in_tx, outside};

/// Asks Stripe for the page of a try that is written down. The try's id is the idempotency key, so a
/// lost answer costs nothing.
///
/// A try in state `unknown` may have its page already: a failure then says nothing about it.
pub(super) async fn open(
    portal: &Portal,
    tenant: &Tenant,
    attempt: Attempt,
    order: &Order,
) -> Result<Next, PortalError> {
    let (stripe, account) = client(portal, tenant).await?;
    let mut conn = portal.store.read().await?;
    let settings = creditor::settings(&mut conn, tenant).await?;
    let keep = keep(&mut conn, tenant, &attempt.id).await?;
    drop(conn);
    // Back to the host where the debtor's session is.
    let origin = origin(portal, &settings);
    let status = format!("{origin}{}", app::routes::payment(&attempt.id));
    let label = label(&settings, order);
    let success = format!("{status}?session_id={{CHECKOUT_SESSION_ID}}");
    let cancel = format!("{origin}{}", app::routes::pattern::STATEMENT);
    let amount = Charge::of(attempt.amount).map_err(|_| PortalError::Refused("amount"))?;
    let new = NewSession {
        attempt: attempt.id.as_str(),
        amount,
        label: &label,
        success_url: &success,
        cancel_url: &cancel,
        expires_at: attempt.expires_at,
        locale: locale(&attempt.language, &settings),
        methods: match keep {
            Keep::Nothing => methods(&settings, attempt.amount.currency()),
            Keep::ForCharges => Methods::Card,
        },
        keep,
    };
    let made = outside!("session-made", stripe.create_session(account.as_deref(), &new).await);
    let (id, session) = (attempt.id.clone(), made.as_ref().ok().map(|made| made.id.clone()));
    let (next, was_over) = record_opening(portal, tenant, attempt, made).await?;
    if let Some(session) = session.filter(|_| was_over) {
        // Its debts may be on another page by now: nobody shall pay on this one too.
        let key = format!("{id}-expire");
        let closed = stripe.expire_session(account.as_deref(), &session, &key);
        drop(outside!("session-closed", closed.await));
    }
    Ok(next)
}

/// Writes down what came of asking for a page. True if the attempt was given up while Stripe was silent.
async fn record_opening(
    portal: &Portal,
    tenant: &Tenant,
    mut attempt: Attempt,
    made: Result<SessionView, Failure>,
) -> Result<(Next, bool), PortalError> {
    let now = portal.clock.now();
    let next = match made {
        Ok(session) => {
            attempt.state = attempt.state.apply(Facts::Open).state;
            attempt.session = Some(session.id);
            attempt.url.clone_from(&session.url);
            session.url.map_or_else(|| Next::Status(attempt.id.clone()), Next::Provider)
        }
        Err(failure) if failure.changed_nothing() && attempt.state == AttemptState::Created => {
            tracing::warn!(attempt.id = %attempt.id, "Stripe opened no page: {failure}");
            attempt.state = AttemptState::Failed;
            Next::Status(attempt.id.clone())
        }
        Err(failure) => {
            tracing::warn!(attempt.id = %attempt.id, "outcome at Stripe unknown: {failure}");
            attempt.state = AttemptState::Unknown;
            Next::Status(attempt.id.clone())
        }
    };
    let was_over = in_tx!(portal.store, "opening-recorded", tx => {
        case::lock(&mut tx, tenant, &attempt.case).await?.ok_or(PortalError::NotFound)?;
        let stored = attempt::find(&mut tx, tenant, attempt::Find::Id(&attempt.id)).await?;
        // A webhook may have been faster than this answer: it knows more.
        let unanswered = |a: &Attempt| matches!(a.state, AttemptState::Created | AttemptState::Unknown);
        if stored.as_ref().is_some_and(unanswered) {
            attempt::save(&mut tx, tenant, &attempt, now).await?;
        }
        stored.is_some_and(|a| matches!(a.state, AttemptState::Expired | AttemptState::Failed))
    })
    .map_err(|error: PortalError| error)?;
    Ok((if was_over { Next::Status(attempt.id) } else { next }, was_over))
}

/// Closes an older page. `Some` when it turns out to hold money, or its outcome is not known: then its
/// status is what the debtor must see.
pub(in crate::use_cases) async fn close(
    portal: &Portal,
    tenant: &Tenant,
    attempt: &Attempt,
) -> Result<Option<Next>, PortalError> {
    let (stripe, account) = client(portal, tenant).await?;
    if let Some(session) = &attempt.session {
        let key = format!("{}-expire", attempt.id);
        // Refused if it is complete or expired already: what it is now is asked next either way.
        let closed = stripe.expire_session(account.as_deref(), session, &key);
        drop(outside!("session-closed", closed.await));
    }
    settle::check(portal, tenant, attempt).await?;
    let mut conn = portal.store.read().await?;
    let now = attempt::find(&mut conn, tenant, attempt::Find::Id(&attempt.id)).await?;
    Ok(match now.map(|attempt| attempt.state) {
        Some(AttemptState::Expired | AttemptState::Failed) | None => None,
        Some(_) => Some(Next::Status(attempt.id.clone())),
    })
}

/// Whether the card that pays is to be charged for the rest of its plan too.
async fn keep(
    conn: &mut AnyConnection,
    tenant: &Tenant,
    attempt: &AttemptId,
) -> Result<Keep, PortalError> {
    let Some(plan) = attempt_plan::plan(conn, tenant, attempt).await? else {
        return Ok(Keep::Nothing);
    };
    let all = saved_method::all(conn, tenant, Of::Plan(&plan)).await?;
    let wanted = all.iter().any(|one| one.state == MethodState::Wanted);
    Ok(if wanted { Keep::ForCharges } else { Keep::Nothing })
}

fn label(settings: &Settings, order: &Order) -> String {
    let references: Vec<_> = order.debts.iter().map(|d| d.reference.as_str()).take(3).collect();
    let more = if order.debts.len() > 3 { " …" } else { "" };
    let label = format!("{}: {}{more}", settings.file.name, references.join(", "));
    label.chars().take(200).collect()
}

pub(in crate::use_cases) fn locale(language: &str, settings: &Settings) -> Locale {
    match language {
        "en" => Locale::English,
        "pt" => Locale::BrazilianPortuguese,
        _ if settings.country == domain::country::Country::Es => Locale::Spanish,
        _ => Locale::LatinAmericanSpanish,
    }
}

fn methods(settings: &Settings, currency: Currency) -> Methods {
    let named = settings.file.stripe.as_ref().and_then(|stripe| stripe.methods.as_ref());
    let has = |method: &str| named.is_some_and(|named| named.iter().any(|m| m == method));
    match currency.code() {
        "MXN" if has("oxxo") => Methods::CardAndOxxo,
        "EUR" if has("sepa_debit") => Methods::CardAndSepa,
        _ if has("automatic") => Methods::Automatic,
        _ => Methods::Card,
    }
}
