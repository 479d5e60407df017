//! Closing debts with less than everything: a discount or a settlement in one payment, and what is
//! waived for them and for plans.
//!
//! | from \ fact | enough money, opened in time | other money | its last day is over, nothing on its way | taken back | reinstated |
//! | --- | --- | --- | --- | --- | --- |
//! | open | honoured, waives | – | lapsed | – | – |
//! | lapsed | honoured, waives | – | – | – | – |
//! | honoured | – | – | – | reversed, owed again | – |
//! | reversed | – | – | – | – | honoured, waives |
//!
//! Money is in time if its session or voucher was opened while the deal stood, however late it is
//! confirmed. Facts may come twice and late: what the table does not name changes nothing, so that old
//! news of a payment that was taken back does not waive again.
//!
//! Laws, each a property test: a waiver takes no part of a debt below zero; it and its reverse cancel;
//! paying a deal and waiving the rest leaves nothing; waiving and owing again take turns.
//!
//! What a plan gave up is taken back and reinstated by what [`backed`] says of its payments.

mod backing;

use chrono::NaiveDate;

use crate::allocation::OpenDebt;
use crate::ledger::{Account, Part, Posting};
use crate::money::{Money, MoneyError};
use crate::plan::Pending;

pub use backing::{Backing, Whereabouts, backed};

/// A discount or a settlement in one payment that a debtor chose.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Deal {
    /// What was owed.
    pub owed: Money,
    /// What closes it.
    pub to_pay: Money,
    /// The last day on which a payment for it may be opened.
    pub until: NaiveDate,
    /// Where it stands.
    pub state: DealState,
}

/// Where a deal stands.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum DealState {
    /// It may be paid.
    Open,
    /// It was paid, and the rest waived.
    Honoured {
        /// The day.
        on: NaiveDate,
    },
    /// It was not paid in time.
    Lapsed {
        /// The day.
        on: NaiveDate,
    },
    /// Its money was taken back, and the rest is owed again.
    Reversed {
        /// The day.
        on: NaiveDate,
    },
}

/// What happens to a deal.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum DealFact {
    /// One payment was confirmed.
    Paid {
        /// How much.
        amount: Money,
        /// The day on which its session or voucher was opened.
        opened_on: NaiveDate,
    },
    /// A new day began.
    DayBegins(Pending),
    /// A bank took its money back, or the creditor undid it.
    TakenBack,
    /// The bank gave the money back again.
    Reinstated,
}

/// What a fact asks of the ledger.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Booking {
    /// Nothing.
    Nothing,
    /// Waive so much of the debts, together with the entry of the payment.
    Waive,
    /// Undo the waiver, together with the entry that takes the money back.
    OweAgain,
}

impl Deal {
    /// A deal that closes `owed` for `to_pay`; refuses one that costs more than what is owed.
    pub fn new(owed: Money, to_pay: Money, until: NaiveDate) -> Result<Self, MoneyError> {
        owed.checked_sub(to_pay)?;
        Ok(Self { owed, to_pay, until, state: DealState::Open })
    }

    /// What is given up.
    pub fn given_up(&self) -> Result<Money, MoneyError> {
        self.owed.checked_sub(self.to_pay)
    }

    /// The deal after `fact` on the day `on`, and what is to be booked; see the table above.
    pub fn apply(self, fact: DealFact, on: NaiveDate) -> Result<(Self, Booking), MoneyError> {
        use DealState as S;
        let (state, booking) = match (self.state, fact) {
            (S::Open | S::Lapsed { .. }, DealFact::Paid { amount, opened_on })
                if opened_on <= self.until && self.to_pay.less(amount)?.is_zero() =>
            {
                (S::Honoured { on }, Booking::Waive)
            }
            (S::Open, DealFact::DayBegins(pending))
                if on > self.until && !pending.saves(self.until) =>
            {
                (S::Lapsed { on }, Booking::Nothing)
            }
            (S::Honoured { .. }, DealFact::TakenBack) => (S::Reversed { on }, Booking::OweAgain),
            (S::Reversed { .. }, DealFact::Reinstated) => (S::Honoured { on }, Booking::Waive),
            (state, _) => (state, Booking::Nothing),
        };
        Ok((Self { state, ..self }, booking))
    }
}

/// Gives up `amount` of `debts`, which are what is open after the payment: oldest due first, and inside
/// a debt in the order `parts`. Returns also what nothing was open for.
pub fn waive(
    debts: &[OpenDebt],
    amount: Money,
    parts: [Part; 3],
) -> Result<(Vec<Posting>, Money), MoneyError> {
    let mut oldest_first: Vec<_> = debts.iter().collect();
    oldest_first.sort_by_key(|debt| (debt.due_on.is_none(), debt.due_on, &debt.debt));
    let (mut rest, mut postings) = (amount, Vec::new());
    for debt in oldest_first {
        for part in parts {
            let amount = debt.balance.part(part).at_most(rest)?;
            rest = rest.checked_sub(amount)?;
            if !amount.is_zero() {
                let from = Account::Owed(debt.debt.clone(), part);
                postings.push(Posting { from, to: Account::Waived, amount });
            }
        }
    }
    Ok((postings, rest))
}

/// Owes again what `waiver` gave up.
pub fn owe_again(waiver: &[Posting]) -> Vec<Posting> {
    waiver.iter().map(Posting::reversed).collect()
}

#[cfg(test)]
mod tests;
