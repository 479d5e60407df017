//! Reminders from templates: what they say where a creditor has no text of its own, with its places, and the
//! letter that a filled one becomes.

use domain::contact_channel::ContactChannel;
use domain::money::Money;
use domain::reminder::StepKind;
use domain::template::{Draft, Field, Filled, Run, said};

use super::duties::Duties;
use super::envelope::{Leads, ToDebtor, Writer, to_debtor};
use super::letter::{Block, Mail};
use super::reminder::{as_formal, lead, outside};
use crate::reader::Reader;
use crate::routes::stop_of;
use crate::texts::{Voice, key};

/// A filled template, to be set as a letter.
#[derive(Clone, Copy, Debug)]
pub struct TemplateLetter<'a> {
    /// The given name to greet with.
    pub first_name: Option<&'a str>,
    /// What it says.
    pub filled: &'a Filled,
    /// What the law of the creditor's country wants in it.
    pub duties: Duties,
}

/// The fields as the texts of this language write them.
struct Places {
    name: String,
    business: String,
    date: String,
    limit: String,
    link: String,
    amount: String,
    stop: String,
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
            stop: place(Field::OptOut),
        }
    }
}

/// What the program says itself, with its places; the content id of a WhatsApp message is the creditor's own
/// and empty here. An e-mail says it as the [letter](super::reminder::reminder) does that leaves where nobody has
/// written another, without its rows.
pub fn shipped_template(voice: Voice, (kind, channel): (StepKind, ContactChannel)) -> Draft {
    let voice = as_formal(voice, kind);
    let places = Places::of(voice);
    match channel {
        ContactChannel::Email => {
            let (subject, preview) = outside(voice, kind, &places.date);
            Draft { subject, preview, body: letter(voice, kind, &places), ..Draft::default() }
        }
        ContactChannel::Sms => Draft { body: sms(voice, kind, &places), ..Draft::default() },
        ContactChannel::WhatsApp => {
            Draft { body: whatsapp(voice, kind, &places), ..Draft::default() }
        }
    }
}

/// What it is about, day and amount, the link, and what to do if it is settled or wrong. Every letter ends with whom
/// to call.
fn letter(voice: Voice, kind: StepKind, places: &Places) -> String {
    let Places { business, date, amount, link, .. } = places;
    let is_open = kind != StepKind::Settled;
    let paragraphs = [
        Some(lead(voice, kind, business)),
        is_open.then(|| format!("{date}: {amount}")),
        Some(voice.say(key::TemplateLink { link })),
        is_open.then(|| voice.say(key::MailReminderDoubt)),
    ];
    paragraphs.into_iter().flatten().collect::<Vec<_>>().join("\n\n")
}

fn sms(voice: Voice, occasion: StepKind, places: &Places) -> String {
    let Places { name, business, date, limit, link, .. } = places;
    match occasion {
        StepKind::Courtesy => voice.say(key::TemplateSmsCourtesy { business, name, date, link }),
        StepKind::Kind => voice.say(key::TemplateSmsKind { business, name, link }),
        StepKind::Firm => voice.say(key::TemplateSmsFirm { business, name, link }),
        StepKind::Final => voice.say(key::TemplateSmsFinalNotice { business, name, limit, link }),
        StepKind::InstalmentSoon => {
            voice.say(key::TemplateSmsInstalmentSoon { business, name, date, link })
        }
        StepKind::InstalmentToday => {
            voice.say(key::TemplateSmsInstalmentToday { business, name, date, link })
        }
        StepKind::InstalmentMissed => {
            voice.say(key::TemplateSmsInstalmentMissed { business, name, date, limit, link })
        }
        StepKind::PromiseEve => {
            voice.say(key::TemplateSmsPromiseEve { business, name, date, link })
        }
        StepKind::PromiseBroken => {
            voice.say(key::TemplateSmsPromiseBroken { business, name, date, link })
        }
        StepKind::OfferEnds => {
            voice.say(key::TemplateSmsOfferEnding { business, name, date, link })
        }
        StepKind::Settled => voice.say(key::TemplateSmsSettled { business, name, link }),
    }
}

/// With the way to stop behind it. The provider takes no text that ends with a place: a full stop ends it.
fn whatsapp(voice: Voice, occasion: StepKind, places: &Places) -> String {
    let Places { name, business, date, limit, stop, .. } = places;
    let text = match occasion {
        StepKind::Courtesy => voice.say(key::TemplateWhatsappCourtesy { name, business, date }),
        StepKind::Kind => voice.say(key::TemplateWhatsappKind { name, business }),
        StepKind::Firm => voice.say(key::TemplateWhatsappFirm { name, business }),
        StepKind::Final => voice.say(key::TemplateWhatsappFinalNotice { name, business }),
        StepKind::InstalmentSoon => {
            voice.say(key::TemplateWhatsappInstalmentSoon { name, business, date })
        }
        StepKind::InstalmentToday => {
            voice.say(key::TemplateWhatsappInstalmentToday { name, business, date })
        }
        StepKind::InstalmentMissed => {
            voice.say(key::TemplateWhatsappInstalmentMissed { name, business, date, limit })
        }
        StepKind::PromiseEve => voice.say(key::TemplateWhatsappPromiseEve { name, business, date }),
        StepKind::PromiseBroken => {
            voice.say(key::TemplateWhatsappPromiseBroken { name, business, date })
        }
        StepKind::OfferEnds => voice.say(key::TemplateWhatsappOfferEnding { name, business, date }),
        StepKind::Settled => voice.say(key::TemplateWhatsappSettled { name, business }),
    };
    format!("{text} {stop}.")
}

/// What a debt is made of, for the field of that name: principal, interest and costs.
pub fn template_breakdown(reader: Reader, parts: [Money; 3]) -> String {
    let [principal, interest, fee] = &parts.map(|part| reader.money(part));
    reader.say(key::TemplateBreakdown { principal, interest, fee })
}

/// How to receive no more messages, for the field of that name: the word to answer with.
pub fn template_opt_out(voice: Voice) -> String {
    voice.say(key::TemplateOptOut)
}

/// The same in an e-mail with the link `link`, to which nobody reads answers: where they stop.
pub fn template_opt_out_page(voice: Voice, link: &str) -> String {
    voice.say(key::TemplateOptOutPage { link: &stop_of(link) })
}

/// Sets a filled template as a letter: its paragraphs, each link as one that may be followed, what the law wants
/// and they do not say, then what all letters to debtors end with. What belongs to the amounts stands before the
/// paragraph with the link, and how to contest them behind it.
pub fn template_letter(reader: Reader, writer: &Writer, letter: TemplateLetter<'_>) -> Mail {
    let TemplateLetter { first_name, filled, duties } = letter;
    let wanted = |duties: Duties| {
        let blocks = duties.said(reader, &writer.legal_name).into_iter();
        blocks.filter(|block| !is_said(&filled.body, block)).collect::<Vec<_>>()
    };
    let is_parts = |run: &Run| run.field == Some(Field::Breakdown);
    let breakdown = duties.breakdown.filter(|_| !filled.body.iter().flatten().any(is_parts));
    let beside = wanted(Duties { breakdown, complaint: false, ..duties });
    let complaint = wanted(Duties { complaint: duties.complaint, ..Duties::default() });
    let (before, link, after) = around_link(&filled.body);
    let set = |part: &[Vec<Run>]| part.iter().flat_map(|runs| paragraph(runs)).collect::<Vec<_>>();
    let blocks = [set(before), beside, set(link), complaint, set(after)].concat();
    let (subject, preview) = (said(&filled.subject), said(&filled.preview));
    to_debtor(
        reader,
        writer,
        ToDebtor { first_name, subject, preview, blocks, leads: Leads::ToLink },
    )
}

/// Whether a text has a sentence already, word for word.
fn is_said(body: &[Vec<Run>], block: &Block) -> bool {
    let Block::Quiet(sentence) = block else { return false };
    body.iter().any(|runs| said(runs).contains(sentence.as_str()))
}

/// Paragraphs of a text.
type Paragraphs<'a> = &'a [Vec<Run>];

/// The paragraphs before the one with the link, that one, and those behind it. A letter begins with its own words:
/// one that begins with the link has it before.
fn around_link(body: Paragraphs<'_>) -> (Paragraphs<'_>, Paragraphs<'_>, Paragraphs<'_>) {
    let is_link = |run: &Run| run.field == Some(Field::Link);
    match body.iter().position(|runs| runs.iter().any(is_link)) {
        Some(0) => (&body[..1], &[], &body[1..]),
        Some(at) => (&body[..at], &body[at..=at], &body[at + 1..]),
        None => (body, &[], &[]),
    }
}

/// The words of a paragraph up to its link, the link, and what comes behind it.
fn paragraph(runs: &[Run]) -> Vec<Block> {
    let (mut blocks, mut words) = (Vec::new(), String::new());
    for run in runs {
        let Some((before, link)) = with_link(run) else {
            words.push_str(&run.text);
            continue;
        };
        words.push_str(before);
        blocks.extend(text(&words));
        blocks.push(Block::Link(link.to_owned()));
        words.clear();
    }
    blocks.extend(text(&words));
    blocks
}

/// The words before the link that a run ends with, and the link.
fn with_link(run: &Run) -> Option<(&str, &str)> {
    match run.field? {
        Field::Link => Some(("", &*run.text)),
        Field::OptOut => {
            let (before, last) = run.text.rsplit_once(' ').unwrap_or(("", &*run.text));
            last.contains("://").then_some((before, last))
        }
        _ => None,
    }
}

/// Words that say something: what stands between two links may be a point alone.
fn text(words: &str) -> Option<Block> {
    words.contains(char::is_alphanumeric).then(|| Block::Text(words.trim().to_owned()))
}
