//! What an entry of the ledger does to plans and promises of its case.

use chrono::NaiveDate;
use domain::ids::DebtId;
use domain::ledger::{Account, Cause, Posting};
use domain::money::{Currency, Money, MoneyError};
use domain::plan::{Act, Extra};
use domain::promise::PromiseFact;

use super::{decided, untried, write};
use crate::compose::Portal;
use crate::store::autopay_try::Tried;
use crate::store::case::LockedCase;
use crate::store::{Tx, plan, promise};
use crate::tenant::Tenant;
use crate::use_cases::PortalError;

/// An entry that moved money of a case.
#[derive(Clone, Copy, Debug)]
pub struct Moved<'a> {
    /// Its postings.
    pub postings: &'a [Posting],
    /// What it came of.
    pub cause: &'a Cause,
    /// The day on which the debtor paid, or on which the money went.
    pub on: NaiveDate,
    /// Where money goes that is more than what a plan asks for.
    pub extra: Extra,
}

/// Tells the plans that run and the promises of a locked case what an entry did to their debts.
pub async fn told(
    portal: &Portal,
    tx: &mut Tx,
    tenant: &Tenant,
    case: &mut LockedCase,
    moved: Moved<'_>,
) -> Result<(), PortalError> {
    told_of(portal, tx, tenant, case, (moved, None)).await
}

/// The same of money that may be what a card was charged for an instalment.
pub async fn told_of(
    portal: &Portal,
    tx: &mut Tx,
    tenant: &Tenant,
    case: &mut LockedCase,
    (moved, charge): (Moved<'_>, Option<&Tried>),
) -> Result<(), PortalError> {
    let Some(first) = moved.postings.first() else { return Ok(()) };
    let currency = first.amount.currency();
    let mut planned = Vec::new();
    for mut kept in plan::of_case(tx, tenant, &case.id).await? {
        let is_its = kept.plan.agreement().owed.currency() == currency;
        if !is_its || !plan::runs(kept.plan.state()) {
            continue;
        }
        planned.extend(kept.debts.iter().cloned());
        let (paid, taken) = sums(moved.postings, currency, |debt| kept.debts.contains(debt))?;
        let mut events = Vec::new();
        if !paid.is_zero() {
            if charge.is_none() {
                kept = untried::wait(portal, tx, tenant, case, kept).await?;
            }
            let number = charge.filter(|charge| charge.plan == kept.id).map(|charge| charge.number);
            let act = match number.and_then(|number| u32::try_from(number).ok()) {
                Some(number) => Act::Charge(number, paid),
                None => Act::Pay(paid, moved.extra),
            };
            events.extend(decided(&kept, act, moved.on)?);
        }
        if !taken.is_zero() {
            events.extend(decided(&kept, Act::TakeBack(taken), moved.on)?);
        }
        let news = (kept, &*events, moved.cause.as_str());
        write(portal, tx, tenant, case, news).await?;
    }
    // What pays a plan by its dates is not what was promised for the rest.
    let (paid, taken) = sums(moved.postings, currency, |debt| !planned.contains(debt))?;
    for mut made in promise::made_of_case(tx, tenant, (&case.id, currency)).await? {
        for fact in [PromiseFact::Paid(paid), PromiseFact::TakenBack(taken)] {
            made.promise = made.promise.apply(fact, moved.on)?;
        }
        promise::save(tx, tenant, &made).await?;
    }
    Ok(())
}

/// The money that reached debts, and the money that left them. An entry does one or the other to a debt.
pub(super) fn sums(
    postings: &[Posting],
    currency: Currency,
    counts: impl Fn(&DebtId) -> bool,
) -> Result<(Money, Money), MoneyError> {
    let (mut paid, mut taken) = (Money::zero(currency), Money::zero(currency));
    for posting in postings {
        match (&posting.from, &posting.to) {
            (Account::Owed(debt, _), other) if is_money(other) && counts(debt) => {
                paid = paid.checked_add(posting.amount)?;
            }
            (other, Account::Owed(debt, _)) if is_money(other) && counts(debt) => {
                taken = taken.checked_add(posting.amount)?;
            }
            _ => {}
        }
    }
    Ok((paid, taken))
}

/// Whether money stands on the account, not a correction or something given up.
const fn is_money(account: &Account) -> bool {
    matches!(
        account,
        Account::Collected(_)
            | Account::Credit(_)
            | Account::Suspense
            | Account::Refunded
            | Account::ChargedBack
    )
}
