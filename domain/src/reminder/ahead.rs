//! What will be due if nobody pays and nothing is said.

use chrono::{Days, NaiveDate};

use super::due::{Cover, Covered, Due, Past, due};
use super::subject::{Case, Subject};
use super::{Sequence, Step};
use crate::policy::Standing;

/// How far one looks ahead, in days, today included.
pub const DAYS_AHEAD: u64 = 30;

/// One contact to come.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Ahead<'a> {
    /// The day on which it is planned; contact rules may move it.
    pub on: NaiveDate,
    /// The step that counts.
    pub step: &'a Step,
    /// What; its places are those of the sequence of that day.
    pub due: Due,
}

/// The contacts of so many days from `today` on, by the sequence that `by` has for each of them (`None` for none), as
/// if nobody paid: debts grow older, instalments are missed, promises are broken. Holds do not end by themselves. One
/// that reaches nobody is told once, on its first day.
pub fn ahead<'a>(
    by: impl Fn(NaiveDate) -> Option<&'a Sequence>,
    case: &Case<'_>,
    past: &Past<'_>,
    (today, days): (NaiveDate, u64),
) -> Vec<Ahead<'a>> {
    let (mut covered, mut contacts) = (past.covered.to_vec(), past.contacts.to_vec());
    let (mut found, mut unreached) = (Vec::new(), Vec::new());
    for day in (0..days).filter_map(|days| today.checked_add_days(Days::new(days))) {
        let Some(sequence) = by(day) else { continue };
        let subjects: Vec<Subject> = case
            .subjects
            .iter()
            .map(|subject| Subject { about: subject.about.by(day), ..subject.clone() })
            .collect();
        let standings = standings_by(case, day);
        let later = Case { standings: &standings, subjects: &subjects, ..*case };
        let so_far = Past { covered: &covered, contacts: &contacts, ..*past };
        let Some(one) = due(sequence, &later, &so_far, day) else { continue };
        let step = &sequence.steps[one.step];
        if !one.is_reached {
            // What reaches nobody is no contact, and falls due again every day.
            let its: Vec<_> = one.covers.iter().map(|its| known(sequence, its)).collect();
            if its.iter().any(|its| !unreached.contains(its)) {
                unreached.extend(its);
                found.push(Ahead { on: day, step, due: one });
            }
            continue;
        }
        covered.extend(one.covers.iter().map(|cover| {
            let step = &sequence.steps[cover.step];
            let subject = subjects[cover.subject].id.clone();
            Covered { subject, step: step.key().to_owned(), kind: step.kind }
        }));
        contacts.push(day);
        found.push(Ahead { on: day, step, due: one });
    }
    found
}

/// By what a step for a subject is known, whichever sequence has it.
fn known<'a>(sequence: &'a Sequence, cover: &Cover) -> (usize, &'a str) {
    (cover.subject, sequence.steps[cover.step].key())
}

/// How a case stands on a later day if nobody pays: what has a date is later by every day that passes.
fn standings_by(case: &Case<'_>, day: NaiveDate) -> Vec<Standing> {
    let older = |(place, standing): (usize, &Standing)| {
        let its = case.subjects.iter().filter(|subject| subject.standing == place);
        let late =
            its.filter_map(|subject| subject.about.due_on()).map(|due| (day - due).num_days());
        let days_late = late.max().map_or(standing.days_late, |late| late.max(standing.days_late));
        Standing { days_late, ..standing.clone() }
    };
    case.standings.iter().enumerate().map(older).collect()
}
