//! Reminders: planned at night by the sequence in force, cancelled by whatever makes them pointless, written
//! when they leave for what is due then.

mod ahead;
mod ask;
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

pub use ahead::{Coming, Outlook, Quiet, ahead};
pub use ask::{Ask, Depth};
pub use content::Content;
pub use facts::{Facts, of_case};
pub use history::{Told, history};
pub use instead::instead;
pub use letter::{about, content, initiative, is_kept_back};
pub use plan_day::plan_day;
pub use readable::readable;
pub use test_text::{TEST, TestText, send_test};

pub use crate::store::reminder::MESSAGE;

use domain::contact_channel::ContactChannel;

use crate::compose::Portal;
use crate::store::case::LockedCase;
use crate::store::task::{self, Ended, TaskState};
use crate::store::{StoreError, Tx, evidence, reminder, reminder_cancel};
use crate::tenant::Tenant;

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
    for (id, asked_by) in reminder_cancel::tasks(tx, tenant, &case.id).await? {
        let ended = Ended { state: TaskState::Cancelled, outcome: why, note: None, by: None };
        if task::end(tx, tenant, &id, ended, now).await? {
            let state = TaskState::Cancelled.as_str();
            reminder::set_state(tx, tenant, &asked_by, (state, Some(why)), now).await?;
            evidence::append(tx, tenant, case, now, ("task", &format!("{id} {state} {why}")))
                .await?;
        }
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
