//! Where messages to phones go: Twilio, or the folder of the demo.

use std::path::PathBuf;

use secrecy::{ExposeSecret, SecretString};

use super::program::{ConfigError, Mail, Mode, wrong};

/// Where Twilio is.
pub const TWILIO: &str = "https://api.twilio.com";

/// Where SMS and messages of WhatsApp go.
#[derive(Clone, Debug)]
pub enum Phones {
    /// To Twilio.
    Twilio(Box<Twilio>),
    /// Into the folder that stands for everybody's mailbox, in demo mode.
    Folder(PathBuf),
    /// Nowhere: there is no account.
    Nowhere,
}

/// How to reach Twilio.
#[derive(Clone, Debug)]
pub struct Twilio {
    /// [`TWILIO`], or the origin of a stand-in on loopback.
    pub api_url: String,
    /// The account, `AC…`.
    pub account: String,
    /// What signs Twilio's requests to us, and ours to it where there is no key.
    pub auth_token: SecretString,
    /// A key, `SK…`, with its secret: for our requests to Twilio alone.
    pub key: Option<(String, SecretString)>,
}

/// The keys about Twilio, as they are written.
pub(super) struct Written<'a> {
    pub account: Option<&'a String>,
    pub auth_token: Option<&'a SecretString>,
    pub key: Option<&'a String>,
    pub secret: Option<&'a SecretString>,
    pub api_url: Option<&'a String>,
}

impl Written<'_> {
    fn is_empty(&self) -> bool {
        self.account.is_none()
            && self.auth_token.is_none()
            && self.key.is_none()
            && self.secret.is_none()
            && self.api_url.is_none()
    }
}

/// Checks the keys about Twilio. Without any, messages to phones go where the demo's e-mails go, and in
/// production nowhere.
pub(super) fn checked(
    written: &Written<'_>,
    mode: Mode,
    mail: &Mail,
) -> Result<Phones, ConfigError> {
    if written.is_empty() {
        return Ok(match (mode, mail) {
            (Mode::Demo, Mail::Folder(folder)) => Phones::Folder(folder.clone()),
            _ => Phones::Nowhere,
        });
    }
    let account = written.account.filter(|account| is_id(account, "AC"));
    let Some(account) = account.cloned() else {
        return wrong("twilio_account_sid", "missing, or not AC and 32 hexadecimal digits");
    };
    let Some(auth_token) = written.auth_token.filter(|token| is_secret(token)).cloned() else {
        return wrong("twilio_auth_token", "missing or too short: it signs what Twilio tells us");
    };
    let key = match (written.key, written.secret) {
        (None, None) => None,
        (Some(key), Some(secret)) if is_id(key, "SK") && is_secret(secret) => {
            Some((key.clone(), secret.clone()))
        }
        _ => return wrong("twilio_api_key", "needs SK and 32 hexadecimal digits, and a secret"),
    };
    let api_url = written.api_url.cloned().unwrap_or_else(|| TWILIO.to_owned());
    let port = api_url.strip_prefix("http://127.0.0.1:").and_then(|port| port.parse::<u16>().ok());
    match (api_url == TWILIO, mode, port) {
        (true, _, _) | (false, Mode::Demo, Some(_)) => {
            Ok(Phones::Twilio(Box::new(Twilio { api_url, account, auth_token, key })))
        }
        (false, Mode::Production, _) => {
            wrong("twilio_api_url", "another Twilio is refused in production")
        }
        (false, Mode::Demo, None) => wrong("twilio_api_url", "another Twilio is on 127.0.0.1 only"),
    }
}

/// Whether a text is an id of Twilio's: two letters and 32 hexadecimal digits.
pub fn is_id(text: &str, kind: &str) -> bool {
    let digits = text.strip_prefix(kind).unwrap_or_default();
    digits.len() == 32 && digits.bytes().all(|byte| byte.is_ascii_hexdigit())
}

fn is_secret(secret: &SecretString) -> bool {
    let secret = secret.expose_secret();
    secret.trim() == secret && secret.len() >= 16
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::program::Settings;

    const BASE: &str = "env = 'demo'\nbase_url = 'http://localhost:7070'\n\
        database_url = 'sqlite:a.db'\nkey_file = 'k'\ntransfer_only = true\n";
    const ACCOUNT: &str = "twilio_account_sid = 'AC00000000000000000000000000000001'\n";
    const TOKEN: &str = "twilio_auth_token = 'canary_of_the_account'\n";
    const KEY: &str = "twilio_api_key = 'SK00000000000000000000000000000001'\n";

    fn read(more: &[&str]) -> Result<Phones, String> {
        let toml = format!("{BASE}{}", more.concat());
        let read = Settings::from_toml(&toml).map_err(|error| error.to_string());
        if let Err(said) = &read {
            assert!(!said.contains("canary"), "{said}");
        }
        read.map(|settings| settings.phones)
    }

    #[test]
    fn without_an_account_the_demo_has_its_folder_and_production_nothing() {
        assert!(matches!(read(&[]), Ok(Phones::Folder(folder)) if folder.ends_with("mailbox")));
        let by_mail = "smtp_url = 'smtp://127.0.0.1:25'\n";
        assert!(matches!(read(&[by_mail]), Ok(Phones::Nowhere)));
        let written =
            Written { account: None, auth_token: None, key: None, secret: None, api_url: None };
        let mail = Mail::Folder("var/mailbox".into());
        assert!(matches!(checked(&written, Mode::Production, &mail), Ok(Phones::Nowhere)));
    }

    #[test]
    fn an_account_needs_what_checks_the_providers_signature() {
        let whole = read(&[ACCOUNT, TOKEN]).expect("good settings");
        let Phones::Twilio(twilio) = whole else { panic!("no account") };
        assert_eq!((twilio.api_url.as_str(), twilio.key.is_none()), (TWILIO, true));
        let secret = "twilio_api_secret = 'canary_of_the_key'\n";
        assert!(
            matches!(read(&[ACCOUNT, TOKEN, KEY, secret]), Ok(Phones::Twilio(t)) if t.key.is_some())
        );
        for (settings, named) in [
            (vec![TOKEN], "twilio_account_sid"),
            (vec!["twilio_account_sid = 'AC1'\n", TOKEN], "twilio_account_sid"),
            (vec![ACCOUNT], "twilio_auth_token"),
            (vec![ACCOUNT, "twilio_auth_token = 'canary'\n"], "twilio_auth_token"),
            (vec![ACCOUNT, TOKEN, KEY], "twilio_api_key"),
            (vec![ACCOUNT, TOKEN, secret], "twilio_api_key"),
            (vec![ACCOUNT, TOKEN, "twilio_api_url = 'https://canary.example'\n"], "twilio_api_url"),
        ] {
            let said = read(&settings).expect_err("refused");
            assert!(said.starts_with(named), "{said}");
        }
    }

    #[test]
    fn another_twilio_is_on_loopback_and_in_the_demo_only() {
        let url = "twilio_api_url = 'http://127.0.0.1:9'\n";
        assert!(matches!(read(&[ACCOUNT, TOKEN, url]), Ok(Phones::Twilio(_))));
        let (account, url) = (format!("AC{}", "0".repeat(32)), "http://127.0.0.1:9".to_owned());
        let token = SecretString::from("a token that is long enough");
        let written = Written {
            account: Some(&account),
            auth_token: Some(&token),
            key: None,
            secret: None,
            api_url: Some(&url),
        };
        let mail = Mail::Folder("var/mailbox".into());
        assert!(checked(&written, Mode::Production, &mail).is_err());
    }
}
