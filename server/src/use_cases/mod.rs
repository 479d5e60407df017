//! What the program does, one file per noun: load, decide (in `domain`), save, enqueue, commit.

pub mod brand;
pub mod error;
pub mod payment;
pub mod session;
pub mod stripe_event;
pub mod work;

pub use error::PortalError;
