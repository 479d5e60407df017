//! Policies: made in versions, in force from an instant on, and tried on real cases.

use std::collections::BTreeMap;

use app::creditor::policy::Best;
use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use domain::ids::{CaseId, PolicyId};
use domain::money::Currency;
use server::config::creditor::Settings;
use server::in_tx;
use server::store::offer::{Facts, Side};
use server::store::{case, creditor, debt, offer, policy as stored, session};
use server::use_cases::PortalError;
use server::use_cases::late;
use server::use_cases::policy::{self, Applied, Order};
use tokio::process::Command;

use crate::books;
use crate::engine::on_both_engines;
use crate::portal::{TestPortal, pen, start};
use crate::world::{aldia, config};

/// Whoever is late by one to three months and owes 50.00 or more saves a tenth.
const TENTH: &str = r#"
name = "Pacientes"
[[segment]]
name = "De 31 a 90 días"
days_late = { from = 31, to = 90 }
total = { from = "50.00" }
[segment.discount]
percent = "10"
days = 5
[[segment]]
name = "Los demás"
[segment.part]
least = "5.00"
"#;

/// The same policy saying something else.
fn fifth() -> String {
    TENTH.replace("percent = \"10\"", "percent = \"20\"")
}

/// Another policy.
fn other() -> String {
    TENTH.replace("Pacientes", "Campaña")
}

fn contradicting() -> String {
    TENTH.replace("from = 31", "from = 91")
}

async fn settings(portal: &TestPortal) -> Settings {
    let mut conn = portal.portal.store.read().await.expect("a connection");
    creditor::settings(&mut conn, &portal.clinic).await.expect("settings")
}

async fn apply(
    portal: &TestPortal,
    text: &str,
    from: Option<DateTime<Utc>>,
) -> Result<Applied, PortalError> {
    let settings = settings(portal).await;
    let file = policy::read(&settings, text).expect("a good file");
    let order = Order { source: text, file: &file, from, made_by: "Elena Ruiz" };
    policy::apply(&portal.portal, (&portal.clinic, &settings), order).await
}

/// The number of the new version.
async fn new_version(portal: &TestPortal, text: &str, from: Option<DateTime<Utc>>) -> i64 {
    match apply(portal, text, from).await.expect("it stands") {
        Applied::New(version) => version.version,
        Applied::Same(version) => panic!("version {} says it already", version.version),
    }
}

/// Name and version of what is in force in soles on a day after the start.
async fn in_force(portal: &TestPortal, days: i64) -> Option<(String, i64)> {
    in_force_in(portal, pen(0).currency(), days).await
}

async fn in_force_in(portal: &TestPortal, currency: Currency, days: i64) -> Option<(String, i64)> {
    let settings = settings(portal).await;
    let mut conn = portal.portal.store.read().await.expect("a connection");
    let (owner, at) = ((&portal.clinic, &settings), start() + TimeDelta::days(days));
    let found = policy::in_force(&mut conn, owner, (currency, at)).await.expect("it reads");
    found.map(|found| (found.file.name.clone(), found.version))
}

async fn id_of(portal: &TestPortal, name: &str) -> PolicyId {
    let all = policy::list(&portal.portal, &portal.clinic).await.expect("a list");
    let found = all.into_iter().find(|one| one.policy.name == name);
    found.expect("a policy of that name").policy.id
}

fn named(name: &str, version: i64) -> (String, i64) {
    (name.to_owned(), version)
}

on_both_engines! {
    async fn a_file_makes_a_version_only_if_it_says_something_new(portal) {
        assert_eq!(in_force(portal, 0).await, None);
        assert_eq!(new_version(portal, TENTH, None).await, 1);
        // Comments and the order of keys say nothing.
        let commented = format!("# Otra vez\ncurrency = \"PEN\"\n{TENTH}");
        let same = apply(portal, &commented, None).await.expect("it stands");
        assert!(matches!(same, Applied::Same(version) if version.version == 1));
        assert_eq!(new_version(portal, &fifth(), None).await, 2);
        assert_eq!(new_version(portal, TENTH, None).await, 3);
        let id = id_of(portal, "Pacientes").await;
        let mut conn = portal.portal.store.read().await.expect("a connection");
        let versions = stored::versions(&mut conn, &portal.clinic, &id).await.expect("versions");
        let sources: Vec<_> = versions.iter().map(|version| version.source.clone()).collect();
        assert_eq!(sources, [TENTH.to_owned(), fifth(), TENTH.to_owned()]);
        assert_eq!(versions[0].canonical, versions[2].canonical);
        assert_eq!((&*versions[2].made_by, versions[2].made_at), ("Elena Ruiz", start()));
    }

    async fn a_version_is_in_force_from_its_beginning_until_a_later_one_begins(portal) {
        let on_day = |days| Some(start() + TimeDelta::days(days));
        assert_eq!(new_version(portal, TENTH, None).await, 1);
        assert_eq!(new_version(portal, &fifth(), on_day(10)).await, 2);
        assert_eq!(in_force(portal, -1).await, None);
        assert_eq!(in_force(portal, 9).await, Some(named("Pacientes", 1)));
        assert_eq!(in_force(portal, 10).await, Some(named("Pacientes", 2)));
        // A third one that begins before the second keeps it from ever being in force.
        assert_eq!(new_version(portal, TENTH, on_day(3)).await, 3);
        assert_eq!(in_force(portal, 10).await, Some(named("Pacientes", 3)));
        // Another policy in the same currency takes over when it begins.
        assert_eq!(new_version(portal, &other(), on_day(5)).await, 1);
        assert_eq!(in_force(portal, 4).await, Some(named("Pacientes", 3)));
        assert_eq!(in_force(portal, 5).await, Some(named("Campaña", 1)));
        let euro = Currency::parse("EUR").expect("EUR");
        assert_eq!(in_force_in(portal, euro, 5).await, None);
        let id = id_of(portal, "Campaña").await;
        policy::archive(&portal.portal, &portal.clinic, (&id, "Elena Ruiz")).await.expect("archived");
        assert_eq!(in_force(portal, 5).await, Some(named("Pacientes", 3)));
        policy::take_up(&portal.portal, &portal.clinic, &id).await.expect("taken up");
        assert_eq!(in_force(portal, 5).await, Some(named("Campaña", 1)));
        // What was archived is taken up by a new version too, also by one that says the same.
        policy::archive(&portal.portal, &portal.clinic, (&id, "Elena Ruiz")).await.expect("archived");
        assert_eq!(new_version(portal, &other(), on_day(5)).await, 2);
        assert_eq!(in_force(portal, 5).await, Some(named("Campaña", 2)));
        let nobody = PolicyId::from_bits(7);
        let lost = policy::archive(&portal.portal, &portal.clinic, (&nobody, "Elena Ruiz")).await;
        assert!(matches!(lost, Err(PortalError::NotFound)));
    }

    async fn what_contradicts_itself_or_the_past_changes_nothing(portal) {
        let refused = apply(portal, &contradicting(), None).await;
        assert!(matches!(refused, Err(PortalError::Refused("policy-contradicts"))), "{refused:?}");
        let yesterday = start() - TimeDelta::days(1);
        let refused = apply(portal, TENTH, Some(yesterday)).await;
        assert!(matches!(refused, Err(PortalError::Refused("policy-past"))), "{refused:?}");
        assert_eq!(policy::list(&portal.portal, &portal.clinic).await.expect("a list"), []);
        new_version(portal, TENTH, None).await;
        let dollars = format!("currency = \"USD\"\n{TENTH}");
        let refused = apply(portal, &dollars, None).await;
        assert!(matches!(refused, Err(PortalError::Refused("policy-currency"))), "{refused:?}");
        assert_eq!(in_force(portal, 0).await, Some(named("Pacientes", 1)));
    }

    async fn the_database_refuses_to_change_a_version(portal) {
        new_version(portal, TENTH, None).await;
        for sql in ["update policy_versions set canonical = ''", "delete from policy_versions"] {
            let mut tx = portal.portal.store.begin().await.expect("a transaction");
            let done = sqlx::query(sql).execute(&mut *tx).await;
            assert!(done.is_err(), "{sql} was allowed");
        }
    }

    async fn a_preview_counts_every_case_once(portal) {
        // Due on 11 October: 44 days late.
        portal.debt_of("A", pen(10_000)).await;
        portal.debt_of("A", pen(2_000)).await;
        portal.debt_of("B", pen(4_900)).await;
        let (case, _) = portal.debt_of("C", pen(7_000)).await;
        dispute(portal, &case).await;
        let dollar = domain::money::Money::new(9_000, Currency::parse("USD").expect("USD"));
        portal.debt_of("D", dollar.expect("positive")).await;
        let settings = settings(portal).await;
        let file = policy::read(&settings, TENTH).expect("a good file");
        let (owner, day) = ((&portal.clinic, &settings), day("2026-11-24"));
        let preview = policy::preview(&portal.portal, owner, &file.policy, day).await;
        let preview = preview.expect("a preview");
        let told: Vec<_> = preview.segments.iter().map(|one| (one.cases, one.owed)).collect();
        assert_eq!(told, [(1, pen(12_000)), (1, pen(4_900))]);
        assert_eq!((preview.without.cases, preview.in_review), (0, 1));
        assert_eq!(preview.given_up, pen(1_200));
        assert_eq!(preview.segments[0].best, BTreeMap::from([(Best::Discount, 1)]));
        assert_eq!(preview.segments[1].best, BTreeMap::from([(Best::Part, 1)]));
        // Half of 108.00 and of a part of 5.00.
        let november = self::day("2026-11-01");
        assert_eq!(preview.months, BTreeMap::from([(november, pen(5_650))]));
    }

    async fn a_preview_counts_what_paying_late_has_cost_and_nobody_has_booked(portal) {
        portal.debt_of("A", pen(100_000)).await;
        portal.debt_of("B", pen(50_000)).await;
        new_version(portal, &format!("{TENTH}[late]\nyearly = \"12\"\n"), None).await;
        portal.advance(TimeDelta::days(6)).await;
        let settings = settings(portal).await;
        let file = policy::read(&settings, &fifth()).expect("a good file");
        let (owner, day) = ((&portal.clinic, &settings), day("2026-11-30"));
        for booked in [false, true] {
            let preview = policy::preview(&portal.portal, owner, &file.policy, day).await;
            let preview = preview.expect("a preview");
            let told: Vec<_> = preview.segments.iter().map(|one| (one.cases, one.owed)).collect();
            // Six days of 1,000.00 come to 1.97, and of 500.00 to 0.98.
            assert_eq!(told, [(2, pen(150_295)), (0, pen(0))], "booked: {booked}");
            late::month_ends(&portal.portal, &portal.clinic).await.expect("it ends");
        }
        let sql = "select cast(sum(interest_minor) as bigint) from debt_balances";
        assert_eq!(books::number(portal, sql).await, 295);
    }

    async fn every_page_of_cases_comes_once(portal) {
        let mut all = Vec::new();
        for n in 0..5 {
            all.push(portal.debt_of(&format!("P{n}"), pen(1_000)).await.0);
        }
        dispute(portal, &all[1]).await;
        all.sort();
        let (mut found, mut after, side) = (Vec::new(), None, side(portal).await);
        loop {
            let mut conn = portal.portal.store.read().await.expect("a connection");
            let page = offer::page(&mut conn, &portal.clinic, (after.as_ref(), 2), side).await;
            let page = page.expect("a page");
            found.extend(page.iter().map(|facts| facts.case.clone()));
            match page.last() {
                Some(last) if page.len() == 2 => after = Some(last.case.clone()),
                _ => break,
            }
        }
        assert_eq!(found, all);
    }

    async fn a_debt_is_seen_when_an_identity_is_confirmed_while_it_is_there(portal) {
        let (case, first) = portal.debt_of("A", pen(10_000)).await;
        assert_eq!(seen(&facts(portal, &case).await), [None]);
        confirm(portal, &case).await;
        portal.advance(TimeDelta::days(2)).await;
        let (_, second) = portal.debt_of("A", pen(2_000)).await;
        let found = facts(portal, &case).await;
        assert_eq!(found.ids, [first, second]);
        assert_eq!(seen(&found), [Some(day("2026-11-24")), None]);
        portal.advance(TimeDelta::days(1)).await;
        confirm(portal, &case).await;
        portal.advance(TimeDelta::days(1)).await;
        confirm(portal, &case).await;
        let dates = [Some(day("2026-11-24")), Some(day("2026-11-27"))];
        assert_eq!(seen(&facts(portal, &case).await), dates);
    }

    async fn tags_of_open_debts_are_tags_of_the_case(portal) {
        let (case, _) = portal.debt_of("A", pen(10_000)).await;
        portal.debt_of("A", pen(2_000)).await;
        for (amount, tags) in [(10_000, "vip,clínica"), (2_000, "clínica")] {
            let mut tx = portal.portal.store.begin().await.expect("a transaction");
            let sql = "update debts set tags = $1 where imported_minor = $2";
            let query = sqlx::query(sql).bind(tags).bind(i64::from(amount));
            query.execute(&mut *tx).await.expect("tagged");
            tx.commit().await.expect("committed");
        }
        assert_eq!(facts(portal, &case).await.tags, ["clínica", "vip"]);
        dispute(portal, &case).await;
        let found = facts(portal, &case).await;
        assert!(found.debts.is_empty() && found.tags.is_empty(), "{found:?}");
    }

    async fn commands_say_what_is_wrong_and_what_they_did(portal) {
        let folder = portal.folder.path().join("policies");
        std::fs::create_dir_all(&folder).expect("a folder");
        let config = config(&portal.portal, &folder, None);
        let path = folder.join("policy.toml").display().to_string();
        portal.debt(pen(10_000)).await;
        for (text, command, good, said) in [
            (contradicting(), "check", false, "Se contradice:"),
            (contradicting(), "apply", false, "el mínimo de días de atraso es mayor que el máximo."),
            (TENTH.replace("\"10\"", "10.0"), "check", false, "10.0 stands without quotes"),
            (TENTH.to_owned(), "apply", true, "Pacientes, version 1, is in force from "),
            (TENTH.to_owned(), "apply", true, "Pacientes, version 1, says this already."),
            (TENTH.to_owned(), "preview", true, "Lo que se perdona como máximo"),
        ] {
            std::fs::write(&path, text).expect("written");
            let arguments = ["policy", command, &path, "--creditor", "san-borja"];
            let done = Command::from(aldia(&config, &arguments)).output().await.expect("it runs");
            let out = if good { &done.stdout } else { &done.stderr };
            let out = String::from_utf8_lossy(out);
            assert!(done.status.success() == good && out.contains(said), "{command}: {done:?}");
        }
    }
}

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a day")
}

async fn side(portal: &TestPortal) -> Side {
    Side { currency: pen(0).currency(), zone: settings(portal).await.zone }
}

async fn facts(portal: &TestPortal, case: &CaseId) -> Facts {
    let side = side(portal).await;
    let mut conn = portal.portal.store.read().await.expect("a connection");
    offer::of_case(&mut conn, &portal.clinic, case, side).await.expect("facts")
}

fn seen(facts: &Facts) -> Vec<Option<NaiveDate>> {
    facts.debts.iter().map(|debt| debt.seen_on).collect()
}

/// All debts of the case are contested.
async fn dispute(portal: &TestPortal, case: &CaseId) {
    let (clinic, now) = (&portal.clinic, portal.portal.clock.now());
    let done: Result<_, PortalError> = in_tx!(portal.portal.store, tx => {
        for mut debt in debt::of_case(&mut tx, clinic, case).await? {
            debt.disputed_at = Some(now);
            debt::update(&mut tx, clinic, &debt).await?;
        }
    });
    done.expect("disputed");
}

/// Somebody passes the identity check, as the use case writes it.
async fn confirm(portal: &TestPortal, case: &CaseId) {
    let (link, token) = portal.link(case).await;
    let (clinic, now, hash) = (&portal.clinic, portal.portal.clock.now(), token.hash());
    let done: Result<_, PortalError> = in_tx!(portal.portal.store, tx => {
        session::insert(&mut tx, clinic, (&hash, "full"), (case, &link), now).await?;
        case::verified(&mut tx, clinic, case, now).await?;
    });
    done.expect("confirmed");
}
