//! Another plan in the place of one that runs: one ends and the other begins together, once, and nobody else's.

use domain::ids::CaseId;
use domain::plan::State;
use reqwest::StatusCode;
use server::store::plan::Kept;

use crate::agreed::{FOUR, debtor_who_owes, hidden, plans, tick};
use crate::books;
use crate::browser::Browser;
use crate::engine::on_both_engines;
use crate::instalments::{in_a_plan, only, pay};
use crate::links;
use crate::portal::{TestPortal, pen};
use crate::ways_out::offer;

/// Plans that cost 36 % a year.
const COSTLY: &str = r#"
name = "Pacientes"
[[segment]]
name = "Todos"
[segment.plan]
instalments = { from = 2, to = 6 }
frequencies = ["monthly"]
least = "50.00"
first_within = 15
longest_days = 200
grace_days = 3
misses = 2
restores = "nothing"
yearly = "36"
"#;

/// What is agreed in the place of `plan`: so many instalments from the end of the month on.
fn instead(plan: &Kept, parts: u32) -> String {
    format!(
        "/opciones/aceptar?currency=PEN&way=plan&instead={}&by=parts&parts={parts}&rhythm=monthly\
         &payday=&first=2026-11-30&first_on=&down=",
        plan.id
    )
}

/// The plans of a case: the one that was left and the one that runs.
async fn both(portal: &TestPortal, case: &CaseId) -> (Kept, Kept) {
    let all = plans(portal, case).await;
    let [old, new] = all.as_slice() else { panic!("{all:?}") };
    (old.clone(), new.clone())
}

/// The page of the form for another plan, reached from the plan's own page.
async fn form(browser: &mut Browser, plan: &Kept) -> String {
    let page = browser.get(&format!("/plan/{}", plan.id)).await.body;
    let to = format!("/opciones/plan?currency=PEN&amp;instead={}", plan.id);
    assert!(page.contains(&to) && page.contains("Cambiar este plan por otro"), "{page}");
    let page = browser.get(&to.replace("&amp;", "&")).await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.body);
    page.body
}

on_both_engines! {
    async fn the_old_plan_ends_when_the_new_one_is_accepted_and_what_was_paid_counts(portal) {
        let (case, mut browser) = in_a_plan(portal).await;
        pay(portal, &case, 10_000, "one").await;
        let old = only(portal, &case).await;
        let builder = form(&mut browser, &old).await;
        assert!(builder.contains(&format!("name=\"instead\" value=\"{}\"", old.id)), "{builder}");
        assert!(builder.contains("S/\u{a0}300.00"), "what is left is divided: {builder}");
        let page = browser.get(&instead(&old, 3)).await.body;
        assert!(page.contains("toma el lugar del que se aceptó el 24 de noviembre de 2026"), "{page}");
        for _ in 0..2 {
            let sent = tick(&mut browser, &page).await;
            assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.body);
        }
        let (left, new) = both(portal, &case).await;
        assert!(matches!(left.plan.state(), State::Renegotiated { into, .. } if *into == new.id));
        assert_eq!((new.plan.state(), new.plan.open()), (&State::Active, Ok(pen(30_000))));
        assert_eq!((portal.owed(&case).await, new.debts.len()), (30_000, 1));
        let page = browser.get(&format!("/plan/{}", left.id)).await.body;
        assert!(page.contains("Este plan fue reemplazado"), "{page}");
        assert!(page.contains(&format!("/plan/{}\"", new.id)), "{page}");
        // Once: the new plan is not given up by its debtor alone.
        let page = browser.get(&format!("/plan/{}", new.id)).await.body;
        assert!(!page.contains("instead="), "{page}");
        let again = browser.get(&instead(&new, 2)).await;
        assert_eq!(again.location, Some(format!("/plan/{}", new.id)));
        pay(portal, &case, 10_000, "two").await;
        assert_eq!(both(portal, &case).await.1.plan.open(), Ok(pen(20_000)));
        books::agree(portal).await;
    }

    async fn the_cost_of_days_that_are_not_used_is_not_carried_over(portal) {
        let (case, _) = portal.debt(pen(40_000)).await;
        offer(portal, COSTLY).await;
        let mut browser = links::enter(portal, &case).await;
        let page = browser.get(FOUR).await.body;
        tick(&mut browser, &page).await;
        let old = only(portal, &case).await;
        let charged = old.plan.agreement().charged.minor();
        assert!(charged > 0 && portal.owed(&case).await == 40_000 + charged);
        let page = browser.get(&instead(&old, 3)).await.body;
        let sent = tick(&mut browser, &page).await;
        assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.body);
        let (left, new) = both(portal, &case).await;
        assert!(matches!(left.plan.state(), State::Renegotiated { .. }));
        // On the day of its acceptance the old plan has cost nothing yet.
        let agreement = new.plan.agreement();
        assert_eq!(agreement.owed, pen(40_000));
        let owed = portal.owed(&case).await;
        assert_eq!(owed, agreement.total().expect("one currency").minor());
        assert_eq!(new.plan.open(), Ok(pen(owed)));
        books::agree(portal).await;
    }

    async fn the_second_of_two_pages_replaces_nothing(portal) {
        let (case, mut browser) = in_a_plan(portal).await;
        let old = only(portal, &case).await;
        let (one, other) = (
            browser.get(&instead(&old, 3)).await.body,
            browser.get(&instead(&old, 2)).await.body,
        );
        tick(&mut browser, &one).await;
        let late = tick(&mut browser, &other).await;
        assert_eq!(late.location, Some(format!("/plan/{}", old.id)));
        assert_eq!(plans(portal, &case).await.len(), 2);
        books::agree(portal).await;
    }

    async fn a_payment_in_between_is_shown_before_anything_is_replaced(portal) {
        let (case, mut browser) = in_a_plan(portal).await;
        let old = only(portal, &case).await;
        let page = browser.get(&instead(&old, 3)).await.body;
        pay(portal, &case, 10_000, "one").await;
        let late = tick(&mut browser, &page).await;
        assert_eq!(late.status, StatusCode::CONFLICT, "{}", late.body);
        assert!(late.body.contains("Algo cambió desde que lo viste"), "{}", late.body);
        let kept = only(portal, &case).await;
        assert_eq!((kept.id, kept.plan.state()), (old.id, &State::Active));
    }

    async fn only_a_plan_of_ones_own_is_replaced_and_only_by_a_plan(portal) {
        let (case, mut browser) = in_a_plan(portal).await;
        let old = only(portal, &case).await;
        let own = format!("/plan/{}", old.id);
        for way in ["settlement-3", "extension&on=2026-12-01", "everything", "nada"] {
            let path = format!("/opciones/aceptar?currency=PEN&way={way}&instead={}", old.id);
            assert_eq!(browser.get(&path).await.location.as_deref(), Some(&*own), "{way}");
        }
        let page = browser.get(&instead(&old, 3)).await.body;
        let (_, mut stranger) = debtor_who_owes(portal, 40_000).await;
        for path in [instead(&old, 3), instead(&old, 3).replace(old.id.as_str(), "plan_1")] {
            assert_eq!(stranger.get(&path).await.status, StatusCode::NOT_FOUND, "{path}");
        }
        let fields = hidden(&page, "/opciones/aceptar");
        let mut fields: Vec<_> = fields.iter().map(|(name, value)| (&**name, &**value)).collect();
        fields.push(("agree", "yes"));
        let foreign = stranger.post("/opciones/aceptar", &fields).await;
        assert_eq!(foreign.status, StatusCode::NOT_FOUND, "{}", foreign.body);
        assert_eq!(only(portal, &case).await.plan.state(), &State::Active);
    }
}
