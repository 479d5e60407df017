//! What was given up with money that a bank took and has to give back: plans and certificates follow.

use chrono::TimeDelta;
use domain::ids::CaseId;
use domain::plan::State;
use serde_json::json;

use crate::agreed::{FOUR, debtor_who_owes, tick};
use crate::autopay::of_plan;
use crate::certificates::certificates;
use crate::discounts::{GIVEN_UP, OWED, paid_for_less, waived};
use crate::engine::on_both_engines;
use crate::instalments::{a_day_begins, only, pay};
use crate::plan_returns::{by_card, take};
use crate::portal::{TestPortal, pen};
use crate::ways_out::{POLICY, offer};
use crate::{books, links};

/// The bank decides for the clinic.
async fn win(portal: &TestPortal, dispute: &str) {
    portal.stripe.control(&format!("disputes/{dispute}/win"), &json!({})).await;
    portal.settle_all().await;
}

/// A case whose payment with a discount a bank has taken, with a plan of four instalments for all that it owes,
/// another debt of `more` among it; and the dispute.
async fn in_a_plan_since(portal: &mut TestPortal, more: i64) -> (CaseId, String) {
    let (case, session) = paid_for_less(portal).await;
    let dispute = take(portal, &session).await;
    if more > 0 {
        portal.debt_of("P-1", pen(more)).await;
    }
    // Nothing is offered for less any more.
    offer(portal, POLICY).await;
    let mut browser = links::enter(portal, &case).await;
    let page = browser.get(FOUR).await.body;
    tick(&mut browser, &page).await;
    assert_eq!(only(portal, &case).await.plan.open(), Ok(pen(OWED + more)));
    (case, dispute)
}

/// One certificate of a case was revoked, and a newer one holds.
async fn has_a_new_certificate(portal: &TestPortal, case: &CaseId) {
    let all = certificates(portal, case).await;
    let [old, new] = all.as_slice() else { panic!("{all:?}") };
    assert!(old.revoked_at.is_some() && new.revoked_at.is_none(), "{all:?}");
}

on_both_engines! {
    async fn a_new_certificate_follows_a_discount_that_is_given_up_again(portal) {
        let (case, session) = paid_for_less(portal).await;
        assert_eq!(certificates(portal, &case).await.len(), 1);
        let dispute = take(portal, &session).await;
        assert_eq!(portal.owed(&case).await, OWED);
        win(portal, &dispute).await;
        assert_eq!((portal.owed(&case).await, waived(portal, &case).await), (0, GIVEN_UP));
        has_a_new_certificate(portal, &case).await;
    }

    async fn a_new_certificate_follows_a_settlement_that_is_given_up_again(portal) {
        let (case, mut browser) = debtor_who_owes(portal, 60_000).await;
        let page = browser.get("/opciones/aceptar?currency=PEN&way=settlement-1").await.body;
        tick(&mut browser, &page).await;
        let (_, session) = by_card(portal, &case, of_plan(portal, &case, 36_000).await).await;
        assert_eq!(certificates(portal, &case).await.len(), 1);
        let dispute = take(portal, &session).await;
        assert_eq!(portal.owed(&case).await, 60_000);
        win(portal, &dispute).await;
        assert_eq!((portal.owed(&case).await, waived(portal, &case).await), (0, 24_000));
        has_a_new_certificate(portal, &case).await;
    }

    async fn a_plan_asks_for_nothing_that_is_given_up_again(portal) {
        let (case, dispute) = in_a_plan_since(portal, 0).await;
        win(portal, &dispute).await;
        let kept = only(portal, &case).await;
        assert!(matches!(kept.plan.state(), State::Completed { .. }), "{:?}", kept.plan.state());
        assert_eq!((portal.owed(&case).await, portal.credit(&case).await), (0, 0));
        assert_eq!(waived(portal, &case).await, GIVEN_UP);
        books::agree(portal).await;
    }

    async fn a_plan_goes_on_with_what_its_other_debts_owe(portal) {
        let (case, dispute) = in_a_plan_since(portal, 5_000).await;
        win(portal, &dispute).await;
        let kept = only(portal, &case).await;
        assert_eq!((kept.plan.state(), kept.plan.open()), (&State::Active, Ok(pen(5_000))));
        assert_eq!((portal.owed(&case).await, waived(portal, &case).await), (5_000, GIVEN_UP));
        pay(portal, &case, 5_000, "rest").await;
        // It is over on the day after, but for the reward: 2 % of 450.00.
        portal.advance(TimeDelta::days(1)).await;
        a_day_begins(portal).await;
        assert_eq!((portal.owed(&case).await, portal.credit(&case).await), (0, 900));
        books::agree(portal).await;
    }
}
