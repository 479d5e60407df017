//! Money of instalments that goes back: the plan follows the ledger, whoever takes the money.

use chrono::TimeDelta;
use domain::ids::{CaseId, PaymentId, RefundId};
use domain::plan::{Standing, State};
use serde_json::json;
use server::store::payment;
use server::use_cases::payment::refund;
use server::use_cases::payment::start::Wish;

use crate::agreed::{debtor_who_owes, tick};
use crate::autopay::of_plan;
use crate::books;
use crate::discounts::waived;
use crate::engine::on_both_engines;
use crate::instalments::{a_day_begins, in_a_plan, only, pay, standings};
use crate::payments::open_page;
use crate::portal::{TestPortal, pen};

/// Pays by card what `wish` says: the payment, and the session that brought it.
pub async fn by_card(portal: &TestPortal, case: &CaseId, wish: Wish) -> (PaymentId, String) {
    let session = open_page(portal, case, &wish).await;
    portal.stripe.pay_by_card(&session).await;
    portal.settle_all().await;
    let mut conn = portal.portal.store.read().await.expect("a connection");
    let found = payment::of_case(&mut conn, &portal.clinic, case).await.expect("payments");
    (found.first().expect("a payment").id.clone(), session)
}

/// A bank takes the money of a session; the id of its dispute.
pub async fn take(portal: &TestPortal, session: &str) -> String {
    let what = json!({ "session": session, "kind": "dispute" });
    let opened = portal.stripe.control("disputes", &what).await;
    portal.settle_all().await;
    opened["id"].as_str().expect("an id").to_owned()
}

/// Seen on 28 November, the grace of the first date is over without its money.
async fn is_missed(portal: &TestPortal, case: &CaseId) {
    portal.advance(TimeDelta::days(4)).await;
    a_day_begins(portal).await;
    assert_eq!(standings(&only(portal, case).await)[0], Standing::Missed);
}

/// Nobody would know that it ever was.
async fn was_never_missed(portal: &TestPortal, case: &CaseId) {
    let kept = only(portal, case).await;
    assert_eq!((standings(&kept)[0], kept.plan.parts()[0].missed_on), (Standing::OnTime, None));
    assert!(kept.plan.is_on_track("2026-11-28".parse().expect("a day")), "the reward stands");
    assert_eq!(portal.owed(case).await, 30_000);
    books::agree(portal).await;
}

on_both_engines! {
    async fn money_that_a_bank_gives_back_counts_from_the_day_on_which_it_was_paid(portal) {
        let (case, _) = in_a_plan(portal).await;
        let (_, session) = by_card(portal, &case, of_plan(portal, &case, 10_000).await).await;
        let dispute = take(portal, &session).await;
        is_missed(portal, &case).await;
        portal.stripe.control(&format!("disputes/{dispute}/win"), &json!({})).await;
        portal.settle_all().await;
        was_never_missed(portal, &case).await;
    }

    async fn a_refund_that_fails_costs_no_date(portal) {
        let (case, _) = in_a_plan(portal).await;
        let (paid, _) = by_card(portal, &case, of_plan(portal, &case, 10_000).await).await;
        let id = RefundId::from_bits(portal.portal.ids.bits());
        let amounts = (pen(10_000), pen(10_000));
        let asked = refund::request(&portal.portal, &portal.clinic, &paid, amounts, (&id, "olga")).await;
        asked.expect("asked");
        portal.settle_all().await;
        is_missed(portal, &case).await;
        let book = portal.stripe.book().await;
        let refund = book["refunds"].as_array().expect("refunds").last().expect("a refund");
        let refund = refund["head"]["id"].as_str().expect("an id");
        portal.stripe.control(&format!("refunds/{refund}/fail"), &json!({})).await;
        portal.settle_all().await;
        was_never_missed(portal, &case).await;
    }

    async fn a_chargeback_opens_the_instalment_and_its_end_closes_it_again(portal) {
        use Standing::{OnTime, Open};
        let (case, _) = in_a_plan(portal).await;
        let (_, session) = by_card(portal, &case, of_plan(portal, &case, 10_000).await).await;
        assert_eq!(standings(&only(portal, &case).await), [OnTime, Open, Open, Open]);
        let dispute = take(portal, &session).await;
        let kept = only(portal, &case).await;
        assert_eq!(standings(&kept), [Open; 4]);
        assert_eq!((portal.owed(&case).await, kept.plan.open()), (40_000, Ok(pen(40_000))));
        portal.stripe.control(&format!("disputes/{dispute}/win"), &json!({})).await;
        portal.settle_all().await;
        assert_eq!(standings(&only(portal, &case).await), [OnTime, Open, Open, Open]);
        assert_eq!(portal.owed(&case).await, 30_000);
        books::agree(portal).await;
    }

    async fn a_refund_opens_the_instalment_that_was_paid_last(portal) {
        use Standing::{Early, OnTime, Open, Partly};
        let (case, _) = in_a_plan(portal).await;
        pay(portal, &case, 10_000, "one").await;
        let (paid, _) = by_card(portal, &case, of_plan(portal, &case, 10_000).await).await;
        assert_eq!(standings(&only(portal, &case).await), [OnTime, Early, Open, Open]);
        let id = RefundId::from_bits(portal.portal.ids.bits());
        let amounts = (pen(4_000), pen(10_000));
        let asked = refund::request(&portal.portal, &portal.clinic, &paid, amounts, (&id, "olga")).await;
        asked.expect("asked");
        portal.settle_all().await;
        let kept = only(portal, &case).await;
        assert_eq!(standings(&kept), [OnTime, Partly, Open, Open]);
        assert_eq!((portal.owed(&case).await, kept.plan.open()), (24_000, Ok(pen(24_000))));
        books::agree(portal).await;
    }

    async fn a_chargeback_before_the_waiver_makes_the_money_due_again(portal) {
        let (case, mut browser) = debtor_who_owes(portal, 60_000).await;
        let page = browser.get("/opciones/aceptar?currency=PEN&way=settlement-3").await.body;
        tick(&mut browser, &page).await;
        pay(portal, &case, 12_000, "one").await;
        pay(portal, &case, 12_000, "two").await;
        let (_, session) = by_card(portal, &case, of_plan(portal, &case, 12_000).await).await;
        assert!(matches!(only(portal, &case).await.plan.state(), State::Paid { .. }));
        take(portal, &session).await;
        let kept = only(portal, &case).await;
        assert_eq!((kept.plan.state(), kept.plan.open()), (&State::Active, Ok(pen(12_000))));
        assert_eq!(portal.owed(&case).await, 36_000, "nothing is waived before it is paid");
        portal.advance(TimeDelta::days(1)).await;
        a_day_begins(portal).await;
        assert_eq!(only(portal, &case).await.plan.state(), &State::Active);
        books::agree(portal).await;
    }

    async fn what_a_plan_gave_up_stands_on_the_money_that_ended_it(portal) {
        let (case, _) = in_a_plan(portal).await;
        let (_, first) = by_card(portal, &case, of_plan(portal, &case, 10_000).await).await;
        let dispute = take(portal, &first).await;
        portal.advance(TimeDelta::minutes(1)).await;
        pay(portal, &case, 10_000, "in its place").await;
        let (paid, last) = by_card(portal, &case, of_plan(portal, &case, 30_000).await).await;
        assert!(matches!(only(portal, &case).await.plan.state(), State::Completed { .. }));
        assert_eq!((portal.owed(&case).await, portal.credit(&case).await), (0, 800));
        portal.advance(TimeDelta::minutes(1)).await;
        // The clinic gives back a part: all that ended the plan is here still.
        let id = RefundId::from_bits(portal.portal.ids.bits());
        let amounts = (pen(4_000), pen(30_000));
        let asked = refund::request(&portal.portal, &portal.clinic, &paid, amounts, (&id, "olga")).await;
        asked.expect("asked");
        portal.settle_all().await;
        assert_eq!((portal.owed(&case).await, waived(portal, &case).await), (3_200, 800));
        // What was gone before the end comes back: it pays what is owed, and the rest is credit.
        portal.stripe.control(&format!("disputes/{dispute}/win"), &json!({})).await;
        portal.settle_all().await;
        assert_eq!((portal.owed(&case).await, portal.credit(&case).await), (0, 6_800));
        assert_eq!(waived(portal, &case).await, 800);
        let dispute = take(portal, &last).await;
        assert_eq!(waived(portal, &case).await, 0, "more is gone than has come back");
        portal.stripe.control(&format!("disputes/{dispute}/win"), &json!({})).await;
        portal.settle_all().await;
        assert_eq!(waived(portal, &case).await, 800);
        books::agree(portal).await;
    }

    async fn a_payment_that_comes_back_after_the_end_takes_the_place_of_another(portal) {
        let (case, _) = in_a_plan(portal).await;
        let (_, first) = by_card(portal, &case, of_plan(portal, &case, 10_000).await).await;
        let dispute = take(portal, &first).await;
        portal.advance(TimeDelta::minutes(1)).await;
        let (_, second) = by_card(portal, &case, of_plan(portal, &case, 10_000).await).await;
        pay(portal, &case, 30_000, "the rest").await;
        assert!(matches!(only(portal, &case).await.plan.state(), State::Completed { .. }));
        portal.advance(TimeDelta::minutes(1)).await;
        portal.stripe.control(&format!("disputes/{dispute}/win"), &json!({})).await;
        portal.settle_all().await;
        assert_eq!((portal.owed(&case).await, portal.credit(&case).await), (0, 10_800));
        take(portal, &second).await;
        assert_eq!((portal.owed(&case).await, portal.credit(&case).await), (0, 800));
        assert_eq!(waived(portal, &case).await, 800);
        books::agree(portal).await;
    }

    async fn a_chargeback_after_the_end_reopens_the_debt_and_not_the_plan(portal) {
        let (case, _) = in_a_plan(portal).await;
        pay(portal, &case, 10_000, "one").await;
        // 2 % of the plan's 400.00 is not asked for, so that so much of the money is credit.
        let (_, session) = by_card(portal, &case, of_plan(portal, &case, 30_000).await).await;
        assert!(matches!(only(portal, &case).await.plan.state(), State::Completed { .. }));
        assert_eq!((portal.owed(&case).await, portal.credit(&case).await), (0, 800));
        let events = only(portal, &case).await.events;
        take(portal, &session).await;
        let kept = only(portal, &case).await;
        assert!(matches!(kept.plan.state(), State::Completed { .. }), "{:?}", kept.plan.state());
        // What was given up with the money is owed again too.
        assert_eq!((portal.owed(&case).await, portal.credit(&case).await), (30_000, 0));
        assert_eq!(kept.events, events);
        books::agree(portal).await;
    }
}
