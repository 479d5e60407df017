//! A one-time code for the identity check.

use super::envelope::{Leads, ToDebtor, Writer, to_debtor};
use super::letter::{Block, Mail};
use crate::reader::Reader;
use crate::texts::key;

/// A message with a code.
#[derive(Clone, Copy)]
pub struct Code<'a> {
    /// The given name to greet with, if it can be told.
    pub first_name: Option<&'a str>,
    /// The digits.
    pub code: &'a str,
    /// How many minutes it lives.
    pub minutes: u64,
}

/// Writes the message with the code, which stands neither in its subject nor in its preview.
pub fn code(reader: Reader, writer: &Writer, view: Code<'_>) -> Mail {
    let subject = match writer.outside_name() {
        Some(creditor) => reader.say(key::MailCodeSubject { creditor: &creditor }),
        None => reader.say(key::MailCodeSubjectBare),
    };
    let blocks = vec![
        Block::Text(reader.say(key::MailCodeWhere)),
        Block::Code(view.code.to_owned()),
        Block::Text(reader.say(key::MailCodeMinutes { minutes: view.minutes })),
        Block::Quiet(reader.say(key::MailCodeNotYou)),
    ];
    let preview = reader.say(key::MailCodePreview);
    let first_name = view.first_name;
    to_debtor(
        reader,
        writer,
        ToDebtor { first_name, subject, preview, blocks, leads: Leads::Nowhere },
    )
}
