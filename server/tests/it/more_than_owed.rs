//! Money that the team writes down and that is more than is owed: asked about once, then credit.

use app::creditor::Role;
use app::routes;
use server::use_cases::payment::start::{self, Next};
use server::use_cases::payment::transfer;

use crate::browser::{Browser, Page};
use crate::engine::on_both_engines;
use crate::payments::all;
use crate::portal::{TestPortal, pen};
use crate::team::sign_in;

/// The day on which everything here arrived.
const DAY: &str = "2026-11-20";

/// Somebody of the clinic's team.
async fn ana(portal: &TestPortal) -> Browser {
    sign_in(portal, &portal.clinic, ("ana@example.pe", Role::Agent)).await
}

/// The page asks about S/ 20.00, with the amount as it was typed.
fn asks(page: &Page) {
    assert_eq!(page.status, 422);
    for part in ["name=\"over\"", "href=\"#over\"", "20.00 más de lo que debe", "value=\"120.00\""]
    {
        assert!(page.body.contains(part), "{part}: {}", page.body);
    }
    assert_eq!(page.body.matches("aria-invalid").count(), 0, "nothing else is wrong");
}

on_both_engines! {
    async fn a_payment_of_more_than_is_owed_is_recorded_when_it_is_confirmed(portal) {
        let (case, _) = portal.debt(pen(10_000)).await;
        let mut ana = ana(portal).await;
        let path = routes::team_case_payments(&case);
        let form = |over: &'static [(&'static str, &'static str)]| {
            let fields = [
                ("key", "0192f0c8000070008000000000000001"),
                ("amount", "120.00"),
                ("currency", "PEN"),
                ("received_on", DAY),
                ("note", "En caja, con vuelto pendiente"),
            ];
            [&fields[..], over].concat()
        };
        let page = ana.post(&path, &form(&[])).await;
        asks(&page);
        assert!(page.body.contains("En caja, con vuelto pendiente"), "the form is kept");
        assert_eq!(ana.post(&path, &form(&[("over", "on")])).await.status, 422, "another word");
        assert_eq!((portal.owed(&case).await, portal.credit(&case).await), (10_000, 0));
        assert_eq!(ana.post(&path, &form(&[("over", "yes")])).await.status, 303);
        assert_eq!((portal.owed(&case).await, portal.credit(&case).await), (0, 2_000));
    }

    async fn a_payment_of_all_that_is_owed_asks_nothing(portal) {
        let (case, _) = portal.debt(pen(10_000)).await;
        let mut ana = ana(portal).await;
        let fields = [
            ("key", "0192f0c8000070008000000000000001"),
            ("amount", "100.00"),
            ("currency", "PEN"),
            ("received_on", DAY),
        ];
        assert_eq!(ana.post(&routes::team_case_payments(&case), &fields).await.status, 303);
        assert_eq!((portal.owed(&case).await, portal.credit(&case).await), (0, 0));
    }

    async fn a_transfer_of_more_than_is_owed_is_booked_when_it_is_confirmed(portal) {
        let (case, _) = portal.debt(pen(10_000)).await;
        let visit = portal.visit(&case).await;
        let next = start::by_transfer(&portal.portal, &visit, &all(10_000), "es").await;
        let Next::Transfer(id) = next.expect("begun") else { panic!("no transfer") };
        transfer::announce(&portal.portal, &visit, &id, "").await.expect("announced");
        let mut ana = ana(portal).await;
        let path = routes::team_transfer_confirm(&id);
        let sent = [("amount", "120.00"), ("received_on", DAY)];
        asks(&ana.post(&path, &sent).await);
        assert_eq!((portal.owed(&case).await, portal.credit(&case).await), (10_000, 0));
        let confirmed = [&sent[..], &[("over", "yes")]].concat();
        assert_eq!(ana.post(&path, &confirmed).await.status, 303);
        assert_eq!((portal.owed(&case).await, portal.credit(&case).await), (0, 2_000));
    }
}
