//! The page of tasks: what does not read, what was typed, and what was just done.

use app::routes;
use app::routes::pattern::TEAM_TASKS;
use chrono::TimeDelta;
use server::use_cases::PortalError;
use server::use_cases::task::Outcome;

use super::{ana, ends, nights, open, rings, to_call};
use crate::books::change;
use crate::engine::on_both_engines;
use crate::own_sequence::CALLS;
use crate::reminders::{apply, night};
use crate::ways_out::{POLICY, offer};

on_both_engines! {
    async fn somebody_who_does_not_read_keeps_no_other_task_from_being_done(portal) {
        let (called, broken) = (rings(portal, 1_000).await, rings(portal, 2_000).await);
        let whole = rings(portal, 3_000).await;
        apply(portal, CALLS, None).await;
        night(portal).await;
        let all = open(portal).await;
        assert_eq!(all.len(), 3);
        let its = all.iter().find(|task| task.case == called).expect("a task");
        ends(portal, &its.id, (Outcome::NotReached, None)).await.expect("ended");
        // People whose address was sealed for somebody else.
        let one = format!("(select debtor_id from cases where id = '{whole}')");
        let sql = format!(
            "update debtors set email_sealed =
                (select d.email_sealed from debtors d where d.id = {one}) where id <> {one}"
        );
        change(portal, &sql).await;
        let page = ana(portal).await.get(TEAM_TASKS).await;
        assert_eq!((page.status.as_u16(), page.body.matches("/terminar\"").count()), (200, 1));
        for case in [&called, &broken] {
            let said = format!("Caso {case}, que no se puede leer");
            assert_eq!(page.body.matches(&said).count(), 1, "{}", page.body);
        }
        assert!(!page.body.contains(&format!("Caso {whole}")), "{}", page.body);
    }
    async fn a_day_beside_an_outcome_that_has_none_comes_back_with_what_was_typed(portal) {
        let (_, id) = to_call(portal).await;
        let (mut ana, path) = (ana(portal).await, routes::team_task_done(&id));
        for outcome in ["reached", "not-reached", "said-paid"] {
            let fields = [("outcome", outcome), ("day", "2026-12-05"), ("note", "Por la tarde.")];
            let page = ana.post(&path, &fields).await;
            assert_eq!(page.status.as_u16(), 422, "{outcome}: {}", page.body);
            for part in ["value=\"2026-12-05\"", "Por la tarde.", "o borrar el día"] {
                assert!(page.body.contains(part), "{outcome}, {part}: {}", page.body);
            }
        }
        let told = ends(portal, &id, (Outcome::Reached, Some("2026-12-05"))).await;
        assert!(matches!(told, Err(PortalError::Refused("day"))), "{told:?}");
        assert_eq!(open(portal).await.len(), 1, "nothing was ended");
    }

    async fn whoever_speaks_to_somebody_is_told_whether_it_is_a_promise(portal) {
        let (first, second) = (rings(portal, 40_000).await, rings(portal, 50_000).await);
        offer(portal, POLICY).await;
        apply(portal, CALLS, None).await;
        night(portal).await;
        let (mut ana, all) = (ana(portal).await, open(portal).await);
        // The second day is beyond what the policy gives.
        for (case, day, said) in [
            (first, "2026-12-01", "Quedó como compromiso de pago"),
            (second, "2026-12-10", "Quedó anotado, sin compromiso de pago"),
        ] {
            let its = all.iter().find(|task| task.case == case).expect("a task");
            let fields = [("outcome", "will-pay"), ("day", day)];
            let page = ana.post(&routes::team_task_done(&its.id), &fields).await;
            assert_eq!(page.status.as_u16(), 303, "{}", page.body);
            let page = ana.get(TEAM_TASKS).await.body;
            assert!(page.contains(said), "{said}: {page}");
        }
    }
    async fn what_was_done_last_stands_first_however_long_it_was_due(portal) {
        let old = rings(portal, 1_000).await;
        apply(portal, CALLS, None).await;
        night(portal).await;
        let new = rings(portal, 2_000).await;
        nights(portal, 1).await;
        let all = open(portal).await;
        assert_eq!(all.iter().map(|task| &task.case).collect::<Vec<_>>(), [&old, &new]);
        for task in all.iter().rev() {
            portal.advance(TimeDelta::minutes(1)).await;
            ends(portal, &task.id, (Outcome::Reached, None)).await.expect("ended");
        }
        let page = ana(portal).await.get(TEAM_TASKS).await.body;
        let place = |case| page.find(&format!("href=\"{}\"", routes::team_case(case)));
        assert!(place(&old).is_some() && place(&old) < place(&new), "{page}");
    }

    async fn every_task_that_was_done_is_seen_once_page_by_page(portal) {
        let mut cases = Vec::new();
        for _ in 0..22 {
            cases.push(rings(portal, 1_000).await);
        }
        apply(portal, CALLS, None).await;
        night(portal).await;
        let all = open(portal).await;
        assert_eq!(all.len(), 22);
        for task in &all {
            ends(portal, &task.id, (Outcome::Reached, None)).await.expect("ended");
        }
        let mut ana = ana(portal).await;
        let first = ana.get(TEAM_TASKS).await.body;
        let (_, rest) = first.split_once("?after=").expect("there is more");
        let cursor = rest.split('"').next().unwrap_or_default().to_owned();
        let second = ana.get(&format!("{TEAM_TASKS}?after={cursor}")).await.body;
        for case in &cases {
            let link = format!("href=\"{}\"", routes::team_case(case));
            let (here, there) = (first.matches(&link).count(), second.matches(&link).count());
            assert_eq!(here + there, 1, "{case}: {first}{second}");
        }
    }
}
