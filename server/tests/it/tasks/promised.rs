//! A day that is named in a call is a promise of what the call is about, and of nothing else.

use app::creditor::Role;
use app::routes;
use app::routes::pattern::TEAM_TASKS;
use chrono::TimeDelta;
use domain::ids::{CaseId, DebtId, PromiseId};
use domain::promise::PromiseState;
use reqwest::StatusCode;
use server::store::promise;
use server::use_cases::task::Outcome;

use super::{ana, day, ends, open, promises};
use crate::books::change;
use crate::engine::on_both_engines;
use crate::instalments::{a_day_begins, in_a_plan, pay};
use crate::own_sequence::CALLS;
use crate::phones::ringing;
use crate::portal::{TestPortal, pen};
use crate::reminders::{apply, night};
use crate::ways_out::{POLICY, offer};
use crate::{links, mail, team};

/// Who hears of it in the team.
const MEMBER: &str = "lucia@sanborja.example";

const MISSED: &str = r#"
name = "Cuotas"
gap_days = 7
[[step]]
name = "Llamada"
kind = "instalment-missed"
days = 4
task = "call"
script = "Buenos días."
"#;

/// Somebody is to call about 300.00, late; 900.00 more are due in December. The policy gives ten days.
async fn two_debts(portal: &mut TestPortal) -> (CaseId, DebtId) {
    let (case, late) = portal.debt_of("CALL", pen(30_000)).await;
    let (_, ahead) = portal.debt_of("CALL", pen(90_000)).await;
    ringing(portal, &case).await;
    change(portal, &format!("update debts set due_on = '2026-12-20' where id = '{ahead}'")).await;
    offer(portal, &POLICY.replace("\"500.00\"", "\"5000.00\"")).await;
    apply(portal, CALLS, None).await;
    night(portal).await;
    (case, late)
}

/// They say in the call that they will pay by a day.
async fn says(portal: &TestPortal, on: &str) {
    let id = open(portal).await.remove(0).id;
    ends(portal, &id, (Outcome::WillPay, Some(on))).await.expect("ended");
}

async fn state(portal: &TestPortal, id: &PromiseId) -> PromiseState {
    let mut conn = portal.portal.store.read().await.expect("a connection");
    let found = promise::find(&mut conn, &portal.clinic, id).await.expect("asked");
    found.expect("there").promise.state
}

on_both_engines! {
    async fn what_is_promised_in_a_call_is_what_the_call_is_about(portal) {
        let (case, late) = two_debts(portal).await;
        let page = ana(portal).await.get(TEAM_TASKS).await.body;
        let told = "el día no pasa del 4 de diciembre, queda como compromiso por S/\u{a0}300.00";
        assert!(page.contains(told), "whoever writes it down knows of what: {page}");
        says(portal, "2026-11-27").await;
        let made = promises(portal, &case).await;
        let [kept] = made.as_slice() else { panic!("one promise: {made:?}") };
        assert_eq!((kept.promise.amount, &kept.debts), (pen(30_000), &vec![late]));
        pay(portal, &case, 30_000, "one").await;
        let expected = PromiseState::Kept { on: day("2026-11-24") };
        assert_eq!(state(portal, &kept.id).await, expected);
        // More time for the other debt was not used up.
        let mut browser = links::enter_again(portal, &case).await;
        let path = "/opciones/aceptar?currency=PEN&way=extension&on=2026-12-04";
        assert_eq!(browser.get(path).await.status, StatusCode::OK);
    }

    async fn what_a_person_told_the_team_is_not_what_they_agreed_to_on_a_page(portal) {
        let clinic = portal.clinic.clone();
        team::invite(portal, &clinic, (MEMBER, Role::Agent), None).await;
        let (case, _) = two_debts(portal).await;
        says(portal, "2026-11-27").await;
        portal.run_jobs().await;
        let news = mail::to(portal, MEMBER);
        let told = news.iter().find(|one| one.subject.starts_with("Compromiso de pago"));
        let told = told.expect("the team is told");
        assert!(told.text.contains("Lo dijo a alguien del equipo"), "{}", told.text);
        let page = ana(portal).await.get(&routes::team_case(&case)).await.body;
        assert!(page.contains("Compromiso de pago, dicho al equipo"), "{page}");
        assert!(!page.contains("Compromiso de pago aceptado"), "{page}");
    }

    async fn what_the_team_wrote_down_by_mistake_is_withdrawn_and_uses_nothing_up(portal) {
        let (case, _) = two_debts(portal).await;
        // Signing in lets letters leave.
        let (mut ana, path) = (ana(portal).await, routes::team_case_withdraw(&case));
        says(portal, "2026-11-27").await;
        let made = promises(portal, &case).await.remove(0);
        let page = ana.get(&routes::team_case(&case)).await.body;
        assert!(page.contains(&path), "{page}");
        for _ in 0..2 {
            assert_eq!(ana.post(&path, &[]).await.status, StatusCode::SEE_OTHER);
        }
        let expected = PromiseState::Withdrawn { on: day("2026-11-24") };
        assert_eq!(state(portal, &made.id).await, expected);
        let page = ana.get(&routes::team_case(&case)).await.body;
        assert!(!page.contains(&path), "nothing is left to withdraw: {page}");
        assert_eq!(page.matches("Compromiso de pago retirado").count(), 1, "{page}");
        portal.run_jobs().await;
        let written = mail::all(portal);
        assert!(written.iter().all(|one| !one.text.contains("como nos dijiste")), "{written:?}");
        let mut browser = links::enter_again(portal, &case).await;
        let path = "/opciones/aceptar?currency=PEN&way=extension&on=2026-12-04";
        let page = browser.get(path).await;
        assert_eq!(page.status, StatusCode::OK, "more time was not used up");
        crate::agreed::tick(&mut browser, &page.body).await;
        // What a page was agreed to on is theirs alone to keep.
        assert!(!ana.get(&routes::team_case(&case)).await.body.contains("/compromisos/retirar"));
        ana.post(&routes::team_case_withdraw(&case), &[]).await;
        assert_eq!(promises(portal, &case).await.len(), 1);
    }

    async fn a_promise_is_not_broken_for_a_debt_that_nobody_spoke_of(portal) {
        let (case, late) = two_debts(portal).await;
        says(portal, "2026-11-27").await;
        let made = promises(portal, &case).await.remove(0);
        change(portal, &format!("update debts set disputed_at = 1 where id = '{late}'")).await;
        portal.advance(TimeDelta::days(4)).await;
        a_day_begins(portal).await;
        let expected = PromiseState::Kept { on: day("2026-11-27") };
        assert_eq!(state(portal, &made.id).await, expected, "nothing of it waits to be paid");
    }

    async fn a_call_about_the_date_of_a_plan_promises_nothing_beside_it(portal) {
        let (case, _) = in_a_plan(portal).await;
        portal.debt_of("P-1", pen(5_000)).await;
        ringing(portal, &case).await;
        apply(portal, MISSED, None).await;
        portal.advance(TimeDelta::days(7)).await;
        a_day_begins(portal).await;
        night(portal).await;
        let page = ana(portal).await.get(TEAM_TASKS).await.body;
        assert!(page.contains("Por cobrar: S/\u{a0}100.00"), "{page}");
        assert!(!page.contains("queda como compromiso"), "{page}");
        says(portal, "2026-12-04").await;
        assert!(promises(portal, &case).await.is_empty());
    }
}
