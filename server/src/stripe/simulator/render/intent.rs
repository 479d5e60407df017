use serde_json::{Value, json};

use super::{error, lay};
use crate::stripe::simulator::book::{Intent, IntentStatus, Keeping, Means};
use crate::stripe::simulator::world::World;

/// `payment_intent`
pub(in super::super) fn intent(world: &World, row: &Intent) -> Value {
    let id = &row.head.id;
    let tried = row.latest_charge.is_some() || row.status != IntentStatus::RequiresPaymentMethod;
    // Stripe takes the method off again when it was declined.
    let method = tried && row.status != IntentStatus::RequiresPaymentMethod;
    let session = row.session.as_ref().and_then(|id| world.book.sessions.get(id));
    let kept = session.is_some_and(|session| session.keeping == Keeping::Method);
    let canceled = row.status == IntentStatus::Canceled;
    let mut object = json!({
        "amount": row.amount,
        "amount_capturable": 0,
        "amount_details": { "tip": {} },
        "amount_received": row.received,
        "application": null,
        "application_fee_amount": null,
        "automatic_payment_methods": null,
        "canceled_at": canceled.then_some(row.head.created),
        "cancellation_reason": canceled.then_some("expired"),
        "capture_method": "automatic_async",
        "client_secret": format!("{id}_secret_{}", id.chars().rev().take(24).collect::<String>()),
        "confirmation_method": "automatic",
        "created": row.head.created,
        "currency": row.currency,
        "customer": row.customer,
        "customer_account": null,
        "description": row.description,
        "excluded_payment_method_types": null,
        "id": id,
        "last_payment_error": row.error.as_ref().map(|e| error(e, row.latest_charge.as_deref())),
        "latest_charge": row.latest_charge,
        "livemode": false,
        "managed_payments": { "enabled": false },
        "metadata": row.metadata,
        "next_action": next_action(world, row),
        "object": "payment_intent",
    });
    let rest = json!({
        "on_behalf_of": null,
        "payment_method": method.then(|| super::method_id(row)),
        "payment_method_configuration_details": null,
        "payment_method_options": {},
        "payment_method_types": row.methods,
        "processing": null,
        "receipt_email": null,
        "review": null,
        "setup_future_usage": kept.then_some("off_session"),
        "shipping": null,
        "source": null,
        "statement_descriptor": null,
        "statement_descriptor_suffix": null,
        "status": row.status,
        "transfer_data": null,
        "transfer_group": null,
    });
    lay(&mut object, rest);
    object
}

/// What the payer has to do, while something is to do.
fn next_action(world: &World, row: &Intent) -> Value {
    if row.status != IntentStatus::RequiresAction {
        return Value::Null;
    }
    let page = format!("{}/c/pay/{}", world.origin, row.session.as_deref().unwrap_or_default());
    match &row.means {
        Some(Means::Oxxo { voucher, expires_at }) => json!({
            "type": "oxxo_display_details",
            "oxxo_display_details": {
                "expires_after": expires_at,
                "hosted_voucher_url": format!("{page}/voucher"),
                "number": voucher,
            },
        }),
        _ => json!({
            "type": "redirect_to_url",
            "redirect_to_url": { "return_url": page, "url": format!("{page}/3ds") },
        }),
    }
}
