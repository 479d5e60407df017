//! Check 3: the same event from many connections at once.

use std::sync::Arc;

use reqwest::StatusCode;
use tokio::sync::Barrier;
use tokio::task::JoinSet;

use crate::books;
use crate::browser::client;
use crate::engine::on_both_engines;
use crate::payments::{all, open_page};
use crate::portal::pen;
use crate::size::{Dice, size};

/// From how many connections each event comes.
const CONNECTIONS: usize = 50;

on_both_engines! {
    async fn an_event_from_fifty_connections_at_once_has_one_effect(portal) {
        let mut dice = Dice::of("same event at once");
        let wanted = size(20, 500);
        let mut cases = Vec::new();
        while portal.stripe.events().await.len() < wanted {
            for _ in 0..5 {
                let minor = dice.minor(5_000, 50_000);
                let (case, _) = portal.debt(pen(minor)).await;
                let session = open_page(portal, &case, &all(minor)).await;
                portal.stripe.pay_by_card(&session).await;
                cases.push(case);
            }
        }
        let (http, url) = (client(), format!("{}/webhooks/stripe", portal.base));
        for event in portal.stripe.events().await {
            let (payload, signature) = portal.stripe.signed(&event).await;
            let together = Arc::new(Barrier::new(CONNECTIONS));
            let mut senders = JoinSet::new();
            for _ in 0..CONNECTIONS {
                let request = http.post(&url).header("stripe-signature", &signature).body(payload.clone());
                let together = Arc::clone(&together);
                senders.spawn(async move {
                    together.wait().await;
                    request.send().await.expect("an answer").status()
                });
            }
            for status in senders.join_all().await {
                let known = [StatusCode::OK, StatusCode::SERVICE_UNAVAILABLE].contains(&status);
                assert!(known, "{event}: {status}");
            }
        }
        portal.settle_all().await;
        for case in &cases {
            assert_eq!((portal.owed(case).await, portal.credit(case).await), (0, 0));
        }
        books::agree(portal).await;
        books::nothing_waits(portal).await;
    }
}
