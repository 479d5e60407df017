//! Money in and out: tries at paying, what comes of them, refunds, chargebacks, transfers, suspense.

pub mod begun;
pub mod came_back;
pub mod chargeback;
pub mod elsewhere;
pub mod given_back;
pub mod leaving;
mod missing;
pub mod not_come;
pub(super) mod opening;
pub mod part;
pub mod receive;
pub mod reconcile;
pub mod refund;
pub mod settle;
pub mod start;
pub mod suspense;
pub mod transfer;
mod unanswered;
pub mod waiver;
