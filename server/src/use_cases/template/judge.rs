//! What should not be said, in a text as it is written and as somebody would read it.

use domain::contact_channel::ContactChannel;
use domain::country::Address;
use domain::template::{Filled, Part, Run, Template, Which};
use domain::tone::{self, Finding, Ground, Place};

use super::values::Values;
use crate::config::contact_rules::pack;
use crate::config::creditor::Settings;

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
    settings: &Settings,
    (which, template): (Which, &Template),
    values: &Values,
) -> Vec<(Part, Finding)> {
    let mut found = of_parts(settings, which, template.parts());
    let Ok(said) = template.fill(&|field| values.get(field)) else { return found };
    for (part, one) in filled(settings, which, &said) {
        let is_known = |(known, other): &(Part, Finding)| {
            *known == part && other.why == one.why && other.found == one.found
        };
        if !found.iter().any(is_known) {
            found.push((part, one));
        }
    }
    found
}

/// Everything that is found in what somebody would read.
pub(super) fn filled(settings: &Settings, which: Which, said: &Filled) -> Vec<(Part, Finding)> {
    of_parts(settings, which, said.parts())
}

fn of_parts(
    settings: &Settings,
    which: Which,
    parts: Vec<(Part, Vec<Run>)>,
) -> Vec<(Part, Finding)> {
    let lang = which.speech.lang;
    let address = if which.occasion.is_formal() { Address::Usted } else { which.speech.address };
    let country = settings.country;
    let mut found = Vec::new();
    for (part, runs) in parts {
        let place = place(part, which.channel);
        let ground = Ground { lang, country, address, place, court_file: None };
        let own = tone::under(pack(country), tone::check(&runs, ground));
        let own = own.into_iter().filter(|one| tone::matters(which.occasion, one));
        found.extend(own.map(|one| (part, one)));
    }
    found
}
