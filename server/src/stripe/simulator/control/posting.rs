//! To whom events are sent, at what pace, and sending them now.

use axum::Json;
use axum::extract::{Path, State};
use serde::Deserialize;
use serde_json::{Value, json};

use super::{Control, Told, act, refused};
use crate::stripe::simulator::book::DeliveryStatus;
use crate::stripe::simulator::webhooks::{self, Endpoint, Round};
use crate::stripe::simulator::world::World;
use crate::stripe::simulator::{render, sign};

fn pace(world: &World) -> Value {
    let count = |status: DeliveryStatus| {
        world.book.deliveries.values().filter(|delivery| delivery.status == status).count()
    };
    let endpoints = world.posting.endpoints.iter();
    let urls: Vec<_> = endpoints.map(|endpoint| endpoint.url.clone()).collect();
    json!({
        "urls": urls,
        "paused": world.posting.paused,
        "first_gap_ms": world.posting.first_gap_ms,
        "longest_gap_ms": world.posting.longest_gap_ms,
        "senders": world.posting.senders,
        "waiting": count(DeliveryStatus::Waiting),
        "done": count(DeliveryStatus::Done),
        "given_up": count(DeliveryStatus::GivenUp),
    })
}

pub(super) async fn read(State(simulator): Control) -> Json<Value> {
    Json(act(&simulator, |world| pace(world)))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct SetPosting {
    endpoints: Option<Vec<Endpoint>>,
    paused: Option<bool>,
    first_gap_ms: Option<i64>,
    longest_gap_ms: Option<i64>,
    senders: Option<usize>,
}

pub(super) async fn set(State(simulator): Control, Json(asked): Json<SetPosting>) -> Json<Value> {
    Json(act(&simulator, |world| {
        let posting = &mut world.posting;
        posting.endpoints = asked.endpoints.unwrap_or_else(|| posting.endpoints.clone());
        posting.paused = asked.paused.unwrap_or(posting.paused);
        posting.first_gap_ms = asked.first_gap_ms.unwrap_or(posting.first_gap_ms).max(1);
        posting.longest_gap_ms = asked.longest_gap_ms.unwrap_or(posting.longest_gap_ms).max(1);
        posting.senders = asked.senders.unwrap_or(posting.senders).clamp(1, 256);
        pace(world)
    }))
}

pub(super) async fn deliver(State(simulator): Control) -> Json<Value> {
    let tally = webhooks::round(&simulator, Round::Everything).await;
    Json(json!(tally))
}

pub(super) async fn resend(State(simulator): Control, Path(event): Path<String>) -> Told {
    act(&simulator, |world| {
        let about = world.book.events.get(&event).map(|row| format!("{} resent", row.kind));
        let about = about.ok_or_else(|| refused("no such event"))?;
        world.dispatch(&event, &about);
        Ok(Json(pace(world)))
    })
}

pub(super) async fn signed(State(simulator): Control, Path(event): Path<String>) -> Told {
    act(&simulator, |world| {
        let row = world.book.events.get(&event).ok_or_else(|| refused("no such event"))?;
        let payload = render::event(world, row).to_string();
        let endpoint = world.posting.endpoints.first();
        let secrets = endpoint.map(|endpoint| endpoint.secrets.clone()).unwrap_or_default();
        let signature = sign::header(&secrets, world.now(), &payload);
        Ok(Json(json!({ "payload": payload, "signature": signature })))
    })
}
