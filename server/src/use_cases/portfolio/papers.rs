//! The papers of a case: what was agreed, what was issued.

use app::creditor::case::{PaperKind, PaperRow};
use chrono_tz::Tz;
use domain::ids::CaseId;
use sqlx::AnyConnection;

use crate::store::{agreement, clearance};
use crate::tenant::Tenant;
use crate::use_cases::acceptance::Done;
use crate::use_cases::{PortalError, wall_clock};

/// The papers of a case, newest first: certificates, then agreements.
pub(super) async fn papers(
    conn: &mut AnyConnection,
    tenant: &Tenant,
    (id, zone): (&CaseId, Tz),
) -> Result<Vec<PaperRow>, PortalError> {
    let issued = clearance::of_case(conn, tenant, id).await?.into_iter().rev();
    let issued = issued.map(|one| {
        let kind = one.revoked_at.map_or(PaperKind::Certificate, |_| PaperKind::Revoked);
        PaperRow { of: one.id.to_string(), kind, on: one.issued_on }
    });
    let agreed = agreement::of_case(conn, tenant, id).await?.into_iter();
    let agreed = agreed.filter_map(|(of, at)| {
        let kind = match Done::parse(&of)? {
            Done::Plan(_) => PaperKind::Agreement,
            Done::Promise(_) => PaperKind::Promise,
        };
        Some(PaperRow { of, kind, on: wall_clock::local(zone, at).date() })
    });
    Ok(issued.chain(agreed).collect())
}
