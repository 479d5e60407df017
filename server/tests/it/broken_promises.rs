//! A promise whose day is over without its money: the team is told, once, and the case's timeline tells it.

use app::creditor::Role;
use app::routes;
use chrono::TimeDelta;
use domain::ids::CaseId;

use crate::agreed::{debtor_who_owes, tick};
use crate::engine::on_both_engines;
use crate::instalments::{a_day_begins, pay};
use crate::mail::{self, Letter};
use crate::portal::TestPortal;
use crate::ways_out::{POLICY, offer};
use crate::{links, team};

/// Who hears of it in the team.
const MEMBER: &str = "lucia@sanborja.example";

/// How the news begins, in the letter and in the timeline.
const BROKEN: &str = "Compromiso de pago sin cumplir";

/// A case of 400.00 whose debtor promises to pay until 4 December.
async fn promised(portal: &mut TestPortal) -> CaseId {
    let clinic = portal.clinic.clone();
    team::invite(portal, &clinic, (MEMBER, Role::Agent), None).await;
    let (case, mut browser) = debtor_who_owes(portal, 40_000).await;
    let path = "/opciones/aceptar?currency=PEN&way=extension&on=2026-12-04";
    let page = browser.get(path).await.body;
    tick(&mut browser, &page).await;
    case
}

/// The news of broken promises after the day is over, however often the day begins.
async fn news(portal: &TestPortal) -> Vec<Letter> {
    portal.advance(TimeDelta::days(12)).await;
    for _ in 0..2 {
        a_day_begins(portal).await;
        portal.run_jobs().await;
    }
    let letters = mail::to(portal, MEMBER).into_iter();
    letters.filter(|letter| letter.subject.starts_with(BROKEN)).collect()
}

on_both_engines! {
    async fn a_broken_promise_is_told_to_the_team_once_and_stands_in_the_timeline(portal) {
        let case = promised(portal).await;
        pay(portal, &case, 10_000, "one").await;
        let news = news(portal).await;
        let [letter] = news.as_slice() else { panic!("{news:?}") };
        assert!(letter.subject.contains("400.00"), "{}", letter.subject);
        for part in ["Hasta el día: 4 de diciembre de 2026", "Por cobrar: S/\u{a0}300.00"] {
            assert!(letter.text.contains(part), "{part}: {}", letter.text);
        }
        let clinic = portal.clinic.clone();
        let mut owner = team::sign_in(portal, &clinic, ("olga@example.pe", Role::Owner)).await;
        let page = owner.get(&routes::team_case(&case)).await;
        assert!(page.body.contains(BROKEN), "{}", page.body);
    }

    async fn who_is_given_more_time_again_keeps_the_later_day_and_breaks_no_earlier_one(portal) {
        let clinic = portal.clinic.clone();
        team::invite(portal, &clinic, (MEMBER, Role::Agent), None).await;
        let (case, _) = debtor_who_owes(portal, 40_000).await;
        offer(portal, &POLICY.replace("times = 1", "times = 2")).await;
        for (days, on) in [(0, "2026-11-30"), (5, "2026-12-04")] {
            portal.advance(TimeDelta::days(days)).await;
            let mut browser = links::enter_again(portal, &case).await;
            let path = format!("/opciones/aceptar?currency=PEN&way=extension&on={on}");
            let page = browser.get(&path).await.body;
            assert_eq!(tick(&mut browser, &page).await.status, 303, "{page}");
        }
        // The first of December.
        portal.advance(TimeDelta::days(2)).await;
        a_day_begins(portal).await;
        let page = links::enter_again(portal, &case).await.get("/cuenta").await.body;
        assert_eq!(page.matches("Te comprometiste a pagar").count(), 1, "{page}");
        assert!(page.contains("a más tardar el 4 de diciembre"), "{page}");
        pay(portal, &case, 40_000, "all").await;
        let news = news(portal).await;
        assert!(news.is_empty(), "{news:?}");
    }

    async fn a_promise_that_was_kept_is_no_news(portal) {
        let case = promised(portal).await;
        pay(portal, &case, 40_000, "all").await;
        let news = news(portal).await;
        assert!(news.is_empty(), "{news:?}");
    }
}
