//! Proposals: their events, and the time in which somebody has to answer.

use domain::plan::State;
use domain::proposal::ProposalState;
use sqlx::AnyConnection;

use super::super::{Simulation, Trouble};
use super::Changed;
use crate::store::proposal::{self, After, Kept};
use crate::store::{debt, plan};

/// Whether every proposal comes out of its events, has ended if its time is over or nothing is left to be agreed
/// on, and became a plan of its case if it became one.
pub(super) async fn hold(
    life: &Simulation,
    conn: &mut AnyConnection,
    changed: &Changed<'_>,
) -> Result<(), Trouble> {
    for id in life.judge.proposals.get(changed.case).into_iter().flatten() {
        // Reading it applies its events again and refuses it if they come to something else.
        let found = proposal::find(conn, &life.tenant, id).await?;
        let kept = found.ok_or_else(|| Trouble::broken(format!("{id} is not there")))?;
        let until = match kept.proposal.state {
            ProposalState::Waiting { until, .. } | ProposalState::Countered { until, .. } => {
                Some(until)
            }
            _ => None,
        };
        if until.is_some_and(|until| until <= life.time.now()) {
            return Err(Trouble::broken(format!("{id} waits although its time is over")));
        }
        if until.is_some() {
            is_about_something(life, conn, (changed, &kept)).await?;
        }
        if let After::Planned(plan) = &kept.after
            && !changed.plans.iter().any(|one| one.id == *plan)
        {
            return Err(Trouble::broken(format!("{id} became {plan}, which is not there")));
        }
    }
    Ok(())
}

/// Whether something is owed that a proposal in the place of a plan is about: its last payment leaves nothing to be
/// agreed on, where nothing was owed beside it.
async fn is_about_something(
    life: &Simulation,
    conn: &mut AnyConnection,
    (changed, kept): (&Changed<'_>, &Kept),
) -> Result<(), Trouble> {
    let Some(instead) = &kept.instead else { return Ok(()) };
    let is_paid = |one: &&plan::Kept| {
        one.id == *instead && matches!(one.plan.state(), State::Completed { .. })
    };
    let Some(paid) = changed.plans.iter().find(is_paid) else { return Ok(()) };
    let debts = debt::of_case(conn, &life.tenant, changed.case).await?;
    let currency = kept.proposal.owed.currency();
    let mut its = debts.iter().filter(|debt| debt.currency == currency);
    if its.any(|debt| debt.is_payable() || !paid.debts.contains(&debt.id)) {
        return Ok(());
    }
    Err(Trouble::broken(format!("{} waits, and {instead} is paid", kept.id)))
}
