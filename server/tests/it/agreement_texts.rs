//! What agreements say in the creditor's own words: written by its owners, version after version, and never
//! changed for who has agreed.

use app::creditor::Role;
use app::routes;
use app::routes::pattern::{TEAM_AGREEMENT_TEXT, TEAM_POLICIES};
use reqwest::StatusCode;

use crate::agreed::{FOUR, debtor_who_owes, plans, tick};
use crate::browser::{Browser, Page};
use crate::engine::on_both_engines;
use crate::portal::TestPortal;
use crate::team::sign_in;

const OWN: &str = "Entre {acreedor} ({documento}) y la persona, por {debe}.\n\n\
    Se pagan {paga}.\n\nAl terminar se perdonan {perdona}.";

/// What a debtor of 400.00 reads of it.
const READ: &str = "y la persona, por S/\u{a0}400.00.";

/// A sentence of the text that the program has.
const STANDARD: &str = "El acuerdo no quita ningún derecho";

async fn owner(portal: &TestPortal) -> Browser {
    sign_in(portal, &portal.clinic.clone(), ("olga@example.pe", Role::Owner)).await
}

async fn save(browser: &mut Browser, drawn: &str, text: &str) -> Page {
    let fields = [("lang", "es"), ("drawn", drawn), ("text", text)];
    browser.post(TEAM_AGREEMENT_TEXT, &fields).await
}

on_both_engines! {
    async fn the_text_of_the_creditor_is_read_agreed_to_and_kept(portal) {
        let (case, mut browser) = debtor_who_owes(portal, 40_000).await;
        let mut olga = owner(portal).await;
        assert!(olga.get(TEAM_POLICIES).await.body.contains(TEAM_AGREEMENT_TEXT));
        let page = olga.get(TEAM_AGREEMENT_TEXT).await.body;
        assert!(page.contains("Entre {acreedor} ({documento})") && page.contains(STANDARD), "{page}");
        assert!(browser.get(FOUR).await.body.contains(STANDARD));
        assert_eq!(save(&mut olga, "0", OWN).await.status, StatusCode::SEE_OTHER);
        let page = browser.get(FOUR).await.body;
        assert!(page.contains(READ) && !page.contains(STANDARD), "{page}");
        assert!(!page.contains("Al terminar se perdonan"), "nothing is given up: {page}");
        assert_eq!(tick(&mut browser, &page).await.status, StatusCode::SEE_OTHER);
        let plan = plans(portal, &case).await.pop().expect("a plan").id;
        let back = [("lang", "es"), ("drawn", "1"), ("text", OWN), ("do", "standard")];
        assert_eq!(olga.post(TEAM_AGREEMENT_TEXT, &back).await.status, StatusCode::SEE_OTHER);
        let paper = browser.get(&routes::plan_agreement(&plan)).await.body;
        assert!(paper.contains(READ) && !paper.contains(STANDARD), "what was agreed stays: {paper}");
        let page = olga.get(TEAM_AGREEMENT_TEXT).await.body;
        for words in ["Versión 1", "Versión 2", "Se pagan {paga}.", STANDARD] {
            assert!(page.contains(words), "{words}: {page}");
        }
    }

    async fn who_was_shown_another_text_agrees_to_nothing(portal) {
        let (case, mut browser) = debtor_who_owes(portal, 40_000).await;
        let page = browser.get(FOUR).await.body;
        let mut olga = owner(portal).await;
        save(&mut olga, "0", OWN).await;
        let late = tick(&mut browser, &page).await;
        assert_eq!(late.status, StatusCode::CONFLICT, "{}", late.body);
        assert!(late.body.contains(READ), "{}", late.body);
        assert!(plans(portal, &case).await.is_empty());
        assert_eq!(tick(&mut browser, &late.body).await.status, StatusCode::SEE_OTHER);
    }

    async fn who_reads_another_language_agrees_to_the_creditors_words(portal) {
        let (_, mut browser) = debtor_who_owes(portal, 40_000).await;
        let mut olga = owner(portal).await;
        save(&mut olga, "0", OWN).await;
        let page = browser.get(&format!("{FOUR}&lang=en")).await.body;
        assert!(page.contains(READ) && page.contains("lang=\"es\""), "{page}");
    }

    async fn a_text_that_hides_a_figure_or_comes_too_late_is_not_saved(portal) {
        let mut olga = owner(portal).await;
        for (text, words) in [
            ("", "El texto no puede quedar vacío."),
            ("Entre {acreedor} y la persona.", "Falta {debe}"),
            ("Entre {acreedor} y la persona, por {deuda}.", "No se sabe qué va en {deuda}"),
        ] {
            let page = save(&mut olga, "0", text).await;
            assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{text}");
            assert!(page.body.contains(words) && page.body.contains(text), "{words}: {}", page.body);
        }
        for _ in 0..2 {
            let page = save(&mut olga, "0", OWN).await;
            assert_eq!(page.status, StatusCode::SEE_OTHER, "twice the same is once");
        }
        let other = OWN.replace("la persona", "quien acepta");
        let page = save(&mut olga, "0", &other).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(page.body.contains("Alguien guardó otro texto") && page.body.contains("quien acepta"));
        for sql in ["update agreement_texts set body = ''", "delete from agreement_texts"] {
            let mut tx = portal.portal.store.begin().await.expect("a transaction");
            assert!(sqlx::query(sql).execute(&mut *tx).await.is_err(), "{sql} was allowed");
        }
    }

    async fn agents_read_it_and_cannot_write_it(portal) {
        let clinic = portal.clinic.clone();
        let mut ana = sign_in(portal, &clinic, ("ana@example.pe", Role::Agent)).await;
        let page = ana.get(TEAM_AGREEMENT_TEXT).await;
        assert_eq!(page.status, StatusCode::OK);
        assert!(page.body.contains(STANDARD) && !page.body.contains("<textarea"), "{}", page.body);
        assert_eq!(save(&mut ana, "0", OWN).await.status, StatusCode::FORBIDDEN);
    }
}
