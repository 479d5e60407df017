//! The number of a call: pages mask it, and whoever is to call sees it.

use app::creditor::case::Sending;
use domain::ids::TaskId;
use domain::reminder::TaskKind;

use super::contact_of;
use crate::compose::Portal;
use crate::in_tx;
use crate::store::debtor::{self, Find};
use crate::store::task::{self as store, Task, TaskState};
use crate::store::{case, creditor, evidence};
use crate::tenant::Tenant;
use crate::use_cases::{PortalError, portfolio};

/// The kind of the act.
pub const SHOWN: &str = "phone-shown";

/// The number that somebody is to call, shown to `who` of the team: the case keeps that it was, once for each call and
/// member. `None` where nobody may call now, or no number is on file.
///
/// `NotFound` for a task that has ended, or is no call.
pub async fn number(
    portal: &Portal,
    tenant: &Tenant,
    id: &TaskId,
    who: &str,
) -> Result<Option<String>, PortalError> {
    let now = portal.clock.now();
    in_tx!(portal.store, tx => {
        let known = store::find(&mut tx, tenant, id).await?.ok_or(PortalError::NotFound)?;
        let locked = case::lock(&mut tx, tenant, &known.case).await?;
        let mut case = locked.ok_or(PortalError::NotFound)?;
        let settings = creditor::settings(&mut tx, tenant).await?;
        // Somebody may have ended it while this waited for the case.
        let known = store::find(&mut tx, tenant, id).await?.filter(is_open_call);
        let task = known.ok_or(PortalError::NotFound)?;
        let found = debtor::find(&mut tx, tenant, &portal.keys, Find::Case(&case.id)).await?;
        let (debtor, _, _) = found.ok_or(PortalError::NotFound)?;
        let whose = (tenant, &settings);
        let turn = portfolio::turn(&mut tx, (portal, whose), &task, &debtor).await?;
        let number = debtor.person.phone.filter(|_| turn == Sending::Now);
        if number.is_some() {
            let contact = contact_of(&task.id, task.asked_at);
            let body = format!("{contact} {who}");
            let last = evidence::last(&mut tx, tenant, &case.id, (SHOWN, &contact)).await?;
            if last.is_none_or(|act| act.body != body) {
                evidence::append(&mut tx, tenant, &mut case, now, (SHOWN, &body)).await?;
            }
        }
        number
    })
}

fn is_open_call(task: &Task) -> bool {
    task.state == TaskState::Open && task.kind == TaskKind::Call
}
