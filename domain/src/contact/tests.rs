//! The engine of the rules, on packs that the tests make. What real packs say is tested beside their files.

mod answers;
mod barriers;
mod caps;
mod initiatives;
mod laws;
mod open_hours;
mod wishes;

use std::num::NonZeroU16;

use chrono::{NaiveDate, NaiveDateTime, NaiveTime};

use super::*;
use crate::country::Country;

fn at(text: &str) -> NaiveDateTime {
    NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M:%S").expect("a local time")
}

fn time(text: &str) -> NaiveTime {
    NaiveTime::parse_from_str(text, "%H:%M").expect("a time of day")
}

fn n(number: u16) -> NonZeroU16 {
    NonZeroU16::new(number).expect("not zero")
}

fn source(law: &str) -> Source {
    Source {
        law: law.to_owned(),
        article: "1".to_owned(),
        url: String::new(),
        since: None,
        standing: Standing::Own,
        reading: String::new(),
    }
}

fn limit(what: What, on: Channels) -> Limit {
    Limit { what, on, whose: Whose::Pack, source: source("a law") }
}

fn business_hours(opens: &str, closes: &str) -> Hours {
    let span = Span::new(time(opens), Some(time(closes)));
    Hours::new([span, span, span, span, span, None, None])
}

fn pack(limits: Vec<Limit>) -> Pack {
    Pack {
        country: None,
        version: n(1),
        checked_on: NaiveDate::from_ymd_opt(2026, 11, 22).expect("a day"),
        notes: Vec::new(),
        limits,
        forbidden: vec![(Act::AskReason, source("a ban"))],
        required: vec![(Block::OptOut, source("a duty"))],
        behind: vec![(Rule::BreathingSpace, source("a moratorium"))],
        keep: None,
        places: Vec::new(),
    }
}

const SEVEN: NonZeroU16 = NonZeroU16::new(7).expect("not zero");

/// Monday to Friday, 8 to 19, no holiday, seven days apart.
fn strict() -> Pack {
    pack(vec![
        limit(What::Hours(business_hours("08:00", "19:00")), Channels::ALL),
        limit(What::Holidays, Channels::ALL),
        limit(What::Apart { days: SEVEN, counts: Counts::Attempts }, Channels::ALL),
    ])
}

fn reached(channel: Channel, when: &str) -> Past {
    Past { at: at(when), channel, initiative: Initiative::Creditor, outcome: Outcome::Reached }
}

/// An e-mail that left then.
fn sent_at(at: NaiveDateTime) -> Past {
    let (channel, initiative) = (Channel::Email, Initiative::Creditor);
    Past { at, channel, initiative, outcome: Outcome::Reached }
}

fn mails(whens: &[&str]) -> Vec<Past> {
    whens.iter().map(|when| reached(Channel::Email, when)).collect()
}

/// A clock that is never changed.
fn same(at: NaiveDateTime) -> NaiveDateTime {
    at
}

/// A reminder by e-mail in Peru that nothing stands against.
fn reminder(now: NaiveDateTime, past: &[Past]) -> Contact<'_> {
    Contact {
        initiative: Initiative::Creditor,
        about: About::Debt,
        channel: Channel::Email,
        countries: &[Country::Pe],
        now,
        past,
        barriers: &[],
        ends: &[],
        allowed: Channels::NONE,
        shown: &same,
    }
}

fn decision(pack: &Pack, contact: &Contact<'_>) -> Decision {
    Rules::of(pack).decide(contact).decision
}
