//! Announced transfers that nobody has answered: the team is reminded before plans and promises wait for them no
//! longer.

use chrono::{Days, NaiveDate, TimeDelta};
use domain::plan::answered_by;
use sqlx::AnyConnection;

use crate::compose::Portal;
use crate::config::creditor::Settings;
use crate::in_tx;
use crate::store::attempt::{self, Attempt};
use crate::store::message::NewMessage;
use crate::store::{attempt_announced, message_known, plan, promise};
use crate::tenant::Tenant;
use crate::use_cases::{PortalError, wall_clock, work};

/// The news for the team that a transfer waits for its answer a few days longer.
pub const TEAM_WAITS: &str = "team-transfer-waits";

/// So many days before the end the team is reminded: enough for a weekend and a holiday.
const DAYS: u64 = 3;

/// How far back announcements are looked at: longer than any of them waits.
pub(super) const WINDOW: TimeDelta = TimeDelta::days(16);

/// Whether a date of a plan or of a promise waits for the answer to a transfer.
pub async fn holds_dates(
    conn: &mut AnyConnection,
    tenant: &Tenant,
    attempt: &Attempt,
) -> Result<bool, PortalError> {
    let of = (&attempt.case, attempt.amount.currency());
    if !promise::made_of_case(conn, tenant, of).await?.is_empty() {
        return Ok(true);
    }
    let its = attempt::debts(conn, tenant, &attempt.id).await?;
    let plans = plan::of_case(conn, tenant, &attempt.case).await?;
    let mut running = plans.iter().filter(|kept| plan::runs(kept.plan.state()));
    Ok(running.any(|kept| its.iter().any(|debt| kept.debts.contains(debt))))
}

/// Queues the reminder of each transfer for which dates wait and whose time to be answered ends within days, once.
pub(super) async fn remind(
    portal: &Portal,
    (tenant, settings): (&Tenant, &Settings),
    today: NaiveDate,
) -> Result<(), PortalError> {
    let now = portal.clock.now();
    let mut conn = portal.store.read().await?;
    let mut near = attempt_announced::since(&mut conn, tenant, now - WINDOW).await?;
    near.retain(|one| is_near(wall_clock::local(settings.zone, one.at).date(), today));
    let mut untold = Vec::new();
    for one in near {
        let occurrence = format!("{TEAM_WAITS}:{}", one.id);
        if message_known::is_known(&mut conn, tenant, &occurrence).await? {
            continue;
        }
        let found = attempt::find(&mut conn, tenant, attempt::Find::Id(&one.id)).await?;
        let attempt = found.ok_or(PortalError::NotFound)?;
        if holds_dates(&mut conn, tenant, &attempt).await? {
            untold.push((one, occurrence));
        }
    }
    drop(conn);
    for (one, occurrence) in &untold {
        let queued: Result<(), PortalError> = in_tx!(portal.store, tx => {
            let new = NewMessage {
                case: Some(&one.case),
                member: None,
                kind: TEAM_WAITS,
                about: Some(one.id.as_str()),
                occurrence: occurrence.as_str(),
            };
            work::message(portal, &mut tx, tenant, new).await?;
        });
        queued?;
    }
    Ok(())
}

/// Whether what was announced on `announced` waits still, and for a few days only.
pub(super) fn is_near(announced: NaiveDate, today: NaiveDate) -> bool {
    let end = answered_by(announced);
    let from = end.checked_sub_days(Days::new(DAYS)).unwrap_or(end);
    from <= today && today <= end
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_team_is_reminded_in_the_last_days() {
        let date = |text: &str| text.parse().expect("a date");
        for (today, near) in [
            ("2026-11-24", false),
            ("2026-12-04", false),
            ("2026-12-05", true),
            ("2026-12-08", true),
            ("2026-12-09", false),
        ] {
            assert_eq!(is_near(date("2026-11-24"), date(today)), near, "{today}");
        }
    }
}
