//! Credit pays the next amount due, on the day on which it falls due, before anybody is asked for it.

use chrono::{NaiveDate, TimeDelta};
use domain::ids::{CaseId, DebtId};
use domain::plan::Standing;
use server::store::debtor::Person;
use server::use_cases::debt::{self, NewDebt};
use server::use_cases::payment::elsewhere::{self, Recorded};

use crate::autopay::{GOOD, intents, run, with_card};
use crate::books;
use crate::certificates::certificates;
use crate::engine::on_both_engines;
use crate::instalments::{a_day_begins, in_a_plan, only, pay, standings};
use crate::payments::{all, open_page};
use crate::portal::{TestPortal, pen};

/// Another debt of 300.00 of the first customer, due on 27 November.
async fn due_on_friday(portal: &TestPortal) -> DebtId {
    let new = NewDebt {
        debtor_reference: "P-1".to_owned(),
        person: Person::default(),
        reference: "B001-0900".to_owned(),
        description: None,
        document_type: None,
        issued_on: None,
        due_on: NaiveDate::from_ymd_opt(2026, 11, 27),
        amount: pen(30_000),
    };
    debt::add(&portal.portal, &portal.clinic, &new).await.expect("a debt").1
}

/// A case with 50.00 of credit whose only open debt is due on Friday.
async fn with_credit(portal: &mut TestPortal) -> CaseId {
    let (case, _) = portal.debt_of("P-1", pen(10_000)).await;
    pay(portal, &case, 15_000, "more").await;
    due_on_friday(portal).await;
    case
}

/// 50.00 of credit beside a plan: what was paid too much for another debt.
async fn credit_beside(portal: &mut TestPortal, case: &CaseId) {
    let (_, other) = portal.debt_of("P-1", pen(1_000)).await;
    let new = Recorded {
        amount: pen(6_000),
        received_on: (portal.portal.clock.now() - TimeDelta::hours(5)).date_naive(),
        debt: Some(other),
        note: String::new(),
        who: "ana".into(),
        key: "beside".into(),
    };
    elsewhere::record(&portal.portal, &portal.clinic, case, &new).await.expect("recorded");
    assert_eq!(portal.credit(case).await, 5_000);
}

on_both_engines! {
    async fn credit_waits_for_the_day_of_a_debt_and_pays_it_then(portal) {
        let case = with_credit(portal).await;
        a_day_begins(portal).await;
        assert_eq!((portal.owed(&case).await, portal.credit(&case).await), (30_000, 5_000));
        portal.advance(TimeDelta::days(3)).await;
        for _ in 0..2 {
            a_day_begins(portal).await;
            assert_eq!((portal.owed(&case).await, portal.credit(&case).await), (25_000, 0));
        }
        books::agree(portal).await;
    }

    async fn credit_that_pays_the_last_debt_brings_a_certificate(portal) {
        let (case, _) = portal.debt_of("P-1", pen(10_000)).await;
        pay(portal, &case, 40_000, "all").await;
        due_on_friday(portal).await;
        portal.advance(TimeDelta::days(3)).await;
        a_day_begins(portal).await;
        assert_eq!((portal.owed(&case).await, portal.credit(&case).await), (0, 0));
        let named: Vec<_> = certificates(portal, &case).await.iter().map(|one| one.debts).collect();
        assert_eq!(named, [1, 2]);
    }

    async fn what_a_page_asks_for_is_not_paid_by_credit_meanwhile(portal) {
        let case = with_credit(portal).await;
        portal.advance(TimeDelta::days(3)).await;
        let session = open_page(portal, &case, &all(30_000)).await;
        a_day_begins(portal).await;
        assert_eq!((portal.owed(&case).await, portal.credit(&case).await), (30_000, 5_000));
        portal.stripe.pay_by_card(&session).await;
        portal.settle_all().await;
        assert_eq!((portal.owed(&case).await, portal.credit(&case).await), (0, 5_000));
        books::agree(portal).await;
    }

    async fn credit_pays_the_date_of_a_plan_and_no_date_before_its_day(portal) {
        use Standing::{OnTime, Open, Partly};
        let (case, _) = in_a_plan(portal).await;
        pay(portal, &case, 10_000, "one").await;
        credit_beside(portal, &case).await;
        a_day_begins(portal).await;
        assert_eq!(standings(&only(portal, &case).await), [OnTime, Open, Open, Open]);
        portal.advance(TimeDelta::days(30)).await;
        for _ in 0..2 {
            a_day_begins(portal).await;
            let kept = only(portal, &case).await;
            assert_eq!(standings(&kept), [OnTime, Partly, Open, Open]);
            assert_eq!((portal.owed(&case).await, portal.credit(&case).await), (25_000, 0));
        }
        books::agree(portal).await;
    }

    async fn a_card_is_charged_what_credit_leaves_of_a_date(portal) {
        let (case, _, _) = with_card(portal, GOOD).await;
        credit_beside(portal, &case).await;
        run(portal).await;
        let charged: Vec<_> = intents(portal).await.iter().map(|one| one["amount"].clone()).collect();
        assert_eq!(charged, [5_000]);
        assert_eq!(standings(&only(portal, &case).await)[0], Standing::OnTime);
        assert_eq!((portal.owed(&case).await, portal.credit(&case).await), (30_000, 0));
        books::agree(portal).await;
    }
}
