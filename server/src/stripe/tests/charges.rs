use domain::money::Currency;
use serde_json::json;

use super::*;
use crate::stripe::charges::{Declined, NewCharge};
use crate::stripe::client::Failure;
use crate::stripe::intents::{IntentStatus, IntentView};
use crate::stripe::methods::{MethodView, NewSetup};
use crate::stripe::sessions::SessionStatus;

const ACCOUNT: Option<&str> = Some("acct_1Creditor");

fn new_setup(method: &str) -> NewSetup<'_> {
    NewSetup {
        method,
        currency: Currency::parse("PEN").expect("PEN"),
        success_url: "http://portal.test/plan?s={CHECKOUT_SESSION_ID}",
        cancel_url: "http://portal.test/plan",
        expires_at: now() + TimeDelta::minutes(45),
        locale: Locale::LatinAmericanSpanish,
    }
}

/// A card that was saved on a page of its own.
async fn saved(fake: &Fake, number: &str) -> MethodView {
    let stripe = fake.client();
    let made = stripe.create_setup(ACCOUNT, &new_setup("method_1")).await.expect("an answer");
    fake.tell(&format!("sessions/{}/pay", made.session), json!({ "card": number })).await;
    let read = stripe.retrieve_setup(ACCOUNT, &made.session).await.expect("an answer");
    read.card.expect("a card")
}

async fn charge(fake: &Fake, card: &MethodView, key: &str) -> Result<IntentView, Failure> {
    let customer = card.customer.as_deref().expect("a customer");
    let amount = Charge::of(amount(10_000, "PEN")).expect("chargeable");
    let (attempt, method) = ("attempt_1", card.id.as_str());
    fake.client()
        .create_charge(ACCOUNT, &NewCharge { attempt, key, amount, customer, method })
        .await
}

#[tokio::test]
async fn a_card_is_saved_without_paying_and_charged_while_its_owner_is_away() {
    let fake = Fake::new().await;
    let stripe = fake.client();
    let made = stripe.create_setup(ACCOUNT, &new_setup("method_1")).await.expect("an answer");
    assert_eq!((made.status, made.card), (SessionStatus::Open, None));
    assert!(made.url.expect("an address").starts_with(&fake.origin));
    let pay = format!("sessions/{}/pay", made.session);
    assert_eq!(fake.tell(&pay, json!({"card": "4000000000009995"})).await["outcome"], "declined");
    assert_eq!(fake.tell(&pay, json!({"card": "4242424242424242"})).await["outcome"], "through");
    let read = stripe.retrieve_setup(ACCOUNT, &made.session).await.expect("an answer");
    let card = read.card.expect("a card");
    assert_eq!((read.status, read.url), (SessionStatus::Complete, None));
    assert_eq!(
        (card.brand.as_str(), card.last4.as_str(), card.expires),
        ("visa", "4242", (12, 2034))
    );
    let again = stripe.retrieve_method(ACCOUNT, &card.id).await.expect("an answer");
    assert_eq!(again.as_ref(), Some(&card));

    let paid = charge(&fake, &card, "key_1").await.expect("an answer");
    assert_eq!(paid.status, IntentStatus::Succeeded);
    assert_eq!(paid.received, Some(amount(10_000, "PEN")));
    assert_eq!(paid.attempt.as_deref(), Some("attempt_1"));
    assert_eq!(charge(&fake, &card, "key_1").await.expect("an answer").id, paid.id);
    assert_eq!(fake.ask("book").await["charges"].as_array().expect("a list").len(), 1);
    let listed = stripe.retrieve_intent(ACCOUNT, &paid.id).await.expect("an answer");
    assert_eq!(listed, paid);
}

#[tokio::test]
async fn a_card_that_pays_is_kept_where_the_session_says_so() {
    for keep in [Keep::Nothing, Keep::ForCharges] {
        let fake = Fake::new().await;
        let stripe = fake.client();
        let new = NewSession {
            keep,
            methods: Methods::Card,
            ..new_session("attempt_1", amount(5000, "PEN"))
        };
        let made = stripe.create_session(ACCOUNT, &new).await.expect("an answer");
        let path = format!("sessions/{}/pay", made.id);
        fake.tell(&path, json!({"card": "4242424242424242"})).await;
        let read = stripe.retrieve_session(ACCOUNT, &made.id).await.expect("an answer");
        let card = read.intent.and_then(|intent| intent.method).expect("a card");
        assert_eq!(card.customer.is_some(), keep == Keep::ForCharges);
        if keep == Keep::ForCharges {
            assert_eq!(
                charge(&fake, &card, "key_1").await.expect("paid").status,
                IntentStatus::Succeeded
            );
        }
    }
}

#[tokio::test]
async fn a_no_says_whether_to_try_again_and_is_the_same_under_its_key() {
    for (saving, acts, means, code) in [
        ("4000000000000341", None, Declined::ForNow, "generic_decline"),
        ("4242424242424242", Some("4000000000009995"), Declined::ForNow, "insufficient_funds"),
        ("4242424242424242", Some("4000000000009987"), Declined::ForGood, "lost_card"),
        ("4242424242424242", Some("4000000000000069"), Declined::ForGood, "expired_card"),
        ("4000002760003184", None, Declined::ToConfirm, "authentication_required"),
    ] {
        let fake = Fake::new().await;
        let card = saved(&fake, saving).await;
        if let Some(number) = acts {
            fake.tell(&format!("methods/{}/act", card.id), json!({ "card": number })).await;
        }
        for _ in 0..2 {
            let failure = charge(&fake, &card, "key_1").await.expect_err("a no");
            let decline = failure.decline().expect("the bank's no");
            assert_eq!((decline.means, decline.code.as_str()), (means, code), "{saving}");
            let intent = decline.intent.expect("an intent");
            let read = fake.client().retrieve_intent(ACCOUNT, &intent).await.expect("an answer");
            assert_eq!(read.status, IntentStatus::NeedsMethod);
            assert_eq!(read.last_error.as_deref(), Some(code));
        }
        let intents = fake.ask("book").await["intents"].as_array().expect("a list").len();
        assert_eq!(intents, 1, "{saving}: one key, one try");
    }
}

#[tokio::test]
async fn a_card_that_was_confirmed_when_it_was_saved_needs_no_more_of_it() {
    let fake = Fake::new().await;
    let card = saved(&fake, "4000002500003155").await;
    assert_eq!(charge(&fake, &card, "key_1").await.expect("paid").status, IntentStatus::Succeeded);
}

#[tokio::test]
async fn a_card_that_was_taken_away_is_never_charged() {
    let fake = Fake::new().await;
    let (stripe, card) = (fake.client(), saved(&fake, "4242424242424242").await);
    stripe.detach_method(ACCOUNT, &card.id).await.expect("an answer");
    let read = stripe.retrieve_method(ACCOUNT, &card.id).await.expect("an answer").expect("a card");
    assert_eq!(read.customer, None);
    let failure = charge(&fake, &card, "key_1").await.expect_err("a refusal");
    assert_eq!((failure.code(), failure.decline()), (Some("resource_missing"), None));
    assert!(failure.changed_nothing());

    let fake = Fake::new().await;
    let card = saved(&fake, "4242424242424242").await;
    let customer = format!("/v1/customers/{}", card.customer.as_deref().expect("a customer"));
    let delete =
        fake.api(reqwest::Method::DELETE, &customer).header("stripe-account", "acct_1Creditor");
    assert_eq!(delete.send().await.expect("an answer").status(), 200);
    let failure = charge(&fake, &card, "key_1").await.expect_err("a refusal");
    assert_eq!(failure.code(), Some("resource_missing"));
}

#[tokio::test]
async fn a_bank_that_asks_while_a_card_is_saved_is_answered_on_its_page() {
    let fake = Fake::new().await;
    let stripe = fake.client();
    let made = stripe.create_setup(ACCOUNT, &new_setup("method_1")).await.expect("an answer");
    let session = made.session;
    let (_, _, page) = fake.page(&format!("/c/pay/{session}")).await;
    assert!(page.contains("Guardar la tarjeta") && page.contains("TEST"), "{page}");
    let asks = json!({"card": "4000002760003184", "authenticate": false});
    let waits = fake.tell(&format!("sessions/{session}/pay"), asks).await;
    assert_eq!(waits["outcome"], "authenticate");
    let (_, to, _) = fake.post(&format!("/c/pay/{session}/3ds"), &[("act", "complete")]).await;
    assert!(to.expect("an address").contains(&session));
    let read = stripe.retrieve_setup(ACCOUNT, &session).await.expect("an answer");
    assert_eq!(read.card.map(|card| card.last4), Some("3184".to_owned()));
}
