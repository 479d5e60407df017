//! A debt-free certificate that an owner issues: for what an import settled, once, and only where nothing is owed.

use app::creditor::Role;
use app::routes;
use domain::ids::CaseId;
use server::store::answer::AnswerKind;
use server::store::clearance::{self, Clearance};
use server::use_cases::answer::{self, Said};

use crate::browser::Browser;
use crate::engine::on_both_engines;
use crate::import::{Line, MAP, file, import, line};
use crate::mail::{self, Letter};
use crate::portal::{TestPortal, pen};
use crate::team::sign_in;

/// Who issues it.
const OWNER: &str = "olga@example.pe";

/// The ticked box.
const CHECKED: [(&str, &str); 1] = [("checked", "yes")];

/// The debtor's invoice, as the creditor's file has it.
fn invoice() -> Line<'static> {
    let (name, email) = ("Rosa Quispe Mamani", "rosa1@example.pe");
    Line { name, email, ..line("B001-0001", "P-1", "400,00") }
}

/// A case that an import has settled as paid elsewhere.
async fn settled(portal: &mut TestPortal) -> CaseId {
    let (case, _) = portal.debt(pen(40_000)).await;
    import(portal, MAP, file(&[invoice()])).await;
    import(portal, MAP, file(&[Line { settled: "20/11/2026", ..invoice() }])).await;
    assert_eq!(portal.owed(&case).await, 0);
    case
}

/// A case whose debts an import has closed: they are gone from the creditor's file.
async fn closed(portal: &mut TestPortal) -> CaseId {
    let (case, _) = portal.debt(pen(40_000)).await;
    import(portal, MAP, file(&[invoice()])).await;
    let closing = MAP.replace("amount = ", "absent = \"close\"\namount = ");
    import(portal, &closing, file(&[line("B-9", "C-9", "10,00")])).await;
    assert_eq!(portal.owed(&case).await, 0);
    case
}

async fn certificates(portal: &TestPortal, case: &CaseId) -> Vec<Clearance> {
    let mut conn = portal.portal.store.read().await.expect("a connection");
    clearance::of_case(&mut conn, &portal.clinic, case).await.expect("certificates")
}

async fn owner(portal: &TestPortal) -> Browser {
    let clinic = portal.clinic.clone();
    sign_in(portal, &clinic, (OWNER, Role::Owner)).await
}

/// The letters that brought a certificate.
fn brought(portal: &TestPortal) -> Vec<Letter> {
    let letters = mail::to(portal, "rosa1@example.pe").into_iter();
    letters.filter(|letter| letter.subject.contains("está lista")).collect()
}

on_both_engines! {
    async fn an_owner_issues_one_for_what_an_import_settled_and_only_once(portal) {
        let case = settled(portal).await;
        assert!(certificates(portal, &case).await.is_empty(), "an import issues none");
        let mut owner = owner(portal).await;
        let (page, action) = (routes::team_case(&case), routes::team_case_clearance(&case));
        assert!(owner.get(&page).await.body.contains(&action));
        let unticked = owner.post(&action, &[]).await;
        assert_eq!(unticked.status, 422);
        assert!(unticked.body.contains("Falta marcar que se comprobó"), "{}", unticked.body);
        assert!(certificates(portal, &case).await.is_empty());
        for _ in 0..2 {
            let sent = owner.post(&action, &CHECKED).await;
            assert_eq!(sent.location.as_deref(), Some(page.as_str()));
        }
        let issued = certificates(portal, &case).await;
        let [one] = issued.as_slice() else { panic!("{issued:?}") };
        assert_eq!((one.debts, one.revoked_at), (1, None));
        let after = owner.get(&page).await.body;
        assert!(after.contains("Constancia de no adeudo emitida"), "{after}");
        assert!(!after.contains(&action), "there is nothing left to issue");
        portal.run_jobs().await;
        let letters = brought(portal);
        let [letter] = letters.as_slice() else { panic!("{letters:?}") };
        assert!(letter.raw.contains("constancia.pdf") && letter.raw.contains("recibo.pdf"));
        let check = format!("/verificar/{}", one.code.as_str());
        let told = portal.browser().get(&check).await.body;
        assert!(told.contains("Esta constancia es auténtica"), "{told}");
    }

    async fn one_without_any_payment_comes_alone_and_says_so(portal) {
        let case = closed(portal).await;
        let mut owner = owner(portal).await;
        owner.post(&routes::team_case_clearance(&case), &CHECKED).await;
        assert_eq!(certificates(portal, &case).await.len(), 1);
        portal.run_jobs().await;
        let letters = brought(portal);
        let [letter] = letters.as_slice() else { panic!("{letters:?}") };
        assert!(letter.text.contains("Tu constancia va con este mensaje, en PDF"), "{}", letter.text);
        assert!(letter.raw.contains("constancia.pdf") && !letter.raw.contains("recibo.pdf"));
    }

    async fn what_is_owed_or_asked_stands_against_it(portal) {
        let (owing, _) = portal.debt_of("P-7", pen(1_000)).await;
        let case = settled_with_a_question(portal).await;
        let mut owner = owner(portal).await;
        for case in [&owing, &case] {
            let action = routes::team_case_clearance(case);
            let page = owner.get(&routes::team_case(case)).await.body;
            assert!(!page.contains(&action), "{page}");
            owner.post(&action, &CHECKED).await;
            assert!(certificates(portal, case).await.is_empty());
        }
    }

    async fn an_agent_sees_no_form_that_issues_one(portal) {
        let case = settled(portal).await;
        let clinic = portal.clinic.clone();
        let mut agent = sign_in(portal, &clinic, ("ana@example.pe", Role::Agent)).await;
        let action = routes::team_case_clearance(&case);
        assert!(!agent.get(&routes::team_case(&case)).await.body.contains(&action));
        assert_eq!(agent.post(&action, &CHECKED).await.status, 403);
        assert!(certificates(portal, &case).await.is_empty());
    }
}

/// A settled case whose debtor says that something is wrong.
async fn settled_with_a_question(portal: &mut TestPortal) -> CaseId {
    let (case, _) = portal.debt(pen(40_000)).await;
    let visit = portal.visit(&case).await;
    let said = Said { kind: AnswerKind::Wrong, text: "no es mío" };
    answer::say(&portal.portal, &visit, said).await.expect("heard");
    let second = || Line { doc: "B001-0002", customer: "P-2", ..invoice() };
    import(portal, MAP, file(&[second()])).await;
    import(portal, MAP, file(&[Line { settled: "20/11/2026", ..second() }])).await;
    assert_eq!(portal.owed(&case).await, 0);
    case
}
