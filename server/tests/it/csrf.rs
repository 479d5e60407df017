//! What another site makes a browser send is refused, and looking changes nothing (reliability W4).

use std::collections::BTreeMap;

use app::creditor::Role;
use reqwest::Method;
use reqwest::header::HeaderMap;

use crate::browser::{Browser, Page};
use crate::debtor_access::{self, For};
use crate::engine::on_both_engines;
use crate::portal::TestPortal;
use crate::team::sign_in;
use crate::team_access::{self, Things};
use crate::world::everything;

const FORM: &str = "application/x-www-form-urlencoded";

/// How a form of another site, or of no site, comes: `Origin`, `Sec-Fetch-Site`, the kind of body.
/// `own` stands for the portal's own origin.
const FOREIGN: [(Option<&str>, Option<&str>, &str); 14] = [
    (None, None, FORM),
    (Some("https://evil.example"), None, FORM),
    (Some("null"), None, FORM),
    (Some(""), None, FORM),
    (Some("own"), Some("cross-site"), FORM),
    (Some("own"), Some("same-site"), FORM),
    (Some("own"), Some("none"), FORM),
    (None, Some("same-site"), FORM),
    (Some("https://evil.example"), Some("same-origin"), FORM),
    (Some("own.evil.example"), None, FORM),
    (Some("own"), None, "text/plain"),
    (Some("own"), Some("same-origin"), "multipart/form-data; boundary=x"),
    (Some("own"), Some("same-origin"), "application/json"),
    (Some("own"), Some("same-origin"), ""),
];

/// A browser of each kind of person, with what stands in their paths.
struct People {
    debtor: Browser,
    owner: Browser,
    own: Things,
    teams: Things,
}

async fn people(portal: &mut TestPortal) -> People {
    let own = debtor_access::own(portal).await;
    let teams = team_access::things(portal).await;
    let clinic = portal.clinic.clone();
    let owner = sign_in(portal, &clinic, ("olga@example.pe", Role::Owner)).await;
    portal.run_jobs().await;
    People { debtor: own.browser, owner, own: own.things, teams }
}

/// Every route: its method, its path, its fields, and whether the team's browser asks.
fn routes(people: &People) -> Vec<Route> {
    let method = |name: &str| if name == "POST" { Method::POST } else { Method::GET };
    let debtors = debtor_access::TABLE
        .iter()
        .filter(|row| row.2 != For::Machine)
        .map(|row| (method(row.0), team_access::path(row.1, &people.own), row.3.to_vec(), false));
    let teams = team_access::TABLE
        .iter()
        .map(|row| (method(row.0), team_access::path(row.1, &people.teams), row.3.to_vec(), true));
    debtors.chain(teams).collect()
}

async fn foreign(
    browser: &mut Browser,
    (path, fields): (&str, &[(&str, &str)]),
    base: &str,
    (origin, site, kind): (Option<&str>, Option<&str>, &str),
) -> Page {
    let mut headers = HeaderMap::new();
    if let Some(origin) = origin {
        headers.insert("origin", origin.replace("own", base).parse().expect("an origin"));
    }
    if let Some(site) = site {
        headers.insert("sec-fetch-site", site.parse().expect("a site"));
    }
    let mut request = browser.request(Method::POST, path).form(fields);
    if kind.is_empty() {
        request = browser.request(Method::POST, path);
    } else {
        headers.insert("content-type", kind.parse().expect("a kind"));
    }
    browser.send(request.headers(headers)).await
}

on_both_engines! {
    async fn no_form_of_another_site_is_taken_and_none_leaves_a_trace(portal) {
        let mut people = people(portal).await;
        let before = everything(&portal.portal.store).await;
        let routes = routes(&people);
        let mut refused = 0;
        for (_, path, fields, team) in routes.iter().filter(|route| route.0 == Method::POST) {
            let browser = if *team { &mut people.owner } else { &mut people.debtor };
            for how in FOREIGN {
                let page = foreign(browser, (path, fields), &portal.base, how).await;
                assert_eq!(page.status, 403, "{path} {how:?}");
                assert!(page.headers.get("set-cookie").is_none(), "{path} {how:?}");
                refused += 1;
            }
        }
        assert!(refused > 14 * 25, "{refused}");
        assert!(before == everything(&portal.portal.store).await, "something was written");
    }

    async fn looking_at_every_address_changes_nothing(portal) {
        let mut people = people(portal).await;
        let before = everything(&portal.portal.store).await;
        let is_noted = |path: &str| path.starts_with("/pago/") || path == "/opciones";
        let (noted, others): (Vec<_>, Vec<_>) =
            routes(&people).into_iter().partition(|route| is_noted(&route.1));
        for route in &others {
            look(&mut people, &portal.base, route).await;
        }
        assert_eq!(changed(portal, before.clone()).await, Vec::<String>::new());
        // Where Stripe sends people back to, what Stripe says is looked at; of the ways out it is noted that
        // somebody looked at them.
        for route in &noted {
            look(&mut people, &portal.base, route).await;
        }
        let changed = changed(portal, before).await;
        let may_change = |table: &String| ["attempts", "cases", "evidence"].contains(&&**table);
        assert!(changed.iter().all(may_change), "{changed:?}");
    }
}

type Route = (Method, String, Vec<(&'static str, &'static str)>, bool);

/// Asks in every way that changes nothing, and in those that no page asks.
async fn look(people: &mut People, base: &str, (_, path, fields, team): &Route) {
    let query: Vec<_> = fields.iter().map(|(name, value)| format!("{name}={value}")).collect();
    let path = format!("{path}?{}", query.join("&"));
    let browser = if *team { &mut people.owner } else { &mut people.debtor };
    for method in [Method::GET, Method::HEAD] {
        let request = browser.request(method.clone(), &path).header("origin", base);
        let page = browser.send(request).await;
        assert!(page.status.as_u16() < 500, "{method} {path}: {}", page.status);
    }
    for method in [Method::PUT, Method::PATCH, Method::DELETE, Method::OPTIONS, Method::TRACE] {
        let request = browser.request(method.clone(), &path).header("origin", base);
        let page = browser.send(request.header("content-type", FORM)).await;
        assert_eq!(page.status, 405, "{method} {path}");
    }
}

/// The tables in which anything differs.
async fn changed(portal: &TestPortal, before: BTreeMap<String, Vec<String>>) -> Vec<String> {
    let after = everything(&portal.portal.store).await;
    before
        .into_iter()
        .filter(|(table, rows)| *rows != after[table])
        .map(|(table, _)| table)
        .collect()
}

#[test]
fn the_program_has_no_server_functions() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    for folder in ["app/src", "server/src", "domain/src"] {
        for (path, bytes) in crate::world::files(&root.join(folder)) {
            for word in ["#[server", "GetUrl", "leptos_axum"] {
                assert!(!crate::world::holds(&bytes, word), "{word} in {}", path.display());
            }
        }
    }
}
