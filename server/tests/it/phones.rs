//! Messages to phones: with permission, once, and what the provider answers decides what follows.

use chrono::TimeDelta;
use domain::contact::Channel;
use domain::contact_channel::ContactChannel;
use domain::delivery::Delivery;
use domain::ids::CaseId;
use server::keys::Place;
use server::store::contact_stop::How;
use server::store::debtor::Find;
use server::store::delivery::{self, Handed};
use server::store::message::{self, Message};
use server::store::message_counted;
use server::store::{contact_stop, debtor};
use server::use_cases::access_link::{PhoneOutcome, send_by_phone};
use server::use_cases::channel_rest;
use server::use_cases::consent::{self, Given};
use server::use_cases::debtor::{Edit, edit};
use server::use_cases::wish;

use crate::books;
use crate::engine::on_both_engines;
use crate::links::press;
use crate::portal::{TestPortal, pen};
use crate::twilio_sim::{Fault, SMS_FROM, WHATSAPP_FROM, with_twilio};

use ContactChannel::{Sms, WhatsApp};

/// A debtor with a phone, and the number in E.164.
pub async fn with_phone(portal: &mut TestPortal, number: &str) -> (CaseId, String) {
    let reference = format!("T-{number}");
    let (case, _) = portal.debt_of(&reference, pen(10_000)).await;
    set_phone(portal, &reference, number).await;
    (case, format!("+51{number}"))
}

/// Puts a number of their own on file for whom a case is about, so that they can be called.
pub async fn ringing(portal: &TestPortal, case: &CaseId) {
    let mut conn = portal.portal.store.read().await.expect("a connection");
    let found = debtor::find(&mut conn, &portal.clinic, &portal.portal.keys, Find::Case(case));
    let (debtor, _, _) = found.await.expect("asked").expect("there");
    drop(conn);
    let known = "select count(*) from debtors where phone_hash is not null";
    let number = 987_600_000 + books::number(portal, known).await;
    set_phone(portal, &debtor.reference, &number.to_string()).await;
}

/// Gives a debtor another number.
pub async fn set_phone(portal: &TestPortal, reference: &str, number: &str) {
    let change = Edit { phone: Some(number.to_owned()), ..Edit::default() };
    edit(&portal.portal, &portal.clinic, reference, &change).await.expect("changed");
}

/// Writes down that the person allowed a channel.
pub async fn allow(portal: &TestPortal, case: &CaseId, channel: ContactChannel) {
    let on = "2026-11-20".parse().expect("a day");
    let given = Given { channel, on, how: "form", proof: "Ficha de ingreso 4512" };
    consent::record(&portal.portal, &portal.clinic, case, given, "member").await.expect("written");
}

/// Asks for a link by `channel`.
pub async fn send(portal: &TestPortal, case: &CaseId, channel: ContactChannel) -> PhoneOutcome {
    let what = (case, channel);
    send_by_phone(&portal.portal, &portal.clinic, what, "member").await.expect("asked")
}

/// The newest message to the person's phone, as the provider tells of it.
pub async fn newest(portal: &TestPortal, case: &CaseId) -> Handed {
    let mut conn = portal.portal.store.read().await.expect("a connection");
    let all = delivery::of_phones(&mut conn, &portal.clinic, case).await.expect("asked");
    all.into_iter().next().expect("a message")
}

/// The newest message of a case, as the outbox has it.
async fn message_of(portal: &TestPortal, case: &CaseId) -> Message {
    let mut conn = portal.portal.store.read().await.expect("a connection");
    message::of_case(&mut conn, &portal.clinic, case).await.expect("messages").remove(0)
}

/// How many contacts count for a case.
async fn contacts(portal: &TestPortal, case: &CaseId) -> usize {
    let since = portal.portal.clock.now() - TimeDelta::days(30);
    let mut conn = portal.portal.store.read().await.expect("a connection");
    message_counted::counted(&mut conn, &portal.clinic, case, since).await.expect("asked").len()
}

/// By what a case is not written to any more.
pub async fn stops(portal: &TestPortal, case: &CaseId) -> Vec<(ContactChannel, How)> {
    let mut conn = portal.portal.store.read().await.expect("a connection");
    let all = contact_stop::standing(&mut conn, &portal.clinic, case).await.expect("asked");
    all.into_iter().map(|stop| (stop.channel, stop.how)).collect()
}

/// By what a person wants nothing, as the contact rules see it.
pub async fn refused(portal: &TestPortal, case: &CaseId) -> Vec<Channel> {
    let mut conn = portal.portal.store.read().await.expect("a connection");
    let said = wish::get(&mut conn, &portal.clinic, case).await.expect("asked");
    said.wish.refused.iter().collect()
}

on_both_engines! {
    async fn a_link_leaves_by_sms_once_its_reader_has_allowed_it(portal) {
        let sim = with_twilio(portal).await;
        let (case, number) = with_phone(portal, "987654321").await;
        assert_eq!(send(portal, &case, Sms).await, PhoneOutcome::Refused, "nobody allowed it");
        allow(portal, &case, Sms).await;
        assert_eq!(send(portal, &case, WhatsApp).await, PhoneOutcome::Refused, "another channel");
        assert_eq!(send(portal, &case, Sms).await, PhoneOutcome::Queued);
        portal.run_jobs().await;
        let made = sim.messages().await;
        assert_eq!(made.len(), 1);
        assert_eq!((made[0].field("To"), made[0].field("From")), (number.as_str(), SMS_FROM));
        assert!(made[0].field("Body").starts_with("Tienes un mensaje privado de San Borja: "));
        let sent = message_of(portal, &case).await;
        assert_eq!((sent.state.as_str(), sent.channel), ("sent", Sms));
        assert_eq!(contacts(portal, &case).await, 1);
        let token = made[0].token();
        assert!(press(&mut portal.browser(), &token).await.is_some(), "the link works");
        let mut conn = portal.portal.store.read().await.expect("a connection");
        let of = Find::Case(&case);
        let found = debtor::find(&mut conn, &portal.clinic, &portal.portal.keys, of).await;
        let key = found.expect("asked").expect("there").0.key.expect("a key");
        let place = Place { tenant: &portal.clinic, row: sent.id.as_str(), column: "kept" };
        let copy = key.open(place, &sent.kept.expect("a copy")).expect("it opens");
        assert!(copy.contains("San Borja") && !copy.contains(&token), "{copy}");
        assert_eq!(send(portal, &case, Sms).await, PhoneOutcome::Refused, "one a week");
    }

    async fn whatsapp_gets_an_approved_template_with_the_link_and_no_words(portal) {
        let sim = with_twilio(portal).await;
        let (case, number) = with_phone(portal, "987654321").await;
        allow(portal, &case, WhatsApp).await;
        assert_eq!(send(portal, &case, WhatsApp).await, PhoneOutcome::Queued);
        portal.run_jobs().await;
        let made = sim.messages().await.remove(0);
        let (to, from) = (format!("whatsapp:{number}"), format!("whatsapp:{WHATSAPP_FROM}"));
        assert_eq!((made.field("To"), made.field("From")), (to.as_str(), from.as_str()));
        assert_eq!((made.field("ContentSid").len(), made.field("Body")), (34, ""));
        let variables: serde_json::Value =
            serde_json::from_str(made.field("ContentVariables")).expect("JSON");
        assert_eq!(variables["1"], "San Borja");
        let address = variables["2"].as_str().expect("a text");
        assert!(address.starts_with(&format!("{}/e/", portal.base)), "{address}");
        assert!(press(&mut portal.browser(), &made.token()).await.is_some());
    }

    async fn a_permission_is_for_the_number_that_it_was_given_for(portal) {
        let sim = with_twilio(portal).await;
        let (case, _) = with_phone(portal, "987654321").await;
        allow(portal, &case, Sms).await;
        assert_eq!(send(portal, &case, Sms).await, PhoneOutcome::Queued);
        set_phone(portal, "T-987654321", "912345678").await;
        portal.run_jobs().await;
        let stays = message_of(portal, &case).await;
        assert_eq!((stays.state.as_str(), stays.why.as_deref()), ("blocked", Some("no-consent")));
        assert_eq!(sim.requests().await, 0);
        assert_eq!(contacts(portal, &case).await, 0);
    }

    async fn a_message_whose_answer_was_lost_is_unknown_counts_and_never_leaves_again(portal) {
        let sim = with_twilio(portal).await;
        for (number, fault) in [("987654321", Fault::LostAnswer), ("987654322", Fault::Unreadable)] {
            let before = sim.requests().await;
            let (case, _) = with_phone(portal, number).await;
            allow(portal, &case, Sms).await;
            sim.fault(fault).await;
            assert_eq!(send(portal, &case, Sms).await, PhoneOutcome::Queued);
            for _ in 0..3 {
                portal.run_jobs().await;
                let link = message_of(portal, &case).await;
                assert_eq!((link.state.as_str(), contacts(portal, &case).await), ("unknown", 1), "{fault:?}");
                portal.advance(TimeDelta::minutes(40)).await;
            }
            assert_eq!(sim.requests().await, before + 1, "{fault:?}");
            // Later the provider tells of it: it had left.
            let made = sim.messages().await.pop().expect("it was made");
            assert_eq!(sim.tell(&made, "delivered", None).await, 204);
            let link = newest(portal, &case).await;
            assert_eq!((link.state.as_str(), link.delivery), ("sent", Some(Delivery::Delivered)));
        }
    }

    async fn what_the_provider_answers_decides_whether_a_message_is_tried_again(portal) {
        let sim = with_twilio(portal).await;
        for (n, (status, code, state, stop)) in [
            (429, 20_429, "queued", None),
            (400, 21_611, "queued", None),
            (401, 20_003, "queued", None),
            (500, 20_500, "unknown", None),
            (503, 20_503, "unknown", None),
            (400, 21_617, "failed", None),
            (400, 21_211, "failed", Some(How::Dead)),
            (400, 21_610, "failed", Some(How::Provider)),
        ].into_iter().enumerate() {
            let (case, _) = with_phone(portal, &format!("98765432{n}")).await;
            allow(portal, &case, Sms).await;
            sim.fault(Fault::Refused(status, code)).await;
            assert_eq!(send(portal, &case, Sms).await, PhoneOutcome::Queued);
            portal.run_jobs().await;
            let link = message_of(portal, &case).await;
            let said = (link.state.as_str(), link.why.as_deref());
            assert_eq!(said, (state, Some(code.to_string().as_str())), "{status} {code}");
            assert_eq!(contacts(portal, &case).await, usize::from(state == "unknown"), "{code}");
            let expected: Vec<_> = stop.map(|how| (Sms, how)).into_iter().collect();
            assert_eq!(stops(portal, &case).await, expected, "{code}");
            if state == "queued" {
                portal.advance(TimeDelta::minutes(1)).await;
                portal.run_jobs().await;
                assert_eq!(message_of(portal, &case).await.state, "sent", "{code}");
            }
        }
    }

    async fn a_provider_that_is_not_there_costs_a_message_nothing_but_time(portal) {
        let sim = with_twilio(portal).await;
        let (case, _) = with_phone(portal, "987654321").await;
        allow(portal, &case, Sms).await;
        assert_eq!(send(portal, &case, Sms).await, PhoneOutcome::Queued);
        let there = portal.portal.settings.clone();
        let mut gone = there.clone();
        if let server::config::phones::Phones::Twilio(twilio) = &mut gone.phones {
            "http://127.0.0.1:9".clone_into(&mut twilio.api_url);
        }
        let clock = portal.portal.clock.clone();
        portal.portal = server::compose::Portal::open(gone, clock.clone()).await.expect("it opens");
        portal.run_jobs().await;
        let link = message_of(portal, &case).await;
        assert_eq!((link.state.as_str(), link.why.as_deref()), ("queued", Some("not connected")));
        assert_eq!(contacts(portal, &case).await, 0);
        portal.portal = server::compose::Portal::open(there, clock).await.expect("it opens");
        portal.advance(TimeDelta::minutes(1)).await;
        portal.run_jobs().await;
        assert_eq!((message_of(portal, &case).await.state.as_str(), sim.requests().await), ("sent", 1));
    }

    async fn what_nobody_asked_for_rests_while_its_channel_does(portal) {
        let sim = with_twilio(portal).await;
        let (case, _) = with_phone(portal, "987654321").await;
        allow(portal, &case, Sms).await;
        let clinic = portal.clinic.clone();
        let all = ContactChannel::ALL;
        let begun = channel_rest::begin(&portal.portal, &clinic, &all, "ana").await.expect("begun");
        assert_eq!(begun.len(), 3);
        let again = channel_rest::begin(&portal.portal, &clinic, &all, "ana").await.expect("asked");
        assert!(again.is_empty());
        // Written before the switch was turned, as far as the outbox knows.
        let new = message::NewMessage {
            case: Some(&case),
            member: None,
            kind: "access-link",
            about: None,
            occurrence: "rest",
        };
        let mut tx = portal.portal.store.begin().await.expect("a transaction");
        server::use_cases::work::message_by(&portal.portal, &mut tx, &clinic, (Sms, new))
            .await
            .expect("queued");
        tx.commit().await.expect("committed");
        portal.run_jobs().await;
        let link = message_of(portal, &case).await;
        assert_eq!((link.state.as_str(), link.why.as_deref()), ("queued", Some("resting")));
        let ended = channel_rest::end(&portal.portal, &clinic, &[Sms], "ana").await.expect("ended");
        assert_eq!(ended, [Sms]);
        assert_eq!(channel_rest::standing(&portal.portal, &clinic).await.expect("asked").len(), 2);
        portal.run_jobs().await;
        assert_eq!((message_of(portal, &case).await.state.as_str(), sim.requests().await), ("sent", 1));
    }

    async fn an_sms_that_nobody_asked_for_does_not_lie_at_the_provider_beyond_the_hours(portal) {
        let sim = with_twilio(portal).await;
        // From 10:00 in Lima to 19:00 and to five minutes before the hours end.
        for (n, wait, expected) in [(1, 0, "35700"), (2, 9 * 60, "3300"), (3, 55, "")] {
            portal.advance(TimeDelta::minutes(wait)).await;
            let (case, _) = with_phone(portal, &format!("98765432{n}")).await;
            allow(portal, &case, Sms).await;
            send(portal, &case, Sms).await;
            portal.run_jobs().await;
            let made = sim.messages().await;
            if expected.is_empty() {
                assert_eq!(made.len(), 2, "it would leave too late");
                let waits = message_of(portal, &case).await;
                assert_eq!((waits.state.as_str(), waits.why.as_deref()), ("queued", Some("hours")));
                assert_eq!(waits.not_before.to_rfc3339(), "2026-11-25T12:00:00+00:00");
            } else {
                assert_eq!(made[n - 1].field("ValidityPeriod"), expected);
            }
        }
    }

    async fn without_an_account_a_message_to_a_phone_stays_and_says_why(portal) {
        let mut settings = portal.portal.settings.clone();
        settings.phones = server::config::phones::Phones::Nowhere;
        let clock = portal.portal.clock.clone();
        portal.portal = server::compose::Portal::open(settings, clock).await.expect("it opens");
        let (case, _) = with_phone(portal, "987654321").await;
        allow(portal, &case, Sms).await;
        assert_eq!(send(portal, &case, Sms).await, PhoneOutcome::Refused);
        let clinic = portal.clinic.clone();
        let new = message::NewMessage {
            case: Some(&case),
            member: None,
            kind: "access-link",
            about: None,
            occurrence: "nowhere",
        };
        let mut tx = portal.portal.store.begin().await.expect("a transaction");
        server::use_cases::work::message_by(&portal.portal, &mut tx, &clinic, (Sms, new))
            .await
            .expect("queued");
        tx.commit().await.expect("committed");
        portal.run_jobs().await;
        let link = message_of(portal, &case).await;
        assert_eq!((link.state.as_str(), link.why.as_deref()), ("blocked", Some("no-account")));
    }
}
