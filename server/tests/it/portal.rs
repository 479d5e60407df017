//! The one door of integration tests: a whole portal on a real socket and a real database, with its
//! simulator of Stripe, a clock that the test moves, and jobs that run when the test says so.

use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::Arc;

use axum::Router;
use axum::extract::connect_info::IntoMakeServiceWithConnectInfo;
use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use domain::ids::{AccessLinkId, CaseId, DebtId};
use domain::money::{Currency, Money};
use server::clock::Clock;
use server::compose::Portal;
use server::config::creditor::Settings as Creditor;
use server::config::{master_key, program};
use server::keys::Token;
use server::store::access_link;
use server::store::debtor::Person;
use server::tenant::Tenant;
use server::use_cases::PortalError;
use server::use_cases::debt::{self, NewDebt};
use server::use_cases::ledger_check;
use server::use_cases::session::{Stage, Visit};
use server::{in_tx, jobs};
use tempfile::TempDir;
use tokio::net::TcpListener;

use crate::browser::Browser;
use crate::stripe_sim::{StripeSim, WEBHOOK_SECRET};

/// Which database a test runs on.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Engine {
    /// A file.
    Sqlite,
    /// A server.
    Postgres,
}

/// A portal to be tested.
pub struct TestPortal {
    /// The program's parts.
    pub portal: Portal,
    /// Where it is reached.
    pub base: String,
    /// The judge.
    pub stripe: Arc<StripeSim>,
    /// The clinic that every test has.
    pub clinic: Tenant,
    /// The folder that stands for all mailboxes.
    pub mailbox: PathBuf,
    /// Everything that the portal keeps in files; its settings are `aldia.toml`.
    pub folder: TempDir,
    next: u32,
}

/// A clinic in Lima that takes cards and transfers.
pub const CLINIC: &str = r##"
slug = "san-borja"
name = "Clínica San Borja"
discreet_name = "San Borja"
legal_name = "Clínica San Borja S.A.C."
legal_id = "20601234565"
address = "Av. San Borja Norte 123, Lima"
country = "PE"
identity_check = ["national-id", "birth-date", "invoice-number"]
terms = "Los pagos vencen a los 30 días."
least_part_payment = { PEN = "20.00" }
[brand]
color = "#0b6e5f"
[contact]
phone = "01 555 0100"
hours = "lunes a viernes de 9 a 18"
sender = "cobros@sanborja.example"
reply_to = "cobros@sanborja.example"
[bank]
bank = "Banco de Prueba"
holder = "Clínica San Borja S.A.C."
numbers = [{ label = "CCI", value = "00219300123456789012" }]
[stripe]
descriptor = "SAN BORJA"
methods = ["card", "oxxo"]
"##;

/// Tuesday, 24 November 2026, 10:00 in Lima: inside contact hours.
pub fn start() -> DateTime<Utc> {
    "2026-11-24T15:00:00Z".parse().expect("an instant")
}

/// A folder in memory where there is one.
pub fn scratch() -> PathBuf {
    let memory = PathBuf::from("/dev/shm");
    if memory.is_dir() { memory } else { std::env::temp_dir() }
}

/// Soles.
pub fn pen(minor: i64) -> Money {
    Money::new(minor, Currency::parse("PEN").expect("PEN")).expect("positive")
}

impl TestPortal {
    /// A portal on `engine` with the clinic, whose clocks and jobs move when the test says so.
    pub async fn on(engine: Engine) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let base = format!("http://{}", listener.local_addr().expect("its address"));
        let stripe = StripeSim::start(format!("{base}/webhooks/stripe"), start()).await;
        stripe.hold().await;
        let made = Self::compose(engine, Clock::set_to(start()), (base, stripe)).await;
        made.serve(listener);
        made
    }

    /// Serves the portal's pages in this process.
    pub fn serve(&self, listener: TcpListener) {
        let pages = self.pages();
        tokio::spawn(async move { axum::serve(listener, pages).await.expect("it serves") });
    }

    /// Its pages, as a listener takes them.
    pub fn pages(&self) -> IntoMakeServiceWithConnectInfo<Router, SocketAddr> {
        server::http::router(self.portal.clone()).into_make_service_with_connect_info()
    }

    /// One on `engine` with the clinic, reached at `base`.
    pub async fn compose(
        engine: Engine,
        clock: Clock,
        (base, stripe): (String, StripeSim),
    ) -> Self {
        let folder = TempDir::with_prefix_in("aldia", scratch()).expect("a folder");
        let key_file = folder.path().join("master.key");
        master_key::create(&key_file).expect("a key");
        let database = match engine {
            Engine::Sqlite => {
                format!("sqlite:{}?mode=rwc", folder.path().join("aldia.db").display())
            }
            Engine::Postgres => crate::postgres::fresh_database().await,
        };
        let mailbox = folder.path().join("mailbox");
        let toml = format!(
            "env = 'demo'\nbase_url = '{base}'\nbind = '{}'\ndatabase_url = '{database}'\n\
             key_file = '{}'\nmailbox_dir = '{}'\nstripe_api_url = '{}'\n\
             stripe_secret_key = 'sk_test_for_the_tests_only'\n\
             stripe_webhook_secrets = '{WEBHOOK_SECRET}'\nlog = 'text'\n",
            base.trim_start_matches("http://").replace("localhost", "127.0.0.1"),
            key_file.display(),
            mailbox.display(),
            stripe.origin
        );
        std::fs::write(folder.path().join("aldia.toml"), &toml).expect("written");
        let settings = program::Settings::from_toml(&toml).expect("good settings");
        let portal = Portal::open(settings, clock).await.expect("it opens");
        let clinic = add_creditor(&portal, CLINIC).await;
        let stripe = Arc::new(stripe);
        Self { portal, base, stripe, clinic, mailbox, folder, next: 1 }
    }

    /// A browser nobody has used.
    pub fn browser(&self) -> Browser {
        Browser::new(&self.base)
    }

    /// Enters a debt of a new person, due on 11 October 2026.
    pub async fn debt(&mut self, amount: Money) -> (CaseId, DebtId) {
        let n = self.next;
        self.debt_of(&format!("P-{n}"), amount).await
    }

    /// Enters a debt of the customer `reference`.
    pub async fn debt_of(&mut self, reference: &str, amount: Money) -> (CaseId, DebtId) {
        let email = format!("rosa{}@example.pe", self.next);
        self.enter(reference, amount, email).await
    }

    /// Enters a debt of a new person with that address.
    pub async fn debt_at(&mut self, amount: Money, email: &str) -> (CaseId, DebtId) {
        let reference = format!("P-{}", self.next);
        self.enter(&reference, amount, email.to_owned()).await
    }

    async fn enter(&mut self, reference: &str, amount: Money, email: String) -> (CaseId, DebtId) {
        let n = self.next;
        self.next += 1;
        let new = NewDebt {
            debtor_reference: reference.to_owned(),
            person: Person {
                name: Some("Rosa Quispe Mamani".to_owned()),
                email: Some(email),
                national_id: domain::national_id::NationalId::parse(
                    domain::national_id::IdKind::PeDni,
                    "45678912",
                )
                .ok(),
                ..Person::default()
            },
            reference: format!("B001-{n:04}"),
            description: Some("Consulta y ecografía".to_owned()),
            document_type: Some("Boleta".to_owned()),
            issued_on: NaiveDate::from_ymd_opt(2026, 9, 11),
            due_on: NaiveDate::from_ymd_opt(2026, 10, 11),
            amount,
        };
        debt::add(&self.portal, &self.clinic, &new).await.expect("a debt")
    }

    /// A link to the case, as it would be exported: no message and no hours for it.
    pub async fn link(&self, case: &CaseId) -> (AccessLinkId, Token) {
        let (portal, tenant) = (&self.portal, &self.clinic);
        let (id, token) = (AccessLinkId::from_bits(portal.ids.bits()), Token::random());
        let now = portal.clock.now();
        let made: Result<_, PortalError> = in_tx!(portal.store, tx => {
            let new = access_link::NewLink {
                id: &id,
                case,
                hash: &token.hash(),
                message: None,
                expires_at: now + TimeDelta::days(30),
            };
            access_link::insert(&mut tx, tenant, new, now).await?;
        });
        made.expect("a link");
        (id, token)
    }

    /// A session of the case's debtor, as the identity check would open it.
    pub async fn visit(&self, case: &CaseId) -> Visit {
        let (link, _) = self.link(case).await;
        let (tenant, since) = (self.clinic.clone(), self.portal.clock.now());
        Visit { tenant, case: case.clone(), link, stage: Stage::Full, since, hash: Vec::new() }
    }

    /// Moves both clocks.
    pub async fn advance(&self, by: TimeDelta) {
        self.portal.clock.advance(by);
        let seconds = serde_json::json!({ "advance": by.num_seconds() });
        self.stripe.control("clock", &seconds).await;
    }

    /// Runs jobs and messages until nothing is due.
    pub async fn run_jobs(&self) {
        for _ in 0..1000 {
            if jobs::runner::run_due(&self.portal).await.expect("jobs run") == 0 {
                return;
            }
        }
        panic!("jobs without end");
    }

    /// Delivers what Stripe has to tell and does what follows from it.
    pub async fn settle(&self) {
        self.stripe.deliver().await;
        self.run_jobs().await;
    }

    /// What the case owes in soles.
    pub async fn owed(&self, case: &CaseId) -> i64 {
        let mut conn = self.portal.store.read().await.expect("a connection");
        let debts =
            server::store::debt::of_case(&mut conn, &self.clinic, case).await.expect("debts");
        debts.iter().map(|debt| debt.balance.total().expect("one currency").minor()).sum()
    }

    /// The case's credit in soles.
    pub async fn credit(&self, case: &CaseId) -> i64 {
        let mut conn = self.portal.store.read().await.expect("a connection");
        let credit =
            server::store::ledger::credit(&mut conn, &self.clinic, case, pen(0).currency());
        credit.await.expect("a balance").minor()
    }

    /// Ends the test: the ledger must hold.
    pub async fn finish(self) {
        let verdict = ledger_check::check(&self.portal).await.expect("it reads");
        if let Err(broken) = verdict {
            panic!("the ledger is broken: {broken}");
        }
        self.portal.store.close().await;
    }
}

/// Adds a creditor from its file.
pub async fn add_creditor(portal: &Portal, toml: &str) -> Tenant {
    let settings = Creditor::from_toml(toml).expect("a good file");
    server::use_cases::creditor::apply(portal, &settings).await.expect("a creditor").0
}
