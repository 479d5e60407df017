//! One mail server: where it is, how to come in, and how to hand a letter over.
//!
//! Coming in, offering a letter and handing it over are limited apart: until the server has asked for
//! the letter itself, its silence or a broken connection costs a letter nothing but time.

use std::time::Duration;

use lettre::Message;
use lettre::address::Envelope;
use lettre::transport::smtp::authentication::{Credentials, DEFAULT_MECHANISMS};
use lettre::transport::smtp::client::{AsyncSmtpConnection, Tls, TlsParameters};
use lettre::transport::smtp::commands::{Data, Mail, Rcpt};
use lettre::transport::smtp::extension::{
    ClientId, Extension, MailBodyParameter, MailParameter, ServerInfo,
};
use lettre::transport::smtp::{Error as SmtpError, SMTP_PORT, SUBMISSION_PORT, SUBMISSIONS_PORT};
use reqwest::Url;
use tokio::sync::watch;
use tokio::time::timeout;

use super::mailer::{SILENT, Sent};

/// How long a server may take to answer "good-bye", after which nothing depends on it any more.
const GOODBYE: Duration = Duration::from_secs(2);

/// Why a letter was not handed over: the server did not ask for it, and did not say why.
const NOT_ASKED: &str = "not handed over";

/// How long a mail server may keep us waiting.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Limits {
    /// For everything before a letter: to connect, to be greeted, TLS, and to sign in.
    pub connecting: Duration,
    /// For its sender's and recipient's addresses, until the server asks for the letter itself.
    pub offering: Duration,
    /// For the letter, until the server's word that it has taken it. RFC 5321, section 4.5.3.2, allows
    /// it ten minutes for that word alone; a letter that it says nothing of is never sent again.
    pub sending: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            connecting: Duration::from_secs(30),
            offering: Duration::from_mins(1),
            sending: Duration::from_mins(5),
        }
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
    /// a path is the name we give ourselves. `None` for any other, a misspelt `tls` among them: who
    /// wrote it believes that the connection is encrypted.
    pub(super) fn at(url: &str) -> Option<Self> {
        let url = Url::parse(url).ok()?;
        let host = url.host_str()?.to_owned();
        let asked: Vec<_> = url.query_pairs().collect();
        let wanted = match asked.as_slice() {
            [] => None,
            [(key, value)] if key == "tls" => Some(&**value),
            _ => return None,
        };
        let checked = || TlsParameters::new(host.clone()).ok();
        let (tls, usual_port) = match (url.scheme(), wanted) {
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

    /// How long it takes at most once the server has asked for a letter.
    pub(super) fn handing_over(&self) -> Duration {
        self.limits.sending + GOODBYE
    }

    /// Comes in and hands one letter over. Once `stop` turns true a letter that was not asked for is
    /// offered no more.
    pub(super) async fn send(&self, letter: &Message, stop: &watch::Receiver<bool>) -> Sent {
        let (mut stop, bytes) = (stop.clone(), letter.formatted());
        let offered = tokio::select! {
            offered = self.offer(letter.envelope(), &bytes) => offered,
            () = asked(&mut stop) => Err(Sent::Stopped),
        };
        let mut connection = match offered {
            Ok(connection) => connection,
            Err(sent) => return sent,
        };
        let answer = timeout(self.limits.sending, connection.message(&bytes)).await;
        let sent = match answer {
            Ok(Ok(_)) => Sent::Accepted,
            Ok(Err(error)) => {
                answered(&error).unwrap_or_else(|| Sent::Unknown("the connection broke".to_owned()))
            }
            Err(_) => return Sent::Unknown(SILENT.to_owned()),
        };
        leave(connection).await;
        sent
    }

    /// Whether it lets us in; if not, what it said: the code of its answer, or a word of ours.
    pub(super) async fn lets_in(&self) -> Result<(), String> {
        let connection = self.connect().await?;
        leave(connection).await;
        Ok(())
    }

    /// A connection whose server has asked for the letter. Without one nothing was handed over,
    /// whatever became of the offer.
    async fn offer(&self, envelope: &Envelope, letter: &[u8]) -> Result<AsyncSmtpConnection, Sent> {
        let mut connection = self.connect().await.map_err(Sent::Later)?;
        let offer = async {
            let Some(more) = parameters(connection.server_info(), envelope, letter) else {
                return Err(Sent::Later(NOT_ASKED.to_owned()));
            };
            let offered = announce(&mut connection, envelope, more).await;
            offered.map_err(|error| {
                answered(&error).unwrap_or_else(|| Sent::Later(NOT_ASKED.to_owned()))
            })
        };
        let ended = timeout(self.limits.offering, offer).await;
        match ended {
            Ok(Ok(())) => Ok(connection),
            Ok(Err(sent)) => {
                leave(connection).await;
                Err(sent)
            }
            Err(_) => Err(Sent::Later(SILENT.to_owned())),
        }
    }

    /// A connection that takes letters, or why there is none. Without one nothing was handed over,
    /// whatever the server said.
    async fn connect(&self) -> Result<AsyncSmtpConnection, String> {
        match timeout(self.limits.connecting, self.come_in()).await {
            Ok(Ok(connection)) => Ok(connection),
            Ok(Err(error)) if is_shut_out(&error) => Err(shut_out(&error)),
            Ok(Err(error)) => Err(word(&error, "not connected")),
            Err(_) => Err(SILENT.to_owned()),
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

/// Says what a letter that is not ASCII asks of a server; `None` if this one does not do it. Such a
/// letter is never told to it (RFC 6152, RFC 6531).
fn parameters(
    server: &ServerInfo,
    envelope: &Envelope,
    letter: &[u8],
) -> Option<Vec<MailParameter>> {
    let mut addresses = envelope.from().into_iter().chain(envelope.to());
    let mut all = Vec::new();
    if !addresses.all(|address| AsRef::<str>::as_ref(address).is_ascii()) {
        all.push((Extension::SmtpUtfEight, MailParameter::SmtpUtfEight));
    }
    if !letter.is_ascii() {
        let eight_bit = MailParameter::Body(MailBodyParameter::EightBitMime);
        all.push((Extension::EightBitMime, eight_bit));
    }
    let does = |(asked, said)| server.supports_feature(asked).then_some(said);
    all.into_iter().map(does).collect()
}

/// Names sender and recipients, and waits until the server asks for the letter.
async fn announce(
    connection: &mut AsyncSmtpConnection,
    envelope: &Envelope,
    more: Vec<MailParameter>,
) -> Result<(), SmtpError> {
    connection.command(Mail::new(envelope.from().cloned(), more)).await?;
    for address in envelope.to() {
        connection.command(Rcpt::new(address.clone(), Vec::new())).await?;
    }
    connection.command(Data).await?;
    Ok(())
}

/// Says good-bye: how that ends changes nothing.
async fn leave(mut connection: AsyncSmtpConnection) {
    drop(timeout(GOODBYE, connection.quit()).await);
}

/// What the server answered to a letter: a refusal is final. `None` if the connection broke instead.
fn answered(error: &SmtpError) -> Option<Sent> {
    if is_shut_out(error) {
        Some(Sent::Later(shut_out(error)))
    } else if error.is_permanent() && is_dead(error) {
        Some(Sent::Dead(word(error, "refused")))
    } else if error.is_permanent() {
        Some(Sent::Refused(word(error, "refused")))
    } else if error.is_transient() {
        Some(Sent::Later(word(error, "busy")))
    } else {
        None
    }
}

/// Enhanced codes by which a server says that the address does not exist, has moved or takes nothing
/// (RFC 3463, sections 3.2 and 3.3; RFC 7505). A bare 550 may as well be about what we write.
const DEAD: [&str; 6] = ["5.1.1", "5.1.2", "5.1.3", "5.1.6", "5.1.10", "5.2.1"];

/// Whether a refusal is about the recipient's address itself. Its text may quote the address: it is read
/// and dropped.
fn is_dead(error: &SmtpError) -> bool {
    let said = std::error::Error::source(error).map(ToString::to_string).unwrap_or_default();
    said.split_whitespace().next().is_some_and(|code| DEAD.contains(&code))
}

/// The code of the server's answer; `otherwise` if there was none.
fn word(error: &SmtpError, otherwise: &str) -> String {
    error.status().map_or_else(|| otherwise.to_owned(), |code| code.to_string())
}

/// The answers that ask for another name or password (RFC 4954, section 6).
fn is_shut_out(error: &SmtpError) -> bool {
    error.status().is_some_and(|code| matches!(u16::from(code), 530 | 534 | 535 | 538))
}

fn shut_out(error: &SmtpError) -> String {
    tracing::error!("the mail server does not let us in: check smtp_url");
    word(error, "not let in")
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
        for bad in [
            "smtp://mail.example.com?tls=none",
            "smtp://mail.example.com?starttls=required",
            "smtp://mail.example.com?tls=opportunistic&tls=required",
            "smtps://mail.example.com?auth=plain",
            "http://mail.example.com",
            "smtp:",
            "mail",
        ] {
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
