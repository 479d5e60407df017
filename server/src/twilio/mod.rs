//! Twilio: SMS and WhatsApp over its REST API, and whether what comes to us was signed by it.
//!
//! A request that creates a message has no idempotency key, so none is ever repeated on a guess: only an
//! answer that says that nothing was created, or a connection that never came about, lets it be tried again.

mod answer;
pub mod client;
pub mod content;
pub mod media;
pub mod signature;
pub mod status;
