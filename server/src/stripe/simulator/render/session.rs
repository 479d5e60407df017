use serde_json::{Value, json};

use super::{address, lay};
use crate::stripe::simulator::book::{Keeping, Mode, Session, SessionStatus};
use crate::stripe::simulator::world::World;

/// `checkout.session`
pub(in super::super) fn session(world: &World, row: &Session) -> Value {
    let mut object = plain();
    let intent = row.intent.as_ref().and_then(|id| world.book.intents.get(id));
    let setup = row.setup.as_ref().and_then(|id| world.book.setups.get(id));
    let payer = intent.map(|intent| &intent.payer).or(setup.map(|setup| &setup.payer));
    let payer = payer.cloned().unwrap_or_default();
    let amount = (row.mode == Mode::Payment).then_some(row.amount);
    let complete = row.status == SessionStatus::Complete;
    let open = row.status == SessionStatus::Open;
    let details = json!({
        "address": address(None), "business_name": null, "email": payer.email,
        "individual_name": null, "name": payer.name, "phone": null, "tax_exempt": "none",
        "tax_ids": [],
    });
    let state = json!({
        "amount_subtotal": amount,
        "amount_total": amount,
        "cancel_url": row.cancel_url,
        "client_reference_id": row.client_reference_id,
        "created": row.head.created,
        "currency": row.currency,
        "customer": row.customer,
        "customer_creation": creation(row),
        "customer_details": if complete { details } else { Value::Null },
        "customer_email": row.customer_email,
        "expires_at": row.expires_at,
        "id": row.head.id,
        "locale": row.locale,
        "metadata": row.metadata,
        "mode": row.mode,
        "payment_intent": row.intent,
        "payment_method_options": options(&row.methods),
        "payment_method_types": row.methods,
        "payment_status": status(row),
        "setup_intent": row.setup,
        "status": row.status,
        "success_url": row.success_url,
        "url": open.then(|| format!("{}/c/pay/{}", world.origin, row.head.id)),
    });
    lay(&mut object, state);
    object
}

fn status(row: &Session) -> &'static str {
    match (row.mode, row.paid) {
        (Mode::Setup, _) => "no_payment_required",
        (Mode::Payment, true) => "paid",
        (Mode::Payment, false) => "unpaid",
    }
}

fn creation(row: &Session) -> &'static str {
    if row.keeping == Keeping::Nothing { "if_required" } else { "always" }
}

/// The session's one line, as `line_items` shows it.
pub(in super::super) fn line_items(row: &Session) -> Value {
    let tail = row.head.id.get(row.head.id.len() - 24..).unwrap_or_default();
    json!({
        "object": "list",
        "url": format!("/v1/checkout/sessions/{}/line_items", row.head.id),
        "has_more": false,
        "data": [{
            "id": format!("li_{tail}"),
            "object": "item",
            "adjustable_quantity": null,
            "amount_discount": 0,
            "amount_subtotal": row.amount,
            "amount_tax": 0,
            "amount_total": row.amount,
            "currency": row.currency,
            "description": row.label,
            "metadata": {},
            "price": price(row, tail),
            "quantity": row.quantity,
        }],
    })
}

fn price(row: &Session, tail: &str) -> Value {
    json!({
        "id": format!("price_{tail}"),
        "object": "price",
        "active": false,
        "billing_scheme": "per_unit",
        "created": row.head.created,
        "currency": row.currency,
        "custom_unit_amount": null,
        "livemode": false,
        "lookup_key": null,
        "metadata": {},
        "nickname": null,
        "product": format!("prod_{tail}"),
        "recurring": null,
        "tax_behavior": "unspecified",
        "tiers_mode": null,
        "transform_quantity": null,
        "type": "one_time",
        "unit_amount": row.unit_amount,
        "unit_amount_decimal": row.unit_amount.to_string(),
    })
}

fn options(methods: &[String]) -> Value {
    let mut options = json!({});
    for method in methods {
        options[method] = match method.as_str() {
            "card" => json!({ "request_three_d_secure": "automatic" }),
            "oxxo" => json!({ "expires_after_days": 3 }),
            _ => json!({}),
        };
    }
    options
}

/// What does not depend on the state: everything that we never use of Stripe's sessions.
fn plain() -> Value {
    let mut object = json!({
        "adaptive_pricing": { "enabled": false },
        "after_expiration": null,
        "allow_promotion_codes": null,
        "automatic_tax": { "enabled": false, "liability": null, "provider": null, "status": null },
        "billing_address_collection": null,
        "client_secret": null,
        "collected_information": null,
        "consent": null,
        "consent_collection": null,
        "currency_conversion": null,
        "custom_fields": [],
        "custom_text": {
            "after_submit": null, "shipping_address": null, "submit": null,
            "terms_of_service_acceptance": null,
        },
        "customer_account": null,
        "discounts": [],
        "integration_identifier": null,
        "invoice": null,
        "livemode": false,
        "managed_payments": { "enabled": false },
        "object": "checkout.session",
        "origin_context": null,
        "payment_link": null,
        "payment_method_collection": "if_required",
        "payment_method_configuration_details": null,
        "permissions": null,
        "phone_number_collection": { "enabled": false },
    });
    let rest = json!({
        "invoice_creation": {
            "enabled": false,
            "invoice_data": {
                "account_tax_ids": null, "custom_fields": null, "description": null,
                "footer": null, "issuer": null, "metadata": {}, "rendering_options": null,
            },
        },
        "recovered_from": null,
        "saved_payment_method_options": null,
        "shipping_address_collection": null,
        "shipping_cost": null,
        "shipping_options": [],
        "submit_type": null,
        "subscription": null,
        "total_details": { "amount_discount": 0, "amount_shipping": 0, "amount_tax": 0 },
        "ui_mode": "hosted_page",
        "wallet_options": null,
    });
    lay(&mut object, rest);
    object
}
