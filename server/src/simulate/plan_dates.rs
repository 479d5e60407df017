//! Changing the dates of a plan, as its page does.

use chrono::NaiveDate;
use domain::plan::Part;

use super::agenda::{Errand, Later};
use super::clock::after;
use super::{Simulation, Trouble};
use crate::store::plan::{self, Kept};
use crate::use_cases::form_key::FormKey;
use crate::use_cases::plan::change::{self, Change, DEBTOR, Form, Outcome};
use crate::use_cases::session::Visit;

/// What of the dates somebody wants to change.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Dates {
    /// The next one that can be moved.
    Move,
    /// The next instalment goes to the end.
    Skip,
    /// The day of the month.
    Payday,
}

/// Changes a date, if the plan allows it; who changed it comes on the new one.
pub(super) async fn change(
    life: &mut Simulation,
    (who, visit): (usize, &Visit),
    plan: Option<&Kept>,
    what: Dates,
) -> Result<(), Trouble> {
    let Some(kept) = plan else { return Ok(()) };
    let Some(wanted) = wanted(life, kept, what) else { return Ok(()) };
    let form =
        Form { key: FormKey::fresh(&life.portal), drawn: kept.events, who: DEBTOR.to_owned() };
    let (of, asked) = ((&visit.case, &kept.id), (wanted, &form));
    let done = change::change(&life.portal, &visit.tenant, of, asked).await?;
    match done {
        Outcome::Done(_) => {}
        Outcome::Refused(_) => {
            life.tally.note("dates that a plan does not allow");
            return Ok(());
        }
        Outcome::Stale => return Err(Trouble::broken("a plan changed and nobody touched it")),
    }
    if change::change(&life.portal, &visit.tenant, of, asked).await? != done {
        return Err(Trouble::broken("one form changed a date twice"));
    }
    life.tally.note(match what {
        Dates::Move => "dates moved",
        Dates::Skip => "instalments put at the end",
        Dates::Payday => "paydays changed",
    });
    come_on_new_dates(life, who, kept).await
}

fn wanted(life: &mut Simulation, kept: &Kept, what: Dates) -> Option<Change> {
    let (changes, today) = (kept.plan.changes()?, life.time.today());
    match what {
        Dates::Move => {
            let can_move = |(_, latest): &&(Part, NaiveDate)| *latest >= today;
            let (part, latest) = changes.parts.iter().find(can_move)?;
            let days = u32::try_from((*latest - today).num_days()).unwrap_or_default();
            let to = after(today, life.dice.between(0, days));
            Some(Change::Move(part.number, to))
        }
        Dates::Skip => changes.parts.first().map(|(part, _)| Change::Skip(part.number)),
        Dates::Payday => {
            let days = kept.plan.paydays(today);
            let end = u32::try_from(days.len()).unwrap_or_default();
            let chosen = usize::try_from(life.dice.below(end)).unwrap_or_default();
            days.get(chosen).map(|(day, next)| Change::Payday(*day, *next))
        }
    }
}

/// Writes down the dates that are others than before.
async fn come_on_new_dates(
    life: &mut Simulation,
    who: usize,
    before: &Kept,
) -> Result<(), Trouble> {
    let mut conn = life.portal.store.read().await?;
    let found = plan::find(&mut conn, &life.tenant, &before.id).await?;
    drop(conn);
    let now = found.ok_or_else(|| Trouble::broken("a plan that was changed is not there"))?;
    let known = |part: &Part| {
        let mut olds = before.plan.parts().iter();
        olds.any(|old| old.number == part.number && old.due_on == part.due_on)
    };
    for part in now.plan.parts().iter().filter(|part| !known(part)) {
        let errand = Errand::Instalment(before.id.clone());
        life.agenda.add(part.due_on, Later::Visit(who, errand));
    }
    Ok(())
}
