//! A simulator in this process: the same protocol without a socket.

use std::time::Duration;

use serde_json::json;

use super::{NOW, amount, new_session};
use crate::stripe::client::{Settings, Stripe};
use crate::stripe::sessions::PaymentStatus;
use crate::stripe::simulator::{Config, Endpoint, Held, InProcess, Taken};

fn simulator() -> InProcess {
    let secrets = vec!["whsec_of_a_test_by_hand".to_owned()];
    let endpoint = Endpoint { url: "by-hand".to_owned(), secrets };
    let config = Config { endpoints: vec![endpoint], ..Config::default() };
    let simulator = InProcess::new(config).expect("it starts");
    simulator.set_clock(NOW * 1000);
    simulator
}

fn client(simulator: &InProcess) -> Stripe {
    let settings = Settings::new("http://127.0.0.1:7071", "sk_test_aldia".into());
    let settings = Settings { first_wait: Duration::ZERO, ..settings };
    Stripe::in_process(settings, simulator.clone()).expect("a client")
}

#[tokio::test]
async fn a_payment_needs_no_socket_and_a_lost_answer_costs_nothing() {
    let simulator = simulator();
    let stripe = client(&simulator);
    let lost = json!({ "rules": [{ "kind": "drop_answer", "next": 2 }] });
    simulator.control("faults", &lost).await.expect("set");
    let new = new_session("attempt_1", amount(9_000, "PEN"));
    let made = stripe.create_session(None, &new).await.expect("the third answer arrives");
    let again = stripe.create_session(None, &new).await.expect("an answer");
    assert_eq!(again.id, made.id);
    let pay = format!("sessions/{}/pay", made.id);
    simulator.control(&pay, &json!({ "card": "4242424242424242" })).await.expect("paid");
    let read = stripe.retrieve_session(None, &made.id).await.expect("an answer");
    assert_eq!(read.session.payment_status, PaymentStatus::Paid);
    let held: Vec<_> = simulator.held().into_values().collect();
    let expected = Held { currency: "pen".to_owned(), captured: 9_000, ..Held::default() };
    assert_eq!(held, [expected]);
    let refused = simulator.control(&pay, &json!({ "card": "4242424242424242" })).await;
    assert!(refused.expect_err("it is paid").starts_with("409"));
}

#[tokio::test]
async fn a_webhook_that_nobody_took_comes_again_when_its_time_has_come() {
    let simulator = simulator();
    let stripe = client(&simulator);
    let new = new_session("attempt_1", amount(9_000, "PEN"));
    let made = stripe.create_session(None, &new).await.expect("an answer");
    let pay = format!("sessions/{}/pay", made.id);
    simulator.control(&pay, &json!({ "card": "4242424242424242" })).await.expect("paid");
    let due = simulator.due();
    assert!(due.len() > 1, "{due:?}");
    for (place, news) in due.iter().enumerate() {
        simulator.told(&news.id, if place == 0 { Taken::No } else { Taken::Yes });
    }
    assert!(simulator.due().is_empty(), "the clock stands");
    simulator.set_clock((NOW + 10) * 1000);
    let again = simulator.due();
    let [news] = again.as_slice() else { panic!("{again:?}") };
    assert_eq!((&news.id, &news.body), (&due[0].id, &due[0].body));
    assert_ne!(news.signature, due[0].signature, "signed anew");
}
