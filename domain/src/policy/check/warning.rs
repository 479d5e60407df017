//! What is unwise, found by computing offers on both sides of every border.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Days, NaiveDate};

use super::contradiction::amounts;
use super::reach::{Corners, MOST_TOTAL};
use super::{WaitPays, Warning, plain};
use crate::allocation::Balance;
use crate::late;
use crate::money::{Money, MoneyError};
use crate::offer::{self, Case, Debt};
use crate::percent::Percent;
use crate::policy::{Count, Policy, Segment, Standing};

/// The longest wait of an example, in days.
const LONGEST_WAIT: i64 = 6;

/// The last day before the due date, after which a discount may begin to count a debt.
const BEFORE_DUE: i64 = -1;

pub(super) fn all(
    policy: &Policy,
    today: NaiveDate,
    maximum: Option<Percent>,
) -> Result<Vec<Warning>, MoneyError> {
    let look = Look { policy, at_once: at_once(policy), corners: Corners::of(policy), today };
    let mut found = plain::all(policy, today, maximum);
    found.extend(look.waits()?.into_iter().map(Warning::WaitPays));
    found.extend(look.plans(maximum)?);
    Ok(found)
}

/// The policy with only what is paid at once. The rest is never the lowest total: a plan costs what is
/// owed or, with the discount, what the discount alone costs; a settlement costs the same in parts.
fn at_once(policy: &Policy) -> Policy {
    let mut policy = policy.clone();
    for segment in &mut policy.segments {
        (segment.plan, segment.extension, segment.part) = (None, None, None);
        if let Some(settlement) = &mut segment.settlement {
            settlement.payments = std::num::NonZeroU32::MIN;
        }
    }
    policy
}

pub(super) struct Look<'a> {
    pub(super) policy: &'a Policy,
    pub(super) at_once: Policy,
    pub(super) corners: Corners,
    pub(super) today: NaiveDate,
}

impl Look<'_> {
    /// For each two segments and each border between them the example with the largest gain.
    ///
    /// Between borders nothing changes but what ends; so whoever gains by waiting gains by waiting over
    /// one border, or over the due date.
    fn waits(&self) -> Result<Vec<WaitPays>, MoneyError> {
        let days = self.corners.days.iter().skip(1).map(|day| day - 1);
        let mut best = BTreeMap::new();
        for day in days {
            for tags in &self.corners.tags {
                for &debts in &self.corners.debts {
                    self.waits_at((day, debts, tags), &mut best)?;
                }
            }
        }
        Ok(best.into_values().collect())
    }

    fn waits_at(
        &self,
        (day, debts, tags): (i64, u32, &Vec<String>),
        best: &mut BTreeMap<(i64, Option<usize>, Option<usize>), WaitPays>,
    ) -> Result<(), MoneyError> {
        for (place, &total) in self.corners.totals.iter().enumerate() {
            let money = Money::new(total, self.policy.currency)?;
            let standing = Standing { days_late: day, total: money, debts, tags: tags.clone() };
            let (now, later) = (self.place(&standing), self.place(&shifted(&standing, 1)));
            // Only the due date changes what one segment offers.
            if now == later && (day != BEFORE_DUE || now.is_none()) {
                continue;
            }
            for total in self.totals(place, &[now, later]) {
                let total = Money::new(total, self.policy.currency)?;
                let standing = Standing { total, ..standing.clone() };
                let Some(found) = self.wait(&standing, 1)? else { continue };
                let gain = |one: &WaitPays| one.now.minor() - one.then.minor();
                let known = best.get(&(day, now, later)).map_or(0, gain);
                if gain(&found) > known {
                    best.insert((day, now, later), self.longest(&standing, found)?);
                }
            }
        }
        Ok(())
    }

    /// The same gain for somebody who would wait longer, if there is one in the same segment.
    fn longest(&self, standing: &Standing, found: WaitPays) -> Result<WaitPays, MoneyError> {
        for wait in (2..=LONGEST_WAIT).rev() {
            let longer = self.wait(&shifted(standing, 1 - wait), wait)?;
            let fits = |longer: &WaitPays| {
                (longer.segment, longer.later) == (found.segment, found.later)
                    && (longer.now, longer.days_late >= 0) == (found.now, found.days_late >= 0)
            };
            if let Some(longer) = longer.filter(fits) {
                return Ok(longer);
            }
        }
        Ok(found)
    }

    /// Whether waiting so many days pays for who stands so today and looks today.
    fn wait(&self, standing: &Standing, wait: i64) -> Result<Option<WaitPays>, MoneyError> {
        let later = shifted(standing, wait);
        let (then_on, due_on) = (plus(self.today, wait), plus(self.today, -standing.days_late));
        let mut interest = Money::zero(self.policy.currency);
        if let Some(late) = &self.policy.late {
            let until = |day| late::charge(late, due_on, standing.total, day);
            let (now, then) = (until(self.today)?, until(then_on)?);
            interest = then.interest.less(now.interest)?.checked_add(then.fee.less(now.fee)?)?;
        }
        let now = self.lowest(standing, (due_on, self.today))?;
        let then = self.lowest(&later, (due_on, then_on))?.checked_add(interest)?;
        Ok((then.minor() < now.minor()).then(|| WaitPays {
            segment: self.place(standing),
            later: self.place(&later),
            days_late: standing.days_late,
            wait,
            owed: standing.total,
            now,
            then,
        }))
    }

    /// The least that what is owed costs on `day`, all of it principal and of one age.
    pub(super) fn lowest(
        &self,
        standing: &Standing,
        (due_on, day): (NaiveDate, NaiveDate),
    ) -> Result<Money, MoneyError> {
        let segment = self.at_once.segment(standing);
        let debts = [self.debt(standing, due_on)];
        let case = Case { debts: &debts, tags: &[], extensions: 0, broken: 0 };
        let found = offer::offers_of(&self.at_once, segment, &case, day)?;
        Ok(found.first().map_or(standing.total, |offer| offer.total))
    }

    pub(super) fn debt(&self, standing: &Standing, due_on: NaiveDate) -> Debt {
        let zero = Balance::zero(self.policy.currency);
        let balance = Balance { principal: standing.total, ..zero };
        Debt { balance, due_on: Some(due_on), seen_on: Some(self.today) }
    }

    fn place(&self, standing: &Standing) -> Option<usize> {
        self.policy.segment(standing).map(|(place, _)| place)
    }

    /// Where between this corner and the next the largest gain may be: shares gain most at the end, on
    /// the last amount that makes a step more; amounts where they are all that is owed.
    pub(super) fn totals(&self, place: usize, segments: &[Option<usize>]) -> BTreeSet<i64> {
        let from = self.corners.totals[place];
        let segments = || segments.iter().flatten().map(|place| &self.policy.segments[*place]);
        let givings: Vec<_> = segments().flat_map(givings).collect();
        let open_end = self.open_end(from, segments());
        let next = self.corners.totals.get(place + 1);
        let to = next.map_or(open_end, |next| next - 1).max(from);
        let mut totals = BTreeSet::from([from, to]);
        totals.extend(givings.into_iter().map(|one| {
            let total = match one {
                Count::Share(share) => last_step(share, to, self.policy.currency.step()),
                Count::Amount(amount) => amount.minor(),
            };
            total.clamp(from, to)
        }));
        totals
    }

    /// A total so large that every amount in `segments` is little beside it.
    fn open_end<'s>(&self, from: i64, segments: impl Iterator<Item = &'s Segment>) -> i64 {
        let large = self.policy.currency.unit() * 1_000_000;
        let amounts =
            segments.flat_map(amounts).map(|amount| amount.minor().saturating_mul(20_000));
        amounts.max().unwrap_or(0).max(large).max(from.saturating_mul(2)).min(MOST_TOTAL)
    }
}

fn givings(segment: &Segment) -> impl Iterator<Item = Count> {
    let discount = segment.discount.map(|discount| discount.off);
    let settlement = segment.settlement.map(|settlement| Count::Share(settlement.given_up));
    discount.into_iter().chain(settlement)
}

/// The least total of which `share` is as many steps as it is of `to`.
fn last_step(share: Percent, to: i64, step: i64) -> i64 {
    let (share, unit) = (i128::from(share.hundredths()), i128::from(step) * 10_000);
    let steps = i128::from(to) * share / unit;
    let least = (steps * unit + share - 1).checked_div(share);
    least.and_then(|least| i64::try_from(least).ok()).unwrap_or(to)
}

fn shifted(standing: &Standing, days: i64) -> Standing {
    Standing { days_late: standing.days_late + days, ..standing.clone() }
}

pub(super) fn plus(day: NaiveDate, days: i64) -> NaiveDate {
    let count = Days::new(days.unsigned_abs());
    let moved = if days < 0 { day.checked_sub_days(count) } else { day.checked_add_days(count) };
    moved.unwrap_or(day)
}
