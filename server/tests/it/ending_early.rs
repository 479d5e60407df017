//! Paying the rest of a plan at once by money that takes its days: what was shown ends the plan.

use chrono::TimeDelta;
use domain::ids::{AttemptId, CaseId};
use domain::plan::{Extra, State};
use server::store::plan::Kept;
use server::use_cases::payment::start::{self, Next, Wish};
use server::use_cases::payment::transfer::{self, Seen};

use crate::books;
use crate::engine::on_both_engines;
use crate::instalments::{a_day_begins, in_a_plan, only};
use crate::payments::part;
use crate::portal::{TestPortal, pen};

/// All of 400.00, less the 2 % for keeping to the dates: six days later the first of them would be late.
const EVERYTHING: i64 = 39_200;

/// Announces a transfer that ends the plan, and lets six days pass.
async fn announced(portal: &TestPortal, case: &CaseId) -> AttemptId {
    let Kept { id, debts, .. } = only(portal, case).await;
    let wish = Wish { debts, plan: Some((id, Extra::Next)), ..part(EVERYTHING) };
    let visit = portal.visit(case).await;
    let next = start::by_transfer(&portal.portal, &visit, &wish, "es").await.expect("begun");
    let Next::Transfer(id) = next else { panic!("no transfer: {next:?}") };
    transfer::announce(&portal.portal, &visit, &id, "").await.expect("announced");
    portal.advance(TimeDelta::days(6)).await;
    a_day_begins(portal).await;
    id
}

async fn arrives(portal: &TestPortal, id: &AttemptId, minor: i64) {
    let received_on = "2026-11-30".parse().expect("a day");
    let seen = Seen { amount: pen(minor), received_on, who: "ana".to_owned() };
    transfer::confirm(&portal.portal, &portal.clinic, id, &seen).await.expect("confirmed");
}

on_both_engines! {
    async fn money_that_comes_later_ends_a_plan_for_what_was_shown(portal) {
        let (case, _) = in_a_plan(portal).await;
        let id = announced(portal, &case).await;
        arrives(portal, &id, EVERYTHING).await;
        let kept = only(portal, &case).await;
        assert!(matches!(kept.plan.state(), State::Completed { .. }), "{:?}", kept.plan.state());
        assert_eq!((portal.owed(&case).await, portal.credit(&case).await), (0, 0));
        books::agree(portal).await;
    }

    async fn less_than_what_was_shown_pays_instalments_and_ends_nothing(portal) {
        let (case, _) = in_a_plan(portal).await;
        let id = announced(portal, &case).await;
        arrives(portal, &id, EVERYTHING - 1).await;
        let kept = only(portal, &case).await;
        assert_eq!(kept.plan.state(), &State::Active);
        assert_eq!((portal.owed(&case).await, portal.credit(&case).await), (801, 0));
        books::agree(portal).await;
    }
}
