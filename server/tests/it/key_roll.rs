//! A new master key under load (reliability D3): nobody notices, a kill is no loss, and nothing is left under
//! the old one when it goes.

use std::fmt::Write;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, PoisonError};
use std::time::Duration;

use app::creditor::Role;
use app::routes::pattern;
use chrono::TimeDelta;
use domain::contact_channel::ContactChannel;
use domain::ids::CaseId;
use server::clock::Clock;
use server::compose::Portal;
use server::keys::Keys;
use server::store::debtor::{self, Find};
use server::store::reminder_page::Stretch;
use server::store::{Dialect, case_list, message, reminder_reach};
use server::use_cases::PortalError;
use server::use_cases::access_link::LINK;
use server::use_cases::debtor::Edit;
use server::use_cases::import::End;
use server::use_cases::link_key;
use server::use_cases::master_key::{self, REST};
use server::use_cases::payment::suspense;
use sqlx::{AssertSqlSafe, Row};
use tokio::process::Command;

use crate::browser::Browser;
use crate::engine::{on_both_databases, on_both_engines};
use crate::import::dump::count;
use crate::import::{Ask, HEADER, MAP, USUAL, import, import_as};
use crate::leaving_suspense::unknown;
use crate::load::{Load, Newcomers, come_by_signed_links, register};
use crate::phones::{allow, with_phone};
use crate::portal::{Engine, TestPortal, pen};
use crate::process::{Aldia, log};
use crate::signed_links;
use crate::size::size;
use crate::team::sign_in;
use crate::world::aldia;

/// Until the new key seals.
const SOON: TimeDelta = TimeDelta::seconds(2);

/// What is sealed under the master key itself: all of it is in the roll.
const BY_MASTER: [(&str, &str); 6] = [
    ("debtors", "data_key"),
    ("import_rows", "row_sealed"),
    ("import_waiting", "row_sealed"),
    ("link_keys", "secret_sealed"),
    ("suspense", "reason_sealed"),
    ("team_members", "totp_sealed"),
];

/// What is sealed under a debtor's own key, which stays the same when it is wrapped anew.
const BY_DEBTOR: [(&str, &str); 18] = [
    ("agreements", "address_sealed"),
    ("agreements", "device_sealed"),
    ("agreements", "paper_sealed"),
    ("answer_files", "file_sealed"),
    ("answers", "text_sealed"),
    ("attempts", "note_sealed"),
    ("clearances", "paper_sealed"),
    ("consents", "proof_sealed"),
    ("debtors", "birth_date_sealed"),
    ("debtors", "email_sealed"),
    ("debtors", "national_id_sealed"),
    ("debtors", "phone_sealed"),
    ("debtors", "postcode_sealed"),
    ("messages", "kept_sealed"),
    ("proposal_events", "household_sealed"),
    ("proposal_events", "words_sealed"),
    ("reasons", "reason_sealed"),
    ("tasks", "note_sealed"),
];

/// Hashed under the master key: in the roll, or compared with all that it may stand under.
const HASHED: [(&str, &str); 10] = [
    ("address_openings", "address_hash"),
    ("address_stops", "address_hash"),
    ("address_turns", "address_hash"),
    ("consents", "address_hash"),
    ("contact_stops", "address_hash"),
    ("contacts_made", "address_hash"),
    ("debtors", "email_hash"),
    ("debtors", "national_id_hash"),
    ("debtors", "phone_hash"),
    ("messages", "address_hash"),
];

/// Hashes of what nobody can guess or of what stands beside them: no key is in them.
const PLAIN_HASHES: [&str; 6] =
    ["checked_hash", "code_hash", "evidence_hash", "id_hash", "paper_hash", "token_hash"];

/// A national id that is sound: a RUC of a person.
fn ruc(n: usize) -> String {
    let body = format!("10{:08}", 40_000_000 + n * 3_571 % 50_000_000);
    let digits: Vec<u32> = body.chars().filter_map(|c| c.to_digit(10)).collect();
    let sum: u32 = digits.iter().zip([5, 4, 3, 2, 7, 6, 5, 4, 3, 2]).map(|(a, b)| a * b).sum();
    format!("{body}{}", (11 - sum % 11) % 10)
}

/// A file with people from `first` on.
fn people(first: usize, count: usize) -> String {
    let mut csv = format!("{HEADER}\n");
    for n in first..first + count {
        let id = ruc(n);
        let _ = writeln!(
            csv,
            "B-{n:06};C-{n:06};10,00;11/09/2026;11/10/2026;no;;Rosa;r{n}@example.pe;{id};"
        );
    }
    csv
}

/// Another node on the same database, with the same file of keys.
async fn node(portal: &TestPortal) -> Portal {
    let settings = portal.portal.settings.clone();
    Portal::open(settings, portal.portal.clock.clone()).await.expect("it opens")
}

/// Seals everything under the key that is in force now, to the end.
async fn roll(node: &Portal) -> i64 {
    master_key::seal_again(node, &mut |_| {}).await.expect("rolled").rows_sealed
}

/// Whether the person `n` is found by their id, and by the address that is kept of them.
async fn is_whole(portal: &Portal, tenant: &server::tenant::Tenant, n: usize) -> bool {
    let mut conn = portal.store.read().await.expect("a connection");
    let mut found = 0;
    for hash in portal.keys.look_ups(tenant, "national_id", &ruc(n)) {
        let by = case_list::Search::NationalId(&hash);
        found += case_list::search(&mut conn, tenant, by).await.expect("asked").len();
    }
    let by = format!("C-{n:06}");
    let read = debtor::find(&mut conn, tenant, &portal.keys, Find::Reference(&by)).await;
    let person = read.expect("it opens").expect("there").0.person;
    found == 1 && person.email == Some(format!("r{n}@example.pe"))
}

/// Keys of one file and of no other, as of now.
fn keys_of(path: &std::path::Path, portal: &TestPortal) -> Keys {
    Keys::from_file(path.to_owned(), portal.portal.clock.clone()).expect("keys")
}

/// Somebody inside, by the link of a case.
async fn inside(portal: &TestPortal, case: &CaseId) -> Browser {
    let (_, token) = portal.link(case).await;
    crate::links::enter_by(portal, token.reveal()).await
}

/// Money that left suspense on an owner's word, which is sealed.
async fn a_reason(portal: &TestPortal) {
    let id = unknown(portal, 500).await;
    let why = ("no es nuestro", "owner");
    suspense::close(&portal.portal, &portal.clinic, &id, why).await.expect("closed");
}

on_both_engines! {
    async fn a_key_takes_over_while_everybody_works(portal) {
        let clinic = portal.clinic.clone();
        let people_count = size(1_000, 100_000);
        import(portal, MAP, people(0, people_count)).await;
        let (case, _) = portal.debt(pen(1_000)).await;
        let team = sign_in(portal, &clinic, ("olga@example.pe", Role::Owner)).await;
        let debtors = [inside(portal, &case).await, inside(portal, &case).await];
        a_reason(portal).await;
        let key = signed_links::key(portal, &clinic).await;
        // An import that was killed midway has rows that are sealed too.
        let midway = Ask { stop_after: 1, ..USUAL };
        drop(import_as(portal, midway, people(people_count, 600)).await);
        assert!(count(portal, "import_rows").await > 0);
        let [one, two] = debtors;
        let mut load = Load::begin(vec![
            (one, pattern::STATEMENT),
            (two, pattern::PREFERENCES),
            (team, pattern::TEAM_CASES),
        ]);
        let now = portal.portal.clock.now().timestamp();
        come_by_signed_links(&mut load, portal.browser(), (key, now));
        let (other, third) = (node(portal).await, node(portal).await);
        let newcomers = register(&mut load, &third, &clinic);
        let begun = master_key::begin(&other, SOON).await.expect("begun");
        assert!(matches!(master_key::seal_again(&other, &mut |_| {}).await, Err(PortalError::Refused("key-not-yet"))));
        load.goes_on(10).await;
        portal.portal.clock.advance(SOON * 3);
        assert_eq!(portal.portal.keys.sealing(), begun.new_key, "every node seals with it by now");
        // Killed after some rows, twice; people change meanwhile.
        for _ in 0..2 {
            let (node, told) = (other.clone(), Arc::new(AtomicUsize::new(0)));
            let heard = Arc::clone(&told);
            let rolling = tokio::spawn(async move {
                let mut hear = |rows: i64| heard.store(usize::try_from(rows).unwrap_or(0), Ordering::SeqCst);
                master_key::seal_again(&node, &mut hear).await.map(drop)
            });
            while told.load(Ordering::SeqCst) == 0 && !rolling.is_finished() {
                tokio::time::sleep(Duration::from_millis(1)).await;
            }
            rolling.abort();
            drop(rolling.await);
            let edit = Edit { phone: Some("999 888 777".to_owned()), ..Edit::default() };
            for n in [0, people_count / 2, people_count - 1] {
                let number = format!("C-{n:06}");
                server::use_cases::debtor::edit(&portal.portal, &clinic, &number, &edit).await.expect("changed");
            }
        }
        assert!(matches!(master_key::drop_old(&other, &mut |_| {}).await, Err(PortalError::Refused("key-not-proved"))));
        let sealed = roll(&other).await;
        assert!(sealed >= i64::try_from(people_count).expect("fits"), "{sealed}");
        assert_eq!(roll(&other).await, sealed, "nothing is left to do");
        for n in [0, 1, people_count / 2, people_count - 1] {
            assert!(is_whole(&portal.portal, &clinic, n).await, "{n}");
        }
        load.goes_on(10).await;
        assert!(matches!(master_key::drop_old(&other, &mut |_| {}).await, Err(PortalError::Refused("key-rests"))));
        load.end().await;
        are_well(portal, &newcomers).await;
        portal.portal.clock.advance(REST);
        let aside = master_key::drop_old(&other, &mut |_| {}).await.expect("dropped");
        assert_eq!(other.keys.names(), [begun.new_key]);
        // The old key opens nothing any more, the new one everything.
        let old = keys_of(std::path::Path::new(&aside), portal);
        assert_eq!(old.names(), [begun.old_key]);
        let mut conn = portal.portal.store.read().await.expect("a connection");
        let by = Find::Reference("C-000001");
        assert!(debtor::find(&mut conn, &clinic, &old, by).await.is_err());
        assert!(debtor::find(&mut conn, &clinic, &portal.portal.keys, by).await.is_ok());
        drop(conn);
        assert!(is_whole(&node(portal).await, &clinic, 1).await);
        are_well(portal, &newcomers).await;
        // What was staged under the old key is applied under the new one.
        let (done, _) = import_as(portal, USUAL, people(people_count, 600)).await;
        assert_eq!(done.expect("imported").end, End::Done);
        assert!(is_whole(&portal.portal, &clinic, people_count + 599).await);
        let listed = link_key::list(&portal.portal, &clinic).await.expect("listed");
        assert!(link_key::checked_by(&portal.portal.keys, &clinic, &listed[0].0).is_ok());
    }

    async fn who_is_edited_during_a_roll_can_still_be_written_to(portal) {
        let (stays, _) = with_phone(portal, "987654321").await;
        let (returns, _) = with_phone(portal, "987654322").await;
        for case in [&stays, &returns] {
            allow(portal, case, ContactChannel::Sms).await;
            assert!(is_permitted(portal, case).await);
        }
        master_key::begin(&portal.portal, SOON).await.expect("begun");
        portal.portal.clock.advance(SOON * 3);
        // These rows stand under the new key before the roll comes to them.
        let postcode = Edit { postcode: Some("15036".to_owned()), ..Edit::default() };
        change(portal, "T-987654321", &postcode).await;
        assert!(is_permitted(portal, &stays).await, "the number is the same");
        let phone = |number: &str| Edit { phone: Some(number.to_owned()), ..Edit::default() };
        change(portal, "T-987654322", &phone("912345678")).await;
        assert!(!is_permitted(portal, &returns).await, "another number");
        roll(&portal.portal).await;
        portal.portal.clock.advance(REST);
        master_key::drop_old(&portal.portal, &mut |_| {}).await.expect("dropped");
        assert!(is_permitted(portal, &stays).await);
        change(portal, "T-987654322", &phone("987654322")).await;
        assert!(is_permitted(portal, &returns).await, "the number that was allowed, again");
    }

    async fn recovery_codes_outlive_the_key_that_they_were_hashed_under(portal) {
        let clinic = portal.clinic.clone();
        let (codes, address) = recovery_codes(portal).await;
        let other = node(portal).await;
        master_key::begin(&other, SOON).await.expect("begun");
        portal.portal.clock.advance(SOON * 3);
        roll(&other).await;
        portal.portal.clock.advance(REST);
        master_key::drop_old(&other, &mut |_| {}).await.expect("dropped");
        portal.advance(TimeDelta::minutes(20)).await;
        let mut phoneless = portal.browser();
        let link = crate::team::ask(portal, &mut phoneless, &address).await;
        phoneless.post(&link, &[]).await;
        let page = phoneless.post(pattern::TEAM_CODE, &[("code", &codes[3])]).await;
        assert_eq!(page.location.as_deref(), Some(pattern::TEAM_HOME));
        let mut conn = portal.portal.store.read().await.expect("a connection");
        assert_eq!(server::store::team::all(&mut conn, &clinic).await.expect("a team").len(), 1);
    }

    async fn a_second_new_key_waits_until_the_first_is_in_its_place(portal) {
        let first = master_key::begin(&portal.portal, SOON).await.expect("begun");
        let again = master_key::begin(&portal.portal, SOON).await.expect("the same");
        assert_eq!(first, again);
        portal.portal.clock.advance(SOON * 3);
        roll(&portal.portal).await;
        portal.portal.clock.advance(REST);
        master_key::drop_old(&portal.portal, &mut |_| {}).await.expect("dropped");
        assert!(matches!(master_key::drop_old(&portal.portal, &mut |_| {}).await, Err(PortalError::Refused("no-roll"))));
        let second = master_key::begin(&portal.portal, SOON).await.expect("begun");
        assert_eq!(second.old_key, first.new_key);
        assert_ne!(second.new_key, first.old_key);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_column_with_a_key_in_it_is_known_to_a_roll() {
    let portal = TestPortal::on(Engine::Sqlite).await;
    let mut conn = portal.portal.store.read().await.expect("a connection");
    let mut found = Vec::new();
    for table in crate::world::tables(&mut conn, Dialect::Sqlite).await {
        let sql = AssertSqlSafe(format!("select name from pragma_table_info('{table}')"));
        for row in sqlx::query(sql).fetch_all(&mut *conn).await.expect("columns") {
            let column: String = row.get("name");
            let hashed = column.ends_with("_hash") && !PLAIN_HASHES.contains(&column.as_str());
            // How many a roll has sealed is a number.
            let sealed = column.ends_with("_sealed") && column != "rows_sealed";
            if sealed || column == "data_key" || hashed {
                found.push((table.clone(), column));
            }
        }
    }
    found.sort();
    let owned = |(table, column): &(&str, &str)| ((*table).to_owned(), (*column).to_owned());
    let mut known: Vec<_> = BY_MASTER.iter().chain(&BY_DEBTOR).chain(&HASHED).map(owned).collect();
    known.sort();
    assert_eq!(found, known, "say which key it is under, and let a roll take it along");
    drop(conn);
    portal.finish().await;
}

/// Nobody who was registered during a roll is lost: their addresses open, and their permission is found.
async fn are_well(portal: &TestPortal, newcomers: &Newcomers) {
    let all = newcomers.lock().unwrap_or_else(PoisonError::into_inner).clone();
    assert!(!all.is_empty());
    for (reference, case) in &all {
        let mut conn = portal.portal.store.read().await.expect("a connection");
        let (keys, by) = (&portal.portal.keys, Find::Reference(reference));
        let found = debtor::find(&mut conn, &portal.clinic, keys, by).await.expect("it opens");
        let person = found.expect("there").0.person;
        assert!(person.email.is_some() && person.phone.is_some(), "{reference}");
        let sent = message::of_case(&mut conn, &portal.clinic, case).await.expect("messages");
        assert!(sent.iter().any(|one| one.kind == LINK && one.state == "sent"), "{reference}");
        drop(conn);
        assert!(is_permitted(portal, case).await, "{reference}");
    }
}

/// Changes what is known of a person.
async fn change(portal: &TestPortal, reference: &str, edit: &Edit) {
    let clinic = &portal.clinic;
    server::use_cases::debtor::edit(&portal.portal, clinic, reference, edit)
        .await
        .expect("changed");
}

/// Whether the night's planning finds a permission for the number on file.
async fn is_permitted(portal: &TestPortal, case: &CaseId) -> bool {
    let mut conn = portal.portal.store.read().await.expect("a connection");
    let stretch = Stretch { first: case, last: case };
    let all = reminder_reach::permitted(&mut conn, &portal.clinic, stretch).await.expect("asked");
    all.contains(&(case.clone(), ContactChannel::Sms))
}

/// The recovery codes of somebody new in the team, and their address.
async fn recovery_codes(portal: &TestPortal) -> (Vec<String>, String) {
    let clinic = portal.clinic.clone();
    let who = ("ana@example.pe", Role::Owner);
    let secret = crate::team::invite(portal, &clinic, who, None).await;
    let mut browser = portal.browser();
    let link = crate::team::ask(portal, &mut browser, who.0).await;
    browser.post(&link, &[]).await;
    let code = crate::team::code(portal, &secret);
    let page = browser.post(pattern::TEAM_CODE, &[("code", &code)]).await;
    (crate::team::codes(&page.body), who.0.to_owned())
}

on_both_databases! {
    async fn the_command_is_killed_beside_a_real_server_and_ends(engine) {
        let mut portal = TestPortal::for_processes(engine).await;
        import(&portal, MAP, people(0, size(1_500, 20_000))).await;
        let (case, _) = portal.debt(pen(1_000)).await;
        let server = Aldia::start(&portal, "").await.expect("it starts");
        let browsers = vec![
            (inside(&portal, &case).await, pattern::STATEMENT),
            (inside(&portal, &case).await, pattern::PREFERENCES),
        ];
        let mut load = Load::begin(browsers);
        let clinic = portal.clinic.clone();
        let key = signed_links::key(&portal, &clinic).await;
        let now = portal.portal.clock.now().timestamp();
        come_by_signed_links(&mut load, portal.browser(), (key, now));
        let config = portal.folder.path().join("aldia.toml");
        for round in 0..3 {
            let before = rows_sealed(&portal).await;
            let mut rolling = Command::from(aldia(&config, &["keys", "roll", "--seals-in", "2"]));
            let mut child = rolling.kill_on_drop(true).spawn().expect("it starts");
            // The first one dies before the new key seals, the others as soon as they have sealed some rows.
            if round == 0 {
                tokio::time::sleep(Duration::from_millis(500)).await;
            }
            while round > 0 && rows_sealed(&portal).await == before {
                assert!(child.try_wait().expect("asked").is_none(), "it ended too soon");
                tokio::time::sleep(Duration::from_millis(1)).await;
            }
            child.kill().await.expect("killed");
            load.goes_on(5).await;
        }
        let done = Command::from(aldia(&config, &["keys", "roll"])).output().await.expect("it runs");
        let said = String::from_utf8_lossy(&done.stderr).into_owned();
        assert!(done.status.success(), "{said}");
        load.goes_on(5).await;
        load.end().await;
        let people = i64::try_from(size(1_500, 20_000)).expect("fits");
        assert!(rows_sealed(&portal).await >= people);
        server.kill().await;
        assert!(!log(&portal).contains("does not open"), "{}", log(&portal));
        // The real clock is not ours to move: this node's is.
        portal.portal.clock.advance(Clock::system().now() - portal.portal.clock.now() + REST);
        master_key::drop_old(&portal.portal, &mut |_| {}).await.expect("dropped");
        assert!(is_whole(&portal.portal, &clinic, 7).await);
        portal.finish().await;
    }
}

/// Rows that were sealed again so far, as the database knows it.
async fn rows_sealed(portal: &TestPortal) -> i64 {
    let mut conn = portal.portal.store.read().await.expect("a connection");
    let sql = "select rows_sealed as n from key_rolls";
    let row = sqlx::query(sql).fetch_optional(&mut *conn).await.expect("asked");
    row.map_or(0, |row| row.get("n"))
}
