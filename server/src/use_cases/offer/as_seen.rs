//! What the debtor of a case would see under a version of a policy, for those who set it.

use domain::ids::CaseId;
use domain::money::Currency;

use super::{WaysOut, under};
use crate::compose::Portal;
use crate::config::creditor::Settings;
use crate::store::debt::{self, Debt};
use crate::tenant::Tenant;
use crate::use_cases::{PortalError, policy};

/// The ways out of `case` today as if `stored` were in force, and the other currencies in which something is
/// owed; `None` if nothing is open that it speaks of.
pub async fn as_seen(
    portal: &Portal,
    (tenant, settings): (&Tenant, &Settings),
    case: &CaseId,
    stored: policy::Stored,
) -> Result<Option<(WaysOut, Vec<Currency>)>, PortalError> {
    let currency = stored.file.policy.currency;
    let mut conn = portal.store.read().await?;
    let asked = (stored, portal.clock.now());
    let Some(ways) = under(&mut conn, (tenant, settings), case, asked).await? else {
        return Ok(None);
    };
    let debts = debt::of_case(&mut conn, tenant, case).await?;
    let mut others: Vec<_> = debts
        .iter()
        .filter(|debt| Debt::is_payable(debt) && debt.currency != currency)
        .map(|debt| debt.currency)
        .collect();
    others.sort_unstable_by_key(|one| (*one != settings.currency, *one));
    others.dedup();
    Ok(Some((ways, others)))
}
