//! The team's page of a case's channels: permissions, words to send by hand, letters; and the switch.

use app::creditor::Role;
use app::routes;
use chrono::TimeDelta;
use domain::contact::Channel;
use domain::contact_channel::ContactChannel;
use domain::ids::CaseId;
use reqwest::header::{CONTENT_TYPE, COOKIE};
use server::store::{consent, message_counted};
use server::use_cases::PortalError;
use server::use_cases::access_link::{self as links, Outcome, PhoneOutcome};
use server::use_cases::consent::{Given, record};
use tokio::process::Command;

use crate::browser::{Browser, Page};
use crate::engine::on_both_engines;
use crate::import::dump::count;
use crate::links::press;
use crate::phones::{allow, newest, refused, send, set_phone, with_phone};
use crate::portal::TestPortal;
use crate::team::sign_in;
use crate::world::{aldia, config};

async fn ana(portal: &TestPortal) -> Browser {
    let clinic = portal.clinic.clone();
    sign_in(portal, &clinic, ("ana@example.pe", Role::Agent)).await
}

/// The text between two others.
fn between<'a>(page: &'a Page, before: &str, after: &str) -> &'a str {
    let rest = page.body.split_once(before).expect("what stands before it").1;
    rest.split_once(after).expect("what stands behind it").0
}

async fn contacts(portal: &TestPortal, case: &CaseId) -> usize {
    let since = portal.portal.clock.now() - TimeDelta::days(30);
    let mut conn = portal.portal.store.read().await.expect("a connection");
    message_counted::counted(&mut conn, &portal.clinic, case, since).await.expect("asked").len()
}

async fn command(portal: &TestPortal, arguments: &[&str]) -> String {
    let folder = portal.folder.path().join("commands");
    std::fs::create_dir_all(&folder).expect("a folder");
    let config = config(&portal.portal, &folder, None);
    let done = Command::from(aldia(&config, arguments)).output().await.expect("it runs");
    assert!(done.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&done.stderr));
    String::from_utf8(done.stdout).expect("UTF-8")
}

on_both_engines! {
    async fn a_permission_is_written_down_with_its_proof_before_anything_leaves(portal) {
        let (case, number) = with_phone(portal, "987654321").await;
        let mut ana = ana(portal).await;
        let page = ana.get(&routes::team_channels(&case)).await;
        assert!(page.body.contains("Falta el permiso de la persona para este número"));
        assert!(!page.body.contains(&number), "a page for work shows no number");
        let path = routes::team_channel_consent(&case);
        let mut fields = [
            ("channel", "sms"), ("given_on", "2027-01-01"), ("how", "contract"), ("proof", ""),
        ];
        let page = ana.post(&path, &fields).await;
        assert_eq!(page.status, 422, "tomorrow proves nothing");
        assert!(page.body.contains("value=\"2027-01-01\""), "what was typed stays");
        fields[1].1 = "2026-11-20";
        fields[3].1 = "Contrato 12, cláusula 8 <b>";
        assert_eq!(ana.post(&path, &fields).await.status, 303);
        let page = ana.get(&routes::team_channels(&case)).await;
        assert!(page.body.contains("Permiso del 20"), "{}", page.body);
        assert!(page.body.contains("en un contrato"));
        let mut conn = portal.portal.store.read().await.expect("a connection");
        let kept = consent::of_case(&mut conn, &portal.clinic, &case).await.expect("asked").remove(0);
        drop(conn);
        let clear = "Contrato 12".as_bytes();
        assert!(!kept.proof.windows(clear.len()).any(|window| window == clear), "sealed");
        // By the demo's folder it can leave now, and is read there.
        let page = ana.post(&routes::team_channel_link(&case), &[("channel", "sms")]).await;
        assert_eq!(page.status, 303, "{}", page.body);
        portal.run_jobs().await;
        assert_eq!(newest(portal, &case).await.state, "sent");
        let list = portal.browser().get(routes::pattern::MAILBOX).await;
        assert!(list.body.contains(&format!("SMS · {number}")), "{}", list.body);
        assert!(list.body.contains("Tienes un mensaje privado de San Borja"));
        let path = between(&list, "href=\"/buzon/", "\"").to_owned();
        let letter = portal.browser().get(&format!("/buzon/{path}")).await;
        let token = between(&letter, "/e/", "\"").to_owned();
        assert!(press(&mut portal.browser(), &token).await.is_some());
        let page = ana.get(&routes::team_case(&case)).await;
        assert!(page.body.contains("Enlace enviado a …21"), "{}", page.body);
    }

    async fn words_for_whatsapp_count_from_the_moment_in_which_they_are_there(portal) {
        let (case, _) = with_phone(portal, "987654321").await;
        let mut ana = ana(portal).await;
        let page = ana.post(&routes::team_channel_draft(&case), &[]).await;
        assert_eq!(page.status, 422, "WhatsApp needs a permission");
        allow(portal, &case, ContactChannel::WhatsApp).await;
        let page = ana.post(&routes::team_channel_draft(&case), &[]).await;
        assert_eq!(page.status, 200, "{}", page.body);
        assert!(page.body.contains("href=\"https://wa.me/51987654321?text=Tienes%20un%20mensaje"));
        assert_eq!(contacts(portal, &case).await, 1, "nobody sees whether they leave");
        let second = links::send(&portal.portal, &portal.clinic, &case, "ana").await.expect("asked");
        assert_ne!(second, Outcome::Queued);
        assert_eq!(ana.post(&routes::team_channel_draft(&case), &[]).await.status, 422);
        let waits = ana.get(&routes::team_channels(&case)).await;
        assert!(waits.body.contains("nadie anotó si se envió"), "{}", waits.body);
        let words = between(&page, "written\">", "</p>");
        let token = words.split_once("/e/").expect("a link").1;
        let token: String = token.chars().take_while(char::is_ascii_alphanumeric).collect();
        assert!(press(&mut portal.browser(), &token).await.is_some());
        let link = between(&page, "name=\"link\" value=\"", "\"").to_owned();
        let sent = routes::team_channel_draft_sent(&case);
        for _ in 0..2 {
            assert_eq!(ana.post(&sent, &[("link", &link)]).await.status, 303);
        }
        assert_eq!(contacts(portal, &case).await, 1, "twice is once");
        let page = ana.post(&routes::team_channel_draft(&case), &[]).await;
        assert_eq!(page.status, 422, "one a week");
        let second = links::send(&portal.portal, &portal.clinic, &case, "ana").await.expect("asked");
        assert_ne!(second, Outcome::Queued);
        let page = ana.get(&routes::team_case(&case)).await;
        assert!(page.body.contains("Mensaje enviado a mano por WhatsApp"));
        let (other, _) = with_phone(portal, "987654322").await;
        let foreign = ana.post(&routes::team_channel_draft_sent(&other), &[("link", &link)]).await;
        assert_eq!(foreign.status, 404, "a link of another case");
        let (plain, _) = portal.link(&case).await;
        let plain = plain.to_string();
        for path in [sent, routes::team_channel_draft_not_sent(&case)] {
            let other = ana.post(&path, &[("link", &plain)]).await;
            assert_eq!(other.status, 404, "a link that no draft has made");
        }
        assert_eq!(contacts(portal, &case).await, 1);
    }

    async fn words_for_whatsapp_go_to_no_number_but_the_one_that_was_permitted(portal) {
        let (case, _) = with_phone(portal, "987654321").await;
        allow(portal, &case, ContactChannel::WhatsApp).await;
        let mut ana = ana(portal).await;
        let button = routes::team_channel_draft(&case);
        assert!(ana.get(&routes::team_channels(&case)).await.body.contains(&button));
        set_phone(portal, "T-987654321", "912345678").await;
        let page = ana.get(&routes::team_channels(&case)).await;
        assert!(!page.body.contains(&button), "{}", page.body);
        assert_eq!(ana.post(&button, &[]).await.status, 422);
        assert_eq!((contacts(portal, &case).await, count(portal, "access_links").await), (0, 0));
        allow(portal, &case, ContactChannel::WhatsApp).await;
        let page = ana.post(&button, &[]).await;
        assert_eq!(page.status, 200, "{}", page.body);
        assert!(page.body.contains("href=\"https://wa.me/51912345678?text="), "{}", page.body);
    }

    async fn words_that_were_not_sent_count_no_longer_and_open_nothing(portal) {
        let (case, _) = with_phone(portal, "987654321").await;
        allow(portal, &case, ContactChannel::WhatsApp).await;
        let mut ana = ana(portal).await;
        let page = ana.post(&routes::team_channel_draft(&case), &[]).await;
        let words = between(&page, "written\">", "</p>");
        let token = words.split_once("/e/").expect("a link").1;
        let token: String = token.chars().take_while(char::is_ascii_alphanumeric).collect();
        let link = between(&page, "name=\"link\" value=\"", "\"").to_owned();
        let (sent, not_sent) =
            (routes::team_channel_draft_sent(&case), routes::team_channel_draft_not_sent(&case));
        for _ in 0..2 {
            assert_eq!(ana.post(&not_sent, &[("link", &link)]).await.status, 303);
        }
        assert_eq!(contacts(portal, &case).await, 0);
        assert!(press(&mut portal.browser(), &token).await.is_none());
        let page = ana.post(&routes::team_channel_draft(&case), &[]).await;
        assert_eq!(page.status, 200, "another one: {}", page.body);
        // Whoever says that the first one was sent after all is believed, and nobody takes that back.
        assert_eq!(ana.post(&sent, &[("link", &link)]).await.status, 303);
        assert_eq!(ana.post(&not_sent, &[("link", &link)]).await.status, 303);
        assert_eq!(contacts(portal, &case).await, 2);
    }

    async fn who_wants_no_more_is_not_written_to_by_hand_either(portal) {
        let (case, _) = with_phone(portal, "987654321").await;
        allow(portal, &case, ContactChannel::WhatsApp).await;
        let mut ana = ana(portal).await;
        let path = routes::team_channel_stop(&case);
        for _ in 0..2 {
            assert_eq!(ana.post(&path, &[("channel", "whatsapp")]).await.status, 303);
        }
        assert_eq!(refused(portal, &case).await, [Channel::WhatsApp]);
        assert_eq!(ana.post(&routes::team_channel_draft(&case), &[]).await.status, 422);
        assert_eq!(send(portal, &case, ContactChannel::WhatsApp).await, PhoneOutcome::Refused);
        // A new permission of theirs lets it come again; the old paper does not.
        let old = "2026-11-20".parse().expect("a day");
        let given = Given { channel: ContactChannel::WhatsApp, on: old, how: "form", proof: "Ficha 7" };
        let clinic = &portal.clinic;
        let again = record(&portal.portal, clinic, &case, given, "member").await;
        assert!(matches!(again, Err(PortalError::Refused("refused-later"))), "{again:?}");
        assert_eq!(send(portal, &case, ContactChannel::WhatsApp).await, PhoneOutcome::Refused);
        portal.advance(TimeDelta::days(1)).await;
        let given = Given { on: old + TimeDelta::days(5), ..given };
        let clinic = &portal.clinic;
        record(&portal.portal, clinic, &case, given, "member").await.expect("written");
        assert!(refused(portal, &case).await.is_empty());
        assert_eq!(send(portal, &case, ContactChannel::WhatsApp).await, PhoneOutcome::Queued);
    }

    async fn calls_letters_and_visits_are_refused_on_the_page_too(portal) {
        let (case, _) = with_phone(portal, "987654321").await;
        let mut ana = ana(portal).await;
        let path = routes::team_channel_stop(&case);
        for channel in ["call", "letter", "visit"] {
            assert_eq!(ana.post(&path, &[("channel", channel)]).await.status, 303, "{channel}");
        }
        assert_eq!(ana.post(&path, &[("channel", "fax")]).await.status, 400);
        let refused = refused(portal, &case).await;
        for channel in [Channel::Call, Channel::Letter, Channel::Visit] {
            assert!(refused.contains(&channel), "{channel:?}");
        }
        let letter = ana.post(&routes::team_channel_letter(&case), &[("stage", "friendly")]).await;
        assert_eq!(letter.status, 422);
        let page = ana.get(&routes::team_channels(&case)).await;
        assert!(page.body.contains("No quiere más llamadas"), "{}", page.body);
    }

    async fn a_letter_of_each_stage_says_what_is_open_and_how_to_answer(portal) {
        let (case, _) = with_phone(portal, "987654321").await;
        for (stage, title) in [
            ("friendly", "Recordatorio de pago"),
            ("firm", "Pago pendiente"),
            ("final", "Última carta sobre un pago pendiente"),
        ] {
            let clinic = portal.clinic.clone();
            let email = format!("{stage}@example.pe");
            let mut ana = sign_in(portal, &clinic, (&email, Role::Agent)).await;
            let said = crate::papers::said(&letter(&ana, &case, stage).await);
            for part in [title, "Rosa Quispe Mamani", "S/ 100.00", "01 555 0100", "11 de octubre de 2026"] {
                assert!(said.contains(&crate::papers::bare(part)), "{part} is missing in: {said}");
            }
            let path = routes::team_channel_letter(&case);
            let page = ana.post(&path, &[("stage", "friendly")]).await;
            assert_eq!(page.status, 422, "one contact a week");
            assert!(page.body.contains("role=\"alert\""), "{}", page.body);
            portal.advance(TimeDelta::days(8)).await;
        }
        let mut ana = ana(portal).await;
        let page = ana.post(&routes::team_channel_letter(&case), &[("stage", "firm")]).await;
        assert_eq!(page.status, 422);
        assert!(page.body.contains("Ya se hizo la última carta"), "{}", page.body);
        let page = ana.get(&routes::team_case(&case)).await;
        assert_eq!(page.body.matches("Carta hecha").count(), 3);
        let unknown = ana.post(&routes::team_channel_letter(&case), &[("stage", "court")]).await;
        assert_eq!(unknown.status, 400);
    }

    async fn who_has_no_number_gets_no_form_for_a_permission_and_an_answer_that_says_so(portal) {
        let (case, _) = portal.debt(crate::portal::pen(1_000)).await;
        let mut ana = ana(portal).await;
        let fields = [("channel", "sms"), ("given_on", "2026-11-20"), ("how", "form"), ("proof", "Ficha 1")];
        let page = ana.post(&routes::team_channel_consent(&case), &fields).await;
        assert_eq!(page.status, 422);
        assert!(page.body.contains("Falta su número de teléfono"), "{}", page.body);
    }

    async fn the_switch_lets_every_channel_rest_and_says_so(portal) {
        let creditor = ["--creditor", "san-borja"];
        let said = command(portal, &[&["channels", "pause"][..], &creditor].concat()).await;
        assert_eq!(said.lines().filter(|line| line.ends_with("rests now")).count(), 3, "{said}");
        let said = command(portal, &[&["channels", "show"][..], &creditor].concat()).await;
        assert_eq!(said.lines().filter(|line| line.contains("rests since")).count(), 3, "{said}");
        let (case, _) = with_phone(portal, "987654321").await;
        let mut ana = ana(portal).await;
        let page = ana.get(&routes::team_channels(&case)).await;
        assert!(page.body.contains("En pausa por decisión del negocio"));
        let only = ["--channel", "email"];
        let resume = [&["channels", "resume"][..], &creditor, &only].concat();
        assert!(command(portal, &resume).await.contains("email: goes on"));
        assert!(command(portal, &resume).await.contains("Nothing rested."));
        let said = command(portal, &[&["channels", "show"][..], &creditor].concat()).await;
        assert!(said.contains("email: ready") && said.contains("sms: rests since"), "{said}");
    }
}

/// The letter of a stage, as PDF.
async fn letter(browser: &Browser, case: &CaseId, stage: &str) -> Vec<u8> {
    let session = browser.cookie("aldia-team").expect("a session");
    let form = browser.form(&routes::team_channel_letter(case), &[("stage", stage)]);
    let request = form.header(COOKIE, format!("aldia-team={session}"));
    let answer = request.send().await.expect("it answers");
    assert_eq!(answer.status(), 200);
    assert_eq!(answer.headers()[CONTENT_TYPE], "application/pdf");
    answer.bytes().await.expect("all of it").to_vec()
}
