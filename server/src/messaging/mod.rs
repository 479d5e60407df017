//! Sends what `app::messages` draws: by SMTP, or into a folder of `.eml` files in demo mode.

pub mod mailbox;
mod mailer;
mod smtp;
mod to_debtor;
mod to_team;
mod written;

pub use mailer::{Letter, Mailer, Sent};
pub use smtp::{Limits, Server};
pub use to_debtor::to_debtor;
pub use to_team::to_team;
pub use written::{Enclosed, Verdict, Written};
