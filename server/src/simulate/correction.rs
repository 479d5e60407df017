//! What the creditor's own files had wrong: changes of debts in plans wait for an owner, and a wrong file is
//! taken back.

use std::ops::ControlFlow;

use super::{Simulation, TEAM, Trouble, portfolio};
use crate::store::import_undone::UndoneRow;
use crate::use_cases::import::Progress;
use crate::use_cases::import::decision::{self, Change, Decided};
use crate::use_cases::import::undo::{self, End, How};

/// Changes that are looked at together.
const PAGE: i64 = 100;

/// The word for what waits since a plan runs.
const PLAN_RUNS: &str = "plan-runs";

/// Out of a thousand wrong files: those that were right after all and come again.
const COMES_AGAIN: u32 = 600;

/// What an owner says of a change that waits.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Decides {
    Makes,
    Leaves,
    Nothing,
}

const DECISIONS: [(Decides, u32); 3] =
    [(Decides::Makes, 5), (Decides::Leaves, 2), (Decides::Nothing, 3)];

/// An owner goes through the changes that wait for a plan.
pub(super) async fn decide(life: &mut Simulation) -> Result<(), Trouble> {
    let mut after = String::new();
    loop {
        let page = decision::list(&life.portal, &life.tenant, (&after, PAGE)).await?;
        let Some(last) = page.last() else { return Ok(()) };
        last.waiting.debt_reference.clone_into(&mut after);
        for change in page.iter().filter(|one| !one.is_left && one.waiting.why == PLAN_RUNS) {
            let decided = one(life, change).await;
            decided.map_err(|trouble| trouble.of(change.case.as_ref()))?;
        }
    }
}

async fn one(life: &mut Simulation, change: &Change) -> Result<(), Trouble> {
    let decides = life.dice.weighted(&DECISIONS).unwrap_or(Decides::Nothing);
    let (portal, tenant) = (&life.portal, &life.tenant);
    let named = (&*change.waiting.debt_reference, &*change.waiting.claim);
    let (decided, told) = match decides {
        Decides::Makes if change.can_be_made() => {
            (decision::make(portal, tenant, named, TEAM).await?, "corrections of plans made")
        }
        Decides::Leaves => {
            (decision::leave(portal, tenant, named, TEAM).await?, "corrections of plans left")
        }
        Decides::Makes | Decides::Nothing => return Ok(()),
    };
    if decided != Decided::Now {
        life.tally.note("corrections of plans that had to wait");
        return Ok(());
    }
    if decides == Decides::Makes
        && decision::make(portal, tenant, named, TEAM).await? != Decided::Gone
    {
        let what = format!("the correction of {} was made twice", named.0);
        return Err(Trouble::broken(what));
    }
    life.tally.note(told);
    Ok(())
}

/// Takes the last file back, twice; it may come once more.
pub(super) async fn undo_last_file(life: &mut Simulation) -> Result<(), Trouble> {
    for expected in [End::Done, End::Before] {
        let mut watch = |_: Progress| ControlFlow::Continue(());
        let mut tell = |_: &UndoneRow| {};
        let how = (TEAM, How::InEarnest);
        let (portal, tenant) = (&life.portal, &life.tenant);
        let report = undo::undo(portal, tenant, how, (&mut watch, &mut tell)).await?;
        if report.end != expected {
            let what = format!("an import that was undone came to {:?}", report.end);
            return Err(Trouble::broken(what));
        }
    }
    life.tally.note("imports undone");
    if life.dice.per_mille(COMES_AGAIN) {
        portfolio::once_more(life).await?;
    }
    Ok(())
}
