//! What will be due if nobody pays and nothing is said.

use chrono::{Days, NaiveDate};

use super::due::{Covered, Due, Past, due};
use super::subject::{Case, Subject};
use super::{Means, Sequence};

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

/// The contacts of the next [`DAYS_AHEAD`] days, as if nobody paid: instalments are missed, promises are
/// broken. Holds do not end by themselves.
pub fn ahead(
    sequence: &Sequence,
    case: &Case<'_>,
    past: &Past<'_>,
    today: NaiveDate,
) -> Vec<Ahead> {
    let (mut covered, mut contacts) = (past.covered.to_vec(), past.contacts.to_vec());
    let mut found = Vec::new();
    for day in (0..DAYS_AHEAD).filter_map(|days| today.checked_add_days(Days::new(days))) {
        let subjects: Vec<Subject> = case
            .subjects
            .iter()
            .map(|subject| Subject { about: subject.about.by(day), ..subject.clone() })
            .collect();
        let later = Case { subjects: &subjects, ..*case };
        let so_far = Past { covered: &covered, contacts: &contacts };
        let Some(one) = due(sequence, &later, &so_far, day) else { continue };
        covered.extend(one.covers.iter().map(|cover| {
            let step = &sequence.steps[cover.step];
            let subject = subjects[cover.subject].id.clone();
            Covered { subject, step: step.name.clone(), kind: step.kind }
        }));
        // What reaches nobody is no contact.
        let is_task = matches!(sequence.steps[one.step].means, Means::Task { .. });
        if one.channel.is_some() || is_task {
            contacts.push(day);
        }
        found.push(Ahead { on: day, due: one });
    }
    found
}
