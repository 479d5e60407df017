//! The identity check: what it forgives, what it counts, what it never locks.

use app::routes;
use chrono::TimeDelta;
use domain::ids::CaseId;
use server::store::{case, debtor};
use server::use_cases::debt::{self, NewDebt};

use crate::engine::on_both_engines;
use crate::links::{press, send_link};
use crate::mail;
use crate::portal::{TestPortal, add_creditor, pen};

async fn first_verified(portal: &TestPortal, id: &CaseId) -> bool {
    let mut tx = portal.portal.store.begin().await.expect("a transaction");
    let case = case::lock(&mut tx, &portal.clinic, id).await.expect("asked").expect("there");
    case.first_verified_at.is_some()
}

on_both_engines! {
    async fn five_wrong_answers_pause_the_access_but_not_a_code_nor_a_new_link(portal) {
        let (case, _) = portal.debt(pen(1000)).await;
        let token = send_link(portal, &case).await;
        let mut browser = portal.browser();
        press(&mut browser, &token).await;
        for left in [4, 3, 2, 1] {
            let page = browser.post("/identidad", &[("answer", "0000")]).await;
            assert_eq!(page.status, 422, "{left} left");
            assert!(page.body.contains("0000"), "what was typed stays");
        }
        assert_eq!(browser.post("/identidad", &[("answer", "0000")]).await.status, 429);
        assert_eq!(browser.post("/identidad", &[("answer", "8912")]).await.status, 429, "not looked at");
        let mut other = portal.browser();
        press(&mut other, &token).await;
        assert_eq!(other.post("/identidad", &[("answer", "8912")]).await.status, 429, "nor elsewhere");
        portal.browser().post(&routes::link_renew(&token), &[]).await;
        portal.run_jobs().await;
        assert_eq!(mail::all(portal).len(), 2, "a new link is never locked");
        let page = browser.post("/identidad/codigo", &[]).await;
        portal.run_jobs().await;
        let code = mail::all(portal).pop().expect("a letter").code();
        let page = browser.follow(page).await;
        assert!(page.body.contains("name=\"code\""), "the code's field");
        let page = browser.post("/identidad", &[("code", &code)]).await;
        assert_eq!(page.location.as_deref(), Some("/cuenta"), "a code still lets in");
        assert!(first_verified(portal, &case).await);
    }

    async fn after_the_pause_the_right_answer_lets_in(portal) {
        let (case, _) = portal.debt(pen(1000)).await;
        let token = send_link(portal, &case).await;
        let mut browser = portal.browser();
        press(&mut browser, &token).await;
        for _ in 0..5 {
            browser.post("/identidad", &[("answer", "0000")]).await;
        }
        portal.advance(TimeDelta::minutes(30)).await;
        let mut browser = portal.browser();
        press(&mut browser, &token).await;
        let page = browser.post("/identidad", &[("answer", "45.678.912")]).await;
        assert_eq!(page.location.as_deref(), Some("/cuenta"));
    }

    async fn what_is_no_answer_costs_no_try(portal) {
        let (case, _) = portal.debt(pen(1000)).await;
        let token = send_link(portal, &case).await;
        let mut browser = portal.browser();
        press(&mut browser, &token).await;
        for _ in 0..12 {
            assert_eq!(browser.post("/identidad", &[("answer", "  ")]).await.status, 422);
            let day = [("day", "31"), ("month", "2"), ("year", "1980")];
            assert_eq!(browser.post("/identidad", &day).await.status, 422);
        }
        let page = browser.post("/identidad", &[("answer", "8912")]).await;
        assert_eq!(page.location.as_deref(), Some("/cuenta"));
    }

    async fn a_code_works_once_for_ten_minutes_and_stands_nowhere_in_clear(portal) {
        let (case, _) = portal.debt(pen(1000)).await;
        let token = send_link(portal, &case).await;
        let mut browser = portal.browser();
        press(&mut browser, &token).await;
        browser.post("/identidad/codigo", &[]).await;
        portal.run_jobs().await;
        let letter = mail::all(portal).pop().expect("a letter");
        let code = letter.code();
        assert!(!letter.subject.contains(&code));
        let wrong = if code == "000000" { "000001" } else { "000000" };
        assert_eq!(browser.post("/identidad", &[("code", wrong)]).await.status, 422);
        portal.advance(TimeDelta::minutes(10)).await;
        assert_eq!(browser.post("/identidad", &[("code", &code)]).await.status, 422, "too old");
        browser.post("/identidad/codigo", &[]).await;
        portal.run_jobs().await;
        let fresh = mail::all(portal).pop().expect("a letter").code();
        let page = browser.post("/identidad", &[("code", &fresh)]).await;
        assert_eq!(page.location.as_deref(), Some("/cuenta"));
        let mut other = portal.browser();
        press(&mut other, &token).await;
        assert_eq!(other.post("/identidad", &[("code", &fresh)]).await.status, 422, "used");
    }

    async fn codes_are_sent_five_times_a_day(portal) {
        let (case, _) = portal.debt(pen(1000)).await;
        let token = send_link(portal, &case).await;
        for _ in 0..8 {
            let mut browser = portal.browser();
            press(&mut browser, &token).await;
            browser.post("/identidad/codigo", &[]).await;
            portal.run_jobs().await;
            portal.advance(TimeDelta::minutes(1)).await;
        }
        assert_eq!(mail::all(portal).len(), 1 + 5);
    }

    async fn whoever_is_not_that_person_is_left_in_peace(portal) {
        let (case, _) = portal.debt(pen(1000)).await;
        let token = send_link(portal, &case).await;
        let mut browser = portal.browser();
        press(&mut browser, &token).await;
        let page = browser.post("/identidad/no-soy", &[]).await;
        assert_eq!(page.status, 200);
        assert!(!page.body.contains("Rosa"));
        assert_eq!(browser.get("/identidad").await.status, 401);
        assert!(press(&mut portal.browser(), &token).await.is_none(), "the link is closed");
        portal.browser().post(&routes::link_renew(&token), &[]).await;
        portal.run_jobs().await;
        assert_eq!(mail::to(portal, "rosa1@example.pe").len(), 1, "nothing more is sent there");
    }

    async fn where_nothing_is_asked_the_button_opens_the_statement(portal) {
        // Two creditors cannot share the platform's own account.
        let own = crate::portal::CLINIC
            .replace("descriptor = \"SAN BORJA\"", "descriptor = \"SAN BORJA\"\naccount = \"acct_own\"");
        add_creditor(&portal.portal, &own).await;
        let toml = crate::portal::CLINIC
            .replace("slug = \"san-borja\"", "slug = \"gym\"")
            .replace("\"national-id\", \"birth-date\", \"invoice-number\"", "\"none\"")
            .replace("descriptor = \"SAN BORJA\"", "descriptor = \"GYM\"\naccount = \"acct_gym\"");
        portal.clinic = add_creditor(&portal.portal, &toml).await;
        let (case, _) = portal.debt(pen(1000)).await;
        let token = send_link(portal, &case).await;
        let mut browser = portal.browser();
        assert_eq!(press(&mut browser, &token).await.as_deref(), Some("/cuenta"));
        assert_eq!(browser.get("/cuenta").await.status, 200);
        for path in ["/real", "/ayuda"] {
            let told = browser.get(path).await.body;
            assert!(told.contains("tenga tu enlace") && told.contains("o lo reenvíes"), "{path}");
            assert!(!told.contains("respuesta") && !told.contains("responde la"), "{path}");
        }
    }

    async fn where_nothing_can_be_asked_a_code_reaches_who_has_an_address(portal) {
        let person = debtor::Person { email: Some("rosa@example.pe".into()), ..debtor::Person::default() };
        let new = NewDebt {
            debtor_reference: "P-1".into(),
            person,
            // Too short to be asked for.
            reference: "7".into(),
            description: None,
            document_type: None,
            issued_on: None,
            due_on: None,
            amount: pen(1000),
        };
        let (case, _) = debt::add(&portal.portal, &portal.clinic, &new).await.expect("a debt");
        let token = send_link(portal, &case).await;
        let mut browser = portal.browser();
        press(&mut browser, &token).await;
        let page = browser.get("/identidad").await;
        assert!(page.body.contains("/identidad/codigo") && !page.body.contains("name=\"answer\""));
        browser.post("/identidad/codigo", &[]).await;
        portal.run_jobs().await;
        let code = mail::all(portal).pop().expect("a letter").code();
        let page = browser.post("/identidad", &[("code", &code)]).await;
        assert_eq!(page.location.as_deref(), Some("/cuenta"));
    }

    async fn without_data_the_invoice_number_is_asked(portal) {
        let (case, _) = portal.debt(pen(1000)).await;
        forget(portal, &case).await;
        let token = {
            let page = server::use_cases::access_link::export(&portal.portal, &portal.clinic, None).await;
            let page = page.expect("exported");
            page.items[0].link.as_ref().expect("a link").0.rsplit('/').next().expect("a token").to_owned()
        };
        let mut browser = portal.browser();
        press(&mut browser, &token).await;
        assert_eq!(browser.post("/identidad", &[("answer", "B001-9999")]).await.status, 422);
        let page = browser.post("/identidad", &[("answer", "b001 0001")]).await;
        assert_eq!(page.location.as_deref(), Some("/cuenta"));
    }
}

/// Takes everything that is known of a person but the name.
async fn forget(portal: &TestPortal, case: &CaseId) {
    let (store, tenant, keys) = (&portal.portal.store, &portal.clinic, &portal.portal.keys);
    let mut tx = store.begin().await.expect("a transaction");
    let found = debtor::find(&mut tx, tenant, keys, debtor::Find::Case(case)).await.expect("asked");
    let (known, wrapped, _) = found.expect("there");
    let person = debtor::Person { name: known.person.name.clone(), ..debtor::Person::default() };
    let key = known.key.expect("a key");
    let sealed = debtor::seal(keys, tenant, (&known.id, &person), (&key, wrapped.expect("a key")));
    let who = (&known.id, known.reference.as_str(), &person);
    let write = (sealed, debtor::Write::Changed);
    debtor::save(&mut tx, tenant, who, write, portal.portal.clock.now()).await.expect("saved");
    tx.commit().await.expect("committed");
}
