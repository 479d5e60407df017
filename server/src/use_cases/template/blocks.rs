//! What the contact rules want in a message to a phone, looked for in its words as somebody reads them: a place in a
//! text is not enough, for what comes there may say nothing.

use domain::contact::Block;
use domain::contact_channel::ContactChannel;
use domain::template::{Fault, Field, Filled, Part, Template, Unfit, Why, said};

use super::values::Values;
use crate::use_cases::gate::Laws;

/// What stands for a block in a message to a phone; `None` for one that stands behind the link, since strangers read
/// phones: what is owed, and how it is paid or contested.
const fn on_phones(block: Block) -> Option<Field> {
    match block {
        Block::Identity => Some(Field::Business),
        Block::OptOut => Some(Field::OptOut),
        Block::Breakdown | Block::WaysToPay | Block::PayCreditorOnly | Block::Complaint => None,
    }
}

/// What these laws want in a message to a phone and nobody would read in this one. A text message ends with the way
/// to stop, whatever it says.
pub fn unsaid(laws: Laws, channel: ContactChannel, filled: &Filled) -> Vec<Field> {
    wanted(laws, channel).filter(|field| !is_read(filled, *field)).collect()
}

/// The places of what these laws want in the words of a message to a phone.
fn wanted(laws: Laws, channel: ContactChannel) -> impl Iterator<Item = Field> {
    let of_phones = ContactChannel::OF_PHONES.contains(&channel);
    let is_wanted = move |block: &Block| {
        of_phones && laws.packs().any(|(_, pack)| pack.requires(*block).is_some())
    };
    let ends_with = move |field: Field| channel == ContactChannel::Sms && field == Field::OptOut;
    let places = Block::ALL.into_iter().filter(is_wanted).filter_map(on_phones);
    places.filter(move |field| !ends_with(*field))
}

/// Whether something with a letter or a digit stands in the place of a field.
fn is_read(filled: &Filled, field: Field) -> bool {
    let mut its = filled.body.iter().flatten().filter(|run| run.field == Some(field));
    its.any(|run| run.text.chars().any(char::is_alphanumeric))
}

/// The same with these values as faults of the text, for whoever writes it.
pub(super) fn faults(laws: Laws, template: &Template, values: &Values) -> Vec<Fault> {
    let channel = template.channel();
    let unsaid = match template.fill(&|field| values.get(field)) {
        Ok(filled) => unsaid(laws, channel, &filled),
        // Nothing is left of it in the letters of a text message.
        Err(Unfit::Missing(field)) => wanted(laws, channel).filter(|one| *one == field).collect(),
        Err(Unfit::LineBreak(_)) => Vec::new(),
    };
    let fault = |field| {
        let why = if template.says(field) { Why::Blank(field) } else { Why::Missing(field) };
        Fault { part: Part::Body, at: 0, why }
    };
    unsaid.into_iter().map(fault).collect()
}

/// A text message as it leaves: with `stop` at its end, if it does not say how to stop more of them.
pub fn stoppable(filled: &Filled, stop: &str) -> String {
    let words = body(filled);
    let says_it = filled.body.iter().flatten().any(|run| run.field == Some(Field::OptOut));
    if says_it { words } else { format!("{words} {stop}") }
}

/// The text as it is read.
pub fn body(filled: &Filled) -> String {
    filled.body.iter().map(|runs| said(runs)).collect::<Vec<_>>().join("\n\n")
}
