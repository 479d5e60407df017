//! What a debtor asks for, and the limit that it is outside of.

use chrono::{Days, NaiveDate};

use crate::country::Country;
use crate::money::{Money, MoneyError};
use crate::percent::Rounding;
use crate::plan_quote::Choice;
use crate::policy::Proposals;
use crate::schedule::{Instalment, ScheduleError, Terms};

/// Terms of one's own: so much in all, in such instalments.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Ask {
    /// What is paid in all; the rest is given up.
    pub pay: Money,
    /// How; one instalment is one payment.
    pub choice: Choice,
}

/// What makes terms none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Misasked {
    /// More than what is owed.
    #[error("more than what is owed, {0}")]
    MoreThanOwed(Money),
    /// No schedule comes of it.
    #[error(transparent)]
    Schedule(#[from] ScheduleError),
    /// The amounts do not fit together.
    #[error(transparent)]
    Money(#[from] MoneyError),
}

/// The limit that terms are outside of, so that they wait for the creditor.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Beyond {
    /// More instalments than that.
    Parts(u32),
    /// An instalment below that.
    Least(Money),
    /// More given up than that.
    GivenUp(Money),
    /// A last payment after that day.
    Days(NaiveDate),
    /// Inside all of them, but in the place of a plan that runs.
    Running,
    /// So many plans have broken on a debt that the policy offers none by itself any more.
    Broken(u32),
}

impl Ask {
    /// The instalments, without what is paid at once.
    pub fn schedule(
        &self,
        (country, today): (Country, NaiveDate),
    ) -> Result<Vec<Instalment>, Misasked> {
        Ok(self.terms(country)?.schedule(today)?)
    }

    pub(crate) fn terms(&self, country: Country) -> Result<Terms, MoneyError> {
        Ok(Terms {
            total: self.pay.checked_sub(self.choice.down)?,
            cut: self.choice.cut,
            first_on: self.choice.first_on,
            frequency: self.choice.frequency(),
            country,
        })
    }

    /// What would be given up.
    pub fn given_up(&self, owed: Money) -> Result<Money, Misasked> {
        self.check(owed)?;
        Ok(owed.checked_sub(self.pay)?)
    }

    /// The same terms when `owed` has become `now`: what would be given up stays what it was, so that
    /// what was paid since counts, and a first day that has passed becomes today.
    pub fn redone(&self, owed: Money, (now, today): (Money, NaiveDate)) -> Result<Self, Misasked> {
        let pay = now.checked_sub(self.given_up(owed)?)?;
        let first_on = self.choice.first_on.max(today);
        Ok(Self { pay, choice: Choice { first_on, ..self.choice } })
    }

    pub(super) fn check(&self, owed: Money) -> Result<(), Misasked> {
        let too_much = !self.pay.less(owed)?.is_zero();
        if too_much { Err(Misasked::MoreThanOwed(owed)) } else { Ok(()) }
    }

    /// The first of `limits` that the terms are outside of; `None` if they are inside all. Never
    /// [`Beyond::Running`]: what the terms take the place of is no limit.
    pub fn beyond(
        &self,
        limits: &Proposals,
        owed: Money,
        at: (Country, NaiveDate),
    ) -> Result<Option<Beyond>, Misasked> {
        let given_up = self.given_up(owed)?;
        let schedule = self.schedule(at)?;
        let parts = u32::try_from(schedule.len()).unwrap_or(u32::MAX);
        let most = limits.given_up.of(owed, Rounding::Down)?;
        let within = Days::new(u64::from(limits.within_days));
        let last = at.1.checked_add_days(within).unwrap_or(at.1);
        let too_small = schedule.iter().map(|one| limits.least.less(one.amount));
        let too_small = too_small.collect::<Result<Vec<_>, _>>()?.iter().any(|gap| !gap.is_zero());
        Ok(if parts > limits.parts {
            Some(Beyond::Parts(limits.parts))
        } else if too_small {
            Some(Beyond::Least(limits.least))
        } else if !given_up.less(most)?.is_zero() {
            Some(Beyond::GivenUp(most))
        } else if schedule.last().is_some_and(|one| one.due_on > last) {
            Some(Beyond::Days(last))
        } else {
            None
        })
    }
}
