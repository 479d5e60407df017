//! The program: HTTP, use cases, store, Stripe, messages, jobs and commands.

#![recursion_limit = "512"]

pub mod cli;
pub mod clock;
pub mod compose;
pub mod config;
pub mod documents;
pub mod fail_points;
#[cfg(test)]
mod fixture;
pub mod http;
pub mod jobs;
pub mod keys;
pub mod messaging;
pub mod simulate;
pub mod store;
pub mod stripe;
pub mod telemetry;
pub mod tenant;
pub mod twilio;
pub mod use_cases;
