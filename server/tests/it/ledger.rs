//! `ledger-check`: each kind of planted corruption is found and named.

use server::store::Dialect;
use server::use_cases::ledger_check;
use server::use_cases::payment::start::{self, Next, Wish};
use sqlx::AssertSqlSafe;

use crate::engine::on_both_engines;
use crate::portal::{TestPortal, pen};

/// A corruption and the table that the check must name.
const CORRUPTIONS: [(&str, &str); 12] = [
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
];

on_both_engines! {
    async fn each_planted_corruption_is_found_and_named(portal) {
        let (case, _) = portal.debt(pen(10_000)).await;
        pay_in_full(portal, &case, 10_000).await;
        let clean = ledger_check::check(&portal.portal).await.expect("it reads");
        assert!(clean.is_ok(), "{clean:?}");
        for (sql, table) in CORRUPTIONS {
            let broken = with_corruption(portal, sql).await;
            assert_eq!(broken.table, table, "{sql}: {broken}");
        }
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
