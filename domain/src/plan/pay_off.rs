//! What paying everything today comes to, how far the plan is, and what is owed when it ends unpaid.

use chrono::NaiveDate;

use super::{Part, Plan, Standing, State};
use crate::money::{Money, MoneyError};
use crate::percent::Rounding;
use crate::policy::{Cost, Count, Restores, Reward};

/// What pays everything today.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct PayOff {
    /// What is open.
    pub open: Money,
    /// Interest for the days that are left.
    pub interest: Money,
    /// The policy's discount; nothing where the reward is larger.
    pub discount: Money,
    /// The reward for keeping to the dates; nothing where the discount is as large.
    pub reward: Money,
    /// What is to be paid.
    pub to_pay: Money,
}

/// How far a plan is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Progress {
    /// Instalments of which nothing is open.
    pub settled: usize,
    /// All of them, the down payment among them.
    pub parts: usize,
    /// What was paid.
    pub paid: Money,
    /// What is open.
    pub open: Money,
    /// What comes off the last instalment if the dates are kept; `None` once it is lost, or where there
    /// is none.
    pub reward: Option<Money>,
    /// The first instalment that is still open.
    pub next: Option<Part>,
}

/// What is owed of a plan that ended unpaid, beside what its debts' balances say.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct AfterEnd {
    /// What is waived all the same.
    pub waived: Money,
    /// Cost of the plan that is not asked for: it was for days that will not be used.
    pub cost_dropped: Money,
    /// The day from which interest for paying late runs again.
    pub interest_from: NaiveDate,
}

impl Plan {
    /// What pays everything on `today`.
    pub fn pay_off(&self, today: NaiveDate) -> Result<PayOff, MoneyError> {
        let open = self.open()?;
        let zero = Money::zero(open.currency());
        let is_early = self.open_parts().next_back().is_some_and(|last| last.due_on > today);
        let mut interest = zero;
        if is_early {
            let charged = self.agreement.charged;
            interest = charged.less(self.agreement.earned(today)?)?.at_most(open)?;
        }
        let rest = open.checked_sub(interest)?;
        let mut reward = if self.is_on_track(today) { self.reward(interest)? } else { zero };
        reward = reward.at_most(rest)?;
        // The discount comes after the interest, so that nobody gains by waiting for more of it.
        let mut discount = if is_early { self.early_discount(rest, today)? } else { zero };
        // The larger of the two: with both, agreeing to a plan would be a way to pay at once for less than
        // the discount alone asks for.
        if discount.minor() < reward.minor() {
            discount = zero;
        } else {
            reward = zero;
        }
        let to_pay = rest.checked_sub(reward)?.checked_sub(discount)?;
        Ok(PayOff { open, interest, discount, reward, to_pay })
    }

    /// How far the plan is on `today`.
    pub fn progress(&self, today: NaiveDate) -> Result<Progress, MoneyError> {
        let zero = Money::zero(self.agreement.owed.currency());
        let on_track = self.state == State::Active && self.is_on_track(today);
        let reward = if on_track { self.kept_reward()? } else { None };
        Ok(Progress {
            settled: self.parts.iter().filter(|part| part.settled_on.is_some()).count(),
            parts: self.parts.len(),
            paid: self.parts.iter().try_fold(zero, |sum, part| sum.checked_add(part.paid))?,
            open: self.open()?,
            reward,
            next: self.open_parts().next().copied(),
        })
    }

    /// What the plan gives up in all: what was agreed, and what paying in time or early took off.
    pub fn waived(&self) -> Result<Money, MoneyError> {
        let reduced = self.parts.iter().map(|part| part.reduced);
        reduced.into_iter().try_fold(self.agreement.given_up, Money::checked_add)
    }

    /// What a plan that was broken, cancelled or renegotiated leaves; `None` for any other.
    ///
    /// A broken plan brings back what its policy says; one that is cancelled or renegotiated never
    /// was: what was to be given up is owed, but no interest for the time that it ran.
    pub fn after_end(&self) -> Result<Option<AfterEnd>, MoneyError> {
        let zero = Money::zero(self.agreement.owed.currency());
        let (on, restores) = match self.state {
            State::Broken { on } => (on, self.agreement.upkeep.restores),
            State::Cancelled { on } | State::Renegotiated { on, .. } => (on, Restores::GivenUp),
            State::Active | State::Paid { .. } | State::Completed { .. } => return Ok(None),
        };
        let keeps_waiver = restores == Restores::Nothing;
        let interest_again = restores == Restores::GivenUpAndInterest;
        Ok(Some(AfterEnd {
            waived: if keeps_waiver { self.agreement.given_up } else { zero },
            cost_dropped: self
                .agreement
                .charged
                .less(self.agreement.earned(on)?)?
                .at_most(self.open()?)?,
            interest_from: if interest_again { self.agreement.accepted_on } else { on },
        }))
    }

    /// Whether no instalment was ever missed, nor is past its grace.
    pub fn is_on_track(&self, today: NaiveDate) -> bool {
        let grace = self.agreement.upkeep.grace_days;
        self.parts.iter().all(|part| {
            let is_late = match part.standing(grace) {
                Standing::Early | Standing::OnTime => false,
                Standing::Late | Standing::Missed => true,
                Standing::Open | Standing::Partly => part.last_on(grace) < today,
            };
            part.missed_on.is_none() && !is_late
        })
    }

    /// The instalments that are not settled, by day.
    pub(super) fn open_parts(&self) -> impl DoubleEndedIterator<Item = &Part> {
        self.parts.iter().filter(|part| part.settled_on.is_none())
    }

    /// What keeping to every date brings; `None` where there is no reward.
    pub(super) fn kept_reward(&self) -> Result<Option<Money>, MoneyError> {
        let reward = self.reward(Money::zero(self.agreement.owed.currency()))?;
        Ok(Some(reward).filter(|reward| !reward.is_zero()))
    }

    /// The reward, when so much of the plan's interest is not asked for anyway.
    fn reward(&self, interest_saved: Money) -> Result<Money, MoneyError> {
        match (self.agreement.reward, self.agreement.cost) {
            (Some(Reward::OffTheLast(share)), _) => {
                share.of(self.agreement.total()?, Rounding::Down)
            }
            (Some(Reward::InterestWaived), Cost::YearlyRate(_)) => {
                self.agreement.charged.less(interest_saved)
            }
            _ => Ok(Money::zero(self.agreement.owed.currency())),
        }
    }

    fn early_discount(&self, open: Money, today: NaiveDate) -> Result<Money, MoneyError> {
        let Some(early) = self.agreement.early.filter(|early| early.until >= today) else {
            return Ok(Money::zero(open.currency()));
        };
        let off = match early.off {
            Count::Share(share) => share.of(open, Rounding::Down)?,
            Count::Amount(amount) => amount.at_most(open)?,
        };
        off.at_most(early.most)
    }
}
