//! What comes from phones and of phones: late, twice, in any order, forged; and what people answer.

use app::routes::pattern;
use chrono::TimeDelta;
use domain::contact::Channel;
use domain::contact_channel::ContactChannel;
use domain::delivery::Delivery;
use domain::ids::CaseId;
use server::store::answer::{self, AnswerKind};
use server::store::contact_stop::How;
use server::store::evidence;
use server::store::hold::{self, HoldKind};
use server::use_cases::PortalError;
use server::use_cases::access_link::PhoneOutcome;
use server::use_cases::consent::{self, Given};
use server::use_cases::debtor::{Edit, edit};

use crate::engine::on_both_engines;
use crate::phones::{allow, newest, refused, send, stops, with_phone};
use crate::portal::TestPortal;
use crate::twilio_sim::{Made, SMS_FROM, TwilioSim, WHATSAPP_FROM, with_twilio};
use crate::world::everything;

use ContactChannel::{Sms, WhatsApp};

/// A debtor to whom an SMS has left.
async fn written_to(portal: &mut TestPortal, sim: &TwilioSim, number: &str) -> (CaseId, Made) {
    let (case, _) = with_phone(portal, number).await;
    allow(portal, &case, Sms).await;
    assert_eq!(send(portal, &case, Sms).await, PhoneOutcome::Queued);
    portal.run_jobs().await;
    (case, sim.messages().await.pop().expect("a message"))
}

/// The message that leaves for them when the contact rules allow the next one.
async fn written_again(portal: &TestPortal, sim: &TwilioSim, case: &CaseId) -> Made {
    portal.advance(TimeDelta::days(8)).await;
    assert_eq!(send(portal, case, Sms).await, PhoneOutcome::Queued);
    portal.run_jobs().await;
    sim.messages().await.pop().expect("a message")
}

/// The acts of a kind on a case.
async fn acts(portal: &TestPortal, case: &CaseId, kind: &str) -> Vec<String> {
    let mut conn = portal.portal.store.read().await.expect("a connection");
    let all = evidence::of_case(&mut conn, &portal.clinic, case).await.expect("a chain");
    all.into_iter().filter(|act| act.kind == kind).map(|act| act.body).collect()
}

/// What the team has to answer, and what stops reminders.
async fn told(portal: &TestPortal, case: &CaseId) -> (Vec<AnswerKind>, Vec<HoldKind>) {
    let mut conn = portal.portal.store.read().await.expect("a connection");
    let answers = answer::of_case(&mut conn, &portal.clinic, case).await.expect("answers");
    let holds = hold::active(&mut conn, &portal.clinic, case).await.expect("holds");
    (
        answers.into_iter().map(|answer| answer.kind).collect(),
        holds.into_iter().map(|hold| hold.kind).collect(),
    )
}

/// Answers by SMS, under the `n`th id.
async fn say(portal: &TestPortal, sim: &TwilioSim, (n, number): (u32, &str), words: &str) {
    let id = format!("SM{n:032x}");
    let answered = sim.answer_as(&portal.base, (&id, number, SMS_FROM), words).await;
    assert_eq!(answered, 200, "{words}");
}

on_both_engines! {
    async fn news_of_a_message_may_come_in_any_order_and_as_often_as_it_likes(portal) {
        let sim = with_twilio(portal).await;
        let orders: [&[&str]; 4] = [
            &["queued", "sent", "delivered", "read"],
            &["read", "delivered", "sent", "queued"],
            &["delivered", "read", "read", "delivered", "sent", "read"],
            &["undelivered", "delivered", "read"],
        ];
        for (n, order) in orders.into_iter().enumerate() {
            let (case, made) = written_to(portal, &sim, &format!("98765432{n}")).await;
            for status in order {
                assert_eq!(sim.tell(&made, status, None).await, 204, "{status}");
            }
            let message = newest(portal, &case).await;
            assert_eq!(message.delivery, Some(Delivery::Read), "{order:?}");
            assert_eq!(message.state, "sent");
            let said = acts(portal, &case, "delivery").await;
            assert_eq!(said.iter().filter(|body| body.contains(" read ")).count(), 1, "{said:?}");
            assert!(said.len() <= 3, "nothing is told twice: {said:?}");
        }
    }

    async fn a_number_that_takes_nothing_is_left_alone_until_there_is_another(portal) {
        let sim = with_twilio(portal).await;
        let (case, made) = written_to(portal, &sim, "987654321").await;
        assert_eq!(sim.tell(&made, "undelivered", Some("30003")).await, 204);
        assert!(stops(portal, &case).await.is_empty(), "a phone that is off may be on tomorrow");
        let (other, made) = written_to(portal, &sim, "987654322").await;
        for _ in 0..2 {
            assert_eq!(sim.tell(&made, "undelivered", Some("30006")).await, 204);
        }
        assert!(stops(portal, &other).await.is_empty(), "once says little");
        assert_eq!(newest(portal, &other).await.code.as_deref(), Some("30006"));
        let again = written_again(portal, &sim, &other).await;
        assert_eq!(sim.tell(&again, "undelivered", Some("30006")).await, 204);
        assert_eq!(stops(portal, &other).await, [(Sms, How::Dead)]);
        portal.advance(TimeDelta::days(8)).await;
        assert_eq!(send(portal, &other, Sms).await, PhoneOutcome::Refused);
    }

    async fn a_number_that_seemed_dead_lives_once_something_comes_from_it_or_arrives(portal) {
        let sim = with_twilio(portal).await;
        for n in 0..3 {
            let number = format!("98765433{n}");
            let (case, made) = written_to(portal, &sim, &number).await;
            assert_eq!(sim.tell(&made, "undelivered", Some("21614")).await, 204);
            assert_eq!(stops(portal, &case).await, [(Sms, How::Dead)]);
            match n {
                0 => say(portal, &sim, (0, &format!("+51{number}")), "¿Quién es?").await,
                1 => assert_eq!(sim.tell(&made, "delivered", None).await, 204),
                _ => {
                    allow(portal, &case, Sms).await;
                    assert_eq!(stops(portal, &case).await, [(Sms, How::Dead)], "an old paper");
                    let on = "2026-11-24".parse().expect("a day");
                    let given = Given { channel: Sms, on, how: "phone", proof: "Llamó hoy" };
                    let clinic = &portal.clinic;
                    let given = consent::record(&portal.portal, clinic, &case, given, "ana").await;
                    given.expect("written");
                }
            }
            assert!(stops(portal, &case).await.is_empty(), "{n}");
            assert_eq!(acts(portal, &case, "stop-lifted").await.len(), 1, "{n}");
        }
    }

    async fn late_news_of_an_old_number_says_nothing_of_the_new_one(portal) {
        let sim = with_twilio(portal).await;
        let (case, made) = written_to(portal, &sim, "987654321").await;
        let change = Edit { phone: Some("912345678".to_owned()), ..Edit::default() };
        edit(&portal.portal, &portal.clinic, "T-987654321", &change).await.expect("changed");
        assert_eq!(sim.tell(&made, "undelivered", Some("21614")).await, 204);
        assert!(stops(portal, &case).await.is_empty());
    }

    async fn a_request_that_the_provider_did_not_sign_changes_nothing(portal) {
        let sim = with_twilio(portal).await;
        let (_, made) = written_to(portal, &sim, "987654321").await;
        let before = everything(&portal.portal.store).await;
        let own = |pairs: &[(&str, &str)]| {
            pairs.iter().map(|(k, v)| ((*k).to_owned(), (*v).to_owned())).collect::<Vec<_>>()
        };
        let status = own(&[("MessageSid", &made.sid), ("MessageStatus", "failed")]);
        let inbound = own(&[
            ("MessageSid", &format!("SM{:032x}", 7)),
            ("From", "+51987654321"),
            ("To", SMS_FROM),
            ("Body", "BAJA"),
        ]);
        let url = made.field("StatusCallback").to_owned();
        let entry = format!("{}/webhooks/twilio/entrada", portal.base);
        for token in ["", "another-token-of-another-account"] {
            assert_eq!(sim.post(&url, &status, token).await, 400);
            assert_eq!(sim.post(&entry, &inbound, token).await, 400);
        }
        // Signed for another address, or for other fields.
        let http = crate::browser::client();
        let token = secrecy::SecretString::from(crate::twilio_sim::TOKEN);
        for (signed_url, signed) in [(&url, &inbound), (&format!("{entry}?x=1"), &inbound)] {
            let signature = server::twilio::signature::sign(&token, (signed_url, signed));
            let request = http.post(&entry).header("x-twilio-signature", signature).form(&inbound);
            assert_eq!(request.send().await.expect("answers").status(), 400, "{signed_url}");
        }
        let bare = http.post(&entry).form(&inbound).send().await.expect("answers");
        assert_eq!(bare.status(), 400);
        assert!(before == everything(&portal.portal.store).await, "something was written");
    }

    async fn a_word_that_stops_stops_that_channel_once_and_what_waits_on_it(portal) {
        let sim = with_twilio(portal).await;
        let (case, number) = with_phone(portal, "987654321").await;
        allow(portal, &case, Sms).await;
        allow(portal, &case, WhatsApp).await;
        assert_eq!(send(portal, &case, Sms).await, PhoneOutcome::Queued);
        for _ in 0..3 {
            let answered = sim.answer(&portal.base, (&number, SMS_FROM), "Baja, por favor").await;
            assert_eq!(answered, 200);
        }
        assert_eq!(stops(portal, &case).await, [(Sms, How::Word)]);
        assert_eq!(refused(portal, &case).await, [Channel::Sms], "the contact rules see it");
        assert_eq!(acts(portal, &case, "stopped").await.len(), 1);
        let waiting = newest(portal, &case).await;
        assert_eq!(waiting.state, "blocked", "what waited does not leave");
        portal.run_jobs().await;
        assert_eq!(sim.requests().await, 0);
        assert_eq!(send(portal, &case, Sms).await, PhoneOutcome::Refused);
        assert_eq!(send(portal, &case, WhatsApp).await, PhoneOutcome::Queued, "another channel");
        assert_eq!(told(portal, &case).await, (vec![], vec![]), "a word is no matter for the team");
    }

    async fn only_the_providers_own_word_lets_messages_come_again(portal) {
        let sim = with_twilio(portal).await;
        let (case, number) = with_phone(portal, "987654321").await;
        allow(portal, &case, Sms).await;
        say(portal, &sim, (0, &number), "STOP").await;
        assert_eq!(stops(portal, &case).await, [(Sms, How::Word)]);
        say(portal, &sim, (1, &number), "alta").await;
        assert_eq!(stops(portal, &case).await, [(Sms, How::Word)], "no word of the provider's");
        // Nor does a paper that the team writes down.
        let on = "2026-11-20".parse().expect("a day");
        let given = Given { channel: Sms, on, how: "form", proof: "Ficha 7" };
        let clinic = &portal.clinic;
        let given = consent::record(&portal.portal, clinic, &case, given, "ana").await;
        assert!(matches!(given, Err(PortalError::Refused("stopped"))), "{given:?}");
        say(portal, &sim, (2, &number), "START").await;
        assert!(stops(portal, &case).await.is_empty());
        say(portal, &sim, (0, &number), "STOP").await;
        assert!(stops(portal, &case).await.is_empty(), "an old message that comes again is known");
        say(portal, &sim, (3, &number), "parar").await;
        assert_eq!(stops(portal, &case).await, [(Sms, How::Word)]);
    }

    async fn who_stopped_by_a_word_is_told_on_their_page_how_it_comes_back(portal) {
        let sim = with_twilio(portal).await;
        let (case, number) = with_phone(portal, "987654321").await;
        allow(portal, &case, Sms).await;
        let (_, token) = portal.link(&case).await;
        let mut browser = crate::links::enter_by(portal, token.reveal()).await;
        let how = "Solo vuelve si respondes START";
        assert!(!browser.get(pattern::PREFERENCES).await.body.contains(how));
        say(portal, &sim, (0, &number), "BAJA").await;
        assert!(browser.get(pattern::PREFERENCES).await.body.contains(how));
        // A tick alone does not bring it back, and the page goes on saying so.
        let ticked = [("language", "es"), ("channel", "email"), ("channel", "sms"), ("channel", "whatsapp")];
        assert_eq!(browser.post(pattern::PREFERENCES, &ticked).await.status, 303);
        assert_eq!(refused(portal, &case).await, [Channel::Sms]);
        assert!(browser.get(pattern::PREFERENCES).await.body.contains(how));
        say(portal, &sim, (1, &number), "START").await;
        assert!(!browser.get(pattern::PREFERENCES).await.body.contains(how));
        assert!(refused(portal, &case).await.is_empty());
    }

    async fn anything_else_reaches_the_team_and_reminders_rest(portal) {
        let sim = with_twilio(portal).await;
        let (case, number) = with_phone(portal, "987654321").await;
        let from = format!("whatsapp:{number}");
        let to = format!("whatsapp:{WHATSAPP_FROM}");
        for _ in 0..2 {
            let words = "Ya pagué ayer en caja, ¿pueden ver?";
            assert_eq!(sim.answer(&portal.base, (&from, &to), words).await, 200);
        }
        let wrote = AnswerKind::Wrote;
        assert_eq!(told(portal, &case).await, (vec![wrote], vec![HoldKind::Said(wrote)]));
        assert!(stops(portal, &case).await.is_empty());
        let mut olga = crate::team::sign_in(
            portal, &portal.clinic.clone(), ("olga@example.pe", app::creditor::Role::Owner),
        ).await;
        let page = olga.get(pattern::TEAM_ANSWERS).await;
        assert!(page.body.contains("Ya pagué ayer en caja") && page.body.contains("Escribió desde su teléfono"));
    }

    async fn an_answer_from_nowhere_or_to_nobody_is_taken_and_forgotten(portal) {
        let sim = with_twilio(portal).await;
        let (case, _) = with_phone(portal, "987654321").await;
        for (from, to) in [
            ("+51999999999", SMS_FROM),
            ("+51987654321", "+51900000000"),
            ("whatsapp:+51987654321", SMS_FROM),
            ("SANBORJA", SMS_FROM),
            ("", ""),
        ] {
            let answered = sim.answer(&portal.base, (from, to), "BAJA").await;
            assert_eq!(answered, 200, "{from} {to}");
        }
        let stopped = stops(portal, &case).await;
        assert_eq!(stopped, [(WhatsApp, How::Word)], "one came from the person, by WhatsApp");
    }
}
