//! The entries that undo those of an import, counted on a copy of the case's ledger before any is posted.

use std::collections::HashSet;

use domain::ids::{CaseId, DebtId};
use domain::import::{Stand, Undone, lower_again, withdraw};
use domain::ledger::{Account, Cause, Part, Posting};
use domain::money::{Currency, Money, MoneyError};

use super::fate::{CREDIT_USED, MISFIT};
use crate::store::payment::Payment;

/// One entry to be posted.
#[derive(Clone, Debug)]
pub struct Step {
    /// Its key: that of the import's entry, with another first word.
    pub cause: Cause,
    /// What moves.
    pub postings: Vec<Posting>,
}

/// What undoing one thing posts, and what of it becomes credit.
pub struct Steps {
    /// In this order.
    pub steps: Vec<Step>,
    /// Money that had been received.
    pub credit: Money,
}

/// The ledger of a case.
pub struct Ledger<'a> {
    /// The case.
    pub case: &'a CaseId,
    /// The import's id.
    pub batch: &'a str,
    /// All that ever moved, each posting with its cause.
    pub moves: Vec<(Cause, Posting)>,
    /// Debts that credit is not taken from: money is under way on them, or a plan runs.
    pub bound: &'a HashSet<DebtId>,
}

impl Ledger<'_> {
    /// What the import posted on a debt or a credit note: the last word of each cause, with its postings.
    pub fn of_import(&self, of: &str) -> Vec<(String, Vec<Posting>)> {
        let prefix = format!("import:{}:{of}:", self.batch);
        let mut found: Vec<(String, Vec<Posting>)> = Vec::new();
        for (cause, posting) in &self.moves {
            let Some(what) = cause.as_str().strip_prefix(&*prefix) else { continue };
            match found.iter_mut().find(|known| known.0 == what) {
                Some(known) => known.1.push(posting.clone()),
                None => found.push((what.to_owned(), vec![posting.clone()])),
            }
        }
        found.sort_by(|a, b| a.0.cmp(&b.0));
        found
    }

    /// What undoes the import on `debt`; the word says why that cannot be done. `paid` are payments that the
    /// file told of.
    pub fn of_debt(
        mut self,
        (debt, currency): (&DebtId, Currency),
        paid: &[Payment],
    ) -> Result<Result<Steps, &'static str>, MoneyError> {
        let mut all = Steps { steps: Vec::new(), credit: Money::zero(currency) };
        for payment in paid {
            let Some(step) = self.reversal(debt, payment)? else { return Ok(Err(MISFIT)) };
            self.add(&mut all, step);
        }
        for (what, posted) in self.of_import(debt.as_str()) {
            let made = match what.split_once('-') {
                Some(("raise", part)) => self.raised((debt, part), &posted)?,
                Some(("lower", part)) => self.lowered((debt, part), &posted)?,
                _ if what == "open" => {
                    withdraw(self.case, (debt, currency), &self.postings())?.ok_or(MISFIT)
                }
                _ => Ok(Undone {
                    postings: posted.iter().rev().map(Posting::reversed).collect(),
                    credit: Money::zero(currency),
                }),
            };
            let undone = match made {
                Ok(undone) => undone,
                Err(why) => return Ok(Err(why)),
            };
            all.credit = all.credit.checked_add(undone.credit)?;
            let cause = self.cause(debt.as_str(), &what);
            self.add(&mut all, Step { cause, postings: undone.postings });
        }
        Ok(Ok(all))
    }

    /// What takes back the credit that the import granted by a credit note.
    pub fn of_note(
        mut self,
        note: &str,
        currency: Currency,
    ) -> Result<Result<Steps, &'static str>, MoneyError> {
        let mut all = Steps { steps: Vec::new(), credit: Money::zero(currency) };
        for (what, posted) in self.of_import(note) {
            let granted = sum(&posted, currency, |_| true)?;
            let Some(back) = self.credit_back(granted)? else { return Ok(Err(CREDIT_USED)) };
            let cause = self.cause(note, &what);
            self.add(&mut all, Step { cause, postings: vec![back] });
        }
        Ok(Ok(all))
    }

    fn add(&mut self, all: &mut Steps, step: Step) {
        if step.postings.is_empty() {
            return;
        }
        let moves = step.postings.iter().map(|posting| (step.cause.clone(), posting.clone()));
        self.moves.extend(moves);
        all.steps.push(step);
    }

    fn cause(&self, of: &str, what: &str) -> Cause {
        Cause::of("undo", &format!("{}:{of}:{what}", self.batch))
    }

    fn postings(&self) -> Vec<Posting> {
        self.moves.iter().map(|(_, posting)| posting.clone()).collect()
    }

    /// A payment that the file told of never was; `None` if the debt has not so much of it left.
    fn reversal(&self, debt: &DebtId, payment: &Payment) -> Result<Option<Step>, MoneyError> {
        let booked = payment.cause();
        let its = self.moves.iter().filter(|(cause, _)| *cause == booked);
        let postings: Vec<Posting> = its.map(|(_, posting)| posting.reversed()).collect();
        let currency = payment.amount.currency();
        for part in Part::LEGAL_ORDER {
            let owed = Account::Owed(debt.clone(), part);
            let back = sum(&postings, currency, |posting| posting.to == owed)?;
            let stand = Stand::of((debt, part), currency, &self.postings())?;
            if !back.less(stand.paid)?.is_zero() {
                return Ok(None);
            }
        }
        let whole = sum(&postings, currency, |_| true)? == payment.amount;
        let cause = Cause::of("reversal", &payment.id);
        Ok(whole.then_some(Step { cause, postings }))
    }

    fn raised(
        &self,
        (debt, part): (&DebtId, &str),
        posted: &[Posting],
    ) -> Result<Result<Undone, &'static str>, MoneyError> {
        let (Some(part), Some(first)) = (named(part), posted.first()) else {
            return Ok(Err(MISFIT));
        };
        let currency = first.amount.currency();
        let by = sum(posted, currency, |_| true)?;
        let stand = Stand::of((debt, part), currency, &self.postings())?;
        Ok(lower_again(self.case, (debt, part), by, &stand)?.ok_or(MISFIT))
    }

    fn lowered(
        &self,
        (debt, part): (&DebtId, &str),
        posted: &[Posting],
    ) -> Result<Result<Undone, &'static str>, MoneyError> {
        let (Some(part), Some(first)) = (named(part), posted.first()) else {
            return Ok(Err(MISFIT));
        };
        let currency = first.amount.currency();
        let of_debt = Account::Owed(debt.clone(), part);
        let owed = sum(posted, currency, |posting| posting.from == of_debt)?;
        let given = sum(posted, currency, |posting| posting.from != of_debt)?;
        let mut postings = Vec::new();
        if !owed.is_zero() {
            postings.push(Posting { from: Account::Opening, to: of_debt, amount: owed });
        }
        if !given.is_zero() {
            let Some(back) = self.credit_back(given)? else { return Ok(Err(CREDIT_USED)) };
            postings.push(back);
        }
        Ok(Ok(Undone { postings, credit: Money::zero(currency) }))
    }

    /// Takes credit again that the import gave; `None` if there is not so much unused.
    fn credit_back(&self, amount: Money) -> Result<Option<Posting>, MoneyError> {
        let currency = amount.currency();
        let held = Account::Credit(self.case.clone());
        let all = self.postings();
        let came = sum(&all, currency, |posting| is_in(posting, currency) && posting.from == held)?;
        let left = sum(&all, currency, |posting| is_in(posting, currency) && posting.to == held)?;
        let enough = amount.less(came.less(left)?)?.is_zero();
        Ok(enough.then_some(Posting { from: Account::Opening, to: held, amount }))
    }

    /// Gives back to the case's credit what it has paid since the import, as far as it still stands, so that
    /// what the import gave or used can be undone; afterwards credit is used anew.
    pub fn credit_unused(&self) -> Result<Vec<Posting>, MoneyError> {
        let begun = self.batch.strip_prefix("batch_").unwrap_or_default();
        let since = self.moves.iter().filter(|(cause, _)| {
            let entry = cause.as_str().strip_prefix("credit:entry_");
            entry.is_some_and(|entry| entry > begun)
        });
        let (all, mut back) = (self.postings(), Vec::<Posting>::new());
        for (_, Posting { from, amount, .. }) in since {
            let Account::Owed(debt, part) = from else { continue };
            if self.bound.contains(debt) {
                continue;
            }
            let stands = Stand::of((debt, *part), amount.currency(), &all)?.paid;
            match back.iter_mut().find(|known| known.to == *from) {
                Some(known) => known.amount = known.amount.checked_add(*amount)?.at_most(stands)?,
                None => {
                    let amount = amount.at_most(stands)?;
                    let held = Account::Credit(self.case.clone());
                    back.push(Posting { from: held, to: from.clone(), amount });
                }
            }
        }
        back.retain(|posting| !posting.amount.is_zero());
        Ok(back)
    }
}

fn is_in(posting: &Posting, currency: Currency) -> bool {
    posting.amount.currency() == currency
}

fn named(part: &str) -> Option<Part> {
    Part::LEGAL_ORDER.into_iter().find(|known| known.as_str() == part)
}

fn sum(
    postings: &[Posting],
    currency: Currency,
    counts: impl Fn(&Posting) -> bool,
) -> Result<Money, MoneyError> {
    let its = postings.iter().filter(|posting| counts(posting));
    its.map(|posting| posting.amount).try_fold(Money::zero(currency), Money::checked_add)
}
