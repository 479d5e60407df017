//! One instalment of a plan.

use chrono::NaiveDate;

use super::after;
use crate::money::{Money, MoneyError};

/// One instalment of a plan as it stands.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Part {
    /// Its number as agreed; 0 is the down payment.
    pub number: u32,
    /// The last day to pay it, before any grace.
    pub due_on: NaiveDate,
    /// What was agreed, less what the creditor's books have corrected since.
    pub agreed: Money,
    /// What of that is not asked for.
    pub reduced: Money,
    /// What was paid.
    pub paid: Money,
    /// The day on which nothing of it was open any more.
    pub settled_on: Option<NaiveDate>,
    /// The day on which it was first missed; kept when it is paid late.
    pub missed_on: Option<NaiveDate>,
    /// By how many days its grace is longer because days were held, or no bank was asked for its charge.
    pub held_days: u16,
    /// The last day on which its charge waits, or waited, without a bank having been asked; `None` if it never
    /// did so beyond its grace.
    pub untried_until: Option<NaiveDate>,
    /// The last day on which money was taken back from it, or what had come off it came back with such money;
    /// kept when it is paid again.
    pub reopened_on: Option<NaiveDate>,
}

/// How an instalment stands.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Standing {
    /// Nothing paid yet.
    Open,
    /// A part is paid.
    Partly,
    /// Its grace has passed.
    Missed,
    /// Paid before its day.
    Early,
    /// Paid on its day or within its grace.
    OnTime,
    /// Paid after its grace.
    Late,
}

impl Part {
    /// What is still to be paid.
    pub fn open(&self) -> Result<Money, MoneyError> {
        self.agreed.checked_sub(self.reduced)?.checked_sub(self.paid)
    }

    /// The last day on which paying it is in time, with so many days of grace and those that were held.
    pub fn last_on(&self, grace_days: u16) -> NaiveDate {
        after(self.due_on, grace_days.saturating_add(self.held_days))
    }

    /// How it stands, with so many days of grace.
    pub fn standing(&self, grace_days: u16) -> Standing {
        match self.settled_on {
            Some(on) if on < self.due_on => Standing::Early,
            Some(on) if on <= self.last_on(grace_days) => Standing::OnTime,
            Some(_) => Standing::Late,
            None if self.missed_on.is_some() => Standing::Missed,
            None if self.paid.is_zero() => Standing::Open,
            None => Standing::Partly,
        }
    }

    /// Whether its day is still ahead, or in its grace.
    pub(super) const fn is_ahead(&self) -> bool {
        self.settled_on.is_none() && self.missed_on.is_none()
    }

    /// Whether it may be paid on another day: the down payment is due on the day of acceptance, always.
    pub(super) const fn is_movable(&self) -> bool {
        self.number != 0 && self.is_ahead()
    }

    pub(super) fn take(&mut self, amount: Money, on: NaiveDate) -> Result<(), MoneyError> {
        self.open()?.checked_sub(amount)?;
        self.paid = self.paid.checked_add(amount)?;
        self.close(on)
    }

    pub(super) fn reduce(&mut self, by: Money, on: NaiveDate) -> Result<(), MoneyError> {
        self.open()?.checked_sub(by)?;
        self.reduced = self.reduced.checked_add(by)?;
        self.close(on)
    }

    pub(super) fn correct(&mut self, by: Money, on: NaiveDate) -> Result<(), MoneyError> {
        self.open()?.checked_sub(by)?;
        self.agreed = self.agreed.checked_sub(by)?;
        self.close(on)
    }

    fn close(&mut self, on: NaiveDate) -> Result<(), MoneyError> {
        if self.open()?.is_zero() {
            self.settled_on.get_or_insert(on);
        }
        Ok(())
    }

    pub(super) fn give_back(&mut self, amount: Money, on: NaiveDate) -> Result<(), MoneyError> {
        self.paid = self.paid.checked_sub(amount)?;
        self.reopen(on)
    }

    pub(super) fn restore(&mut self, on: NaiveDate) -> Result<(), MoneyError> {
        self.reduced = Money::zero(self.agreed.currency());
        self.reopen(on)
    }

    fn reopen(&mut self, on: NaiveDate) -> Result<(), MoneyError> {
        if !self.open()?.is_zero() {
            (self.settled_on, self.reopened_on) = (None, Some(on));
        }
        Ok(())
    }
}
