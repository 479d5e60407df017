//! Check 7: the page that a payment returns to, against the webhook.

use app::debtor::payment::{Away, Status};
use domain::ids::AttemptId;
use server::jobs::runner;
use server::store::attempt;
use server::use_cases::session::Visit;
use server::use_cases::{PortalError, return_page};
use tokio::task::JoinSet;

use crate::books;
use crate::engine::on_both_engines;
use crate::payments::{all, open_page};
use crate::portal::{TestPortal, pen};
use crate::size::{Dice, size};

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

on_both_engines! {
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
