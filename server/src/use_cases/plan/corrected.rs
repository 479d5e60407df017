//! What a correction of the creditor's books, the undoing of an import, or a waiver that stands again does to a
//! plan that runs.

use domain::allocation::use_credit;
use domain::ids::{DebtId, EntryId};
use domain::ledger::{Cause, Entry, Reason};
use domain::money::Money;
use domain::plan::{Act, Extra, State};

use super::ledger_told::{Moved, told};
use super::{decided, write};
use crate::compose::Portal;
use crate::config::creditor::Settings;
use crate::store::case::LockedCase;
use crate::store::plan::Kept;
use crate::store::{Tx, debt, ledger, plan};
use crate::tenant::Tenant;
use crate::use_cases::{PortalError, wall_clock};

/// Lets the plan of a debt follow what a person has agreed to change of it in a locked case: it asks for no
/// more than its debts owe now, less what it gives up, and money that had been paid for what is not owed any
/// more (`freed`, credit by now) pays what comes next. Nothing happens if the debt is in no plan that is
/// active.
pub async fn corrected(
    portal: &Portal,
    tx: &mut Tx,
    whose: (&Tenant, &Settings),
    case: &mut LockedCase,
    (of, freed): (&DebtId, Money),
) -> Result<(), PortalError> {
    let plans = plan::of_case(tx, whose.0, &case.id).await?;
    let is_its = |kept: &Kept| *kept.plan.state() == State::Active && kept.debts.contains(of);
    let Some(kept) = plans.into_iter().find(is_its) else { return Ok(()) };
    let cause = format!("correction:{of}");
    let kept = no_more_than_owed(portal, tx, whose, case, (kept, &cause)).await?;
    pay_by_credit(portal, tx, whose, case, (&kept, freed)).await
}

/// Lets the plans of a locked case that are active follow what is waived again of their debts, as of `cause`:
/// none asks for more than its debts owe now, less what it gives up.
pub async fn waived_again(
    portal: &Portal,
    tx: &mut Tx,
    whose: (&Tenant, &Settings),
    case: &mut LockedCase,
    cause: &Cause,
) -> Result<(), PortalError> {
    for kept in plan::of_case(tx, whose.0, &case.id).await? {
        if *kept.plan.state() == State::Active {
            no_more_than_owed(portal, tx, whose, case, (kept, cause.as_str())).await?;
        }
    }
    Ok(())
}

/// Takes off a plan that is active what it asks for beyond what its debts owe, less what it gives up.
async fn no_more_than_owed(
    portal: &Portal,
    tx: &mut Tx,
    (tenant, settings): (&Tenant, &Settings),
    case: &mut LockedCase,
    (kept, cause): (Kept, &str),
) -> Result<Kept, PortalError> {
    let debts = debt::of_case(tx, tenant, &case.id).await?;
    let its = debts.iter().filter(|debt| kept.debts.contains(&debt.id));
    let open = kept.plan.open()?;
    let zero = Money::zero(open.currency());
    let owed =
        its.map(|debt| debt.balance.total()).try_fold(zero, |sum, one| sum.checked_add(one?))?;
    let less = open.less(owed.less(kept.plan.waived()?)?)?;
    let today = wall_clock::local(settings.zone, portal.clock.now()).date();
    let events = decided(&kept, Act::Correct(less), today)?;
    write(portal, tx, tenant, case, (kept, &events, cause)).await
}

/// Uses credit on the debts of a plan that is active: what is freed for it, and no more than ends it.
pub(super) async fn pay_by_credit(
    portal: &Portal,
    tx: &mut Tx,
    (tenant, settings): (&Tenant, &Settings),
    case: &mut LockedCase,
    (kept, freed): (&Kept, Money),
) -> Result<(), PortalError> {
    if *kept.plan.state() != State::Active || freed.is_zero() {
        return Ok(());
    }
    let now = portal.clock.now();
    let today = wall_clock::local(settings.zone, now).date();
    let credit = ledger::credit(tx, tenant, &case.id, freed.currency()).await?;
    let most = kept.plan.pay_off(today)?.to_pay.at_most(freed)?.at_most(credit)?;
    let debts = debt::of_case(tx, tenant, &case.id).await?;
    let its = debts.iter().filter(|debt| kept.debts.contains(&debt.id));
    let open: Vec<_> = its.map(debt::Debt::open).collect();
    let postings = use_credit(&case.id, &open, most, settings.allocation_order())?;
    if postings.is_empty() {
        return Ok(());
    }
    let id = EntryId::from_bits(portal.ids.bits());
    let cause = Cause::of("credit", &id);
    let entry = Entry {
        id,
        case: Some(case.id.clone()),
        occurred_on: today,
        reason: Reason::CreditUsed,
        cause: cause.clone(),
        postings: postings.clone(),
    };
    let _ = ledger::post(tx, tenant, Some(case), entry, now).await?;
    let moved = Moved { postings: &postings, cause: &cause, on: today, extra: Extra::Next };
    told(portal, tx, tenant, case, moved).await
}
