//! Integration tests: the whole program on real sockets and real databases, each rule on both
//! engines, entered by one door.

mod browser;
mod engine;
mod identity;
mod import;
mod journey;
mod ledger;
mod links;
mod mail;
mod outbox;
mod payments;
mod plans;
mod portal;
mod postgres;
mod store;
mod stripe_sim;
mod team;
mod team_access;
