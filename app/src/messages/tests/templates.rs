//! What reminders say from templates.

use domain::contact_channel::ContactChannel;
use domain::country::{Address, Country};
use domain::reminder::StepKind;
use domain::sms::{self, Alphabet};
use domain::template::{Draft, Field, For, LONGEST_LINK, MOST_SEGMENTS, Part, Template, said};
use domain::tone::{self, Ground, Place};

use super::samples::{HOSTILE, LINK, reader, san_borja};
use crate::messages::{
    Duties, TemplateLetter, shipped_template, template_letter, template_opt_out,
    template_opt_out_page,
};
use crate::texts::{Lang, Voice};

const DUTIES: Duties =
    Duties { breakdown: None, pay_creditor_only: true, complaint: true, ways_to_pay: true };

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
    let of = For { occasion, channel, lang: voice.lang, required: &[], longest_link: LONGEST_LINK };
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
            let mut found = tone::check(&runs, ground);
            found.retain(|one| tone::matters(occasion, one));
            assert_eq!(found, [], "{voice:?} {occasion:?} {channel:?}");
        }
    }
}

#[test]
fn every_shipped_text_message_is_plain_and_within_the_most_messages_as_it_leaves() {
    for (voice, occasion, channel) in every().filter(|one| one.2 == ContactChannel::Sms) {
        let template = read(voice, occasion, channel);
        let longest = |field: Field| Some("W".repeat(field.most_in_sms()));
        let filled = template.fill(&longest).expect("filled");
        let body = said(&filled.body[0]);
        assert!(sms::size(&body).segments == 1, "its own words: {voice:?} {occasion:?}");
        // As it leaves: with the way to stop behind it.
        let size = sms::size(&format!("{body} {}", template_opt_out(voice)));
        assert_eq!(size.alphabet, Alphabet::Gsm, "{voice:?} {occasion:?}");
        assert!(size.segments <= MOST_SEGMENTS && size.units <= template.worst().units);
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
    let of = For { occasion, channel, lang: Lang::Es, required: &[], longest_link: LONGEST_LINK };
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
        let letter = TemplateLetter { first_name: Some("Rosa"), filled: &filled, duties: DUTIES };
        let mail = template_letter(reader, &san_borja().writer, letter);
        assert!(mail.subject.ends_with(", elige la opción que te sirva"), "{}", mail.subject);
        assert!(!mail.subject.chars().any(char::is_control), "{}", mail.subject);
        assert!(mail.html.contains(&format!("href=\"{LINK}\"")), "{}", mail.html);
        let law = [
            "Paga solo a Clínica San Borja S.A.C.",
            "¿Ya pagaste o hay un error?",
            "En tu página ves cómo pagarlo",
        ];
        let own = ["Esto sigue pendiente:", "Clínica San Borja S.A.C.", "01 555 0100"];
        for part in own.into_iter().chain(law) {
            assert!(mail.text.contains(part), "{part}: {}", mail.text);
        }
        for once in ["hay un error?", "¿Prefieres hablar", "01 555 0100"] {
            assert_eq!(mail.text.matches(once).count(), 1, "{once}: {}", mail.text);
        }
        assert!(!mail.text.contains("15 de noviembre:"), "no amount, no line: {}", mail.text);
        assert!(!mail.html.contains("<script") && !mail.html.contains("<h1"));
    }
}

#[test]
fn what_the_law_wants_of_a_letter_is_said_once_and_never_where_strangers_read() {
    let reader = reader(Lang::Es, Country::Mx, Address::Tu);
    let sum = |minor| {
        domain::money::Money::new(minor, domain::money::Currency::parse("MXN").expect("a currency"))
            .expect("an amount")
    };
    let breakdown = Some([sum(10_000), sum(500), sum(0)]);
    let duties = Duties { breakdown, pay_creditor_only: true, ..Duties::default() };
    let said_in = |body: &str| {
        let draft = Draft {
            subject: "Novedades".to_owned(),
            preview: "Ábrelo cuando te venga bien.".to_owned(),
            body: body.to_owned(),
            content_id: String::new(),
        };
        let (occasion, channel) = (StepKind::Firm, ContactChannel::Email);
        let of =
            For { occasion, channel, lang: Lang::Es, required: &[], longest_link: LONGEST_LINK };
        let template = Template::read(&draft, of).expect("a template");
        let value = |field| match field {
            Field::Link => Some(LINK.to_owned()),
            Field::Breakdown => Some("capital y gastos".to_owned()),
            Field::OptOut => Some(template_opt_out_page(reader.voice, LINK)),
            _ => None,
        };
        let filled = template.fill(&value).expect("filled");
        let letter = TemplateLetter { first_name: None, filled: &filled, duties };
        template_letter(reader, &san_borja().writer, letter)
    };
    let in_order = |text: &str, parts: &[&str]| {
        let places: Vec<_> = parts.iter().map(|part| text.find(part).expect(text)).collect();
        assert!(places.is_sorted(), "{parts:?}: {text}");
    };
    let mail = said_in("Son dos boletas.\n\nLas ves aquí: {enlace}\n\n{baja}\n\nHasta pronto.");
    let parts =
        ["Son dos boletas", "Detalle: capital", "Paga solo a ", "Las ves aquí", "Hasta pronto"];
    in_order(&mail.text, &parts);
    assert_eq!(mail.text.matches("/parar").count(), 1, "{}", mail.text);
    assert!(!mail.text.contains("¿No quieres más mensajes como este?"), "{}", mail.text);
    let mail = said_in("Hay novedades: {enlace}");
    in_order(&mail.text, &["Hay novedades", "Detalle: capital", "¿No quieres más mensajes"]);
    assert_eq!(mail.text.matches("/parar").count(), 1, "{}", mail.text);
    assert!(mail.text.contains("Detalle: capital $"), "{}", mail.text);
    assert!(mail.text.contains("Paga solo a "), "{}", mail.text);
    assert!(!mail.subject.contains('$') && !mail.preview_text.contains('$'));
    let mail = said_in("Hay novedades, {desglose}: {enlace}");
    assert!(!mail.text.contains("Detalle: "), "said already: {}", mail.text);
}

#[test]
fn no_value_breaks_out_of_its_place_in_an_own_text() {
    let reader = reader(Lang::Es, Country::Pe, Address::Tu);
    let places = [Field::Name, Field::Business, Field::Document, Field::Amount, Field::Phone];
    for hostile in HOSTILE {
        for place in places {
            // Values have no line breaks where they come from; whatever has one is not said.
            for raw in [hostile.to_owned(), hostile.replace(char::is_control, " ")] {
                let draft = Draft {
                    subject: "{negocio}: novedades".to_owned(),
                    preview: "Ábrelo cuando te venga bien.".to_owned(),
                    body: "Hola, {nombre}. {documento}: {monto}. {enlace}\n\n{telefono}".to_owned(),
                    content_id: String::new(),
                };
                let (occasion, channel) = (StepKind::Firm, ContactChannel::Email);
                let longest_link = LONGEST_LINK;
                let of = For { occasion, channel, lang: Lang::Es, required: &[], longest_link };
                let template = Template::read(&draft, of).expect("a template");
                let value = |field| match field {
                    Field::Link => Some(LINK.to_owned()),
                    field if field == place => Some(raw.clone()),
                    _ => Some("x".to_owned()),
                };
                let Ok(filled) = template.fill(&value) else { continue };
                let letter = TemplateLetter { first_name: None, filled: &filled, duties: DUTIES };
                let mail = template_letter(reader, &san_borja().writer, letter);
                assert!(!mail.subject.chars().any(char::is_control), "{place:?}: {hostile:?}");
                assert!(!mail.text.contains("\nBcc:") && !mail.text.contains("\n.\n"));
                assert!(!mail.html.contains("<script") && !mail.html.contains("<h1"));
                assert!(!mail.html.contains("href=\"http://evil"), "{}", mail.html);
                assert!(!mail.text.contains('\u{202e}'), "{place:?}: {hostile:?}");
            }
        }
    }
}
