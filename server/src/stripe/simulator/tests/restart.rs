use std::io::Write;

use super::*;

#[tokio::test]
async fn everything_survives_a_restart_clock_and_keys_included() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("stripe.jsonl");
    let config = || Config { state_file: Some(file.clone()), seed: 7, ..Config::default() };
    let fake = Fake::start(config()).await;
    fake.tell("clock", json!({ "set": NOW + 100 })).await;
    let new = new_session("attempt_1", amount(9000, "PEN"));
    let made = fake.client().create_session(None, &new).await.expect("an answer");
    let id = &made.id;
    fake.tell(&format!("sessions/{id}/pay"), json!({"card": "4000000000000259"})).await;
    let voucher = session(&fake, 50_000, "MXN").await;
    fake.tell(&format!("sessions/{voucher}/pay"), json!({"method": "oxxo"})).await;
    let endpoints = json!([{ "url": "http://127.0.0.1:9/x", "secrets": ["whsec_x"] }]);
    fake.tell("webhooks", json!({ "endpoints": endpoints, "paused": true })).await;
    session(&fake, 7000, "PEN").await;
    let (book, pace) = (fake.ask("book").await, fake.ask("webhooks").await);
    drop(fake);

    for _ in 0..2 {
        let fake = Fake::start(config()).await;
        assert_eq!(fake.ask("book").await, book);
        assert_eq!(fake.ask("webhooks").await, pace);
        assert_eq!(fake.ask("clock").await["now"], NOW + 100);
        // Its address changes with the port of the test; everything else is replayed.
        let again = fake.client().create_session(None, &new).await.expect("an answer");
        assert_eq!(again, made, "the key is remembered");
    }

    let fake = Fake::start(config()).await;
    fake.tell("clock", json!({ "advance": 4 * 24 * 60 * 60 })).await;
    let read =
        get(&fake, &format!("/v1/checkout/sessions/{voucher}?expand[]=payment_intent")).await;
    assert_eq!(read["payment_intent"]["status"], "requires_payment_method", "the voucher expired");
}

#[tokio::test]
async fn a_line_torn_by_a_kill_is_dropped_and_the_rest_stands() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("stripe.jsonl");
    let config = || Config { state_file: Some(file.clone()), ..Config::default() };
    let fake = Fake::start(config()).await;
    session(&fake, 9000, "PEN").await;
    let book = fake.ask("book").await;
    drop(fake);
    let mut torn = std::fs::OpenOptions::new().append(true).open(&file).expect("the file");
    torn.write_all(br#"{"meta":{"next_seq":99,"clock":{"ahead_ms":0,"stop"#).expect("written");
    drop(torn);
    let fake = Fake::start(config()).await;
    assert_eq!(fake.ask("book").await, book);
    session(&fake, 8000, "PEN").await;
    drop(fake);
    let fake = Fake::start(config()).await;
    assert_eq!(fake.ask("book").await["sessions"].as_array().expect("a list").len(), 2);
}

#[tokio::test]
async fn the_same_seed_gives_the_same_ids_and_another_one_does_not() {
    let mut runs = Vec::new();
    for seed in [1, 1, 2] {
        let fake = Fake::start(Config { seed, ..Config::default() }).await;
        fake.tell("clock", json!({ "set": NOW })).await;
        let id = session(&fake, 9000, "PEN").await;
        fake.tell(&format!("sessions/{id}/pay"), json!({"card": "4242424242424242"})).await;
        runs.push(fake.ask("book").await);
    }
    assert_eq!(runs[0], runs[1]);
    assert_ne!(runs[0]["sessions"][0]["head"]["id"], runs[2]["sessions"][0]["head"]["id"]);
}

#[tokio::test]
async fn a_simulator_that_was_stopped_answers_nobody() {
    let fake = Fake::new().await;
    let (stripe, http) =
        (fake.client(), reqwest::Client::builder().no_proxy().build().expect("a client"));
    let url = format!("{}/_control/clock", fake.origin);
    http.get(&url).send().await.expect("an answer");
    session(&fake, 9000, "PEN").await;
    drop(fake);
    tokio::task::yield_now().await;
    assert!(http.get(&url).send().await.is_err());
    assert!(stripe.retrieve_intent(None, "pi_1").await.is_err());
}
