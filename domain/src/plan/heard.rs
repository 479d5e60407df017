//! Money of which we hear late: a bank debit that is confirmed days after it was begun.

use chrono::NaiveDate;

use super::decide::dated;
use super::{Decision, Event, Extra, Part, Plan, What};
use crate::money::{Money, MoneyError};

impl Plan {
    /// What money that the debtor paid on `today` makes. An instalment that it pays, and that was in time on
    /// that day, was never missed, whenever we heard of the money.
    pub(super) fn pay(
        &self,
        amount: Money,
        order: (Option<u32>, Extra),
        today: NaiveDate,
    ) -> Result<Decision, MoneyError> {
        let today = self.counted(today);
        let (heard, in_time) = self.as_of(today);
        let Decision { events: made, rest } = heard.take(amount, order, today)?;
        let mut excused = Vec::new();
        for part in in_time {
            if part.open()? == closed(part, &made)? {
                excused.push(What::Excused(part.number));
            }
        }
        let mut events = dated(today, excused);
        events.extend(made);
        Ok(Decision { events, rest })
    }

    /// What money that the debtor paid on `day` ends the plan for, whenever we hear of it.
    pub fn ends_for(&self, day: NaiveDate) -> Result<Money, MoneyError> {
        let day = self.counted(day);
        Ok(self.as_of(day).0.pay_off(day)?.to_pay)
    }

    /// Money that was begun before the plan was agreed on pays it from its first day on.
    fn counted(&self, day: NaiveDate) -> NaiveDate {
        day.max(self.agreement.accepted_on)
    }

    /// The plan without the misses of which nobody could know on `day`, and their instalments.
    fn as_of(&self, day: NaiveDate) -> (Self, Vec<Part>) {
        let grace = self.agreement.upkeep.grace_days;
        let (mut plan, mut in_time) = (self.clone(), Vec::new());
        for part in &mut plan.parts {
            let is_owed = part.missed_on.is_some() && part.settled_on.is_none();
            if is_owed && day <= part.last_on(grace) {
                part.missed_on = None;
                in_time.push(*part);
            }
        }
        (plan, in_time)
    }
}

/// How much of an instalment events pay or do not ask for.
fn closed(part: Part, events: &[Event]) -> Result<Money, MoneyError> {
    let mut sum = Money::zero(part.agreed.currency());
    for event in events {
        if let What::Paid(number, amount) | What::Reduced(number, amount, _) = event.what
            && number == part.number
        {
            sum = sum.checked_add(amount)?;
        }
    }
    Ok(sum)
}
