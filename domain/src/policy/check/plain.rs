//! What is unwise at sight, without computing an offer.

use chrono::NaiveDate;

use super::{Given, TooLateFor, Warning};
use crate::autopay::LATEST_DAYS;
use crate::percent::Percent;
use crate::policy::{AfterMiss, DownPayment, PlanTerms, Policy, Retries, Rhythm, Until, Upkeep};

pub(super) fn all(policy: &Policy, today: NaiveDate, maximum: Option<Percent>) -> Vec<Warning> {
    let mut found = Vec::new();
    if let (Some(late), Some(maximum)) = (policy.late, maximum) {
        let yearly = late.yearly;
        found.extend((yearly > maximum).then_some(Warning::LateAboveMaximum { yearly, maximum }));
    }
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
