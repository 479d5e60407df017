//! What Twilio has under the number of a WhatsApp message, and whether it is approved.
//!
//! Sources: <https://www.twilio.com/docs/content/content-api-resources>: `GET /v1/Content/{Sid}` tells the language
//! and the text of each type, `GET /v1/Content/{Sid}/ApprovalRequests` the approval.

use std::collections::BTreeMap;

use serde::Deserialize;

/// What is known of a number.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Content {
    /// An approved message.
    Approved {
        /// What it says, with numbers in its places.
        body: String,
        /// Its language as Twilio writes it: `es`, `es_MX`.
        language: String,
    },
    /// Nothing has that number, or what has it is not approved.
    Not,
    /// Twilio did not say.
    Unknown,
}

/// The parts of an answer about a message that we read.
#[derive(Deserialize)]
struct Told {
    language: String,
    types: BTreeMap<String, Kind>,
}

#[derive(Deserialize)]
struct Kind {
    #[serde(default)]
    body: Option<String>,
}

/// The parts of an answer about an approval that we read.
#[derive(Deserialize)]
struct Approval {
    whatsapp: Status,
}

#[derive(Deserialize)]
struct Status {
    status: String,
}

/// Language and text of a message, of its first type that has a text; `None` if the answer does not read.
pub(super) fn told(body: &[u8]) -> Option<(String, String)> {
    let told: Told = serde_json::from_slice(body).ok()?;
    let text = told.types.into_values().find_map(|kind| kind.body)?;
    Some((told.language, text))
}

/// Whether a message is approved for WhatsApp; `None` if the answer does not read.
pub(super) fn is_approved(body: &[u8]) -> Option<bool> {
    let approval: Approval = serde_json::from_slice(body).ok()?;
    Some(approval.whatsapp.status == "approved")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_read_as_twilio_writes_them() {
        let one = br#"{"sid": "HX1", "language": "es_MX", "variables": {"1": "Rosa"},
            "types": {"twilio/call-to-action": {"body": "Hola, {{1}}.", "actions": []}}, "url": "x"}"#;
        assert_eq!(told(one), Some(("es_MX".to_owned(), "Hola, {{1}}.".to_owned())));
        assert_eq!(told(br#"{"language": "es", "types": {}}"#), None);
        for (status, expected) in [("approved", true), ("pending", false), ("rejected", false)] {
            let body = format!(r#"{{"sid": "HX1", "whatsapp": {{"status": "{status}"}}}}"#);
            assert_eq!(is_approved(body.as_bytes()), Some(expected), "{status}");
        }
        assert_eq!(is_approved(b"<html>"), None);
    }
}
