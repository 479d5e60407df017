use serde_json::{Value, json};

use crate::stripe::simulator::book::{
    DeliveryStatus, Dispute, DisputeStatus, Event, Movement, Refund,
};
use crate::stripe::simulator::world::{VERSION, World};

/// How long a creditor has to answer a dispute, in seconds.
const ANSWER_TIME_S: i64 = 9 * 24 * 60 * 60;

/// `refund`
pub(in super::super) fn refund(row: &Refund) -> Value {
    let mut object = json!({
        "amount": row.amount,
        "balance_transaction": row.movement,
        "charge": row.charge,
        "created": row.head.created,
        "currency": row.currency,
        "customer": null,
        "customer_account": null,
        "destination_details": {
            "card": { "reference_status": "pending", "reference_type": "acquirer_reference_number",
                      "type": "refund" },
            "type": "card",
        },
        "id": row.head.id,
        "metadata": row.metadata,
        "object": "refund",
        "payment_intent": row.intent,
        "payment_method": null,
        "reason": row.reason,
        "receipt_number": null,
        "source_transfer_reversal": null,
        "status": row.status,
        "transfer_reversal": null,
    });
    if let Some(failure) = &row.failure {
        object["failure_reason"] = json!(failure);
        object["failure_balance_transaction"] = json!(row.failure_movement);
    }
    object
}

/// `dispute`
pub(in super::super) fn dispute(world: &World, row: &Dispute) -> Value {
    let moved = row.movements.iter().filter_map(|id| world.book.movements.get(id));
    let moved: Vec<_> = moved.map(movement).collect();
    let open =
        matches!(row.status, DisputeStatus::NeedsResponse | DisputeStatus::WarningNeedsResponse);
    let inquiry =
        matches!(row.status, DisputeStatus::WarningClosed | DisputeStatus::WarningNeedsResponse);
    json!({
        "amount": row.amount,
        "balance_transactions": moved,
        "charge": row.charge,
        "created": row.head.created,
        "currency": row.currency,
        "enhanced_eligibility_types": [],
        "evidence": evidence(),
        "evidence_details": {
            "due_by": row.head.created + ANSWER_TIME_S,
            "enhanced_eligibility": {},
            "has_evidence": false,
            "past_due": false,
            "submission_count": 0,
        },
        "id": row.head.id,
        "is_charge_refundable": inquiry && open,
        "livemode": false,
        "metadata": {},
        "object": "dispute",
        "payment_intent": row.intent,
        "payment_method_details": {
            "card": {
                "brand": row.brand,
                "case_type": if inquiry { "inquiry" } else { "chargeback" },
                "network": row.brand,
                "network_reason_code": "10.4",
            },
            "type": "card",
        },
        "reason": row.reason,
        "status": row.status,
    })
}

fn evidence() -> Value {
    const EMPTY: [&str; 27] = [
        "access_activity_log",
        "billing_address",
        "cancellation_policy",
        "cancellation_policy_disclosure",
        "cancellation_rebuttal",
        "customer_communication",
        "customer_email_address",
        "customer_name",
        "customer_purchase_ip",
        "customer_signature",
        "duplicate_charge_documentation",
        "duplicate_charge_explanation",
        "duplicate_charge_id",
        "product_description",
        "receipt",
        "refund_policy",
        "refund_policy_disclosure",
        "refund_refusal_explanation",
        "service_date",
        "service_documentation",
        "shipping_address",
        "shipping_carrier",
        "shipping_date",
        "shipping_documentation",
        "shipping_tracking_number",
        "uncategorized_file",
        "uncategorized_text",
    ];
    let mut evidence = json!({ "enhanced_evidence": {} });
    for field in EMPTY {
        evidence[field] = Value::Null;
    }
    evidence
}

/// `balance_transaction`
pub(in super::super) fn movement(row: &Movement) -> Value {
    let fees = if row.fee == 0 {
        json!([])
    } else {
        json!([{
            "amount": row.fee, "application": null, "currency": row.currency,
            "description": "Stripe processing fees", "type": "stripe_fee",
        }])
    };
    json!({
        "amount": row.amount,
        "available_on": row.head.created + 2 * 24 * 60 * 60,
        "balance_type": "payments",
        "created": row.head.created,
        "currency": row.currency,
        "description": null,
        "exchange_rate": null,
        "fee": row.fee,
        "fee_details": fees,
        "id": row.head.id,
        "net": row.amount - row.fee,
        "object": "balance_transaction",
        "reporting_category": row.category,
        "source": row.source,
        "status": "available",
        "type": row.kind,
    })
}

/// `event`
pub(in super::super) fn event(world: &World, row: &Event) -> Value {
    let id = &row.head.id;
    let deliveries = world.book.deliveries.under(format!("{id}/"));
    let waiting = deliveries.filter(|delivery| delivery.status == DeliveryStatus::Waiting);
    let object: Value = serde_json::from_str(&row.object).unwrap_or_default();
    let mut event = json!({
        "id": id,
        "object": "event",
        "api_version": VERSION,
        "created": row.head.created,
        "data": { "object": object },
        "livemode": false,
        "pending_webhooks": waiting.count(),
        "request": { "id": row.request, "idempotency_key": row.key },
        "type": row.kind,
    });
    if let Some(account) = &row.head.account {
        event["account"] = json!(account);
    }
    event
}
