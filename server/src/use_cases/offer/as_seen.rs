//! What the debtor of a case would see under a version of a policy, for those who set it.

use domain::ids::CaseId;
use domain::money::Currency;

use super::WaysOut;
use crate::compose::Portal;
use crate::config::creditor::Settings;
use crate::store::debt::{self, Debt};
use crate::store::offer::{self as store, Side};
use crate::tenant::Tenant;
use crate::use_cases::{PortalError, policy, wall_clock};

/// The ways out of `case` today as if `stored` were in force, and the other currencies in which something is
/// owed; `None` if nothing is open that it speaks of.
pub async fn as_seen(
    portal: &Portal,
    (tenant, settings): (&Tenant, &Settings),
    case: &CaseId,
    stored: policy::Stored,
) -> Result<Option<(WaysOut, Vec<Currency>)>, PortalError> {
    let currency = stored.file.policy.currency;
    let side = Side { currency, zone: settings.zone };
    let mut conn = portal.store.read().await?;
    let facts = store::of_case(&mut conn, tenant, case, side).await?;
    if facts.debts.is_empty() {
        return Ok(None);
    }
    let debts = debt::of_case(&mut conn, tenant, case).await?;
    let mut others: Vec<_> = debts
        .iter()
        .filter(|debt| Debt::is_payable(debt) && debt.currency != currency)
        .map(|debt| debt.currency)
        .collect();
    others.sort_unstable_by_key(|one| (*one != settings.currency, *one));
    others.dedup();
    let today = wall_clock::local(settings.zone, portal.clock.now()).date();
    Ok(Some((WaysOut::of(facts, stored, today)?, others)))
}
