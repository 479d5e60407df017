//! Check 17: differences between the two books, planted among clean payments: the reconciler finds
//! each, mends it by a posting, and touches nothing else.

use domain::ids::{CaseId, RefundId};
use domain::ledger::{Account, Channel};
use serde_json::json;
use server::jobs::runner;
use server::store::{case, creditor};
use server::use_cases::PortalError;
use server::use_cases::payment::receive::{self, Arrival};
use server::use_cases::payment::refund;
use server::{in_tx, store};

use chrono::TimeDelta;

use crate::books;
use crate::engine::on_both_engines;
use crate::payments::{all, open_page};
use crate::portal::{TestPortal, pen};
use crate::size::{Dice, size};

/// What each case owes.
const OWED: i64 = 20_000;

/// Kinds of difference.
const KINDS: usize = 10;

async fn paid(portal: &mut TestPortal, card: &str) -> (CaseId, String) {
    let (case, _) = portal.debt(pen(OWED)).await;
    let session = open_page(portal, &case, &all(OWED)).await;
    let path = format!("sessions/{session}/pay");
    portal.stripe.control(&path, &json!({ "card": card })).await;
    (case, session)
}

/// From now on no event is made, or again.
async fn events(portal: &TestPortal, made: bool) {
    let never = json!([{ "kind": "event_never", "per_mille": 1000 }]);
    portal.stripe.faults(if made { json!([]) } else { never }).await;
}

/// Books money at Stripe that is not there, under `key`.
async fn invent(portal: &TestPortal, case: &CaseId, key: &str, minor: i64) {
    let (here, tenant) = (&portal.portal, &portal.clinic);
    let arrival = Arrival {
        amount: pen(minor),
        channel: Channel::Stripe,
        attempt: None,
        key: Some(key.to_owned()),
        received_on: here.clock.now().date_naive(),
        debts: vec![],
        source: Account::Collected(Channel::Stripe),
        by_team: None,
    };
    let booked: Result<_, PortalError> = in_tx!(here.store, tx => {
        let mut case = case::lock(&mut tx, tenant, case).await?.ok_or(PortalError::NotFound)?;
        let settings = creditor::settings(&mut tx, tenant).await?;
        receive::on_case(here, &mut tx, (tenant, &settings), &mut case, arrival.clone()).await?
    });
    booked.expect("booked").expect("new");
}

async fn payment_of(portal: &TestPortal, case: &CaseId) -> domain::ids::PaymentId {
    let mut conn = portal.portal.store.read().await.expect("a connection");
    let found = store::payment::of_case(&mut conn, &portal.clinic, case).await.expect("payments");
    found.first().expect("a payment").id.clone()
}

/// A refund that Stripe carries out and whose answer is lost.
async fn lose_refund(portal: &TestPortal, case: &CaseId) {
    let id = RefundId::from_bits(portal.portal.ids.bits());
    let payment = payment_of(portal, case).await;
    let key = (&id, "member");
    let (here, clinic) = (&portal.portal, &portal.clinic);
    let amounts = (pen(1_500), pen(OWED));
    refund::request(here, clinic, &payment, amounts, key).await.expect("asked");
    let lost = json!([{ "kind": "drop_answer", "next": 3, "only": "POST /v1/refunds" },
        { "kind": "event_never", "per_mille": 1000 }]);
    portal.stripe.faults(lost).await;
    refund::send(here, clinic, &id).await.expect_err("no answer");
    books::change(portal, "delete from jobs where kind = 'send-refund'").await;
    events(portal, false).await;
}

/// Plants one difference; gives what the case owes once it is found.
async fn plant(portal: &mut TestPortal, kind: usize) -> (CaseId, i64) {
    let good = "4242424242424242";
    match kind {
        // Money, money that a bank took at once, money that nobody here has asked for.
        0 => (paid(portal, good).await.0, 0),
        1 => (paid(portal, "4000000000000259").await.0, OWED),
        2 => {
            let (case, _) = portal.debt(pen(OWED)).await;
            portal.stripe.pay_stray_session(700).await;
            (case, OWED)
        }
        // Money that Stripe does not have.
        3 => {
            let (case, _) = portal.debt(pen(OWED)).await;
            invent(portal, &case, &format!("pi_invented_{case}"), OWED).await;
            (case, OWED)
        }
        // A page that closed without a word.
        4 => {
            let (case, _) = portal.debt(pen(OWED)).await;
            let session = open_page(portal, &case, &all(OWED)).await;
            portal.stripe.control(&format!("sessions/{session}/expire"), &json!({})).await;
            (case, OWED)
        }
        _ => {
            events(portal, true).await;
            let card = if kind == 9 { "4000000000005126" } else { good };
            let (case, session) = paid(portal, card).await;
            portal.settle_all().await;
            plant_after(portal, kind, (case, &session)).await
        }
    }
}

/// Plants a difference about a payment that both books know.
async fn plant_after(
    portal: &mut TestPortal,
    kind: usize,
    (case, session): (CaseId, &str),
) -> (CaseId, i64) {
    let dispute = json!({ "session": session, "kind": "dispute" });
    match kind {
        5 => {
            events(portal, false).await;
            portal.stripe.refund_of_session(session, 1_500).await;
            (case, 1_500)
        }
        6 => {
            events(portal, false).await;
            portal.stripe.control("disputes", &dispute).await;
            (case, OWED)
        }
        7 => {
            let opened = portal.stripe.control("disputes", &dispute).await;
            portal.settle_all().await;
            events(portal, false).await;
            let id = opened["id"].as_str().expect("an id");
            portal.stripe.control(&format!("disputes/{id}/win"), &json!({})).await;
            (case, 0)
        }
        8 => {
            lose_refund(portal, &case).await;
            (case, 1_500)
        }
        _ => {
            let refund = portal.stripe.refund_of_session(session, 1_500).await;
            portal.settle_all().await;
            events(portal, false).await;
            let id = refund["id"].as_str().expect("an id");
            portal.stripe.control(&format!("refunds/{id}/fail"), &json!({})).await;
            (case, 0)
        }
    }
}

on_both_engines! {
    async fn every_planted_difference_is_found_and_nothing_else_is_touched(portal) {
        let mut dice = Dice::of("planted");
        let (clean, planted) = (size(100, 10_000), size(KINDS, 50));
        let mut cases = Vec::new();
        for _ in 0..clean {
            cases.push((paid(portal, "4242424242424242").await.0, 0));
        }
        portal.settle_all().await;
        let mut kinds: Vec<_> = (0..planted).map(|number| number % KINDS).collect();
        dice.shuffle(&mut kinds);
        for kind in kinds {
            cases.push(plant(portal, kind).await);
            events(portal, false).await;
        }
        let entries = "select cast(count(*) as bigint) from ledger_entries";
        let before = books::number(portal, entries).await;
        portal.advance(TimeDelta::minutes(16)).await;
        for _ in 0..2 {
            runner::queue_repeated(&portal.portal).await.expect("queued");
            portal.settle_all().await;
            portal.advance(TimeDelta::minutes(11)).await;
        }
        for (case, owed) in &cases {
            let here = books::balance(portal, case, "PEN").await;
            assert_eq!(here, (*owed, 0), "{}", books::told(portal, case).await);
        }
        books::agree(portal).await;
        let waiting = "select cast(count(*) as bigint) from attempts
            where state in ('created', 'open', 'pending', 'unknown')";
        assert_eq!(books::number(portal, waiting).await, 0);
        // One entry for each difference but the closed page, and two where the money came and went.
        let mended = books::number(portal, entries).await - before;
        assert_eq!(mended, i64::try_from(planted).expect("fits"));
    }
}
