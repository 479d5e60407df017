//! Accepting a plan, a settlement or more time: what would be agreed is shown, and agreed only if it is
//! still the same.

mod agree;
mod draft;
mod facts;
mod proposed;
mod spoken;
mod withdraw;

pub use agree::{Done, Outcome, Who, agree};
pub use draft::{Draft, Drafting, Terms, draft, draft_proposal};
pub use facts::{Facts, facts};
pub use spoken::{Spoken, is_spoken, promisable, spoken, spoken_facts};
pub use withdraw::{told, withdraw};

/// The kind of the message that gives the debtor a copy.
pub const COPY: &str = "agreed";

/// The kind of the message that tells the team.
pub const TOLD: &str = "team-agreed";
