//! What is written about plans: before a date, when one was missed, and when a plan is over; each once, to whom
//! it concerns, and only while it is true.

use app::creditor::Role;
use chrono::TimeDelta;
use domain::ids::CaseId;
use server::store::message;
use server::use_cases::plan::letters as plan_letters;

use crate::agreed::{debtor_who_owes, tick};
use crate::begun::announced;
use crate::browser::Browser;
use crate::engine::on_both_engines;
use crate::instalments::{a_day_begins, in_a_plan, only, pay};
use crate::links::press;
use crate::mail::{self, Letter};
use crate::portal::TestPortal;
use crate::team;

/// Who hears of it in the team.
const MEMBER: &str = "lucia@sanborja.example";

/// The subjects of the letters to the debtor.
const BEFORE: &str = "Un recordatorio de San Borja";
const MISSED: &str = "Una nota de San Borja para ti";
const ENDED: &str = "Tienes una novedad de San Borja";
const DONE: &str = "Una buena noticia de San Borja";

/// Moves the clocks by so many days, lets the day begin, twice, and lets leave what may.
async fn days(portal: &TestPortal, days: i64) {
    portal.advance(TimeDelta::days(days)).await;
    for _ in 0..2 {
        a_day_begins(portal).await;
    }
    portal.run_jobs().await;
}

/// The letters with this subject, oldest first.
fn letters(portal: &TestPortal, subject: &str) -> Vec<Letter> {
    mail::all(portal).into_iter().filter(|letter| letter.subject == subject).collect()
}

/// Why each letter of a kind about a case did not leave.
async fn why(portal: &TestPortal, case: &CaseId, kind: &str) -> Vec<Option<String>> {
    let mut conn = portal.portal.store.read().await.expect("a connection");
    let all = message::of_case(&mut conn, &portal.clinic, case).await.expect("messages");
    all.into_iter().filter(|one| one.kind == kind).map(|one| one.why).collect()
}

/// A plan whose first instalment is paid; the next one is due on Thursday, 24 December.
async fn paid_once(portal: &mut TestPortal) -> (CaseId, Browser) {
    let (case, browser) = in_a_plan(portal).await;
    pay(portal, &case, 10_000, "one").await;
    portal.run_jobs().await;
    (case, browser)
}

on_both_engines! {
    async fn one_letter_comes_before_a_date_and_its_link_leads_to_the_person(portal) {
        paid_once(portal).await;
        days(portal, 26).await;
        assert!(letters(portal, BEFORE).is_empty(), "four days before is too soon");
        days(portal, 1).await;
        days(portal, 1).await;
        let sent = letters(portal, BEFORE);
        let [letter] = sent.as_slice() else { panic!("{sent:?}") };
        assert!(letter.text.contains("La próxima fecha de tu plan es el jueves 24 de diciembre."), "{}", letter.text);
        assert!(letter.text.contains("S/\u{a0}100.00"), "{}", letter.text);
        let next = press(&mut portal.browser(), &letter.token()).await;
        assert_eq!(next.as_deref(), Some("/identidad"));
    }

    async fn a_letter_whose_date_was_paid_does_not_leave(portal) {
        let (case, _) = paid_once(portal).await;
        portal.advance(TimeDelta::days(27)).await;
        a_day_begins(portal).await;
        pay(portal, &case, 10_000, "two").await;
        portal.run_jobs().await;
        assert!(letters(portal, BEFORE).is_empty());
        let receipt = mail::all(portal).pop().expect("a receipt");
        let next = "La próxima fecha de tu plan es el lunes 25 de enero de 2027: S/\u{a0}100.00.";
        assert!(receipt.text.contains(next), "{}", receipt.text);
    }

    async fn a_missed_date_is_told_kindly_and_when_the_contact_rules_allow(portal) {
        let (case, _) = in_a_plan(portal).await;
        // Saturday; and the link of the week's beginning counts until Tuesday.
        days(portal, 4).await;
        assert!(letters(portal, MISSED).is_empty());
        days(portal, 2).await;
        assert!(letters(portal, MISSED).is_empty());
        days(portal, 1).await;
        let sent = letters(portal, MISSED);
        let [letter] = sent.as_slice() else { panic!("{sent:?}") };
        for part in ["La fecha del martes 24 de noviembre quedó pendiente.", "el plan sigue", "/e/"] {
            assert!(letter.text.contains(part), "{part}: {}", letter.text);
        }
        assert!(only(portal, &case).await.plan.is_late());
    }

    async fn a_missed_date_that_was_paid_meanwhile_is_not_told(portal) {
        let (case, _) = in_a_plan(portal).await;
        days(portal, 4).await;
        pay(portal, &case, 10_000, "one").await;
        days(portal, 4).await;
        assert!(letters(portal, MISSED).is_empty());
    }

    async fn nobody_is_told_of_a_missed_date_whose_money_they_have_sent(portal) {
        let (case, _) = in_a_plan(portal).await;
        portal.advance(TimeDelta::days(4)).await;
        a_day_begins(portal).await;
        assert!(only(portal, &case).await.plan.parts()[0].missed_on.is_some());
        announced(portal, &case).await;
        days(portal, 3).await;
        assert!(letters(portal, MISSED).is_empty());
        assert_eq!(why(portal, &case, plan_letters::MISSED).await, [Some("on-its-way".to_owned())]);
        // What else comes is thanked for, and asks for nothing that is on its way.
        pay(portal, &case, 5_000, "half").await;
        portal.run_jobs().await;
        let receipt = mail::all(portal).pop().expect("a receipt");
        let next = "La próxima fecha de tu plan es el jueves 24 de diciembre: S/\u{a0}50.00.";
        assert!(receipt.text.contains(next), "{}", receipt.text);
    }

    async fn nobody_is_told_of_a_date_whose_money_they_have_sent(portal) {
        let (case, _) = paid_once(portal).await;
        portal.advance(TimeDelta::days(27)).await;
        a_day_begins(portal).await;
        announced(portal, &case).await;
        portal.run_jobs().await;
        assert!(letters(portal, BEFORE).is_empty());
        assert_eq!(why(portal, &case, plan_letters::BEFORE).await, [Some("on-its-way".to_owned())]);
    }

    async fn a_broken_plan_is_told_to_its_debtor_and_to_the_team(portal) {
        let clinic = portal.clinic.clone();
        team::invite(portal, &clinic, (MEMBER, Role::Agent), None).await;
        in_a_plan(portal).await;
        days(portal, 4).await;
        days(portal, 35).await;
        days(portal, 4).await;
        let told = letters(portal, ENDED);
        let [letter] = told.as_slice() else { panic!("{told:?}") };
        assert!(letter.text.contains("porque quedaron fechas sin pagar"), "{}", letter.text);
        assert!(letter.text.contains("Quedan S/\u{a0}400.00 pendientes."), "{}", letter.text);
        let team = mail::to(portal, MEMBER);
        let broken = team.iter().filter(|letter| letter.subject.starts_with("Plan terminado"));
        let broken: Vec<_> = broken.collect();
        assert!(broken.len() == 1 && broken[0].subject.contains("400.00"), "{team:?}");
    }

    async fn a_payment_that_completes_a_plan_says_so_in_its_receipt(portal) {
        let clinic = portal.clinic.clone();
        team::invite(portal, &clinic, (MEMBER, Role::Agent), None).await;
        let (case, _) = paid_once(portal).await;
        pay(portal, &case, 29_200, "rest").await;
        portal.run_jobs().await;
        assert!(letters(portal, DONE).is_empty());
        let all = mail::all(portal);
        let receipts = all.iter().filter(|letter| letter.text.contains("Completaste tu plan. Gracias."));
        assert_eq!(receipts.count(), 1, "{all:?}");
        let done = all.iter().filter(|letter| letter.subject.starts_with("Plan completado"));
        let done: Vec<_> = done.collect();
        assert!(done.len() == 1 && done[0].subject.contains("392.00"), "{all:?}");
    }

    async fn a_plan_that_ends_on_the_day_after_has_a_letter_of_its_own(portal) {
        let (case, mut browser) = debtor_who_owes(portal, 60_000).await;
        let page = browser.get("/opciones/aceptar?currency=PEN&way=settlement-3").await.body;
        tick(&mut browser, &page).await;
        for key in ["one", "two", "three"] {
            pay(portal, &case, 12_000, key).await;
        }
        portal.run_jobs().await;
        assert!(letters(portal, DONE).is_empty());
        days(portal, 1).await;
        let sent = letters(portal, DONE);
        let [letter] = sent.as_slice() else { panic!("{sent:?}") };
        assert!(letter.text.contains("Pagaste S/\u{a0}360.00 a Clínica San Borja S.A.C."), "{}", letter.text);
    }
}
