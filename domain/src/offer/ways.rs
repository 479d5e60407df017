//! The ways out that one segment offers one case.

use std::num::NonZeroU32;

use chrono::NaiveDate;

use super::{Case, Debt, Limit, Offer, Way};
use crate::allocation::Balance;
use crate::money::{Money, MoneyError};
use crate::percent::Rounding;
use crate::plan_quote::{self, Choice};
use crate::policy::{
    Combines, Count, Discount, Extension, PartPayment, PlanTerms, Policy, Rhythm, Segment,
    Settlement, Until, last_day, most_parts,
};
use crate::schedule::{Cut, Instalment, Terms};

pub(super) fn plain(way: Way, owed: Money, today: NaiveDate) -> Offer {
    Offer {
        way,
        total: owed,
        saving: Money::zero(owed.currency()),
        first: owed,
        last_on: today,
        valid_until: None,
        segment: None,
        limit: None,
    }
}

/// The longest plan of a segment.
pub(super) struct Longest {
    /// What it is.
    pub(super) quote: plan_quote::Quote,
    /// In so many instalments.
    parts: u32,
    /// What keeps it from being longer.
    limit: Limit,
    /// The last day of the discount that is in it.
    valid_until: Option<NaiveDate>,
}

/// One segment looking at one case.
pub(super) struct Of<'a> {
    pub(super) policy: &'a Policy,
    pub(super) segment: &'a Segment,
    pub(super) case: &'a Case<'a>,
    pub(super) owed: Money,
    pub(super) today: NaiveDate,
}

impl Of<'_> {
    pub(super) fn discount(&self) -> Result<Option<Offer>, MoneyError> {
        let Some((off, until)) = self.discount_today()? else { return Ok(None) };
        let total = self.owed.checked_sub(off)?;
        Ok(Some(Offer {
            total,
            saving: off,
            first: total,
            valid_until: Some(until),
            limit: self.segment.discount.map(|discount| Limit::Stands(discount.until)),
            ..plain(Way::Discount, self.owed, self.today)
        }))
    }

    /// What the discount takes off today, and its last day; `None` if it is nothing.
    pub(super) fn discount_today(&self) -> Result<Option<(Money, NaiveDate)>, MoneyError> {
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

    pub(super) fn settlements(&self) -> Result<Vec<Offer>, MoneyError> {
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
        if saving.is_zero() || total.is_zero() {
            return Ok(Vec::new());
        }
        let lump = NonZeroU32::MIN;
        let in_parts = !self.segment.offers_no_plan_after(self.case.broken);
        let several = Some(settlement.payments).filter(|payments| in_parts && *payments > lump);
        let made = [Some(lump), several].into_iter().flatten().filter_map(|payments| {
            let schedule = self.payments(settlement, total, payments)?;
            let (first, last) = (schedule.first()?, schedule.last()?);
            Some(Offer {
                total,
                saving,
                first: first.amount,
                last_on: last.due_on,
                valid_until: Some(until),
                limit: Some(Limit::Stands(settlement.until)),
                ..plain(Way::Settlement { payments: payments.get() }, self.owed, self.today)
            })
        });
        Ok(made.collect())
    }

    fn payments(
        &self,
        settlement: &Settlement,
        total: Money,
        payments: NonZeroU32,
    ) -> Option<Vec<Instalment>> {
        let terms = Terms {
            total,
            cut: Cut::Parts(payments),
            first_on: self.today,
            frequency: settlement.frequency,
            country: self.policy.country,
        };
        terms.schedule(self.today).ok()
    }

    pub(super) fn plan(&self) -> Result<Option<Offer>, MoneyError> {
        let Some(Longest { quote, parts, limit, valid_until }) = self.longest_plan()? else {
            return Ok(None);
        };
        let fewest = self.segment.plan.as_ref().map_or(parts, |terms| *terms.parts.start());
        let (zero, first) = (Money::zero(self.owed.currency()), quote.instalments.first());
        let first = first.map(|first| first.amount);
        Ok(Some(Offer {
            total: quote.total,
            saving: self.owed.less(quote.total).unwrap_or(zero),
            first: Some(quote.down).filter(|down| !down.is_zero()).or(first).unwrap_or(quote.total),
            last_on: quote.instalments.last().map_or(self.today, |last| last.due_on),
            valid_until,
            limit: Some(limit),
            ..plain(Way::Plan { fewest, most: parts }, self.owed, self.today)
        }))
    }

    /// The plan of the most instalments in the slowest rhythm that its limits allow; `None` if there is none.
    pub(super) fn longest_plan(&self) -> Result<Option<Longest>, MoneyError> {
        let Some(terms) = &self.segment.plan else { return Ok(None) };
        if self.segment.offers_no_plan_after(self.case.broken) {
            return Ok(None);
        }
        let discount = match self.segment.combines {
            Combines::DiscountWithPlan => self.discount_today()?,
            Combines::Never => None,
        };
        let off = discount.map_or(Money::zero(self.owed.currency()), |(off, _)| off);
        let owed = self.owed.checked_sub(off)?;
        let down = plan_quote::least_down(terms, owed)?;
        let Some(most) = NonZeroU32::new(*terms.parts.end()) else { return Ok(None) };
        let Some(by_least) = most_parts(owed.less(down)?, terms.least, most) else {
            return Ok(None);
        };
        let mut tried = (*terms.parts.start()..=by_least.get()).rev();
        let found = tried.find_map(|parts| Some((parts, self.quote(terms, owed, (parts, down))?)));
        Ok(found.map(|(parts, quote)| {
            let limit = match parts {
                parts if parts == most.get() => Limit::Parts(parts),
                parts if parts == by_least.get() => Limit::Least(terms.least),
                _ => Limit::Longest(terms.longest_days),
            };
            Longest { quote, parts, limit, valid_until: discount.map(|(_, until)| until) }
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
        let short_enough =
            |rhythm: &Rhythm| least_days(*rhythm, parts) <= terms.longest_days.into();
        slowest.into_iter().filter(short_enough).find_map(|rhythm| {
            let choice = Choice { cut, rhythm, payday: None, first_on: self.today, down };
            plan_quote::quote(terms, owed, &choice, (self.policy.country, self.today)).ok()
        })
    }

    pub(super) fn extension(&self) -> Option<Offer> {
        let Extension { days, times } = self.segment.extension?;
        let is_left = self.case.extensions < times && days > 0;
        is_left.then(|| Offer {
            last_on: last_day(self.today, days.saturating_add(1)),
            limit: Some(Limit::Days(days)),
            ..plain(Way::Extension, self.owed, self.today)
        })
    }

    pub(super) fn part(&self) -> Result<Option<Offer>, MoneyError> {
        let Some(PartPayment { least }) = self.segment.part else { return Ok(None) };
        // What is taken and what is left are both at least that much.
        let both = least.checked_add(least)?;
        let fits = both.less(self.owed)?.is_zero();
        Ok(fits.then(|| Offer {
            first: least,
            limit: Some(Limit::Least(least)),
            ..plain(Way::Part, self.owed, self.today)
        }))
    }
}

/// Fewer days than so many instalments cannot last, so that nobody waits for schedules that are too long.
const fn least_days(rhythm: Rhythm, parts: u32) -> u32 {
    match rhythm {
        Rhythm::Weekly => 7 * parts.saturating_sub(1),
        Rhythm::EveryTwoWeeks => 14 * parts.saturating_sub(1),
        // The second half may begin on the day after the first payment.
        Rhythm::TwiceAMonth => 13 * parts.saturating_sub(2),
        Rhythm::Monthly => 28 * parts.saturating_sub(1),
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
