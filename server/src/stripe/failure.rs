//! Why a call did not bring the object that was asked for, and what the wire showed of it.

use std::fmt;

/// The part of Stripe's error object that decisions are made from; any field may be absent.
#[derive(Debug, Default, Clone, PartialEq, Eq, serde::Deserialize)]
#[serde(default)]
pub struct Refusal {
    /// `card_error`, `invalid_request_error`, `idempotency_error` and the like.
    #[serde(rename = "type")]
    pub kind: String,
    /// The stable short code, such as `charge_already_refunded`.
    pub code: Option<String>,
    /// Why the issuer said no, such as `insufficient_funds`.
    pub decline_code: Option<String>,
    /// A sentence in English for developers; it may quote what was sent.
    pub message: Option<String>,
    /// Which parameter was wrong.
    pub param: Option<String>,
    /// The intent of a charge that was declined.
    pub payment_intent: Option<Named>,
}

/// An object inside an error, by its id.
#[derive(Debug, Default, Clone, PartialEq, Eq, serde::Deserialize)]
#[serde(default)]
pub struct Named {
    /// Stripe's id.
    pub id: String,
}

impl Refusal {
    /// Type and code, without the sentence: it may quote what was sent.
    fn name(&self) -> String {
        format!("{} {}", self.kind, self.code.as_deref().unwrap_or("without code"))
    }
}

/// What the wire showed, kept for the audit trail whatever the outcome.
#[derive(Default, Clone, PartialEq, Eq)]
pub struct Seen {
    /// The HTTP status, if an answer began.
    pub status: Option<u16>,
    /// Stripe's id of the request, which its support asks for.
    pub request_id: Option<String>,
    /// The answer as it came; it may hold personal data, so it is never printed.
    pub body: Vec<u8>,
}

impl fmt::Debug for Seen {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "status {:?}, request {:?}, {} bytes",
            self.status,
            self.request_id,
            self.body.len()
        )
    }
}

/// Why a call did not bring the object that was asked for.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum Failure {
    /// Stripe answered and did not do it: a decline, a bad request, no such object.
    #[error("refused by Stripe: {} ({seen:?})", .refusal.name())]
    Refused {
        /// What Stripe said.
        refusal: Box<Refusal>,
        /// What the wire showed.
        seen: Seen,
    },
    /// Nobody knows: it may have happened. Ask again with the same key, or look the object up.
    #[error("outcome unknown: {why} ({seen:?})")]
    Unknown {
        /// What went wrong, without URL or key.
        why: String,
        /// What the last try showed.
        seen: Seen,
        /// Whether any try may have reached Stripe.
        reach: Reach,
    },
}

/// Whether a failed call may have reached Stripe.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reach {
    /// No try got a connection: nothing can have happened.
    Never,
    /// A try was sent: it may have been carried out.
    Maybe,
}

impl Failure {
    /// Whether it is certain that the call changed nothing at Stripe.
    ///
    /// A clash of idempotency keys is a refusal of the repetition only: the first call may have
    /// been carried out.
    pub fn changed_nothing(&self) -> bool {
        match self {
            Self::Refused { refusal, .. } => refusal.kind != "idempotency_error",
            Self::Unknown { reach, .. } => *reach == Reach::Never,
        }
    }

    /// Whether Stripe has no such object, or not on this account.
    pub fn is_missing(&self) -> bool {
        matches!(self, Self::Refused { seen, .. } if seen.status == Some(404))
    }

    /// Stripe's short code of a refusal.
    pub fn code(&self) -> Option<&str> {
        match self {
            Self::Refused { refusal, .. } => refusal.code.as_deref(),
            Self::Unknown { .. } => None,
        }
    }
}
