//! What is unwise at sight, without computing an offer.

use chrono::NaiveDate;

use super::{Given, Warning};
use crate::percent::Percent;
use crate::policy::{AfterMiss, DownPayment, Policy, Until};

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
        }
    }
    found
}
