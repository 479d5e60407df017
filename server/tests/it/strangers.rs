//! Check 44: validly signed events of one creditor's Stripe account that name another one's debts.

use serde_json::json;

use crate::books;
use crate::browser::client;
use crate::engine::on_both_engines;
use crate::payments::{all, open_page};
use crate::portal::{CLINIC, TestPortal, add_creditor, pen};
use crate::size::size;

/// What is owed at the clinic, and paid at the other creditor's account.
const OWED: i64 = 20_000;

/// A second creditor; both have Stripe accounts of their own now.
async fn two_accounts(portal: &mut TestPortal) {
    let with = |toml: &str, account: &str| {
        toml.replace("[stripe]", &format!("[stripe]\naccount = \"{account}\""))
    };
    let other = CLINIC.replace("san-borja", "miraflores").replace("20601234565", "20601234573");
    portal.clinic = add_creditor(&portal.portal, &with(CLINIC, "acct_sanborja")).await;
    add_creditor(&portal.portal, &with(&other, "acct_miraflores")).await;
}

on_both_engines! {
    async fn an_event_of_another_creditors_account_moves_nothing_of_ours(portal) {
        two_accounts(portal).await;
        let (wanted, mut cases) = (size(60, 500), Vec::new());
        while portal.stripe.events_of(Some("acct_miraflores")).await.len() < wanted {
            for number in 0..5 {
                let (case, _) = portal.debt(pen(OWED)).await;
                // Some name a try with a page of its own, some one that was never answered.
                if number % 2 == 0 {
                    let never = json!([{ "kind": "stored_500", "next": 1, "only": "sessions" }]);
                    portal.stripe.faults(never).await;
                    crate::tabs::press_once(portal, &case, OWED).await;
                } else {
                    open_page(portal, &case, &all(OWED)).await;
                }
                let attempts = format!("select id from attempts where case_id = '{case}'");
                let attempt: String = sqlx::Row::get(&books::rows(portal, &attempts).await[0], 0);
                portal.stripe.pay_naming(Some("acct_miraflores"), &attempt, ("pen", OWED)).await;
                cases.push(case);
            }
        }
        portal.settle_all().await;
        for case in &cases {
            assert_eq!(books::balance(portal, case, "PEN").await, (OWED, 0));
        }
        let ours = portal.clinic.id();
        for table in ["payments", "suspense", "refunds", "chargebacks"] {
            let sql = format!(
                "select cast(count(*) as bigint) from {table} where creditor_id = '{ours}'"
            );
            assert_eq!(books::number(portal, &sql).await, 0, "{table}");
        }
        let moved = format!("select cast(count(*) as bigint) from attempts
            where creditor_id = '{ours}' and state not in ('open', 'unknown')");
        assert_eq!(books::number(portal, &moved).await, 0, "tries that moved");
        let alarms = "select cast(count(*) as bigint) from messages where kind = 'team-suspense'";
        let money = i64::try_from(cases.len()).expect("fits");
        assert_eq!(books::number(portal, alarms).await, money, "it is in their suspense, with an alarm");
        books::agree(portal).await;
    }

    async fn an_event_of_an_account_that_nobody_has_is_refused(portal) {
        two_accounts(portal).await;
        portal.stripe.pay_naming(Some("acct_nobody"), "attempt_none", ("pen", OWED)).await;
        portal.stripe.pay_naming(None, "attempt_none", ("pen", OWED)).await;
        let mut events = portal.stripe.events_of(Some("acct_nobody")).await;
        events.append(&mut portal.stripe.events().await);
        assert!(events.len() >= 8);
        for event in events {
            let (body, signature) = portal.stripe.signed(&event).await;
            let url = format!("{}/webhooks/stripe", portal.base);
            let request = client().post(url).header("stripe-signature", signature).body(body);
            assert_eq!(request.send().await.expect("an answer").status(), 400);
        }
        let kept = "select cast(count(*) as bigint) from stripe_events";
        assert_eq!(books::number(portal, kept).await, 0);
    }

    async fn forged_sessions_close_no_debt_and_their_money_goes_to_suspense(portal) {
        for number in 0..size(50, 50) {
            let (case, _) = portal.debt(pen(OWED)).await;
            let never = json!([{ "kind": "stored_500", "next": 1, "only": "sessions" }]);
            let known = number % 3 == 0;
            if !known {
                portal.stripe.faults(never).await;
            }
            crate::tabs::press_once(portal, &case, OWED).await;
            let attempts = format!("select id from attempts where case_id = '{case}'");
            let attempt: String = sqlx::Row::get(&books::rows(portal, &attempts).await[0], 0);
            let forged = [("pen", OWED - 1), ("pen", 200), ("usd", OWED), ("pen", OWED + 1)][number % 4];
            portal.stripe.pay_naming(None, &attempt, forged).await;
            portal.settle_all().await;
            assert_eq!(books::balance(portal, &case, "PEN").await, (OWED, 0), "{forged:?}");
        }
        let waits = "select cast(count(*) as bigint) from suspense where ended_at is null";
        assert_eq!(books::number(portal, waits).await, 50);
        let alarms = "select cast(count(*) as bigint) from messages where kind = 'team-suspense'";
        assert_eq!(books::number(portal, alarms).await, 50);
        books::agree(portal).await;
    }
}
