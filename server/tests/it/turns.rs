//! In which order messages leave: what somebody asked for and waits for, then one of each creditor in turn.

use std::collections::HashMap;

use chrono::TimeDelta;
use domain::ids::CaseId;
use server::messaging::Limits;
use server::store::message::NewMessage;
use server::use_cases::access_link::{self as links, NEW_LINK};
use server::use_cases::work;
use sqlx::Row;

use crate::books;
use crate::engine::on_both_engines;
use crate::mail_server::mail_server;
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

on_both_engines! {
    async fn what_somebody_asked_for_leaves_first_and_creditors_take_turns(portal) {
        let (address, heard) = mail_server().await;
        portal.portal = by_mail(portal, &address, Limits::default()).await;
        let toml = CLINIC.replace("san-borja", "miraflores").replace("20601234565", "20601234573");
        let toml = toml.replace("[stripe]", "[stripe]\naccount = \"acct_miraflores\"");
        let other = add_creditor(&portal.portal, &toml).await;
        let many = queue(portal, 6).await;
        portal.advance(TimeDelta::minutes(1)).await;
        let clinic = std::mem::replace(&mut portal.clinic, other);
        queue(portal, 1).await;
        portal.clinic = clinic;
        portal.advance(TimeDelta::minutes(1)).await;
        let asked = NewMessage {
            case: Some(&many[5]),
            member: None,
            kind: NEW_LINK,
            about: None,
            occurrence: "asked",
        };
        let mut tx = portal.portal.store.begin().await.expect("a transaction");
        work::message(&portal.portal, &mut tx, &portal.clinic, asked).await.expect("queued");
        tx.commit().await.expect("committed");
        portal.run_jobs().await;
        let rows = books::rows(portal, "select id, kind, creditor_id from messages").await;
        let whose: HashMap<String, (String, String)> =
            rows.iter().map(|row| (row.get("id"), (row.get("kind"), row.get("creditor_id")))).collect();
        let letters: Vec<_> = heard.lock().await.letters.iter().map(|id| whose[id].clone()).collect();
        assert_eq!(letters.len(), 8);
        assert_eq!(letters[0].0, NEW_LINK, "{letters:?}");
        let ours = portal.clinic.id();
        let others = letters.iter().position(|(_, creditor)| creditor != ours);
        assert!(others.is_some_and(|at| at <= 2), "its turn comes although six waited longer: {letters:?}");
    }
}
