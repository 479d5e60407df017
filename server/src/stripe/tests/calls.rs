use chrono::TimeDelta;
use serde_json::json;

use super::*;
use crate::stripe::client::Reach;
use crate::stripe::disputes::{DisputeState, Funds};
use crate::stripe::intents::{ChargeState, IntentStatus};
use crate::stripe::refunds::RefundStatus;
use crate::stripe::sessions::{Created, PaymentStatus, SessionStatus};

const ACCOUNT: Option<&str> = Some("acct_1Creditor");

fn today() -> Created {
    Created { from: now() - TimeDelta::hours(1), to: now() + TimeDelta::days(30) }
}

#[tokio::test]
async fn a_session_is_made_paid_by_card_and_read_back() {
    let fake = Fake::new().await;
    let stripe = fake.client();
    let new = new_session("attempt_1", amount(123_450, "PEN"));
    let made = stripe.create_session(ACCOUNT, &new).await.expect("an answer");
    assert_eq!(made.status, SessionStatus::Open);
    assert_eq!(made.payment_status, PaymentStatus::Unpaid);
    assert_eq!(made.amount, Some(amount(123_450, "PEN")));
    assert_eq!((made.attempt.as_deref(), made.intent.as_deref()), (Some("attempt_1"), None));
    assert_eq!(made.expires_at, now() + TimeDelta::minutes(45));
    assert!(made.url.as_ref().expect("an address").starts_with(&fake.origin));

    let pay = format!("sessions/{}/pay", made.id);
    let paid = fake.tell(&pay, json!({"card": "4242424242424242"})).await;
    assert_eq!(paid["outcome"], "through");
    let read = stripe.retrieve_session(ACCOUNT, &made.id).await.expect("an answer");
    assert_eq!(read.session.status, SessionStatus::Complete);
    assert_eq!(read.session.payment_status, PaymentStatus::Paid);
    assert_eq!(read.session.url, None);
    let intent = read.intent.expect("an intent");
    assert_eq!(Some(&intent.id), read.session.intent.as_ref());
    assert_eq!(intent.status, IntentStatus::Succeeded);
    assert_eq!(intent.received, Some(amount(123_450, "PEN")));
    assert_eq!(intent.attempt.as_deref(), Some("attempt_1"));
    let charge = intent.charge.clone().expect("a charge");
    assert_eq!(charge.state, ChargeState::Succeeded);
    assert_eq!(charge.method.as_deref(), Some("card"));
    assert_eq!(stripe.retrieve_charge(ACCOUNT, &charge.id).await.expect("an answer"), charge);
    assert_eq!(stripe.retrieve_intent(ACCOUNT, &intent.id).await.expect("an answer"), intent);
    let page = stripe.list_intents(ACCOUNT, today(), None).await.expect("an answer");
    assert_eq!((page.items, page.next), (vec![intent], None));
}

#[tokio::test]
async fn a_declined_card_leaves_the_session_open_for_another_one() {
    let fake = Fake::new().await;
    let stripe = fake.client();
    let new = new_session("attempt_1", amount(5000, "MXN"));
    let made = stripe.create_session(None, &new).await.expect("an answer");
    let pay = format!("sessions/{}/pay", made.id);
    let declined = fake.tell(&pay, json!({"card": "4000000000009995"})).await;
    assert_eq!(declined["outcome"], "declined");
    let read = stripe.retrieve_session(None, &made.id).await.expect("an answer");
    assert_eq!(read.session.status, SessionStatus::Open);
    let intent = read.intent.expect("an intent");
    assert_eq!(intent.status, IntentStatus::NeedsMethod);
    assert_eq!(intent.last_error.as_deref(), Some("insufficient_funds"));
    assert_eq!(intent.charge.expect("a charge").state, ChargeState::Failed);

    let waits = fake.tell(&pay, json!({"card": "4000002500003155", "authenticate": false})).await;
    assert_eq!(waits["outcome"], "authenticate");
    let waiting = stripe.retrieve_intent(None, &intent.id).await.expect("an answer");
    assert_eq!(waiting.status, IntentStatus::NeedsAction);
    fake.tell(&pay, json!({"card": "4242424242424242"})).await;
    let paid = stripe.retrieve_session(None, &made.id).await.expect("an answer");
    assert_eq!(paid.intent.expect("an intent").id, intent.id, "one session has one intent");
    assert_eq!(paid.session.payment_status, PaymentStatus::Paid);
}

#[tokio::test]
async fn a_voucher_completes_the_session_unpaid_and_pays_or_expires_later() {
    for (end, status, payment) in [
        ("complete", IntentStatus::Succeeded, PaymentStatus::Paid),
        ("fail", IntentStatus::NeedsMethod, PaymentStatus::Unpaid),
    ] {
        let fake = Fake::new().await;
        let stripe = fake.client();
        let mut new = new_session("attempt_1", amount(50_000, "MXN"));
        new.methods = Methods::CardAndOxxo;
        let made = stripe.create_session(None, &new).await.expect("an answer");
        fake.tell(&format!("sessions/{}/pay", made.id), json!({"method": "oxxo"})).await;
        let pending = stripe.retrieve_session(None, &made.id).await.expect("an answer");
        assert_eq!(pending.session.status, SessionStatus::Complete);
        assert_eq!(pending.session.payment_status, PaymentStatus::Unpaid);
        assert_eq!(pending.intent.expect("an intent").status, IntentStatus::NeedsAction);
        fake.tell(&format!("sessions/{}/{end}", made.id), json!({})).await;
        let ended = stripe.retrieve_session(None, &made.id).await.expect("an answer");
        assert_eq!(ended.session.payment_status, payment);
        assert_eq!(ended.intent.expect("an intent").status, status);
    }
}

#[tokio::test]
async fn what_waits_ends_by_itself_as_the_clock_goes_on() {
    let fake = Fake::new().await;
    let stripe = fake.client();
    let euro = |attempt| new_session(attempt, amount(9900, "EUR"));
    let open = stripe.create_session(None, &euro("attempt_1")).await.expect("an answer");
    let good = stripe.create_session(None, &euro("attempt_2")).await.expect("an answer");
    let bad = stripe.create_session(None, &euro("attempt_3")).await.expect("an answer");
    let debit = |iban: &str| json!({"method": "sepa_debit", "iban": iban});
    fake.tell(&format!("sessions/{}/pay", good.id), debit("DE89370400440532013000")).await;
    fake.tell(&format!("sessions/{}/pay", bad.id), debit("DE62370400440532013001")).await;
    let processing = stripe
        .retrieve_session(None, &good.id)
        .await
        .expect("an answer")
        .intent
        .expect("an intent");
    assert_eq!(processing.status, IntentStatus::Processing);
    assert_eq!(processing.charge.expect("a charge").state, ChargeState::Pending);

    fake.tell("clock", json!({"advance": 45 * 60 - 1})).await;
    let almost = stripe.retrieve_session(None, &open.id).await.expect("an answer");
    assert_eq!(almost.session.status, SessionStatus::Open);
    fake.tell("clock", json!({"advance": 1})).await;
    let expired = stripe.retrieve_session(None, &open.id).await.expect("an answer");
    assert_eq!(expired.session.status, SessionStatus::Expired);

    fake.tell("clock", json!({"advance": 5 * 24 * 60 * 60})).await;
    for (session, status, state) in [
        (&good, IntentStatus::Succeeded, ChargeState::Succeeded),
        (&bad, IntentStatus::NeedsMethod, ChargeState::Failed),
    ] {
        let ended = stripe
            .retrieve_session(None, &session.id)
            .await
            .expect("an answer")
            .intent
            .expect("an intent");
        assert_eq!((ended.status, ended.charge.expect("a charge").state), (status, state));
    }
}

#[tokio::test]
async fn only_an_open_session_can_be_closed() {
    let fake = Fake::new().await;
    let stripe = fake.client();
    let made = stripe.create_session(None, &new_session("attempt_1", amount(5000, "PEN"))).await;
    let id = made.expect("a session").id;
    let closed = stripe.expire_session(None, &id, "expire_1").await.expect("an answer");
    assert_eq!(closed.status, SessionStatus::Expired);
    let again = stripe.expire_session(None, &id, "expire_1").await.expect("an answer");
    assert_eq!(again, closed, "the same key gets the same answer");
    let refused = stripe.expire_session(None, &id, "expire_2").await.expect_err("a failure");
    assert!(refused.changed_nothing() && !refused.is_missing(), "{refused}");
    let lost =
        stripe.expire_session(None, "cs_test_none", "expire_3").await.expect_err("a failure");
    assert!(lost.is_missing(), "{lost}");
}

#[tokio::test]
async fn sessions_are_listed_by_the_time_they_were_made_page_by_page() {
    let fake = Fake::new().await;
    let stripe = fake.client();
    let mut made = Vec::new();
    for index in 0..230 {
        let attempt = format!("attempt_{index}");
        let new = new_session(&attempt, amount(5000 + index, "PEN"));
        made.push(stripe.create_session(ACCOUNT, &new).await.expect("an answer").id);
        if index == 114 {
            fake.tell("clock", json!({"advance": 60})).await;
        }
    }
    made.reverse();
    let (mut read, mut after, mut pages) = (Vec::new(), None, 0);
    loop {
        let page =
            stripe.list_sessions(ACCOUNT, today(), after.as_deref()).await.expect("an answer");
        read.extend(page.items.into_iter().map(|detail| detail.session.id));
        pages += 1;
        match page.next {
            Some(next) => after = Some(next),
            None => break,
        }
    }
    assert_eq!((read, pages), (made.clone(), 3));
    let late = Created { from: now() + TimeDelta::seconds(1), to: now() + TimeDelta::days(1) };
    let late = stripe.list_sessions(ACCOUNT, late, None).await.expect("an answer");
    let late: Vec<_> = late.items.into_iter().map(|detail| detail.session.id).collect();
    assert_eq!(late, made[..late.len()]);
    assert!(!late.is_empty());
    let strangers =
        stripe.list_sessions(Some("acct_2Other"), today(), None).await.expect("an answer");
    assert!(strangers.items.is_empty());
}

#[tokio::test]
async fn an_account_sees_nothing_of_another_one() {
    let fake = Fake::new().await;
    let stripe = fake.client();
    let new = new_session("attempt_1", amount(5000, "PEN"));
    let id = stripe.create_session(ACCOUNT, &new).await.expect("an answer").id;
    for stranger in [None, Some("acct_2Other")] {
        assert!(stripe.retrieve_session(stranger, &id).await.expect_err("a failure").is_missing());
        assert!(
            stripe.expire_session(stranger, &id, "x").await.expect_err("a failure").is_missing()
        );
    }
}

#[tokio::test]
async fn money_goes_back_in_parts_and_never_more_than_came() {
    let fake = Fake::new().await;
    let stripe = fake.client();
    let made = stripe.create_session(ACCOUNT, &new_session("attempt_1", amount(9000, "PEN"))).await;
    let id = made.expect("a session").id;
    fake.tell(&format!("sessions/{id}/pay"), json!({"card": "4242424242424242"})).await;
    let intent = stripe
        .retrieve_session(ACCOUNT, &id)
        .await
        .expect("an answer")
        .intent
        .expect("an intent")
        .id;
    let part = |minor| Charge::of_any_size(amount(minor, "PEN")).expect("chargeable");
    let one =
        stripe.create_refund(ACCOUNT, &intent, part(3000), "refund_1").await.expect("an answer");
    let same =
        stripe.create_refund(ACCOUNT, &intent, part(3000), "refund_1").await.expect("an answer");
    let equal =
        stripe.create_refund(ACCOUNT, &intent, part(3000), "refund_2").await.expect("an answer");
    assert_eq!((one.status, &same), (RefundStatus::Succeeded, &one));
    assert_eq!((one.amount, one.refund.as_deref()), (Some(amount(3000, "PEN")), Some("refund_1")));
    assert_ne!(equal.id, one.id, "two equal refunds are two");
    let over = stripe
        .create_refund(ACCOUNT, &intent, part(3001), "refund_3")
        .await
        .expect_err("a failure");
    assert!(over.changed_nothing(), "{over}");
    stripe.create_refund(ACCOUNT, &intent, part(3000), "refund_4").await.expect("an answer");
    let none =
        stripe.create_refund(ACCOUNT, &intent, part(1), "refund_5").await.expect_err("a failure");
    assert_eq!(none.code(), Some("charge_already_refunded"));
    let all = stripe.refunds_of(ACCOUNT, &intent).await.expect("an answer");
    assert_eq!(all.len(), 3);
    assert_eq!(stripe.list_refunds(ACCOUNT, today(), None).await.expect("an answer").items, all);

    fake.tell(&format!("refunds/{}/fail", one.id), json!({})).await;
    let failed = stripe.retrieve_refund(ACCOUNT, &one.id).await.expect("an answer");
    assert_eq!(failed.status, RefundStatus::Failed);
    assert!(failed.failure.is_some());
    let charge = stripe
        .retrieve_intent(ACCOUNT, &intent)
        .await
        .expect("an answer")
        .charge
        .expect("a charge");
    assert_eq!(charge.refunded, Some(amount(6000, "PEN")));
}

#[tokio::test]
async fn a_dispute_takes_the_money_and_an_inquiry_does_not() {
    let fake = Fake::new().await;
    let stripe = fake.client();
    let paid = async |attempt: &'static str, card: &str| {
        let new = new_session(attempt, amount(9000, "PEN"));
        let id = stripe.create_session(ACCOUNT, &new).await.expect("an answer").id;
        fake.tell(&format!("sessions/{id}/pay"), json!({ "card": card })).await;
        stripe
            .retrieve_session(ACCOUNT, &id)
            .await
            .expect("an answer")
            .intent
            .expect("an intent")
            .id
    };
    let intent = paid("attempt_1", "4000000000000259").await;
    let disputes = stripe.disputes_of(ACCOUNT, &intent).await.expect("an answer");
    let [dispute] = &disputes[..] else { panic!("{disputes:?}") };
    assert_eq!((dispute.state, dispute.funds), (DisputeState::NeedsResponse, Funds::Withdrawn));
    assert_eq!(dispute.amount, Some(amount(9000, "PEN")));
    let part = Charge::of_any_size(amount(1000, "PEN")).expect("chargeable");
    let refused =
        stripe.create_refund(ACCOUNT, &intent, part, "refund_1").await.expect_err("a failure");
    assert_eq!(refused.code(), Some("charge_disputed"));
    fake.tell(&format!("disputes/{}/win", dispute.id), json!({})).await;
    let won = stripe.retrieve_dispute(ACCOUNT, &dispute.id).await.expect("an answer");
    assert_eq!((won.state, won.funds), (DisputeState::Won, Funds::Reinstated));

    let intent = paid("attempt_2", "4000000000001976").await;
    let inquiry = stripe.disputes_of(ACCOUNT, &intent).await.expect("an answer").remove(0);
    assert_eq!((inquiry.state, inquiry.funds), (DisputeState::Inquiry, Funds::Untouched));
    fake.tell(&format!("disputes/{}/escalate", inquiry.id), json!({})).await;
    let grown = stripe.retrieve_dispute(ACCOUNT, &inquiry.id).await.expect("an answer");
    assert_eq!((grown.state, grown.funds), (DisputeState::NeedsResponse, Funds::Withdrawn));
    fake.tell(&format!("disputes/{}/lose", inquiry.id), json!({})).await;
    let lost = stripe.retrieve_dispute(ACCOUNT, &inquiry.id).await.expect("an answer");
    assert_eq!((lost.state, lost.funds), (DisputeState::Lost, Funds::Withdrawn));

    let intent = paid("attempt_3", "4242424242424242").await;
    let asked = json!({"payment_intent": intent, "kind": "inquiry", "amount": 500});
    let asked = fake.tell("disputes", asked).await;
    fake.tell(&format!("disputes/{}/dismiss", asked["id"].as_str().expect("text")), json!({}))
        .await;
    let dismissed = stripe.disputes_of(ACCOUNT, &intent).await.expect("an answer").remove(0);
    assert_eq!((dismissed.state, dismissed.funds), (DisputeState::InquiryClosed, Funds::Untouched));
    assert_eq!(
        stripe.list_disputes(ACCOUNT, today(), None).await.expect("an answer").items.len(),
        3
    );
}

#[tokio::test]
async fn a_key_that_stripe_does_not_take_is_a_refusal() {
    let fake = Fake::new().await;
    for key in ["sk_live_x", "nonsense"] {
        let settings = Settings::new(fake.origin.clone(), SecretString::from(key.to_owned()));
        let stripe = Stripe::new(settings).expect("a client");
        let refused = stripe.retrieve_intent(None, "pi_1").await.expect_err("a failure");
        assert!(refused.changed_nothing(), "{refused}");
        assert!(!format!("{refused} {refused:?}").contains(key), "a key is never printed");
    }
}

#[tokio::test]
async fn what_never_reached_stripe_is_known_to_have_done_nothing() {
    let nobody = TcpListener::bind("127.0.0.1:0").await.expect("an answer");
    let base = format!("http://{}", nobody.local_addr().expect("bound"));
    drop(nobody);
    let settings = Settings::new(base, SecretString::from("sk_test_x".to_owned()));
    let stripe =
        Stripe::new(Settings { first_wait: Duration::ZERO, ..settings }).expect("a client");
    let new = new_session("attempt_1", amount(5000, "PEN"));
    let failure = stripe.create_session(None, &new).await.expect_err("a failure");
    assert!(failure.changed_nothing(), "{failure:?}");
    let never = |failure| {
        matches!(failure, crate::stripe::client::Failure::Unknown { reach: Reach::Never, .. })
    };
    assert!(never(failure));
}

#[test]
fn an_address_that_is_no_origin_and_an_empty_key_make_no_client() {
    let make = |base: &str, key: &str| {
        Stripe::new(Settings::new(base, SecretString::from(key.to_owned()))).is_ok()
    };
    for base in ["", "stripe.com", "ftp://x", "http://x/", "http://x/v1", "http://x?y", "file:///x"]
    {
        assert!(!make(base, "sk_test_x"), "{base}");
    }
    for key in ["", " ", "a\nb"] {
        assert!(!make("http://127.0.0.1:1", key), "{key:?}");
    }
    assert!(make("https://api.stripe.com", "sk_test_x"));
    assert!(make("http://127.0.0.1:7071", "sk_test_x"));
}
