//! What the program does, one file per noun: load, decide (in `domain`), save, enqueue, commit.

pub mod acceptance;
pub mod access_link;
pub mod answer;
pub mod autopay;
pub mod brand;
pub mod creditor;
pub mod debt;
pub mod debtor;
pub mod error;
pub mod form_key;
pub mod gate;
pub mod identity;
pub mod import;
pub mod inbox;
pub mod ledger_check;
pub mod offer;
pub mod pay;
pub mod payment;
pub mod plan;
pub mod policy;
pub mod portfolio;
mod reason;
pub mod receipt;
pub mod return_page;
pub mod second_factor;
pub mod sender;
pub mod session;
pub mod sign_in;
pub mod statement;
pub mod stripe_event;
pub mod team;
pub mod transfer_page;
pub mod voice;
pub mod wall_clock;
pub mod work;

pub use error::PortalError;
