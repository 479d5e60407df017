//! The link that a debtor has just asked for.

use super::access_link::AccessLink;
use super::envelope::{Leads, ToDebtor, Writer, to_debtor};
use super::letter::{Block, Mail};
use crate::debtor::enter::Asks;
use crate::reader::Reader;
use crate::texts::key;

/// Writes the message with a new link, sent to the contact on file only.
pub fn new_link(reader: Reader, writer: &Writer, view: AccessLink<'_>) -> Mail {
    let subject = match writer.outside_name() {
        Some(creditor) => reader.say(key::MailNewLinkSubject { creditor: &creditor }),
        None => reader.say(key::MailNewLinkSubjectBare),
    };
    let before = match view.asks {
        Asks::Something => reader.say(key::MailNewLinkAsk),
        Asks::Nothing => reader.say(key::MailNewLinkOpen),
    };
    let mut blocks = vec![
        Block::Text(before),
        Block::Button { label: reader.say(key::MailLinkButton), url: view.url.to_owned() },
        Block::Quiet(reader.say(key::MailLinkUntil { day: &reader.weekday(view.until) })),
    ];
    if view.asks == Asks::Something {
        blocks.push(Block::Quiet(reader.say(key::MailNewLinkNotYou)));
    }
    let preview = reader.say(key::MailNewLinkPreview);
    let first_name = view.first_name;
    to_debtor(
        reader,
        writer,
        ToDebtor { first_name, subject, preview, blocks, leads: Leads::ToLink },
    )
}
