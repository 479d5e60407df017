//! Why nothing is due for a case today.

use chrono::NaiveDate;

use super::Sequence;
use super::due::{Past, due};
use super::subject::{Case, Resting, SubjectId, after};

/// Why nobody is reminded today.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Silence {
    /// A hold, or something that waits for an answer.
    Rests,
    /// A day was promised: until it is over nothing but its eve and the dates of plans is spoken of.
    Promised(NaiveDate),
    /// There was a contact lately, or one waits to leave: the next may come from this day on.
    TooSoon(NaiveDate),
    /// What fell due lately reached nobody: it is tried again from this day on.
    Again(NaiveDate),
    /// A step is due, and the debtor can be reached by none of its channels.
    Unreached,
    /// No step is for this case today.
    NoStep,
}

/// Why nothing is due for `case` today; `None` if something is.
pub fn silence(
    sequence: &Sequence,
    case: &Case<'_>,
    past: &Past<'_>,
    today: NaiveDate,
) -> Option<Silence> {
    let later = |day: NaiveDate| Some(after(day, sequence.gap_days)).filter(|day| *day > today);
    if case.resting == Resting::Wholly {
        return Some(Silence::Rests);
    }
    if let Some(day) = past.contacts.iter().max().and_then(|day| later(*day)) {
        return Some(Silence::TooSoon(day));
    }
    if let Some(due) = due(sequence, case, past, today) {
        return (!due.is_reached).then_some(Silence::Unreached);
    }
    match case.resting {
        Resting::Until(day) if today <= day => return Some(Silence::Promised(day)),
        Resting::Proposed(day) if today <= day => return Some(Silence::Rests),
        _ => {}
    }
    let is_there = |id: &SubjectId| case.subjects.iter().any(|subject| subject.id == *id);
    let tried = past.tried.iter().filter(|one| is_there(&one.subject)).map(|one| one.on).max();
    Some(tried.and_then(later).map_or(Silence::NoStep, Silence::Again))
}
