//! The night's pages: what is read of many cases at once is what is read of each, and no more of it than counts.

use domain::ids::CaseId;
use domain::reminder::SubjectId;
use server::store::StoreError;
use server::store::plan;
use server::store::reminder_page::{self, Stretch};
use sqlx::Row;

use crate::books::change;
use crate::engine::on_both_engines;
use crate::instalments::{in_a_plan, only, pay};
use crate::portal::{TestPortal, pen};
use crate::reminders::{apply, forget_the_day, night};

const SEQUENCE: &str = r#"
name = "Prueba"
gap_days = 7
[[step]]
name = "Amable"
kind = "kind"
days = 4
channels = ["email"]
[[step]]
name = "Antes de la cuota"
kind = "instalment-soon"
days = 3
channels = ["email"]
"#;

/// One more than a page.
const MANY: i64 = 501;

const fn of(case: &CaseId) -> Stretch<'_> {
    Stretch { first: case, last: case }
}

async fn planned(portal: &TestPortal) -> i64 {
    let mut conn = portal.portal.store.read().await.expect("a connection");
    let sql = "select cast(count(*) as bigint) as planned from reminders";
    sqlx::query(sql).fetch_one(&mut *conn).await.expect("a count").get("planned")
}

on_both_engines! {
    async fn a_page_of_plans_reads_as_each_by_itself(portal) {
        let (mut ids, mut cases) = (Vec::new(), Vec::new());
        for key in ["none", "one", "two"] {
            let (case, _) = in_a_plan(portal).await;
            if key != "none" {
                pay(portal, &case, 10_000, key).await;
            }
            ids.push(only(portal, &case).await.id);
            cases.push(case);
        }
        ids.sort();
        cases.sort();
        change(portal, &format!("update plans set agreed = '{{}}' where id = '{}'", ids[1])).await;
        let tenant = portal.clinic.clone();
        let mut conn = portal.portal.store.read().await.expect("a connection");
        let stretch = Stretch { first: &cases[0], last: &cases[2] };
        let by_cases = plan::of_cases(&mut conn, &tenant, stretch).await.expect("a page");
        let from_to = (plan::ACTIVE, &ids[0], &ids[2]);
        let by_ids = plan::of_ids(&mut conn, &tenant, from_to).await.expect("a page");
        for page in [by_cases, by_ids] {
            let found: Vec<_> = page.iter().map(|one| &one.id).collect();
            assert_eq!(found, ids.iter().collect::<Vec<_>>());
            for one in page {
                match (one.kept, plan::find(&mut conn, &tenant, &one.id).await) {
                    (Ok(kept), Ok(Some(known))) => assert_eq!(kept, known),
                    (Err(StoreError::Corrupt(_)), Err(StoreError::Corrupt(_))) => {
                        assert_eq!(one.id, ids[1]);
                    }
                    other => panic!("{other:?}"),
                }
            }
        }
    }

    async fn the_steps_of_a_debt_come_with_it_as_long_as_it_is_owed(portal) {
        let (case, debt) = portal.debt(pen(10_000)).await;
        apply(portal, SEQUENCE, None).await;
        night(portal).await;
        let tenant = portal.clinic.clone();
        let mut conn = portal.portal.store.read().await.expect("a connection");
        let debts = reminder_page::debts(&mut conn, &tenant, of(&case)).await.expect("debts");
        let [covered] = debts[0].1.covered.as_slice() else { panic!("{debts:?}") };
        assert_eq!((&covered.subject, &*covered.step), (&SubjectId::Debt(debt), "Amable"));
        let others = reminder_page::covered(&mut conn, &tenant, of(&case)).await.expect("steps");
        assert!(others.is_empty(), "{others:?}");
        drop(conn);
        pay(portal, &case, 10_000, "all").await;
        let mut conn = portal.portal.store.read().await.expect("a connection");
        let debts = reminder_page::debts(&mut conn, &tenant, of(&case)).await.expect("debts");
        assert!(debts.is_empty(), "{debts:?}");
    }

    async fn no_step_is_read_of_a_plan_that_is_over(portal) {
        let (case, _) = in_a_plan(portal).await;
        pay(portal, &case, 10_000, "one").await;
        apply(portal, SEQUENCE, None).await;
        portal.advance(chrono::TimeDelta::days(27)).await;
        night(portal).await;
        let tenant = portal.clinic.clone();
        let mut conn = portal.portal.store.read().await.expect("a connection");
        let before = reminder_page::covered(&mut conn, &tenant, of(&case)).await.expect("steps");
        assert!(matches!(before[0].1.subject, SubjectId::Instalment(..)), "{before:?}");
        drop(conn);
        change(portal, "update plans set state = 'cancelled'").await;
        let mut conn = portal.portal.store.read().await.expect("a connection");
        let after = reminder_page::covered(&mut conn, &tenant, of(&case)).await.expect("steps");
        assert!(after.is_empty(), "{after:?}");
    }

    async fn a_night_of_more_than_a_page_plans_each_case_once(portal) {
        for n in 0..MANY {
            portal.debt_of(&format!("P{n}"), pen(1_000)).await;
        }
        apply(portal, SEQUENCE, None).await;
        night(portal).await;
        assert_eq!(planned(portal).await, MANY);
        forget_the_day(portal).await;
        night(portal).await;
        assert_eq!(planned(portal).await, MANY, "each waits to leave");
    }
}
