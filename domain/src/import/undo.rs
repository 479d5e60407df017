//! Undoing what an import posted: each of its entries is undone by one of its own, never changed.
//!
//! Laws, each a property test: a debt that the import brought ends with nothing on any of its accounts,
//! and all money that was received for it, no more and no less, is credit; taking back what an import
//! did to a debt that was there before leaves its balance as it was, whatever was paid in between; no
//! account of a debt goes below zero on the way.

use std::collections::BTreeMap;

use crate::ids::{CaseId, DebtId};
use crate::ledger::{Account, Part, Posting};
use crate::money::{Currency, Money, MoneyError};

/// What undoing takes.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Undone {
    /// In this order no account goes below zero.
    pub postings: Vec<Posting>,
    /// Money that was received for what is undone: it is the debtor's credit now.
    pub credit: Money,
}

/// What came onto one part of a debt from one account, and what left it again.
#[derive(Clone, Copy)]
struct Flow {
    came: Money,
    left: Money,
}

/// Empties a debt that the import brought, given every posting of its case: all of it goes back to where
/// it came from, and money that was received for it becomes credit of `case`. `None` if more went back to
/// its payers than came for it, so that no credit could stand for it.
pub fn withdraw(
    case: &CaseId,
    (debt, currency): (&DebtId, Currency),
    postings: &[Posting],
) -> Result<Option<Undone>, MoneyError> {
    let held = Account::Credit(case.clone());
    let (mut first, mut then) = (Vec::new(), Vec::new());
    let (mut credit, mut used) = (Money::zero(currency), Money::zero(currency));
    let as_credit = |other: &Account| if is_money(other) { held.clone() } else { other.clone() };
    for ((part, other), flow) in flows((debt, currency), postings, as_credit)? {
        let owed = Account::Owed(debt.clone(), part);
        let (came, left) = (flow.came.less(flow.left)?, flow.left.less(flow.came)?);
        if other == held {
            (credit, used) = (credit.checked_add(left)?, used.checked_add(came)?);
        }
        // What left the debt comes back first, so that there is enough to empty.
        first.push(Posting { from: other.clone(), to: owed.clone(), amount: left });
        then.push(Posting { from: owed, to: other, amount: came });
    }
    let mut postings = first;
    postings.append(&mut then);
    postings.retain(|posting| !posting.amount.is_zero());
    let enough = used.less(credit)?.is_zero();
    Ok(enough.then_some(Undone { postings, credit: credit.less(used)? }))
}

/// What is known of one part of a debt that was there before the import.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Stand {
    /// What is open.
    pub open: Money,
    /// What was received and kept.
    pub paid: Money,
    /// What was waived.
    pub waived: Money,
    /// What was written off.
    pub written_off: Money,
}

impl Stand {
    /// One part of a debt, given every posting of its case.
    pub fn of(
        (debt, part): (&DebtId, Part),
        currency: Currency,
        postings: &[Posting],
    ) -> Result<Self, MoneyError> {
        let zero = Money::zero(currency);
        let mut stand = Self { open: zero, paid: zero, waived: zero, written_off: zero };
        let (mut came, mut left) = (zero, zero);
        let (mut back, mut paid) = (zero, zero);
        for ((at, other), flow) in flows((debt, currency), postings, Account::clone)? {
            if at != part {
                continue;
            }
            (came, left) = (came.checked_add(flow.came)?, left.checked_add(flow.left)?);
            match other {
                Account::Waived => stand.waived = flow.left.less(flow.came)?,
                Account::WrittenOff => stand.written_off = flow.left.less(flow.came)?,
                other if is_money(&other) => {
                    (back, paid) = (back.checked_add(flow.came)?, paid.checked_add(flow.left)?);
                }
                _ => {}
            }
        }
        (stand.open, stand.paid) = (came.less(left)?, paid.less(back)?);
        Ok(stand)
    }
}

/// Takes back what an import put on a part of a debt: off what is open first; what was paid of it becomes
/// credit; what was given up of it was never given up. `None` if the part has less than that in all.
pub fn lower_again(
    case: &CaseId,
    (debt, part): (&DebtId, Part),
    by: Money,
    stand: &Stand,
) -> Result<Option<Undone>, MoneyError> {
    let owed = || Account::Owed(debt.clone(), part);
    let mut missing = by.less(stand.open)?;
    let (mut postings, mut credit) = (Vec::new(), Money::zero(by.currency()));
    for (from, most) in [
        (Account::Credit(case.clone()), stand.paid),
        (Account::Waived, stand.waived),
        (Account::WrittenOff, stand.written_off),
    ] {
        let amount = most.at_most(missing)?;
        missing = missing.checked_sub(amount)?;
        if matches!(from, Account::Credit(_)) {
            credit = amount;
        }
        postings.push(Posting { from, to: owed(), amount });
    }
    postings.push(Posting { from: owed(), to: Account::Opening, amount: by });
    postings.retain(|posting| !posting.amount.is_zero());
    Ok(missing.is_zero().then_some(Undone { postings, credit }))
}

/// What went between each part of `debt` and each other account, which counts as what `named` says.
fn flows(
    (debt, currency): (&DebtId, Currency),
    postings: &[Posting],
    named: impl Fn(&Account) -> Account,
) -> Result<BTreeMap<(Part, Account), Flow>, MoneyError> {
    let none = Flow { came: Money::zero(currency), left: Money::zero(currency) };
    let mut flows: BTreeMap<(Part, Account), Flow> = BTreeMap::new();
    for Posting { from, to, amount } in postings {
        if let Account::Owed(id, part) = to
            && id == debt
        {
            let flow = flows.entry((*part, named(from))).or_insert(none);
            flow.came = flow.came.checked_add(*amount)?;
        }
        if let Account::Owed(id, part) = from
            && id == debt
        {
            let flow = flows.entry((*part, named(to))).or_insert(none);
            flow.left = flow.left.checked_add(*amount)?;
        }
    }
    Ok(flows)
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

#[cfg(test)]
mod tests;
