//! Check 5: Stripe's answers are lost, wrong or late while people start to pay.

use std::collections::BTreeMap;
use std::time::Duration;

use chrono::TimeDelta;
use domain::ids::CaseId;
use domain::payment::AttemptState;
use serde_json::json;
use server::jobs::runner;
use server::store::attempt;
use server::use_cases::PortalError;
use server::use_cases::payment::settle;
use server::use_cases::payment::start::{self, Next};
use server::use_cases::session::Visit;
use tokio::task::JoinSet;

use crate::books;
use crate::engine::on_both_engines;
use crate::payments::all;
use crate::portal::{TestPortal, pen};
use crate::size::{Dice, size};

/// How many people press at once.
const AT_ONCE: usize = 32;

/// How many come within the same hour.
const AN_HOUR: usize = 200;

/// What everybody owes.
const OWED: i64 = 20_000;

/// How long a person waits for the page before giving up, while Stripe is not well.
const SHORT: Duration = Duration::from_secs(4);

/// The same when all is well.
const LONG: Duration = Duration::from_mins(2);

/// Everybody presses "pay"; gives the sessions of those who were sent to Stripe's page.
async fn press(
    portal: &TestPortal,
    people: &[CaseId],
    patience: Duration,
) -> BTreeMap<CaseId, String> {
    let mut sessions = BTreeMap::new();
    let mut pressing: JoinSet<(CaseId, Option<String>)> = JoinSet::new();
    for case in people {
        if pressing.len() >= AT_ONCE {
            keep(&mut sessions, pressing.join_next().await);
        }
        let (here, visit) = (portal.portal.clone(), portal.visit(case).await);
        pressing.spawn(async move { (visit.case.clone(), pressed(here, visit, patience).await) });
    }
    while let Some(done) = pressing.join_next().await {
        keep(&mut sessions, Some(done));
    }
    sessions
}

type Pressed = Result<(CaseId, Option<String>), tokio::task::JoinError>;

fn keep(sessions: &mut BTreeMap<CaseId, String>, done: Option<Pressed>) {
    if let Some((case, Some(session))) = done.map(|done| done.expect("no panic")) {
        sessions.insert(case, session);
    }
}

/// One press; whoever does not get an answer in time goes away, in the middle of whatever it was.
async fn pressed(
    portal: server::compose::Portal,
    visit: Visit,
    patience: Duration,
) -> Option<String> {
    let wish = all(OWED);
    let pressed = tokio::time::timeout(patience, start::at_stripe(&portal, &visit, &wish, "es"));
    match pressed.await.ok()? {
        Ok(Next::Provider(url)) => url.rsplit('/').next().map(str::to_owned),
        Ok(Next::Status(_)) | Err(PortalError::Unavailable(_)) => None,
        other => panic!("{other:?}"),
    }
}

/// At most one session for each try, and at most one of a case's takes money.
async fn one_each(portal: &TestPortal) {
    let book = portal.stripe.book().await;
    let mut per_try = BTreeMap::new();
    for session in book["sessions"].as_array().expect("a table") {
        let attempt = session["client_reference_id"].as_str().expect("a try").to_owned();
        *per_try.entry(attempt).or_insert(0) += 1;
    }
    assert!(per_try.values().all(|sessions| *sessions == 1), "two sessions for one try");
    let (_, per_case) = books::open_sessions(portal).await;
    assert!(per_case.values().all(|open| *open == 1), "two open sessions of one case");
}

/// Asks Stripe about the tries of a case that are under way; gives what they are then.
pub async fn checked(portal: &TestPortal, case: &CaseId) -> Vec<AttemptState> {
    let open = async || {
        let mut conn = portal.portal.store.read().await.expect("a connection");
        attempt::open_of_case(&mut conn, &portal.clinic, case).await.expect("asked")
    };
    for attempt in open().await {
        settle::check(&portal.portal, &portal.clinic, &attempt).await.expect("Stripe answers");
    }
    open().await.into_iter().map(|attempt| attempt.state).collect()
}

on_both_engines! {
    async fn a_try_that_is_asked_for_again_is_not_given_up_while_that_may_be_under_way(portal) {
        let (case, _) = portal.debt(pen(OWED)).await;
        let visit = portal.visit(&case).await;
        portal.stripe.faults(json!([{ "kind": "stored_500", "per_mille": 1000 }])).await;
        for wait in [TimeDelta::minutes(9), TimeDelta::seconds(90)] {
            let next = start::at_stripe(&portal.portal, &visit, &all(OWED), "es").await;
            assert!(matches!(next, Ok(Next::Status(_))), "{next:?}");
            portal.advance(wait).await;
        }
        portal.stripe.faults(json!([])).await;
        assert_eq!(checked(portal, &case).await, [AttemptState::Unknown], "it may still be made");
        portal.advance(TimeDelta::seconds(31)).await;
        assert_eq!(checked(portal, &case).await, [], "now it cannot be made any more");
    }

    async fn lost_answers_cost_nobody_a_second_charge(portal) {
        let mut dice = Dice::of("lost answers");
        let mut people = Vec::new();
        for _ in 0..size(100, 5000) {
            people.push(portal.debt(pen(OWED)).await.0);
        }
        let faults = json!({ "seed": dice.bits() % 1_000_000, "rules": [
            { "kind": "drop_answer", "per_mille": 300 },
            { "kind": "stored_500", "per_mille": 50 },
            { "kind": "stored_500_after_work", "per_mille": 50 },
            { "kind": "rate_limit", "per_mille": 50 },
            { "kind": "slow", "per_mille": 50, "amount": 60_000 },
        ]});
        portal.stripe.control("faults", &faults).await;
        let mut sent = BTreeMap::new();
        for these in people.chunks(AN_HOUR) {
            let mut through = press(portal, these, SHORT).await;
            through.append(&mut press(portal, these, SHORT).await);
            // Half of those who got through pay, and nobody hears of it.
            for (at, (case, session)) in through.into_iter().enumerate() {
                let pays = at % 2 == 0;
                if pays {
                    portal.stripe.pay_by_card(&session).await;
                }
                sent.insert(case, pays);
            }
            one_each(portal).await;
            portal.advance(TimeDelta::hours(1)).await;
        }
        portal.stripe.faults(json!([])).await;
        assert!(sent.len() > people.len() / 2, "only {} got through", sent.len());
        portal.advance(TimeDelta::hours(25)).await;
        let again = press(portal, &people, LONG).await;
        one_each(portal).await;
        for session in again.values() {
            portal.stripe.pay_by_card(session).await;
        }
        let paid = sent.values().filter(|pays| **pays).count();
        assert_eq!(again.len(), people.len() - paid, "who has not paid can pay");
        runner::queue_repeated(&portal.portal).await.expect("queued");
        portal.settle_all().await;
        for case in &people {
            assert_eq!(books::balance(portal, case, "PEN").await, (0, 0));
        }
        books::agree(portal).await;
        books::nothing_waits(portal).await;
    }
}
