//! E-mail through lettre.
//!
//! Bodies are quoted-printable or base64, never 8-bit, and every header value is refused if it holds
//! a line break (RUSTSEC-2026-0561: older lettre passes a bare LF on to the server).

use std::fs::DirBuilder;
use std::os::unix::fs::DirBuilderExt;
use std::path::PathBuf;
use std::time::Duration;

use lettre::message::header::ContentTransferEncoding;
use lettre::message::{Mailbox, MultiPart, SinglePart, header::ContentType};
use lettre::transport::smtp::Error as SmtpError;
use lettre::{AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor};
use secrecy::ExposeSecret;

use crate::config::program::Mail;

/// How long one letter may take in all, each answer of the server being as slow as it may.
const LONGEST: Duration = Duration::from_secs(60);

/// An e-mail ready to leave. No `Debug`: it holds an address and maybe a link.
pub struct Letter {
    /// The sender's name and address.
    pub from: (String, String),
    /// The recipient's address.
    pub to: String,
    /// Where answers go.
    pub reply_to: String,
    /// The subject, one line.
    pub subject: String,
    /// The body for eyes that want plain text.
    pub text: String,
    /// The body as a page.
    pub html: String,
    /// Identifies this very message, so that a second copy is recognised: our message id.
    pub id: String,
}

/// How sending ended.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Sent {
    /// The server took it.
    Accepted,
    /// The server refused it for good; or it could not be written.
    Refused(String),
    /// Nothing was handed over yet: try again later.
    Later(String),
    /// The connection broke when it may already have been taken.
    Unknown(String),
}

/// The one door through which messages leave.
#[derive(Clone)]
pub enum Mailer {
    /// A mail server.
    Smtp(Box<AsyncSmtpTransport<Tokio1Executor>>),
    /// A folder, the recipient's mailbox of the demo.
    Folder(PathBuf),
}

impl Mailer {
    /// Connects to where `mail` says; the error names no secret.
    pub fn new(mail: &Mail) -> Result<Self, String> {
        match mail {
            Mail::Smtp(url) => {
                let builder =
                    AsyncSmtpTransport::<Tokio1Executor>::from_url(url.expose_secret())
                        .map_err(|_| "the address of the mail server does not read".to_owned())?;
                let transport = builder.timeout(Some(Duration::from_secs(20))).build();
                Ok(Self::Smtp(Box::new(transport)))
            }
            Mail::Folder(folder) => {
                let private = DirBuilder::new().recursive(true).mode(0o700).create(folder);
                private.map_err(|_| "the folder cannot be made".to_owned())?;
                Ok(Self::Folder(folder.clone()))
            }
        }
    }

    /// Sends one letter.
    pub async fn send(&self, letter: Letter) -> Sent {
        let message = match written(&letter) {
            Ok(message) => message,
            Err(why) => return Sent::Refused(why.to_owned()),
        };
        match self {
            Self::Smtp(transport) => {
                match tokio::time::timeout(LONGEST, transport.send(message)).await {
                    Ok(Ok(_)) => Sent::Accepted,
                    Ok(Err(error)) => outcome(&error),
                    Err(_) => Sent::Unknown("silent".to_owned()),
                }
            }
            Self::Folder(folder) => {
                let path = folder.join(format!("{}.eml", letter.id));
                match tokio::fs::write(path, message.formatted()).await {
                    Ok(()) => Sent::Accepted,
                    Err(_) => Sent::Later("the folder cannot be written".to_owned()),
                }
            }
        }
    }
}

/// What is known after a failure: a refusal is final, a server that was never reached or did not let
/// us in got nothing, and anything that breaks in between may have been taken.
fn outcome(error: &SmtpError) -> Sent {
    let what = |kind: &str| error.status().map_or_else(|| kind.to_owned(), |code| code.to_string());
    if is_shut_out(error) {
        tracing::error!("the mail server does not let us in: check smtp_url");
        Sent::Later(what("not let in"))
    } else if error.is_permanent() {
        Sent::Refused(what("refused"))
    } else if error.is_transient() {
        Sent::Later(what("busy"))
    } else if error.is_client() || error.is_tls() || is_unconnected(error) {
        Sent::Later(what("not connected"))
    } else {
        Sent::Unknown(what("the connection broke"))
    }
}

/// The answers that ask for another name or password (RFC 4954, section 6).
fn is_shut_out(error: &SmtpError) -> bool {
    error.status().is_some_and(|code| matches!(u16::from(code), 530 | 534 | 535 | 538))
}

/// Whether it failed while connecting: an unknown name, no way there, a wrong certificate. lettre tells
/// that only in words.
fn is_unconnected(error: &SmtpError) -> bool {
    error.to_string().starts_with("Connection error")
}

fn written(letter: &Letter) -> Result<Message, &'static str> {
    let lines =
        [&letter.from.0, &letter.from.1, &letter.to, &letter.reply_to, &letter.subject, &letter.id];
    if lines.iter().any(|line| line.chars().any(char::is_control)) {
        return Err("a line of the header holds a control character");
    }
    let address = |text: &str| text.parse().map_err(|_| "an address does not read");
    let part = |kind: ContentType, body: &str| {
        SinglePart::builder()
            .header(kind)
            .header(ContentTransferEncoding::Base64)
            .body(body.to_owned())
    };
    let host = letter.from.1.rsplit_once('@').map_or("localhost", |(_, host)| host);
    Message::builder()
        .from(Mailbox::new(Some(letter.from.0.clone()), address(&letter.from.1)?))
        .reply_to(Mailbox::new(None, address(&letter.reply_to)?))
        .to(Mailbox::new(None, address(&letter.to)?))
        .subject(letter.subject.clone())
        .message_id(Some(format!("<{}@{host}>", letter.id)))
        .multipart(
            MultiPart::alternative()
                .singlepart(part(ContentType::TEXT_PLAIN, &letter.text))
                .singlepart(part(ContentType::TEXT_HTML, &letter.html)),
        )
        .map_err(|_| "the letter cannot be written")
}
