//! The browser tests: the same program on real sockets, twice, once for browsers with JavaScript and
//! once for those without. After the same clicks both ledgers must be the same.

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

use domain::money::{Currency, Money};
use serde_json::{Value, json};
use server::use_cases::access_link;
use server::use_cases::ledger_check;
use server::use_cases::policy;

use portal::{Engine, TestPortal};
use server::clock::Clock;
use stripe_sim::StripeSim;
use tokio::net::TcpListener;

const SECRET: &str = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP";
const OWNER: &str = "elena@sanborja.example";

/// What each spec's debtor owes: role, currency, minor units of each debt.
const DEBTORS: [(&str, &str, &[i64]); 9] = [
    ("all", "PEN", &[42_000, 36_000, 20_000]),
    ("part", "PEN", &[50_000, 12_550]),
    ("voucher", "MXN", &[123_450]),
    ("transfer", "PEN", &[64_000]),
    ("talk", "PEN", &[38_000]),
    ("language", "PEN", &[25_000, 9_900]),
    ("look", "PEN", &[15_000, 1_234_567]),
    ("leave", "PEN", &[31_000]),
    ("plan", "PEN", &[60_000, 40_000]),
];

/// A plan for who owes what the role `plan` owes, and for nobody else: the other stories stay as they are.
const POLICY: &str = r#"
name = "Cuotas"
[[segment]]
name = "Mil soles"
total = { from = "1000.00", to = "1000.00" }
[segment.plan]
instalments = { from = 2, to = 6 }
frequencies = ["twice-a-month", "monthly"]
least = "80.00"
first_within = 15
longest_days = 200
grace_days = 3
misses = 2
restores = "nothing"
"#;

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
    portal: TestPortal,
    described: Value,
}

impl World {
    async fn compose(name: &str, javascript: bool) -> Self {
        let mut portal = TestPortal::serving(Engine::Sqlite).await;
        invite(&portal).await;
        offer(&portal).await;
        for (role, code, debts) in DEBTORS {
            let currency = Currency::parse(code).expect("known");
            for minor in debts {
                let amount = Money::new(*minor, currency).expect("positive");
                portal.debt_of(&format!("P-{role}"), amount).await;
            }
        }
        let page = access_link::export(&portal.portal, &portal.clinic, None).await.expect("links");
        let mut debtors = serde_json::Map::new();
        for link in page.items {
            let role = link.reference.trim_start_matches("P-").to_owned();
            let mut debtor = json!({
                "link": link.link.expect("a link").0, "answer": "8912", "name": link.name, "reference": link.reference,
            });
            if role == "part" {
                debtor["amount"] = "300.00".into();
            }
            debtors.insert(role, debtor);
        }
        let described = json!({
            "name": name,
            "javascript": javascript,
            "portal": portal.base,
            "simulator": portal.stripe.origin,
            "mailbox": portal.mailbox,
            "team": { "email": OWNER, "totp_secret": SECRET },
            "debtors": debtors,
        });
        Self { portal, described }
    }

    /// What is owed, paid and held, by the names that both worlds share.
    async fn ledger(&self) -> Vec<String> {
        let (portal, tenant) = (&self.portal.portal, &self.portal.clinic);
        let mut conn = portal.store.read().await.expect("a connection");
        let mut lines = Vec::new();
        for (role, ..) in DEBTORS {
            let reference = format!("P-{role}");
            let of = server::store::debtor::Find::Reference(&reference);
            let found = server::store::debtor::find(&mut conn, tenant, &portal.keys, of).await;
            let (_, _, case) = found.expect("it reads").expect("the debtor");
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

impl TestPortal {
    /// A portal as `aldia serve` runs it, for real browsers: real time, jobs at work. Its host is
    /// another one than the simulator's, as Stripe's is.
    pub async fn serving(engine: Engine) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let port = listener.local_addr().expect("its address").port();
        let base = format!("http://localhost:{port}");
        let clock = Clock::system();
        let webhook = format!("http://127.0.0.1:{port}/webhooks/stripe");
        let stripe = StripeSim::start(webhook, clock.now()).await;
        let made = Self::compose(engine, clock, (base, stripe)).await;
        let (keep, stopped) = tokio::sync::watch::channel(false);
        tokio::spawn(async move {
            let _keep = keep;
            std::future::pending::<()>().await;
        });
        tokio::spawn(server::cli::serve::serve(made.portal.clone(), listener, stopped));
        made
    }
}

async fn offer(portal: &TestPortal) {
    let mut conn = portal.portal.store.read().await.expect("a connection");
    let found = server::store::creditor::settings(&mut conn, &portal.clinic).await;
    drop(conn);
    let settings = found.expect("settings");
    let file = policy::read(&settings, POLICY).expect("a good file");
    let order = policy::Order { source: POLICY, file: &file, from: None, made_by: "Elena Ruiz" };
    let done = policy::apply(&portal.portal, (&portal.clinic, &settings), order).await;
    done.expect("it stands");
}

async fn invite(portal: &TestPortal) {
    let args = server::cli::team::Args::Invite {
        creditor: "san-borja".to_owned(),
        email: OWNER.to_owned(),
        name: "Elena Ruiz".to_owned(),
        role: "owner".to_owned(),
        totp_secret: Some(SECRET.to_owned()),
    };
    server::cli::team::run(&portal.portal, args).await.expect("an owner");
}
