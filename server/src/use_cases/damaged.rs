//! Cases of which something stored does not read: planning leaves them out, and the team is told, of each once a week
//! for as long as it is so.

use std::iter::successors;

use chrono::NaiveDate;
use domain::ids::CaseId;

use super::{PortalError, work};
use crate::compose::Portal;
use crate::in_tx;
use crate::store::message::NewMessage;
use crate::store::message_known;
use crate::tenant::Tenant;

/// The kind of the message that tells the team.
pub const TOLD: &str = "team-damaged";

/// Of so many days the team is told once.
const WEEK: usize = 7;

/// Tells the team that nothing is planned for a case until somebody has looked; nothing if it heard so in the last
/// week. What is damaged may be the case itself, so that the message names it and reads nothing of it.
pub async fn tell(portal: &Portal, tenant: &Tenant, case: &CaseId) -> Result<(), PortalError> {
    let days = successors(Some(portal.clock.now().date_naive()), NaiveDate::pred_opt);
    let week = days.take(WEEK).map(|day| format!("{TOLD}:{case}:{day}"));
    let week: Vec<String> = week.collect();
    let occurrences: Vec<&str> = week.iter().map(String::as_str).collect();
    let mut conn = portal.store.read().await?;
    let known = message_known::known(&mut conn, tenant, &occurrences).await?;
    drop(conn);
    if !known.is_empty() {
        return Ok(());
    }
    in_tx!(portal.store, tx => {
        let new = NewMessage {
            case: None,
            member: None,
            kind: TOLD,
            about: Some(case.as_str()),
            occurrence: occurrences[0],
        };
        work::message(portal, &mut tx, tenant, new).await?;
    })
}
