//! What a policy would mean for today's cases, case after case: memory does not grow with the portfolio.

use std::collections::BTreeMap;

use app::creditor::policy::{Best, Preview, Tally};
use chrono::{Datelike, NaiveDate};
use domain::money::{Money, MoneyError};
use domain::offer::{self, Offer, Way};
use domain::percent::{Percent, Rounding};
use domain::plan_quote::Quote;
use domain::policy::Policy;

use crate::compose::Portal;
use crate::config::creditor::Settings;
use crate::store::offer::{Facts, Side, page};
use crate::tenant::Tenant;
use crate::use_cases::PortalError;
use crate::use_cases::late::{Running, raise_all};

/// Cases that are read at once.
const PAGE: i64 = 500;

/// Of whom it is assumed that they accept.
const HALF: Option<Percent> = Percent::from_hundredths(5_000);

/// Tries `policy` on every case that owes something in its currency, as if it were in force on `day`. What paying
/// late has cost until then, and is not booked, is that of the policy in force.
pub async fn preview(
    portal: &Portal,
    (tenant, settings): (&Tenant, &Settings),
    policy: &Policy,
    day: NaiveDate,
) -> Result<Preview, PortalError> {
    let side = Side { currency: policy.currency, zone: settings.zone };
    let (mut sums, now) = (Sums::new(policy, day), portal.clock.now());
    let mut conn = portal.store.read().await?;
    let running = Running::now(&mut conn, (tenant, settings), (policy.currency, now)).await?;
    drop(conn);
    let mut after = None;
    loop {
        let mut conn = portal.store.read().await?;
        let mut cases = page(&mut conn, tenant, (after.as_ref(), PAGE), side).await?;
        if let Some(running) = &running {
            raise_all(&mut conn, tenant, (running, &mut cases), (now, day)).await?;
        }
        drop(conn);
        for facts in &cases {
            sums.add(facts)?;
        }
        let is_full = i64::try_from(cases.len()).is_ok_and(|count| count == PAGE);
        after = cases.last().filter(|_| is_full).map(|last| last.case.clone());
        if after.is_none() {
            return Ok(sums.done()?);
        }
        // Pages wait for the same threads.
        tokio::task::yield_now().await;
    }
}

/// What was added up so far.
struct Sums<'a> {
    policy: &'a Policy,
    day: NaiveDate,
    seen: Preview,
}

impl<'a> Sums<'a> {
    fn new(policy: &'a Policy, day: NaiveDate) -> Self {
        let zero = Money::zero(policy.currency);
        let seen = Preview {
            day,
            segments: vec![Tally::of_nobody(zero); policy.segments.len()],
            without: Tally::of_nobody(zero),
            in_review: 0,
            given_up: zero,
            months: BTreeMap::new(),
        };
        Self { policy, day, seen }
    }

    fn add(&mut self, facts: &Facts) -> Result<(), MoneyError> {
        if facts.debts.is_empty() {
            self.seen.in_review += 1;
            return Ok(());
        }
        let case = facts.case();
        let standing = case.standing(self.policy, self.day)?;
        let segment = self.policy.segment(&standing);
        let offers = offer::offers_of(self.policy, segment, &case, self.day)?;
        let zero = Money::zero(self.policy.currency);
        let most = offers.iter().map(|offer| offer.saving).max_by_key(|saving| saving.minor());
        let most = most.unwrap_or(zero);
        let best = best(&offers);
        let tally = match segment {
            Some((place, _)) => &mut self.seen.segments[place],
            None => &mut self.seen.without,
        };
        tally.cases += 1;
        tally.owed = tally.owed.checked_add(standing.total)?;
        tally.given_up = tally.given_up.checked_add(most)?;
        self.seen.given_up = self.seen.given_up.checked_add(most)?;
        if let Some((kind, offer)) = best {
            *tally.best.entry(kind).or_default() += 1;
            for (on, amount) in self.payments(facts, (kind, offer))? {
                let month = on.with_day(1).unwrap_or(on);
                let sum = self.seen.months.entry(month).or_insert(zero);
                *sum = sum.checked_add(amount)?;
            }
        }
        Ok(())
    }

    /// What is paid when, by who takes `offer`.
    fn payments(
        &self,
        facts: &Facts,
        (kind, offer): (Best, &Offer),
    ) -> Result<Vec<(NaiveDate, Money)>, MoneyError> {
        let Some(quote) = self.quote(facts, offer)? else {
            let amount = if kind == Best::Part { offer.first } else { offer.total };
            return Ok(vec![(offer.last_on, amount)]);
        };
        let mut payments = vec![(self.day, quote.down)];
        payments.extend(quote.instalments.iter().map(|one| (one.due_on, one.amount)));
        Ok(payments)
    }

    /// The plan of which `offer` speaks; `None` if it speaks of none.
    fn quote(&self, facts: &Facts, offer: &Offer) -> Result<Option<Quote>, MoneyError> {
        let segment = offer.segment.and_then(|place| self.policy.segments.get(place));
        let (Way::Plan { .. }, Some(segment)) = (&offer.way, segment) else { return Ok(None) };
        offer::longest_plan(self.policy, segment, &facts.case(), self.day)
    }

    fn done(self) -> Result<Preview, MoneyError> {
        let mut seen = self.seen;
        for sum in seen.months.values_mut() {
            *sum = HALF.unwrap_or_default().of(*sum, Rounding::Down)?;
        }
        seen.months.retain(|_, sum| !sum.is_zero());
        Ok(seen)
    }
}

/// The first way of the policy that ends what is owed, else a part of it; `None` if there is nothing but
/// paying everything.
fn best(offers: &[Offer]) -> Option<(Best, &Offer)> {
    let kind = |offer: &Offer| match offer.way {
        Way::Discount => Some(Best::Discount),
        Way::Settlement { .. } => Some(Best::Settlement),
        Way::Plan { .. } => Some(Best::Plan),
        Way::Extension => Some(Best::Extension),
        Way::Part => Some(Best::Part),
        Way::Everything => None,
    };
    let known: Vec<_> = offers.iter().filter_map(|offer| Some((kind(offer)?, offer))).collect();
    let whole = known.iter().find(|(kind, _)| *kind != Best::Part);
    whole.or(known.first()).copied()
}

#[cfg(test)]
mod tests;
