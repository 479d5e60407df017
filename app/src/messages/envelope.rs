//! What all messages to debtors share: who writes, how to check it, whom to call.

use domain::tone::refuses_name;

use super::discreet::outside;
use super::letter::{Block, Letter, Mail};
use super::line::name;
use crate::reader::Reader;
use crate::routes::{is_link, pattern, stop_of};
use crate::shell::Contact;
use crate::texts::key;

/// The creditor as its messages name it.
#[derive(Clone, Debug)]
pub struct Writer {
    /// The name for subjects, previews and greetings. Where it tells about money by itself
    /// (`Cobranzas del Sur`) it is left out there.
    pub discreet_name: String,
    /// The name in the trade register; stands at the end of each message.
    pub legal_name: String,
    /// With its label: `RUC 20601234565`.
    pub legal_id: String,
    /// How to reach a person.
    pub contact: Contact,
    /// The only site that its messages lead to: `https://sanborja.example`, no slash at the end.
    pub origin: String,
}

/// A message to a debtor before the parts that all share.
pub(super) struct ToDebtor<'a> {
    /// The given name to greet with; see `domain::search_name::greeting_name`.
    pub first_name: Option<&'a str>,
    pub subject: String,
    pub preview: String,
    pub blocks: Vec<Block>,
    /// Whether the message leads somewhere.
    pub leads: Leads,
}

/// Whether a message holds a link to follow.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Leads {
    ToLink,
    Nowhere,
}

impl Writer {
    /// The name as it may stand in a subject: neither one that tells of money nor one that threatens.
    pub(super) fn outside_name(&self) -> Option<String> {
        outside(&self.discreet_name).filter(|name| !refuses_name(name))
    }

    pub(super) fn host(&self) -> &str {
        self.origin.split_once("://").map_or(&*self.origin, |(_, host)| host)
    }
}

/// Sets a message to a debtor: its blocks, then who writes, how to check it, how to stop it if they do not say so
/// themselves, whom to call.
pub(super) fn to_debtor(reader: Reader, writer: &Writer, message: ToDebtor<'_>) -> Mail {
    let ToDebtor { first_name, subject, preview, mut blocks, leads } = message;
    let greeting = match first_name.and_then(outside) {
        Some(name) => reader.say(key::MailHello { name: &name }),
        None => reader.say(key::MailHelloNameless),
    };
    let check = match leads {
        Leads::ToLink => reader.say(key::MailCheckLink { host: writer.host() }),
        Leads::Nowhere => reader.say(key::MailCheck),
    };
    let stop = blocks.iter().find_map(|block| match block {
        Block::Button { url, .. } if leads == Leads::ToLink => Some(stop_of(url)),
        Block::Link(url) if is_link(url) => Some(stop_of(url)),
        _ => None,
    });
    let is_there =
        |stop: &String| blocks.iter().any(|block| matches!(block, Block::Link(url) if url == stop));
    let stop = stop.filter(|stop| !is_there(stop));
    blocks.extend([
        Block::Heading(reader.say(key::RealWho)),
        Block::Text(format!("{}, {}", name(&writer.legal_name), name(&writer.legal_id))),
        Block::Quiet(reader.say(key::EnterDoubt)),
        Block::Quiet(check),
        Block::Link(format!("{}{}", writer.origin, pattern::REAL)),
    ]);
    if let Some(stop) = stop {
        blocks.extend([Block::Quiet(reader.say(key::MailStop)), Block::Link(stop)]);
    }
    blocks.extend(person(reader, &writer.contact));
    Letter { subject, preview, greeting, blocks }.mail(reader)
}

fn person(reader: Reader, contact: &Contact) -> Vec<Block> {
    if contact.is_empty() {
        return Vec::new();
    }
    let phone = contact.phone.as_deref().map(name).map(|phone| match &contact.hours {
        Some(hours) => {
            reader.say(key::MailPersonHours { phone: &phone, hours: &name(&hours.text) })
        }
        None => phone,
    });
    let lines = phone.into_iter().chain(contact.email.as_deref().map(name)).map(Block::Text);
    std::iter::once(Block::Heading(reader.say(key::PersonTitle))).chain(lines).collect()
}
