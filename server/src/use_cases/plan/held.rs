//! Days that do not count: for plans and promises while somebody has said that it is not owed, or is paid, and
//! waits for the team's answer; for plans also while an announced transfer waits for it, and those on which a bank
//! had the debtor's money before it said no.

use chrono::{DateTime, NaiveDate, Utc};
use chrono_tz::Tz;
use domain::ids::{CaseId, DebtId};
use domain::plan::{Act, Held, State, answered_by, moratorium_by};
use sqlx::AnyConnection;

use super::{decided, write};
use crate::compose::Portal;
use crate::store::attempt_waited::{self, Waited};
use crate::store::case::LockedCase;
use crate::store::hold::{self, Stood};
use crate::store::{Tx, attempt, creditor, plan};
use crate::tenant::Tenant;
use crate::use_cases::{PortalError, wall_clock};

/// Tells the plans of a locked case that run which days do not count; to be called when a hold was placed or
/// lifted, a transfer was announced or answered, and when a bank has said no. Days that they know of already
/// change nothing.
pub async fn hold(
    portal: &Portal,
    tx: &mut Tx,
    tenant: &Tenant,
    case: &mut LockedCase,
) -> Result<(), PortalError> {
    let settings = creditor::settings(tx, tenant).await?;
    let today = wall_clock::local(settings.zone, portal.clock.now()).date();
    let id = case.id.clone();
    let of = (&id, settings.zone);
    let said = contested(tx, tenant, of, today).await?;
    for kept in plan::of_case(tx, tenant, &id).await? {
        if *kept.plan.state() == State::Active {
            let mut held = tried(tx, tenant, of, &kept.debts).await?;
            held.extend(&said);
            let events = decided(&kept, Act::Hold(held), today)?;
            write(portal, tx, tenant, case, (kept, &events, "holds")).await?;
        }
    }
    Ok(())
}

/// The days of a case on which somebody waits for the answer to what they said, or is under a moratorium, in the
/// creditor's zone.
pub(super) async fn contested(
    conn: &mut AnyConnection,
    tenant: &Tenant,
    (case, zone): (&CaseId, Tz),
    today: NaiveDate,
) -> Result<Vec<Held>, PortalError> {
    let all = hold::of_case(conn, tenant, case).await?;
    let contested = all.iter().filter(|one| one.hold.kind.contests());
    Ok(Held::joined(contested.map(|one| period(one, zone, today))))
}

/// The days on which tries at paying these debts wait or waited for an answer, in the creditor's zone. Money that a
/// bank still has is not among them: nothing is missed while it is on its way.
async fn tried(
    conn: &mut AnyConnection,
    tenant: &Tenant,
    (case, zone): (&CaseId, Tz),
    debts: &[DebtId],
) -> Result<Vec<Held>, PortalError> {
    let mut tries = Vec::new();
    for one in attempt_waited::of_case(conn, tenant, case).await? {
        let its = attempt::debts(conn, tenant, &one.id).await?;
        if its.iter().any(|debt| debts.contains(debt)) {
            tries.push(waited(&one, zone));
        }
    }
    Ok(Held::of_tries(tries))
}

/// From the day on which it was sent to the day of the answer, that day included.
fn waited(one: &Waited, zone: Tz) -> Held {
    between((one.since, one.ended_at), zone, answered_by)
}

/// From the day on which it was said to the day of the answer, that day included: whoever is answered in the
/// evening has that evening. What the law grants, and a death, last until a person of the team says that it is over.
fn period(stood: &Stood, zone: Tz, today: NaiveDate) -> Held {
    let of = (stood.hold.placed_at, stood.lifted_at);
    if stood.hold.kind.lasts() {
        between(of, zone, |from| moratorium_by(from, today))
    } else {
        between(of, zone, answered_by)
    }
}

fn between(
    (since, answered_at): (DateTime<Utc>, Option<DateTime<Utc>>),
    zone: Tz,
    longest: impl Fn(NaiveDate) -> NaiveDate,
) -> Held {
    let day = |at: DateTime<Utc>| -> NaiveDate { wall_clock::local(zone, at).date() };
    let from = day(since);
    let most = longest(from);
    let until = answered_at.map_or(most, |at| day(at).min(most));
    Held { from, until }
}

#[cfg(test)]
mod tests {
    use domain::ids::{AttemptId, HoldId};

    use super::*;
    use crate::store::answer::AnswerKind;
    use crate::store::hold::{Hold, HoldKind};

    #[test]
    fn a_try_waits_from_its_day_to_its_answer_for_two_weeks_at_most() {
        let zone: Tz = "America/Lima".parse().expect("a zone");
        let at = |text: &str| -> DateTime<Utc> { text.parse().expect("an instant") };
        for (answered, until) in [
            (None, "2026-12-08"),
            (Some("2026-12-01T04:00:00Z"), "2026-11-30"),
            (Some("2027-02-01T15:00:00Z"), "2026-12-08"),
        ] {
            let since = at("2026-11-25T04:59:59Z");
            let one = Waited { id: AttemptId::from_bits(1), since, ended_at: answered.map(at) };
            let date = |text: &str| text.parse().expect("a date");
            let expected = Held { from: date("2026-11-24"), until: date(until) };
            assert_eq!(waited(&one, zone), expected, "{answered:?}");
        }
    }

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
            let held = Held { from: date(from), until: date(until) };
            assert_eq!(period(&stood, zone, date("2027-03-01")), held);
        }
    }

    #[test]
    fn a_moratorium_and_a_death_hold_days_until_somebody_says_that_it_is_over() {
        let zone: Tz = "Europe/London".parse().expect("a zone");
        let at = |text: &str| -> DateTime<Utc> { text.parse().expect("an instant") };
        let date = |text: &str| -> NaiveDate { text.parse().expect("a date") };
        for (lifted, today, until) in [
            (None, "2026-12-01", "2027-01-30"),
            (None, "2027-01-30", "2027-01-30"),
            // A mental health crisis lasts longer.
            (None, "2027-01-31", "2027-03-31"),
            (Some("2027-02-10T12:00:00Z"), "2027-02-10", "2027-02-10"),
            (Some("2027-02-10T12:00:00Z"), "2027-06-01", "2027-02-10"),
        ] {
            for kind in [HoldKind::BreathingSpace, HoldKind::Deceased] {
                let placed_at = at("2026-12-01T10:00:00Z");
                let hold = Hold { id: HoldId::from_bits(1), kind, placed_at };
                let stood = Stood { hold, lifted_at: lifted.map(at) };
                let held = Held { from: date("2026-12-01"), until: date(until) };
                assert_eq!(period(&stood, zone, date(today)), held, "{kind:?} {lifted:?} {today}");
            }
        }
    }
}
