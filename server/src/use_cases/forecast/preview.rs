//! What a version would send that nobody has saved yet.

use std::time::Duration;

use app::creditor::sequence::preview::{Foreseen, Preview};
use chrono::Days;
use domain::reminder::DAYS_AHEAD;

use super::Sums;
use super::views::{by_day, count};
use crate::compose::Portal;
use crate::config::creditor::Settings;
use crate::store::channel_rest;
use crate::tenant::Tenant;
use crate::use_cases::sequence::{Course, Wished};
use crate::use_cases::{PortalError, wall_clock};

/// The contacts of the first [`DAYS_AHEAD`] days that would go by a version, if it were saved now; none are counted of
/// one that begins behind as many days from now. Nothing is written. Whoever waits for it waits for so long at most,
/// where `patience` says so: of as many cases as are looked at until then.
pub async fn preview(
    portal: &Portal,
    (tenant, settings): (&Tenant, &Settings),
    wished: Wished<'_>,
    patience: Option<Duration>,
) -> Result<Foreseen, PortalError> {
    let now = portal.clock.now();
    let (today, from) =
        (wall_clock::local(settings.zone, now), wall_clock::local(settings.zone, wished.from));
    let before = u64::try_from((from.date() - today.date()).num_days()).unwrap_or_default();
    if before >= DAYS_AHEAD {
        let ahead = Days::new(DAYS_AHEAD - 1);
        return Ok(Foreseen::Far(from.date().checked_sub_days(ahead).unwrap_or(today.date())));
    }
    let days = DAYS_AHEAD + before;
    let mut conn = portal.store.read().await?;
    let owner = (tenant, settings);
    let course = Course::load(&mut conn, owner, (now, days), Some(wished)).await?;
    let rests = channel_rest::standing(&mut conn, tenant).await?;
    drop(conn);
    let sums = Sums::of(portal, owner, (&course, patience), now).await?;
    let (cases, is_cut) = (count(sums.cases), sums.is_cut);
    let mut found = sums.days();
    found.retain(|one| course.is_wished(one.day));
    let until = today.date().checked_add_days(Days::new(days - 1));
    Ok(Foreseen::Seen(Preview {
        from,
        until: until.unwrap_or(today.date()),
        cases,
        is_cut,
        days: by_day(settings, &rests, found, now),
    }))
}
