//! Automatic payment: charged on its dates within the hours, once, told before and after, and never to
//! somebody who has paid, said no, or lost the card.

use app::routes;
use chrono::{DateTime, TimeDelta, Utc};
use domain::ids::{CaseId, PlanId};
use domain::plan::{Act, Extra, Standing};
use reqwest::StatusCode;
use serde_json::{Value, json};
use server::in_tx;
use server::jobs::runner;
use server::store::answer::AnswerKind;
use server::store::saved_method::{self, MethodState, Of, SavedMethod};
use server::store::{case, payment, plan as plans};
use server::use_cases::answer::{self, Said};
use server::use_cases::payment::start::Wish;
use server::use_cases::payment::{reconcile, refund};
use server::use_cases::{PortalError, autopay, plan};

use crate::agreed::{FOUR, debtor_who_owes, tick};
use crate::books;
use crate::browser::Browser;
use crate::engine::on_both_engines;
use crate::mail;
use crate::payments::{open_page, part};
use crate::portal::{TestPortal, pen};

/// A card that pays.
pub const GOOD: &str = "4242424242424242";
/// A card whose bank says no, today.
pub const POOR: &str = "4000000000009995";
const LOST: &str = "4000000000009987";
const ASKS: &str = "4000002760003184";
const DISPUTED: &str = "4000000000000259";

/// A debtor who owes 400.00 in four instalments of 100.00, each on the 24th, the first one today.
pub async fn in_a_plan(portal: &mut TestPortal) -> (CaseId, PlanId, Browser) {
    let (case, mut browser) = debtor_who_owes(portal, 40_000).await;
    let page = browser.get(FOUR).await.body;
    tick(&mut browser, &page).await;
    let id = kept(portal, &case).await.id;
    (case, id, browser)
}

/// The same, with a card that was saved on the page of the automatic payment; the letter about the first charge
/// left on the day before.
pub async fn with_card(portal: &mut TestPortal, card: &str) -> (CaseId, PlanId, Browser) {
    let (case, id, browser) = with_card_untold(portal, card).await;
    told_yesterday(portal).await;
    (case, id, browser)
}

/// Lets the letter about the first charge leave, as if that were a day ago.
pub async fn told_yesterday(portal: &TestPortal) {
    run(portal).await;
    let a_day = 24 * 60 * 60 * 1000;
    let sql =
        format!("update messages set sent_at = sent_at - {a_day} where kind = 'autopay-soon'");
    books::change(portal, &sql).await;
}

/// The same, before anybody was told of the first charge.
pub async fn with_card_untold(portal: &mut TestPortal, card: &str) -> (CaseId, PlanId, Browser) {
    let (case, id, mut browser) = in_a_plan(portal).await;
    turn_on(portal, &mut browser, (&id, card)).await;
    (case, id, browser)
}

/// Saves a card on the page of the automatic payment.
pub async fn turn_on(portal: &TestPortal, browser: &mut Browser, (id, card): (&PlanId, &str)) {
    let page = browser.post(&routes::plan_autopay(id), &[("autopay", "on")]).await;
    save(portal, page.location.as_deref().expect("Stripe's page"), card).await;
}

/// Saves a card, or pays with it, on the page at `url`.
pub async fn save(portal: &TestPortal, url: &str, card: &str) {
    give(portal, url, card).await;
    portal.settle().await;
}

/// Types a card on a page of Stripe.
pub async fn give(portal: &TestPortal, url: &str, card: &str) {
    let session = url.rsplit('/').next().expect("a session");
    let what = format!("sessions/{session}/pay");
    portal.stripe.control(&what, &json!({ "card": card })).await;
}

/// So much for the plan of a case.
pub async fn of_plan(portal: &TestPortal, case: &CaseId, minor: i64) -> Wish {
    let plans::Kept { id, debts, .. } = kept(portal, case).await;
    Wish { debts, plan: Some((id, Extra::Next)), ..part(minor) }
}

/// The plan of a case.
pub async fn kept(portal: &TestPortal, case: &CaseId) -> plans::Kept {
    crate::agreed::plans(portal, case).await.pop().expect("a plan")
}

/// How the instalments of a case's plan stand.
pub async fn standings(portal: &TestPortal, case: &CaseId) -> Vec<Standing> {
    kept(portal, case).await.plan.parts().iter().map(|part| part.standing(3)).collect()
}

/// The saved cards of the plan, newest first.
pub async fn cards(portal: &TestPortal, id: &PlanId) -> Vec<SavedMethod> {
    let mut conn = portal.portal.store.read().await.expect("a connection");
    saved_method::all(&mut conn, &portal.clinic, Of::Plan(id)).await.expect("cards")
}

/// The newest saved card of the plan.
pub async fn newest(portal: &TestPortal, id: &PlanId) -> SavedMethod {
    cards(portal, id).await.into_iter().next().expect("a card")
}

/// Runs the job of the automatic payments, then what follows from it.
pub async fn run(portal: &TestPortal) {
    autopay::run(&portal.portal, &portal.clinic).await.expect("it runs");
    portal.settle().await;
}

/// Moves both clocks to an instant.
pub async fn go_to(portal: &TestPortal, instant: &str) {
    let instant: DateTime<Utc> = instant.parse().expect("an instant");
    portal.advance(instant - portal.portal.clock.now()).await;
}

/// The intents at Stripe.
pub async fn intents(portal: &TestPortal) -> Vec<Value> {
    portal.stripe.book().await["intents"].as_array().expect("a table").clone()
}

/// From now on the saved card behaves like the one with this number.
pub async fn act_like(portal: &TestPortal, id: &PlanId, number: &str) {
    let card = newest(portal, id).await.card.expect("a card").method;
    portal.stripe.control(&format!("methods/{card}/act"), &json!({ "card": number })).await;
}

/// The newest letter.
fn letter(portal: &TestPortal) -> String {
    mail::all(portal).pop().expect("a letter").text
}

/// How many letters there are with these words.
pub fn letters_with(portal: &TestPortal, words: &str) -> usize {
    mail::all(portal).iter().filter(|letter| letter.text.contains(words)).count()
}

/// Compares everything with Stripe, six minutes later.
pub async fn compare(portal: &TestPortal) {
    portal.advance(TimeDelta::minutes(6)).await;
    reconcile::tenant(&portal.portal, &portal.clinic, TimeDelta::days(1)).await.expect("compared");
    portal.run_jobs().await;
}

on_both_engines! {
    async fn an_instalment_is_charged_on_its_date_and_not_before_its_hour(portal) {
        let (case, id, _) = with_card(portal, GOOD).await;
        assert_eq!(newest(portal, &id).await.state, MethodState::On);
        run(portal).await;
        assert_eq!(standings(portal, &case).await[0], Standing::OnTime);
        assert_eq!((portal.owed(&case).await, intents(portal).await.len()), (30_000, 1));
        // Lima is five hours behind.
        for (instant, made) in [
            ("2026-12-23T20:00:00Z", 1),
            ("2026-12-24T12:59:59Z", 1),
            ("2026-12-24T13:00:00Z", 2),
            ("2026-12-24T14:00:00Z", 2),
        ] {
            go_to(portal, instant).await;
            run(portal).await;
            assert_eq!(intents(portal).await.len(), made, "{instant}");
        }
        assert_eq!(standings(portal, &case).await[1], Standing::OnTime);
        // The third falls on a Sunday and rolls to Monday, 25 January: it is told of on Friday.
        for instant in ["2027-01-22T15:00:00Z", "2027-01-24T15:00:00Z"] {
            go_to(portal, instant).await;
            run(portal).await;
        }
        assert_eq!(intents(portal).await.len(), 2, "not on a Sunday");
        go_to(portal, "2027-01-25T23:59:59Z").await;
        run(portal).await;
        assert_eq!(intents(portal).await.len(), 3, "a second before seven in the evening");
        for instant in ["2027-02-22T15:00:00Z", "2027-02-25T00:00:00Z"] {
            go_to(portal, instant).await;
            run(portal).await;
        }
        assert_eq!(intents(portal).await.len(), 3, "at seven in the evening");
        go_to(portal, "2027-02-25T13:00:00Z").await;
        run(portal).await;
        // The reward of 8.00 comes off the last one, and is waived on the day after.
        assert_eq!((portal.owed(&case).await, intents(portal).await.len()), (800, 4));
        portal.advance(TimeDelta::days(1)).await;
        plan::day_begins(&portal.portal, &portal.clinic).await.expect("it begins");
        assert_eq!((portal.owed(&case).await, portal.credit(&case).await), (0, 0));
        books::agree(portal).await;
    }

    async fn the_job_in_the_queue_charges_too_and_nobody_is_charged_twice(portal) {
        let (case, _, _) = with_card(portal, GOOD).await;
        runner::queue_repeated(&portal.portal).await.expect("queued");
        portal.run_jobs().await;
        for _ in 0..3 {
            portal.advance(TimeDelta::hours(1)).await;
            portal.run_jobs().await;
        }
        assert_eq!((portal.owed(&case).await, intents(portal).await.len()), (30_000, 1));
        books::agree(portal).await;
    }

    async fn two_jobs_at_once_make_one_charge(portal) {
        let (case, _, _) = with_card(portal, GOOD).await;
        let (here, clinic) = (&portal.portal, &portal.clinic);
        let (one, other) = tokio::join!(autopay::run(here, clinic), autopay::run(here, clinic));
        one.and(other).expect("they run");
        portal.settle().await;
        assert_eq!((portal.owed(&case).await, intents(portal).await.len()), (30_000, 1));
        books::agree(portal).await;
    }

    async fn the_debtor_is_told_once_before_and_gets_the_receipt_after(portal) {
        let (case, _, _) = with_card(portal, GOOD).await;
        run(portal).await;
        go_to(portal, "2026-12-20T15:00:00Z").await;
        run(portal).await;
        let words = "El jueves 24 de diciembre se cobrarán S/\u{a0}100.00 con Visa 4242";
        assert_eq!(letters_with(portal, words), 0, "too early");
        go_to(portal, "2026-12-21T11:59:00Z").await;
        run(portal).await;
        assert_eq!(letters_with(portal, words), 0, "before the hours");
        go_to(portal, "2026-12-21T13:00:00Z").await;
        for _ in 0..2 {
            run(portal).await;
            portal.advance(TimeDelta::hours(1)).await;
        }
        assert_eq!(letters_with(portal, words), 1);
        go_to(portal, "2026-12-24T15:00:00Z").await;
        run(portal).await;
        assert_eq!(letters_with(portal, "Recibimos tu pago"), 2);
        assert_eq!(portal.owed(&case).await, 20_000);
    }

    async fn a_charge_that_the_bank_refuses_is_tried_again_three_days_later(portal) {
        let (case, id, mut browser) = with_card(portal, GOOD).await;
        act_like(portal, &id, POOR).await;
        for _ in 0..2 {
            run(portal).await;
        }
        assert_eq!((portal.owed(&case).await, intents(portal).await.len()), (40_000, 1));
        let told = letter(portal);
        assert!(told.contains("Lo intentaremos otra vez el viernes 27 de noviembre"), "{told}");
        assert!(told.contains("Tu plan sigue igual hasta el viernes 27 de noviembre"), "{told}");
        let page = browser.get(&format!("/plan/{id}")).await.body;
        assert!(page.contains("El pago automático no se completó"), "{page}");
        act_like(portal, &id, GOOD).await;
        portal.advance(TimeDelta::days(2)).await;
        run(portal).await;
        assert_eq!(intents(portal).await.len(), 1);
        portal.advance(TimeDelta::days(1)).await;
        run(portal).await;
        assert_eq!((standings(portal, &case).await[0], portal.owed(&case).await), (Standing::OnTime, 30_000));
        books::agree(portal).await;
    }

    async fn a_bank_is_asked_three_times_and_then_the_debtor_pays_by_hand(portal) {
        let (_, id, _) = with_card(portal, GOOD).await;
        act_like(portal, &id, POOR).await;
        for made in [1, 2, 3, 3, 3] {
            run(portal).await;
            assert_eq!(intents(portal).await.len(), made);
            portal.advance(TimeDelta::days(3)).await;
        }
        assert_eq!(letters_with(portal, "No lo intentaremos otra vez"), 1);
        books::agree(portal).await;
    }

    async fn a_bank_that_wants_a_confirmation_is_not_asked_again(portal) {
        let (case, id, mut browser) = with_card(portal, ASKS).await;
        run(portal).await;
        assert!(letter(portal).contains("el banco te lo preguntará ahí"));
        let page = browser.get(&format!("/plan/{id}/pago-automatico")).await.body;
        assert!(page.contains(&format!("/pagar?plan={id}&amp;what=due")), "{page}");
        for _ in 0..3 {
            portal.advance(TimeDelta::days(3)).await;
            run(portal).await;
        }
        assert_eq!((portal.owed(&case).await, intents(portal).await.len()), (40_000, 1));
    }

    async fn a_lost_card_is_charged_once_and_never_again(portal) {
        let (_, id, mut browser) = with_card(portal, GOOD).await;
        act_like(portal, &id, LOST).await;
        run(portal).await;
        assert!(letter(portal).contains("con Visa 4242 ya no se puede cobrar"), "{}", letter(portal));
        let ended = newest(portal, &id).await;
        assert_eq!((ended.state, ended.ended_why.as_deref()), (MethodState::Off, Some("card")));
        let page = browser.get(&format!("/plan/{id}/pago-automatico")).await.body;
        assert!(page.contains("Ya no está activado: con Visa 4242 no se puede cobrar"), "{page}");
        portal.advance(TimeDelta::days(3)).await;
        run(portal).await;
        assert_eq!(intents(portal).await.len(), 1);
        assert_eq!(portal.stripe.book().await["methods"][0]["customer"], Value::Null);
    }

    async fn who_turns_it_off_is_charged_no_more_and_the_card_is_gone(portal) {
        let (case, id, mut browser) = with_card(portal, GOOD).await;
        let path = format!("/plan/{id}/pago-automatico");
        for _ in 0..2 {
            let page = browser.post(&path, &[("autopay", "off")]).await;
            assert_eq!(page.status, StatusCode::SEE_OTHER);
        }
        run(portal).await;
        assert_eq!((portal.owed(&case).await, intents(portal).await.len()), (40_000, 0));
        assert_eq!(portal.stripe.book().await["methods"][0]["customer"], Value::Null);
        assert!(browser.get(&path).await.body.contains("No está activado"));
    }

    async fn a_moved_date_is_charged_on_its_new_day(portal) {
        let (case, _, _) = with_card(portal, GOOD).await;
        run(portal).await;
        let to = "2026-12-30".parse().expect("a day");
        let moved = kept(portal, &case).await;
        let today = "2026-11-24".parse().expect("a day");
        let events = moved.plan.decide(Act::Move(2, to), today).expect("allowed").events;
        let done: Result<(), PortalError> = in_tx!(portal.portal.store, tx => {
            let clinic = &portal.clinic;
            case::lock(&mut tx, clinic, &case).await?.ok_or(PortalError::NotFound)?;
            let now = portal.portal.clock.now();
            plans::append(&mut tx, clinic, moved.clone(), (&events, "form"), now).await?;
        });
        done.expect("moved");
        for (instant, made) in [
            ("2026-12-24T15:00:00Z", 1),
            ("2026-12-28T15:00:00Z", 1),
            ("2026-12-30T15:00:00Z", 2),
        ] {
            go_to(portal, instant).await;
            run(portal).await;
            assert_eq!(intents(portal).await.len(), made, "{instant}");
        }
        assert_eq!(portal.owed(&case).await, 20_000);
    }

    async fn a_charge_whose_answer_was_lost_is_found_and_not_made_again(portal) {
        for state in ["unknown", "created"] {
            let (case, _, _) = with_card(portal, GOOD).await;
            let lost = json!([{ "kind": "drop_answer", "next": 3, "only": "POST /v1/payment_intents" },
                { "kind": "event_never", "per_mille": 1000 }]);
            portal.stripe.faults(lost).await;
            autopay::run(&portal.portal, &portal.clinic).await.expect("it runs");
            // As if the process had ended between the call and writing its answer down.
            books::change(portal, &format!("update attempts set state = '{state}' where state = 'unknown'")).await;
            portal.stripe.faults(json!([])).await;
            let before = intents(portal).await.len();
            run(portal).await;
            assert_eq!(portal.owed(&case).await, 40_000, "nobody knows yet");
            compare(portal).await;
            run(portal).await;
            assert_eq!(portal.owed(&case).await, 30_000, "{state}");
            assert_eq!(intents(portal).await.len(), before, "{state}: one charge");
            books::agree(portal).await;
        }
    }

    async fn a_charge_that_stripe_never_took_up_is_made_on_the_next_day(portal) {
        let (case, _, _) = with_card(portal, GOOD).await;
        let broken = json!([{ "kind": "stored_500", "next": 3, "only": "POST /v1/payment_intents" }]);
        portal.stripe.faults(broken).await;
        run(portal).await;
        portal.stripe.faults(json!([])).await;
        compare(portal).await;
        run(portal).await;
        assert_eq!((portal.owed(&case).await, intents(portal).await.len()), (40_000, 0));
        portal.advance(TimeDelta::days(1)).await;
        run(portal).await;
        assert_eq!((portal.owed(&case).await, intents(portal).await.len()), (30_000, 1));
        assert_eq!(standings(portal, &case).await[0], Standing::OnTime);
        books::agree(portal).await;
    }

    async fn news_of_a_charge_may_come_twice_and_late(portal) {
        let (case, id, _) = with_card(portal, GOOD).await;
        let twice = json!([{ "kind": "webhook_duplicate", "per_mille": 1000, "amount": 2 },
            { "kind": "webhook_shuffle", "per_mille": 1000 }]);
        portal.stripe.faults(twice).await;
        act_like(portal, &id, POOR).await;
        run(portal).await;
        portal.settle().await;
        assert_eq!(letters_with(portal, "No pudimos hacer el pago automático"), 1);
        act_like(portal, &id, GOOD).await;
        portal.advance(TimeDelta::days(3)).await;
        run(portal).await;
        portal.settle().await;
        assert_eq!((portal.owed(&case).await, portal.credit(&case).await), (30_000, 0));
        books::agree(portal).await;
    }

    async fn who_pays_by_hand_on_the_day_is_not_charged_too(portal) {
        let (case, _, _) = with_card(portal, GOOD).await;
        let session = open_page(portal, &case, &of_plan(portal, &case, 10_000).await).await;
        run(portal).await;
        assert_eq!(intents(portal).await.len(), 0, "the debtor may be paying just now");
        portal.stripe.pay_by_card(&session).await;
        portal.settle().await;
        run(portal).await;
        assert_eq!((portal.owed(&case).await, intents(portal).await.len()), (30_000, 1));
        books::agree(portal).await;
    }

    async fn a_page_that_was_left_alone_is_closed_before_the_charge(portal) {
        let (case, _, _) = with_card(portal, GOOD).await;
        let session = open_page(portal, &case, &of_plan(portal, &case, 10_000).await).await;
        portal.stripe.faults(json!([{ "kind": "event_never", "per_mille": 1000 }])).await;
        portal.advance(TimeDelta::minutes(46)).await;
        portal.stripe.faults(json!([])).await;
        run(portal).await;
        assert!(!portal.stripe.try_to_pay(&session).await);
        assert_eq!((portal.owed(&case).await, intents(portal).await.len()), (30_000, 1));
        books::agree(portal).await;
    }

    async fn who_says_it_is_paid_is_not_charged_and_misses_nothing_for_two_weeks(portal) {
        let (case, _, _) = with_card(portal, GOOD).await;
        let visit = portal.visit(&case).await;
        let said = Said { kind: AnswerKind::Paid, text: "ayer" };
        answer::say(&portal.portal, &visit, said).await.expect("said");
        // Two weeks wait for an answer; then come the three days of grace.
        for (days, missed) in [(0, false), (10, false), (7, false), (1, true)] {
            portal.advance(TimeDelta::days(days)).await;
            run(portal).await;
            plan::day_begins(&portal.portal, &portal.clinic).await.expect("it begins");
            let first = standings(portal, &case).await[0];
            assert_eq!(first == Standing::Missed, missed, "{days}");
        }
        assert_eq!(intents(portal).await.len(), 0);
    }

    async fn a_card_that_was_taken_away_at_stripe_is_charged_no_more(portal) {
        for told in [true, false] {
            let (case, id, _) = with_card(portal, GOOD).await;
            let before = intents(portal).await.len();
            if !told {
                let never = json!([{ "kind": "event_never", "per_mille": 1000 }]);
                portal.stripe.faults(never).await;
            }
            let card = newest(portal, &id).await.card.expect("a card").method;
            portal.stripe.control(&format!("methods/{card}/detach"), &json!({})).await;
            portal.settle().await;
            run(portal).await;
            portal.stripe.faults(json!([])).await;
            assert_eq!((portal.owed(&case).await, intents(portal).await.len()), (40_000, before));
            assert_eq!(newest(portal, &id).await.state, MethodState::Off, "{told}");
            assert!(letter(portal).contains("ya no se puede cobrar"), "{}", letter(portal));
        }
    }

    async fn a_refund_and_a_chargeback_of_a_charge_are_booked_like_any_other(portal) {
        let (case, id, _) = with_card(portal, GOOD).await;
        run(portal).await;
        let mut conn = portal.portal.store.read().await.expect("a connection");
        let paid = payment::of_case(&mut conn, &portal.clinic, &case).await.expect("payments");
        let paid = paid.into_iter().next().expect("a payment");
        drop(conn);
        let refund_id = domain::ids::RefundId::from_bits(portal.portal.ids.bits());
        let (here, clinic) = (&portal.portal, &portal.clinic);
        let amounts = (pen(1_000), pen(10_000));
        refund::request(here, clinic, &paid.id, amounts, (&refund_id, "member")).await.expect("asked");
        portal.settle().await;
        assert_eq!(portal.owed(&case).await, 31_000);
        act_like(portal, &id, DISPUTED).await;
        for instant in ["2026-12-22T15:00:00Z", "2026-12-24T15:00:00Z"] {
            go_to(portal, instant).await;
            run(portal).await;
        }
        assert_eq!(portal.owed(&case).await, 31_000, "the bank took it at once");
        for _ in 0..2 {
            portal.advance(TimeDelta::days(3)).await;
            run(portal).await;
        }
        assert_eq!(intents(portal).await.len(), 2, "nobody is charged again for what a bank took");
        books::agree(portal).await;
    }
}
