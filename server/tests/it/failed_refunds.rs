//! Refunds that fail: the team hears of it once, whenever it is.

use app::creditor::Role;
use domain::ids::{CaseId, PaymentId, RefundId};
use serde_json::json;
use server::store::payment;
use server::use_cases::payment::refund;

use crate::books;
use crate::engine::on_both_engines;
use crate::mail;
use crate::payments::{all, open_page};
use crate::portal::{TestPortal, pen};
use crate::team;

/// Who hears of it.
const MEMBER: &str = "lucia@sanborja.example";

/// The beginnings of the subjects of the two letters.
const LEFT: &str = "Devolución hecha";
const FAILED: &str = "Una devolución no se pudo hacer";

const PAID: i64 = 10_000;

/// A payment that is booked, and a member of the team; events come twice from here on.
async fn paid(portal: &mut TestPortal) -> (CaseId, PaymentId) {
    let clinic = portal.clinic.clone();
    team::invite(portal, &clinic, (MEMBER, Role::Owner), None).await;
    let twice = json!([{ "kind": "webhook_duplicate", "per_mille": 1000, "amount": 2 }]);
    portal.stripe.faults(twice).await;
    let (case, _) = portal.debt(pen(PAID)).await;
    let session = open_page(portal, &case, &all(PAID)).await;
    portal.stripe.pay_by_card(&session).await;
    portal.settle_all().await;
    let mut conn = portal.portal.store.read().await.expect("a connection");
    let found = payment::of_case(&mut conn, &clinic, &case).await.expect("payments");
    (case, found.first().expect("a payment").id.clone())
}

/// Asks for a refund of so much.
async fn give_back(portal: &TestPortal, id: &PaymentId, minor: i64) {
    let key = RefundId::from_bits(portal.portal.ids.bits());
    let by = (&key, "olga");
    let asked = refund::request(&portal.portal, &portal.clinic, id, pen(minor), by).await;
    asked.expect("written down");
}

/// Lets the newest refund at Stripe fail.
async fn fail(portal: &TestPortal) {
    let book = portal.stripe.book().await;
    let refund = book["refunds"].as_array().expect("refunds").last().expect("a refund");
    let id = refund["head"]["id"].as_str().expect("an id");
    portal.stripe.control(&format!("refunds/{id}/fail"), &json!({})).await;
}

/// The beginnings of the subjects of what the member got about refunds, oldest first.
fn heard(portal: &TestPortal) -> Vec<String> {
    let letters = mail::to(portal, MEMBER).into_iter();
    let of_refunds = letters.filter(|letter| letter.subject.contains("evolución"));
    let beginning = |subject: &str| subject.split(':').next().unwrap_or_default().to_owned();
    of_refunds.map(|letter| beginning(&letter.subject)).collect()
}

on_both_engines! {
    async fn a_refund_that_fails_later_is_told_of_once(portal) {
        let (case, payment) = paid(portal).await;
        give_back(portal, &payment, 4_000).await;
        portal.settle_all().await;
        assert_eq!(heard(portal), [LEFT]);
        assert_eq!(portal.owed(&case).await, 4_000);
        fail(portal).await;
        portal.settle_all().await;
        portal.settle_all().await;
        assert_eq!(heard(portal), [LEFT, FAILED]);
        assert_eq!((portal.owed(&case).await, portal.credit(&case).await), (0, 0));
        books::agree(portal).await;
    }

    async fn a_refund_that_failed_before_anybody_heard_is_told_of_as_failed_only(portal) {
        let (case, payment) = paid(portal).await;
        give_back(portal, &payment, 4_000).await;
        // Asked of Stripe and failed there before the letters leave.
        let id = {
            let mut conn = portal.portal.store.read().await.expect("a connection");
            let made = server::store::refund::of_payment(&mut conn, &portal.clinic, &payment).await;
            made.expect("refunds").pop().expect("one").id
        };
        refund::send(&portal.portal, &portal.clinic, &id).await.expect("sent");
        fail(portal).await;
        let intent = portal.stripe.book().await["refunds"][0]["intent"].as_str().map(str::to_owned);
        let intent = intent.expect("an intent");
        let again = refund::bring_up_to_date(&portal.portal, &portal.clinic, &intent).await;
        again.expect("applied");
        portal.settle_all().await;
        assert_eq!(heard(portal), [FAILED]);
        assert_eq!(portal.owed(&case).await, 0);
        books::agree(portal).await;
    }
}
