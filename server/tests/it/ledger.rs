//! `ledger-check`: each kind of planted corruption is found and named.

use domain::ids::EntryId;
use domain::ledger::{Entry, Reason};
use server::store::{Dialect, ledger, suspense};
use server::use_cases::ledger_check;
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
async fn pay_in_full(portal: &TestPortal, case: &domain::ids::CaseId, minor: i64) {
    let visit = portal.visit(case).await;
    let wish =
        Wish { currency: pen(0).currency(), debts: Vec::new(), amount: None, expected: pen(minor) };
    let next = start::at_stripe(&portal.portal, &visit, &wish, "es").await.expect("it starts");
    let Next::Provider(url) = next else { panic!("no page: {next:?}") };
    let session = url.rsplit('/').next().expect("a session").to_owned();
    portal.stripe.pay_by_card(&session).await;
    portal.settle().await;
    assert_eq!(portal.owed(case).await, 0);
}
