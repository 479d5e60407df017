//! The page of tasks: what does not read, what was typed, and what was just done.

use app::routes::pattern::TEAM_TASKS;
use server::use_cases::task::Outcome;

use super::{ana, ends, open, rings};
use crate::books::change;
use crate::engine::on_both_engines;
use crate::own_sequence::CALLS;
use crate::reminders::{apply, night};

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
}
