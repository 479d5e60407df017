//! Days that do not count for plans and promises: somebody has said that it is not owed, or is paid, and waits
//! for the team's answer.

use chrono::{DateTime, NaiveDate, Utc};
use chrono_tz::Tz;
use domain::ids::CaseId;
use domain::plan::{Act, Held, State, answered_by};
use sqlx::AnyConnection;

use super::{decided, write};
use crate::compose::Portal;
use crate::store::case::LockedCase;
use crate::store::hold::{self, Stood};
use crate::store::{Tx, creditor, plan};
use crate::tenant::Tenant;
use crate::use_cases::{PortalError, wall_clock};

/// Tells the plans of a locked case that run which days do not count; to be called when a hold was placed or
/// lifted. Days that they know of already change nothing.
pub async fn hold(
    portal: &Portal,
    tx: &mut Tx,
    tenant: &Tenant,
    case: &mut LockedCase,
) -> Result<(), PortalError> {
    let settings = creditor::settings(tx, tenant).await?;
    let today = wall_clock::local(settings.zone, portal.clock.now()).date();
    let held = days(tx, tenant, (&case.id, settings.zone)).await?;
    for kept in plan::of_case(tx, tenant, &case.id).await? {
        if *kept.plan.state() == State::Active {
            let events = decided(&kept, Act::Hold(held.clone()), today)?;
            write(portal, tx, tenant, case, (kept, &events, "holds")).await?;
        }
    }
    Ok(())
}

/// All days of a case that do not count, in the creditor's zone.
pub(super) async fn days(
    conn: &mut AnyConnection,
    tenant: &Tenant,
    (case, zone): (&CaseId, Tz),
) -> Result<Vec<Held>, PortalError> {
    let all = hold::of_case(conn, tenant, case).await?;
    let contested = all.iter().filter(|one| one.hold.kind.contests());
    Ok(Held::joined(contested.map(|one| period(one, zone))))
}

/// From the day on which it was said to the day of the answer, that day included: whoever is answered in the
/// evening has that evening.
fn period(stood: &Stood, zone: Tz) -> Held {
    let day = |at: DateTime<Utc>| -> NaiveDate { wall_clock::local(zone, at).date() };
    let from = day(stood.hold.placed_at);
    let most = answered_by(from);
    let until = stood.lifted_at.map_or(most, |at| day(at).min(most));
    Held { from, until }
}

#[cfg(test)]
mod tests {
    use domain::ids::HoldId;

    use super::*;
    use crate::store::answer::AnswerKind;
    use crate::store::hold::{Hold, HoldKind};

    #[test]
    fn the_days_from_what_was_said_to_the_answer_do_not_count_for_two_weeks_at_most() {
        let zone: Tz = "America/Lima".parse().expect("a zone");
        let at = |text: &str| -> DateTime<Utc> { text.parse().expect("an instant") };
        for (placed, lifted, from, until) in [
            ("2026-11-24T15:00:00Z", None, "2026-11-24", "2026-12-08"),
            ("2026-11-25T04:59:59Z", None, "2026-11-24", "2026-12-08"),
            ("2026-11-24T15:00:00Z", Some("2026-11-24T16:00:00Z"), "2026-11-24", "2026-11-24"),
            ("2026-11-24T15:00:00Z", Some("2026-12-01T04:00:00Z"), "2026-11-24", "2026-11-30"),
            ("2026-11-24T15:00:00Z", Some("2027-02-01T15:00:00Z"), "2026-11-24", "2026-12-08"),
        ] {
            let kind = HoldKind::Said(AnswerKind::Paid);
            let hold = Hold { id: HoldId::from_bits(1), kind, placed_at: at(placed) };
            let stood = Stood { hold, lifted_at: lifted.map(at) };
            let date = |text: &str| text.parse().expect("a date");
            assert_eq!(period(&stood, zone), Held { from: date(from), until: date(until) });
        }
    }
}
