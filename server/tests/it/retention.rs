//! What is kept of contacts ends when the years of the pack are over; the books stay as they are.

use chrono::TimeDelta;
use domain::ids::CaseId;
use server::store::creditor;
use server::store::debtor::{self, Find, Person};
use server::store::retention::{self as store, Kept};
use server::use_cases::debtor::{Edit, edit};
use server::use_cases::ledger_check;
use server::use_cases::payment::elsewhere::{self, Recorded};
use server::use_cases::retention::{How, go_through};

use crate::books::{change, number};
use crate::engine::on_both_engines;
use crate::phones::with_phone;
use crate::portal::{TestPortal, pen};

/// Goes through the clinic's cases; gives the customers' numbers of those that were told of.
async fn erase(portal: &TestPortal, how: How) -> Vec<String> {
    let mut conn = portal.portal.store.read().await.expect("a connection");
    let settings = creditor::settings(&mut conn, &portal.clinic).await.expect("settings");
    drop(conn);
    let mut told = Vec::new();
    let mut tell = |kept: &Kept| told.push(kept.reference.clone());
    let whose = (&portal.clinic, &settings);
    go_through(&portal.portal, whose, how, &mut tell).await.expect("gone through");
    told
}

/// All that is owed, 100 soles, paid to the clinic.
async fn pay(portal: &TestPortal, case: &CaseId) {
    let new = Recorded {
        amount: pen(10_000),
        received_on: (portal.portal.clock.now() - TimeDelta::hours(5)).date_naive(),
        debt: None,
        note: String::new(),
        who: "ana".into(),
        key: format!("paid-{case}"),
    };
    elsewhere::record(&portal.portal, &portal.clinic, case, &new).await.expect("recorded");
}

/// Says that a customer is in Chile, whose rules name two years.
async fn in_chile(portal: &TestPortal, reference: &str) {
    let moved = Edit { country: Some("CL".to_owned()), ..Edit::default() };
    edit(&portal.portal, &portal.clinic, reference, &moved).await.expect("changed");
}

async fn kept(portal: &TestPortal, case: &CaseId) -> Kept {
    let mut conn = portal.portal.store.read().await.expect("a connection");
    store::of_case(&mut conn, &portal.clinic, case).await.expect("asked").expect("there")
}

async fn person(portal: &TestPortal, case: &CaseId) -> Person {
    let mut conn = portal.portal.store.read().await.expect("a connection");
    let keys = &portal.portal.keys;
    let found = debtor::find(&mut conn, &portal.clinic, keys, Find::Case(case)).await;
    found.expect("asked").expect("there").0.person
}

async fn rows_of(portal: &TestPortal, table: &str, case: &CaseId) -> i64 {
    number(portal, &format!("select count(*) from {table} where case_id = '{case}'")).await
}

on_both_engines! {
    async fn contacts_end_after_the_years_of_the_pack_and_the_books_stay(portal) {
        let (over, _) = with_phone(portal, "987654321").await;
        let (at_home, _) = with_phone(portal, "987654322").await;
        let (owing, _) = with_phone(portal, "987654323").await;
        in_chile(portal, "T-987654321").await;
        in_chile(portal, "T-987654323").await;
        pay(portal, &over).await;
        pay(portal, &at_home).await;
        portal.run_jobs().await;
        change(portal, &format!(
            "insert into contacts_made
                (creditor_id, case_id, about, channel, outcome, made_at, made_by)
            select creditor_id, id, 'task_1', 'call', 'reached', 0, 'ana'
            from cases where id = '{over}'"
        )).await;
        let before = kept(portal, &over).await;
        assert!(before.has_address && !before.is_open, "{before:?}");
        assert!(before.copies > 0 && before.contacts == 1, "{before:?}");
        let messages = rows_of(portal, "messages", &over).await;
        let acts = rows_of(portal, "evidence", &over).await;
        assert!(erase(portal, How::InEarnest).await.is_empty(), "two years are not over");

        portal.advance(TimeDelta::days(732)).await;
        assert_eq!(erase(portal, How::OnTrial).await, ["T-987654321"]);
        assert_eq!(kept(portal, &over).await, before, "nothing was erased");
        assert_eq!(erase(portal, How::InEarnest).await, ["T-987654321"]);
        assert!(kept(portal, &over).await.is_nothing());
        let known = person(portal, &over).await;
        assert_eq!((known.email, known.phone), (None, None));
        assert!(person(portal, &owing).await.phone.is_some(), "who owes is still reached");
        assert!(person(portal, &at_home).await.phone.is_some(), "the rules there name no years");
        assert_eq!(rows_of(portal, "messages", &over).await, messages, "that they left stays");
        assert_eq!(rows_of(portal, "evidence", &over).await, acts + 1);
        let verdict = ledger_check::check(&portal.portal).await.expect("it reads");
        assert!(verdict.is_ok(), "the ledger and every chain hold");
        assert!(erase(portal, How::InEarnest).await.is_empty(), "once is enough");
    }
}
