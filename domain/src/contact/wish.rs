//! What a debtor wishes about being contacted: it narrows the rules and never widens them.

use std::num::NonZeroU16;

use chrono::NaiveTime;

use super::channel::{Channel, Channels};
use super::hours::{Hours, Span};
use super::limit::{Counts, Limit, Source, Standing, What, Whose};

/// A debtor's wishes.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub struct Wish {
    /// Nothing before this time of day.
    pub not_before: Option<NaiveTime>,
    /// Nothing from this time of day on.
    pub not_after: Option<NaiveTime>,
    /// Rather by this channel than by another, where there is a choice.
    pub preferred: Option<Channel>,
    /// Nothing by these channels.
    pub refused: Channels,
    /// So many days from one contact to the next.
    pub apart: Option<u16>,
}

impl Wish {
    /// Whether the debtor wants nothing by any channel.
    pub fn is_silence(&self) -> bool {
        self.refused == Channels::ALL
    }

    /// The hours that are left of a day; `None` if the two times leave none.
    pub fn hours(&self) -> Option<Hours> {
        let span = Span::new(self.not_before.unwrap_or(NaiveTime::MIN), self.not_after);
        span.map(Hours::every_day)
    }

    /// The wishes as limits, to be added to a pack.
    pub fn limits(&self) -> Vec<Limit> {
        let mut limits = Vec::new();
        if self.refused != Channels::NONE {
            limits.push(limit(What::Never, self.refused));
        }
        if self.not_before.is_some() || self.not_after.is_some() {
            let hours = self.hours().unwrap_or(Hours::new([None; 7]));
            limits.push(limit(What::Hours(hours), Channels::ALL));
        }
        if let Some(days) = self.apart.and_then(NonZeroU16::new) {
            limits.push(limit(What::Apart { days, counts: Counts::Attempts }, Channels::ALL));
        }
        limits
    }
}

fn limit(what: What, on: Channels) -> Limit {
    let source = Source {
        law: "the debtor's own wish".to_owned(),
        article: String::new(),
        url: String::new(),
        since: None,
        standing: Standing::Own,
        reading: String::new(),
    };
    Limit { what, on, whose: Whose::Debtor, source }
}
