//! One mail server: where it is, how to come in, and how to hand a letter over.
//!
//! Coming in and handing over are limited apart: as long as nothing was handed over a silent server
//! costs a letter nothing but time.

use std::time::Duration;

use lettre::Message;
use lettre::transport::smtp::authentication::{Credentials, DEFAULT_MECHANISMS};
use lettre::transport::smtp::client::{AsyncSmtpConnection, Tls, TlsParameters};
use lettre::transport::smtp::extension::ClientId;
use lettre::transport::smtp::{Error as SmtpError, SMTP_PORT, SUBMISSION_PORT, SUBMISSIONS_PORT};
use reqwest::Url;
use tokio::sync::watch;
use tokio::time::timeout;

use super::mailer::{SILENT, Sent};

/// How long a server may take to answer "good-bye", after which nothing depends on it any more.
const GOODBYE: Duration = Duration::from_secs(2);

/// How long a mail server may keep us waiting.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Limits {
    /// For everything before a letter: to connect, to be greeted, TLS, and to sign in.
    pub connecting: Duration,
    /// For one letter, from its sender's address to the server's word that it has taken it.
    pub sending: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self { connecting: Duration::from_secs(30), sending: Duration::from_mins(1) }
    }
}

/// A mail server. No `Debug`: it holds a password.
#[derive(Clone)]
pub struct Server {
    host: String,
    port: u16,
    hello: ClientId,
    tls: Tls,
    credentials: Option<Credentials>,
    pub(super) limits: Limits,
}

impl Server {
    /// Reads an address as lettre does: `smtps://`, `smtp://`, and `?tls=required` or `opportunistic`;
    /// a path is the name we give ourselves. `None` for any other.
    pub(super) fn at(url: &str) -> Option<Self> {
        let url = Url::parse(url).ok()?;
        let host = url.host_str()?.to_owned();
        let wanted = url.query_pairs().find(|(key, _)| key == "tls");
        let wanted = wanted.map(|(_, value)| value.into_owned());
        let checked = || TlsParameters::new(host.clone()).ok();
        let (tls, usual_port) = match (url.scheme(), wanted.as_deref()) {
            ("smtp", None) => (Tls::None, SMTP_PORT),
            ("smtp", Some("opportunistic")) => (Tls::Opportunistic(checked()?), SUBMISSION_PORT),
            ("smtp", Some("required")) => (Tls::Required(checked()?), SUBMISSION_PORT),
            ("smtps", _) => (Tls::Wrapper(checked()?), SUBMISSIONS_PORT),
            _ => return None,
        };
        let hello = match url.path().trim_matches('/') {
            "" => ClientId::default(),
            name => ClientId::Domain(name.to_owned()),
        };
        let credentials = match url.password() {
            Some(password) => Some(Credentials::new(decoded(url.username())?, decoded(password)?)),
            None => None,
        };
        let port = url.port().unwrap_or(usual_port);
        Some(Self { host, port, hello, tls, credentials, limits: Limits::default() })
    }

    /// Comes in and hands one letter over. Once `stop` turns true nobody waits to come in any more.
    pub(super) async fn send(&self, letter: &Message, stop: &watch::Receiver<bool>) -> Sent {
        let mut stop = stop.clone();
        let connected = tokio::select! {
            connected = self.connect() => connected,
            () = asked(&mut stop) => Err(Sent::Later("stopping".to_owned())),
        };
        let mut connection = match connected {
            Ok(connection) => connection,
            Err(sent) => return sent,
        };
        let bytes = letter.formatted();
        let handed_over = connection.send(letter.envelope(), &bytes);
        let answer = timeout(self.limits.sending, handed_over).await;
        match answer {
            Ok(Ok(_)) => {
                // It has been taken: whatever the server says now changes nothing.
                drop(timeout(GOODBYE, connection.quit()).await);
                Sent::Accepted
            }
            Ok(Err(error)) => outcome(&error),
            Err(_) => Sent::Unknown(SILENT.to_owned()),
        }
    }

    /// Whether it lets us in.
    pub(super) async fn lets_in(&self) -> bool {
        match self.connect().await {
            Ok(mut connection) => {
                drop(timeout(GOODBYE, connection.quit()).await);
                true
            }
            Err(_) => false,
        }
    }

    /// A connection that takes letters. Without one nothing was handed over, whatever the server said.
    async fn connect(&self) -> Result<AsyncSmtpConnection, Sent> {
        match timeout(self.limits.connecting, self.come_in()).await {
            Ok(Ok(connection)) => Ok(connection),
            Ok(Err(error)) if is_shut_out(&error) => Err(shut_out(&error)),
            Ok(Err(error)) => Err(Sent::Later(word(&error, "not connected"))),
            Err(_) => Err(Sent::Later(SILENT.to_owned())),
        }
    }

    async fn come_in(&self) -> Result<AsyncSmtpConnection, SmtpError> {
        let wrapped = match &self.tls {
            Tls::Wrapper(checked) => Some(checked.clone()),
            _ => None,
        };
        // A name may have several addresses, and the first ones may be dead.
        let one_address = Some(self.limits.connecting / 3);
        let server = (self.host.as_str(), self.port);
        let mut connection =
            AsyncSmtpConnection::connect_tokio1(server, one_address, &self.hello, wrapped, None)
                .await?;
        match &self.tls {
            Tls::Required(checked) => connection.starttls(checked.clone(), &self.hello).await?,
            Tls::Opportunistic(checked) if connection.can_starttls() => {
                connection.starttls(checked.clone(), &self.hello).await?;
            }
            _ => {}
        }
        if let Some(credentials) = &self.credentials {
            connection.auth(DEFAULT_MECHANISMS, credentials).await?;
        }
        Ok(connection)
    }
}

/// Waits until somebody asks to stop.
async fn asked(stop: &mut watch::Receiver<bool>) {
    let nobody_can = stop.wait_for(|stop| *stop).await.is_err();
    if nobody_can {
        std::future::pending::<()>().await;
    }
}

/// What is known after a letter failed: a refusal is final, and where the connection broke the letter
/// may have been taken.
fn outcome(error: &SmtpError) -> Sent {
    if is_shut_out(error) {
        shut_out(error)
    } else if error.is_permanent() {
        Sent::Refused(word(error, "refused"))
    } else if error.is_transient() {
        Sent::Later(word(error, "busy"))
    } else if error.is_client() {
        // An address that this server cannot take was never told to it.
        Sent::Later(word(error, "not handed over"))
    } else {
        Sent::Unknown(word(error, "the connection broke"))
    }
}

/// The code of the server's answer; `otherwise` if there was none.
fn word(error: &SmtpError, otherwise: &str) -> String {
    error.status().map_or_else(|| otherwise.to_owned(), |code| code.to_string())
}

/// The answers that ask for another name or password (RFC 4954, section 6).
fn is_shut_out(error: &SmtpError) -> bool {
    error.status().is_some_and(|code| matches!(u16::from(code), 530 | 534 | 535 | 538))
}

fn shut_out(error: &SmtpError) -> Sent {
    tracing::error!("the mail server does not let us in: check smtp_url");
    Sent::Later(word(error, "not let in"))
}

/// Undoes percent-encoding; a `%` that begins no code stands for itself. `None` if the bytes are no text.
fn decoded(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        let code = match (*first, after) {
            (b'%', [high, low, ..]) => digit(*high).zip(digit(*low)),
            _ => None,
        };
        if let Some((high, low)) = code {
            bytes.push(high * 16 + low);
            rest = &after[2..];
        } else {
            bytes.push(*first);
            rest = after;
        }
    }
    String::from_utf8(bytes).ok()
}

fn digit(letter: u8) -> Option<u8> {
    char::from(letter).to_digit(16).and_then(|value| u8::try_from(value).ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(url: &str, tls: &str, port: u16) {
        let server = Server::at(url).expect("it reads");
        assert_eq!((format!("{:?}", server.tls).as_str(), server.port), (tls, port), "{url}");
        assert_eq!(server.host, "mail.example.com", "{url}");
    }

    #[test]
    fn an_address_says_how_the_connection_is_encrypted() {
        check("smtps://mail.example.com", "Wrapper", 465);
        check("smtps://mail.example.com:2465?tls=required", "Wrapper", 2465);
        check("smtp://mail.example.com?tls=required", "Required", 587);
        check("smtp://mail.example.com:25?tls=opportunistic", "Opportunistic", 25);
        check("smtp://mail.example.com", "None", 25);
        for bad in ["smtp://mail.example.com?tls=none", "http://mail.example.com", "smtp:", "mail"]
        {
            assert!(Server::at(bad).is_none(), "{bad}");
        }
    }

    #[test]
    fn an_address_holds_user_and_password_and_our_own_name() {
        let server =
            Server::at("smtps://pagos%40example.com:s%C3%AD%2F%zz%@mail.example.com/us.example");
        let server = server.expect("it reads");
        let signs = Credentials::new("pagos@example.com".to_owned(), "sí/%zz%".to_owned());
        assert_eq!(server.credentials, Some(signs));
        assert_eq!(server.hello, ClientId::Domain("us.example".to_owned()));
        let bare = Server::at("smtp://127.0.0.1:2525/").expect("it reads");
        assert!(bare.credentials.is_none() && bare.hello == ClientId::default());
        assert!(Server::at("smtps://a:%ff@mail.example.com").is_none(), "no text");
    }
}
