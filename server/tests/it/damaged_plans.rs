//! A plan whose stored events do not read concerns itself alone.

use chrono::TimeDelta;
use domain::plan::Standing;
use server::store::StoreError;
use server::use_cases::{PortalError, plan};

use crate::books;
use crate::engine::on_both_engines;
use crate::instalments::{in_a_plan, only, standings};

/// As many plans as fail in a row before a run ends because of what is away, and one that is whole.
const PLANS: usize = 6;

on_both_engines! {
    async fn plans_that_do_not_read_stop_no_other_one(portal) {
        let mut all = Vec::new();
        for _ in 0..PLANS {
            let case = in_a_plan(portal).await.0;
            all.push((only(portal, &case).await.id, case));
        }
        all.sort();
        let (whole, case) = all.pop().expect("the one that is looked at last");
        let sql = format!(
            "insert into plan_events
                (creditor_id, plan_id, number, happened_on, kind, facts, cause, made_at)
            select creditor_id, id, 1, '2026-11-24', 'moved', '[0,\"2026-12-01\"]', 'planted', 0
            from plans where id <> '{whole}'"
        );
        books::change(portal, &sql).await;
        // The date of 24 November and its three days of grace are over.
        portal.advance(TimeDelta::days(4)).await;
        let told = plan::day_begins(&portal.portal, &portal.clinic).await;
        let is_told = matches!(told, Err(PortalError::Store(StoreError::Corrupt(_))));
        assert!(is_told, "{told:?}");
        assert_eq!(standings(&only(portal, &case).await)[0], Standing::Missed);
    }
}
