//! What would close a case, or one of its plans, with money that came on a day.

use chrono::NaiveDate;
use domain::ids::{CaseId, PlanId};
use domain::money::{Currency, Money};
use domain::plan::State;

use crate::compose::Portal;
use crate::config::creditor::Settings;
use crate::store::{debt, plan};
use crate::tenant::Tenant;
use crate::use_cases::{PortalError, late};

/// How much money of the day `on` closes: everything that the case owes in `currency`, with interest until that
/// day and not until today, or the plan if it runs; what is more is credit.
pub async fn closes(
    portal: &Portal,
    (tenant, settings): (&Tenant, &Settings),
    id: &CaseId,
    (currency, plan, on): (Currency, Option<&PlanId>, NaiveDate),
) -> Result<Money, PortalError> {
    let mut conn = portal.store.read().await?;
    if let Some(plan) = plan {
        let found = plan::find(&mut conn, tenant, plan).await?;
        let runs = found.filter(|kept| kept.case == *id && *kept.plan.state() == State::Active);
        if let Some(kept) = runs {
            return Ok(kept.plan.ends_for(on)?);
        }
    }
    let debts = debt::of_case(&mut conn, tenant, id).await?;
    let of = (portal.clock.now(), on);
    let debts = late::until(&mut conn, (tenant, settings), debts, of).await?;
    let its = debts.iter().filter(|debt| debt.currency == currency);
    let zero = Money::zero(currency);
    Ok(its.map(|debt| debt.balance.total()).try_fold(zero, |sum, one| sum.checked_add(one?))?)
}
