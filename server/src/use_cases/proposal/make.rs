//! Sending terms of one's own: under the lock of the case the form is read again and judged by the limits.

use chrono::TimeDelta;
use domain::ids::{CaseId, PlanId, ProposalId};
use domain::money::Currency;
use domain::proposal::{Proposal, ProposalState};
use sqlx::AnyConnection;

use super::{
    About, Ground, ProposeFields, TOLD, close, fingerprint, household, page, queue_end, read,
};
use crate::compose::Portal;
use crate::config::creditor::Settings;
use crate::in_tx;
use crate::keys::{DataKey, Place};
use crate::store::case::LockedCase;
use crate::store::debtor::{self, Find};
use crate::store::message::NewMessage;
use crate::store::proposal::{self as store, After, HOUSEHOLD, Kept, Sealed, WORDS};
use crate::store::{Tx, case, creditor, evidence, form_key, plan};
use crate::use_cases::form_key::FormKey;
use crate::use_cases::plan::page as plan_page;
use crate::use_cases::session::Visit;
use crate::use_cases::{PortalError, reminder, work};

/// Proposals that one case may make in a day.
const PER_DAY: i64 = 10;

/// What the form for new terms opens on.
#[derive(Debug)]
pub enum Opened {
    /// The form.
    Form(Box<Ground>),
    /// A proposal that waits, or was said yes to.
    Proposal(ProposalId),
    /// A plan that runs, in whose place no terms are taken.
    Plan(PlanId),
    /// No terms are taken.
    Closed,
}

/// What became of sending the form.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Outcome {
    /// The creditor has to answer.
    Waits(ProposalId),
    /// It is inside the limits: accepted.
    AtOnce(ProposalId),
    /// It was sent before, or another one waits.
    Before(ProposalId),
    /// The form has problems.
    Wrong,
    /// No terms are taken.
    Closed,
}

/// What the form of a visited case opens on.
pub async fn open(
    portal: &Portal,
    visit: &Visit,
    settings: &Settings,
    fields: &ProposeFields,
) -> Result<Opened, PortalError> {
    let (tenant, case, now) = (&visit.tenant, &visit.case, portal.clock.now());
    let mut conn = portal.store.read().await?;
    let (plan, currency) = named(&mut conn, visit, settings, fields).await?;
    let known = store::open_of_case(&mut conn, tenant, (case, currency)).await?;
    if let Some(kept) = known.filter(|kept| page::is_answered_first(kept, now)) {
        return Ok(Opened::Proposal(kept.id));
    }
    let about = about(case, (plan.as_ref(), currency));
    let ground = Ground::fresh(&mut conn, (tenant, settings), about, now).await?;
    Ok(match (ground, plan) {
        (Some(ground), _) => Opened::Form(Box::new(ground)),
        (None, Some(plan)) => Opened::Plan(plan.id),
        (None, None) => Opened::Closed,
    })
}

/// The plan that the fields name, if it runs, and the currency that they are about. A plan that has ended
/// leaves its currency.
async fn named(
    conn: &mut AnyConnection,
    visit: &Visit,
    settings: &Settings,
    fields: &ProposeFields,
) -> Result<(Option<plan::Kept>, Currency), PortalError> {
    let Some(id) = &fields.plan else {
        return Ok((None, fields.currency().unwrap_or(settings.currency)));
    };
    let id: PlanId = id.parse().map_err(|_| PortalError::NotFound)?;
    let kept = plan_page::of_visit(conn, visit, &id).await?;
    let currency = kept.plan.agreement().owed.currency();
    Ok((Some(kept).filter(|kept| plan::runs(kept.plan.state())), currency))
}

/// What new terms are about, in the place of a plan that runs if there is one.
fn about<'a>(case: &'a CaseId, (plan, currency): (Option<&'a plan::Kept>, Currency)) -> About<'a> {
    plan.map_or(About::Case(case, currency), About::Plan)
}

/// Sends the form. The same form twice sends once, and a case has one proposal at a time in a currency that
/// waits; one that was answered with other terms, or agreed on by nobody, makes room. `Refused`: `form` for
/// one that no page of ours sends, `often` for more than a person does in a day.
pub async fn send(
    portal: &Portal,
    visit: &Visit,
    fields: &ProposeFields,
) -> Result<Outcome, PortalError> {
    let key = fields.key.as_deref().and_then(FormKey::parse).ok_or(PortalError::Refused("form"))?;
    // A key counts for the case whose page it stood on.
    let key = format!("{}:{key}", visit.case);
    in_tx!(portal.store, tx => locked(portal, &mut tx, visit, (fields, &key)).await?)
}

async fn locked(
    portal: &Portal,
    tx: &mut Tx,
    visit: &Visit,
    (fields, key): (&ProposeFields, &str),
) -> Result<Outcome, PortalError> {
    let (now, tenant) = (portal.clock.now(), &visit.tenant);
    let locked = case::lock(tx, tenant, &visit.case).await?;
    let mut case = locked.ok_or(PortalError::NotFound)?;
    if let Some(before) = form_key::find(tx, tenant, key).await? {
        let before = before.parse::<ProposalId>().map(Outcome::Before);
        return before.map_err(|_| PortalError::Refused("form"));
    }
    let settings = creditor::settings(tx, tenant).await?;
    let (plan, currency) = named(tx, visit, &settings, fields).await?;
    let about = about(&visit.case, (plan.as_ref(), currency));
    let Some(ground) = Ground::fresh(tx, (tenant, &settings), about, now).await? else {
        return Ok(Outcome::Closed);
    };
    let known = store::open_of_case(tx, tenant, (&case.id, currency)).await?;
    if let Some(kept) = known.as_ref().filter(|kept| page::is_waiting(kept, now)) {
        return Ok(Outcome::Before(kept.id.clone()));
    }
    if store::count_since(tx, tenant, &case.id, now - TimeDelta::days(1)).await? >= PER_DAY {
        return Err(PortalError::Refused("often"));
    }
    let Some(new) = made(portal, tx, (visit, &settings), &ground, fields).await? else {
        return Ok(Outcome::Wrong);
    };
    if let Some(kept) = known {
        close(portal, tx, tenant, &mut case, kept).await?;
    }
    let outcome = keep(portal, tx, visit, &mut case, &new).await?;
    form_key::insert(tx, tenant, (key, new.id.as_str()), now).await?;
    Ok(outcome)
}

/// The proposal that the form makes; `None` if it has problems.
async fn made(
    portal: &Portal,
    tx: &mut Tx,
    (visit, settings): (&Visit, &Settings),
    ground: &Ground,
    fields: &ProposeFields,
) -> Result<Option<Kept>, PortalError> {
    let (now, tenant) = (portal.clock.now(), &visit.tenant);
    let owed = ground.owed();
    let living = settings.living_per_person(owed.currency()).map_err(|error| {
        tracing::error!("the creditor's settings do not read: {error}");
        PortalError::Refused("settings")
    })?;
    let filled = read(ground, (settings.country, living), fields)?;
    let Ok(ask) = filled.outcome else { return Ok(None) };
    let make = match ground.instead() {
        Some(_) => Proposal::make_instead,
        None => Proposal::make,
    };
    let Ok(proposal) = make(&ground.limits, (owed, ask), ground.at(), now) else {
        return Ok(None);
    };
    let proposal = match ground.broken() {
        Some(broken) => proposal.after_broken(broken, &ground.limits),
        None => proposal,
    };
    let found = debtor::find(tx, tenant, &portal.keys, Find::Case(&visit.case)).await?;
    // Who was erased proposes nothing.
    let key = found.and_then(|(debtor, _, _)| debtor.key).ok_or(PortalError::NotFound)?;
    let id = ProposalId::from_bits(portal.ids.bits());
    let figures = filled.shared.map(|figures| household::write(&figures, living));
    let place = |column| Place { tenant, row: id.as_str(), column };
    let seal = |key: &DataKey, column, text: Option<String>| {
        text.map(|text| key.seal(place(column), &text))
    };
    let sealed = Sealed {
        words: seal(&key, WORDS, filled.words),
        household: seal(&key, HOUSEHOLD, figures),
        note: None,
    };
    Ok(Some(Kept {
        case: visit.case.clone(),
        policy: (ground.ways.stored.id.clone(), ground.ways.stored.version),
        segment: ground.segment,
        instead: ground.instead().cloned(),
        made_at: now,
        asked_of: owed,
        proposal,
        other: None,
        after: After::Nothing,
        sealed,
        answered: None,
        events: 1,
        id,
    }))
}

/// Writes the proposal down: row and event, evidence, and for one that waits the end of its time and the
/// message to the team.
async fn keep(
    portal: &Portal,
    tx: &mut Tx,
    visit: &Visit,
    case: &mut LockedCase,
    new: &Kept,
) -> Result<Outcome, PortalError> {
    let (now, tenant) = (portal.clock.now(), &visit.tenant);
    store::insert(tx, tenant, new).await?;
    let until = match new.proposal.state {
        ProposalState::Waiting { until, .. } => Some(until),
        _ => None,
    };
    let word = if until.is_some() { "made" } else { "inside" };
    let words = fingerprint(new.sealed.words.as_deref());
    let body = format!("{} {word} {} {words} -", new.id, new.proposal.ask.pay);
    evidence::append(tx, tenant, case, now, ("proposal", &body)).await?;
    let Some(until) = until else { return Ok(Outcome::AtOnce(new.id.clone())) };
    // A plan goes on while other terms are proposed, and its dates are spoken of.
    if new.instead.is_none() {
        reminder::cancel_queued(portal, tx, tenant, case, reminder::PROPOSED).await?;
    }
    queue_end(portal, tx, tenant, (new, until)).await?;
    let occurrence = format!("{TOLD}:{}", new.id);
    let message = NewMessage {
        case: Some(&case.id),
        member: None,
        kind: TOLD,
        about: Some(new.id.as_str()),
        occurrence: &occurrence,
    };
    work::message(portal, tx, tenant, message).await?;
    Ok(Outcome::Waits(new.id.clone()))
}
