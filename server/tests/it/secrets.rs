//! What must stand in no database, none of its files and no copy: tokens (reliability L3) and national
//! ids (D3).

use std::collections::HashSet;
use std::fmt::Write;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use app::creditor::Role;
use app::routes::{self, pattern};
use domain::national_id::{IdKind, NationalId};
use secrecy::ExposeSecret;
use server::keys::token_hash;
use server::store::debtor::{self, Find};
use server::store::{Dialect, case_list};
use server::tenant::{Mark, Tenant};
use server::use_cases::access_link as links;
use server::use_cases::import::{self, BadRows, Order};
use tempfile::TempDir;
use tokio::process::Command;

use crate::debtor_access::newcomer;
use crate::engine::on_both_engines;
use crate::import::{HEADER, MAP};
use crate::links::press;
use crate::mail;
use crate::portal::{TestPortal, pen, scratch};
use crate::size::size;
use crate::team::sign_in;
use crate::world::{aldia, config, everything, files};

/// All that is sealed of one person, with the key that it is sealed with.
const SEALED: [&str; 3] = ["national_id_sealed", "email_sealed", "data_key"];

/// Everything of the database as bytes: its tables as text; for SQLite also the file, its log beside
/// it, and a fresh copy.
async fn bytes(portal: &TestPortal) -> Vec<(PathBuf, Vec<u8>)> {
    let tables = everything(&portal.portal.store).await;
    let text: Vec<String> = tables.into_values().flatten().collect();
    let mut all =
        vec![(PathBuf::from("tables"), text.join("\n").to_ascii_lowercase().into_bytes())];
    all.push((PathBuf::from("tables as they are"), text.join("\n").into_bytes()));
    if portal.portal.store.dialect() == Dialect::Sqlite {
        let folder = TempDir::new_in(scratch()).expect("a folder");
        let copy = folder.path().join("copy.db");
        let here = config(&portal.portal, folder.path(), None);
        let arguments = ["backup", copy.to_str().expect("UTF-8")];
        let done = Command::from(aldia(&here, &arguments)).output().await.expect("it runs");
        assert!(done.status.success());
        all.push((copy.clone(), std::fs::read(&copy).expect("a copy")));
        all.extend(beside(portal, folder.path()).await);
    }
    all
}

/// The database's file and its log. Another process copies them: if this one opened and closed the file
/// itself, the system would take SQLite's locks away.
async fn beside(portal: &TestPortal, folder: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    let url = portal.portal.settings.database_url.expose_secret();
    let file = url.trim_start_matches("sqlite:").split('?').next().expect("a path");
    let names = ["", "-wal"].map(|ending| format!("{file}{ending}"));
    let into = folder.join("beside");
    std::fs::create_dir(&into).expect("a folder");
    let done = Command::new("cp").args(&names).arg(&into).status().await.expect("it runs");
    assert!(done.success(), "the file and its log");
    files(&into)
}

/// The first of `secrets`, all of one length in letters and digits, that stands in `bytes`.
fn found<'a>(bytes: &'a [u8], secrets: &HashSet<Vec<u8>>) -> Option<&'a [u8]> {
    let length = secrets.iter().next().expect("a secret").len();
    let starts: HashSet<[u8; 2]> = secrets.iter().map(|secret| [secret[0], secret[1]]).collect();
    bytes
        .split(|byte| !byte.is_ascii_alphanumeric())
        .filter(|run| run.len() >= length)
        .flat_map(|run| run.windows(length))
        .find(|window| starts.contains(&[window[0], window[1]]) && secrets.contains(*window))
}

fn hex(text: &[u8]) -> Vec<u8> {
    let bytes: Vec<_> = text.iter().map(|byte| format!("{byte:02x}")).collect();
    bytes.concat().into_bytes()
}

/// Every token that left: by export, by letter, in cookies.
async fn tokens(portal: &TestPortal, exported: usize) -> HashSet<Vec<u8>> {
    let clinic = portal.clinic.clone();
    let mut tokens = HashSet::new();
    for n in 0..50 {
        newcomer(portal, &clinic, ("Rosa", &format!("t{n:03}")), pen(1_000)).await;
    }
    while tokens.len() < exported {
        let page = links::export(&portal.portal, &clinic, None).await.expect("exported");
        for item in page.items {
            let token = item
                .link
                .as_ref()
                .expect("a link")
                .0
                .rsplit('/')
                .next()
                .expect("a token")
                .split('?')
                .next();
            assert!(tokens.insert(token.expect("a token").as_bytes().to_vec()), "the same twice");
        }
    }
    links::queue(&portal.portal, &clinic, None).await.expect("queued");
    portal.run_jobs().await;
    for letter in mail::all(portal) {
        tokens.insert(letter.token().into_bytes());
    }
    let mut browser = portal.browser();
    let token = mail::all(portal)[7].token();
    assert_eq!(press(&mut browser, &token).await.as_deref(), Some(pattern::IDENTITY));
    tokens.insert(browser.cookie("aldia").expect("a session").as_bytes().to_vec());
    browser.post(pattern::IDENTITY, &[("answer", "F-t007")]).await;
    tokens.insert(browser.cookie("aldia").expect("a session").as_bytes().to_vec());
    let owner = sign_in(portal, &clinic, ("olga@example.pe", Role::Owner)).await;
    tokens.insert(owner.cookie("aldia-team").expect("a session").as_bytes().to_vec());
    let letters = mail::to(portal, "olga@example.pe");
    let text = &letters.last().expect("a letter").text;
    let at = text.find("/panel/entrar/").expect("a link") + "/panel/entrar/".len();
    tokens.insert(text.as_bytes()[at..at + 22].to_vec());
    tokens
}

/// A RUC of a person: what it begins with keeps it apart from instants and ids.
fn ruc(n: usize) -> String {
    let body = format!("10{:08}", 40_000_000 + n * 3_571 % 50_000_000);
    let digits: Vec<u32> = body.chars().filter_map(|c| c.to_digit(10)).collect();
    let sum: u32 = digits.iter().zip([5, 4, 3, 2, 7, 6, 5, 4, 3, 2]).map(|(a, b)| a * b).sum();
    format!("{body}{}", (11 - sum % 11) % 10)
}

/// Imports one person for each id, stopped once midway to look.
async fn import_ids(portal: &TestPortal, ids: &[String], secrets: &HashSet<Vec<u8>>) {
    let mut csv = format!("{HEADER}\n");
    for (n, id) in ids.iter().enumerate() {
        let _ = writeln!(csv, "B-{n:05};C-{n:05};10,00;11/09/2026;11/10/2026;no;;Rosa;;{id};");
    }
    let folder = TempDir::new_in(scratch()).expect("a folder");
    let file = folder.path().join("deudas.csv");
    std::fs::write(&file, csv).expect("written");
    let order =
        Order { file: &file, map_text: MAP, as_of: None, bad_rows: BadRows::RefuseAll, actor: "x" };
    let mut steps = 0;
    let mut stop_midway = |_| {
        steps += 1;
        if steps == 2 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    };
    drop(import::run(&portal.portal, &portal.clinic, order, &mut stop_midway).await);
    for (path, bytes) in bytes(portal).await {
        assert_eq!(found(&bytes, secrets), None, "while staged, in {}", path.display());
    }
    let mut on = |_| ControlFlow::Continue(());
    let report =
        import::run(&portal.portal, &portal.clinic, order, &mut on).await.expect("imported");
    assert_eq!(report.tally.applied, i64::try_from(ids.len()).expect("few"));
}

on_both_engines! {
    async fn of_a_token_the_database_keeps_its_sha_256_and_nothing_else(portal) {
        let tokens = tokens(portal, size(2_000, 10_000)).await;
        let hexed: HashSet<_> = tokens.iter().map(|token| hex(token)).collect();
        for (path, bytes) in bytes(portal).await {
            assert_eq!(found(&bytes, &tokens), None, "in {}", path.display());
            assert_eq!(found(&bytes, &hexed), None, "in {}", path.display());
        }
        let token = tokens.iter().next().expect("one");
        let hash = token_hash(std::str::from_utf8(token).expect("ASCII"));
        assert_eq!(hash.len(), 32);
        let mut conn = portal.portal.store.read().await.expect("a connection");
        let mut known = 0;
        for token in &tokens {
            let hash = token_hash(std::str::from_utf8(token).expect("ASCII"));
            known += usize::from(Tenant::find(&mut conn, Mark::LinkToken(&hash)).await.expect("asked").is_some());
        }
        assert!(known >= size(2_000, 10_000), "they are found by their hash: {known}");
    }

    async fn national_ids_are_searched_by_hash_and_stand_nowhere_in_clear(portal) {
        let ids: Vec<String> = (0..size(2_000, 10_000)).map(ruc).collect();
        assert!(ids.iter().all(|id| NationalId::parse(IdKind::PeRuc, id).is_ok()));
        let secrets: HashSet<Vec<u8>> = ids.iter().map(|id| id.clone().into_bytes()).collect();
        assert_eq!(secrets.len(), ids.len());
        import_ids(portal, &ids, &secrets).await;
        let clinic = portal.clinic.clone();
        let mut owner = sign_in(portal, &clinic, ("olga@example.pe", Role::Owner)).await;
        for n in [0, 7, ids.len() - 1] {
            let page = owner.post(pattern::TEAM_CASES, &[("q", &ids[n])]).await;
            assert!(page.body.contains(&format!("C-{n:05}")), "{}", page.body);
            assert_eq!(page.body.matches("/panel/casos/case_").count(), 1);
        }
        let hexed: HashSet<_> = ids.iter().map(|id| hex(id.as_bytes())).collect();
        for (path, bytes) in bytes(portal).await {
            assert_eq!(found(&bytes, &secrets), None, "in {}", path.display());
            assert_eq!(found(&bytes, &hexed), None, "in {}", path.display());
        }
    }

    async fn a_sealed_id_that_is_put_into_another_persons_row_does_not_open(portal) {
        let clinic = portal.clinic.clone();
        let (one, _) = portal.debt(pen(1_000)).await;
        let (other, _) = portal.debt(pen(1_000)).await;
        let mut owner = sign_in(portal, &clinic, ("olga@example.pe", Role::Owner)).await;
        for columns in [&["national_id_sealed"][..], &["email_sealed"], &["data_key"], &SEALED] {
            let column = columns.join(", ");
            let from = |c: &&str| format!("{c} = (select {c} from swapped s where s.id <> debtors.id)");
            let set: Vec<_> = columns.iter().map(from).collect();
            let swap = format!(
                "create table swapped as select id, {column} from debtors;
                update debtors set {}; drop table swapped",
                set.join(", ")
            );
            let mut tx = portal.portal.store.begin().await.expect("a transaction");
            sqlx::raw_sql(sqlx::AssertSqlSafe(swap.clone())).execute(&mut *tx).await.expect("swapped");
            for case in [&one, &other] {
                let of = Find::Case(case);
                let read = debtor::find(&mut tx, &clinic, &portal.portal.keys, of).await;
                assert!(read.is_err(), "{column} opens in another row");
            }
            tx.commit().await.expect("committed");
            let page = owner.get(&routes::team_case(&one)).await;
            assert!(page.status == 500 && !page.body.contains("rosa"), "{column}: {}", page.status);
            let mut tx = portal.portal.store.begin().await.expect("a transaction");
            sqlx::raw_sql(sqlx::AssertSqlSafe(swap)).execute(&mut *tx).await.expect("swapped back");
            tx.commit().await.expect("committed");
            assert_eq!(owner.get(&routes::team_case(&one)).await.status, 200);
        }
        let mut conn = portal.portal.store.read().await.expect("a connection");
        let hash = portal.portal.keys.look_up(&clinic, "national_id", "45678912");
        let both = case_list::search(&mut conn, &clinic, case_list::Search::NationalId(&hash)).await;
        assert_eq!(both.expect("asked").len(), 2);
    }
}
