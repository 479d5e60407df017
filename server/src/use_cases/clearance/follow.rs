//! A case's certificates follow what it owes, in the transaction of whatever changed that.

use domain::allocation::Balance;
use domain::clearance::{Account, Standing, Unsettled, holds, is_due};
use domain::ids::{CaseId, DebtId};
use domain::payment::AttemptState;
use sqlx::AnyConnection;

use super::REVOKED;
use super::issue::{self, Issuer};
use crate::compose::Portal;
use crate::store::case::LockedCase;
use crate::store::clearance::{self, Clearance};
use crate::store::debt::{self, Debt};
use crate::store::hold::{self, HoldKind};
use crate::store::{Tx, attempt, evidence};
use crate::tenant::Tenant;
use crate::use_cases::PortalError;

/// Revokes what no longer holds and issues what is due. Called whenever something of a locked case may
/// have changed; called again it does nothing.
pub async fn follow(
    portal: &Portal,
    tx: &mut Tx,
    tenant: &Tenant,
    case: &mut LockedCase,
) -> Result<(), PortalError> {
    let owes = clearance::owes(tx, tenant, &case.id).await?;
    let issued = in_force(tx, tenant, &case.id).await?;
    // What most acts find: something is owed, and nothing was ever issued.
    if owes && issued.is_empty() {
        return Ok(());
    }
    let debts = debt::of_case(tx, tenant, &case.id).await?;
    let named = revoke(portal, tx, tenant, case, (&debts, issued)).await?;
    if owes {
        return Ok(());
    }
    let unsettled = unsettled(tx, tenant, &case.id).await?;
    if is_due(&accounts(&debts), unsettled, &named) {
        issue::issue(portal, tx, tenant, case, (&debts, Issuer::Payment)).await?;
    }
    Ok(())
}

/// Revokes what no longer holds, and issues nothing: what a file of the creditor's system changed.
pub async fn reopened(
    portal: &Portal,
    tx: &mut Tx,
    tenant: &Tenant,
    case: &mut LockedCase,
) -> Result<(), PortalError> {
    let issued = in_force(tx, tenant, &case.id).await?;
    if !issued.is_empty() {
        let debts = debt::of_case(tx, tenant, &case.id).await?;
        revoke(portal, tx, tenant, case, (&debts, issued)).await?;
    }
    Ok(())
}

/// The certificates of a case that were not revoked, oldest first.
pub(super) async fn in_force(
    conn: &mut AnyConnection,
    tenant: &Tenant,
    case: &CaseId,
) -> Result<Vec<Clearance>, PortalError> {
    let all = clearance::of_case(conn, tenant, case).await?;
    Ok(all.into_iter().filter(|one| one.revoked_at.is_none()).collect())
}

/// Revokes those that no longer hold; gives the debts that the others name.
async fn revoke(
    portal: &Portal,
    tx: &mut Tx,
    tenant: &Tenant,
    case: &mut LockedCase,
    (debts, issued): (&[Debt], Vec<Clearance>),
) -> Result<Vec<DebtId>, PortalError> {
    let (now, accounts, mut named) = (portal.clock.now(), accounts(debts), Vec::new());
    for one in issued {
        let its = clearance::debts(tx, tenant, &one.id).await?;
        if holds(&accounts, &its) {
            named.extend(its);
            continue;
        }
        clearance::revoke(tx, tenant, &one.id, now).await?;
        evidence::append(tx, tenant, case, now, (REVOKED, one.id.as_str())).await?;
    }
    Ok(named)
}

/// How the debts of a case stand.
pub(super) fn accounts(debts: &[Debt]) -> Vec<Account<'_>> {
    debts.iter().map(account).collect()
}

fn account(debt: &Debt) -> Account<'_> {
    let is_clear = debt.balance == Balance::zero(debt.currency);
    let standing = match (is_clear, debt.paid.is_zero()) {
        (false, _) => Standing::Owed,
        (true, false) => Standing::Paid,
        (true, true) => Standing::Gone,
    };
    Account { debt: &debt.id, standing }
}

/// Whether money is on its way, or somebody said something that nobody has answered. Who only wants no
/// messages, or is left in peace for another reason, contests nothing.
pub(super) async fn unsettled(
    conn: &mut AnyConnection,
    tenant: &Tenant,
    case: &CaseId,
) -> Result<Unsettled, PortalError> {
    let under_way = attempt::open_of_case(conn, tenant, case).await?;
    let on_its_way = |state| matches!(state, AttemptState::Pending | AttemptState::Unknown);
    let held = hold::active(conn, tenant, case).await?;
    let asks = |hold: &hold::Hold| matches!(hold.kind, HoldKind::Said(_) | HoldKind::Disputed);
    let is_open =
        under_way.iter().any(|attempt| on_its_way(attempt.state)) || held.iter().any(asks);
    Ok(if is_open { Unsettled::Something } else { Unsettled::Nothing })
}
