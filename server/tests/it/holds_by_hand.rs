//! Holds that the team places for what it hears, and lifts: what somebody asked for takes an owner and a proof.

use app::creditor::Role;
use app::routes;
use domain::ids::{CaseId, HoldId};
use server::store::answer::{self, AnswerKind};
use server::store::evidence;
use server::store::hold::{self, HoldKind};
use server::use_cases::access_link::{self as links, Outcome};
use server::use_cases::{PortalError, inbox, preference};

use crate::browser::Browser;
use crate::engine::on_both_engines;
use crate::portal::{TestPortal, pen};
use crate::team::sign_in;

async fn member(portal: &TestPortal, who: (&str, Role)) -> Browser {
    let clinic = portal.clinic.clone();
    sign_in(portal, &clinic, who).await
}

/// The holds that stand.
async fn standing(portal: &TestPortal, case: &CaseId) -> Vec<(HoldId, HoldKind)> {
    let mut conn = portal.portal.store.read().await.expect("a connection");
    let holds = hold::active(&mut conn, &portal.clinic, case).await.expect("holds");
    holds.into_iter().map(|hold| (hold.id, hold.kind)).collect()
}

/// What the acts of a kind say.
async fn acts(portal: &TestPortal, case: &CaseId, kind: &str) -> Vec<String> {
    let mut conn = portal.portal.store.read().await.expect("a connection");
    let all = evidence::of_case(&mut conn, &portal.clinic, case).await.expect("a chain");
    all.into_iter().filter(|act| act.kind == kind).map(|act| act.body).collect()
}

on_both_engines! {
    async fn whoever_hears_of_a_hardship_or_a_death_stops_reminders_with_a_reason(portal) {
        let mut ana = member(portal, ("ana@example.pe", Role::Agent)).await;
        for (why, kind) in [
            ("paid", HoldKind::Said(AnswerKind::Paid)),
            ("wrong", HoldKind::Said(AnswerKind::Wrong)),
            ("opt-out", HoldKind::OptedOut),
            ("hardship", HoldKind::Hardship),
            ("breathing-space", HoldKind::BreathingSpace),
            ("somebody-else", HoldKind::Said(AnswerKind::NotThem)),
            ("deceased", HoldKind::Deceased),
        ] {
            let (case, _) = portal.debt(pen(1000)).await;
            let path = routes::team_case_pause(&case);
            let page = ana.post(&path, &[("why", why), ("reason", " ")]).await;
            assert_eq!(page.status, 422, "{why}");
            assert!(page.body.contains("href=\"#pause-reason\""), "{}", page.body);
            assert_eq!(ana.post(&path, &[("why", "court"), ("reason", "x")]).await.status, 400);
            assert!(standing(portal, &case).await.is_empty());
            for _ in 0..2 {
                let fields = [("why", why), ("reason", "Llamó su hija <Ana>")];
                assert_eq!(ana.post(&path, &fields).await.status, 303);
            }
            let [(_, placed)] = standing(portal, &case).await[..] else { panic!("{why}: one") };
            assert_eq!(placed, kind);
            let page = ana.get(&routes::team_case(&case)).await;
            assert!(page.body.contains("Llamó su hija &lt;Ana&gt;"), "{}", page.body);
            let told = acts(portal, &case, "hold").await;
            assert!(told.len() == 1 && !told[0].contains("hija"), "{told:?}");
            let sent = links::send(&portal.portal, &portal.clinic, &case, "ana").await.expect("asked");
            assert_ne!(sent, Outcome::Queued);
        }
    }

    async fn what_was_said_of_a_payment_or_a_mistake_waits_among_the_replies(portal) {
        let mut ana = member(portal, ("ana@example.pe", Role::Agent)).await;
        for (why, kind) in [("paid", AnswerKind::Paid), ("wrong", AnswerKind::Wrong)] {
            let (case, _) = portal.debt(pen(1000)).await;
            let fields = [("why", why), ("reason", "Llamó el lunes y lo contó")];
            for _ in 0..2 {
                assert_eq!(ana.post(&routes::team_case_pause(&case), &fields).await.status, 303);
            }
            let mut conn = portal.portal.store.read().await.expect("a connection");
            let said = answer::of_case(&mut conn, &portal.clinic, &case).await.expect("answers");
            drop(conn);
            let kinds: Vec<_> = said.iter().map(|one| (one.kind, one.attended_at)).collect();
            assert_eq!(kinds, [(kind, None)], "{why}");
        }
    }

    async fn whoever_tells_the_team_that_they_want_no_more_gets_nothing_about_any_case(portal) {
        let (case, _) = portal.debt_at(pen(1000), "casa@example.pe").await;
        let (other, _) = portal.debt_at(pen(2000), "casa@example.pe").await;
        let mut ana = member(portal, ("ana@example.pe", Role::Agent)).await;
        let fields = [("why", "opt-out"), ("reason", "Llamó: no quiere más mensajes")];
        assert_eq!(ana.post(&routes::team_case_pause(&case), &fields).await.status, 303);
        let sent = links::send(&portal.portal, &portal.clinic, &other, "ana").await.expect("asked");
        assert_ne!(sent, Outcome::Queued);
        let page = ana.get(&routes::team_case(&case)).await.body;
        assert!(page.contains("Solo puede levantarla"), "{page}");
    }

    async fn what_somebody_asked_for_is_lifted_by_an_owner_with_a_proof(portal) {
        let (case, _) = portal.debt(pen(1000)).await;
        preference::stop(&portal.portal, &portal.clinic, &case).await.expect("stopped");
        let (hold, kind) = standing(portal, &case).await.remove(0);
        assert_eq!(kind, HoldKind::OptedOut);
        let of = (&case, &hold);
        let pressed = inbox::lift(&portal.portal, &portal.clinic, of, "ana").await;
        assert!(matches!(pressed, Err(PortalError::Refused("proof"))), "{pressed:?}");
        let path = routes::team_case_lift(&case, &hold);
        let mut ana = member(portal, ("ana@example.pe", Role::Agent)).await;
        let page = ana.get(&routes::team_case(&case)).await;
        assert!(!page.body.contains(&path) && page.body.contains("Solo puede levantarla"));
        for fields in [&[][..], &[("proof", "Correo del 24")]] {
            assert_eq!(ana.post(&path, fields).await.status, 403, "{fields:?}");
        }
        let mut olga = member(portal, ("olga@example.pe", Role::Owner)).await;
        let page = olga.post(&path, &[("proof", "")]).await;
        assert_eq!(page.status, 422);
        assert!(page.body.contains(&format!("href=\"#proof-{hold}\"")), "{}", page.body);
        assert_eq!(standing(portal, &case).await.len(), 1);
        for _ in 0..2 {
            let fields = [("proof", "Pidió por correo volver a recibirlos")];
            assert_eq!(olga.post(&path, &fields).await.status, 303);
        }
        assert!(standing(portal, &case).await.is_empty());
        let lifted = acts(portal, &case, "hold-lifted").await;
        assert!(lifted.len() == 1 && !lifted[0].contains("correo"), "{lifted:?}");
        let page = olga.get(&routes::team_case(&case)).await;
        assert!(page.body.contains("Pidió por correo volver a recibirlos"), "{}", page.body);
    }

    async fn a_hardship_is_lifted_by_a_press_of_anybody(portal) {
        let (case, _) = portal.debt(pen(1000)).await;
        let mut ana = member(portal, ("ana@example.pe", Role::Agent)).await;
        let fields = [("why", "hardship"), ("reason", "Perdió su empleo")];
        ana.post(&routes::team_case_pause(&case), &fields).await;
        let (hold, _) = standing(portal, &case).await.remove(0);
        assert_eq!(ana.post(&routes::team_case_lift(&case, &hold), &[]).await.status, 303);
        assert!(standing(portal, &case).await.is_empty());
    }
}
