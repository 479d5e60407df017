//! What debtors said and nobody has answered: the team is reminded before plans and promises wait for it no longer.

use chrono::NaiveDate;
use domain::ids::CaseId;
use domain::plan::answered_by;
use sqlx::AnyConnection;

use super::transfers::{WINDOW, is_near};
use crate::compose::Portal;
use crate::config::creditor::Settings;
use crate::in_tx;
use crate::store::hold::{self, HoldKind};
use crate::store::message::NewMessage;
use crate::store::{hold_waits, message_known, plan, promise};
use crate::tenant::Tenant;
use crate::use_cases::{PortalError, wall_clock, work};

/// The news for the team that what somebody said waits for its answer a few days longer.
pub const TEAM_WAITS: &str = "team-claim-waits";

/// Queues the reminder of each thing said for which dates wait and whose time to be answered ends within days,
/// once.
pub(super) async fn remind(
    portal: &Portal,
    (tenant, settings): (&Tenant, &Settings),
    today: NaiveDate,
) -> Result<(), PortalError> {
    let now = portal.clock.now();
    let mut conn = portal.store.read().await?;
    let mut near = hold_waits::since(&mut conn, tenant, now - WINDOW).await?;
    near.retain(|one| matches!(one.kind, HoldKind::Said(_)) && one.kind.contests());
    near.retain(|one| is_near(wall_clock::local(settings.zone, one.at).date(), today));
    let mut untold = Vec::new();
    for one in near {
        let occurrence = format!("{TEAM_WAITS}:{}", one.id);
        if !message_known::is_known(&mut conn, tenant, &occurrence).await?
            && holds_dates(&mut conn, tenant, &one.case).await?
        {
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

/// The last day on which the dates of a case waited for the answer to what was said first and nobody has answered,
/// if that day has passed.
pub async fn waited(
    conn: &mut AnyConnection,
    (tenant, settings): (&Tenant, &Settings),
    case: &CaseId,
    today: NaiveDate,
) -> Result<Option<NaiveDate>, PortalError> {
    let holds = hold::active(conn, tenant, case).await?;
    let waits = |kind: HoldKind| kind.contests() && !kind.lasts();
    let said = holds.iter().filter(|one| waits(one.kind)).map(|one| one.placed_at).min();
    let end = said.map(|at| answered_by(wall_clock::local(settings.zone, at).date()));
    Ok(end.filter(|end| *end < today))
}

/// Whether the case has a plan that runs, or a promise that may still be kept.
async fn holds_dates(
    conn: &mut AnyConnection,
    tenant: &Tenant,
    case: &CaseId,
) -> Result<bool, PortalError> {
    let plans = plan::of_case(conn, tenant, case).await?;
    let runs = plans.iter().any(|kept| plan::runs(kept.plan.state()));
    Ok(runs || promise::held_until(conn, tenant, case).await?.is_some())
}
