//! Cards that are saved for a plan: with the first payment, on a page of their own, told of or not.

use chrono::TimeDelta;
use domain::ids::CaseId;
use reqwest::StatusCode;
use serde_json::{Value, json};
use server::store::agreement;
use server::store::debtor::{self, Find};
use server::store::saved_method::MethodState;

use crate::agreed::{FOUR, debtor_who_owes, hidden};
use crate::autopay::{
    GOOD, cards, compare, give, go_to, in_a_plan, intents, kept, newest, of_plan, run, save,
    with_card,
};
use crate::books;
use crate::browser::Browser;
use crate::engine::on_both_engines;
use crate::links;
use crate::payments::open_page;
use crate::portal::TestPortal;

/// A fresh session of the debtor, who is let in by another link.
pub async fn back(portal: &TestPortal, case: &CaseId) -> Browser {
    let (_, token) = portal.link(case).await;
    links::enter_by(portal, token.reveal()).await
}

on_both_engines! {
    async fn the_card_of_the_first_payment_is_kept_where_the_box_was_ticked(portal) {
        let (case, mut browser) = debtor_who_owes(portal, 40_000).await;
        let page = browser.get(FOUR).await.body;
        assert!(page.contains("Autorizo a Clínica San Borja a cobrar cada cuota"), "{page}");
        let fields = hidden(&page, "/opciones/aceptar");
        let mut fields: Vec<_> = fields.iter().map(|(name, value)| (&**name, &**value)).collect();
        fields.extend([("agree", "yes"), ("autopay", "yes")]);
        let agreed = browser.post("/opciones/aceptar", &fields).await;
        let id = kept(portal, &case).await.id;
        assert_eq!(agreed.location, Some(format!("/plan/{id}")));
        assert_eq!(newest(portal, &id).await.state, MethodState::Wanted);
        let review = browser.get(&format!("/pagar?plan={id}&what=due")).await.body;
        let fields = hidden(&review, "/pagar");
        let fields: Vec<_> = fields.iter().map(|(name, value)| (&**name, &**value)).collect();
        let url = browser.post("/pagar", &fields).await.location.expect("Stripe's page");
        save(portal, &url, GOOD).await;
        let saved = newest(portal, &id).await;
        assert_eq!((saved.state, portal.owed(&case).await), (MethodState::On, 30_000));
        run(portal).await;
        assert_eq!(intents(portal).await.len(), 1, "what was paid is not charged");
        for instant in ["2026-12-22T15:00:00Z", "2026-12-24T15:00:00Z"] {
            go_to(portal, instant).await;
            run(portal).await;
        }
        assert_eq!(portal.owed(&case).await, 20_000);
        let mut conn = portal.portal.store.read().await.expect("a connection");
        let found = debtor::find(&mut conn, &portal.clinic, &portal.portal.keys, Find::Case(&case));
        let key = found.await.expect("asked").expect("there").0.key.expect("a key");
        for (of, words) in [(id.as_str(), "Convenio de pago"), (saved.id.as_str(), "Autorizo a Clínica San Borja")] {
            let paper = agreement::find(&mut conn, &portal.clinic, of, &key).await;
            let paper = paper.expect("asked").expect("a paper");
            assert!(paper.paper.contains(words) && paper.autopay_at.is_some(), "{of}: {}", paper.paper);
        }
        drop(conn);
        books::agree(portal).await;
    }

    async fn a_plan_that_begins_later_asks_for_its_card_at_once(portal) {
        let (case, mut browser) = debtor_who_owes(portal, 40_000).await;
        let page = browser.get(&FOUR.replace("2026-11-24", "2026-11-30")).await.body;
        let fields = hidden(&page, "/opciones/aceptar");
        let mut fields: Vec<_> = fields.iter().map(|(name, value)| (&**name, &**value)).collect();
        fields.extend([("agree", "yes"), ("autopay", "yes")]);
        let agreed = browser.post("/opciones/aceptar", &fields).await;
        let url = agreed.location.expect("Stripe's page");
        assert!(url.starts_with(&portal.stripe.origin), "{url}");
        save(portal, &url, GOOD).await;
        run(portal).await;
        for instant in ["2026-11-27T15:00:00Z", "2026-11-30T15:00:00Z"] {
            assert_eq!(intents(portal).await.len(), 0);
            go_to(portal, instant).await;
            run(portal).await;
        }
        assert_eq!(portal.owed(&case).await, 30_000);
    }

    async fn the_page_asks_stripe_when_the_debtor_comes_back_before_any_news(portal) {
        let (case, id, mut browser) = in_a_plan(portal).await;
        let path = format!("/plan/{id}/pago-automatico");
        let page = browser.get(&path).await.body;
        for words in ["No está activado", "Autorizo a Clínica San Borja", "El próximo cobro sería el miércoles 25 de noviembre: S/\u{a0}100.00"] {
            assert!(page.contains(words), "{words}: {page}");
        }
        let url = browser.post(&path, &[("autopay", "on")]).await.location.expect("a page");
        let again = browser.post(&path, &[("autopay", "on")]).await.location;
        assert_eq!(again.as_deref(), Some(&*url), "pressed twice, one page");
        let session = url.rsplit('/').next().expect("a session").to_owned();
        let what = format!("sessions/{session}/pay");
        portal.stripe.control(&what, &json!({ "card": GOOD })).await;
        let page = browser.get(&format!("{path}?session_id={session}")).await.body;
        assert!(page.contains("Está activado con Visa 4242"), "{page}");
        let mut other = back(portal, &case).await;
        assert!(other.get(&format!("/plan/{id}")).await.body.contains("Pago automático: Visa 4242"));
        portal.settle().await;
        assert_eq!(cards(portal, &id).await.len(), 1);
    }

    async fn a_card_is_saved_although_no_event_told_of_it(portal) {
        let (_, id, mut browser) = in_a_plan(portal).await;
        let path = format!("/plan/{id}/pago-automatico");
        let url = browser.post(&path, &[("autopay", "on")]).await.location.expect("a page");
        portal.stripe.faults(json!([{ "kind": "event_never", "per_mille": 1000 }])).await;
        give(portal, &url, GOOD).await;
        portal.stripe.deliver().await;
        portal.stripe.faults(json!([])).await;
        assert_eq!(newest(portal, &id).await.state, MethodState::Wanted);
        compare(portal).await;
        assert_eq!(newest(portal, &id).await.state, MethodState::On);
    }

    async fn stripes_silence_is_said_and_a_page_that_closed_saves_nothing(portal) {
        let (_, id, mut browser) = in_a_plan(portal).await;
        let path = format!("/plan/{id}/pago-automatico");
        portal.stripe.faults(json!([{ "kind": "stored_500", "next": 3, "only": "sessions" }])).await;
        let page = browser.post(&path, &[("autopay", "on")]).await;
        assert_eq!(page.status, StatusCode::SERVICE_UNAVAILABLE, "{}", page.body);
        assert!(page.body.contains("El servicio de pagos no responde ahora"));
        portal.stripe.faults(json!([])).await;
        portal.advance(TimeDelta::minutes(1)).await;
        let page = browser.post(&path, &[("autopay", "on")]).await;
        assert_eq!(page.status, StatusCode::SEE_OTHER, "{}", page.body);
        portal.advance(TimeDelta::minutes(46)).await;
        portal.settle().await;
        let ends: Vec<_> = cards(portal, &id).await.into_iter().map(|one| one.ended_why).collect();
        assert_eq!(ends, [Some("not-saved".to_owned()), Some("replaced".to_owned())]);
    }

    async fn a_plan_that_is_over_takes_its_card_away(portal) {
        let (case, id, _) = with_card(portal, GOOD).await;
        let page = open_page(portal, &case, &of_plan(portal, &case, 39_200).await).await;
        portal.stripe.pay_by_card(&page).await;
        portal.settle().await;
        run(portal).await;
        assert_eq!(newest(portal, &id).await.state, MethodState::Off);
        assert_eq!(portal.stripe.book().await["methods"][0]["customer"], Value::Null);
        books::agree(portal).await;
    }
}
