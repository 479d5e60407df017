//! What the four ways of money need to be walked by a process that may end at any step: prepared in
//! this process, then driven through pages and webhooks of the other one.

use chrono::TimeDelta;
use domain::ids::{AttemptId, CaseId, PaymentId, SuspenseId};
use domain::ledger::{Account, Channel};
use serde_json::json;
use server::clock::Clock;
use server::store::{attempt, case, creditor, payment};
use server::use_cases::PortalError;
use server::use_cases::payment::receive::{self, Arrival};
use server::use_cases::payment::refund;
use server::use_cases::payment::start::{self, Next};
use server::{in_tx, jobs};
use sqlx::Row;

use crate::books;
use crate::browser::Browser;
use crate::links::enter_by;
use crate::payments::{all, open_page};
use crate::portal::{TestPortal, pen};
use crate::size::size;

/// How often each thing happens in a scene: at night a point has to be met for the third time.
fn times() -> usize {
    size(1, 3)
}

/// What each case of a scene owes.
const OWED: i64 = 100_000;

/// One of the ways of money.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Flow {
    /// A debtor presses "pay" with one wish after another, and looks at a payment.
    Pay,
    /// Stripe tells of payments, refunds, disputes, and money that is not ours.
    Webhook,
    /// The team gives money back, and Stripe's answers are lost at first; money without a case gets one,
    /// or is said to be of none.
    Refund,
    /// A day without webhooks is compared.
    Reconcile,
}

/// A prepared scene: what is left to do is to be done by the process.
pub struct Scene {
    flow: Flow,
    browsers: Vec<Browser>,
    payments: Vec<(CaseId, PaymentId)>,
    strays: Vec<SuspenseId>,
    unanswered: Option<AttemptId>,
}

impl Scene {
    /// Prepares `flow`.
    pub async fn set(portal: &mut TestPortal, flow: Flow, team: &Browser) -> Self {
        let (browsers, payments, strays) = (vec![], vec![], vec![]);
        let mut scene = Self { flow, browsers, payments, strays, unanswered: None };
        match flow {
            Flow::Pay => scene.set_pay(portal).await,
            Flow::Webhook => set_webhook(portal).await,
            Flow::Refund => scene.set_refund(portal, team).await,
            Flow::Reconcile => set_reconcile(portal).await,
        }
        scene
    }

    async fn set_pay(&mut self, portal: &mut TestPortal) {
        let serving = portal.serve_here().await;
        let (case, _) = portal.debt(pen(OWED)).await;
        let (lost, id) = unanswered(portal).await;
        self.unanswered = Some(id);
        for case in [&case, &lost] {
            let (_, token) = portal.link(case).await;
            self.browsers.push(enter_by(portal, token.reveal()).await);
        }
        serving.stop().await;
    }

    async fn set_refund(&mut self, portal: &mut TestPortal, team: &Browser) {
        self.browsers.push(team.clone());
        let serving = portal.serve_here().await;
        for _ in 0..times() {
            let case = paid(portal, "4242424242424242").await.0;
            portal.settle_all().await;
            self.payments.push((case.clone(), payment_of(portal, &case).await));
        }
        for session in strays(portal, 2 * times()).await {
            let item = item_of(portal, &session).await;
            portal.debt_of(&format!("S-{item}"), pen(OWED)).await;
            self.strays.push(item);
        }
        serving.stop().await;
        let lost =
            json!([{ "kind": "drop_answer", "next": 3 * times(), "only": "POST /v1/refunds" }]);
        portal.stripe.faults(lost).await;
    }

    /// Does what people do in this scene, as long as somebody answers.
    pub async fn drive(&mut self) -> Option<()> {
        match self.flow {
            Flow::Pay => {
                let attempt = self.unanswered.as_ref().expect("an attempt");
                for _ in 0..times() {
                    let request = self.browsers[1]
                        .request(reqwest::Method::GET, &app::routes::payment(attempt));
                    self.browsers[1].try_send(request).await?;
                }
                for amount in ["100", "200", "300", "400"] {
                    let expected = format!("{amount}00");
                    let fields = [
                        ("currency", "PEN"),
                        ("amount", amount),
                        ("expected", &*expected),
                        ("method", "stripe"),
                    ];
                    let form = self.browsers[0].form("/pagar", &fields);
                    self.browsers[0].try_send(form).await?;
                }
            }
            Flow::Refund => {
                for (number, (case, payment)) in self.payments.iter().enumerate() {
                    let key = format!("{:032x}.{payment}", number + 1);
                    let path = app::routes::team_case_refund(case, payment);
                    let left = OWED.to_string();
                    let fields = [("key", &*key), ("left", &*left), ("amount", "10.00")];
                    let form = self.browsers[0].form(&path, &fields);
                    let page = self.browsers[0].try_send(form).await?;
                    assert_eq!(page.status, 303, "{}", page.body);
                }
                for (number, item) in self.strays.iter().enumerate() {
                    let owner = format!("S-{item}");
                    let (path, field) = if number % 2 == 0 {
                        (app::routes::team_suspense_assign(item), ("reference", &*owner))
                    } else {
                        (app::routes::team_suspense_close(item), ("reason", "De otra tienda"))
                    };
                    let form = self.browsers[0].form(&path, &[field]);
                    let page = self.browsers[0].try_send(form).await?;
                    assert_eq!(page.status, 303, "{}", page.body);
                }
            }
            Flow::Webhook | Flow::Reconcile => {}
        }
        Some(())
    }
}

/// A new case that has been paid at Stripe; nobody here knows yet.
async fn paid(portal: &mut TestPortal, card: &str) -> (CaseId, String) {
    let (case, _) = portal.debt(pen(OWED)).await;
    let session = open_page(portal, &case, &all(OWED)).await;
    let path = format!("sessions/{session}/pay");
    portal.stripe.control(&path, &json!({ "card": card })).await;
    (case, session)
}

/// A case whose wish to pay Stripe has answered with nothing but errors.
async fn unanswered(portal: &mut TestPortal) -> (CaseId, AttemptId) {
    let (case, _) = portal.debt(pen(OWED)).await;
    let error = json!([{ "kind": "stored_500", "next": 1, "only": "POST /v1/checkout/sessions" }]);
    portal.stripe.faults(error).await;
    let visit = portal.visit(&case).await;
    let next = start::at_stripe(&portal.portal, &visit, &all(OWED), "es").await.expect("it starts");
    let Next::Status(id) = next else { panic!("it was answered: {next:?}") };
    portal.stripe.faults(json!([])).await;
    (case, id)
}

async fn payment_of(portal: &TestPortal, case: &CaseId) -> PaymentId {
    let mut conn = portal.portal.store.read().await.expect("a connection");
    let found = payment::of_case(&mut conn, &portal.clinic, case).await.expect("payments");
    found.first().expect("a payment").id.clone()
}

/// Money on sessions that name tries which nobody here knows, brought by its events: the sessions.
async fn strays(portal: &TestPortal, count: usize) -> Vec<String> {
    let mut sessions = Vec::new();
    for _ in 0..count {
        sessions.push(portal.stripe.pay_stray_session(3_000).await);
    }
    portal.settle_all().await;
    sessions
}

async fn item_of(portal: &TestPortal, session: &str) -> SuspenseId {
    let sql = format!("select id from suspense where reference = '{session}'");
    let id: String = books::rows(portal, &sql).await[0].get(0);
    id.parse().expect("an id")
}

async fn set_webhook(portal: &mut TestPortal) {
    let serving = portal.serve_here().await;
    let waiting = strays(portal, 2 * times()).await;
    serving.stop().await;
    for pair in waiting.chunks(2) {
        portal.stripe.refund_of_session(&pair[0], 3_000).await;
        let dispute = json!({ "session": pair[1], "kind": "dispute" });
        portal.stripe.control("disputes", &dispute).await;
    }
    for _ in 0..times() {
        paid(portal, "4242424242424242").await;
        paid(portal, "4000000000000259").await;
        let (_, session) = paid(portal, "4242424242424242").await;
        portal.stripe.refund_of_session(&session, 1_000).await;
        portal.stripe.pay_stray_session(5_000).await;
    }
}

/// A day ago payments, refunds and a dispute happened of which no event was ever made; a page was
/// never answered; and payments stand in our book that Stripe does not have.
async fn set_reconcile(portal: &mut TestPortal) {
    let day = TimeDelta::hours(25);
    portal.advance(-day).await;
    portal.stripe.faults(json!([{ "kind": "event_never", "per_mille": 1000 }])).await;
    let mut refunded = Vec::new();
    for _ in 0..times() {
        let (case, session) = paid(portal, "4242424242424242").await;
        let attempt = attempt_of(portal, &session).await;
        let check = server::use_cases::payment::settle::check;
        check(&portal.portal, &portal.clinic, &attempt).await.expect("settled");
        refunded.push(payment_of(portal, &case).await);
        invent(portal).await;
    }
    ask_for_refunds(portal, &refunded).await;
    for _ in 0..times() {
        unanswered(portal).await;
    }
    portal.stripe.faults(json!([{ "kind": "event_never", "per_mille": 1000 }])).await;
    for _ in 0..times() {
        paid(portal, "4242424242424242").await;
        paid(portal, "4000000000000259").await;
        let (case, _) = portal.debt(pen(OWED)).await;
        open_page(portal, &case, &all(OWED)).await;
        let (_, session) = paid(portal, "4242424242424242").await;
        portal.stripe.refund_of_session(&session, 1_000).await;
    }
    portal.advance(day).await;
    portal.stripe.book().await;
    portal.stripe.faults(json!([])).await;
    jobs::runner::queue_repeated(&portal.portal).await.expect("queued");
    books::change(portal, "update jobs set run_at = 0 where kind like 'reconcile%'").await;
}

/// Asks for refunds while every answer is lost, so that they stay unknown.
async fn ask_for_refunds(portal: &TestPortal, payments: &[PaymentId]) {
    for payment in payments {
        let lost = json!([{ "kind": "drop_answer", "next": 3, "only": "POST /v1/refunds" },
            { "kind": "event_never", "per_mille": 1000 }]);
        portal.stripe.faults(lost).await;
        let id = domain::ids::RefundId::from_bits(portal.portal.ids.bits());
        let (portal, tenant) = (&portal.portal, &portal.clinic);
        let key = (&id, "member");
        let amounts = (pen(1_000), pen(OWED));
        refund::request(portal, tenant, payment, amounts, key).await.expect("asked");
        refund::send(portal, tenant, &id).await.expect_err("no answer");
        let job: Result<_, PortalError> = in_tx!(portal.store, tx => {
            let done = "delete from jobs where kind = 'send-refund'";
            sqlx::query(done).execute(&mut *tx).await.map_err(server::store::StoreError::from)?;
        });
        job.expect("the job is out of the way");
    }
}

async fn attempt_of(portal: &TestPortal, session: &str) -> attempt::Attempt {
    let mut conn = portal.portal.store.read().await.expect("a connection");
    let find = attempt::Find::Session(session);
    attempt::find(&mut conn, &portal.clinic, find).await.expect("asked").expect("there")
}

/// Books a payment at Stripe that there is not.
pub async fn invent(portal: &mut TestPortal) {
    let (case, _) = portal.debt(pen(OWED)).await;
    let (here, tenant) = (&portal.portal, &portal.clinic);
    let arrival = Arrival {
        amount: pen(OWED),
        channel: Channel::Stripe,
        attempt: None,
        key: Some(format!("pi_invented_{case}")),
        received_on: here.clock.now().date_naive(),
        debts: vec![],
        source: Account::Collected(Channel::Stripe),
        by_team: None,
    };
    let booked: Result<_, PortalError> = in_tx!(here.store, tx => {
        let mut case = case::lock(&mut tx, tenant, &case).await?.ok_or(PortalError::NotFound)?;
        let settings = creditor::settings(&mut tx, tenant).await?;
        receive::on_case(here, &mut tx, (tenant, &settings), &mut case, arrival.clone()).await?
    });
    booked.expect("booked").expect("new");
}

/// Sets the clock of this process and Stripe's to real time again.
pub async fn at_real_time(portal: &TestPortal) {
    portal.catch_up();
    let now = Clock::system().now().timestamp();
    portal.stripe.control("clock", &json!({ "set": now })).await;
}
