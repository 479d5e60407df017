//! What reminders say in the creditor's own words: looked at before it is kept, found by who sends it, and taken
//! back.

use app::creditor::Role;
use app::messages::shipped_template;
use app::routes;
use app::routes::pattern::{TEAM_TEMPLATE, TEAM_TEMPLATE_TEST, TEAM_TEMPLATES};
use app::texts::{Address, Lang, Voice};
use domain::contact_channel::ContactChannel;
use domain::country::Country;
use domain::reminder::StepKind;
use domain::template::{Field, Speech, Which, said};
use reqwest::StatusCode;
use server::config::creditor::Settings;
use server::store::{creditor, template as store};
use server::use_cases::gate::Laws;
use server::use_cases::template::{self, Own};

use crate::browser::{Browser, Page};
use crate::engine::on_both_engines;
use crate::mail;
use crate::portal::{CLINIC, TestPortal, pen};
use crate::team::sign_in;
use crate::twilio_sim::with_twilio;

const TEXT: &str = "{negocio}: {nombre}, hay novedades. Puedes elegir: {enlace}";

/// A sentence of the text that the program has.
const STANDARD: &str = "nos falta una respuesta tuya";

fn which() -> Which {
    let speech = Speech::parse("es-tu").expect("a way to speak");
    Which { occasion: StepKind::Kind, channel: ContactChannel::Sms, speech }
}

async fn owner(portal: &TestPortal) -> Browser {
    sign_in(portal, &portal.clinic.clone(), ("olga@example.pe", Role::Owner)).await
}

/// Sends the form of the text message with a button.
async fn send(browser: &mut Browser, drawn: &str, body: &str, more: &[(&str, &str)]) -> Page {
    let mut fields = vec![
        ("kind", "kind"),
        ("channel", "sms"),
        ("voice", "es-tu"),
        ("drawn", drawn),
        ("body", body),
    ];
    fields.extend(more);
    browser.post(TEAM_TEMPLATE, &fields).await
}

async fn save(browser: &mut Browser, drawn: &str, body: &str) -> Page {
    send(browser, drawn, body, &[("do", "save")]).await
}

async fn settings(portal: &TestPortal) -> Settings {
    let mut conn = portal.portal.store.read().await.expect("a connection");
    creditor::settings(&mut conn, &portal.clinic).await.expect("settings")
}

/// What a sender finds.
async fn own(portal: &TestPortal, which: Which) -> Option<Own> {
    let settings = settings(portal).await;
    let mut conn = portal.portal.store.read().await.expect("a connection");
    let laws = Laws::at_home(&settings);
    template::find(&mut conn, (&portal.clinic, laws), which).await.expect("asked")
}

/// What a sender would say to somebody of this name.
async fn says(portal: &TestPortal, name: &str) -> Option<String> {
    let (own, settings) = (own(portal, which()).await?, settings(portal).await);
    let value = |field| match field {
        Field::Name => Some(name.to_owned()),
        Field::Link => Some("https://a.example/e/1".to_owned()),
        field => template::of_creditor(&settings, own.which, field),
    };
    own.say(Laws::at_home(&settings), &value).map(|filled| said(&filled.body[0]))
}

/// The clinic's file with a name and none for strangers.
fn renamed(name: &str) -> String {
    let named = CLINIC.replace("discreet_name = \"San Borja\"\n", "");
    named.replace("name = \"Clínica San Borja\"", &format!("name = \"{name}\""))
}

#[test]
fn a_name_for_strangers_tells_of_no_money_and_threatens_nobody() {
    for name in ["Cobranzas del Sur", "Embargos Ya", "Policía Financiera", "Total $ 5"] {
        let discreet = CLINIC.replace("\"San Borja\"", &format!("\"{name}\""));
        let problem = Settings::from_toml(&discreet).err().map(|error| error.field);
        assert_eq!(problem, Some("discreet_name"), "{name}");
        Settings::from_toml(&renamed(name)).expect("it is left out where strangers read");
    }
    let both = "discreet_name = \"San Borja\"\nsms_name = \"Cobros Ya\"";
    let made = CLINIC.replace("discreet_name = \"San Borja\"", both);
    assert_eq!(Settings::from_toml(&made).err().map(|error| error.field), Some("sms_name"));
}

#[test]
fn a_name_for_text_messages_is_of_their_alphabet_and_short() {
    let named = |name: &str| {
        let both = format!("discreet_name = \"San Borja\"\nsms_name = \"{name}\"");
        Settings::from_toml(&CLINIC.replace("discreet_name = \"San Borja\"", &both))
    };
    assert_eq!(named("Borja & Peña").expect("a good name").sms_name(), "Borja & Peña");
    for name in ["Clínica San Borja", "Universidad de San Borja", "", " "] {
        assert_eq!(named(name).err().map(|error| error.field), Some("sms_name"), "{name}");
    }
    let made = CLINIC.replace("discreet_name = \"San Borja\"", "discreet_name = \"Clínica Ñandú\"");
    assert_eq!(Settings::from_toml(&made).expect("a good file").sms_name(), "Clinica Ñandu");
}

on_both_engines! {
    async fn a_text_is_saved_said_and_taken_back(portal) {
        let mut olga = owner(portal).await;
        let list = olga.get(TEAM_TEMPLATES).await.body;
        assert!(list.contains("Texto estándar") && !list.contains("Texto propio"), "{list}");
        let path = routes::team_template(which());
        let page = olga.get(&path).await.body;
        assert!(page.contains(STANDARD) && page.contains("2 mensajes SMS"), "{page}");
        assert_eq!(own(portal, which()).await, None);
        let done = save(&mut olga, "0", TEXT).await;
        assert_eq!(done.location.as_deref(), Some(&*path), "{}", done.body);
        let said = says(portal, "Rosa María").await;
        let expected = "San Borja: Rosa Maria, hay novedades. Puedes elegir: https://a.example/e/1";
        assert_eq!(said.as_deref(), Some(expected));
        assert!(olga.get(TEAM_TEMPLATES).await.body.contains("Texto propio"));
        // Whoever is spoken to otherwise reads the program's own words.
        for speech in ["es-usted", "en", "pt"] {
            let speech = Speech::parse(speech).expect("a way to speak");
            assert_eq!(own(portal, Which { speech, ..which() }).await, None);
        }
        let back = send(&mut olga, "1", TEXT, &[("do", "standard")]).await;
        assert_eq!(back.status, StatusCode::SEE_OTHER, "{}", back.body);
        assert_eq!(own(portal, which()).await, None);
        let page = olga.get(&path).await.body;
        for words in [STANDARD, "Versión 1", "Versión 2", "hay novedades"] {
            assert!(page.contains(words), "{words}: {page}");
        }
    }

    async fn what_threatens_is_not_kept_whatever_reason_is_given(portal) {
        let mut olga = owner(portal).await;
        let body = "{negocio}: {nombre}, sigue el embargo: {enlace}";
        for button in ["check", "save"] {
            let page = send(&mut olga, "0", body, &[("reason", "es así"), ("do", button)]).await;
            assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", page.body);
            for words in ["«embargo»", "parece un papel de un juzgado", body] {
                assert!(page.body.contains(words), "{words}: {}", page.body);
            }
        }
        for (body, words) in [
            ("", "El texto no puede quedar vacío."),
            ("{negocio}: hola", "Falta {enlace}"),
            ("{negocio}: debes {monto}: {enlace}", "{monto} contaría a cualquiera"),
            ("{negocio}: {deuda} {enlace}", "No se sabe qué va en {deuda}"),
            ("{negocio}: tu deuda: {enlace}", "cuenta a cualquiera que hay una deuda"),
        ] {
            let page = save(&mut olga, "0", body).await;
            assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{body}");
            assert!(page.body.contains(words), "{words}: {}", page.body);
        }
        assert_eq!(own(portal, which()).await, None);
    }

    async fn a_warning_is_taken_with_a_reason_that_stays(portal) {
        let mut olga = owner(portal).await;
        let body = "{negocio}: {nombre}, es urgente. Puedes elegir: {enlace}";
        let page = save(&mut olga, "0", body).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(page.body.contains("Falta el motivo") && page.body.contains(body), "{}", page.body);
        assert_eq!(own(portal, which()).await, None);
        let reason = "Lo pidió la dirección";
        let done = send(&mut olga, "0", body, &[("reason", reason), ("do", "save")]).await;
        assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.body);
        let mut conn = portal.portal.store.read().await.expect("a connection");
        let kept = store::newest(&mut conn, &portal.clinic, which()).await.expect("asked");
        drop(conn);
        let kept = kept.expect("a text");
        assert_eq!((&*kept.warned, kept.reason.as_deref()), ("urgency: urgente", Some(reason)));
        assert_eq!((&*kept.by, kept.at), ("olga", portal.portal.clock.now()));
        assert!(!kept.member.is_empty());
        assert!(says(portal, "Rosa").await.is_some(), "a warning is no refusal");
        let page = olga.get(&routes::team_template(which())).await.body;
        assert!(page.contains(&format!("Guardado con advertencias: {reason}")), "{page}");
        for sql in ["update templates set reason = ''", "delete from templates"] {
            let mut tx = portal.portal.store.begin().await.expect("a transaction");
            assert!(sqlx::query(sql).execute(&mut *tx).await.is_err(), "{sql} was allowed");
        }
    }

    async fn a_reason_is_asked_for_again_for_what_it_was_not_given_for(portal) {
        let mut olga = owner(portal).await;
        let first = "{negocio}: {nombre}, es urgente. Puedes elegir: {enlace}";
        let reason = [("reason", "Lo pidió la dirección"), ("do", "save")];
        assert_eq!(send(&mut olga, "0", first, &reason).await.status, StatusCode::SEE_OTHER);
        // The form brings no reason of its own, and asks for none while nothing new is found.
        let page = olga.get(&routes::team_template(which())).await.body;
        assert!(!page.contains("name=\"reason\""), "{page}");
        let other = first.replace("Puedes elegir", "Elige");
        assert_eq!(save(&mut olga, "1", &other).await.status, StatusCode::SEE_OTHER);
        let mut conn = portal.portal.store.read().await.expect("a connection");
        let kept = store::newest(&mut conn, &portal.clinic, which()).await.expect("asked");
        drop(conn);
        let kept = kept.expect("a text");
        assert_eq!((kept.version, kept.reason.as_deref()), (2, Some("Lo pidió la dirección")));
        // Another warning wants a reason that was given for it.
        let more = other.replace("es urgente", "es urgente, otra vez");
        let page = save(&mut olga, "2", &more).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(page.body.contains("Falta el motivo"), "{}", page.body);
        assert!(!page.body.contains(">Lo pidió la dirección</textarea>"), "{}", page.body);
        let again = [("reason", "Segunda vez que lo pide"), ("do", "save")];
        assert_eq!(send(&mut olga, "2", &more, &again).await.status, StatusCode::SEE_OTHER);
    }

    async fn of_two_owners_the_second_is_told_and_loses_nothing(portal) {
        let mut olga = owner(portal).await;
        for _ in 0..2 {
            let done = save(&mut olga, "0", TEXT).await;
            assert_eq!(done.status, StatusCode::SEE_OTHER, "twice the same is once");
        }
        let other = TEXT.replace("novedades", "noticias");
        let page = save(&mut olga, "0", &other).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(page.body.contains("Alguien guardó otro texto") && page.body.contains("noticias"));
        let version = own(portal, which()).await.expect("the first").version;
        let done = save(&mut olga, &version.to_string(), &other).await;
        assert_eq!(done.status, StatusCode::SEE_OTHER, "the next press replaces it knowingly");
        assert!(says(portal, "Rosa").await.expect("said").contains("noticias"));
    }

    async fn it_is_read_with_the_data_of_a_person_before_it_is_saved(portal) {
        portal.debt(pen(40_000)).await;
        let mut olga = owner(portal).await;
        let body = "{negocio}: {nombre}, el {fecha} tuviste una fecha: {enlace}";
        let check = |number| [("number", number), ("do", "check")];
        let page = send(&mut olga, "0", body, &check("P-1")).await;
        assert_eq!(page.status, StatusCode::OK, "{}", page.body);
        let words = "San Borja: Rosa, el 11 oct tuviste una fecha: http";
        assert!(page.body.contains(words) && page.body.contains("Rosa Quispe Mamani"), "{}", page.body);
        let page = send(&mut olga, "0", body, &check("P-99")).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(page.body.contains("value=\"P-99\""), "{}", page.body);
        assert_eq!(own(portal, which()).await, None, "looking keeps nothing");
    }

    async fn the_standard_letter_is_shown_and_tested_as_it_leaves(portal) {
        portal.debt(pen(40_000)).await;
        let mut olga = owner(portal).await;
        let email = Which { channel: ContactChannel::Email, ..which() };
        let page = olga.get(&routes::team_template(email)).await.body;
        for part in ["B001-1, ", "B001-2, ", "370.00", "Detalle: capital", "una línea por documento"] {
            assert!(page.contains(part), "{part}: {page}");
        }
        let voice = Voice { lang: Lang::Es, region: Country::Pe, address: Address::Tu };
        let shipped = shipped_template(voice, (email.occasion, email.channel));
        let body = shipped.body.replace('\n', "\r\n");
        let fields = [
            ("kind", "kind"),
            ("channel", "email"),
            ("voice", "es-tu"),
            ("drawn", "0"),
            ("subject", &*shipped.subject),
            ("preview", &*shipped.preview),
            ("body", &*body),
            ("number", "P-1"),
            ("do", "check"),
        ];
        let page = olga.post(TEAM_TEMPLATE, &fields).await.body;
        assert!(page.contains("Boleta B001-0001, ") && page.contains("400.00"), "{page}");
        let before = mail::all(portal).len();
        let test = [("key", "0192f0c8000070008000000000000007"), fields[0], fields[1], fields[2]];
        for _ in 0..2 {
            let done = olga.post(TEAM_TEMPLATE_TEST, &test).await;
            assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.body);
        }
        portal.run_jobs().await;
        assert_eq!(mail::all(portal).len(), before + 1, "pressed twice, it is one letter");
        let letters = mail::to(portal, "olga@example.pe");
        let letter = letters.last().expect("a letter");
        assert!(letter.subject.starts_with("Prueba: "), "{}", letter.subject);
        for part in ["B001-1, ", "B001-2, ", "370.00", "Detalle: capital"] {
            assert!(letter.text.contains(part), "{part}: {}", letter.text);
        }
        // Of an own text the test has its words alone, in the words of the page from which it is asked for.
        let own = [("body", "Hay novedades para ti, el {fecha}: {enlace}"), ("do", "save")];
        let saved = [&fields[..6], &own[..]].concat();
        assert_eq!(olga.post(TEAM_TEMPLATE, &saved).await.status, StatusCode::SEE_OTHER);
        let mut again = test;
        again[0].1 = "0192f0c8000070008000000000000008";
        olga.post(TEAM_TEMPLATE_TEST, &again).await;
        portal.run_jobs().await;
        let letters = mail::to(portal, "olga@example.pe");
        let letter = letters.last().expect("a letter");
        assert!(letter.text.contains("Hay novedades para ti"), "{}", letter.text);
        assert!(!letter.text.contains("B001-1"), "{}", letter.text);
        let missing = [test[0], test[1], test[2], ("voice", "vos")];
        let page = olga.post(TEAM_TEMPLATE_TEST, &missing).await;
        assert_eq!(page.status, StatusCode::BAD_REQUEST);
    }

    async fn a_creditors_name_that_threatens_is_not_said_and_a_debtors_is(portal) {
        let mut olga = owner(portal).await;
        assert_eq!(save(&mut olga, "0", TEXT).await.status, StatusCode::SEE_OTHER);
        let said = says(portal, "Embargo").await;
        assert!(said.is_some_and(|said| said.contains("San Borja: Embargo, hay novedades")));
        let renamed = Settings::from_toml(&renamed("Embargos Ya")).expect("a good file");
        server::use_cases::creditor::apply(&portal.portal, &renamed).await.expect("applied");
        assert_eq!(says(portal, "Rosa").await, None);
        let other = TEXT.replace("novedades", "noticias");
        let page = save(&mut olga, "1", &other).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(page.body.contains("«Embargos»"), "{}", page.body);
    }

    async fn agents_read_it_and_cannot_write_it(portal) {
        let clinic = portal.clinic.clone();
        let mut ana = sign_in(portal, &clinic, ("ana@example.pe", Role::Agent)).await;
        let page = ana.get(&routes::team_template(which())).await;
        assert_eq!(page.status, StatusCode::OK);
        assert!(page.body.contains(STANDARD) && !page.body.contains("<textarea"), "{}", page.body);
        assert_eq!(save(&mut ana, "0", TEXT).await.status, StatusCode::FORBIDDEN);
        assert_eq!(ana.get("/panel/mensajes/texto?kind=threat").await.status, StatusCode::NOT_FOUND);
    }

    async fn words_for_whatsapp_are_those_that_are_approved_under_their_number(portal) {
        let sim = with_twilio(portal).await;
        let mut olga = owner(portal).await;
        let id = format!("HX{}", "b".repeat(32));
        let body = "Hola, {nombre}. Te escribe {negocio}. {baja}. Gracias.";
        let whatsapp = Which { channel: ContactChannel::WhatsApp, ..which() };
        let fields = [
            ("kind", "kind"),
            ("channel", "whatsapp"),
            ("voice", "es-tu"),
            ("drawn", "0"),
            ("body", body),
            ("content_id", &*id),
            ("do", "save"),
        ];
        let numbered = "Hola, {{1}}. Te escribe {{2}}. {{3}}. Gracias.";
        for (told, words) in [
            (None, "ningún mensaje aprobado con ese número"),
            (Some(["es", numbered, "pending"]), "ningún mensaje aprobado con ese número"),
            (Some(["es", "Hola, {{1}}.", "approved"]), "dice otra cosa o está en otro idioma"),
            (Some(["pt_BR", numbered, "approved"]), "dice otra cosa o está en otro idioma"),
        ] {
            if let Some(told) = told {
                sim.content(&id, told).await;
            }
            let page = olga.post(TEAM_TEMPLATE, &fields).await;
            assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{told:?}");
            assert!(page.body.contains(words) && page.body.contains(body), "{}", page.body);
        }
        assert_eq!(own(portal, whatsapp).await, None);
        sim.content(&id, ["es_MX", numbered, "approved"]).await;
        let done = olga.post(TEAM_TEMPLATE, &fields).await;
        assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.body);
        assert!(own(portal, whatsapp).await.is_some());
    }
}
