//! What debtors agree to: only what they were shown, once, kept word for word (reliability: what was
//! accepted is kept).

use chrono::TimeDelta;
use domain::ids::CaseId;
use domain::plan::State;
use domain::promise::PromiseState;
use reqwest::StatusCode;
use server::store::debtor::{self, Find};
use server::store::{agreement, form_key, plan, promise};

use crate::browser::{Browser, Page};
use crate::engine::on_both_engines;
use crate::portal::{TestPortal, pen};
use crate::ways_out::{POLICY, offer};
use crate::{links, mail};

/// The agreement on four instalments from today on.
pub const FOUR: &str = "/opciones/aceptar?currency=PEN&way=plan&by=parts&parts=4&rhythm=monthly\
    &payday=&first=2026-11-24&first_on=&down=";

/// A browser whose debtor owes so much under the policy.
pub async fn debtor_who_owes(portal: &mut TestPortal, minor: i64) -> (CaseId, Browser) {
    let (case, _) = portal.debt(pen(minor)).await;
    offer(portal, POLICY).await;
    let browser = links::enter(portal, &case).await;
    (case, browser)
}

/// The hidden fields of the form that posts to `action`.
pub fn hidden(page: &str, action: &str) -> Vec<(String, String)> {
    let at = page.find(&format!("method=\"post\" action=\"{action}\"")).expect("the form");
    let form = page[at..].split("</form>").next().unwrap_or_default();
    let attribute = |tag: &str, name: &str| {
        let from = tag.find(&format!("{name}=\""))? + name.len() + 2;
        tag[from..].split('"').next().map(str::to_owned)
    };
    form.split("<input type=\"hidden\"")
        .skip(1)
        .filter_map(|rest| {
            let tag = rest.split('>').next()?;
            Some((attribute(tag, "name")?, attribute(tag, "value").unwrap_or_default()))
        })
        .collect()
}

/// Sends the form of an agreement's page, with the box ticked.
pub async fn tick(browser: &mut Browser, page: &str) -> Page {
    let fields = hidden(page, "/opciones/aceptar");
    let mut fields: Vec<_> = fields.iter().map(|(name, value)| (&**name, &**value)).collect();
    fields.push(("agree", "yes"));
    browser.post("/opciones/aceptar", &fields).await
}

/// The plans of a case.
pub async fn plans(portal: &TestPortal, case: &CaseId) -> Vec<plan::Kept> {
    let mut conn = portal.portal.store.read().await.expect("a connection");
    plan::of_case(&mut conn, &portal.clinic, case).await.expect("plans")
}

async fn promises(portal: &TestPortal, case: &CaseId) -> Vec<promise::Kept> {
    let mut conn = portal.portal.store.read().await.expect("a connection");
    let of = (case, pen(0).currency());
    promise::made_of_case(&mut conn, &portal.clinic, of).await.expect("promises")
}

on_both_engines! {
    async fn a_form_agrees_once_to_what_was_shown(portal) {
        let (case, mut browser) = debtor_who_owes(portal, 40_000).await;
        let page = browser.get(FOUR).await;
        assert_eq!(page.status, StatusCode::OK, "{}", page.body);
        assert!(page.body.contains("4 cuotas de S/\u{a0}100.00"), "{}", page.body);
        for _ in 0..2 {
            assert_eq!(tick(&mut browser, &page.body).await.status, StatusCode::SEE_OTHER);
        }
        let plans = plans(portal, &case).await;
        let [kept] = plans.as_slice() else { panic!("{plans:?}") };
        assert_eq!(kept.plan.state(), &State::Active);
        assert_eq!(kept.plan.open().expect("one currency"), pen(40_000));
        // Nothing is offered on a debt of a plan that runs.
        assert_eq!(browser.get("/opciones").await.location.as_deref(), Some("/cuenta"));
        portal.run_jobs().await;
        let letter = mail::all(portal).pop().expect("a copy");
        assert!(letter.text.contains("24 de noviembre de 2026: S/\u{a0}100.00"), "{}", letter.text);
    }

    async fn what_was_agreed_is_kept_sealed_as_it_was_shown(portal) {
        let (case, browser) = debtor_who_owes(portal, 40_000).await;
        let mut browser = browser.with_header("user-agent", "Telefono/1");
        let page = browser.get(FOUR).await;
        tick(&mut browser, &page.body).await;
        let kept = plans(portal, &case).await.pop().expect("a plan");
        let mut conn = portal.portal.store.read().await.expect("a connection");
        let found = debtor::find(&mut conn, &portal.clinic, &portal.portal.keys, Find::Case(&case));
        let key = found.await.expect("asked").expect("there").0.key.expect("a key");
        let paper = agreement::find(&mut conn, &portal.clinic, kept.id.as_str(), &key).await;
        let paper = paper.expect("asked").expect("a paper");
        assert_eq!(paper.autopay_at, None);
        for part in ["Convenio de pago", "Clínica San Borja S.A.C.", "24 de noviembre de 2026", "S/\u{a0}400.00"] {
            assert!(paper.paper.contains(part), "{part}: {}", paper.paper);
        }
        assert!(!paper.paper.contains("<form"));
        assert!(page.body.contains(&paper.paper), "the page showed the very same");
    }

    async fn the_database_refuses_to_change_what_was_agreed(portal) {
        let (_, mut browser) = debtor_who_owes(portal, 40_000).await;
        let page = browser.get(FOUR).await;
        tick(&mut browser, &page.body).await;
        for sql in ["update agreements set seen = ''", "delete from agreements"] {
            let mut tx = portal.portal.store.begin().await.expect("a transaction");
            assert!(sqlx::query(sql).execute(&mut *tx).await.is_err(), "{sql} was allowed");
        }
    }

    async fn nothing_is_agreed_without_the_box_or_after_a_change(portal) {
        let (case, mut browser) = debtor_who_owes(portal, 40_000).await;
        let page = browser.get(FOUR).await.body;
        let fields = hidden(&page, "/opciones/aceptar");
        let fields: Vec<_> = fields.iter().map(|(name, value)| (&**name, &**value)).collect();
        let unticked = browser.post("/opciones/aceptar", &fields).await;
        assert_eq!(unticked.status, StatusCode::UNPROCESSABLE_ENTITY);
        // The mark of the page is that of other dates.
        let forged = page.replace("2026-11-24", "2026-11-30");
        let other = tick(&mut browser, &forged).await;
        assert_eq!(other.status, StatusCode::CONFLICT, "{}", other.body);
        assert!(other.body.contains("Algo cambió desde que lo viste"));
        assert!(plans(portal, &case).await.is_empty());
        // What is shown now can be agreed.
        assert_eq!(tick(&mut browser, &other.body).await.status, StatusCode::SEE_OTHER);
        assert_eq!(plans(portal, &case).await.len(), 1);
    }

    async fn the_second_of_two_pages_agrees_to_nothing(portal) {
        let (case, mut browser) = debtor_who_owes(portal, 40_000).await;
        let (one, other) = (browser.get(FOUR).await.body, browser.get(FOUR).await.body);
        tick(&mut browser, &one).await;
        let late = tick(&mut browser, &other).await;
        assert_eq!(late.location.as_deref(), Some("/cuenta"), "nothing is left to choose from");
        assert_eq!(plans(portal, &case).await.len(), 1);
        let key = hidden(&other, "/opciones/aceptar").into_iter().find(|(name, _)| name == "key");
        let key = format!("{case}:{}", key.expect("a key").1);
        let mut conn = portal.portal.store.read().await.expect("a connection");
        let found = form_key::find(&mut conn, &portal.clinic, &key).await.expect("asked");
        assert_eq!(found, None);
    }

    async fn more_time_is_promised_once_and_holds_reminders(portal) {
        let (case, mut browser) = debtor_who_owes(portal, 40_000).await;
        let path = |day: &str| format!("/opciones/aceptar?currency=PEN&way=extension&on={day}");
        for wrong in ["2026-11-23", "2026-12-05", "ayer", ""] {
            let page = browser.get(&path(wrong)).await;
            assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{wrong}");
        }
        let page = browser.get(&path("2026-12-04")).await;
        assert_eq!(page.status, StatusCode::OK, "{}", page.body);
        assert_eq!(tick(&mut browser, &page.body).await.status, StatusCode::SEE_OTHER);
        let made = promises(portal, &case).await;
        let [kept] = made.as_slice() else { panic!("{made:?}") };
        assert_eq!(kept.promise.state, PromiseState::Made { paid: pen(0) });
        let mut conn = portal.portal.store.read().await.expect("a connection");
        let until = promise::held_until(&mut conn, &portal.clinic, &case).await.expect("asked");
        assert_eq!(until, "2026-12-04".parse().ok());
        drop(conn);
        let again = browser.get(&path("2026-12-04")).await;
        assert_eq!(again.status, StatusCode::CONFLICT, "once in the life of a debt");
        assert!(again.body.contains("Esa opción ya no está"));
    }

    async fn a_settlement_is_agreed_in_its_payments_only(portal) {
        let (case, mut browser) = debtor_who_owes(portal, 60_000).await;
        let path = |way: &str| format!("/opciones/aceptar?currency=PEN&way={way}");
        for wrong in ["settlement-2", "settlement-4", "discount", "everything", "plan", "nada"] {
            assert_eq!(browser.get(&path(wrong)).await.status, StatusCode::CONFLICT, "{wrong}");
        }
        let page = browser.get(&path("settlement-3")).await;
        assert_eq!(page.status, StatusCode::OK, "{}", page.body);
        let close = "Entre el 24 de noviembre y el 30 de noviembre hay solo 6 días.";
        assert!(page.body.contains(close), "nobody chose these dates: {}", page.body);
        tick(&mut browser, &page.body).await;
        let kept = plans(portal, &case).await.pop().expect("a plan");
        assert_eq!(kept.plan.agreement().given_up, pen(24_000));
        assert_eq!(kept.plan.open().expect("one currency"), pen(36_000));
        assert_eq!(portal.owed(&case).await, 60_000, "waived only when the rest is paid");
    }

    async fn an_agreement_of_yesterday_is_shown_again_before_it_is_agreed(portal) {
        let (case, mut browser) = debtor_who_owes(portal, 40_000).await;
        // The dates are still good, but a promise of yesterday is another one than that of today.
        let page = browser.get(&FOUR.replace("2026-11-24", "2026-11-30")).await;
        assert_eq!(page.status, StatusCode::OK, "{}", page.body);
        portal.advance(TimeDelta::days(1)).await;
        let (_, token) = portal.link(&case).await;
        let mut browser = links::enter_by(portal, token.reveal()).await;
        let late = tick(&mut browser, &page.body).await;
        assert_eq!(late.status, StatusCode::CONFLICT, "{}", late.body);
        assert!(plans(portal, &case).await.is_empty());
    }
}
