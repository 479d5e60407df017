//! A copy made while people pay, put back elsewhere (reliability D6): its ledger holds, and what was
//! paid since comes back from Stripe.

use std::collections::BTreeMap;

use chrono::TimeDelta;
use secrecy::SecretString;
use server::compose::Portal;
use sqlx::Row;
use tempfile::TempDir;
use tokio::process::Command;

use crate::payments::{all, open_page};
use crate::portal::{Engine, TestPortal, pen, scratch};
use crate::size::{Dice, size};
use crate::world::{aldia, config};

/// People of one drill; half of them have their page open before the copy is made.
const PEOPLE: u64 = 24;

/// Money by the id of its intent, in our book: payments and what waits for its case.
async fn ours(portal: &TestPortal) -> BTreeMap<String, i64> {
    let mut conn = portal.portal.store.read().await.expect("a connection");
    let sql = "select provider_ref, amount_minor from payments where provider_ref is not null
        union all select provider_ref, amount_minor from suspense";
    let rows = sqlx::query(sql).fetch_all(&mut *conn).await.expect("asked");
    let found: Vec<(String, i64)> = rows.iter().map(|row| (row.get(0), row.get(1))).collect();
    let book: BTreeMap<_, _> = found.iter().cloned().collect();
    assert_eq!(book.len(), found.len(), "the same money twice");
    book
}

/// The same in Stripe's.
async fn theirs(portal: &TestPortal) -> BTreeMap<String, i64> {
    let book = portal.stripe.book().await;
    let intents = book["intents"].as_array().expect("intents").iter();
    let paid = intents.filter_map(|intent| {
        let received = intent["received"].as_i64().expect("an amount");
        let id = intent["head"]["id"].as_str().expect("an id").to_owned();
        (received > 0).then_some((id, received))
    });
    paid.collect()
}

async fn command(config: &std::path::Path, arguments: &[&str]) {
    let done = Command::from(aldia(config, arguments)).output().await.expect("it runs");
    let said = String::from_utf8_lossy(&done.stderr).into_owned();
    assert!(done.status.success(), "{arguments:?}: {said}");
}

/// One drill. Gives how many payments the copy did not have.
async fn drill(number: usize, mut dice: Dice) -> usize {
    let mut portal = TestPortal::on(Engine::Sqlite).await;
    let folder = TempDir::new_in(scratch()).expect("a folder");
    let here = config(&portal.portal, folder.path(), None);
    let copy = folder.path().join("copy.db");
    let copy_name = copy.to_str().expect("UTF-8").to_owned();
    let mut people = Vec::new();
    for n in 0..PEOPLE {
        let minor = 5_000 + i64::try_from(n).expect("few");
        let (case, _) = portal.debt(pen(minor)).await;
        let page =
            if n % 2 == 0 { Some(open_page(&portal, &case, &all(minor)).await) } else { None };
        people.push((case, minor, page));
    }
    let (start, mut backup) = (dice.bits() % (PEOPLE / 2), None);
    for (n, (case, minor, page)) in people.iter().enumerate() {
        if n as u64 == start {
            let arguments = ["backup", &*copy_name];
            backup = Some(Command::from(aldia(&here, &arguments)).spawn().expect("it runs"));
        }
        let page = match page {
            Some(page) => page.clone(),
            None => open_page(&portal, case, &all(*minor)).await,
        };
        portal.stripe.pay_by_card(&page).await;
        // Some events are still on their way when the machine is lost.
        if dice.below(3) > 0 {
            portal.settle().await;
        }
    }
    let done = backup.expect("begun").wait_with_output().await.expect("it ended");
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));

    let elsewhere = TempDir::new_in(scratch()).expect("a folder");
    let url = format!("sqlite:{}?mode=rwc", elsewhere.path().join("aldia.db").display());
    let there = config(&portal.portal, elsewhere.path(), Some(&url));
    command(&there, &["restore", &copy_name]).await;
    command(&there, &["ledger-check"]).await;
    let mut settings = portal.portal.settings.clone();
    settings.database_url = SecretString::from(url);
    let second = Portal::open(settings, portal.portal.clock.clone()).await.expect("it opens");
    portal.portal = second;
    let missing = theirs(&portal).await.len() - ours(&portal).await.len();
    portal.advance(TimeDelta::minutes(11)).await;
    server::jobs::runner::queue_repeated(&portal.portal).await.expect("queued");
    portal.run_jobs().await;
    assert_eq!(ours(&portal).await, theirs(&portal).await, "drill {number}");
    for (case, minor, page) in &people {
        // Of a page that the copy knew the debt is paid; of the others the money waits for a person.
        let owed = portal.owed(case).await;
        assert!(
            owed == 0 || (page.is_none() && owed == *minor),
            "drill {number}: {owed} of {minor}"
        );
    }
    command(&there, &["ledger-check"]).await;
    portal.finish().await;
    missing
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_was_paid_after_a_copy_comes_back_from_stripe_when_the_copy_is_restored() {
    let mut missing = 0;
    let mut dice = Dice::of("restore drill");
    for number in 1..=size(2, 20) {
        missing += drill(number, dice.another()).await;
    }
    assert!(missing > 0, "every copy had everything: nothing was tried");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_copy_is_not_put_over_a_database_in_use_nor_made_over_a_file() {
    let portal = TestPortal::on(Engine::Sqlite).await;
    let folder = TempDir::new_in(scratch()).expect("a folder");
    let here = config(&portal.portal, folder.path(), None);
    let copy = folder.path().join("copy.db");
    let copy = copy.to_str().expect("UTF-8");
    command(&here, &["backup", copy]).await;
    let damaged = folder.path().join("damaged.db");
    let mut bytes = std::fs::read(copy).expect("a copy");
    let middle = bytes.len() / 2;
    bytes[middle..middle + 4_096].fill(0x5a);
    std::fs::write(&damaged, bytes).expect("written");
    let damaged = damaged.to_str().expect("UTF-8");
    let named = |name: &str| folder.path().join(name).display().to_string();
    let (empty, other, text) = (named("empty.db"), named("other.db"), named("text.db"));
    std::fs::write(&empty, "").expect("written");
    std::fs::write(&text, "a letter, and no database").expect("written");
    server::store::Store::connect(&format!("sqlite:{other}?mode=rwc"))
        .await
        .expect("made")
        .close()
        .await;
    for (arguments, expected) in [
        (["backup", copy], "exists already"),
        (["restore", copy], "in use"),
        (["restore", damaged], "aldia: "),
        (["restore", "nothing.db"], "is not there"),
        (["restore", &empty], "is no SQLite database"),
        (["restore", &text], "is no SQLite database"),
        (["restore", &other], "is not a database of AlDía"),
    ] {
        let done = Command::from(aldia(&here, &arguments)).output().await.expect("it runs");
        let said = String::from_utf8_lossy(&done.stderr).into_owned();
        assert!(!done.status.success() && said.contains(expected), "{arguments:?}: {said}");
    }
    portal.finish().await;
}
