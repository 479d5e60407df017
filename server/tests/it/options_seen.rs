//! That somebody looked at the ways out is noted: once for each day and change of them, and only if somebody did.

use app::creditor::Role;
use app::routes;
use chrono::TimeDelta;
use reqwest::Method;

use crate::agreed::debtor_who_owes;
use crate::books;
use crate::browser::Browser;
use crate::engine::on_both_engines;
use crate::instalments::pay;
use crate::links::enter_by;
use crate::portal::TestPortal;
use crate::team;
use crate::world::everything;

/// How often it was noted.
async fn noted(portal: &TestPortal) -> i64 {
    let sql = "select cast(count(*) as bigint) from evidence where kind = 'options'";
    books::number(portal, sql).await
}

/// Asks for the page as a browser does that makes ready for it, and for its head only.
async fn ahead(browser: &mut Browser) {
    let request = browser.request(Method::GET, "/opciones").header("sec-purpose", "prefetch");
    assert_eq!(browser.send(request).await.status, 200);
    let request = browser.request(Method::HEAD, "/opciones");
    assert_eq!(browser.send(request).await.status, 200);
}

on_both_engines! {
    async fn the_ways_out_are_noted_once_for_each_day_and_change(portal) {
        let (case, mut browser) = debtor_who_owes(portal, 40_000).await;
        ahead(&mut browser).await;
        assert_eq!(noted(portal).await, 0, "nobody has looked yet");
        for _ in 0..3 {
            assert_eq!(browser.get("/opciones").await.status, 200);
        }
        assert_eq!(noted(portal).await, 1);
        pay(portal, &case, 10_000, "one").await;
        for _ in 0..2 {
            browser.get("/opciones").await;
        }
        assert_eq!(noted(portal).await, 2, "other amounts are other ways");
        portal.advance(TimeDelta::days(1)).await;
        let (_, token) = portal.link(&case).await;
        let mut browser = enter_by(portal, token.reveal()).await;
        browser.get("/opciones").await;
        assert_eq!(noted(portal).await, 3, "another day");
        books::agree(portal).await;
    }

    async fn noting_it_changes_nothing_else(portal) {
        let (_, mut browser) = debtor_who_owes(portal, 40_000).await;
        let before = everything(&portal.portal.store).await;
        browser.get("/opciones").await;
        let after = everything(&portal.portal.store).await;
        let changed = before.iter().filter(|(table, rows)| **rows != after[*table]);
        let changed: Vec<_> = changed.map(|(table, _)| table.as_str()).collect();
        assert_eq!(changed, ["cases", "evidence"]);
    }

    async fn the_timeline_says_which_ways_were_seen(portal) {
        let (case, mut browser) = debtor_who_owes(portal, 40_000).await;
        browser.get("/opciones").await;
        let clinic = portal.clinic.clone();
        let mut owner = team::sign_in(portal, &clinic, ("olga@example.pe", Role::Owner)).await;
        let page = owner.get(&routes::team_case(&case)).await.body;
        let seen = "Opciones vistas: en cuotas (S/\u{a0}400.00); más tiempo (S/\u{a0}400.00); \
            una parte (desde S/\u{a0}20.00)";
        for part in seen.split("; ") {
            assert!(page.contains(part.trim_start_matches("Opciones vistas: ")), "{part}: {page}");
        }
        assert!(page.contains("Opciones vistas: "), "{page}");
    }
}
