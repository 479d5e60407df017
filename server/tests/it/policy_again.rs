//! A policy is read once and shown many times: what somebody activates is on the next page all the same.

use chrono::TimeDelta;
use server::store::creditor;
use server::use_cases::policy::{self, Order};

use crate::agreed::debtor_who_owes;
use crate::engine::on_both_engines;
use crate::ways_out::{POLICY, offer};

fn at_most(parts: u8) -> String {
    POLICY.replace("to = 6", &format!("to = {parts}"))
}

fn said(parts: u8) -> String {
    format!("En cuotas: hasta {parts} de")
}

on_both_engines! {
    async fn a_new_version_is_on_the_next_page(portal) {
        let (_, mut browser) = debtor_who_owes(portal, 40_000).await;
        for parts in [6, 4, 5, 6] {
            offer(portal, &at_most(parts)).await;
            for _ in 0..2 {
                let page = browser.get("/opciones").await.body;
                assert!(page.contains(&said(parts)), "{parts}: {page}");
            }
        }
    }

    async fn a_version_that_begins_later_is_shown_from_its_beginning_on(portal) {
        let (_, mut browser) = debtor_who_owes(portal, 40_000).await;
        let mut conn = portal.portal.store.read().await.expect("a connection");
        let settings = creditor::settings(&mut conn, &portal.clinic).await.expect("settings");
        drop(conn);
        let text = at_most(4);
        let file = policy::read(&settings, &text).expect("a good file");
        let from = Some(portal.portal.clock.now() + TimeDelta::minutes(10));
        let order = Order { source: &text, file: &file, from, made_by: "Elena Ruiz" };
        let owner = (&portal.clinic, &settings);
        policy::apply(&portal.portal, owner, order).await.expect("it stands");
        assert!(browser.get("/opciones").await.body.contains(&said(6)));
        portal.advance(TimeDelta::minutes(10)).await;
        assert!(browser.get("/opciones").await.body.contains(&said(4)));
    }
}
