//! Every route of the debtor, every stranger (reliability T1): generated from the list of URLs, so
//! that a route nobody has thought about fails the test.

use std::collections::BTreeMap;

use app::creditor::Role;
use app::routes::pattern;
use chrono::NaiveDate;
use domain::ids::{AttemptId, CaseId, DebtId, MessageId, PaymentId, PlanId, PromiseId, ProposalId};
use domain::money::Money;
use server::store::debtor::Person;
use server::store::{access_link, attempt, payment};
use server::tenant::Tenant;
use server::use_cases::debt::{self, NewDebt};
use server::use_cases::payment::elsewhere::{self, Recorded};
use server::use_cases::payment::start::{self, Next, Wish};

use crate::browser::{Browser, Page};
use crate::engine::on_both_engines;
use crate::links::press;
use crate::payments::all;
use crate::portal::{TestPortal, pen};
use crate::team::sign_in;
use crate::team_access::{ROUTES, Things, other_creditor};
use crate::{own_certificate, own_plan, own_promise, own_proposal};

/// Who may come past the door.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum For {
    /// Whoever has the address.
    Anyone,
    /// Who has pressed a link's button.
    Asked,
    /// Who has passed the identity check.
    Debtor,
    /// Stripe or Twilio, each with its signature.
    Machine,
    /// Whoever is at a demonstration.
    Demo,
}

/// Method, pattern, who may, fields.
pub type Row = (&'static str, &'static str, For, &'static [(&'static str, &'static str)]);

const KEY: (&str, &str) = ("key", "0192f0c8000070008000000000000001");
const DRAWN: (&str, &str) = ("drawn", "0");
const SOLES: (&str, &str) = ("currency", "PEN");

/// Each way to ask, with fields that are good. What ends a session comes last.
pub const TABLE: &[Row] = &[
    ("GET", pattern::LINK, For::Anyone, &[]),
    ("GET", pattern::LINK_RENEW, For::Anyone, &[]),
    ("POST", pattern::LINK_RENEW, For::Anyone, &[]),
    ("GET", pattern::LINK_STOP, For::Anyone, &[]),
    ("POST", pattern::LINK_STOP, For::Anyone, &[]),
    ("GET", pattern::SIGNED_LINK, For::Anyone, &[]),
    ("POST", pattern::SIGNED_LINK, For::Anyone, &[]),
    ("GET", pattern::SIGNED_LINK_RENEW, For::Anyone, &[]),
    ("POST", pattern::SIGNED_LINK_RENEW, For::Anyone, &[]),
    ("GET", pattern::SIGNED_LINK_STOP, For::Anyone, &[]),
    ("POST", pattern::SIGNED_LINK_STOP, For::Anyone, &[]),
    ("GET", pattern::WHY, For::Anyone, &[]),
    ("GET", pattern::REAL, For::Anyone, &[]),
    ("GET", pattern::HELP, For::Anyone, &[]),
    ("GET", pattern::CERTIFICATE_CHECK, For::Anyone, &[]),
    ("GET", pattern::CERTIFICATE, For::Anyone, &[]),
    ("GET", pattern::FORGET, For::Anyone, &[]),
    ("GET", pattern::STATIC, For::Anyone, &[]),
    ("GET", pattern::BRAND, For::Anyone, &[]),
    ("GET", pattern::HEALTH, For::Anyone, &[]),
    ("GET", pattern::READY, For::Anyone, &[]),
    ("POST", pattern::STRIPE_WEBHOOK, For::Machine, &[]),
    ("POST", pattern::TWILIO_STATUS, For::Machine, &[("MessageStatus", "delivered")]),
    ("POST", pattern::TWILIO_INBOUND, For::Machine, &[("Body", "BAJA")]),
    ("GET", pattern::STOP, For::Anyone, &[]),
    ("GET", pattern::MAILBOX, For::Demo, &[]),
    ("GET", pattern::MAILBOX_MESSAGE, For::Demo, &[]),
    ("GET", pattern::STATEMENT, For::Debtor, &[]),
    ("GET", pattern::TERMS, For::Debtor, &[]),
    ("GET", pattern::RIGHTS, For::Debtor, &[]),
    ("GET", pattern::OPTIONS, For::Debtor, &[SOLES]),
    ("GET", pattern::OPTIONS_COMPARE, For::Debtor, &[SOLES]),
    ("GET", pattern::OPTIONS_PLAN, For::Debtor, &[SOLES]),
    ("GET", pattern::OPTIONS_ACCEPT, For::Debtor, &[SOLES]),
    ("GET", pattern::PLAN, For::Debtor, &[]),
    ("GET", pattern::PLAN_ONE, For::Debtor, &[]),
    ("GET", pattern::PLAN_PAY, For::Debtor, &[]),
    ("GET", pattern::PLAN_DATES, For::Debtor, &[]),
    ("GET", pattern::PLAN_PAYDAY, For::Debtor, &[("payday", "28")]),
    ("POST", pattern::PLAN_MOVE, For::Debtor, &[KEY, DRAWN, ("move", "1"), ("to", "2026-12-01")]),
    // The same key again: what the first form did is told, and nothing else is done.
    ("POST", pattern::PLAN_SKIP, For::Debtor, &[KEY, DRAWN, ("skip", "1")]),
    (
        "POST",
        pattern::PLAN_PAYDAY,
        For::Debtor,
        &[KEY, DRAWN, ("payday", "28"), ("next", "2026-11-30")],
    ),
    ("GET", pattern::PLAN_AGREEMENT, For::Debtor, &[]),
    ("GET", pattern::PLAN_AGREEMENT_PDF, For::Debtor, &[]),
    ("GET", pattern::PROMISE, For::Debtor, &[]),
    ("GET", pattern::PROMISE_PDF, For::Debtor, &[]),
    ("GET", pattern::CERTIFICATE_PDF, For::Debtor, &[]),
    ("GET", pattern::PLAN_CALENDAR, For::Debtor, &[]),
    ("GET", pattern::PLAN_AUTOPAY, For::Debtor, &[]),
    ("POST", pattern::PLAN_AUTOPAY, For::Debtor, &[("autopay", "off")]),
    ("POST", pattern::OPTIONS_ACCEPT, For::Debtor, &[SOLES, KEY, ("agree", "yes")]),
    ("GET", pattern::PROPOSE, For::Debtor, &[SOLES]),
    ("POST", pattern::PROPOSE, For::Debtor, &[SOLES, KEY, ("do", "send")]),
    ("GET", pattern::PROPOSAL, For::Debtor, &[]),
    ("POST", pattern::PROPOSAL_REFUSE, For::Debtor, &[]),
    ("GET", pattern::PAY, For::Debtor, &[SOLES]),
    ("GET", pattern::PAY_CHOOSE, For::Debtor, &[SOLES]),
    ("GET", pattern::PAYMENT, For::Debtor, &[]),
    ("GET", pattern::TRANSFER, For::Debtor, &[]),
    ("POST", pattern::TRANSFER, For::Debtor, &[("note", "desde mi cuenta")]),
    ("GET", pattern::RECEIPT, For::Debtor, &[]),
    ("GET", pattern::RECEIPT_PDF, For::Debtor, &[]),
    ("GET", pattern::SAY_PAID, For::Debtor, &[]),
    ("GET", pattern::SAY_ERROR, For::Debtor, &[]),
    ("GET", pattern::SAY_TALK, For::Debtor, &[]),
    ("POST", pattern::SAY_PAID, For::Debtor, &[("text", "el lunes")]),
    ("POST", pattern::SAY_ERROR, For::Debtor, &[("text", "no es mío")]),
    ("POST", pattern::SAY_TALK, For::Debtor, &[("text", "llámenme")]),
    ("GET", pattern::PREFERENCES, For::Debtor, &[]),
    ("POST", pattern::PREFERENCES, For::Debtor, &[("language", "es"), ("hour", "10")]),
    ("POST", pattern::PREFERENCES_RESUME, For::Debtor, &[]),
    ("POST", pattern::PAY, For::Debtor, &[SOLES, ("expected", "99500"), ("method", "transfer")]),
    ("GET", pattern::IDENTITY, For::Asked, &[]),
    ("POST", pattern::IDENTITY, For::Asked, &[("answer", "0000")]),
    ("POST", pattern::IDENTITY_CODE, For::Asked, &[]),
    ("POST", pattern::PREFERENCES_STOP, For::Asked, &[]),
    ("POST", pattern::IDENTITY_NOT_ME, For::Asked, &[]),
    ("POST", pattern::LINK, For::Anyone, &[]),
    ("GET", pattern::LOG_OUT, For::Anyone, &[]),
    ("POST", pattern::LOG_OUT, For::Anyone, &[]),
];

/// Enters a debt of somebody new at `tenant`.
pub async fn newcomer(
    portal: &TestPortal,
    tenant: &Tenant,
    (name, number): (&str, &str),
    amount: Money,
) -> (CaseId, DebtId) {
    let new = NewDebt {
        debtor_reference: format!("C-{number}"),
        person: Person {
            name: Some(name.to_owned()),
            email: Some(format!("{number}@example.pe")),
            ..Person::default()
        },
        reference: format!("F-{number}"),
        description: Some(format!("Servicio {number}")),
        document_type: Some("Factura".to_owned()),
        issued_on: NaiveDate::from_ymd_opt(2026, 9, 11),
        due_on: NaiveDate::from_ymd_opt(2026, 10, 11),
        amount,
    };
    debt::add(&portal.portal, tenant, &new).await.expect("a debt")
}

/// A link of the case as an export gives it.
pub async fn token(portal: &TestPortal, tenant: &Tenant, case: &CaseId) -> String {
    let token = server::keys::Token::random();
    let now = portal.portal.clock.now();
    let new = access_link::NewLink {
        id: &domain::ids::AccessLinkId::from_bits(portal.portal.ids.bits()),
        case,
        hash: &token.hash(),
        message: None,
        expires_at: now + chrono::TimeDelta::days(30),
    };
    let mut tx = portal.portal.store.begin().await.expect("a transaction");
    access_link::insert(&mut tx, tenant, new, now).await.expect("a link");
    tx.commit().await.expect("committed");
    token.reveal().to_owned()
}

/// Lets a fresh browser in, by the number of an invoice of the case.
pub async fn enter_by(
    portal: &TestPortal,
    tenant: &Tenant,
    case: &CaseId,
    number: &str,
) -> Browser {
    let mut browser = portal.browser();
    let token = token(portal, tenant, case).await;
    assert_eq!(press(&mut browser, &token).await.as_deref(), Some(pattern::IDENTITY));
    let page = browser.post(pattern::IDENTITY, &[("answer", &format!("F-{number}"))]).await;
    assert_eq!(page.location.as_deref(), Some(pattern::STATEMENT), "{}", page.body);
    browser
}

/// A debtor of the clinic with one of everything, inside.
pub struct Own {
    /// The case.
    pub case: CaseId,
    /// Something of each noun that stands in a path, by the name of its place.
    pub things: Things,
    /// Inside.
    pub browser: Browser,
}

/// What stands on the pages of [`Own`] and nowhere else.
pub const OWN: [&str; 3] = ["Canario", "F-own", "1,000.00"];

/// Makes [`Own`]: 1,000 soles, 5 of them paid, a card page over 2 and a transfer over 3 of them.
pub async fn own(portal: &mut TestPortal) -> Own {
    let clinic = portal.clinic.clone();
    let (case, _) = newcomer(portal, &clinic, ("Canario Propio", "own"), pen(100_000)).await;
    let new = Recorded {
        amount: pen(500),
        received_on: "2026-11-20".parse().expect("a day"),
        debt: None,
        note: String::new(),
        who: "x".into(),
        key: "own".into(),
    };
    elsewhere::record(&portal.portal, &clinic, &case, &new).await.expect("recorded");
    let visit = portal.visit(&case).await;
    let part = |minor| Wish { amount: Some(pen(minor)), ..all(minor) };
    let next = start::by_transfer(&portal.portal, &visit, &part(3_000), "es").await.expect("begun");
    let Next::Transfer(transfer) = next else { panic!("no transfer: {next:?}") };
    let next = start::at_stripe(&portal.portal, &visit, &part(2_000), "es").await.expect("begun");
    let Next::Provider(url) = next else { panic!("no page: {next:?}") };
    let session = url.rsplit('/').next().expect("a session");
    let mut conn = portal.portal.store.read().await.expect("a connection");
    let found = attempt::find(&mut conn, &clinic, attempt::Find::Session(session)).await;
    let attempt = found.expect("asked").expect("there").id;
    let payments = payment::of_case(&mut conn, &clinic, &case).await.expect("payments");
    drop(conn);
    let things = BTreeMap::from([
        ("token", token(portal, &clinic, &case).await),
        ("attempt", attempt.to_string()),
        ("transfer", transfer.to_string()),
        ("payment", payments[0].id.to_string()),
        ("plan", own_plan::plant(portal, &case).await.to_string()),
        ("promise", own_promise::plant(portal, &case).await.to_string()),
        ("proposal", own_proposal::plant(portal, &case).await.to_string()),
        ("code", own_certificate::plant(portal, &case).await.code.as_str().to_owned()),
        ("name", "nothing.css".to_owned()),
        ("creditor", clinic.id().to_owned()),
        ("message", MessageId::from_bits(9).to_string()),
    ]);
    let browser = enter_by(portal, &clinic, &case, "own").await;
    Own { case, things, browser }
}

/// Ids of the same form that nobody has.
pub fn nothing() -> Things {
    BTreeMap::from([
        ("token", "1".repeat(22)),
        ("attempt", AttemptId::from_bits(9).to_string()),
        ("transfer", AttemptId::from_bits(9).to_string()),
        ("payment", PaymentId::from_bits(9).to_string()),
        ("plan", PlanId::from_bits(9).to_string()),
        ("promise", PromiseId::from_bits(9).to_string()),
        ("proposal", ProposalId::from_bits(9).to_string()),
        ("code", "9".repeat(16)),
        ("name", "nothing.css".to_owned()),
        ("creditor", "cred_nobody".to_owned()),
        ("message", MessageId::from_bits(9).to_string()),
    ])
}

/// Asks as the row says.
pub async fn go(
    browser: &mut Browser,
    (method, pattern, _, fields): &Row,
    things: &Things,
) -> Page {
    let path = crate::team_access::path(pattern, things);
    if *method == "GET" {
        let query: Vec<_> = fields.iter().map(|(name, value)| format!("{name}={value}")).collect();
        return browser.get(&format!("{path}?{}", query.join("&"))).await;
    }
    browser.post(&path, fields).await
}

fn rows(who: For) -> impl Iterator<Item = &'static Row> {
    TABLE.iter().filter(move |row| row.2 == who)
}

/// Whether the path names something that belongs to somebody.
fn names_something(row: &Row) -> bool {
    let places =
        ["{attempt}", "{transfer}", "{payment}", "{plan}", "{promise}", "{proposal}", "{code}"];
    places.iter().any(|place| row.1.contains(place))
}

#[test]
fn the_table_has_every_route_that_is_not_the_teams() {
    let listed = ROUTES.lines().filter(|line| line.trim_start().starts_with("pub const "));
    let others = listed.filter(|line| !line.contains(" TEAM_"));
    let mut count = 0;
    for line in others {
        let pattern = line.split('"').nth(1).expect("a pattern");
        assert!(TABLE.iter().any(|row| row.1 == pattern), "{pattern} is in no row");
        count += 1;
    }
    assert!(count >= 26, "the list of URLs reads differently now");
}

on_both_engines! {
    async fn nobody_comes_past_the_debtors_door(portal) {
        let own = own(portal).await;
        let clinic = portal.clinic.clone();
        let mut olga = sign_in(portal, &clinic, ("olga@example.pe", Role::Owner)).await;
        let mut asked = portal.browser();
        press(&mut asked, &own.things["token"]).await;
        for row in rows(For::Debtor) {
            let seen = |page: &Page| (page.status.as_u16(), page.location.clone());
            let page = go(&mut portal.browser(), row, &own.things).await;
            assert_eq!(seen(&page), (401, None), "nobody: {} {}", row.0, row.1);
            let page = go(&mut olga, row, &own.things).await;
            assert_eq!(seen(&page), (401, None), "the team: {} {}", row.0, row.1);
            let page = go(&mut asked, row, &own.things).await;
            let narrow = if row.1 == pattern::PAYMENT {
                (401, None)
            } else {
                (303, Some(pattern::IDENTITY.to_owned()))
            };
            assert_eq!(seen(&page), narrow, "before the check: {} {}", row.0, row.1);
        }
        for row in rows(For::Asked) {
            for browser in [&mut portal.browser(), &mut olga] {
                let page = go(browser, row, &own.things).await;
                assert_eq!(page.status, 401, "{} {}", row.0, row.1);
            }
        }
        for row in rows(For::Machine) {
            let page = go(&mut olga, row, &own.things).await;
            assert_eq!(page.status, 400, "{} {}", row.0, row.1);
        }
    }

    async fn another_debtors_things_are_not_there(portal) {
        let own = own(portal).await;
        let clinic = portal.clinic.clone();
        let (case, _) = newcomer(portal, &clinic, ("Otra Persona", "two"), pen(7_000)).await;
        let mut strangers = vec![enter_by(portal, &clinic, &case, "two").await];
        let andes = other_creditor(portal).await;
        let (case, _) = newcomer(portal, &andes, ("Otra Persona", "far"), pen(7_000)).await;
        strangers.push(enter_by(portal, &andes, &case, "far").await);
        for stranger in &mut strangers {
            for row in rows(For::Debtor).filter(|row| names_something(row)) {
                let foreign = go(stranger, row, &own.things).await;
                let missing = go(stranger, row, &nothing()).await;
                assert_eq!(foreign.status, 404, "{} {}", row.0, row.1);
                assert_eq!((foreign.status, &foreign.body), (missing.status, &missing.body), "{}", row.1);
            }
            for row in rows(For::Debtor).filter(|row| row.0 == "GET" && !names_something(row)) {
                let page = go(stranger, row, &own.things).await;
                // Without a policy there is nothing to choose: that leads to the statement.
                assert!(matches!(page.status.as_u16(), 200 | 303), "{}: {}", row.1, page.status);
                for canary in OWN {
                    assert!(!page.body.contains(canary), "{canary} on {}", row.1);
                }
            }
        }
        for row in rows(For::Anyone) {
            let page = go(&mut strangers[0], row, &own.things).await;
            assert!(OWN.iter().all(|canary| !page.body.contains(canary)), "{} {}", row.0, row.1);
        }
    }

    async fn another_debtors_debt_in_a_query_or_form_is_as_if_it_were_not_there(portal) {
        let own = own(portal).await;
        let clinic = portal.clinic.clone();
        let debts = {
            let mut conn = portal.portal.store.read().await.expect("a connection");
            server::store::debt::of_case(&mut conn, &clinic, &own.case).await.expect("debts")
        };
        let (case, _) = newcomer(portal, &clinic, ("Otra Persona", "two"), pen(7_000)).await;
        let mut stranger = enter_by(portal, &clinic, &case, "two").await;
        let foreign = debts[0].id.to_string();
        let missing = DebtId::from_bits(9).to_string();
        for path in ["/pagar?currency=PEN&what=chosen&debt=", "/pagar?currency=PEN&debt=", "/pagar/elegir?currency=PEN&debt="] {
            let seen = stranger.get(&format!("{path}{foreign}")).await;
            let never = stranger.get(&format!("{path}{missing}")).await;
            assert_eq!(seen.status, never.status, "{path}");
            assert_eq!(seen.body.replace(&foreign, "?"), never.body.replace(&missing, "?"), "{path}");
        }
        for method in ["stripe", "transfer"] {
            for expected in ["99500", "100000", "7000"] {
                let form = |debt| [SOLES, ("expected", expected), ("method", method), ("debt", debt)];
                let seen = stranger.post(pattern::PAY, &form(&foreign)).await;
                let never = stranger.post(pattern::PAY, &form(&missing)).await;
                let answer = |page: &Page| (page.status.as_u16(), page.location.clone());
                assert_eq!(answer(&seen), answer(&never), "{method} {expected}");
                assert!(seen.status == 422 || seen.location.as_deref() == Some("/cuenta"));
                assert_eq!(seen.body.replace(&foreign, "?"), never.body.replace(&missing, "?"));
            }
        }
        assert_eq!(portal.owed(&own.case).await, 99_500);
    }

    async fn the_debtor_reaches_all_of_it(portal) {
        let mut own = own(portal).await;
        for row in rows(For::Debtor) {
            if row.1.contains("{code}") {
                // What was done before has taken back one that was never due.
                let again = own_certificate::plant(portal, &own.case).await;
                own.things.insert("code", again.code.as_str().to_owned());
            }
            let page = go(&mut own.browser, row, &own.things).await;
            assert!(matches!(page.status.as_u16(), 200 | 303), "{} {}: {} {}", row.0, row.1, page.status, page.body);
        }
        assert!(own.browser.get(pattern::STATEMENT).await.body.contains("Canario"));
    }
}
