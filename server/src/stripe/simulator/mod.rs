//! A Stripe of our own for development, demonstrations and tests: a stateful server that speaks the
//! part of Stripe's API that the product uses, with its hosted payment page, signed webhooks and
//! faults on request. It moves no money, says TEST on every page and has its own file, clock and
//! origin: the program reaches it through HTTP only, with the same client that talks to Stripe. A
//! simulation of a portfolio's life has it [in its own process](InProcess), and speaks the same protocol.
//!
//! What it can be told to do is described in [`control`].

mod answer;
mod api;
mod away;
mod book;
mod cards;
mod charges;
mod checkout;
mod clock;
pub mod control;
mod disputes;
mod events;
mod expand;
mod faults;
mod form;
mod hosted;
mod idempotency;
mod in_process;
mod journal;
mod ledger;
mod money;
mod payments;
mod refunds;
mod render;
mod saved;
mod server;
mod sign;
mod table;
mod webhooks;
mod wire;
mod world;

pub use in_process::{Delivery, Held, InProcess, Taken};
pub use server::{Config, SimulatorError, serve};
pub use webhooks::Endpoint;

#[cfg(test)]
mod tests;
