//! The control interface, for tests and demonstrations. JSON in and out, loopback only, no key.
//!
//! Clock, in seconds:
//! - `GET /_control/clock`: `{"now", "now_ms", "running"}`
//! - `POST /_control/clock`: any of `{"set", "advance", "running": true or false}`; what falls due
//!   on the way happens
//!
//! Faults:
//! - `GET /_control/faults`: the rules in force
//! - `POST /_control/faults`: `{"seed"?, "rules": [{"kind", "per_mille"?, "next"?, "amount"?,
//!   "only"?}]}` replaces them
//!
//! Kinds: `drop_answer`, `stored_500`, `stored_500_after_work`, `rate_limit`, `slow` (`amount` ms),
//! `event_never`, `webhook_never`, `webhook_duplicate` (`amount` more copies), `webhook_delay`
//! (`amount` ms), `webhook_shuffle`. Whether one strikes follows from the seed, the kind and what
//! it is about (method, path and key of a request; type and object of an event), so a run with the
//! same seed meets the same ones; `only` limits it to what contains that text.
//!
//! Webhooks:
//! - `GET /_control/webhooks`: endpoints, pace, how many deliveries wait, are done, were given up
//! - `POST /_control/webhooks`: any of `{"endpoints": [{"url", "secrets"}], "paused",
//!   "first_gap_ms", "longest_gap_ms", "senders"}`
//! - `POST /_control/webhooks/deliver`: sends everything that waits, now, and tells how it went
//! - `GET /_control/webhooks/{event}`: `{"payload", "signature"}` as they would be sent now
//! - `POST /_control/webhooks/{event}/resend`: puts an event on its way once more
//!
//! Money, in Stripe's counting:
//! - `GET /_control/book`: every session, intent, charge, refund, dispute and balance
//! - `GET /_control/calls`: `{"total", "peak_per_s"}`, how often the API was called since the start
//! - `POST /_control/sessions/{id}/pay`: `{"card"}`, `{"method": "oxxo"}` or `{"method":
//!   "sepa_debit", "iban"?}`, with `"name"?` and `"email"?`; a card that asks for authentication
//!   gets it, unless `"authenticate": false`
//! - `POST /_control/sessions/{id}/complete` and `/fail`: the money of a voucher or debit comes, or
//!   does not
//! - `POST /_control/sessions/{id}/expire`: closes an open session, or lets its voucher run out
//! - `POST /_control/methods/{id}/detach`: a saved card is taken away, as in Stripe's own pages;
//!   `/act` with `{"card"}`: it behaves like the card of that number from now on
//! - `POST /_control/disputes`: `{"session" or "payment_intent" or "charge", "kind": "dispute" or
//!   "inquiry", "amount"?}`
//! - `POST /_control/disputes/{id}/win`, `/lose`, `/escalate` (an inquiry becomes a dispute),
//!   `/dismiss` (it does not)
//! - `POST /_control/refunds/{id}/succeed` and `/fail`
//!
//! What cannot happen from where things stand is answered 409 with `{"error"}`.

mod posting;
mod saved;

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::routing::{get, post};
use axum::{Json, Router};
use serde::Deserialize;
use serde_json::{Value, json};

use super::book::{Outcome, Payer};
use super::faults::Rule;
use super::payments::Tried;
use super::server::Simulator;
use super::world::World;
use super::{disputes, ledger, payments, refunds, render};

type Control = State<Arc<Simulator>>;
type Told = Result<Json<Value>, (StatusCode, Json<Value>)>;

pub(super) fn routes() -> Router<Arc<Simulator>> {
    Router::new()
        .route("/_control/clock", get(clock).post(set_clock))
        .route("/_control/faults", get(faults).post(set_faults))
        .route("/_control/webhooks", get(posting::read).post(posting::set))
        .route("/_control/webhooks/deliver", post(posting::deliver))
        .route("/_control/webhooks/{event}", get(posting::signed))
        .route("/_control/webhooks/{event}/resend", post(posting::resend))
        .route("/_control/calls", get(calls))
        .route("/_control/book", get(book))
        .route("/_control/sessions/{id}/pay", post(pay))
        .route("/_control/sessions/{id}/{end}", post(end_session))
        .route("/_control/methods/{id}/detach", post(saved::detach))
        .route("/_control/methods/{id}/act", post(saved::act_like))
        .route("/_control/disputes", post(open_dispute))
        .route("/_control/disputes/{id}/{turn}", post(turn_dispute))
        .route("/_control/refunds/{id}/{end}", post(end_refund))
}

fn refused(text: &str) -> (StatusCode, Json<Value>) {
    (StatusCode::CONFLICT, Json(json!({ "error": text })))
}

/// Acts on a world that is up to date, and has the sender look.
fn act<T>(simulator: &Simulator, act: impl FnOnce(&mut World) -> T) -> T {
    let done = simulator.with_world(|world| {
        world.catch_up();
        act(world)
    });
    simulator.wake();
    done
}

fn time(world: &World) -> Value {
    json!({
        "now": world.now(), "now_ms": world.clock.now_ms(), "running": world.clock.runs(),
    })
}

async fn clock(State(simulator): Control) -> Json<Value> {
    Json(act(&simulator, |world| time(world)))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SetClock {
    set: Option<i64>,
    advance: Option<i64>,
    running: Option<bool>,
}

async fn set_clock(State(simulator): Control, Json(asked): Json<SetClock>) -> Json<Value> {
    Json(act(&simulator, |world| {
        match asked.running {
            Some(true) => world.clock.run(),
            Some(false) => world.clock.stop(),
            None => {}
        }
        if let Some(at) = asked.set {
            world.clock.set(at.saturating_mul(1000));
        }
        if let Some(by) = asked.advance {
            world.clock.set(world.clock.now_ms().saturating_add(by.saturating_mul(1000)));
        }
        world.catch_up();
        time(world)
    }))
}

async fn faults(State(simulator): Control) -> Json<Value> {
    let world = simulator.world();
    Json(json!({ "seed": world.faults.seed(), "rules": world.faults.rules }))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SetFaults {
    seed: Option<u64>,
    rules: Vec<Rule>,
}

async fn set_faults(State(simulator): Control, Json(asked): Json<SetFaults>) -> Json<Value> {
    let mut world = simulator.world();
    let seed = asked.seed.unwrap_or_else(|| world.faults.seed());
    world.faults.reset(seed);
    world.faults.rules = asked.rules;
    Json(json!({ "seed": seed, "rules": world.faults.rules }))
}

async fn calls(State(simulator): Control) -> Json<Value> {
    let calls = simulator.calls();
    Json(json!({ "total": calls.total, "peak_per_s": calls.peak_per_s }))
}

async fn book(State(simulator): Control) -> Json<Value> {
    Json(act(&simulator, |world| {
        let book = &world.book;
        let mut balances = Vec::new();
        let mut accounts: Vec<_> =
            book.movements.values().map(|m| m.head.account.clone()).collect();
        accounts.sort_unstable();
        accounts.dedup();
        for account in accounts {
            for (currency, sum) in ledger::balance(world, account.as_deref()) {
                balances.push(json!({ "account": account, "currency": currency, "sum": sum }));
            }
        }
        json!({
            "now": world.now(),
            "sessions": book.sessions.values().collect::<Vec<_>>(),
            "intents": book.intents.values().collect::<Vec<_>>(),
            "customers": book.customers.values().collect::<Vec<_>>(),
            "methods": book.methods.values().collect::<Vec<_>>(),
            "setups": book.setups.values().collect::<Vec<_>>(),
            "charges": book.charges.values().collect::<Vec<_>>(),
            "refunds": book.refunds.values().collect::<Vec<_>>(),
            "disputes": book.disputes.values().collect::<Vec<_>>(),
            "balances": balances,
            "events": book.events.len(),
        })
    }))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Pay {
    card: Option<String>,
    method: Option<String>,
    iban: Option<String>,
    name: Option<String>,
    email: Option<String>,
    authenticate: Option<bool>,
}

async fn pay(State(simulator): Control, Path(id): Path<String>, Json(asked): Json<Pay>) -> Told {
    act(&simulator, |world| {
        let payer = Payer { name: asked.name, email: asked.email };
        let tried = match (asked.method.as_deref().unwrap_or("card"), asked.card) {
            ("card", Some(card)) => payments::by_card(world, &id, &card, payer),
            ("oxxo", None) => payments::by_voucher(world, &id, payer),
            ("sepa_debit", None) => {
                let iban = asked.iban.unwrap_or_else(|| "DE89370400440532013000".to_owned());
                payments::by_debit(world, &id, &iban, payer)
            }
            _ => return Err(refused("pay with a card number, or with oxxo or sepa_debit")),
        };
        let tried = match tried {
            Tried::Authenticate if asked.authenticate != Some(false) => {
                payments::authenticated(world, &id, Outcome::Succeed)
            }
            other => other,
        };
        match tried {
            Tried::Closed => Err(refused("the session is not open")),
            Tried::Through => Ok(Json(json!({ "outcome": "through" }))),
            Tried::Declined => Ok(Json(json!({ "outcome": "declined" }))),
            Tried::Authenticate => Ok(Json(json!({ "outcome": "authenticate" }))),
        }
    })
}

async fn end_session(State(simulator): Control, Path((id, end)): Path<(String, String)>) -> Told {
    act(&simulator, |world| {
        let intent = world.book.sessions.get(&id).and_then(|row| row.intent.clone());
        let ended = match (end.as_str(), intent) {
            ("complete", Some(intent)) => payments::end(world, &intent, Outcome::Succeed),
            ("fail", Some(intent)) => payments::end(world, &intent, Outcome::Fail),
            ("expire", Some(intent)) => {
                payments::expire(world, &id) || payments::end(world, &intent, Outcome::Fail)
            }
            ("expire", None) => payments::expire(world, &id),
            _ => false,
        };
        if !ended {
            return Err(refused("the session is not where that can happen"));
        }
        let row = world.book.sessions.get(&id).cloned();
        Ok(Json(row.map(|row| render::session(world, &row)).unwrap_or_default()))
    })
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct OpenDispute {
    session: Option<String>,
    payment_intent: Option<String>,
    charge: Option<String>,
    kind: String,
    amount: Option<i64>,
}

async fn open_dispute(State(simulator): Control, Json(asked): Json<OpenDispute>) -> Told {
    let opening = match asked.kind.as_str() {
        "dispute" => disputes::Opening::Dispute,
        "inquiry" => disputes::Opening::Inquiry,
        _ => return Err(refused("a kind is dispute or inquiry")),
    };
    act(&simulator, |world| {
        let book = &world.book;
        let intent = asked.payment_intent.or_else(|| {
            asked.session.and_then(|id| book.sessions.get(&id).and_then(|row| row.intent.clone()))
        });
        let charge = asked.charge.or_else(|| {
            intent.and_then(|id| book.intents.get(&id).and_then(|row| row.latest_charge.clone()))
        });
        let charge = charge.ok_or_else(|| refused("no such charge"))?;
        let id = disputes::open(world, &charge, opening, asked.amount).map_err(refused)?;
        Ok(Json(render::by_id(world, &id).unwrap_or_default()))
    })
}

async fn turn_dispute(State(simulator): Control, Path((id, turn)): Path<(String, String)>) -> Told {
    let turn = match turn.as_str() {
        "win" => disputes::Turn::Win,
        "lose" => disputes::Turn::Lose,
        "escalate" => disputes::Turn::Escalate,
        "dismiss" => disputes::Turn::Dismiss,
        _ => return Err(refused("a turn is win, lose, escalate or dismiss")),
    };
    act(&simulator, |world| {
        if !disputes::turn(world, &id, turn) {
            return Err(refused("the dispute is not where that can happen"));
        }
        Ok(Json(render::by_id(world, &id).unwrap_or_default()))
    })
}

async fn end_refund(State(simulator): Control, Path((id, end)): Path<(String, String)>) -> Told {
    let outcome = match end.as_str() {
        "succeed" => Outcome::Succeed,
        "fail" => Outcome::Fail,
        _ => return Err(refused("an end is succeed or fail")),
    };
    act(&simulator, |world| {
        if !refunds::end(world, &id, outcome) {
            return Err(refused("the refund is not where that can happen"));
        }
        Ok(Json(render::by_id(world, &id).unwrap_or_default()))
    })
}
