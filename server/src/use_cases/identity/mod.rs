//! The identity check between a link and the statement: a disclosure check for one case.

mod answer;
mod code;
mod facts;
mod not_me;
mod throttle;

pub use answer::{Given, Outcome, answer, pass};
pub use code::{CODE, ask_code, code_waits, mint as mint_code};
pub use facts::{Asking, Facts, Standing, asking, asks};
pub use not_me::not_me;
