//! Plans that broke although they had been paid: the cash was at the counter, and is written down when they are
//! over. An owner lets them run again.

use domain::ids::CaseId;
use domain::money::Money;
use domain::plan::{Part, State};

use super::{Simulation, TEAM, Trouble};
use crate::store::plan::Kept;
use crate::use_cases::form_key::FormKey;
use crate::use_cases::payment::elsewhere::{self, Recorded};
use crate::use_cases::plan::change::{Form, Outcome};
use crate::use_cases::plan::reopen;

/// Out of a thousand who bring cash after their plan broke: whose earlier cash is found at the counter.
const WAS_IN_TIME: u32 = 500;

/// The plan of which earlier cash is found now: the last one of a case, if it broke.
pub(super) fn to_bring_back<'a>(life: &mut Simulation, all: &'a [Kept]) -> Option<&'a Kept> {
    let broken = all.last().filter(|kept| matches!(kept.plan.state(), State::Broken { .. }))?;
    life.dice.per_mille(WAS_IN_TIME).then_some(broken)
}

/// Writes down cash of the last day of the date that was missed first, as much as was missed in all, and lets the plan
/// run again, twice: the second form does nothing.
pub(super) async fn bring_back(
    life: &mut Simulation,
    case: &CaseId,
    kept: &Kept,
) -> Result<(), Trouble> {
    let agreement = kept.plan.agreement();
    let is_missed = |part: &&Part| part.missed_on.is_some() && part.settled_on.is_none();
    let missed: Vec<_> = kept.plan.parts().iter().filter(is_missed).collect();
    let last = missed.iter().map(|part| part.last_on(agreement.upkeep.grace_days)).min();
    let Some(received_on) = last else { return Ok(()) };
    let mut amount = Money::zero(agreement.owed.currency());
    for part in missed {
        amount = amount.checked_add(part.open()?)?;
    }
    let new = Recorded {
        amount,
        received_on,
        debt: None,
        note: "Estaba en caja".to_owned(),
        who: TEAM.to_owned(),
        key: format!("{:016x}{:016x}", life.dice.bits(), life.dice.bits()),
    };
    elsewhere::record_for_plan(&life.portal, &life.tenant, (case, &kept.id), &new).await?;
    life.tally.note("cash found after a plan broke");
    run_again(life, case, kept).await
}

async fn run_again(life: &mut Simulation, case: &CaseId, kept: &Kept) -> Result<(), Trouble> {
    let form = Form { key: FormKey::fresh(&life.portal), drawn: kept.events, who: TEAM.to_owned() };
    let (of, why) = ((case, &kept.id), ("Estaba en caja.", &form));
    let done = reopen::reopen(&life.portal, &life.tenant, of, why).await?;
    match done {
        Outcome::Done(_) => {}
        // Something else has happened to its debts since.
        Outcome::Refused(_) => {
            life.tally.note("plans that stay broken");
            return Ok(());
        }
        Outcome::Stale => return Err(Trouble::broken("a plan changed and nobody touched it")),
    }
    if reopen::reopen(&life.portal, &life.tenant, of, why).await? != done {
        return Err(Trouble::broken(format!("one form reopened {} twice", kept.id)));
    }
    life.tally.note("plans reopened");
    Ok(())
}
