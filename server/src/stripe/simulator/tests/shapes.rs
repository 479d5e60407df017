//! Every object has the fields of Stripe's published examples with their types. The examples are
//! compared where `ALDIA_SHARED` names the folder that holds them; a shorter list of our own, which
//! also says what is never null, is compared everywhere.

use std::collections::BTreeMap;

use super::*;

/// Field and type; what may be null ends in `?`.
const OURS: [(&str, &str); 10] = [
    (
        "checkout.session",
        "amount_subtotal:int? amount_total:int? automatic_tax:object cancel_url:text? \
         client_reference_id:text? created:int currency:text custom_fields:list \
         custom_text:object customer:text? customer_details:object? customer_email:text? \
         expires_at:int id:text invoice:text? livemode:bool locale:text? metadata:object \
         mode:text object:text payment_intent:text? payment_link:text? \
         payment_method_options:object payment_method_types:list payment_status:text \
         phone_number_collection:object shipping_options:list status:text subscription:text? \
         success_url:text total_details:object ui_mode:text url:text?",
    ),
    (
        "payment_intent",
        "amount:int amount_capturable:int amount_details:object amount_received:int \
         canceled_at:int? cancellation_reason:text? capture_method:text client_secret:text \
         confirmation_method:text created:int currency:text customer:text? description:text? \
         id:text last_payment_error:object? latest_charge:text? livemode:bool metadata:object \
         next_action:object? object:text payment_method:text? payment_method_options:object \
         payment_method_types:list processing:object? receipt_email:text? status:text",
    ),
    (
        "charge",
        "amount:int amount_captured:int amount_refunded:int balance_transaction:text? \
         billing_details:object captured:bool created:int currency:text description:text? \
         disputed:bool failure_code:text? failure_message:text? fraud_details:object id:text \
         livemode:bool metadata:object object:text outcome:object paid:bool payment_intent:text \
         payment_method:text payment_method_details:object receipt_url:text? refunded:bool \
         refunds:object status:text",
    ),
    (
        "customer",
        "address:object balance:int created:int currency:text? delinquent:bool email:text? id:text \
         invoice_settings:object livemode:bool metadata:object name:text? object:text \
         preferred_locales:list tax_exempt:text",
    ),
    (
        "payment_method",
        "allow_redisplay:text billing_details:object card:object created:int customer:text? id:text \
         livemode:bool metadata:object object:text type:text",
    ),
    (
        "setup_intent",
        "client_secret:text created:int customer:text? id:text last_setup_error:object? \
         latest_attempt:text? livemode:bool metadata:object next_action:object? object:text \
         payment_method:text? payment_method_options:object payment_method_types:list status:text \
         usage:text",
    ),
    (
        "refund",
        "amount:int balance_transaction:text? charge:text created:int currency:text \
         destination_details:object id:text metadata:object object:text payment_intent:text \
         reason:text? receipt_number:text? status:text",
    ),
    (
        "dispute",
        "amount:int balance_transactions:list charge:text created:int currency:text \
         enhanced_eligibility_types:list evidence:object evidence_details:object id:text \
         is_charge_refundable:bool livemode:bool metadata:object object:text payment_intent:text \
         payment_method_details:object reason:text status:text",
    ),
    (
        "balance_transaction",
        "amount:int available_on:int created:int currency:text description:text? \
         exchange_rate:number? fee:int fee_details:list id:text net:int object:text \
         reporting_category:text source:text status:text type:text",
    ),
    (
        "event",
        "api_version:text created:int data:object id:text livemode:bool object:text \
         pending_webhooks:int request:object type:text",
    ),
];

fn kind(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "bool",
        Value::Number(number) if number.is_i64() || number.is_u64() => "int",
        Value::Number(_) => "number",
        Value::String(_) => "text",
        Value::Array(_) => "list",
        Value::Object(_) => "object",
    }
}

/// One object of every kind in every state that the simulator knows.
async fn objects() -> Vec<Value> {
    let fake = Fake::new().await;
    let mut ids = Vec::new();
    for minor in 5000..5008 {
        ids.push(session(&fake, minor, "PEN").await);
    }
    for (id, card) in ids.iter().zip([
        "4242424242424242",
        "4000000000000002",
        "4000000000000259",
        "4000000000001976",
        "4000000000005126",
        "4000000000007726",
    ]) {
        fake.tell(&format!("sessions/{id}/pay"), json!({ "card": card })).await;
    }
    let asks = json!({"card": "4000002760003184", "authenticate": false});
    fake.tell(&format!("sessions/{}/pay", ids[6]), asks).await;
    for at in [4, 5] {
        let read = get(&fake, &format!("/v1/checkout/sessions/{}", ids[at])).await;
        let form = [("payment_intent", read["payment_intent"].as_str().expect("text"))];
        let refund = fake.api(reqwest::Method::POST, "/v1/refunds").form(&form);
        assert_eq!(refund.send().await.expect("an answer").status(), 200);
    }
    let peso = session(&fake, 50_000, "MXN").await;
    fake.tell(&format!("sessions/{peso}/pay"), json!({ "method": "oxxo" })).await;
    for method in ["sepa_debit", "open"] {
        let minor = if method == "open" { 7000 } else { 6000 };
        let euro = session(&fake, minor, "EUR").await;
        if method != "open" {
            fake.tell(&format!("sessions/{euro}/pay"), json!({ "method": method })).await;
        }
    }
    let mut objects = saved(&fake).await;
    for round in 0..2 {
        for list in [
            "checkout/sessions",
            "payment_intents",
            "charges",
            "refunds",
            "disputes",
            "balance_transactions",
            "events",
        ] {
            let list = get(&fake, &format!("/v1/{list}?limit=100")).await;
            let data = list["data"].as_array().expect("a list");
            assert!(!data.is_empty());
            objects.extend(data.iter().cloned());
        }
        if round == 0 {
            // Sessions expire, vouchers run out, banks answer, refunds end.
            fake.tell("clock", json!({ "advance": 6 * 24 * 60 * 60 })).await;
        }
    }
    objects
}

/// Pages that save a card, in every state, with what they made.
async fn saved(fake: &Fake) -> Vec<Value> {
    let mut objects = Vec::new();
    for pay in [
        json!({ "card": "4242424242424242" }),
        json!({ "card": "4000000000000002" }),
        json!({ "card": "4000002760003184", "authenticate": false }),
    ] {
        let form = [
            ("mode", "setup"),
            ("currency", "pen"),
            ("customer_creation", "always"),
            ("success_url", "https://portal.test/ok"),
        ];
        let made = fake.api(reqwest::Method::POST, "/v1/checkout/sessions").form(&form);
        let made: Value = made.send().await.expect("an answer").json().await.expect("an answer");
        let id = made["id"].as_str().expect("text").to_owned();
        fake.tell(&format!("sessions/{id}/pay"), pay).await;
        let session = get(fake, &format!("/v1/checkout/sessions/{id}")).await;
        let setup = session["setup_intent"].as_str().expect("text");
        let setup = get(fake, &format!("/v1/setup_intents/{setup}")).await;
        for (list, field) in [("customers", "customer"), ("payment_methods", "payment_method")] {
            if let Some(id) = setup[field].as_str() {
                objects.push(get(fake, &format!("/v1/{list}/{id}")).await);
            }
        }
        objects.extend([session, setup]);
    }
    objects
}

#[tokio::test]
async fn every_object_has_the_fields_and_types_of_our_own_list() {
    let ours = BTreeMap::from(OURS);
    let mut met = BTreeMap::new();
    for object in objects().await {
        let name = object["object"].as_str().expect("text");
        *met.entry(name.to_owned()).or_insert(0) += 1;
        for entry in ours[name].split_whitespace() {
            let (field, wanted) = entry.split_once(':').expect("field and type");
            let value = object.get(field).unwrap_or_else(|| panic!("{name} has no {field}"));
            let nullable = wanted.ends_with('?') && value.is_null();
            assert!(
                nullable || kind(value) == wanted.trim_end_matches('?'),
                "{name}.{field} is {value}, not {wanted}"
            );
        }
    }
    assert_eq!(met.len(), OURS.len(), "{met:?}");
}

#[tokio::test]
async fn every_object_has_the_fields_and_types_of_stripes_published_examples() {
    // Without the folder the list of our own, above, is the whole check.
    let Some(shared) = std::env::var_os("ALDIA_SHARED") else { return };
    let path = std::path::Path::new(&shared).join("data/stripe-fixtures.json");
    let text = std::fs::read_to_string(&path).unwrap_or_else(|why| panic!("{path:?}: {why}"));
    let examples: Value = serde_json::from_str(&text).expect("JSON");
    let mut faults = Vec::new();
    for object in objects().await {
        let name = object["object"].as_str().expect("text").to_owned();
        let mut example = examples["resources"][&name].clone();
        assert!(example.is_object(), "no example of {name}");
        trim(&name, &object, &mut example);
        compare(&name, &example, &object, &mut faults);
    }
    faults.sort();
    faults.dedup();
    assert!(faults.is_empty(), "{faults:#?}");
}

/// Cuts what of an example speaks of another kind of payment or event than ours.
fn trim(name: &str, object: &Value, example: &mut Value) {
    match name {
        "event" => example["data"]["object"] = json!({}),
        // What stands in it is whoever made the object's own.
        "payment_method" => example["metadata"] = json!({}),
        "charge" if object["payment_method_details"]["type"] != "card" => {
            example["payment_method_details"] = json!({ "type": "card" });
        }
        _ => {}
    }
}

/// Ours must have every field of the example, of the same type where both say something.
fn compare(path: &str, example: &Value, ours: &Value, faults: &mut Vec<String>) {
    match (example, ours) {
        (Value::Object(example), Value::Object(ours)) => {
            for (field, wanted) in example {
                match ours.get(field) {
                    Some(value) => compare(&format!("{path}.{field}"), wanted, value, faults),
                    None => faults.push(format!("{path}.{field} is missing")),
                }
            }
        }
        (Value::Array(example), Value::Array(ours)) => {
            if let Some(wanted) = example.first() {
                for value in ours {
                    compare(&format!("{path}[]"), wanted, value, faults);
                }
            }
        }
        (Value::Null, _) | (_, Value::Null) => {}
        (wanted, value) if kind(wanted) != kind(value) => {
            faults.push(format!("{path} is {}, not {}", kind(value), kind(wanted)));
        }
        _ => {}
    }
}
