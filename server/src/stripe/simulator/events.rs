//! `/v1/events`, `/v1/balance` and `/v1/balance_transactions`: only to be read.

use serde_json::json;

use super::answer::{self, Refusal, Reply};
use super::api::Request;
use super::book::{DeliveryStatus, Event, Movement};
use super::world::World;
use super::{ledger, render};

/// How long events can be read, in seconds.
const EVENT_LIFE_S: i64 = 30 * 24 * 60 * 60;

/// `GET /v1/events/{id}`
pub(super) fn retrieve(world: &World, request: &Request, id: &str) -> Reply {
    let row = request.own(world.book.events.get(id), "event", id)?;
    Ok(render::event(world, row))
}

/// `GET /v1/events`
pub(super) fn list(world: &World, request: &Request) -> Reply {
    let form = &request.form;
    form.only(&[
        "type",
        "types[…]",
        "delivery_success",
        "created",
        "created[…]",
        "limit",
        "starting_after",
        "ending_before",
        "expand[…]",
    ])?;
    let (kind, kinds) = (form.text("type"), form.array("types"));
    if kind.is_some() && !kinds.is_empty() {
        return Err(Refusal::invalid("You may not specify both `type` and `types`.").param("type"));
    }
    let delivered = form.text("delivery_success").map(|text| text == "true");
    let oldest = world.now() - EVENT_LIFE_S;
    let fits = |row: &Event| {
        row.head.created >= oldest
            && kind.is_none_or(|kind| kind_fits(kind, &row.kind))
            && (kinds.is_empty() || kinds.contains(&row.kind))
            && delivered.is_none_or(|wanted| wanted == was_delivered(world, &row.head.id))
    };
    let account = request.account.as_deref();
    let rows = answer::page(&world.book.events, account, form, fits)?;
    Ok(rows.list("/v1/events", |row| render::event(world, row)))
}

/// `GET /v1/balance`
pub(super) fn balance(world: &World, request: &Request) -> Reply {
    request.form.only(&["expand[…]"])?;
    let sums = ledger::balance(world, request.account.as_deref());
    let sums: Vec<_> = sums
        .iter()
        .map(|(currency, sum)| {
            json!({ "amount": sum, "currency": currency, "source_types": { "card": sum } })
        })
        .collect();
    Ok(json!({ "object": "balance", "available": sums, "livemode": false, "pending": [] }))
}

/// `GET /v1/balance_transactions/{id}`
pub(super) fn retrieve_movement(world: &World, request: &Request, id: &str) -> Reply {
    request.own(world.book.movements.get(id), "balance transaction", id).map(render::movement)
}

/// `GET /v1/balance_transactions`
pub(super) fn list_movements(world: &World, request: &Request) -> Reply {
    let form = &request.form;
    form.only(&[
        "source",
        "type",
        "currency",
        "created",
        "created[…]",
        "limit",
        "starting_after",
        "ending_before",
        "expand[…]",
    ])?;
    let (source, kind) = (form.text("source"), form.text("type"));
    let currency = form.text("currency");
    let fits = |row: &Movement| {
        source.is_none_or(|id| id == row.source)
            && kind.is_none_or(|kind| kind == row.kind)
            && currency.is_none_or(|code| code == row.currency)
    };
    let account = request.account.as_deref();
    let rows = answer::page(&world.book.movements, account, form, fits)?;
    Ok(rows.list("/v1/balance_transactions", render::movement))
}

fn kind_fits(wanted: &str, kind: &str) -> bool {
    match wanted.strip_suffix('*') {
        Some(start) => kind.starts_with(start),
        None => wanted == kind,
    }
}

fn was_delivered(world: &World, event: &str) -> bool {
    let mut deliveries = world.book.deliveries.under(format!("{event}/"));
    deliveries.all(|delivery| delivery.status == DeliveryStatus::Done)
}
