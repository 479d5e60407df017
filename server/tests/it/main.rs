//! Integration tests: the whole program on real sockets and real databases, each rule on both
//! engines, entered by one door.

mod books;
mod browser;
mod engine;
#[cfg(feature = "fail-points")]
mod fail_points;
mod identity;
mod import;
mod journey;
mod kill_loop;
mod ledger;
mod links;
mod mail;
mod outbox;
mod payments;
mod portal;
mod postgres;
mod process;
#[cfg(feature = "fail-points")]
mod scenes;
mod size;
mod store;
mod storm;
mod stripe_sim;
mod team;
mod team_access;
