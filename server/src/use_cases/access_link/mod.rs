//! Access links: made, sent, opened, asked for anew, revoked.

mod address;
mod by_phone;
mod make;
mod many;
mod open;
mod rest;
mod send;
mod signed;
pub mod step;
mod stop;

pub use by_phone::{PhoneOutcome, send_by_phone};
pub(super) use make::plain;
pub use make::{Made, for_message, origin, sample_url, url};
pub use many::{Exported, Page, Queued, export, queue};
pub use open::{Opened, open, renew};
pub use rest::Rest;
pub use send::{MaySend, Outcome, may_send, revoke, send};
pub use signed::{open_signed, renew_signed};
pub use stop::{stop, stop_signed};

/// The kind of the message that the creditor sends.
pub const LINK: &str = "access-link";

/// The kind of the message that a debtor asks for.
pub const NEW_LINK: &str = "new-link";

/// What a [`LINK`] message is about when it is to leave only while something is owed.
pub const WHILE_OWED: &str = "while-owed";
