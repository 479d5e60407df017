//! Checks 8 and 9: nobody comes back, no event arrives, the program is away for four days.

use chrono::TimeDelta;
use domain::ids::CaseId;
use serde_json::json;
use server::jobs::runner;
use server::stripe::pace;

use crate::books;
use crate::engine::on_both_engines;
use crate::payments::{all, open_page};
use crate::portal::{TestPortal, pen};
use crate::size::{Dice, size};

/// What each case owes.
const OWED: i64 = 20_000;

/// Stripe takes so many calls a second in test mode.
const CALLS_PER_S: u64 = 25;

async fn paid(portal: &mut TestPortal) -> CaseId {
    let (case, _) = portal.debt(pen(OWED)).await;
    let session = open_page(portal, &case, &all(OWED)).await;
    portal.stripe.pay_by_card(&session).await;
    case
}

async fn still_owed(portal: &TestPortal, cases: &[CaseId]) -> usize {
    let mut owed = 0;
    for case in cases {
        owed += usize::from(books::balance(portal, case, "PEN").await == (OWED, 0));
    }
    owed
}

on_both_engines! {
    async fn a_closed_browser_and_an_event_that_never_comes_lose_nothing(portal) {
        let mut dice = Dice::of("closed browser");
        let payments = size(20, 1000);
        let (unsent, unmade) = (payments.div_ceil(20), payments.div_ceil(100));
        let (mut told, mut untold) = (Vec::new(), Vec::new());
        let mut ways: Vec<_> = (0..payments).collect();
        dice.shuffle(&mut ways);
        for way in ways {
            let fault = if way < unmade { "event_never" } else { "webhook_never" };
            let silent = way < unmade + unsent;
            let rules = json!([{ "kind": fault, "per_mille": 1000 }]);
            portal.stripe.faults(if silent { rules } else { json!([]) }).await;
            let case = paid(portal).await;
            if silent { untold.push(case) } else { told.push(case) }
        }
        portal.stripe.faults(json!([])).await;
        portal.settle_all().await;
        assert_eq!(still_owed(portal, &told).await, 0, "settled by the webhook");
        assert_eq!(still_owed(portal, &untold).await, untold.len());
        runner::queue_repeated(&portal.portal).await.expect("queued");
        portal.run_jobs().await;
        portal.advance(TimeDelta::minutes(15)).await;
        portal.run_jobs().await;
        assert_eq!(still_owed(portal, &untold).await, 0, "settled by the reconciler");
        books::agree(portal).await;
    }

    async fn after_four_days_away_everything_is_there_at_a_pace_that_stripe_takes(portal) {
        Dice::of("four days away");
        let endpoint = format!("{}/webhooks/stripe", portal.base);
        let to = |url: &str| json!({ "endpoints": [{ "url": url,
            "secrets": [crate::stripe_sim::WEBHOOK_SECRET] }] });
        portal.stripe.control("webhooks", &to("http://127.0.0.1:9/nobody")).await;
        let mut cases = Vec::new();
        for _ in 0..size(50, 5000) {
            cases.push(pace::in_background(paid(portal)).await);
        }
        for _ in 0..4 {
            portal.advance(TimeDelta::hours(24)).await;
            portal.stripe.deliver().await;
        }
        assert_eq!(portal.stripe.waiting().await, 0, "Stripe has given up");
        portal.stripe.control("webhooks", &to(&endpoint)).await;
        runner::queue_repeated(&portal.portal).await.expect("queued");
        while pace::in_background(runner::run_due(&portal.portal)).await.expect("jobs run") > 0 {}
        assert_eq!(still_owed(portal, &cases).await, 0);
        books::agree(portal).await;
        let peak = portal.stripe.calls().await["peak_per_s"].as_u64().expect("a count");
        assert!(peak <= CALLS_PER_S, "{peak} calls in a second");
    }
}
