//! Terms of one's own: made and agreed on by people, answered by the team, or by nobody until it is too late.

use std::num::NonZeroU32;

use app::creditor::Role;
use app::creditor::proposal::MayAccept;
use app::debtor::when::{OTHER, rhythm_value};
use app::format::plain;
use chrono::TimeDelta;
use domain::ids::ProposalId;
use domain::money::{Money, MoneyError};
use domain::plan_quote::Choice;
use domain::policy::Rhythm;
use domain::proposal::Ask;
use domain::schedule::Cut;

use super::agenda::Later;
use super::agree;
use super::clock::after;
use super::{Simulation, TEAM, Trouble};
use crate::store::plan;
use crate::store::proposal::Kept;
use crate::use_cases::acceptance::{self, Drafting};
use crate::use_cases::form_key::FormKey;
use crate::use_cases::offer::{Fields, WaysOut};
use crate::use_cases::proposal::{
    self, Acceptable, Answer, Answered, Answerer, Detail, Opened, Outcome, ProposeFields,
};
use crate::use_cases::session::Visit;

/// How often people propose: weekly, or by the month.
const RHYTHMS: [(Rhythm, u32); 3] =
    [(Rhythm::Monthly, 6), (Rhythm::TwiceAMonth, 2), (Rhythm::Weekly, 2)];

/// What the team says.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Reply {
    Yes,
    OtherTerms,
    No,
    Nothing,
}

/// Out of a thousand whose terms are accepted at once: who agrees to them at once.
const AGREES_AT_ONCE: u32 = 750;

const REPLIES: [(Reply, u32); 4] =
    [(Reply::Yes, 35), (Reply::OtherTerms, 35), (Reply::No, 15), (Reply::Nothing, 15)];

/// Fills in the form and sends it, twice: that proposes once.
pub(super) async fn propose(
    life: &mut Simulation,
    of: (usize, &Visit),
    ways: Option<&WaysOut>,
) -> Result<(), Trouble> {
    let Some(owed) = ways.map(|ways| ways.owed) else { return Ok(()) };
    let fields = asked(life, owed)?;
    send(life, of, fields).await
}

/// The same in the place of a plan that runs.
pub(super) async fn propose_instead(
    life: &mut Simulation,
    of: (usize, &Visit),
    plan: Option<&plan::Kept>,
) -> Result<(), Trouble> {
    let Some(kept) = plan else { return Ok(()) };
    let fields = asked(life, kept.plan.open()?)?;
    let fields = ProposeFields { plan: Some(kept.id.to_string()), ..fields };
    life.tally.note("forms for other terms than those of a plan");
    send(life, of, fields).await
}

async fn send(
    life: &mut Simulation,
    of: (usize, &Visit),
    fields: ProposeFields,
) -> Result<(), Trouble> {
    let visit = of.1;
    let opened = proposal::open(&life.portal, visit, &life.settings, &fields).await?;
    if !matches!(opened, Opened::Form(_)) {
        life.tally.note("proposals for which there was no form");
        return Ok(());
    }
    let key = Some(FormKey::fresh(&life.portal).to_string());
    let fields = ProposeFields { key, ..fields };
    let (id, is_inside) = match proposal::send(&life.portal, visit, &fields).await? {
        Outcome::Waits(id) => (id, false),
        Outcome::AtOnce(id) => (id, true),
        Outcome::Before(_) | Outcome::Wrong | Outcome::Closed => {
            life.tally.note("proposals of which nothing came");
            return Ok(());
        }
    };
    if proposal::send(&life.portal, visit, &fields).await? != Outcome::Before(id.clone()) {
        return Err(Trouble::broken("one form proposed twice"));
    }
    life.judge.proposed(visit.case.clone(), id.clone());
    if is_inside {
        life.tally.note("proposals inside the limits");
        return accepted_at_once(life, of, &id).await;
    }
    life.tally.note("proposals that wait for the team");
    let on = after(life.time.today(), life.dice.below(4));
    life.agenda.add(on, Later::Proposed(id));
    Ok(())
}

/// Who is said yes to at once mostly agrees at once.
async fn accepted_at_once(
    life: &mut Simulation,
    of: (usize, &Visit),
    id: &ProposalId,
) -> Result<(), Trouble> {
    if !life.dice.per_mille(AGREES_AT_ONCE) {
        return Ok(());
    }
    let whose = (&life.tenant, &life.settings);
    let mut conn = life.portal.store.read().await?;
    let kept = proposal::of_visit(&mut conn, of.1, id).await?;
    let terms = proposal::acceptable(&mut conn, whose, &kept, life.time.now()).await?;
    drop(conn);
    if terms.is_none() {
        return Err(Trouble::broken(format!("{id} was said yes to and cannot be agreed on")));
    }
    agree(life, of, terms.as_ref()).await
}

fn asked(life: &mut Simulation, owed: Money) -> Result<ProposeFields, MoneyError> {
    let share = life.dice.minor(700, 1_000);
    let pay = Money::new((owed.minor() * share / 1_000).max(1), owed.currency())?;
    let rhythm = life.dice.weighted(&RHYTHMS).unwrap_or(Rhythm::Monthly);
    let first = after(life.time.today(), life.dice.below(40));
    Ok(ProposeFields {
        currency: Some(owed.currency().code().to_owned()),
        pay: Some(plain(life.settings.country, pay)),
        by: Some("parts".to_owned()),
        parts: Some(life.dice.between(1, 14).to_string()),
        rhythm: Some(rhythm_value(rhythm).to_owned()),
        first: Some(OTHER.to_owned()),
        first_on: Some(first.to_string()),
        words: Some("Así sí puedo.".to_owned()),
        ..ProposeFields::default()
    })
}

/// Agrees to the terms that can be agreed on, which become a plan.
pub(super) async fn agree(
    life: &mut Simulation,
    of: (usize, &Visit),
    terms: Option<&Acceptable>,
) -> Result<(), Trouble> {
    let Some(found) = terms else { return Ok(()) };
    let words = (&life.settings, agree::reader(life));
    let drafting = acceptance::draft_proposal(&found.ways, words, &found.proposed)?;
    let Drafting::Draft(draft) = drafting else {
        life.tally.note("terms that could not be had");
        return Ok(());
    };
    let (proposal, seen) = (Some(found.proposed.id.to_string()), Some(draft.view.form.seen));
    agree::press(life, of, Fields { proposal, seen, ..Fields::default() }).await?;
    life.tally.note("proposals that became plans");
    Ok(())
}

/// Takes a proposal back, twice: the second time nothing happens.
pub(super) async fn take_back(
    life: &mut Simulation,
    visit: &Visit,
    known: Option<&Kept>,
) -> Result<(), Trouble> {
    let Some(kept) = known else { return Ok(()) };
    for _ in 0..2 {
        proposal::take_back(&life.portal, visit, &kept.id).await?;
    }
    life.tally.note("proposals taken back");
    Ok(())
}

/// The team looks at a proposal, and answers it or not.
pub(super) async fn answered(life: &mut Simulation, id: &ProposalId) -> Result<(), Trouble> {
    let role = if life.dice.per_mille(500) { Role::Owner } else { Role::Agent };
    let whose = (&life.tenant, &life.settings);
    let detail = proposal::detail(&life.portal, whose, id, role).await?;
    let Some(answer) = answer(life, &detail, role)? else {
        life.tally.note("proposals that nobody answered");
        return Ok(());
    };
    let (given, by) = ((&answer, &*detail.view.seen), Answerer { who: TEAM, role });
    let whose = (&life.tenant, &life.settings);
    match proposal::answer(&life.portal, whose, id, given, by).await? {
        Answered::Now => {}
        Answered::Before => return Err(Trouble::broken(format!("{id} was answered unasked"))),
        Answered::Changed => {
            life.tally.note("answers to proposals that were over");
            return Ok(());
        }
    }
    if proposal::answer(&life.portal, whose, id, given, by).await? != Answered::Before {
        return Err(Trouble::broken(format!("a double click answered {id} twice")));
    }
    life.tally.note(match answer {
        Answer::Accept => "proposals accepted by the team",
        Answer::Counter { .. } => "proposals answered with other terms",
        Answer::Refuse { .. } => "proposals refused",
    });
    Ok(())
}

fn answer(
    life: &mut Simulation,
    detail: &Detail,
    role: Role,
) -> Result<Option<Answer>, MoneyError> {
    let refuses = || Answer::Refuse { note: "Por ahora no podemos.".to_owned() };
    let reply = life.dice.weighted(&REPLIES).unwrap_or(Reply::Nothing);
    Ok(match reply {
        Reply::Nothing => None,
        Reply::Yes if detail.view.may == MayAccept::Yes => Some(Answer::Accept),
        Reply::No => Some(refuses()),
        Reply::Yes | Reply::OtherTerms => {
            let terms = other_terms(life, detail, role)?;
            let stands = TimeDelta::days(i64::from(life.dice.between(3, 9)));
            let (until, note) = (life.time.now() + stands, "Esto sí podemos.".to_owned());
            let counter = |terms| Answer::Counter { terms, until, note };
            Some(terms.map_or_else(refuses, counter))
        }
    })
}

/// Other terms for what is owed now; `None` if they make no dates. Only owners give something up.
fn other_terms(
    life: &mut Simulation,
    detail: &Detail,
    role: Role,
) -> Result<Option<Ask>, MoneyError> {
    let share = if role == Role::Owner { life.dice.minor(850, 1_000) } else { 1_000 };
    let pay = Money::new(detail.owed.minor() * share / 1_000, detail.owed.currency())?;
    let (parts, days) = (life.dice.between(2, 8), life.dice.between(3, 20));
    let Some(parts) = NonZeroU32::new(parts) else { return Ok(None) };
    let choice = Choice {
        cut: Cut::Parts(parts),
        rhythm: Rhythm::Monthly,
        payday: None,
        first_on: after(detail.at.1, days),
        down: Money::zero(pay.currency()),
    };
    let terms = Ask { pay, choice };
    Ok(terms.schedule(detail.at).is_ok().then_some(terms))
}
