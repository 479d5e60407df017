//! What is wrong with a policy, and what is unwise in it.
//!
//! A policy with a [`Contradiction`] is refused. A [`Warning`] is an example that somebody can follow:
//! it is found by computing the offers of cases on both sides of every border of every segment.

mod contradiction;
mod plain;
mod plans;
mod reach;
mod warning;

use chrono::NaiveDate;

use super::Policy;
use crate::money::{Currency, Money, MoneyError};
use crate::percent::Percent;
use crate::plan_quote::Refusal;

/// What can never be meant.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Contradiction {
    /// The place of the segment; `None` for what holds for all.
    pub segment: Option<usize>,
    /// What.
    pub why: Why,
}

/// What a segment says from a least to a most.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Span {
    /// Days late.
    DaysLate,
    /// What is owed.
    Total,
    /// How many debts.
    Debts,
    /// How many instalments.
    Instalments,
}

/// What a segment gives.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Given {
    /// The discount.
    Discount,
    /// The settlement.
    Settlement,
    /// The plan's reward.
    Reward,
    /// The extension.
    Extension,
    /// Accepting proposals at once.
    Proposals,
    /// Moving a date.
    Moves,
    /// Trying an automatic payment again.
    Retries,
}

/// What the last try of an automatic payment comes too late for.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum TooLateFor {
    /// The grace of its own date, so many days: by then it is missed.
    Grace(u16),
    /// The next date, which may come so many days later.
    NextDate(u16),
    /// Any charge: after so many days nothing is charged any more.
    Charge(u16),
}

/// Why a segment contradicts itself or another.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Why {
    /// An amount in another currency than the policy's.
    Currency(Currency),
    /// The least is above the most.
    LeastAboveMost(Span),
    /// A share, a number of days or a number of times is zero.
    Nothing(Given),
    /// Nothing would be left to pay.
    Everything(Given),
    /// A plan without a rhythm.
    NoRhythm,
    /// More instalments than a schedule has.
    TooMany(u32),
    /// Not even the largest amount that the segment is for makes a plan.
    NoPlan(Refusal),
    /// Not even the largest amount that the segment is for has twice the least part payment.
    NoPart(Money),
    /// Every case that it is for is taken by a segment before it.
    NeverMatches,
}

/// What is unwise, with an example.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Warning {
    /// Who waits pays less.
    WaitPays(WaitPays),
    /// A plan whose dates are kept costs less than paying now.
    PlanCheaper {
        /// The segment.
        segment: usize,
        /// For who owes this.
        owed: Money,
        /// In so many instalments.
        parts: u32,
        /// What the plan costs, less its reward.
        plan: Money,
        /// What paying now costs.
        now: Money,
    },
    /// A plan gives back more than its cost.
    RewardAboveCost {
        /// The segment.
        segment: usize,
        /// For who owes this.
        owed: Money,
        /// What is given back.
        reward: Money,
        /// What the plan costs.
        cost: Money,
    },
    /// Interest for paying late is above the legal maximum.
    LateAboveMaximum {
        /// A year.
        yearly: Percent,
        /// The legal maximum a year.
        maximum: Percent,
    },
    /// The fee for paying late is large beside the least that it is asked on.
    LateFee {
        /// The segment that speaks of so little; `None` if none speaks of anybody who is late.
        segment: Option<usize>,
        /// For who owes this.
        owed: Money,
        /// The fee.
        fee: Money,
    },
    /// A plan costs more than the legal maximum allows.
    PlanAboveMaximum {
        /// The segment.
        segment: usize,
        /// For who owes this.
        owed: Money,
        /// What the plan costs.
        cost: Money,
        /// What it may cost.
        maximum: Money,
    },
    /// The last day of a discount or a settlement has passed.
    Ended {
        /// The segment.
        segment: usize,
        /// Which.
        what: Given,
        /// The day.
        on: NaiveDate,
    },
    /// A plan that breaks restores nothing, and there may be as many as one likes.
    BreaksFree {
        /// The segment.
        segment: usize,
    },
    /// More misses are allowed than there are instalments.
    NeverBreaks {
        /// The segment.
        segment: usize,
        /// The misses that break the plan.
        misses: u32,
        /// The most instalments.
        parts: u32,
    },
    /// Automatic payments are tried for too long.
    LateRetries {
        /// The segment.
        segment: usize,
        /// How many days after the date the last try is made.
        days: u32,
        /// What that is too late for.
        what: TooLateFor,
    },
}

/// Somebody for whom waiting pays.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct WaitPays {
    /// The segment now; `None` if there is none.
    pub segment: Option<usize>,
    /// The segment later.
    pub later: Option<usize>,
    /// How late today, negative before the due date.
    pub days_late: i64,
    /// Days to wait.
    pub wait: i64,
    /// What is owed today.
    pub owed: Money,
    /// The least that it costs today.
    pub now: Money,
    /// The least that it costs then, with the interest until then.
    pub then: Money,
}

/// Everything in `policy` that can never be meant, in the order of its segments.
///
/// `today` is a day on which the policy would be switched on: holidays decide how long a plan lasts.
pub fn contradictions(policy: &Policy, today: NaiveDate) -> Vec<Contradiction> {
    contradiction::all(policy, today)
}

/// Everything unwise in `policy`, which must be without contradiction, as of `today`.
///
/// `legal_maximum` is the highest yearly rate that the law of the creditor's country allows, where there
/// is one: it changes every month or quarter in most countries, so that it is told, not known.
pub fn warnings(
    policy: &Policy,
    today: NaiveDate,
    legal_maximum: Option<Percent>,
) -> Result<Vec<Warning>, MoneyError> {
    warning::all(policy, today, legal_maximum)
}

#[cfg(test)]
mod tests;
