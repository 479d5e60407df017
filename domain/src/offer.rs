//! The ways out of a case today, computed from the policy; nothing of it is stored until one is
//! accepted.

use std::num::NonZeroU32;

use chrono::NaiveDate;

use crate::allocation::Balance;
use crate::money::{Money, MoneyError};
use crate::percent::Rounding;
use crate::plan::{Bargain, Early};
use crate::plan_quote::{self, Choice};
use crate::policy::{
    Combines, Count, Discount, Extension, PartPayment, PlanTerms, Policy, Rhythm, Segment,
    Settlement, Standing, Until, last_day, most_parts,
};
use crate::schedule::{Cut, Terms};

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

/// What `segment` offers `case` today, whether or not it fits.
pub(crate) fn offers_of(
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

fn plain(way: Way, owed: Money, today: NaiveDate) -> Offer {
    Offer {
        way,
        total: owed,
        saving: Money::zero(owed.currency()),
        first: owed,
        last_on: today,
        valid_until: None,
        segment: None,
    }
}

/// One segment looking at one case.
struct Of<'a> {
    policy: &'a Policy,
    segment: &'a Segment,
    case: &'a Case<'a>,
    owed: Money,
    today: NaiveDate,
}

impl Of<'_> {
    fn discount(&self) -> Result<Option<Offer>, MoneyError> {
        let Some((off, until)) = self.discount_today()? else { return Ok(None) };
        let total = self.owed.checked_sub(off)?;
        Ok(Some(Offer {
            total,
            saving: off,
            first: total,
            valid_until: Some(until),
            ..plain(Way::Discount, self.owed, self.today)
        }))
    }

    /// What the discount takes off today, and its last day; `None` if it is nothing.
    fn discount_today(&self) -> Result<Option<(Money, NaiveDate)>, MoneyError> {
        let Some(discount) = &self.segment.discount else { return Ok(None) };
        let mut base = Money::zero(self.owed.currency());
        let mut until = None::<NaiveDate>;
        for debt in self.case.debts {
            let Some(last) = stands(discount.until, debt, self.today) else { continue };
            if debt.due_on.is_some_and(|due| due > self.today) && !discount.on_not_due {
                continue;
            }
            base = base.checked_add(counted(discount, &debt.balance)?)?;
            until = Some(until.map_or(last, |until| until.min(last)));
        }
        let off = match discount.off {
            Count::Share(share) => share.of(base, Rounding::Down)?,
            Count::Amount(amount) => amount.at_most(base)?,
        };
        Ok(until.filter(|_| !off.is_zero()).map(|until| (off, until)))
    }

    fn settlements(&self) -> Result<Vec<Offer>, MoneyError> {
        let Some(settlement) = &self.segment.settlement else { return Ok(Vec::new()) };
        let last = |debt: &Debt| stands(settlement.until, debt, self.today);
        let Some(until) = self
            .case
            .debts
            .iter()
            .map(last)
            .try_fold(NaiveDate::MAX, |until, last| Some(until.min(last?)))
        else {
            return Ok(Vec::new());
        };
        let saving = settlement.given_up.of(self.owed, Rounding::Down)?;
        let total = self.owed.checked_sub(saving)?;
        let mut made = Vec::new();
        for payments in
            [Some(1), (settlement.payments.get() > 1).then(|| settlement.payments.get())]
        {
            let Some(terms) = payments.and_then(|n| self.payments(settlement, total, n)) else {
                continue;
            };
            let Ok(schedule) = terms.schedule(self.today) else { continue };
            let (Some(first), Some(last)) = (schedule.first(), schedule.last()) else { continue };
            made.push(Offer {
                way: Way::Settlement {
                    payments: u32::try_from(schedule.len()).unwrap_or(u32::MAX),
                },
                total,
                saving,
                first: first.amount,
                last_on: last.due_on,
                valid_until: Some(until),
                segment: None,
            });
        }
        Ok(made)
    }

    fn payments(&self, settlement: &Settlement, total: Money, payments: u32) -> Option<Terms> {
        Some(Terms {
            total,
            cut: Cut::Parts(NonZeroU32::new(payments)?),
            first_on: self.today,
            frequency: settlement.frequency,
            country: self.policy.country,
        })
    }

    fn plan(&self) -> Result<Option<Offer>, MoneyError> {
        let Some(terms) = &self.segment.plan else { return Ok(None) };
        let discount = match self.segment.combines {
            Combines::DiscountWithPlan => self.discount_today()?,
            Combines::Never => None,
        };
        let off = discount.map_or(Money::zero(self.owed.currency()), |(off, _)| off);
        let owed = self.owed.checked_sub(off)?;
        let down = plan_quote::least_down(terms, owed)?;
        let Some(most) = NonZeroU32::new(*terms.parts.end()) else { return Ok(None) };
        let Some(most) = most_parts(owed.less(down)?, terms.least, most) else { return Ok(None) };
        let fewest = *terms.parts.start();
        let quoted =
            (fewest..=most.get()).rev().find_map(|parts| self.quote(terms, owed, (parts, down)));
        Ok(quoted.map(|quote| Offer {
            way: Way::Plan {
                fewest,
                most: u32::try_from(quote.instalments.len()).unwrap_or(u32::MAX),
            },
            total: quote.total,
            saving: self.owed.less(quote.total).unwrap_or(Money::zero(owed.currency())),
            first: quote.instalments.first().map_or(quote.down, |first| first.amount),
            last_on: quote.instalments.last().map_or(self.today, |last| last.due_on),
            valid_until: discount.map(|(_, until)| until),
            segment: None,
        }))
    }

    /// The plan of so many parts in the slowest rhythm that its limits allow.
    fn quote(
        &self,
        terms: &PlanTerms,
        owed: Money,
        (parts, down): (u32, Money),
    ) -> Option<plan_quote::Quote> {
        let cut = Cut::Parts(NonZeroU32::new(parts)?);
        let slowest = [Rhythm::Monthly, Rhythm::TwiceAMonth, Rhythm::EveryTwoWeeks, Rhythm::Weekly];
        slowest.into_iter().find_map(|rhythm| {
            let choice = Choice { cut, rhythm, payday: None, first_on: self.today, down };
            plan_quote::quote(terms, owed, &choice, (self.policy.country, self.today)).ok()
        })
    }

    fn extension(&self) -> Option<Offer> {
        let Extension { days, times } = self.segment.extension?;
        let is_left = self.case.extensions < times && days > 0;
        is_left.then(|| Offer {
            last_on: last_day(self.today, days.saturating_add(1)),
            ..plain(Way::Extension, self.owed, self.today)
        })
    }

    fn part(&self) -> Result<Option<Offer>, MoneyError> {
        let Some(PartPayment { least }) = self.segment.part else { return Ok(None) };
        // What is taken and what is left are both at least that much.
        let both = least.checked_add(least)?;
        let fits = both.less(self.owed)?.is_zero();
        Ok(fits.then(|| Offer { first: least, ..plain(Way::Part, self.owed, self.today) }))
    }
}

/// The last day on which a limit in time stands for a debt; `None` once it has passed.
fn stands(until: Until, debt: &Debt, today: NaiveDate) -> Option<NaiveDate> {
    let last = match until {
        Until::Date(day) => day,
        // A debt that nobody has seen yet is seen today.
        Until::Days(days) => last_day(debt.seen_on.unwrap_or(today), days),
        Until::DueDate => debt.due_on?,
    };
    (last >= today).then_some(last)
}

fn counted(discount: &Discount, balance: &Balance) -> Result<Money, MoneyError> {
    if discount.on_interest { balance.total() } else { Ok(balance.principal) }
}

#[cfg(test)]
mod tests;
