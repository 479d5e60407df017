//! What banks do, as the team hears of it: each step once, and nothing that did not happen.

use app::creditor::Role;
use chrono::TimeDelta;
use domain::ids::CaseId;
use serde_json::json;
use server::use_cases::payment::chargeback;

use crate::books;
use crate::engine::on_both_engines;
use crate::mail;
use crate::payments::{all, open_page};
use crate::portal::{TestPortal, pen};
use crate::team;

/// Who hears of it.
const MEMBER: &str = "lucia@sanborja.example";

/// The beginnings of the subjects of the three letters.
const ASKED: &str = "Consulta del banco";
const TAKEN: &str = "Contracargo";
const BACK: &str = "Contracargo resuelto";

/// What is paid, and what the bank asks about.
const PAID: i64 = 10_000;

/// A payment that is booked, and a member of the team; events come twice from here on.
async fn paid(portal: &mut TestPortal) -> (CaseId, String) {
    let clinic = portal.clinic.clone();
    team::invite(portal, &clinic, (MEMBER, Role::Agent), None).await;
    let twice = json!([{ "kind": "webhook_duplicate", "per_mille": 1000, "amount": 2 }]);
    portal.stripe.faults(twice).await;
    let (case, _) = portal.debt(pen(PAID)).await;
    let session = open_page(portal, &case, &all(PAID)).await;
    portal.stripe.pay_by_card(&session).await;
    portal.settle().await;
    (case, session)
}

/// A bank opens a dispute or asks; the id of it at Stripe.
async fn open(portal: &TestPortal, session: &str, kind: &str) -> String {
    let what = json!({ "session": session, "kind": kind });
    let opened = portal.stripe.control("disputes", &what).await;
    opened["id"].as_str().expect("an id").to_owned()
}

/// The bank goes on.
async fn turn(portal: &TestPortal, id: &str, turn: &str) {
    portal.stripe.control(&format!("disputes/{id}/{turn}"), &json!({})).await;
}

/// All events come, and the dispute is looked at once more: what the member has heard so far.
async fn told(portal: &TestPortal, id: &str) -> Vec<String> {
    portal.settle().await;
    let again = chargeback::bring_up_to_date(&portal.portal, &portal.clinic, id).await;
    again.expect("it is known");
    portal.settle().await;
    heard(portal)
}

/// The beginnings of the subjects of what the member got about banks, oldest first.
fn heard(portal: &TestPortal) -> Vec<String> {
    let letters = mail::to(portal, MEMBER).into_iter();
    let of_banks = letters.filter(|letter| letter.subject.contains("banco"));
    of_banks.map(|letter| letter.subject.split(':').next().unwrap_or_default().to_owned()).collect()
}

/// How many acts of a kind stand in the evidence.
async fn acts(portal: &TestPortal, kind: &str) -> i64 {
    let sql = format!("select cast(count(*) as bigint) from evidence where kind = '{kind}'");
    books::number(portal, &sql).await
}

on_both_engines! {
    async fn an_inquiry_takes_nothing_and_each_step_after_it_is_told_once(portal) {
        let (case, session) = paid(portal).await;
        let id = open(portal, &session, "inquiry").await;
        assert_eq!(told(portal, &id).await, [ASKED]);
        assert_eq!((portal.owed(&case).await, acts(portal, "chargeback").await), (0, 0));
        let letters = mail::to(portal, MEMBER);
        let asks = letters.iter().find(|letter| letter.subject.starts_with(ASKED)).expect("a letter");
        assert!(asks.text.contains("no ha retirado dinero"), "{}", asks.text);

        turn(portal, &id, "escalate").await;
        assert_eq!(told(portal, &id).await, [ASKED, TAKEN]);
        assert_eq!((portal.owed(&case).await, acts(portal, "chargeback").await), (PAID, 1));

        turn(portal, &id, "win").await;
        assert_eq!(told(portal, &id).await, [ASKED, TAKEN, BACK]);
        assert_eq!((portal.owed(&case).await, acts(portal, "reinstated").await), (0, 1));
        assert_eq!((acts(portal, "inquiry").await, acts(portal, "chargeback").await), (1, 1));
    }

    async fn an_inquiry_that_ends_well_is_told_of_once(portal) {
        let (case, session) = paid(portal).await;
        let id = open(portal, &session, "inquiry").await;
        assert_eq!(told(portal, &id).await, [ASKED]);
        turn(portal, &id, "dismiss").await;
        assert_eq!(told(portal, &id).await, [ASKED]);
        assert_eq!(portal.owed(&case).await, 0);
    }

    async fn a_bank_that_takes_at_once_and_keeps_it_is_told_of_once(portal) {
        let (case, session) = paid(portal).await;
        let id = open(portal, &session, "dispute").await;
        assert_eq!(told(portal, &id).await, [TAKEN]);
        turn(portal, &id, "lose").await;
        assert_eq!(told(portal, &id).await, [TAKEN]);
        assert_eq!((portal.owed(&case).await, acts(portal, "inquiry").await), (PAID, 0));
    }

    async fn that_nothing_was_taken_is_not_said_after_it_was(portal) {
        let (_, session) = paid(portal).await;
        let id = open(portal, &session, "inquiry").await;
        std::fs::remove_dir_all(&portal.mailbox).expect("removed");
        portal.settle().await;
        std::fs::create_dir_all(&portal.mailbox).expect("made");
        turn(portal, &id, "escalate").await;
        assert_eq!(told(portal, &id).await, [TAKEN]);
        portal.advance(TimeDelta::minutes(1)).await;
        portal.run_jobs().await;
        assert_eq!(heard(portal), [TAKEN], "the inquiry's letter waited for another try");
    }
}
