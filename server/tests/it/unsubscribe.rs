//! One click stops the e-mails that nobody asked for, and no others; an address that does not exist is left
//! alone until there is another.

use app::routes;
use chrono::TimeDelta;
use domain::contact::{Channel, Decision, Rule};
use domain::contact_channel::ContactChannel;
use domain::ids::CaseId;
use reqwest::Method;
use server::compose::Portal;
use server::config::program::Mail;
use server::store::contact_stop::How;
use server::store::message::{self, Message};
use server::use_cases::access_link::{self as links, MaySend, Outcome};
use server::use_cases::debtor::{Edit, edit};

use crate::engine::on_both_engines;
use crate::links::{press, send_link};
use crate::mail::{self, Letter};
use crate::mail_server::{Answers, answering, mail_server, yes};
use crate::phones::{refused, stops};
use crate::portal::{TestPortal, pen};
use crate::world::everything;

/// One header of a letter, folded or not.
fn header(letter: &Letter, name: &str) -> Option<String> {
    let head = letter.raw.split("\r\n\r\n").next().unwrap_or_default().replace("\r\n ", " ");
    let start = format!("{name}: ");
    head.lines().find_map(|line| line.strip_prefix(&start)).map(|value| value.trim().to_owned())
}

/// Where a letter says that more of its kind can be stopped.
fn way_out(portal: &TestPortal, letter: &Letter) -> String {
    let list = header(letter, "List-Unsubscribe").expect("a way out");
    let url = list.trim_start_matches('<').trim_end_matches('>').to_owned();
    let one_click = header(letter, "List-Unsubscribe-Post");
    assert_eq!(one_click.as_deref(), Some("List-Unsubscribe=One-Click"));
    url.strip_prefix(&portal.base).expect("on our own site").to_owned()
}

/// Presses the mailbox's own button: no cookie, no origin, a form of its own.
async fn one_click(portal: &TestPortal, path: &str) -> reqwest::StatusCode {
    let mut browser = portal.browser();
    let request = browser.request(Method::POST, path);
    browser.send(request.form(&[("List-Unsubscribe", "One-Click")])).await.status
}

async fn message_of(portal: &TestPortal, case: &CaseId) -> Message {
    let mut conn = portal.portal.store.read().await.expect("a connection");
    message::of_case(&mut conn, &portal.clinic, case).await.expect("messages").remove(0)
}

async fn send(portal: &TestPortal, case: &CaseId) -> Outcome {
    links::send(&portal.portal, &portal.clinic, case, "member").await.expect("asked")
}

/// The portal from now on sends by a mail server that answers so.
async fn by_mail(portal: &mut TestPortal, answers: Answers) {
    let (address, _) = answering(answers).await;
    let mut settings = portal.portal.settings.clone();
    settings.mail = Mail::Smtp(format!("smtp://{address}").into());
    let clock = portal.portal.clock.clone();
    portal.portal = Portal::open(settings, clock).await.expect("it opens");
}

fn nobody(word: &str) -> Option<&'static [u8]> {
    if word == "RCPT" { Some(b"550 5.1.1 no such mailbox\r\n") } else { yes(word) }
}

fn unwanted(word: &str) -> Option<&'static [u8]> {
    if word == "RCPT" { Some(b"550 5.7.1 we do not like you\r\n") } else { yes(word) }
}

on_both_engines! {
    async fn one_click_stops_what_nobody_asked_for_and_nothing_else(portal) {
        let (case, _) = portal.debt(pen(10_000)).await;
        let token = send_link(portal, &case).await;
        let letter = mail::all(portal).pop().expect("a letter");
        let path = way_out(portal, &letter);
        assert_eq!(one_click(portal, &path).await, 200);
        assert_eq!(refused(portal, &case).await, [Channel::Email]);
        portal.advance(TimeDelta::days(8)).await;
        let closed = MaySend::Rules(Decision::Blocked(Rule::Refused));
        assert_eq!(send(portal, &case).await, Outcome::Refused(closed));
        // What is asked for still comes, and says nothing of stopping.
        links::renew(&portal.portal, &token).await.expect("asked");
        portal.run_jobs().await;
        let letters = mail::all(portal);
        assert_eq!(letters.len(), 2);
        assert_eq!(header(&letters[1], "List-Unsubscribe"), None);
        assert!(press(&mut portal.browser(), &letters[1].token()).await.is_some());
    }

    async fn looking_stops_nothing_and_the_page_is_the_same_for_every_token(portal) {
        let (case, _) = portal.debt(pen(10_000)).await;
        send_link(portal, &case).await;
        let path = way_out(portal, &mail::all(portal).pop().expect("a letter"));
        let before = everything(&portal.portal.store).await;
        let seen = portal.browser().get(&path).await;
        let never = portal.browser().get(&routes::stop(&"1".repeat(22))).await;
        assert_eq!((seen.status.as_u16(), never.status.as_u16()), (200, 200));
        assert_eq!(seen.body, never.body);
        for word in ["San Borja", "Rosa", "100.00"] {
            assert!(!seen.body.contains(word), "{word}");
        }
        assert!(before == everything(&portal.portal.store).await, "something was written");
        // An invented one is answered alike, and stops nothing.
        assert_eq!(one_click(portal, &routes::stop(&"1".repeat(22))).await, 200);
        assert!(refused(portal, &case).await.is_empty());
        let mut browser = portal.browser();
        let done = browser.post(&path, &[]).await;
        assert!(done.body.contains("no te enviaremos más recordatorios"), "{}", done.body);
        assert_eq!(refused(portal, &case).await, [Channel::Email]);
        assert_eq!(one_click(portal, &path).await, 200, "twice is once");
        assert_eq!(refused(portal, &case).await, [Channel::Email]);
    }

    async fn a_stop_keeps_back_what_waits_in_the_queue(portal) {
        let (case, _) = portal.debt(pen(10_000)).await;
        send_link(portal, &case).await;
        let path = way_out(portal, &mail::all(portal).pop().expect("a letter"));
        portal.advance(TimeDelta::days(8)).await;
        assert_eq!(send(portal, &case).await, Outcome::Queued);
        assert_eq!(one_click(portal, &path).await, 200);
        let link = message_of(portal, &case).await;
        assert_eq!((link.state.as_str(), link.why.as_deref()), ("blocked", Some("refused")));
        portal.run_jobs().await;
        assert_eq!(mail::all(portal).len(), 1);
    }

    async fn an_address_that_does_not_exist_is_left_alone_until_there_is_another(portal) {
        let (case, _) = portal.debt_of("C-1", pen(10_000)).await;
        by_mail(portal, nobody).await;
        assert_eq!(send(portal, &case).await, Outcome::Queued);
        portal.run_jobs().await;
        let link = message_of(portal, &case).await;
        assert_eq!((link.state.as_str(), link.why.as_deref()), ("failed", Some("550")));
        assert_eq!(stops(portal, &case).await, [(ContactChannel::Email, How::Dead)]);
        assert_eq!(send(portal, &case).await, Outcome::Refused(MaySend::NoAddress));
        let change = Edit { email: Some("rosa.nueva@example.pe".to_owned()), ..Edit::default() };
        edit(&portal.portal, &portal.clinic, "C-1", &change).await.expect("changed");
        portal.advance(TimeDelta::minutes(1)).await;
        let (address, heard) = mail_server().await;
        let mut settings = portal.portal.settings.clone();
        settings.mail = Mail::Smtp(format!("smtp://{address}").into());
        let clock = portal.portal.clock.clone();
        portal.portal = Portal::open(settings, clock).await.expect("it opens");
        assert_eq!(send(portal, &case).await, Outcome::Queued);
        portal.run_jobs().await;
        let link = message_of(portal, &case).await;
        assert_eq!((link.state.as_str(), link.why.as_deref()), ("sent", None));
        assert_eq!(heard.lock().await.letters.len(), 1);
    }

    async fn a_refusal_that_is_about_us_says_nothing_about_the_address(portal) {
        let (case, _) = portal.debt(pen(10_000)).await;
        by_mail(portal, unwanted).await;
        assert_eq!(send(portal, &case).await, Outcome::Queued);
        portal.run_jobs().await;
        assert_eq!(message_of(portal, &case).await.state, "failed");
        assert!(stops(portal, &case).await.is_empty());
    }
}
