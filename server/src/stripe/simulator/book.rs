//! Everything the simulator knows: its own book of sessions, intents, charges, refunds, disputes
//! and movements, against which the product's ledger is judged.

mod news;
mod saved;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::table::Table;

pub(super) use news::{Delivery, DeliveryStatus, Event, Stored};
pub(super) use saved::{Customer, Method, Setup, SetupStatus};

/// Free text pairs that a caller attached to an object.
pub(super) type Metadata = BTreeMap<String, String>;

/// What every object has: who owns it and when it was made.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct Head {
    pub id: String,
    /// The connected account; `None` is the platform itself.
    pub account: Option<String>,
    /// Seconds on the simulator's clock.
    pub created: i64,
    /// Counts all objects; lists are sorted by it.
    pub seq: u64,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum SessionStatus {
    Open,
    Complete,
    Expired,
}

/// What a session is for.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Mode {
    #[default]
    Payment,
    /// A card is saved, and nothing paid.
    Setup,
}

/// What becomes of the method after paying.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Keeping {
    #[default]
    Nothing,
    /// A customer is made, and the method is not attached to it.
    Customer,
    /// It is attached to a customer that is made for it.
    Method,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct Session {
    pub head: Head,
    #[serde(default)]
    pub mode: Mode,
    #[serde(default)]
    pub keeping: Keeping,
    #[serde(default)]
    pub customer: Option<String>,
    #[serde(default)]
    pub setup: Option<String>,
    pub status: SessionStatus,
    pub paid: bool,
    pub amount: i64,
    pub currency: String,
    pub label: String,
    pub quantity: i64,
    pub unit_amount: i64,
    pub intent: Option<String>,
    pub client_reference_id: Option<String>,
    pub customer_email: Option<String>,
    pub metadata: Metadata,
    pub intent_metadata: Metadata,
    pub intent_description: Option<String>,
    pub success_url: String,
    pub cancel_url: Option<String>,
    pub expires_at: i64,
    pub locale: Option<String>,
    pub methods: Vec<String>,
    /// What the hosted page says above the form after a decline.
    pub notice: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum IntentStatus {
    RequiresPaymentMethod,
    RequiresAction,
    Processing,
    Succeeded,
    Canceled,
}

/// Why a try to pay failed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Decline {
    pub code: String,
    /// Stripe's `decline_code`.
    pub reason: Option<String>,
    pub message: String,
}

/// How an asynchronous method will end unless it is told otherwise before.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Outcome {
    Succeed,
    Fail,
}

/// The means by which somebody pays.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Means {
    Card { number: String, brand: String, last4: String },
    Oxxo { voucher: String, expires_at: i64 },
    SepaDebit { last4: String, country: String },
}

#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct Intent {
    pub head: Head,
    /// The session on which it is paid; none for a charge of a saved method.
    pub session: Option<String>,
    #[serde(default)]
    pub customer: Option<String>,
    /// The saved method, if it is one.
    #[serde(default)]
    pub method: Option<String>,
    pub status: IntentStatus,
    pub amount: i64,
    pub received: i64,
    pub currency: String,
    pub metadata: Metadata,
    pub description: Option<String>,
    pub methods: Vec<String>,
    pub means: Option<Means>,
    pub payer: Payer,
    pub latest_charge: Option<String>,
    pub error: Option<Decline>,
    /// When and how an asynchronous method ends by itself.
    pub due: Option<(i64, Outcome)>,
}

/// What the payer typed on the hosted page.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Payer {
    pub name: Option<String>,
    pub email: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum ChargeStatus {
    Pending,
    Succeeded,
    Failed,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct Charge {
    pub head: Head,
    pub intent: String,
    pub status: ChargeStatus,
    pub amount: i64,
    pub refunded: i64,
    pub currency: String,
    pub metadata: Metadata,
    pub description: Option<String>,
    pub means: Means,
    pub payer: Payer,
    pub disputed: bool,
    pub error: Option<Decline>,
    pub movement: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum RefundStatus {
    Pending,
    Succeeded,
    Failed,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct Refund {
    pub head: Head,
    pub charge: String,
    pub intent: String,
    pub status: RefundStatus,
    pub amount: i64,
    pub currency: String,
    pub metadata: Metadata,
    pub reason: Option<String>,
    pub failure: Option<String>,
    pub movement: Option<String>,
    pub failure_movement: Option<String>,
    /// When and how it ends by itself.
    pub due: Option<(i64, Outcome)>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum DisputeStatus {
    WarningNeedsResponse,
    WarningClosed,
    NeedsResponse,
    Won,
    Lost,
}

impl DisputeStatus {
    pub(super) fn is_over(self) -> bool {
        matches!(self, Self::WarningClosed | Self::Won | Self::Lost)
    }
}

#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct Dispute {
    pub head: Head,
    pub charge: String,
    pub intent: String,
    pub status: DisputeStatus,
    pub amount: i64,
    pub currency: String,
    pub reason: String,
    pub movements: Vec<String>,
    pub brand: String,
}

/// One change of an account's balance.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct Movement {
    pub head: Head,
    /// Above zero towards the account.
    pub amount: i64,
    pub fee: i64,
    pub currency: String,
    /// Stripe's `type`: `charge`, `payment`, `refund`, `adjustment`, `refund_failure`.
    pub kind: String,
    /// Stripe's `reporting_category`.
    pub category: String,
    pub source: String,
}

/// All tables.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct Book {
    #[serde(skip_serializing_if = "Table::is_empty")]
    pub sessions: Table<Session>,
    #[serde(skip_serializing_if = "Table::is_empty")]
    pub intents: Table<Intent>,
    #[serde(skip_serializing_if = "Table::is_empty")]
    pub customers: Table<Customer>,
    #[serde(skip_serializing_if = "Table::is_empty")]
    pub methods: Table<Method>,
    #[serde(skip_serializing_if = "Table::is_empty")]
    pub setups: Table<Setup>,
    #[serde(skip_serializing_if = "Table::is_empty")]
    pub charges: Table<Charge>,
    #[serde(skip_serializing_if = "Table::is_empty")]
    pub refunds: Table<Refund>,
    #[serde(skip_serializing_if = "Table::is_empty")]
    pub disputes: Table<Dispute>,
    #[serde(skip_serializing_if = "Table::is_empty")]
    pub movements: Table<Movement>,
    #[serde(skip_serializing_if = "Table::is_empty")]
    pub events: Table<Event>,
    #[serde(skip_serializing_if = "Table::is_empty")]
    pub deliveries: Table<Delivery>,
    #[serde(skip_serializing_if = "Table::is_empty")]
    pub stored: Table<Stored>,
}

impl Book {
    /// Takes what changed in every table since the last time.
    pub(super) fn take_changed(&mut self) -> Self {
        Self {
            sessions: self.sessions.take_changed(),
            intents: self.intents.take_changed(),
            customers: self.customers.take_changed(),
            methods: self.methods.take_changed(),
            setups: self.setups.take_changed(),
            charges: self.charges.take_changed(),
            refunds: self.refunds.take_changed(),
            disputes: self.disputes.take_changed(),
            movements: self.movements.take_changed(),
            events: self.events.take_changed(),
            deliveries: self.deliveries.take_changed(),
            stored: self.stored.take_changed(),
        }
    }

    /// Whether there is no row at all.
    pub(super) fn is_empty(&self) -> bool {
        self.sessions.is_empty()
            && self.intents.is_empty()
            && self.customers.is_empty()
            && self.methods.is_empty()
            && self.setups.is_empty()
            && self.charges.is_empty()
            && self.refunds.is_empty()
            && self.disputes.is_empty()
            && self.movements.is_empty()
            && self.events.is_empty()
            && self.deliveries.is_empty()
            && self.stored.is_empty()
    }

    /// Lays newer rows over the present ones.
    pub(super) fn lay(&mut self, newer: Self) {
        self.sessions.lay(newer.sessions);
        self.intents.lay(newer.intents);
        self.customers.lay(newer.customers);
        self.methods.lay(newer.methods);
        self.setups.lay(newer.setups);
        self.charges.lay(newer.charges);
        self.refunds.lay(newer.refunds);
        self.disputes.lay(newer.disputes);
        self.movements.lay(newer.movements);
        self.events.lay(newer.events);
        self.deliveries.lay(newer.deliveries);
        self.stored.lay(newer.stored);
    }
}
