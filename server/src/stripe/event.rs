//! What a webhook's body says, reduced to which object to look at. An event is a hint only: the
//! object itself is read again from Stripe.

use chrono::{DateTime, Utc};
use serde_json::Value;

use super::list::instant;

/// What we read of an event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event {
    /// Stripe's id, `evt_…`: the inbox's unique key together with the account.
    pub id: String,
    /// What happened, such as `checkout.session.completed`; unknown ones are not an error.
    pub kind: String,
    /// The connected account it happened on; `None` on the platform's own.
    pub account: Option<String>,
    /// Whether real money is meant.
    pub mode: Mode,
    /// When it happened.
    pub created: DateTime<Utc>,
    /// What kind of object it is about: `checkout.session`, `payment_intent`, `refund`, `dispute`.
    pub object: String,
    /// That object's id.
    pub object_id: Option<String>,
    /// The intent it concerns, if the object is or names one.
    pub intent: Option<String>,
}

/// Whether an event speaks of real money.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    /// Real money.
    Live,
    /// Stripe's test mode, or the simulator.
    Test,
}

/// Why a body is not an event.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum EventError {
    /// Not JSON at all.
    #[error("the body is not JSON")]
    NotJson,
    /// A field that every event has is missing or of another type.
    #[error("the event has no `{0}`")]
    Missing(&'static str),
}

impl Event {
    /// Reads a webhook's raw body, whose signature was checked before.
    pub fn parse(body: &[u8]) -> Result<Self, EventError> {
        let event: Value = serde_json::from_slice(body).map_err(|_| EventError::NotJson)?;
        let object = &event["data"]["object"];
        let kind = text(&object["object"]).ok_or(EventError::Missing("data.object.object"))?;
        let object_id = text(&object["id"]);
        let intent = if kind == "payment_intent" {
            object_id.clone()
        } else {
            // Expanded or not: an object in place of its id has the id inside.
            text(&object["payment_intent"]).or_else(|| text(&object["payment_intent"]["id"]))
        };
        let live = event["livemode"].as_bool().ok_or(EventError::Missing("livemode"))?;
        let created = event["created"].as_i64().ok_or(EventError::Missing("created"))?;
        Ok(Self {
            id: text(&event["id"]).ok_or(EventError::Missing("id"))?,
            kind: text(&event["type"]).ok_or(EventError::Missing("type"))?,
            account: text(&event["account"]),
            mode: if live { Mode::Live } else { Mode::Test },
            created: instant(created),
            object: kind,
            object_id,
            intent,
        })
    }
}

fn text(value: &Value) -> Option<String> {
    value.as_str().filter(|text| !text.is_empty()).map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn body(kind: &str, object: &str) -> Vec<u8> {
        format!(
            r#"{{"id":"evt_1","object":"event","type":"{kind}","account":"acct_9","livemode":false,
            "created":1750000000,"data":{{"object":{object}}}}}"#
        )
        .into_bytes()
    }

    #[test]
    fn an_event_names_its_object_and_its_intent() {
        for (object, id, intent) in [
            (
                r#"{"id":"cs_1","object":"checkout.session","payment_intent":"pi_1"}"#,
                "cs_1",
                Some("pi_1"),
            ),
            (r#"{"id":"cs_1","object":"checkout.session","payment_intent":null}"#, "cs_1", None),
            (r#"{"id":"pi_2","object":"payment_intent"}"#, "pi_2", Some("pi_2")),
            (
                r#"{"id":"dp_3","object":"dispute","payment_intent":{"id":"pi_3"}}"#,
                "dp_3",
                Some("pi_3"),
            ),
        ] {
            let event = Event::parse(&body("x.y", object)).expect("read");
            assert_eq!(event.object_id.as_deref(), Some(id));
            assert_eq!(event.intent.as_deref(), intent);
            assert_eq!((event.account.as_deref(), event.mode), (Some("acct_9"), Mode::Test));
        }
    }

    #[test]
    fn an_unknown_type_is_an_event_like_any_other() {
        let event = Event::parse(&body("v2.core.something.new", r#"{"object":"something"}"#))
            .expect("read");
        assert_eq!((event.kind.as_str(), event.object_id), ("v2.core.something.new", None));
    }

    #[test]
    fn what_is_not_an_event_is_refused_and_named() {
        for (body, error) in [
            (&b""[..], EventError::NotJson),
            (b"\xff\xfe", EventError::NotJson),
            (b"null", EventError::Missing("data.object.object")),
            (br#"{"data":{"object":{"object":"plan"}}}"#, EventError::Missing("livemode")),
        ] {
            assert_eq!(Event::parse(body), Err(error));
        }
    }
}
