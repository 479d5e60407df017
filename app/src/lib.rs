//! What people see of AlDía: pages and messages as pure functions from a view to HTML.
//!
//! Nothing here loads, waits or knows the time: a view brings all that a page shows. `routes` is the
//! only list of URLs, `texts` the only source of sentences, `format` the only writer of amounts and
//! dates.

#![recursion_limit = "512"]

pub mod brand;
pub mod components;
pub mod creditor;
pub mod debtor;
pub mod documents;
pub mod format;
pub mod mailbox;
pub mod messages;
pub mod reader;
pub mod render;
pub mod routes;
pub mod shell;
pub mod styles;
pub mod texts;
