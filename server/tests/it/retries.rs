//! Automatic payments are tried again as the accepted plan says, whatever the policy says by now.

use chrono::TimeDelta;
use domain::ids::CaseId;

use crate::agreed::{FOUR, tick};
use crate::autopay::{GOOD, POOR, act_like, intents, kept, run, save, told_yesterday};
use crate::books;
use crate::engine::on_both_engines;
use crate::links;
use crate::mail;
use crate::portal::{TestPortal, pen};
use crate::ways_out::{POLICY, offer};

/// The policy of all tests with other retries.
fn tried(times: u16, days: u16) -> String {
    POLICY.replace("moves = 1\n", &format!("moves = 1\nretries = {times}\nretry_days = {days}\n"))
}

/// A debtor with four instalments of 100.00 from today on, accepted under `policy`, and a card whose bank says
/// no; the page of the automatic payment as it was shown before.
async fn refused(portal: &mut TestPortal, policy: &str) -> (CaseId, String) {
    let (case, _) = portal.debt(pen(40_000)).await;
    offer(portal, policy).await;
    let mut browser = links::enter(portal, &case).await;
    let page = browser.get(FOUR).await.body;
    tick(&mut browser, &page).await;
    // What is offered from now on is another thing.
    offer(portal, POLICY).await;
    let id = kept(portal, &case).await.id;
    let path = format!("/plan/{id}/pago-automatico");
    let shown = browser.get(&path).await.body;
    let page = browser.post(&path, &[("autopay", "on")]).await;
    save(portal, page.location.as_deref().expect("Stripe's page"), GOOD).await;
    act_like(portal, &id, POOR).await;
    told_yesterday(portal).await;
    (case, shown)
}

on_both_engines! {
    async fn a_bank_is_asked_again_as_often_and_as_soon_as_was_agreed(portal) {
        let (case, shown) = refused(portal, &tried(1, 2)).await;
        assert!(shown.contains("se intenta 1 vez más otro día"), "{shown}");
        for (days, made) in [(0, 1), (1, 1), (1, 2), (2, 2), (2, 2)] {
            portal.advance(TimeDelta::days(days)).await;
            run(portal).await;
            assert_eq!(intents(portal).await.len(), made);
        }
        let told = |words: &str| mail::all(portal).iter().filter(|one| one.text.contains(words)).count();
        assert_eq!(told("Lo intentaremos otra vez el jueves 26 de noviembre"), 1);
        assert_eq!(told("No lo intentaremos otra vez"), 1);
        assert_eq!(kept(portal, &case).await.plan.agreement().upkeep.retries.times, 1);
        books::agree(portal).await;
    }

    async fn where_no_more_tries_were_agreed_on_a_bank_is_asked_once(portal) {
        let (_, shown) = refused(portal, &tried(0, 3)).await;
        assert!(shown.contains("no se intenta otra vez"), "{shown}");
        for _ in 0..3 {
            run(portal).await;
            portal.advance(TimeDelta::days(3)).await;
        }
        assert_eq!(intents(portal).await.len(), 1);
        books::agree(portal).await;
    }
}
