//! Cases of which something does not read: each is left out by itself.

use domain::ids::CaseId;
use sqlx::AnyConnection;

use super::ask::Ask;
use super::facts::{Facts, of_page};
use crate::store::StoreError;
use crate::store::reminder_page::Head;
use crate::use_cases::PortalError;

/// What planning looks at in the cases of a page that read, and those that do not: each of them is logged and left
/// out, and keeps no other waiting.
pub async fn readable(
    conn: &mut AnyConnection,
    ask: &Ask<'_>,
    (heads, after): (Vec<Head>, Option<&CaseId>),
) -> Result<(Vec<Facts>, Vec<CaseId>), PortalError> {
    match of_page(conn, ask, (heads.clone(), after)).await {
        Err(error) if is_of_one(&error) => {}
        done => return Ok((done?, Vec::new())),
    }
    let (mut all, mut damaged) = (Vec::with_capacity(heads.len()), Vec::new());
    for head in heads {
        let case = head.case.clone();
        match of_page(conn, ask, (vec![head], None)).await {
            Ok(found) => all.extend(found),
            Err(error) if is_of_one(&error) => {
                left_out(&case, &error);
                damaged.push(case);
            }
            Err(error) => return Err(error),
        }
    }
    Ok((all, damaged))
}

/// Whether an error is one of what was read, and not of what it was read from.
pub(in crate::use_cases) const fn is_of_one(error: &PortalError) -> bool {
    !matches!(error, PortalError::Unavailable(_) | PortalError::Store(StoreError::Database(_)))
}

/// Says for whom nothing is planned until somebody has looked.
pub(in crate::use_cases) fn left_out(case: &CaseId, error: &PortalError) {
    tracing::error!(case.id = %case, "a case does not read, nothing is planned for it: {error}");
}
