//! What is due today.

use chrono::NaiveDate;

use super::subject::{Case, Resting, Subject, SubjectId};
use super::{Family, Means, Sequence, Step, StepKind};
use crate::contact::Channel;

/// What was planned for a case before.
#[derive(Clone, Copy, Debug)]
pub struct Past<'a> {
    /// Every step that waits to be said, was said or may have been: each comes once.
    pub covered: &'a [Covered],
    /// Those of them that somebody of the team is yet to do, or did without reaching anybody: nothing was heard, so
    /// they are passed over as what reaches nobody is, and not said again.
    pub unheard: &'a [Covered],
    /// Every step of the last days that reached nobody: kept back by a rule, refused, cancelled; what a channel lost
    /// for as long as that is remembered.
    pub tried: &'a [Tried],
    /// The days of contacts, in any order: those that left or may have left, and tasks of the team. One
    /// that still waits to leave counts as of today.
    pub contacts: &'a [NaiveDate],
}

/// A step that fell due for something and reached nobody: nothing was heard, so it comes again, after the gap.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Tried {
    /// For what.
    pub subject: SubjectId,
    /// The [`Step::key`] of the step.
    pub step: String,
    /// The day for which it was planned.
    pub on: NaiveDate,
    /// The channel that lost it; `None` for what was never handed over.
    pub lost_by: Option<Channel>,
}

/// A step that fell due for something once.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Covered {
    /// For what.
    pub subject: SubjectId,
    /// The [`Step::key`] of the step.
    pub step: String,
    /// What kind it was.
    pub kind: StepKind,
}

/// One thing that a contact speaks of, by its place in the case, and its own step, by its place in the
/// sequence.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Cover {
    /// The place of the subject.
    pub subject: usize,
    /// The place of the step.
    pub step: usize,
}

/// The one contact that is due for a case.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Due {
    /// The place of the step that counts: the greatest.
    pub step: usize,
    /// Everything of its family whose own step is due by the same means: one message tells of all. Of late
    /// debts only those whose own step is of the same kind: a last notice is the last one of all that it names.
    pub covers: Vec<Cover>,
    /// The channel of a message; `None` for a task, and where the debtor can be reached on none.
    pub channel: Option<Channel>,
    /// Whether the debtor can be reached by the step: if not, nothing is planned, and it is due again as soon as
    /// they can.
    pub is_reached: bool,
}

/// The contact that is due for `case` today; `None` if none is. One that reaches nobody is told only where none
/// does.
pub fn due(sequence: &Sequence, case: &Case<'_>, past: &Past<'_>, today: NaiveDate) -> Option<Due> {
    if case.resting == Resting::Wholly || is_too_soon(sequence, past, today) {
        return None;
    }
    let look = Look { sequence, case, past, today };
    let has_lost = past.tried.iter().any(|one| one.lost_by.is_some());
    let fresh = has_lost.then(|| look.contact(Steps::Fresh)).flatten();
    fresh.or_else(|| look.contact(Steps::Reaching)).or_else(|| look.contact(Steps::Unreaching))
}

/// Whether the last contact was so lately that the next one waits.
fn is_too_soon(sequence: &Sequence, past: &Past<'_>, today: NaiveDate) -> bool {
    let gap = i64::from(sequence.gap_days);
    past.contacts.iter().any(|day| (today - *day).num_days() < gap)
}

/// More days than are closed in a row anywhere.
const LONGEST_CLOSED: usize = 14;

/// So often each channel loses a step before another one is said in its place.
const WORN: usize = 2;

struct Look<'a> {
    sequence: &'a Sequence,
    case: &'a Case<'a>,
    past: &'a Past<'a>,
    today: NaiveDate,
}

/// Which steps are looked at.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Steps {
    /// Those by which somebody is reached, but for what their channels lose again and again.
    Fresh,
    /// Those by which somebody is reached.
    Reaching,
    /// Those that would be due if somebody were.
    Unreaching,
}

impl Look<'_> {
    /// The contact of these steps.
    fn contact(&self, of: Steps) -> Option<Due> {
        let steps = &self.sequence.steps;
        let places = 0..self.case.subjects.len();
        let found: Vec<Cover> = places.filter_map(|place| self.next(place, of)).collect();
        let order = |cover: &Cover| (steps[cover.step].kind, steps[cover.step].days);
        let first = found.iter().copied().reduce(|best, one| {
            // Of equals the first subject counts.
            if order(&one) > order(&best) { one } else { best }
        })?;
        let its = found.into_iter().filter(|cover| joins(&steps[first.step], &steps[cover.step]));
        let covers: Vec<Cover> = its.collect();
        let channel = self.channel(&steps[first.step], &covers);
        Some(Due { step: first.step, covers, channel, is_reached: of != Steps::Unreaching })
    }

    /// The step that is due for one subject: the newest that applies, if it was not due before.
    fn next(&self, place: usize, of: Steps) -> Option<Cover> {
        let subject = &self.case.subjects[place];
        let standing = self.case.standings.get(subject.standing)?;
        let applies = |step: &&Step| {
            step.audience.holds(standing)
                && self.is_spoken_of(step.kind)
                && self.is_now(step, subject)
        };
        let all: Vec<&Step> = self.sequence.steps.iter().filter(applies).collect();
        let is_looked_at = |step: &&Step| {
            let is_meant = match of {
                Steps::Fresh => self.reaches(step) && !self.is_worn(&subject.id, step),
                Steps::Reaching => self.reaches(step),
                Steps::Unreaching => true,
            };
            is_meant && !self.is_unheard(&subject.id, step)
        };
        let reached: Vec<&Step> = all.iter().copied().filter(is_looked_at).collect();
        let loudest = self.loudest(&subject.id, (&all, &reached));
        let heard = reached.into_iter().filter(|step| {
            step.kind.family() != Family::Late || loudest.is_some_and(|most| step.kind <= most)
        });
        let newest = heard.reduce(|best, one| {
            // Of two of one day the later in the list counts.
            if begins(one, subject) >= begins(best, subject) { one } else { best }
        })?;
        if self.was_due(&subject.id, newest) || of == Steps::Unreaching && self.reaches(newest) {
            return None;
        }
        let step = self.sequence.steps.iter().position(|step| step.name == newest.name)?;
        Some(Cover { subject: place, step })
    }

    /// Whether a step was due for a subject before, or was tried so lately that it waits.
    fn was_due(&self, id: &SubjectId, step: &Step) -> bool {
        let gap = i64::from(self.sequence.gap_days);
        let was_due = |known: &Covered| known.subject == *id && known.step == step.key();
        let was_tried = |known: &Tried| {
            let is_lately = (self.today - known.on).num_days() < gap;
            known.subject == *id && known.step == step.key() && is_lately
        };
        self.past.covered.iter().any(was_due) || self.past.tried.iter().any(was_tried)
    }

    /// Whether a person has still to tell a step of a subject, or reached nobody by it.
    fn is_unheard(&self, id: &SubjectId, step: &Step) -> bool {
        self.past.unheard.iter().any(|one| one.subject == *id && one.step == step.key())
    }

    /// The channel by which a message of this step about these subjects goes: of those by which the debtor can be
    /// reached one that has not lost it, or lost it the longest ago.
    fn channel(&self, step: &Step, covers: &[Cover]) -> Option<Channel> {
        let is_told = |one: &&Tried| {
            covers.iter().any(|cover| self.case.subjects[cover.subject].id == one.subject)
        };
        self.open(step)
            .min_by_key(|by| self.lost(step, *by).filter(is_told).map(|one| one.on).max())
    }

    /// The channels of a message by which the debtor can be reached: the one that they prefer, if the step has it,
    /// before the step's own in their order.
    fn open(&self, step: &Step) -> impl Iterator<Item = Channel> {
        let own: &[Channel] = match &step.means {
            Means::Message(channels) => channels,
            Means::Task { .. } => &[],
        };
        let preferred = self.case.preferred.filter(|one| own.contains(one));
        let others = own.iter().copied().filter(move |one| Some(*one) != preferred);
        let reachable = self.case.reachable;
        preferred.into_iter().chain(others).filter(move |one| reachable.contains(one))
    }

    /// What a channel lost of a step.
    fn lost(&self, step: &Step, by: Channel) -> impl Iterator<Item = &Tried> {
        let is_its = move |one: &&Tried| one.lost_by == Some(by) && one.step == step.key();
        self.past.tried.iter().filter(is_its)
    }

    /// Whether each channel by which a message reaches the debtor lost it so often that it is passed over.
    fn is_worn(&self, id: &SubjectId, step: &Step) -> bool {
        let times = |by: Channel| self.lost(step, by).filter(|one| one.subject == *id).count();
        matches!(step.means, Means::Message(_)) && self.open(step).all(|by| times(by) >= WORN)
    }

    /// Whether somebody is reached by a step.
    fn reaches(&self, step: &Step) -> bool {
        match &step.means {
            Means::Task { kind, .. } => self.case.reachable.contains(&kind.channel()),
            Means::Message(_) => self.open(step).next().is_some(),
        }
    }

    /// Until the day of a promise is over, or what was proposed is answered, only the eve of promises is spoken of, and
    /// the dates of plans, which run beside it.
    fn is_spoken_of(&self, kind: StepKind) -> bool {
        let is_beside = matches!(kind.family(), Family::Promised | Family::Coming | Family::Missed);
        match self.case.resting {
            Resting::Until(day) | Resting::Proposed(day) if self.today <= day => is_beside,
            Resting::Wholly => false,
            Resting::No | Resting::Until(_) | Resting::Proposed(_) => true,
        }
    }

    fn is_now(&self, step: &Step, subject: &Subject) -> bool {
        let days = subject.about.days(step.kind, step.days);
        let days = days.map(|(from, to)| self.while_open(step.kind, (from, to)));
        days.is_some_and(|(from, to)| from <= self.today && to.is_none_or(|to| self.today <= to))
    }

    /// The days of a step; where nothing may leave on any of those before a date, the last open day before them.
    fn while_open(
        &self,
        kind: StepKind,
        (from, to): (NaiveDate, Option<NaiveDate>),
    ) -> (NaiveDate, Option<NaiveDate>) {
        use StepKind::{Courtesy, InstalmentSoon, OfferEnds, PromiseEve};
        let is_ahead = matches!(kind, Courtesy | InstalmentSoon | OfferEnds | PromiseEve);
        let is_closed = |day: NaiveDate| self.case.closed.contains(&day);
        let Some(last) = to.filter(|_| is_ahead) else { return (from, to) };
        if !from.iter_days().take_while(|day| *day <= last).all(is_closed) {
            return (from, to);
        }
        let earlier = std::iter::successors(from.pred_opt(), NaiveDate::pred_opt);
        let open = earlier.take(LONGEST_CLOSED).find(|day| !is_closed(*day));
        open.map_or((from, to), |day| (day, Some(day)))
    }

    /// The firmest kind that a late debt may be spoken of in: one more than it was spoken of in before,
    /// among the kinds whose day has come and that reach the debtor; never a last word before any other, where
    /// the sequence has one. `None` if there is none.
    fn loudest(&self, id: &SubjectId, (all, reached): (&[&Step], &[&Step])) -> Option<StepKind> {
        let is_late = |kind: &StepKind| kind.family() == Family::Late;
        let own = self.past.covered.iter().filter(|known| known.subject == *id);
        let own = own.filter(|known| !self.past.unheard.contains(known));
        let heard = own.map(|known| known.kind).filter(is_late).max();
        let louder = reached.iter().map(|step| step.kind).filter(is_late);
        let next = louder.filter(|kind| heard.is_none_or(|heard| *kind > heard)).min();
        let is_kinder = |step: &&Step| is_late(&step.kind) && step.kind < StepKind::Final;
        let is_abrupt = heard.is_none() && next == Some(StepKind::Final);
        next.or(heard).filter(|_| !(is_abrupt && all.iter().any(is_kinder)))
    }
}

/// Whether what a step is due for is told in the contact of the step that counts.
fn joins(first: &Step, other: &Step) -> bool {
    let is_task = |step: &Step| matches!(step.means, Means::Task { .. });
    let is_as_loud = first.kind == other.kind || first.kind.family() != Family::Late;
    first.kind.family() == other.kind.family() && is_as_loud && is_task(first) == is_task(other)
}

fn begins(step: &Step, subject: &Subject) -> Option<NaiveDate> {
    subject.about.days(step.kind, step.days).map(|(from, _)| from)
}
