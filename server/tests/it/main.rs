//! Integration tests: the whole program on real sockets and real databases, each rule on both
//! engines, entered by one door.

mod bad_settings;
mod browser;
mod csrf;
mod debtor_access;
mod engine;
mod exports;
mod gate;
mod guessing;
mod headers;
mod identity;
mod import;
mod journey;
mod ledger;
mod letters;
mod link_life;
mod links;
mod logs;
mod mail;
mod mailbox;
mod markup;
mod outbox;
mod outbox_kills;
mod payments;
mod portal;
mod postgres;
mod redirects;
mod restore;
mod secrets;
mod store;
mod stripe_sim;
mod team;
mod team_access;
mod world;
