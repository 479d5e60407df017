//! The store: its statements, its locks, its refusals.

use server::store::statements;

use crate::engine::on_both_engines;
use crate::portal::{TestPortal, pen};

on_both_engines! {
    async fn every_statement_prepares(portal) {
        let mut conn = portal.portal.store.read().await.expect("a connection");
        for sql in statements() {
            let prepared = sqlx::Executor::prepare(&mut *conn, sqlx::SqlStr::from_static(sql)).await;
            assert!(prepared.is_ok(), "{sql}\n{:?}", prepared.err());
        }
    }

    async fn the_database_refuses_to_change_the_ledger(portal) {
        portal.debt(pen(1000)).await;
        for sql in [
            "update ledger_postings set amount_minor = 1",
            "delete from ledger_postings",
            "update ledger_entries set reason = 'paid'",
            "delete from ledger_entries",
            "update evidence set body = ''",
            "delete from evidence",
        ] {
            let mut tx = portal.portal.store.begin().await.expect("a transaction");
            let done = sqlx::query(sql).execute(&mut *tx).await;
            assert!(done.is_err(), "{sql} was allowed");
        }
        truncate(portal).await;
    }
}

/// TRUNCATE is PostgreSQL's; SQLite's REPLACE must not remove a row either.
async fn truncate(portal: &TestPortal) {
    let store = &portal.portal.store;
    let statements = match store.dialect() {
        server::store::Dialect::Postgres => vec!["truncate ledger_postings", "truncate evidence"],
        server::store::Dialect::Sqlite => vec![
            "replace into ledger_postings select creditor_id, entry_id, line, from_account,
                to_account, amount_minor + 1, currency from ledger_postings",
        ],
    };
    for sql in statements {
        let mut tx = store.begin().await.expect("a transaction");
        assert!(sqlx::query(sql).execute(&mut *tx).await.is_err(), "{sql} was allowed");
    }
}
