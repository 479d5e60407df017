use std::sync::{Arc, Mutex};

use axum::http::{HeaderMap, HeaderValue, StatusCode};
use serde_json::json;

use super::*;
use crate::stripe::event::{Event, Mode};
use crate::stripe::signature::Verifier;
use crate::stripe::simulator::Endpoint;

const SECRET: &str = "whsec_0123456789abcdef0123456789abcdef";

/// An endpoint that checks and keeps what comes, and may refuse the first so many.
struct Receiver {
    endpoint: Endpoint,
    seen: Arc<Mutex<Vec<Event>>>,
    refuse: Arc<Mutex<usize>>,
    server: AbortHandle,
}

impl Drop for Receiver {
    fn drop(&mut self) {
        self.server.abort();
    }
}

impl Receiver {
    async fn start(at: i64) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("an answer");
        let url = format!("http://{}/webhooks/stripe", listener.local_addr().expect("bound"));
        let (seen, refuse) = (Arc::new(Mutex::new(Vec::new())), Arc::new(Mutex::new(0_usize)));
        let verifier = Verifier::new(vec![SecretString::from(SECRET.to_owned())]).expect("secrets");
        let (kept, left) = (Arc::clone(&seen), Arc::clone(&refuse));
        let app = axum::Router::new().fallback(move |headers: HeaderMap, body: String| {
            let values = headers.get_all("stripe-signature").iter().map(HeaderValue::as_bytes);
            verifier.check(values, body.as_bytes(), at).expect("signed by the secret");
            let mut left = left.lock().expect("no panic before");
            let status = if *left > 0 {
                *left -= 1;
                StatusCode::SERVICE_UNAVAILABLE
            } else {
                kept.lock()
                    .expect("no panic before")
                    .push(Event::parse(body.as_bytes()).expect("an event"));
                StatusCode::NO_CONTENT
            };
            async move { status }
        });
        let server = tokio::spawn(async move { axum::serve(listener, app).await }).abort_handle();
        let endpoint = Endpoint { url, secrets: vec![SECRET.to_owned()] };
        Self { endpoint, seen, refuse, server }
    }

    fn kinds(&self) -> Vec<String> {
        self.seen.lock().expect("no panic before").iter().map(|event| event.kind.clone()).collect()
    }
}

/// A paused simulator with one endpoint, and one payment made by card.
async fn paid(receiver: &Receiver) -> (Fake, String) {
    let fake = Fake::new().await;
    fake.tell("webhooks", json!({ "endpoints": [receiver.endpoint], "paused": true })).await;
    let id = pay(&fake, "attempt_1").await;
    (fake, id)
}

async fn pay(fake: &Fake, attempt: &str) -> String {
    let new = new_session(attempt, amount(9000, "PEN"));
    let id = fake.client().create_session(Some("acct_1"), &new).await.expect("an answer").id;
    fake.tell(&format!("sessions/{id}/pay"), json!({"card": "4242424242424242"})).await;
    id
}

#[tokio::test]
async fn a_payment_is_announced_by_signed_events() {
    let receiver = Receiver::start(NOW).await;
    let (fake, id) = paid(&receiver).await;
    assert_eq!(
        fake.tell("webhooks/deliver", json!({})).await,
        json!({"delivered": 4, "failed": 0})
    );
    assert_eq!(
        receiver.kinds(),
        [
            "payment_intent.created",
            "payment_intent.succeeded",
            "charge.succeeded",
            "checkout.session.completed",
        ]
    );
    let seen = receiver.seen.lock().expect("no panic before");
    let completed = &seen[3];
    assert_eq!(
        (completed.object.as_str(), completed.object_id.as_ref()),
        ("checkout.session", Some(&id))
    );
    assert_eq!((completed.account.as_deref(), completed.mode), (Some("acct_1"), Mode::Test));
    assert!(seen.iter().all(|event| event.intent == completed.intent && event.created == now()));
}

#[tokio::test]
async fn what_waits_is_sent_by_itself_once_nothing_holds_it() {
    let receiver = Receiver::start(NOW).await;
    let (fake, _) = paid(&receiver).await;
    fake.tell("webhooks", json!({ "paused": false })).await;
    while fake.ask("webhooks").await["waiting"] != 0 {
        tokio::task::yield_now().await;
    }
    assert_eq!(receiver.kinds().len(), 4);
}

#[tokio::test]
async fn an_event_is_sent_until_it_is_taken_with_growing_gaps() {
    let receiver = Receiver::start(NOW).await;
    let (fake, _) = paid(&receiver).await;
    *receiver.refuse.lock().expect("no panic before") = 4 * 2;
    for (failed, delivered) in [(4, 0), (4, 0), (0, 4)] {
        let tally = fake.tell("webhooks/deliver", json!({})).await;
        assert_eq!(tally, json!({ "delivered": delivered, "failed": failed }));
    }
    assert_eq!(receiver.kinds().len(), 4);
    let pace = fake.ask("webhooks").await;
    assert_eq!((&pace["waiting"], &pace["done"]), (&json!(0), &json!(4)));
}

#[tokio::test]
async fn after_three_days_an_event_is_given_up_and_stays_in_the_list() {
    let receiver = Receiver::start(NOW + 3 * 24 * 60 * 60).await;
    let (fake, _) = paid(&receiver).await;
    *receiver.refuse.lock().expect("no panic before") = 4;
    fake.tell("clock", json!({ "advance": 3 * 24 * 60 * 60 })).await;
    fake.tell("webhooks/deliver", json!({})).await;
    let pace = fake.ask("webhooks").await;
    assert_eq!((&pace["waiting"], &pace["given_up"]), (&json!(0), &json!(4)));
    let missed = fake.api(reqwest::Method::GET, "/v1/events?delivery_success=false&limit=100");
    let missed = missed.header("stripe-account", "acct_1").send().await.expect("an answer");
    let missed: Value = missed.json().await.expect("an answer");
    assert_eq!(missed["data"].as_array().expect("a list").len(), 4);
}

#[tokio::test]
async fn events_are_doubled_shuffled_kept_back_or_never_made_on_request() {
    let receiver = Receiver::start(NOW).await;
    let (fake, _) = paid(&receiver).await;
    fake.tell("webhooks/deliver", json!({})).await;
    receiver.seen.lock().expect("no panic before").clear();

    let rules = json!([{ "kind": "webhook_duplicate", "per_mille": 1000, "amount": 2 }]);
    fake.tell("faults", json!({ "rules": rules })).await;
    pay(&fake, "attempt_2").await;
    let rule = json!([{ "kind": "webhook_shuffle", "next": 1 }]);
    fake.tell("faults", json!({ "seed": 3, "rules": rule })).await;
    fake.tell("webhooks/deliver", json!({})).await;
    let kinds = receiver.kinds();
    let mut sorted = kinds.clone();
    sorted.sort();
    assert_eq!(kinds.len(), 12);
    assert_ne!(kinds, sorted);
    assert_eq!(kinds.iter().filter(|kind| *kind == "charge.succeeded").count(), 3);

    receiver.seen.lock().expect("no panic before").clear();
    let rules = json!([
        { "kind": "event_never", "per_mille": 1000, "only": "checkout.session.completed" },
        { "kind": "webhook_never", "per_mille": 1000, "only": "charge.succeeded" },
        { "kind": "webhook_delay", "per_mille": 1000, "only": "payment_intent", "amount": 60_000 },
    ]);
    fake.tell("faults", json!({ "rules": rules })).await;
    pay(&fake, "attempt_3").await;
    fake.tell("webhooks", json!({ "paused": false })).await;
    assert_eq!(fake.ask("webhooks").await["waiting"], 2);
    assert_eq!(receiver.kinds().len(), 0, "what is late waits for the clock");
    let made = fake.api(reqwest::Method::GET, "/v1/events?limit=3");
    let made = made.header("stripe-account", "acct_1").send().await.expect("an answer");
    let made: Value = made.json().await.expect("an answer");
    let kinds: Vec<_> =
        made["data"].as_array().expect("a list").iter().map(|e| &e["type"]).collect();
    assert_eq!(kinds, ["charge.succeeded", "payment_intent.succeeded", "payment_intent.created"]);
}

#[tokio::test]
async fn two_secrets_sign_while_one_is_rolled_and_an_event_can_be_sent_again() {
    let receiver = Receiver::start(NOW).await;
    let (fake, _) = paid(&receiver).await;
    let mut endpoint = receiver.endpoint.clone();
    endpoint.secrets.insert(0, "whsec_another_secret_of_the_endpoint".to_owned());
    fake.tell("webhooks", json!({ "endpoints": [endpoint] })).await;
    fake.tell("webhooks/deliver", json!({})).await;
    let id = receiver.seen.lock().expect("no panic before")[0].id.clone();
    let signed = fake.ask(&format!("webhooks/{id}")).await;
    assert_eq!(signed["signature"].as_str().expect("text").matches(",v1=").count(), 2);
    fake.tell(&format!("webhooks/{id}/resend"), json!({})).await;
    fake.tell("webhooks/deliver", json!({})).await;
    let again = receiver.seen.lock().expect("no panic before")[4].clone();
    assert_eq!(again.id, id, "the same event comes under the same id");
}
