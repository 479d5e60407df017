//! Reminders by every channel that a person has left open, in the creditor's own words where it has some.

use app::messages::{Piece, Plain, shipped_template};
use app::texts::{Address, Lang, Voice};
use chrono::TimeDelta;
use domain::contact::{Channel, Channels};
use domain::contact_channel::ContactChannel;
use domain::country::Country;
use domain::ids::CaseId;
use domain::reminder::StepKind;
use domain::template::{Draft, Speech, Which};
use server::config::creditor::Settings;
use server::store::{creditor, evidence, message};
use server::use_cases::debtor::{Edit, edit};
use server::use_cases::template::{self, Outcome, Wish};
use server::use_cases::wish::{self, Change};

use crate::engine::on_both_engines;
use crate::instalments::in_a_plan;
use crate::links::press;
use crate::mail;
use crate::phones::{allow, with_phone};
use crate::portal::{TestPortal, pen};
use crate::reminders::{FIRM, apply, happened, letters, night, one, states};
use crate::twilio_sim::{Fault, SMS_FROM, with_twilio};

const BY_PHONE: &str = r#"
name = "Prueba"
gap_days = 7
[[step]]
name = "Amable"
kind = "kind"
days = 4
channels = ["sms", "email"]
[[step]]
name = "Directo"
kind = "firm"
days = 12
channels = ["sms", "email"]
"#;

const LAST: &str = r#"
name = "Final"
gap_days = 7
[[step]]
name = "Último"
kind = "final"
days = 30
channels = ["sms"]
"#;

const MISSED: &str = r#"
name = "Cuotas"
gap_days = 7
[[step]]
name = "Cuota"
kind = "instalment-missed"
days = 4
channels = ["sms"]
"#;

const SUBJECT: &str = "Novedades de San Borja";

/// Keeps an own text for kind reminders by e-mail: the program's, with another subject and the way to stop.
async fn own_text(portal: &TestPortal) -> Outcome {
    own_text_of(portal, StepKind::Kind).await
}

/// The same for another occasion.
async fn own_text_of(portal: &TestPortal, occasion: StepKind) -> Outcome {
    let channel = ContactChannel::Email;
    let voice = Voice { lang: Lang::Es, region: Country::Pe, address: Address::Tu };
    let shipped = shipped_template(voice, (occasion, channel));
    let draft = Draft {
        subject: "Novedades de {negocio}".to_owned(),
        body: format!("{}\n\n{{baja}}", shipped.body),
        ..shipped
    };
    let speech = Speech::of(Lang::Es, Address::Tu);
    let which = Which { occasion, channel, speech };
    let mut conn = portal.portal.store.read().await.expect("a connection");
    let settings = creditor::settings(&mut conn, &portal.clinic).await.expect("settings");
    drop(conn);
    let who = ("Olga", "member");
    let wish = Wish { which, drawn: 0, draft: &draft, reason: "", who };
    template::save(&portal.portal, (&portal.clinic, &settings), wish).await.expect("asked")
}

/// What became of the messages of a case, as its evidence has it.
async fn messages(portal: &TestPortal, case: &CaseId) -> Vec<String> {
    let mut conn = portal.portal.store.read().await.expect("a connection");
    let acts = evidence::of_case(&mut conn, &portal.clinic, case).await.expect("acts");
    acts.into_iter().filter(|act| act.kind == "message").map(|act| act.body).collect()
}

/// Gives the clinic another name, and none for strangers.
async fn rename(portal: &TestPortal, name: &str) {
    let mut conn = portal.portal.store.read().await.expect("a connection");
    let mut file = creditor::settings(&mut conn, &portal.clinic).await.expect("settings").file;
    drop(conn);
    file.name = name.to_owned();
    file.discreet_name = None;
    let settings = Settings::read(file).expect("a good file");
    server::use_cases::creditor::apply(&portal.portal, &settings).await.expect("applied");
}

on_both_engines! {
    async fn a_creditors_name_that_threatens_leaves_by_no_way(portal) {
        let sim = with_twilio(portal).await;
        rename(portal, "Embargos Ya").await;
        let (case, _) = with_phone(portal, "987654321").await;
        allow(portal, &case, ContactChannel::Sms).await;
        portal.debt(pen(10_000)).await;
        apply(portal, BY_PHONE, None).await;
        night(portal).await;
        portal.run_jobs().await;
        let made = sim.messages().await;
        assert_eq!(made.len(), 1);
        let body = made[0].field("Body");
        assert!(body.starts_with("Tienes un mensaje privado: http"), "{body}");
        assert!(!body.contains("Embargos"), "{body}");
        let letters = mail::all(portal);
        assert!(!letters.is_empty());
        for letter in letters {
            let from = letter.raw.lines().find(|line| line.starts_with("From:"));
            assert!(from.is_some_and(|line| !line.contains("Embargos")), "{from:?}");
            assert!(!letter.subject.contains("Embargos"), "{}", letter.subject);
        }
    }

    async fn a_test_of_a_text_shows_what_leaves_where_the_creditors_name_is_not_said(portal) {
        let speech = Speech::of(Lang::Es, Address::Tu);
        let which = Which { occasion: StepKind::Kind, channel: ContactChannel::Sms, speech };
        for (name, why, said) in [
            ("Embargos Ya", Some(Plain::Unsaid), "Tienes un mensaje privado: http"),
            ("San Borja", None, "San Borja: Rosa, "),
        ] {
            rename(portal, name).await;
            let mut conn = portal.portal.store.read().await.expect("a connection");
            let settings = creditor::settings(&mut conn, &portal.clinic).await.expect("settings");
            let whose = (&portal.clinic, &settings);
            let sample = template::sample(&mut conn, &portal.portal, whose, which).await;
            drop(conn);
            let sample = sample.expect("seen");
            let [Piece::Text(text)] = sample.seen.body.as_slice() else { panic!("one text") };
            assert!(text.starts_with(said), "{text}");
            assert_eq!(sample.plain, why, "{name}");
        }
    }

    async fn a_last_notice_in_own_words_speaks_of_usted_throughout(portal) {
        assert_eq!(own_text_of(portal, StepKind::Final).await, Outcome::Saved);
        portal.debt(pen(10_000)).await;
        apply(portal, &LAST.replace("\"sms\"", "\"email\""), None).await;
        night(portal).await;
        portal.run_jobs().await;
        let sent = letters(portal, SUBJECT);
        let [letter] = sent.as_slice() else { panic!("{sent:?}") };
        for part in ["Si no quiere más mensajes como este:", "¿Prefiere hablar con una persona?"] {
            assert!(letter.text.contains(part), "{part}: {}", letter.text);
        }
        for part in ["quieres", "Puedes", "Dínoslo"] {
            assert!(!letter.text.contains(part), "{part}: {}", letter.text);
        }
    }

    async fn a_reminder_comes_by_the_first_channel_that_is_open(portal) {
        let sim = with_twilio(portal).await;
        let (case, number) = with_phone(portal, "987654321").await;
        allow(portal, &case, ContactChannel::Sms).await;
        apply(portal, BY_PHONE, None).await;
        night(portal).await;
        portal.run_jobs().await;
        let made = sim.messages().await;
        assert_eq!(made.len(), 1);
        let body = made[0].field("Body");
        assert!(body.starts_with("San Borja: "), "{body}");
        assert!(body.contains("nos falta una respuesta tuya. Puedes elegir: "), "{body}");
        assert!(body.ends_with(" Para no recibir otros, responde BAJA"), "{body}");
        assert!(press(&mut portal.browser(), &made[0].token()).await.is_some(), "the link works");
        // After the word that stops, the next one comes by e-mail.
        assert_eq!(sim.answer(&portal.base, (&number, SMS_FROM), "BAJA").await, 200);
        portal.advance(TimeDelta::days(7)).await;
        night(portal).await;
        portal.run_jobs().await;
        assert_eq!(sim.messages().await.len(), 1);
        assert_eq!(letters(portal, FIRM).len(), 1);
    }

    async fn a_reminder_whose_answer_was_lost_is_known_to_have_left_once_it_is_told_of(portal) {
        let sim = with_twilio(portal).await;
        let (case, _) = with_phone(portal, "987654321").await;
        allow(portal, &case, ContactChannel::Sms).await;
        apply(portal, BY_PHONE, None).await;
        night(portal).await;
        sim.fault(Fault::LostAnswer).await;
        portal.run_jobs().await;
        assert_eq!(states(portal, &case).await[0].1, "unknown");
        let made = sim.messages().await.pop().expect("it was made");
        for _ in 0..2 {
            assert_eq!(sim.tell(&made, "delivered", None).await, 204);
        }
        assert_eq!(states(portal, &case).await, one("Amable", "sent", None));
        assert_eq!(happened(portal, &case).await, ["planned", "unknown", "sent"]);
    }

    async fn a_reminder_whose_answer_was_lost_never_left_if_the_provider_gave_it_up(portal) {
        let sim = with_twilio(portal).await;
        let (case, _) = with_phone(portal, "987654321").await;
        allow(portal, &case, ContactChannel::Sms).await;
        apply(portal, BY_PHONE, None).await;
        night(portal).await;
        sim.fault(Fault::LostAnswer).await;
        portal.run_jobs().await;
        let made = sim.messages().await.pop().expect("it was made");
        for news in ["failed", "sent", "failed"] {
            assert_eq!(sim.tell(&made, news, Some("30008")).await, 204);
            assert_eq!(states(portal, &case).await, one("Amable", "failed", Some("30008")), "{news}");
        }
        assert_eq!(happened(portal, &case).await, ["planned", "unknown", "failed"]);
        // Unless it arrives after all.
        assert_eq!(sim.tell(&made, "delivered", None).await, 204);
        assert_eq!(states(portal, &case).await, one("Amable", "sent", None));
    }

    async fn a_last_notice_by_sms_says_until_when_nobody_writes_again(portal) {
        let sim = with_twilio(portal).await;
        let (case, _) = with_phone(portal, "987654321").await;
        allow(portal, &case, ContactChannel::Sms).await;
        apply(portal, LAST, None).await;
        night(portal).await;
        portal.run_jobs().await;
        let made = sim.messages().await;
        assert_eq!(made.len(), 1);
        // Seven days between contacts: the next one may come on the first of December.
        let body = made[0].field("Body");
        let said = "le dejamos sus opciones. Por favor, véalas antes del 30 nov: ";
        assert!(body.contains(said) && !body.contains("carta"), "{body}");
    }

    async fn a_missed_date_by_sms_says_until_when_its_plan_goes_on(portal) {
        let sim = with_twilio(portal).await;
        let (case, _) = in_a_plan(portal).await;
        let phone = Edit { phone: Some("987654321".to_owned()), ..Edit::default() };
        edit(&portal.portal, &portal.clinic, "P-1", &phone).await.expect("changed");
        allow(portal, &case, ContactChannel::Sms).await;
        apply(portal, MISSED, None).await;
        portal.advance(TimeDelta::days(7)).await;
        night(portal).await;
        portal.run_jobs().await;
        let made = sim.messages().await;
        assert_eq!(made.len(), 1);
        // The second miss breaks it: that of 24 December, after three days of grace.
        let said = "la fecha del 24 nov sigue abierta. Estamos a tiempo hasta el 27 dic: ";
        assert!(made[0].field("Body").contains(said), "{}", made[0].field("Body"));
    }

    async fn a_creditors_own_words_are_said_and_the_evidence_names_their_version(portal) {
        assert_eq!(own_text(portal).await, Outcome::Saved);
        let (case, _) = portal.debt(pen(10_000)).await;
        apply(portal, BY_PHONE, None).await;
        night(portal).await;
        portal.run_jobs().await;
        let sent = letters(portal, SUBJECT);
        let [letter] = sent.as_slice() else { panic!("{sent:?}") };
        let detail = "Detalle: capital S/\u{a0}100.00";
        let parts = ["11 de octubre", "S/\u{a0}100.00", "Si no quieres más mensajes como este:"];
        for part in parts.into_iter().chain([detail]) {
            assert!(letter.text.contains(part), "{part}: {}", letter.text);
        }
        let places = [detail, "Aquí están los detalles", "Si no quieres más mensajes como este:"];
        let places = places.map(|part| letter.text.find(part));
        assert!(places.is_sorted() && places[0].is_some(), "{}", letter.text);
        for once in ["/parar", "hay un error?"] {
            assert_eq!(letter.text.matches(once).count(), 1, "{once}: {}", letter.text);
        }
        let said = messages(portal, &case).await;
        assert!(said.iter().any(|body| body.ends_with(" text-1")), "{said:?}");
    }

    async fn the_version_of_a_text_is_known_although_its_sender_died(portal) {
        assert_eq!(own_text(portal).await, Outcome::Saved);
        let (case, _) = portal.debt(pen(10_000)).await;
        apply(portal, BY_PHONE, None).await;
        night(portal).await;
        let now = portal.portal.clock.now();
        let mut tx = portal.portal.store.begin().await.expect("a transaction");
        let id = message::of_case(&mut tx, &portal.clinic, &case).await.expect("messages").remove(0).id;
        let lease = now + TimeDelta::minutes(5);
        let claimed = message::claim(&mut tx, &portal.clinic, &id, now, lease).await.expect("asked");
        assert!(claimed.is_some());
        message::count(&mut tx, &portal.clinic, (&id, Some(1)), now).await.expect("counted");
        tx.commit().await.expect("committed");
        portal.advance(TimeDelta::minutes(5)).await;
        portal.run_jobs().await;
        let expected = format!("unknown reminder {id} - text-1");
        assert!(messages(portal, &case).await.contains(&expected), "{expected}");
        assert_eq!(happened(portal, &case).await, ["planned", "unknown"]);
    }

    async fn what_waits_is_cancelled_once_its_channel_is_refused(portal) {
        let (case, _) = portal.debt(pen(10_000)).await;
        apply(portal, BY_PHONE, None).await;
        night(portal).await;
        let change = Change::Refuse(Channels::NONE.with(Channel::Email));
        wish::set(&portal.portal, &portal.clinic, &case, (change, "debtor")).await.expect("heard");
        assert_eq!(states(portal, &case).await, one("Amable", "cancelled", Some("refused")));
        portal.advance(TimeDelta::days(7)).await;
        night(portal).await;
        portal.run_jobs().await;
        assert!(letters(portal, FIRM).is_empty());
        assert_eq!(states(portal, &case).await, one("Amable", "cancelled", Some("refused")));
    }
}
