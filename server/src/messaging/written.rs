//! A message that has been claimed, as it is about to leave.

use app::messages::Mail;
use chrono::{DateTime, Utc};
use domain::ids::AccessLinkId;

use super::Letter;
use crate::config::creditor::Settings;
use crate::documents::{Dated, pdf_aside};
use crate::keys::DataKey;

/// A message with everything in it. No `Debug`: it holds an address and maybe a token.
pub struct Written {
    /// Where it goes.
    pub to: String,
    /// What it says.
    pub mail: Mail,
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
    /// The letter that leaves. A paper that cannot be set, or is too large, stays on its debtor's page.
    pub async fn letter(&self, settings: &Settings, id: &str) -> Letter {
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
            from: (settings.discreet_name().to_owned(), contact.sender.clone()),
            to: self.to.clone(),
            reply_to: contact.reply_to.clone(),
            subject: self.mail.subject.clone(),
            text: self.mail.text.clone(),
            html: self.mail.html.clone(),
            id: id.to_owned(),
            files,
        }
    }

    /// The copy that is kept: what was said, without what opens anything.
    pub fn copy(&self) -> String {
        let Mail { subject, text, .. } = &self.mail;
        let whole = format!("{subject}\n\n{text}");
        match &self.secret {
            Some(secret) => whole.replace(secret.as_str(), CUT),
            None => whole,
        }
    }
}
