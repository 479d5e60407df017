//! What a row changes: the difference between what the file says and what is already here.
//!
//! Laws, each a property test: the same row twice changes nothing the second time; a correction
//! never takes more off a debt than is open, nor gives more credit than was paid; while a payment
//! session is open or a plan runs no money moves behind the debtor's back.
//!
//! A row whose amount is the one last imported says nothing new about the amount, whatever was paid
//! in between: it is the same file once more, or one that does not know of the payment yet.

use chrono::NaiveDate;

use super::{AbsentRows, Amount, AmountMeaning};
use crate::allocation::Balance;
use crate::ledger::Part;
use crate::money::{Currency, Money, MoneyError};

/// What a row says about money.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Claim<'a> {
    /// Whose it is.
    pub debtor_reference: &'a str,
    /// The amount.
    pub amount: Amount,
    /// Interest in the creditor's books; `None` leaves ours alone.
    pub interest: Option<Money>,
    /// Costs in the creditor's books; `None` leaves ours alone.
    pub fee: Option<Money>,
    /// Whether it is marked as disputed.
    pub disputed: bool,
    /// When it was settled without us.
    pub settled_on: Option<NaiveDate>,
}

/// What is here under the row's reference.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Existing<'a> {
    /// A debt.
    Debt(&'a ExistingDebt<'a>),
    /// A credit note.
    CreditNote {
        /// Whose it is.
        debtor_reference: &'a str,
        /// Its amount in the last import.
        last_imported: Money,
    },
}

/// A debt that was imported before.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct ExistingDebt<'a> {
    /// Whose it is.
    pub debtor_reference: &'a str,
    /// What is known of its principal.
    pub principal: ExistingPart,
    /// What is known of its interest.
    pub interest: ExistingPart,
    /// What is known of its fees.
    pub fee: ExistingPart,
    /// Whether the last import marked it as disputed, even if the hold was lifted since.
    pub marked: bool,
    /// Whether a payment session on it is open, or a payment under way.
    pub in_payment: bool,
    /// Whether it belongs to a plan that runs: its amounts were agreed.
    pub in_plan: bool,
}

/// One part of a debt, all amounts in the debt's currency.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct ExistingPart {
    /// What the file said last; zero if it never said anything, and what [`closed`] says after
    /// [`Effect::Close`].
    pub last_imported: Money,
    /// What is open.
    pub open: Money,
    /// What was received through us and kept, waived and written off here: what the creditor's
    /// books need not know.
    pub settled_here: Money,
    /// What was received and kept, here and elsewhere: no more than this can become credit.
    pub paid: Money,
    /// Credit that earlier corrections made of it.
    pub credited: Money,
}

/// One change, in the order in which it is to be made.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Effect {
    /// The debt is new: `Opening` to `Owed`.
    Open(Balance),
    /// More is owed than the file said before: `Opening` to `Owed`.
    Raise {
        /// On which part.
        part: Part,
        /// How much more.
        by: Money,
    },
    /// Less is owed than the file said before.
    Lower {
        /// On which part.
        part: Part,
        /// Taken off what is open: `Owed` to `Opening`.
        owed: Money,
        /// Paid too much, seen from now: `Credit` to `Opening`.
        credit: Money,
    },
    /// Settled without us: a payment received elsewhere of all that is open.
    Settle {
        /// On which day.
        on: NaiveDate,
        /// How much that is.
        amount: Money,
    },
    /// The debt is disputed: put it on hold.
    Hold,
    /// The debt has left the creditor's books: what is open goes back to `Opening`. Not a payment,
    /// since nobody has said that anything was paid. Store as last imported what [`closed`] says.
    Close(Balance),
    /// A credit note, or more of one: `Credit` to `Opening`.
    Grant(Money),
    /// A credit note became smaller. The credit may be used already, so this is only ever staged.
    Revoke(Money),
}

/// What to do with a row.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Outcome {
    /// The row says what the last import said.
    Unchanged,
    /// No money moves, but the row's amounts or its mark are to be stored as last imported.
    Noted,
    /// Make these changes, and store the row's amounts and its mark as last imported.
    Apply(Vec<Effect>),
    /// A person decides: the changes are shown, and the row is planned anew when it is applied.
    Staged(Vec<Effect>),
}

/// Why a row cannot be planned at all.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PlanError {
    /// The debt exists in another currency.
    #[error("currency differs from the earlier import")]
    CurrencyChanged,
    /// The debt exists with another debtor.
    #[error("debtor differs from the earlier import")]
    DebtorChanged,
    /// A debt became a credit note or the other way round.
    #[error("sign differs from the earlier import")]
    SignChanged,
    /// The parts are too large to be added.
    #[error(transparent)]
    Money(MoneyError),
}

impl From<MoneyError> for PlanError {
    fn from(error: MoneyError) -> Self {
        match error {
            MoneyError::CurrencyMismatch(..) => Self::CurrencyChanged,
            other => Self::Money(other),
        }
    }
}

/// Plans one row. `existing` is what is here under its reference.
pub fn plan_row(
    existing: Option<Existing<'_>>,
    claim: &Claim<'_>,
    meaning: AmountMeaning,
) -> Result<Outcome, PlanError> {
    match (existing, claim.amount) {
        (None, Amount::Debt(amount)) => new_debt(claim, amount),
        (None, Amount::CreditNote(amount)) => Ok(Outcome::Apply(vec![Effect::Grant(amount)])),
        (Some(Existing::Debt(debt)), Amount::Debt(amount)) => {
            same_debtor(debt.debtor_reference, claim)?;
            changed_debt(debt, claim, amount, meaning)
        }
        (
            Some(Existing::CreditNote { debtor_reference, last_imported }),
            Amount::CreditNote(new),
        ) => {
            same_debtor(debtor_reference, claim)?;
            changed_note(last_imported, new)
        }
        (Some(_), _) => Err(PlanError::SignChanged),
    }
}

/// Plans a debt that is no longer in the file. Credit notes that left it stay.
pub fn plan_absent(debt: &ExistingDebt<'_>, absent: AbsentRows) -> Result<Outcome, PlanError> {
    let open = debt.open();
    if absent == AbsentRows::Nothing || open.total()?.is_zero() {
        return Ok(Outcome::Unchanged);
    }
    Ok(applied_unless(debt.is_bound(), vec![Effect::Close(open)]))
}

/// What counts as imported last once the `open` rest of a part is closed. Under an invoice's original
/// amount, what was paid stays paid: if the debt comes back, only the rest is owed again.
pub fn closed(last: Money, open: Money, meaning: AmountMeaning) -> Result<Money, MoneyError> {
    match meaning {
        AmountMeaning::Original => last.less(open),
        AmountMeaning::OutstandingPaymentsDeducted
        | AmountMeaning::OutstandingPaymentsNotDeducted => Ok(Money::zero(last.currency())),
    }
}

fn same_debtor(known: &str, claim: &Claim<'_>) -> Result<(), PlanError> {
    if known == claim.debtor_reference { Ok(()) } else { Err(PlanError::DebtorChanged) }
}

fn new_debt(claim: &Claim<'_>, principal: Money) -> Result<Outcome, PlanError> {
    let zero = Money::zero(principal.currency());
    let (interest, fee) = (claim.interest.unwrap_or(zero), claim.fee.unwrap_or(zero));
    let balance = Balance { principal, interest, fee };
    let last = last_effect(claim, claim.disputed, balance.total()?);
    Ok(Outcome::Apply(std::iter::once(Effect::Open(balance)).chain(last).collect()))
}

fn changed_debt(
    debt: &ExistingDebt<'_>,
    claim: &Claim<'_>,
    principal: Money,
    meaning: AmountMeaning,
) -> Result<Outcome, PlanError> {
    let said = [
        (Part::Fee, claim.fee, &debt.fee),
        (Part::Interest, claim.interest, &debt.interest),
        (Part::Principal, Some(principal), &debt.principal),
    ];
    let mut effects = Vec::new();
    let mut open = debt.open().total()?;
    let mut says_new = claim.disputed != debt.marked;
    // What a settled row calls outstanding was so before: only what an invoice says outlives it.
    let overtaken = claim.settled_on.is_some() && meaning != AmountMeaning::Original;
    for (part, amount, known) in said {
        let Some(amount) = amount.filter(|&amount| amount != known.last_imported) else { continue };
        says_new = true;
        let Some(effect) = correction(part, known, amount, meaning)? else { continue };
        if overtaken {
            continue;
        }
        open = match effect {
            Effect::Raise { by, .. } => open.checked_add(by)?,
            Effect::Lower { owed, .. } => open.checked_sub(owed)?,
            _ => open,
        };
        effects.push(effect);
    }
    effects.extend(last_effect(claim, claim.disputed && !debt.marked, open));
    Ok(match effects[..] {
        [] if says_new => Outcome::Noted,
        [] => Outcome::Unchanged,
        // A hold only stops messages, so it need not wait.
        [Effect::Hold] => Outcome::Apply(effects),
        _ => applied_unless(debt.is_bound(), effects),
    })
}

/// A settlement of what is `open`, or a hold on it; neither if nothing is.
fn last_effect(claim: &Claim<'_>, newly_marked: bool, open: Money) -> Option<Effect> {
    match claim.settled_on {
        _ if open.is_zero() => None,
        Some(on) => Some(Effect::Settle { on, amount: open }),
        None => newly_marked.then_some(Effect::Hold),
    }
}

fn changed_note(last_imported: Money, amount: Money) -> Result<Outcome, PlanError> {
    let (more, less) = (amount.less(last_imported)?, last_imported.less(amount)?);
    Ok(match (more.is_zero(), less.is_zero()) {
        (true, true) => Outcome::Unchanged,
        (false, _) => Outcome::Apply(vec![Effect::Grant(more)]),
        (true, false) => Outcome::Staged(vec![Effect::Revoke(less)]),
    })
}

fn applied_unless(is_bound: bool, effects: Vec<Effect>) -> Outcome {
    if is_bound { Outcome::Staged(effects) } else { Outcome::Apply(effects) }
}

/// The change of one part whose amount in the file is no longer `known.last_imported`.
fn correction(
    part: Part,
    known: &ExistingPart,
    amount: Money,
    meaning: AmountMeaning,
) -> Result<Option<Effect>, MoneyError> {
    // Both sides of the difference, written without taking away, so that none is below zero.
    let (said, is) = match meaning {
        AmountMeaning::Original => (amount, known.last_imported),
        AmountMeaning::OutstandingPaymentsDeducted => (amount, known.open),
        AmountMeaning::OutstandingPaymentsNotDeducted => {
            (amount.checked_add(known.credited)?, known.open.checked_add(known.settled_here)?)
        }
    };
    let (up, down) = (said.less(is)?, is.less(said)?);
    if !up.is_zero() {
        return Ok(Some(Effect::Raise { part, by: up }));
    }
    let owed = down.at_most(known.open)?;
    let credit = down.checked_sub(owed)?.at_most(known.paid.less(known.credited)?)?;
    let changes = !owed.is_zero() || !credit.is_zero();
    Ok(changes.then_some(Effect::Lower { part, owed, credit }))
}

impl ExistingPart {
    /// A part of which nothing is known.
    pub const fn none(currency: Currency) -> Self {
        let zero = Money::zero(currency);
        Self { last_imported: zero, open: zero, settled_here: zero, paid: zero, credited: zero }
    }
}

impl ExistingDebt<'_> {
    /// What is open, part by part.
    pub const fn open(&self) -> Balance {
        Balance { principal: self.principal.open, interest: self.interest.open, fee: self.fee.open }
    }

    /// Whether the debtor goes by its amounts now: they are being paid, or were agreed.
    const fn is_bound(&self) -> bool {
        self.in_payment || self.in_plan
    }
}

#[cfg(test)]
mod tests;
