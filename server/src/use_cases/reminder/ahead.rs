//! What will go out in one case if nothing happens.

use chrono::NaiveDate;
use domain::contact::Channel;
use domain::ids::CaseId;
use domain::reminder::{self as rules, Step, SubjectId};
use sqlx::AnyConnection;

use super::ask::{Ask, Depth};
use super::facts::of_case;
use crate::compose::Portal;
use crate::config::creditor::Settings;
use crate::tenant::Tenant;
use crate::use_cases::{PortalError, reach, sequence};

/// One contact to come.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Coming {
    /// The day on which it is planned; the contact rules may move it, or keep it back.
    pub on: NaiveDate,
    /// The step that counts.
    pub step: Step,
    /// What it speaks of.
    pub subjects: Vec<SubjectId>,
    /// The channel of a message; `None` for a task, and where the debtor can be reached on none.
    pub channel: Option<Channel>,
}

/// The contacts of the next [`rules::DAYS_AHEAD`] days with a case, as if nobody paid; empty without a
/// sequence in force.
pub async fn ahead(
    conn: &mut AnyConnection,
    portal: &Portal,
    (tenant, settings): (&Tenant, &Settings),
    case: &CaseId,
) -> Result<Vec<Coming>, PortalError> {
    let now = portal.clock.now();
    let Some(stored) = sequence::in_force(conn, tenant, now).await? else { return Ok(Vec::new()) };
    let (sequence, ready) = (&stored.sequence, reach::ready(portal, settings));
    let ask = Ask { tenant, settings, sequence, now, depth: Depth::Ahead, ready };
    let facts = of_case(conn, &ask, case).await?.ok_or(PortalError::NotFound)?;
    let found = rules::ahead(&stored.sequence, &facts.case(), &facts.past(), ask.today());
    let coming = found.into_iter().map(|one| Coming {
        on: one.on,
        step: stored.sequence.steps[one.due.step].clone(),
        subjects: one
            .due
            .covers
            .iter()
            .map(|cover| facts.subjects[cover.subject].id.clone())
            .collect(),
        channel: one.due.channel,
    });
    Ok(coming.collect())
}
