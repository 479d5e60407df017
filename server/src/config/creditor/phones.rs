//! The parts of a creditor's file about messages to phones.

use std::collections::BTreeMap;

use domain::contact_channel::ContactChannel;
use domain::country::Country;
use domain::phone::PhoneNumber;
use serde::{Deserialize, Serialize};

use super::{CreditorFile, FileError, wrong};
use crate::config::phones::is_id;
use crate::twilio::client::Sender;

/// `[sms]`
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SmsFile {
    /// The number that messages come from, as `+51987654321`.
    pub from: Option<String>,
    /// A messaging service at Twilio that chooses the number, `MG…`.
    pub service: Option<String>,
    /// Must be `true`: this creditor writes about its own invoices. Twilio forbids collecting for others.
    pub own_invoices: bool,
}

/// `[whatsapp]`
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WhatsappFile {
    /// The number that messages come from, as `+51987654321`.
    pub from: Option<String>,
    /// A messaging service at Twilio that chooses the number, `MG…`.
    pub service: Option<String>,
    /// Must be `true`, as for SMS: the policy of WhatsApp names debt collection among what it forbids.
    pub own_invoices: bool,
    /// The approved template of each language, as `es = "HX…"`: its place 1 is the creditor's name, 2 the link.
    pub templates: BTreeMap<String, String>,
}

impl CreditorFile {
    /// From where messages by a channel come; `None` if the file does not say.
    pub fn sender(&self, channel: ContactChannel) -> Option<Sender> {
        let (from, service) = match channel {
            ContactChannel::Email => return None,
            ContactChannel::Sms => {
                let sms = self.sms.as_ref()?;
                (&sms.from, &sms.service)
            }
            ContactChannel::WhatsApp => {
                let whatsapp = self.whatsapp.as_ref()?;
                (&whatsapp.from, &whatsapp.service)
            }
        };
        let number = |from: &String| match channel {
            ContactChannel::WhatsApp => Sender::Number(format!("whatsapp:{from}")),
            ContactChannel::Sms | ContactChannel::Email => Sender::Number(from.clone()),
        };
        service.clone().map(Sender::Service).or_else(|| from.as_ref().map(number))
    }

    /// The approved template of WhatsApp for a language.
    pub fn template(&self, language: &str) -> Option<&str> {
        self.whatsapp.as_ref()?.templates.get(language).map(String::as_str)
    }

    /// By which numbers and services an answer finds this creditor, each once.
    pub fn phone_senders(&self) -> Vec<String> {
        let sms = self.sms.as_ref().map(|sms| (&sms.from, &sms.service, "sms"));
        let whatsapp = self.whatsapp.as_ref().map(|w| (&w.from, &w.service, "whatsapp"));
        let mut all: Vec<String> = Vec::new();
        for (from, service, channel) in sms.into_iter().chain(whatsapp) {
            all.extend(from.as_ref().map(|number| format!("{channel}:{number}")));
            all.extend(service.clone());
        }
        all.sort_unstable();
        all.dedup();
        all
    }
}

/// Checks both tables.
pub(super) fn check(file: &CreditorFile, country: Country) -> Result<(), FileError> {
    if let Some(SmsFile { from, service, own_invoices }) = &file.sms {
        check_sender("sms", (from, service, *own_invoices), country)?;
    }
    let Some(WhatsappFile { from, service, own_invoices, templates }) = &file.whatsapp else {
        return Ok(());
    };
    check_sender("whatsapp", (from, service, *own_invoices), country)?;
    for (language, template) in templates {
        if !["es", "en", "pt"].contains(&language.as_str()) {
            return Err(wrong("whatsapp.templates", format!("`{language}` is not known")));
        }
        if !is_id(template, "HX") {
            return Err(wrong("whatsapp.templates", "not HX and 32 hexadecimal digits"));
        }
    }
    if templates.is_empty() {
        return Err(wrong("whatsapp.templates", "none: WhatsApp takes approved templates only"));
    }
    Ok(())
}

fn check_sender(
    table: &'static str,
    (from, service, own_invoices): (&Option<String>, &Option<String>, bool),
    country: Country,
) -> Result<(), FileError> {
    if !own_invoices {
        let problem = "own_invoices must be true: collecting for others is forbidden there";
        return Err(wrong(table, problem));
    }
    let plain = |from: &String| {
        PhoneNumber::parse(from, country).is_ok_and(|number| number.reveal() == from)
    };
    if from.as_ref().is_some_and(|from| !plain(from)) {
        return Err(wrong(table, "from is a number like +51987654321"));
    }
    if service.as_ref().is_some_and(|service| !is_id(service, "MG")) {
        return Err(wrong(table, "service is MG and 32 hexadecimal digits"));
    }
    if from.is_none() && service.is_none() {
        return Err(wrong(table, "neither from nor service: who would it come from?"));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::creditor::Settings;

    const FILE: &str = include_str!("../../../../demo/san-borja.toml");

    fn read(more: &str) -> Result<CreditorFile, String> {
        let settings = Settings::from_toml(&format!("{FILE}\n{more}"));
        settings.map(|settings| settings.file).map_err(|error| error.to_string())
    }

    fn service() -> String {
        format!("MG{}", "0".repeat(32))
    }

    #[test]
    fn a_file_says_from_where_messages_to_phones_come() {
        let whatsapp = format!(
            "[sms]\nfrom = '+51987654321'\nown_invoices = true\n[whatsapp]\nservice = '{}'\n\
             own_invoices = true\ntemplates = {{ es = 'HX{}' }}",
            service(),
            "a".repeat(32)
        );
        let file = read(&whatsapp).expect("a good file");
        let number = Sender::Number("+51987654321".to_owned());
        assert_eq!(file.sender(ContactChannel::Sms), Some(number));
        assert_eq!(file.sender(ContactChannel::WhatsApp), Some(Sender::Service(service())));
        assert_eq!(file.sender(ContactChannel::Email), None);
        assert_eq!(file.phone_senders(), [service(), "sms:+51987654321".to_owned()]);
        assert!(file.template("es").is_some() && file.template("en").is_none());
        let bare = read("").expect("a good file");
        assert!(bare.phone_senders().is_empty() && bare.sender(ContactChannel::Sms).is_none());
    }

    #[test]
    fn a_number_of_whatsapp_says_so() {
        let file = read(&format!(
            "[whatsapp]\nfrom = '+51987654321'\nown_invoices = true\ntemplates.pt = 'HX{}'",
            "1".repeat(32)
        ));
        let file = file.expect("a good file");
        let number = Sender::Number("whatsapp:+51987654321".to_owned());
        assert_eq!(file.sender(ContactChannel::WhatsApp), Some(number));
        assert_eq!(file.phone_senders(), ["whatsapp:+51987654321"]);
    }

    #[test]
    fn what_would_not_be_taken_there_is_refused_here() {
        for (more, named) in [
            ("[sms]\nfrom = '+51987654321'\nown_invoices = false", "`sms`: own_invoices"),
            ("[sms]\nown_invoices = true", "`sms`: neither"),
            ("[sms]\nfrom = '987654321'\nown_invoices = true", "`sms`: from"),
            ("[sms]\nfrom = 'SANBORJA'\nown_invoices = true", "`sms`: from"),
            ("[sms]\nservice = 'MG1'\nown_invoices = true", "`sms`: service"),
            (
                "[whatsapp]\nfrom = '+51987654321'\nown_invoices = true\ntemplates = {}",
                "`whatsapp.templates`: none",
            ),
            (
                "[whatsapp]\nfrom = '+51987654321'\nown_invoices = true\ntemplates.fr = 'HX1'",
                "`whatsapp.templates`: `fr`",
            ),
            (
                "[whatsapp]\nfrom = '+51987654321'\nown_invoices = true\ntemplates.es = 'hola'",
                "`whatsapp.templates`: not HX",
            ),
        ] {
            let said = read(more).expect_err(more);
            assert!(said.starts_with(named), "{said}");
        }
    }
}
