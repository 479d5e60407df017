//! The rules of AlDía: pure functions over values.
//!
//! Nothing here reads a clock, rolls dice, waits, or knows SQL and HTTP: time, ids and loaded rows
//! are arguments. Data enters as parsed values and leaves as decisions that `server` stores.
#![deny(clippy::float_arithmetic, clippy::as_conversions)]

pub mod access_link;
pub mod affordability;
pub mod agreement_text;
pub mod allocation;
pub mod autopay;
pub mod calendar;
pub mod clearance;
pub mod contact;
pub mod contact_channel;
pub mod country;
pub mod delivery;
pub mod discretion;
pub mod email;
pub mod evidence;
pub mod identity;
pub mod ids;
pub mod import;
pub mod keyword;
pub mod language;
pub mod late;
#[cfg(test)]
mod law;
pub mod ledger;
pub mod money;
pub mod national_id;
pub mod offer;
pub mod payment;
pub mod percent;
pub mod phone;
pub mod plan;
pub mod plan_quote;
pub mod policy;
pub mod preference;
pub mod promise;
pub mod proposal;
pub mod reminder;
pub mod schedule;
pub mod search_name;
pub mod settlement;
pub mod signed_link;
pub mod sms;
pub mod template;
pub mod tone;
