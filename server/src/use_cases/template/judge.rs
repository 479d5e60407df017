//! What should not be said, in a text as it is written and as somebody would read it.

use domain::contact_channel::ContactChannel;
use domain::country::Address;
use domain::template::{Filled, Part, Run, Template, Which};
use domain::tone::{self, Finding, Ground, Place, Severity};

use super::values::Values;
use crate::use_cases::gate::Laws;

/// Where a part stands.
const fn place(part: Part, channel: ContactChannel) -> Place {
    match (part, channel) {
        (Part::Subject | Part::Preview | Part::ContentId, _) => Place::Line,
        (Part::Body, ContactChannel::Email) => Place::Letter,
        (Part::Body, ContactChannel::Sms) => Place::Sms,
        (Part::Body, ContactChannel::WhatsApp) => Place::WhatsApp,
    }
}

/// Everything that is found in a template and in what it says with the values of somebody.
pub(super) fn judge(
    laws: Laws,
    (which, template): (Which, &Template),
    values: &Values,
) -> Vec<(Part, Finding)> {
    let mut found = of_parts(laws, which, template.parts());
    let Ok(said) = template.fill(&|field| values.get(field)) else { return found };
    add(&mut found, filled(laws, which, &said));
    found
}

/// Everything that is found in what somebody would read.
pub(super) fn filled(laws: Laws, which: Which, said: &Filled) -> Vec<(Part, Finding)> {
    of_parts(laws, which, said.parts())
}

/// Adds what is not there yet. Where something is found again and may be said less, that stands.
fn add(found: &mut Vec<(Part, Finding)>, others: Vec<(Part, Finding)>) {
    for (part, one) in others {
        let is_it = |(known, other): &&mut (Part, Finding)| {
            *known == part && other.why == one.why && other.found == one.found
        };
        match found.iter_mut().find(is_it) {
            Some((_, known)) if one.severity == Severity::Refused => *known = one,
            Some(_) => {}
            None => found.push((part, one)),
        }
    }
}

/// What is found where any of the laws holds.
fn of_parts(laws: Laws, which: Which, parts: Vec<(Part, Vec<Run>)>) -> Vec<(Part, Finding)> {
    let lang = which.speech.lang;
    let address = if which.occasion.is_formal() { Address::Usted } else { which.speech.address };
    let mut found = Vec::new();
    for (part, runs) in parts {
        let place = place(part, which.channel);
        for (nth, (country, pack)) in laws.packs().enumerate() {
            let ground = Ground { lang, country, address, place, court_file: None };
            let own = tone::under(pack, tone::check(&runs, ground));
            let own = own.into_iter().filter(|one| tone::matters(which.occasion, one));
            let own: Vec<_> = own.map(|one| (part, one)).collect();
            if nth == 0 {
                found.extend(own);
            } else {
                add(&mut found, own);
            }
        }
    }
    found
}
