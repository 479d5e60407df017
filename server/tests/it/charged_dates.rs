//! Cards that are charged for a plan: a date that is being charged stays where it is until somebody knows what
//! came of it, and the team reads in the case what the card did.

use app::creditor::Role;
use app::routes;
use chrono::NaiveDate;
use domain::plan::PlanRefusal;
use domain::schedule::DayOfMonth;
use serde_json::json;
use server::use_cases::autopay;
use server::use_cases::form_key::FormKey;
use server::use_cases::plan::change::{self, Change, Form, Outcome};

use crate::autopay::{GOOD, run, with_card};
use crate::engine::on_both_engines;
use crate::team::sign_in;

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a day")
}

on_both_engines! {
    async fn a_date_is_not_changed_while_its_card_is_being_charged(portal) {
        let (case, id, _) = with_card(portal, GOOD).await;
        let lost = json!([{ "kind": "drop_answer", "next": 3, "only": "POST /v1/payment_intents" },
            { "kind": "event_never", "per_mille": 1000 }]);
        portal.stripe.faults(lost).await;
        autopay::run(&portal.portal, &portal.clinic).await.expect("it runs");
        portal.stripe.faults(json!([])).await;
        let payday = DayOfMonth::new(28).expect("a day");
        for (change, expected) in [
            (Change::Move(1, day("2026-11-30")), Outcome::Refused(PlanRefusal::Fixed(1))),
            (Change::Skip(1), Outcome::Refused(PlanRefusal::Fixed(1))),
            (Change::Payday(payday, day("2026-11-30")), Outcome::Refused(PlanRefusal::Fixed(1))),
            (Change::Move(2, day("2026-12-28")), Outcome::Done(1)),
        ] {
            let form = Form { key: FormKey::fresh(&portal.portal), drawn: 0, who: "debtor".to_owned() };
            let of = (&case, &id);
            let came = change::change(&portal.portal, &portal.clinic, of, (change, &form)).await;
            assert_eq!(came.expect("asked"), expected, "{change:?}");
        }
    }

    async fn the_timeline_of_a_case_tells_of_its_card(portal) {
        let (case, id, mut browser) = with_card(portal, GOOD).await;
        run(portal).await;
        browser.post(&routes::plan_autopay(&id), &[("autopay", "off")]).await;
        let clinic = portal.clinic.clone();
        let mut ana = sign_in(portal, &clinic, ("ana@example.pe", Role::Agent)).await;
        let page = ana.get(&routes::team_case(&case)).await.body;
        for words in [
            "Pago automático activado con Visa 4242",
            "Cobro automático iniciado",
            "Pago automático desactivado",
        ] {
            assert!(page.contains(words), "{words}: {page}");
        }
    }
}
