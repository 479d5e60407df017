//! What was agreed, as PDF: it says what was accepted and stays the same whatever changes since.

use app::creditor::Role;
use domain::ids::CaseId;
use mail_parser::{MessageParser, MimeHeaders};
use server::use_cases::creditor;

use crate::agreed::{FOUR, debtor_who_owes, plans, tick};
use crate::browser::Browser;
use crate::engine::on_both_engines;
use crate::portal::{CLINIC, TestPortal, add_creditor, pen};
use crate::team::sign_in;
use crate::ways_out::{POLICY, offer};
use crate::{links, mail};

/// What a PDF says, without blanks: where lines break is not what it says.
pub fn said(bytes: &[u8]) -> String {
    bare(&pdf_extract::extract_text_from_mem(bytes).expect("it reads"))
}

/// A text without blanks.
pub fn bare(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

/// A file that must be there.
pub async fn file(browser: &mut Browser, path: &str) -> Vec<u8> {
    let (status, bytes) = browser.file(path).await;
    assert_eq!(status, 200, "{path}");
    bytes
}

/// A debtor who has agreed to four instalments, and where their agreement lies.
async fn agreed(portal: &mut TestPortal) -> (CaseId, Browser, String) {
    let (case, mut browser) = debtor_who_owes(portal, 40_000).await;
    let page = browser.get(FOUR).await;
    tick(&mut browser, &page.body).await;
    let plan = plans(portal, &case).await.pop().expect("a plan").id;
    (case, browser, format!("/plan/{plan}/acuerdo.pdf"))
}

on_both_engines! {
    async fn an_agreement_as_pdf_says_what_was_accepted(portal) {
        let (_, mut browser, path) = agreed(portal).await;
        let page = browser.get(&path.replace(".pdf", "")).await;
        assert!(page.body.contains(&path), "the page leads to it: {}", page.body);
        let said = said(&file(&mut browser, &path).await);
        for part in [
            "Convenio de pago",
            "Clínica San Borja S.A.C.",
            "24 de noviembre de 2026",
            "24 de diciembre de 2026",
            "S/ 100.00",
            "S/ 400.00",
            "Aceptado: 24 de noviembre de 2026, 10:00 a. m.",
        ] {
            assert!(said.contains(&bare(part)), "{part} is missing in: {said}");
        }
        // By these it can be told from any other: both stand on its page too.
        let mut parts = page.body.split("Código de comprobación de este texto");
        let evidence = parts.nth(1).expect("a fingerprint");
        let fingerprint = evidence.split("small\">").nth(1).and_then(|rest| rest.split('<').next());
        assert!(said.contains(fingerprint.expect("its text")), "{said}");
    }

    async fn an_agreement_stays_the_same_whatever_the_creditor_changes(portal) {
        let (case, mut browser, path) = agreed(portal).await;
        let before = file(&mut browser, &path).await;
        offer(portal, &POLICY.replace("grace_days = 3", "grace_days = 9")).await;
        let other = CLINIC
            .replace("name = \"Clínica San Borja\"", "name = \"Otra Clínica\"")
            .replace("Clínica San Borja S.A.C.\"\nlegal_id", "Otra Clínica S.A.C.\"\nlegal_id")
            .replace("#0b6e5f", "#e30613")
            .replace("Los pagos vencen a los 30 días.", "Otras condiciones.");
        add_creditor(&portal.portal, &other).await;
        let (_, settings) = creditor::find(&portal.portal, "san-borja").await.expect("there");
        assert_eq!(settings.file.legal_name, "Otra Clínica S.A.C.");
        // More happens in the case: its evidence goes on.
        portal.debt_of("P-1", pen(5_000)).await;
        assert!(file(&mut browser, &path).await == before, "the same paper, other bytes");
        // The team reads the very same.
        let clinic = portal.clinic.clone();
        let mut ana = sign_in(portal, &clinic, ("ana@example.pe", Role::Agent)).await;
        let here = format!("/panel/casos/{case}");
        let page = ana.get(&here).await.body;
        let at = page.find(&format!("{here}/documentos/plan_")).expect("a link to it");
        let link = page[at..].split('"').next().expect("its end").to_owned();
        assert!(file(&mut ana, &link).await == before, "the team's is another one");
    }

    async fn the_copy_by_mail_brings_the_agreement(portal) {
        let (_, mut browser, path) = agreed(portal).await;
        portal.run_jobs().await;
        let letter = mail::all(portal).pop().expect("a copy");
        let raw = letter.raw.as_bytes().to_vec();
        let read = MessageParser::default().parse(&raw).expect("it reads");
        let file_of_letter = read.attachments().next().expect("a file");
        assert_eq!(file_of_letter.attachment_name(), Some("acuerdo.pdf"));
        assert!(file_of_letter.contents() == file(&mut browser, &path).await, "another paper");
        assert!(letter.text.contains("en PDF"), "{}", letter.text);
    }

    async fn another_persons_papers_are_not_there(portal) {
        let (_, _, path) = agreed(portal).await;
        let (other, _) = portal.debt(pen(1_000)).await;
        let mut stranger = links::enter(portal, &other).await;
        assert_eq!(stranger.get(&path).await.status, 404);
    }

    async fn what_another_case_agreed_to_is_not_among_its_papers(portal) {
        let (case, _, _) = agreed(portal).await;
        let plan = plans(portal, &case).await.pop().expect("a plan").id;
        let (other, _) = portal.debt(pen(5_000)).await;
        let clinic = portal.clinic.clone();
        let mut ana = sign_in(portal, &clinic, ("ana@example.pe", Role::Agent)).await;
        let paper = |case| app::routes::team_case_paper(case, plan.as_str());
        assert_eq!(ana.file(&paper(&case)).await.0, 200);
        assert_eq!(ana.file(&paper(&other)).await.0, 404);
    }
}
