//! What a creditor offers to whom, within which limits.
//!
//! A policy is an ordered list of segments over cases. The first that fits a case decides; a case that
//! fits none is offered nothing but paying. Every limit is an amount, a count or an exact rate, so that
//! the same case gets the same offers on every machine.

pub mod check;
mod limits;

use std::num::NonZeroU32;
use std::ops::RangeInclusive;

use chrono::NaiveDate;

pub use limits::{
    AfterMiss, Breaks, Cost, Count, Discount, DownPayment, Extension, Late, PartPayment, PlanTerms,
    Proposals, Restores, Retries, Reward, Rhythm, Settlement, Spread, Until, Upkeep,
};

use crate::country::Country;
use crate::money::{Currency, Money};

/// One version of a creditor's offers in one currency.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Policy {
    /// Of every amount in it.
    pub currency: Currency,
    /// Whose weekends, holidays and legal maxima count.
    pub country: Country,
    /// What paying late costs.
    pub late: Option<Late>,
    /// The first that fits decides.
    pub segments: Vec<Segment>,
}

/// Which cases, and what they are offered.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Segment {
    /// What the team calls it.
    pub name: String,
    /// Which cases.
    pub fits: Fits,
    /// For paying everything at once.
    pub discount: Option<Discount>,
    /// For ending an old debt with less.
    pub settlement: Option<Settlement>,
    /// For paying by and by.
    pub plan: Option<PlanTerms>,
    /// For paying later.
    pub extension: Option<Extension>,
    /// For paying some of it.
    pub part: Option<PartPayment>,
    /// What happens to terms that the debtor proposes.
    pub proposals: Option<Proposals>,
    /// Whether a discount may be had together with instalments. Usually not: choosing one gives up the
    /// other, and the page says so.
    pub combines: Combines,
}

impl Segment {
    /// Whether neither a plan nor a settlement in instalments is offered any more on a debt on which so many
    /// plans have broken. Where the segment has no plan of its own, [`Breaks::USUAL`] holds.
    pub fn offers_no_plan_after(&self, broken: u32) -> bool {
        self.plan.as_ref().map_or(Breaks::USUAL, |terms| terms.breaks).is_reached(broken)
    }
}

/// Whether a discount and instalments go together.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub enum Combines {
    /// One or the other.
    #[default]
    Never,
    /// A plan is cheaper by the discount too.
    DiscountWithPlan,
}

/// Which cases a segment is for: all conditions hold. An empty one holds always.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Fits {
    /// Days since the oldest open debt was due, negative before.
    pub days_late: Option<RangeInclusive<i64>>,
    /// What is owed in this currency.
    pub total: Option<RangeInclusive<i64>>,
    /// How many debts are open.
    pub debts: Option<RangeInclusive<u32>>,
    /// One of these stands on the case.
    pub tags: Vec<String>,
}

/// What a policy looks at in a case, in its currency and without disputed debts.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Standing {
    /// Days since the oldest open debt was due, negative before.
    pub days_late: i64,
    /// What is owed.
    pub total: Money,
    /// How many debts are open.
    pub debts: u32,
    /// The case's tags.
    pub tags: Vec<String>,
}

/// Why a case fits no segment.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Misfit {
    /// Not late enough, or too late.
    DaysLate,
    /// Too little, or too much.
    Total,
    /// Too few debts, or too many.
    Debts,
    /// None of the tags.
    Tags,
}

impl Fits {
    /// The first condition that does not hold.
    pub fn misfit(&self, standing: &Standing) -> Option<Misfit> {
        let outside = |range: Option<&RangeInclusive<i64>>, value: i64| {
            range.is_some_and(|range| !range.contains(&value))
        };
        if outside(self.days_late.as_ref(), standing.days_late) {
            Some(Misfit::DaysLate)
        } else if outside(self.total.as_ref(), standing.total.minor()) {
            Some(Misfit::Total)
        } else if self.debts.as_ref().is_some_and(|range| !range.contains(&standing.debts)) {
            Some(Misfit::Debts)
        } else if !self.tags.is_empty() && !self.tags.iter().any(|tag| standing.tags.contains(tag))
        {
            Some(Misfit::Tags)
        } else {
            None
        }
    }
}

impl Policy {
    /// The segment that decides, with its place from 0; `None` if the case fits none.
    pub fn segment(&self, standing: &Standing) -> Option<(usize, &Segment)> {
        self.segments.iter().enumerate().find(|(_, one)| one.fits.misfit(standing).is_none())
    }
}

/// The most instalments that `total` allows when none may be below `least`.
pub fn most_parts(total: Money, least: Money, most: NonZeroU32) -> Option<NonZeroU32> {
    let by_amount =
        if least.is_zero() { i64::from(most.get()) } else { total.minor() / least.minor() };
    let parts = by_amount.min(i64::from(most.get()));
    u32::try_from(parts).ok().and_then(NonZeroU32::new)
}

/// The last day of an offer that holds for `days` days from `from`, that day included.
pub fn last_day(from: NaiveDate, days: u16) -> NaiveDate {
    let more = u64::from(days.saturating_sub(1));
    from.checked_add_days(chrono::Days::new(more)).unwrap_or(from)
}
