//! What can never be meant, segment by segment.

use std::num::NonZeroU32;
use std::ops::RangeInclusive;

use chrono::NaiveDate;

use super::reach::{self, Corners};
use super::{Contradiction, Given, Span, Why};
use crate::money::Money;
use crate::percent::Percent;
use crate::plan_quote::{self, Choice, Quote, Refusal};
use crate::policy::{
    Cost, Count, Discount, DownPayment, Extension, Fits, Late, PlanTerms, Policy, Proposals,
    Reward, Rhythm, Segment, Until,
};
use crate::schedule::{Cut, MOST_PARTS};

pub(super) fn all(policy: &Policy, today: NaiveDate) -> Vec<Contradiction> {
    let reached = reach::reached(policy, &Corners::of(policy));
    let late = policy.late.iter().flat_map(|late| currencies(policy, late_amounts(late)));
    let mut found: Vec<_> = late.map(|why| Contradiction { segment: None, why }).collect();
    for (place, segment) in policy.segments.iter().enumerate() {
        let mut whys = of_segment(policy, segment, today);
        if reach::is_sound(&segment.fits) && !reached.contains(&place) {
            whys.push(Why::NeverMatches);
        }
        found.extend(whys.into_iter().map(|why| Contradiction { segment: Some(place), why }));
    }
    found
}

fn of_segment(policy: &Policy, segment: &Segment, today: NaiveDate) -> Vec<Why> {
    let foreign = currencies(policy, amounts(segment));
    if !foreign.is_empty() {
        // Amounts that cannot be compared say nothing more.
        return foreign;
    }
    let mut whys = of_fits(&segment.fits);
    if let Some(discount) = &segment.discount {
        whys.extend(of_discount(discount));
        whys.extend(no_day(discount.until, Given::Discount));
    }
    if let Some(settlement) = &segment.settlement {
        whys.extend(no_day(settlement.until, Given::Settlement));
        whys.extend(of_share(settlement.given_up, Given::Settlement));
        whys.extend(too_many(settlement.payments.get()));
    }
    if let Some(terms) = &segment.plan {
        whys.extend(of_plan(policy, segment, terms, today));
    }
    if matches!(segment.extension, Some(Extension { days: 0, .. } | Extension { times: 0, .. })) {
        whys.push(Why::Nothing(Given::Extension));
    }
    whys.extend(segment.proposals.as_ref().and_then(of_proposals));
    let most = segment.fits.total.as_ref().map_or(i64::MAX, |range| *range.end());
    if let Some(part) = segment.part.filter(|part| most / 2 < part.least.minor()) {
        whys.push(Why::NoPart(part.least));
    }
    whys
}

fn of_fits(fits: &Fits) -> Vec<Why> {
    let spans = [
        (Span::DaysLate, fits.days_late.as_ref().is_some_and(RangeInclusive::is_empty)),
        (Span::Total, fits.total.as_ref().is_some_and(RangeInclusive::is_empty)),
        (Span::Debts, fits.debts.as_ref().is_some_and(RangeInclusive::is_empty)),
    ];
    let empty = spans.into_iter().filter(|(_, is_empty)| *is_empty);
    empty.map(|(span, _)| Why::LeastAboveMost(span)).collect()
}

fn of_discount(discount: &Discount) -> Option<Why> {
    match discount.off {
        Count::Share(share) => of_share(share, Given::Discount),
        Count::Amount(amount) => amount.is_zero().then_some(Why::Nothing(Given::Discount)),
    }
}

fn no_day(until: Until, given: Given) -> Option<Why> {
    (until == Until::Days(0)).then_some(Why::Nothing(given))
}

fn of_proposals(proposals: &Proposals) -> Option<Why> {
    if proposals.parts == 0 || proposals.answer_hours == 0 {
        Some(Why::Nothing(Given::Proposals))
    } else {
        (proposals.given_up == Percent::WHOLE).then_some(Why::Everything(Given::Proposals))
    }
}

fn of_share(share: Percent, given: Given) -> Option<Why> {
    if share.is_zero() {
        Some(Why::Nothing(given))
    } else {
        (share == Percent::WHOLE).then_some(Why::Everything(given))
    }
}

fn too_many(parts: u32) -> Option<Why> {
    (parts > MOST_PARTS).then_some(Why::TooMany(parts))
}

fn of_plan(policy: &Policy, segment: &Segment, terms: &PlanTerms, today: NaiveDate) -> Vec<Why> {
    let mut whys = Vec::new();
    if let Some(Reward::OffTheLast(share)) = terms.reward {
        whys.extend(of_share(share, Given::Reward));
    }
    if terms.upkeep.moves > 0 && terms.upkeep.move_days == 0 {
        whys.push(Why::Nothing(Given::Moves));
    }
    if terms.upkeep.retries.times > 0 && terms.upkeep.retries.days == 0 {
        whys.push(Why::Nothing(Given::Retries));
    }
    if terms.parts.is_empty() {
        whys.push(Why::LeastAboveMost(Span::Instalments));
    } else if terms.frequencies.is_empty() {
        whys.push(Why::NoRhythm);
    } else if *terms.parts.end() > MOST_PARTS {
        whys.push(Why::TooMany(*terms.parts.end()));
    } else if let Err(refusal) = quickest(policy, terms, largest(policy, segment), today) {
        whys.push(Why::NoPlan(refusal));
    }
    whys
}

/// The largest amount that a segment is for; where it names none, one that is large enough for the plan.
fn largest(policy: &Policy, segment: &Segment) -> Money {
    let terms = segment.plan.as_ref();
    let least = terms.map_or(1, |terms| terms.least.minor().max(1));
    let down = match terms.map(|terms| terms.down) {
        Some(DownPayment::Amount(amount)) => amount.minor(),
        _ => 0,
    };
    let enough = least.saturating_mul(1_000_000).saturating_add(down).min(i64::MAX / 1_000_000);
    let most = segment.fits.total.as_ref().map_or(enough, |range| *range.end()).max(0);
    Money::new(most, policy.currency).unwrap_or(Money::zero(policy.currency))
}

/// The plan that is over first: the fewest instalments in the quickest rhythm, from today.
pub(super) fn quickest(
    policy: &Policy,
    terms: &PlanTerms,
    owed: Money,
    today: NaiveDate,
) -> Result<Quote, Refusal> {
    quickest_of(policy, terms, (owed, *terms.parts.start()), today)
}

/// The plan of so many instalments that is over first.
pub(super) fn quickest_of(
    policy: &Policy,
    terms: &PlanTerms,
    (owed, parts): (Money, u32),
    today: NaiveDate,
) -> Result<Quote, Refusal> {
    let down = plan_quote::least_down(terms, owed)?;
    let parts = NonZeroU32::new(parts).unwrap_or(NonZeroU32::MIN);
    let rhythms = [Rhythm::Weekly, Rhythm::EveryTwoWeeks, Rhythm::TwiceAMonth, Rhythm::Monthly];
    let rhythms = rhythms.into_iter().filter(|rhythm| terms.frequencies.contains(rhythm));
    let quotes = rhythms.map(|rhythm| {
        let cut = Cut::Parts(parts);
        let choice = Choice { cut, rhythm, payday: None, first_on: today, down };
        plan_quote::quote(terms, owed, &choice, (policy.country, today))
    });
    // The one over first is also the cheapest: interest runs on what is open.
    let ends = |quote: &Quote| quote.instalments.last().map(|last| last.due_on);
    quotes
        .reduce(|best, next| match (&best, &next) {
            (Ok(one), Ok(other)) if ends(other) < ends(one) => next,
            (Err(_), Ok(_)) => next,
            _ => best,
        })
        .unwrap_or(Err(Refusal::Rhythm))
}

fn currencies(policy: &Policy, amounts: Vec<Money>) -> Vec<Why> {
    let foreign = amounts.into_iter().find(|amount| amount.currency() != policy.currency);
    foreign.map(|amount| Why::Currency(amount.currency())).into_iter().collect()
}

fn late_amounts(late: &Late) -> Vec<Money> {
    late.fee.into_iter().collect()
}

pub(super) fn amounts(segment: &Segment) -> Vec<Money> {
    let mut amounts = Vec::new();
    if let Some(Discount { off: Count::Amount(amount), .. }) = segment.discount {
        amounts.push(amount);
    }
    if let Some(terms) = &segment.plan {
        amounts.push(terms.least);
        if let DownPayment::Amount(amount) = terms.down {
            amounts.push(amount);
        }
        if let Cost::Fee(fee) = terms.cost {
            amounts.push(fee);
        }
    }
    amounts.extend(segment.part.map(|part| part.least));
    amounts.extend(segment.proposals.map(|proposals| proposals.least));
    amounts
}
