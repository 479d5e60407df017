//! The ways out of suspense that lead to no case: an owner's word, and a refund at Stripe.

use app::creditor::Role;
use app::routes::{self, pattern};
use chrono::TimeDelta;
use domain::ids::SuspenseId;
use serde_json::json;
use server::jobs::runner;
use server::keys::Place;
use server::store::suspense::{self as store, Suspense};
use server::use_cases::PortalError;
use server::use_cases::payment::suspense::{self, Closed};
use server::use_cases::payment::transfer::{self, Matched, Seen};
use sqlx::Row;
use tokio::task::JoinSet;

use crate::books;
use crate::engine::on_both_engines;
use crate::portal::{TestPortal, pen};
use crate::team::sign_in;
use crate::world::everything;

const WHY: &str = "Era de la libreria de Canario y se le devolvio el martes";

/// How often each thing happens at the same moment.
const TIMES: usize = 6;

/// Money that nobody knows, seen at the bank.
async fn unknown(portal: &TestPortal, minor: i64) -> SuspenseId {
    let received_on = "2026-11-20".parse().expect("a day");
    let seen = Seen { amount: pen(minor), received_on, who: "ana".to_owned() };
    let refs = ("?", "0192f0c8000070008000000000000003");
    match transfer::received(&portal.portal, &portal.clinic, refs, &seen).await.expect("kept") {
        Matched::Waits(id) => id,
        other => panic!("{other:?}"),
    }
}

async fn waiting(portal: &TestPortal) -> Vec<Suspense> {
    let mut conn = portal.portal.store.read().await.expect("a connection");
    store::waiting(&mut conn, &portal.clinic).await.expect("asked")
}

async fn sent_back(portal: &TestPortal) -> i64 {
    let sql = "select cast(count(*) as bigint) from ledger_entries where reason = 'sent-back'";
    books::number(portal, sql).await
}

/// What stands in suspense by the ledger alone: negative, since it is held for somebody.
async fn in_ledger(portal: &TestPortal) -> i64 {
    let sql = "select cast(coalesce(sum(case when to_account = 'suspense' then amount_minor
            else -amount_minor end), 0) as bigint)
        from ledger_postings where to_account = 'suspense' or from_account = 'suspense'";
    books::number(portal, sql).await
}

/// Money on a session that names an attempt which nobody here knows, brought by its event.
async fn stray(portal: &TestPortal, minor: i64) -> String {
    let session = portal.stripe.pay_stray_session(minor).await;
    portal.settle_all().await;
    assert_eq!(waiting(portal).await.len(), 1);
    session
}

/// Lets the reconciler pass.
async fn compare(portal: &TestPortal) {
    portal.advance(TimeDelta::minutes(16)).await;
    runner::queue_repeated(&portal.portal).await.expect("queued");
    portal.settle_all().await;
}

on_both_engines! {
    async fn an_owner_ends_an_item_once_with_a_reason_and_an_agent_does_not(portal) {
        let id = unknown(portal, 10_000).await;
        let clinic = portal.clinic.clone();
        let mut agent = sign_in(portal, &clinic, ("ana@example.pe", Role::Agent)).await;
        let mut owner = sign_in(portal, &clinic, ("olga@example.pe", Role::Owner)).await;
        let path = routes::team_suspense_close(&id);
        assert!(!agent.get(pattern::TEAM_SUSPENSE).await.body.contains(&path));
        assert!(owner.get(pattern::TEAM_SUSPENSE).await.body.contains(&path));
        assert_eq!(agent.post(&path, &[("reason", WHY)]).await.status, 403);
        assert_eq!(owner.post(&path, &[("reason", "  ")]).await.status, 422);
        assert_eq!((waiting(portal).await.len(), sent_back(portal).await), (1, 0));
        for _ in 0..2 {
            assert_eq!(owner.post(&path, &[("reason", WHY)]).await.status, 303);
        }
        assert_eq!((waiting(portal).await.len(), sent_back(portal).await), (0, 1));
        assert_eq!(in_ledger(portal).await, 0);
        let foreign = SuspenseId::from_bits(9);
        let closed = suspense::close(&portal.portal, &clinic, &foreign, (WHY, "member")).await;
        assert!(matches!(closed, Err(PortalError::NotFound)));

        let kept = "select ended_by, reason_sealed from suspense where ended_at is not null";
        let row = books::rows(portal, kept).await.pop().expect("the item");
        assert!(!row.get::<String, _>(0).is_empty(), "who");
        let place = Place { tenant: &clinic, row: id.as_str(), column: "reason" };
        let words = portal.portal.keys.open_team(place, &row.get::<Vec<u8>, _>(1));
        assert!(words.is_ok_and(|words| words == WHY.as_bytes()), "the words open");
        for (table, rows) in everything(&portal.portal.store).await {
            assert!(!rows.iter().any(|row| row.contains(WHY)), "in the open in {table}");
        }
        books::agree(portal).await;
    }

    async fn ended_and_assigned_at_once_it_leaves_by_one_door(portal) {
        let (case, _) = portal.debt_of("C-7", pen(10_000)).await;
        let id = unknown(portal, 10_000).await;
        let mut at_once = JoinSet::new();
        for number in 0..2 * TIMES {
            let (here, tenant, id) = (portal.portal.clone(), portal.clinic.clone(), id.clone());
            at_once.spawn(async move {
                if number % 2 == 0 {
                    let closed = suspense::close(&here, &tenant, &id, (WHY, "olga")).await;
                    closed.expect("no fault") == Closed::Now
                } else {
                    match suspense::assign(&here, &tenant, &id, ("C-7", "ana")).await {
                        Ok(_) => true,
                        Err(PortalError::NotFound) => false,
                        Err(error) => panic!("{error}"),
                    }
                }
            });
        }
        let done = at_once.join_all().await.into_iter().filter(|done| *done).count();
        assert_eq!((done, waiting(portal).await.len()), (1, 0));
        let owed = if sent_back(portal).await == 1 { 10_000 } else { 0 };
        assert_eq!((portal.owed(&case).await, in_ledger(portal).await), (owed, 0));
        books::agree(portal).await;
    }

    async fn a_refund_at_stripe_ends_the_item_by_its_event(portal) {
        portal.debt(pen(20_000)).await;
        let session = stray(portal, 700).await;
        portal.stripe.refund_of_session(&session, 700).await;
        portal.settle_all().await;
        assert_eq!((waiting(portal).await.len(), sent_back(portal).await), (0, 1));
        compare(portal).await;
        assert_eq!((sent_back(portal).await, in_ledger(portal).await), (1, 0));
        let said = "select cast(count(*) as bigint) from suspense
            where ended_by is not null or reason_sealed is not null or payment_id is not null";
        assert_eq!(books::number(portal, said).await, 0);
        books::agree(portal).await;
    }

    async fn a_refund_at_stripe_ends_the_item_without_its_event_too(portal) {
        portal.debt(pen(20_000)).await;
        let session = stray(portal, 700).await;
        let never = json!([{ "kind": "event_never", "per_mille": 1000 }]);
        portal.stripe.faults(never).await;
        portal.stripe.refund_of_session(&session, 700).await;
        portal.settle_all().await;
        assert_eq!(waiting(portal).await.len(), 1, "nobody has told");
        compare(portal).await;
        assert_eq!((waiting(portal).await.len(), sent_back(portal).await), (0, 1));
        assert_eq!(in_ledger(portal).await, 0);
        books::agree(portal).await;
    }

    async fn an_item_whose_refund_fails_later_waits_again(portal) {
        let (case, _) = portal.debt_of("C-9", pen(700)).await;
        let session = stray(portal, 700).await;
        let alarms = "select cast(count(*) as bigint) from messages where kind = 'team-suspense'";
        for time in 1..=2 {
            let refund = portal.stripe.refund_of_session(&session, 700).await;
            portal.settle_all().await;
            assert_eq!((waiting(portal).await.len(), sent_back(portal).await), (0, time));
            assert_eq!(in_ledger(portal).await, 0);
            if time == 2 {
                // The second failure is found without its event.
                portal.stripe.faults(json!([{ "kind": "event_never", "per_mille": 1000 }])).await;
            }
            let fail = format!("refunds/{}/fail", refund["id"].as_str().expect("an id"));
            portal.stripe.control(&fail, &json!({})).await;
            portal.settle_all().await;
            compare(portal).await;
            let item = waiting(portal).await.pop().expect("it waits again");
            assert_eq!((item.amount, item.back, item.reopened), (pen(700), pen(0), time));
            assert_eq!(in_ledger(portal).await, -700);
            assert_eq!(books::number(portal, alarms).await, 1 + time);
            books::agree(portal).await;
        }
        let item = waiting(portal).await.pop().expect("it waits");
        let clinic = portal.clinic.clone();
        suspense::assign(&portal.portal, &clinic, &item.id, ("C-9", "ana")).await.expect("assigned");
        assert_eq!((portal.owed(&case).await, in_ledger(portal).await), (0, 0));
    }

    async fn what_somebody_ended_stays_ended_when_a_refund_fails(portal) {
        let session = stray(portal, 700).await;
        let refund = portal.stripe.refund_of_session(&session, 200).await;
        portal.settle_all().await;
        let item = waiting(portal).await.pop().expect("it waits");
        let clinic = portal.clinic.clone();
        let closed = suspense::close(&portal.portal, &clinic, &item.id, (WHY, "olga")).await;
        assert_eq!(closed.expect("closed"), Closed::Now);
        let fail = format!("refunds/{}/fail", refund["id"].as_str().expect("an id"));
        portal.stripe.control(&fail, &json!({})).await;
        portal.settle_all().await;
        assert_eq!((waiting(portal).await.len(), in_ledger(portal).await), (0, 0));
        books::agree(portal).await;
    }

    async fn a_part_given_back_stands_beside_the_item_and_keeps_it_from_a_case(portal) {
        let (case, _) = portal.debt_of("C-8", pen(20_000)).await;
        let session = stray(portal, 700).await;
        portal.stripe.refund_of_session(&session, 200).await;
        portal.settle_all().await;
        let item = waiting(portal).await.pop().expect("it waits");
        assert_eq!((item.amount, item.back), (pen(700), pen(200)));
        let clinic = portal.clinic.clone();
        let assigned = suspense::assign(&portal.portal, &clinic, &item.id, ("C-8", "ana")).await;
        assert!(matches!(assigned, Err(PortalError::Refused("part-went-back"))), "{assigned:?}");
        let mut owner = sign_in(portal, &clinic, ("olga@example.pe", Role::Owner)).await;
        let page = owner.get(pattern::TEAM_SUSPENSE).await.body;
        assert!(page.contains("2.00"), "{page}");
        assert!(!page.contains(&routes::team_suspense_assign(&item.id)), "{page}");
        assert_eq!((portal.owed(&case).await, sent_back(portal).await), (20_000, 0));
        books::agree(portal).await;

        portal.stripe.refund_of_session(&session, 500).await;
        portal.settle_all().await;
        assert_eq!((waiting(portal).await.len(), sent_back(portal).await), (0, 1));
        assert_eq!(in_ledger(portal).await, 0);
        books::agree(portal).await;
    }

    async fn what_is_paid_at_a_shop_on_the_same_account_is_not_booked(portal) {
        let (case, _) = portal.debt(pen(20_000)).await;
        let session = portal.stripe.pay_at_a_shop(20_000).await;
        portal.settle_all().await;
        portal.stripe.refund_of_session(&session, 500).await;
        portal.settle_all().await;
        compare(portal).await;
        for table in ["payments", "suspense", "refunds"] {
            let sql = format!("select cast(count(*) as bigint) from {table}");
            assert_eq!(books::number(portal, &sql).await, 0, "{table}");
        }
        let alarms = "select cast(count(*) as bigint) from messages where kind = 'team-suspense'";
        assert_eq!(books::number(portal, alarms).await, 0);
        assert_eq!(portal.owed(&case).await, 20_000);
        books::agree(portal).await;
        // One that names an attempt which nobody knows may be a debtor's all the same.
        stray(portal, 20_000).await;
        books::agree(portal).await;
    }
}
