//! Proposals one after the other: only the first of those that wait keeps reminders back.

use app::routes;
use domain::ids::CaseId;
use server::store::proposal;
use server::use_cases::access_link::{self as links_use, Outcome};

use crate::engine::on_both_engines;
use crate::portal::TestPortal;
use crate::proposals::{OUTSIDE, counter, debtor, owner, wait};
use crate::reminders;

const KIND: &str = r#"
name = "Prueba"
gap_days = 7
[[step]]
name = "Amable"
kind = "kind"
days = 4
channels = ["email"]
"#;

/// Whether a proposal of the case keeps reminders back.
async fn is_held(portal: &TestPortal, case: &CaseId) -> bool {
    let mut conn = portal.portal.store.read().await.expect("a connection");
    proposal::held_until(&mut conn, &portal.clinic, case).await.expect("asked").is_some()
}

on_both_engines! {
    async fn the_second_proposal_in_a_row_keeps_no_reminders_back(portal) {
        let (case, mut browser) = debtor(portal).await;
        let first = wait(&mut browser, &OUTSIDE).await;
        assert!(is_held(portal, &case).await);
        reminders::apply(portal, KIND, None).await;
        reminders::night(portal).await;
        assert!(reminders::states(portal, &case).await.is_empty());
        browser.post(&routes::proposal_refuse(&first), &[]).await;
        let second = wait(&mut browser, &OUTSIDE).await;
        assert!(!is_held(portal, &case).await, "one came to nothing less than thirty days ago");
        let sent = links_use::send(&portal.portal, &portal.clinic, &case, "member").await;
        assert_eq!(sent.expect("asked"), Outcome::Queued);
        reminders::forget_the_day(portal).await;
        reminders::night(portal).await;
        assert_eq!(reminders::states(portal, &case).await, reminders::one("Amable", "queued", None));
        let mut olga = owner(portal).await;
        counter(&mut olga, &second, "400.00").await;
        assert!(is_held(portal, &case).await, "now the debtor has something to think about");
    }
}
