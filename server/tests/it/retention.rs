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

/// Leaves what a provider, an import and a call leave: where messages went and under which id, how the person was
/// before an import, a note beside a task.
async fn leave_traces(portal: &TestPortal, case: &CaseId) {
    let of_person = format!(
        "from cases c join debtors d on d.creditor_id = c.creditor_id and d.id = c.debtor_id
         where c.id = '{case}'"
    );
    for sql in [
        format!(
            "update messages set provider_ref = 'SM' || id, address_hash = (
                select d.phone_hash from cases c
                join debtors d on d.creditor_id = c.creditor_id and d.id = c.debtor_id
                where c.creditor_id = messages.creditor_id and c.id = messages.case_id
            ) where case_id = '{case}'"
        ),
        format!(
            "insert into import_batches (creditor_id, id, file_name, fingerprint, map_text, header,
                as_of, actor, state, rows_read, rows_good, rows_bad, rows_skipped, rows_applied,
                rows_new, rows_changed, rows_waiting, rows_closed, after_debtor, after_debt,
                after_absent, started_at, done_at)
            select c.creditor_id, 'batch-' || c.id, 'a.csv', d.phone_hash, '', d.phone_hash,
                '2026-11-24', 'ana', 'done', 1, 1, 0, 0, 1, 0, 1, 0, 0, '', '', '', 0, 0 {of_person}"
        ),
        format!(
            "insert into import_changes (creditor_id, batch_id, of_id, case_id, was, became)
            select c.creditor_id, 'batch-' || c.id, d.id, c.id, d.phone_sealed, d.phone_sealed
            {of_person}"
        ),
        format!(
            "insert into tasks (creditor_id, id, case_id, kind, script, due_on, state, outcome,
                note_sealed, ended_by, ended_at, made_at)
            select c.creditor_id, 'task-' || c.id, c.id, 'call', '', '2026-11-24', 'done', 'reached',
                d.phone_sealed, 'ana', 0, 0 {of_person}"
        ),
    ] {
        change(portal, &sql).await;
    }
}

/// How many of those traces there are, of each kind.
async fn traces(portal: &TestPortal, case: &CaseId) -> [i64; 4] {
    let of = format!("case_id = '{case}'");
    let count = |from: &str| format!("select count(*) from {from} and {of}");
    [
        number(portal, &count("messages where address_hash is not null")).await,
        number(portal, &count("messages where provider_ref is not null")).await,
        number(portal, &count("import_changes where was is not null")).await,
        number(portal, &count("tasks where note_sealed is not null")).await,
    ]
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
        for case in [&over, &at_home] {
            leave_traces(portal, case).await;
            let left = traces(portal, case).await;
            assert!(left.iter().all(|count| *count > 0), "{left:?}");
        }
        let before = kept(portal, &over).await;
        assert!(before.has_address && !before.is_open, "{before:?}");
        assert!(before.copies > 0 && (before.contacts, before.notes) == (1, 1), "{before:?}");
        let others = traces(portal, &at_home).await;
        let messages = rows_of(portal, "messages", &over).await;
        let acts = rows_of(portal, "evidence", &over).await;
        assert!(erase(portal, How::InEarnest).await.is_empty(), "two years are not over");

        portal.advance(TimeDelta::days(732)).await;
        assert_eq!(erase(portal, How::OnTrial).await, ["T-987654321"]);
        assert_eq!(kept(portal, &over).await, before, "nothing was erased");
        assert_eq!(erase(portal, How::InEarnest).await, ["T-987654321"]);
        assert!(kept(portal, &over).await.is_nothing());
        assert_eq!(traces(portal, &over).await, [0; 4]);
        assert_eq!(traces(portal, &at_home).await, others, "of nobody else");
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
