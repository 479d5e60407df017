//! Signing in to the team's pages, over HTTP.

use app::creditor::Role;
use app::routes::pattern;
use chrono::TimeDelta;
use domain::email::EmailAddress;
use server::tenant::Tenant;
use server::use_cases::second_factor;
use server::use_cases::team::{self, Invitation, Notice};

use crate::browser::Browser;
use crate::engine::on_both_engines;
use crate::mail;
use crate::portal::TestPortal;

/// A secret that tests bring along.
const SECRET: &str = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";

/// Lets somebody into a team, with the tests' secret if `secret` is given.
pub async fn invite(
    portal: &TestPortal,
    tenant: &Tenant,
    (email, role): (&str, Role),
    secret: Option<&str>,
) -> String {
    let new = Invitation {
        email: EmailAddress::parse(email).expect("an address"),
        name: email.split('@').next().expect("a name").to_owned(),
        role,
        secret: secret.map(str::to_owned),
        notice: Notice::None,
    };
    team::invite(&portal.portal, tenant, &new).await.expect("invited").secret
}

/// The code that is right now.
pub fn code(portal: &TestPortal, secret: &str) -> String {
    let bytes = second_factor::read_secret(secret).expect("a secret");
    let totp = second_factor::generator(&bytes, ("a", "b")).expect("a generator");
    second_factor::current_code(&totp, portal.portal.clock.now())
}

/// Asks for a link and gives its path, as its reader finds it in the newest letter.
pub async fn ask(portal: &TestPortal, browser: &mut Browser, email: &str) -> String {
    let page = browser.post(pattern::TEAM_SIGN_IN, &[("email", email)]).await;
    assert_eq!(page.status, 200);
    portal.run_jobs().await;
    let letters = mail::to(portal, &email.to_ascii_lowercase());
    let link = |text: &str| {
        let at = text.find("/panel/entrar/")?;
        text[at..].split_whitespace().next().map(str::to_owned)
    };
    letters.iter().rev().find_map(|letter| link(&letter.text)).expect("a link")
}

/// Invites somebody and signs them in.
pub async fn sign_in(portal: &TestPortal, tenant: &Tenant, who: (&str, Role)) -> Browser {
    invite(portal, tenant, who, Some(SECRET)).await;
    let mut browser = portal.browser();
    let link = ask(portal, &mut browser, who.0).await;
    let page = browser.post(&link, &[]).await;
    assert_eq!(page.location.as_deref(), Some(pattern::TEAM_CODE));
    let page = browser.post(pattern::TEAM_CODE, &[("code", &code(portal, SECRET))]).await;
    assert_eq!(page.status, 200, "recovery codes come first: {}", page.body);
    browser
}

/// The recovery codes that a page shows.
pub fn codes(html: &str) -> Vec<String> {
    html.split("<code>")
        .skip(1)
        .filter_map(|rest| rest.split('<').next())
        .map(str::to_owned)
        .collect()
}

on_both_engines! {
    async fn the_first_sign_in_shows_a_secret_and_then_ten_recovery_codes_once(portal) {
        let secret = invite(portal, &portal.clinic, ("ana@example.pe", Role::Owner), None).await;
        let mut browser = portal.browser();
        let link = ask(portal, &mut browser, "Ana@example.pe").await;
        for _ in 0..3 {
            let page = browser.get(&link).await;
            assert_eq!((page.status.as_u16(), browser.cookie("aldia-team")), (200, None));
        }
        browser.post(&link, &[]).await;
        let narrow = browser.cookie("aldia-team").expect("a session").to_owned();
        assert_eq!(browser.get(pattern::TEAM_HOME).await.location.as_deref(), Some(pattern::TEAM_SIGN_IN));
        let page = browser.get(pattern::TEAM_CODE).await;
        assert!(page.body.replace(' ', "").contains(&secret), "{}", page.body);
        assert!(page.body.contains("<svg ") && !page.body.contains("style=\""), "{}", page.body);
        assert!(!page.body.contains("<?xml"));
        let page = browser.post(pattern::TEAM_CODE, &[("code", "000")]).await;
        assert_eq!(page.status, 422);
        let page = browser.post(pattern::TEAM_CODE, &[("code", &code(portal, &secret))]).await;
        let codes = codes(&page.body);
        assert_eq!((page.status.as_u16(), codes.len()), (200, 10), "{}", page.body);
        assert_ne!(browser.cookie("aldia-team"), Some(&*narrow), "a new session id");
        assert_eq!(browser.get(pattern::TEAM_HOME).await.status, 200);
        assert_eq!(browser.get(pattern::TEAM_CODE).await.location.as_deref(), Some(pattern::TEAM_HOME));
        let mut thief = portal.browser();
        thief.plant("aldia-team", &narrow);
        assert_eq!(thief.get(pattern::TEAM_HOME).await.status, 303, "the narrow session is over");
        portal.advance(TimeDelta::minutes(20)).await;
        let mut phoneless = portal.browser();
        let link = ask(portal, &mut phoneless, "ana@example.pe").await;
        phoneless.post(&link, &[]).await;
        let page = phoneless.get(pattern::TEAM_CODE).await;
        assert!(!page.body.replace(' ', "").contains(&secret), "shown once");
        let page = phoneless.post(pattern::TEAM_CODE, &[("code", &codes[3])]).await;
        assert_eq!(page.location.as_deref(), Some(pattern::TEAM_HOME));
    }

    async fn every_address_gets_the_same_answer_and_a_used_or_invented_link_the_same_page(portal) {
        invite(portal, &portal.clinic, ("ana@example.pe", Role::Agent), Some(SECRET)).await;
        let mut browser = portal.browser();
        let known = browser.post(pattern::TEAM_SIGN_IN, &[("email", "ana@example.pe")]).await;
        let unknown = browser.post(pattern::TEAM_SIGN_IN, &[("email", "eva@example.pe")]).await;
        assert_eq!((known.status, &known.body), (unknown.status, &unknown.body));
        let page = browser.post(pattern::TEAM_SIGN_IN, &[("email", "not an <address>")]).await;
        assert_eq!(page.status, 422);
        assert!(page.body.contains("not an &lt;address&gt;"), "what was typed is kept");
        let link = ask(portal, &mut browser, "ana@example.pe").await;
        let invented = "/panel/entrar/1111111111111111111111";
        assert_eq!(browser.get(&link).await.body, browser.get(invented).await.body);
        browser.post(&link, &[]).await;
        let (used, never) = (browser.post(&link, &[]).await, browser.post(invented, &[]).await);
        assert_eq!((used.status.as_u16(), &used.body), (410, &never.body));
    }

    async fn log_out_ends_the_session_on_the_server(portal) {
        let mut browser = sign_in(portal, &portal.clinic, ("ana@example.pe", Role::Agent)).await;
        let id = browser.cookie("aldia-team").expect("a session").to_owned();
        let page = browser.post(pattern::TEAM_LOG_OUT, &[]).await;
        assert_eq!(page.location.as_deref(), Some(pattern::TEAM_SIGN_IN));
        assert_eq!(browser.cookie("aldia-team"), None);
        browser.plant("aldia-team", &id);
        let page = browser.get(pattern::TEAM_HOME).await;
        assert_eq!((page.status.as_u16(), page.location.as_deref()), (303, Some(pattern::TEAM_SIGN_IN)));
    }

    async fn five_wrong_codes_stop_the_member_for_half_an_hour(portal) {
        invite(portal, &portal.clinic, ("ana@example.pe", Role::Agent), Some(SECRET)).await;
        let mut browser = portal.browser();
        let link = ask(portal, &mut browser, "ana@example.pe").await;
        browser.post(&link, &[]).await;
        for expected in [422, 422, 422, 422, 429, 429] {
            let page = browser.post(pattern::TEAM_CODE, &[("code", "wrong")]).await;
            assert_eq!(page.status, expected);
        }
        let page = browser.post(pattern::TEAM_CODE, &[("code", &code(portal, SECRET))]).await;
        assert_eq!(page.status, 429);
        portal.advance(TimeDelta::minutes(31)).await;
        let link = ask(portal, &mut browser, "ana@example.pe").await;
        browser.post(&link, &[]).await;
        let page = browser.post(pattern::TEAM_CODE, &[("code", &code(portal, SECRET))]).await;
        assert_eq!(page.status, 200);
    }
}
