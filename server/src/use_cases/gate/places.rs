//! The contact rules between instants and the clocks on debtors' walls: one zone, or several in which the
//! debtor may be.

use chrono::{DateTime, NaiveDateTime, TimeDelta, Utc};
use chrono_tz::Tz;
use domain::contact::{
    Answer, Barrier, Channels, Contact, Decision, Initiative, Past, Rules, Source,
};
use domain::country::Country;

use super::Wanted;
use crate::store::message_counted::Counted;
use crate::use_cases::wall_clock;

/// So far ahead an hour is looked for that is open in every place.
const HORIZON: TimeDelta = TimeDelta::days(400);

/// Where a debtor may be.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Places {
    /// The zone that is known, or the likeliest.
    pub likeliest: Tz,
    /// The others in which it must be in time too.
    pub others: Vec<Tz>,
}

/// What the rules are asked, at no particular place.
#[derive(Clone, Copy, Debug)]
pub struct Question<'a> {
    /// The contact.
    pub wanted: Wanted,
    /// Whose holidays count: those of both.
    pub countries: [Country; 2],
    /// Earlier contacts that count.
    pub past: &'a [Counted],
    /// What stands in the way without a known end.
    pub barriers: &'a [Barrier],
    /// What stands in the way until an instant.
    pub ends: &'a [(Barrier, DateTime<Utc>)],
    /// The channels that the debtor has allowed.
    pub allowed: Channels,
}

/// Whose clock counts and what the rules say.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Ruling {
    /// What they say, in the debtor's local time.
    pub decision: Decision,
    /// The debtor's zone, or the first of those in which they may be.
    pub zone: Tz,
    /// The law behind the rule, where one is.
    pub source: Option<Source>,
    until: Option<DateTime<Utc>>,
}

impl Ruling {
    /// When the contact may be made, if it has to wait for that.
    pub const fn not_before(&self) -> Option<DateTime<Utc>> {
        self.until
    }
}

/// What the rules say now of a contact with somebody who is in one of `places`: it must be in time in all
/// of them. Where it has to wait, the rule is the one that refuses the present longest.
pub fn rule(
    rules: &Rules<'_>,
    places: &Places,
    question: &Question<'_>,
    now: DateTime<Utc>,
) -> Ruling {
    rule_by(places, now, &|zone, at| in_zone(rules, zone, question, at))
}

/// The same where `ask` says what the rules answer in one zone at an instant.
pub fn rule_by<'a>(
    places: &Places,
    now: DateTime<Utc>,
    ask: &dyn Fn(Tz, DateTime<Utc>) -> Answer<'a>,
) -> Ruling {
    let zone = places.likeliest;
    let first = round(places, ask, now);
    let source = first.source;
    let ruling = |decision, until| Ruling { decision, zone, source: source.cloned(), until };
    let Step::Wait(mut at) = first.step else {
        return ruling(first.decision, None);
    };
    let named = first.decision.rule();
    // Where it is open again in one place it may be closed in another.
    while at <= now + HORIZON {
        let next = round(places, ask, at);
        match next.step {
            Step::Wait(later) => at = later,
            Step::Done if matches!(next.decision, Decision::Send(_)) => {
                let local = wall_clock::local(zone, at);
                return ruling(Decision::WaitUntil(local, named), Some(at));
            }
            Step::Done => break,
        }
    }
    ruling(Decision::Blocked(named), None)
}

/// What all places together say at one instant.
struct Round<'a> {
    decision: Decision,
    source: Option<&'a Source>,
    step: Step,
}

impl Round<'_> {
    fn waits_longer_than(&self, other: &Self) -> bool {
        match (&self.step, &other.step) {
            (Step::Wait(later), Step::Wait(known)) => later > known,
            (Step::Wait(_), Step::Done) => true,
            (Step::Done, _) => false,
        }
    }
}

/// Whether there is nothing to wait for, or until when.
enum Step {
    Done,
    Wait(DateTime<Utc>),
}

fn round<'a>(
    places: &Places,
    ask: &dyn Fn(Tz, DateTime<Utc>) -> Answer<'a>,
    at: DateTime<Utc>,
) -> Round<'a> {
    let one = |zone| {
        let Answer { decision, source } = ask(zone, at);
        let step = match decision {
            Decision::Blocked(_) | Decision::Send(_) => Step::Done,
            Decision::WaitUntil(local, _) => Step::Wait(wall_clock::instant(zone, local)),
        };
        Round { decision, source, step }
    };
    let mut longest = one(places.likeliest);
    for zone in places.others.iter().copied() {
        if matches!(longest.decision, Decision::Blocked(_)) {
            break;
        }
        let next = one(zone);
        if matches!(next.decision, Decision::Blocked(_)) || next.waits_longer_than(&longest) {
            longest = next;
        }
    }
    longest
}

fn in_zone<'a>(
    rules: &'a Rules<'_>,
    zone: Tz,
    question: &Question<'_>,
    at: DateTime<Utc>,
) -> Answer<'a> {
    let past = question.past.iter().map(|counted| Past {
        at: wall_clock::local(zone, counted.at),
        channel: counted.channel,
        initiative: Initiative::Creditor,
        outcome: counted.outcome,
    });
    let past: Vec<_> = past.collect();
    let ends = question.ends.iter().filter(|(_, until)| at < *until);
    let ends: Vec<_> =
        ends.map(|(barrier, until)| (*barrier, wall_clock::local(zone, *until))).collect();
    let shown = |local: NaiveDateTime| wall_clock::local(zone, wall_clock::instant(zone, local));
    rules.decide(&Contact {
        initiative: question.wanted.initiative,
        about: question.wanted.about,
        channel: question.wanted.channel,
        countries: &question.countries,
        now: wall_clock::local(zone, at),
        past: &past,
        barriers: question.barriers,
        ends: &ends,
        allowed: question.allowed,
        shown: &shown,
    })
}
