//! Reminders from templates: what they say where a creditor has no text of its own, with its places, and the
//! letter that a filled one becomes.

use domain::contact_channel::ContactChannel;
use domain::money::Money;
use domain::template::{Draft, Field, Filled, Occasion, Run, said};

use super::envelope::{Leads, ToDebtor, Writer, to_debtor};
use super::letter::{Block, Mail};
use crate::reader::Reader;
use crate::texts::{Voice, key};

/// A filled template, to be set as a letter.
#[derive(Clone, Copy, Debug)]
pub struct TemplateLetter<'a> {
    /// The given name to greet with.
    pub first_name: Option<&'a str>,
    /// What it says.
    pub filled: &'a Filled,
}

/// The fields as the texts of this language write them.
struct Places {
    name: String,
    business: String,
    date: String,
    limit: String,
    link: String,
    amount: String,
    phone: String,
}

impl Places {
    fn of(voice: Voice) -> Self {
        let place = |field: Field| field.in_lang(voice.lang).to_string();
        Self {
            name: place(Field::Name),
            business: place(Field::Business),
            date: place(Field::Date),
            limit: place(Field::Limit),
            link: place(Field::Link),
            amount: place(Field::Amount),
            phone: place(Field::Phone),
        }
    }
}

/// What the program says itself, with its places; the content id of a WhatsApp message is the creditor's own
/// and empty here.
pub fn shipped_template(voice: Voice, (occasion, channel): (Occasion, ContactChannel)) -> Draft {
    let places = Places::of(voice);
    match channel {
        ContactChannel::Email => Draft {
            subject: subject(voice, occasion, &places),
            preview: voice.say(key::TemplatePreview),
            body: letter(voice, occasion, &places),
            content_id: String::new(),
        },
        ContactChannel::Sms => Draft { body: sms(voice, occasion, &places), ..Draft::default() },
        ContactChannel::WhatsApp => {
            Draft { body: whatsapp(voice, occasion, &places), ..Draft::default() }
        }
    }
}

fn subject(voice: Voice, occasion: Occasion, places: &Places) -> String {
    let Places { name, business, date, limit, .. } = places;
    match occasion {
        Occasion::Courtesy => voice.say(key::TemplateSubjectCourtesy { name, date, business }),
        Occasion::Kind => voice.say(key::TemplateSubjectKind),
        Occasion::Firm => voice.say(key::TemplateSubjectFirm { name }),
        Occasion::FinalNotice => voice.say(key::TemplateSubjectFinalNotice { business, limit }),
        Occasion::InstalmentSoon => voice.say(key::TemplateSubjectInstalmentSoon { date }),
        Occasion::InstalmentToday => {
            voice.say(key::TemplateSubjectInstalmentToday { date, business })
        }
        Occasion::InstalmentMissed => voice.say(key::TemplateSubjectInstalmentMissed { limit }),
        Occasion::PromiseEve => voice.say(key::TemplateSubjectPromiseEve { name, date }),
        Occasion::PromiseBroken => voice.say(key::TemplateSubjectPromiseBroken { date }),
        Occasion::OfferEnding => voice.say(key::TemplateSubjectOfferEnding { date }),
        Occasion::Settled => voice.say(key::TemplateSubjectSettled { name }),
    }
}

/// What it is about, the amount, the link, what to do if it is settled or wrong, and whom to call.
fn letter(voice: Voice, occasion: Occasion, places: &Places) -> String {
    let Places { amount, link, phone, .. } = places;
    let is_open = occasion != Occasion::Settled;
    let paragraphs = [
        Some(lead(voice, occasion, places)),
        is_open.then(|| voice.say(key::TemplateAmount { amount })),
        Some(voice.say(key::TemplateLink { link })),
        is_open.then(|| voice.say(key::TemplateDoubt)),
        Some(voice.say(key::TemplatePhone { phone })),
    ];
    paragraphs.into_iter().flatten().collect::<Vec<_>>().join("\n\n")
}

fn lead(voice: Voice, occasion: Occasion, places: &Places) -> String {
    let Places { date, limit, .. } = places;
    match occasion {
        Occasion::Courtesy => voice.say(key::TemplateLeadCourtesy { date }),
        Occasion::Kind => voice.say(key::TemplateLeadKind { date }),
        Occasion::Firm => voice.say(key::TemplateLeadFirm { date }),
        Occasion::FinalNotice => voice.say(key::TemplateLeadFinalNotice { date, limit }),
        Occasion::InstalmentSoon => voice.say(key::TemplateLeadInstalmentSoon { date }),
        Occasion::InstalmentToday => voice.say(key::TemplateLeadInstalmentToday { date }),
        Occasion::InstalmentMissed => voice.say(key::TemplateLeadInstalmentMissed { date, limit }),
        Occasion::PromiseEve => voice.say(key::TemplateLeadPromiseEve { date }),
        Occasion::PromiseBroken => voice.say(key::TemplateLeadPromiseBroken { date }),
        Occasion::OfferEnding => voice.say(key::TemplateLeadOfferEnding { date }),
        Occasion::Settled => voice.say(key::TemplateLeadSettled { date }),
    }
}

fn sms(voice: Voice, occasion: Occasion, places: &Places) -> String {
    let Places { name, business, date, limit, link, .. } = places;
    match occasion {
        Occasion::Courtesy => voice.say(key::TemplateSmsCourtesy { business, name, date, link }),
        Occasion::Kind => voice.say(key::TemplateSmsKind { business, name, link }),
        Occasion::Firm => voice.say(key::TemplateSmsFirm { business, name, link }),
        Occasion::FinalNotice => {
            voice.say(key::TemplateSmsFinalNotice { business, name, limit, link })
        }
        Occasion::InstalmentSoon => {
            voice.say(key::TemplateSmsInstalmentSoon { business, name, date, link })
        }
        Occasion::InstalmentToday => {
            voice.say(key::TemplateSmsInstalmentToday { business, name, date, link })
        }
        Occasion::InstalmentMissed => {
            voice.say(key::TemplateSmsInstalmentMissed { business, name, date, limit, link })
        }
        Occasion::PromiseEve => {
            voice.say(key::TemplateSmsPromiseEve { business, name, date, link })
        }
        Occasion::PromiseBroken => {
            voice.say(key::TemplateSmsPromiseBroken { business, name, date, link })
        }
        Occasion::OfferEnding => {
            voice.say(key::TemplateSmsOfferEnding { business, name, date, link })
        }
        Occasion::Settled => voice.say(key::TemplateSmsSettled { business, name, link }),
    }
}

fn whatsapp(voice: Voice, occasion: Occasion, places: &Places) -> String {
    let Places { name, business, date, limit, .. } = places;
    match occasion {
        Occasion::Courtesy => voice.say(key::TemplateWhatsappCourtesy { name, business, date }),
        Occasion::Kind => voice.say(key::TemplateWhatsappKind { name, business }),
        Occasion::Firm => voice.say(key::TemplateWhatsappFirm { name, business }),
        Occasion::FinalNotice => {
            voice.say(key::TemplateWhatsappFinalNotice { name, business, limit })
        }
        Occasion::InstalmentSoon => {
            voice.say(key::TemplateWhatsappInstalmentSoon { name, business, date })
        }
        Occasion::InstalmentToday => {
            voice.say(key::TemplateWhatsappInstalmentToday { name, business, date })
        }
        Occasion::InstalmentMissed => {
            voice.say(key::TemplateWhatsappInstalmentMissed { name, business, date, limit })
        }
        Occasion::PromiseEve => voice.say(key::TemplateWhatsappPromiseEve { name, business, date }),
        Occasion::PromiseBroken => {
            voice.say(key::TemplateWhatsappPromiseBroken { name, business, date })
        }
        Occasion::OfferEnding => {
            voice.say(key::TemplateWhatsappOfferEnding { name, business, date })
        }
        Occasion::Settled => voice.say(key::TemplateWhatsappSettled { name, business }),
    }
}

/// What a debt is made of, for the field of that name: principal, interest and costs.
pub fn template_breakdown(reader: Reader, parts: [Money; 3]) -> String {
    let [principal, interest, fee] = &parts.map(|part| reader.money(part));
    reader.say(key::TemplateBreakdown { principal, interest, fee })
}

/// How to receive no more messages, for the field of that name.
pub fn template_opt_out(voice: Voice) -> String {
    voice.say(key::TemplateOptOut)
}

/// Sets a filled template as a letter: its paragraphs, each link as one that may be followed, then what all
/// letters to debtors end with.
pub fn template_letter(reader: Reader, writer: &Writer, letter: TemplateLetter<'_>) -> Mail {
    let TemplateLetter { first_name, filled } = letter;
    let blocks = filled.body.iter().flat_map(|runs| paragraph(runs)).collect();
    let (subject, preview) = (said(&filled.subject), said(&filled.preview));
    to_debtor(
        reader,
        writer,
        ToDebtor { first_name, subject, preview, blocks, leads: Leads::ToLink },
    )
}

/// The words of a paragraph up to its link, the link, and what comes behind it.
fn paragraph(runs: &[Run]) -> Vec<Block> {
    let (mut blocks, mut words) = (Vec::new(), String::new());
    for run in runs {
        if run.field == Some(Field::Link) {
            blocks.extend(text(&words));
            blocks.push(Block::Link(run.text.clone()));
            words.clear();
        } else {
            words.push_str(&run.text);
        }
    }
    blocks.extend(text(&words));
    blocks
}

/// Words that say something: what stands between two links may be a point alone.
fn text(words: &str) -> Option<Block> {
    words.contains(char::is_alphanumeric).then(|| Block::Text(words.trim().to_owned()))
}
