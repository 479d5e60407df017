//! What plans ask for, held against what their debts owe.

use domain::money::Money;
use domain::plan::State;
use sqlx::AnyConnection;

use super::super::{Simulation, Trouble};
use super::Changed;
use crate::store::debt;
use crate::store::plan::Kept;

/// Whether no plan that is active asks for more than its debts owe, less what it gives up.
pub(super) async fn holds(
    life: &Simulation,
    conn: &mut AnyConnection,
    changed: &Changed<'_>,
) -> Result<(), Trouble> {
    let is_active = |kept: &&Kept| *kept.plan.state() == State::Active;
    let mut active = changed.plans.iter().filter(is_active).peekable();
    if active.peek().is_none() {
        return Ok(());
    }
    let debts = debt::of_case(conn, &life.tenant, changed.case).await?;
    for kept in active {
        let its = debts.iter().filter(|debt| kept.debts.contains(&debt.id));
        let open = kept.plan.open()?;
        let zero = Money::zero(open.currency());
        let owed = its
            .map(|debt| debt.balance.total())
            .try_fold(zero, |sum, one| sum.checked_add(one?))?;
        let most = owed.less(kept.plan.waived()?)?;
        if open.minor() > most.minor() {
            let what = format!("{} asks for {open}, and its debts for {most}", kept.id);
            return Err(Trouble::broken(what));
        }
    }
    Ok(())
}
