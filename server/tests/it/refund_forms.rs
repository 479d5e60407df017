//! Refunds of card payments, asked for by forms that were drawn at the same moment: what another one has
//! given back meanwhile is said before anything more leaves.

use app::creditor::Role;
use app::routes;
use domain::ids::{CaseId, PaymentId, RefundId};
use server::store::payment;
use server::use_cases::PortalError;
use server::use_cases::payment::refund;
use tokio::task::JoinSet;

use crate::books;
use crate::engine::on_both_engines;
use crate::payments::{all, open_page};
use crate::portal::{TestPortal, pen};
use crate::team::sign_in;

/// What is paid.
const PAID: i64 = 10_000;

/// How many forms are sent at the same moment.
const TIMES: usize = 6;

/// A card payment that is booked.
async fn paid(portal: &mut TestPortal) -> (CaseId, PaymentId) {
    let (case, _) = portal.debt(pen(PAID)).await;
    let session = open_page(portal, &case, &all(PAID)).await;
    portal.stripe.pay_by_card(&session).await;
    portal.settle_all().await;
    let mut conn = portal.portal.store.read().await.expect("a connection");
    let found = payment::of_case(&mut conn, &portal.clinic, &case).await.expect("payments");
    (case, found.first().expect("a payment").id.clone())
}

/// How many refunds we have written down, and how many Stripe knows.
async fn refunds(portal: &TestPortal) -> (i64, usize) {
    let ours = books::number(portal, "select cast(count(*) as bigint) from refunds").await;
    let book = portal.stripe.book().await;
    (ours, book["refunds"].as_array().map_or(0, Vec::len))
}

on_both_engines! {
    async fn a_form_that_was_drawn_before_another_refund_comes_back(portal) {
        let (case, payment) = paid(portal).await;
        let clinic = portal.clinic.clone();
        let mut owner = sign_in(portal, &clinic, ("olga@example.pe", Role::Owner)).await;
        let path = routes::team_case_refund(&case, &payment);
        let page = owner.get(&routes::team_case(&case)).await;
        assert!(page.body.contains("value=\"10000\""), "{}", page.body);
        let key = |n| format!("0192f0c80000700080000000000000{n:02}.{payment}");
        let (first, second) = (key(1), key(2));
        let form = [("key", &*first), ("left", "10000"), ("amount", "40.00")];
        for _ in 0..2 {
            assert_eq!(owner.post(&path, &form).await.status, 303);
        }
        // Another tab still shows the form as it was before.
        let stale = [("key", &*second), ("left", "10000"), ("amount", "40.00")];
        let page = owner.post(&path, &stale).await;
        assert_eq!(page.status, 422);
        assert!(page.body.contains("ahora queda"), "{}", page.body);
        assert!(page.body.contains("value=\"6000\""), "{}", page.body);
        let bare = [("key", &*second), ("amount", "40.00")];
        assert_eq!(owner.post(&path, &bare).await.status, 400);
        portal.settle_all().await;
        assert_eq!(refunds(portal).await, (1, 1));
        let fresh = [("key", &*second), ("left", "6000"), ("amount", "40.00")];
        assert_eq!(owner.post(&path, &fresh).await.status, 303);
        portal.settle_all().await;
        assert_eq!((refunds(portal).await, portal.owed(&case).await), ((2, 2), 8_000));
        books::agree(portal).await;
    }

    async fn of_refunds_that_were_drawn_together_one_is_made(portal) {
        let (case, payment) = paid(portal).await;
        let mut sending = JoinSet::new();
        let one = RefundId::from_bits(portal.portal.ids.bits());
        for number in 0..2 * TIMES {
            let (here, tenant) = (portal.portal.clone(), portal.clinic.clone());
            let (payment, one) = (payment.clone(), one.clone());
            sending.spawn(async move {
                let other = RefundId::from_bits(here.ids.bits());
                let key = if number % 2 == 0 { &one } else { &other };
                let amounts = (pen(3_000), pen(PAID));
                refund::request(&here, &tenant, &payment, amounts, (key, "olga")).await
            });
        }
        for came in sending.join_all().await {
            assert!(matches!(came, Ok(_) | Err(PortalError::Refused("changed"))), "{came:?}");
        }
        portal.settle_all().await;
        assert_eq!((refunds(portal).await, portal.owed(&case).await), ((1, 1), 3_000));
        books::agree(portal).await;
    }
}
