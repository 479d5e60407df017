//! What reminders say from templates.

use domain::contact_channel::ContactChannel;
use domain::country::{Address, Country};
use domain::reminder::StepKind;
use domain::sms::{self, Alphabet};
use domain::template::{Draft, Field, For, Part, Template};
use domain::tone::{self, Ground, Place};

use super::samples::{HOSTILE, LINK, reader, san_borja};
use crate::messages::{TemplateLetter, shipped_template, template_letter, template_opt_out};
use crate::texts::{Lang, Voice};

/// Every voice with every occasion and channel.
fn every() -> impl Iterator<Item = (Voice, StepKind, ContactChannel)> {
    let voices = Country::ALL.into_iter().flat_map(|region| {
        Lang::ALL.into_iter().flat_map(move |lang| {
            [Address::Tu, Address::Usted].map(|address| Voice { lang, region, address })
        })
    });
    voices.flat_map(|voice| {
        let of = move |occasion| ContactChannel::ALL.map(|channel| (voice, occasion, channel));
        StepKind::ALL.into_iter().flat_map(of)
    })
}

fn read(voice: Voice, occasion: StepKind, channel: ContactChannel) -> Template {
    let draft = shipped_template(voice, (occasion, channel));
    let content_id = format!("HX{}", "0".repeat(32));
    // What the law of a country wants beside it is not in texts for all countries.
    let of = For { occasion, channel, lang: voice.lang, required: &[] };
    Template::read(&Draft { content_id, ..draft }, of).expect("a template")
}

#[test]
fn every_shipped_text_reads_and_nothing_in_it_is_found() {
    for (voice, occasion, channel) in every() {
        let template = read(voice, occasion, channel);
        for (part, runs) in template.parts() {
            let place = match (part, channel) {
                (Part::Subject | Part::Preview, _) => Place::Line,
                (_, ContactChannel::Email) => Place::Letter,
                (_, ContactChannel::Sms) => Place::Sms,
                (_, ContactChannel::WhatsApp) => Place::WhatsApp,
            };
            let (lang, country) = (voice.lang, voice.region);
            let address = if occasion.is_formal() { Address::Usted } else { voice.address };
            let ground = Ground { lang, country, address, place, court_file: None };
            let found = tone::check(&runs, ground);
            assert_eq!(found, [], "{voice:?} {occasion:?} {channel:?}");
        }
    }
}

#[test]
fn every_shipped_text_message_is_one_message_with_the_longest_names() {
    for (voice, occasion, channel) in every().filter(|one| one.2 == ContactChannel::Sms) {
        let size = read(voice, occasion, channel).worst();
        let said = (size.alphabet, size.segments);
        assert_eq!(said, (Alphabet::Gsm, 1), "{voice:?} {occasion:?}: {size:?}");
    }
}

#[test]
fn the_way_to_stop_fits_its_place_in_a_text_message() {
    for lang in Lang::ALL {
        let said = template_opt_out(Voice { lang, region: Country::Us, address: Address::Tu });
        assert!(sms::size(&said).units <= Field::OptOut.most_in_sms(), "{said}");
    }
}

#[test]
fn a_letter_of_a_template_ends_like_all_letters_and_its_link_can_be_followed() {
    let reader = reader(Lang::Es, Country::Pe, Address::Tu);
    let (occasion, channel) = (StepKind::Firm, ContactChannel::Email);
    let subject = "{nombre}, elige la opción que te sirva".to_owned();
    let draft = Draft { subject, ..shipped_template(reader.voice, (occasion, channel)) };
    let of = For { occasion, channel, lang: Lang::Es, required: &[] };
    let template = Template::read(&draft, of).expect("a template");
    let value = |name: &'static str| {
        move |field| match field {
            Field::Name => Some(name.replace(char::is_control, " ")),
            Field::Link => Some(LINK.to_owned()),
            Field::Date => Some("15 de noviembre".to_owned()),
            Field::Business => Some("San Borja".to_owned()),
            _ => None,
        }
    };
    for name in ["Rosa", HOSTILE[0], HOSTILE[1]] {
        let filled = template.fill(&value(name)).expect("filled");
        let letter = TemplateLetter { first_name: Some("Rosa"), filled: &filled };
        let mail = template_letter(reader, &san_borja().writer, letter);
        assert!(mail.subject.ends_with(", elige la opción que te sirva"), "{}", mail.subject);
        assert!(!mail.subject.chars().any(char::is_control), "{}", mail.subject);
        assert!(mail.html.contains(&format!("href=\"{LINK}\"")), "{}", mail.html);
        for part in ["Esto sigue pendiente:", "Clínica San Borja S.A.C.", "01 555 0100"] {
            assert!(mail.text.contains(part), "{part}: {}", mail.text);
        }
        assert!(!mail.text.contains("15 de noviembre:"), "no amount, no line: {}", mail.text);
        assert!(!mail.html.contains("<script") && !mail.html.contains("<h1"));
    }
}
