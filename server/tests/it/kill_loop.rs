//! Check 60: a program under mixed load is killed again and again; whatever it has acknowledged is
//! there afterwards.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use domain::ids::CaseId;
use serde_json::json;
use server::store::Dialect;
use sqlx::Row;
use tokio::task::JoinSet;

use crate::books;
use crate::browser::{Browser, Page};
use crate::engine::on_both_databases;
use crate::links::enter_by;
use crate::portal::{Engine, TestPortal, pen};
use crate::process::Aldia;
use crate::size::{Dice, size};
use crate::stripe_sim::StripeSim;

/// How many people use the portal at once.
const PEOPLE: usize = 6;

/// What somebody was told had happened.
#[derive(Default)]
struct Acknowledged {
    transfers: Vec<String>,
    sessions: Vec<String>,
    said: i64,
}

/// A person with a session, who goes on until told to stop.
struct Person {
    case: CaseId,
    browser: Browser,
    dice: Dice,
    stripe: Arc<StripeSim>,
    told: Acknowledged,
}

impl Person {
    /// Does things until `stop`; an answer that does not come promises nothing.
    async fn live(mut self, stop: Arc<AtomicBool>) -> Self {
        while !stop.load(Ordering::SeqCst) {
            let done = match self.dice.below(4) {
                0 => self.transfer().await,
                1 => self.say().await,
                _ => self.pay().await,
            };
            if done.is_none() {
                tokio::time::sleep(Duration::from_millis(10)).await;
            }
        }
        self
    }

    /// Sends a form and gives the redirect that acknowledges it.
    async fn send(&mut self, path: &str, fields: &[(&str, &str)]) -> Option<String> {
        let request = self.browser.form(path, fields);
        let page: Page = self.browser.try_send(request).await?;
        let known = matches!(page.status.as_u16(), 303 | 422 | 429 | 503);
        assert!(known, "{path}: {} {}", page.status, page.body);
        page.location
    }

    async fn wish(&mut self, method: &str) -> Option<String> {
        let minor = self.dice.minor(2_000, 20_000);
        let (amount, expected) = (format!("{}.{:02}", minor / 100, minor % 100), minor.to_string());
        let fields =
            [("currency", "PEN"), ("amount", &amount), ("expected", &expected), ("method", method)];
        self.send("/pagar", &fields).await
    }

    async fn transfer(&mut self) -> Option<()> {
        let to = self.wish("transfer").await?;
        let id = to.strip_prefix("/transferencia/")?;
        self.told.transfers.push(id.to_owned());
        Some(())
    }

    async fn pay(&mut self) -> Option<()> {
        let to = self.wish("stripe").await?;
        if to.starts_with(&self.stripe.origin) {
            let session = to.rsplit('/').next()?.to_owned();
            // Whether the session is still open is Stripe's to know.
            self.stripe.try_to_pay(&session).await;
            self.told.sessions.push(session);
        }
        Some(())
    }

    async fn say(&mut self) -> Option<()> {
        let text = format!("¿Podemos hablar? {}", self.dice.bits());
        self.send("/decir/hablar", &[("text", &text)]).await?;
        self.told.said += 1;
        Some(())
    }
}

/// People with sessions, let in by a portal in this process.
async fn people(portal: &mut TestPortal, dice: &mut Dice) -> Vec<Person> {
    let serving = portal.serve_here().await;
    let mut people = Vec::new();
    for _ in 0..PEOPLE {
        let (case, _) = portal.debt(pen(90_000_000)).await;
        let (_, token) = portal.link(&case).await;
        let browser = enter_by(portal, token.reveal()).await;
        let dice = dice.another();
        let stripe = Arc::clone(&portal.stripe);
        people.push(Person { case, browser, dice, stripe, told: Acknowledged::default() });
    }
    serving.stop().await;
    people
}

/// Whether everything that was acknowledged is in the database.
async fn all_is_there(portal: &TestPortal, people: &[Person]) {
    let stored = |sql: &'static str| async move {
        let rows = books::rows(portal, sql).await;
        rows.iter().map(|row| row.get(0)).collect::<std::collections::BTreeSet<String>>()
    };
    let attempts = stored("select id from attempts").await;
    let sessions =
        stored("select provider_session from attempts where provider_session is not null").await;
    for person in people {
        let lost = |known: &std::collections::BTreeSet<String>, told: &[String]| {
            told.iter().filter(|id| !known.contains(*id)).cloned().collect::<Vec<_>>()
        };
        assert_eq!(lost(&attempts, &person.told.transfers), [""; 0], "transfers");
        assert_eq!(lost(&sessions, &person.told.sessions), [""; 0], "sessions");
        let sql = format!(
            "select cast(count(*) as bigint) from evidence where kind = 'said' and case_id = '{}'",
            person.case
        );
        assert!(books::number(portal, &sql).await >= person.told.said, "answers");
    }
}

on_both_databases! {
    async fn what_was_acknowledged_survives_every_kill(engine) {
        let mut dice = Dice::of("kill loop");
        let mut portal = TestPortal::for_processes(engine).await;
        let pace = json!({ "first_gap_ms": 20, "longest_gap_ms": 1000 });
        portal.stripe.control("webhooks", &pace).await;
        let stop = Arc::new(AtomicBool::new(false));
        let mut living = JoinSet::new();
        for person in people(&mut portal, &mut dice).await {
            living.spawn(person.live(Arc::clone(&stop)));
        }
        for _ in 0..size(10, 1000) {
            let aldia = Aldia::start(&portal, "").await.expect("it starts");
            let life = u64::try_from(dice.between(50, 400)).expect("fits");
            aldia.kill_after(Duration::from_millis(life)).await;
        }
        stop.store(true, Ordering::SeqCst);
        let people = living.join_all().await;
        if portal.portal.store.dialect() == Dialect::Sqlite {
            let verdict = books::rows(&portal, "pragma integrity_check").await;
            assert_eq!(verdict[0].get::<String, _>(0), "ok");
        }
        portal.recover().await;
        all_is_there(&portal, &people).await;
        let told = people.iter().map(|p| p.told.transfers.len() + p.told.sessions.len());
        assert!(told.sum::<usize>() > 0, "nothing was ever acknowledged");
        books::agree(&portal).await;
        books::nothing_waits(&portal).await;
        portal.finish().await;
    }
}
