//! Check 7: the page that a payment returns to, against the webhook.

use app::creditor::Role;
use app::debtor::payment::{Away, Status};
use app::routes;
use domain::ids::{AttemptId, SuspenseId};
use domain::money::Money;
use serde_json::json;
use server::jobs::runner;
use server::store::ledger::hex;
use server::store::{attempt, evidence};
use server::use_cases::payment::suspense;
use server::use_cases::session::Visit;
use server::use_cases::{PortalError, return_page};
use sha2::{Digest, Sha256};
use sqlx::Row;
use tokio::task::JoinSet;

use crate::books;
use crate::engine::on_both_engines;
use crate::payments::{all, open_page};
use crate::portal::{TestPortal, pen};
use crate::size::{Dice, size};
use crate::tabs;
use crate::team::sign_in;

/// How many people come back at once.
const AT_ONCE: usize = 20;

/// Somebody who has paid and comes back.
#[derive(Clone)]
struct Back {
    visit: Visit,
    attempt: AttemptId,
    session: String,
}

async fn pay(portal: &mut TestPortal) -> Back {
    let (case, _) = portal.debt(pen(10_000)).await;
    let session = open_page(portal, &case, &all(10_000)).await;
    portal.stripe.pay_by_card(&session).await;
    let mut conn = portal.portal.store.read().await.expect("a connection");
    let find = attempt::Find::Session(&session);
    let found =
        attempt::find(&mut conn, &portal.clinic, find).await.expect("asked").expect("there");
    drop(conn);
    Back { visit: portal.visit(&case).await, attempt: found.id, session }
}

/// Looks at the page in the debtor's browser, and in another one.
async fn look(portal: server::compose::Portal, back: Back) {
    let own = return_page::own(&portal, &back.visit, &back.attempt, Some(&back.session)).await;
    let status = own.expect("a page").view.expect("of a card").status;
    let well = matches!(status, Status::Confirmed { .. } | Status::Processing);
    assert!(well, "Stripe has the money, the page says {status:?}");
    let away = return_page::away(&portal, &back.attempt, &back.session).await.expect("a page");
    assert!(matches!(away, Away::Received | Away::Processing), "{away:?}");
}

/// Somebody else's session shows nothing.
async fn swap(portal: &TestPortal, people: &[Back]) {
    for (one, other) in people.iter().zip(&people[1..]) {
        let away = return_page::away(&portal.portal, &one.attempt, &other.session).await;
        assert!(matches!(away, Err(PortalError::NotFound)));
        let own =
            return_page::own(&portal.portal, &one.visit, &one.attempt, Some(&other.session)).await;
        assert!(matches!(own, Err(PortalError::NotFound)));
        let theirs = return_page::own(&portal.portal, &one.visit, &other.attempt, None).await;
        assert!(matches!(theirs, Err(PortalError::NotFound)));
    }
}

/// Somebody who paid 7.00 instead of 100.00, on a page that names their try, and the item that it is.
async fn oddly(portal: &mut TestPortal, reference: &str) -> (Back, SuspenseId) {
    let (case, _) = portal.debt_of(reference, pen(10_000)).await;
    portal.stripe.faults(json!([{ "kind": "stored_500", "next": 1, "only": "sessions" }])).await;
    tabs::press_once(portal, &case, 10_000).await;
    let attempts = format!("select id from attempts where case_id = '{case}'");
    let attempt: String = books::rows(portal, &attempts).await[0].get(0);
    let session = portal.stripe.pay_naming(None, &attempt, ("pen", 700)).await;
    portal.settle_all().await;
    let item = format!("select id from suspense where reference = '{attempt}'");
    let item: String = books::rows(portal, &item).await[0].get(0);
    let attempt = attempt.parse().expect("an id");
    let back = Back { visit: portal.visit(&case).await, attempt, session };
    (back, item.parse().expect("an id"))
}

/// What the page of a payment says in the debtor's browser.
async fn said(portal: &TestPortal, back: &Back) -> (Status, Money) {
    let own = return_page::own(&portal.portal, &back.visit, &back.attempt, None).await;
    let view = own.expect("a page").view.expect("of a card");
    (view.status, view.amount)
}

on_both_engines! {
    async fn the_page_of_money_that_waited_says_what_became_of_it(portal) {
        let clinic = portal.clinic.clone();
        let (first, item) = oddly(portal, "R-1").await;
        assert!(matches!(said(portal, &first).await, (Status::Processing, _)));
        suspense::assign(&portal.portal, &clinic, &item, ("R-1", "ana")).await.expect("assigned");
        portal.settle_all().await;
        let (status, amount) = said(portal, &first).await;
        assert!(matches!(status, Status::Confirmed { .. }), "{status:?}");
        assert_eq!(amount, pen(700), "what came, not what was asked for");

        let (other, item) = oddly(portal, "R-2").await;
        suspense::assign(&portal.portal, &clinic, &item, ("R-1", "ana")).await.expect("assigned");
        portal.settle_all().await;
        let (status, amount) = said(portal, &other).await;
        assert!(matches!(status, Status::NotUsed), "of another case: {status:?}");
        assert_eq!(amount, pen(700));

        let (third, _) = oddly(portal, "R-3").await;
        let refund = portal.stripe.refund_of_session(&third.session, 700).await;
        portal.settle_all().await;
        assert!(matches!(said(portal, &third).await, (Status::NotUsed, _)), "given back");
        let fail = format!("refunds/{}/fail", refund["id"].as_str().expect("an id"));
        portal.stripe.control(&fail, &json!({})).await;
        portal.settle_all().await;
        assert!(matches!(said(portal, &third).await, (Status::Processing, _)), "it waits again");
        books::agree(portal).await;
    }

    async fn the_case_of_a_try_proves_what_became_of_its_money(portal) {
        let (back, item) = oddly(portal, "R-4").await;
        let case = back.visit.case.clone();
        let refund = portal.stripe.refund_of_session(&back.session, 700).await;
        portal.settle_all().await;
        let fail = format!("refunds/{}/fail", refund["id"].as_str().expect("an id"));
        portal.stripe.control(&fail, &json!({})).await;
        portal.settle_all().await;
        let clinic = portal.clinic.clone();
        let why = "De otra tienda, devuelto en efectivo";
        suspense::close(&portal.portal, &clinic, &item, (why, "olga")).await.expect("closed");
        let sealed = "select reason_sealed from suspense where ended_by = 'olga'";
        let sealed: Vec<u8> = books::rows(portal, sealed).await[0].get(0);
        let mut conn = portal.portal.store.read().await.expect("a connection");
        let acts = evidence::of_case(&mut conn, &clinic, &case).await.expect("a chain");
        drop(conn);
        let acts = acts.into_iter().filter(|act| act.kind.starts_with("suspense-"));
        let acts: Vec<_> = acts.map(|act| (act.kind, act.body)).collect();
        let amount = pen(700);
        let proof = hex(&Sha256::digest(&sealed));
        let expected = [
            ("suspense-closed", format!("{item} {amount}")),
            ("suspense-back", format!("{item} {amount}")),
            ("suspense-closed", format!("{item} {amount} olga {proof}")),
        ];
        assert_eq!(acts, expected.map(|(kind, body)| (kind.to_owned(), body)));
        assert!(matches!(said(portal, &back).await, (Status::NotUsed, _)));
    }

    async fn the_case_of_a_try_proves_which_payment_its_money_became(portal) {
        let clinic = portal.clinic.clone();
        let mut owner = sign_in(portal, &clinic, ("olga@example.pe", Role::Owner)).await;
        for reference in ["R-5", "R-6"] {
            let (back, item) = oddly(portal, reference).await;
            suspense::assign(&portal.portal, &clinic, &item, ("R-5", "ana")).await.expect("assigned");
            portal.settle_all().await;
            let payment = format!("select payment_id from suspense where id = '{item}'");
            let payment: String = books::rows(portal, &payment).await[0].get(0);
            let case = &back.visit.case;
            let mut conn = portal.portal.store.read().await.expect("a connection");
            let acts = evidence::of_case(&mut conn, &clinic, case).await.expect("a chain");
            drop(conn);
            let acts = acts.into_iter().filter(|act| act.kind == "suspense-assigned");
            let bodies: Vec<_> = acts.map(|act| act.body).collect();
            assert_eq!(bodies, [format!("{item} {} {payment} ana", pen(700))]);
            let page = owner.get(&routes::team_case(case)).await.body;
            assert!(page.contains("que se asignó a un caso"), "{page}");
        }
        books::agree(portal).await;
    }

    async fn the_return_page_and_the_webhook_book_a_payment_once_whoever_is_first(portal) {
        let mut dice = Dice::of("return page");
        for _ in 0..size(100, 2000) / AT_ONCE {
            let mut people = Vec::new();
            for _ in 0..AT_ONCE {
                people.push(pay(portal).await);
            }
            let before = dice.below(AT_ONCE);
            for back in &people[..before] {
                look(portal.portal.clone(), back.clone()).await;
            }
            let mut at_once = JoinSet::new();
            for back in &people[before..] {
                at_once.spawn(look(portal.portal.clone(), back.clone()));
            }
            for _ in 0..2 {
                let here = portal.portal.clone();
                at_once.spawn(async move {
                    while runner::run_due(&here).await.expect("jobs run") > 0 {}
                });
            }
            portal.stripe.deliver().await;
            portal.run_jobs().await;
            while let Some(done) = at_once.join_next().await {
                done.expect("no panic");
            }
            if dice.percent(10) {
                swap(portal, &people).await;
            }
        }
        portal.settle_all().await;
        books::agree(portal).await;
        books::nothing_waits(portal).await;
    }
}
