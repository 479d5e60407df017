//! Messages to phones: by Twilio, or into the folder of the demo.

use std::path::PathBuf;
use std::time::Duration;

use chrono::TimeDelta;
use domain::contact_channel::ContactChannel;
use tokio::sync::watch;

use super::mailer::Sent;
use crate::config::phones::Phones;
use crate::twilio::client::{Client, Request, Says, Sender};
use crate::twilio::content::Content;
use crate::twilio::media::Fetched;

/// A message to a phone, ready to leave. No `Debug`: it holds a number and maybe a link.
pub struct PhoneText {
    /// SMS or WhatsApp.
    pub channel: ContactChannel,
    /// From which number or service; the folder of the demo needs none.
    pub from: Option<Sender>,
    /// Who it comes from, as people know them.
    pub name: String,
    /// The number, in E.164.
    pub to: String,
    /// What it says, in words.
    pub words: String,
    /// The approved template that says it, where the channel takes nothing else.
    pub template: Option<Says>,
    /// Our message id.
    pub id: String,
    /// Where a provider tells what becomes of it.
    pub callback: String,
    /// Within which time it has to leave the provider, if that matters.
    pub within: Option<TimeDelta>,
}

/// The door through which messages to phones leave.
#[derive(Clone)]
pub enum Texter {
    /// Twilio.
    Twilio(Box<Client>),
    /// A folder, the recipient's phone of the demo.
    Folder(PathBuf),
    /// There is no account.
    Nowhere,
}

/// Whether an account is needed and there.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Account {
    /// What leaves goes to a provider, from the creditor's own number.
    Provider,
    /// What leaves goes to the demo's folder.
    Demo,
    /// Nothing leaves.
    None,
}

impl Texter {
    /// Sends to where `phones` says; nothing is connected yet. The error names no secret.
    pub fn new(phones: &Phones) -> Result<Self, String> {
        Ok(match phones {
            Phones::Twilio(settings) => {
                let client = Client::new(settings).map_err(|error| error.to_string())?;
                Self::Twilio(Box::new(client))
            }
            Phones::Folder(folder) => Self::Folder(folder.clone()),
            Phones::Nowhere => Self::Nowhere,
        })
    }

    /// Whether messages to phones can leave at all.
    pub const fn account(&self) -> Account {
        match self {
            Self::Twilio(_) => Account::Provider,
            Self::Folder(_) => Account::Demo,
            Self::Nowhere => Account::None,
        }
    }

    /// How long a message that is being handed over may still take.
    pub const fn handing_over(&self) -> Duration {
        match self {
            Self::Twilio(_) => Client::longest(),
            Self::Folder(_) | Self::Nowhere => Duration::ZERO,
        }
    }

    /// Whether the provider lets us in. The error is a word or a code, and no secret.
    pub async fn lets_in(&self) -> Result<(), String> {
        match self {
            Self::Twilio(client) => client.lets_in().await,
            Self::Folder(_) | Self::Nowhere => Ok(()),
        }
    }

    /// What the provider has under the number of a WhatsApp message; `None` where there is none to ask.
    pub async fn content(&self, id: &str) -> Option<Content> {
        match self {
            Self::Twilio(client) => Some(client.content(id).await),
            Self::Folder(_) | Self::Nowhere => None,
        }
    }

    /// A file that came with a message to us, by the address that the provider named.
    pub async fn fetch(&self, url: &str) -> Fetched {
        match self {
            Self::Twilio(client) => client.media(url).await,
            Self::Folder(_) | Self::Nowhere => Fetched::Never("no account"),
        }
    }

    /// Sends one message. Once `stop` is true none is handed over any more; one that is, is finished.
    pub async fn send(&self, text: PhoneText, stop: &watch::Receiver<bool>) -> Sent {
        if *stop.borrow() {
            return Sent::Stopped;
        }
        match self {
            Self::Twilio(client) => match request(text) {
                Some(request) => client.send(&request).await,
                None => Sent::Refused("no sender".to_owned()),
            },
            Self::Folder(folder) => {
                let path = folder.join(format!("{}.{}", text.id, text.channel.as_str()));
                match tokio::fs::write(path, kept(&text)).await {
                    Ok(()) => Sent::Accepted,
                    Err(_) => Sent::Later("the folder cannot be written".to_owned()),
                }
            }
            Self::Nowhere => Sent::Refused("no account".to_owned()),
        }
    }
}

fn request(text: PhoneText) -> Option<Request> {
    let PhoneText { channel, from, to, words, template, callback, within, .. } = text;
    let to = match channel {
        ContactChannel::WhatsApp => format!("whatsapp:{to}"),
        ContactChannel::Sms | ContactChannel::Email => to,
    };
    let says = template.unwrap_or(Says::Words(words));
    let valid_for = within.map(|within| within.num_seconds().to_string());
    from.map(|from| Request { from, to, says, callback, valid_for })
}

/// A message as the folder keeps it: from whom, to whom, and behind an empty line the words.
fn kept(text: &PhoneText) -> String {
    let name: String = text.name.chars().filter(|c| !c.is_control()).collect();
    format!("From: {name}\nTo: {}\n\n{}\n", text.to, text.words)
}
