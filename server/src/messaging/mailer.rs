//! E-mail through lettre.
//!
//! Bodies are quoted-printable or base64, never 8-bit, and every header value is refused if it holds
//! a line break (RUSTSEC-2026-0561: older lettre passes a bare LF on to the server).

use std::fs::DirBuilder;
use std::os::unix::fs::DirBuilderExt;
use std::path::PathBuf;
use std::time::Duration;

use lettre::Message;
use lettre::message::header::{ContentTransferEncoding, ContentType, HeaderName, HeaderValue};
use lettre::message::{Attachment, Mailbox, MessageBuilder, MultiPart, SinglePart};
use secrecy::ExposeSecret;
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};
use tokio::sync::watch;

use super::smtp::{Limits, Server};
use crate::config::program::Mail;

/// Why a message did not leave, or may not have: the server said nothing for as long as it may.
pub(crate) const SILENT: &str = "silent";

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
    /// Documents that go with it: the name of each file, and the PDF.
    pub files: Vec<(String, Vec<u8>)>,
    /// Where its reader stops such e-mails with one click; none for what the reader asked for.
    pub unsubscribe: Option<String>,
}

/// How sending ended.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Sent {
    /// The server took it.
    Accepted,
    /// The provider took it, under this id of its own.
    Taken(String),
    /// The server refused it for good; or it could not be written.
    Refused(String),
    /// Refused for good, since the address does not exist or cannot take what we send.
    Dead(String),
    /// Refused for good, since whoever has the address has stopped us at the provider.
    OptedOut(String),
    /// Nothing was handed over yet: try again later.
    Later(String),
    /// Nothing was handed over yet, since we were told to stop: no try of the letter's own.
    Stopped,
    /// The connection broke, or the server fell silent, when it may already have been taken.
    Unknown(String),
}

impl Sent {
    /// Whether it ended because the server said nothing: the next letter would wait as long.
    pub fn is_silence(&self) -> bool {
        matches!(self, Self::Later(why) | Self::Unknown(why) if why == SILENT)
    }
}

/// The one door through which messages leave.
#[derive(Clone)]
pub enum Mailer {
    /// A mail server.
    Smtp(Box<Server>),
    /// A folder, the recipient's mailbox of the demo.
    Folder(PathBuf),
    /// Somebody in this process, who reads them for everybody.
    Reader(UnboundedSender<Letter>),
}

impl Mailer {
    /// Sends to where `mail` says; nothing is connected yet. The error names no secret.
    pub fn new(mail: &Mail) -> Result<Self, String> {
        match mail {
            Mail::Smtp(url) => {
                let server = Server::at(url.expose_secret())
                    .ok_or_else(|| "the address of the mail server does not read".to_owned())?;
                Ok(Self::Smtp(Box::new(server)))
            }
            Mail::Folder(folder) => {
                let private = DirBuilder::new().recursive(true).mode(0o700).create(folder);
                private.map_err(|_| "the folder cannot be made".to_owned())?;
                Ok(Self::Folder(folder.clone()))
            }
        }
    }

    /// Hands letters to whoever holds the other end.
    pub fn with_reader() -> (Self, UnboundedReceiver<Letter>) {
        let (sender, letters) = unbounded_channel();
        (Self::Reader(sender), letters)
    }

    /// The same, with other limits for a mail server.
    #[must_use]
    pub fn with_limits(mut self, limits: Limits) -> Self {
        if let Self::Smtp(server) = &mut self {
            server.limits = limits;
        }
        self
    }

    /// Whether the mail server lets us in; everything else always does. The error is the code of its answer,
    /// or a word of ours, and no secret.
    pub async fn lets_in(&self) -> Result<(), String> {
        match self {
            Self::Smtp(server) => server.lets_in().await,
            Self::Folder(_) | Self::Reader(_) => Ok(()),
        }
    }

    /// How long a letter that is being handed over may still take; only a mail server takes its time.
    pub fn handing_over(&self) -> Duration {
        match self {
            Self::Smtp(server) => server.handing_over(),
            Self::Folder(_) | Self::Reader(_) => Duration::ZERO,
        }
    }

    /// Sends one letter. Once `stop` turns true it no longer waits for a server that has not asked for it.
    pub async fn send(&self, letter: Letter, stop: &watch::Receiver<bool>) -> Sent {
        let message = match written(&letter) {
            Ok(message) => message,
            Err(why) => return Sent::Refused(why.to_owned()),
        };
        match self {
            Self::Smtp(server) => server.send(&message, stop).await,
            Self::Folder(folder) => {
                let path = folder.join(format!("{}.eml", letter.id));
                match tokio::fs::write(path, message.formatted()).await {
                    Ok(()) => Sent::Accepted,
                    Err(_) => Sent::Later("the folder cannot be written".to_owned()),
                }
            }
            Self::Reader(reader) => match reader.send(letter) {
                Ok(()) => Sent::Accepted,
                Err(_) => Sent::Later("nobody reads letters any more".to_owned()),
            },
        }
    }
}

fn written(letter: &Letter) -> Result<Message, &'static str> {
    let lines =
        [&letter.from.0, &letter.from.1, &letter.to, &letter.reply_to, &letter.subject, &letter.id];
    if lines.into_iter().chain(&letter.unsubscribe).any(|line| line.chars().any(char::is_control)) {
        return Err("a line of the header holds a control character");
    }
    let address = |text: &str| text.parse().map_err(|_| "an address does not read");
    let part = |kind: ContentType, body: &str| {
        SinglePart::builder()
            .header(kind)
            .header(ContentTransferEncoding::Base64)
            .body(body.to_owned())
    };
    let bodies = MultiPart::alternative()
        .singlepart(part(ContentType::TEXT_PLAIN, &letter.text))
        .singlepart(part(ContentType::TEXT_HTML, &letter.html));
    let host = letter.from.1.rsplit_once('@').map_or("localhost", |(_, host)| host);
    with_stop(Message::builder(), letter.unsubscribe.as_deref())
        .from(Mailbox::new(Some(letter.from.0.clone()), address(&letter.from.1)?))
        .reply_to(Mailbox::new(None, address(&letter.reply_to)?))
        .to(Mailbox::new(None, address(&letter.to)?))
        .subject(letter.subject.clone())
        .message_id(Some(format!("<{}@{host}>", letter.id)))
        .multipart(with_files(bodies, &letter.files)?)
        .map_err(|_| "the letter cannot be written")
}

/// One click stops such e-mails: RFC 2369 and RFC 8058.
fn with_stop(builder: MessageBuilder, url: Option<&str>) -> MessageBuilder {
    let Some(url) = url else { return builder };
    let (list, post) = (
        HeaderName::new_from_ascii_str("List-Unsubscribe"),
        HeaderName::new_from_ascii_str("List-Unsubscribe-Post"),
    );
    builder
        .raw_header(HeaderValue::new(list, format!("<{url}>")))
        .raw_header(HeaderValue::new(post, "List-Unsubscribe=One-Click".to_owned()))
}

/// What is read, and behind it what goes with it.
fn with_files(bodies: MultiPart, files: &[(String, Vec<u8>)]) -> Result<MultiPart, &'static str> {
    if files.is_empty() {
        return Ok(bodies);
    }
    let kind = ContentType::parse("application/pdf").map_err(|_| "the kind of a file")?;
    let whole = MultiPart::mixed().multipart(bodies);
    Ok(files.iter().fold(whole, |whole, (name, bytes)| {
        let file = Attachment::new(name.clone()).body(bytes.clone(), kind.clone());
        whole.singlepart(file)
    }))
}
