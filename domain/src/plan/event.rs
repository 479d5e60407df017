//! What happens to a plan.

use chrono::NaiveDate;

use super::State;
use crate::ids::PlanId;
use crate::money::{Money, MoneyError};
use crate::schedule::DayOfMonth;

/// Why an instalment became smaller.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Reduction {
    /// Interest for days that were not used.
    Interest,
    /// The policy's discount for paying everything.
    Discount,
    /// The reward for keeping to the dates.
    Reward,
}

/// One thing that happened, on a day in the creditor's zone.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Event {
    /// The day; for money, that on which the debtor paid, not that on which a bank confirmed it.
    pub on: NaiveDate,
    /// What.
    pub what: What,
}

/// What happened; instalments by their number.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub enum What {
    /// Money for one instalment: all of it, or a part.
    Paid(u32, Money),
    /// So much of one is not asked for.
    Reduced(u32, Money, Reduction),
    /// So much less of one is owed than was agreed: the creditor's books were wrong.
    Corrected(u32, Money),
    /// Its grace passed.
    Missed(u32),
    /// It was never missed: money of a day in its grace pays it, of which we heard late.
    Excused(u32),
    /// The days from the first to the second do not count. Takes the place of what was known of days from the
    /// same first one on.
    Held(NaiveDate, NaiveDate),
    /// No bank was asked for the charge that it waits for: from its day to this one no day counts for it. Takes
    /// the place of what was known.
    Untried(u32, NaiveDate),
    /// Its day is another.
    Moved(u32, NaiveDate),
    /// It went to the end, to this day.
    Skipped(u32, NaiveDate),
    /// These follow this day of the month from now on, each on its day: what holidays were then makes them.
    PaydayChanged(DayOfMonth, Vec<(u32, NaiveDate)>),
    /// These have other days, for theirs came while the plan was broken by mistake, or are pushed on by such:
    /// what holidays were then makes them.
    Redated(Vec<(u32, NaiveDate)>),
    /// A bank took back so much of what was paid for one.
    TakenBack(u32, Money),
    /// What was reduced is due again.
    Restored(u32),
    /// Too many misses.
    Broken,
    /// It never broke: money that came in time pays what had broken it. The days since it did do not count.
    Reopened,
    /// Nothing is owed any more.
    Completed,
    /// Ended otherwise.
    Cancelled,
    /// Another plan took its place.
    Renegotiated(PlanId),
}

/// An event that cannot happen to a plan in this state.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TransitionError {
    /// The table above has no such step.
    #[error("a plan that is {from:?} cannot take {event:?}")]
    NotNow {
        /// The state.
        from: State,
        /// The event.
        event: What,
    },
    /// The amounts do not fit the instalment.
    #[error(transparent)]
    Money(#[from] MoneyError),
}
