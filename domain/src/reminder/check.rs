//! What is wrong with a sequence, and what is unwise in it.

use super::{Audience, Family, Means, Sequence, Step, StepKind};
use crate::calendar::Holidays;
use crate::contact::Channel;
use crate::country::Country;
use crate::tone;

/// What can never be meant. A sequence with one of these is refused.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Contradiction {
    /// The place of the step; `None` for what holds for all.
    pub step: Option<usize>,
    /// What.
    pub why: Why,
}

/// What an audience says from a least to a most.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Span {
    /// Days late.
    DaysLate,
    /// What is owed.
    Total,
    /// How many debts.
    Debts,
}

/// Why a sequence contradicts itself.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Why {
    /// No step at all.
    NoSteps,
    /// Contacts without any day between them.
    NoGap,
    /// Another step has the same name.
    NameTaken,
    /// What was done by another step is remembered by the same name or id.
    IdTaken,
    /// Nothing is late on the day on which it is due.
    NotLateYet,
    /// What is said before a day would be said on it.
    NotBefore,
    /// A message without a channel.
    NoChannel,
    /// A channel that is named twice.
    ChannelTwice(Channel),
    /// A letter that the program cannot write: what the step speaks of stands on no paper.
    NoLetter,
    /// A task without words.
    NoScript,
    /// Its words say what nobody may say, from one character to another, counted from 0.
    Script {
        /// Why.
        why: tone::Why,
        /// The first one.
        start: usize,
        /// The one behind the last.
        end: usize,
    },
    /// The least is above the most.
    LeastAboveMost(Span),
    /// A total without its currency.
    NoCurrency,
    /// Another step of the same kind stands on the same day for the same cases: only one of them is ever
    /// due. The place of the other.
    SameDay(usize),
}

/// What is unwise.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Warning {
    /// Contacts may follow each other after less than a week.
    ShortGap(u16),
    /// A step stands closer to the one before it than the gap: it comes later than it says, or never.
    TooClose {
        /// The step.
        step: usize,
        /// The one before it.
        before: usize,
        /// The days between them.
        days: u16,
    },
    /// A firmer word comes earlier than a kinder one.
    Softens {
        /// The kinder one.
        step: usize,
        /// The firmer one before it.
        before: usize,
    },
    /// A firm word without a kind one before it, or a final one without a firm one.
    Harsh {
        /// The step.
        step: usize,
        /// The kind that is missing.
        without: StepKind,
    },
    /// The final word comes sooner than so many days after the debt was due.
    EarlyEnd {
        /// The step.
        step: usize,
        /// Its days.
        days: u16,
    },
    /// Nothing is said of this, and what is said of it by default rests while a sequence is in force.
    Silent(StepKind),
    /// The words of a task should be said otherwise, from one character to another, counted from 0.
    Script {
        /// The step.
        step: usize,
        /// Why.
        why: tone::Why,
        /// The first character.
        start: usize,
        /// The one behind the last.
        end: usize,
    },
    /// The law of the creditor's country asks for a consent before an offer is advertised, and none is kept
    /// here: the step is due for nobody.
    NeedsConsent(usize),
    /// The holidays of the creditor's country are not known here, so that the contact rules let no reminder leave.
    HolidaysUnknown,
    /// A step has a new name, and one of its kind is gone: if it is the same one, whoever has heard it hears it
    /// again.
    Renamed(usize),
}

/// Days between contacts that the strictest law we know of asks for.
const WEEK: u16 = 7;

/// Days after which a last word is no surprise.
const LEAST_END: u16 = 30;

/// What a law says of offers that nobody asked for. Peru: Ley 32323 (2025) asks for a prior consent.
pub const fn advertises_only_with_consent(country: Country) -> bool {
    matches!(country, Country::Pe)
}

/// Everything that can never be meant, step by step.
pub fn contradictions(sequence: &Sequence) -> Vec<Contradiction> {
    let mut found = Vec::new();
    let whole = |why| Contradiction { step: None, why };
    if sequence.steps.is_empty() {
        found.push(whole(Why::NoSteps));
    }
    if sequence.gap_days == 0 {
        found.push(whole(Why::NoGap));
    }
    for (place, step) in sequence.steps.iter().enumerate() {
        let earlier = &sequence.steps[..place];
        let own = of_step(step).into_iter().chain(beside(step, earlier));
        found.extend(own.map(|why| Contradiction { step: Some(place), why }));
    }
    found
}

/// What is wrong with a step alone.
fn of_step(step: &Step) -> Vec<Why> {
    let mut found = Vec::new();
    match step.kind {
        StepKind::Kind | StepKind::Firm | StepKind::Final if step.days == 0 => {
            found.push(Why::NotLateYet);
        }
        StepKind::InstalmentSoon | StepKind::PromiseEve if step.days == 0 => {
            found.push(Why::NotBefore);
        }
        _ => {}
    }
    match &step.means {
        Means::Message(channels) if channels.is_empty() => found.push(Why::NoChannel),
        Means::Message(channels) => {
            let is_twice =
                |channel: &Channel| channels.iter().filter(|other| *other == channel).count() > 1;
            let twice = Channel::ALL.into_iter().filter(is_twice);
            found.extend(twice.map(Why::ChannelTwice));
            let is_letter = channels.contains(&Channel::Letter) && !is_on_paper(step.kind);
            found.extend(is_letter.then_some(Why::NoLetter));
        }
        Means::Task { script, .. } if script.trim().is_empty() => found.push(Why::NoScript),
        Means::Task { .. } => {}
    }
    found.extend(of_audience(&step.audience));
    found
}

/// Whether a letter can tell of it: of debts, and of dates of a plan that have come.
const fn is_on_paper(kind: StepKind) -> bool {
    matches!(kind.family(), Family::NotDue | Family::Late | Family::Missed)
}

fn of_audience(audience: &Audience) -> Vec<Why> {
    let fits = &audience.fits;
    let mut found = Vec::new();
    if fits.days_late.as_ref().is_some_and(std::ops::RangeInclusive::is_empty) {
        found.push(Why::LeastAboveMost(Span::DaysLate));
    }
    if fits.total.as_ref().is_some_and(std::ops::RangeInclusive::is_empty) {
        found.push(Why::LeastAboveMost(Span::Total));
    }
    if fits.debts.as_ref().is_some_and(std::ops::RangeInclusive::is_empty) {
        found.push(Why::LeastAboveMost(Span::Debts));
    }
    if fits.total.is_some() && audience.currency.is_none() {
        found.push(Why::NoCurrency);
    }
    found
}

/// What is wrong with a step beside those before it.
fn beside(step: &Step, earlier: &[Step]) -> Vec<Why> {
    let mut found = Vec::new();
    if earlier.iter().any(|other| other.name == step.name) {
        found.push(Why::NameTaken);
    } else if earlier.iter().any(|other| other.key() == step.key()) {
        found.push(Why::IdTaken);
    }
    let is_same = |other: &Step| {
        (other.kind, other.days, &other.audience) == (step.kind, step.days, &step.audience)
    };
    found.extend(earlier.iter().position(is_same).map(Why::SameDay));
    found
}

/// Everything that is unwise in a sequence of a creditor of `country` that does not contradict itself.
pub fn warnings(sequence: &Sequence, country: Country) -> Vec<Warning> {
    let mut found = Vec::new();
    if !Holidays::built(country) {
        found.push(Warning::HolidaysUnknown);
    }
    if sequence.gap_days < WEEK {
        found.push(Warning::ShortGap(sequence.gap_days));
    }
    for (place, step) in sequence.steps.iter().enumerate() {
        found.extend(too_close(sequence, place));
        found.extend(softens(sequence, place));
        found.extend(harsh(sequence, place));
        if step.kind == StepKind::Final && step.days < LEAST_END {
            found.push(Warning::EarlyEnd { step: place, days: step.days });
        }
        if step.kind == StepKind::OfferEnds && advertises_only_with_consent(country) {
            found.push(Warning::NeedsConsent(place));
        }
    }
    let is_silent =
        |kind: &StepKind| !sequence.steps.iter().any(|step| step.kind.family() == kind.family());
    let told = [StepKind::InstalmentSoon, StepKind::InstalmentMissed];
    found.extend(told.into_iter().filter(is_silent).map(Warning::Silent));
    found
}

/// The steps of `after` that may be known ones under another name: each with a new name, where `before` had a step
/// of its kind that is gone. What was said is remembered by the name, or by the id that a step kept.
pub fn renamed(before: &Sequence, after: &Sequence) -> Vec<Warning> {
    let has = |all: &Sequence, key: &str| all.steps.iter().any(|step| step.key() == key);
    let is_gone = |kind: StepKind| {
        before.steps.iter().any(|step| step.kind == kind && !has(after, step.key()))
    };
    let steps = after.steps.iter().enumerate();
    let is_new = |(_, step): &(usize, &Step)| !has(before, step.key()) && is_gone(step.kind);
    steps.filter(is_new).map(|(place, _)| Warning::Renamed(place)).collect()
}

/// The day of a step counted from that of which it speaks, negative before it. Before and after a debt is
/// due, and before and after an instalment, are one line of days.
fn day(step: &Step) -> Option<(Line, i64)> {
    let days = i64::from(step.days);
    Some(match (step.kind, step.kind.family()) {
        (_, Family::NotDue) => (Line::Debt, -days),
        (_, Family::Late) => (Line::Debt, days),
        (StepKind::InstalmentToday, _) => (Line::Instalment, 0),
        (_, Family::Coming) => (Line::Instalment, -days),
        (_, Family::Missed) => (Line::Instalment, days),
        _ => return None,
    })
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Line {
    Debt,
    Instalment,
}

/// The steps for the same cases on the same line, with their days, those of one day in their order.
fn neighbours(sequence: &Sequence, place: usize) -> Vec<(usize, i64)> {
    let step = &sequence.steps[place];
    let Some((line, _)) = day(step) else { return Vec::new() };
    let others = sequence.steps.iter().enumerate();
    let others = others.filter(|(other, one)| *other != place && one.audience == step.audience);
    let days = others.filter_map(|(other, one)| Some((other, day(one)?)));
    days.filter(|(_, (own, _))| *own == line).map(|(other, (_, day))| (other, day)).collect()
}

fn too_close(sequence: &Sequence, place: usize) -> Option<Warning> {
    let (_, own) = day(&sequence.steps[place])?;
    let before = neighbours(sequence, place)
        .into_iter()
        .filter(|(other, day)| (*day, *other) < (own, place));
    let (before, day) = before.max_by_key(|(other, day)| (*day, *other))?;
    let days = u16::try_from(own - day).ok().filter(|days| *days < sequence.gap_days)?;
    Some(Warning::TooClose { step: place, before, days })
}

fn softens(sequence: &Sequence, place: usize) -> Option<Warning> {
    let step = &sequence.steps[place];
    let (_, own) = day(step).filter(|_| step.kind.family() == Family::Late)?;
    let firmer = neighbours(sequence, place)
        .into_iter()
        .find(|(other, day)| *day <= own && sequence.steps[*other].kind > step.kind)?;
    Some(Warning::Softens { step: place, before: firmer.0 })
}

fn harsh(sequence: &Sequence, place: usize) -> Option<Warning> {
    let without = match sequence.steps[place].kind {
        StepKind::Firm => StepKind::Kind,
        StepKind::Final => StepKind::Firm,
        _ => return None,
    };
    let has = |steps: &[Step], kind| steps.iter().any(|step| step.kind == kind);
    // Said once, of the first such step.
    let is_first = !has(&sequence.steps[..place], sequence.steps[place].kind);
    (is_first && !has(&sequence.steps, without)).then_some(Warning::Harsh { step: place, without })
}
