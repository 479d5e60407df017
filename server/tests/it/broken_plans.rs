//! Plans that break one after the other: the policy offers so many, and then a person looks at the next.

use app::creditor::Role;
use app::routes;
use chrono::{NaiveDate, TimeDelta};
use domain::ids::{CaseId, ProposalId};
use domain::plan::State;
use domain::proposal::{Beyond, ProposalState};
use reqwest::StatusCode;
use server::store::offer::{self as looked_at, Side};

use crate::agreed::{hidden, tick};
use crate::books;
use crate::browser::Browser;
use crate::engine::on_both_engines;
use crate::instalments::{a_day_begins, only};
use crate::portal::{TestPortal, pen};
use crate::proposals::{PROPOSALS, again, kept};
use crate::team::sign_in;
use crate::ways_out::{POLICY, offer};

/// What the page of the ways out says to who cannot choose a plan there any more.
const WITH_A_PERSON: &str = "Otro plan también es posible";

/// A policy whose plans break with their first miss.
fn strict(policy: &str) -> String {
    let strict = policy.replace("misses = 2", "misses = 1");
    assert_ne!(strict, policy);
    strict
}

fn today(portal: &TestPortal) -> NaiveDate {
    (portal.portal.clock.now() - TimeDelta::hours(5)).date_naive()
}

/// The agreement on four instalments from today on.
fn four(portal: &TestPortal) -> String {
    format!(
        "/opciones/aceptar?currency=PEN&way=plan&by=parts&parts=4&rhythm=monthly&payday=\
         &first={}&first_on=&down=",
        today(portal)
    )
}

/// Agrees to a plan of which nothing is paid, and lets it break.
async fn break_one(portal: &TestPortal, case: &CaseId) {
    let mut browser = again(portal, case).await;
    let page = browser.get(&four(portal)).await;
    assert_eq!(page.status, StatusCode::OK, "{:?}", page.location);
    assert_eq!(tick(&mut browser, &page.body).await.status, StatusCode::SEE_OTHER);
    portal.advance(TimeDelta::days(5)).await;
    a_day_begins(portal).await;
    let kept = only(portal, case).await;
    assert!(matches!(kept.plan.state(), State::Broken { .. }), "{:?}", kept.plan.state());
}

/// How many broken plans offers look at in the case.
async fn broken(portal: &TestPortal, case: &CaseId) -> u32 {
    let mut conn = portal.portal.store.read().await.expect("a connection");
    let side = Side { currency: pen(0).currency(), zone: chrono_tz::America::Lima };
    let one = looked_at::of_case(&mut conn, &portal.clinic, case, side).await.expect("facts");
    let page = looked_at::page(&mut conn, &portal.clinic, (None, 10), side).await.expect("a page");
    let same = page.iter().find(|facts| facts.case == *case).map(|facts| facts.broken);
    assert_eq!(same, Some(one.broken), "case by case and page by page it is the same");
    one.broken
}

/// Proposes to pay all of 400.00 in four instalments from today on.
async fn propose(portal: &TestPortal, browser: &mut Browser) -> String {
    let page = browser.get("/proponer?currency=PEN").await;
    assert_eq!(page.status, StatusCode::OK, "{:?}", page.location);
    let (fields, first) = (hidden(&page.body, "/proponer"), today(portal).to_string());
    let mut fields: Vec<_> = fields.iter().map(|(name, value)| (&**name, &**value)).collect();
    fields.extend([("by", "parts"), ("rhythm", "monthly"), ("payday", ""), ("first", &*first)]);
    fields.extend([("pay", "400.00"), ("parts", "4"), ("do", "send")]);
    let sent = browser.post("/proponer", &fields).await;
    sent.location.unwrap_or_else(|| panic!("{} {}", sent.status, sent.body))
}

on_both_engines! {
    async fn after_two_broken_plans_the_page_offers_none_and_says_so(portal) {
        let (case, _) = portal.debt(pen(40_000)).await;
        offer(portal, &strict(POLICY)).await;
        for count in 0..2 {
            assert_eq!(broken(portal, &case).await, count);
            let mut browser = again(portal, &case).await;
            let page = browser.get("/opciones").await.body;
            assert!(page.contains("/opciones/plan?") && !page.contains(WITH_A_PERSON), "{count}: {page}");
            break_one(portal, &case).await;
        }
        assert_eq!(broken(portal, &case).await, 2);
        let mut browser = again(portal, &case).await;
        let page = browser.get("/opciones").await.body;
        assert!(page.contains(WITH_A_PERSON) && !page.contains("/opciones/plan?"), "{page}");
        assert!(page.contains("Paga todo"), "the rest stays: {page}");
        let forged = browser.get(&four(portal)).await;
        assert_eq!(forged.status, StatusCode::CONFLICT, "{}", forged.body);
        assert!(forged.body.contains("Esa opción ya no está"), "{}", forged.body);
        // Another case is another matter, and a policy without a limit offers on.
        let (other, _) = portal.debt(pen(40_000)).await;
        assert_eq!(broken(portal, &other).await, 0);
        let unlimited = strict(POLICY).replace("misses = 1", "misses = 1\nbreaks_unlimited = true");
        offer(portal, &unlimited).await;
        assert!(browser.get("/opciones").await.body.contains("/opciones/plan?"));
        books::agree(portal).await;
    }

    async fn what_was_accepted_at_once_waits_for_a_person_then(portal) {
        let (case, _) = portal.debt(pen(40_000)).await;
        offer(portal, &strict(PROPOSALS)).await;
        break_one(portal, &case).await;
        let mut browser = again(portal, &case).await;
        let at_once = propose(portal, &mut browser).await;
        assert!(at_once.starts_with("/opciones/aceptar?proposal="), "{at_once}");
        break_one(portal, &case).await;
        let mut browser = again(portal, &case).await;
        let waits = propose(portal, &mut browser).await;
        let id: ProposalId = waits.strip_prefix("/propuesta/").expect("it waits").parse().expect("an id");
        let state = kept(portal, &id).await.proposal.state;
        assert!(matches!(state, ProposalState::Waiting { beyond: Beyond::Broken(2), .. }), "{state:?}");
        let page = browser.get(&routes::proposal(&id)).await.body;
        assert!(page.contains("Otros planes no llegaron a completarse"), "{page}");
        let clinic = portal.clinic.clone();
        let mut olga = sign_in(portal, &clinic, ("olga@example.pe", Role::Owner)).await;
        let team = olga.get(&routes::team_proposal(&id)).await.body;
        assert!(team.contains("Ya hubo 2 planes sin completar de la misma deuda"), "{team}");
        let counter = hidden(&team, &routes::team_proposal_counter(&id));
        let seen = counter.into_iter().find(|(name, _)| name == "seen").expect("a mark").1;
        olga.post(&routes::team_proposal_accept(&id), &[("seen", &*seen)]).await;
        let page = browser.get(&routes::accept_proposal(&id)).await;
        assert_eq!(page.status, StatusCode::OK, "{:?}", page.location);
        tick(&mut browser, &page.body).await;
        assert_eq!(*only(portal, &case).await.plan.state(), State::Active);
        books::agree(portal).await;
    }
}
