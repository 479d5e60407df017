//! The program's own settings: a TOML file, then `ALDIA_…` variables over it.
//!
//! `docs/configuration.md` explains each key. A setting that is missing, malformed or dangerous stops
//! the program with one line that names the key and never its value.

use std::path::{Path, PathBuf};

use config::{Config, Environment, File, FileFormat};
use reqwest::Url;
use secrecy::{ExposeSecret, SecretString};
use serde::Deserialize;

use super::phones::{self, Phones, Written};

/// How careful the program has to be.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Mode {
    /// Real people and real money: https, SMTP and Stripe or an explicit "transfer only".
    Production,
    /// The simulator, the mailbox page, and http on loopback are allowed.
    Demo,
}

/// How log lines look.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum LogFormat {
    /// One JSON object a line.
    Json,
    /// For eyes.
    Text,
}

/// All keys, as they are written.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Raw {
    #[serde(default = "production")]
    env: Mode,
    base_url: Option<String>,
    bind: Option<String>,
    database_url: Option<String>,
    key_file: Option<PathBuf>,
    smtp_url: Option<SecretString>,
    mailbox_dir: Option<PathBuf>,
    twilio_account_sid: Option<String>,
    twilio_auth_token: Option<SecretString>,
    twilio_api_key: Option<String>,
    twilio_api_secret: Option<SecretString>,
    twilio_api_url: Option<String>,
    stripe_secret_key: Option<SecretString>,
    stripe_webhook_secrets: Option<SecretString>,
    stripe_api_url: Option<String>,
    #[serde(default = "two")]
    senders: u16,
    #[serde(default)]
    transfer_only: bool,
    #[serde(default = "json")]
    log: LogFormat,
}

const fn production() -> Mode {
    Mode::Production
}

const fn two() -> u16 {
    2
}

const fn json() -> LogFormat {
    LogFormat::Json
}

/// The settings, checked. No secret of it is ever printed.
#[derive(Clone, Debug)]
pub struct Settings {
    /// How careful to be.
    pub mode: Mode,
    /// Scheme, host and port under which people reach the portal, without a slash at the end.
    pub base_url: String,
    /// Address and port to listen on.
    pub bind: String,
    /// `sqlite:FILE` or `postgres://…`.
    pub database_url: SecretString,
    /// The file of the master key.
    pub key_file: PathBuf,
    /// Where e-mails go.
    pub mail: Mail,
    /// Where SMS and messages of WhatsApp go.
    pub phones: Phones,
    /// How many messages this process hands over side by side: each has a connection of its own.
    pub senders: u16,
    /// Stripe; `None` if only transfers are taken.
    pub stripe: Option<Stripe>,
    /// How log lines look.
    pub log: LogFormat,
}

/// Where e-mails go.
#[derive(Clone, Debug)]
pub enum Mail {
    /// A mail server, as `smtps://user:password@host:465` or `smtp://127.0.0.1:25`.
    Smtp(SecretString),
    /// A folder of `.eml` files, in demo mode.
    Folder(PathBuf),
}

/// How to reach Stripe.
#[derive(Clone, Debug)]
pub struct Stripe {
    /// `https://api.stripe.com`, or the simulator's origin.
    pub api_url: String,
    /// The platform's key.
    pub secret_key: SecretString,
    /// The secrets of the webhook endpoint; several while one is rolled.
    pub webhook_secrets: Vec<SecretString>,
}

/// Why the program does not start.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{key}: {problem}")]
pub struct ConfigError {
    /// The key, as it is written in the file.
    pub key: String,
    /// What is wrong, without the value.
    pub problem: String,
}

pub(super) fn wrong<T>(key: &str, problem: impl Into<String>) -> Result<T, ConfigError> {
    Err(ConfigError { key: key.to_owned(), problem: problem.into() })
}

/// Senders of one process, at most.
const MOST_SENDERS: u16 = 64;

/// Where Stripe is.
pub const STRIPE: &str = "https://api.stripe.com";

impl Settings {
    /// Reads `file` if there is one, then the variables whose names begin with `ALDIA_`.
    pub fn load(file: Option<&Path>) -> Result<Self, ConfigError> {
        let mut builder = Config::builder();
        if let Some(path) = file {
            let Ok(text) = std::fs::read_to_string(path) else {
                return wrong("config file", "cannot be read");
            };
            builder = builder.add_source(File::from_str(&text, FileFormat::Toml));
        }
        let variables = Some(variables().collect());
        builder = builder
            .add_source(Environment::with_prefix("ALDIA").source(variables).try_parsing(true));
        Self::from_config(builder)
    }

    /// Whether there is a file or a variable to read: if not, no portal is set up here.
    pub fn are_there(file: Option<&Path>) -> bool {
        file.is_some() || variables().next().is_some()
    }

    /// Reads TOML alone, as tests and commands do.
    pub fn from_toml(text: &str) -> Result<Self, ConfigError> {
        Self::from_config(Config::builder().add_source(File::from_str(text, FileFormat::Toml)))
    }

    fn from_config(
        builder: config::ConfigBuilder<config::builder::DefaultState>,
    ) -> Result<Self, ConfigError> {
        let raw = builder.build().and_then(Config::try_deserialize::<Raw>);
        match raw {
            Ok(raw) => Self::check(raw),
            // The library's text may quote a value: only the key's name is safe to print.
            Err(error) => wrong(&key_of(&error), "unknown key, or a value of the wrong kind"),
        }
    }

    fn check(raw: Raw) -> Result<Self, ConfigError> {
        let mode = raw.env;
        let base_url = checked_base_url(mode, raw.base_url.as_deref())?;
        let bind = raw.bind.clone().unwrap_or_else(|| "127.0.0.1:7070".to_owned());
        if bind.parse::<std::net::SocketAddr>().is_err() {
            return wrong("bind", "an address and port like 127.0.0.1:7070");
        }
        let database_url = checked_database_url(raw.database_url.as_deref())?;
        let Some(key_file) = raw.key_file.clone() else { return wrong("key_file", "missing") };
        let (mail, stripe) = (checked_mail(&raw)?, checked_stripe(&raw)?);
        let phones = checked_phones(&raw, &mail)?;
        if !(1..=MOST_SENDERS).contains(&raw.senders) {
            return wrong("senders", "a number from 1 to 64");
        }
        Ok(Self {
            mode,
            base_url,
            bind,
            database_url: database_url.into(),
            key_file,
            mail,
            phones,
            senders: raw.senders,
            stripe,
            log: raw.log,
        })
    }

    /// Whether cookies may and must be marked `Secure`.
    pub fn is_https(&self) -> bool {
        self.base_url.starts_with("https://")
    }

    /// Whether events of live mode are ours, or those of test mode.
    pub fn takes_live_money(&self) -> bool {
        let key = self.stripe.as_ref().map(|stripe| stripe.secret_key.expose_secret());
        key.is_some_and(|key| key.contains("_live_"))
    }

    /// The origin of the payment simulator, while it is in use.
    pub fn simulator(&self) -> Option<&str> {
        self.stripe.as_ref().map(|stripe| stripe.api_url.as_str()).filter(|url| *url != STRIPE)
    }
}

/// Variables with our prefix that are no settings.
const NOT_SETTINGS: [&str; 2] = ["ALDIA_SHARED", "ALDIA_CONFIG"];

/// The variables that are settings.
fn variables() -> impl Iterator<Item = (String, String)> {
    let is_ours = |name: &str| name.starts_with("ALDIA_") && !NOT_SETTINGS.contains(&name);
    std::env::vars().filter(move |(name, _)| is_ours(name))
}

fn key_of(error: &config::ConfigError) -> String {
    let text = error.to_string();
    let quoted = text.split('`').nth(1);
    let keyed = text.split("for key `").nth(1).and_then(|rest| rest.split('`').next());
    let known = |key: &&str| key.chars().all(|c| c.is_ascii_lowercase() || c == '_');
    keyed.or(quoted).filter(known).unwrap_or("config").to_owned()
}

fn checked_base_url(mode: Mode, url: Option<&str>) -> Result<String, ConfigError> {
    let Some(url) = url else { return wrong("base_url", "missing") };
    let Some((scheme, rest)) = url.split_once("://") else {
        return wrong("base_url", "needs a scheme and a host");
    };
    let host_fits = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | ':' | '[' | ']');
    if rest.is_empty() || !rest.chars().all(host_fits) {
        return wrong("base_url", "only scheme, host and port, without a slash at the end");
    }
    let host = rest.rsplit_once(':').map_or(rest, |(host, _)| host);
    let loopback = host == "localhost" || host.ends_with(".localhost") || host == "127.0.0.1";
    match (scheme, mode) {
        ("https", _) => Ok(url.to_owned()),
        ("http", Mode::Demo) if loopback => Ok(url.to_owned()),
        ("http", Mode::Demo) => wrong("base_url", "http is for loopback only"),
        ("http", Mode::Production) => wrong("base_url", "production needs https"),
        _ => wrong("base_url", "neither http nor https"),
    }
}

fn checked_database_url(url: Option<&str>) -> Result<String, ConfigError> {
    let Some(url) = url else { return wrong("database_url", "missing") };
    let known = ["sqlite:", "postgres:", "postgresql:"].iter().any(|s| url.starts_with(s));
    if !known {
        return wrong("database_url", "neither sqlite: nor postgres:");
    }
    if url.starts_with("sqlite:") && (url.contains(":memory:") || url.contains("mode=memory")) {
        return wrong("database_url", "a database in memory keeps nothing");
    }
    Ok(url.to_owned())
}

fn checked_mail(raw: &Raw) -> Result<Mail, ConfigError> {
    match (&raw.smtp_url, &raw.mailbox_dir, raw.env) {
        (Some(_), Some(_), _) => wrong("mailbox_dir", "either smtp_url or a folder, not both"),
        (Some(url), None, mode) => {
            let Ok(address) = Url::parse(url.expose_secret()) else {
                return wrong("smtp_url", "not the address of a mail server");
            };
            let secure = match address.scheme() {
                "smtps" => true,
                "smtp" => requires_tls(&address),
                _ => return wrong("smtp_url", "neither smtp: nor smtps:"),
            };
            if mode == Mode::Production && !secure {
                return wrong("smtp_url", "production needs smtps, or smtp with ?tls=required");
            }
            Ok(Mail::Smtp(url.clone()))
        }
        (None, _, Mode::Production) => wrong("smtp_url", "production needs a mail server"),
        (None, Some(folder), Mode::Demo) => Ok(Mail::Folder(folder.clone())),
        (None, None, Mode::Demo) => Ok(Mail::Folder("var/mailbox".into())),
    }
}

fn checked_phones(raw: &Raw, mail: &Mail) -> Result<Phones, ConfigError> {
    let written = Written {
        account: raw.twilio_account_sid.as_ref(),
        auth_token: raw.twilio_auth_token.as_ref(),
        key: raw.twilio_api_key.as_ref(),
        secret: raw.twilio_api_secret.as_ref(),
        api_url: raw.twilio_api_url.as_ref(),
    };
    phones::checked(&written, raw.env, mail)
}

/// Whether nothing is sent before the connection is encrypted.
fn requires_tls(address: &Url) -> bool {
    let tls = address.query_pairs().find(|(key, _)| key == "tls");
    tls.is_some_and(|(_, value)| value == "required")
}

fn checked_stripe(raw: &Raw) -> Result<Option<Stripe>, ConfigError> {
    if raw.transfer_only {
        return match raw.stripe_secret_key {
            Some(_) => wrong("transfer_only", "contradicts stripe_secret_key"),
            None => Ok(None),
        };
    }
    let api_url = raw.stripe_api_url.clone().unwrap_or_else(|| STRIPE.to_owned());
    let simulated = api_url != STRIPE;
    if simulated && raw.env == Mode::Production {
        return wrong("stripe_api_url", "the simulator is refused in production");
    }
    let port = api_url.strip_prefix("http://127.0.0.1:").and_then(|port| port.parse::<u16>().ok());
    if simulated && port.is_none() {
        return wrong("stripe_api_url", "the simulator is on 127.0.0.1 only");
    }
    let Some(secret_key) = raw.stripe_secret_key.clone() else {
        return wrong("stripe_secret_key", "missing; or say transfer_only = true");
    };
    let key = secret_key.expose_secret();
    if key.len() < 16 || !(key.starts_with("sk_") || key.starts_with("rk_")) {
        return wrong("stripe_secret_key", "not a secret key of Stripe");
    }
    if raw.env == Mode::Production && key.contains("_test_") {
        return wrong("stripe_secret_key", "a test key in production");
    }
    if simulated && !key.contains("_test_") {
        return wrong("stripe_secret_key", "a live key must never reach the simulator");
    }
    let secrets = raw.stripe_webhook_secrets.as_ref().map(ExposeSecret::expose_secret);
    let webhook_secrets: Vec<SecretString> =
        secrets.unwrap_or_default().split(',').map(|s| s.trim().into()).collect();
    let short = |secret: &SecretString| secret.expose_secret().len() < 16;
    if webhook_secrets.iter().any(short) {
        return wrong("stripe_webhook_secrets", "missing, empty or too short");
    }
    Ok(Some(Stripe { api_url, secret_key, webhook_secrets }))
}
