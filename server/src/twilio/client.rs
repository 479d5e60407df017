//! Sending one message, and asking whether the account lets us in.

use std::time::Duration;

use reqwest::RequestBuilder;
use secrecy::{ExposeSecret, SecretString};

use super::answer;
use super::content::{self, Content};
use super::media::{self, Fetched};
use crate::config::phones::{TWILIO, Twilio};
use crate::messaging::{SILENT, Sent};
use crate::stripe::client::install_tls_provider;

/// How long a request may take in all. Twilio cuts its own work off after 15 seconds.
const TIMEOUT: Duration = Duration::from_secs(30);

/// Where Twilio keeps the messages of WhatsApp that it had approved.
const CONTENT: &str = "https://content.twilio.com";

/// How long it may take to connect: nothing is handed over before.
const CONNECTING: Duration = Duration::from_secs(5);

/// What Twilio is asked to send. No `Debug`: it holds a number and maybe a link.
pub struct Request {
    /// A number, `whatsapp:` and a number, or the id of a messaging service.
    pub from: Sender,
    /// A number, or `whatsapp:` and a number.
    pub to: String,
    /// What it says.
    pub says: Says,
    /// Where Twilio tells what becomes of it.
    pub callback: String,
    /// After so many seconds in Twilio's queue it is not sent any more.
    pub valid_for: Option<String>,
}

/// Who sends a message.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Sender {
    /// A number, with `whatsapp:` before it on WhatsApp.
    Number(String),
    /// A messaging service, `MG…`, which chooses a number.
    Service(String),
}

/// What a message says.
#[derive(Clone, PartialEq, Eq)]
pub enum Says {
    /// These words.
    Words(String),
    /// An approved template by its id, `HX…`, with its variables as a JSON object.
    Template {
        /// The template.
        id: String,
        /// The values of its places.
        variables: String,
    },
}

/// Why no client could be made.
#[derive(Debug, thiserror::Error)]
#[error("the HTTP client for Twilio did not start: {0}")]
pub struct ClientError(reqwest::Error);

/// A handle on Twilio. Clones share one pool of connections. No `Debug`: it holds a secret.
#[derive(Clone)]
pub struct Client {
    http: reqwest::Client,
    api_url: String,
    account_url: String,
    content_url: String,
    user: String,
    password: SecretString,
}

impl Client {
    /// One for the account of `settings`; no connection is made yet.
    pub fn new(settings: &Twilio) -> Result<Self, ClientError> {
        install_tls_provider();
        let http = reqwest::Client::builder()
            .user_agent("aldia")
            .connect_timeout(CONNECTING)
            .timeout(TIMEOUT)
            .pool_idle_timeout(Duration::from_secs(30))
            .redirect(reqwest::redirect::Policy::none())
            .no_proxy()
            .build()
            .map_err(ClientError)?;
        let (user, password) = match &settings.key {
            Some((key, secret)) => (key.clone(), secret.clone()),
            None => (settings.account.clone(), settings.auth_token.clone()),
        };
        let account_url = format!("{}/2010-04-01/Accounts/{}", settings.api_url, settings.account);
        let origin = if settings.api_url == TWILIO { CONTENT } else { &*settings.api_url };
        let content_url = format!("{origin}/v1/Content");
        let api_url = settings.api_url.clone();
        Ok(Self { http, api_url, account_url, content_url, user, password })
    }

    /// How long a request may take at most.
    pub const fn longest() -> Duration {
        TIMEOUT
    }

    /// Hands one message over. What cannot be known is said to be unknown.
    pub async fn send(&self, request: &Request) -> Sent {
        let form = form(request);
        let asked = self.http.post(format!("{}/Messages.json", self.account_url)).form(&form);
        match self.exchange(asked).await {
            Ok((status, body)) => answer::read(status, &body),
            Err(error) => lost(&error),
        }
    }

    /// Whether the account lets us in. The error is a word or a code, and no secret.
    pub async fn lets_in(&self) -> Result<(), String> {
        let asked = self.http.get(format!("{}.json", self.account_url));
        match self.exchange(asked).await {
            Ok((200..=299, _)) => Ok(()),
            Ok((status, body)) => Err(answer::word(status, &body)),
            Err(error) if error.is_timeout() => Err(SILENT.to_owned()),
            Err(_) => Err("not connected".to_owned()),
        }
    }

    /// What has the number `id`, `HX…`.
    pub async fn content(&self, id: &str) -> Content {
        let url = format!("{}/{id}", self.content_url);
        let (language, body) = match self.exchange(self.http.get(&url)).await {
            Ok((404, _)) => return Content::Not,
            Ok((200..=299, answer)) => match content::told(&answer) {
                Some(told) => told,
                None => return Content::Unknown,
            },
            _ => return Content::Unknown,
        };
        match self.exchange(self.http.get(format!("{url}/ApprovalRequests"))).await {
            Ok((404, _)) => Content::Not,
            Ok((200..=299, answer)) => match content::is_approved(&answer) {
                Some(true) => Content::Approved { body, language },
                Some(false) => Content::Not,
                None => Content::Unknown,
            },
            _ => Content::Unknown,
        }
    }

    /// A file that came with a message to us, by the address that Twilio named.
    pub async fn media(&self, url: &str) -> Fetched {
        if !media::is_own(&self.account_url, url) {
            return Fetched::Never("elsewhere");
        }
        let first = self.http.get(url);
        let first = first.basic_auth(&self.user, Some(self.password.expose_secret()));
        media::fetch(&self.api_url, &self.http, first).await
    }

    async fn exchange(&self, asked: RequestBuilder) -> Result<(u16, Vec<u8>), reqwest::Error> {
        let asked = asked.basic_auth(&self.user, Some(self.password.expose_secret()));
        let answer = asked.send().await?;
        let status = answer.status().as_u16();
        Ok((status, answer.bytes().await?.to_vec()))
    }
}

fn form(request: &Request) -> Vec<(&'static str, &str)> {
    let mut form = vec![("To", request.to.as_str()), ("StatusCallback", request.callback.as_str())];
    form.push(match &request.from {
        Sender::Number(number) => ("From", number.as_str()),
        Sender::Service(service) => ("MessagingServiceSid", service.as_str()),
    });
    form.extend(request.valid_for.as_deref().map(|seconds| ("ValidityPeriod", seconds)));
    match &request.says {
        Says::Words(words) => form.push(("Body", words.as_str())),
        Says::Template { id, variables } => {
            form.push(("ContentSid", id.as_str()));
            form.push(("ContentVariables", variables.as_str()));
        }
    }
    form
}

/// A request that got no whole answer. Only where no connection came about was nothing handed over.
fn lost(error: &reqwest::Error) -> Sent {
    if error.is_connect() || error.is_builder() {
        Sent::Later("not connected".to_owned())
    } else if error.is_timeout() {
        Sent::Unknown(SILENT.to_owned())
    } else {
        Sent::Unknown("the connection broke".to_owned())
    }
}
