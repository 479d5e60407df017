//! Numbers, money and dates as the reader's country writes them. Nothing here rounds.
//!
//! The country decides how numbers look, the language which words stand in dates: a Peruvian who
//! reads English still gets S/ 1,234.50.

mod amount;
mod date;
mod money;
mod region;

pub use amount::{AmountProblem, read_amount};
pub(crate) use date::Year;
pub(crate) use money::ungrouped;
pub use money::{Naming, money, plain};
pub(crate) use region::count;
pub use region::decimal_sign;

/// No-break space: an amount never breaks between its symbol and its number.
pub(crate) const NBSP: &str = "\u{a0}";

#[cfg(test)]
mod tests;
