//! What will go out in one case if nothing happens, and why nothing does today.

use chrono::NaiveDate;
use domain::contact::Channel;
use domain::ids::CaseId;
use domain::reminder::{self as rules, Means, Silence, Step, SubjectId};
use sqlx::AnyConnection;

use super::ask::{Ask, Depth};
use super::facts::{Facts, of_case};
use super::on_its_way::{leave_out, since};
use crate::compose::Portal;
use crate::config::creditor::Settings;
use crate::store::on_its_way;
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

/// Why nothing is planned for a case today.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Quiet {
    /// No sequence is in force.
    NoSequence,
    /// Money is on its way to what would be spoken of.
    OnItsWay,
    /// What the sequence says of the case.
    Because(Silence),
}

/// What is to be expected in a case.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Outlook {
    /// The contacts of the next [`rules::DAYS_AHEAD`] days, as if nobody paid; none without a sequence in force.
    pub coming: Vec<Coming>,
    /// Why nothing is planned today; `None` if something is, or nothing is owed.
    pub quiet: Option<Quiet>,
}

/// What is to be expected in a case.
pub async fn ahead(
    conn: &mut AnyConnection,
    portal: &Portal,
    (tenant, settings): (&Tenant, &Settings),
    case: &CaseId,
) -> Result<Outlook, PortalError> {
    let now = portal.clock.now();
    let Some(stored) = sequence::in_force(conn, tenant, now).await? else {
        return Ok(Outlook { coming: Vec::new(), quiet: Some(Quiet::NoSequence) });
    };
    let (sequence, ready) = (&stored.sequence, reach::ready(portal, settings));
    let ask = Ask { tenant, settings, sequence, now, depth: Depth::Ahead, ready };
    let facts = of_case(conn, &ask, case).await?.ok_or(PortalError::NotFound)?;
    let coming = coming(&ask, &facts);
    let quiet = quiet(conn, &ask, facts).await?;
    Ok(Outlook { coming, quiet })
}

fn coming(ask: &Ask<'_>, facts: &Facts) -> Vec<Coming> {
    let found = rules::ahead(ask.sequence, &facts.case(), &facts.past(), ask.today());
    // Of a call that nobody wants there is nothing to foresee; of a message there is a channel to find.
    let is_coming = |one: &rules::Ahead| {
        let step = &ask.sequence.steps[one.due.step];
        one.due.is_reached || matches!(step.means, Means::Message(_))
    };
    let coming = found.into_iter().filter(is_coming).map(|one| Coming {
        on: one.on,
        step: ask.sequence.steps[one.due.step].clone(),
        subjects: one
            .due
            .covers
            .iter()
            .map(|cover| facts.subjects[cover.subject].id.clone())
            .collect(),
        channel: one.due.channel,
    });
    coming.collect()
}

/// Why nothing is planned today; `None` if something is, or nothing is owed.
async fn quiet(
    conn: &mut AnyConnection,
    ask: &Ask<'_>,
    mut facts: Facts,
) -> Result<Option<Quiet>, PortalError> {
    if facts.standings.is_empty() {
        return Ok(None);
    }
    let why =
        |facts: &Facts| rules::silence(ask.sequence, &facts.case(), &facts.past(), ask.today());
    if let Some(silence) = why(&facts) {
        return Ok(Some(Quiet::Because(silence)));
    }
    let case = facts.head.case.to_string();
    let of = (&[&*case][..], since(ask.settings, ask.now));
    let waits = on_its_way::debts(conn, ask.tenant, of).await?;
    let is_silent = leave_out(&mut facts, &waits) && why(&facts).is_some();
    Ok(is_silent.then_some(Quiet::OnItsWay))
}
