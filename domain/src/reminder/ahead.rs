//! What will be due if nobody pays and nothing is said.

use chrono::{Days, NaiveDate};

use super::Sequence;
use super::due::{Covered, Due, Past, due};
use super::subject::{Case, Subject};
use crate::policy::Standing;

/// How far one looks ahead, in days, today included.
pub const DAYS_AHEAD: u64 = 30;

/// One contact to come.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Ahead {
    /// The day on which it is planned; contact rules may move it.
    pub on: NaiveDate,
    /// What.
    pub due: Due,
}

/// The contacts of the next [`DAYS_AHEAD`] days, as if nobody paid: debts grow older, instalments are missed,
/// promises are broken. Holds do not end by themselves. One that reaches nobody is told once, on its first day.
pub fn ahead(
    sequence: &Sequence,
    case: &Case<'_>,
    past: &Past<'_>,
    today: NaiveDate,
) -> Vec<Ahead> {
    let (mut covered, mut contacts) = (past.covered.to_vec(), past.contacts.to_vec());
    let (mut found, mut unreached) = (Vec::new(), Vec::new());
    for day in (0..DAYS_AHEAD).filter_map(|days| today.checked_add_days(Days::new(days))) {
        let subjects: Vec<Subject> = case
            .subjects
            .iter()
            .map(|subject| Subject { about: subject.about.by(day), ..subject.clone() })
            .collect();
        let standings = standings_by(case, day);
        let later = Case { standings: &standings, subjects: &subjects, ..*case };
        let so_far = Past { covered: &covered, contacts: &contacts, ..*past };
        let Some(one) = due(sequence, &later, &so_far, day) else { continue };
        if !one.is_reached {
            // What reaches nobody is no contact, and falls due again every day.
            if one.covers.iter().any(|cover| !unreached.contains(cover)) {
                unreached.extend(one.covers.iter().copied());
                found.push(Ahead { on: day, due: one });
            }
            continue;
        }
        covered.extend(one.covers.iter().map(|cover| {
            let step = &sequence.steps[cover.step];
            let subject = subjects[cover.subject].id.clone();
            Covered { subject, step: step.key().to_owned(), kind: step.kind }
        }));
        contacts.push(day);
        found.push(Ahead { on: day, due: one });
    }
    found
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
