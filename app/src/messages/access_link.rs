//! The first message: there is something to read, and the link that opens it.

use chrono::NaiveDate;

use super::envelope::{Leads, ToDebtor, Writer, to_debtor};
use super::letter::{Block, Mail};
use crate::debtor::enter::Asks;
use crate::reader::Reader;
use crate::texts::key;

/// A message with a link.
#[derive(Clone, Copy)]
pub struct AccessLink<'a> {
    /// The given name to greet with, if it can be told.
    pub first_name: Option<&'a str>,
    /// The link itself, on the writer's site.
    pub url: &'a str,
    /// The last day on which it works.
    pub until: NaiveDate,
    /// What the debtor is asked before anything is shown.
    pub asks: Asks,
}

/// Writes the message that nobody asked for.
pub fn access_link(reader: Reader, writer: &Writer, view: AccessLink<'_>) -> Mail {
    let subject = match writer.outside_name() {
        Some(creditor) => reader.say(key::MailLinkSubject { creditor: &creditor }),
        None => reader.say(key::MailLinkSubjectBare),
    };
    let (preview, before) = match view.asks {
        Asks::Something => (reader.say(key::MailLinkPreview), reader.say(key::MailLinkAsk)),
        Asks::Nothing => (reader.say(key::MailLinkPreviewOpen), reader.say(key::MailLinkOpen)),
    };
    let blocks = vec![
        Block::Text(before),
        Block::Text(reader.say(key::MailLinkInside)),
        Block::Button { label: reader.say(key::MailLinkButton), url: view.url.to_owned() },
        Block::Quiet(reader.say(key::MailLinkUntil { day: &reader.weekday(view.until) })),
    ];
    let first_name = view.first_name;
    to_debtor(
        reader,
        writer,
        ToDebtor { first_name, subject, preview, blocks, leads: Leads::ToLink },
    )
}
