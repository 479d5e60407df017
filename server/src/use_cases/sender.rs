//! How a creditor presents itself on pages and in messages.

use app::debtor::real::LegalIdentity;
use app::messages::Writer;
use app::shell::{Contact, Written};
use domain::national_id::{IdKind, NationalId};

use super::access_link::origin;
use super::voice;
use crate::compose::Portal;
use crate::config::creditor::Settings;

/// How to reach a person of the creditor.
pub fn contact(settings: &Settings) -> Contact {
    let file = &settings.file.contact;
    let hours = Written { text: file.hours.clone(), lang: voice::written(settings) };
    Contact {
        phone: Some(file.phone.clone()),
        hours: Some(hours),
        email: Some(file.reply_to.clone()),
    }
}

/// Who the creditor is in law.
pub fn legal_identity(settings: &Settings) -> LegalIdentity {
    let file = &settings.file;
    LegalIdentity {
        name: file.legal_name.clone(),
        id_label: legal_label(settings).to_owned(),
        id: file.legal_id.clone(),
        address: Some(file.address.clone()),
        phone: Some(file.contact.phone.clone()),
        website: None,
    }
}

/// The legal number with what it is called: `RUC 20601234565`.
pub fn legal_id(settings: &Settings) -> String {
    format!("{} {}", legal_label(settings), settings.file.legal_id)
}

/// What the creditor's legal number is called. Companies first: a Colombian NIT also reads as a
/// person's cédula.
fn legal_label(settings: &Settings) -> &'static str {
    let company = IdKind::company(settings.country);
    let kinds: Vec<_> =
        company.into_iter().chain(IdKind::of(settings.country).iter().copied()).collect();
    match NationalId::parse_any(&kinds, &settings.file.legal_id) {
        Ok(id) => id.kind().label(),
        Err(_) => IdKind::Other.label(),
    }
}

/// The creditor as its messages name it.
pub fn writer(portal: &Portal, settings: &Settings) -> Writer {
    Writer {
        discreet_name: settings.discreet_name().to_owned(),
        legal_name: settings.file.legal_name.clone(),
        legal_id: legal_id(settings),
        contact: contact(settings),
        origin: origin(portal, settings),
    }
}
