//! Our transport under async-stripe's typed requests and responses: one shared HTTP client, our own
//! idempotency key on every retry, and what the wire showed kept whatever the outcome.

mod transport;

use std::sync::Once;
use std::time::Duration;

use reqwest::header::{HeaderMap, HeaderValue};
use secrecy::{ExposeSecret, SecretString};
use stripe_client_core::{RequestBuilder, StripeMethod, StripeRequest};

use self::transport::Transport;
pub use super::failure::{Failure, Reach, Refusal, Seen};
use super::pace::Pace;
use super::simulator::InProcess;

/// Where Stripe answers when no simulator stands in for it.
pub const LIVE_BASE: &str = "https://api.stripe.com";

/// How to reach Stripe, or the simulator.
#[derive(Clone)]
pub struct Settings {
    /// Scheme and authority without a path, [`LIVE_BASE`] or the simulator's origin.
    pub base: String,
    /// The platform's secret key.
    pub secret: SecretString,
    /// How long one try may take.
    pub timeout: Duration,
    /// How often one call is tried in all, at least once.
    pub tries: u32,
    /// The wait before the second try; it doubles before each further one. Zero in tests.
    pub first_wait: Duration,
}

impl Settings {
    /// Three tries of 20 seconds, a fifth of a second before the second.
    pub fn new(base: impl Into<String>, secret: SecretString) -> Self {
        Self {
            base: base.into(),
            secret,
            timeout: Duration::from_secs(20),
            tries: 3,
            first_wait: Duration::from_millis(200),
        }
    }
}

/// What one call needs besides the request itself.
#[derive(Clone, Copy, Debug)]
pub struct Call<'a> {
    /// The idempotency key: the same over every retry, and over every repetition within 24 hours.
    pub key: Option<&'a str>,
    /// The creditor's connected account; `None` speaks for the platform's own.
    pub account: Option<&'a str>,
}

impl<'a> Call<'a> {
    /// A call that changes nothing.
    pub const fn read(account: Option<&'a str>) -> Self {
        Self { key: None, account }
    }

    /// A call that changes something, under the caller's stored `key`.
    pub const fn write(account: Option<&'a str>, key: &'a str) -> Self {
        Self { key: Some(key), account }
    }
}

/// Why no client could be made.
#[derive(Debug, thiserror::Error)]
pub enum ClientError {
    /// The secret key is empty or holds characters that no header may carry.
    #[error("the Stripe key is empty or unreadable")]
    Key,
    /// The base address is not `http(s)://host`.
    #[error("the Stripe address `{0}` is not an origin")]
    Base(String),
    /// The HTTP client did not start.
    #[error("the HTTP client did not start: {0}")]
    Http(reqwest::Error),
}

/// A handle on Stripe. Clones share one pool of connections.
#[derive(Clone)]
pub struct Stripe {
    http: reqwest::Client,
    transport: Transport,
    settings: Settings,
    pace: Pace,
}

/// Makes ring the process's TLS provider, once; later calls do nothing.
pub fn install_tls_provider() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        // Refused only when somebody else installed one before, which serves as well.
        drop(rustls::crypto::ring::default_provider().install_default());
    });
}

/// One failed try.
struct Miss {
    failure: Failure,
    again: bool,
}

impl Stripe {
    /// Checks the settings; no connection is made yet.
    pub fn new(settings: Settings) -> Result<Self, ClientError> {
        install_tls_provider();
        let base = reqwest::Url::parse(&settings.base).ok().filter(|url| {
            matches!(url.scheme(), "http" | "https") && url.path() == "/" && url.query().is_none()
        });
        if base.is_none() || settings.base.ends_with('/') {
            return Err(ClientError::Base(settings.base));
        }
        let http = reqwest::Client::builder()
            .default_headers(headers(&settings.secret)?)
            .connect_timeout(Duration::from_secs(5))
            .timeout(settings.timeout)
            .pool_idle_timeout(Duration::from_secs(30))
            .redirect(reqwest::redirect::Policy::none())
            .no_proxy()
            .build()
            .map_err(ClientError::Http)?;
        Ok(Self { http, transport: Transport::Http, settings, pace: Pace::new() })
    }

    /// One whose calls go to `simulator`, and over no wire.
    pub fn in_process(settings: Settings, simulator: InProcess) -> Result<Self, ClientError> {
        let transport = Transport::InProcess { simulator, headers: headers(&settings.secret)? };
        Ok(Self { transport, ..Self::new(settings)? })
    }

    /// Sends `request` until Stripe has answered or the tries are used up.
    pub(super) async fn send<R>(&self, request: &R, call: Call<'_>) -> Result<R::Output, Failure>
    where
        R: StripeRequest,
        R::Output: miniserde::Deserialize,
    {
        let parts = canonical(request.build());
        let (mut tried, mut reached) = (1, Reach::Never);
        loop {
            self.pace.turn().await;
            let miss = match self.once(&parts, call).await {
                Ok(seen) => return decode(seen),
                Err(miss) => miss,
            };
            let failure = with_reach(miss.failure, &mut reached);
            if !miss.again || tried >= self.settings.tries {
                return Err(failure);
            }
            tokio::time::sleep(self.settings.first_wait * (1 << (tried - 1).min(6))).await;
            tried += 1;
        }
    }

    /// One HTTP exchange.
    async fn once(&self, parts: &RequestBuilder, call: Call<'_>) -> Result<Seen, Miss> {
        let mut seen = Seen::default();
        let answer = self.transport.exchange(self.prepare(parts, call)).await?;
        let status = answer.status();
        seen.status = Some(status.as_u16());
        seen.request_id = header(answer.headers(), "request-id");
        let advice = header(answer.headers(), "stripe-should-retry");
        seen.body = match answer.bytes().await {
            Ok(body) => body.to_vec(),
            Err(why) => return Err(lost(why, seen)),
        };
        if status.is_success() { Ok(seen) } else { Err(refused(seen, advice.as_deref())) }
    }

    fn prepare(&self, parts: &RequestBuilder, call: Call<'_>) -> reqwest::RequestBuilder {
        let query = parts.query.as_ref().map(|query| format!("?{query}")).unwrap_or_default();
        let url = format!("{}/v1{}{query}", self.settings.base, parts.path);
        let method = match parts.method {
            StripeMethod::Get => reqwest::Method::GET,
            StripeMethod::Post => reqwest::Method::POST,
            StripeMethod::Delete => reqwest::Method::DELETE,
        };
        let mut http = self.http.request(method, url);
        if let Some(account) = call.account {
            http = http.header("stripe-account", account);
        }
        if let Some(key) = call.key {
            http = http.header("idempotency-key", key);
        }
        match &parts.body {
            Some(body) => {
                http.header("content-type", "application/x-www-form-urlencoded").body(body.clone())
            }
            None => http,
        }
    }
}

fn headers(secret: &SecretString) -> Result<HeaderMap, ClientError> {
    let key = secret.expose_secret();
    if key.trim().is_empty() {
        return Err(ClientError::Key);
    }
    let mut bearer =
        HeaderValue::from_str(&format!("Bearer {key}")).map_err(|_| ClientError::Key)?;
    bearer.set_sensitive(true);
    let version = stripe_shared::version::VERSION.as_str();
    let version = HeaderValue::from_str(version).expect("a version is letters, digits and dots");
    Ok(HeaderMap::from_iter([
        (reqwest::header::AUTHORIZATION, bearer),
        (reqwest::header::USER_AGENT, HeaderValue::from_static("aldia")),
        (reqwest::header::HeaderName::from_static("stripe-version"), version),
    ]))
}

/// Sorts the form's pairs: metadata comes out of a hash map, and a repetition after a restart must
/// send the same bytes. Lists carry their index in the name, so no order is lost.
fn canonical(mut parts: RequestBuilder) -> RequestBuilder {
    parts.body = parts.body.map(|body| {
        let mut pairs: Vec<_> = body.split('&').collect();
        pairs.sort_unstable();
        pairs.join("&")
    });
    parts
}

fn header(headers: &HeaderMap, name: &str) -> Option<String> {
    headers.get(name).and_then(|value| value.to_str().ok()).map(str::to_owned)
}

fn decode<T: miniserde::Deserialize>(seen: Seen) -> Result<T, Failure> {
    let text = std::str::from_utf8(&seen.body).ok();
    text.and_then(|text| miniserde::json::from_str(text).ok()).ok_or_else(|| Failure::Unknown {
        why: "unreadable answer".to_owned(),
        seen,
        reach: Reach::Maybe,
    })
}

fn lost(why: reqwest::Error, seen: Seen) -> Miss {
    let reach = if why.is_connect() { Reach::Never } else { Reach::Maybe };
    let why = causes(&why.without_url());
    Miss { failure: Failure::Unknown { why, seen, reach }, again: true }
}

/// An error's text with those of its causes.
fn causes(why: &dyn std::error::Error) -> String {
    let chain = std::iter::successors(Some(why), |why| why.source());
    chain.map(ToString::to_string).collect::<Vec<_>>().join(": ")
}

fn refused(seen: Seen, advice: Option<&str>) -> Miss {
    #[derive(serde::Deserialize)]
    struct Envelope {
        error: Refusal,
    }
    let status = seen.status.unwrap_or_default();
    match serde_json::from_slice::<Envelope>(&seen.body) {
        Ok(Envelope { error }) if (400..500).contains(&status) && !matches!(status, 409 | 429) => {
            Miss { failure: Failure::Refused { refusal: Box::new(error), seen }, again: false }
        }
        _ => {
            let reach = if status == 429 { Reach::Never } else { Reach::Maybe };
            let failure = Failure::Unknown { why: format!("status {status}"), seen, reach };
            Miss { failure, again: advice != Some("false") }
        }
    }
}

/// One try that reached Stripe is enough for the whole call to be unsure.
fn with_reach(failure: Failure, reached: &mut Reach) -> Failure {
    match failure {
        Failure::Unknown { why, seen, reach } => {
            if reach == Reach::Maybe {
                *reached = Reach::Maybe;
            }
            Failure::Unknown { why, seen, reach: *reached }
        }
        refused @ Failure::Refused { .. } => refused,
    }
}
