//! What a creditor sees of its portfolio: sums, cases, payments, and what waits for a person.
//! Everything here only reads, but for [`recompute`].

mod answers;
mod case;
mod cases;
mod changes;
mod channels;
mod closing;
mod events;
pub mod export;
mod home;
mod papers;
mod payments;
mod plans;
mod reached;
mod reminders;
mod suspense_end;
mod tasks;
mod transfers;

pub use answers::answers;
pub use case::case;
pub use cases::{cases, search};
pub use changes::changes;
pub use channels::channels;
pub use closing::closes;
pub use home::{currencies, home, recompute, waiting};
pub use payments::payments;
pub use plans::plans;
pub use suspense_end::csv as suspense_csv;
pub(super) use tasks::turn;
pub use tasks::{Which, tasks};
pub use transfers::{Announced, Owner, announced, owner_of, suspense, transfers, waits_in};

use app::creditor::{AnswerKind, HoldKind};
use chrono::{NaiveDate, TimeDelta};

use crate::store::answer::AnswerKind as StoredAnswer;
use crate::store::hold::HoldKind as StoredHold;

/// Days by which `due_on` has passed on `today`; `None` while it has not.
fn days_late(due_on: Option<NaiveDate>, today: NaiveDate) -> Option<u64> {
    let late = today.signed_duration_since(due_on?);
    (late > TimeDelta::zero()).then(|| u64::try_from(late.num_days()).unwrap_or_default())
}

const fn answer_kind(kind: StoredAnswer) -> AnswerKind {
    match kind {
        StoredAnswer::Paid => AnswerKind::Paid,
        StoredAnswer::Wrong => AnswerKind::Wrong,
        StoredAnswer::Talk => AnswerKind::Talk,
        StoredAnswer::NotThem => AnswerKind::NotThem,
        StoredAnswer::Wrote => AnswerKind::Wrote,
    }
}

const fn hold_kind(kind: StoredHold) -> HoldKind {
    match kind {
        StoredHold::Said(answer) => HoldKind::Said(answer_kind(answer)),
        StoredHold::Disputed => HoldKind::Disputed,
        StoredHold::OptedOut => HoldKind::OptedOut,
        StoredHold::BreathingSpace => HoldKind::BreathingSpace,
        StoredHold::Hardship => HoldKind::Hardship,
        StoredHold::Deceased => HoldKind::Deceased,
    }
}

#[cfg(test)]
mod tests;
