//! The team's pages, one per file, its view on top. `page(shell, view)` draws a whole document.
//!
//! Pages of somebody who is signed in take a [`TeamShell`], all others a [`Door`]. A form that was
//! not understood comes back as the same page (status 422) with what was typed in its [`Typed`]
//! fields; the page then says so on top, in its title and beside each field.

pub mod agreement_text;
pub mod answers;
pub mod calendar;
pub mod case;
pub mod cases;
pub mod changes;
pub mod channels;
pub mod code;
pub mod contact_rules;
mod country;
pub mod csv;
pub(crate) mod door;
pub mod error;
mod form;
pub mod hand_written;
mod happened;
mod hold;
pub mod home;
mod letter_why;
pub mod members;
mod news;
pub mod payments;
pub mod plan_dates;
pub mod plans;
pub mod policies;
pub mod policy;
pub mod proposal;
pub mod proposals;
mod reached;
pub mod recovery;
mod reminded;
pub mod resting;
pub mod results;
pub mod sequence;
pub mod sequences;
mod shell;
pub mod sign_in;
pub mod sign_in_link;
pub mod suspense;
mod table;
pub mod tasks;
pub mod template;
pub mod templates;
pub mod transfers;

pub(crate) use case::channel_name;
pub use door::Door;
pub use form::{OVER_YES, Typed, Wrong};
pub(crate) use happened::lowered;
pub use happened::{Actor, Event, Happened, MoneyEvent, PlanEvent};
pub use hold::{AnswerKind, HoldKind};
pub use letter_why::LetterWhy;
pub use news::News;
pub use plans::PlanHealth;
pub use reached::Reached;
pub use shell::{Member, Role, TeamShell, Waiting};

#[cfg(test)]
mod tests;
