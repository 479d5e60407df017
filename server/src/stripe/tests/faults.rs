use std::collections::{BTreeMap, BTreeSet};

use chrono::TimeDelta;
use reqwest::Method;
use serde_json::json;

use super::*;
use crate::stripe::client::{Failure, Reach};

/// Lost answers, stored 500s, 429s and answers that come too late, as often as check 5 asks.
fn storm() -> Value {
    json!({ "seed": 5, "rules": [
        { "kind": "drop_answer", "per_mille": 300 },
        { "kind": "stored_500", "per_mille": 50 },
        { "kind": "stored_500_after_work", "per_mille": 50 },
        { "kind": "rate_limit", "per_mille": 50 },
        { "kind": "slow", "per_mille": 50, "amount": 60_000 },
    ]})
}

#[tokio::test]
async fn however_answers_are_lost_an_attempt_has_one_session_at_most() {
    let fake = Fake::new().await;
    let stripe = fake.client_with(4, Duration::from_millis(500));
    fake.tell("faults", storm()).await;
    let mut asked = tokio::task::JoinSet::new();
    let (mut known, mut unknown) = (BTreeMap::new(), BTreeSet::new());
    for index in 0..500 {
        let (stripe, attempt) = (stripe.clone(), format!("attempt_{index}"));
        asked.spawn(async move {
            let new = new_session(&attempt, amount(5000, "PEN"));
            let made = stripe.create_session(None, &new).await;
            (attempt, made)
        });
        if asked.len() < 25 && index < 499 {
            continue;
        }
        while let Some(done) = asked.join_next().await {
            match done.expect("no panic") {
                (attempt, Ok(session)) => drop(known.insert(attempt, session.id)),
                (attempt, Err(failure)) => {
                    assert!(!failure.changed_nothing(), "{failure:?}");
                    unknown.insert(attempt);
                }
            }
        }
    }
    assert!(known.len() > 250 && !unknown.is_empty(), "{} known", known.len());

    // Quiet again: asking with the same key tells what became of each, and makes nothing new.
    fake.tell("faults", json!({ "rules": [] })).await;
    let before = fake.ask("book").await["sessions"].as_array().expect("a list").len();
    for (attempt, id) in &known {
        let new = new_session(attempt, amount(5000, "PEN"));
        assert_eq!(&stripe.create_session(None, &new).await.expect("an answer").id, id);
    }
    let book = fake.ask("book").await;
    let sessions = book["sessions"].as_array().expect("a list");
    assert_eq!(sessions.len(), before);
    let mut per_attempt = BTreeMap::new();
    for session in sessions {
        let attempt = session["client_reference_id"].as_str().expect("text").to_owned();
        *per_attempt.entry(attempt).or_insert(0) += 1;
    }
    assert!(per_attempt.values().all(|count| *count == 1), "{per_attempt:?}");
    for attempt in known.keys() {
        assert!(per_attempt.contains_key(attempt));
    }
}

#[tokio::test]
async fn the_same_seed_meets_the_same_faults() {
    let mut runs = Vec::new();
    for _ in 0..2 {
        let fake = Fake::new().await;
        let stripe = fake.client_with(1, Duration::from_secs(20));
        let mut rules = storm();
        rules["rules"].as_array_mut().expect("a list").pop();
        fake.tell("faults", rules).await;
        let mut outcomes = Vec::new();
        for index in 0..60 {
            let attempt = format!("attempt_{index}");
            let new = new_session(&attempt, amount(5000, "PEN"));
            let made = stripe.create_session(None, &new).await;
            outcomes.push(made.map(|session| session.id).map_err(|failure| match failure {
                Failure::Unknown { seen, .. } | Failure::Refused { seen, .. } => seen.status,
            }));
        }
        runs.push(outcomes);
    }
    assert_eq!(runs[0], runs[1]);
    assert!(runs[0].contains(&Err(None)), "a lost answer shows nothing at all");
    assert!(runs[0].contains(&Err(Some(500))) && runs[0].contains(&Err(Some(429))));
}

#[tokio::test]
async fn a_stored_500_comes_back_until_the_key_is_forgotten() {
    let fake = Fake::new().await;
    let stripe = fake.client();
    let rule = json!({ "kind": "stored_500_after_work", "next": 1 });
    fake.tell("faults", json!({ "rules": [rule] })).await;
    let new = new_session("attempt_1", amount(5000, "PEN"));
    let failure = stripe.create_session(None, &new).await.expect_err("a failure");
    assert!(matches!(&failure, Failure::Unknown { reach: Reach::Maybe, seen, .. }
        if seen.status == Some(500) && seen.request_id.is_some() && !seen.body.is_empty()));
    assert_eq!(stripe.create_session(None, &new).await.expect_err("a failure").code(), None);
    let made = fake.ask("book").await["sessions"].as_array().expect("a list").len();
    assert_eq!(made, 1, "the work was done");

    fake.tell("clock", json!({ "advance": 24 * 60 * 60 })).await;
    let mut late = new_session("attempt_1", amount(5000, "PEN"));
    late.expires_at += TimeDelta::days(1);
    stripe.create_session(None, &late).await.expect("an answer");
    let made = fake.ask("book").await["sessions"].as_array().expect("a list").len();
    assert_eq!(made, 2, "after 24 hours the key means a new request");
}

#[tokio::test]
async fn a_key_with_other_parameters_is_an_error_that_says_nothing_of_the_first() {
    let fake = Fake::new().await;
    let stripe = fake.client();
    let first = new_session("attempt_1", amount(5000, "PEN"));
    let made = stripe.create_session(None, &first).await.expect("an answer");
    let other = new_session("attempt_1", amount(5001, "PEN"));
    let failure = stripe.create_session(None, &other).await.expect_err("a failure");
    let Failure::Refused { refusal, seen } = &failure else { panic!("{failure:?}") };
    assert_eq!((refusal.kind.as_str(), seen.status), ("idempotency_error", Some(400)));
    assert!(!failure.changed_nothing());
    assert_eq!(stripe.create_session(None, &first).await.expect("an answer"), made);
    let elsewhere = stripe.create_session(Some("acct_2Other"), &other).await.expect("an answer");
    assert_ne!(elsewhere.id, made.id, "each account has its own keys");
}

#[tokio::test]
async fn a_key_under_work_is_a_conflict() {
    let fake = Fake::new().await;
    let rule = json!({ "kind": "slow", "next": 1, "amount": 60_000 });
    fake.tell("faults", json!({ "rules": [rule] })).await;
    let first = fake.client_with(1, Duration::from_millis(500));
    let new = new_session("attempt_1", amount(5000, "PEN"));
    first.create_session(None, &new).await.expect_err("a failure");
    let second = fake.client_with(1, Duration::from_secs(20));
    let failure = second.create_session(None, &new).await.expect_err("a failure");
    assert!(matches!(&failure, Failure::Unknown { seen, .. } if seen.status == Some(409)));
}

#[tokio::test]
async fn a_request_refused_before_any_work_may_be_repeated_under_its_key() {
    let fake = Fake::new().await;
    let send = |life: i64| {
        let form = [
            ("mode", "payment".to_owned()),
            ("success_url", "https://portal.test/".to_owned()),
            ("expires_at", (NOW + life).to_string()),
            ("line_items[0][quantity]", "1".to_owned()),
            ("line_items[0][price_data][currency]", "pen".to_owned()),
            ("line_items[0][price_data][unit_amount]", "5000".to_owned()),
            ("line_items[0][price_data][product_data][name]", "Deuda".to_owned()),
        ];
        let request = fake.api(Method::POST, "/v1/checkout/sessions").form(&form);
        request.header("idempotency-key", "key_1").send()
    };
    assert_eq!(send(29 * 60).await.expect("an answer").status(), 400);
    assert_eq!(send(25 * 60 * 60).await.expect("an answer").status(), 400);
    let made = send(60 * 60).await.expect("an answer");
    assert_eq!((made.status().as_u16(), made.headers().get("idempotent-replayed")), (200, None));
    let again = send(60 * 60).await.expect("an answer");
    assert_eq!(again.headers()["idempotent-replayed"], "true");
    assert!(again.headers().contains_key("original-request"));
}

#[tokio::test]
async fn an_answer_that_cannot_be_read_is_unknown_and_kept() {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("an answer");
    let base = format!("http://{}", listener.local_addr().expect("bound"));
    let answer = || async { ([("request-id", "req_9")], r#"{"id":"cs_1","object":"chec"#) };
    let app = axum::Router::new().fallback(answer);
    let server = tokio::spawn(async move { axum::serve(listener, app).await });
    let settings = Settings::new(base, SecretString::from("sk_test_x".to_owned()));
    let stripe = Stripe::new(settings).expect("a client");
    let failure = stripe.retrieve_intent(None, "pi_1").await.expect_err("a failure");
    let Failure::Unknown { seen, reach: Reach::Maybe, .. } = &failure else {
        panic!("{failure:?}")
    };
    assert_eq!(seen.body, br#"{"id":"cs_1","object":"chec"#);
    assert_eq!((seen.status, seen.request_id.as_deref()), (Some(200), Some("req_9")));
    assert!(!format!("{failure:?}").contains("cs_1"), "what came is kept, not printed");
    server.abort();
}

#[tokio::test]
async fn no_redirect_is_followed() {
    let fake = Fake::new().await;
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("an answer");
    let base = format!("http://{}", listener.local_addr().expect("bound"));
    let target = format!("{}/v1/payment_intents/pi_1", fake.origin);
    let app = axum::Router::new().fallback(move || {
        let target = target.clone();
        async move { axum::response::Redirect::temporary(&target) }
    });
    let server = tokio::spawn(async move { axum::serve(listener, app).await });
    let settings = Settings::new(base, SecretString::from("sk_test_x".to_owned()));
    let stripe = Stripe::new(Settings { tries: 1, ..settings }).expect("a client");
    let failure = stripe.retrieve_intent(None, "pi_1").await.expect_err("a failure");
    assert!(matches!(&failure, Failure::Unknown { seen, .. } if seen.status == Some(307)));
    server.abort();
}

#[tokio::test]
async fn every_repetition_sends_the_same_bytes_under_the_same_key() {
    let (tell, mut told) = tokio::sync::mpsc::unbounded_channel();
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("an answer");
    let base = format!("http://{}", listener.local_addr().expect("bound"));
    let app = axum::Router::new().fallback(move |headers: axum::http::HeaderMap, body: String| {
        let key = headers["idempotency-key"].to_str().expect("text").to_owned();
        let account = headers["stripe-account"].to_str().expect("text").to_owned();
        tell.send((key, account, body)).expect("told");
        async { (axum::http::StatusCode::SERVICE_UNAVAILABLE, "<html>upstream</html>") }
    });
    let server = tokio::spawn(async move { axum::serve(listener, app).await });
    for _ in 0..3 {
        let settings = Settings::new(base.clone(), SecretString::from("sk_test_x".to_owned()));
        let stripe =
            Stripe::new(Settings { first_wait: Duration::ZERO, ..settings }).expect("a client");
        let new = new_session("attempt_1", amount(5000, "PEN"));
        stripe.create_session(Some("acct_1"), &new).await.expect_err("a failure");
    }
    server.abort();
    let mut seen = Vec::new();
    while let Ok(one) = told.try_recv() {
        seen.push(one);
    }
    assert_eq!(seen.len(), 9);
    assert!(seen.iter().all(|one| one == &seen[0]), "{seen:#?}");
    assert_eq!((seen[0].0.as_str(), seen[0].1.as_str()), ("attempt_1", "acct_1"));
    assert!(seen[0].2.contains("metadata[attempt]=attempt_1"), "{}", seen[0].2);
}
