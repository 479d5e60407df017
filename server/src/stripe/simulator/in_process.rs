//! The simulator without sockets: who has it calls its routes by hand, moves its clock, and carries
//! its webhooks. Nothing happens but what it is told, so that a run can be had again.

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::extract::ConnectInfo;
use axum::http::{Request, Response};
use serde_json::Value;
use tower::ServiceExt;

use super::book::{DisputeStatus, IntentStatus, RefundStatus};
use super::server::{Config, Simulator, SimulatorError, router};
use super::webhooks::{self, Accepted, Round};
use super::wire::Line;

/// Where it says that it is, if nobody says otherwise.
const ORIGIN: &str = "http://127.0.0.1:7071";

/// The longest answer that is read, in bytes.
const LONGEST: usize = 64 * 1024 * 1024;

/// A simulator in this process. Clones are one simulator.
#[derive(Clone)]
pub struct InProcess {
    simulator: Arc<Simulator>,
    app: Router,
}

/// One webhook on its way.
#[derive(Clone, Debug)]
pub struct Delivery {
    /// Which.
    pub id: String,
    /// The value of its header `Stripe-Signature`.
    pub signature: String,
    /// Its body.
    pub body: String,
}

/// Whether the endpoint took a webhook.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Taken {
    /// It answered 2xx.
    Yes,
    /// It did not: the webhook is sent again later.
    No,
}

/// What the simulator's own book says of the money of one intent, in Stripe's counting.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct Held {
    /// Its currency, in small letters.
    pub currency: String,
    /// What came in.
    pub captured: i64,
    /// What was given back, or is on its way there.
    pub given_back: i64,
    /// What banks hold.
    pub taken_back: i64,
}

impl InProcess {
    /// One whose clock stands at the start that `config` names.
    pub fn new(config: Config) -> Result<Self, SimulatorError> {
        let simulator = Arc::new(Simulator::new(config, ORIGIN)?);
        simulator.with_world(|world| world.clock.stop());
        let app = router(Arc::clone(&simulator));
        Ok(Self { simulator, app })
    }

    /// Answers a request; `None` where a fault loses the answer on its way.
    pub async fn call(&self, mut request: Request<Body>) -> Option<Response<Body>> {
        let line = Line::loose();
        request.extensions_mut().insert(ConnectInfo(line.clone()));
        let answer = match self.app.clone().oneshot(request).await {
            Ok(answer) => answer,
            Err(never) => match never {},
        };
        (!line.is_cut()).then_some(answer)
    }

    /// `POST /_control/{what}`; the error is what it answered instead of 2xx.
    pub async fn control(&self, what: &str, body: &Value) -> Result<Value, String> {
        let request = Request::post(format!("{ORIGIN}/_control/{what}"))
            .header("content-type", "application/json")
            .body(Body::from(body.to_string()))
            .map_err(|error| error.to_string())?;
        let answer = self.call(request).await.ok_or("no answer")?;
        let status = answer.status();
        let bytes =
            to_bytes(answer.into_body(), LONGEST).await.map_err(|error| error.to_string())?;
        if !status.is_success() {
            return Err(format!("{status} {}", String::from_utf8_lossy(&bytes)));
        }
        serde_json::from_slice(&bytes).map_err(|error| error.to_string())
    }

    /// Sets the clock, in milliseconds since the epoch; what falls due on the way happens.
    pub fn set_clock(&self, now_ms: i64) {
        self.simulator.with_world(|world| {
            world.clock.set(now_ms);
            world.catch_up();
        });
    }

    /// The webhooks that are due now, signed now, in the order in which they are to be carried. Each
    /// must be [told of](Self::told).
    pub fn due(&self) -> Vec<Delivery> {
        self.simulator.with_world(|world| {
            let mut due = Vec::new();
            for id in webhooks::take(world, Round::Due) {
                match webhooks::letter(world, &id) {
                    Some(letter) => {
                        let (signature, body) = (letter.signature, letter.body);
                        due.push(Delivery { id, signature, body });
                    }
                    None => webhooks::note(world, &id, Accepted::Never),
                }
            }
            due
        })
    }

    /// Notes how a webhook was taken.
    pub fn told(&self, id: &str, taken: Taken) {
        let accepted = match taken {
            Taken::Yes => Accepted::Yes,
            Taken::No => Accepted::No,
        };
        self.simulator.with_world(|world| webhooks::note(world, id, accepted));
    }

    /// What its book says of all money that ever came in, by intent.
    pub fn held(&self) -> BTreeMap<String, Held> {
        let world = self.simulator.world();
        let book = &world.book;
        let came = book.intents.values().filter(|row| row.status == IntentStatus::Succeeded);
        let mut held: BTreeMap<_, _> = came
            .map(|row| {
                let (currency, captured) = (row.currency.clone(), row.received);
                (row.head.id.clone(), Held { currency, captured, ..Held::default() })
            })
            .collect();
        for refund in book.refunds.values().filter(|row| row.status != RefundStatus::Failed) {
            if let Some(held) = held.get_mut(&refund.intent) {
                held.given_back += refund.amount;
            }
        }
        let holds = |status| matches!(status, DisputeStatus::NeedsResponse | DisputeStatus::Lost);
        for dispute in book.disputes.values().filter(|row| holds(row.status)) {
            if let Some(held) = held.get_mut(&dispute.intent) {
                held.taken_back += dispute.amount;
            }
        }
        held
    }

    /// How often its API was called.
    pub fn calls(&self) -> u64 {
        self.simulator.calls().total
    }
}
