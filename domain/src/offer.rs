//! The ways out of a case today, computed from the policy; nothing of it is stored until one is
//! accepted.

mod ways;

use chrono::NaiveDate;

use self::ways::{Of, plain};
use crate::allocation::Balance;
use crate::money::{Money, MoneyError};
use crate::plan::{Bargain, Early};
use crate::plan_quote::Quote;
use crate::policy::{Combines, Policy, Segment, Standing, Until};

/// One debt as offers look at it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Debt {
    /// What is open.
    pub balance: Balance,
    /// When it falls due; one without a date counts as due.
    pub due_on: Option<NaiveDate>,
    /// The day on which an identity was first confirmed while it was open.
    pub seen_on: Option<NaiveDate>,
}

/// A case in one currency, without disputed debts and those of an active plan.
#[derive(Clone, Copy, Debug)]
pub struct Case<'a> {
    /// The open debts; at least one.
    pub debts: &'a [Debt],
    /// The case's tags.
    pub tags: &'a [String],
    /// How often it was given more time.
    pub extensions: u16,
    /// How many plans have broken of the debt that had most such.
    pub broken: u32,
}

/// A way out. The order is that of offers that cost the same and end on the same day.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Way {
    /// Everything at once, for less.
    Discount,
    /// Less than everything, and the rest is given up.
    Settlement {
        /// In so many payments.
        payments: u32,
    },
    /// Everything at once.
    Everything,
    /// By and by.
    Plan {
        /// The fewest instalments.
        fewest: u32,
        /// The most, which is what the amounts of the offer speak of.
        most: u32,
    },
    /// Later, by a promise.
    Extension,
    /// Some of it now.
    Part,
}

/// One way out today.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Offer {
    /// Which.
    pub way: Way,
    /// What it costs in all.
    pub total: Money,
    /// What is saved against paying everything.
    pub saving: Money,
    /// The first payment, or the least that is taken.
    pub first: Money,
    /// When the last payment is due.
    pub last_on: NaiveDate,
    /// The last day on which it can be accepted; `None` while nothing changes.
    pub valid_until: Option<NaiveDate>,
    /// The place of the segment that offers it; `None` for what everybody may do.
    pub segment: Option<usize>,
    /// The limit of the segment that made it what it is.
    pub limit: Option<Limit>,
}

/// The limit that decides how far an offer goes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Limit {
    /// How long it stands.
    Stands(Until),
    /// No more instalments.
    Parts(u32),
    /// No smaller payment.
    Least(Money),
    /// No longer plan, in days.
    Longest(u16),
    /// No later day, in days from today.
    Days(u16),
}

impl Case<'_> {
    /// What the policy looks at.
    pub fn standing(&self, policy: &Policy, today: NaiveDate) -> Result<Standing, MoneyError> {
        let late = |debt: &Debt| debt.due_on.map_or(0, |due| (today - due).num_days());
        Ok(Standing {
            days_late: self.debts.iter().map(late).max().unwrap_or_default(),
            total: self.total(policy)?,
            debts: u32::try_from(self.debts.len()).unwrap_or(u32::MAX),
            tags: self.tags.to_vec(),
        })
    }

    fn total(&self, policy: &Policy) -> Result<Money, MoneyError> {
        let zero = Money::zero(policy.currency);
        self.debts.iter().try_fold(zero, |sum, debt| sum.checked_add(debt.balance.total()?))
    }
}

/// The ways out of `case` today: lowest total first, then earliest end, then kind.
pub fn offers(
    policy: &Policy,
    case: &Case<'_>,
    today: NaiveDate,
) -> Result<Vec<Offer>, MoneyError> {
    let standing = case.standing(policy, today)?;
    offers_of(policy, policy.segment(&standing), case, today)
}

/// What `segment`, with its place, offers `case` today, whether or not it fits.
pub fn offers_of(
    policy: &Policy,
    segment: Option<(usize, &Segment)>,
    case: &Case<'_>,
    today: NaiveDate,
) -> Result<Vec<Offer>, MoneyError> {
    let owed = case.total(policy)?;
    let mut found = vec![plain(Way::Everything, owed, today)];
    if let Some((place, segment)) = segment {
        let of = Of { policy, segment, case, owed, today };
        let made = [of.discount()?, of.plan()?, of.extension(), of.part()?];
        let mut made: Vec<_> = made.into_iter().flatten().collect();
        made.extend(of.settlements()?);
        found.extend(made.into_iter().map(|offer| Offer { segment: Some(place), ..offer }));
    }
    found.sort_by(|a, b| {
        let key = |offer: &Offer| (offer.total.minor(), offer.last_on);
        key(a).cmp(&key(b)).then_with(|| a.way.cmp(&b.way))
    });
    Ok(found)
}

/// The plan that [`offers`] speaks of in this segment, with its dates: the most instalments in the slowest
/// rhythm that the limits allow; `None` if the segment offers none.
pub fn longest_plan(
    policy: &Policy,
    segment: &Segment,
    case: &Case<'_>,
    today: NaiveDate,
) -> Result<Option<Quote>, MoneyError> {
    let owed = case.total(policy)?;
    let made = Of { policy, segment, case, owed, today }.longest_plan()?;
    Ok(made.map(|made| made.quote))
}

/// What a plan of `case` would start from today: everything that is owed, less the discount if the policy
/// gives it together with instalments; else the discount waits for who pays the plan off while it stands.
pub fn bargain(policy: &Policy, case: &Case<'_>, today: NaiveDate) -> Result<Bargain, MoneyError> {
    let standing = case.standing(policy, today)?;
    match policy.segment(&standing) {
        Some((_, segment)) => bargain_of(policy, segment, case, today),
        None => Ok(full(standing.total)),
    }
}

/// What a plan in `segment` would start from, whether or not it fits.
pub(crate) fn bargain_of(
    policy: &Policy,
    segment: &Segment,
    case: &Case<'_>,
    today: NaiveDate,
) -> Result<Bargain, MoneyError> {
    let owed = case.total(policy)?;
    let of = Of { policy, segment, case, owed, today };
    let (Some(discount), Some((most, until))) = (segment.discount, of.discount_today()?) else {
        return Ok(full(owed));
    };
    Ok(match segment.combines {
        Combines::DiscountWithPlan => Bargain { given_up: most, ..full(owed) },
        Combines::Never => {
            Bargain { early: Some(Early { off: discount.off, most, until }), ..full(owed) }
        }
    })
}

const fn full(owed: Money) -> Bargain {
    Bargain { owed, given_up: Money::zero(owed.currency()), early: None }
}

#[cfg(test)]
mod tests;
