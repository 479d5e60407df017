//! Paying at Stripe: from the debtor's wish to the ledger, through the simulator's own book.

use chrono::TimeDelta;
use domain::ids::CaseId;
use server::use_cases::payment::start::{self, Next, Unmet, Wish};

use crate::engine::on_both_engines;
use crate::portal::{TestPortal, pen};

/// Everything that a case owes.
pub fn all(minor: i64) -> Wish {
    Wish {
        currency: pen(0).currency(),
        debts: Vec::new(),
        amount: None,
        expected: pen(minor),
        plan: None,
        deal: None,
    }
}

/// A part of it.
pub fn part(minor: i64) -> Wish {
    Wish { amount: Some(pen(minor)), ..all(minor) }
}

/// Starts paying and gives the session that the debtor is sent to.
pub async fn open_page(portal: &TestPortal, case: &CaseId, wish: &Wish) -> String {
    let visit = portal.visit(case).await;
    let next = start::at_stripe(&portal.portal, &visit, wish, "es").await.expect("it starts");
    let Next::Provider(url) = next else { panic!("no page: {next:?}") };
    url.rsplit('/').next().expect("a session").to_owned()
}

on_both_engines! {
    async fn a_card_pays_what_was_chosen_and_nothing_more(portal) {
        let (case, _) = portal.debt(pen(10_000)).await;
        let session = open_page(portal, &case, &part(4_000)).await;
        portal.stripe.pay_by_card(&session).await;
        portal.settle().await;
        assert_eq!((portal.owed(&case).await, portal.credit(&case).await), (6_000, 0));
    }

    async fn the_same_wish_twice_leads_to_the_same_page(portal) {
        let (case, _) = portal.debt(pen(10_000)).await;
        let first = open_page(portal, &case, &all(10_000)).await;
        assert_eq!(open_page(portal, &case, &all(10_000)).await, first);
    }

    async fn another_wish_closes_the_older_page_first(portal) {
        let (case, _) = portal.debt(pen(10_000)).await;
        let first = open_page(portal, &case, &all(10_000)).await;
        let second = open_page(portal, &case, &part(5_000)).await;
        assert_ne!(first, second);
        let book = portal.stripe.book().await;
        let open = book["sessions"].as_array().expect("sessions").iter();
        let open: Vec<_> = open.filter(|s| s["status"] == "open").map(|s| &s["head"]["id"]).collect();
        assert_eq!(open, [&serde_json::json!(second)]);
    }

    async fn a_page_whose_time_is_over_is_never_shown_again(portal) {
        let (case, _) = portal.debt(pen(10_000)).await;
        let first = open_page(portal, &case, &all(10_000)).await;
        portal.advance(TimeDelta::minutes(44)).await;
        assert_eq!(open_page(portal, &case, &all(10_000)).await, first);
        portal.advance(TimeDelta::minutes(1)).await;
        let second = open_page(portal, &case, &all(10_000)).await;
        assert_ne!(second, first, "nobody here had heard of its end");
        portal.stripe.pay_by_card(&second).await;
        portal.settle().await;
        assert_eq!((portal.owed(&case).await, portal.credit(&case).await), (0, 0));
    }

    async fn a_payment_told_of_twice_counts_once(portal) {
        let (case, _) = portal.debt(pen(10_000)).await;
        let session = open_page(portal, &case, &all(10_000)).await;
        let duplicate = serde_json::json!({
            "rules": [{ "kind": "webhook_duplicate", "per_mille": 1000, "amount": 2 }]
        });
        portal.stripe.control("faults", &duplicate).await;
        portal.stripe.pay_by_card(&session).await;
        portal.settle().await;
        portal.settle().await;
        assert_eq!((portal.owed(&case).await, portal.credit(&case).await), (0, 0));
    }

    async fn money_that_no_event_told_of_is_found_by_the_reconciler(portal) {
        let (case, _) = portal.debt(pen(10_000)).await;
        let session = open_page(portal, &case, &all(10_000)).await;
        let never =
            serde_json::json!({ "rules": [{ "kind": "event_never", "per_mille": 1000 }] });
        portal.stripe.control("faults", &never).await;
        portal.stripe.pay_by_card(&session).await;
        portal.settle().await;
        assert_eq!(portal.owed(&case).await, 10_000);
        portal.advance(TimeDelta::minutes(11)).await;
        server::jobs::runner::queue_repeated(&portal.portal).await.expect("queued");
        portal.run_jobs().await;
        assert_eq!(portal.owed(&case).await, 0);
    }

    async fn wishes_that_cannot_be_met_say_why(portal) {
        let (case, _) = portal.debt(pen(10_000)).await;
        let visit = portal.visit(&case).await;
        for (wish, expected) in [
            (part(10_001), Unmet::TooMuch(pen(10_000))),
            (part(1_999), Unmet::TooLittle(pen(2_000))),
            (all(9_000), Unmet::Changed),
            (part(9_900), Unmet::RestTooSmall(pen(220))),
        ] {
            let next = start::at_stripe(&portal.portal, &visit, &wish, "es").await.expect("checked");
            assert!(matches!(&next, Next::Unmet(unmet) if *unmet == expected), "{wish:?}: {next:?}");
        }
    }
}
