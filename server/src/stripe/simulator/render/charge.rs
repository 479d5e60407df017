use serde_json::{Value, json};

use super::{billing, lay};
use crate::stripe::simulator::book::{Charge, ChargeStatus, Means};
use crate::stripe::simulator::world::World;

/// `charge`
pub(in super::super) fn charge(world: &World, row: &Charge) -> Value {
    let id = &row.head.id;
    let paid = row.status == ChargeStatus::Succeeded;
    let intent = world.book.intents.get(&row.intent);
    let mut refunds: Vec<_> =
        world.book.refunds.values().filter(|refund| refund.charge == *id).collect();
    refunds.sort_unstable_by_key(|refund| std::cmp::Reverse(refund.head.seq));
    let refunds: Vec<_> = refunds.into_iter().map(super::refund).collect();
    let mut object = json!({
        "amount": row.amount,
        "amount_captured": if paid { row.amount } else { 0 },
        "amount_refunded": row.refunded,
        "application": null,
        "application_fee": null,
        "application_fee_amount": null,
        "balance_transaction": row.movement,
        "billing_details": billing(&row.payer),
        "calculated_statement_descriptor": "ALDIA TEST",
        "captured": paid,
        "created": row.head.created,
        "currency": row.currency,
        "customer": intent.and_then(|intent| intent.customer.as_ref()),
        "description": row.description,
        "disputed": row.disputed,
        "failure_balance_transaction": null,
        "failure_code": row.error.as_ref().map(|error| &error.code),
        "failure_message": row.error.as_ref().map(|error| &error.message),
        "fraud_details": {},
        "id": id,
        "livemode": false,
        "metadata": row.metadata,
        "object": "charge",
    });
    let rest = json!({
        "on_behalf_of": null,
        "outcome": outcome(row),
        "paid": paid,
        "payment_intent": row.intent,
        "payment_method": intent.map(super::method_id),
        "payment_method_details": means(row),
        "receipt_email": null,
        "receipt_number": null,
        "receipt_url": paid.then(|| format!("{}/receipts/{id}", world.origin)),
        "refunded": paid && row.refunded == row.amount,
        "refunds": json!({
            "object": "list", "url": format!("/v1/charges/{id}/refunds"), "has_more": false,
            "data": refunds,
        }),
        "review": null,
        "shipping": null,
        "source": null,
        "source_transfer": null,
        "statement_descriptor": null,
        "statement_descriptor_suffix": null,
        "status": row.status,
        "transfer_data": null,
        "transfer_group": null,
    });
    lay(&mut object, rest);
    object
}

fn outcome(row: &Charge) -> Value {
    let (network, kind, seller) = match row.status {
        ChargeStatus::Failed => (
            "declined_by_network",
            "issuer_declined",
            "The bank did not return any further details with this decline.",
        ),
        ChargeStatus::Pending | ChargeStatus::Succeeded => {
            ("approved_by_network", "authorized", "Payment complete.")
        }
    };
    let reason = row.error.as_ref().map(|error| error.reason.as_ref().unwrap_or(&error.code));
    json!({
        "advice_code": null,
        "network_advice_code": null,
        "network_decline_code": null,
        "network_status": network,
        "reason": reason,
        "seller_message": seller,
        "type": kind,
    })
}

fn means(row: &Charge) -> Value {
    match &row.means {
        Means::Card { brand, last4, .. } => {
            json!({ "card": card(brand, last4, row.amount), "type": "card" })
        }
        Means::Oxxo { voucher, .. } => json!({ "oxxo": { "number": voucher }, "type": "oxxo" }),
        Means::SepaDebit { last4, country } => json!({
            "sepa_debit": {
                "bank_code": "37040044", "branch_code": null, "country": country,
                "expected_debit_date": null, "fingerprint": fingerprint(last4), "last4": last4,
                "mandate": format!("mandate_{}", row.intent.trim_start_matches("pi_")),
            },
            "type": "sepa_debit",
        }),
    }
}

fn card(brand: &str, last4: &str, amount: i64) -> Value {
    json!({
        "amount_authorized": amount,
        "authorization_code": null,
        "brand": brand,
        "checks": {
            "address_line1_check": null, "address_postal_code_check": null, "cvc_check": "pass",
        },
        "country": "US",
        "exp_month": 12,
        "exp_year": 2034,
        "extended_authorization": { "status": "disabled" },
        "fingerprint": fingerprint(last4),
        "funding": "credit",
        "incremental_authorization": { "status": "unavailable" },
        "installments": null,
        "last4": last4,
        "mandate": null,
        "multicapture": { "status": "unavailable" },
        "network": brand,
        "network_token": { "used": false },
        "network_transaction_id": "104102978678771",
        "overcapture": { "maximum_amount_capturable": amount, "status": "unavailable" },
        "regulated_status": "unregulated",
        "three_d_secure": null,
        "transaction_link_id": null,
        "wallet": null,
    })
}

fn fingerprint(last4: &str) -> String {
    format!("TESTprint{last4}")
}
