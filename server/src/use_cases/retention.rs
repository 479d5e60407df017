//! The end of what is kept of contacts: the packs of contact rules say for how many years it has to be, and nobody
//! needs it longer. It is erased of cases in which nothing is owed, either way, and nothing was done for as long: the
//! words of messages, what people of the team wrote down of their contacts, and the addresses. What was owed and paid,
//! what was agreed, and the chain of evidence stay.

use std::time::Duration;

use chrono::{DateTime, Months, Utc};

use super::PortalError;
use super::gate::Laws;
use crate::compose::Portal;
use crate::config::creditor::Settings;
use crate::in_tx;
use crate::store::retention::{self as store, Kept};
use crate::store::{Dialect, case, evidence};
use crate::tenant::Tenant;

/// The kind of the act that tells of it.
pub const ERASED: &str = "contacts-erased";

/// Cases that are looked at together.
const PAGE: i64 = 200;

/// Whether it is meant.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum How {
    /// It is erased.
    InEarnest,
    /// It is only told what would be.
    OnTrial,
}

/// Hears of each case of which contacts are, or would be, erased.
pub type Tell<'t> = dyn FnMut(&Kept) + Send + 't;

/// Goes through all cases of a creditor. A kill at any moment leaves each case whole or erased; the same again goes on.
pub async fn go_through(
    portal: &Portal,
    (tenant, settings): (&Tenant, &Settings),
    how: How,
    tell: &mut Tell<'_>,
) -> Result<(), PortalError> {
    let now = portal.clock.now();
    let mut first = String::new();
    loop {
        let mut conn = portal.store.read().await?;
        let mut page = store::from(&mut conn, tenant, &first, PAGE + 1).await?;
        drop(conn);
        let is_last = i64::try_from(page.len()).unwrap_or(i64::MAX) <= PAGE;
        let next = if is_last { None } else { page.pop() };
        for kept in page.iter().filter(|kept| is_over(settings, kept, now)) {
            if how == How::OnTrial || erase(portal, (tenant, settings), kept).await? {
                tell(kept);
            }
        }
        let Some(next) = next else { return Ok(()) };
        next.case.as_str().clone_into(&mut first);
    }
}

/// For how many years the contacts of a case are kept: the longest that the rules of the person's country and of the
/// creditor's say; `None` where neither names any, and nothing ends.
pub fn years(laws: Laws) -> Option<u16> {
    let kept = laws.packs().filter_map(|(_, pack)| pack.keep.as_ref());
    kept.map(|(years, _)| years.get()).max()
}

/// Whether the contacts of a case are kept no longer.
fn is_over(settings: &Settings, kept: &Kept, now: DateTime<Utc>) -> bool {
    let years = years(Laws::within(settings, kept.country)).map(u32::from);
    let since = years.and_then(|years| now.checked_sub_months(Months::new(12 * years)));
    let is_old = kept.acted_at.zip(since).is_some_and(|(acted_at, since)| acted_at < since);
    is_old && !kept.is_open && !kept.is_nothing()
}

/// Erases what is kept of the contacts of a case, unless something was done in it meanwhile.
async fn erase(
    portal: &Portal,
    (tenant, settings): (&Tenant, &Settings),
    kept: &Kept,
) -> Result<bool, PortalError> {
    let now = portal.clock.now();
    let done: Result<bool, PortalError> = in_tx!(portal.store, tx => {
        let mut case =
            case::lock(&mut tx, tenant, &kept.case).await?.ok_or(PortalError::NotFound)?;
        let found = store::of_case(&mut tx, tenant, &case.id).await?;
        match found.filter(|kept| is_over(settings, kept, now)) {
            None => false,
            Some(Kept { has_address, copies, contacts, notes, .. }) => {
                store::erase(&mut tx, tenant, &case).await?;
                let addresses = if has_address { "addresses" } else { "-" };
                let body = format!("{copies} {contacts} {notes} {addresses}");
                evidence::append(&mut tx, tenant, &mut case, now, (ERASED, &body)).await?;
                true
            }
        }
    });
    if portal.store.dialect() == Dialect::Sqlite {
        // There is one writer: pages and payments go in between.
        tokio::time::sleep(Duration::from_millis(1)).await;
    }
    done
}

#[cfg(test)]
mod tests {
    use domain::country::Country;
    use domain::ids::CaseId;

    use super::*;

    fn settings(country: Country) -> Settings {
        let text = include_str!("../../../demo/san-borja.toml");
        Settings { country, ..Settings::from_toml(text).expect("the demo's file") }
    }

    #[test]
    fn the_years_are_those_of_the_stricter_country_and_without_any_nothing_ends() {
        for (creditors, debtors, expected) in [
            (Country::Cl, None, Some(2)),
            (Country::Us, None, Some(3)),
            (Country::Cl, Some(Country::Us), Some(3)),
            (Country::Pe, Some(Country::Cl), Some(2)),
            (Country::Pe, None, None),
        ] {
            let laws = Laws::within(&settings(creditors), debtors);
            assert_eq!(years(laws), expected, "{creditors} {debtors:?}");
        }
    }

    #[test]
    fn contacts_end_where_nothing_is_open_and_nothing_was_done_for_the_years() {
        let chile = settings(Country::Cl);
        let now: DateTime<Utc> = "2028-11-24T15:00:00Z".parse().expect("an instant");
        let kept = |acted_at: &str| Kept {
            case: CaseId::from_bits(1),
            reference: "C-1".to_owned(),
            country: None,
            acted_at: Some(acted_at.parse().expect("an instant")),
            is_open: false,
            has_address: true,
            copies: 2,
            contacts: 0,
            notes: 0,
        };
        let old = kept("2026-11-24T14:59:59Z");
        for (kept, expected) in [
            (old.clone(), true),
            (kept("2026-11-24T15:00:00Z"), false),
            (Kept { is_open: true, ..old.clone() }, false),
            (Kept { has_address: false, copies: 0, ..old.clone() }, false),
            (Kept { has_address: false, ..old.clone() }, true),
            (Kept { country: Some(Country::Us), ..old.clone() }, false),
            (Kept { acted_at: None, ..old.clone() }, false),
        ] {
            assert_eq!(is_over(&chile, &kept, now), expected, "{kept:?}");
        }
    }
}
