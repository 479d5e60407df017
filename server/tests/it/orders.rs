//! Check 4 through HTTP: the events of one payment in any order end where the right order ends. All
//! orders of the pure function are tried beside it.

use serde_json::json;

use crate::books;
use crate::browser::client;
use crate::engine::on_both_engines;
use crate::payments::{all, open_page};
use crate::portal::{TestPortal, pen};
use crate::size::{Dice, size};

/// What is owed, and what goes back of it.
const OWED: i64 = 20_000;
const BACK: i64 = 5_000;

/// Sends one event as Stripe would.
async fn post(portal: &TestPortal, event: &str) {
    let (body, signature) = portal.stripe.signed(event).await;
    let url = format!("{}/webhooks/stripe", portal.base);
    let answer = client().post(url).header("stripe-signature", signature).body(body).send().await;
    assert_eq!(answer.expect("an answer").status(), 200);
}

on_both_engines! {
    async fn the_news_of_a_payment_in_any_order_end_the_same(portal) {
        let mut dice = Dice::of("orders");
        for _ in 0..size(20, 200) {
            let known = portal.stripe.events().await.len();
            let (case, _) = portal.debt(pen(OWED)).await;
            let session = open_page(portal, &case, &all(OWED)).await;
            let path = format!("sessions/{session}/pay");
            portal.stripe.control(&path, &json!({ "card": "4000000000000002" })).await;
            // Some of the news are already told while the rest has not happened yet.
            let early = dice.percent(50);
            let mut events = portal.stripe.events().await.split_off(known);
            if early {
                dice.shuffle(&mut events);
                for event in &events {
                    post(portal, event).await;
                }
                portal.run_jobs().await;
            }
            portal.stripe.pay_by_card(&session).await;
            portal.stripe.refund_of_session(&session, BACK).await;
            let dispute = json!({ "session": session, "kind": "dispute" });
            portal.stripe.control("disputes", &dispute).await;
            let mut events = portal.stripe.events().await.split_off(known);
            dice.shuffle(&mut events);
            for event in &events {
                post(portal, event).await;
                if dice.percent(50) {
                    portal.run_jobs().await;
                }
            }
            portal.run_jobs().await;
            let here = books::balance(portal, &case, "PEN").await;
            assert_eq!(here, (OWED, 0), "{events:?} {}", books::told(portal, &case).await);
        }
        portal.settle_all().await;
        books::agree(portal).await;
        books::nothing_waits(portal).await;
    }

    async fn what_is_not_signed_as_it_should_be_is_refused_and_leaves_no_row(portal) {
        let (case, _) = portal.debt(pen(OWED)).await;
        let session = open_page(portal, &case, &all(OWED)).await;
        portal.stripe.pay_by_card(&session).await;
        let event = portal.stripe.events().await.remove(0);
        let (body, good) = portal.stripe.signed(&event).await;
        let (time, digest) = good.split_once(",v1=").expect("a signature");
        let seconds: i64 = time.trim_start_matches("t=").parse().expect("a number");
        let huge = format!("{good},v0={}", "0".repeat(60_000));
        let live = body.replace("\"livemode\":false", "\"livemode\":true");
        let tries = [
            (String::new(), body.clone()),
            ("t=,v1=".to_owned(), body.clone()),
            (format!("{time},v1={}", "0".repeat(64)), body.clone()),
            (format!("t={},v1={digest}", seconds - 301), body.clone()),
            (format!("t={},v1={digest}", seconds + 301), body.clone()),
            (format!("t={},v1={digest}", seconds + 1), body.clone()),
            (huge, body.clone()),
            (good.clone(), body.replace("paid", "PAID") + " "),
            (good.clone(), live),
            (good.clone(), String::new()),
            (good.to_uppercase(), body.clone()),
        ];
        let url = format!("{}/webhooks/stripe", portal.base);
        for (signature, body) in tries {
            let request = client().post(&url).header("stripe-signature", &signature).body(body);
            let status = request.send().await.expect("an answer").status();
            assert!(status.is_client_error(), "{signature:.80}: {status}");
        }
        for twice in [None, Some([good.clone(), good.clone()])] {
            let mut request = client().post(&url).body(body.clone());
            for signature in twice.into_iter().flatten() {
                request = request.header("stripe-signature", signature);
            }
            assert_eq!(request.send().await.expect("an answer").status(), 400, "none, or two");
        }
        let kept = "select cast(count(*) as bigint) from stripe_events";
        assert_eq!(books::number(portal, kept).await, 0);
        post(portal, &event).await;
        assert_eq!(books::number(portal, kept).await, 1);
    }
}
