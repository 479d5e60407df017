//! The simulator of Stripe as the judge: its own clock and book, told what to do at `/_control`.

use chrono::{DateTime, Utc};
use domain::ids::AttemptId;
use serde_json::{Value, json};
use server::stripe::simulator::{Config, Endpoint, serve};
use tokio::net::TcpListener;

/// A running simulator.
pub struct StripeSim {
    /// Where it is.
    pub origin: String,
    http: reqwest::Client,
}

/// The secret that its events are signed with.
pub const WEBHOOK_SECRET: &str = "whsec_for_the_tests_only";

impl StripeSim {
    /// Starts one at `now` that sends its events to `webhook_url`.
    pub async fn start(webhook_url: String, now: DateTime<Utc>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let origin = format!("http://{}", listener.local_addr().expect("its address"));
        let endpoint = Endpoint { url: webhook_url, secrets: vec![WEBHOOK_SECRET.to_owned()] };
        let config = Config {
            state_file: None,
            origin: None,
            endpoints: vec![endpoint],
            seed: 7,
            real_now_ms: now.timestamp_millis(),
        };
        tokio::spawn(async move { serve(config, listener).await.expect("the simulator serves") });
        Self { origin, http: crate::browser::client() }
    }

    /// Stops its clock, and sends events only when told to.
    pub async fn hold(&self) {
        self.control("webhooks", &json!({ "paused": true })).await;
        self.control("clock", &json!({ "running": false })).await;
    }

    /// POST /_control/{what}
    pub async fn control(&self, what: &str, body: &Value) -> Value {
        let url = format!("{}/_control/{what}", self.origin);
        let answer = self.http.post(url).json(body).send().await.expect("the simulator answers");
        let status = answer.status();
        let body: Value = answer.json().await.unwrap_or_default();
        assert!(status.is_success(), "/_control/{what}: {status} {body}");
        body
    }

    /// Everything that it holds.
    pub async fn book(&self) -> Value {
        let url = format!("{}/_control/book", self.origin);
        self.http.get(url).send().await.expect("answers").json().await.expect("JSON")
    }

    /// Pays a session by card, as the debtor would on the hosted page.
    pub async fn pay_by_card(&self, session: &str) {
        let what = format!("sessions/{session}/pay");
        self.control(&what, &json!({ "card": "4242424242424242" })).await;
    }

    /// How many deliveries have not been taken yet.
    pub async fn waiting(&self) -> u64 {
        let url = format!("{}/_control/webhooks", self.origin);
        let pace: Value =
            self.http.get(url).send().await.expect("answers").json().await.expect("JSON");
        pace["waiting"].as_u64().expect("a count")
    }

    /// How often its API was called.
    pub async fn calls(&self) -> Value {
        let url = format!("{}/_control/calls", self.origin);
        self.http.get(url).send().await.expect("answers").json().await.expect("JSON")
    }

    /// Meets every fault of `rules` until told otherwise.
    pub async fn faults(&self, rules: Value) {
        self.control("faults", &json!({ "rules": rules })).await;
    }

    /// Gives back a part of a session's money at Stripe itself, as a creditor does in Stripe's pages.
    pub async fn refund_of_session(&self, session: &str, amount: i64) -> Value {
        let found = self.get(&format!("checkout/sessions/{session}")).await;
        let intent = found["payment_intent"].as_str().expect("an intent").to_owned();
        let form = [("payment_intent", intent), ("amount", amount.to_string())];
        self.api(self.http.post(self.v1("refunds")).form(&form)).await
    }

    /// Pays `amount` of soles on a session that names an attempt of which the portal knows nothing.
    pub async fn pay_stray_session(&self, amount: i64) -> String {
        let unknown = AttemptId::from_bits(404);
        self.pay_naming(None, unknown.as_str(), ("pen", amount)).await
    }

    /// The same with this card.
    pub async fn pay_stray_session_by(&self, card: &str, amount: i64) -> String {
        let unknown = AttemptId::from_bits(404);
        let session = self.make_naming(None, unknown.as_str(), ("pen", amount)).await;
        self.control(&format!("sessions/{session}/pay"), &json!({ "card": card })).await;
        session
    }

    /// Pays `amount` of soles at a shop that uses the same account and names nothing of ours.
    pub async fn pay_at_a_shop(&self, amount: i64) -> String {
        self.pay_naming(None, "", ("pen", amount)).await
    }

    /// Pays on a session that somebody else has made at Stripe, and that names `attempt`.
    pub async fn pay_naming(
        &self,
        account: Option<&str>,
        attempt: &str,
        money: (&str, i64),
    ) -> String {
        let session = self.make_naming(account, attempt, money).await;
        self.pay_by_card(&session).await;
        session
    }

    async fn make_naming(
        &self,
        account: Option<&str>,
        attempt: &str,
        (currency, amount): (&str, i64),
    ) -> String {
        let price = "line_items[0][price_data]";
        let mut form = vec![
            ("mode".to_owned(), "payment".to_owned()),
            ("success_url".to_owned(), "https://example.org/".to_owned()),
            ("line_items[0][quantity]".to_owned(), "1".to_owned()),
            (format!("{price}[currency]"), currency.to_owned()),
            (format!("{price}[unit_amount]"), amount.to_string()),
            (format!("{price}[product_data][name]"), "Otra cosa".to_owned()),
        ];
        if !attempt.is_empty() {
            for name in [
                "client_reference_id",
                "metadata[attempt]",
                "payment_intent_data[metadata][attempt]",
            ] {
                form.push((name.to_owned(), attempt.to_owned()));
            }
        }
        let request = self.http.post(self.v1("checkout/sessions")).form(&form);
        let made = self.api(as_account(request, account)).await;
        made["id"].as_str().unwrap_or_else(|| panic!("{made}")).to_owned()
    }

    /// Like [`Self::control`], where it does not matter whether that is possible now.
    pub async fn try_control(&self, what: &str, body: &Value) {
        let url = format!("{}/_control/{what}", self.origin);
        let answer = self.http.post(url).json(body).send().await.expect("the simulator answers");
        let status = answer.status();
        assert!(status.is_success() || status == 409, "/_control/{what}: {status}");
    }

    /// The ids of all events of the platform's own account, oldest first.
    pub async fn events(&self) -> Vec<String> {
        self.events_of(None).await
    }

    /// The ids of all events of an account, oldest first.
    pub async fn events_of(&self, account: Option<&str>) -> Vec<String> {
        let mut all: Vec<String> = Vec::new();
        loop {
            let after = all.last().map(|id| format!("&starting_after={id}")).unwrap_or_default();
            let request = self.http.get(self.v1(&format!("events?limit=100{after}")));
            let page = self.api(as_account(request, account)).await;
            let events = page["data"].as_array().expect("a list").iter();
            all.extend(events.map(|event| event["id"].as_str().expect("an id").to_owned()));
            if page["has_more"] != true {
                all.reverse();
                return all;
            }
        }
    }

    /// An event as it would be sent now: its body and the header with its signature.
    pub async fn signed(&self, event: &str) -> (String, String) {
        let url = format!("{}/_control/webhooks/{event}", self.origin);
        let letter: Value =
            self.http.get(url).send().await.expect("answers").json().await.expect("JSON");
        let part = |name: &str| letter[name].as_str().expect("text").to_owned();
        (part("payload"), part("signature"))
    }

    /// GET /v1/{path}
    pub async fn get(&self, path: &str) -> Value {
        self.api(self.http.get(self.v1(path))).await
    }

    fn v1(&self, path: &str) -> String {
        format!("{}/v1/{path}", self.origin)
    }

    /// Calls the API as the creditor's own account.
    async fn api(&self, request: reqwest::RequestBuilder) -> Value {
        let request = request.bearer_auth("sk_test_for_the_tests_only");
        request.send().await.expect("answers").json().await.expect("JSON")
    }

    /// Tries to pay a session by card; false if it is not open any more.
    pub async fn try_to_pay(&self, session: &str) -> bool {
        let url = format!("{}/_control/sessions/{session}/pay", self.origin);
        let card = json!({ "card": "4242424242424242" });
        let answer = self.http.post(url).json(&card).send().await.expect("answers");
        answer.status().is_success()
    }

    /// Sends every event that waits.
    pub async fn deliver(&self) {
        self.control("webhooks/deliver", &json!({})).await;
    }
}

/// The same request, speaking for a connected account.
fn as_account(request: reqwest::RequestBuilder, account: Option<&str>) -> reqwest::RequestBuilder {
    match account {
        Some(account) => request.header("stripe-account", account),
        None => request,
    }
}
