//! Check 1: a storm of webhooks, each sent one to five times in any order, on a program that is
//! killed again and again.

use std::time::Duration;

use serde_json::json;

use crate::books;
use crate::engine::on_both_databases;
use crate::payments::{all, open_page};
use crate::portal::{Engine, TestPortal, pen};
use crate::process::Aldia;
use crate::size::{Dice, size};
use crate::stripe_sim::StripeSim;

/// A card payment is told of by four events at least.
const EVENTS: usize = 4;

/// One to five copies of each delivery, in any order.
fn storm() -> serde_json::Value {
    let copies = |per_mille: u32, amount: u32| json!({ "kind": "webhook_duplicate", "per_mille": per_mille, "amount": amount });
    json!([
        copies(200, 4), copies(400, 3), copies(600, 2), copies(800, 1),
        { "kind": "webhook_shuffle", "per_mille": 1000 },
    ])
}

/// Pays a session; some of that money goes back or is taken. Gives what is owed in the end.
async fn happen(stripe: &StripeSim, dice: &mut Dice, session: &str, minor: i64) -> i64 {
    let disputed = dice.percent(5);
    let card = if disputed { "4000000000000259" } else { "4242424242424242" };
    stripe.control(&format!("sessions/{session}/pay"), &json!({ "card": card })).await;
    if disputed {
        return minor;
    }
    if dice.percent(10) {
        let part = dice.minor(100, minor);
        let refund = stripe.refund_of_session(session, part).await;
        assert_eq!(refund["amount"], part, "{refund}");
        return part;
    }
    0
}

on_both_databases! {
    async fn a_storm_of_webhooks_on_a_program_that_is_killed_loses_and_doubles_nothing(engine) {
        let mut dice = Dice::of("storm");
        let mut portal = TestPortal::for_processes(engine).await;
        let pace = json!({ "senders": 16, "first_gap_ms": 20, "longest_gap_ms": 1000 });
        portal.stripe.control("webhooks", &pace).await;
        portal.stripe.faults(storm()).await;
        let (payments, kills) = (size(300, 10_000).div_ceil(EVENTS), size(10, 300));
        let mut cases = Vec::new();
        for round in 0..kills {
            portal.catch_up();
            let until = payments * (round + 1) / kills;
            let aldia = Aldia::start(&portal, "").await.expect("it starts");
            let life = Duration::from_millis(u64::try_from(dice.between(50, 400)).expect("fits"));
            let killed = tokio::spawn(aldia.kill_after(life));
            while cases.len() < until {
                let minor = dice.minor(5_000, 900_000);
                let (case, _) = portal.debt(pen(minor)).await;
                let session = open_page(&portal, &case, &all(minor)).await;
                let owed = happen(&portal.stripe, &mut dice, &session, minor).await;
                cases.push((case, session, owed));
            }
            killed.await.expect("it was killed");
        }
        portal.recover().await;
        for (case, session, owed) in &cases {
            assert_eq!(portal.owed(case).await, *owed, "after {session}");
        }
        books::agree(&portal).await;
        books::nothing_waits(&portal).await;
        portal.finish().await;
    }
}
