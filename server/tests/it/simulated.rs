//! Check 16: portfolios that live through simulated days, by a seed that brings each of them back.

use secrecy::ExposeSecret;
use server::simulate::{Order, Report, Simulation, SimulationError, Violation, run};
use sqlx::Row;
use tempfile::TempDir;
use tokio::process::Command;

use crate::engine::{on_both_databases, on_both_engines};
use crate::portal::{Engine, scratch};
use crate::postgres::fresh_database;
use crate::size::size;
use crate::world::aldia;

/// People and days of one life.
fn small() -> (u32, u32) {
    (u32::try_from(size(40, 200)).expect("small"), u32::try_from(size(90, 365)).expect("small"))
}

async fn order(engine: Engine, (debtors, days): (u32, u32), seed: u64) -> Order {
    let database = match engine {
        Engine::Sqlite => None,
        Engine::Postgres => Some(fresh_database().await),
    };
    Order { debtors, days, seed, database }
}

async fn lived(engine: Engine, seed: u64) -> Report {
    let life = order(engine, small(), seed).await;
    run(life).await.unwrap_or_else(|error| panic!("{error}"))
}

/// Adds a line to the first entry, as nobody but a person with the database in their hands can.
async fn plant(life: &Simulation) {
    let mut tx = life.portal().store.begin().await.expect("a transaction");
    let sql = "insert into ledger_postings
            (creditor_id, entry_id, line, from_account, to_account, amount_minor, currency)
        select creditor_id, entry_id, line + 100, from_account, to_account, 1, currency
        from ledger_postings order by entry_id, line limit 1";
    let done = sqlx::query(sql).execute(&mut *tx).await.expect("planted");
    assert_eq!(done.rows_affected(), 1);
    tx.commit().await.expect("committed");
}

/// The first thing that is found broken within so many days.
async fn found(life: &mut Simulation, days: u32) -> Violation {
    for _ in 0..days {
        match life.live_a_day().await {
            Ok(()) => {}
            Err(SimulationError::Broken(violation)) => return *violation,
            Err(error) => panic!("{error}"),
        }
    }
    panic!("nobody found it in {days} days");
}

/// What has to happen to somebody in the lives of a test.
const HAPPENS: [&str; 4] = [
    "plans agreed",
    "payments with the discount",
    "proposals",
    "automatic payments agreed to with a plan",
];

on_both_databases! {
    async fn a_seed_brings_the_same_life_back_and_another_one_does_not(engine) {
        let (mut lives, mut happened) = (Vec::new(), Vec::new());
        for seed in [1, 2] {
            let (first, again) = (lived(engine, seed).await, lived(engine, seed).await);
            println!("{first}");
            assert_eq!(first.happened, again.happened, "seed {seed}");
            assert_eq!(first.facts, again.facts, "seed {seed}");
            assert!(!first.received.is_empty(), "nobody paid: {first}");
            happened.extend(first.happened.iter().map(|(what, _)| *what));
            lives.push(first.facts);
        }
        assert_ne!(lives[0], lives[1]);
        for what in HAPPENS {
            assert!(happened.iter().any(|known| known.starts_with(what)), "no {what}");
        }
    }

    async fn days_that_are_to_be_charged_again_are_found_the_same_day(engine) {
        let mut life = Simulation::begin(order(engine, (10, 60), 5).await).await.expect("it begins");
        // Everything is charged at the end of the first month, on the day 28.
        for _ in 0..30 {
            life.live_a_day().await.expect("a good day");
        }
        let mut tx = life.portal().store.begin().await.expect("a transaction");
        let sql = "update late_charges set charged_until = '2027-01-08'
            where charged_until > '2027-01-30'";
        let done = sqlx::query(sql).execute(&mut *tx).await.expect("planted");
        assert!(done.rows_affected() > 0);
        let sql = "update cases set version = version + 1";
        sqlx::query(sql).execute(&mut *tx).await.expect("raised");
        tx.commit().await.expect("committed");
        let violation = found(&mut life, 1).await;
        assert_eq!((violation.seed, violation.day), (5, 31));
        assert!(violation.what.contains("paid late"), "{violation}");
    }

    async fn a_line_added_by_hand_ends_the_life_with_seed_and_day(engine) {
        let mut life = Simulation::begin(order(engine, (10, 60), 3).await).await.expect("it begins");
        for _ in 0..5 {
            life.live_a_day().await.expect("a good day");
        }
        plant(&life).await;
        // At the latest when everything is looked at, on the first day of the month.
        let violation = found(&mut life, 31).await;
        assert_eq!(violation.seed, 3);
        assert!(violation.day > 5, "{violation}");
        assert!(violation.what.contains("ledger_postings entry_"), "{violation}");
    }

    async fn money_that_only_the_ledger_knows_is_found_the_same_day(engine) {
        let mut life = Simulation::begin(order(engine, (10, 60), 4).await).await.expect("it begins");
        life.live_a_day().await.expect("a good day");
        let mut tx = life.portal().store.begin().await.expect("a transaction");
        for sql in [
            "insert into ledger_entries (creditor_id, id, case_id, currency, occurred_on, posted_at,
                reason, cause, fingerprint)
            select creditor_id, 'entry_by_hand', case_id, currency, occurred_on, posted_at, reason,
                'by-hand', fingerprint
            from ledger_entries order by id limit 1",
            "insert into ledger_postings
                (creditor_id, entry_id, line, from_account, to_account, amount_minor, currency)
            select creditor_id, 'entry_by_hand', 0, 'opening', 'collected:stripe', 100, currency
            from ledger_postings order by entry_id, line limit 1",
        ] {
            sqlx::query(sql).execute(&mut *tx).await.expect("planted");
        }
        tx.commit().await.expect("committed");
        let violation = found(&mut life, 1).await;
        assert_eq!((violation.seed, violation.day), (4, 2));
        let named = ["Captured at Stripe", "ledger_entries entry_by_hand"];
        assert!(named.iter().any(|name| violation.what.contains(name)), "{violation}");
    }
}

on_both_engines! {
    async fn a_database_that_somebody_uses_is_left_alone(portal) {
        let database = portal.portal.settings.database_url.expose_secret().to_owned();
        let order = Order { debtors: 1, days: 1, seed: 1, database: Some(database) };
        let refused = Simulation::begin(order).await.err().expect("refused");
        assert_eq!(refused.to_string(), "the database is not empty");
        let mut conn = portal.portal.store.read().await.expect("a connection");
        let sql = "select cast(count(*) as bigint) as creditors from creditors";
        let row = sqlx::query(sql).fetch_one(&mut *conn).await.expect("asked");
        assert_eq!(row.get::<i64, _>("creditors"), 1);
    }
}

#[tokio::test]
async fn no_life_is_simulated_in_production() {
    let folder = TempDir::new_in(scratch()).expect("a folder");
    let config = folder.path().join("aldia.toml");
    let text = "base_url = 'https://pagos.example.pe'\ndatabase_url = 'sqlite:none.db'\n\
        key_file = 'none.key'\nsmtp_url = 'smtps://a:b@mail.example.pe:465'\ntransfer_only = true\n";
    std::fs::write(&config, text).expect("written");
    let simulate = ["simulate", "--debtors", "1", "--days", "1"];
    let done = Command::from(aldia(&config, &simulate)).output().await.expect("it runs");
    let said = String::from_utf8_lossy(&done.stderr);
    assert!(!done.status.success() && said.contains("never with env"), "{said}");
}
