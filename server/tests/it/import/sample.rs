//! Files of the shape of the public sample portfolio: the portfolio itself where it is at hand, else a
//! small one made here.

use std::fmt::Write;

use super::dump::{count, dump};
use super::{Ask, USUAL, counts, day, import_as};
use crate::engine::on_both_engines;
use crate::portal::TestPortal;

const MAP: &str = include_str!("../../../../maps/ibm-accounts-receivable.toml");

/// A file and what is in it.
struct Portfolio {
    csv: String,
    invoices: i64,
    customers: i64,
    disputed: i64,
    cents: i64,
    /// Invoices issued and invoices open on 30 June 2013, and what the open ones owe.
    midway: (i64, i64, i64),
}

fn portfolio() -> Portfolio {
    let Some(folder) = std::env::var_os("ALDIA_SHARED") else { return small() };
    let path = std::path::Path::new(&folder).join("data/ibm-accounts-receivable.csv");
    Portfolio {
        csv: std::fs::read_to_string(path).expect("the shared sample"),
        invoices: 2_586,
        customers: 100,
        disputed: 623,
        cents: 15_565_878,
        midway: (2_021, 86, 522_391),
    }
}

/// 240 invoices of 12 customers: issued from 2 January to 30 August 2013, settled 40 days later.
fn small() -> Portfolio {
    let mut csv =
        "countryCode,customerID,PaperlessDate,invoiceNumber,InvoiceDate,DueDate,InvoiceAmount,\
        Disputed,SettledDate,PaperlessBill,DaysToSettle,DaysLate\n"
            .to_owned();
    let (mut cents, mut midway) = (0, (0, 0, 0));
    for n in 0..240_i64 {
        let issued = day("2013-01-02") + chrono::TimeDelta::days(n);
        let [issued_on, due_on, settled_on] =
            [0, 30, 40].map(|days| issued + chrono::TimeDelta::days(days));
        let us = |day: chrono::NaiveDate| day.format("%-m/%-d/%Y").to_string();
        let amount = 1_007 + n * 13;
        cents += amount;
        midway.0 += i64::from(issued_on <= day("2013-06-30"));
        if issued_on <= day("2013-06-30") && settled_on > day("2013-06-30") {
            (midway.1, midway.2) = (midway.1 + 1, midway.2 + amount);
        }
        let disputed = if n % 4 == 0 { "Yes" } else { "No" };
        let _ = writeln!(
            csv,
            "770,{:04}-ABCDE,,{},{},{},{}.{:02},{disputed},{},Paper,40,10",
            n % 12,
            2_000_000_000 + n,
            us(issued_on),
            us(due_on),
            amount / 100,
            amount % 100,
            us(settled_on),
        );
    }
    Portfolio { csv, invoices: 240, customers: 12, disputed: 60, cents, midway }
}

async fn number(portal: &TestPortal, sql: &'static str) -> i64 {
    let mut conn = portal.portal.store.read().await.expect("a connection");
    sqlx::Row::get(&sqlx::query(sql).fetch_one(&mut *conn).await.expect("asked"), "n")
}

const OPEN: &str = "select count(*) as n from debt_balances where principal_minor > 0";
const OWED: &str = "select cast(sum(owed_minor) as bigint) as n from case_balances";
const MARKED: &str = "select count(*) as n from debts where marked_at is not null";
const RECEIVED: &str = "select cast(sum(amount_minor) as bigint) as n from payments";

on_both_engines! {
    async fn the_sample_portfolio_is_imported_as_it_stands(portal) {
        let sample = portfolio();
        let ask = Ask { map: MAP, ..USUAL };
        let report = import_as(portal, ask, &sample.csv).await.0.expect("imported");
        assert_eq!(counts(&report), [sample.invoices, 0, 0, 0]);
        assert_eq!(count(portal, "debts").await, sample.invoices);
        assert_eq!(count(portal, "cases").await, sample.customers);
        assert_eq!(number(portal, MARKED).await, sample.disputed);
        assert_eq!((number(portal, OPEN).await, number(portal, RECEIVED).await), (0, sample.cents));
        assert_eq!(count(portal, "holds").await, 0, "what is settled is not held");
        assert_eq!(count(portal, "messages").await, 0);
        let before = dump(portal).await;
        let again = import_as(portal, ask, &sample.csv).await.0.expect("imported");
        assert_eq!((counts(&again), dump(portal).await), ([0; 4], before));
    }

    async fn on_an_earlier_day_the_sample_is_partly_open(portal) {
        let sample = portfolio();
        let midway = Ask { map: MAP, as_of: Some(day("2013-06-30")), ..USUAL };
        let report = import_as(portal, midway, &sample.csv).await.0.expect("imported");
        let (issued, open, owed) = sample.midway;
        assert_eq!(counts(&report), [issued, 0, 0, 0]);
        assert_eq!(report.tally.skipped, sample.invoices - issued);
        assert_eq!((number(portal, OPEN).await, number(portal, OWED).await), (open, owed));
        // A year later the rest is there and settled.
        let report = import_as(portal, Ask { map: MAP, ..USUAL }, &sample.csv).await.0.expect("imported");
        assert_eq!(counts(&report), [sample.invoices - issued, open, 0, 0]);
        assert_eq!((number(portal, OPEN).await, number(portal, RECEIVED).await), (0, sample.cents));
    }
}
