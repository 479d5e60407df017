//! Rows that wait for a payment to end.

use chrono::TimeDelta;
use server::use_cases::import::retry_waiting;

use super::amounts::case_of;
use super::dump::count;
use super::{MAP, counts, file, import, line};
use crate::engine::on_both_engines;
use crate::payments::{all, open_page};

on_both_engines! {
    async fn a_change_waits_while_a_payment_page_is_open_and_is_made_afterwards(portal) {
        import(portal, MAP, file(&[line("B-1", "C-1", "100")])).await;
        let case = case_of(portal, "C-1").await;
        let session = open_page(portal, &case, &all(10_000)).await;
        let report = import(portal, MAP, file(&[line("B-1", "C-1", "120"), line("B-2", "C-1", "5")])).await;
        assert_eq!(counts(&report), [1, 0, 1, 0]);
        let waiting = report.waiting.first().expect("named");
        assert_eq!((&*waiting.debt_reference, waiting.line, &*waiting.why), ("B-1", 2, "payment-open"));
        assert_eq!(portal.owed(&case).await, 10_500, "nothing moves behind the debtor's back");
        assert_eq!(retry_waiting(&portal.portal, &portal.clinic).await.expect("tried").1.len(), 1);
        portal.stripe.pay_by_card(&session).await;
        portal.settle().await;
        let (tally, waiting) = retry_waiting(&portal.portal, &portal.clinic).await.expect("tried");
        assert_eq!((tally.changed, waiting.len()), (1, 0));
        assert_eq!(portal.owed(&case).await, 2_500);
    }

    async fn the_next_import_tries_again_and_its_own_row_counts(portal) {
        import(portal, MAP, file(&[line("B-1", "C-1", "100"), line("B-2", "C-2", "7")])).await;
        let case = case_of(portal, "C-1").await;
        open_page(portal, &case, &all(10_000)).await;
        assert_eq!(counts(&import(portal, MAP, file(&[line("B-1", "C-1", "120")])).await), [0, 0, 1, 0]);
        assert_eq!(counts(&import(portal, MAP, file(&[line("B-1", "C-1", "130")])).await), [0, 0, 1, 0]);
        assert_eq!(count(portal, "import_waiting").await, 1, "the newest one of each debt");
        portal.advance(TimeDelta::hours(2)).await;
        portal.settle().await;
        import(portal, MAP, file(&[line("B-2", "C-2", "7")])).await;
        assert_eq!((portal.owed(&case).await, count(portal, "import_waiting").await), (13_000, 0));
    }

    async fn a_debt_that_left_the_file_waits_too(portal) {
        let closing = MAP.replace("amount = ", "absent = \"close\"\namount = ");
        import(portal, MAP, file(&[line("B-1", "C-1", "100"), line("B-2", "C-2", "7")])).await;
        let case = case_of(portal, "C-1").await;
        open_page(portal, &case, &all(10_000)).await;
        let report = import(portal, &closing, file(&[line("B-2", "C-2", "7")])).await;
        assert_eq!((counts(&report), report.waiting[0].line), ([0, 0, 1, 0], 0));
        portal.advance(TimeDelta::hours(2)).await;
        portal.settle().await;
        let (tally, _) = retry_waiting(&portal.portal, &portal.clinic).await.expect("tried");
        assert_eq!((tally.closed, portal.owed(&case).await), (1, 0));
    }
}
