//! Every route of the team, every stranger (reliability T1): generated from the list of URLs, so that
//! a route nobody has thought about fails the test.

use std::collections::BTreeMap;

use app::creditor::Role;
use app::routes::pattern;
use domain::ids::{
    AccessLinkId, AnswerId, AttemptId, CaseId, DebtId, HoldId, MessageId, ProposalId, SuspenseId,
};
use reqwest::Method;
use server::store::answer::AnswerKind;
use server::store::hand_written::{self, ByHand};
use server::store::{access_link, answer, hold, payment, suspense};
use server::tenant::Tenant;
use server::use_cases::answer::{Said, say};
use server::use_cases::hand_written::BY_HAND;
use server::use_cases::payment::elsewhere::{self, Recorded};
use server::use_cases::payment::start::{self, Next};
use server::use_cases::payment::transfer::{self, Seen};
use server::use_cases::policy;

use crate::browser::{Browser, Page};
use crate::engine::on_both_engines;
use crate::own_certificate;
use crate::payments::all;
use crate::portal::{CLINIC, TestPortal, add_creditor, pen};
use crate::team::sign_in;
use crate::ways_out::{POLICY, offer};
use crate::{own_file, own_plan, own_proposal, own_sequence};

/// The list of URLs.
pub const ROUTES: &str = include_str!("../../../app/src/routes/pattern.rs");

/// Who may come past the door.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum For {
    Nobody,
    Member,
    Owner,
}

/// Method, pattern, who may, fields.
pub type Row = (&'static str, &'static str, For, &'static [(&'static str, &'static str)]);

const DAY: (&str, &str) = ("received_on", "2026-11-20");
/// A form's key.
pub const KEY: (&str, &str) = ("key", "0192f0c8000070008000000000000001");

const TEMPLATE: &[(&str, &str)] =
    &[("kind", "firm"), ("channel", "sms"), ("voice", "es-tu"), ("drawn", "0"), ("do", "standard")];

/// Each way to ask, with fields that are good. Where the order matters, what takes something away
/// comes last.
pub const TABLE: &[Row] = &[
    ("GET", pattern::TEAM_SIGN_IN, For::Nobody, &[]),
    ("POST", pattern::TEAM_SIGN_IN, For::Nobody, &[("email", "eva@example.pe")]),
    ("GET", pattern::TEAM_SIGN_IN_LINK, For::Nobody, &[]),
    ("POST", pattern::TEAM_SIGN_IN_LINK, For::Nobody, &[]),
    ("GET", pattern::TEAM_CODE, For::Member, &[]),
    ("POST", pattern::TEAM_CODE, For::Member, &[("code", "000000")]),
    ("GET", pattern::TEAM_HOME, For::Member, &[]),
    ("GET", pattern::TEAM_CASES, For::Member, &[]),
    ("POST", pattern::TEAM_CASES, For::Member, &[("q", "Rosa")]),
    ("GET", pattern::TEAM_CASE, For::Member, &[]),
    ("GET", pattern::TEAM_CASE_PAPER, For::Member, &[]),
    ("POST", pattern::TEAM_CASE_SEND_LINK, For::Member, &[]),
    (
        "POST",
        pattern::TEAM_CASE_PAYMENTS,
        For::Member,
        &[KEY, ("amount", "1.00"), ("currency", "PEN"), DAY],
    ),
    (
        "POST",
        pattern::TEAM_CASE_REFUND,
        For::Owner,
        &[("key", "?"), ("left", "500"), ("amount", "1.00")],
    ),
    (
        "POST",
        pattern::TEAM_CASE_GIVEN_BACK,
        For::Owner,
        &[("key", "?"), ("left", "500"), ("amount", "1.00"), ("given_on", "2026-11-20")],
    ),
    ("POST", pattern::TEAM_CASE_REVERSE, For::Member, &[("reason", "doble")]),
    ("GET", pattern::TEAM_CASE_PLAN_DATES, For::Member, &[]),
    (
        "POST",
        pattern::TEAM_CASE_PLAN_DATES,
        For::Member,
        &[KEY, ("drawn", "0"), ("what", "move"), ("move", "1"), ("to", "2026-12-01")],
    ),
    (
        "POST",
        pattern::TEAM_CASE_PLAN_CANCEL,
        For::Member,
        &[("key", "0192f0c8000070008000000000000002"), ("drawn", "1"), ("reason", "otro acuerdo")],
    ),
    ("POST", pattern::TEAM_CASE_CLEARANCE, For::Owner, &[("checked", "yes")]),
    ("GET", pattern::TEAM_CHANNELS, For::Member, &[]),
    ("POST", pattern::TEAM_CHANNEL_LINK, For::Member, &[("channel", "sms")]),
    (
        "POST",
        pattern::TEAM_CHANNEL_CONSENT,
        For::Member,
        &[("channel", "sms"), ("given_on", "2026-11-20"), ("how", "form"), ("proof", "ficha 1")],
    ),
    ("POST", pattern::TEAM_CHANNEL_DRAFT, For::Member, &[]),
    ("POST", pattern::TEAM_CHANNEL_DRAFT_SENT, For::Member, &[("link", "{link}")]),
    ("POST", pattern::TEAM_CHANNEL_DRAFT_NOT_SENT, For::Member, &[("link", "{link}")]),
    ("POST", pattern::TEAM_CHANNEL_LETTER, For::Member, &[("stage", "friendly")]),
    ("POST", pattern::TEAM_CHANNEL_STOP, For::Member, &[("channel", "whatsapp")]),
    (
        "POST",
        pattern::TEAM_CASE_PLAN_REOPEN,
        For::Owner,
        &[("key", "0192f0c8000070008000000000000003"), ("drawn", "1"), ("reason", "era a tiempo")],
    ),
    (
        "POST",
        pattern::TEAM_CASE_PAUSE,
        For::Member,
        &[("why", "hardship"), ("reason", "perdió su empleo")],
    ),
    ("POST", pattern::TEAM_CASE_LIFT, For::Member, &[]),
    ("POST", pattern::TEAM_CASE_REVOKE_LINK, For::Member, &[]),
    ("POST", pattern::TEAM_CASE_WITHDRAW, For::Member, &[]),
    ("GET", pattern::TEAM_TRANSFERS, For::Member, &[]),
    (
        "POST",
        pattern::TEAM_TRANSFER_RECEIVED,
        For::Member,
        &[KEY, ("reference", "?"), ("amount", "5.00"), ("currency", "PEN"), DAY],
    ),
    ("POST", pattern::TEAM_TRANSFER_CONFIRM, For::Member, &[("amount", "10.00"), DAY]),
    ("POST", pattern::TEAM_TRANSFER_REFUSE, For::Member, &[("reason", "no está")]),
    ("GET", pattern::TEAM_SUSPENSE, For::Member, &[]),
    ("GET", pattern::TEAM_SUSPENSE_CSV, For::Member, &[]),
    ("POST", pattern::TEAM_SUSPENSE_ASSIGN, For::Member, &[("reference", "B001-0001")]),
    ("POST", pattern::TEAM_SUSPENSE_CLOSE, For::Owner, &[("reason", "de otra tienda")]),
    ("GET", pattern::TEAM_CHANGES, For::Member, &[]),
    ("POST", pattern::TEAM_CHANGES_MAKE, For::Owner, &[("reference", "B-1"), ("claim", "undo")]),
    ("POST", pattern::TEAM_CHANGES_LEAVE, For::Owner, &[("reference", "B-1"), ("claim", "undo")]),
    ("GET", pattern::TEAM_ANSWERS, For::Member, &[]),
    ("GET", pattern::TEAM_ANSWER_FILE, For::Member, &[("number", "1")]),
    ("POST", pattern::TEAM_ANSWER_DONE, For::Member, &[]),
    ("GET", pattern::TEAM_PROPOSALS, For::Member, &[]),
    ("GET", pattern::TEAM_PROPOSAL, For::Member, &[]),
    (
        "POST",
        pattern::TEAM_PROPOSAL_COUNTER,
        For::Member,
        &[
            ("pay", "10.00"),
            ("parts", "2"),
            ("rhythm", "monthly"),
            ("first_on", "2026-11-30"),
            ("until", "2026-12-01"),
        ],
    ),
    ("POST", pattern::TEAM_PROPOSAL_ACCEPT, For::Member, &[("seen", "1.0")]),
    ("POST", pattern::TEAM_PROPOSAL_REFUSE, For::Member, &[("note", "aún no")]),
    ("GET", pattern::TEAM_PAYMENTS, For::Member, &[]),
    (
        "GET",
        pattern::TEAM_PAYMENTS_CSV,
        For::Member,
        &[("from", "2026-11-01"), ("to", "2026-11-30")],
    ),
    ("GET", pattern::TEAM_PLANS, For::Member, &[("health", "on-time")]),
    ("GET", pattern::TEAM_MEMBERS, For::Member, &[]),
    (
        "POST",
        pattern::TEAM_MEMBERS,
        For::Owner,
        &[("email", "new@example.pe"), ("name", "Nueva"), ("role", "agent")],
    ),
    ("GET", pattern::TEAM_POLICIES, For::Member, &[]),
    ("GET", pattern::TEAM_POLICY_NEW, For::Owner, &[("con", "clinic")]),
    ("POST", pattern::TEAM_POLICY_NEW, For::Owner, &[("do", "check")]),
    ("GET", pattern::TEAM_TEMPLATES, For::Member, &[("voice", "es-usted")]),
    ("GET", pattern::TEAM_TEMPLATE, For::Member, TEMPLATE),
    ("POST", pattern::TEAM_TEMPLATE, For::Owner, TEMPLATE),
    (
        "POST",
        pattern::TEAM_TEMPLATE_TEST,
        For::Member,
        &[KEY, ("kind", "firm"), ("channel", "sms"), ("voice", "es-tu")],
    ),
    ("GET", pattern::TEAM_AGREEMENT_TEXT, For::Member, &[]),
    (
        "POST",
        pattern::TEAM_AGREEMENT_TEXT,
        For::Owner,
        &[("lang", "es"), ("drawn", "0"), ("do", "standard")],
    ),
    ("GET", pattern::TEAM_SEQUENCES, For::Member, &[]),
    ("GET", pattern::TEAM_SEQUENCE_NEW, For::Owner, &[("con", "gentle")]),
    ("POST", pattern::TEAM_SEQUENCE_NEW, For::Owner, &[("do", "check")]),
    ("POST", pattern::TEAM_RESTS, For::Owner, &[("channel", "sms"), ("do", "rest")]),
    ("GET", pattern::TEAM_CONTACT_RULES, For::Member, &[]),
    ("GET", pattern::TEAM_CALENDAR, For::Member, &[]),
    ("GET", pattern::TEAM_CALENDAR_DAY, For::Member, &[("day", "2026-11-25")]),
    ("POST", pattern::TEAM_CALENDAR_COUNT, For::Member, &[]),
    ("GET", pattern::TEAM_RESULTS, For::Member, &[]),
    ("GET", pattern::TEAM_TASKS, For::Member, &[]),
    ("POST", pattern::TEAM_TASK_LETTER, For::Member, &[]),
    ("POST", pattern::TEAM_TASK_PHONE, For::Member, &[]),
    ("POST", pattern::TEAM_TASK_DONE, For::Member, &[("outcome", "reached"), ("note", "sí")]),
    ("GET", pattern::TEAM_SEQUENCE, For::Member, &[]),
    ("GET", pattern::TEAM_SEQUENCE_EDIT, For::Owner, &[]),
    ("POST", pattern::TEAM_SEQUENCE_EDIT, For::Owner, &[("do", "add")]),
    ("GET", pattern::TEAM_SEQUENCE_TOML, For::Member, &[("version", "1")]),
    ("POST", pattern::TEAM_SEQUENCE_TEST, For::Member, &[KEY, ("version", "1"), ("step", "2")]),
    ("POST", pattern::TEAM_SEQUENCE_ARCHIVE, For::Owner, &[]),
    ("POST", pattern::TEAM_SEQUENCE_TAKE_UP, For::Owner, &[]),
    ("GET", pattern::TEAM_POLICY, For::Member, &[]),
    ("GET", pattern::TEAM_POLICY_EDIT, For::Owner, &[]),
    ("POST", pattern::TEAM_POLICY_EDIT, For::Owner, &[("do", "add")]),
    ("GET", pattern::TEAM_POLICY_COMPARE, For::Member, &[("a", "1"), ("b", "1")]),
    ("GET", pattern::TEAM_POLICY_TOML, For::Member, &[]),
    ("GET", pattern::TEAM_POLICY_PREVIEW, For::Member, &[]),
    ("GET", pattern::TEAM_POLICY_PERSON, For::Member, &[]),
    ("POST", pattern::TEAM_POLICY_PERSON, For::Member, &[("number", "P-1")]),
    ("POST", pattern::TEAM_POLICY_ACTIVATE, For::Owner, &[("version", "1"), ("when", "now")]),
    ("POST", pattern::TEAM_POLICY_BRING_BACK, For::Owner, &[("version", "1")]),
    ("POST", pattern::TEAM_POLICY_ARCHIVE, For::Owner, &[]),
    ("POST", pattern::TEAM_POLICY_TAKE_UP, For::Owner, &[]),
    ("POST", pattern::TEAM_LOG_OUT, For::Nobody, &[]),
];

/// Something of each noun that stands in a path, by the name of its place.
pub type Things = BTreeMap<&'static str, String>;

/// One of everything in the clinic.
pub async fn things(portal: &mut TestPortal) -> Things {
    let (case, _) = portal.debt(pen(100_000)).await;
    let visit = portal.visit(&case).await;
    say(&portal.portal, &visit, Said { kind: AnswerKind::Paid, text: "ya pagué" })
        .await
        .expect("said");
    let next =
        start::by_transfer(&portal.portal, &visit, &all(100_000), "es").await.expect("begun");
    let Next::Transfer(attempt) = next else { panic!("no transfer: {next:?}") };
    transfer::announce(&portal.portal, &visit, &attempt, "").await.expect("announced");
    let day = "2026-11-20".parse().expect("a day");
    let seen = Seen { amount: pen(700), received_on: day, who: "x".into() };
    transfer::received(&portal.portal, &portal.clinic, ("?", "k"), &seen).await.expect("kept");
    let new = Recorded {
        amount: pen(500),
        received_on: day,
        debt: None,
        note: String::new(),
        who: "x".into(),
        key: "k".into(),
    };
    elsewhere::record(&portal.portal, &portal.clinic, &case, &new).await.expect("recorded");
    let plan = own_plan::plant(portal, &case).await;
    let proposal = own_proposal::plant(portal, &case).await;
    // Debtors' tests have a policy of the other name, in another currency.
    offer(portal, &POLICY.replace("Pacientes", "Ofertas")).await;
    let (sequence, task) = own_sequence::plant(portal).await;
    let policies = policy::list(&portal.portal, &portal.clinic).await.expect("policies");
    let mut conn = portal.portal.store.read().await.expect("a connection");
    let tenant = &portal.clinic;
    let holds = hold::active(&mut conn, tenant, &case).await.expect("holds");
    let answers = answer::of_case(&mut conn, tenant, &case).await.expect("answers");
    let items = suspense::waiting(&mut conn, tenant).await.expect("suspense");
    let links = access_link::of_case(&mut conn, tenant, &case).await.expect("links");
    let payments = payment::of_case(&mut conn, tenant, &case).await.expect("payments");
    drop(conn);
    plant_draft(portal, &case, &links[0].id).await;
    own_file::plant(portal, &case, &answers[0].id).await;
    BTreeMap::from([
        ("token", "1111111111111111111111".to_owned()),
        ("case", case.to_string()),
        ("hold", holds[0].id.to_string()),
        ("answer", answers[0].id.to_string()),
        ("suspense", items[0].id.to_string()),
        ("transfer", attempt.to_string()),
        ("link", links[0].id.to_string()),
        ("plan", plan.to_string()),
        ("payment", payments[0].id.to_string()),
        ("proposal", proposal.to_string()),
        ("paper", own_certificate::plant(portal, &case).await.id.to_string()),
        ("policy", policies[0].policy.id.to_string()),
        ("sequence", sequence.to_string()),
        ("task", task.to_string()),
    ])
}

/// Ids of the same form that nobody has.
/// Words for WhatsApp with this link, of which nobody has said whether they were sent.
async fn plant_draft(portal: &TestPortal, case: &CaseId, link: &AccessLinkId) {
    let id = MessageId::from_bits(9);
    let new = ByHand { id: &id, case, kind: BY_HAND, link };
    let now = portal.portal.clock.now();
    let mut tx = portal.portal.store.begin().await.expect("a transaction");
    hand_written::insert(&mut tx, &portal.clinic, new, now).await.expect("planted");
    tx.commit().await.expect("committed");
}

fn nothing() -> Things {
    BTreeMap::from([
        ("token", "1111111111111111111111".to_owned()),
        ("case", CaseId::from_bits(9).to_string()),
        ("hold", HoldId::from_bits(9).to_string()),
        ("answer", AnswerId::from_bits(9).to_string()),
        ("suspense", SuspenseId::from_bits(9).to_string()),
        ("transfer", AttemptId::from_bits(9).to_string()),
        ("link", AccessLinkId::from_bits(9).to_string()),
        ("plan", domain::ids::PlanId::from_bits(9).to_string()),
        ("payment", domain::ids::PaymentId::from_bits(9).to_string()),
        ("proposal", ProposalId::from_bits(9).to_string()),
        ("paper", domain::ids::ClearanceId::from_bits(9).to_string()),
        ("policy", domain::ids::PolicyId::from_bits(9).to_string()),
        ("sequence", domain::ids::SequenceId::from_bits(9).to_string()),
        ("task", domain::ids::TaskId::from_bits(9).to_string()),
    ])
}

/// The pattern with the things in their places.
pub fn path(pattern: &str, things: &Things) -> String {
    let mut path = pattern.to_owned();
    for (name, id) in things {
        path = path.replace(&format!("{{{name}}}"), id);
    }
    assert!(!path.contains('{'), "{pattern} names something that the test has none of");
    path
}

async fn go(browser: &mut Browser, (method, pattern, _, fields): &Row, things: &Things) -> Page {
    let path = path(pattern, things);
    let refund = format!("{}.{}", KEY.1, things["payment"]);
    let is_refund = [pattern::TEAM_CASE_REFUND, pattern::TEAM_CASE_GIVEN_BACK].contains(pattern);
    let fields: Vec<(&str, &str)> = fields
        .iter()
        .map(|(name, value)| {
            if is_refund && *name == "key" {
                (*name, &*refund)
            } else if *value == "{link}" {
                (*name, &*things["link"])
            } else {
                (*name, *value)
            }
        })
        .collect();
    if *method == "GET" {
        let query: Vec<_> = fields.iter().map(|(name, value)| format!("{name}={value}")).collect();
        return browser.get(&format!("{path}?{}", query.join("&"))).await;
    }
    browser.post(&path, &fields).await
}

/// A second creditor, so that neither takes cards.
pub async fn other_creditor(portal: &TestPortal) -> Tenant {
    // Two creditors cannot share the platform's account: both take transfers only.
    let (alone, _) = CLINIC.split_once("[stripe]").expect("how it takes cards");
    let toml = alone.replace("san-borja", "andes");
    add_creditor(&portal.portal, alone).await;
    add_creditor(&portal.portal, &toml).await
}

fn rows_with_ids() -> impl Iterator<Item = &'static Row> {
    TABLE.iter().filter(|(_, pattern, who, _)| *who != For::Nobody && pattern.contains('{'))
}

#[test]
fn the_table_has_every_route_of_the_team() {
    let listed = ROUTES.lines().filter(|line| line.trim_start().starts_with("pub const TEAM_"));
    let mut count = 0;
    for line in listed {
        let pattern = line.split('"').nth(1).expect("a pattern");
        assert!(TABLE.iter().any(|row| row.1 == pattern), "{pattern} is in no row");
        count += 1;
    }
    assert!(count >= 20, "the list of URLs reads differently now");
}

on_both_engines! {
    async fn nobody_comes_past_the_door(portal) {
        let things = things(portal).await;
        for row in TABLE.iter().filter(|row| row.2 != For::Nobody) {
            let page = go(&mut portal.browser(), row, &things).await;
            let seen = (page.status.as_u16(), page.location.as_deref());
            assert_eq!(seen, (303, Some(pattern::TEAM_SIGN_IN)), "{} {}", row.0, row.1);
        }
    }

    async fn a_strangers_things_are_not_there(portal) {
        let andes = other_creditor(portal).await;
        let things = things(portal).await;
        let mut stranger = sign_in(portal, &andes, ("eva@example.pe", Role::Owner)).await;
        for row in rows_with_ids() {
            let foreign = go(&mut stranger, row, &things).await;
            let missing = go(&mut stranger, row, &nothing()).await;
            assert_eq!(foreign.status, 404, "{} {}", row.0, row.1);
            assert_eq!((foreign.status, &foreign.body), (missing.status, &missing.body), "{}", row.1);
        }
        for row in TABLE.iter().filter(|row| row.0 == "GET" && !row.1.contains('{')) {
            let page = go(&mut stranger, row, &things).await;
            let known = things.values().any(|id| page.body.contains(id.as_str()));
            assert!(!known && !page.body.contains("Rosa Quispe"), "{}: {}", row.1, page.body);
        }
        let after = format!("/panel/casos?after=99999999.{}", things["case"]);
        assert!(!stranger.get(&after).await.body.contains("Rosa Quispe"));
    }

    async fn an_agent_is_refused_what_only_an_owner_may(portal) {
        let things = things(portal).await;
        let clinic = portal.clinic.clone();
        let mut agent = sign_in(portal, &clinic, ("ana@example.pe", Role::Agent)).await;
        let mut owner = sign_in(portal, &clinic, ("olga@example.pe", Role::Owner)).await;
        for row in TABLE.iter().filter(|row| row.2 != For::Nobody) {
            for (browser, role) in [(&mut agent, Role::Agent), (&mut owner, Role::Owner)] {
                let page = go(browser, row, &things).await;
                let status = page.status.as_u16();
                let refused = role == Role::Agent && row.2 == For::Owner;
                assert_eq!(status == 403, refused, "{} {} as {role:?}: {status}", row.0, row.1);
                // What does not fit is another matter: a hold stops the link, cash cannot go back.
                let bare = page.body.split("<main").last().unwrap_or_default();
                assert!(refused || status <= 400 || status == 422, "{}: {status} {bare}", row.1);
            }
        }
        let page = agent.get(pattern::TEAM_MEMBERS).await;
        assert!(!page.body.contains("name=\"role\""), "an agent sees no form that invites");
    }

    async fn another_debt_in_a_form_is_not_there(portal) {
        let andes = other_creditor(portal).await;
        let things = things(portal).await;
        let clinic = portal.clinic.clone();
        let (case, _) = portal.debt(pen(5_000)).await;
        let foreign: DebtId = {
            portal.clinic = andes;
            let (_, debt) = portal.debt(pen(5_000)).await;
            portal.clinic = clinic.clone();
            debt
        };
        let mut ana = sign_in(portal, &clinic, ("ana@example.pe", Role::Agent)).await;
        let path = format!("/panel/casos/{case}/pagos");
        let form = |debt: &str| {
            [KEY, ("amount", "1.00"), ("currency", "PEN"), DAY].map(|(k, v)| (k.to_owned(), v.to_owned()))
                .into_iter().chain([("debt".to_owned(), debt.to_owned())]).collect::<Vec<_>>()
        };
        for debt in [foreign.to_string(), DebtId::from_bits(9).to_string()] {
            let fields = form(&debt);
            let fields: Vec<_> = fields.iter().map(|(k, v)| (k.as_str(), v.as_str())).collect();
            assert_eq!(ana.post(&path, &fields).await.status, 404, "{debt}");
        }
        // Another case of the same creditor is another one too.
        let elsewhere = format!("/panel/casos/{case}/pagos/{}/revertir", things["payment"]);
        assert_eq!(ana.post(&elsewhere, &[("reason", "doble")]).await.status, 404);
        let elsewhere = format!("/panel/casos/{case}/pausas/{}/levantar", things["hold"]);
        assert_eq!(ana.post(&elsewhere, &[]).await.status, 404);
        let elsewhere = format!("/panel/casos/{case}/enlaces/{}/revocar", things["link"]);
        assert_eq!(ana.post(&elsewhere, &[]).await.status, 404);
    }

    async fn a_form_of_another_site_is_refused_and_looking_changes_nothing(portal) {
        let things = things(portal).await;
        let clinic = portal.clinic.clone();
        let mut olga = sign_in(portal, &clinic, ("olga@example.pe", Role::Owner)).await;
        let before = portal.owed(&things["case"].parse().expect("a case")).await;
        for row in TABLE.iter().filter(|row| row.0 == "POST") {
            let request = olga.request(Method::POST, &path(row.1, &things));
            let request = request.header("origin", "https://evil.example").form(row.3);
            assert_eq!(olga.send(request).await.status, 403, "{}", row.1);
        }
        for row in TABLE.iter().filter(|row| row.0 == "GET") {
            for method in [Method::GET, Method::HEAD] {
                let request = olga.request(method, &path(row.1, &things));
                let page = olga.send(request).await;
                assert!(page.status.as_u16() < 500, "{}", row.1);
                assert_eq!(page.headers["cache-control"], "no-store", "{}", row.1);
            }
        }
        assert_eq!(portal.owed(&things["case"].parse().expect("a case")).await, before);
    }
}
