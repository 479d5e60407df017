//! Debts of a plan that runs are sold as the plan: nobody is asked for them a second time, and nobody can buy
//! a single one out of what was agreed.

use domain::ids::{CaseId, DebtId};
use domain::plan::Extra;
use server::use_cases::payment::start::{self, Next, Unmet, Wish};

use crate::agreed::{FOUR, debtor_who_owes, hidden, plans, tick};
use crate::books;
use crate::browser::Browser;
use crate::engine::on_both_engines;
use crate::payments::{all, open_page, part};
use crate::portal::{TestPortal, pen};

/// A debtor who has agreed to pay 400.00 in four instalments, the first of them today.
async fn in_a_plan(portal: &mut TestPortal) -> (CaseId, DebtId, Browser) {
    let (case, mut browser) = debtor_who_owes(portal, 40_000).await;
    let page = browser.get(FOUR).await.body;
    tick(&mut browser, &page).await;
    let kept = plans(portal, &case).await.pop().expect("a plan");
    (case, kept.debts[0].clone(), browser)
}

async fn wished(portal: &TestPortal, case: &CaseId, wish: &Wish) -> Next {
    let visit = portal.visit(case).await;
    start::by_transfer(&portal.portal, &visit, wish, "es").await.expect("asked")
}

fn is_in_plan(next: &Next) -> bool {
    matches!(next, Next::Unmet(Unmet::InPlan))
}

on_both_engines! {
    async fn the_statement_asks_for_the_next_instalment_and_not_for_the_debts(portal) {
        let (case, _, mut browser) = in_a_plan(portal).await;
        let plan = plans(portal, &case).await.pop().expect("a plan").id;
        let page = browser.get("/cuenta").await.body;
        for there in [
            &*format!("/pagar?plan={plan}&amp;what=due"),
            &*format!("href=\"/plan/{plan}\""),
            "Pagar S/\u{a0}100.00",
            "En tu plan de pagos",
            "/decir/hablar",
        ] {
            assert!(page.contains(there), "{there}: {page}");
        }
        for gone in ["/pagar?currency=PEN", "/pagar/elegir", "Pagar S/\u{a0}400.00", "Total pendiente"] {
            assert!(!page.contains(gone), "{gone}: {page}");
        }
    }

    async fn what_is_owed_beside_a_plan_is_asked_for_by_itself(portal) {
        let (case, _, mut browser) = in_a_plan(portal).await;
        let (_, loose) = portal.debt_of("P-1", pen(5_000)).await;
        let page = browser.get("/cuenta").await.body;
        assert!(page.contains("Pagar S/\u{a0}50.00") && page.contains("Pagar S/\u{a0}100.00"), "{page}");
        let review = browser.get("/pagar?currency=PEN").await;
        let fields = hidden(&review.body, "/pagar");
        assert!(fields.contains(&("expected".to_owned(), "5000".to_owned())), "{fields:?}");
        let choose = browser.get("/pagar/elegir?currency=PEN").await.body;
        assert!(choose.contains(loose.as_str()), "{choose}");
        let session = open_page(portal, &case, &all(5_000)).await;
        portal.stripe.pay_by_card(&session).await;
        portal.settle().await;
        assert_eq!(portal.owed(&case).await, 40_000);
        books::agree(portal).await;
    }

    async fn a_forged_form_buys_no_single_debt_out_of_a_plan(portal) {
        let (case, debt, mut browser) = in_a_plan(portal).await;
        let (id, amount) = (debt.as_str(), "40000");
        for (name, value) in [("debt", id), ("amount", "50.00")] {
            let fields =
                [("currency", "PEN"), (name, value), ("expected", amount), ("method", "transfer")];
            let page = browser.post("/pagar", &fields).await;
            assert_eq!(page.location.as_deref(), Some("/plan"), "{name}: {}", page.body);
            let page = browser.get(&format!("/pagar?currency=PEN&{name}={value}")).await;
            assert_eq!(page.location.as_deref(), Some("/plan"), "{name}: {}", page.body);
        }
        for wish in [all(40_000), part(5_000), Wish { debts: vec![debt.clone()], ..all(40_000) }] {
            assert!(is_in_plan(&wished(portal, &case, &wish).await), "{wish:?}");
        }
        assert_eq!(books::number(portal, "select cast(count(*) as bigint) from attempts").await, 0);
    }

    async fn a_form_that_names_a_plan_and_other_debts_pays_what_the_plan_asks_for(portal) {
        let (case, debt, _) = in_a_plan(portal).await;
        let (_, loose) = portal.debt_of("P-1", pen(5_000)).await;
        let both = Wish { debts: vec![debt.clone(), loose], ..all(45_000) };
        let next = wished(portal, &case, &both).await;
        assert!(matches!(next, Next::Unmet(Unmet::Changed)), "{next:?}");
        let plan = plans(portal, &case).await.pop().expect("a plan");
        let wish = Wish { debts: plan.debts, plan: Some((plan.id, Extra::Next)), ..part(10_000) };
        assert!(matches!(wished(portal, &case, &wish).await, Next::Transfer(_)));
    }
}
