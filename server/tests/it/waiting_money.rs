//! Money in suspense of which Stripe gives back while something else happens to it: it leaves by one door,
//! and both books agree.

use chrono::TimeDelta;
use serde_json::json;
use server::jobs::runner;
use server::store::suspense::{self as store, Suspense};
use server::store::suspense_news;
use server::use_cases::PortalError;
use server::use_cases::payment::suspense::{self, Closed};
use server::use_cases::payment::{elsewhere, given_back, refund};
use tokio::task::JoinSet;

use crate::books;
use crate::browser::client;
use crate::engine::on_both_engines;
use crate::given_back::{back, cash};
use crate::portal::{TestPortal, pen};

/// A card whose refunds take days.
const SLOW: &str = "4000000000007726";

/// How often each thing happens at the same moment.
const TIMES: usize = 6;

async fn waiting(portal: &TestPortal) -> Vec<Suspense> {
    let mut conn = portal.portal.store.read().await.expect("a connection");
    store::waiting(&mut conn, &portal.clinic).await.expect("asked")
}

/// How many entries took money out of suspense without a case, and what the ledger holds there.
async fn left_and_held(portal: &TestPortal) -> (i64, i64) {
    let left = "select cast(count(*) as bigint) from ledger_entries where reason = 'sent-back'";
    let held = "select cast(coalesce(sum(case when from_account = 'suspense' then amount_minor
            else -amount_minor end), 0) as bigint)
        from ledger_postings where to_account = 'suspense' or from_account = 'suspense'";
    (books::number(portal, left).await, books::number(portal, held).await)
}

async fn alarms(portal: &TestPortal) -> i64 {
    let sql = "select cast(count(*) as bigint) from messages where kind = 'team-suspense'";
    books::number(portal, sql).await
}

/// Money without a case that was paid with a slow card, and a refund of it on its way.
async fn going_back(portal: &TestPortal) -> (Suspense, String) {
    let session = portal.stripe.pay_stray_session_by(SLOW, 700).await;
    portal.settle_all().await;
    let made = portal.stripe.refund_of_session(&session, 700).await;
    portal.settle_all().await;
    let item = waiting(portal).await.pop().expect("it waits while nothing has left");
    assert_eq!((item.amount, item.back), (pen(700), pen(700)));
    assert_eq!(left_and_held(portal).await, (0, 700));
    (item, made["id"].as_str().expect("an id").to_owned())
}

async fn end(portal: &TestPortal, refund: &str, end: &str) {
    portal.stripe.control(&format!("refunds/{refund}/{end}"), &json!({})).await;
    portal.settle_all().await;
}

/// Lets the reconciler pass.
async fn compare(portal: &TestPortal) {
    portal.advance(TimeDelta::minutes(16)).await;
    runner::queue_repeated(&portal.portal).await.expect("queued");
    portal.settle_all().await;
}

/// Begins to look at the refunds of an item, several times at the same moment.
fn look(portal: &TestPortal, item: &Suspense, at_once: &mut JoinSet<()>) {
    for _ in 0..TIMES {
        let (here, tenant) = (portal.portal.clone(), portal.clinic.clone());
        let intent = item.provider_ref.clone().expect("an intent");
        at_once.spawn(async move {
            refund::bring_up_to_date(&here, &tenant, &intent).await.expect("no fault");
        });
    }
}

on_both_engines! {
    async fn an_item_waits_until_its_refund_has_left(portal) {
        let (_, made) = going_back(portal).await;
        end(portal, &made, "succeed").await;
        assert_eq!((waiting(portal).await.len(), left_and_held(portal).await), (0, (1, 0)));
        compare(portal).await;
        assert_eq!((left_and_held(portal).await, alarms(portal).await), ((1, 0), 1));
        books::agree(portal).await;
    }

    async fn a_refund_that_fails_before_it_has_left_leaves_the_item_as_it_was(portal) {
        let (_, made) = going_back(portal).await;
        end(portal, &made, "fail").await;
        let item = waiting(portal).await.pop().expect("it waits");
        assert_eq!((item.back, item.reopened), (pen(0), 0));
        assert_eq!((left_and_held(portal).await, alarms(portal).await), ((0, 700), 1));
        books::agree(portal).await;
    }

    async fn an_older_failure_brings_nothing_back_that_left_by_another_refund(portal) {
        for number in 1..=3 {
            let session = portal.stripe.pay_stray_session_by(SLOW, 700).await;
            portal.settle_all().await;
            let first = portal.stripe.refund_of_session(&session, 700).await;
            portal.settle_all().await;
            end(portal, first["id"].as_str().expect("an id"), "fail").await;
            let item = waiting(portal).await.pop().expect("it waits");
            let second = portal.stripe.refund_of_session(&session, 700).await;
            portal.settle_all().await;
            let mut at_once = JoinSet::new();
            look(portal, &item, &mut at_once);
            let second = second["id"].as_str().expect("an id");
            portal.stripe.control(&format!("refunds/{second}/succeed"), &json!({})).await;
            look(portal, &item, &mut at_once);
            at_once.join_all().await;
            portal.settle_all().await;
            assert_eq!((waiting(portal).await.len(), alarms(portal).await), (0, number));
            assert_eq!(left_and_held(portal).await, (number, 0));
            books::agree(portal).await;
        }
        let again = "select cast(sum(reopened) as bigint) from suspense";
        assert_eq!(books::number(portal, again).await, 0);
    }

    async fn what_was_read_before_an_item_waited_again_does_not_let_it_wait_again(portal) {
        let session = portal.stripe.pay_stray_session(700).await;
        portal.settle_all().await;
        let item = waiting(portal).await.pop().expect("it waits");
        let intent = item.provider_ref.expect("an intent");
        let first = portal.stripe.refund_of_session(&session, 700).await;
        portal.settle_all().await;
        let mut conn = portal.portal.store.read().await.expect("a connection");
        let found = store::by_intent(&mut conn, &portal.clinic, &intent).await.expect("asked");
        drop(conn);
        let before = found.expect("it is known after it left");
        assert!(before.ended_at.is_some());
        end(portal, first["id"].as_str().expect("an id"), "fail").await;
        assert_eq!(waiting(portal).await.len(), 1);
        portal.stripe.refund_of_session(&session, 700).await;
        portal.settle_all().await;
        let mut tx = portal.portal.store.begin().await.expect("begun");
        let again = suspense_news::reopen(&mut tx, &portal.clinic, &before).await;
        assert!(!again.expect("asked"), "it left once more since");
        tx.rollback().await.expect("undone");
        assert_eq!((waiting(portal).await.len(), left_and_held(portal).await), (0, (2, 0)));
        books::agree(portal).await;
    }

    async fn an_item_assigned_while_its_refund_is_on_its_way_is_booked_both_ways(portal) {
        let (case, _) = portal.debt_of("W-1", pen(20_000)).await;
        let (item, made) = going_back(portal).await;
        let clinic = portal.clinic.clone();
        suspense::assign(&portal.portal, &clinic, &item.id, ("W-1", "ana")).await.expect("assigned");
        portal.settle_all().await;
        assert_eq!((portal.owed(&case).await, left_and_held(portal).await), (20_000, (0, 0)));
        books::agree(portal).await;
        end(portal, &made, "fail").await;
        assert_eq!(portal.owed(&case).await, 19_300);
        books::agree(portal).await;
    }

    async fn news_of_a_refund_that_come_before_the_money_are_made_up_for(portal) {
        let session = portal.stripe.pay_stray_session(700).await;
        portal.stripe.refund_of_session(&session, 700).await;
        let mut events = portal.stripe.events().await;
        events.reverse();
        for event in &events {
            let (body, signature) = portal.stripe.signed(event).await;
            let url = format!("{}/webhooks/stripe", portal.base);
            let request = client().post(url).header("stripe-signature", signature).body(body);
            assert_eq!(request.send().await.expect("an answer").status(), 200);
            portal.run_jobs().await;
        }
        portal.settle_all().await;
        compare(portal).await;
        assert_eq!((waiting(portal).await.len(), left_and_held(portal).await), (0, (1, 0)));
        books::agree(portal).await;
    }

    async fn refunded_and_assigned_at_once_it_leaves_by_one_door(portal) {
        for (number, part) in [(1, 700), (2, 200)] {
            let reference = format!("W-{number}");
            let (case, _) = portal.debt_of(&reference, pen(20_000)).await;
            let session = portal.stripe.pay_stray_session(700).await;
            portal.settle_all().await;
            let item = waiting(portal).await.pop().expect("it waits");
            portal.stripe.refund_of_session(&session, part).await;
            let mut at_once = JoinSet::new();
            look(portal, &item, &mut at_once);
            let (here, tenant) = (portal.portal.clone(), portal.clinic.clone());
            at_once.spawn(async move {
                match suspense::assign(&here, &tenant, &item.id, (&reference, "ana")).await {
                    Ok(_) | Err(PortalError::NotFound) => {}
                    Err(error) => panic!("{error}"),
                }
            });
            at_once.join_all().await;
            portal.settle_all().await;
            let owed = if part == 700 { 20_000 } else { 19_500 };
            assert_eq!((portal.owed(&case).await, left_and_held(portal).await.1), (owed, 0));
            assert_eq!(waiting(portal).await.len(), 0);
            books::agree(portal).await;
        }
    }

    async fn refunded_and_ended_at_once_it_leaves_once(portal) {
        for (number, part) in [(1, 700), (2, 200)] {
            let session = portal.stripe.pay_stray_session(700).await;
            portal.settle_all().await;
            let item = waiting(portal).await.pop().expect("it waits");
            portal.stripe.refund_of_session(&session, part).await;
            let mut at_once = JoinSet::new();
            look(portal, &item, &mut at_once);
            let (here, tenant) = (portal.portal.clone(), portal.clinic.clone());
            at_once.spawn(async move {
                let said = ("de otra tienda", "olga");
                suspense::close(&here, &tenant, &item.id, said).await.expect("no fault");
            });
            at_once.join_all().await;
            portal.settle_all().await;
            assert_eq!(left_and_held(portal).await, (number, 0));
            assert_eq!((waiting(portal).await.len(), alarms(portal).await), (0, number));
            books::agree(portal).await;
        }
    }

    async fn what_an_owner_ended_is_not_ended_again_when_the_rest_goes_back(portal) {
        let session = portal.stripe.pay_stray_session(700).await;
        portal.stripe.refund_of_session(&session, 200).await;
        portal.settle_all().await;
        compare(portal).await;
        let item = waiting(portal).await.pop().expect("it waits");
        let (clinic, said) = (portal.clinic.clone(), ("de otra tienda", "olga"));
        let closed = suspense::close(&portal.portal, &clinic, &item.id, said).await;
        assert_eq!(closed.expect("closed"), Closed::Now);
        portal.stripe.refund_of_session(&session, 500).await;
        portal.settle_all().await;
        compare(portal).await;
        assert_eq!((waiting(portal).await.len(), left_and_held(portal).await), (0, (1, 0)));
        books::agree(portal).await;
    }

    async fn noted_as_given_back_and_undone_at_once_one_counts(portal) {
        let (case, _) = portal.debt(pen(10_000)).await;
        let payment = cash(portal, &case, 10_000).await;
        let new = back(portal, (4_000, 10_000));
        let mut at_once = JoinSet::new();
        for number in 0..2 * TIMES {
            let (here, tenant) = (portal.portal.clone(), portal.clinic.clone());
            let (case, payment, new) = (case.clone(), payment.clone(), new.clone());
            at_once.spawn(async move {
                let of = (&case, &payment);
                let done = if number % 2 == 0 {
                    given_back::record(&here, &tenant, of, &new).await
                } else {
                    elsewhere::reverse(&here, &tenant, of, ("doble", "ana")).await
                };
                match done {
                    Ok(()) => Some(number % 2 == 0),
                    Err(PortalError::Refused("changed" | "given-back")) => None,
                    Err(error) => panic!("{error}"),
                }
            });
        }
        let done = at_once.join_all().await;
        let mut doors: Vec<bool> = done.into_iter().flatten().collect();
        doors.dedup();
        assert_eq!(doors.len(), 1, "one of the two, however often");
        let owed = if doors[0] { 4_000 } else { 10_000 };
        assert_eq!(portal.owed(&case).await, owed);
        books::agree(portal).await;
    }
}
