//! What a code tells everybody: that its creditor issued a certificate on a day, on so many documents,
//! and whether it still holds. Nothing else.

use app::debtor::certificate::{Answer, Certificate, Issued};
use chrono::{DateTime, Utc};
use domain::clearance::{Code, holds};
use domain::identity::slow_down;
use domain::ids::{CaseId, DebtId};
use sqlx::AnyConnection;

use super::follow::accounts;
use crate::compose::Portal;
use crate::in_tx;
use crate::store::clearance::{self, Clearance};
use crate::store::{code_miss, creditor, debt};
use crate::tenant::{Mark, Tenant};
use crate::use_cases::PortalError;

/// Codes that there are none of are counted by spans of so many seconds.
const SPAN: i64 = 600;

/// What is known of what somebody typed. While somebody guesses, everybody's answer takes longer.
pub async fn check(portal: &Portal, typed: &str) -> Result<Answer, PortalError> {
    let Ok(code) = typed.parse::<Code>() else { return Ok(Answer::NoCode) };
    let slot = slot(portal.clock.now());
    let mut conn = portal.store.read().await?;
    let misses = code_miss::lately(&mut conn, slot).await?;
    drop(conn);
    tokio::time::sleep(slow_down(u32::try_from(misses).unwrap_or(u32::MAX))).await;
    let mut conn = portal.store.read().await?;
    let known = known(&mut conn, &code).await?;
    drop(conn);
    if known == Certificate::Unknown {
        count_miss(portal, slot).await?;
    }
    Ok(Answer::Code(known))
}

async fn count_miss(portal: &Portal, slot: i64) -> Result<(), PortalError> {
    in_tx!(portal.store, tx => code_miss::count(&mut tx, slot).await?)
}

fn slot(now: DateTime<Utc>) -> i64 {
    now.timestamp().div_euclid(SPAN)
}

async fn known(conn: &mut AnyConnection, code: &Code) -> Result<Certificate, PortalError> {
    let mark = Mark::CertificateCode(code.as_str());
    let Some(tenant) = Tenant::find(conn, mark).await? else { return Ok(Certificate::Unknown) };
    let found = clearance::by_code(conn, &tenant, code).await?;
    let Some(found) = found else { return Ok(Certificate::Unknown) };
    let settings = creditor::settings(conn, &tenant).await?;
    let issued = Issued {
        creditor: settings.file.legal_name.clone(),
        on: found.issued_on,
        documents: u64::try_from(found.debts).unwrap_or_default(),
    };
    let is_good = still_holds(conn, &tenant, &found).await?;
    Ok(if is_good { Certificate::Genuine(issued) } else { Certificate::Revoked(issued) })
}

/// Not only what was written down counts: what is owed at this moment does too.
async fn still_holds(
    conn: &mut AnyConnection,
    tenant: &Tenant,
    found: &Clearance,
) -> Result<bool, PortalError> {
    if found.revoked_at.is_some() {
        return Ok(false);
    }
    let named = clearance::debts(conn, tenant, &found.id).await?;
    let debts = debt::of_case(conn, tenant, &found.case).await?;
    Ok(holds(&accounts(&debts), &named))
}

/// The code of the newest certificate of a case that holds and names all of `debts`, or, where none are
/// asked for, any.
pub async fn code_for(
    conn: &mut AnyConnection,
    tenant: &Tenant,
    case: &CaseId,
    debts: &[DebtId],
) -> Result<Option<String>, PortalError> {
    for one in clearance::of_case(conn, tenant, case).await?.into_iter().rev() {
        if one.revoked_at.is_some() {
            continue;
        }
        let named = clearance::debts(conn, tenant, &one.id).await?;
        if debts.iter().all(|debt| named.contains(debt)) {
            return Ok(Some(one.code.as_str().to_owned()));
        }
    }
    Ok(None)
}
