//! The end of a month: what paying late has cost is booked on every case, whether or not somebody looks.

use chrono::{Datelike, NaiveDate};
use domain::ids::CaseId;
use domain::money::Currency;

use super::post;
use crate::compose::Portal;
use crate::config::creditor::Settings;
use crate::in_tx;
use crate::store::{case, creditor, late};
use crate::tenant::Tenant;
use crate::use_cases::work::Failures;
use crate::use_cases::{PortalError, policy, wall_clock};

/// The job that books what paying late has cost.
pub const JOB: &str = "late";

/// Cases that are looked at between two waits.
const PAGE: i64 = 200;

/// Books what paying late has cost until the last end of a month in the creditor's zone. It may be called as
/// often as one likes: a month ends once. One case's failure keeps no other one waiting, and the month ends when none
/// fails any more.
pub async fn month_ends(portal: &Portal, tenant: &Tenant) -> Result<(), PortalError> {
    let now = portal.clock.now();
    let mut conn = portal.store.read().await?;
    let settings = creditor::settings(&mut conn, tenant).await?;
    let until = last_of_month(wall_clock::local(settings.zone, now).date());
    let done = late::month(&mut conn, tenant).await?;
    if done.is_some_and(|done| done >= until) {
        return Ok(());
    }
    drop(conn);
    let mut failures = Failures::default();
    for currency in asking(portal, (tenant, &settings)).await? {
        in_currency(portal, (tenant, &settings), (currency, until), &mut failures).await?;
    }
    failures.end()?;
    in_tx!(portal.store, tx => late::month_ended(&mut tx, tenant, until).await?)
}

/// The last day of a month that has begun by `today`.
fn last_of_month(today: NaiveDate) -> NaiveDate {
    let is_last = today.succ_opt().is_none_or(|next| next.month() != today.month());
    let before = today.with_day(1).and_then(|first| first.pred_opt());
    if is_last { today } else { before.unwrap_or(today) }
}

/// The currencies in which the policy in force asks for something.
async fn asking(
    portal: &Portal,
    whose: (&Tenant, &Settings),
) -> Result<Vec<Currency>, PortalError> {
    let named = policy::list(portal, whose.0).await?;
    let mut currencies: Vec<_> = named.iter().map(|one| one.policy.currency).collect();
    currencies.sort_unstable();
    currencies.dedup();
    let (mut conn, now) = (portal.store.read().await?, portal.clock.now());
    let mut asking = Vec::new();
    for currency in currencies {
        let stored = policy::in_force(&mut conn, whose, (currency, now)).await?;
        if stored.is_some_and(|stored| stored.file.policy.late.is_some()) {
            asking.push(currency);
        }
    }
    Ok(asking)
}

async fn in_currency(
    portal: &Portal,
    (tenant, settings): (&Tenant, &Settings),
    (currency, until): (Currency, NaiveDate),
    failures: &mut Failures,
) -> Result<(), PortalError> {
    let mut after = String::new();
    loop {
        let mut conn = portal.store.read().await?;
        let of = (currency, until);
        let page = late::cases(&mut conn, tenant, of, (&after, PAGE)).await?;
        drop(conn);
        let Some(last) = page.last() else { return Ok(()) };
        last.as_str().clone_into(&mut after);
        for id in &page {
            let done = on_case(portal, (tenant, settings), (id, until)).await;
            failures.note("the end of a case's month", done)?;
        }
    }
}

async fn on_case(
    portal: &Portal,
    (tenant, settings): (&Tenant, &Settings),
    (id, until): (&CaseId, NaiveDate),
) -> Result<(), PortalError> {
    in_tx!(portal.store, tx => {
        let mut case = case::lock(&mut tx, tenant, id).await?.ok_or(PortalError::NotFound)?;
        post(portal, &mut tx, (tenant, settings), &mut case, until).await?;
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_month_ends_on_its_last_day_and_not_before() {
        for (today, expected) in [
            ("2026-11-29", "2026-10-31"),
            ("2026-11-30", "2026-11-30"),
            ("2026-12-01", "2026-11-30"),
            ("2027-01-01", "2026-12-31"),
            ("2028-02-29", "2028-02-29"),
        ] {
            let today = today.parse().expect("a day");
            assert_eq!(last_of_month(today).to_string(), expected);
        }
    }
}
