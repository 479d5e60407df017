//! Headers of every answer, and what caches may keep (reliability W1, W3).

use std::collections::{BTreeMap, BTreeSet, HashMap};

use app::creditor::Role;
use app::routes::{self, pattern};
use reqwest::Method;
use reqwest::header::HeaderMap;
use server::clock::Clock;
use server::compose::Portal;
use sqlx::AssertSqlSafe;
use tokio::net::TcpListener;

use crate::agreed::debtor_who_owes;
use crate::browser::{Browser, Page};
use crate::debtor_access::{self, For, enter_by, newcomer};
use crate::engine::on_both_engines;
use crate::portal::{Engine, TestPortal, pen};
use crate::size::size;
use crate::team::sign_in;
use crate::team_access;

/// What every answer says, whatever it is.
const ALWAYS: [(&str, &str); 6] = [
    ("x-content-type-options", "nosniff"),
    ("referrer-policy", "strict-origin"),
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-resource-policy", "same-origin"),
    ("permissions-policy", "camera=(), geolocation=(), microphone=()"),
    ("x-frame-options", "DENY"),
];

/// What pages may load; the simulator's origin stands behind Stripe's while it is in use.
const POLICY: [(&str, &str); 9] = [
    ("base-uri", "'none'"),
    ("connect-src", "'self'"),
    ("default-src", "'none'"),
    ("form-action", "'self' https://checkout.stripe.com"),
    ("frame-ancestors", "'none'"),
    ("img-src", "'self' data:"),
    ("object-src", "'none'"),
    ("script-src", "'self' 'wasm-unsafe-eval'"),
    ("style-src", "'self'"),
];

fn text<'a>(headers: &'a HeaderMap, name: &str) -> &'a str {
    headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
}

fn check(page: &Page, simulator: Option<&str>, what: &str) {
    let status = page.status.as_u16();
    for (name, value) in ALWAYS {
        assert_eq!(text(&page.headers, name), value, "{name} of {what}: {status}");
        assert_eq!(page.headers.get_all(name).iter().count(), 1, "{name} of {what}");
    }
    let policy: BTreeMap<&str, &str> = text(&page.headers, "content-security-policy")
        .split(';')
        .filter_map(|part| part.trim().split_once(' '))
        .collect();
    let mut expected: BTreeMap<&str, &str> = POLICY.into_iter().collect();
    let forms = format!("{} {}", expected["form-action"], simulator.unwrap_or_default());
    expected.insert("form-action", forms.trim());
    assert_eq!(policy, expected, "{what}: {status}");
    let cache = text(&page.headers, "cache-control");
    let open = what.contains("/static/") || what.contains("/brand/");
    assert!(cache == "no-store" || (open && status == 200), "{what}: {status} {cache}");
    for name in ["server", "x-powered-by", "access-control-allow-origin"] {
        assert!(page.headers.get(name).is_none(), "{name} of {what}");
    }
    for cookie in page.headers.get_all("set-cookie") {
        let cookie = cookie.to_str().expect("ASCII");
        for part in ["HttpOnly", "SameSite=Lax", "Path=/"] {
            assert!(cookie.contains(part), "{what}: {cookie}");
        }
        assert!(!cookie.contains("Domain="), "{what}: {cookie}");
    }
    if status >= 400 && !what.contains("/webhooks/") && !what.contains("HEAD") {
        let kind = text(&page.headers, "content-type");
        let plain = what.contains("/readyz");
        assert!(plain || kind == "text/html; charset=utf-8", "{what}: {status} {kind}");
        assert!(plain || page.body.contains("<h1"), "{what}: {status} {}", page.body);
    }
}

/// Answers seen so far, each checked.
struct Seen {
    simulator: String,
    statuses: BTreeSet<u16>,
}

impl Seen {
    fn add(&mut self, page: &Page, what: &str) {
        check(page, Some(&self.simulator), what);
        self.statuses.insert(page.status.as_u16());
    }
}

/// Takes a table away, so that every query of it fails, or gives it back.
async fn rename(portal: &TestPortal, from: &str, to: &str) {
    let mut tx = portal.portal.store.begin().await.expect("a transaction");
    let sql = AssertSqlSafe(format!("alter table {from} rename to {to}"));
    sqlx::raw_sql(sql).execute(&mut *tx).await.expect("renamed");
    tx.commit().await.expect("committed");
}

/// Asks for every route as its own people do, as nobody, and in ways that cannot be.
async fn every_route(portal: &mut TestPortal, seen: &mut Seen) {
    let mut own = debtor_access::own(portal).await;
    let things = team_access::things(portal).await;
    let clinic = portal.clinic.clone();
    let mut olga = sign_in(portal, &clinic, ("olga@example.pe", Role::Owner)).await;
    let big = "x".repeat(64 * 1024 + 1);
    let rows = debtor_access::TABLE.iter().map(|row| (row.0, row.1, row.2 != For::Machine, false));
    let rows = rows.chain(team_access::TABLE.iter().map(|row| (row.0, row.1, true, true)));
    for (method, pattern, is_page, team) in rows {
        let path = team_access::path(pattern, if team { &things } else { &own.things });
        let browser = if team { &mut olga } else { &mut own.browser };
        let what = format!("{method} {path}");
        seen.add(&browser.get(&path).await, &what);
        let head = browser.request(Method::HEAD, &path);
        seen.add(&browser.send(head).await, &format!("HEAD {path}"));
        seen.add(&portal.browser().get(&path).await, &what);
        let foreign = browser.request(Method::POST, &path).header("origin", "https://evil.example");
        seen.add(&browser.send(foreign).await, &what);
        let put =
            browser.request(Method::PUT, &path).header("origin", &portal.base).form(&[("a", "b")]);
        let page = browser.send(put).await;
        assert_eq!(page.status, 405, "{what}");
        seen.add(&page, &what);
        if method == "POST" && is_page {
            let page = browser.post(&path, &[("text", &big), ("amount", &big)]).await;
            seen.add(&page, &what);
            assert!(
                matches!(page.status.as_u16(), 413 | 200 | 303 | 410),
                "{what}: {}",
                page.status
            );
        }
    }
}

/// The other answers that people meet.
async fn special(portal: &mut TestPortal, seen: &mut Seen) {
    let clinic = portal.clinic.clone();
    let (case, _) = newcomer(portal, &clinic, ("Ana", "late"), pen(5_000)).await;
    let mut browser = enter_by(portal, &clinic, &case, "late").await;
    let fields = [("currency", "PEN"), ("expected", "5000"), ("method", "gold")];
    for (path, fields) in [(pattern::PAY, &fields[..]), ("/pagar", &[]), ("/decir/error", &[])] {
        seen.add(&browser.post(path, fields).await, path);
    }
    for path in
        ["/nowhere", "/pagar?debt=x", "/pago/x", "/%ff", "/panel/nowhere", "/e/a/b/c", "//evil"]
    {
        seen.add(&browser.get(path).await, path);
    }
    for field in ["text", "note", "amount"] {
        let page = browser.post("/decir/error", &[(field, "a\0b")]).await;
        assert_eq!(page.status, 400, "NUL");
        seen.add(&page, "NUL");
    }
    let page = portal.browser().get("/pago/attempt_x?session_id=%00").await;
    assert_eq!(page.status, 404);
    for _ in 0..21 {
        let page = browser.post("/decir/ya-pague", &[("text", "sí")]).await;
        seen.add(&page, "often");
        portal.advance(chrono::TimeDelta::minutes(11)).await;
        if page.status == 429 {
            assert!(text(&page.headers, "retry-after").parse::<u64>().is_ok());
        }
        browser = enter_by(portal, &clinic, &case, "late").await;
    }
    let token = debtor_access::token(portal, &clinic, &case).await;
    let mut wrong = portal.browser();
    wrong.post(&routes::link(&token), &[]).await;
    for _ in 0..6 {
        let page = wrong.post(pattern::IDENTITY, &[("answer", "nope")]).await;
        seen.add(&page, "wrong");
        let locked = page.status == 429;
        let wait = text(&page.headers, "retry-after").parse::<u64>();
        assert!(!locked || wait == Ok(1800), "{wait:?}");
    }
    seen.add(&browser.post(&routes::link("x"), &[]).await, "closed");
    for table in ["debtor_sessions", "team_sessions", "sign_in_links", "access_links"] {
        let gone = format!("{table}_gone");
        rename(portal, table, &gone).await;
        for path in [pattern::STATEMENT, pattern::PAY, pattern::IDENTITY, pattern::TEAM_SIGN_IN] {
            seen.add(&browser.get(path).await, path);
            seen.add(&browser.post(path, &[("currency", "PEN")]).await, path);
        }
        seen.add(&browser.post(&routes::link(&token), &[]).await, "link");
        rename(portal, &gone, table).await;
    }
}

on_both_engines! {
    async fn every_answer_of_every_route_has_all_headers(portal) {
        let simulator = portal.stripe.origin.clone();
        let mut seen = Seen { simulator, statuses: BTreeSet::new() };
        every_route(portal, &mut seen).await;
        special(portal, &mut seen).await;
        let expected = BTreeSet::from([200, 303, 400, 401, 403, 404, 405, 410, 413, 422, 429, 500]);
        assert!(seen.statuses.is_superset(&expected), "{:?}", seen.statuses);
    }

    async fn the_page_with_an_island_may_run_webassembly_and_nothing_that_stands_in_it(portal) {
        let (_, mut browser) = debtor_who_owes(portal, 40_000).await;
        let simulator = portal.stripe.origin.clone();
        let page = browser.get("/opciones/plan?currency=PEN").await;
        assert_eq!(page.status, 200);
        check(&page, Some(&simulator), "GET /opciones/plan");
        assert!(!page.body.contains(" style=") && !page.body.contains("<style"));
        for script in page.body.split("<script").skip(1) {
            let (tag, rest) = script.split_once('>').expect("a whole tag");
            assert!(rest.starts_with("</script>"), "nothing stands in it: {rest}");
            let src = tag.split("src=\"").nth(1).and_then(|src| src.split('"').next());
            let src = src.filter(|src| src.starts_with("/static/islands.")).expect("our loader");
            let loader = browser.get(src).await;
            check(&loader, Some(&simulator), src);
            for name in loader.body.split("'./").skip(1).filter_map(|rest| rest.split('\'').next()) {
                let path = routes::static_file(name);
                let file = browser.get(&path).await;
                assert_eq!(file.status, 200, "{path}");
                check(&file, Some(&simulator), &path);
                let kind = if name.rsplit('.').next() == Some("wasm") { "application/wasm" } else { "text/javascript; charset=utf-8" };
                assert_eq!(text(&file.headers, "content-type"), kind, "{path}");
            }
        }
    }

    async fn a_cache_between_keeps_no_page_of_anybody(portal) {
        let clinic = portal.clinic.clone();
        let mut people = Vec::new();
        for n in 0..25 {
            let number = format!("p{n:02}");
            let (case, _) = newcomer(portal, &clinic, (&format!("Persona{n:02}"), &number), pen(10_000 + n)).await;
            people.push((format!("Persona{n:02}"), enter_by(portal, &clinic, &case, &number).await));
        }
        let mut cache = Cache::default();
        let paths = ["/cuenta", "/pagar?currency=PEN", "/real", "/cuenta/condiciones", "/decir/error", "/ayuda"];
        let asked = size(1_000, 10_000);
        for n in 0..asked {
            let at = (n * 7) % people.len();
            let names: Vec<String> = people.iter().map(|(name, _)| name.clone()).collect();
            let (name, browser) = &mut people[at];
            let page = cache.get(browser, paths[n % paths.len()]).await;
            for other in names.iter().filter(|other| *other != name) {
                assert!(!page.contains(other.as_str()), "{name} sees {other}");
            }
        }
        assert_eq!((cache.hits, cache.asked), (0, asked));
        let sheet = page_of_sheet(&mut people[0].1).await;
        cache.get(&mut people[0].1, &sheet).await;
        cache.get(&mut people[1].1, &sheet).await;
        assert_eq!(cache.hits, 1, "what is the same for all is kept");
    }
}

/// The address of the brand's sheet.
async fn page_of_sheet(browser: &mut Browser) -> String {
    let page = browser.get("/cuenta").await;
    let at = page.body.find("/brand/").expect("the brand's sheet");
    page.body[at..].split('"').next().expect("its end").to_owned()
}

/// A cache between people and portal that keeps all that it may.
#[derive(Default)]
struct Cache {
    kept: HashMap<String, String>,
    asked: usize,
    hits: usize,
}

impl Cache {
    async fn get(&mut self, browser: &mut Browser, path: &str) -> String {
        self.asked += usize::from(!path.starts_with("/brand"));
        if let Some(kept) = self.kept.get(path) {
            self.hits += 1;
            return kept.clone();
        }
        let page = browser.get(path).await;
        let rule = text(&page.headers, "cache-control");
        // A heuristic cache keeps what nobody forbids.
        if !["no-store", "private", "no-cache"].iter().any(|word| rule.contains(word)) {
            self.kept.insert(path.to_owned(), page.body.clone());
        }
        page.body
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn by_https_cookies_are_the_hosts_own_and_secure_and_the_browser_stays_there() {
    let portal = TestPortal::on(Engine::Sqlite).await;
    let clinic = portal.clinic.clone();
    let (case, _) = newcomer(&portal, &clinic, ("Ana", "safe"), pen(5_000)).await;
    let token = debtor_access::token(&portal, &clinic, &case).await;
    let mut settings = portal.portal.settings.clone();
    settings.base_url = "https://pagos.example.com".to_owned();
    let second = Portal::open(settings, Clock::set_to(portal.portal.clock.now())).await;
    let app = server::http::router(second.expect("it opens"));
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let base = format!("http://{}", listener.local_addr().expect("its address"));
    tokio::spawn(async move { axum::serve(listener, app).await.expect("it serves") });
    let mut browser = Browser::new(&base);
    let page = browser.post(&routes::link(&token), &[]).await;
    let cookie = text(&page.headers, "set-cookie");
    assert!(cookie.starts_with("__Host-aldia="), "{cookie}");
    for part in ["Secure", "HttpOnly", "SameSite=Lax", "Path=/"] {
        assert!(cookie.contains(part), "{cookie}");
    }
    assert!(!cookie.contains("Domain"), "{cookie}");
    let page = browser.get(pattern::IDENTITY).await;
    let year = "max-age=31536000; includeSubDomains";
    assert_eq!(text(&page.headers, "strict-transport-security"), year);
    portal.finish().await;
}
