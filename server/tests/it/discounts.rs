//! Discounts and settlements in one payment: what is given up goes with the money, comes back with it, and is
//! what was shown when the payment was begun (reliability: an offer is honoured).

use chrono::TimeDelta;
use domain::ids::{AttemptId, CaseId, PaymentId};
use domain::money::{Currency, Money};
use domain::plan::State;
use reqwest::StatusCode;
use serde_json::json;
use server::store::{creditor, payment};
use server::use_cases::offer;
use server::use_cases::payment::elsewhere::{self, Recorded};
use server::use_cases::payment::start::{self, Next, Unmet, Wish};
use server::use_cases::payment::transfer::{self, Seen};
use server::use_cases::payment::waiver::{self, Offered};
use server::use_cases::plan as plans_days;

use crate::agreed::{hidden, plans, tick};
use crate::browser::{Browser, Page};
use crate::engine::on_both_engines;
use crate::payments::{all, open_page, part};
use crate::portal::{TestPortal, pen};
use crate::{books, links, mail, ways_out};

/// 15 % less for paying everything, for so many days from the first visit.
pub fn policy(days: u16) -> String {
    format!(
        "name = \"Pacientes\"\n[[segment]]\nname = \"Todos\"\n[segment.discount]\n\
         percent = \"15\"\ndays = {days}\non_not_due = true\n"
    )
}

/// 40 % less, in one payment or in three.
const SETTLEMENT: &str = r#"
name = "Pacientes"
[[segment]]
name = "Todos"
[segment.settlement]
given_up = "40"
payments = 3
frequency = "monthly"
day = 30
days = 15
"#;

/// What everybody owes, what they pay for it, and what is given up.
pub const OWED: i64 = 40_000;
const TO_PAY: i64 = 34_000;
pub const GIVEN_UP: i64 = 6_000;

/// The discount that a case is offered now.
pub async fn offered(portal: &TestPortal, case: &CaseId, currency: Currency) -> Option<Offered> {
    let (here, tenant) = (&portal.portal, &portal.clinic);
    let mut conn = here.store.read().await.expect("a connection");
    let settings = creditor::settings(&mut conn, tenant).await.expect("settings");
    let asked = (currency, here.clock.now());
    let ways = offer::load(&mut conn, (tenant, &settings), case, asked).await.expect("asked");
    ways.and_then(|ways| waiver::discount(&ways).expect("counted"))
}

/// The wish to pay with it.
pub fn wish(of: Offered) -> Wish {
    Wish {
        currency: of.deal.owed.currency(),
        debts: of.debts.clone(),
        amount: Some(of.deal.to_pay),
        expected: of.deal.to_pay,
        plan: None,
        deal: Some(of),
    }
}

/// A case that owes 400.00 under the discount, and the wish to pay it.
async fn with_discount(portal: &mut TestPortal) -> (CaseId, Wish) {
    let (case, _) = portal.debt(pen(OWED)).await;
    ways_out::offer(portal, &policy(5)).await;
    let of = offered(portal, &case, pen(0).currency()).await.expect("offered");
    assert_eq!((of.deal.to_pay, of.debts.len()), (pen(TO_PAY), 1));
    (case, wish(of))
}

/// Pays with the discount; the session.
pub async fn paid_for_less(portal: &mut TestPortal) -> (CaseId, String) {
    let (case, wish) = with_discount(portal).await;
    let session = open_page(portal, &case, &wish).await;
    portal.stripe.pay_by_card(&session).await;
    portal.settle().await;
    assert_eq!((portal.owed(&case).await, portal.credit(&case).await), (0, 0));
    (case, session)
}

/// What is given up on a case, less what is owed again.
pub async fn waived(portal: &TestPortal, case: &CaseId) -> i64 {
    let sql = format!(
        "select cast(coalesce(sum(case when p.to_account = 'waived' then p.amount_minor
            else -p.amount_minor end), 0) as bigint)
         from ledger_entries e join ledger_postings p
            on p.creditor_id = e.creditor_id and p.entry_id = e.id
         where e.case_id = '{case}' and 'waived' in (p.from_account, p.to_account)"
    );
    books::number(portal, &sql).await
}

async fn only_payment(portal: &TestPortal, case: &CaseId) -> PaymentId {
    let mut conn = portal.portal.store.read().await.expect("a connection");
    let all = payment::of_case(&mut conn, &portal.clinic, case).await.expect("payments");
    let [one] = all.as_slice() else { panic!("{all:?}") };
    one.id.clone()
}

/// Sends the first form of the review, with other values where they are given.
async fn press(browser: &mut Browser, review: &str, other: &[(&str, &str)]) -> Page {
    let fields = hidden(review, "/pagar");
    let value = |name: &str, own: &str| {
        let found = other.iter().find(|(known, _)| *known == name);
        found.map_or(own.to_owned(), |(_, value)| (*value).to_owned())
    };
    let fields: Vec<_> =
        fields.iter().map(|(name, own)| (name.clone(), value(name, own))).collect();
    let fields: Vec<_> = fields.iter().map(|(name, value)| (&**name, &**value)).collect();
    browser.post("/pagar", &fields).await
}

const REVIEW: &str = "/pagar?currency=PEN&way=discount";

/// A bank takes the money of a session.
async fn dispute(portal: &TestPortal, session: &str) -> String {
    let what = json!({ "session": session, "kind": "dispute" });
    let opened = portal.stripe.control("disputes", &what).await;
    portal.settle().await;
    opened["id"].as_str().expect("an id").to_owned()
}

async fn turn(portal: &TestPortal, dispute: &str, how: &str) {
    portal.stripe.control(&format!("disputes/{dispute}/{how}"), &json!({})).await;
    portal.settle().await;
}

/// Money that is written down today.
async fn cash(portal: &TestPortal, case: &CaseId, minor: i64, key: &str) {
    let today = (portal.portal.clock.now() - TimeDelta::hours(5)).date_naive();
    let new = Recorded {
        amount: pen(minor),
        received_on: today,
        debt: None,
        note: String::new(),
        who: "ana".into(),
        key: key.into(),
    };
    elsewhere::record(&portal.portal, &portal.clinic, case, &new).await.expect("recorded");
}

async fn begin_transfer(portal: &TestPortal, case: &CaseId, wish: &Wish) -> AttemptId {
    let visit = portal.visit(case).await;
    let next = start::by_transfer(&portal.portal, &visit, wish, "es").await.expect("begun");
    let Next::Transfer(id) = next else { panic!("no transfer: {next:?}") };
    id
}

async fn confirm(portal: &TestPortal, id: &AttemptId, (minor, on): (i64, &str)) {
    let received_on = on.parse().expect("a day");
    let seen = Seen { amount: pen(minor), received_on, who: "ana".to_owned() };
    transfer::confirm(&portal.portal, &portal.clinic, id, &seen).await.expect("confirmed");
}

on_both_engines! {
    async fn a_discount_is_shown_paid_and_told_of(portal) {
        let (case, _) = portal.debt(pen(OWED)).await;
        ways_out::offer(portal, &policy(5)).await;
        let mut browser = links::enter(portal, &case).await;
        let options = browser.get("/opciones").await.body;
        assert!(options.contains("way=discount"), "{options}");
        let review = browser.get(REVIEW).await;
        assert_eq!(review.status, StatusCode::OK);
        for words in ["S/\u{a0}400.00", "Se descuenta", "S/\u{a0}340.00", "28 de noviembre",
            "Después no queda nada pendiente"] {
            assert!(review.body.contains(words), "{words}: {}", review.body);
        }
        let url = press(&mut browser, &review.body, &[]).await.location.expect("the provider's page");
        portal.stripe.pay_by_card(url.rsplit('/').next().expect("a session")).await;
        portal.settle().await;
        assert_eq!((portal.owed(&case).await, portal.credit(&case).await), (0, 0));
        assert_eq!(waived(portal, &case).await, GIVEN_UP);
        let receipt = format!("/recibo/{}", only_payment(portal, &case).await);
        let receipt = browser.get(&receipt).await.body;
        for words in ["Con este pago se perdonaron S/\u{a0}60.00", "no quedó nada pendiente"] {
            assert!(receipt.contains(words), "{words}: {receipt}");
            assert!(mail::all(portal).iter().any(|letter| letter.text.contains("S/\u{a0}60.00")));
        }
        let began = "select cast(count(*) as bigint) from evidence where kind = 'discount'";
        assert_eq!(books::number(portal, began).await, 1);
        books::agree(portal).await;
    }

    async fn an_amount_that_was_changed_in_the_form_is_not_taken(portal) {
        let (case, _) = portal.debt(pen(OWED)).await;
        ways_out::offer(portal, &policy(5)).await;
        let mut browser = links::enter(portal, &case).await;
        let review = browser.get(REVIEW).await.body;
        for expected in ["100", "40000", "33999"] {
            let page = press(&mut browser, &review, &[("expected", expected)]).await;
            assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{expected}");
            assert!(page.body.contains("El total cambió: ahora son S/\u{a0}340.00"), "{}", page.body);
        }
        // The amount alone, without the offer, is a part that gives nothing up.
        let page = press(&mut browser, &review, &[("way", ""), ("expected", "34000")]).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", page.body);
        let tries = "select cast(count(*) as bigint) from attempts";
        assert_eq!(books::number(portal, tries).await, 0);
        let (visit, part) = (portal.visit(&case).await, part(TO_PAY));
        let next = start::at_stripe(&portal.portal, &visit, &part, "es").await.expect("asked");
        let Next::Provider(url) = next else { panic!("no page: {next:?}") };
        portal.stripe.pay_by_card(url.rsplit('/').next().expect("a session")).await;
        portal.settle().await;
        assert_eq!((portal.owed(&case).await, waived(portal, &case).await), (GIVEN_UP, 0));
    }

    async fn a_discount_that_has_ended_leads_to_what_is_still_offered(portal) {
        let (case, _) = portal.debt(pen(OWED)).await;
        ways_out::offer(portal, &policy(5)).await;
        let mut browser = links::enter(portal, &case).await;
        let review = browser.get(REVIEW).await.body;
        let of = offered(portal, &case, pen(0).currency()).await.expect("offered");
        portal.advance(TimeDelta::days(5)).await;
        let (_, token) = portal.link(&case).await;
        let mut browser = links::enter_by(portal, token.reveal()).await;
        let page = browser.get(REVIEW).await;
        assert_eq!(page.status, StatusCode::CONFLICT, "{}", page.body);
        assert!(page.body.contains("Esa opción ya no está"));
        let page = press(&mut browser, &review, &[]).await;
        assert_eq!(page.status, StatusCode::CONFLICT, "{}", page.body);
        let visit = portal.visit(&case).await;
        let next = start::at_stripe(&portal.portal, &visit, &wish(of), "es").await.expect("asked");
        assert!(matches!(next, Next::Unmet(Unmet::Changed)), "{next:?}");
    }

    async fn a_voucher_opened_in_time_is_honoured_after_the_end_of_the_offer(portal) {
        let pesos = Currency::parse("MXN").expect("MXN");
        let (case, _) = portal.debt(Money::new(OWED, pesos).expect("positive")).await;
        ways_out::offer(portal, &format!("currency = \"MXN\"\n{}", policy(1))).await;
        let of = offered(portal, &case, pesos).await.expect("offered");
        assert_eq!(of.deal.until.to_string(), "2026-11-24");
        let session = open_page(portal, &case, &wish(of)).await;
        portal.stripe.control(&format!("sessions/{session}/pay"), &json!({ "method": "oxxo" })).await;
        portal.settle().await;
        portal.advance(TimeDelta::days(2)).await;
        portal.stripe.control(&format!("sessions/{session}/complete"), &json!({})).await;
        portal.settle().await;
        assert_eq!(books::balance(portal, &case, "MXN").await, (0, 0));
        assert_eq!(waived(portal, &case).await, GIVEN_UP);
        books::agree(portal).await;
    }

    async fn a_transfer_gives_up_what_its_page_says_if_all_of_it_arrives_in_time(portal) {
        for (minor, on, owed, given_up) in [
            (TO_PAY, "2026-11-26", 0, GIVEN_UP),
            (TO_PAY, "2026-12-04", 0, GIVEN_UP),
            (TO_PAY + 500, "2026-11-26", 0, GIVEN_UP),
            (TO_PAY - 1, "2026-11-26", GIVEN_UP + 1, 0),
            (TO_PAY, "2026-12-05", GIVEN_UP, 0),
        ] {
            let (case, wish) = with_discount(portal).await;
            let id = begin_transfer(portal, &case, &wish).await;
            assert_eq!(begin_transfer(portal, &case, &wish).await, id);
            for _ in 0..2 {
                confirm(portal, &id, (minor, on)).await;
            }
            let here = (portal.owed(&case).await, waived(portal, &case).await);
            assert_eq!(here, (owed, given_up), "{minor} on {on}");
            assert_eq!(portal.credit(&case).await, (minor - TO_PAY).max(0));
        }
        let (case, wish) = with_discount(portal).await;
        let id = begin_transfer(portal, &case, &wish).await;
        let mut browser = links::enter(portal, &case).await;
        let page = browser.get(&format!("/transferencia/{id}")).await.body;
        assert!(page.contains("se perdonan S/\u{a0}60.00"), "{page}");
        assert!(page.contains("4 de diciembre"), "{page}");
        books::agree(portal).await;
    }

    async fn of_two_tabs_one_page_is_open_and_it_gives_up_what_it_showed(portal) {
        let (case, wish) = with_discount(portal).await;
        let full = open_page(portal, &case, &all(OWED)).await;
        let less = open_page(portal, &case, &wish).await;
        assert_eq!(open_page(portal, &case, &wish).await, less, "pressed twice");
        // As much, but as a part.
        let as_part = open_page(portal, &case, &part(TO_PAY)).await;
        let again = open_page(portal, &case, &wish).await;
        assert!(full != less && as_part != less && again != as_part && again != less);
        let (open, _) = books::open_sessions(portal).await;
        assert_eq!(open, std::slice::from_ref(&again));
        portal.stripe.pay_by_card(&again).await;
        portal.settle().await;
        assert_eq!((portal.owed(&case).await, waived(portal, &case).await), (0, GIVEN_UP));
        books::agree(portal).await;
    }

    async fn what_a_bank_takes_is_owed_in_full_again_and_given_up_again_when_it_returns(portal) {
        let twice = json!([{ "kind": "webhook_duplicate", "per_mille": 1000, "amount": 2 }]);
        portal.stripe.faults(twice).await;
        let (case, session) = paid_for_less(portal).await;
        let id = dispute(portal, &session).await;
        assert_eq!((portal.owed(&case).await, waived(portal, &case).await), (OWED, 0));
        turn(portal, &id, "win").await;
        assert_eq!((portal.owed(&case).await, waived(portal, &case).await), (0, GIVEN_UP));
        let acts = "select cast(count(*) as bigint) from ledger_entries where reason = 'owed-again'";
        assert_eq!(books::number(portal, acts).await, 1);
        books::agree(portal).await;
    }

    async fn what_a_bank_keeps_stays_owed_in_full(portal) {
        let (case, session) = paid_for_less(portal).await;
        let id = dispute(portal, &session).await;
        turn(portal, &id, "lose").await;
        assert_eq!((portal.owed(&case).await, portal.credit(&case).await), (OWED, 0));
        assert_eq!(waived(portal, &case).await, 0);
        books::agree(portal).await;
    }

    async fn what_was_paid_otherwise_meanwhile_is_not_given_up_when_the_money_returns(portal) {
        let (case, session) = paid_for_less(portal).await;
        let id = dispute(portal, &session).await;
        cash(portal, &case, OWED, "cash").await;
        turn(portal, &id, "win").await;
        assert_eq!((portal.owed(&case).await, waived(portal, &case).await), (0, 0));
        assert_eq!(portal.credit(&case).await, TO_PAY);
        books::agree(portal).await;
    }

    async fn a_full_refund_owes_everything_again_and_a_part_only_itself(portal) {
        let (case, session) = paid_for_less(portal).await;
        portal.stripe.refund_of_session(&session, 10_000).await;
        portal.settle().await;
        assert_eq!((portal.owed(&case).await, waived(portal, &case).await), (10_000, GIVEN_UP));
        portal.stripe.refund_of_session(&session, 24_000).await;
        portal.settle().await;
        assert_eq!((portal.owed(&case).await, waived(portal, &case).await), (OWED, 0));
        let refunded = mail::all(portal).into_iter().rev();
        let told = refunded.map(|letter| letter.text).find(|text| text.contains("devolvimos"));
        assert!(told.expect("a letter").contains("S/\u{a0}400.00"), "all of it is owed again");
        books::agree(portal).await;
    }

    async fn what_was_paid_otherwise_meanwhile_is_the_debtors_and_the_discount_stays(portal) {
        let (case, wish) = with_discount(portal).await;
        let id = begin_transfer(portal, &case, &wish).await;
        cash(portal, &case, 10_000, "cash").await;
        confirm(portal, &id, (TO_PAY, "2026-11-25")).await;
        assert_eq!((portal.owed(&case).await, waived(portal, &case).await), (0, GIVEN_UP));
        assert_eq!(portal.credit(&case).await, 10_000);
    }

    async fn a_settlement_in_one_payment_is_agreed_paid_and_over_at_once(portal) {
        let (case, _) = portal.debt(pen(OWED)).await;
        ways_out::offer(portal, SETTLEMENT).await;
        let mut browser = links::enter(portal, &case).await;
        let page = browser.get("/opciones/aceptar?currency=PEN&way=settlement-1").await.body;
        let next = tick(&mut browser, &page).await.location.expect("on to the payment");
        assert!(next.starts_with("/pagar?plan="), "{next}");
        let review = browser.get(&next).await.body;
        assert!(review.contains("S/\u{a0}240.00") && review.contains("Se descuenta"), "{review}");
        let url = press(&mut browser, &review, &[]).await.location.expect("the provider's page");
        let session = url.rsplit('/').next().expect("a session").to_owned();
        portal.stripe.pay_by_card(&session).await;
        portal.settle().await;
        let kept = plans(portal, &case).await.pop().expect("a plan");
        assert!(matches!(kept.plan.state(), State::Completed { .. }), "{:?}", kept.plan.state());
        assert_eq!((portal.owed(&case).await, waived(portal, &case).await), (0, 16_000));
        let receipt = format!("/recibo/{}", only_payment(portal, &case).await);
        let receipt = browser.get(&receipt).await.body;
        assert!(receipt.contains("Con este pago se perdonaron S/\u{a0}160.00"), "{receipt}");
        let id = dispute(portal, &session).await;
        assert_eq!((portal.owed(&case).await, waived(portal, &case).await), (OWED, 0));
        let kept = plans(portal, &case).await.pop().expect("a plan");
        assert!(matches!(kept.plan.state(), State::Completed { .. }), "it stays completed");
        turn(portal, &id, "win").await;
        assert_eq!((portal.owed(&case).await, waived(portal, &case).await), (0, 16_000));
        books::agree(portal).await;
    }

    async fn a_settlement_begun_in_time_is_honoured_though_its_plan_has_ended_since(portal) {
        let (case, _) = portal.debt(pen(OWED)).await;
        ways_out::offer(portal, SETTLEMENT).await;
        let mut browser = links::enter(portal, &case).await;
        let page = browser.get("/opciones/aceptar?currency=PEN&way=settlement-1").await.body;
        let next = tick(&mut browser, &page).await.location.expect("on to the payment");
        let review = browser.get(&next).await.body;
        let begun = press(&mut browser, &review, &[("method", "transfer")]).await.location;
        let id = begun.expect("the transfer").rsplit('/').next().expect("an id").to_owned();
        portal.advance(TimeDelta::days(4)).await;
        plans_days::day_begins(&portal.portal, &portal.clinic).await.expect("it begins");
        let kept = plans(portal, &case).await.pop().expect("a plan");
        assert!(matches!(kept.plan.state(), State::Broken { .. }), "{:?}", kept.plan.state());
        confirm(portal, &id.parse().expect("an id"), (24_000, "2026-11-28")).await;
        assert_eq!((portal.owed(&case).await, waived(portal, &case).await), (0, 16_000));
        books::agree(portal).await;
    }

    async fn a_plan_that_gave_something_up_owes_it_again_when_one_of_its_payments_is_undone(portal) {
        let (case, _) = portal.debt(pen(OWED)).await;
        ways_out::offer(portal, SETTLEMENT).await;
        let mut browser = links::enter(portal, &case).await;
        let page = browser.get("/opciones/aceptar?currency=PEN&way=settlement-3").await.body;
        tick(&mut browser, &page).await;
        for key in ["one", "two", "three"] {
            cash(portal, &case, 8_000, key).await;
        }
        portal.advance(TimeDelta::days(1)).await;
        plans_days::day_begins(&portal.portal, &portal.clinic).await.expect("it begins");
        assert_eq!((portal.owed(&case).await, waived(portal, &case).await), (0, 16_000));
        let mut conn = portal.portal.store.read().await.expect("a connection");
        let all = payment::of_case(&mut conn, &portal.clinic, &case).await.expect("payments");
        drop(conn);
        let of = (&case, &all[1].id);
        for _ in 0..2 {
            let done = elsewhere::reverse(&portal.portal, &portal.clinic, of, ("error", "ana"));
            done.await.expect("undone");
        }
        assert_eq!((portal.owed(&case).await, waived(portal, &case).await), (24_000, 0));
        books::agree(portal).await;
    }

    async fn paying_with_the_discount_keeps_a_promise_to_pay_everything(portal) {
        let (case, _) = portal.debt(pen(OWED)).await;
        let more_time = format!("{}[segment.extension]\ndays = 10\ntimes = 1\n", policy(5));
        ways_out::offer(portal, &more_time).await;
        let mut browser = links::enter(portal, &case).await;
        let path = "/opciones/aceptar?currency=PEN&way=extension&on=2026-12-01";
        let page = browser.get(path).await.body;
        tick(&mut browser, &page).await;
        let review = browser.get(REVIEW).await.body;
        let url = press(&mut browser, &review, &[]).await.location.expect("the provider's page");
        portal.stripe.pay_by_card(url.rsplit('/').next().expect("a session")).await;
        portal.settle().await;
        let kept = "select cast(count(*) as bigint) from promises where state = 'kept'";
        assert_eq!((portal.owed(&case).await, books::number(portal, kept).await), (0, 1));
    }

    async fn the_database_refuses_to_change_what_a_payment_gives_up(portal) {
        let (case, wish) = with_discount(portal).await;
        open_page(portal, &case, &wish).await;
        for sql in [
            "update attempt_waivers set valid_until = '2030-01-01'",
            "delete from attempt_waivers",
            "update attempt_waiver_debts set given_up_minor = 1",
            "delete from attempt_waiver_debts",
        ] {
            let mut tx = portal.portal.store.begin().await.expect("a transaction");
            assert!(sqlx::query(sql).execute(&mut *tx).await.is_err(), "{sql} was allowed");
        }
    }
}
