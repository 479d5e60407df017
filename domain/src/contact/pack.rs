//! A country's rules as a whole, and what a creditor and a debtor add to them.

use std::num::NonZeroU16;

use chrono::{Datelike, NaiveDate, TimeDelta};

use super::channel::{Channel, Channels};
use super::hours::Hours;
use super::limit::{Limit, Source, What};
use super::rule::Rule;
use crate::calendar::is_holiday;
use crate::country::Country;

/// Something that a law forbids whoever collects.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Act {
    /// To ask why somebody has not paid.
    AskReason,
    /// To speak with anybody but the debtor, a co-debtor or a guarantor.
    TellOthers,
    /// To send what looks like a paper of a court.
    LookLikeCourt,
    /// To speak of a lawsuit that was not begun.
    NameLawsuit,
    /// To threaten, insult or ridicule.
    Threaten,
    /// To hide who calls.
    HideNumber,
    /// To make a debt public: posters, lists, words on an envelope.
    Publish,
    /// To speak with a child or an elderly person about somebody's debt.
    SpeakToVulnerable,
    /// To look for, or use, an address that the debtor did not give.
    FindAddress,
    /// To ask personal references.
    AskReferences,
    /// To take the money as anybody but the creditor.
    TakeForCreditor,
    /// To press for one payment, for few, or for ones that are too large.
    PressForLargePayments,
    /// To put promotion into a message about a debt.
    Promote,
}

impl Act {
    /// Every act, in the order of its word.
    pub const ALL: [Self; 13] = [
        Self::AskReason,
        Self::AskReferences,
        Self::FindAddress,
        Self::HideNumber,
        Self::LookLikeCourt,
        Self::NameLawsuit,
        Self::PressForLargePayments,
        Self::Promote,
        Self::Publish,
        Self::SpeakToVulnerable,
        Self::TakeForCreditor,
        Self::TellOthers,
        Self::Threaten,
    ];

    /// Reads an [`Act::as_str`].
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|act| act.as_str() == word)
    }

    /// The word that stands for it in files.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::AskReason => "ask-reason",
            Self::AskReferences => "ask-references",
            Self::FindAddress => "find-address",
            Self::HideNumber => "hide-number",
            Self::LookLikeCourt => "look-like-court",
            Self::NameLawsuit => "name-lawsuit",
            Self::PressForLargePayments => "press-for-large-payments",
            Self::Promote => "promote",
            Self::Publish => "publish",
            Self::SpeakToVulnerable => "speak-to-vulnerable",
            Self::TakeForCreditor => "take-for-creditor",
            Self::TellOthers => "tell-others",
            Self::Threaten => "threaten",
        }
    }
}

/// A part that a message about a debt must have.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Block {
    /// Who writes, for whom, and how to reach them.
    Identity,
    /// What is owed, part by part: principal, interest, fees.
    Breakdown,
    /// How to stop messages, easily.
    OptOut,
    /// The ways to pay.
    WaysToPay,
    /// That only the creditor takes the money.
    PayCreditorOnly,
    /// How to complain or to contest.
    Complaint,
}

impl Block {
    /// Every part, in the order of its word.
    pub const ALL: [Self; 6] = [
        Self::Breakdown,
        Self::Complaint,
        Self::Identity,
        Self::OptOut,
        Self::PayCreditorOnly,
        Self::WaysToPay,
    ];

    /// Reads a [`Block::as_str`].
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|block| block.as_str() == word)
    }

    /// The word that stands for it in files.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Breakdown => "breakdown",
            Self::Complaint => "complaint",
            Self::Identity => "identity",
            Self::OptOut => "opt-out",
            Self::PayCreditorOnly => "pay-creditor-only",
            Self::WaysToPay => "ways-to-pay",
        }
    }
}

/// The rules of one country, or the strict ones for all others.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Pack {
    /// Which country's; `None` for the strict default.
    pub country: Option<Country>,
    /// Counted from 1; raised with each change of its numbers.
    pub version: NonZeroU16,
    /// The day on which its sources were read last.
    pub checked_on: NaiveDate,
    /// What whoever relies on it should know: what is unsure, what is left out.
    pub notes: Vec<String>,
    /// The limits, in the order in which answers name them.
    pub limits: Vec<Limit>,
    /// What is forbidden.
    pub forbidden: Vec<(Act, Source)>,
    /// What each message must have.
    pub required: Vec<(Block, Source)>,
    /// The law behind rules that are not limits: holds, answers.
    pub behind: Vec<(Rule, Source)>,
    /// For how many years the kind and number of contacts must be kept; `None` where no law was read.
    pub keep: Option<(NonZeroU16, Source)>,
    /// IANA names of the zones in which a debtor may be whose zone is not known, where the law looks at
    /// the debtor's place: what leaves must be in time in all of them.
    pub places: Vec<String>,
}

impl Pack {
    /// The law that forbids an act, if one does.
    pub fn forbids(&self, act: Act) -> Option<&Source> {
        self.forbidden.iter().find(|(known, _)| *known == act).map(|(_, source)| source)
    }

    /// The law that asks for a part of each message, if one does.
    pub fn requires(&self, block: Block) -> Option<&Source> {
        self.required.iter().find(|(known, _)| *known == block).map(|(_, source)| source)
    }

    /// The law behind a rule that is not a limit, if one is.
    pub fn source_of(&self, rule: Rule) -> Option<&Source> {
        self.behind.iter().find(|(known, _)| *known == rule).map(|(_, source)| source)
    }

    /// `PE`, or `strict`.
    pub const fn name(&self) -> &'static str {
        match self.country {
            Some(country) => country.code(),
            None => "strict",
        }
    }
}

/// A pack with limits of others on top. Nothing can be taken away from it: it is as strict as its
/// strictest part.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Rules<'a> {
    pack: &'a Pack,
    second: Option<&'a Pack>,
    more: Vec<Limit>,
}

impl<'a> Rules<'a> {
    /// The pack alone.
    pub const fn of(pack: &'a Pack) -> Self {
        Self { pack, second: None, more: Vec::new() }
    }

    /// These rules and the pack of another country, in the place of another one that was added before. One that is
    /// in force already adds nothing.
    #[must_use]
    pub fn and_pack(mut self, other: &'a Pack) -> Self {
        self.second = Some(other).filter(|other| other.name() != self.pack.name());
        self
    }

    /// These rules and more limits: a creditor's own, a debtor's wish.
    #[must_use]
    pub fn and(mut self, limits: impl IntoIterator<Item = Limit>) -> Self {
        self.more.extend(limits);
        self
    }

    /// The pack under them.
    pub const fn pack(&self) -> &'a Pack {
        self.pack
    }

    /// Every limit, those of packs first.
    pub fn limits(&self) -> impl Iterator<Item = &Limit> {
        let second = self.second.into_iter().flat_map(|pack| &pack.limits);
        self.pack.limits.iter().chain(second).chain(&self.more)
    }

    /// The law behind a rule that is not a limit, if one is: the first pack's before the other's.
    pub(super) fn source_of(&self, rule: Rule) -> Option<&'a Source> {
        let second = || self.second.and_then(|pack| pack.source_of(rule));
        self.pack.source_of(rule).or_else(second)
    }

    /// How long ago a contact may be and matter still, zones and changes of clocks included.
    pub fn memory(&self) -> TimeDelta {
        let days = self.limits().map(Limit::memory).max().unwrap_or_default();
        TimeDelta::days(i64::from(days) + 2)
    }

    /// The hours of a week in which a channel is open, whatever holidays say; `None` if no limit speaks of
    /// hours.
    pub fn hours(&self, channel: Channel) -> Option<Hours> {
        let on_channel = self.limits().filter(|limit| limit.on.contains(channel));
        let all = on_channel.filter_map(|limit| match &limit.what {
            What::Hours(hours) => Some(*hours),
            _ => None,
        });
        all.reduce(|one, other| one.both(&other))
    }

    /// Whether anything may leave by a channel at some hour of a day, with the holidays of all `countries`.
    pub fn opens_on(&self, channel: Channel, countries: &[Country], day: NaiveDate) -> bool {
        let keeps_holidays =
            |limit: &Limit| limit.what == What::Holidays && limit.on.contains(channel);
        let works_in = |country: &Country| is_holiday(*country, day).is_none();
        let works = !self.limits().any(keeps_holidays) || countries.iter().all(works_in);
        let hours = self.hours(channel);
        works && hours.is_none_or(|hours| hours.on(day.weekday()).is_some())
    }

    /// The channels that need the debtor's permission.
    pub fn need_permission(&self) -> Channels {
        let needing = self.limits().filter(|limit| limit.what == What::Permission);
        needing.fold(Channels::NONE, |all, limit| all.or(limit.on))
    }

    /// The channels by which nobody is contacted.
    pub fn never(&self) -> Channels {
        let shut = self.limits().filter(|limit| limit.what == What::Never);
        shut.fold(Channels::NONE, |all, limit| all.or(limit.on))
    }
}
