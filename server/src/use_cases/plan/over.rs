//! What a plan that is over gives up of its debts.

use domain::ids::EntryId;
use domain::ledger::{Entry, Posting, Reason};
use domain::money::Money;
use domain::plan::State;
use domain::settlement::waive;
use sqlx::AnyConnection;

use crate::compose::Portal;
use crate::config::creditor::Settings;
use crate::store::case::LockedCase;
use crate::store::plan::Kept;
use crate::store::{Tx, creditor, debt, late, ledger};
use crate::tenant::Tenant;
use crate::use_cases::payment::waiver::{self, Turns};
use crate::use_cases::{PortalError, wall_clock};

/// What a plan that is over gives up of its debts as they stand, and what of that finds nothing open;
/// nothing while it runs.
pub(super) async fn given_up(
    conn: &mut AnyConnection,
    (tenant, settings): (&Tenant, &Settings),
    kept: &Kept,
) -> Result<(Vec<Posting>, Money), PortalError> {
    let zero = Money::zero(kept.plan.agreement().owed.currency());
    let amount = match (kept.plan.state(), kept.plan.after_end()?) {
        (State::Completed { .. }, _) => kept.plan.waived()?,
        (_, Some(end)) => end.waived.checked_add(end.cost_dropped)?,
        (_, None) => return Ok((Vec::new(), zero)),
    };
    let debts = debt::of_case(conn, tenant, &kept.case).await?;
    let its = debts.iter().filter(|debt| kept.debts.contains(&debt.id));
    let open: Vec<_> = its.map(debt::Debt::open).collect();
    Ok(waive(&open, amount, settings.allocation_order())?)
}

/// Waives what a plan gives up once it is over, and lets interest for paying late run again from its end, or
/// from its acceptance where the policy says so; nothing while it runs, and nothing the second time.
///
/// A completed one gives up what was agreed and what paying in time or early took off; any other what its
/// policy says, and the cost of days that were not used.
pub async fn close(
    portal: &Portal,
    tx: &mut Tx,
    tenant: &Tenant,
    case: &mut LockedCase,
    kept: &Kept,
) -> Result<(), PortalError> {
    let late_from = match (kept.plan.state(), kept.plan.after_end()?) {
        (State::Completed { on }, _) => *on,
        (_, Some(end)) => end.interest_from,
        (_, None) => return Ok(()),
    };
    late::not_before(tx, tenant, (&kept.debts, late_from)).await?;
    let settings = creditor::settings(tx, tenant).await?;
    let (postings, rest) = given_up(tx, (tenant, &settings), kept).await?;
    if !rest.is_zero() {
        tracing::warn!(plan.id = %kept.id, "a plan gives up more than is open on its debts");
    }
    if postings.is_empty() {
        return Ok(());
    }
    let turns = Turns::of_plan(&kept.id);
    let Some(cause) = waiver::next(tx, tenant, &turns).await? else { return Ok(()) };
    let now = portal.clock.now();
    let entry = Entry {
        id: EntryId::from_bits(portal.ids.bits()),
        case: Some(case.id.clone()),
        occurred_on: wall_clock::local(settings.zone, now).date(),
        reason: Reason::Waived,
        cause,
        postings,
    };
    let _ = ledger::post(tx, tenant, Some(case), entry, now).await?;
    Ok(())
}
