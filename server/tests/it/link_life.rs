//! Links among bots, on other people's devices, at the end of their life, in the hands of who plants
//! them (reliability L1, L5, L6, L7).

use std::collections::HashSet;

use app::routes::{self, pattern};
use chrono::{DateTime, TimeDelta, Utc};
use domain::ids::{AccessLinkId, CaseId};
use reqwest::Method;
use server::keys::Token;
use server::store::access_link;
use server::use_cases::access_link::{self as links, Opened};

use crate::debtor_access::newcomer;
use crate::engine::on_both_engines;
use crate::import::dump::count;
use crate::links::press;
use crate::portal::{TestPortal, pen};
use crate::size::size;
use crate::team_access::other_creditor;

/// Who looks at links before, instead of, or beside people: the agent, and one header more.
const BOTS: [(&str, &str, &str); 30] = [
    ("Mozilla/5.0 (SafeLinks; Microsoft Defender)", "x-ms-exchange-safelinks", "1"),
    ("Mozilla/5.0 (compatible; Proofpoint URL Defense)", "via", "1.1 urldefense"),
    ("WhatsApp/2.24.1 A", "accept", "*/*"),
    ("WhatsApp/2.24.1 I", "range", "bytes=0-524288"),
    ("facebookexternalhit/1.1", "accept-encoding", "identity"),
    ("Facebot", "accept", "*/*"),
    (
        "Mozilla/5.0 (Macintosh) AppleWebKit facebookexternalhit/1.1 Facebot Twitterbot/1.0",
        "accept",
        "*/*",
    ),
    ("TelegramBot (like TwitterBot)", "accept", "*/*"),
    ("Slackbot-LinkExpanding 1.0", "range", "bytes=0-32768"),
    ("Slack-ImgProxy", "accept", "image/*"),
    ("Discordbot/2.0", "accept", "*/*"),
    ("LinkedInBot/1.0", "accept", "*/*"),
    ("Twitterbot/1.0", "accept", "*/*"),
    ("Googlebot/2.1", "from", "googlebot(at)googlebot.com"),
    ("GoogleImageProxy", "accept", "image/*"),
    ("AdsBot-Google", "accept", "*/*"),
    ("bingbot/2.0", "accept", "*/*"),
    ("YandexBot/3.0", "accept-language", "ru"),
    ("Mimecast-URL-Protect", "x-mimecast", "1"),
    ("Barracuda Sentinel", "via", "1.1 barracuda"),
    ("Cisco-Secure-Email", "x-forwarded-for", "203.0.113.9"),
    ("Symantec ClickTime", "accept-language", "en"),
    ("Trend Micro WRS", "cache-control", "no-cache"),
    ("ZmEu", "x-scanner", "1"),
    ("Mozilla/5.0 Chrome/140", "purpose", "prefetch"),
    ("Mozilla/5.0 Chrome/140", "sec-purpose", "prefetch;prerender"),
    ("Mozilla/5.0 Firefox/140", "x-moz", "prefetch"),
    ("Mozilla/5.0 (iPhone) Safari/605", "x-purpose", "preview"),
    ("curl/8.14.1", "accept", "*/*"),
    ("", "connection", "close"),
];

/// Links of a case that end at these instants.
async fn links_until(
    portal: &TestPortal,
    case: &CaseId,
    ends: &[DateTime<Utc>],
) -> Vec<(AccessLinkId, String)> {
    let mut tx = portal.portal.store.begin().await.expect("a transaction");
    let mut made = Vec::new();
    for expires_at in ends {
        let (id, token) = (AccessLinkId::from_bits(portal.portal.ids.bits()), Token::random());
        let new = access_link::NewLink {
            id: &id,
            case,
            hash: &token.hash(),
            message: None,
            expires_at: *expires_at,
        };
        access_link::insert(&mut tx, &portal.clinic, new, portal.portal.clock.now())
            .await
            .expect("a link");
        made.push((id, token.reveal().to_owned()));
    }
    tx.commit().await.expect("committed");
    made
}

async fn number(portal: &TestPortal, sql: &'static str) -> i64 {
    let mut conn = portal.portal.store.read().await.expect("a connection");
    sqlx::Row::get(&sqlx::query(sql).fetch_one(&mut *conn).await.expect("asked"), 0)
}

on_both_engines! {
    async fn bots_see_one_page_for_every_token_and_use_nothing_up(portal) {
        let clinic = portal.clinic.clone();
        let (case, _) = newcomer(portal, &clinic, ("Rosa", "bots"), pen(5_000)).await;
        let (now, all) = (portal.portal.clock.now(), size(250, 1_000));
        let ends: Vec<_> = (0..all).map(|n| {
            if n % 4 == 1 { now } else { now + TimeDelta::days(30) }
        }).collect();
        let made = links_until(portal, &case, &ends).await;
        for (id, _) in made.iter().skip(2).step_by(4) {
            links::revoke(&portal.portal, &clinic, (&case, id), "x").await.expect("revoked");
        }
        let mut bodies = HashSet::new();
        for (n, (_, token)) in made.iter().enumerate() {
            let token = if n % 4 == 3 { Token::random().reveal().to_owned() } else { token.clone() };
            for round in 0..3 {
                let (agent, name, value) = BOTS[(n * 3 + round) % BOTS.len()];
                let mut bot = portal.browser();
                let method = match (n + round) % 10 {
                    0 => Method::HEAD,
                    1 => Method::OPTIONS,
                    _ => Method::GET,
                };
                let request = bot.request(method.clone(), &routes::link(&token));
                let page = bot.send(request.header("user-agent", agent).header(name, value)).await;
                assert!(page.headers.get("set-cookie").is_none(), "{agent}");
                if method == Method::GET {
                    assert_eq!(page.status, 200);
                    bodies.insert(page.body);
                } else {
                    assert!(method == Method::OPTIONS || page.body.is_empty());
                }
            }
        }
        assert_eq!(bodies.len(), 1, "one body for all");
        let body = bodies.iter().next().expect("one");
        for word in ["San Borja", "Rosa", "F-bots", "50.00", "S/"] {
            assert!(!body.contains(word), "{word} stands on the first page");
        }
        let opened = "select count(*) from access_links where opened_at is not null";
        assert_eq!((number(portal, opened).await, count(portal, "debtor_sessions").await), (0, 0));
        assert!(press(&mut portal.browser(), &made[0].1).await.is_some(), "and a person comes in");
    }

    async fn a_forwarded_link_shows_one_case_to_who_knows_the_answer_until_it_is_revoked(portal) {
        let andes = other_creditor(portal).await;
        let clinic = portal.clinic.clone();
        newcomer(portal, &andes, ("Rosa", "far"), pen(77_700)).await;
        let (case, _) = newcomer(portal, &clinic, ("Rosa", "near"), pen(5_000)).await;
        let month = portal.portal.clock.now() + TimeDelta::days(30);
        for (id, token) in links_until(portal, &case, &vec![month; size(20, 500)]).await {
            let mut devices = Vec::new();
            for device in 0..5 {
                let mut browser = portal.browser();
                assert_eq!(press(&mut browser, &token).await.as_deref(), Some(pattern::IDENTITY));
                let page = browser.get(pattern::STATEMENT).await;
                assert_eq!(page.location.as_deref(), Some(pattern::IDENTITY));
                let question = browser.get(pattern::IDENTITY).await.body;
                for word in ["Rosa", "F-near", "50.00", "F-far", "777.00"] {
                    assert!(!question.contains(word), "{word} before the answer");
                }
                if device < 2 {
                    browser.post(pattern::IDENTITY, &[("answer", "F-near")]).await;
                    let body = browser.get(pattern::STATEMENT).await.body;
                    assert!(body.contains("F-near") && !body.contains("F-far") && !body.contains("777"));
                }
                devices.push(browser);
            }
            links::revoke(&portal.portal, &clinic, (&case, &id), "x").await.expect("revoked");
            for browser in &mut devices {
                assert_eq!(browser.get(pattern::STATEMENT).await.status, 401);
                assert_eq!(browser.get(pattern::IDENTITY).await.status, 401);
                assert!(press(browser, &token).await.is_none());
            }
        }
    }

    async fn each_link_ends_at_its_instant_and_not_before(portal) {
        let clinic = portal.clinic.clone();
        let (case, _) = newcomer(portal, &clinic, ("Rosa", "ends"), pen(5_000)).await;
        let start = portal.portal.clock.now();
        let ends: Vec<_> = (1..=size(100, 1_000))
            .map(|n| start + TimeDelta::seconds(i64::try_from(n).expect("few") * 10))
            .collect();
        let opens = async |token: &str| {
            let opened = links::open(&portal.portal, token, None, None).await.expect("asked");
            matches!(opened, Opened::Asked(_))
        };
        let clock = &portal.portal.clock;
        let made = links_until(portal, &case, &ends).await;
        for ((_, token), end) in made.iter().zip(&ends) {
            clock.advance(*end - clock.now() - TimeDelta::seconds(1));
            assert!(opens(token).await, "a second before");
            clock.advance(TimeDelta::milliseconds(999));
            assert!(opens(token).await, "a moment before");
            clock.advance(TimeDelta::milliseconds(1));
            assert!(!opens(token).await, "at its end");
            clock.advance(TimeDelta::seconds(1));
            assert!(!opens(token).await, "a second after");
        }
    }

    async fn a_link_of_a_paid_case_shows_the_receipt_after_the_answer_and_nothing_to_pay(portal) {
        let clinic = portal.clinic.clone();
        let (case, _) = newcomer(portal, &clinic, ("Rosa", "paid"), pen(5_000)).await;
        let session = crate::payments::open_page(portal, &case, &crate::payments::all(5_000)).await;
        portal.stripe.pay_by_card(&session).await;
        portal.settle().await;
        let month = portal.portal.clock.now() + TimeDelta::days(30);
        let (_, token) = links_until(portal, &case, &[month]).await.remove(0);
        let mut browser = portal.browser();
        assert_eq!(press(&mut browser, &token).await.as_deref(), Some(pattern::IDENTITY));
        let question = browser.get(pattern::IDENTITY).await.body;
        assert!(!question.contains("50.00") && !question.contains("/recibo/"));
        browser.post(pattern::IDENTITY, &[("answer", "F-paid")]).await;
        let body = browser.get(pattern::STATEMENT).await.body;
        assert!(body.contains("/recibo/") && body.contains("No tienes nada pendiente"), "{body}");
        assert!(!body.contains("href=\"/pagar"), "{body}");
    }

    async fn a_planted_session_is_never_taken_over(portal) {
        let clinic = portal.clinic.clone();
        let (victims, _) = newcomer(portal, &clinic, ("Rosa", "victim"), pen(5_000)).await;
        let (thiefs, _) = newcomer(portal, &clinic, ("Eva", "thief"), pen(9_000)).await;
        let month = portal.portal.clock.now() + TimeDelta::days(30);
        let plants = size(60, 1_000);
        let own = links_until(portal, &victims, &vec![month; plants]).await;
        let (_, thiefs_token) = links_until(portal, &thiefs, &[month]).await.remove(0);
        for (n, (_, token)) in own.iter().enumerate() {
            let mut thief = portal.browser();
            press(&mut thief, &thiefs_token).await;
            let narrow = thief.cookie("aldia").expect("a session").to_owned();
            let planted = match n % 5 {
                0 => narrow.clone(),
                1 => Token::random().reveal().to_owned(),
                2 => "A".repeat(22),
                3 => "x".repeat(4_000),
                _ => token.clone(),
            };
            let mut victim = portal.browser();
            victim.plant("aldia", &planted);
            assert_eq!(press(&mut victim, token).await.as_deref(), Some(pattern::IDENTITY));
            let asked = victim.cookie("aldia").expect("a session").to_owned();
            victim.post(pattern::IDENTITY, &[("answer", "F-victim")]).await;
            let inside = victim.cookie("aldia").expect("a session").to_owned();
            assert_eq!(HashSet::from([&planted, &asked, &inside]).len(), 3, "a new id at each step");
            assert!(victim.get(pattern::STATEMENT).await.body.contains("F-victim"));
            for known in [&planted, &asked, &narrow] {
                thief.plant("aldia", known);
                let page = thief.get(pattern::STATEMENT).await;
                assert_ne!(page.status, 200, "what the thief knows opens nothing");
            }
        }
    }

    async fn a_link_that_another_site_submits_opens_nothing(portal) {
        let clinic = portal.clinic.clone();
        let (case, _) = newcomer(portal, &clinic, ("Eva", "thief"), pen(9_000)).await;
        let month = portal.portal.clock.now() + TimeDelta::days(30);
        let (_, token) = links_until(portal, &case, &[month]).await.remove(0);
        for (origin, site) in [("https://evil.example", "cross-site"), ("null", "cross-site"), ("https://mail.example", "same-site")] {
            let mut victim = portal.browser();
            let request = victim.request(Method::POST, &routes::link(&token));
            let form: &[(&str, &str)] = &[];
            let request = request.header("origin", origin).header("sec-fetch-site", site).form(form);
            let page = victim.send(request).await;
            assert_eq!((page.status.as_u16(), victim.cookie("aldia")), (403, None));
        }
    }
}
