use reqwest::Method;

use super::*;

async fn send(request: reqwest::RequestBuilder) -> (u16, Value) {
    let answer = request.send().await.expect("an answer");
    (answer.status().as_u16(), answer.json().await.expect("an answer"))
}

fn form(changes: &[(&str, &str)]) -> Vec<(String, String)> {
    let expires_at = (NOW + 3600).to_string();
    let plain = [
        ("mode", "payment"),
        ("success_url", "https://portal.test/ok"),
        ("expires_at", &expires_at),
        ("line_items[0][quantity]", "1"),
        ("line_items[0][price_data][currency]", "pen"),
        ("line_items[0][price_data][unit_amount]", "5000"),
        ("line_items[0][price_data][product_data][name]", "Deuda"),
    ];
    let kept = plain.iter().filter(|(name, _)| changes.iter().all(|(changed, _)| changed != name));
    let all = kept.chain(changes.iter().filter(|(_, value)| !value.is_empty()));
    all.map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
}

#[tokio::test]
async fn wrong_sessions_are_refused_with_the_parameter_that_is_wrong() {
    const AMOUNT: &str = "line_items[0][price_data][unit_amount]";
    const CURRENCY: &str = "line_items[0][price_data][currency]";
    let fake = Fake::new().await;
    let long = "x".repeat(201);
    let metadata = format!("metadata[{}]", "k".repeat(41));
    for (changes, param) in [
        (&[("mode", "")][..], "mode"),
        (&[("mode", "subscription")], "mode"),
        (&[("success_url", "")], "success_url"),
        (&[("success_url", "javascript:alert(1)")], "success_url"),
        (&[("cancel_url", "ftp://x")], "cancel_url"),
        (&[("expires_at", "soon")], "expires_at"),
        (&[("expires_at", "1")], "expires_at"),
        (&[(AMOUNT, "")], AMOUNT),
        (&[(AMOUNT, "50.00")], AMOUNT),
        (&[(AMOUNT, "0")], AMOUNT),
        (&[(AMOUNT, "-5")], AMOUNT),
        (&[(AMOUNT, "100000000")], AMOUNT),
        (&[(CURRENCY, "")], CURRENCY),
        (&[(CURRENCY, "soles")], "currency"),
        (&[(CURRENCY, "isk"), (AMOUNT, "550")], AMOUNT),
        (&[(CURRENCY, "kwd"), (AMOUNT, "5124")], AMOUNT),
        (&[("client_reference_id", &long)], "client_reference_id"),
        (&[(&metadata, "x")], &metadata),
        (&[("allowed_payment_method_types[0]", "oxxo")], "allowed_payment_method_types"),
        (&[("payment_method_types[0]", "card")], "payment_method_types[0]"),
        (&[("sucess_url", "x")], "sucess_url"),
    ] {
        let request = fake.api(Method::POST, "/v1/checkout/sessions").form(&form(changes));
        let (status, body) = send(request).await;
        assert_eq!((status, &body["error"]["param"]), (400, &json!(param)), "{changes:?} {body}");
        assert_eq!(body["error"]["type"], "invalid_request_error");
        assert!(body["error"]["message"].is_string());
    }
    assert_eq!(fake.ask("book").await["sessions"], json!([]));
}

#[tokio::test]
async fn a_request_without_a_test_key_is_turned_away() {
    let fake = Fake::new().await;
    let url = format!("{}/v1/balance", fake.origin);
    let http = reqwest::Client::builder().no_proxy().build().expect("a client");
    let (status, body) = send(http.get(&url)).await;
    assert_eq!((status, &body["error"]["type"]), (401, &json!("invalid_request_error")));
    assert_eq!(send(http.get(&url).bearer_auth("sk_live_x")).await.0, 401);
    assert_eq!(send(http.get(&url).bearer_auth("sk_test_x")).await.0, 200);
    let other = http.get(&url).bearer_auth("sk_test_x").header("stripe-account", "nonsense");
    assert_eq!(send(other).await.0, 403);
    let nowhere = fake.api(Method::GET, "/v1/customers/cus_1");
    assert_eq!(send(nowhere).await.0, 404);
}

#[tokio::test]
async fn every_answer_names_its_request_and_version() {
    let fake = Fake::new().await;
    let request = fake.api(Method::GET, "/v1/balance").header("stripe-version", "2020-01-01");
    let answer = request.send().await.expect("an answer");
    assert_eq!(answer.headers()["stripe-version"], "2020-01-01");
    let first = answer.headers()["request-id"].clone();
    let answer =
        fake.api(Method::GET, "/v1/checkout/sessions/none").send().await.expect("an answer");
    assert_eq!(answer.status(), 404);
    assert_ne!(answer.headers()["request-id"], first);
}

#[tokio::test]
async fn ids_are_expanded_where_asked_and_nothing_else_can_be() {
    let fake = Fake::new().await;
    let id = session(&fake, 9000, "PEN").await;
    let open = format!("/v1/checkout/sessions/{id}?expand[]=payment_intent.latest_charge");
    assert_eq!(get(&fake, &open).await["payment_intent"], Value::Null);
    fake.tell(&format!("sessions/{id}/pay"), json!({"card": "4242424242424242"})).await;
    let paid = get(&fake, &open).await;
    assert_eq!(paid["payment_intent"]["latest_charge"]["object"], "charge");
    let list = "/v1/checkout/sessions?expand[]=data.payment_intent&expand[]=data.line_items";
    let list = get(&fake, list).await;
    assert_eq!(list["data"][0]["payment_intent"]["object"], "payment_intent");
    assert_eq!(list["data"][0]["line_items"]["data"][0]["amount_total"], 9000);
    for path in ["status", "nothing", "payment_intent.nothing", "a.b.c.d.e"] {
        let path = format!("/v1/checkout/sessions/{id}?expand[]={path}");
        let (status, body) = send(fake.api(Method::GET, &path)).await;
        assert_eq!((status, &body["error"]["param"]), (400, &json!("expand")), "{path}");
    }
}

#[tokio::test]
async fn lists_are_cut_by_limit_and_cursors_in_both_directions() {
    let fake = Fake::new().await;
    let mut ids = Vec::new();
    for minor in 5000..5007 {
        ids.push(session(&fake, minor, "PEN").await);
    }
    ids.reverse();
    let list = async |query: &str| {
        let list = get(&fake, &format!("/v1/checkout/sessions?{query}")).await;
        let data: Vec<_> = list["data"]
            .as_array()
            .expect("a list")
            .iter()
            .map(|one| one["id"].as_str().expect("text").to_owned())
            .collect();
        (data, list["has_more"].as_bool().expect("yes or no"))
    };
    assert_eq!(list("").await, (ids.clone(), false));
    assert_eq!(list("limit=3").await, (ids[..3].to_vec(), true));
    let after = format!("limit=3&starting_after={}", ids[2]);
    assert_eq!(list(&after).await, (ids[3..6].to_vec(), true));
    let end = format!("limit=3&starting_after={}", ids[5]);
    assert_eq!(list(&end).await, (ids[6..].to_vec(), false));
    let before = format!("limit=2&ending_before={}", ids[4]);
    assert_eq!(list(&before).await, (ids[2..4].to_vec(), true));
    assert_eq!(list(&format!("created[gt]={NOW}")).await.0.len(), 0);
    assert_eq!(list(&format!("created={NOW}")).await.0.len(), 7);
    for query in ["limit=0", "limit=101", "limit=x", "starting_after=cs_none", "created[gte]=x"] {
        let path = format!("/v1/checkout/sessions?{query}");
        let status = send(fake.api(Method::GET, &path)).await.0;
        assert!((400..500).contains(&status), "{query}: {status}");
    }
}

#[tokio::test]
async fn the_balance_is_what_the_movements_sum_to() {
    let fake = Fake::new().await;
    let id = session(&fake, 10_000, "PEN").await;
    fake.tell(&format!("sessions/{id}/pay"), json!({"card": "4242424242424242"})).await;
    let intent = get(&fake, &format!("/v1/checkout/sessions/{id}")).await;
    let intent = intent["payment_intent"].as_str().expect("text").to_owned();
    let refund = [("payment_intent", intent.as_str()), ("amount", "2500")];
    let (status, refund) = send(fake.api(Method::POST, "/v1/refunds").form(&refund)).await;
    assert_eq!((status, &refund["status"]), (200, &json!("succeeded")));
    fake.tell("disputes", json!({ "session": id, "kind": "dispute" })).await;
    let moved = get(&fake, "/v1/balance_transactions").await;
    let nets: Vec<_> =
        moved["data"].as_array().expect("a list").iter().map(|m| m["net"].as_i64()).collect();
    assert_eq!(nets, [Some(-7500 - 1500), Some(-2500), Some(10_000 - 360)]);
    let balance = get(&fake, "/v1/balance").await;
    assert_eq!(balance["available"][0]["amount"], 10_000 - 360 - 2500 - 9000);
    let dispute =
        get(&fake, "/v1/disputes").await["data"][0]["id"].as_str().expect("text").to_owned();
    let close = format!("/v1/disputes/{dispute}/close");
    let (status, closed) = send(fake.api(Method::POST, &close)).await;
    assert_eq!((status, &closed["status"]), (200, &json!("lost")));
    assert_eq!(send(fake.api(Method::POST, &close)).await.0, 400);
}

#[tokio::test]
async fn a_voucher_cannot_be_given_back_and_a_slow_refund_ends_on_the_clock() {
    let fake = Fake::new().await;
    let id = session(&fake, 50_000, "MXN").await;
    fake.tell(&format!("sessions/{id}/pay"), json!({ "method": "oxxo" })).await;
    fake.tell(&format!("sessions/{id}/complete"), json!({})).await;
    let intent = get(&fake, &format!("/v1/checkout/sessions/{id}")).await["payment_intent"].clone();
    let form = [("payment_intent", intent.as_str().expect("text"))];
    let (status, body) = send(fake.api(Method::POST, "/v1/refunds").form(&form)).await;
    assert_eq!((status, &body["error"]["param"]), (400, &json!("payment_intent")));

    let mut refunds = Vec::new();
    for (minor, card, at_first, at_last) in [
        (7000, "4000000000007726", "pending", "succeeded"),
        (6000, "4000000000005126", "succeeded", "failed"),
    ] {
        let id = session(&fake, minor, "PEN").await;
        fake.tell(&format!("sessions/{id}/pay"), json!({ "card": card })).await;
        let read = get(&fake, &format!("/v1/checkout/sessions/{id}")).await;
        let form = [("payment_intent", read["payment_intent"].as_str().expect("text"))];
        let (_, refund) = send(fake.api(Method::POST, "/v1/refunds").form(&form)).await;
        assert_eq!(refund["status"], at_first);
        refunds.push((refund["id"].as_str().expect("text").to_owned(), at_last));
    }
    fake.tell("clock", json!({ "advance": 2 * 24 * 60 * 60 })).await;
    for (refund, at_last) in refunds {
        let refund = get(&fake, &format!("/v1/refunds/{refund}")).await;
        assert_eq!(refund["status"], at_last);
        assert_eq!(refund["failure_reason"].is_string(), at_last == "failed");
    }
}
