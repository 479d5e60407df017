//! Charges of saved cards.

use std::collections::BTreeSet;

use chrono::{Days, Timelike};
use chrono_tz::Tz;
use domain::autopay::Came;
use domain::calendar::is_business_day;
use domain::ids::CaseId;
use sqlx::AnyConnection;

use super::super::{Simulation, Trouble};
use super::Changed;
use crate::store::attempt::{self, Find};
use crate::store::autopay_try::{self, Tried};
use crate::store::debtor;
use crate::use_cases::{gate, wall_clock};

/// Hours of the day in which a charge may be made.
const HOURS: std::ops::Range<u32> = 8..19;

/// Whether each instalment was paid by one charge at most, and whether the charges of today and yesterday
/// were made within the hours.
pub(super) async fn hold(
    life: &Simulation,
    conn: &mut AnyConnection,
    changed: &Changed<'_>,
) -> Result<(), Trouble> {
    let since = life.time.today().checked_sub_days(Days::new(1));
    for kept in changed.plans {
        let tries = autopay_try::of_plan(conn, &life.tenant, &kept.id).await?;
        let mut paid = BTreeSet::new();
        for tried in tries.iter().filter(|tried| tried.tried.came == Came::Paid) {
            if !paid.insert(tried.number) {
                let what = format!("instalment {} of {} was charged twice", tried.number, kept.id);
                return Err(Trouble::broken(what));
            }
        }
        for tried in tries.iter().filter(|tried| since.is_none_or(|day| tried.tried.on >= day)) {
            let zone = zone(life, conn, changed.case).await?;
            within_hours(life, conn, (tried, zone)).await?;
        }
    }
    Ok(())
}

/// Where the debtor is.
async fn zone(life: &Simulation, conn: &mut AnyConnection, case: &CaseId) -> Result<Tz, Trouble> {
    let of = debtor::Find::Case(case);
    let found = debtor::find(conn, &life.tenant, &life.portal.keys, of).await?;
    let (debtor, _, _) = found.ok_or_else(|| Trouble::broken("a case has no debtor"))?;
    Ok(gate::zone_of(&life.settings, &debtor.person))
}

async fn within_hours(
    life: &Simulation,
    conn: &mut AnyConnection,
    (tried, zone): (&Tried, Tz),
) -> Result<(), Trouble> {
    let found = attempt::find(conn, &life.tenant, Find::Id(&tried.attempt)).await?;
    let attempt = found.ok_or_else(|| Trouble::broken("a charge has no attempt"))?;
    let local = wall_clock::local(zone, attempt.made_at);
    let is_open = is_business_day(life.settings.country, local.date());
    if !is_open || !HOURS.contains(&local.hour()) || local.date() != tried.tried.on {
        let what = format!("{} was charged at {local} in {zone}", tried.attempt);
        return Err(Trouble::broken(what));
    }
    Ok(())
}
