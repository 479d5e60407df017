//! What people of the team are to do: looked up, and ended with what came of it.

use domain::ids::TaskId;

use super::PortalError;
use crate::compose::Portal;
use crate::in_tx;
use crate::keys::Place;
use crate::store::task::{self as store, Ended, NOTE, Task, TaskState};
use crate::store::{case, debtor, evidence, reminder};
use crate::tenant::Tenant;

/// Longest note, in characters.
pub const LONGEST: usize = 2_000;

/// What came of a task.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Outcome {
    /// The person was reached and spoken to.
    Reached,
    /// Nobody answered.
    NotReached,
    /// The person said that they will pay.
    WillPay,
    /// It was somebody else.
    WrongPerson,
}

impl Outcome {
    /// Every outcome, in the order in which a form offers them.
    pub const ALL: [Self; 4] = [Self::Reached, Self::NotReached, Self::WillPay, Self::WrongPerson];

    /// The word that stands for it in the store and in forms.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Reached => "reached",
            Self::NotReached => "not-reached",
            Self::WillPay => "will-pay",
            Self::WrongPerson => "wrong-person",
        }
    }

    /// Reads an [`Outcome::code`].
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|outcome| outcome.code() == code)
    }
}

/// How a member of the team ends a task. No `Debug`: the note may be personal.
#[derive(Clone, Copy)]
pub struct Finish<'a> {
    /// What came of it.
    pub outcome: Outcome,
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
    /// It had ended before: nothing was changed.
    Before,
}

/// The tasks that somebody has to do, the longest due first.
pub async fn open(portal: &Portal, tenant: &Tenant) -> Result<Vec<Task>, PortalError> {
    let mut conn = portal.store.read().await?;
    Ok(store::open(&mut conn, tenant).await?)
}

/// Ends a task. Doing so twice changes nothing the second time. `Refused`: `long` for a note that is.
pub async fn finish(
    portal: &Portal,
    tenant: &Tenant,
    id: &TaskId,
    finish: Finish<'_>,
) -> Result<Finished, PortalError> {
    let (now, note) = (portal.clock.now(), finish.note.trim());
    if note.chars().count() > LONGEST {
        return Err(PortalError::Refused("long"));
    }
    in_tx!(portal.store, tx => {
        let known = store::find(&mut tx, tenant, id).await?.ok_or(PortalError::NotFound)?;
        let locked = case::lock(&mut tx, tenant, &known.case).await?;
        let mut case = locked.ok_or(PortalError::NotFound)?;
        let of = debtor::Find::Case(&case.id);
        let found = debtor::find(&mut tx, tenant, &portal.keys, of).await?;
        let key = found.and_then(|(debtor, _, _)| debtor.key).filter(|_| !note.is_empty());
        let place = Place { tenant, row: id.as_str(), column: NOTE };
        let (state, outcome) = (TaskState::Done, finish.outcome.code());
        let sealed = key.map(|key| key.seal(place, note));
        let ended = Ended { state, outcome, note: sealed, by: Some(finish.who) };
        if store::end(&mut tx, tenant, id, ended, now).await? {
            if let Some(asked_by) = &known.reminder {
                let state = (state.as_str(), Some(outcome));
                reminder::set_state(&mut tx, tenant, asked_by, state, now).await?;
            }
            let body = format!("{id} {} {outcome} {}", state.as_str(), finish.who);
            evidence::append(&mut tx, tenant, &mut case, now, ("task", &body)).await?;
            Finished::Now
        } else {
            Finished::Before
        }
    })
}
