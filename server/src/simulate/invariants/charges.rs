//! Charges of saved cards.

use chrono::{Days, TimeDelta, Timelike};
use chrono_tz::Tz;
use domain::autopay::Came;
use domain::calendar::is_business_day;
use domain::ids::{AttemptId, CaseId};
use domain::plan::{Part, State, What};
use sqlx::AnyConnection;

use super::super::{Simulation, Trouble};
use super::Changed;
use crate::store::attempt::{self, Attempt, Find};
use crate::store::autopay_try::{self, Tried};
use crate::store::debtor;
use crate::store::message_known::{self, Known};
use crate::store::plan::{self, Kept};
use crate::use_cases::autopay::{About, SOON};
use crate::use_cases::{gate, wall_clock};

/// Hours of the day in which a charge may be made.
const HOURS: std::ops::Range<u32> = 8..19;

/// No letter about a charge is older.
const OLDEST: TimeDelta = TimeDelta::days(60);

/// Whether each instalment was charged no more than once, and closed by the charge; and whether the charges of
/// today and yesterday were made within the hours, after a letter that told of them.
pub(super) async fn hold(
    life: &Simulation,
    conn: &mut AnyConnection,
    changed: &Changed<'_>,
) -> Result<(), Trouble> {
    let since = life.time.today().checked_sub_days(Days::new(1));
    for kept in changed.plans {
        let tries = autopay_try::of_plan(conn, &life.tenant, &kept.id).await?;
        for part in kept.plan.parts() {
            once(life, conn, (kept, part, &tries)).await?;
        }
        for tried in tries.iter().filter(|tried| since.is_none_or(|day| tried.tried.on >= day)) {
            let zone = zone(life, conn, changed.case).await?;
            let attempt = attempt_of(life, conn, &tried.attempt).await?;
            within_hours(life, (tried, &attempt), zone)?;
            told(life, conn, (tried, &attempt), zone).await?;
        }
    }
    Ok(())
}

/// One charge of an instalment brings money, or several bring no more than it asks for; and where one did,
/// nothing of it is open, except after money was taken back.
async fn once(
    life: &Simulation,
    conn: &mut AnyConnection,
    (kept, part, tries): (&Kept, &Part, &[Tried]),
) -> Result<(), Trouble> {
    let is_its =
        |tried: &&Tried| tried.number == i64::from(part.number) && tried.tried.came == Came::Paid;
    let its: Vec<_> = tries.iter().filter(is_its).collect();
    if its.len() > 1 {
        let mut charged = 0;
        for tried in &its {
            charged += attempt_of(life, conn, &tried.attempt).await?.amount.minor();
        }
        if charged > part.agreed.minor() {
            let what = format!("instalment {} of {} was charged twice", part.number, kept.id);
            return Err(Trouble::broken(what));
        }
    }
    let is_open = *kept.plan.state() == State::Active && part.settled_on.is_none();
    if is_open && !its.is_empty() && !was_taken_back(life, conn, kept).await? {
        let what = format!("instalment {} of {} was charged and is open", part.number, kept.id);
        return Err(Trouble::broken(what));
    }
    Ok(())
}

async fn was_taken_back(
    life: &Simulation,
    conn: &mut AnyConnection,
    kept: &Kept,
) -> Result<bool, Trouble> {
    let events = plan::events(conn, &life.tenant, kept).await?;
    Ok(events.iter().any(|told| matches!(told.event.what, What::TakenBack(..))))
}

/// Where the debtor is.
async fn zone(life: &Simulation, conn: &mut AnyConnection, case: &CaseId) -> Result<Tz, Trouble> {
    let of = debtor::Find::Case(case);
    let found = debtor::find(conn, &life.tenant, &life.portal.keys, of).await?;
    let (debtor, _, _) = found.ok_or_else(|| Trouble::broken("a case has no debtor"))?;
    Ok(gate::zone_of(&life.settings, &debtor.person))
}

async fn attempt_of(
    life: &Simulation,
    conn: &mut AnyConnection,
    id: &AttemptId,
) -> Result<Attempt, Trouble> {
    let found = attempt::find(conn, &life.tenant, Find::Id(id)).await?;
    found.ok_or_else(|| Trouble::broken("a charge has no attempt"))
}

fn within_hours(
    life: &Simulation,
    (tried, attempt): (&Tried, &Attempt),
    zone: Tz,
) -> Result<(), Trouble> {
    let local = wall_clock::local(zone, attempt.made_at);
    let is_open = is_business_day(life.settings.country, local.date());
    if !is_open || !HOURS.contains(&local.hour()) || local.date() != tried.tried.on {
        let what = format!("{} was charged at {local} in {zone}", tried.attempt);
        return Err(Trouble::broken(what));
    }
    Ok(())
}

/// A letter told of the charge, of as much and of this card, and left on a day before it.
async fn told(
    life: &Simulation,
    conn: &mut AnyConnection,
    (tried, attempt): (&Tried, &Attempt),
    zone: Tz,
) -> Result<(), Trouble> {
    let of = (&attempt.case, SOON);
    let letters = message_known::of_kind(conn, &life.tenant, of, attempt.made_at - OLDEST).await?;
    let tells = |letter: &Known| {
        let about: Option<About> = letter.about.as_deref().and_then(|about| about.parse().ok());
        let left = match letter.state.as_str() {
            "sent" => letter.sent_at,
            "unknown" => Some(letter.not_before),
            _ => None,
        };
        let left = left.map(|at| wall_clock::local(zone, at).date());
        about.is_some_and(|about| {
            attempt.method.as_ref() == Some(&about.method)
                && i64::from(about.number) == tried.number
                && about.minor >= attempt.amount.minor()
        }) && left.is_some_and(|day| day < tried.tried.on)
    };
    if letters.iter().any(tells) {
        return Ok(());
    }
    Err(Trouble::broken(format!("{} was charged and nobody was told before", tried.attempt)))
}
