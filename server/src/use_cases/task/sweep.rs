//! Tasks about which nothing is left to do are dropped.

use std::collections::BTreeSet;

use domain::ids::CaseId;

use super::FIRST;
use crate::compose::Portal;
use crate::in_tx;
use crate::store::{case, creditor, task as store};
use crate::tenant::Tenant;
use crate::use_cases::{PortalError, damaged, reminder};

/// The job that drops them, when another sequence begins to count.
pub const SWEEP: &str = "task-sweep";

/// Tasks that are read at once.
const PAGE: i64 = 200;

/// Cases that are looked at in one transaction: so few that whoever waits for one hardly notices.
const AT_ONCE: usize = 25;

/// Drops what nobody has to do any more: what was about something that is paid, closed, disputed, in a plan, and
/// everything if no sequence is in force. Most of it goes with what made it pointless; this finds the rest. A case of
/// which something does not read is logged and left as it is.
pub async fn sweep(portal: &Portal, tenant: &Tenant) -> Result<(), PortalError> {
    let mut behind = (FIRST.0.to_owned(), FIRST.1.to_owned());
    loop {
        let mut conn = portal.store.read().await?;
        let open = store::open(&mut conn, tenant, (&behind.0, &behind.1), PAGE).await?;
        drop(conn);
        let Some(last) = open.last() else { return Ok(()) };
        behind = (last.due_on.to_string(), last.id.to_string());
        // Several tasks of a case stand side by side, and are looked at once; in one order, as others lock them.
        let cases: BTreeSet<&CaseId> = open.iter().map(|one| &one.case).collect();
        let cases: Vec<&CaseId> = cases.into_iter().collect();
        for some in cases.chunks(AT_ONCE) {
            for damaged in of_cases(portal, tenant, some).await? {
                damaged::tell(portal, tenant, &damaged).await?;
            }
        }
        // Pages wait for the same threads.
        tokio::task::yield_now().await;
    }
}

/// Looks at the tasks of these cases; gives those of which something does not read.
async fn of_cases(
    portal: &Portal,
    tenant: &Tenant,
    cases: &[&CaseId],
) -> Result<Vec<CaseId>, PortalError> {
    in_tx!(portal.store, tx => {
        let settings = creditor::settings(&mut tx, tenant).await?;
        let mut damaged = Vec::new();
        for &case in cases {
            let mut locked = case::lock(&mut tx, tenant, case).await?.ok_or(PortalError::NotFound)?;
            let whose = (tenant, &settings);
            match reminder::cancel_pointless(portal, &mut tx, whose, &mut locked).await {
                Err(error) if reminder::is_of_one(&error) => {
                    reminder::left_out(case, &error);
                    damaged.push(case.clone());
                }
                done => done?,
            }
        }
        damaged
    })
}
