//! The typed calls against the simulator, over real sockets.

use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use domain::money::{Currency, Money};
use secrecy::SecretString;
use serde_json::{Value, json};
use tokio::net::TcpListener;
use tokio::task::AbortHandle;

use super::client::{Settings, Stripe};
use super::map::Charge;
use super::sessions::{Keep, Locale, Methods, NewSession};
use super::simulator::{Config, serve};

mod calls;
mod charges;
mod faults;
mod in_process;
mod money;
mod webhooks;

/// The instant at which the clock of every test stands at first.
pub(super) const NOW: i64 = 1_790_000_000;

/// A simulator of a test's own, ended with it.
pub(super) struct Fake {
    pub origin: String,
    server: AbortHandle,
    http: reqwest::Client,
}

impl Drop for Fake {
    fn drop(&mut self) {
        self.server.abort();
    }
}

impl Fake {
    /// Starts one whose clock stands at [`NOW`], or where its file says.
    pub(super) async fn start(config: Config) -> Self {
        super::client::install_tls_provider();
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("an answer");
        let origin = format!("http://{}", listener.local_addr().expect("bound"));
        let config = Config { real_now_ms: NOW * 1000, ..config };
        let server = tokio::spawn(async move { serve(config, listener).await }).abort_handle();
        let redirects = reqwest::redirect::Policy::none();
        let http =
            reqwest::Client::builder().redirect(redirects).no_proxy().build().expect("a client");
        let fake = Self { origin, server, http };
        fake.tell("clock", json!({ "running": false })).await;
        fake
    }

    pub(super) async fn new() -> Self {
        let fake = Self::start(Config::default()).await;
        fake.tell("clock", json!({ "set": NOW })).await;
        fake
    }

    /// Our client, pointed here.
    pub(super) fn client(&self) -> Stripe {
        self.client_with(3, Duration::from_secs(20))
    }

    pub(super) fn client_with(&self, tries: u32, timeout: Duration) -> Stripe {
        let secret = SecretString::from("sk_test_aldia".to_owned());
        let settings = Settings::new(self.origin.clone(), secret);
        Stripe::new(Settings { tries, timeout, first_wait: Duration::ZERO, ..settings })
            .expect("a client")
    }

    /// `POST /_control/{path}`; panics when it is refused.
    pub(super) async fn tell(&self, path: &str, body: Value) -> Value {
        let url = format!("{}/_control/{path}", self.origin);
        let answer = self.http.post(url).json(&body).send().await.expect("an answer");
        let status = answer.status();
        let text = answer.text().await.expect("an answer");
        assert!(status.is_success(), "{path}: {status} {text}");
        serde_json::from_str(&text).expect("JSON")
    }

    /// `GET /_control/{path}`
    pub(super) async fn ask(&self, path: &str) -> Value {
        let url = format!("{}/_control/{path}", self.origin);
        self.http.get(url).send().await.expect("an answer").json().await.expect("an answer")
    }

    /// A page as a browser gets it: status, `Location`, body.
    pub(super) async fn page(&self, path: &str) -> (u16, Option<String>, String) {
        read(self.http.get(format!("{}{path}", self.origin)).send().await.expect("an answer")).await
    }

    /// A form as a browser posts it.
    pub(super) async fn post(
        &self,
        path: &str,
        form: &[(&str, &str)],
    ) -> (u16, Option<String>, String) {
        let request = self.http.post(format!("{}{path}", self.origin)).form(form);
        read(request.send().await.expect("an answer")).await
    }

    /// A bare API request, past our client.
    pub(super) fn api(&self, method: reqwest::Method, path: &str) -> reqwest::RequestBuilder {
        self.http.request(method, format!("{}{path}", self.origin)).bearer_auth("sk_test_aldia")
    }
}

async fn read(answer: reqwest::Response) -> (u16, Option<String>, String) {
    let location = answer.headers().get("location").map(|to| to.to_str().expect("text").to_owned());
    (answer.status().as_u16(), location, answer.text().await.expect("an answer"))
}

pub(super) fn amount(minor: i64, code: &str) -> Money {
    Money::new(minor, Currency::parse(code).expect("a currency")).expect("not below zero")
}

pub(super) fn new_session(attempt: &str, amount: Money) -> NewSession<'_> {
    NewSession {
        attempt,
        amount: Charge::of(amount).expect("chargeable"),
        label: "Colegio San Borja · F001-123",
        success_url: "http://portal.test/pago/1?s={CHECKOUT_SESSION_ID}",
        cancel_url: "http://portal.test/cuenta",
        expires_at: now() + TimeDelta::minutes(45),
        locale: Locale::LatinAmericanSpanish,
        methods: Methods::Automatic,
        keep: Keep::Nothing,
    }
}

pub(super) fn now() -> DateTime<Utc> {
    DateTime::from_timestamp(NOW, 0).expect("an instant")
}
