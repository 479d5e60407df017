//! For whom a step is by now: a version that came after the one that planned a reminder may narrow it down.

use chrono::{DateTime, Utc};
use domain::contact::Channels;
use domain::reminder::{Covered, Sequence, Step};
use sqlx::AnyConnection;

use super::ask::{Ask, Depth};
use super::facts::{Facts, of_case};
use super::instead::step_of;
use crate::config::creditor::Settings;
use crate::store::reminder::Reminder;
use crate::tenant::Tenant;
use crate::use_cases::PortalError;
use crate::use_cases::sequence::{self, Stored};

/// What was planned under another audience than that in force, and how its case stands.
pub(super) struct Audiences {
    changed: Option<(Sequence, Facts)>,
}

impl Audiences {
    /// Looks at the case only if some step is for others now than when `reminder` was planned: who was let in by the
    /// same words stays in, also if its message waited meanwhile.
    pub(super) async fn load(
        conn: &mut AnyConnection,
        (tenant, settings): (&Tenant, &Settings),
        (in_force, reminder): (&Stored, &Reminder),
        now: DateTime<Utc>,
    ) -> Result<Self, PortalError> {
        let (id, version) = &reminder.sequence;
        let same = Ok(Self { changed: None });
        if in_force.id == *id && in_force.version == *version {
            return same;
        }
        let Some(before) = sequence::said(conn, tenant, (id, *version)).await? else { return same };
        let sequence = &in_force.sequence;
        if sequence.steps.iter().all(|step| is_same(&before, step)) {
            return same;
        }
        let (depth, ready) = (Depth::Ahead, Channels::NONE);
        let ask = Ask { tenant, settings, sequence, now, depth, ready };
        let facts = of_case(conn, &ask, &reminder.case).await?;
        Ok(Self { changed: facts.map(|facts| (before, facts)) })
    }

    /// Whether `step`, as it is in force, is not for what it was planned for.
    pub(super) fn leave_out(&self, step: &Step, covered: &Covered) -> bool {
        let Some((before, facts)) = &self.changed else { return false };
        let its = facts.subjects.iter().find(|subject| subject.id == covered.subject);
        let standing = its.and_then(|subject| facts.standings.get(subject.standing));
        !is_same(before, step) && standing.is_some_and(|now| !step.audience.holds(now))
    }
}

/// Whether a step was for the same cases in an earlier version, or was not in it.
fn is_same(before: &Sequence, step: &Step) -> bool {
    let was = step_of(before, (step.key(), step.kind));
    was.is_none_or(|was| was.audience == step.audience)
}
