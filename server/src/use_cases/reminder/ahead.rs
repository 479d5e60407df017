//! What will go out in one case if nothing happens, and why nothing does today.

use chrono::NaiveDate;
use domain::contact::Channel;
use domain::ids::CaseId;
use domain::reminder::{self as rules, DAYS_AHEAD, Means, Silence, Step, SubjectId};
use sqlx::AnyConnection;

use super::ask::{Ask, Depth};
use super::facts::{Facts, of_case};
use super::on_its_way::{leave_out, since};
use crate::compose::Portal;
use crate::config::creditor::Settings;
use crate::store::on_its_way;
use crate::tenant::Tenant;
use crate::use_cases::sequence::Course;
use crate::use_cases::{PortalError, reach};

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
    /// No sequence is in force, and none will be in the days that one looks ahead.
    NoSequence,
    /// No sequence is in force before this day.
    NotBefore(NaiveDate),
    /// Money is on its way to what would be spoken of.
    OnItsWay,
    /// What the sequence says of the case.
    Because(Silence),
}

/// What is to be expected in a case.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Outlook {
    /// The contacts of the next [`DAYS_AHEAD`] days, as if nobody paid; none on days without a sequence in force.
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
    let course = Course::load(conn, (tenant, settings), (now, DAYS_AHEAD), None).await?;
    let Some(first) = course.first_day() else {
        return Ok(Outlook { coming: Vec::new(), quiet: Some(Quiet::NoSequence) });
    };
    let (sequence, ready) = (course.all(), reach::ready(portal, settings));
    let ask = Ask { tenant, settings, sequence, now, depth: Depth::Ahead, ready };
    let facts = of_case(conn, &ask, case).await?.ok_or(PortalError::NotFound)?;
    let coming = coming(&course, &facts);
    let quiet = match course.now() {
        _ if facts.standings.is_empty() => None,
        Some(sequence) => quiet(conn, &Ask { sequence, ..ask }, facts).await?,
        None => Some(Quiet::NotBefore(first)),
    };
    Ok(Outlook { coming, quiet })
}

fn coming(course: &Course, facts: &Facts) -> Vec<Coming> {
    let found = rules::ahead(|day| course.on(day), &facts.case(), &facts.past(), course.span());
    // Of a call that nobody wants there is nothing to foresee; of a message there is a channel to find.
    let is_coming =
        |one: &rules::Ahead<'_>| one.due.is_reached || matches!(one.step.means, Means::Message(_));
    let coming = found.into_iter().filter(is_coming).map(|one| Coming {
        on: one.on,
        step: one.step.clone(),
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

/// Why nothing is planned today of what is owed; `None` if something is.
async fn quiet(
    conn: &mut AnyConnection,
    ask: &Ask<'_>,
    mut facts: Facts,
) -> Result<Option<Quiet>, PortalError> {
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
