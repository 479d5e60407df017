//! What follows from what came of a task.

use chrono::{DateTime, Days, NaiveDate, Utc};
use domain::ids::TaskId;

use super::{Finish, Finished, Outcome, about, debts};
use crate::compose::Portal;
use crate::config::creditor::Settings;
use crate::store::Tx;
use crate::store::case::LockedCase;
use crate::store::contact_made::{self, Made};
use crate::store::task::Task;
use crate::tenant::Tenant;
use crate::use_cases::acceptance::{self, Spoken};
use crate::use_cases::answer::{self, Said};
use crate::use_cases::{PortalError, reminder, wall_clock};

/// Whoever says that they will pay, and not when, is left alone for so long.
const WEEK: Days = Days::new(7);

/// Under which name the contact of a task is kept; each time that it was put off is one of its own.
pub(in crate::use_cases) fn contact_of(task: &TaskId, asked_at: Option<DateTime<Utc>>) -> String {
    let asked = asked_at.map(|at| at.timestamp_millis()).unwrap_or_default();
    format!("{task}:{asked}")
}

/// Counts the contact, and does what was said in it: something is promised, reminders rest, or a person looks. What a
/// payment that was spoken of has become, if one was.
pub(super) async fn follow(
    portal: &Portal,
    tx: &mut Tx,
    (tenant, settings): (&Tenant, &Settings),
    (case, task): (&mut LockedCase, &Task),
    finish: Finish<'_>,
) -> Result<Option<Finished>, PortalError> {
    let now = portal.clock.now();
    let today = wall_clock::local(settings.zone, now).date();
    let is_promised = match (finish.outcome, finish.day) {
        (Outcome::WillPay, Some(day)) => {
            let about = about(tx, tenant, task).await?;
            let (debts, who) = (debts(about.as_deref()), finish.who);
            let said = Spoken { pay_on: day, debts: debts.as_deref(), who };
            acceptance::spoken(portal, tx, (tenant, settings), case, said).await?
        }
        _ => false,
    };
    if let Some(outcome) = finish.outcome.contact() {
        let made = Made {
            case: &case.id,
            about: &contact_of(&task.id, task.asked_at),
            channel: task.kind.channel(),
            outcome,
            stage: None,
            by: finish.who,
            // A promise lets them rest by itself, and its eve is told.
            rest_until: rests(finish, today).filter(|_| !is_promised),
        };
        contact_made::insert(tx, tenant, made, now).await?;
    }
    if finish.outcome == Outcome::NotPosted {
        let contact = contact_of(&task.id, task.asked_at);
        contact_made::take_back(tx, tenant, &contact).await?;
    }
    if finish.outcome == Outcome::WillPay {
        let why = finish.outcome.code();
        reminder::cancel_queued(portal, tx, tenant, case, why).await?;
    }
    if let Some(kind) = finish.outcome.answer() {
        answer::record(portal, tx, tenant, case, Said { kind, text: finish.note }).await?;
    }
    Ok(match finish.outcome {
        Outcome::WillPay if is_promised => Some(Finished::Promised),
        Outcome::WillPay => Some(Finished::Rests),
        _ => None,
    })
}

/// Until the end of which day reminders rest.
fn rests(finish: Finish<'_>, today: NaiveDate) -> Option<NaiveDate> {
    match finish.outcome {
        Outcome::WillPay => finish.day.or_else(|| today.checked_add_days(WEEK)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_will_pay_is_left_alone_until_the_day_that_they_named_or_a_week() {
        let day = |text: &str| text.parse::<NaiveDate>().expect("a day");
        let today = day("2026-11-24");
        for (outcome, named, expected) in [
            (Outcome::WillPay, Some("2026-12-05"), Some("2026-12-05")),
            (Outcome::WillPay, None, Some("2026-12-01")),
            (Outcome::AnotherDay, Some("2026-12-05"), None),
            (Outcome::Reached, None, None),
        ] {
            let finish = Finish { outcome, day: named.map(day), note: "", who: "ana" };
            assert_eq!(rests(finish, today), expected.map(day), "{outcome:?} {named:?}");
        }
    }
}
