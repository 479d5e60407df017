use domain::money::Currency;
use serde_json::json;

use super::*;
use crate::stripe::map;
use crate::stripe::sessions::PaymentStatus;

/// Every currency that Stripe charges in, by asking our own table about all of ISO 4217.
fn currencies() -> Vec<Currency> {
    let letters = || 'A'..='Z';
    let codes = letters().flat_map(|a| letters().map(move |b| (a, b)));
    let codes = codes.flat_map(|(a, b)| letters().map(move |c| format!("{a}{b}{c}")));
    let all = codes.filter_map(|code| Currency::parse(&code));
    all.filter(|currency| map::charges_in(*currency)).collect()
}

#[tokio::test]
async fn every_currency_is_charged_exactly_at_its_floor_its_cap_and_between() {
    let fake = Fake::new().await;
    let stripe = fake.client();
    let currencies = currencies();
    assert!(currencies.len() > 130, "{}", currencies.len());
    for currency in currencies {
        let (least, most) =
            (map::least(currency).expect("charged in"), map::most(currency).expect("charged in"));
        let grain = map::grain(currency);
        let between = i64::midpoint(least.minor(), most.minor()) / grain * grain;
        for minor in [least.minor(), between, most.minor()] {
            let amount = amount(minor, currency.code());
            let attempt = format!("attempt_{currency}_{minor}");
            let made = stripe.create_session(None, &new_session(&attempt, amount)).await;
            let made = made.unwrap_or_else(|why| panic!("{amount}: {why}"));
            assert_eq!(made.amount, Some(amount));
        }
    }
}

#[tokio::test]
async fn what_is_paid_and_given_back_is_what_was_asked_for() {
    let fake = Fake::new().await;
    let stripe = fake.client();
    for (minor, part, code) in [
        (12_345_678, 345_678, "COP"),
        (45_990, 990, "CLP"),
        (1500, 500, "ISK"),
        (1_234_560, 560, "KWD"),
        (100_000, 100, "MGA"),
        (9999, 1, "EUR"),
    ] {
        let attempt = format!("attempt_{code}");
        let (asked, part) = (amount(minor, code), amount(part, code));
        let id =
            stripe.create_session(None, &new_session(&attempt, asked)).await.expect("an answer").id;
        fake.tell(&format!("sessions/{id}/pay"), json!({"card": "4242424242424242"})).await;
        let paid = stripe.retrieve_session(None, &id).await.expect("an answer");
        assert_eq!(paid.session.payment_status, PaymentStatus::Paid);
        let intent = paid.intent.expect("an intent");
        assert_eq!((intent.amount, intent.received), (Some(asked), Some(asked)));
        let charge = Charge::of_any_size(part).expect("chargeable");
        let key = format!("refund_{code}");
        let refund = stripe.create_refund(None, &intent.id, charge, &key).await.expect("an answer");
        assert_eq!(refund.amount, Some(part));
    }
}
