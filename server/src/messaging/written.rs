//! A message that has been claimed, as it is about to leave.

use app::messages::{Mail, short_name};
use chrono::{DateTime, TimeDelta, Utc};
use domain::contact_channel::ContactChannel;
use domain::ids::AccessLinkId;
use tokio::sync::watch;

use super::{Letter, PhoneText, Sent};
use crate::compose::Portal;
use crate::config::creditor::Settings;
use crate::documents::{Dated, pdf_aside};
use crate::keys::DataKey;
use crate::twilio::client::{Says as Template, Sender};
use crate::use_cases::sender;

/// A message with everything in it. No `Debug`: it holds an address and maybe a token.
pub struct Written {
    /// Where it goes.
    pub to: String,
    /// What it says.
    pub says: Says,
    /// The token or code in it, which the kept copy must not hold.
    pub secret: Option<String>,
    /// The link in it.
    pub link: Option<AccessLinkId>,
    /// Under whose key the copy is kept; none for messages to the team.
    pub key: Option<DataKey>,
    /// When it counts against the contact rules.
    pub counted_at: Option<DateTime<Utc>>,
    /// The papers that go with it.
    pub enclosed: Vec<Enclosed>,
    /// The version of the creditor's own text that it says; none for the program's words.
    pub version: Option<i64>,
}

/// What a message says, by the way on which it goes.
pub enum Says {
    /// An e-mail, and where its reader stops more of them.
    Mail(Mail, Option<String>),
    /// A message to a phone.
    Phone(Short),
}

/// What a message to a phone says.
pub struct Short {
    /// SMS or WhatsApp.
    pub channel: ContactChannel,
    /// From which number or service.
    pub from: Option<Sender>,
    /// In words.
    pub words: String,
    /// The approved template that says it, where the channel takes nothing else.
    pub template: Option<Template>,
    /// Where a provider tells what becomes of it.
    pub callback: String,
    /// Within which time it has to leave the provider, if that matters.
    pub within: Option<TimeDelta>,
}

/// A paper that goes with a message.
pub struct Enclosed {
    /// The name of the file, without its ending.
    pub name: &'static str,
    /// The paper.
    pub dated: Dated,
}

/// What is to become of a claimed message.
pub enum Verdict {
    /// It leaves.
    Leave(Box<Written>),
    /// Not before this instant, because of a rule.
    Wait(DateTime<Utc>, &'static str),
    /// By another channel, since nobody is reached by its own, for this reason.
    Turn(ContactChannel, &'static str),
    /// Never, for this reason.
    Stay(&'static str),
    /// Never, since there is nothing to say any more, for this reason.
    Drop(&'static str),
}

/// The largest file that goes with a message.
const LARGEST: usize = 1024 * 1024;

/// What stands in the kept copy where the secret was.
const CUT: &str = "[…]";

impl Written {
    /// Hands it over by its own way.
    pub async fn send(
        &self,
        portal: &Portal,
        (settings, id): (&Settings, &str),
        stop: &watch::Receiver<bool>,
    ) -> Sent {
        let name = short_name(&sender::writer(portal, settings));
        match &self.says {
            Says::Mail(mail, unsubscribe) => {
                let who = (settings, name);
                let letter = self.letter(who, (mail, unsubscribe.clone()), id).await;
                portal.mailer.send(letter, stop).await
            }
            Says::Phone(short) => portal.texter.send(self.text(name, short, id), stop).await,
        }
    }

    /// The letter that leaves. A paper that cannot be set, or is too large, stays on its debtor's page.
    async fn letter(
        &self,
        (settings, name): (&Settings, String),
        (mail, unsubscribe): (&Mail, Option<String>),
        id: &str,
    ) -> Letter {
        let mut files = Vec::new();
        for Enclosed { name, dated } in &self.enclosed {
            match pdf_aside(dated.clone()).await {
                Ok(bytes) if bytes.len() <= LARGEST => files.push((format!("{name}.pdf"), bytes)),
                Ok(_) => tracing::warn!(message.id = id, "a paper is too large for a letter"),
                Err(error) => tracing::error!(message.id = id, "{error}"),
            }
        }
        let contact = &settings.file.contact;
        Letter {
            // A list of messages shows it.
            from: (name, contact.sender.clone()),
            to: self.to.clone(),
            reply_to: contact.reply_to.clone(),
            subject: mail.subject.clone(),
            text: mail.text.clone(),
            html: mail.html.clone(),
            id: id.to_owned(),
            files,
            unsubscribe,
        }
    }

    fn text(&self, name: String, short: &Short, id: &str) -> PhoneText {
        PhoneText {
            channel: short.channel,
            from: short.from.clone(),
            name,
            to: self.to.clone(),
            words: short.words.clone(),
            template: short.template.clone(),
            id: id.to_owned(),
            callback: short.callback.clone(),
            within: short.within,
        }
    }

    /// The copy that is kept: what was said, without what opens anything.
    pub fn copy(&self) -> String {
        let whole = match &self.says {
            Says::Mail(Mail { subject, text, .. }, _) => format!("{subject}\n\n{text}"),
            Says::Phone(short) => short.words.clone(),
        };
        match &self.secret {
            Some(secret) => whole.replace(secret.as_str(), CUT),
            None => whole,
        }
    }
}
