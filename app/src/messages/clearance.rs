//! The debt-free certificate, sent when the case has reached zero: with thanks.

use super::envelope::{Leads, ToDebtor, Writer, to_debtor};
use super::letter::{Block, Mail};
use super::line::name;
use crate::reader::Reader;
use crate::texts::key;

/// Whether papers go with a message.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Papers {
    /// As PDF.
    Attached,
    /// A certificate as PDF, where there is no receipt.
    Alone,
    /// They are too large for a letter, or there are none.
    None,
}

/// What the letter says.
#[derive(Clone, Copy, Debug)]
pub struct Cleared<'a> {
    /// The given name to greet with, if it can be told.
    pub first_name: Option<&'a str>,
    /// What everybody can check the certificate by, as it is printed.
    pub code: &'a str,
    /// Where everybody can check it.
    pub url: &'a str,
    /// Whether certificate and receipt go with it.
    pub papers: Papers,
}

/// Writes the letter.
pub fn cleared(reader: Reader, writer: &Writer, view: Cleared<'_>) -> Mail {
    let subject = match writer.outside_name() {
        Some(creditor) => reader.say(key::MailClearanceSubject { creditor: &creditor }),
        None => reader.say(key::MailClearanceSubjectBare),
    };
    let (first_name, preview) = (view.first_name, reader.say(key::MailClearancePreview));
    let creditor = &*name(&writer.legal_name);
    let mut said = vec![reader.say(key::MailClearanceThanks { creditor })];
    match view.papers {
        Papers::Attached => {
            said.push(reader.say(key::MailClearanceAttached));
            said.push(reader.say(key::MailClearancePage));
        }
        Papers::Alone => said.push(reader.say(key::MailClearanceAlone)),
        Papers::None => said.push(reader.say(key::MailClearancePage)),
    }
    let mut blocks: Vec<_> = said.into_iter().map(Block::Text).collect();
    blocks.extend([
        Block::Heading(reader.say(key::MailClearanceCode)),
        Block::Code(view.code.to_owned()),
        Block::Text(reader.say(key::MailClearanceCheck)),
        Block::Link(view.url.to_owned()),
    ]);
    let leads = Leads::ToLink;
    to_debtor(reader, writer, ToDebtor { first_name, subject, preview, blocks, leads })
}
