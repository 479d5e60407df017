//! What is told and remembered: events, their deliveries, answers under their keys.

use serde::{Deserialize, Serialize};

use super::Head;

#[derive(Debug, Clone, Serialize, Deserialize)]
pub(in super::super) struct Event {
    pub head: Head,
    pub kind: String,
    /// The object as it was, as JSON text.
    pub object: String,
    pub request: Option<String>,
    pub key: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(in super::super) enum DeliveryStatus {
    Waiting,
    Done,
    GivenUp,
}

/// One event on its way to one endpoint.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(in super::super) struct Delivery {
    pub event: String,
    pub endpoint: usize,
    pub status: DeliveryStatus,
    pub tries: u32,
    pub first_ms: i64,
    pub next_ms: i64,
}

/// The stored answer to one idempotency key.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(in super::super) struct Stored {
    pub made_at: i64,
    /// Hash of method, path and parameters.
    pub request: String,
    pub status: u16,
    pub body: String,
    pub request_id: String,
}
