//! Sends what `app::messages` draws: e-mails by SMTP, messages to phones by Twilio, or both into the folder
//! that stands for everybody's mailbox in demo mode.

pub mod mailbox;
mod mailer;
mod smtp;
mod texter;
mod to_debtor;
mod to_team;
mod written;

pub use crate::twilio::media::Fetched;
pub(crate) use mailer::SILENT;
pub use mailer::{Letter, Mailer, Sent};
pub use smtp::{Limits, Server};
pub use texter::{Account, PhoneText, Texter};
pub use to_debtor::to_debtor;
pub use to_team::to_team;
pub use written::{Enclosed, Says, Short, Verdict, Written};
