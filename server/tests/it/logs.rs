//! What the program writes about itself holds nothing of anybody (reliability D4, L8): the whole
//! journey at the finest level of our own log, with marks in everything that is secret or personal.

use std::io::Write;
use std::sync::{Mutex, OnceLock, PoisonError};

use app::creditor::Role;
use app::routes::{self, pattern};
use chrono::NaiveDate;
use domain::ids::CaseId;
use domain::national_id::{IdKind, NationalId};
use domain::phone::PhoneNumber;
use secrecy::ExposeSecret;
use server::store::debtor::Person;
use server::use_cases::debt::{self, NewDebt};
use sqlx::AssertSqlSafe;
use tracing_subscriber::filter::{LevelFilter, Targets};
use tracing_subscriber::fmt::{MakeWriter, layer};
use tracing_subscriber::layer::{Layer, SubscriberExt};
use tracing_subscriber::util::SubscriberInitExt;

use crate::browser::Browser;
use crate::engine::on_both_engines;
use crate::links::{press, send_link};
use crate::mail;
use crate::portal::{TestPortal, pen};
use crate::team::{code, invite};
use crate::world::holds;

/// Everything that was logged in this process since the first test that listens.
static LOG: Mutex<Vec<u8>> = Mutex::new(Vec::new());

struct Listener;

impl Write for Listener {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        LOG.lock().unwrap_or_else(PoisonError::into_inner).extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

impl<'a> MakeWriter<'a> for Listener {
    type Writer = Self;

    fn make_writer(&'a self) -> Self {
        Self
    }
}

/// Listens as `aldia serve` does, but to all that our own code says.
fn listen() {
    static STARTED: OnceLock<()> = OnceLock::new();
    STARTED.get_or_init(|| {
        let ours = Targets::new()
            .with_default(LevelFilter::WARN)
            .with_targets(["server", "app", "domain"].map(|name| (name, LevelFilter::TRACE)));
        let lines = layer().json().without_time().with_writer(Listener).with_filter(ours);
        tracing_subscriber::registry().with(lines).try_init().expect("nobody listens yet");
    });
}

fn logged() -> Vec<u8> {
    LOG.lock().unwrap_or_else(PoisonError::into_inner).clone()
}

/// Marks that stand nowhere else in this process.
struct Marks {
    name: String,
    national_id: String,
    phone: String,
    email: String,
    member: String,
    words: String,
}

impl Marks {
    /// Those of one run; `n` keeps engines apart.
    fn of(n: u8) -> Self {
        Self {
            name: format!("Marcada Xochiquetzal{n}"),
            national_id: format!("7134905{n}"),
            phone: format!("98713452{n}"),
            email: format!("marcada{n}@correo-marcado.example"),
            member: format!("equipo{n}@panel-marcado.example"),
            words: format!("palabras-marcadas-{n}\n{{\"level\":\"ERROR\"}}\r\nFAKE line {n}"),
        }
    }

    fn all(&self) -> Vec<String> {
        let words = format!("palabras-marcadas-{}", self.words.as_bytes()[18] as char);
        let Self { name, national_id, phone, email, member, .. } = self;
        let all = [name, national_id, phone, email, member, &words];
        all.into_iter().cloned().chain([name.replace("Marcada ", "")]).collect()
    }
}

async fn debt_of(portal: &TestPortal, marks: &Marks) -> CaseId {
    let region = domain::country::Country::Pe;
    let new = NewDebt {
        debtor_reference: "C-marks".to_owned(),
        person: Person {
            name: Some(marks.name.clone()),
            email: Some(marks.email.clone()),
            phone: PhoneNumber::parse(&marks.phone, region)
                .ok()
                .map(|phone| phone.reveal().to_owned()),
            national_id: NationalId::parse(IdKind::PeDni, &marks.national_id).ok(),
            birth_date: NaiveDate::from_ymd_opt(1980, 12, 31),
            ..Person::default()
        },
        reference: "F-marks".to_owned(),
        description: Some("Consulta".to_owned()),
        document_type: None,
        issued_on: None,
        due_on: NaiveDate::from_ymd_opt(2026, 10, 11),
        amount: pen(85_000),
    };
    debt::add(&portal.portal, &portal.clinic, &new).await.expect("a debt").0
}

/// The debtor's way from the link to the receipt, with all that goes wrong on it. Gives what was
/// secret on the way.
async fn debtor(portal: &mut TestPortal, case: &CaseId, marks: &Marks) -> Vec<String> {
    let token = send_link(portal, case).await;
    let mut browser = portal.browser().with_header("authorization", "Bearer marca-de-autorizacion");
    press(&mut browser, &token).await;
    let narrow = browser.cookie("aldia").expect("a session").to_owned();
    browser.post(pattern::IDENTITY, &[("answer", &marks.words)]).await;
    browser.post(pattern::IDENTITY_CODE, &[]).await;
    portal.run_jobs().await;
    let sent = mail::to(portal, &marks.email).pop().expect("a letter").code();
    browser.post(pattern::IDENTITY, &[("code", "x\ny")]).await;
    browser.post(pattern::IDENTITY, &[("answer", &marks.national_id[4..])]).await;
    let full = browser.cookie("aldia").expect("a session").to_owned();
    assert_ne!(full, narrow);
    for path in [pattern::STATEMENT, pattern::PAY, pattern::REAL, "/pagar?currency=PEN&amount=x"] {
        browser.get(path).await;
    }
    let fields = [("currency", "PEN"), ("expected", "85000"), ("method", "stripe")];
    let to = browser.post(pattern::PAY, &fields).await.location.expect("a way on");
    let session = to.rsplit('/').next().expect("a session").to_owned();
    portal.stripe.pay_by_card(&session).await;
    portal.settle().await;
    browser.post(pattern::SAY_TALK, &[("text", &marks.words)]).await;
    broken(portal, &mut browser, marks).await;
    browser.post(&routes::link_renew(&token), &[]).await;
    portal.run_jobs().await;
    browser.post(pattern::LOG_OUT, &[]).await;
    vec![token, narrow, full, sent, "marca-de-autorizacion".to_owned()]
}

/// The team's way in and to the case.
async fn team(portal: &TestPortal, case: &CaseId, marks: &Marks) -> Vec<String> {
    let clinic = &portal.clinic;
    let secret = invite(portal, clinic, (&marks.member, Role::Owner), None).await;
    let mut browser = portal.browser();
    browser.post(pattern::TEAM_SIGN_IN, &[("email", &marks.member)]).await;
    portal.run_jobs().await;
    let letters = mail::to(portal, &marks.member);
    let letter = letters.iter().rfind(|letter| letter.text.contains("/panel/entrar/"));
    let letter = letter.expect("a letter");
    let at = letter.text.find("/panel/entrar/").expect("a link");
    let link = letter.text[at..].split_whitespace().next().expect("its end").to_owned();
    browser.post(&link, &[]).await;
    browser.get(pattern::TEAM_CODE).await;
    browser.post(pattern::TEAM_CODE, &[("code", &code(portal, &secret))]).await;
    for query in [&marks.name, &marks.national_id, &marks.words] {
        browser.post(pattern::TEAM_CASES, &[("q", query)]).await;
    }
    browser.get(&routes::team_case(case)).await;
    let fields = [
        ("key", "0192f0c8000070008000000000000001"),
        ("amount", &marks.words),
        ("currency", "PEN"),
        ("note", &marks.words),
        ("received_on", "2026-11-20"),
    ];
    browser.post(&routes::team_case_payments(case), &fields).await;
    broken(portal, &mut browser, marks).await;
    let session = browser.cookie("aldia-team").expect("a session").to_owned();
    let token = link.rsplit('/').next().expect("a token").to_owned();
    vec![secret, token, session]
}

/// The same pages while the database answers nothing but errors.
async fn broken(portal: &TestPortal, browser: &mut Browser, marks: &Marks) {
    for table in ["debtors", "debt_balances", "evidence", "answers", "name_words", "team_members"] {
        let rename = async |from: &str, to: &str| {
            let mut tx = portal.portal.store.begin().await.expect("a transaction");
            let sql = AssertSqlSafe(format!("alter table {from} rename to {to}"));
            sqlx::raw_sql(sql).execute(&mut *tx).await.expect("renamed");
            tx.commit().await.expect("committed");
        };
        let gone = format!("{table}_gone");
        rename(table, &gone).await;
        let mut failed = 0;
        for path in [pattern::STATEMENT, pattern::PAY, pattern::TEAM_HOME, pattern::TEAM_CASES] {
            failed += usize::from(browser.get(path).await.status == 500);
        }
        browser.post(pattern::SAY_ERROR, &[("text", &marks.words)]).await;
        for query in [&marks.name, &marks.national_id] {
            browser.post(pattern::TEAM_CASES, &[("q", query)]).await;
        }
        browser.post(pattern::TEAM_SIGN_IN, &[("email", &marks.member)]).await;
        // They fail too, and say why.
        drop(server::jobs::runner::run_due(&portal.portal).await);
        rename(&gone, table).await;
        assert!(failed > 0 || table != "debtors", "nothing failed without {table}");
    }
}

/// A panic whose text holds everything, as the program's own handlers and tasks would meet it.
fn panic_with(text: String) {
    let usual = std::panic::take_hook();
    server::telemetry::name_only_the_place_of_panics();
    let met =
        std::thread::spawn(move || std::panic::panic_any(text)).join().expect_err("it panics");
    std::panic::set_hook(usual);
    drop(server::http::fault::panicked(met));
}

on_both_engines! {
    async fn the_whole_journey_leaves_no_secret_and_nothing_personal_in_the_log(portal) {
        listen();
        let n = u8::from(portal.portal.store.dialect() == server::store::Dialect::Postgres);
        let marks = Marks::of(n);
        let case = debt_of(portal, &marks).await;
        let mut secrets = debtor(portal, &case, &marks).await;
        secrets.extend(team(portal, &case, &marks).await);
        secrets.extend(marks.all());
        let settings = &portal.portal.settings;
        secrets.push(std::fs::read_to_string(&settings.key_file).expect("the key"));
        let stripe = settings.stripe.as_ref().expect("Stripe");
        secrets.push(stripe.secret_key.expose_secret().to_owned());
        secrets.push(stripe.webhook_secrets[0].expose_secret().to_owned());
        panic_with(secrets.join(" "));
        let log = logged();
        for heard in ["request failed", "a panic", "a handler panicked"] {
            assert!(holds(&log, heard), "{heard}");
        }
        for secret in &secrets {
            assert!(secret.len() >= 6 && !holds(&log, secret), "{secret} stands in the log");
        }
        for line in String::from_utf8_lossy(&log).lines() {
            let read: Result<serde_json::Value, _> = serde_json::from_str(line);
            assert!(read.is_ok_and(|line| line["level"].is_string()), "a broken line: {line}");
        }
    }
}
