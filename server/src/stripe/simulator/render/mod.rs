//! The book's rows as Stripe's objects: every field that Stripe's published examples have, with
//! values that follow the state.

mod charge;
mod intent;
mod others;
mod session;

use serde_json::{Value, json};

pub(super) use charge::charge;
pub(super) use intent::intent;
pub(super) use others::{dispute, event, movement, refund};
pub(super) use session::{line_items, session};

use super::book::{Decline, Payer};
use super::world::World;

/// The object that an id names, by its prefix.
pub(super) fn by_id(world: &World, id: &str) -> Option<Value> {
    let book = &world.book;
    match id.split('_').next()? {
        "cs" => book.sessions.get(id).map(|row| session(world, row)),
        "pi" => book.intents.get(id).map(|row| intent(world, row)),
        "ch" => book.charges.get(id).map(|row| charge(world, row)),
        "re" => book.refunds.get(id).map(refund),
        "dp" => book.disputes.get(id).map(|row| dispute(world, row)),
        "txn" => book.movements.get(id).map(movement),
        _ => None,
    }
}

/// An address of which nothing is known.
fn address(country: Option<&str>) -> Value {
    json!({
        "city": null, "country": country, "line1": null, "line2": null, "postal_code": null,
        "state": null,
    })
}

fn billing(payer: &Payer) -> Value {
    json!({
        "address": address(None), "email": payer.email, "name": payer.name, "phone": null,
        "tax_id": null,
    })
}

/// The error object inside an intent.
fn error(decline: &Decline, charge: Option<&str>) -> Value {
    let mut error = json!({
        "type": "card_error",
        "code": decline.code,
        "message": decline.message,
        "doc_url": format!("https://stripe.com/docs/error-codes/{}", decline.code),
        "charge": charge,
    });
    if let Some(reason) = &decline.reason {
        error["decline_code"] = json!(reason);
    }
    error
}

/// Lays more fields over an object: `json!` has its limits.
fn lay(object: &mut Value, more: Value) {
    if let (Value::Object(object), Value::Object(more)) = (object, more) {
        object.extend(more);
    }
}
