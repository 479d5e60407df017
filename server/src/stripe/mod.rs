//! Stripe: the typed calls the product needs, how Stripe counts money, signatures and events of
//! webhooks, and the simulator that speaks the same protocol from a process of its own.
//!
//! Nothing outside this module sees a type of async-stripe.

pub mod charges;
pub mod client;
pub mod disputes;
pub mod event;
pub mod failure;
pub mod intents;
pub mod list;
pub mod map;
pub mod methods;
pub mod pace;
pub mod refunds;
pub mod sessions;
pub mod signature;
pub mod simulator;

#[cfg(test)]
mod tests;
