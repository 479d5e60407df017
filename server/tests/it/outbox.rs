//! Messages: once, in their time, without secrets left behind.

use app::creditor::Role;
use chrono::TimeDelta;
use domain::email::EmailAddress;
use domain::ids::CaseId;
use server::store::answer::AnswerKind;
use server::store::message::{self, Message, NewMessage};
use server::use_cases::access_link as links;
use server::use_cases::answer::{self, Said};
use server::use_cases::team::{self, Invitation, Notice};
use server::use_cases::work;

use crate::engine::on_both_engines;
use crate::links::{press, send_link};
use crate::mail;
use crate::portal::{TestPortal, pen};
use crate::team::sign_in;

async fn messages(portal: &TestPortal, case: &CaseId) -> Vec<Message> {
    let mut conn = portal.portal.store.read().await.expect("a connection");
    message::of_case(&mut conn, &portal.clinic, case).await.expect("messages")
}

async fn invite(portal: &TestPortal, email: &str) {
    let new = Invitation {
        email: EmailAddress::parse(email).expect("an address"),
        name: "Lucía".to_owned(),
        role: Role::Agent,
        secret: None,
        notice: Notice::None,
    };
    team::invite(&portal.portal, &portal.clinic, &new).await.expect("invited");
}

on_both_engines! {
    async fn a_link_waits_for_the_hours_in_which_it_may_leave(portal) {
        let (case, _) = portal.debt(pen(1000)).await;
        links::queue(&portal.portal, &portal.clinic, None).await.expect("queued");
        // From Tuesday morning to Friday night.
        portal.advance(TimeDelta::hours(3 * 24 + 12)).await;
        portal.run_jobs().await;
        assert!(mail::all(portal).is_empty());
        let waiting = messages(portal, &case).await.remove(0);
        assert_eq!((waiting.state.as_str(), waiting.why.as_deref()), ("queued", Some("hours")));
        assert_eq!(waiting.not_before.to_rfc3339(), "2026-11-30T12:00:00+00:00", "Monday at 7 in Lima");
        portal.advance(waiting.not_before - portal.portal.clock.now()).await;
        portal.run_jobs().await;
        assert_eq!(mail::all(portal).len(), 1);
    }

    async fn a_hold_placed_before_it_leaves_keeps_a_link_back(portal) {
        let (case, _) = portal.debt(pen(1000)).await;
        links::send(&portal.portal, &portal.clinic, &case, "member").await.expect("queued");
        let visit = portal.visit(&case).await;
        let said = Said { kind: AnswerKind::Paid, text: "El lunes, en caja." };
        answer::say(&portal.portal, &visit, said).await.expect("heard");
        portal.run_jobs().await;
        assert!(mail::to(portal, "rosa1@example.pe").is_empty());
        let link = messages(portal, &case).await.into_iter().find(|m| m.kind == "access-link").expect("it");
        assert_eq!((link.state.as_str(), link.why.as_deref()), ("blocked", Some("hold")));
    }

    async fn a_sender_that_died_leaves_a_message_unknown_and_it_is_never_sent_again(portal) {
        let (case, _) = portal.debt(pen(1000)).await;
        links::send(&portal.portal, &portal.clinic, &case, "member").await.expect("queued");
        let id = messages(portal, &case).await.remove(0).id;
        let now = portal.portal.clock.now();
        let mut tx = portal.portal.store.begin().await.expect("a transaction");
        let lease = now + TimeDelta::minutes(5);
        let claimed = message::claim(&mut tx, &portal.clinic, &id, now, lease).await.expect("asked");
        assert!(claimed.is_some());
        message::count(&mut tx, &portal.clinic, (&id, None), now).await.expect("counted");
        tx.commit().await.expect("committed");
        portal.run_jobs().await;
        assert_eq!(messages(portal, &case).await[0].state, "claimed", "its sender may still be at it");
        portal.advance(TimeDelta::minutes(5)).await;
        portal.run_jobs().await;
        assert_eq!(messages(portal, &case).await[0].state, "unknown");
        assert!(mail::all(portal).is_empty());
        let again = links::send(&portal.portal, &portal.clinic, &case, "member").await.expect("asked");
        assert_ne!(again, links::Outcome::Queued, "it may have left, so it counts");
        let mut ana = sign_in(portal, &portal.clinic.clone(), ("ana@example.pe", Role::Agent)).await;
        let page = ana.get(&app::routes::team_case(&case)).await;
        assert!(page.body.contains("No se sabe si salió el mensaje por"), "{}", page.body);
        assert!(!page.body.contains("Enlace enviado a"), "{}", page.body);
    }

    async fn what_becomes_of_a_letter_about_a_plan_is_told_too(portal) {
        let (case, _) = portal.debt(pen(1000)).await;
        let new = NewMessage {
            case: Some(&case),
            member: None,
            kind: "receipt",
            about: Some("no-payment"),
            occurrence: "told",
        };
        let clinic = portal.clinic.clone();
        let mut tx = portal.portal.store.begin().await.expect("a transaction");
        work::message(&portal.portal, &mut tx, &clinic, new).await.expect("queued");
        let sql = "update debtors set email_sealed = null, email_hash = null";
        sqlx::query(sql).execute(&mut *tx).await.expect("done");
        tx.commit().await.expect("committed");
        portal.run_jobs().await;
        let mut ana = sign_in(portal, &clinic, ("ana@example.pe", Role::Agent)).await;
        let page = ana.get(&app::routes::team_case(&case)).await;
        assert!(page.body.contains("no salió: algo lo impide"), "{}", page.body);
    }

    async fn what_is_kept_of_a_message_opens_nothing(portal) {
        let (case, _) = portal.debt(pen(1000)).await;
        let token = send_link(portal, &case).await;
        let sent = messages(portal, &case).await.remove(0);
        assert_eq!(sent.state, "sent");
        let kept = sent.kept.expect("a copy");
        assert!(!contains(&kept, token.as_bytes()), "sealed");
        let (keys, tenant) = (&portal.portal.keys, &portal.clinic);
        let mut conn = portal.portal.store.read().await.expect("a connection");
        let of = server::store::debtor::Find::Case(&case);
        let found = server::store::debtor::find(&mut conn, tenant, keys, of).await.expect("asked");
        let key = found.expect("there").0.key.expect("a key");
        let place = server::keys::Place { tenant, row: sent.id.as_str(), column: "kept" };
        let copy = key.open(place, &kept).expect("it opens");
        assert!(copy.contains("/e/") && !copy.contains(&token));
        assert!(press(&mut portal.browser(), &token).await.is_some());
    }

    async fn the_team_hears_of_an_answer_each_member_once(portal) {
        invite(portal, "lucia@sanborja.example").await;
        invite(portal, "ana@sanborja.example").await;
        let (case, _) = portal.debt(pen(1000)).await;
        let visit = portal.visit(&case).await;
        let said = Said { kind: AnswerKind::Talk, text: "Llámenme al 999 888 777." };
        for _ in 0..2 {
            answer::say(&portal.portal, &visit, said).await.expect("heard");
        }
        portal.run_jobs().await;
        let letters = mail::all(portal);
        let to: Vec<_> = letters.iter().map(|letter| letter.to.as_str()).collect();
        assert_eq!(to.len(), 2, "{to:?}");
        assert!(to.contains(&"lucia@sanborja.example") && to.contains(&"ana@sanborja.example"));
        assert!(letters.iter().all(|letter| !letter.raw.contains("999 888 777")), "words stay inside");
    }

    async fn a_debtor_without_an_address_is_not_written_to(portal) {
        let (case, _) = portal.debt(pen(1000)).await;
        links::send(&portal.portal, &portal.clinic, &case, "member").await.expect("queued");
        let mut tx = portal.portal.store.begin().await.expect("a transaction");
        let sql = "update debtors set email_sealed = null, email_hash = null";
        sqlx::query(sql).execute(&mut *tx).await.expect("done");
        tx.commit().await.expect("committed");
        portal.run_jobs().await;
        let link = messages(portal, &case).await.remove(0);
        assert_eq!((link.state.as_str(), link.why.as_deref()), ("blocked", Some("no-address")));
    }

    async fn a_folder_that_cannot_be_written_is_tried_again_with_the_same_link(portal) {
        let (case, _) = portal.debt(pen(1000)).await;
        links::send(&portal.portal, &portal.clinic, &case, "member").await.expect("queued");
        std::fs::remove_dir_all(&portal.mailbox).expect("removed");
        portal.run_jobs().await;
        let waiting = messages(portal, &case).await.remove(0);
        assert_eq!((waiting.state.as_str(), waiting.tries), ("queued", 1));
        std::fs::create_dir_all(&portal.mailbox).expect("made");
        portal.advance(TimeDelta::minutes(1)).await;
        portal.run_jobs().await;
        let token = mail::all(portal).pop().expect("a letter").token();
        assert!(press(&mut portal.browser(), &token).await.is_some());
        let mut conn = portal.portal.store.read().await.expect("a connection");
        let made = server::store::access_link::of_case(&mut conn, &portal.clinic, &case).await.expect("links");
        assert_eq!(made.len(), 1);
    }
}

fn contains(haystack: &[u8], needle: &[u8]) -> bool {
    haystack.windows(needle.len()).any(|window| window == needle)
}
