//! The browser tests: the same program on real sockets, twice, once for browsers with JavaScript and
//! once for those without. After the same clicks both ledgers must be the same.
//!
//! The clocks of both run as real time does, from the same day on. Specs let days pass at a socket of
//! this test, which is no part of the program.

#[path = "it/browser.rs"]
#[expect(dead_code, reason = "the other tests drive a browser without a screen")]
mod browser;
#[path = "it/portal.rs"]
#[expect(dead_code, reason = "the other tests use more of the door")]
mod portal;
#[path = "it/postgres.rs"]
mod postgres;
#[path = "it/stripe_sim.rs"]
#[expect(dead_code, reason = "here a browser pays, not a test")]
mod stripe_sim;

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;
use std::time::Duration;

use axum::extract::{Path as UrlPath, State};
use axum::routing::get;
use axum::{Json, Router};
use chrono::TimeDelta;
use domain::ids::CaseId;
use domain::money::{Currency, Money};
use domain::national_id::{IdKind, NationalId};
use serde_json::{Value, json};
use server::config::creditor::Settings;
use server::config::sequence as sequence_files;
use server::store::debtor::{Find, Person};
use server::use_cases::access_link;
use server::use_cases::debt::{self, NewDebt};
use server::use_cases::ledger_check;
use server::use_cases::policy;
use server::use_cases::reminder;
use server::use_cases::sequence;

use portal::{CLINIC, Engine, TestPortal, add_creditor, start};
use server::clock::Clock;
use sqlx::Row;
use stripe_sim::StripeSim;
use tokio::net::TcpListener;

const SECRET: &str = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP";
const OWNER: &str = "elena@sanborja.example";
const AGENT: &str = "abel@sanborja.example";

/// What each spec's debtor owes: role, currency, minor units of each debt.
const DEBTORS: [(&str, &str, &[i64]); 17] = [
    ("all", "PEN", &[42_000, 36_000, 20_000]),
    ("part", "PEN", &[50_000, 12_550]),
    ("voucher", "MXN", &[123_450]),
    ("transfer", "PEN", &[64_000]),
    ("talk", "PEN", &[38_000]),
    ("language", "PEN", &[25_000, 9_900, 12_300, 4_500]),
    ("look", "PEN", &[15_000, 1_234_567, 20_000, 8_000]),
    ("desk", "PEN", &[20_000, 15_000, 12_000, 9_000]),
    ("words", "PEN", &[24_000, 16_000, 11_000, 9_500]),
    ("leave", "PEN", &[31_000]),
    ("plan", "PEN", &[60_000, 40_000]),
    ("discount", "PEN", &[30_000, 20_000]),
    ("settlement", "PEN", &[60_000, 30_000]),
    ("early", "PEN", &[65_000, 40_000]),
    ("miss", "PEN", &[70_000, 40_000]),
    ("autopay", "PEN", &[80_000, 40_000]),
    ("proposal", "PEN", &[50_000, 30_000]),
];

/// Whose debt falls due while its story is told: role, minor units in soles, the day.
const REMINDED: (&str, i64, &str) = ("remind", 118_000, "2026-11-25");

/// What the clinic offered before, so that there are two versions to compare.
const POLICY_BEFORE: &str = r#"
name = "Lima 2026"
[[segment]]
name = "Quinientos soles"
total = { from = "500.00", to = "500.00" }
[segment.discount]
percent = "10"
days = 3
"#;

/// Each segment is for the roles that its stories are about, and for nobody else: the other stories stay as
/// they are.
const POLICY: &str = r#"
name = "Lima 2026"
[[segment]]
name = "Cuatro boletas"
debts = { from = 4, to = 4 }
[segment.discount]
percent = "10"
days = 5
[segment.settlement]
given_up = "5"
payments = 3
frequency = "monthly"
day = 30
days = 10
[segment.plan]
instalments = { from = 2, to = 6 }
frequencies = ["twice-a-month", "monthly"]
least = "40.00"
first_within = 31
longest_days = 200
grace_days = 4
misses = 2
restores = "nothing"
moves = 1
move_days = 7
skips = 1
reward_percent = "2"
[segment.extension]
days = 10
times = 1
[segment.part]
least = "20.00"
[segment.proposals]
instalments = 4
least = "60.00"
given_up = "5"
within_days = 150
answer_hours = 48
[[segment]]
name = "Quinientos soles"
total = { from = "500.00", to = "500.00" }
[segment.discount]
percent = "20"
days = 5
[[segment]]
name = "Novecientos soles"
total = { from = "900.00", to = "900.00" }
[segment.settlement]
given_up = "30"
payments = 3
frequency = "weekly"
days = 10
[[segment]]
name = "Ochocientos soles"
total = { from = "800.00", to = "800.00" }
[segment.plan]
instalments = { from = 2, to = 4 }
frequencies = ["monthly"]
least = "100.00"
first_within = 31
longest_days = 150
grace_days = 4
misses = 2
restores = "nothing"
[segment.proposals]
instalments = 4
least = "100.00"
given_up = "10"
within_days = 150
answer_hours = 48
[[segment]]
name = "Mil soles y algo más"
total = { from = "1000.00", to = "1200.00" }
[segment.plan]
instalments = { from = 2, to = 6 }
frequencies = ["twice-a-month", "monthly"]
least = "80.00"
first_within = 31
longest_days = 200
grace_days = 4
misses = 2
restores = "nothing"
"#;

/// How often the worlds' clocks follow real time.
const TICK: Duration = Duration::from_millis(50);

/// What is due is done so often over: a charge makes Stripe tell something, which makes a letter.
const ROUNDS: u32 = 3;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn people_get_through_with_and_without_javascript_to_the_same_ledger() {
    let with = World::compose("with JavaScript", true).await;
    let without = World::compose("without JavaScript", false).await;
    let file = with.portal.mailbox.with_file_name("worlds.json");
    let worlds = json!({ "worlds": [with.described, without.described] });
    std::fs::write(&file, worlds.to_string()).expect("the worlds are written");
    let done = tokio::task::spawn_blocking(move || click(&file)).await.expect("node runs");
    assert!(done, "a browser test failed: see above");
    assert_eq!(with.ledger().await, without.ledger().await);
    for world in [with, without] {
        let verdict = ledger_check::check(&world.portal.portal).await.expect("it reads");
        assert!(verdict.is_ok(), "{verdict:?}");
    }
}

fn click(worlds: &Path) -> bool {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("..");
    let done = Command::new("node").arg("end2end/run.mjs").arg(worlds).current_dir(root).status();
    done.expect("node is installed: `make test` installs it").success()
}

/// One portal with its people.
struct World {
    portal: Arc<TestPortal>,
    described: Value,
}

impl World {
    async fn compose(name: &str, javascript: bool) -> Self {
        let mut portal = TestPortal::serving(Engine::Sqlite).await;
        for (email, name, role) in [(OWNER, "Elena Ruiz", "owner"), (AGENT, "Abel Soto", "agent")] {
            invite(&portal, (email, name, role)).await;
        }
        for text in [POLICY_BEFORE, POLICY] {
            offer(&portal, text).await;
        }
        for (role, code, debts) in DEBTORS {
            let currency = Currency::parse(code).expect("known");
            for minor in debts {
                let amount = Money::new(*minor, currency).expect("positive");
                portal.debt_of(&format!("P-{role}"), amount).await;
            }
        }
        fall_due(&portal).await;
        let debtors = debtors(&portal).await;
        let portal = Arc::new(portal);
        let described = json!({
            "name": name,
            "javascript": javascript,
            "portal": portal.base,
            "simulator": portal.stripe.origin,
            "mailbox": portal.mailbox,
            "clock": clock_of(portal.clone()).await,
            "team": { "email": OWNER, "totp_secret": SECRET },
            "agent": { "email": AGENT, "totp_secret": SECRET },
            "debtors": debtors,
        });
        Self { portal, described }
    }

    /// What is owed, paid and held, by the names that both worlds share.
    async fn ledger(&self) -> Vec<String> {
        let (portal, tenant) = (&self.portal.portal, &self.portal.clinic);
        let mut lines = Vec::new();
        for role in DEBTORS.iter().map(|(role, ..)| *role).chain([REMINDED.0]) {
            let reference = format!("P-{role}");
            let case = case_of(&self.portal, &reference).await;
            let mut conn = portal.store.read().await.expect("a connection");
            for debt in server::store::debt::of_case(&mut conn, tenant, &case).await.expect("debts")
            {
                lines.push(format!("{} {:?} {}", debt.reference, debt.balance, debt.paid));
            }
            for paid in
                server::store::payment::of_case(&mut conn, tenant, &case).await.expect("payments")
            {
                lines.push(format!("{reference} {} {}", paid.channel.as_str(), paid.amount));
            }
        }
        lines.sort();
        lines
    }
}

/// The debtors by role, each with a link.
async fn debtors(portal: &TestPortal) -> serde_json::Map<String, Value> {
    let page = access_link::export(&portal.portal, &portal.clinic, None).await.expect("links");
    let mut debtors = serde_json::Map::new();
    for link in page.items {
        let role = link.reference.trim_start_matches("P-").to_owned();
        let mut debtor = json!({
            "link": link.link.expect("a link").0, "answer": "8912", "name": link.name,
            "reference": link.reference, "email": link.address,
        });
        if role == "part" {
            debtor["amount"] = "300.00".into();
        }
        if role == REMINDED.0 {
            debtor["due"] = REMINDED.2.into();
        }
        debtors.insert(role, debtor);
    }
    debtors
}

/// Where specs read the clock of a world, and let days pass.
async fn clock_of(portal: Arc<TestPortal>) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let url = format!("http://{}", listener.local_addr().expect("its address"));
    let routes = Router::new()
        .route("/", get(told).post(pass))
        .route("/reminders", axum::routing::post(remind))
        .route("/reminders/{reference}", get(reminders))
        .with_state(portal);
    tokio::spawn(async move { axum::serve(listener, routes).await.expect("it serves") });
    url
}

/// GET: `{"now", "today"}`, the day in the creditor's zone.
async fn told(State(portal): State<Arc<TestPortal>>) -> Json<Value> {
    let now = portal.portal.clock.now();
    // Peru knows no summer time.
    let today = (now - TimeDelta::hours(5)).date_naive();
    Json(json!({ "now": now.to_rfc3339(), "today": today.to_string() }))
}

/// POST `{"days"}`: so many days pass, one after the other, each with its jobs.
async fn pass(State(portal): State<Arc<TestPortal>>, Json(asked): Json<Value>) -> Json<Value> {
    quiet(&portal).await;
    for _ in 0..asked["days"].as_u64().expect("a number of days") {
        portal.advance(TimeDelta::days(1)).await;
        quiet(&portal).await;
    }
    told(State(portal)).await
}

/// POST `{"sequence"}`: reminders go by it from now on; without one nobody is reminded any more.
async fn remind(State(portal): State<Arc<TestPortal>>, Json(asked): Json<Value>) {
    let (tenant, who) = (&portal.clinic, "Elena Ruiz");
    let Some(source) = asked["sequence"].as_str() else {
        for known in sequence::list(&portal.portal, tenant).await.expect("asked") {
            let done = sequence::archive(&portal.portal, tenant, (&known.sequence.id, who)).await;
            done.expect("archived");
        }
        return;
    };
    let file = sequence_files::read(source).expect("a good file");
    let order = sequence::Order { source, file: &file, from: None, made_by: who };
    let settings = settings(&portal).await;
    sequence::apply(&portal.portal, (tenant, &settings), order).await.expect("it stands");
}

/// GET: step, state and reason of each reminder of a customer, newest first.
async fn reminders(
    State(portal): State<Arc<TestPortal>>,
    UrlPath(reference): UrlPath<String>,
) -> Json<Value> {
    let case = case_of(&portal, &reference).await;
    let mut conn = portal.portal.store.read().await.expect("a connection");
    let told = reminder::history(&mut conn, &portal.clinic, &case).await.expect("a history");
    let one =
        |told: reminder::Told| json!([told.reminder.step, told.reminder.state, told.reminder.why]);
    Json(told.into_iter().map(one).collect())
}

/// Does what is due now, and waits for what the program's own workers do of it.
async fn quiet(portal: &TestPortal) {
    for _ in 0..ROUNDS {
        portal.settle().await;
        while is_busy(portal).await {
            tokio::time::sleep(TICK).await;
        }
    }
}

async fn is_busy(portal: &TestPortal) -> bool {
    let mut conn = portal.portal.store.read().await.expect("a connection");
    let sql = "select cast((select count(*) from messages where state = 'claimed')
        + (select count(*) from jobs where dead_at is null and locked_until > $1) as bigint)";
    let now = portal.portal.clock.now().timestamp_millis();
    let row = sqlx::query(sql).bind(now).fetch_one(&mut *conn).await.expect("asked");
    row.get::<i64, _>(0) > 0
}

/// Lets a clock that can be moved follow real time.
async fn tick(clock: Clock) {
    let by = TimeDelta::from_std(TICK).expect("a short time");
    let mut every = tokio::time::interval(TICK);
    loop {
        every.tick().await;
        clock.advance(by);
    }
}

impl TestPortal {
    /// A portal as `aldia serve` runs it, for real browsers: time passes, jobs are at work. Its host is
    /// another one than the simulator's, as Stripe's is. Its links outlive every story.
    pub async fn serving(engine: Engine) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let port = listener.local_addr().expect("its address").port();
        let base = format!("http://localhost:{port}");
        let clock = Clock::set_to(start());
        tokio::spawn(tick(clock.clone()));
        let webhook = format!("http://127.0.0.1:{port}/webhooks/stripe");
        let stripe = StripeSim::start(webhook, clock.now()).await;
        let mut made = Self::compose(engine, clock, (base, stripe)).await;
        made.clinic = add_creditor(&made.portal, &format!("link_days = 365\n{CLINIC}")).await;
        let (keep, stopped) = tokio::sync::watch::channel(false);
        tokio::spawn(async move {
            let _keep = keep;
            std::future::pending::<()>().await;
        });
        tokio::spawn(server::cli::serve::serve(made.portal.clone(), listener, stopped));
        made
    }
}

async fn settings(portal: &TestPortal) -> Settings {
    let mut conn = portal.portal.store.read().await.expect("a connection");
    let found = server::store::creditor::settings(&mut conn, &portal.clinic).await;
    found.expect("settings")
}

async fn case_of(portal: &TestPortal, reference: &str) -> CaseId {
    let (keys, of) = (&portal.portal.keys, Find::Reference(reference));
    let mut conn = portal.portal.store.read().await.expect("a connection");
    let found = server::store::debtor::find(&mut conn, &portal.clinic, keys, of).await;
    found.expect("it reads").expect("the debtor").2
}

/// Enters the debt that falls due.
async fn fall_due(portal: &TestPortal) {
    let (role, minor, due) = REMINDED;
    let due_on = due.parse().expect("a day");
    let amount = Money::new(minor, Currency::parse("PEN").expect("known")).expect("positive");
    let new = NewDebt {
        debtor_reference: format!("P-{role}"),
        person: Person {
            name: Some("Rosa Quispe Mamani".to_owned()),
            email: Some(format!("{role}@example.pe")),
            national_id: NationalId::parse(IdKind::PeDni, "45678912").ok(),
            ..Person::default()
        },
        reference: "B002-0001".to_owned(),
        description: Some("Control anual".to_owned()),
        document_type: Some("Boleta".to_owned()),
        issued_on: None,
        due_on: Some(due_on),
        amount,
    };
    debt::add(&portal.portal, &portal.clinic, &new).await.expect("a debt");
}

async fn offer(portal: &TestPortal, text: &str) {
    let settings = settings(portal).await;
    let file = policy::read(&settings, text).expect("a good file");
    let order = policy::Order { source: text, file: &file, from: None, made_by: "Elena Ruiz" };
    let done = policy::apply(&portal.portal, (&portal.clinic, &settings), order).await;
    done.expect("it stands");
}

async fn invite(portal: &TestPortal, (email, name, role): (&str, &str, &str)) {
    let args = server::cli::team::Args::Invite {
        creditor: "san-borja".to_owned(),
        email: email.to_owned(),
        name: name.to_owned(),
        role: role.to_owned(),
        totp_secret: Some(SECRET.to_owned()),
    };
    server::cli::team::run(&portal.portal, args).await.expect("a member");
}
