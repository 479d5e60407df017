//! `ledger-check`: each kind of planted corruption is found and named, and a sound ledger is called
//! sound, also while money is being booked.

use std::sync::atomic::{AtomicBool, Ordering};

use domain::ids::{CaseId, EntryId};
use domain::ledger::{Entry, Reason};
use server::store::{Dialect, ledger, suspense};
use server::use_cases::ledger_check;
use server::use_cases::payment::elsewhere::{self, Recorded};
use server::use_cases::payment::start::{self, Next, Wish};
use sqlx::AssertSqlSafe;

use crate::engine::on_both_engines;
use crate::leaving_suspense::unknown;
use crate::portal::{TestPortal, pen};

/// A corruption and the table that the check must name.
const CORRUPTIONS: [(&str, &str); 15] = [
    ("update ledger_postings set amount_minor = amount_minor + 1", "ledger_entries"),
    (
        "update ledger_postings set from_account = 'waived' where from_account = 'opening'",
        "ledger_entries",
    ),
    ("update ledger_entries set occurred_on = '2020-01-01'", "ledger_entries"),
    ("delete from ledger_postings where to_account = 'collected:stripe'", "ledger_entries"),
    ("update debt_balances set principal_minor = principal_minor + 1", "debt_balances"),
    ("update debt_balances set paid_minor = paid_minor + 1", "debt_balances"),
    ("update case_balances set credit_minor = credit_minor + 1", "case_balances"),
    ("update evidence set body = body || 'x' where seq = 2", "evidence"),
    ("delete from evidence where seq = 1", "evidence"),
    ("update cases set evidence_seq = evidence_seq + 1", "cases"),
    ("update payments set amount_minor = amount_minor + 1", "payments"),
    ("update ledger_entries set cause = 'payment:pay_0' where reason = 'paid'", "ledger_entries"),
    ("update suspense set ended_at = 1, payment_id = 'x'", "suspense"),
    ("update suspense set ended_at = 1, payment_id = (select min(id) from payments)", "suspense"),
    ("update suspense set back_minor = amount_minor + 1", "suspense"),
];

on_both_engines! {
    async fn each_planted_corruption_is_found_and_named(portal) {
        let (case, _) = portal.debt(pen(10_000)).await;
        pay_in_full(portal, &case, 10_000).await;
        unknown(portal, 700).await;
        let clean = ledger_check::check(&portal.portal).await.expect("it reads");
        assert!(clean.is_ok(), "{clean:?}");
        for (sql, table) in CORRUPTIONS {
            let broken = with_corruption(portal, sql).await;
            assert_eq!(broken.table, table, "{sql}: {broken}");
        }
    }

    async fn money_that_left_suspense_the_wrong_way_round_is_found(portal) {
        let id = unknown(portal, 700).await;
        let (clinic, now) = (portal.clinic.clone(), portal.portal.clock.now());
        let mut tx = portal.portal.store.begin().await.expect("a transaction");
        let item = suspense::lock(&mut tx, &clinic, &id).await.expect("asked").expect("it waits");
        let entry = Entry {
            id: EntryId::from_bits(portal.portal.ids.bits()),
            case: None,
            occurred_on: item.received_on,
            reason: Reason::SentBack,
            cause: item.cause_of_leaving(),
            postings: vec![item.posting()],
        };
        let _ = ledger::post(&mut tx, &clinic, None, entry, now).await.expect("posted");
        suspense::leave(&mut tx, &clinic, &id, None, now).await.expect("ended");
        let verdict = ledger_check::check_on(&mut tx).await.expect("it reads");
        tx.rollback().await.expect("taken back");
        let broken = verdict.expect_err("it came in twice");
        assert_eq!((broken.table, broken.row.as_str()), ("suspense", "PEN"), "{broken}");
    }

    async fn a_check_sees_the_books_as_they_stood_at_one_moment(portal) {
        let (case, _) = portal.debt(pen(10_000)).await;
        let mut snapshot = portal.portal.store.snapshot().await.expect("a snapshot");
        let before = ledger_check::check_on(&mut snapshot).await.expect("it reads");
        at_the_counter(portal, &case, "a-form").await;
        let again = ledger_check::check_on(&mut snapshot).await.expect("it reads");
        snapshot.rollback().await.expect("ended");
        assert_eq!(again, before);
        let after = ledger_check::check(&portal.portal).await.expect("it reads");
        let expected = before.map(|sum| sum.entries + 1);
        assert_eq!(after.map(|sum| sum.entries), expected);
    }

    async fn a_check_beside_payments_that_are_being_booked_finds_nothing_broken(portal) {
        let mut cases = Vec::new();
        for _ in 0..3 {
            cases.push(portal.debt(pen(10_000)).await.0);
        }
        let (portal, booked) = (&*portal, AtomicBool::new(false));
        let book = async {
            for n in 0..20 {
                for case in &cases {
                    at_the_counter(portal, case, &format!("{case}-{n}")).await;
                }
            }
            booked.store(true, Ordering::Relaxed);
        };
        let check = async {
            while !booked.load(Ordering::Relaxed) {
                let verdict = ledger_check::check(&portal.portal).await.expect("it reads");
                assert!(verdict.is_ok(), "{verdict:?}");
            }
        };
        tokio::join!(book, check);
        for case in &cases {
            assert_eq!(portal.owed(case).await, 8_000);
        }
    }
}

/// One sol received at the counter, by a form of its own.
async fn at_the_counter(portal: &TestPortal, case: &CaseId, form: &str) {
    let new = Recorded {
        amount: pen(100),
        received_on: "2026-11-20".parse().expect("a day"),
        debt: None,
        note: String::new(),
        who: "ana".to_owned(),
        key: form.to_owned(),
    };
    elsewhere::record(&portal.portal, &portal.clinic, case, &new).await.expect("recorded");
}

/// Plants a corruption past the triggers, checks, and takes it back.
async fn with_corruption(portal: &TestPortal, sql: &str) -> ledger_check::Broken {
    let store = &portal.portal.store;
    let mut tx = store.begin().await.expect("a transaction");
    let past = match store.dialect() {
        Dialect::Postgres => "set local session_replication_role = replica".to_owned(),
        Dialect::Sqlite => ["ledger_entries", "ledger_postings", "evidence"]
            .map(|t| format!("drop trigger {t}_refuse_update; drop trigger {t}_refuse_delete;"))
            .concat(),
    };
    sqlx::raw_sql(AssertSqlSafe(past)).execute(&mut *tx).await.expect("triggers out of the way");
    sqlx::query(AssertSqlSafe(sql.to_owned())).execute(&mut *tx).await.expect(sql);
    let verdict = ledger_check::check_on(&mut tx).await.expect("it reads");
    tx.rollback().await.expect("taken back");
    verdict.expect_err(sql)
}

/// Pays what a case owes at Stripe.
async fn pay_in_full(portal: &TestPortal, case: &CaseId, minor: i64) {
    let visit = portal.visit(case).await;
    let wish = Wish {
        currency: pen(0).currency(),
        debts: Vec::new(),
        amount: None,
        expected: pen(minor),
        plan: None,
        deal: None,
    };
    let next = start::at_stripe(&portal.portal, &visit, &wish, "es").await.expect("it starts");
    let Next::Provider(url) = next else { panic!("no page: {next:?}") };
    let session = url.rsplit('/').next().expect("a session").to_owned();
    portal.stripe.pay_by_card(&session).await;
    portal.settle().await;
    assert_eq!(portal.owed(case).await, 0);
}
