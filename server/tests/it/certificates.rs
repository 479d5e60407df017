//! Debt-free certificates: once, at zero, until one of their debts is owed again; and what they tell
//! everybody.

use chrono::TimeDelta;
use domain::ids::CaseId;
use serde_json::json;
use server::jobs::runner;
use server::store::answer::AnswerKind;
use server::store::clearance::{self, Clearance};
use server::store::hold;
use server::use_cases::answer::{self, Said};
use server::use_cases::inbox;
use server::use_cases::payment::chargeback;
use server::use_cases::payment::elsewhere::{self, Recorded};

use crate::agreed::{debtor_who_owes, tick};
use crate::books;
use crate::browser::Browser;
use crate::engine::on_both_engines;
use crate::papers::{bare, file, said};
use crate::payments::{all, open_page};
use crate::portal::{TestPortal, pen};
use crate::{links, mail};

/// What is owed and paid.
const PAID: i64 = 10_000;

/// All certificates of a case, oldest first.
pub async fn certificates(portal: &TestPortal, case: &CaseId) -> Vec<Clearance> {
    let mut conn = portal.portal.store.read().await.expect("a connection");
    clearance::of_case(&mut conn, &portal.clinic, case).await.expect("certificates")
}

async fn only(portal: &TestPortal, case: &CaseId) -> Clearance {
    let all = certificates(portal, case).await;
    let [one] = all.as_slice() else { panic!("{all:?}") };
    one.clone()
}

/// Money that the clinic writes down.
async fn pay(portal: &TestPortal, case: &CaseId, minor: i64, key: &str) {
    let today = (portal.portal.clock.now() - TimeDelta::hours(5)).date_naive();
    let new = Recorded {
        amount: pen(minor),
        received_on: today,
        debt: None,
        note: String::new(),
        who: "ana".into(),
        key: key.into(),
    };
    elsewhere::record(&portal.portal, &portal.clinic, case, &new).await.expect("recorded");
}

/// A case that was paid by card, with all events told twice; and the provider's session.
async fn paid_by_card(portal: &mut TestPortal) -> (CaseId, String) {
    let twice = json!([{ "kind": "webhook_duplicate", "per_mille": 1000, "amount": 2 }]);
    portal.stripe.faults(twice).await;
    let (case, _) = portal.debt(pen(PAID)).await;
    let session = open_page(portal, &case, &all(PAID)).await;
    portal.stripe.pay_by_card(&session).await;
    portal.settle().await;
    (case, session)
}

/// What everybody is told of a code.
async fn asked(portal: &TestPortal, code: &str) -> String {
    let page = portal.browser().get(&format!("/verificar/{code}")).await;
    assert_eq!(page.status, 200, "{}", page.body);
    page.body
}

async fn inside(portal: &TestPortal, case: &CaseId) -> Browser {
    let (_, token) = portal.link(case).await;
    links::enter_by(portal, token.reveal()).await
}

on_both_engines! {
    async fn a_case_that_was_paid_gets_one_certificate_however_often_it_is_told(portal) {
        let (case, session) = paid_by_card(portal).await;
        let one = only(portal, &case).await;
        assert_eq!((one.debts, one.revoked_at), (1, None));
        portal.stripe.deliver().await;
        portal.settle().await;
        assert_eq!(only(portal, &case).await, one, "{session}");
        let acts = "select cast(count(*) as bigint) from evidence where kind = 'clearance'";
        assert_eq!(books::number(portal, acts).await, 1);
        books::agree(portal).await;
    }

    async fn the_letter_brings_thanks_the_certificate_and_the_receipt(portal) {
        let (case, _) = paid_by_card(portal).await;
        let one = only(portal, &case).await;
        let letters = mail::to(portal, "rosa1@example.pe");
        let of_it: Vec<_> = letters.iter().filter(|l| l.subject.contains("está lista")).collect();
        let [letter] = of_it.as_slice() else { panic!("{} letters", of_it.len()) };
        for part in ["Ya no tienes nada pendiente", &one.code.to_string(), &format!("/verificar/{}", one.code.as_str())] {
            assert!(letter.text.contains(part), "{part} is missing in: {}", letter.text);
        }
        assert!(letter.raw.contains("constancia.pdf") && letter.raw.contains("recibo.pdf"));
    }

    async fn the_debtor_finds_it_on_the_statement_and_it_says_what_it_should(portal) {
        let (case, _) = paid_by_card(portal).await;
        let one = only(portal, &case).await;
        let mut browser = inside(portal, &case).await;
        let path = format!("/constancia/{}/pdf", one.code.as_str());
        let page = browser.get("/cuenta").await.body;
        assert!(page.contains(&path), "{page}");
        let bytes = file(&mut browser, &path).await;
        assert!(bytes == file(&mut browser, &path).await, "the same paper, other bytes");
        let said = said(&bytes);
        for part in [
            "Constancia de no adeudo",
            "Clínica San Borja S.A.C. (RUC 20601234565)",
            "Rosa Quispe Mamani",
            "Boleta B001-0001",
            "24 de noviembre de 2026",
            &one.code.to_string(),
        ] {
            assert!(said.contains(&bare(part)), "{part} is missing in: {said}");
        }
        assert!(!said.contains("100.00"), "no amount: {said}");
    }

    async fn everybody_learns_that_it_is_genuine_and_nothing_else(portal) {
        let (case, _) = paid_by_card(portal).await;
        let code = only(portal, &case).await.code;
        for typed in [code.as_str().to_owned(), code.to_string().to_lowercase()] {
            let page = asked(portal, &typed).await;
            for part in ["Esta constancia es auténtica", "Clínica San Borja S.A.C.", "24 de noviembre de 2026", "Nombra 1 documento.", &code.to_string()] {
                assert!(page.contains(part), "{part} is missing in: {page}");
            }
            for private in ["Rosa", "Quispe", "P-1", "B001", "S/", "100.00", "rosa1", case.as_str(), "/cuenta"] {
                assert!(!page.contains(private), "{private} in: {page}");
            }
        }
        let mut browser = portal.browser();
        let form = browser.get(&format!("/verificar?code={code}")).await;
        assert!(form.body.contains("Esta constancia es auténtica"), "{}", form.body);
    }

    async fn a_code_that_nobody_has_tells_nothing_and_is_counted(portal) {
        let (case, _) = paid_by_card(portal).await;
        let misses = "select cast(coalesce(sum(misses), 0) as bigint) from code_misses";
        let one = asked(portal, &"Z".repeat(16)).await;
        let other = asked(portal, &"9".repeat(16)).await;
        assert!(one.contains("No encontramos este código") && !one.contains("San Borja"), "{one}");
        assert_eq!(one.replace("ZZZZ", "9999"), other, "the same for every such code");
        assert_eq!(books::number(portal, misses).await, 2);
        asked(portal, only(portal, &case).await.code.as_str()).await;
        assert_eq!(books::number(portal, misses).await, 2, "a genuine one is no miss");
        for wrong in ["/verificar/abc", "/verificar?code=abc", "/verificar?code=%3Cscript%3E"] {
            let page = portal.browser().get(wrong).await;
            assert_eq!(page.status, 422, "{wrong}");
            assert!(page.body.contains("Escribe las 16 letras y números"), "{}", page.body);
            assert!(!page.body.contains("<script"), "{}", page.body);
        }
        assert_eq!(books::number(portal, misses).await, 2, "what is no code is no guess");
    }

    async fn a_chargeback_revokes_it_and_money_that_comes_back_brings_a_new_one(portal) {
        let (case, session) = paid_by_card(portal).await;
        let first = only(portal, &case).await;
        let mut browser = inside(portal, &case).await;
        let what = json!({ "session": session, "kind": "dispute" });
        let opened = portal.stripe.control("disputes", &what).await;
        let dispute = opened["id"].as_str().expect("an id").to_owned();
        portal.settle().await;
        assert_eq!(portal.owed(&case).await, PAID);
        assert!(only(portal, &case).await.revoked_at.is_some());
        let page = asked(portal, first.code.as_str()).await;
        assert!(page.contains("Esta constancia ya no vale"), "{page}");
        let path = format!("/constancia/{}/pdf", first.code.as_str());
        assert_eq!(browser.get(&path).await.status, 404);
        portal.stripe.control(&format!("disputes/{dispute}/win"), &json!({})).await;
        portal.settle().await;
        let again = chargeback::bring_up_to_date(&portal.portal, &portal.clinic, &dispute).await;
        again.expect("it is known");
        let all = certificates(portal, &case).await;
        let [old, new] = all.as_slice() else { panic!("{all:?}") };
        assert!(old.revoked_at.is_some() && new.revoked_at.is_none(), "{all:?}");
        assert_ne!(old.code, new.code);
        books::agree(portal).await;
    }

    async fn a_payment_undone_revokes_it(portal) {
        let (case, _) = portal.debt(pen(PAID)).await;
        pay(portal, &case, PAID, "one").await;
        let code = only(portal, &case).await.code;
        let mut conn = portal.portal.store.read().await.expect("a connection");
        let paid = server::store::payment::of_case(&mut conn, &portal.clinic, &case).await;
        let paid = paid.expect("payments").pop().expect("one");
        drop(conn);
        let (of, why) = ((&case, &paid.id), ("otro caso", "ana"));
        elsewhere::reverse(&portal.portal, &portal.clinic, of, why).await.expect("undone");
        assert!(asked(portal, code.as_str()).await.contains("Esta constancia ya no vale"));
        // A letter that had not left stays: what it would bring no longer holds.
        portal.run_jobs().await;
        let letters = mail::to(portal, "rosa1@example.pe");
        assert!(!letters.iter().any(|letter| letter.subject.contains("está lista")));
    }

    async fn a_later_debt_takes_nothing_from_it_and_brings_another_one(portal) {
        let (case, _) = portal.debt_of("P-7", pen(PAID)).await;
        pay(portal, &case, PAID, "one").await;
        let first = only(portal, &case).await;
        portal.debt_of("P-7", pen(5_000)).await;
        assert!(asked(portal, first.code.as_str()).await.contains("es auténtica"));
        pay(portal, &case, 5_000, "two").await;
        let all = certificates(portal, &case).await;
        let named: Vec<i64> = all.iter().map(|one| one.debts).collect();
        assert_eq!(named, [1, 2]);
        assert!(all.iter().all(|one| one.revoked_at.is_none()));
    }

    async fn a_question_that_is_open_comes_before_it(portal) {
        let (case, _) = portal.debt(pen(PAID)).await;
        let visit = portal.visit(&case).await;
        let said = Said { kind: AnswerKind::Paid, text: "ya pagué" };
        answer::say(&portal.portal, &visit, said).await.expect("heard");
        pay(portal, &case, PAID, "one").await;
        assert!(certificates(portal, &case).await.is_empty());
        let mut conn = portal.portal.store.read().await.expect("a connection");
        let held = hold::active(&mut conn, &portal.clinic, &case).await.expect("holds");
        drop(conn);
        let of = (&case, &held[0].id);
        inbox::lift(&portal.portal, &portal.clinic, of, "ana").await.expect("lifted");
        assert_eq!(only(portal, &case).await.revoked_at, None);
    }

    async fn it_follows_what_a_plan_gives_up(portal) {
        let (case, mut browser) = debtor_who_owes(portal, 60_000).await;
        let page = browser.get("/opciones/aceptar?currency=PEN&way=settlement-3").await.body;
        tick(&mut browser, &page).await;
        for key in ["one", "two", "three"] {
            pay(portal, &case, 12_000, key).await;
        }
        assert!(certificates(portal, &case).await.is_empty(), "the rest is not given up yet");
        portal.advance(TimeDelta::days(1)).await;
        runner::queue_repeated(&portal.portal).await.expect("queued");
        portal.run_jobs().await;
        let code = only(portal, &case).await.code;
        let mut browser = inside(portal, &case).await;
        let path = browser.get("/plan").await.location.expect("its page");
        let page = browser.get(&path).await.body;
        assert!(page.contains(&format!("/constancia/{}/pdf", code.as_str())), "{page}");
    }

    async fn the_database_refuses_to_change_what_was_issued(portal) {
        let (case, _) = portal.debt(pen(PAID)).await;
        pay(portal, &case, PAID, "one").await;
        books::change(portal, "update clearances set revoked_at = 1").await;
        for sql in [
            "update clearances set code = 'X'",
            "update clearances set debts = 9",
            "update clearances set revoked_at = null",
            "delete from clearances",
            "delete from clearance_debts",
        ] {
            let mut tx = portal.portal.store.begin().await.expect("a transaction");
            assert!(sqlx::query(sql).execute(&mut *tx).await.is_err(), "{sql} was allowed");
        }
    }
}
