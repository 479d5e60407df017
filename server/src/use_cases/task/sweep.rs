//! Tasks about which nothing is left to do are dropped.

use domain::ids::CaseId;

use super::FIRST;
use crate::compose::Portal;
use crate::in_tx;
use crate::store::{case, creditor, task as store};
use crate::tenant::Tenant;
use crate::use_cases::{PortalError, damaged, reminder, work};

/// The job that drops them, when another sequence begins to count.
pub const SWEEP: &str = "task-sweep";

/// Tasks that are read at once.
const PAGE: i64 = 200;

/// Drops what nobody has to do any more: what was about something that is paid, closed, disputed, in a plan, and
/// everything if no sequence is in force. Most of it goes with what made it pointless; this finds the rest.
pub async fn sweep(portal: &Portal, tenant: &Tenant) -> Result<(), PortalError> {
    let mut behind = (FIRST.0.to_owned(), FIRST.1.to_owned());
    loop {
        let mut conn = portal.store.read().await?;
        let open = store::open(&mut conn, tenant, (&behind.0, &behind.1), PAGE).await?;
        drop(conn);
        let Some(last) = open.last() else { return Ok(()) };
        behind = (last.due_on.to_string(), last.id.to_string());
        for one in &open {
            match of_case(portal, tenant, &one.case).await {
                // One that does not read keeps no other waiting.
                Err(error) if reminder::is_of_one(&error) => {
                    work::note_failure("the tasks of a case", &error);
                    damaged::tell(portal, tenant, &one.case).await?;
                }
                done => done?,
            }
        }
        // Pages wait for the same threads.
        tokio::task::yield_now().await;
    }
}

async fn of_case(portal: &Portal, tenant: &Tenant, case: &CaseId) -> Result<(), PortalError> {
    in_tx!(portal.store, tx => {
        let mut case = case::lock(&mut tx, tenant, case).await?.ok_or(PortalError::NotFound)?;
        let settings = creditor::settings(&mut tx, tenant).await?;
        reminder::cancel_pointless(portal, &mut tx, (tenant, &settings), &mut case).await?;
    })
}
