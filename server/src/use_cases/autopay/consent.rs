//! Automatic payment turned on and off: what was agreed to is kept word for word, then a card is asked for.

use app::routes;
use chrono::TimeDelta;
use domain::ids::{MethodId, PlanId};
use domain::money::Currency;
use domain::plan::{Part, State};
use sha2::{Digest, Sha256};

use super::DETACH;
use crate::compose::Portal;
use crate::config::creditor::Settings;
use crate::in_tx;
use crate::store::agreement::{self, NewPaper};
use crate::store::case::LockedCase;
use crate::store::debtor::{self, Find};
use crate::store::ledger::hex;
use crate::store::plan::{self, Kept};
use crate::store::saved_method::{self, MethodState, Of, SavedMethod};
use crate::store::{Tx, case, creditor, evidence};
use crate::stripe::map;
use crate::stripe::methods::NewSetup;
use crate::tenant::Tenant;
use crate::use_cases::acceptance::Who;
use crate::use_cases::access_link::origin;
use crate::use_cases::payment::opening::locale;
use crate::use_cases::payment::settle::client;
use crate::use_cases::session::Visit;
use crate::use_cases::{PortalError, wall_clock, work};

/// How long the page takes a card.
const PAGE_LIFE: TimeDelta = TimeDelta::minutes(45);

/// How long the same page is given out again: what is left of its life must stay above Stripe's 30 minutes.
const FRESH: TimeDelta = TimeDelta::minutes(14);

/// Bytes of the mark of what was shown.
const MARK: usize = 16;

/// What somebody agrees to.
#[derive(Clone, Copy, Debug)]
pub struct Consent<'a> {
    /// For which plan.
    pub plan: &'a PlanId,
    /// The sentences, as the page shows them.
    pub words: &'a [String],
}

/// Whether instalments in a currency can be charged automatically for a creditor with these settings.
/// Vouchers and transfers have no such thing.
pub fn offered(settings: &Settings, currency: Currency) -> bool {
    settings.file.stripe.is_some() && map::charges_in(currency)
}

/// Keeps a consent to charge a plan of a locked case; a card for it is still to be saved. An older one that
/// has no card yet gives way.
pub async fn give(
    portal: &Portal,
    tx: &mut Tx,
    who: &Who<'_>,
    case: &mut LockedCase,
    consent: Consent<'_>,
) -> Result<MethodId, PortalError> {
    let (now, tenant) = (portal.clock.now(), &who.visit.tenant);
    let settings = creditor::settings(tx, tenant).await?;
    for older in saved_method::all(tx, tenant, Of::Plan(consent.plan)).await? {
        if older.state == MethodState::Wanted {
            end(portal, tx, tenant, case, (older, "replaced")).await?;
        }
    }
    let id = MethodId::from_bits(portal.ids.bits());
    let new = SavedMethod {
        id: id.clone(),
        case: case.id.clone(),
        plan: consent.plan.clone(),
        state: MethodState::Wanted,
        session: None,
        url: None,
        card: None,
        language: who.reader.voice.lang.code().to_owned(),
        consented_on: wall_clock::local(settings.zone, now).date(),
        told: None,
        made_at: now,
        ended_why: None,
    };
    saved_method::insert(tx, tenant, &new).await?;
    let hash = keep_words(portal, tx, who, case, (&new, consent.words)).await?;
    let body = format!("{id} wanted {} {}", consent.plan, hex(&hash));
    evidence::append(tx, tenant, case, now, ("autopay", &body)).await?;
    Ok(id)
}

/// Keeps the words with who agreed to them; gives the hash of the sealed bytes.
async fn keep_words(
    portal: &Portal,
    tx: &mut Tx,
    who: &Who<'_>,
    case: &LockedCase,
    (new, words): (&SavedMethod, &[String]),
) -> Result<Vec<u8>, PortalError> {
    let tenant = &who.visit.tenant;
    let found = debtor::find(tx, tenant, &portal.keys, Find::Case(&case.id)).await?;
    // Who was erased agrees to nothing.
    let key = found.and_then(|(debtor, _, _)| debtor.key).ok_or(PortalError::NotFound)?;
    let text = words.join("\n");
    let paper = NewPaper {
        of: new.id.as_str(),
        case: &case.id,
        link: &who.visit.link,
        language: &new.language,
        seen: &hex(&Sha256::digest(&text)[..MARK]),
        paper: &text,
        address: who.address.as_deref(),
        device: who.device.as_deref(),
        agreed_at: new.made_at,
        autopay_at: Some(new.made_at),
    };
    Ok(agreement::insert(tx, tenant, &key, paper).await?)
}

/// Where the debtor saves the card that a plan of theirs is to be charged to, after giving the consent that
/// `words` says. The same page again while it is fresh. `Refused`: `autopay` where it cannot be had,
/// `Unavailable` when Stripe does not answer.
pub async fn on(
    portal: &Portal,
    who: &Who<'_>,
    consent: Consent<'_>,
) -> Result<String, PortalError> {
    let (now, tenant) = (portal.clock.now(), &who.visit.tenant);
    let known = wanted(portal, who.visit, consent.plan).await?;
    let is_fresh = |saved: &SavedMethod| now < saved.made_at + FRESH;
    if let Some(url) = known.filter(is_fresh).and_then(|saved| saved.url) {
        return Ok(url);
    }
    in_tx!(portal.store, tx => {
        let locked = case::lock(&mut tx, tenant, &who.visit.case).await?;
        let mut case = locked.ok_or(PortalError::NotFound)?;
        let settings = creditor::settings(&mut tx, tenant).await?;
        let kept = of_visit(&mut tx, who.visit, consent.plan).await?;
        let currency = kept.plan.agreement().owed.currency();
        let runs = *kept.plan.state() == State::Active;
        if !runs || !offered(&settings, currency) || portal.stripe.is_none() {
            return Err(PortalError::Refused("autopay"));
        }
        give(portal, &mut tx, who, &mut case, consent).await?;
    })
    .map_err(|error: PortalError| error)?;
    let page = wanted_page(portal, who.visit, consent.plan).await?;
    page.ok_or(PortalError::Refused("autopay"))
}

/// Stripe's page for saving the card that is wanted for a plan; `None` if none is wanted, or it was wanted
/// too long ago. Our id is the idempotency key.
async fn wanted_page(
    portal: &Portal,
    visit: &Visit,
    plan: &PlanId,
) -> Result<Option<String>, PortalError> {
    let (now, tenant) = (portal.clock.now(), &visit.tenant);
    let Some(saved) = wanted(portal, visit, plan).await?.filter(|one| now < one.made_at + FRESH)
    else {
        return Ok(None);
    };
    let (stripe, account) = client(portal, tenant).await?;
    let mut conn = portal.store.read().await?;
    let settings = creditor::settings(&mut conn, tenant).await?;
    let currency = of_visit(&mut conn, visit, plan).await?.plan.agreement().owed.currency();
    drop(conn);
    let page = format!("{}{}", origin(portal, &settings), routes::plan_autopay(plan));
    let new = NewSetup {
        method: saved.id.as_str(),
        currency,
        success_url: &format!("{page}?session_id={{CHECKOUT_SESSION_ID}}"),
        cancel_url: &page,
        expires_at: saved.made_at + PAGE_LIFE,
        locale: locale(&saved.language, &settings),
    };
    let made = stripe.create_setup(account.as_deref(), &new).await;
    let made = made.map_err(|failure| PortalError::Unavailable(failure.to_string()))?;
    in_tx!(portal.store, tx => {
        case::lock(&mut tx, tenant, &saved.case).await?.ok_or(PortalError::NotFound)?;
        let stored = saved_method::find(&mut tx, tenant, saved_method::Find::Id(&saved.id)).await?;
        // A webhook may have been faster than this answer: it knows more.
        let waits = |one: &SavedMethod| one.state == MethodState::Wanted;
        if let Some(mut stored) = stored.filter(waits) {
            stored.session = Some(made.session.clone());
            stored.url.clone_from(&made.url);
            saved_method::save(&mut tx, tenant, &stored, now).await?;
        }
    })
    .map_err(|error: PortalError| error)?;
    Ok(made.url)
}

/// The page for saving the card that is wanted for a new plan, if nothing is to be paid today: whoever pays
/// saves it by paying.
pub async fn first_page(
    portal: &Portal,
    visit: &Visit,
    plan: &PlanId,
) -> Result<Option<String>, PortalError> {
    let mut conn = portal.store.read().await?;
    let settings = creditor::settings(&mut conn, &visit.tenant).await?;
    let kept = of_visit(&mut conn, visit, plan).await?;
    drop(conn);
    let today = wall_clock::local(settings.zone, portal.clock.now()).date();
    let is_due = |part: &Part| part.settled_on.is_none() && part.due_on <= today;
    if portal.stripe.is_none() || kept.plan.parts().iter().any(is_due) {
        return Ok(None);
    }
    wanted_page(portal, visit, plan).await
}

/// The card that is wanted for a plan of a visited case.
async fn wanted(
    portal: &Portal,
    visit: &Visit,
    plan: &PlanId,
) -> Result<Option<SavedMethod>, PortalError> {
    let mut conn = portal.store.read().await?;
    let all = saved_method::all(&mut conn, &visit.tenant, Of::Plan(plan)).await?;
    let is_it = |one: &SavedMethod| one.case == visit.case && one.state == MethodState::Wanted;
    Ok(all.into_iter().find(is_it))
}

async fn of_visit(
    conn: &mut sqlx::AnyConnection,
    visit: &Visit,
    id: &PlanId,
) -> Result<Kept, PortalError> {
    let found = plan::find(conn, &visit.tenant, id).await?;
    found.filter(|kept| kept.case == visit.case).ok_or(PortalError::NotFound)
}

/// Turns the automatic payment of a plan of a visited case off. Twice is no error.
pub async fn off(portal: &Portal, visit: &Visit, plan: &PlanId) -> Result<(), PortalError> {
    let tenant = &visit.tenant;
    in_tx!(portal.store, tx => {
        let mut case =
            case::lock(&mut tx, tenant, &visit.case).await?.ok_or(PortalError::NotFound)?;
        of_visit(&mut tx, visit, plan).await?;
        end_of_plan(portal, &mut tx, tenant, &mut case, (plan, "debtor")).await?;
    })
}

/// Ends every card that is wanted or charged for a plan of a locked case.
pub async fn end_of_plan(
    portal: &Portal,
    tx: &mut Tx,
    tenant: &Tenant,
    case: &mut LockedCase,
    (plan, why): (&PlanId, &'static str),
) -> Result<(), PortalError> {
    for saved in saved_method::all(tx, tenant, Of::Plan(plan)).await? {
        if saved.state != MethodState::Off {
            end(portal, tx, tenant, case, (saved, why)).await?;
        }
    }
    Ok(())
}

/// Ends a card of a locked case: it is charged no more, and taken away at Stripe.
pub(super) async fn end(
    portal: &Portal,
    tx: &mut Tx,
    tenant: &Tenant,
    case: &mut LockedCase,
    (mut saved, why): (SavedMethod, &'static str),
) -> Result<(), PortalError> {
    let now = portal.clock.now();
    saved.state = MethodState::Off;
    saved.ended_why = Some(why.to_owned());
    saved_method::save(tx, tenant, &saved, now).await?;
    if let Some(card) = &saved.card {
        work::job(portal, tx, tenant, (DETACH, &card.method), now).await?;
    }
    let body = format!("{} off {why}", saved.id);
    evidence::append(tx, tenant, case, now, ("autopay", &body)).await?;
    Ok(())
}
