//! `/v1/…`: who asks, with which key, and which handler answers. Faults strike here.

use std::sync::Arc;
use std::time::Duration;

use axum::body::{Body, Bytes};
use axum::extract::{ConnectInfo, OriginalUri, State};
use axum::http::{HeaderMap, Method, Response, Uri};

use super::answer::{Answer, Memory, Refusal, Reply};
use super::book::Head;
use super::expand::expand;
use super::faults::Kind;
use super::form::Form;
use super::idempotency::{Claim, InProgress};
use super::server::Simulator;
use super::wire::Line;
use super::world::{Cause, VERSION, World};
use super::{answer, away, checkout, disputes, events, idempotency, refunds, saved};

/// One request, read and checked.
pub(super) struct Request {
    pub method: Method,
    pub path: String,
    pub form: Form,
    pub account: Option<String>,
    pub key: Option<String>,
    version: String,
}

impl Request {
    /// `row` if it belongs to the asking account, or Stripe's 404.
    pub(super) fn own<'a, T: answer::Listed>(
        &self,
        row: Option<&'a T>,
        noun: &str,
        id: &str,
    ) -> Result<&'a T, Refusal> {
        let owned = |head: &Head| head.account == self.account;
        row.filter(|row| owned(row.head())).ok_or_else(|| Refusal::missing(noun, id, "id"))
    }

    /// What faults and keys are about.
    fn about(&self) -> String {
        match &self.key {
            Some(key) => format!("{} {} {key}", self.method, self.path),
            None => format!("{} {} {}", self.method, self.path, self.form.canonical()),
        }
    }
}

/// What goes to the wire.
struct Sent {
    answer: Answer,
    request_id: String,
    replay_of: Option<String>,
    reaches: Reaches,
}

/// Whether an answer arrives.
#[derive(PartialEq, Eq)]
enum Reaches {
    Caller,
    Nobody,
}

impl Sent {
    fn refusal(refusal: &Refusal, request_id: String) -> Self {
        Self { answer: refusal.answer(), request_id, replay_of: None, reaches: Reaches::Caller }
    }
}

/// Answers any request below `/v1`.
pub(super) async fn serve(
    State(simulator): State<Arc<Simulator>>,
    ConnectInfo(line): ConnectInfo<Line>,
    method: Method,
    OriginalUri(uri): OriginalUri,
    headers: HeaderMap,
    body: Bytes,
) -> Response<Body> {
    simulator.calls().count();
    let request_id = simulator.request_id();
    let request = match read(method, &uri, &headers, &body) {
        Ok(request) => request,
        Err(refusal) => return write(&Sent::refusal(&refusal, request_id), None),
    };
    let slot = request.key.as_ref().filter(|_| request.method == Method::POST);
    let slot = slot.map(|key| idempotency::slot(request.account.as_deref(), key));
    let request = Arc::new(request);
    let claim = slot.map(|slot| InProgress::claim(simulator.in_progress(), slot)).transpose();
    let claim = match claim {
        Ok(claim) => claim,
        Err(refusal) => return write(&Sent::refusal(&refusal, request_id), Some(&request)),
    };
    // Stripe goes on working when the caller has hung up, and so does this task.
    let work = work(Arc::clone(&simulator), Arc::clone(&request), claim, request_id);
    let sent = match tokio::spawn(work).await {
        Ok(sent) => sent,
        Err(why) => {
            let refusal = Refusal::of(500, "api_error", format!("The simulator broke: {why}"));
            Sent::refusal(&refusal, simulator.request_id())
        }
    };
    if sent.reaches == Reaches::Nobody {
        line.cut();
    }
    write(&sent, Some(&request))
}

/// Waits out a slow fault, then does the work under the lock and saves it.
async fn work(
    simulator: Arc<Simulator>,
    request: Arc<Request>,
    claim: Option<Claim>,
    request_id: String,
) -> Sent {
    let about = request.about();
    let late = simulator.world().faults.amount(Kind::Slow, &about);
    if let Some(ms) = late.and_then(|ms| u64::try_from(ms).ok()) {
        tokio::time::sleep(Duration::from_millis(ms)).await;
    }
    let mut world = simulator.world();
    world.catch_up();
    let slot = claim.as_ref().map(|claim| claim.slot.as_str());
    let (answer, replay_of) = under_key(&mut world, &request, slot, &request_id);
    let lost = world.faults.strikes(Kind::DropAnswer, &about);
    let reaches = if lost { Reaches::Nobody } else { Reaches::Caller };
    let saved = world.save();
    drop(world);
    drop(claim);
    simulator.wake();
    let answer = match saved {
        Ok(()) => answer,
        Err(why) => {
            tracing::error!(%why, "the simulator cannot write its file");
            Refusal::of(500, "api_error", "The simulator cannot write its file").answer()
        }
    };
    Sent { answer, request_id, replay_of, reaches }
}

/// The stored answer of the key, or a new one that is stored.
fn under_key(
    world: &mut World,
    request: &Request,
    slot: Option<&str>,
    request_id: &str,
) -> (Answer, Option<String>) {
    let Some(slot) = slot else {
        return (fresh(world, request, request_id).0, None);
    };
    let what = format!("{} {} {}", request.method, request.path, request.form.canonical());
    let what = idempotency::fingerprint(&what);
    match idempotency::replay(world, slot, &what) {
        Ok(Some((answer, first))) => (answer, Some(first)),
        Err(refusal) => (refusal.answer(), None),
        Ok(None) => {
            let (answer, memory) = fresh(world, request, request_id);
            if memory == Memory::Stored {
                idempotency::store(world, slot, &what, &answer, request_id);
            }
            (answer, None)
        }
    }
}

/// Does the work, unless a fault forbids it.
fn fresh(world: &mut World, request: &Request, request_id: &str) -> (Answer, Memory) {
    let about = request.about();
    let broken = || Refusal::of(500, "api_error", "An unknown error occurred").stored();
    let refused = if world.faults.strikes(Kind::RateLimit, &about) {
        Some(Refusal::of(429, "invalid_request_error", "Too many requests").code("rate_limit"))
    } else if world.faults.strikes(Kind::Stored500, &about) {
        Some(broken())
    } else {
        None
    };
    if let Some(refusal) = refused {
        return (refusal.answer(), refusal.memory);
    }
    let key = request.key.clone();
    world.cause = Cause { request: Some(request_id.to_owned()), key };
    let reply = route(world, request).and_then(|mut body| {
        expand(world, &mut body, &request.form.array("expand"))?;
        Ok(body)
    });
    world.cause = Cause::default();
    if world.faults.strikes(Kind::Stored500AfterWork, &about) {
        return (broken().answer(), Memory::Stored);
    }
    match reply {
        Ok(body) => (Answer { status: 200, body }, Memory::Stored),
        Err(refusal) => (refusal.answer(), refusal.memory),
    }
}

fn route(world: &mut World, request: &Request) -> Reply {
    let steps: Vec<&str> = request.path.trim_start_matches("/v1/").split('/').collect();
    match (request.method.as_str(), steps.as_slice()) {
        ("POST", ["checkout", "sessions"]) => checkout::create(world, request),
        ("GET", ["checkout", "sessions"]) => checkout::list(world, request),
        ("GET", ["checkout", "sessions", id]) => checkout::retrieve(world, request, id),
        ("GET", ["checkout", "sessions", id, "line_items"]) => {
            checkout::line_items(world, request, id)
        }
        ("POST", ["checkout", "sessions", id, "expire"]) => checkout::expire(world, request, id),
        ("POST", ["payment_intents"]) => away::create(world, request),
        ("GET", ["payment_intents"]) => checkout::list_intents(world, request),
        ("GET", ["payment_intents", id]) => checkout::retrieve_intent(world, request, id),
        ("GET", ["setup_intents", id]) => saved::retrieve_setup(world, request, id),
        ("GET", ["customers", id]) => saved::retrieve_customer(world, request, id),
        ("DELETE", ["customers", id]) => saved::delete_customer(world, request, id),
        ("GET", ["payment_methods", id]) => saved::retrieve_method(world, request, id),
        ("POST", ["payment_methods", id, "detach"]) => saved::detach_method(world, request, id),
        ("GET", ["charges"]) => checkout::list_charges(world, request),
        ("GET", ["charges", id]) => checkout::retrieve_charge(world, request, id),
        ("POST", ["refunds"]) => refunds::create(world, request),
        ("GET", ["refunds"]) => refunds::list(world, request),
        ("GET", ["refunds", id]) => refunds::retrieve(world, request, id),
        ("GET", ["disputes"]) => disputes::list(world, request),
        ("GET", ["disputes", id]) => disputes::retrieve(world, request, id),
        ("POST", ["disputes", id, "close"]) => disputes::close(world, request, id),
        ("GET", ["events"]) => events::list(world, request),
        ("GET", ["events", id]) => events::retrieve(world, request, id),
        ("GET", ["balance"]) => events::balance(world, request),
        ("GET", ["balance_transactions"]) => events::list_movements(world, request),
        ("GET", ["balance_transactions", id]) => events::retrieve_movement(world, request, id),
        (method, _) => {
            let text = format!("Unrecognized request URL ({method}: {}).", request.path);
            Err(Refusal::of(404, "invalid_request_error", text))
        }
    }
}

fn read(method: Method, uri: &Uri, headers: &HeaderMap, body: &[u8]) -> Result<Request, Refusal> {
    let text = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
    authorise(text("authorization"))?;
    let account = text("stripe-account").map(str::to_owned);
    if account.as_ref().is_some_and(|account| !account.starts_with("acct_")) {
        let message = "The provided key does not have access to this account";
        return Err(Refusal::of(403, "invalid_request_error", message).code("account_invalid"));
    }
    let key = text("idempotency-key").map(str::to_owned);
    if key.as_ref().is_some_and(|key| key.is_empty() || key.len() > 255) {
        let message = "Idempotency keys are 1 to 255 characters long";
        return Err(Refusal::of(400, "idempotency_error", message));
    }
    let source = if method == Method::POST { body } else { uri.query().unwrap_or("").as_bytes() };
    Ok(Request {
        form: Form::parse(source)?,
        method,
        path: uri.path().to_owned(),
        account,
        key,
        version: text("stripe-version").unwrap_or(VERSION).to_owned(),
    })
}

/// Test keys only: nobody's live key has any business here.
fn authorise(header: Option<&str>) -> Result<(), Refusal> {
    let refuse = |message| Err(Refusal::of(401, "invalid_request_error", message));
    let Some(key) = header.and_then(|header| header.strip_prefix("Bearer ")) else {
        return refuse("You did not provide an API key.");
    };
    if key.starts_with("sk_test_") || key.starts_with("rk_test_") {
        return Ok(());
    }
    refuse("Invalid API Key provided: the simulator takes keys that begin with sk_test_")
}

fn write(sent: &Sent, request: Option<&Request>) -> Response<Body> {
    let status = sent.answer.status;
    let mut response = Response::builder()
        .status(status)
        .header("content-type", "application/json")
        .header("cache-control", "no-cache, no-store")
        .header("request-id", &sent.request_id)
        .header("stripe-version", request.map_or(VERSION, |request| &request.version));
    if let Some(key) = request.and_then(|request| request.key.as_ref()) {
        response = response.header("idempotency-key", key);
    }
    if let Some(first) = &sent.replay_of {
        response = response.header("idempotent-replayed", "true").header("original-request", first);
    }
    if status >= 429 || status == 409 {
        // A stored 500 would only be replayed.
        let again = if status >= 500 { "false" } else { "true" };
        response = response.header("stripe-should-retry", again);
    }
    response.body(Body::from(sent.answer.body.to_string())).expect("the headers are plain text")
}
