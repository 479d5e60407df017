//! Cards that can be charged while their owner is away, and the tries to save them.

use serde::{Deserialize, Serialize};

use super::{Decline, Head, Means, Metadata, Payer};

#[derive(Debug, Clone, Serialize, Deserialize)]
pub(in super::super) struct Customer {
    pub head: Head,
    pub payer: Payer,
    pub deleted: bool,
}

/// A card that can be charged while its owner is away, as long as it has a customer.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(in super::super) struct Method {
    pub head: Head,
    pub customer: Option<String>,
    pub means: Means,
    pub payer: Payer,
    /// The number of the card that it behaves like from now on.
    pub acts: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(in super::super) enum SetupStatus {
    RequiresPaymentMethod,
    RequiresAction,
    Succeeded,
    Canceled,
}

/// A try to save a card.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(in super::super) struct Setup {
    pub head: Head,
    pub session: String,
    pub status: SetupStatus,
    pub customer: Option<String>,
    pub method: Option<String>,
    pub metadata: Metadata,
    pub means: Option<Means>,
    pub payer: Payer,
    pub error: Option<Decline>,
}
