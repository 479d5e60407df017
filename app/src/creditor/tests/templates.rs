//! The pages of templates, and what holds for them.

use domain::contact_channel::ContactChannel;
use domain::reminder::StepKind;
use domain::template::{
    Draft, Fault, Field, For, LONGEST_LINK, Part, Speech, Template, Which, Why, said,
};
use domain::tone::{self, Finding, Ground};

use super::samples::{at, colombia, peru, shell};
use super::words;
use crate::creditor::policy::Deed;
use crate::creditor::template::{TemplateSeen, TemplateVersion, TemplateView, page};
use crate::creditor::templates::{self, OwnTemplate, TemplatesView};
use crate::creditor::{Role, Typed, Wrong};
use crate::messages::{Piece, shipped_template};
use crate::reader::Reader;
use crate::texts::{Lang, Voice};

/// The pages in every state worth a look.
pub(super) fn pages(reader: Reader) -> Vec<(&'static str, String)> {
    let owner = |view| page(shell(reader, Role::Owner), view);
    let agent = |view| page(shell(reader, Role::Agent), view);
    let list = |own| templates::page(shell(reader, Role::Agent), TemplatesView { speech: TU, own });
    vec![
        ("templates", list(vec![own()])),
        ("templates-none", list(vec![])),
        ("template-email", owner(view(reader, ContactChannel::Email))),
        ("template-email-letter", owner(letter(reader))),
        ("template-sms", owner(view(reader, ContactChannel::Sms))),
        ("template-whatsapp", owner(view(reader, ContactChannel::WhatsApp))),
        (
            "template-agent",
            agent(TemplateView { is_own: true, ..view(reader, ContactChannel::Email) }),
        ),
        (
            "template-warned",
            owner(written(reader, "Un moroso. Quedan {monto} el {fecha}: {enlace}")),
        ),
        (
            "template-refused-422",
            owner(written(reader, "¡Habrá embargo! ¡Paga ya mismo!! {enlace}")),
        ),
        ("template-reason-422", owner(without_reason(reader))),
        ("template-person", owner(person(reader))),
        ("template-person-422", owner(nobody(reader))),
        ("template-faults-422", owner(faults(reader))),
        (
            "template-changed-422",
            owner(TemplateView { is_stale: true, ..view(reader, ContactChannel::Sms) }),
        ),
    ]
}

const TU: Speech = Speech::ALL[0];

fn deed() -> Deed {
    Deed { by: Some("Elena Ruiz".to_owned()), at: at(22, 10, 5) }
}

fn own() -> OwnTemplate {
    OwnTemplate { occasion: StepKind::Kind, channel: ContactChannel::Sms, deed: deed() }
}

fn which(channel: ContactChannel) -> Which {
    Which { occasion: StepKind::Kind, channel, speech: TU }
}

/// What the program says, as a page shows it.
fn view(reader: Reader, channel: ContactChannel) -> TemplateView {
    let voice = Voice { lang: Lang::Es, region: reader.voice.region, address: TU.address };
    let shipped = shipped_template(voice, (StepKind::Kind, channel));
    let content_id = match channel {
        ContactChannel::WhatsApp => format!("HX{}", "0".repeat(32)),
        _ => String::new(),
    };
    of_draft(reader, channel, Draft { content_id, ..shipped })
}

fn of_draft(reader: Reader, channel: ContactChannel, draft: Draft) -> TemplateView {
    let occasion = StepKind::Kind;
    let of = For { occasion, channel, lang: Lang::Es, required: &[], longest_link: LONGEST_LINK };
    let read = Template::read(&draft, of);
    let found = read.as_ref().map(|template| found(reader, template)).unwrap_or_default();
    let seen = read.as_ref().ok().map(seen);
    let asks_reason = found.iter().any(|(_, one)| one.severity == tone::Severity::Warned);
    TemplateView {
        which: which(channel),
        drawn: 2,
        is_own: false,
        draft,
        fields: Field::ALL.into_iter().filter(|field| occasion.has(*field, channel)).collect(),
        required: vec![Field::Link],
        faults: read.err().unwrap_or_default(),
        found,
        reason: Typed::default(),
        asks_reason,
        is_stale: false,
        number: Typed::default(),
        seen,
        versions: vec![version(2, "Hola.\n\nHay novedades: {enlace}"), version(1, "")],
        key: "0192f0c8000070008000000000000001".to_owned(),
    }
}

fn found(reader: Reader, template: &Template) -> Vec<(Part, Finding)> {
    let place = tone::Place::Letter;
    let country = reader.voice.region;
    let ground = Ground { lang: Lang::Es, country, address: TU.address, place, court_file: None };
    let body = template.parts().into_iter().filter(|(part, _)| *part == Part::Body);
    body.flat_map(|(part, runs)| tone::check(&runs, ground).into_iter().map(move |one| (part, one)))
        .collect()
}

fn seen(template: &Template) -> TemplateSeen {
    let value = |field: Field| Some(field.in_lang(Lang::Es).to_string().replace(['{', '}'], "*"));
    let filled = template.fill(&value).expect("filled");
    let is_sms = template.channel() == ContactChannel::Sms;
    TemplateSeen {
        who: None,
        subject: said(&filled.subject),
        preview: said(&filled.preview),
        body: filled.body.iter().map(|runs| Piece::Text(said(runs))).collect(),
        size: is_sms.then(|| template.worst()),
        strange: template.strange(),
        numbered: match template.channel() {
            ContactChannel::WhatsApp => template.numbered(),
            _ => String::new(),
        },
    }
}

fn version(number: i64, body: &str) -> TemplateVersion {
    let draft = Draft { body: body.to_owned(), ..Draft::default() };
    let reason = (number == 2).then(|| "Así hablamos con todos".to_owned());
    TemplateVersion { number, draft, reason, deed: deed() }
}

/// The program's own letter, as it leaves.
fn letter(reader: Reader) -> TemplateView {
    let mut view = view(reader, ContactChannel::Email);
    let rows = vec![("B001-1, 13 de noviembre".to_owned(), "S/ 250.00".to_owned())];
    let button = Piece::Button {
        label: "Ver mis opciones".to_owned(),
        url: "https://sanborja.example/e/x".to_owned(),
    };
    let body = vec![Piece::Text("Nos quedó abierto:".to_owned()), Piece::Rows(rows), button];
    view.seen = view.seen.map(|seen| TemplateSeen { body, ..seen });
    view
}

/// A letter with another text.
fn written(reader: Reader, body: &str) -> TemplateView {
    let draft = view(reader, ContactChannel::Email).draft;
    of_draft(reader, ContactChannel::Email, Draft { body: body.to_owned(), ..draft })
}

fn without_reason(reader: Reader) -> TemplateView {
    let reason = Typed::refused("", Wrong::Missing);
    TemplateView { reason, ..written(reader, "Un moroso. El {fecha}: {enlace}") }
}

fn person(reader: Reader) -> TemplateView {
    let mut view = view(reader, ContactChannel::Sms);
    view.number = Typed::preset("C-9");
    view.seen = view.seen.map(|seen| TemplateSeen { who: Some("Rosa <b> Quispe".into()), ..seen });
    view
}

fn nobody(reader: Reader) -> TemplateView {
    let number = Typed::refused("C-99", Wrong::NoCase);
    TemplateView { number, ..view(reader, ContactChannel::Sms) }
}

/// Every way in which a template does not read.
fn faults(reader: Reader) -> TemplateView {
    let whys = [
        Why::Empty,
        Why::Long(90),
        Why::LongParagraph(800),
        Why::Unknown("deuda".to_owned()),
        Why::Unclosed,
        Why::Stray,
        Why::Control,
        Why::NotHere(Field::Limit),
        Why::Tells(Field::Amount),
        Why::Missing(Field::Link),
        Why::Blank(Field::Business),
        Why::Segments(3),
        Why::ContentId,
        Why::NotApproved,
        Why::ApprovedOtherwise,
        Why::Unasked,
    ];
    let faults = whys.map(|why| Fault { part: Part::Body, at: 0, why }).into();
    let mut view = view(reader, ContactChannel::Email);
    view.draft.body = "Hola </textarea><b> {deuda}".to_owned();
    TemplateView { faults, seen: None, found: vec![], ..view }
}

#[test]
fn only_an_owner_can_write_and_what_was_typed_stays() {
    let reader = peru(Lang::Es);
    let owner = page(shell(reader, Role::Owner), faults(reader));
    assert!(owner.contains("Hola &lt;/textarea>&lt;b> {deuda}"), "{owner}");
    for said in [
        "{deuda}",
        "Falta {enlace}",
        "{plazo}",
        "3 mensajes SMS",
        "800 caracteres",
        "{negocio} queda vacío",
    ] {
        assert!(words(&owner).contains(said), "{said}: {}", words(&owner));
    }
    let agent = page(shell(reader, Role::Agent), view(reader, ContactChannel::Email));
    assert!(!agent.contains("<textarea") && !agent.contains("name=\"do\""), "{agent}");
    assert!(words(&agent).contains("Nos quedó un tema abierto"), "{}", words(&agent));
}

#[test]
fn the_letter_is_shown_as_it_leaves_and_whoever_may_read_it_can_ask_for_a_test() {
    let reader = peru(Lang::Es);
    for role in [Role::Owner, Role::Agent] {
        let html = page(shell(reader, role), letter(reader));
        let said = words(&html);
        for part in ["B001-1, 13 de noviembre", "S/ 250.00", "Ver mis opciones", "una línea por"] {
            assert!(said.contains(part), "{part}: {said}");
        }
        assert!(!html.contains("https://sanborja.example/e/x"), "nothing to press: {html}");
        assert!(html.contains("action=\"/panel/mensajes/prueba\""), "{html}");
    }
    let others = [
        view(reader, ContactChannel::Sms),
        TemplateView { is_own: true, ..view(reader, ContactChannel::Email) },
    ];
    for other in others {
        let html = page(shell(reader, Role::Owner), other);
        assert!(!words(&html).contains("una línea por"), "{html}");
    }
}

#[test]
fn a_kind_reminder_is_called_kind_and_not_the_first_one() {
    for (lang, name) in
        [(Lang::Es, "Aviso amable"), (Lang::En, "Kind reminder"), (Lang::Pt, "Aviso amável")]
    {
        let reader = peru(lang);
        let html = page(shell(reader, Role::Owner), view(reader, ContactChannel::Sms));
        assert!(words(&html).contains(name), "{}", words(&html));
    }
}

#[test]
fn a_word_that_is_refused_is_told_with_its_reason_and_a_better_one() {
    let reader = peru(Lang::Es);
    let html =
        page(shell(reader, Role::Owner), written(reader, "Habrá embargo el {fecha}: {enlace}"));
    let said = words(&html);
    for part in ["«embargo»: parece un papel de un juzgado", "No se puede decir", "todo se detiene"]
    {
        assert!(said.contains(part), "{part}: {said}");
    }
    assert!(html.contains("href=\"#body\""), "{html}");
    assert!(!html.contains("name=\"reason\""), "no reason helps");
}

#[test]
fn what_is_warned_about_asks_for_a_reason() {
    let reader = peru(Lang::Es);
    let warned =
        page(shell(reader, Role::Owner), written(reader, "Un moroso. El {fecha}: {enlace}"));
    assert!(warned.contains("name=\"reason\"") && !warned.contains("<title>Error"), "{warned}");
    assert!(words(&warned).contains("El que está atrasado es el documento"), "{}", words(&warned));
    let missing = page(shell(reader, Role::Owner), without_reason(reader));
    assert!(missing.contains("href=\"#reason\"") && missing.contains("id=\"reason-problem\""));
    let good = page(shell(reader, Role::Owner), view(reader, ContactChannel::Email));
    assert!(!good.contains("name=\"reason\"") && words(&good).contains("Sin objeciones"));
}

#[test]
fn a_text_message_says_what_it_takes() {
    let reader = peru(Lang::Es);
    let html = page(shell(reader, Role::Owner), view(reader, ContactChannel::Sms));
    assert!(words(&html).contains("2 mensajes SMS"), "{}", words(&html));
    let draft =
        Draft { body: "{negocio}: qué día será: {enlace}".to_owned(), ..Draft::default() };
    let html = page(shell(reader, Role::Owner), of_draft(reader, ContactChannel::Sms, draft));
    assert!(words(&html).contains("cabe menos de la mitad: í á"), "{}", words(&html));
}

#[test]
fn every_finding_has_a_sentence_in_every_language() {
    for reader in [peru(Lang::Es), peru(Lang::En), peru(Lang::Pt), colombia()] {
        let finding = |why| Finding {
            start: 0,
            end: 5,
            found: "xyzzy".to_owned(),
            severity: tone::Severity::Warned,
            why,
            better: "",
        };
        let mut view = view(reader, ContactChannel::Email);
        view.found = tone::Why::ALL.map(|why| (Part::Body, finding(why))).into();
        let html = page(shell(reader, Role::Owner), view);
        let said = words(&html);
        assert_eq!(said.matches("xyzzy").count(), tone::Why::ALL.len(), "{said}");
    }
}

#[test]
fn the_list_says_which_texts_are_their_own() {
    let reader = peru(Lang::Es);
    let view = TemplatesView { speech: TU, own: vec![own()] };
    let html = templates::page(shell(reader, Role::Owner), view);
    assert_eq!(html.matches("Texto propio").count(), 1);
    assert_eq!(html.matches("Texto estándar").count(), 21, "the others of e-mail and SMS");
    assert!(html.contains("kind=settled&amp;channel=whatsapp&amp;voice=es-tu"), "{html}");
    assert!(html.contains("/panel/mensajes?voice=es-usted"), "{html}");
}
