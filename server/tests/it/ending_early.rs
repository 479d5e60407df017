//! Paying the rest of a plan at once by money that takes its days: what was shown ends the plan.

use chrono::TimeDelta;
use domain::ids::{AttemptId, CaseId};
use domain::plan::{Extra, State};
use server::store::plan::Kept;
use server::use_cases::payment::elsewhere::{self, Recorded};
use server::use_cases::payment::start::{self, Next, Wish};
use server::use_cases::payment::transfer::{self, Seen};

use crate::books;
use crate::engine::on_both_engines;
use crate::instalments::{a_day_begins, in_a_plan, only};
use crate::payments::part;
use crate::portal::{TestPortal, pen};

/// All of 400.00, less the 2 % for keeping to the dates: six days later the first of them would be late.
const EVERYTHING: i64 = 39_200;

/// Begins a transfer that ends the plan.
async fn begun(portal: &TestPortal, case: &CaseId) -> AttemptId {
    let Kept { id, debts, .. } = only(portal, case).await;
    let wish = Wish { debts, plan: Some((id, Extra::Next)), ..part(EVERYTHING) };
    let visit = portal.visit(case).await;
    let next = start::by_transfer(&portal.portal, &visit, &wish, "es").await.expect("begun");
    let Next::Transfer(id) = next else { panic!("no transfer: {next:?}") };
    id
}

/// Announces a transfer that ends the plan, and lets six days pass.
async fn announced(portal: &TestPortal, case: &CaseId) -> AttemptId {
    let (id, visit) = (begun(portal, case).await, portal.visit(case).await);
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

    async fn a_date_that_was_missed_before_unannounced_money_came_costs_nothing(portal) {
        let (case, _) = in_a_plan(portal).await;
        let id = begun(portal, &case).await;
        portal.advance(TimeDelta::days(6)).await;
        a_day_begins(portal).await;
        assert!(only(portal, &case).await.plan.parts()[0].missed_on.is_some());
        arrives(portal, &id, EVERYTHING).await;
        let kept = only(portal, &case).await;
        assert!(matches!(kept.plan.state(), State::Completed { .. }), "{:?}", kept.plan.state());
        assert_eq!(kept.plan.parts()[0].missed_on, None);
        assert_eq!((portal.owed(&case).await, portal.credit(&case).await), (0, 0));
        books::agree(portal).await;
    }

    async fn cash_that_is_written_down_late_counts_from_its_day(portal) {
        let mut cases = Vec::new();
        for (received_on, is_missed) in [("2026-11-27", false), ("2026-11-28", true)] {
            cases.push((in_a_plan(portal).await.0, received_on, is_missed));
        }
        portal.advance(TimeDelta::days(6)).await;
        a_day_begins(portal).await;
        for (case, received_on, is_missed) in &cases {
            let new = Recorded {
                amount: pen(10_000),
                received_on: received_on.parse().expect("a day"),
                debt: None,
                note: String::new(),
                who: "ana".into(),
                key: format!("cash of {received_on}"),
            };
            elsewhere::record(&portal.portal, &portal.clinic, case, &new).await.expect("recorded");
            let part = only(portal, case).await.plan.parts()[0];
            assert_eq!(part.missed_on.is_some(), *is_missed, "{received_on}");
            assert_eq!(part.open(), Ok(pen(0)), "{received_on}");
        }
        books::agree(portal).await;
    }

    async fn more_than_ends_a_plan_is_credit_whenever_it_is_heard_of(portal) {
        let (case, _) = in_a_plan(portal).await;
        portal.advance(TimeDelta::days(6)).await;
        a_day_begins(portal).await;
        let new = Recorded {
            amount: pen(40_000),
            received_on: "2026-11-25".parse().expect("a day"),
            debt: None,
            note: String::new(),
            who: "ana".into(),
            key: "cash".into(),
        };
        elsewhere::record(&portal.portal, &portal.clinic, &case, &new).await.expect("recorded");
        let kept = only(portal, &case).await;
        assert!(matches!(kept.plan.state(), State::Completed { .. }), "{:?}", kept.plan.state());
        assert_eq!((portal.owed(&case).await, portal.credit(&case).await), (0, 800));
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
