//! Money that has not reached a plan yet: what it will make of the plan once it has.

use chrono::NaiveDate;

use super::{Act, Extra, Plan, Progress, State};
use crate::money::{Money, MoneyError};

/// Money for a plan, with the day on which it counts.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Dated {
    /// How much.
    pub amount: Money,
    /// Where it goes beyond what is asked for.
    pub extra: Extra,
    /// The instalment for which a card was charged, if one was.
    pub charge: Option<u32>,
    /// The day on which it was begun.
    pub on: NaiveDate,
}

impl Dated {
    /// What its coming is to a plan, on its day.
    pub fn act(self) -> Act {
        match self.charge {
            Some(number) => Act::Charge(number, self.amount),
            None => Act::Pay(self.amount, self.extra),
        }
    }
}

impl Plan {
    /// The plan as it will be when `money` has come, in this order. What comes after its end is not for it.
    pub fn with(&self, money: &[Dated]) -> Result<Self, MoneyError> {
        let mut plan = self.clone();
        for one in money {
            if plan.state != State::Active {
                break;
            }
            let events = plan.pay(one.amount, (one.charge, one.extra), one.on)?.events;
            plan = plan.clone().replay(&events).unwrap_or(plan);
        }
        Ok(plan)
    }

    /// How far the plan is on `today` while `coming` is on its way: its reward stands if it does once that
    /// has come.
    pub fn progress_with(
        &self,
        coming: &[Dated],
        today: NaiveDate,
    ) -> Result<Progress, MoneyError> {
        let progress = self.progress(today)?;
        if self.state != State::Active || progress.reward.is_some() {
            return Ok(progress);
        }
        let stands = self.with(coming)?.is_on_track(today);
        let reward = if stands { self.kept_reward()? } else { None };
        Ok(Progress { reward, ..progress })
    }
}
