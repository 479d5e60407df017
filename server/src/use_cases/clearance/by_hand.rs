//! A certificate that a person of the team issues: for what was settled without us, and for what was at zero
//! before there were certificates.

use domain::clearance::{Obstacle, Standing, obstacle};
use domain::ids::CaseId;
use sqlx::AnyConnection;

use super::follow::{accounts, in_force, unsettled};
use super::issue::{Issuer, issue};
use crate::compose::Portal;
use crate::in_tx;
use crate::store::debt::{self, Debt};
use crate::store::{case, clearance};
use crate::tenant::Tenant;
use crate::use_cases::PortalError;

/// What became of a wish to issue one.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ByHand {
    /// It is issued.
    Issued,
    /// One in force names every debt already: nothing was issued.
    Before,
    /// Something is owed, on its way or to be answered, or the person was erased: nothing was issued.
    Refused,
}

/// Whether a person of the team may issue a certificate of a case with these debts.
pub async fn may_issue(
    conn: &mut AnyConnection,
    tenant: &Tenant,
    (case, debts): (&CaseId, &[Debt]),
) -> Result<bool, PortalError> {
    // Most pages are of cases that owe something: nothing more is asked of the database for them.
    if accounts(debts).iter().any(|account| account.standing == Standing::Owed) {
        return Ok(false);
    }
    Ok(against(conn, tenant, (case, debts)).await?.is_none())
}

async fn against(
    conn: &mut AnyConnection,
    tenant: &Tenant,
    (case, debts): (&CaseId, &[Debt]),
) -> Result<Option<Obstacle>, PortalError> {
    let mut named = Vec::new();
    for one in in_force(conn, tenant, case).await? {
        named.extend(clearance::debts(conn, tenant, &one.id).await?);
    }
    let unsettled = unsettled(conn, tenant, case).await?;
    Ok(obstacle(&accounts(debts), unsettled, &named))
}

/// Issues a certificate at the word of `who` of the team. The same form twice issues one.
pub async fn by_hand(
    portal: &Portal,
    tenant: &Tenant,
    case: &CaseId,
    who: &str,
) -> Result<ByHand, PortalError> {
    in_tx!(portal.store, tx => {
        let mut case = case::lock(&mut tx, tenant, case).await?.ok_or(PortalError::NotFound)?;
        let debts = debt::of_case(&mut tx, tenant, &case.id).await?;
        match against(&mut tx, tenant, (&case.id, &debts)).await? {
            Some(Obstacle::Named) => ByHand::Before,
            Some(Obstacle::Owed | Obstacle::Unsettled) => ByHand::Refused,
            None => {
                let what = (&*debts, Issuer::Member(who));
                match issue(portal, &mut tx, tenant, &mut case, what).await? {
                    Some(_) => ByHand::Issued,
                    None => ByHand::Refused,
                }
            }
        }
    })
}
