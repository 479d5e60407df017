//! A plan whose stored events do not read concerns itself alone.

use app::creditor::Role;
use app::routes;
use chrono::TimeDelta;
use domain::plan::Standing;
use reqwest::StatusCode;
use server::store::StoreError;
use server::use_cases::{PortalError, plan};

use crate::books;
use crate::engine::on_both_engines;
use crate::instalments::{in_a_plan, only, standings};
use crate::portal::TestPortal;
use crate::team::sign_in;

/// As many plans as fail in a row before a run ends because of what is away, and one that is whole.
const PLANS: usize = 6;

/// Writes an event that does not read behind the plans that `which` names.
async fn damage(portal: &TestPortal, which: &str) {
    let sql = format!(
        "insert into plan_events
            (creditor_id, plan_id, number, happened_on, kind, facts, cause, made_at)
        select creditor_id, id, 1, '2026-11-24', 'moved', '[0,\"2026-12-01\"]', 'planted', 0
        from plans where {which}"
    );
    books::change(portal, &sql).await;
}

on_both_engines! {
    async fn plans_that_do_not_read_stop_no_other_one(portal) {
        let mut all = Vec::new();
        for _ in 0..PLANS {
            let case = in_a_plan(portal).await.0;
            all.push((only(portal, &case).await.id, case));
        }
        all.sort();
        let (whole, case) = all.pop().expect("the one that is looked at last");
        damage(portal, &format!("id <> '{whole}'")).await;
        // The date of 24 November and its three days of grace are over.
        portal.advance(TimeDelta::days(4)).await;
        let told = plan::day_begins(&portal.portal, &portal.clinic).await;
        let is_told = matches!(told, Err(PortalError::Store(StoreError::Corrupt(_))));
        assert!(is_told, "{told:?}");
        assert_eq!(standings(&only(portal, &case).await)[0], Standing::Missed);
    }

    async fn the_list_of_plans_shows_those_that_read_and_names_the_others(portal) {
        let (damaged, _) = in_a_plan(portal).await;
        let damaged = only(portal, &damaged).await.id;
        let (whole, _) = in_a_plan(portal).await;
        damage(portal, &format!("id = '{damaged}'")).await;
        let clinic = portal.clinic.clone();
        let mut ana = sign_in(portal, &clinic, ("ana@example.pe", Role::Agent)).await;
        let page = ana.get("/panel/planes").await;
        assert_eq!(page.status, StatusCode::OK, "{}", page.body);
        assert!(page.body.contains(&format!("El plan {damaged} no se puede leer")), "{}", page.body);
        assert!(page.body.contains(&routes::team_case(&whole)), "{}", page.body);
    }
}
