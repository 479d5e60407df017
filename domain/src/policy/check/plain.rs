//! What is unwise at sight, without computing an offer.

use chrono::NaiveDate;

use super::{Given, TooLateFor, Warning};
use crate::autopay::LATEST_DAYS;
use crate::money::{Currency, Money};
use crate::percent::Percent;
use crate::policy::{
    AfterMiss, Breaks, DownPayment, PlanTerms, Policy, Restores, Retries, Rhythm, Segment, Until,
    Upkeep,
};

/// A fee is large that is more than one part of so many of what is owed.
const FEE_PARTS: i64 = 10;

pub(super) fn all(policy: &Policy, today: NaiveDate, maximum: Option<Percent>) -> Vec<Warning> {
    let mut found = Vec::new();
    if let (Some(late), Some(maximum)) = (policy.late, maximum) {
        let yearly = late.yearly;
        found.extend((yearly > maximum).then_some(Warning::LateAboveMaximum { yearly, maximum }));
    }
    found.extend(late_fee(policy));
    for (segment, one) in policy.segments.iter().enumerate() {
        let discount = one.discount.map(|discount| (Given::Discount, discount.until));
        let settlement = one.settlement.map(|settlement| (Given::Settlement, settlement.until));
        for (what, until) in discount.into_iter().chain(settlement) {
            if let Until::Date(on) = until
                && on < today
            {
                found.push(Warning::Ended { segment, what, on });
            }
        }
        if let Some(terms) = &one.plan {
            let is_free = terms.upkeep.restores == Restores::Nothing;
            let is_free = is_free && terms.breaks == Breaks::Unlimited;
            found.extend(is_free.then_some(Warning::BreaksFree { segment }));
            let (AfterMiss::InAll(misses) | AfterMiss::InARow(misses)) = terms.upkeep.misses;
            let down = u32::from(terms.down != DownPayment::None);
            let (misses, parts) = (misses.get(), terms.parts.end().saturating_add(down));
            found.extend((misses > parts).then_some(Warning::NeverBreaks {
                segment,
                misses,
                parts,
            }));
            found.extend(late_retries(segment, terms));
        }
    }
    found
}

/// What the last try of an automatic payment comes too late for. Nothing is said of what nobody has set.
fn late_retries(segment: usize, terms: &PlanTerms) -> Vec<Warning> {
    let Upkeep { retries, grace_days, .. } = terms.upkeep;
    let days = u32::from(retries.times) * u32::from(retries.days);
    if retries == Retries::USUAL || days == 0 {
        return Vec::new();
    }
    let next = terms.frequencies.iter().map(|rhythm| least_days(*rhythm)).min();
    let whats = [
        (days > u32::from(grace_days)).then_some(TooLateFor::Grace(grace_days)),
        next.filter(|next| days >= u32::from(*next)).map(TooLateFor::NextDate),
        (days > u32::from(LATEST_DAYS)).then_some(TooLateFor::Charge(LATEST_DAYS)),
    ];
    let warned = |what| Warning::LateRetries { segment, days, what };
    whats.into_iter().flatten().map(warned).collect()
}

/// The least days between two dates of a rhythm, weekends and holidays aside.
const fn least_days(rhythm: Rhythm) -> u16 {
    match rhythm {
        Rhythm::Weekly => 7,
        Rhythm::EveryTwoWeeks => 14,
        Rhythm::TwiceAMonth => 13,
        Rhythm::Monthly => 28,
    }
}

/// Who owes least of those that the fee for paying late is asked of, if it is a large part of that. Where a
/// segment names no least, who owes as little as the fee.
fn late_fee(policy: &Policy) -> Option<Warning> {
    let late = policy.late?;
    let fee = late.fee?;
    let is_late = |one: &Segment| {
        let days = one.fits.days_late.as_ref();
        days.is_none_or(|days| *days.end() > i64::from(late.free_days))
    };
    let segments = policy.segments.iter().enumerate().filter(|(_, one)| is_late(one));
    let least =
        segments.map(|(place, one)| (least_total(one, fee.currency()).unwrap_or(fee), Some(place)));
    let (owed, segment) = least.min_by_key(|(owed, _)| owed.minor()).unwrap_or((fee, None));
    let is_large = fee.minor().saturating_mul(FEE_PARTS) > owed.minor();
    is_large.then_some(Warning::LateFee { segment, owed, fee })
}

/// The least total that a segment speaks of: its own, else what its plan or its part payments begin with.
fn least_total(segment: &Segment, currency: Currency) -> Option<Money> {
    let own = segment.fits.total.as_ref().map(|range| *range.start()).filter(|from| *from > 0);
    let plan = segment
        .plan
        .as_ref()
        .map(|terms| terms.least.minor().saturating_mul(i64::from(*terms.parts.start())));
    let part = segment.part.map(|part| part.least.minor().saturating_mul(2));
    let named = plan.into_iter().chain(part).min();
    Money::new(own.or(named).filter(|least| *least > 0)?, currency).ok()
}
