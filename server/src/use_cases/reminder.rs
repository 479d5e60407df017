//! Reminders: planned at night by the sequence in force, cancelled by whatever makes them pointless, written
//! when they leave for what is due then.

mod ahead;
mod ask;
mod audience;
mod closed;
mod content;
mod facts;
mod history;
mod instead;
mod letter;
mod offers;
mod on_its_way;
mod plan_day;
mod reachable;
mod readable;
mod test_text;
mod turn;

pub use ahead::{Coming, Outlook, Quiet, ahead};
pub use ask::{Ask, Depth};
pub use content::{Content, debt_name, late_cost};
pub use facts::{Facts, of_case};
pub use history::{Told, history};
pub use instead::instead;
pub use letter::{about, content, why_silent};
pub(super) use on_its_way::awaited;
pub use plan_day::plan_day;
pub use reachable::reads_mail;
pub use readable::readable;
pub(super) use readable::{is_of_one, left_out};
pub use test_text::{TEST, TestText, send_test};

pub use crate::store::reminder::MESSAGE;

use domain::contact::Channels;
use domain::contact_channel::ContactChannel;
use domain::reminder::{SubjectId, TaskKind};

use crate::compose::Portal;
use crate::config::creditor::Settings;
use crate::store::case::LockedCase;
use crate::store::task::{self, Ended, TaskState};
use crate::store::{StoreError, Tx, contact_made, evidence, reminder, reminder_cancel};
use crate::tenant::Tenant;
use crate::use_cases::PortalError;
use crate::use_cases::task::contact_of;

/// The job that plans a day's reminders of one creditor.
pub const JOB: &str = "reminders";

/// Why reminders are cancelled: money came.
pub const PAID: &str = "paid";

/// Why reminders are cancelled: a hold, whose kind follows.
pub const HELD: &str = "hold-";

/// Why reminders are cancelled: a proposal waits for an answer.
pub const PROPOSED: &str = "proposed";

/// Why reminders are cancelled: the person wants nothing by their channel.
pub const REFUSED: &str = "refused";

/// Why a task is cancelled: nobody had done it when the next step fell due.
pub const NEXT_STEP: &str = "next-step";

/// Cancels the reminders of a locked case that wait to leave, and the tasks that reminders ask for, in the
/// transaction of what makes them pointless; `why` is a word of the program. What has left, or is being
/// handed over, is not taken back.
pub async fn cancel_queued(
    portal: &Portal,
    tx: &mut Tx,
    tenant: &Tenant,
    case: &mut LockedCase,
    why: &str,
) -> Result<(), StoreError> {
    let now = portal.clock.now();
    for message in reminder_cancel::cancel(tx, tenant, (&case.id, why), now).await? {
        let body = format!("cancelled {MESSAGE} {message} {why}");
        evidence::append(tx, tenant, case, now, ("message", &body)).await?;
    }
    cancel_tasks(portal, tx, tenant, case, why).await
}

/// Cancels what somebody of the team is to do about a locked case.
async fn cancel_tasks(
    portal: &Portal,
    tx: &mut Tx,
    tenant: &Tenant,
    case: &mut LockedCase,
    why: &str,
) -> Result<(), StoreError> {
    for task in reminder_cancel::tasks(tx, tenant, &case.id).await? {
        cancel_task(portal, tx, tenant, case, (&task, why)).await?;
    }
    Ok(())
}

/// Cancels what somebody of the team is to do in a locked case about any of these things.
pub async fn cancel_tasks_about(
    portal: &Portal,
    tx: &mut Tx,
    tenant: &Tenant,
    case: &mut LockedCase,
    (told, why): (&[SubjectId], &str),
) -> Result<(), StoreError> {
    for task in reminder_cancel::tasks(tx, tenant, &case.id).await? {
        let its = reminder::subjects(tx, tenant, (&case.id, &task.asked_by)).await?;
        if its.iter().any(|one| told.contains(&one.subject)) {
            cancel_task(portal, tx, tenant, case, (&task, why)).await?;
        }
    }
    Ok(())
}

/// Cancels what somebody of the team is to do about a locked case by these ways: the person wants nothing by
/// them.
pub async fn cancel_tasks_by(
    portal: &Portal,
    tx: &mut Tx,
    tenant: &Tenant,
    case: &mut LockedCase,
    ways: Channels,
) -> Result<(), StoreError> {
    for task in reminder_cancel::tasks(tx, tenant, &case.id).await? {
        if ways.contains(task.kind.channel()) {
            cancel_task(portal, tx, tenant, case, (&task, REFUSED)).await?;
        }
    }
    Ok(())
}

/// Cancels what somebody of the team is to do about a locked case and nothing is left to speak of: what it was
/// about is paid, closed, disputed, in a plan; or no sequence is in force.
pub async fn cancel_pointless(
    portal: &Portal,
    tx: &mut Tx,
    whose: (&Tenant, &Settings),
    case: &mut LockedCase,
) -> Result<(), PortalError> {
    let (tenant, now) = (whose.0, portal.clock.now());
    for task in reminder_cancel::tasks(tx, tenant, &case.id).await? {
        let asked_by = reminder::find(tx, tenant, &task.asked_by).await?;
        let asked_by = asked_by.ok_or(PortalError::NotFound)?;
        if let Some(why) = why_silent(tx, whose, &asked_by, now).await? {
            cancel_task(portal, tx, tenant, case, (&task, why)).await?;
        }
    }
    Ok(())
}

/// Cancels a task, so that its step is due again; a letter that was printed is held to be posted, and done.
async fn cancel_task(
    portal: &Portal,
    tx: &mut Tx,
    tenant: &Tenant,
    case: &mut LockedCase,
    (task, why): (&reminder_cancel::OpenTask, &str),
) -> Result<(), StoreError> {
    let now = portal.clock.now();
    let contact = contact_of(&task.id, task.asked_at);
    let is_printed =
        task.kind == TaskKind::Letter && contact_made::is_made(tx, tenant, &contact).await?;
    let state = if is_printed { TaskState::Done } else { TaskState::Cancelled };
    let ended = Ended { state, outcome: why, note: None, by: None };
    if task::end(tx, tenant, &task.id, ended, now).await? {
        let state = state.as_str();
        reminder::set_state(tx, tenant, &task.asked_by, (state, Some(why)), now).await?;
        let body = format!("{} {state} {why}", task.id);
        evidence::append(tx, tenant, case, now, ("task", &body)).await?;
    }
    Ok(())
}

/// Cancels the reminders of a locked case that wait to leave by `channel`: the person wants nothing by it.
pub async fn cancel_by(
    portal: &Portal,
    tx: &mut Tx,
    tenant: &Tenant,
    case: &mut LockedCase,
    channel: ContactChannel,
) -> Result<(), StoreError> {
    let now = portal.clock.now();
    for message in reminder_cancel::cancel_by(tx, tenant, (&case.id, channel, REFUSED), now).await?
    {
        let body = format!("cancelled {MESSAGE} {message} {REFUSED}");
        evidence::append(tx, tenant, case, now, ("message", &body)).await?;
    }
    Ok(())
}
