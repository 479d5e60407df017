//! Certificates in force.

use domain::allocation::Balance;
use domain::ids::CaseId;
use sqlx::AnyConnection;

use super::super::{Simulation, Trouble};
use crate::store::{clearance, debt};

/// Whether nothing is owed on the debts that certificates in force name.
pub(super) async fn hold(
    life: &Simulation,
    conn: &mut AnyConnection,
    case: &CaseId,
) -> Result<(), Trouble> {
    let mut issued = clearance::of_case(conn, &life.tenant, case).await?;
    issued.retain(|one| one.revoked_at.is_none());
    if issued.is_empty() {
        return Ok(());
    }
    let debts = debt::of_case(conn, &life.tenant, case).await?;
    for one in &issued {
        let named = clearance::debts(conn, &life.tenant, &one.id).await?;
        let is_owed = |debt: &&debt::Debt| debt.balance != Balance::zero(debt.currency);
        if let Some(debt) = debts.iter().filter(is_owed).find(|debt| named.contains(&debt.id)) {
            let what = format!("{} is in force and something is owed on {}", one.id, debt.id);
            return Err(Trouble::broken(what));
        }
    }
    Ok(())
}
