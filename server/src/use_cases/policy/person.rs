//! Looking at a policy through one person's eyes.

use app::creditor::policy::person::Seen;
use app::format::Naming;
use app::reader::Reader;
use domain::ids::CaseId;

use super::Stored;
use crate::compose::Portal;
use crate::config::creditor::Settings;
use crate::store::case_list::{self, Search};
use crate::store::debtor::{self, Find};
use crate::tenant::Tenant;
use crate::use_cases::{PortalError, offer, voice, wall_clock};

/// Whose a customer's or an invoice's number is.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Found {
    /// Of this case.
    One(CaseId),
    /// Of no case.
    Nobody,
    /// A customer's number here, an invoice's of somebody else there.
    Several,
}

/// The case that a customer's or an invoice's number names.
pub async fn find(portal: &Portal, tenant: &Tenant, number: &str) -> Result<Found, PortalError> {
    let mut conn = portal.store.read().await?;
    let mut cases = case_list::search(&mut conn, tenant, Search::Debt(number)).await?;
    cases.extend(case_list::search(&mut conn, tenant, Search::Debtor(number)).await?);
    cases.sort();
    cases.dedup();
    Ok(match cases.as_slice() {
        [] => Found::Nobody,
        [case] => Found::One(case.clone()),
        _ => Found::Several,
    })
}

/// What the debtor of `case` would see today if `stored` were in force. Nothing is written down: nobody saw it.
pub async fn seen(
    portal: &Portal,
    (tenant, settings): (&Tenant, &Settings),
    case: &CaseId,
    stored: Stored,
) -> Result<Seen, PortalError> {
    let mut conn = portal.store.read().await?;
    let found = debtor::find(&mut conn, tenant, &portal.keys, Find::Case(case)).await?;
    drop(conn);
    let (debtor, _, _) = found.ok_or(PortalError::NotFound)?;
    let today = wall_clock::local(settings.zone, portal.clock.now()).date();
    let mut reader = Reader::new(voice::to_debtor(settings, &debtor.person), today);
    let who = debtor.person.name.unwrap_or(debtor.reference);
    let ways = offer::as_seen(portal, (tenant, settings), case, stored).await?;
    let Some((ways, others)) = ways else { return Ok(Seen { who, reader, options: None }) };
    if !others.is_empty() {
        reader.naming = Naming::SymbolAndCode;
    }
    let options = Some(ways.view(others, (None, None))?);
    Ok(Seen { who, reader, options })
}
