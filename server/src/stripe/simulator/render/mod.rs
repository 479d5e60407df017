//! The book's rows as Stripe's objects: every field that Stripe's published examples have, with
//! values that follow the state.

mod charge;
mod intent;
mod others;
mod saved;
mod session;

use serde_json::{Value, json};

pub(super) use charge::charge;
pub(super) use intent::intent;
pub(super) use others::{dispute, event, movement, refund};
pub(super) use saved::{customer, method, setup};
pub(super) use session::{line_items, session};

use super::book::{Decline, Intent, Payer};
use super::world::World;

/// The object that an id names, by its prefix.
pub(super) fn by_id(world: &World, id: &str) -> Option<Value> {
    let book = &world.book;
    match id.split('_').next()? {
        "cs" => book.sessions.get(id).map(|row| session(world, row)),
        "pi" => book.intents.get(id).map(|row| intent(world, row)),
        "cus" => book.customers.get(id).map(customer),
        "pm" => Some(method(&saved::by_id(world, id)?)),
        "seti" => book.setups.get(id).map(|row| setup(world, row)),
        "ch" => book.charges.get(id).map(|row| charge(world, row)),
        "re" => book.refunds.get(id).map(refund),
        "dp" => book.disputes.get(id).map(|row| dispute(world, row)),
        "txn" => book.movements.get(id).map(movement),
        _ => None,
    }
}

/// The id of the method that pays an intent: a saved one, or that of the intent alone.
fn method_id(row: &Intent) -> String {
    let own = || format!("pm_{}", row.head.id.trim_start_matches("pi_"));
    row.method.clone().unwrap_or_else(own)
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
