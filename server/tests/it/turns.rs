//! In which order messages leave: what somebody asked for and waits for, then one of each creditor in turn.

use std::collections::HashMap;
use std::time::Duration;

use chrono::TimeDelta;
use domain::ids::CaseId;
use server::jobs::outbox;
use server::messaging::Limits;
use server::store::message::NewMessage;
use server::use_cases::access_link::{self as links, NEW_LINK};
use server::use_cases::work;
use sqlx::Row;
use tokio::sync::{Mutex, watch};

use crate::books;
use crate::engine::on_both_engines;
use crate::mail_server::{Heard, holding_letters, mail_server};
use crate::portal::{CLINIC, TestPortal, add_creditor, pen};
use crate::silent_mail::by_mail;

/// Links of so many people of the portal's clinic, which nobody asked for.
async fn queue(portal: &mut TestPortal, number: usize) -> Vec<CaseId> {
    let mut cases = Vec::new();
    for _ in 0..number {
        let (case, _) = portal.debt(pen(1_000)).await;
        links::send(&portal.portal, &portal.clinic, &case, "member").await.expect("queued");
        cases.push(case);
    }
    cases
}

/// Somebody asks for a new link and waits for it.
async fn ask(portal: &TestPortal, case: &CaseId) {
    let asked = NewMessage {
        case: Some(case),
        member: None,
        kind: NEW_LINK,
        about: None,
        occurrence: "asked",
    };
    let mut tx = portal.portal.store.begin().await.expect("a transaction");
    work::message(&portal.portal, &mut tx, &portal.clinic, asked).await.expect("queued");
    tx.commit().await.expect("committed");
}

/// The kind and the creditor of each letter, in the order in which they came.
async fn told(portal: &TestPortal, heard: &Mutex<Heard>) -> Vec<(String, String)> {
    let rows = books::rows(portal, "select id, kind, creditor_id from messages").await;
    let whose = rows.iter().map(|row| (row.get("id"), (row.get("kind"), row.get("creditor_id"))));
    let whose: HashMap<String, (String, String)> = whose.collect();
    heard.lock().await.letters.iter().map(|id| whose[id].clone()).collect()
}

on_both_engines! {
    async fn what_somebody_asked_for_leaves_first_and_creditors_take_turns(portal) {
        let (address, heard) = mail_server().await;
        portal.portal = by_mail(portal, &address, Limits::default()).await;
        // Two creditors cannot share the platform's account: both take transfers only.
        let (alone, _) = CLINIC.split_once("[stripe]").expect("how it takes cards");
        add_creditor(&portal.portal, alone).await;
        let toml = alone.replace("san-borja", "miraflores").replace("20601234565", "20601234573");
        let other = add_creditor(&portal.portal, &toml).await;
        let many = queue(portal, 6).await;
        portal.advance(TimeDelta::minutes(1)).await;
        let clinic = std::mem::replace(&mut portal.clinic, other);
        queue(portal, 1).await;
        portal.clinic = clinic;
        portal.advance(TimeDelta::minutes(1)).await;
        ask(portal, &many[5]).await;
        portal.run_jobs().await;
        let letters = told(portal, &heard).await;
        assert_eq!(letters.len(), 8);
        assert_eq!(letters[0].0, NEW_LINK, "{letters:?}");
        let ours = portal.clinic.id();
        let others = letters.iter().position(|(_, creditor)| creditor != ours);
        assert!(others.is_some_and(|at| at <= 2), "its turn comes although six waited longer: {letters:?}");
    }

    async fn who_asks_while_others_leave_does_not_wait_for_all_of_them(portal) {
        let (address, heard, go) = holding_letters().await;
        portal.portal = by_mail(portal, &address, Limits::default()).await;
        let many = queue(portal, 6).await;
        let (node, (_nobody_stops, stop)) = (portal.portal.clone(), watch::channel(false));
        let sender = tokio::spawn(async move {
            while outbox::send_due(&node, &stop).await.expect("sent").done > 0 {}
        });
        while heard.lock().await.letters.is_empty() {
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        ask(portal, &many[5]).await;
        go.send_replace(true);
        sender.await.expect("it sends");
        let letters = told(portal, &heard).await;
        let kinds: Vec<_> = letters.iter().map(|(kind, _)| kind.as_str()).collect();
        assert_eq!((kinds.len(), kinds[1]), (7, NEW_LINK), "{kinds:?}");
    }
}
