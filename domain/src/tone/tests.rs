mod words;

use proptest::prelude::*;

use super::*;
use crate::template::{Field, Words};

const LETTER: &str = " El 27/11, {enlace}";

fn ground(lang: Lang) -> Ground<'static> {
    let country = if lang == Lang::Pt { Country::Br } else { Country::Pe };
    Ground { lang, country, address: Address::Tu, place: Place::Letter, court_file: None }
}

fn runs(text: &str) -> Vec<Run> {
    Words::parse(text).expect("words").runs(Lang::Es)
}

/// What is found in a sentence of a letter that has a date and a link.
#[track_caller]
fn of_letter(text: &str, ground: Ground<'_>) -> Vec<(Severity, Why)> {
    let found = check(&runs(&format!("{text}.{LETTER}")), ground);
    found.iter().map(|one| (one.severity, one.why)).collect()
}

fn said(lang: Lang, text: &str) -> Vec<(Severity, Why)> {
    // What speaks as usted is looked at as usted: here only the words matter.
    let both = [Address::Tu, Address::Usted].map(|address| {
        let mut found = of_letter(text, Ground { address, ..ground(lang) });
        found.retain(|(_, why)| *why != Why::Mixed);
        found
    });
    let [one, other] = both;
    assert_eq!(one, other);
    one
}

#[test]
fn what_a_document_is_called_counts_since_the_creditor_named_it() {
    let text = "El {fecha} tienes {documento} con {negocio}: {enlace}";
    let bad = filled(&[(Field::Document, "Notificación judicial 4")], text);
    let found = check(&bad, ground(Lang::Es));
    assert_eq!((found[0].severity, found[0].why), (Severity::Refused, Why::Court));
    assert_eq!(check(&filled(&[(Field::Document, "Factura F001-4")], text), ground(Lang::Es)), []);
}

#[test]
fn letters_that_hide_do_not_hide_a_word() {
    // Letters without width are no words of a text: they are refused before anybody reads them.
    assert!(Words::parse("mor\u{200b}oso").is_err());
    for text in ["MOROSO", "m\u{f3}r\u{f3}so", "mo\u{301}roso", "mоrоsо", "ｍｏｒｏｓｏ"] {
        let found = said(Lang::Es, text);
        assert!(found.contains(&(Severity::Warned, Why::Blame)), "{text:?}: {found:?}");
    }
}

fn filled(values: &[(Field, &str)], text: &str) -> Vec<Run> {
    let value = |field: Field| {
        let known = values.iter().find(|(known, _)| *known == field);
        Some(known.map_or("x", |(_, value)| *value).to_owned())
    };
    Words::parse(text).expect("words").fill(&value).expect("filled")
}

#[test]
fn what_somebody_is_called_never_counts_and_what_the_creditor_is_called_does() {
    let text = "Hola, {nombre}. Te escribe {negocio}: el {fecha} tienes una fecha. {enlace}";
    let spanish = ground(Lang::Es);
    for name in ["Embargo Moroso", "POLICÍA!!!", "Tu jefe lo sabe 🚨", "Debes $ 5"] {
        let runs = filled(&[(Field::Name, name)], text);
        for place in [Place::Letter, Place::Sms, Place::Line, Place::WhatsApp] {
            assert_eq!(check(&runs, Ground { place, ..spanish }), [], "{name}");
        }
    }
    // A name between two words does not make them stand apart or together.
    let apart = filled(&[(Field::Name, "Paga")], "Eres mala {nombre}, el {fecha} {enlace}");
    assert_eq!(check(&apart, spanish), []);
    for (name, why) in [
        ("Juzgado de Cobranzas", Why::Court),
        ("Embargos Lima S.A.C.", Why::Court),
        ("Policía Financiera", Why::Threat),
        ("Mala Paga S.A.", Why::Shame),
    ] {
        let runs = filled(&[(Field::Business, name)], text);
        let found = check(&runs, spanish);
        assert_eq!((found[0].severity, found[0].why), (Severity::Refused, why), "{name}");
        let start = runs[..3].iter().map(|run| run.text.chars().count()).sum::<usize>();
        assert!(found[0].start >= start && found[0].found.len() >= 5, "{found:?}");
    }
    for name in ["CLÍNICA SAN BORJA", "Junta de Vecinos", "Av. Tribunal Sur", "IBAN S.A."] {
        assert_eq!(check(&filled(&[(Field::Business, name)], text), spanish), [], "{name}");
    }
}

#[test]
fn a_name_is_refused_for_what_it_tells_or_threatens_and_a_document_for_what_it_threatens() {
    for name in ["Cobranzas del Sur", "Embargos Ya", "Policía Financiera", "Todo a $ 1"] {
        assert!(refuses_name(name), "{name}");
    }
    for name in ["Clínica San Borja", "Colegio 2 de Mayo", "Pensión Rosa", "Muñoz & Peña"] {
        assert!(!refuses_name(name), "{name}");
    }
    for (name, is_refused) in
        [("Notificación judicial", true), ("Factura F001-4", false), ("Letra 12", false)]
    {
        assert_eq!(refuses_document(name), is_refused, "{name}");
    }
}

#[test]
fn a_text_has_a_date_a_way_to_answer_and_one_way_to_speak() {
    let spanish = ground(Lang::Es);
    let found = |text: &str, ground: Ground<'_>| {
        check(&runs(text), ground).iter().map(|one| one.why).collect::<Vec<_>>()
    };
    for (text, whys) in [
        ("Hay novedades: {enlace}", &[Why::NoDate][..]),
        ("El 27 de noviembre: {enlace}", &[]),
        ("El {fecha}: {enlace}", &[]),
        ("El 27/11: llámanos", &[]),
        ("El 27 nov: 01 5550100", &[]),
        ("Hay 2 de 4 cuotas: {enlace}", &[Why::NoDate]),
        ("Hay novedades el {fecha}", &[Why::NoReply]),
        ("El {fecha}: ¡hola! ¡gracias! {enlace}", &[Why::Exclamations]),
        ("El {fecha}: hola!! {enlace}", &[Why::Shouting]),
        ("El {fecha}: ‼ {enlace}", &[Why::Shouting]),
        ("El {fecha}: hola. Suspenderemos el servicio. {enlace}", &[Why::Undated]),
        ("Suspenderemos el servicio el {fecha}. {enlace}", &[]),
        ("El {fecha} tienes una fecha. Le escribimos aquí: {enlace}", &[Why::Mixed]),
    ] {
        assert_eq!(found(text, spanish), whys, "{text}");
    }
    let usted = Ground { address: Address::Usted, ..spanish };
    assert_eq!(found("El {fecha} puede elegir: {enlace}", usted), []);
    assert_eq!(found("El {fecha} puedes elegir: {enlace}", usted), [Why::Mixed]);
    let sms = Ground { place: Place::Sms, ..spanish };
    assert_eq!(found("{negocio}: hay novedades {enlace}", sms), [], "it is too short for a date");
    assert_eq!(found("{negocio}: hay novedades", sms), [Why::NoReply]);
}

#[test]
fn where_strangers_read_nothing_tells_of_money() {
    let spanish = ground(Lang::Es);
    let at = |place, text: &str| check(&runs(text), Ground { place, ..spanish });
    for place in [Place::Line, Place::Sms] {
        assert_eq!(at(place, "{negocio}: {nombre}, tienes una fecha el {fecha}. {enlace}"), []);
        for text in [
            "Tu deuda {enlace}",
            "Debes {enlace}",
            "Son $ 5 {enlace}",
            "Son {monto} {enlace}",
            "Regulariza tu mensualidad {enlace}",
            "Tu letra {enlace}",
            "Tu pensión {enlace}",
            "Faltan 850.00 {enlace}",
            "Faltan 1.850,00 {enlace}",
            "Faltan S/ 850 {enlace}",
            "Faltan S/. 850 {enlace}",
            "Hay algo pendiente {enlace}",
        ] {
            let found = at(place, text);
            assert_eq!(found[0].why, Why::Discretion, "{text}");
            assert_eq!(found[0].severity, Severity::Refused, "{text}");
        }
    }
    for text in
        ["{negocio}: el 28.11.2026 {enlace}", "A las 10:30 {enlace}", "Somos 1.500 {enlace}"]
    {
        assert_eq!(at(Place::Sms, text), [], "{text}");
    }
    let named = filled(&[(Field::Business, "Pensión Rosa")], "{negocio}: hay novedades {enlace}");
    assert_eq!(check(&named, Ground { place: Place::Sms, ..spanish }), [], "a name may say it");
    let early = at(Place::WhatsApp, "Hola, {nombre}. Tu cuota del {fecha} está cerca");
    assert_eq!(early[0].why, Why::Discretion);
    let late =
        "Hola, {nombre}. Te escribe {negocio}, como quedamos. La cuota del {fecha} está cerca";
    assert_eq!(at(Place::WhatsApp, late), []);
}

#[test]
fn with_the_number_of_its_file_a_court_may_be_named() {
    let text =
        "El {fecha} se presentó la demanda 00123-2026. Si llegamos a un acuerdo, para: {enlace}";
    let spanish = ground(Lang::Es);
    assert_eq!(check(&runs(text), spanish)[0].why, Why::Court);
    let real = |file| Ground { court_file: Some(file), ..spanish };
    assert_eq!(check(&runs(text), real("00123-2026")), []);
    assert_eq!(check(&runs(text), real("00999-2026"))[0].why, Why::Court, "another file");
    assert_eq!(check(&runs(text), real(" "))[0].why, Why::Court, "no file");
}

#[test]
fn a_finding_says_where_it_is_and_what_to_say_instead() {
    let found =
        check(&runs("Hola, {nombre}: sé qué es un Moroso. {fecha} {enlace}"), ground(Lang::Es));
    let [one] = found.as_slice() else { panic!("{found:?}") };
    assert_eq!((one.start, one.end, &*one.found), (29, 35, "Moroso"));
    assert_eq!(one.better, "Lo del {fecha} sigue pendiente.");
}

proptest! {
    #[test]
    fn no_text_breaks_the_check_and_findings_stand_in_it(text in "\\PC{0,120}", name in "\\PC{0,40}") {
        let runs = vec![Run::own(&*text), Run { text: name, field: Some(Field::Business) }];
        let whole = crate::template::said(&runs);
        for lang in Lang::ALL {
            for place in [Place::Line, Place::Sms, Place::WhatsApp, Place::Letter] {
                for one in check(&runs, Ground { place, ..ground(lang) }) {
                    let there: String = whole.chars().skip(one.start).take(one.end - one.start).collect();
                    prop_assert_eq!(there, one.found);
                }
            }
        }
    }

    #[test]
    fn a_persons_data_adds_no_finding(name in "\\PC{0,40}") {
        let text = "Hola, {nombre}: el {fecha} tienes una fecha con {negocio}. {enlace}";
        let values = [(Field::Name, &*name), (Field::Amount, &*name)];
        prop_assert_eq!(check(&filled(&values, text), ground(Lang::Es)), []);
    }
}
