//! Lists of Stripe's objects, newest first and a page at a time.

use chrono::{DateTime, Utc};
use stripe_types::{List, RangeBoundsTs, RangeQueryTs};

/// From when to when Stripe made the objects of a list; both ends count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Created {
    /// The earliest instant, in whole seconds.
    pub from: DateTime<Utc>,
    /// The latest instant, in whole seconds.
    pub to: DateTime<Utc>,
}

/// One page of a list, newest first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page<T> {
    /// Up to 100 objects.
    pub items: Vec<T>,
    /// The id to ask the next page after; `None` on the last page.
    pub next: Option<String>,
}

/// How many objects one page of a list holds, the most that Stripe gives.
pub(super) const PAGE: i64 = 100;

impl Created {
    pub(super) fn bounds(self) -> RangeQueryTs {
        RangeQueryTs::Bounds(RangeBoundsTs {
            gte: Some(self.from.timestamp()),
            lte: Some(self.to.timestamp()),
            ..Default::default()
        })
    }
}

impl<T> Page<T> {
    /// Reads one page of Stripe's into ours; `id` names the object that the next one follows.
    pub(super) fn read<R>(
        list: List<R>,
        view: impl Fn(R) -> T,
        id: impl Fn(&T) -> &String,
    ) -> Self {
        let items: Vec<T> = list.data.into_iter().map(view).collect();
        let next = items.last().filter(|_| list.has_more).map(|last| id(last).clone());
        Self { items, next }
    }
}

/// Reads Stripe's seconds; what no calendar holds becomes the epoch.
pub(super) fn instant(seconds: i64) -> DateTime<Utc> {
    DateTime::from_timestamp(seconds, 0).unwrap_or_default()
}
