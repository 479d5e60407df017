//! Agreeing to plans, settlements and more time, as the pages do.

use app::debtor::options::WayName;
use app::reader::Reader;
use domain::ids::PlanId;
use domain::offer::Way;

use super::agenda::{Errand, Later};
use super::clock::after;
use super::{Simulation, Trouble, autopay};
use crate::store::plan::{self, Kept};
use crate::store::promise;
use crate::use_cases::acceptance::{self, Done, Drafting, Outcome, Who};
use crate::use_cases::form_key::FormKey;
use crate::use_cases::offer::{Fields, WaysOut};
use crate::use_cases::plan::renewal;
use crate::use_cases::session::Visit;
use crate::use_cases::voice;

/// What somebody wants to agree to.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum Wanted {
    /// A plan, in as many instalments as chance says.
    Plan,
    /// The same in the place of this plan.
    Instead(PlanId),
    /// A promise to pay on a day that chance says.
    MoreTime,
    /// This, which has nothing to be chosen.
    Way(WayName),
}

/// Agrees to it, if it can be had; what follows from it is written into the agenda.
pub(super) async fn to(
    life: &mut Simulation,
    of: (usize, &Visit),
    ways: Option<&WaysOut>,
    wanted: Wanted,
) -> Result<Option<Done>, Trouble> {
    let Some(ways) = ways else { return Ok(None) };
    let mut fields = fields(life, ways, &wanted);
    let may_charge = wanted != Wanted::MoreTime;
    let often = life.people[of.0].kind.allows_charges();
    if may_charge && life.dice.per_mille(often) {
        fields.autopay = Some("on".to_owned());
    }
    match acceptance::draft(ways, (&life.settings, reader(life)), &fields)? {
        Drafting::Draft(draft) => fields.seen = Some(draft.view.form.seen),
        Drafting::Closed | Drafting::WrongDay(_) | Drafting::Wrong(_) => {
            life.tally.note("terms that could not be had");
            return Ok(None);
        }
    }
    let allows = fields.autopay.is_some();
    let done = press(life, of, fields).await?;
    if let (Done::Plan(id), true) = (&done, allows) {
        autopay::allowed(life, of, id).await?;
    }
    Ok(Some(done))
}

/// Agrees to another plan in the place of one that runs, if one is offered.
pub(super) async fn instead(
    life: &mut Simulation,
    of: (usize, &Visit),
    plan: Option<&Kept>,
) -> Result<(), Trouble> {
    let Some(kept) = plan else { return Ok(()) };
    let whose = (&life.tenant, &life.settings);
    let mut conn = life.portal.store.read().await?;
    let ways = renewal::ways(&mut conn, whose, kept, life.time.now()).await?;
    drop(conn);
    if ways.is_none() {
        life.tally.note("plans whose place nothing can take");
        return Ok(());
    }
    if to(life, of, ways.as_ref(), Wanted::Instead(kept.id.clone())).await?.is_some() {
        life.tally.note("plans that another one took the place of");
    }
    Ok(())
}

/// Who reads the pages.
pub(super) fn reader(life: &Simulation) -> Reader {
    Reader::new(voice::to_team(&life.settings), life.time.today())
}

/// Presses the button of what is agreed, twice: that agrees to nothing else.
pub(super) async fn press(
    life: &mut Simulation,
    (who, visit): (usize, &Visit),
    mut fields: Fields,
) -> Result<Done, Trouble> {
    fields.key = Some(FormKey::fresh(&life.portal).to_string());
    fields.agree = Some("yes".to_owned());
    let device = Some("simulation".to_owned());
    let agrees = Who { visit, reader: reader(life), address: None, device };
    let first = acceptance::agree(&life.portal, &agrees, &fields).await?;
    let (Outcome::Done(done), Outcome::Done(again)) =
        (first, acceptance::agree(&life.portal, &agrees, &fields).await?)
    else {
        return Err(Trouble::broken("what was shown a moment ago could not be agreed"));
    };
    if done != again {
        return Err(Trouble::broken("one form agreed twice"));
    }
    follow(life, who, &done).await?;
    Ok(done)
}

fn fields(life: &mut Simulation, ways: &WaysOut, wanted: &Wanted) -> Fields {
    let currency = Some(ways.owed.currency().code().to_owned());
    let way = |name: WayName| Some(name.to_string());
    match wanted {
        Wanted::Plan => Fields { currency, ..of_plan(life, ways) },
        Wanted::Instead(plan) => {
            let instead = Some(plan.to_string());
            Fields { currency, instead, ..of_plan(life, ways) }
        }
        Wanted::MoreTime => {
            let on = after(ways.today, life.dice.between(1, 10)).to_string();
            Fields { currency, way: way(WayName::Extension), on: Some(on), ..Fields::default() }
        }
        Wanted::Way(name) => Fields { currency, way: way(*name), ..Fields::default() },
    }
}

/// The fields of a plan in as many instalments as chance says.
fn of_plan(life: &mut Simulation, ways: &WaysOut) -> Fields {
    let found = ways.offer(|way| matches!(way, Way::Plan { .. })).map(|offer| &offer.way);
    let (fewest, most) = match found {
        Some(Way::Plan { fewest, most }) => (*fewest, *most),
        _ => (2, 2),
    };
    let parts = life.dice.between(fewest, most).to_string();
    let first = after(ways.today, life.dice.below(15)).to_string();
    Fields {
        way: Some(WayName::Plan.to_string()),
        by: Some("parts".to_owned()),
        parts: Some(parts),
        first: Some("other".to_owned()),
        first_on: Some(first),
        ..Fields::default()
    }
}

/// Writes down when the money is due.
async fn follow(life: &mut Simulation, who: usize, done: &Done) -> Result<(), Trouble> {
    let gone = || Trouble::broken("what was agreed is not there");
    let mut conn = life.portal.store.read().await?;
    match done {
        Done::Plan(id) => {
            let kept = plan::find(&mut conn, &life.tenant, id).await?.ok_or_else(gone)?;
            let is_settlement = !kept.plan.agreement().given_up.is_zero();
            life.tally.note(if is_settlement { "settlements agreed" } else { "plans agreed" });
            for part in kept.plan.parts() {
                let on = after(part.due_on, life.dice.below(3));
                life.agenda.add(on, Later::Visit(who, Errand::Instalment(id.clone())));
            }
        }
        Done::Promise(id) => {
            let kept = promise::find(&mut conn, &life.tenant, id).await?.ok_or_else(gone)?;
            life.tally.note("promises made");
            life.agenda.add(kept.promise.pay_on, Later::Visit(who, Errand::Promise));
        }
    }
    Ok(())
}
