//! Taking back what nobody had promised: somebody of the team wrote down a wrong case, or a wrong day.

use domain::ids::CaseId;
use domain::promise::PromiseFact;
use sqlx::AnyConnection;

use crate::compose::Portal;
use crate::in_tx;
use crate::store::promise::Kept;
use crate::store::{agreement, case, creditor, evidence, promise};
use crate::tenant::Tenant;
use crate::use_cases::{PortalError, wall_clock};

/// Withdraws every promise of a case that somebody of the team was told and that may still be kept, in the name of
/// `who`. Says whether there was one.
pub async fn withdraw(
    portal: &Portal,
    tenant: &Tenant,
    case: &CaseId,
    who: &str,
) -> Result<bool, PortalError> {
    let now = portal.clock.now();
    in_tx!(portal.store, tx => {
        let locked = case::lock(&mut tx, tenant, case).await?;
        let mut case = locked.ok_or(PortalError::NotFound)?;
        let settings = creditor::settings(&mut tx, tenant).await?;
        let today = wall_clock::local(settings.zone, now).date();
        let told = told(&mut tx, tenant, &case.id).await?;
        let is_any = !told.is_empty();
        for mut made in told {
            made.promise = made.promise.apply(PromiseFact::Withdrawn, today)?;
            promise::save(&mut tx, tenant, &made).await?;
            let body = format!("{} withdrawn {} {who}", made.id, made.promise.amount);
            evidence::append(&mut tx, tenant, &mut case, now, ("promise", &body)).await?;
        }
        is_any
    })
}

/// The promises of a case that somebody of the team was told and that may still be kept: of those of a page there is a
/// paper.
pub async fn told(
    conn: &mut AnyConnection,
    tenant: &Tenant,
    case: &CaseId,
) -> Result<Vec<Kept>, PortalError> {
    let papers = agreement::of_case(conn, tenant, case).await?;
    let mut made = promise::standing(conn, tenant, case).await?;
    made.retain(|one| !papers.iter().any(|(of, _)| of == one.id.as_str()));
    Ok(made)
}
