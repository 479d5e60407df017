//! The ways out that a debtor is shown: those of the policy in force, counted again on the server.

use domain::ids::CaseId;
use reqwest::StatusCode;
use server::store::creditor;
use server::use_cases::policy::{self, Order};

use crate::browser::Browser;
use crate::engine::on_both_engines;
use crate::links;
use crate::portal::{TestPortal, pen};

/// Up to six instalments, ten days more, or a part; who owes 500.00 or more may settle for 60 %.
pub const POLICY: &str = r#"
name = "Pacientes"
[[segment]]
name = "Mucho"
total = { from = "500.00" }
[segment.settlement]
given_up = "40"
payments = 3
frequency = "monthly"
day = 30
days = 15
[[segment]]
name = "Los demás"
[segment.plan]
instalments = { from = 2, to = 6 }
frequencies = ["twice-a-month", "monthly"]
least = "50.00"
first_within = 15
longest_days = 200
grace_days = 3
misses = 2
restores = "nothing"
moves = 1
move_days = 7
skips = 1
reward_percent = "2"
[segment.extension]
days = 10
times = 1
[segment.part]
least = "20.00"
"#;

/// The clinic offers `text` from now on.
pub async fn offer(portal: &TestPortal, text: &str) {
    let mut conn = portal.portal.store.read().await.expect("a connection");
    let settings = creditor::settings(&mut conn, &portal.clinic).await.expect("settings");
    drop(conn);
    let file = policy::read(&settings, text).expect("a good file");
    let order = Order { source: text, file: &file, from: None, made_by: "Elena Ruiz" };
    policy::apply(&portal.portal, (&portal.clinic, &settings), order).await.expect("it stands");
}

/// A browser whose debtor owes 400.00 under the policy.
async fn before_the_options(portal: &mut TestPortal) -> (CaseId, Browser) {
    let (case, _) = portal.debt(pen(40_000)).await;
    offer(portal, POLICY).await;
    let browser = links::enter(portal, &case).await;
    (case, browser)
}

on_both_engines! {
    async fn without_a_policy_the_statement_leads_nowhere_else(portal) {
        let (case, _) = portal.debt(pen(40_000)).await;
        let mut browser = links::enter(portal, &case).await;
        let statement = browser.get("/cuenta").await.body;
        assert!(!statement.contains("/opciones"), "{statement}");
        for path in ["/opciones", "/opciones/plan", "/opciones/comparar?a=plan&b=part"] {
            assert_eq!(browser.get(path).await.location.as_deref(), Some("/cuenta"), "{path}");
        }
    }

    async fn the_statement_shows_the_best_way_and_leads_to_all(portal) {
        let (_, mut browser) = before_the_options(portal).await;
        let statement = browser.get("/cuenta").await.body;
        assert!(statement.contains("/opciones?currency=PEN"), "{statement}");
        let page = browser.get("/opciones").await;
        assert_eq!(page.status, StatusCode::OK);
        for words in ["En cuotas: hasta 6 de", "Más tiempo: paga hasta el", "Paga una parte: desde"] {
            assert!(page.body.contains(words), "{words}: {}", page.body);
        }
        let both = browser.get("/opciones/comparar?currency=PEN&a=plan&b=part").await;
        assert_eq!(both.status, StatusCode::OK);
        assert!(both.body.contains("Dos opciones, lado a lado"));
        let neither = browser.get("/opciones/comparar?currency=PEN&a=plan&b=nada").await;
        assert_eq!(neither.status, StatusCode::UNPROCESSABLE_ENTITY);
    }

    async fn the_form_of_a_plan_is_counted_again_or_says_what_is_wrong(portal) {
        let (_, mut browser) = before_the_options(portal).await;
        let first = browser.get("/opciones/plan").await;
        assert_eq!(first.status, StatusCode::OK);
        let four = "/opciones/plan?currency=PEN&by=parts&parts=4&rhythm=monthly&first=2026-11-24";
        let four = browser.get(four).await;
        assert_eq!(four.status, StatusCode::OK);
        assert!(four.body.contains("4 cuotas de S/\u{a0}100.00"), "{}", four.body);
        for wrong in ["parts=9", "parts=x", "by=each&each=1.5x", "first=other&first_on=ayer", "rhythm=x"] {
            let page = browser.get(&format!("/opciones/plan?currency=PEN&{wrong}")).await;
            assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{wrong}");
        }
    }

    async fn nobody_sees_ways_out_without_a_session(portal) {
        let mut stranger = portal.browser();
        for path in ["/opciones", "/opciones/plan", "/opciones/comparar"] {
            assert_eq!(stranger.get(path).await.status, StatusCode::UNAUTHORIZED, "{path}");
        }
    }
}
