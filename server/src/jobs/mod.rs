//! Work that nobody waits for: claimed by lease, done once, tried again with growing gaps.

pub mod outbox;
pub mod runner;
