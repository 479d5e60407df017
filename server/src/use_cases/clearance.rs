//! Debt-free certificates: issued when a case has reached zero, revoked when one of its debts is owed
//! again, checked by everybody.

mod by_hand;
mod check;
mod follow;
mod issue;

pub use by_hand::{ByHand, by_hand, may_issue};
pub use check::{check, code_for};
pub use follow::{follow, reopened};

/// The kind of the message that brings a certificate to its debtor.
pub const CLEARED: &str = "clearance";

/// The kind of the message that brings one that a person of the team issued.
pub const HANDED: &str = "clearance-handed";

/// The kind of the act that says that a certificate was issued; its body begins with the id.
pub const ISSUED: &str = "clearance";

/// The kind of the act that says that it was revoked.
pub const REVOKED: &str = "clearance-revoked";
