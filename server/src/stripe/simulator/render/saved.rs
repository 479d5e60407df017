use serde_json::{Value, json};

use super::{address, billing, error, lay};
use crate::stripe::simulator::book::{Customer, Means, Method, Setup, SetupStatus};
use crate::stripe::simulator::world::World;

/// `customer`
pub(in super::super) fn customer(row: &Customer) -> Value {
    let id = &row.head.id;
    if row.deleted {
        return json!({ "id": id, "object": "customer", "deleted": true });
    }
    json!({
        "address": address(None),
        "balance": 0,
        "created": row.head.created,
        "currency": null,
        "default_source": null,
        "delinquent": false,
        "description": null,
        "discount": null,
        "email": row.payer.email,
        "id": id,
        "invoice_prefix": id.chars().rev().take(8).collect::<String>().to_ascii_uppercase(),
        "invoice_settings": {
            "custom_fields": null, "default_payment_method": null, "footer": null,
            "rendering_options": null,
        },
        "livemode": false,
        "metadata": {},
        "name": row.payer.name,
        "next_invoice_sequence": 1,
        "object": "customer",
        "phone": null,
        "preferred_locales": [],
        "shipping": null,
        "tax_exempt": "none",
        "test_clock": null,
    })
}

/// `payment_method`
pub(in super::super) fn method(row: &Method) -> Value {
    let mut object = json!({
        "allow_redisplay": "limited",
        "billing_details": billing(&row.payer),
        "created": row.head.created,
        "customer": row.customer,
        "customer_account": null,
        "id": row.head.id,
        "livemode": false,
        "metadata": {},
        "object": "payment_method",
    });
    lay(&mut object, means(&row.means));
    object
}

fn means(means: &Means) -> Value {
    match means {
        Means::Card { brand, last4, .. } => json!({ "type": "card", "card": card(brand, last4) }),
        Means::Oxxo { .. } => json!({ "type": "oxxo", "oxxo": {} }),
        Means::SepaDebit { last4, country } => json!({
            "type": "sepa_debit",
            "sepa_debit": {
                "bank_code": "37040044", "branch_code": null, "country": country,
                "fingerprint": format!("TESTprint{last4}"), "generated_from": null,
                "last4": last4,
            },
        }),
    }
}

fn card(brand: &str, last4: &str) -> Value {
    json!({
        "brand": brand,
        "checks": {
            "address_line1_check": null, "address_postal_code_check": null, "cvc_check": "pass",
        },
        "country": "US",
        "display_brand": brand,
        "exp_month": 12,
        "exp_year": 2034,
        "fingerprint": format!("TESTprint{last4}"),
        "funding": "credit",
        "generated_from": null,
        "last4": last4,
        "networks": { "available": [brand], "preferred": null },
        "regulated_status": "unregulated",
        "three_d_secure_usage": { "supported": true },
        "wallet": null,
    })
}

/// `setup_intent`
pub(in super::super) fn setup(world: &World, row: &Setup) -> Value {
    let id = &row.head.id;
    let page = format!("{}/c/pay/{}", world.origin, row.session);
    let asks = row.status == SetupStatus::RequiresAction;
    let next = json!({
        "type": "redirect_to_url",
        "redirect_to_url": { "return_url": page, "url": format!("{page}/3ds") },
    });
    json!({
        "application": null,
        "automatic_payment_methods": null,
        "cancellation_reason": (row.status == SetupStatus::Canceled).then_some("abandoned"),
        "client_secret": format!("{id}_secret_{}", id.chars().rev().take(24).collect::<String>()),
        "created": row.head.created,
        "customer": row.customer,
        "customer_account": null,
        "description": null,
        "excluded_payment_method_types": null,
        "flow_directions": null,
        "id": id,
        "last_setup_error": row.error.as_ref().map(|decline| error(decline, None)),
        "latest_attempt": null,
        "livemode": false,
        "mandate": null,
        "metadata": row.metadata,
        "next_action": asks.then_some(next),
        "object": "setup_intent",
        "on_behalf_of": null,
        "payment_method": row.method,
        "payment_method_configuration_details": null,
        "payment_method_options": { "card": { "request_three_d_secure": "automatic" } },
        "payment_method_types": ["card"],
        "single_use_mandate": null,
        "status": row.status,
        "usage": "off_session",
    })
}

/// The method that an id names: a saved one, or the one with which an intent was paid.
pub(super) fn by_id(world: &World, id: &str) -> Option<Method> {
    if let Some(saved) = world.book.methods.get(id) {
        return Some(saved.clone());
    }
    let intent = world.book.intents.get(&format!("pi_{}", id.strip_prefix("pm_")?))?;
    let mut head = intent.head.clone();
    id.clone_into(&mut head.id);
    let (means, payer) = (intent.means.clone()?, intent.payer.clone());
    Some(Method { head, customer: None, means, payer, acts: None })
}
