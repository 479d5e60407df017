//! The debtor's pages, one per file, its view on top.
//!
//! A page takes a [`Shell`](crate::shell::Shell) and its view and gives the document. Views carry
//! amounts and dates as values, in the creditor's zone; the page writes them for its reader.

pub mod accept;
pub mod agreement;
pub mod certificate;
pub mod choose;
pub mod closed_link;
pub mod enter;
pub mod errors;
pub mod help;
pub mod identity;
pub mod locked;
pub mod logged_out;
pub mod not_me;
pub mod options;
pub mod payment;
pub mod plan;
pub mod plan_builder;
pub mod preferences;
pub mod proposal;
pub mod quiet;
pub mod real;
pub mod receipt;
pub mod review;
pub mod rights;
pub mod say;
mod schedule;
pub mod statement;
pub mod stop;
pub mod terms;
pub mod transfer;
pub mod when;
pub mod why;

#[cfg(test)]
mod samples;
#[cfg(test)]
mod tests;
