//! The limits of each kind of offer, as the creditor sets them.

use std::num::NonZeroU32;
use std::ops::RangeInclusive;

use chrono::NaiveDate;

use crate::money::Money;
use crate::percent::Percent;
use crate::schedule::Frequency;

/// How long a discount or a settlement stands.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Until {
    /// To the end of that day.
    Date(NaiveDate),
    /// So many days from the first confirmed identity, that day included; once for each debt, so that a
    /// new link does not wind the clock back.
    Days(u16),
    /// To the end of the day on which the debt falls due.
    DueDate,
}

/// How much is taken off.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Count {
    /// A share of what it is given on.
    Share(Percent),
    /// An amount, at most what it is given on.
    Amount(Money),
}

/// Less for paying everything at once.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Discount {
    /// How much.
    pub off: Count,
    /// How long it stands.
    pub until: Until,
    /// Whether it counts debts that are not due yet.
    pub on_not_due: bool,
    /// Whether it counts interest and fees.
    pub on_interest: bool,
}

/// Less to end a debt for good.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Settlement {
    /// The share of the total that is given up.
    pub given_up: Percent,
    /// The most payments; one is a lump.
    pub payments: NonZeroU32,
    /// How often they follow each other.
    pub frequency: Frequency,
    /// How long the offer stands.
    pub until: Until,
}

/// What comes before the instalments.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum DownPayment {
    /// Nothing.
    None,
    /// At least this share of the total, on the day of acceptance.
    Share(Percent),
    /// At least this amount, on the day of acceptance.
    Amount(Money),
}

/// What a plan costs on top of what is owed.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Cost {
    /// Nothing.
    None,
    /// An amount for the plan.
    Fee(Money),
    /// Simple interest a year on what is still open, by the day.
    YearlyRate(Percent),
}

/// On which instalments the cost falls.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Spread {
    /// On all alike.
    Even,
    /// On the first.
    First,
    /// On the last.
    Last,
}

/// How misses count.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum AfterMiss {
    /// So many in all break the plan.
    InAll(NonZeroU32),
    /// So many one after the other break it; one paid in between begins anew.
    InARow(NonZeroU32),
}

/// What is owed again when a plan breaks. Interest stops at acceptance.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Restores {
    /// Only what is still unpaid.
    Nothing,
    /// What was to be given up.
    GivenUp,
    /// What was to be given up, and the interest for paying late since acceptance.
    GivenUpAndInterest,
}

/// After how many broken plans on a debt no other one is offered on it by itself.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Breaks {
    /// After so many.
    Most(NonZeroU32),
    /// However many there were.
    Unlimited,
}

impl Breaks {
    /// What a policy means that says nothing of it: two.
    pub const USUAL: Self = Self::Most(NonZeroU32::MIN.saturating_add(1));

    /// Whether so many broken plans are as many as there may be.
    pub const fn is_reached(self, broken: u32) -> bool {
        match self {
            Self::Most(most) => broken >= most.get(),
            Self::Unlimited => false,
        }
    }
}

/// For keeping to the dates.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Reward {
    /// This share of the plan's total comes off the last instalment.
    OffTheLast(Percent),
    /// The plan's interest is not asked for.
    InterestWaived,
}

/// How often an automatic payment that a bank refused is tried again.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Retries {
    /// How many more times, for each instalment.
    pub times: u16,
    /// The days between a bank's no and the next try.
    pub days: u16,
}

impl Retries {
    /// Those of a policy that says nothing of them. What was stored without them means these: they never change.
    pub const USUAL: Self = Self { times: 2, days: 3 };
}

/// What a debtor may do with a plan that runs.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Upkeep {
    /// Days after a date in which paying is still on time.
    pub grace_days: u16,
    /// When misses break the plan.
    pub misses: AfterMiss,
    /// What a broken plan brings back.
    pub restores: Restores,
    /// How many dates may be moved.
    pub moves: u16,
    /// By how many days at most.
    pub move_days: u16,
    /// How many instalments may be put at the end.
    pub skips: u16,
    /// How often an automatic payment is tried again.
    pub retries: Retries,
}

/// Paying by and by.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct PlanTerms {
    /// How many instalments.
    pub parts: RangeInclusive<u32>,
    /// How often; the monthly day is the debtor's own.
    pub frequencies: Vec<Rhythm>,
    /// The least instalment.
    pub least: Money,
    /// What comes first.
    pub down: DownPayment,
    /// What it costs.
    pub cost: Cost,
    /// Where the cost falls.
    pub spread: Spread,
    /// Days within which the first payment is made.
    pub first_within: u16,
    /// The most days from acceptance to the last instalment.
    pub longest_days: u16,
    /// What happens while it runs.
    pub upkeep: Upkeep,
    /// What keeping to the dates brings.
    pub reward: Option<Reward>,
    /// How many may break.
    pub breaks: Breaks,
}

/// A frequency without the debtor's choice of day.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Rhythm {
    /// Every seven days.
    Weekly,
    /// Every fourteen days.
    EveryTwoWeeks,
    /// On the 15th and the last day of the month.
    TwiceAMonth,
    /// On one day of each month.
    Monthly,
}

impl Rhythm {
    /// That of a frequency.
    pub const fn of(frequency: Frequency) -> Self {
        match frequency {
            Frequency::Weekly => Self::Weekly,
            Frequency::EveryTwoWeeks => Self::EveryTwoWeeks,
            Frequency::TwiceAMonth => Self::TwiceAMonth,
            Frequency::Monthly(_) => Self::Monthly,
        }
    }
}

/// Paying later.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Extension {
    /// The most days from today.
    pub days: u16,
    /// How often in the life of a debt.
    pub times: u16,
}

/// Paying some of it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct PartPayment {
    /// The least that is taken, and the least that may be left.
    pub least: Money,
}

/// Terms that a debtor proposes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Proposals {
    /// Instalments up to which they are accepted at once.
    pub parts: u32,
    /// The least instalment for that.
    pub least: Money,
    /// The share of the total that may be given up for that.
    pub given_up: Percent,
    /// The most days until the last payment for that.
    pub within_days: u16,
    /// Hours in which the creditor answers the others.
    pub answer_hours: u16,
}

/// What paying late costs. Simple interest on principal that is late, never on interest.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Late {
    /// Interest a year, by the day.
    pub yearly: Percent,
    /// A cost for each debt, once.
    pub fee: Option<Money>,
    /// Days after the due date for which nothing is asked.
    pub free_days: u16,
}
