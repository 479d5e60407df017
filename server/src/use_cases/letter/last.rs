//! What last letters spoke of: they say that none follows about it.

use std::collections::HashSet;

use app::documents::Stage;
use chrono::NaiveDate;
use domain::ids::{CaseId, ReminderId, TaskId};
use domain::reminder::SubjectId;
use sqlx::AnyConnection;

use crate::config::creditor::Settings;
use crate::store::{contact_made, reminder, task};
use crate::tenant::Tenant;
use crate::use_cases::{PortalError, wall_clock};

/// What the last letters about a case spoke of.
#[derive(Default)]
pub(super) struct Last {
    /// What those that tasks asked for named.
    named: HashSet<SubjectId>,
    /// The day of the last one that nobody asked for: it named everything that was late then.
    by_hand: Option<NaiveDate>,
}

impl Last {
    /// Of all last letters about a case but the one that was made for `own`: printed again it is the same one.
    pub(super) async fn of_case(
        conn: &mut AnyConnection,
        (tenant, settings): (&Tenant, &Settings),
        (case, own): (&CaseId, &str),
    ) -> Result<Self, PortalError> {
        let mut last = Self::default();
        let stage = Stage::Final.code();
        for (about, at) in contact_made::letters(conn, tenant, (case, stage), own).await? {
            if let Some(id) = asked_by(conn, tenant, &about).await? {
                let its = reminder::subjects(conn, tenant, (case, &id)).await?;
                last.named.extend(its.into_iter().map(|one| one.subject));
            } else {
                let day = wall_clock::local(settings.zone, at).date();
                last.by_hand = last.by_hand.max(Some(day));
            }
        }
        Ok(last)
    }

    /// Whether a letter may still speak of something that is due on that day.
    pub(super) fn leaves(&self, subject: &SubjectId, due_on: Option<NaiveDate>) -> bool {
        let is_new = |last: NaiveDate| due_on.is_some_and(|due| due >= last);
        !self.named.contains(subject) && self.by_hand.is_none_or(is_new)
    }
}

/// The reminder for whose task a letter was made; `None` for one that nobody asked for.
async fn asked_by(
    conn: &mut AnyConnection,
    tenant: &Tenant,
    about: &str,
) -> Result<Option<ReminderId>, PortalError> {
    let task = about.split_once(':').and_then(|(task, _)| task.parse::<TaskId>().ok());
    let Some(id) = task else { return Ok(None) };
    Ok(task::find(conn, tenant, &id).await?.and_then(|task| task.reminder))
}

#[cfg(test)]
mod tests {
    use domain::ids::DebtId;

    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a day")
    }

    fn debt(number: u128) -> SubjectId {
        SubjectId::Debt(DebtId::from_bits(number))
    }

    #[test]
    fn after_the_last_letter_by_hand_only_what_was_not_late_then_is_spoken_of() {
        let last = Last { by_hand: Some(day("2026-11-24")), ..Last::default() };
        for (due_on, expected) in [
            (Some("2026-11-23"), false),
            (Some("2026-11-24"), true),
            (Some("2026-12-01"), true),
            (None, false),
        ] {
            assert_eq!(last.leaves(&debt(1), due_on.map(day)), expected, "{due_on:?}");
        }
    }

    #[test]
    fn after_the_last_letter_of_a_task_everything_that_it_did_not_name_is_spoken_of() {
        let last = Last { named: HashSet::from([debt(1)]), by_hand: None };
        for due_on in [None, Some(day("2026-11-01")), Some(day("2026-12-01"))] {
            assert!(!last.leaves(&debt(1), due_on), "{due_on:?}");
            assert!(last.leaves(&debt(2), due_on), "{due_on:?}");
        }
    }
}
