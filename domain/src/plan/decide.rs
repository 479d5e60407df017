//! What an act of today makes of a plan.

use chrono::{Days, NaiveDate};

use super::{Dated, Event, Held, Part, PayOff, Plan, PlanRefusal, Reduction, State, What, after};
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
    /// Some, begun on this day: what was in time on that day is not missed until it came or failed.
    Begun(NaiveDate),
}

impl Pending {
    /// Whether what can be paid in time until `last_on` may still be by what is on its way.
    pub(crate) fn saves(self, last_on: NaiveDate) -> bool {
        match self {
            Self::Nothing => false,
            Self::Money => true,
            Self::Begun(on) => on <= last_on,
        }
    }
}

/// What somebody does to a plan, or what a day brings.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Act {
    /// Money came.
    Pay(Money, Extra),
    /// Money came that a card was charged for this instalment.
    Charge(u32, Money),
    /// A bank or the creditor took money back.
    TakeBack(Money),
    /// So much less is owed on its debts than was agreed.
    Correct(Money),
    /// A new day began.
    DayBegins(Pending),
    /// These days do not count: all that are known, in any order.
    Hold(Vec<Held>),
    /// These instalments, and no others, wait for their first charge, which no bank has answered.
    Untried(Vec<u32>),
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
    /// The creditor has found money that came in time, of which nobody knew when the plan broke: all that has
    /// reached its debts since.
    Reopen(Vec<Dated>),
    /// What money has left of dates that came while the plan was broken by mistake gets dates ahead.
    Redate,
}

/// What an act makes.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Decision {
    /// What happens, in this order; may be nothing.
    pub events: Vec<Event>,
    /// Money that the plan does not need, or could not give back.
    pub rest: Money,
}

impl Plan {
    /// The events that `act` makes on `today`; they can always be applied, in their order.
    ///
    /// `today` is in the creditor's zone; for money it is the day on which the debtor paid.
    pub fn decide(&self, act: Act, today: NaiveDate) -> Result<Decision, PlanRefusal> {
        let rest = Money::zero(self.agreement.owed.currency());
        let events = match (&self.state, act) {
            (State::Active, Act::Pay(amount, extra)) => {
                return Ok(self.pay(amount, (None, extra), today)?);
            }
            (State::Active, Act::Charge(number, amount)) => {
                return Ok(self.pay(amount, (Some(number), Extra::Next), today)?);
            }
            (_, Act::Pay(amount, _) | Act::Charge(_, amount)) => {
                return Ok(Decision { events: Vec::new(), rest: amount });
            }
            (State::Active | State::Paid { .. }, Act::TakeBack(amount)) => {
                return Ok(self.take_back(amount, today)?);
            }
            (_, Act::TakeBack(amount)) => {
                return Ok(Decision { events: Vec::new(), rest: amount });
            }
            (State::Active, Act::Correct(less)) => return Ok(self.correct(less, today)?),
            (_, Act::Correct(less)) => return Ok(Decision { events: Vec::new(), rest: less }),
            (State::Active, Act::DayBegins(pending)) => self.misses(today, pending),
            (State::Paid { on }, Act::DayBegins(_)) if today > *on => vec![What::Completed],
            (State::Active, Act::Hold(periods)) => self.holds(periods),
            (State::Active, Act::Redate) => self.redated(today).into_iter().collect(),
            (State::Active, Act::Untried(waiting)) => self.untried(&waiting, today),
            (_, Act::DayBegins(_) | Act::Hold(_) | Act::Untried(_) | Act::Redate) => Vec::new(),
            (State::Active, Act::Move(number, to)) => vec![self.moved(number, to, today)?],
            (State::Active, Act::Skip(number)) => vec![self.skipped(number, today)?],
            (State::Active, Act::ChangePayday(day)) => vec![self.payday(day, today)?],
            (State::Active, Act::Cancel) => vec![What::Cancelled],
            (State::Active, Act::Renegotiate(into)) => vec![What::Renegotiated(into)],
            (State::Broken { on }, Act::Reopen(money)) => vec![self.reopened(*on, &money)?],
            (_, Act::Reopen(_)) => return Err(PlanRefusal::StaysBroken),
            _ => return Err(PlanRefusal::NotActive),
        };
        Ok(Decision { events: dated(today, events), rest })
    }

    /// What money of `today` makes.
    pub(super) fn take(
        &self,
        amount: Money,
        order: (Option<u32>, Extra),
        today: NaiveDate,
    ) -> Result<Decision, MoneyError> {
        let pay_off = self.pay_off(today)?;
        if amount.is_zero() || !pay_off.to_pay.less(amount)?.is_zero() {
            return self.pay_some(amount, order, today);
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
    pub(super) fn reductions(&self, pay_off: &PayOff) -> Result<Vec<What>, MoneyError> {
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

    /// Less than everything: the instalment that it was charged for, what is asked for, then the extra.
    fn pay_some(
        &self,
        amount: Money,
        (charged, extra): (Option<u32>, Extra),
        today: NaiveDate,
    ) -> Result<Decision, MoneyError> {
        let (first, open): (Vec<&Part>, Vec<&Part>) =
            self.open_parts().partition(|part| Some(part.number) == charged);
        let due = open.iter().filter(|part| part.due_on <= today).count();
        let (asked, more) = open.split_at(due.max(1).min(open.len()));
        let more: Vec<_> = match extra {
            Extra::Next => more.to_vec(),
            Extra::Last => more.iter().rev().copied().collect(),
        };
        let (mut rest, mut events) = (amount, Vec::new());
        for part in first.into_iter().chain(asked.iter().copied()).chain(more) {
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
    fn misses(&self, today: NaiveDate, pending: Pending) -> Vec<What> {
        let grace = self.agreement.upkeep.grace_days;
        let is_over = |last_on: NaiveDate| last_on < today && !pending.saves(last_on);
        let is_missed = |part: &&Part| part.is_ahead() && is_over(part.last_on(grace));
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
        let ahead: Vec<_> = self.parts.iter().filter(|part| part.is_movable()).collect();
        let next = ahead.first().ok_or(PlanRefusal::NotActive)?;
        let first = self.near(day, next, today)?;
        let days = schedule::days(Frequency::Monthly(day), first, self.agreement.country, today);
        let dates: Vec<_> = ahead.iter().map(|part| part.number).zip(days).collect();
        let stays = ahead.iter().zip(&dates).all(|(part, (_, to))| part.due_on == *to);
        if stays { Err(PlanRefusal::Unchanged) } else { Ok(What::PaydayChanged(day, dates)) }
    }

    /// The nearest such day to which the next instalment may be moved.
    fn near(
        &self,
        day: DayOfMonth,
        next: &Part,
        today: NaiveDate,
    ) -> Result<NaiveDate, PlanRefusal> {
        let days = self.agreement.upkeep.move_days;
        let until = after(next.due_on, days);
        if until < today {
            return Err(PlanRefusal::Fixed(next.number));
        }
        let from = next.due_on.checked_sub_days(Days::new(u64::from(days)));
        let from = from.map_or(today, |from| from.max(today));
        day.nearest(next.due_on, days, today).ok_or(PlanRefusal::NotNear { from, until })
    }

    fn movable(&self, number: u32) -> Result<&Part, PlanRefusal> {
        let part = self.parts.iter().find(|part| part.number == number && part.is_movable());
        part.ok_or(PlanRefusal::Fixed(number))
    }

    fn rolled(&self, day: NaiveDate, today: NaiveDate) -> NaiveDate {
        if day == today { day } else { roll_forward(self.agreement.country, day) }
    }
}

pub(super) fn dated(day: NaiveDate, events: Vec<What>) -> Vec<Event> {
    events.into_iter().map(|what| Event { on: day, what }).collect()
}
