//! Who writes from a phone is heard: in each country's way of writing numbers, at the creditor's older numbers,
//! for every case of the phone, however often, with or without words.

use app::creditor::Role;
use app::routes::{self, pattern};
use chrono::TimeDelta;
use domain::contact_channel::ContactChannel::{Sms, WhatsApp};
use domain::ids::CaseId;
use server::store::answer;
use server::store::answer_file::{self, FileKind, FileState};
use server::store::contact_stop::How;
use server::store::message;
use server::use_cases::debtor::{Edit, edit};
use server::use_cases::inbound;

use crate::engine::on_both_engines;
use crate::phones::{stops, with_phone};
use crate::portal::{CLINIC, TestPortal, add_creditor, pen};
use crate::team::sign_in;
use crate::twilio_sim::{SMS_FROM, TOKEN, WHATSAPP_FROM, with_twilio};

/// A case whose debtor has this phone on file.
async fn with(portal: &mut TestPortal, (reference, phone): (&str, &str)) -> CaseId {
    let (case, _) = portal.debt_of(reference, pen(1_000)).await;
    let change = Edit { phone: Some(phone.to_owned()), ..Edit::default() };
    edit(&portal.portal, &portal.clinic, reference, &change).await.expect("changed");
    case
}

fn id(n: usize) -> String {
    format!("SM{n:032x}")
}

on_both_engines! {
    async fn a_word_that_stops_is_heard_as_each_country_writes_its_phones(portal) {
        let sim = with_twilio(portal).await;
        let to = format!("whatsapp:{WHATSAPP_FROM}");
        for (n, (on_file, from)) in [
            ("+52 55 1234 5678", "+5215512345678"),
            ("+52 1 55 1234 5679", "+525512345679"),
            ("+54 11 4321 5678", "+5491143215678"),
            ("+54 9 11 4321 5679", "+541143215679"),
            ("+55 71 98765 4321", "+557187654321"),
            ("+55 71 8765 4322", "+5571987654322"),
            ("987 654 321", "+51987654321"),
        ].into_iter().enumerate() {
            let case = with(portal, (&format!("W-{n}"), on_file)).await;
            let from = format!("whatsapp:{from}");
            let answered = sim.answer_as(&portal.base, (&id(n), &from, &to), "BAJA").await;
            assert_eq!(answered, 200, "{on_file}");
            assert_eq!(stops(portal, &case).await, [(WhatsApp, How::Word)], "{on_file}");
        }
    }

    async fn a_word_to_a_number_that_the_creditor_has_given_up_is_heard(portal) {
        let sim = with_twilio(portal).await;
        let (case, number) = with_phone(portal, "987654321").await;
        let sms = |from: &str| format!("{CLINIC}\n[sms]\nfrom = '{from}'\nown_invoices = true\n");
        let clinic = add_creditor(&portal.portal, &sms("+51933333333")).await;
        assert_eq!(clinic, portal.clinic);
        let answered = sim.answer_as(&portal.base, (&id(1), &number, SMS_FROM), "BAJA").await;
        assert_eq!(answered, 200);
        assert_eq!(stops(portal, &case).await, [(Sms, How::Word)]);
        // It can be taken up again, and the one in its place goes on being heard.
        add_creditor(&portal.portal, &sms(SMS_FROM)).await;
        for (n, to) in [(2, "+51933333333"), (3, SMS_FROM)] {
            let answered = sim.answer_as(&portal.base, (&id(n), &number, to), "START").await;
            assert_eq!(answered, 200);
            assert!(stops(portal, &case).await.is_empty(), "{to}");
            sim.answer_as(&portal.base, (&id(n + 10), &number, to), "BAJA").await;
            assert_eq!(stops(portal, &case).await, [(Sms, How::Word)], "{to}");
        }
    }

    async fn a_word_that_stops_counts_for_every_case_of_the_phone(portal) {
        let sim = with_twilio(portal).await;
        let mut cases = Vec::new();
        for n in 0..25 {
            cases.push(with(portal, (&format!("M-{n}"), "987654321")).await);
        }
        sim.answer_as(&portal.base, (&id(1), "+51987654321", SMS_FROM), "BAJA").await;
        for case in &cases {
            assert_eq!(stops(portal, case).await, [(Sms, How::Word)]);
        }
        sim.answer_as(&portal.base, (&id(2), "+51987654321", SMS_FROM), "START").await;
        for case in &cases {
            assert!(stops(portal, case).await.is_empty());
        }
    }

    async fn whoever_writes_without_end_is_kept_and_the_team_is_told_as_often_as_of_a_person(portal) {
        let sim = with_twilio(portal).await;
        let (case, number) = with_phone(portal, "987654321").await;
        for n in 0..25 {
            let words = format!("Pregunta {n}");
            sim.answer_as(&portal.base, (&id(n), &number, SMS_FROM), &words).await;
        }
        let mut conn = portal.portal.store.read().await.expect("a connection");
        let clinic = &portal.clinic;
        let answers = answer::of_case(&mut conn, clinic, &case).await.expect("answers");
        let messages = message::of_case(&mut conn, clinic, &case).await.expect("messages");
        assert_eq!(answers.len(), 25);
        assert_eq!(messages.iter().filter(|one| one.kind == "team-answer").count(), 20);
    }

    async fn a_picture_without_words_reaches_the_team_as_one(portal) {
        let sim = with_twilio(portal).await;
        let (case, number) = with_phone(portal, "987654321").await;
        let fields = [
            ("MessageSid", format!("MM{:032x}", 1)),
            ("From", format!("whatsapp:{number}")),
            ("To", format!("whatsapp:{WHATSAPP_FROM}")),
            ("Body", String::new()),
            ("NumMedia", "1".to_owned()),
        ];
        let form = fields.map(|(name, value)| (name.to_owned(), value));
        let answered = sim.post(&format!("{}/webhooks/twilio/entrada", portal.base), &form, TOKEN).await;
        assert_eq!(answered, 200);
        let mut conn = portal.portal.store.read().await.expect("a connection");
        let answers = answer::of_case(&mut conn, &portal.clinic, &case).await.expect("answers");
        drop(conn);
        let [one] = answers.as_slice() else { panic!("{answers:?}") };
        assert_eq!((one.files, one.text.is_none()), (1, true));
        let clinic = portal.clinic.clone();
        let mut ana = sign_in(portal, &clinic, ("ana@example.pe", Role::Agent)).await;
        let page = ana.get(pattern::TEAM_ANSWERS).await;
        assert!(page.body.contains("Llegó con una imagen o un archivo"), "{}", page.body);
    }

    async fn a_picture_is_fetched_kept_sealed_and_opened_by_the_team(portal) {
        let sim = with_twilio(portal).await;
        let (case, number) = with_phone(portal, "987654321").await;
        let voucher = b"\xff\xd8\xff\xe0 un comprobante".to_vec();
        let large = [b"%PDF-".as_slice(), &vec![b'x'; 5 * 1024 * 1024]].concat();
        let mut fields = vec![
            ("MessageSid", format!("MM{:032x}", 7)),
            ("From", format!("whatsapp:{number}")),
            ("To", format!("whatsapp:{WHATSAPP_FROM}")),
            ("Body", "Ya pagué".to_owned()),
            ("NumMedia", "4".to_owned()),
            ("MediaUrl0", sim.media(&voucher).await),
            ("MediaUrl1", sim.media(b"<html>").await),
            ("MediaUrl2", sim.media(&large).await),
        ];
        fields.push(("MediaUrl3", format!("{}/elsewhere", sim.origin)));
        let form: Vec<_> =
            fields.into_iter().map(|(name, value)| (name.to_owned(), value)).collect();
        let url = format!("{}/webhooks/twilio/entrada", portal.base);
        assert_eq!(sim.post(&url, &form, TOKEN).await, 200);
        let clinic = portal.clinic.clone();
        let mut conn = portal.portal.store.read().await.expect("a connection");
        let answers = answer::of_case(&mut conn, &clinic, &case).await.expect("answers");
        let id = &answers[0].id;
        let before = answer_file::of_answer(&mut conn, &clinic, id).await.expect("files");
        assert!(before.iter().all(|(_, state)| *state == FileState::Waiting) && before.len() == 4);
        portal.run_jobs().await;
        let after = answer_file::of_answer(&mut conn, &clinic, id).await.expect("files");
        let states: Vec<_> = after.into_iter().map(|(_, state)| state).collect();
        let left = FileState::Left;
        assert_eq!(states, [FileState::Kept(FileKind::Jpg), left, left, left]);
        let kept = answer_file::find(&mut conn, &clinic, (id, 1)).await.expect("asked");
        let (_, sealed) = kept.expect("a file");
        drop(conn);
        assert!(!sealed.windows(12).any(|part| part == b"un comproban"), "it is sealed");
        assert_eq!(sim.leaked().await, 0, "who keeps the files gets no credentials");
        let mut ana = sign_in(portal, &clinic, ("ana@example.pe", Role::Agent)).await;
        let page = ana.get(pattern::TEAM_ANSWERS).await.body;
        assert!(page.contains("Abrir el archivo 1 (JPG)"), "{page}");
        assert!(page.contains("Llegó con una imagen o un archivo"), "of the others: {page}");
        let path = routes::team_answer_file(id, 1);
        let (status, bytes) = ana.file(&path).await;
        assert_eq!((status.as_u16(), bytes), (200, voucher));
        let headers = ana.get(&path).await.headers;
        assert_eq!(headers["content-type"], "image/jpeg");
        assert_eq!(headers["content-disposition"], "attachment; filename=\"archivo-1.jpg\"");
        assert_eq!(ana.get(&routes::team_answer_file(id, 2)).await.status, 404);
        let stranger = portal.browser().get(&path).await;
        assert_ne!(stranger.status, 200);
    }

    async fn messages_that_find_nobody_are_counted(portal) {
        let sim = with_twilio(portal).await;
        let (_, number) = with_phone(portal, "987654321").await;
        for (n, from) in [(1, "+51999999991"), (2, "+51999999992"), (2, "+51999999992"), (3, &*number)] {
            sim.answer_as(&portal.base, (&id(n), from, SMS_FROM), "Hola, soy yo").await;
        }
        let count = async || inbound::found_nobody(&portal.portal, &portal.clinic).await.expect("counted");
        assert_eq!(count().await, 2);
        portal.advance(TimeDelta::days(31)).await;
        assert_eq!(count().await, 0);
    }
}
