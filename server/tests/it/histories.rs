//! Check 13: random histories of refunds and disputes, told of one to three times in any order.

use domain::ids::{CaseId, PaymentId, RefundId};
use serde_json::json;
use server::store::payment;
use server::use_cases::PortalError;
use server::use_cases::payment::refund;
use server::use_cases::payment::start::Wish;

use crate::engine::on_both_engines;
use crate::payments::{all, open_page};
use crate::portal::{TestPortal, pen};
use crate::size::{Dice, size};
use crate::{books, discounts, ways_out};

/// One payment that things happen to.
struct History {
    case: CaseId,
    session: String,
    intent: String,
    /// What was paid.
    minor: i64,
    /// What was given up for it.
    given_up: i64,
}

impl History {
    async fn begin(portal: &mut TestPortal, dice: &mut Dice) -> Self {
        let minor = dice.minor(10_000, 90_000);
        let (case, _) = portal.debt(pen(minor)).await;
        Self::pay(portal, dice, (case, all(minor), 0)).await
    }

    /// The same with the discount that is offered.
    async fn begin_for_less(portal: &mut TestPortal, dice: &mut Dice) -> Self {
        let minor = dice.minor(10_000, 90_000);
        let (case, _) = portal.debt(pen(minor)).await;
        let of = discounts::offered(portal, &case, pen(0).currency()).await.expect("offered");
        let given_up = of.deal.given_up().expect("less than everything").minor();
        Self::pay(portal, dice, (case, discounts::wish(of), given_up)).await
    }

    async fn pay(
        portal: &TestPortal,
        dice: &mut Dice,
        (case, wish, given_up): (CaseId, Wish, i64),
    ) -> Self {
        let session = open_page(portal, &case, &wish).await;
        // Cards whose refunds succeed at once, later, or fail later.
        let card = ["4242424242424242", "4000000000007726", "4000000000005126"][dice.below(3)];
        let path = format!("sessions/{session}/pay");
        portal.stripe.control(&path, &json!({ "card": card })).await;
        let found = portal.stripe.get(&format!("checkout/sessions/{session}")).await;
        let intent = found["payment_intent"].as_str().expect("an intent").to_owned();
        Self { case, session, intent, minor: wish.expected.minor(), given_up }
    }

    /// Lets something happen: at Stripe, at the bank, or in the team's pages.
    async fn go_on(&self, portal: &TestPortal, dice: &mut Dice) {
        // A third of all, so that two equal ones are common.
        let part = self.minor / 3 / if dice.percent(30) { 2 } else { 1 };
        match dice.below(6) {
            0 | 1 => drop(portal.stripe.refund_of_session(&self.session, part).await),
            2 => self.ask_for_refund(portal, part).await,
            3 => {
                let kind = if dice.percent(70) { "dispute" } else { "inquiry" };
                let what = json!({ "session": self.session, "kind": kind });
                portal.stripe.try_control("disputes", &what).await;
            }
            4 => {
                let turn = ["win", "lose", "escalate", "dismiss"][dice.below(4)];
                for dispute in self.own(portal, "disputes").await {
                    portal
                        .stripe
                        .try_control(&format!("disputes/{dispute}/{turn}"), &json!({}))
                        .await;
                }
            }
            _ => {
                let end = if dice.percent(50) { "succeed" } else { "fail" };
                if let Some(refund) = self.own(portal, "refunds").await.first() {
                    portal.stripe.try_control(&format!("refunds/{refund}/{end}"), &json!({})).await;
                }
            }
        }
    }

    /// The team gives a part back, if there is a payment and that much of it.
    async fn ask_for_refund(&self, portal: &TestPortal, minor: i64) {
        let sql = format!("select id from payments where case_id = '{}'", self.case);
        let Some(row) = books::rows(portal, &sql).await.pop() else { return };
        let payment: PaymentId = sqlx::Row::get::<String, _>(&row, 0).parse().expect("an id");
        let id = RefundId::from_bits(portal.portal.ids.bits());
        let (here, clinic) = (&portal.portal, &portal.clinic);
        let mut tx = here.store.begin().await.expect("begun");
        let paid = payment::find(&mut tx, clinic, payment::Find::Id(&payment)).await;
        let paid = paid.expect("asked").expect("a payment");
        let left = refund::refundable(&mut tx, clinic, &paid).await.expect("counted");
        tx.rollback().await.expect("undone");
        let amounts = (pen(minor), left);
        match refund::request(here, clinic, &payment, amounts, (&id, "member")).await {
            Ok(_) | Err(PortalError::Refused("too-much")) => {}
            Err(error) => panic!("{error}"),
        }
    }

    /// The ids of the payment's refunds or disputes at Stripe, newest first.
    async fn own(&self, portal: &TestPortal, table: &str) -> Vec<String> {
        let path = format!("{table}?limit=100&payment_intent={}", self.intent);
        let page = portal.stripe.get(&path).await;
        let rows = page["data"].as_array().expect("a list").iter();
        rows.map(|row| row["id"].as_str().expect("an id").to_owned()).collect()
    }

    /// What is owed again is what went back or was taken, less what came back, and what was given up while
    /// the money for it is gone; what a bank takes for a second time is nobody's debt.
    async fn check(&self, portal: &TestPortal) {
        let refunded = format!(
            "select cast(coalesce(sum(amount_minor), 0) as bigint) from refunds
             where case_id = '{}' and state = 'sent'",
            self.case
        );
        let taken = format!(
            "select cast(coalesce(sum(amount_minor * (withdrawn - reinstated)), 0) as bigint)
             from chargebacks where case_id = '{}'",
            self.case
        );
        let lost = format!(
            "select cast(coalesce(sum(case when p.to_account = 'written-off' then p.amount_minor
                else -p.amount_minor end), 0) as bigint)
             from ledger_entries e join ledger_postings p
                on p.creditor_id = e.creditor_id and p.entry_id = e.id
             where e.case_id = '{}' and 'written-off' in (p.from_account, p.to_account)",
            self.case
        );
        let (refunded, taken) =
            (books::number(portal, &refunded).await, books::number(portal, &taken).await);
        let again = self.given_up - discounts::waived(portal, &self.case).await;
        let (owed, credit) = books::balance(portal, &self.case, "PEN").await;
        let known = owed - credit + books::number(portal, &lost).await - again;
        assert_eq!(known, refunded + taken, "{}", books::told(portal, &self.case).await);
        let is_gone = taken > 0 || refunded >= self.minor;
        let expected = if is_gone { self.given_up } else { 0 };
        assert_eq!(again, expected, "{}", books::told(portal, &self.case).await);
    }
}

/// Lets things happen to some histories, told of in any order, and checks what comes of each.
async fn happen(portal: &TestPortal, dice: &mut Dice, histories: &[History]) {
    for _ in 0..7 {
        for history in histories {
            history.go_on(portal, dice).await;
        }
        match dice.below(3) {
            0 => portal.stripe.deliver().await,
            1 => portal.settle().await,
            _ => portal.run_jobs().await,
        }
    }
    portal.settle_all().await;
    for history in histories {
        history.check(portal).await;
    }
}

async fn shuffle(portal: &TestPortal) {
    let rules = json!([
        { "kind": "webhook_duplicate", "per_mille": 333, "amount": 2 },
        { "kind": "webhook_duplicate", "per_mille": 667, "amount": 1 },
        { "kind": "webhook_shuffle", "per_mille": 1000 },
    ]);
    portal.stripe.faults(rules).await;
}

on_both_engines! {
    async fn refunds_and_disputes_in_any_order_leave_both_books_the_same(portal) {
        let mut dice = Dice::of("histories");
        for _ in 0..size(40, 2000).div_ceil(20) {
            shuffle(portal).await;
            let mut histories = Vec::new();
            for _ in 0..20 {
                histories.push(History::begin(portal, &mut dice).await);
            }
            happen(portal, &mut dice, &histories).await;
        }
        books::agree(portal).await;
        books::nothing_waits(portal).await;
    }

    async fn what_was_given_up_follows_its_money_in_any_order(portal) {
        let mut dice = Dice::of("histories with waivers");
        ways_out::offer(portal, &discounts::policy(5)).await;
        for _ in 0..size(40, 2000).div_ceil(20) {
            shuffle(portal).await;
            let mut histories = Vec::new();
            for _ in 0..20 {
                histories.push(History::begin_for_less(portal, &mut dice).await);
            }
            happen(portal, &mut dice, &histories).await;
        }
        books::agree(portal).await;
        books::nothing_waits(portal).await;
    }

    async fn two_equal_refunds_of_one_payment_are_two(portal) {
        let (case, _) = portal.debt(pen(10_000)).await;
        let session = open_page(portal, &case, &all(10_000)).await;
        portal.stripe.pay_by_card(&session).await;
        for _ in 0..2 {
            portal.stripe.refund_of_session(&session, 2_500).await;
        }
        portal.settle_all().await;
        assert_eq!(books::balance(portal, &case, "PEN").await, (5_000, 0));
        books::agree(portal).await;
    }
}
