//! Reminders beside whatever else happens in the same moment (reliability J2 and J4): planned far too often they
//! come once, and who pays or stops them hears nothing that was not on its way already.

use std::time::Duration;

use domain::ids::CaseId;
use server::compose::Portal;
use server::jobs::outbox;
use server::store::Dialect;
use server::tenant::Tenant;
use server::use_cases::{preference, reminder};
use sqlx::AssertSqlSafe;
use tokio::sync::watch;

use crate::books;
use crate::engine::on_both_engines;
use crate::instalments::pay;
use crate::portal::{TestPortal, pen};
use crate::reminders::{apply, forget_the_day, letters, night, states};
use crate::size::size;

const KIND: &str = "Nos quedó un tema abierto";

const ONE: &str = r#"
name = "Prueba"
gap_days = 7
[[step]]
name = "Amable"
kind = "kind"
days = 4
channels = ["email"]
"#;

/// Another node on the same database.
async fn node(portal: &TestPortal) -> Portal {
    let settings = portal.portal.settings.clone();
    Portal::open(settings, portal.portal.clock.clone()).await.expect("it opens")
}

/// Sends until nothing is due.
async fn send(node: &Portal) {
    let (_nobody_stops, stop) = watch::channel(false);
    while outbox::send_due(node, &stop).await.expect("sent").done > 0 {}
}

/// Plans the day again and again, and sends.
async fn often(node: &Portal, tenant: &Tenant, times: usize) {
    for _ in 0..times {
        reminder::plan_day(node, tenant).await.expect("planned");
        send(node).await;
    }
}

/// Every fourth one pays, the others want no more reminders. Receipts leave before reminders, which a row of payments
/// alone would keep back.
async fn end(portal: &TestPortal, cases: &[CaseId], who: &str) {
    for (n, case) in cases.iter().enumerate() {
        if n % 4 == 0 {
            pay(portal, case, 1_000, &format!("{who}-{n}")).await;
        } else {
            let stopped = preference::stop(&portal.portal, &portal.clinic, case).await;
            stopped.expect("stopped");
        }
        tokio::time::sleep(Duration::from_millis(15)).await;
    }
}

/// Lets the database itself write down what each claim of a reminder sees under the lock of its case: how much was
/// paid or stopped before it.
async fn watch_claims(portal: &TestPortal) {
    const SEEN: &str = "insert into claims_seen (id, ends)
        select new.id, count(*) from evidence e where e.creditor_id = new.creditor_id
            and e.case_id = new.case_id and e.kind in ('payment', 'hold')";
    let mut tx = portal.portal.store.begin().await.expect("a transaction");
    let table = "create table claims_seen (id text not null, ends bigint not null)".to_owned();
    let statements = match portal.portal.store.dialect() {
        Dialect::Sqlite => vec![
            table,
            format!(
                "create trigger claims_seen_too after update of counted_at on messages
                when new.state = 'claimed' and new.kind = 'reminder' begin {SEEN}; end"
            ),
        ],
        Dialect::Postgres => vec![
            table,
            format!(
                "create function see_claim() returns trigger language plpgsql
                as $$ begin {SEEN}; return null; end $$"
            ),
            "create trigger claims_seen_too after update of counted_at on messages for each row
            when (new.state = 'claimed' and new.kind = 'reminder') execute function see_claim()"
                .to_owned(),
        ],
    };
    for sql in statements {
        sqlx::query(AssertSqlSafe(sql)).execute(&mut *tx).await.expect("it watches");
    }
    tx.commit().await.expect("committed");
}

on_both_engines! {
    async fn planned_far_too_often_by_three_nodes_a_reminder_comes_once(portal) {
        let mut cases = Vec::new();
        for _ in 0..6 {
            cases.push(portal.debt(pen(1_000)).await.0);
        }
        apply(portal, ONE, None).await;
        let (clinic, rounds, times) = (portal.clinic.clone(), 4, size(84, 840));
        for _ in 0..rounds {
            // Nodes that are new know nothing of what the others did; nor does anybody of the day.
            let [one, two, three] = [node(portal).await, node(portal).await, node(portal).await];
            tokio::join!(
                often(&one, &clinic, times),
                often(&two, &clinic, times),
                often(&three, &clinic, times),
            );
            forget_the_day(portal).await;
        }
        assert_eq!(letters(portal, KIND).len(), cases.len());
        for case in &cases {
            let all = states(portal, case).await;
            assert_eq!(all.len(), 1, "{all:?}");
            assert_eq!(all[0].1, "sent");
        }
    }

    async fn who_changed_while_the_day_was_planned_is_looked_at_once_more(portal) {
        apply(portal, ONE, None).await;
        // The day has begun: what is left of it is to look at cases and to write.
        night(portal).await;
        books::change(portal, "update reminder_days set stage = 'owing', after_key = ''").await;
        let (untouched, _) = portal.debt(pen(1_000)).await;
        let (touched, _) = portal.debt(pen(1_000)).await;
        let (ended, debt) = portal.debt(pen(1_000)).await;
        let mut tx = portal.portal.store.begin().await.expect("a transaction");
        for sql in [
            format!("update cases set version = version + 1 where id in ('{touched}', '{ended}')"),
            format!("update debts set disputed_at = 1 where id = '{debt}'"),
        ] {
            sqlx::query(AssertSqlSafe(sql)).execute(&mut *tx).await.expect("changed");
        }
        // Planning sees the cases as they were, and waits for this before it writes.
        let change = async {
            tokio::time::sleep(Duration::from_millis(400)).await;
            tx.commit().await.expect("committed");
        };
        tokio::join!(night(portal), change);
        assert_eq!(states(portal, &untouched).await.len(), 1);
        assert_eq!(states(portal, &touched).await.len(), 1, "it is due today only");
        assert!(states(portal, &ended).await.is_empty(), "nothing is due of it any more");
    }

    async fn who_pays_or_stops_reminders_gets_none_that_was_not_on_its_way(portal) {
        let mut cases = Vec::new();
        for _ in 0..size(1_000, 10_000) {
            cases.push(portal.debt(pen(1_000)).await.0);
        }
        apply(portal, ONE, None).await;
        night(portal).await;
        watch_claims(portal).await;
        let other = node(portal).await;
        let (first, rest) = cases.split_at(cases.len() / 2);
        // From both ends, so that some are sent first and some are ended first.
        let backwards: Vec<_> = rest.iter().rev().cloned().collect();
        tokio::join!(
            send(&portal.portal),
            send(&other),
            end(portal, &backwards, "backwards"),
            end(portal, first, "first"),
        );
        portal.run_jobs().await;
        let mut left = 0;
        for case in &cases {
            let all = states(portal, case).await;
            let [(_, state, why)] = all.as_slice() else { panic!("{all:?}") };
            match (state.as_str(), why.as_deref()) {
                ("sent", None) => left += 1,
                ("cancelled", Some("paid" | "hold-opted-out")) => {}
                _ => panic!("{all:?}"),
            }
        }
        assert_eq!(letters(portal, KIND).len(), left, "what was cancelled never left");
        assert!(0 < left && left < cases.len(), "{left}: there was no race");
        let seen = books::number(portal, "select cast(count(*) as bigint) from claims_seen").await;
        assert_eq!(usize::try_from(seen), Ok(left), "each claim was watched");
        let late = "select cast(count(*) as bigint) from claims_seen where ends > 0";
        assert_eq!(books::number(portal, late).await, 0, "claimed after money or a stop");
    }
}
