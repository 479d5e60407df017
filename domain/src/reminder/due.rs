//! What is due today.

use chrono::NaiveDate;

use super::subject::{Case, Resting, Subject, SubjectId};
use super::{Family, Means, Sequence, Step, StepKind};
use crate::contact::Channel;

/// What was planned for a case before.
#[derive(Clone, Copy, Debug)]
pub struct Past<'a> {
    /// Every step that fell due, whatever came of it.
    pub covered: &'a [Covered],
    /// The days of contacts, in any order: those that left or may have left, and tasks of the team. One
    /// that still waits to leave counts as of today.
    pub contacts: &'a [NaiveDate],
}

/// A step that fell due for something once.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Covered {
    /// For what.
    pub subject: SubjectId,
    /// The name of the step.
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
    /// Everything of its family whose own step is due: one message tells of all.
    pub covers: Vec<Cover>,
    /// The channel of a message; `None` for a task, and where the debtor can be reached on none.
    pub channel: Option<Channel>,
}

/// The contact that is due for `case` today; `None` if none is.
pub fn due(sequence: &Sequence, case: &Case<'_>, past: &Past<'_>, today: NaiveDate) -> Option<Due> {
    if case.resting == Resting::Wholly || is_too_soon(sequence, past, today) {
        return None;
    }
    let look = Look { sequence, case, past, today };
    let found: Vec<Cover> = (0..case.subjects.len()).filter_map(|place| look.next(place)).collect();
    let kind = |cover: &Cover| sequence.steps[cover.step].kind;
    let order = |cover: &Cover| (kind(cover), sequence.steps[cover.step].days);
    let first = found.iter().copied().reduce(|best, one| {
        // Of equals the first subject counts.
        if order(&one) > order(&best) { one } else { best }
    })?;
    let family = kind(&first).family();
    let covers = found.into_iter().filter(|cover| kind(cover).family() == family).collect();
    let channel = match &sequence.steps[first.step].means {
        Means::Message(channels) => {
            channels.iter().copied().find(|channel| case.reachable.contains(channel))
        }
        Means::Task { .. } => None,
    };
    Some(Due { step: first.step, covers, channel })
}

/// Whether the last contact was so lately that the next one waits.
fn is_too_soon(sequence: &Sequence, past: &Past<'_>, today: NaiveDate) -> bool {
    let gap = i64::from(sequence.gap_days);
    past.contacts.iter().any(|day| (today - *day).num_days() < gap)
}

/// More days than are closed in a row anywhere.
const LONGEST_CLOSED: usize = 14;

struct Look<'a> {
    sequence: &'a Sequence,
    case: &'a Case<'a>,
    past: &'a Past<'a>,
    today: NaiveDate,
}

impl Look<'_> {
    /// The step that is due for one subject: the newest that applies, if it was not due before.
    fn next(&self, place: usize) -> Option<Cover> {
        let subject = &self.case.subjects[place];
        let standing = self.case.standings.get(subject.standing)?;
        let applies = |step: &&Step| {
            step.audience.holds(standing)
                && self.is_spoken_of(step.kind)
                && self.is_now(step, subject)
        };
        let reached: Vec<&Step> = self.sequence.steps.iter().filter(applies).collect();
        let loudest = self.loudest(&subject.id, &reached);
        let heard = reached.into_iter().filter(|step| {
            step.kind.family() != Family::Late || loudest.is_none_or(|most| step.kind <= most)
        });
        let newest = heard.reduce(|best, one| {
            // Of two of one day the later in the list counts.
            if begins(one, subject) >= begins(best, subject) { one } else { best }
        })?;
        let was_due = |known: &Covered| known.subject == subject.id && known.step == newest.name;
        if self.past.covered.iter().any(was_due) {
            return None;
        }
        let step = self.sequence.steps.iter().position(|step| step.name == newest.name)?;
        Some(Cover { subject: place, step })
    }

    /// Until the day of a promise is over only its eve is spoken of.
    fn is_spoken_of(&self, kind: StepKind) -> bool {
        match self.case.resting {
            Resting::Until(day) if self.today <= day => kind == StepKind::PromiseEve,
            Resting::Wholly => false,
            Resting::No | Resting::Until(_) => true,
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
    /// among the kinds whose day has come. `None` if there is none.
    fn loudest(&self, id: &SubjectId, reached: &[&Step]) -> Option<StepKind> {
        let is_late = |kind: &StepKind| kind.family() == Family::Late;
        let own = self.past.covered.iter().filter(|known| known.subject == *id);
        let heard = own.map(|known| known.kind).filter(is_late).max();
        let louder = reached.iter().map(|step| step.kind).filter(is_late);
        let next = louder.filter(|kind| heard.is_none_or(|heard| *kind > heard)).min();
        next.or(heard)
    }
}

fn begins(step: &Step, subject: &Subject) -> Option<NaiveDate> {
    subject.about.days(step.kind, step.days).map(|(from, _)| from)
}
