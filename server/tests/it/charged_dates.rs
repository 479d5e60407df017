//! Dates that are being charged to a card: they stay where they are until somebody knows what came of it.

use chrono::NaiveDate;
use domain::plan::PlanRefusal;
use domain::schedule::DayOfMonth;
use serde_json::json;
use server::use_cases::autopay;
use server::use_cases::form_key::FormKey;
use server::use_cases::plan::change::{self, Change, Form, Outcome};

use crate::autopay::{GOOD, with_card};
use crate::engine::on_both_engines;

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
            (Change::Payday(payday), Outcome::Refused(PlanRefusal::Fixed(1))),
            (Change::Move(2, day("2026-12-28")), Outcome::Done(1)),
        ] {
            let form = Form { key: FormKey::fresh(&portal.portal), drawn: 0, who: "debtor".to_owned() };
            let of = (&case, &id);
            let came = change::change(&portal.portal, &portal.clinic, of, (change, &form)).await;
            assert_eq!(came.expect("asked"), expected, "{change:?}");
        }
    }
}
