//! People at work while something else happens: they look, come in by links, are registered, answer, are
//! written to.

use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use app::routes::{self, pattern};
use chrono::NaiveDate;
use domain::contact_channel::ContactChannel;
use domain::ids::{AccessLinkId, CaseId};
use server::compose::Portal;
use server::jobs::outbox;
use server::store::answer::AnswerKind;
use server::store::debtor::Person;
use server::tenant::Tenant;
use server::use_cases::PortalError;
use server::use_cases::access_link::{PhoneOutcome, send_by_phone};
use server::use_cases::answer::{self, Said};
use server::use_cases::consent::{self, Given};
use server::use_cases::debt::{self, NewDebt};
use server::use_cases::session::{Stage, Visit};
use tokio::sync::{Mutex as Turns, watch};
use tokio::task::JoinHandle;

use crate::browser::Browser;
use crate::portal::pen;
use crate::signed_links::Key;

/// What came of one turn: nothing, or what went wrong.
type Turn = Result<(), String>;

/// People at work until told to stop: what each did, and what went wrong.
pub struct Load {
    over: Arc<AtomicBool>,
    done: Vec<Arc<AtomicUsize>>,
    tasks: Vec<JoinHandle<Vec<String>>>,
}

impl Load {
    /// Browsers that look at their own page.
    pub fn begin(browsers: Vec<(Browser, &'static str)>) -> Self {
        let over = Arc::new(AtomicBool::new(false));
        let mut load = Self { over, done: Vec::new(), tasks: Vec::new() };
        for (browser, path) in browsers {
            let browser = Arc::new(Turns::new(browser));
            load.also(move |_| {
                let browser = Arc::clone(&browser);
                async move {
                    let page = browser.lock().await.get(path).await;
                    let is_there = page.status == 200;
                    is_there.then_some(()).ok_or_else(|| format!("{path}: {}", page.status))
                }
            });
        }
        load
    }

    /// Somebody more: `work` is done again and again, each time with the number of its turn.
    pub fn also<W, F>(&mut self, work: W)
    where
        W: Fn(usize) -> F + Send + Sync + 'static,
        F: Future<Output = Turn> + Send + 'static,
    {
        let (over, done) = (Arc::clone(&self.over), Arc::new(AtomicUsize::new(0)));
        self.done.push(Arc::clone(&done));
        self.tasks.push(tokio::spawn(async move {
            let mut wrong = Vec::new();
            while !over.load(Ordering::SeqCst) {
                wrong.extend(work(done.load(Ordering::SeqCst)).await.err());
                done.fetch_add(1, Ordering::SeqCst);
            }
            wrong
        }));
    }

    /// Waits until each has done so much more.
    pub async fn goes_on(&self, more: usize) {
        for (done, task) in self.done.iter().zip(&self.tasks) {
            let until = done.load(Ordering::SeqCst) + more;
            while done.load(Ordering::SeqCst) < until {
                assert!(!task.is_finished(), "somebody gave up");
                tokio::time::sleep(Duration::from_millis(5)).await;
            }
        }
    }

    /// Ends it: nothing went wrong.
    pub async fn end(self) {
        self.over.store(true, Ordering::SeqCst);
        for task in self.tasks {
            assert_eq!(task.await.expect("ended"), Vec::<String>::new());
        }
        assert!(self.done.iter().all(|done| done.load(Ordering::SeqCst) > 0));
    }
}

/// Somebody who comes by a link that the creditor's own system signs for this turn, and says who they are.
pub fn come_by_signed_links(load: &mut Load, fresh: Browser, (key, now): (Key, i64)) {
    load.also(move |turn| {
        let mut browser = fresh.clone();
        let path = routes::signed_link(&key.at(now, "P-1", &turn.to_string()));
        async move {
            let page = browser.post(&path, &[]).await;
            if page.location.as_deref() != Some(pattern::IDENTITY) {
                return Err(format!("signed link: {}", page.status));
            }
            let page = browser.post(pattern::IDENTITY, &[("answer", "8912")]).await;
            let is_in = page.location.as_deref() == Some(pattern::STATEMENT);
            is_in.then_some(()).ok_or_else(|| format!("identity check: {}", page.status))
        }
    });
}

/// Those who were registered meanwhile, with their cases.
pub type Newcomers = Arc<Mutex<Vec<(String, CaseId)>>>;

/// A node where a new person a turn is registered, allows text messages, gets one, and answers.
pub fn register(load: &mut Load, node: &Portal, clinic: &Tenant) -> Newcomers {
    let all = Newcomers::default();
    let (node, clinic, listed) = (node.clone(), clinic.clone(), Arc::clone(&all));
    load.also(move |turn| {
        let (node, clinic, listed) = (node.clone(), clinic.clone(), Arc::clone(&listed));
        async move {
            let (reference, case) = newcomer(&node, &clinic, turn)
                .await
                .map_err(|error| format!("newcomer {turn}: {error}"))?;
            listed.lock().unwrap_or_else(PoisonError::into_inner).push((reference, case));
            Ok(())
        }
    });
    all
}

async fn newcomer(
    node: &Portal,
    clinic: &Tenant,
    turn: usize,
) -> Result<(String, CaseId), PortalError> {
    let reference = format!("N-{turn}");
    let person = Person {
        name: Some("Eva Rojas".to_owned()),
        email: Some(format!("n{turn}@example.pe")),
        phone: Some(format!("+519{:08}", 20_000_000 + turn)),
        ..Person::default()
    };
    let new = NewDebt {
        debtor_reference: reference.clone(),
        person,
        reference: format!("N001-{turn}"),
        description: None,
        document_type: None,
        issued_on: NaiveDate::from_ymd_opt(2026, 9, 11),
        due_on: NaiveDate::from_ymd_opt(2026, 10, 11),
        amount: pen(1_000),
    };
    let (case, _) = debt::add(node, clinic, &new).await?;
    let (channel, on) = (ContactChannel::Sms, NaiveDate::default());
    let given = Given { channel, on, how: "form", proof: "Ficha" };
    consent::record(node, clinic, &case, given, "member").await?;
    if send_by_phone(node, clinic, (&case, channel), "member").await? == PhoneOutcome::Refused {
        return Err(PortalError::Refused("not-sent"));
    }
    let (_nobody_stops, stop) = watch::channel(false);
    outbox::send_due(node, &stop).await?;
    let visit = Visit {
        tenant: clinic.clone(),
        case: case.clone(),
        link: AccessLinkId::from_bits(1),
        stage: Stage::Full,
        since: node.clock.now(),
        hash: Vec::new(),
    };
    answer::say(node, &visit, Said { kind: AnswerKind::Talk, text: "Llámenme." }).await?;
    Ok((reference, case))
}
