//! One limit on contacting somebody, and the law that sets it.

use std::num::NonZeroU16;

use chrono::{Datelike, Days, NaiveDate, NaiveDateTime, NaiveTime};

use super::channel::{Channel, Channels};
use super::decide::{Contact, Initiative};
use super::hours::Hours;
use super::rule::Rule;
use crate::calendar::is_holiday;

/// How far a source may be relied on. Where readings differ, the limit keeps to the stricter one.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Standing {
    /// The text of the law, or its official explanation, was read.
    Verified,
    /// A newspaper or a law firm tells of it.
    Secondary,
    /// Readings differ, or it stands from memory only.
    Unsure,
    /// No law names a number: it is our own care.
    Own,
}

impl Standing {
    /// Every standing.
    pub const ALL: [Self; 4] = [Self::Verified, Self::Secondary, Self::Unsure, Self::Own];

    /// Reads a [`Standing::as_str`].
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|standing| standing.as_str() == word)
    }

    /// The word that stands for it in files.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Verified => "verified",
            Self::Secondary => "secondary",
            Self::Unsure => "unsure",
            Self::Own => "own",
        }
    }
}

/// Where something that a pack says comes from.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Source {
    /// The law, the regulation, the policy of a platform, or whose wish it is.
    pub law: String,
    /// Its article; empty where there is none.
    pub article: String,
    /// Where it was read; empty for what nobody published.
    pub url: String,
    /// The first day on which it holds; `None` if it is older than every debt.
    pub since: Option<NaiveDate>,
    /// How far it may be relied on.
    pub standing: Standing,
    /// How it is read here, where that is not plain; else empty.
    pub reading: String,
}

impl Source {
    fn holds_on(&self, day: NaiveDate) -> bool {
        self.since.is_none_or(|since| day >= since)
    }
}

/// Whose limit it is.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Whose {
    /// The country's pack's.
    Pack,
    /// The creditor's own, on top of the pack.
    Creditor,
    /// The debtor's wish.
    Debtor,
}

/// Which earlier contacts a limit counts. None counts what came in, or what the debtor asked for or
/// agreed to be told.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Counts {
    /// Each try.
    Attempts,
    /// Only those that reached the debtor.
    Reached,
}

impl Counts {
    /// Reads a word of a file: `attempts`, `reached`.
    pub fn parse(word: &str) -> Option<Self> {
        [Self::Attempts, Self::Reached].into_iter().find(|counts| counts.as_str() == word)
    }

    /// The word that stands for it in files.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Attempts => "attempts",
            Self::Reached => "reached",
        }
    }
}

/// What is limited.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum What {
    /// Nothing leaves outside these hours.
    Hours(Hours),
    /// Nothing leaves on a holiday.
    Holidays,
    /// At most so many contacts in so many days in a row, whichever they are; the day of a contact is the
    /// first. So seven days hold every week of a calendar, and thirty-one every month.
    Most {
        /// How many.
        times: NonZeroU16,
        /// In how many days.
        days: NonZeroU16,
        /// Which ones count.
        counts: Counts,
    },
    /// So many days of 24 hours on the wall from one contact to the next.
    Apart {
        /// How many.
        days: NonZeroU16,
        /// Which ones count.
        counts: Counts,
    },
    /// One channel in so many days in a row, the day of the contact among them.
    OneChannel {
        /// In how many days.
        days: NonZeroU16,
        /// Which contacts count.
        counts: Counts,
    },
    /// The debtor must have allowed the channel, and there is a proof of it.
    Permission,
    /// The channel is not used.
    Never,
}

/// One limit: it can only take from what is allowed, so that any number of them together are at least as
/// strict as each.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Limit {
    /// What is limited.
    pub what: What,
    /// For which channels; contacts by other ones are neither kept back nor counted.
    pub on: Channels,
    /// Whose it is.
    pub whose: Whose,
    /// Where it comes from.
    pub source: Source,
}

/// Whether somebody was reached.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Outcome {
    /// It was tried.
    Tried,
    /// It reached the debtor: a conversation, or a message that left and did not come back.
    Reached,
}

/// An earlier contact.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Past {
    /// When, on the debtor's clock.
    pub at: NaiveDateTime,
    /// By which way.
    pub channel: Channel,
    /// Who wanted it: only what the creditor wanted counts.
    pub initiative: Initiative,
    /// What came of it.
    pub outcome: Outcome,
}

impl Past {
    fn counts(&self, limit: &Limit, counts: Counts) -> bool {
        self.initiative == Initiative::Creditor
            && limit.on.contains(self.channel)
            && (counts == Counts::Attempts || self.outcome == Outcome::Reached)
    }
}

impl Limit {
    /// The first time at or after `from` that this limit allows; `None` if it never does.
    pub(super) fn earliest(
        &self,
        contact: &Contact<'_>,
        from: NaiveDateTime,
    ) -> Option<NaiveDateTime> {
        if !self.source.holds_on(from.date()) {
            return Some(from);
        }
        let counted = |counts| contact.past.iter().filter(move |past| past.counts(self, counts));
        match &self.what {
            What::Hours(hours) => hours.first_open(from),
            What::Holidays => from_working_day(contact, from),
            What::Most { times, days, counts } => {
                let mut dates: Vec<_> = counted(*counts).map(|past| past.at.date()).collect();
                dates.sort_unstable_by(|one, other| other.cmp(one));
                let oldest_of_all = dates.get(usize::from(times.get()) - 1).copied();
                from_day_after(oldest_of_all, *days, from)
            }
            What::Apart { days, counts } => {
                let Some(last) = counted(*counts).map(|past| past.at).max() else {
                    return Some(from);
                };
                Some(from.max(last.checked_add_days(Days::new(days.get().into()))?))
            }
            What::OneChannel { days, counts } => {
                let others = counted(*counts).filter(|past| past.channel != contact.channel);
                from_day_after(others.map(|past| past.at.date()).max(), *days, from)
            }
            What::Permission => contact.allowed.contains(contact.channel).then_some(from),
            What::Never => None,
        }
    }

    /// The rule that an answer names when this limit refuses `now`.
    pub(super) fn rule(&self, now: NaiveDateTime) -> Rule {
        match (&self.what, self.whose) {
            (What::Hours(_), Whose::Debtor) => Rule::WishedHours,
            (What::Hours(hours), _) if hours.on(now.weekday()).is_none() => Rule::Weekend,
            (What::Hours(_), _) => Rule::Hours,
            (What::Holidays, _) => Rule::Holiday,
            (What::Most { .. }, _) => Rule::Most,
            (What::Apart { .. }, Whose::Debtor) => Rule::WishedApart,
            (What::Apart { .. }, _) => Rule::Week,
            (What::OneChannel { .. }, _) => Rule::OneChannel,
            (What::Permission, _) => Rule::NotAllowed,
            (What::Never, Whose::Debtor) => Rule::Refused,
            (What::Never, _) => Rule::Never,
        }
    }

    /// How many days back a contact can matter to it.
    pub(super) const fn memory(&self) -> u16 {
        match self.what {
            What::Most { days, .. } | What::Apart { days, .. } | What::OneChannel { days, .. } => {
                days.get()
            }
            What::Hours(_) | What::Holidays | What::Permission | What::Never => 0,
        }
    }
}

fn from_working_day(contact: &Contact<'_>, from: NaiveDateTime) -> Option<NaiveDateTime> {
    let works = |day: &NaiveDate| {
        contact.countries.iter().all(|country| is_holiday(*country, *day).is_none())
    };
    let day = from.date().iter_days().find(works)?;
    Some(from.max(day.and_time(NaiveTime::MIN)))
}

/// `from`, or the midnight that ends the last of `days` days that begin with `day`.
fn from_day_after(
    day: Option<NaiveDate>,
    days: NonZeroU16,
    from: NaiveDateTime,
) -> Option<NaiveDateTime> {
    let Some(day) = day else { return Some(from) };
    let free = day.checked_add_days(Days::new(days.get().into()))?;
    Some(from.max(free.and_time(NaiveTime::MIN)))
}
