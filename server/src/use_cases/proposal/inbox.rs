//! The team's list of proposals.

use app::creditor::proposals::{Clock, Left, ProposalRow, ProposalsView};
use app::debtor::proposal::ProposalStage;
use chrono::{DateTime, Utc};
use domain::ids::ProposalId;
use sqlx::AnyConnection;

use crate::compose::Portal;
use crate::config::creditor::Settings;
use crate::store::debtor::{self, Find};
use crate::store::proposal::{self as store, Behind, Line};
use crate::tenant::Tenant;
use crate::use_cases::{PortalError, wall_clock};

/// Answered proposals on one page.
const PAGE: usize = 20;

/// All that wait on the first page, and the others page by page behind the cursor `after`; one that does
/// not read begins at the first page.
pub async fn inbox(
    portal: &Portal,
    (tenant, settings): (&Tenant, &Settings),
    after: Option<&str>,
) -> Result<ProposalsView, PortalError> {
    let behind = after.and_then(read_cursor);
    let limit = i64::try_from(PAGE + 1).unwrap_or(i64::MAX);
    let mut conn = portal.store.read().await?;
    let waiting = match behind {
        None => store::waiting(&mut conn, tenant).await?,
        Some(_) => Vec::new(),
    };
    let mut answered = store::answered(&mut conn, tenant, behind, limit).await?;
    let is_more = answered.len() > PAGE;
    answered.truncate(PAGE);
    let more = answered.last().filter(|_| is_more).map(cursor);
    let first_answered = waiting.len();
    let mut rows = Vec::with_capacity(first_answered + answered.len());
    for line in waiting.into_iter().chain(answered) {
        rows.push(row(portal, &mut conn, (tenant, settings), line).await?);
    }
    let answered = rows.split_off(first_answered);
    Ok(ProposalsView { waiting: rows, answered, more })
}

fn cursor(line: &Line) -> String {
    let at = line.answered_at.unwrap_or(line.made_at);
    format!("{}.{}", at.timestamp_millis(), line.id)
}

fn read_cursor(text: &str) -> Option<Behind> {
    let (at, id) = text.split_once('.')?;
    let answered_at = DateTime::from_timestamp_millis(at.parse().ok()?)?;
    let id: ProposalId = id.parse().ok()?;
    Some(Behind { answered_at, id })
}

async fn row(
    portal: &Portal,
    conn: &mut AnyConnection,
    (tenant, settings): (&Tenant, &Settings),
    line: Line,
) -> Result<ProposalRow, PortalError> {
    let found = debtor::find(conn, tenant, &portal.keys, Find::Case(&line.case)).await?;
    let (debtor, _, _) = found.ok_or(PortalError::NotFound)?;
    let now = portal.clock.now();
    let at = line.answered_at.unwrap_or(line.made_at);
    let waits = matches!(line.stage, ProposalStage::Waiting | ProposalStage::Countered);
    Ok(ProposalRow {
        clock: line.until.filter(|_| waits).map(|until| clock(settings, until, now)),
        proposal: line.id,
        case: line.case,
        name: debtor.person.name.unwrap_or(debtor.reference),
        owed: line.owed,
        pay: line.pay,
        stage: line.stage,
        at: wall_clock::local(settings.zone, at),
    })
}

/// How long somebody has until an instant.
pub(super) fn clock(settings: &Settings, until: DateTime<Utc>, now: DateTime<Utc>) -> Clock {
    let left = until - now;
    let hours = u64::try_from(left.num_hours()).unwrap_or_default();
    let left = match hours {
        _ if now >= until => Left::Over,
        0 => Left::Soon,
        hours => Left::Hours(hours),
    };
    Clock { until: wall_clock::local(settings.zone, until), left }
}
