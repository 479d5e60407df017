//! What a task is about.

use domain::ids::DebtId;
use domain::reminder::SubjectId;
use sqlx::AnyConnection;

use crate::store::task::Task;
use crate::store::{promise, reminder};
use crate::tenant::Tenant;
use crate::use_cases::PortalError;

/// The debts and the dates of plans that a task asks for: those that its reminder speaks of, of a promise the debts that
/// it is about. `None` for everything that is owed.
pub(in crate::use_cases) async fn about(
    conn: &mut AnyConnection,
    tenant: &Tenant,
    task: &Task,
) -> Result<Option<Vec<SubjectId>>, PortalError> {
    let Some(id) = &task.reminder else { return Ok(None) };
    let mut about = Vec::new();
    for one in reminder::subjects(conn, tenant, (&task.case, id)).await? {
        match one.subject {
            SubjectId::Debt(_) | SubjectId::Instalment(..) => about.push(one.subject),
            SubjectId::Promise(id) => {
                let kept = promise::find(conn, tenant, &id).await?;
                about.extend(kept.into_iter().flat_map(|kept| kept.debts).map(SubjectId::Debt));
            }
            SubjectId::Offer(..) | SubjectId::Settled(_) => {}
        }
    }
    Ok(Some(about).filter(|about| !about.is_empty()))
}

/// The debts among what a task asks for; `None` for all.
pub(in crate::use_cases) fn debts(about: Option<&[SubjectId]>) -> Option<Vec<DebtId>> {
    let debt = |one: &SubjectId| match one {
        SubjectId::Debt(id) => Some(id.clone()),
        _ => None,
    };
    about.map(|about| about.iter().filter_map(debt).collect())
}
