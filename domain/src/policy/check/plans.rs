//! Plans that are worth more than they should be, or cost more.

use std::collections::BTreeSet;
use std::mem::discriminant;

use super::Warning;
use super::contradiction::{quickest, quickest_of};
use super::warning::{Look, plus};
use crate::money::{Money, MoneyError};
use crate::offer::{self, Case};
use crate::percent::Percent;
use crate::plan_quote::reward;
use crate::policy::{Cost, PlanTerms, Segment, Standing};

/// One segment's plan, for one case.
#[derive(Clone, Copy)]
struct Plan<'a> {
    place: usize,
    segment: &'a Segment,
    terms: &'a PlanTerms,
    standing: &'a Standing,
}

impl Look<'_> {
    /// The first example of each kind in each segment.
    ///
    /// The plan that is over first is looked at: it costs least, so that its reward weighs most.
    pub(super) fn plans(&self, maximum: Option<Percent>) -> Result<Vec<Warning>, MoneyError> {
        let (mut found, mut seen) = (Vec::<Warning>::new(), BTreeSet::new());
        for standing in self.corners.standings(self.policy) {
            let Some((place, segment)) = self.policy.segment(&standing) else { continue };
            let Some(terms) = &segment.plan else { continue };
            let sign = segment.discount.map_or(0, |_| standing.days_late.signum());
            if !seen.insert((place, standing.total.minor(), sign)) {
                continue;
            }
            let plan = Plan { place, segment, terms, standing: &standing };
            for total in self.plan_totals(&plan)? {
                let standing = &Standing { total, ..standing.clone() };
                for warning in self.of_plan(&Plan { standing, ..plan }, maximum)? {
                    let is_new = found.iter().all(|known| {
                        discriminant(known) != discriminant(&warning) || place_of(known) != place
                    });
                    found.extend(is_new.then_some(warning));
                }
            }
        }
        Ok(found)
    }

    /// The totals from this corner on at which the plan's worth may turn, the least that makes a plan
    /// among them: there a fee weighs most.
    fn plan_totals(&self, plan: &Plan<'_>) -> Result<Vec<Money>, MoneyError> {
        let corner = plan.standing.total.minor();
        let at = self.corners.totals.iter().position(|total| *total == corner);
        let mut totals = self.totals(at.unwrap_or_default(), &[Some(plan.place)]);
        if let (Some(&from), Some(&to), Cost::Fee(_)) =
            (totals.first(), totals.last(), plan.terms.cost)
        {
            totals.extend(self.least_total(plan, (from, to))?);
        }
        totals.into_iter().map(|total| Money::new(total, self.policy.currency)).collect()
    }

    /// The least total from `from` to `to` that makes a plan; `None` if none does.
    fn least_total(
        &self,
        plan: &Plan<'_>,
        (from, to): (i64, i64),
    ) -> Result<Option<i64>, MoneyError> {
        let makes_one = |total| {
            let total = Money::new(total, self.policy.currency)?;
            let standing = &Standing { total, ..plan.standing.clone() };
            let to_pay = self.to_pay(&Plan { standing, ..*plan })?;
            Ok::<_, MoneyError>(quickest(self.policy, plan.terms, to_pay, self.today).is_ok())
        };
        // Nothing less makes one, whatever is paid at once or taken off.
        let parts = i64::from(*plan.terms.parts.start());
        let mut below = plan.terms.least.minor().saturating_mul(parts).clamp(from, to) - 1;
        let mut step = 1;
        while below + step < to && !makes_one(below + step)? {
            below += step;
            step = step.saturating_mul(2);
        }
        let mut makes = (below + step).min(to);
        if !makes_one(makes)? {
            return Ok(None);
        }
        while below + 1 < makes {
            let middle = below + (makes - below) / 2;
            if makes_one(middle)? { makes = middle } else { below = middle }
        }
        Ok(Some(makes))
    }

    fn of_plan(
        &self,
        plan: &Plan<'_>,
        maximum: Option<Percent>,
    ) -> Result<Vec<Warning>, MoneyError> {
        let (owed, to_pay) = (plan.standing.total, self.to_pay(plan)?);
        let Ok(quote) = quickest(self.policy, plan.terms, to_pay, self.today) else {
            return Ok(Vec::new());
        };
        let reward = reward(plan.terms, &quote)?;
        let (segment, cost) = (plan.place, quote.cost);
        let mut found = Vec::new();
        let due_on = plus(self.today, -plan.standing.days_late);
        let now = self.lowest(plan.standing, (due_on, self.today))?;
        let total = quote.total.less(reward)?;
        if total.minor() < now.minor() {
            let parts = u32::try_from(quote.instalments.len()).unwrap_or(u32::MAX);
            found.push(Warning::PlanCheaper { segment, owed, parts, plan: total, now });
        }
        if plan.terms.cost != Cost::None && reward.minor() > cost.minor() {
            found.push(Warning::RewardAboveCost { segment, owed, reward, cost });
        }
        found.extend(maximum.and_then(|maximum| self.unlawful(plan, (owed, to_pay), maximum)));
        Ok(found)
    }

    /// What the plan is made of.
    fn to_pay(&self, plan: &Plan<'_>) -> Result<Money, MoneyError> {
        let due_on = plus(self.today, -plan.standing.days_late);
        let debts = [self.debt(plan.standing, due_on)];
        let case = Case { debts: &debts, tags: &[], extensions: 0, broken: 0 };
        let bargain = offer::bargain_of(self.policy, plan.segment, &case, self.today)?;
        bargain.owed.checked_sub(bargain.given_up)
    }

    /// The first plan that costs more than interest at the legal maximum would.
    fn unlawful(
        &self,
        plan: &Plan<'_>,
        (owed, to_pay): (Money, Money),
        maximum: Percent,
    ) -> Option<Warning> {
        let lawful = PlanTerms { cost: Cost::YearlyRate(maximum), ..plan.terms.clone() };
        if plan.terms.cost == Cost::None {
            return None;
        }
        plan.terms.parts.clone().find_map(|parts| {
            let cost = |terms| {
                let quote = quickest_of(self.policy, terms, (to_pay, parts), self.today);
                quote.ok().map(|quote| quote.cost)
            };
            let (cost, maximum) = (cost(plan.terms)?, cost(&lawful)?);
            let segment = plan.place;
            (cost.minor() > maximum.minor()).then_some(Warning::PlanAboveMaximum {
                segment,
                owed,
                cost,
                maximum,
            })
        })
    }
}

const fn place_of(warning: &Warning) -> usize {
    match warning {
        Warning::PlanCheaper { segment, .. }
        | Warning::RewardAboveCost { segment, .. }
        | Warning::PlanAboveMaximum { segment, .. } => *segment,
        _ => usize::MAX,
    }
}
