use proptest::prelude::*;

use super::*;

const LETTER: &str = "Hola. Quedan {monto} del {fecha}.\n\nPuedes pagarlo o mover la fecha: {enlace}\n\n\
    ¿Prefieres hablar? {telefono}";

fn of(occasion: StepKind, channel: ContactChannel) -> For<'static> {
    For { occasion, channel, lang: Lang::Es, required: &[], longest_link: LONGEST_LINK }
}

fn letter(body: &str) -> Draft {
    Draft {
        subject: "{nombre}, tu fecha del {fecha} con {negocio}".to_owned(),
        preview: "Ábrelo cuando te venga bien.".to_owned(),
        body: body.to_owned(),
        content_id: String::new(),
    }
}

fn text(body: &str) -> Draft {
    Draft { body: body.to_owned(), ..Draft::default() }
}

fn read(draft: &Draft, channel: ContactChannel) -> Result<Template, Vec<Fault>> {
    Template::read(draft, of(StepKind::Kind, channel))
}

/// What a message to Rosa knows.
#[expect(
    clippy::unnecessary_wraps,
    reason = "as all that fill a template: a field may have nothing to say"
)]
fn rosa(field: Field) -> Option<String> {
    let text = match field {
        Field::Name => "Rosa",
        Field::Business => "San Borja",
        Field::Amount => "S/\u{a0}250.00",
        Field::Date => "15 de diciembre",
        Field::Limit => "18 de diciembre",
        Field::Document => "B001-1",
        Field::Link => "https://a.example/e/1",
        Field::Phone => "01 555 0100",
        Field::Identity => "Clínica San Borja S.A.C.",
        Field::Breakdown => "capital S/\u{a0}250.00",
        Field::OptOut => "Responde BAJA",
    };
    Some(text.to_owned())
}

#[test]
fn everything_stands_in_its_place() {
    let template = read(&letter(LETTER), ContactChannel::Email).expect("a template");
    let filled = template.fill(&rosa).expect("filled");
    assert_eq!(said(&filled.subject), "Rosa, tu fecha del 15 de diciembre con San Borja");
    let body: Vec<_> = filled.body.iter().map(|runs| said(runs)).collect();
    assert_eq!(
        body,
        [
            "Hola. Quedan S/\u{a0}250.00 del 15 de diciembre.",
            "Puedes pagarlo o mover la fecha: https://a.example/e/1",
            "¿Prefieres hablar? 01 555 0100",
        ]
    );
}

#[test]
fn a_paragraph_without_its_value_is_left_out_but_never_the_link() {
    let template = read(&letter(LETTER), ContactChannel::Email).expect("a template");
    let without = |missing: Field| move |field| rosa(field).filter(|_| field != missing);
    let filled = template.fill(&without(Field::Amount)).expect("filled");
    assert_eq!(filled.body.len(), 2);
    assert_eq!(template.fill(&without(Field::Link)), Err(Unfit::Missing(Field::Link)));
    assert_eq!(
        template.fill(&without(Field::Date)),
        Err(Unfit::Missing(Field::Date)),
        "the subject"
    );
    let empty =
        |field| rosa(field).map(|text| if field == Field::Phone { " ".into() } else { text });
    assert_eq!(template.fill(&empty).expect("filled").body.len(), 2, "blank is no value");
}

#[test]
fn who_has_no_name_is_left_out_with_the_comma() {
    let nameless = |field| rosa(field).filter(|_| field != Field::Name);
    for (body, expected) in [
        ("{negocio}: {nombre}, hay novedades: {enlace}", "San Borja: hay novedades: L"),
        ("{nombre}, {negocio} te escribe: {enlace}", "San Borja te escribe: L"),
        ("{nombre}, te escribe {negocio}: {enlace}", "Te escribe San Borja: L"),
        ("Hola, {nombre}. {negocio} {enlace}", "Hola. San Borja L"),
        ("{negocio} {enlace} Gracias {nombre}", "San Borja L Gracias"),
    ] {
        let template = read(&text(body), ContactChannel::Sms).expect(body);
        let filled = template.fill(&nameless).expect(body);
        let said = said(&filled.body[0]).replace("https://a.example/e/1", "L");
        assert_eq!(said, expected, "{body}");
    }
    let draft = Draft { content_id: format!("HX{}", "0a".repeat(16)), ..text("Hola, {nombre}.") };
    let template = read(&draft, ContactChannel::WhatsApp).expect("a template");
    assert_eq!(
        template.fill(&nameless),
        Err(Unfit::Missing(Field::Name)),
        "a number needs a value"
    );
}

#[test]
fn what_is_wrong_is_told_where_it_stands() {
    use Part::{Body, Subject};
    let body = |body: &str| (Body, letter(body), ContactChannel::Email);
    let subject = |subject: &str| {
        (Subject, Draft { subject: subject.to_owned(), ..letter(LETTER) }, ContactChannel::Email)
    };
    let sms = |body: &str| (Body, text(body), ContactChannel::Sms);
    for ((part, draft, channel), at, why) in [
        (body(""), 0, Why::Empty),
        (body(" \r\n "), 0, Why::Empty),
        (body("Hola {deuda} {enlace}"), 5, Why::Unknown("deuda".to_owned())),
        (body("Hola {} {enlace}"), 5, Why::Unknown(String::new())),
        (body("{enlace} Hola {nombre"), 14, Why::Unclosed),
        (body("{enlace} {nom{bre}"), 9, Why::Unclosed),
        (body("{enlace} nombre}"), 15, Why::Stray),
        (body("{enlace}\u{202e}"), 8, Why::Control),
        (body("Hola {nombre}"), 0, Why::Missing(Field::Link)),
        (body("{enlace} hasta el {plazo}"), 18, Why::NotHere(Field::Limit)),
        (subject("Debes {monto}"), 6, Why::Tells(Field::Amount)),
        (subject("Hola\r\nBcc: x"), 4, Why::Control),
        (subject(&"a".repeat(91)), 90, Why::Long(90)),
        (sms("{negocio} {monto} {enlace}"), 10, Why::Tells(Field::Amount)),
        (sms("{negocio} {desglose} {enlace}"), 10, Why::NotHere(Field::Breakdown)),
        (sms("Hola: {enlace}"), 0, Why::Missing(Field::Business)),
        (sms("{negocio}\n{enlace}"), 9, Why::Control),
        (sms(&format!("{{negocio}} {{enlace}} {}", "a".repeat(240))), 0, Why::Segments(3)),
        (sms(&format!("{{negocio}} {{enlace}} {}í", "a".repeat(60))), 0, Why::Segments(3)),
    ] {
        let faults = read(&draft, channel).expect_err(&draft.body);
        assert_eq!(faults, [Fault { part, at, why }], "{draft:?}");
    }
    let long = format!("{{enlace}}\n\n{}", "a".repeat(LONGEST_PARAGRAPH + 1));
    let faults = read(&letter(&long), ContactChannel::Email).expect_err("too long");
    assert_eq!(faults[0].why, Why::LongParagraph(LONGEST_PARAGRAPH));
    let faults = read(&Draft::default(), ContactChannel::Email).expect_err("nothing");
    assert_eq!(faults.len(), 3, "of each part: {faults:?}");
}

#[test]
fn a_country_may_want_more_in_every_message() {
    let us = For { required: &[Field::OptOut], ..of(StepKind::Kind, ContactChannel::Sms) };
    let faults = Template::read(&text("{business}: {link}"), us).expect_err("no way out");
    assert_eq!(faults[0].why, Why::Missing(Field::OptOut));
    Template::read(&text("{business}: {link} {stop}"), us).expect("one with a way out");
}

#[test]
fn a_text_message_is_counted_with_the_way_to_stop_and_the_link_that_leave() {
    let body = |letters: usize| format!("{{negocio}}: {} {{enlace}}", "a".repeat(letters));
    let units = |body: &str, longest_link| {
        let of = For { longest_link, ..of(StepKind::Kind, ContactChannel::Sms) };
        Template::read(&text(body), of).map(|template| template.worst().units)
    };
    // 20 of the business, ": ", the letters, a space, the link, a space, 36 of the way to stop.
    assert_eq!(units(&body(10), LONGEST_LINK), Ok(20 + 2 + 10 + 1 + 55 + 1 + 36));
    assert_eq!(units(&body(10), 80), Ok(20 + 2 + 10 + 1 + 80 + 1 + 36));
    let stops = format!("{} {{baja}}", body(10));
    assert_eq!(units(&stops, LONGEST_LINK), Ok(20 + 2 + 10 + 1 + 55 + 1 + 36), "said once");
    // What would leave in three parts is not taken.
    assert!(units(&body(191), LONGEST_LINK).is_ok());
    let faults = units(&body(192), LONGEST_LINK).expect_err("three parts");
    assert_eq!(faults[0].why, Why::Segments(3));
    assert!(units(&body(191), 80).is_err(), "a longer link");
}

#[test]
fn a_value_adds_no_line_and_a_name_costs_no_second_message() {
    let template = read(&letter(LETTER), ContactChannel::Email).expect("a template");
    let evil = |field| match field {
        Field::Name => Some("Rosa\r\nBcc: todos@evil.example".to_owned()),
        field => rosa(field),
    };
    assert_eq!(template.fill(&evil), Err(Unfit::LineBreak(Field::Name)));
    let template = read(&text("{negocio}: {nombre}, hay novedades: {enlace}"), ContactChannel::Sms)
        .expect("one");
    let long = |field| match field {
        Field::Name => Some("Conceição Ángela María".to_owned()),
        Field::Business => Some("Clínica Universitaria de Lima".to_owned()),
        field => rosa(field),
    };
    let filled = template.fill(&long).expect("filled");
    let said = said(&filled.body[0]);
    assert_eq!(said, "Clinica Universitari: Conceicao An, hay novedades: https://a.example/e/1");
    assert_eq!(sms::size(&said).alphabet, sms::Alphabet::Gsm);
    assert!(sms::size(&said).units <= template.worst().units);
}

#[test]
fn a_whatsapp_message_is_known_by_its_number_and_counts_its_places() {
    let body = "Hola, {nombre}. Te escribe {negocio}: el {fecha}, {nombre}, tienes una fecha.";
    for id in ["", "HX12", "MG0123456789abcdef0123456789abcdef"] {
        let draft = Draft { content_id: id.to_owned(), ..text(body) };
        let faults = read(&draft, ContactChannel::WhatsApp).expect_err(id);
        assert_eq!(faults, [Fault { part: Part::ContentId, at: 0, why: Why::ContentId }], "{id}");
    }
    let content_id = "HX0123456789abcdef0123456789abcdef".to_owned();
    let template =
        read(&Draft { content_id, ..text(body) }, ContactChannel::WhatsApp).expect("one");
    assert_eq!(template.variables(), [Field::Name, Field::Business, Field::Date]);
    let numbered = "Hola, {{1}}. Te escribe {{2}}: el {{3}}, {{1}}, tienes una fecha.";
    assert_eq!(template.numbered(), numbered);
}

/// Words, places and line ends as somebody may type them.
fn typed() -> impl Strategy<Value = String> {
    let word = prop_oneof![
        "[a-zA-Zñáéí,.:!? ]{1,12}",
        proptest::sample::select(Field::ALL.to_vec())
            .prop_map(|field| field.in_lang(Lang::Es).to_string()),
        Just("\n\n".to_owned()),
        Just("\r\n".to_owned()),
    ];
    proptest::collection::vec(word, 0..12).prop_map(|words| words.concat() + " {enlace}")
}

proptest! {
    #[test]
    fn what_is_printed_reads_the_same(body in typed()) {
        if let Ok(template) = Template::read(&letter(&body), of(StepKind::Final, ContactChannel::Email)) {
            let printed = template.print();
            let again = Template::read(&printed, of(StepKind::Final, ContactChannel::Email));
            prop_assert_eq!(again.as_ref().map(Template::print), Ok(printed));
            prop_assert_eq!(again, Ok(template));
        }
    }

    #[test]
    fn no_text_and_no_value_breaks_anything(
        body in "(\\PC|[{}\n\r]){0,80}",
        value in "\\PC{0,40}",
        known in 0_usize..12,
    ) {
        for channel in ContactChannel::ALL {
            for body in [body.clone(), format!("{body} {{negocio}} {{nombre}} {{enlace}}")] {
                let content_id = format!("HX{}", "f".repeat(32));
                let draft = Draft { content_id, ..letter(&body) };
                let Ok(template) = read(&draft, channel) else { continue };
                let some = |field: Field| {
                    let place = Field::ALL.iter().position(|known| *known == field);
                    place.filter(|place| *place < known).map(|_| value.clone())
                };
                if let Ok(filled) = template.fill(&some) {
                    let text: String = filled.parts().iter().map(|(_, runs)| said(runs)).collect();
                    let has_place = text.contains('{') && !value.contains('{');
                    prop_assert!(!has_place, "{text}");
                    let has_link = channel != ContactChannel::Email || value.is_empty() || text.contains(&*value);
                    prop_assert!(has_link, "{text}");
                }
                prop_assert!(!template.numbered().is_empty());
            }
        }
    }
}
