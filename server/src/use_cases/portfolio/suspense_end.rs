//! What became of money that waited for its case: on the page, and as CSV.

use app::creditor::suspense::{EndedRow, WayOut};
use app::reader::Reader;

use super::export::ended_csv;
use crate::compose::Portal;
use crate::config::creditor::Settings;
use crate::keys::Place;
use crate::store::suspense_end::{self, Ended};
use crate::store::team;
use crate::tenant::Tenant;
use crate::use_cases::{PortalError, wall_clock};

/// Items on the page.
const LATEST: i64 = 20;

/// Items read at once for the file.
const PAGE: i64 = 500;

/// The items that ended last, latest first.
pub(super) async fn latest(
    portal: &Portal,
    (tenant, settings): (&Tenant, &Settings),
) -> Result<Vec<EndedRow>, PortalError> {
    let mut conn = portal.store.read().await?;
    let items = suspense_end::ended(&mut conn, tenant, (i64::MAX, ""), LATEST).await?;
    let names = team::names(&mut conn, tenant).await?;
    drop(conn);
    items.iter().map(|item| row(portal, (tenant, settings), item, &names)).collect()
}

/// All items that have ended, as CSV, latest first. They are few: the file is made at once.
pub async fn csv(
    portal: &Portal,
    (tenant, settings): (&Tenant, &Settings),
    reader: Reader,
) -> Result<Vec<u8>, PortalError> {
    let mut conn = portal.store.read().await?;
    let names = team::names(&mut conn, tenant).await?;
    let (mut rows, mut behind) = (Vec::new(), (i64::MAX, String::new()));
    loop {
        let place = (behind.0, behind.1.as_str());
        let items = suspense_end::ended(&mut conn, tenant, place, PAGE).await?;
        let Some(last) = items.last() else { break };
        behind = (last.ended_at.timestamp_millis(), last.id.to_string());
        for item in items {
            rows.push((row(portal, (tenant, settings), &item, &names)?, item));
        }
    }
    drop(conn);
    ended_csv(reader, &rows)
        .map_err(|error| PortalError::Unavailable(format!("the file cannot be written: {error}")))
}

fn row(
    portal: &Portal,
    (tenant, settings): (&Tenant, &Settings),
    item: &Ended,
    names: &[(String, String)],
) -> Result<EndedRow, PortalError> {
    let place = Place { tenant, row: item.id.as_str(), column: "reason" };
    let reason = match &item.reason {
        Some(sealed) => Some(portal.keys.open_team(place, sealed)?),
        None => None,
    };
    let name = |who: &String| names.iter().find(|(id, _)| id == who).map(|(_, name)| name.clone());
    let way = match (&item.case, &item.by) {
        (Some(case), _) => WayOut::Assigned(case.clone()),
        (None, Some(_)) => WayOut::Closed,
        (None, None) => WayOut::SentBack,
    };
    Ok(EndedRow {
        amount: item.amount,
        channel: item.channel,
        received_on: item.received_on,
        ended_on: wall_clock::local(settings.zone, item.ended_at).date(),
        way,
        by: item.by.as_ref().map(|who| name(who).unwrap_or_else(|| who.clone())),
        reason: reason.map(|words| String::from_utf8_lossy(&words).into_owned()),
    })
}
