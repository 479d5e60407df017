//! What an act of today makes of a plan.

use chrono::NaiveDate;

use super::{Event, Held, Part, PayOff, Plan, Reduction, State, What, after};
use crate::calendar::roll_forward;
use crate::ids::PlanId;
use crate::money::{Money, MoneyError};
use crate::policy::AfterMiss;
use crate::schedule::{self, DayOfMonth, Frequency};

/// Where money goes that is more than what is asked for.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Extra {
    /// To the instalments that come next: the next payment is smaller, or later.
    Next,
    /// To the last ones: the plan ends sooner.
    Last,
}

/// Whether money for the plan is on its way at the provider.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Pending {
    /// None.
    Nothing,
    /// Some: nothing is missed until it came or failed.
    Money,
}

/// What somebody does to a plan, or what a day brings.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Act {
    /// Money came.
    Pay(Money, Extra),
    /// A bank or the creditor took money back.
    TakeBack(Money),
    /// So much less is owed on its debts than was agreed.
    Correct(Money),
    /// A new day began.
    DayBegins(Pending),
    /// These days do not count: all that are known, in any order.
    Hold(Vec<Held>),
    /// The debtor wants to pay this instalment on that day.
    Move(u32, NaiveDate),
    /// The debtor wants to pay this instalment at the end.
    Skip(u32),
    /// The debtor's wages come on another day of the month.
    ChangePayday(DayOfMonth),
    /// The plan ends by agreement or by the creditor.
    Cancel,
    /// Another plan takes its place.
    Renegotiate(PlanId),
}

/// What an act makes.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Decision {
    /// What happens, in this order; may be nothing.
    pub events: Vec<Event>,
    /// Money that the plan does not need, or could not give back.
    pub rest: Money,
}

/// Why an act is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PlanRefusal {
    /// Nothing is open any more.
    #[error("the plan is not active")]
    NotActive,
    /// No instalment of this number is unpaid and unmissed.
    #[error("instalment {0} cannot be moved")]
    Fixed(u32),
    /// The policy allows no more of it.
    #[error("no more of it is allowed")]
    NoneLeft,
    /// Not on or after this day.
    #[error("not on or after {0}")]
    TooEarly(NaiveDate),
    /// Not on or before this day.
    #[error("not on or before {0}")]
    TooLate(NaiveDate),
    /// The instalments do not follow the months.
    #[error("the instalments are not monthly")]
    NotMonthly,
    /// The amounts do not fit together.
    #[error(transparent)]
    Money(#[from] MoneyError),
}

impl Plan {
    /// The events that `act` makes on `today`; they can always be applied, in their order.
    ///
    /// `today` is in the creditor's zone; for money it is the day on which the debtor paid.
    pub fn decide(&self, act: Act, today: NaiveDate) -> Result<Decision, PlanRefusal> {
        let rest = Money::zero(self.agreement.owed.currency());
        let events = match (&self.state, act) {
            (State::Active, Act::Pay(amount, extra)) => {
                return Ok(self.pay(amount, extra, today)?);
            }
            (_, Act::Pay(amount, _)) => return Ok(Decision { events: Vec::new(), rest: amount }),
            (State::Active | State::Paid { .. }, Act::TakeBack(amount)) => {
                return Ok(self.take_back(amount, today)?);
            }
            (_, Act::TakeBack(amount)) => {
                return Ok(Decision { events: Vec::new(), rest: amount });
            }
            (State::Active, Act::Correct(less)) => return Ok(self.correct(less, today)?),
            (_, Act::Correct(less)) => return Ok(Decision { events: Vec::new(), rest: less }),
            (State::Active, Act::DayBegins(Pending::Nothing)) => self.misses(today),
            (State::Paid { on }, Act::DayBegins(_)) if today > *on => vec![What::Completed],
            (State::Active, Act::Hold(periods)) => self.holds(periods),
            (_, Act::DayBegins(_) | Act::Hold(_)) => Vec::new(),
            (State::Active, Act::Move(number, to)) => vec![self.moved(number, to, today)?],
            (State::Active, Act::Skip(number)) => vec![self.skipped(number, today)?],
            (State::Active, Act::ChangePayday(day)) => vec![self.payday(day, today)?],
            (State::Active, Act::Cancel) => vec![What::Cancelled],
            (State::Active, Act::Renegotiate(into)) => vec![What::Renegotiated(into)],
            _ => return Err(PlanRefusal::NotActive),
        };
        Ok(Decision { events: dated(today, events), rest })
    }

    /// What money of `today` makes.
    pub(super) fn take(
        &self,
        amount: Money,
        extra: Extra,
        today: NaiveDate,
    ) -> Result<Decision, MoneyError> {
        let pay_off = self.pay_off(today)?;
        if amount.is_zero() || !pay_off.to_pay.less(amount)?.is_zero() {
            return self.pay_some(amount, extra, today);
        }
        let mut events = self.reductions(&pay_off)?;
        let mut open: Vec<_> = self.parts.clone();
        for what in &events {
            if let What::Reduced(number, by, _) = what {
                let part = open.iter_mut().find(|part| part.number == *number);
                part.map_or(Ok(()), |part| part.reduce(*by, today))?;
            }
        }
        for part in &open {
            let left = part.open()?;
            if !left.is_zero() {
                events.push(What::Paid(part.number, left));
            }
        }
        let closes_several = self.open_parts().nth(1).is_some();
        let was_one = self.parts.len() == 1;
        let waives = !self.agreement.given_up.is_zero() || pay_off.to_pay != pay_off.open;
        if closes_several || was_one || !waives {
            events.push(What::Completed);
        }
        Ok(Decision { events: dated(today, events), rest: amount.checked_sub(pay_off.to_pay)? })
    }

    /// What paying everything takes off, from the last instalments.
    fn reductions(&self, pay_off: &PayOff) -> Result<Vec<What>, MoneyError> {
        let mut off = [
            (pay_off.interest, Reduction::Interest),
            (pay_off.discount, Reduction::Discount),
            (pay_off.reward, Reduction::Reward),
        ];
        let mut events = Vec::new();
        for part in self.open_parts().rev() {
            let mut open = part.open()?;
            for (left, why) in &mut off {
                let by = left.at_most(open)?;
                (*left, open) = (left.checked_sub(by)?, open.checked_sub(by)?);
                if !by.is_zero() {
                    events.push(What::Reduced(part.number, by, *why));
                }
            }
        }
        Ok(events)
    }

    /// Less than everything: what is asked for, then the extra.
    fn pay_some(
        &self,
        amount: Money,
        extra: Extra,
        today: NaiveDate,
    ) -> Result<Decision, MoneyError> {
        let open: Vec<_> = self.open_parts().collect();
        let due = open.iter().filter(|part| part.due_on <= today).count();
        let (asked, more) = open.split_at(due.max(1).min(open.len()));
        let more: Vec<_> = match extra {
            Extra::Next => more.to_vec(),
            Extra::Last => more.iter().rev().copied().collect(),
        };
        let (mut rest, mut events) = (amount, Vec::new());
        for part in asked.iter().copied().chain(more) {
            let paid = part.open()?.at_most(rest)?;
            rest = rest.checked_sub(paid)?;
            if !paid.is_zero() {
                events.push(What::Paid(part.number, paid));
            }
        }
        Ok(Decision { events: dated(today, events), rest })
    }

    /// From the instalments paid last; with it goes what paying everything had taken off.
    fn take_back(&self, amount: Money, today: NaiveDate) -> Result<Decision, MoneyError> {
        let (mut rest, mut events) = (amount, Vec::new());
        let mut last_first: Vec<_> = self.parts.iter().filter(|p| !p.paid.is_zero()).collect();
        last_first.sort_by_key(|part| (part.settled_on.is_none(), part.settled_on, part.due_on));
        for part in last_first.into_iter().rev() {
            let back = part.paid.at_most(rest)?;
            rest = rest.checked_sub(back)?;
            if !back.is_zero() {
                events.push(What::TakenBack(part.number, back));
            }
        }
        if !events.is_empty() {
            let reduced = self.parts.iter().filter(|part| !part.reduced.is_zero());
            events.extend(reduced.map(|part| What::Restored(part.number)));
        }
        Ok(Decision { events: dated(today, events), rest })
    }

    /// What has been missed since, and whether that breaks the plan.
    fn misses(&self, today: NaiveDate) -> Vec<What> {
        let grace = self.agreement.upkeep.grace_days;
        let is_missed = |part: &&Part| part.can_move() && part.last_on(grace) < today;
        let missed: Vec<_> = self.parts.iter().filter(is_missed).map(|part| part.number).collect();
        let broken = (!missed.is_empty() && self.breaks(&missed)).then_some(What::Broken);
        missed.into_iter().map(What::Missed).chain(broken).collect()
    }

    /// Whether the plan breaks once these instalments are missed too.
    pub(super) fn breaks(&self, missed: &[u32]) -> bool {
        let was_or_is = |part: &Part| part.missed_on.is_some() || missed.contains(&part.number);
        match self.agreement.upkeep.misses {
            AfterMiss::InAll(most) => {
                let in_all = self.parts.iter().filter(|part| was_or_is(part)).count();
                u32::try_from(in_all).is_ok_and(|count| count >= most.get())
            }
            AfterMiss::InARow(most) => {
                let mut row = 0;
                self.parts.iter().any(|part| {
                    let is_unpaid = part.settled_on.is_none() && was_or_is(part);
                    row = if is_unpaid { row + 1 } else { 0 };
                    row >= most.get()
                })
            }
        }
    }

    fn moved(&self, number: u32, to: NaiveDate, today: NaiveDate) -> Result<What, PlanRefusal> {
        let part = self.movable(number)?;
        if self.moves >= self.agreement.upkeep.moves {
            return Err(PlanRefusal::NoneLeft);
        }
        let last = after(part.due_on, self.agreement.upkeep.move_days);
        if to < today {
            Err(PlanRefusal::TooEarly(today))
        } else if to > last {
            Err(PlanRefusal::TooLate(last))
        } else {
            Ok(What::Moved(number, self.rolled(to, today)))
        }
    }

    fn skipped(&self, number: u32, today: NaiveDate) -> Result<What, PlanRefusal> {
        self.movable(number)?;
        if self.skips >= self.agreement.upkeep.skips {
            return Err(PlanRefusal::NoneLeft);
        }
        let (frequency, first) = self.rhythm;
        let last = self.parts.last().map_or(first, |part| part.due_on);
        let from = self.agreement.accepted_on;
        let mut days = schedule::days(frequency, first, self.agreement.country, from);
        // In a long grace the day after the last one may have passed too.
        let to = days.find(|day| *day > last && *day >= today).ok_or(PlanRefusal::NoneLeft)?;
        Ok(What::Skipped(number, to))
    }

    fn payday(&self, day: DayOfMonth, today: NaiveDate) -> Result<What, PlanRefusal> {
        if !matches!(self.rhythm.0, Frequency::Monthly(_)) {
            return Err(PlanRefusal::NotMonthly);
        }
        if self.moves >= self.agreement.upkeep.moves {
            return Err(PlanRefusal::NoneLeft);
        }
        let next = self.parts.iter().find(|part| part.can_move());
        let next = next.ok_or(PlanRefusal::NotActive)?;
        let last = after(next.due_on, self.agreement.upkeep.move_days);
        let first = day.on_or_before(last);
        if first < today {
            return Err(PlanRefusal::TooEarly(today));
        }
        Ok(What::PaydayChanged(day, first))
    }

    fn movable(&self, number: u32) -> Result<&Part, PlanRefusal> {
        let part = self.parts.iter().find(|part| part.number == number && part.can_move());
        part.ok_or(PlanRefusal::Fixed(number))
    }

    fn rolled(&self, day: NaiveDate, today: NaiveDate) -> NaiveDate {
        if day == today { day } else { roll_forward(self.agreement.country, day) }
    }
}

pub(super) fn dated(day: NaiveDate, events: Vec<What>) -> Vec<Event> {
    events.into_iter().map(|what| Event { on: day, what }).collect()
}
