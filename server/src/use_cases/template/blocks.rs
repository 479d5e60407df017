//! What the contact rules want in a message to a phone, looked for in its words as somebody reads them: a place in a
//! text is not enough, for what comes there may say nothing.

use domain::contact::Block;
use domain::contact_channel::ContactChannel;
use domain::template::{Fault, Field, Filled, Part, Template, Why, said};

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
    if !ContactChannel::OF_PHONES.contains(&channel) {
        return Vec::new();
    }
    let is_wanted = |block: &Block| laws.packs().any(|(_, pack)| pack.requires(*block).is_some());
    let wanted = Block::ALL.into_iter().filter(is_wanted).filter_map(on_phones);
    let ends_with = |field: Field| channel == ContactChannel::Sms && field == Field::OptOut;
    wanted.filter(|field| !ends_with(*field) && !is_read(filled, *field)).collect()
}

/// Whether something with a letter or a digit stands in the place of a field.
fn is_read(filled: &Filled, field: Field) -> bool {
    let mut its = filled.body.iter().flatten().filter(|run| run.field == Some(field));
    its.any(|run| run.text.chars().any(char::is_alphanumeric))
}

/// The same with these values as faults of the text, for whoever writes it.
pub(super) fn faults(laws: Laws, template: &Template, values: &Values) -> Vec<Fault> {
    let Ok(filled) = template.fill(&|field| values.get(field)) else { return Vec::new() };
    let unsaid = unsaid(laws, template.channel(), &filled);
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
