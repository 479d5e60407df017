//! What people of the team are to do: looked up, ended with what came of it, put off, dropped when nothing is
//! left to speak of.

mod about;
mod after;
mod number;
mod outcome;
mod sweep;

pub(super) use about::{about, debts};
pub(super) use after::contact_of;
pub use number::{SHOWN, number};
pub use outcome::Outcome;
pub use sweep::{SWEEP, sweep};

use chrono::{Days, NaiveDate};
use domain::ids::TaskId;

use super::{PortalError, wall_clock};
use crate::compose::Portal;
use crate::config::creditor::Settings;
use crate::in_tx;
use crate::keys::Place;
use crate::store::case::LockedCase;
use crate::store::task::{self as store, Ended, NOTE, Task, TaskState};
use crate::store::{Tx, case, creditor, debtor, evidence, reminder};
use crate::tenant::Tenant;

/// Longest note, in characters.
pub const LONGEST: usize = 2_000;

/// Tasks that are read at once.
const MOST: i64 = 200;

/// In front of every day and every id.
pub const FIRST: (&str, &str) = ("", "");

/// The last day that a person may name: so many days from today.
const AHEAD: Days = Days::new(60);

/// How a member of the team ends a task. No `Debug`: the note may be personal.
#[derive(Clone, Copy)]
pub struct Finish<'a> {
    /// What came of it.
    pub outcome: Outcome,
    /// The day that the person named: for another one always, for a payment if they did, and for nothing else.
    pub day: Option<NaiveDate>,
    /// What is written beside it; may be empty.
    pub note: &'a str,
    /// Who did it.
    pub who: &'a str,
}

/// Whether a task was ended now.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Finished {
    /// Now.
    Now,
    /// Now, with a promise to pay.
    Promised,
    /// Now, and reminders rest until the person pays as they said, without a promise.
    Rests,
    /// It was put off until the day that the person named.
    PutOff,
    /// It had ended, or was put off so, before: nothing was changed.
    Before,
}

/// The tasks that somebody has to do, the longest due first; some hundreds at most.
pub async fn open(portal: &Portal, tenant: &Tenant) -> Result<Vec<Task>, PortalError> {
    let mut conn = portal.store.read().await?;
    Ok(store::open(&mut conn, tenant, FIRST, MOST).await?)
}

/// The last day that may be named on `today`.
pub fn last_day(today: NaiveDate) -> NaiveDate {
    today.checked_add_days(AHEAD).unwrap_or(today)
}

/// Ends a task, or puts it off, with all that follows from it in one transaction: the contact counts, reminders
/// rest, the case is looked at. Doing so twice changes nothing the second time.
///
/// `Refused`: `long` for a note that is, `outcome` for one that this kind of task has not, `day` for one that is
/// missing, over, too far, or of no effect.
pub async fn finish(
    portal: &Portal,
    tenant: &Tenant,
    id: &TaskId,
    finish: Finish<'_>,
) -> Result<Finished, PortalError> {
    let finish = Finish { note: finish.note.trim(), ..finish };
    if finish.note.chars().count() > LONGEST {
        return Err(PortalError::Refused("long"));
    }
    in_tx!(portal.store, tx => {
        let known = store::find(&mut tx, tenant, id).await?.ok_or(PortalError::NotFound)?;
        let locked = case::lock(&mut tx, tenant, &known.case).await?;
        let mut case = locked.ok_or(PortalError::NotFound)?;
        let settings = creditor::settings(&mut tx, tenant).await?;
        check(portal, &settings, &known, finish)?;
        // Somebody may have ended it while this waited for the case.
        let known = store::find(&mut tx, tenant, id).await?.ok_or(PortalError::NotFound)?;
        match end(portal, &mut tx, tenant, (&mut case, &known), finish).await? {
            Finished::Before => Finished::Before,
            done => {
                let of = (&mut case, &known);
                let rest = after::follow(portal, &mut tx, (tenant, &settings), of, finish).await?;
                rest.unwrap_or(done)
            }
        }
    })
}

fn check(
    portal: &Portal,
    settings: &Settings,
    task: &Task,
    finish: Finish<'_>,
) -> Result<(), PortalError> {
    if !Outcome::of(task.kind).contains(&finish.outcome) {
        return Err(PortalError::Refused("outcome"));
    }
    let today = wall_clock::local(settings.zone, portal.clock.now()).date();
    match finish.day {
        Some(_) if !finish.outcome.takes_day() => Err(PortalError::Refused("day")),
        Some(day) if day < today || day > last_day(today) => Err(PortalError::Refused("day")),
        None if finish.outcome == Outcome::AnotherDay => Err(PortalError::Refused("day")),
        Some(_) | None => Ok(()),
    }
}

/// Ends the task itself, or puts it off.
async fn end(
    portal: &Portal,
    tx: &mut Tx,
    tenant: &Tenant,
    (case, task): (&mut LockedCase, &Task),
    finish: Finish<'_>,
) -> Result<Finished, PortalError> {
    let (now, outcome, who) = (portal.clock.now(), finish.outcome.code(), finish.who);
    let note = sealed(portal, tx, tenant, task, finish.note).await?;
    if let (Outcome::AnotherDay, Some(day)) = (finish.outcome, finish.day) {
        let is_so = task.asked_at.is_some() && task.due_on == day;
        if is_so || !store::put_off(tx, tenant, (&task.id, day, note), now).await? {
            return Ok(Finished::Before);
        }
        let body = format!("{} {outcome} {day} {who}", task.id);
        evidence::append(tx, tenant, case, now, ("task", &body)).await?;
        return Ok(Finished::PutOff);
    }
    let state = TaskState::Done;
    let ended = Ended { state, outcome, note, by: Some(who) };
    if !store::end(tx, tenant, &task.id, ended, now).await? {
        return Ok(Finished::Before);
    }
    if let Some(asked_by) = &task.reminder {
        // A letter that nobody posted was never said.
        let was_done = finish.outcome != Outcome::NotPosted;
        let state = if was_done { state } else { TaskState::Cancelled };
        let state = (state.as_str(), Some(outcome));
        reminder::set_state(tx, tenant, asked_by, state, now).await?;
    }
    let body = format!("{} {} {outcome} {who}", task.id, state.as_str());
    evidence::append(tx, tenant, case, now, ("task", &body)).await?;
    Ok(Finished::Now)
}

/// The note under the debtor's own key; nothing where it is empty, or the person was erased.
async fn sealed(
    portal: &Portal,
    tx: &mut Tx,
    tenant: &Tenant,
    task: &Task,
    note: &str,
) -> Result<Option<Vec<u8>>, PortalError> {
    if note.is_empty() {
        return Ok(None);
    }
    let found = debtor::find(tx, tenant, &portal.keys, debtor::Find::Case(&task.case)).await?;
    let place = Place { tenant, row: task.id.as_str(), column: NOTE };
    Ok(found.and_then(|(debtor, _, _)| debtor.key).map(|key| key.seal(place, note)))
}
