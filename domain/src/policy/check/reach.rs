//! Which cases a policy tells apart: the corners between the borders of its segments.

use std::collections::BTreeSet;
use std::ops::RangeInclusive;

use crate::money::Money;
use crate::policy::{Fits, Policy, Segment, Standing};

/// Every day, total and number of debts at which something begins, and every set of tags that can tell
/// two segments apart.
pub(super) struct Corners {
    pub days: Vec<i64>,
    pub totals: Vec<i64>,
    pub debts: Vec<u32>,
    pub tags: Vec<Vec<String>>,
}

/// A hundred years before and after the due date: no debt is looked at outside.
const DAYS: RangeInclusive<i64> = -36_500..=36_500;

/// More than anybody owes, and little enough for interest on it to be counted.
pub(super) const MOST_TOTAL: i64 = i64::MAX / 1_000;

impl Corners {
    pub(super) fn of(policy: &Policy) -> Self {
        // On the due date a discount may begin to count a debt; after it, it may be over.
        let mut days = BTreeSet::from([*DAYS.start(), 0, 1]);
        let mut totals = BTreeSet::from([1]);
        let mut debts = BTreeSet::from([1]);
        let mut tags = BTreeSet::new();
        for Segment { fits, .. } in &policy.segments {
            add(&mut days, fits.days_late.as_ref());
            add(&mut totals, fits.total.as_ref());
            if let Some(range) = &fits.debts {
                debts.extend([*range.start(), range.end().saturating_add(1)]);
            }
            tags.extend(fits.tags.iter().cloned());
        }
        Self {
            days: days.into_iter().filter(|day| DAYS.contains(day)).collect(),
            totals: totals.into_iter().filter(|total| (1..=MOST_TOTAL).contains(total)).collect(),
            debts: debts.into_iter().filter(|count| *count > 0).collect(),
            tags: sets(&tags.into_iter().collect::<Vec<_>>()),
        }
    }

    /// Every corner.
    pub(super) fn standings(&self, policy: &Policy) -> impl Iterator<Item = Standing> {
        let currency = policy.currency;
        self.tags.iter().flat_map(move |tags| {
            self.days.iter().flat_map(move |&days_late| {
                self.totals.iter().flat_map(move |&total| {
                    self.debts.iter().filter_map(move |&debts| {
                        let total = Money::new(total, currency).ok()?;
                        Some(Standing { days_late, total, debts, tags: tags.clone() })
                    })
                })
            })
        })
    }
}

fn add(corners: &mut BTreeSet<i64>, range: Option<&RangeInclusive<i64>>) {
    if let Some(range) = range {
        corners.extend([*range.start(), range.end().saturating_add(1)]);
    }
}

/// No tag, each, and each two: two segments are told apart by one tag each at most, and more tags only
/// bring more segments before them.
fn sets(tags: &[String]) -> Vec<Vec<String>> {
    let mut sets = vec![Vec::new()];
    for (place, tag) in tags.iter().enumerate() {
        sets.push(vec![tag.clone()]);
        sets.extend(tags[..place].iter().map(|other| vec![other.clone(), tag.clone()]));
    }
    sets
}

/// Whether the least is not above the most in any of its conditions.
pub(super) fn is_sound(fits: &Fits) -> bool {
    let sound = |range: Option<&RangeInclusive<i64>>| range.is_none_or(|range| !range.is_empty());
    sound(fits.days_late.as_ref())
        && sound(fits.total.as_ref())
        && fits.debts.as_ref().is_none_or(|range| !range.is_empty())
}

/// The places of the segments that decide for some case.
pub(super) fn reached(policy: &Policy, corners: &Corners) -> BTreeSet<usize> {
    let decided = corners.standings(policy);
    decided.filter_map(|standing| policy.segment(&standing).map(|(place, _)| place)).collect()
}
