//! x
pub mod stripe;
