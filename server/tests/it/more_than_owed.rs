//! Money that the team writes down and that is more than is owed: asked about once, then credit.

use app::creditor::Role;
use app::routes;
use chrono::TimeDelta;
use server::use_cases::payment::start::{self, Next};
use server::use_cases::payment::transfer;

use crate::browser::{Browser, Page};
use crate::engine::on_both_engines;
use crate::instalments::{a_day_begins, in_a_plan, only};
use crate::payments::all;
use crate::portal::{TestPortal, pen};
use crate::team::sign_in;
use crate::ways_out::offer;

/// The day on which everything here arrived.
const DAY: &str = "2026-11-20";

/// 12 % a year for paying late.
const LATE: &str = "name = \"Pacientes\"\n[late]\nyearly = \"12\"\n";

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

    async fn what_is_owed_counts_interest_until_the_day_of_the_money(portal) {
        let (case, _) = portal.debt(pen(100_000)).await;
        offer(portal, LATE).await;
        portal.advance(TimeDelta::days(6)).await;
        let mut ana = ana(portal).await;
        let path = routes::team_case_payments(&case);
        let form = |received_on: &'static str| {
            let key = ("key", "0192f0c8000070008000000000000001");
            [key, ("amount", "1001.97"), ("currency", "PEN"), ("received_on", received_on)]
        };
        // Six days of interest have run today, and none on the day on which the clinic began to ask for it.
        for (received_on, over) in [("2026-11-24", "1.97"), ("2026-11-27", "0.99")] {
            let page = ana.post(&path, &form(received_on)).await;
            assert_eq!(page.status, 422, "{received_on}");
            let asked = format!("{over} más de lo que debe");
            assert!(page.body.contains(&asked), "{asked}: {}", page.body);
        }
        assert_eq!(ana.post(&path, &form("2026-11-30")).await.status, 303);
        assert_eq!((portal.owed(&case).await, portal.credit(&case).await), (0, 0));
    }

    async fn a_plan_is_closed_by_what_closed_it_on_the_day_of_the_money(portal) {
        let (case, _) = in_a_plan(portal).await;
        portal.advance(TimeDelta::days(6)).await;
        a_day_begins(portal).await;
        let mut ana = ana(portal).await;
        let path = routes::team_case_payments(&case);
        let plan = only(portal, &case).await.id;
        let form = |received_on: &'static str| {
            let key = ("key", "0192f0c8000070008000000000000001");
            [key, ("amount", "400.00"), ("currency", "PEN"), ("received_on", received_on),
                ("debt", plan.as_str())]
        };
        // In time it was 2 % less: the first date has been missed since.
        let page = ana.post(&path, &form("2026-11-25")).await;
        assert_eq!(page.status, 422);
        assert!(page.body.contains("8.00 más de lo que debe"), "{}", page.body);
        assert_eq!(ana.post(&path, &form("2026-11-30")).await.status, 303);
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
