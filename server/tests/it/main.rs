//! Integration tests: the whole program on real sockets and real databases, each rule on both
//! engines, entered by one door.

mod at_once;
mod books;
mod browser;
mod engine;
#[cfg(feature = "fail-points")]
mod fail_points;
mod histories;
mod identity;
mod import;
mod journey;
mod kill_loop;
mod ledger;
mod links;
mod lost_answers;
mod mail;
mod mailbox;
mod model;
mod orders;
mod outbox;
mod payments;
mod planted;
mod portal;
mod postgres;
mod python;
mod smtp;
mod process;
mod returned;
#[cfg(feature = "fail-points")]
mod scenes;
mod sdk;
mod silence;
mod size;
mod slow_methods;
mod store;
mod storm;
mod strangers;
mod stripe_sim;
mod tabs;
mod team;
mod team_access;
