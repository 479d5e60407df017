//! When a person of the team may do what a step asks for: the same gate as for messages says so.

use chrono::NaiveDate;
use domain::contact::{Decision, Initiative, Rule};
use domain::ids::CaseId;
use domain::reminder::{Due, TaskKind};
use sqlx::AnyConnection;

use super::ask::Ask;
use super::letter::about;
use crate::compose::Portal;
use crate::store::debtor::{self, Find};
use crate::use_cases::gate::{self, Wanted};
use crate::use_cases::{PortalError, wall_clock};

/// Whose turn it is, and when.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Turn {
    /// The program's: it asks when the message is about to leave.
    Message,
    /// Somebody's of the team, from this day on.
    Task(TaskKind, NaiveDate),
    /// Nobody's: this rule keeps it from being done.
    Never(TaskKind, Rule),
}

/// Whose turn it is where `due` is planned today.
pub(super) async fn turn(
    conn: &mut AnyConnection,
    portal: &Portal,
    ask: &Ask<'_>,
    (case, due): (&CaseId, &Due),
) -> Result<Turn, PortalError> {
    let step = &ask.sequence.steps[due.step];
    let Some(kind) = step.task(due.channel) else { return Ok(Turn::Message) };
    let found = debtor::find(conn, ask.tenant, &portal.keys, Find::Case(case)).await?;
    let (debtor, _, _) = found.ok_or(PortalError::NotFound)?;
    let wanted = Wanted {
        initiative: Initiative::Creditor,
        about: about(step.kind),
        channel: kind.channel(),
    };
    let whose = (ask.tenant, ask.settings);
    let ruling = gate::ask(conn, whose, (case, &debtor.person), wanted, ask.now).await?;
    Ok(match ruling.decision {
        Decision::Blocked(rule) => Turn::Never(kind, rule),
        Decision::Send(_) | Decision::WaitUntil(..) => {
            let day = |at| wall_clock::local(ask.settings.zone, at).date();
            Turn::Task(kind, ruling.not_before().map_or_else(|| ask.today(), day))
        }
    })
}
