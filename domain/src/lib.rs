//! The rules of AlDía: pure functions over values.
//!
//! Nothing here reads a clock, rolls dice, waits, or knows SQL and HTTP: time, ids and loaded rows
//! are arguments. Data enters as parsed values and leaves as decisions that `server` stores.
#![deny(clippy::float_arithmetic, clippy::as_conversions)]

pub mod access_link;
pub mod allocation;
pub mod evidence;
pub mod ids;
pub mod ledger;
pub mod money;
pub mod payment;
