//! Proposals: their events, and the time in which somebody has to answer.

use domain::proposal::ProposalState;
use sqlx::AnyConnection;

use super::super::{Simulation, Trouble};
use super::Changed;
use crate::store::proposal::{self, After};

/// Whether every proposal comes out of its events, has ended if its time is over, and became a plan of its
/// case if it became one.
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
        if let After::Planned(plan) = &kept.after
            && !changed.plans.iter().any(|one| one.id == *plan)
        {
            return Err(Trouble::broken(format!("{id} became {plan}, which is not there")));
        }
    }
    Ok(())
}
