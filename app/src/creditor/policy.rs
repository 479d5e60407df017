//! What is said of a policy of offers: what is wrong in it, what is unwise, and what it would mean for the
//! cases of a day.

mod preview;
mod words;

pub use preview::{Best, Preview, Tally, best, report};
pub use words::{checked, refused, warned};
