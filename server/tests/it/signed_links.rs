//! Links that a creditor's own system signs: the same page and the same rules as ours (reliability L1, L5,
//! L6), and nothing for anything else.

use std::time::Duration;

use app::routes::{self, pattern};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chrono::TimeDelta;
use domain::ids::{CaseId, LinkKeyId};
use domain::signed_link::Algorithm;
use hmac::{Hmac, KeyInit, Mac};
use serde_json::{Value, json};
use server::keys::jwt::Secret;
use server::store::access_link::{self, AccessLink};
use server::store::case;
use server::store::link_key::{Brought, brought_by_step};
use server::tenant::Tenant;
use server::use_cases::access_link::{Opened, open_signed};
use server::use_cases::link_key::{self, Origin};
use sha2::Sha256;

use crate::browser::{Browser, Page};
use crate::debtor_access::newcomer;
use crate::engine::on_both_engines;
use crate::import::dump::count;
use crate::mail;
use crate::portal::{CLINIC, TestPortal, add_creditor, pen};
use crate::team_access::other_creditor;
use crate::world::everything;

/// A key of a creditor's own system, with its secret.
pub struct Key {
    id: LinkKeyId,
    secret: String,
}

/// Makes a key of HS256.
pub async fn key(portal: &TestPortal, tenant: &Tenant) -> Key {
    let origin = Origin::Made(Algorithm::Hs256);
    let made = link_key::make(&portal.portal, tenant, "CRM", &origin).await.expect("made");
    let Some(Secret::Shared(secret)) = made.secret else { panic!("no secret") };
    Key { id: made.id, secret }
}

impl Key {
    /// The text of a link that says `body`, under a header that says `more`.
    fn sign(&self, body: &Value, more: &Value) -> String {
        let mut header = json!({ "alg": "HS256", "typ": "JWT", "kid": self.id.as_str() });
        for (name, value) in more.as_object().expect("an object") {
            header[name] = value.clone();
        }
        let part = |value: &Value| URL_SAFE_NO_PAD.encode(value.to_string());
        let text = format!("{}.{}", part(&header), part(body));
        let mut mac = Hmac::<Sha256>::new_from_slice(self.secret.as_bytes()).expect("a key");
        mac.update(text.as_bytes());
        format!("{text}.{}", URL_SAFE_NO_PAD.encode(mac.finalize().into_bytes()))
    }

    fn link(&self, portal: &TestPortal, reference: &str, jti: &str) -> String {
        self.at(portal.portal.clock.now().timestamp(), reference, jti)
    }

    /// The text of a good link to the customer `reference`, signed at `now`.
    pub fn at(&self, now: i64, reference: &str, jti: &str) -> String {
        self.sign(&said(now, reference, jti), &json!({}))
    }
}

/// What a good link says that is signed now.
fn body(portal: &TestPortal, reference: &str, jti: &str) -> Value {
    said(portal.portal.clock.now().timestamp(), reference, jti)
}

/// What a good link says: signed at `now`, for a month, for the third notice.
fn said(now: i64, reference: &str, jti: &str) -> Value {
    let exp = now + 30 * 86_400;
    json!({ "sub": reference, "jti": jti, "iat": now, "exp": exp, "step": "aviso 3" })
}

/// The same with other claims; `null` takes one away.
fn with(mut body: Value, more: Value) -> Value {
    for (name, value) in more.as_object().expect("an object") {
        if value.is_null() {
            body.as_object_mut().expect("an object").remove(name);
        } else {
            body[name] = value.clone();
        }
    }
    body
}

async fn press(browser: &mut Browser, token: &str) -> Page {
    browser.post(&routes::signed_link(token), &[]).await
}

/// Where the button led.
async fn led(portal: &TestPortal, token: &str) -> Option<String> {
    press(&mut portal.browser(), token).await.location
}

async fn links(portal: &TestPortal, case: &CaseId) -> Vec<AccessLink> {
    let mut conn = portal.portal.store.read().await.expect("a connection");
    access_link::of_case(&mut conn, &portal.clinic, case).await.expect("links")
}

on_both_engines! {
    async fn the_first_page_is_that_of_every_link_and_uses_nothing_up(portal) {
        let (case, _) = portal.debt(pen(1_000)).await;
        let clinic = portal.clinic.clone();
        let key = key(portal, &clinic).await;
        let good = key.link(portal, "P-1", "1");
        let invented = "1".repeat(22);
        let ours = portal.browser().get(&routes::link(&invented)).await.body;
        for token in [good.as_str(), "x", "a.b.c", &good[..good.len() - 1]] {
            for agent in ["Mozilla/5.0", "WhatsApp/2.23", "facebookexternalhit/1.1"] {
                let mut bot = portal.browser().with_header("user-agent", agent);
                let page = bot.get(&routes::signed_link(token)).await;
                assert!(page.status == 200 && bot.cookie("aldia").is_none());
                assert!(page.body == ours, "another page for {token}");
                let stop = bot.get(&routes::signed_link_stop(token)).await;
                assert_eq!(stop.status, 200);
            }
        }
        assert!(!ours.contains("/s/") && !ours.contains("Rosa"));
        assert_eq!((links(portal, &case).await.len(), count(portal, "signed_links").await), (0, 0));
        assert_eq!(count(portal, "holds").await, 0, "looking stops nothing");
    }

    async fn a_signed_link_leads_through_the_identity_check_and_is_one_link_for_good(portal) {
        let (case, _) = portal.debt(pen(123_456)).await;
        let clinic = portal.clinic.clone();
        let key = key(portal, &clinic).await;
        let token = key.link(portal, "P-1", "aviso-3:P-1");
        let mut browser = portal.browser();
        assert_eq!(press(&mut browser, &token).await.location.as_deref(), Some(pattern::IDENTITY));
        let page = browser.get(pattern::IDENTITY).await;
        assert!(page.status == 200 && !page.body.contains("Rosa") && !page.body.contains("1,234.56"));
        assert_eq!(browser.get(pattern::STATEMENT).await.location.as_deref(), Some(pattern::IDENTITY));
        let page = browser.post(pattern::IDENTITY, &[("answer", "8912")]).await;
        assert_eq!(page.location.as_deref(), Some(pattern::STATEMENT));
        assert!(browser.get(pattern::STATEMENT).await.body.contains("1,234.56"));
        for _ in 0..3 {
            assert_eq!(led(portal, &token).await.as_deref(), Some(pattern::IDENTITY));
        }
        let made = links(portal, &case).await;
        assert_eq!((made.len(), count(portal, "signed_links").await), (1, 1));
        assert!(made[0].opened_at.is_some() && made[0].verified_at.is_some());
        let mut conn = portal.portal.store.read().await.expect("a connection");
        let steps = brought_by_step(&mut conn, &clinic).await.expect("steps");
        let brought = Brought { links: 1, opened: 1, verified: 1, paid: 0 };
        assert_eq!(steps, [("aviso 3".to_owned(), brought)]);
        let listed = link_key::list(&portal.portal, &clinic).await.expect("listed");
        assert_eq!((listed[0].0.name.as_str(), listed[0].1), ("CRM", brought));
        let acts = server::store::evidence::of_case(&mut conn, &clinic, &case).await.expect("acts");
        let made = acts.iter().filter(|act| act.kind == "link-made").count();
        assert_eq!(made, 1);
    }

    async fn twenty_presses_at_once_make_one_link(portal) {
        let (case, _) = portal.debt(pen(1_000)).await;
        let clinic = portal.clinic.clone();
        let token = key(portal, &clinic).await.link(portal, "P-1", "1");
        let presses = (0..20).map(|_| {
            let (mut browser, token) = (portal.browser(), token.clone());
            tokio::spawn(async move { press(&mut browser, &token).await.location })
        });
        for pressed in presses.collect::<Vec<_>>() {
            assert_eq!(pressed.await.expect("pressed").as_deref(), Some(pattern::IDENTITY));
        }
        assert_eq!(links(portal, &case).await.len(), 1);
    }

    async fn whatever_does_not_count_reads_like_an_invented_link(portal) {
        let (case, _) = portal.debt(pen(1_000)).await;
        let clinic = portal.clinic.clone();
        let key = key(portal, &clinic).await;
        let (good, now) = (body(portal, "P-1", "1"), portal.portal.clock.now().timestamp());
        let says = |more: Value| key.sign(&with(good.clone(), more), &json!({}));
        let signed = |header: Value| key.sign(&good, &header);
        let fresh = key.link(portal, "P-1", "1");
        let (text, _) = fresh.rsplit_once('.').expect("three parts");
        let other = Key { id: key.id.clone(), secret: "another".to_owned() };
        let nobodys = Key { id: LinkKeyId::from_bits(9), secret: key.secret.clone() };
        let vectors = [
            says(json!({ "sub": "P-2" })),
            says(json!({ "sub": "" })),
            says(json!({ "sub": null })),
            says(json!({ "sub": "P-1\u{0}" })),
            says(json!({ "exp": now })),
            says(json!({ "iat": now - 86_400, "exp": now - 1 })),
            says(json!({ "exp": now + 91 * 86_400 })),
            says(json!({ "exp": null })),
            says(json!({ "iat": now + 61 })),
            says(json!({ "nbf": now + 61 })),
            says(json!({ "jti": null })),
            says(json!({ "jti": "a b" })),
            says(json!({ "aud": "somebody" })),
            says(json!({ "iss": "somebody" })),
            signed(json!({ "alg": "none" })),
            signed(json!({ "alg": "HS512" })),
            signed(json!({ "alg": "EdDSA" })),
            signed(json!({ "kid": "key_x" })),
            signed(json!({ "crit": ["exp"] })),
            format!("{text}."),
            format!("{text}.AAAA"),
            other.link(portal, "P-1", "1"),
            nobodys.link(portal, "P-1", "1"),
            format!("{fresh}{}", "A".repeat(2_000)),
            "a.b.c".to_owned(),
        ];
        let invented = "1".repeat(22);
        let ours = portal.browser().post(&routes::link(&invented), &[]).await;
        let renew = routes::link_renew(&invented);
        for token in vectors {
            let page = press(&mut portal.browser(), &token).await;
            assert!(page.status == 410 && page.headers.get("set-cookie").is_none(), "{token}");
            let its = [routes::signed_link_renew(&token), routes::signed_link_renew("x")];
            let body = its.iter().fold(page.body, |body, its| body.replace(its, &renew));
            assert!(body == ours.body, "another page for {token}");
            let renewed = portal.browser().post(&its[0], &[]).await;
            let stopped = portal.browser().post(&routes::signed_link_stop(&token), &[]).await;
            assert_eq!((renewed.status.as_u16(), stopped.status.as_u16()), (200, 200));
        }
        assert_eq!(links(portal, &case).await.len(), 1, "of the one that has only expired");
        assert_eq!(led(portal, &says(json!({ "iss": key.id.as_str(), "jti": "2" }))).await.as_deref(), Some(pattern::IDENTITY));
        assert_eq!(led(portal, &says(json!({ "iat": now + 60, "jti": "3" }))).await.as_deref(), Some(pattern::IDENTITY));
    }

    async fn an_expired_one_is_renewed_to_the_contact_on_file_and_stops_what_it_started(portal) {
        let (_case, _) = portal.debt(pen(1_000)).await;
        let clinic = portal.clinic.clone();
        let key = key(portal, &clinic).await;
        let token = key.link(portal, "P-1", "1");
        portal.advance(TimeDelta::days(30) - TimeDelta::seconds(1)).await;
        assert!(led(portal, &token).await.is_some());
        portal.advance(TimeDelta::seconds(1)).await;
        assert!(led(portal, &token).await.is_none());
        for _ in 0..6 {
            portal.browser().post(&routes::signed_link_renew(&token), &[("email", "thief@example.com")]).await;
            portal.run_jobs().await;
            portal.advance(TimeDelta::minutes(2)).await;
        }
        let letters = mail::all(portal);
        assert_eq!(letters.len(), 3);
        assert!(letters.iter().all(|letter| letter.to == "rosa1@example.pe"));
        assert_eq!(count(portal, "holds").await, 0);
        let page = portal.browser().post(&routes::signed_link_stop(&token), &[]).await;
        assert!(page.status == 200 && !page.body.contains("Rosa") && !page.body.contains("San Borja"));
        assert_eq!(count(portal, "holds").await, 1);
    }

    async fn a_link_of_a_revoked_key_still_stops_what_is_sent_and_opens_nothing(portal) {
        portal.debt(pen(1_000)).await;
        let clinic = portal.clinic.clone();
        let key = key(portal, &clinic).await;
        let token = key.link(portal, "P-1", "1");
        link_key::revoke(&portal.portal, &clinic, &key.id).await.expect("revoked");
        let forged = Key { id: key.id.clone(), secret: "x".repeat(43) }.link(portal, "P-1", "1");
        let page = portal.browser().post(&routes::signed_link_stop(&forged), &[]).await;
        assert_eq!((page.status.as_u16(), count(portal, "holds").await), (200, 0));
        assert!(led(portal, &token).await.is_none());
        for _ in 0..2 {
            let page = portal.browser().post(&routes::signed_link_stop(&token), &[]).await;
            assert!(page.status == 200 && !page.body.contains("Rosa"));
        }
        assert_eq!(count(portal, "holds").await, 1);
    }

    async fn one_name_never_stands_for_two_customers(portal) {
        portal.debt(pen(1_000)).await;
        let (other, _) = portal.debt(pen(1_000)).await;
        let clinic = portal.clinic.clone();
        let key = key(portal, &clinic).await;
        assert!(led(portal, &key.link(portal, "P-1", "same")).await.is_some());
        assert!(led(portal, &key.link(portal, "P-2", "same")).await.is_none());
        assert_eq!(links(portal, &other).await.len(), 0);
        assert!(led(portal, &key.link(portal, "P-2", "other")).await.is_some());
    }

    async fn a_key_opens_its_own_creditors_cases_only(portal) {
        let andes = other_creditor(portal).await;
        let clinic = portal.clinic.clone();
        let (ours, _) = newcomer(portal, &clinic, ("Rosa", "1"), pen(1_000)).await;
        let (their_case, _) = newcomer(portal, &andes, ("Ana", "1"), pen(1_000)).await;
        newcomer(portal, &clinic, ("Eva", "2"), pen(1_000)).await;
        let theirs = key(portal, &andes).await;
        let own = led(portal, &theirs.link(portal, "C-1", "1")).await;
        assert_eq!(own.as_deref(), Some(pattern::IDENTITY));
        let mut conn = portal.portal.store.read().await.expect("a connection");
        let made = access_link::of_case(&mut conn, &andes, &their_case).await.expect("links");
        assert_eq!(made.len(), 1);
        drop(conn);
        assert!(led(portal, &theirs.link(portal, "C-2", "2")).await.is_none());
        assert_eq!(links(portal, &ours).await.len(), 0);
        let none = link_key::revoke(&portal.portal, &clinic, &theirs.id).await;
        assert!(matches!(none, Err(server::use_cases::PortalError::NotFound)));
    }

    async fn on_a_creditors_own_host_another_ones_signed_link_is_dead(portal) {
        let own = CLINIC.replace("descriptor = \"SAN BORJA\"", "descriptor = \"SAN BORJA\"\naccount = \"acct_own\"");
        add_creditor(&portal.portal, &own).await;
        let toml = CLINIC
            .replace("slug = \"san-borja\"", "slug = \"other\"\nhost = \"other.localhost\"")
            .replace("descriptor = \"SAN BORJA\"", "descriptor = \"OTHER\"\naccount = \"acct_other\"");
        let other = add_creditor(&portal.portal, &toml).await;
        portal.debt(pen(1_000)).await;
        let clinic = portal.clinic.clone();
        let token = key(portal, &clinic).await.link(portal, "P-1", "1");
        let open = |host| open_signed(&portal.portal, &token, host, None);
        assert!(matches!(open(Some(&other)).await.expect("asked"), Opened::Dead));
        assert!(matches!(open(Some(&clinic)).await.expect("asked"), Opened::Asked(_)));
    }

    async fn a_revoked_key_closes_its_links_and_their_sessions_at_once(portal) {
        portal.debt(pen(1_000)).await;
        let clinic = portal.clinic.clone();
        let (key, other) = (key(portal, &clinic).await, key(portal, &clinic).await);
        let (token, kept) = (key.link(portal, "P-1", "1"), other.link(portal, "P-1", "1"));
        let mut inside = Vec::new();
        for token in [&token, &kept] {
            let mut browser = portal.browser();
            press(&mut browser, token).await;
            browser.post(pattern::IDENTITY, &[("answer", "8912")]).await;
            assert_eq!(browser.get(pattern::STATEMENT).await.status, 200);
            inside.push(browser);
        }
        let closed = link_key::revoke(&portal.portal, &clinic, &key.id).await.expect("revoked");
        assert_eq!(closed, 1);
        assert_eq!(inside[0].get(pattern::STATEMENT).await.status, 401);
        assert_eq!(inside[1].get(pattern::STATEMENT).await.status, 200);
        assert!(led(portal, &token).await.is_none() && led(portal, &kept).await.is_some());
        assert!(led(portal, &key.link(portal, "P-1", "2")).await.is_none());
        portal.browser().post(&routes::signed_link_renew(&token), &[]).await;
        portal.run_jobs().await;
        assert!(mail::all(portal).is_empty(), "a key in wrong hands sends nothing");
        assert_eq!(link_key::revoke(&portal.portal, &clinic, &key.id).await.expect("again"), 0);
    }

    async fn a_press_that_was_read_before_its_key_was_revoked_makes_no_link(portal) {
        let (id, _) = portal.debt(pen(1_000)).await;
        let clinic = portal.clinic.clone();
        let key = key(portal, &clinic).await;
        let token = key.link(portal, "P-1", "1");
        let mut tx = portal.portal.store.begin().await.expect("a transaction");
        drop(case::lock(&mut tx, &clinic, &id).await.expect("locked"));
        let mut pressed = Box::pin(open_signed(&portal.portal, &token, None, None));
        let early = tokio::time::timeout(Duration::from_millis(500), &mut pressed).await;
        assert!(early.is_err(), "it has read its key, and waits for its case");
        let now = portal.portal.clock.now();
        server::store::link_key::revoke(&mut tx, &clinic, &key.id, now).await.expect("revoked");
        tx.commit().await.expect("committed");
        assert!(matches!(pressed.await.expect("asked"), Opened::Dead));
        assert_eq!((links(portal, &id).await.len(), count(portal, "signed_links").await), (0, 0));
    }

    async fn a_key_and_its_successor_count_side_by_side_for_a_while(portal) {
        portal.debt(pen(1_000)).await;
        let clinic = portal.clinic.clone();
        let old = key(portal, &clinic).await;
        let overlap = TimeDelta::days(7);
        let rotate = || link_key::rotate(&portal.portal, &clinic, (&old.id, overlap), None);
        let (made, until) = rotate().await.expect("rotated");
        assert_eq!(until, portal.portal.clock.now() + overlap);
        assert!(rotate().await.is_err(), "it has a successor");
        let Some(Secret::Shared(secret)) = made.secret else { panic!("no secret") };
        let new = Key { id: made.id, secret };
        assert!(led(portal, &old.link(portal, "P-1", "1")).await.is_some());
        assert!(led(portal, &new.link(portal, "P-1", "1")).await.is_some());
        portal.advance(overlap - TimeDelta::milliseconds(1)).await;
        assert!(led(portal, &old.link(portal, "P-1", "2")).await.is_some());
        portal.advance(TimeDelta::milliseconds(1)).await;
        assert!(led(portal, &old.link(portal, "P-1", "3")).await.is_none());
        assert!(led(portal, &new.link(portal, "P-1", "4")).await.is_some());
    }

    async fn wrong_answers_are_counted_for_signed_links_too(portal) {
        portal.debt(pen(1_000)).await;
        let clinic = portal.clinic.clone();
        let token = key(portal, &clinic).await.link(portal, "P-1", "1");
        let mut last = 0;
        for _ in 0..6 {
            let mut browser = portal.browser();
            press(&mut browser, &token).await;
            last = browser.post(pattern::IDENTITY, &[("answer", "0000")]).await.status.as_u16();
        }
        assert_eq!(last, 429, "five tries through one link, whatever the browser");
    }

    async fn of_a_key_nothing_that_signs_stands_in_the_database(portal) {
        let clinic = portal.clinic.clone();
        let shared = key(portal, &clinic).await;
        let origin = Origin::Made(Algorithm::EdDsa);
        let made = link_key::make(&portal.portal, &clinic, "ERP", &origin).await.expect("made");
        let Some(Secret::PrivateKey(pem)) = made.secret else { panic!("no private key") };
        let lines: Vec<&str> = pem.lines().filter(|line| !line.starts_with('-')).collect();
        let der = base64::engine::general_purpose::STANDARD.decode(lines.concat()).expect("base64");
        let hex = server::store::ledger::hex;
        let secrets = [shared.secret.clone(), hex(shared.secret.as_bytes()), hex(&der[16..])];
        for (table, rows) in everything(&portal.portal.store).await {
            for row in rows {
                let row_in_hex = row.to_ascii_lowercase();
                for secret in &secrets {
                    assert!(!row.contains(secret) && !row_in_hex.contains(secret), "in {table}");
                }
            }
        }
    }
}
