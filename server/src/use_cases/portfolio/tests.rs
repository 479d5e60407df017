use app::creditor::{Actor, Happened, MoneyEvent};
use domain::ids::CaseId;
use domain::ledger::Channel;

use super::*;
use crate::config::creditor::Settings;
use crate::fixture::{Fixture, soles};
use crate::tenant::Tenant;
use crate::use_cases::debtor::{self, Edit};
use crate::use_cases::payment::elsewhere::{self, Recorded};
use crate::use_cases::{PortalError, creditor};

struct Clinic {
    fixture: Fixture,
    tenant: Tenant,
    settings: Settings,
}

impl Clinic {
    async fn new() -> Self {
        let fixture = Fixture::new().await;
        let tenant = fixture.creditor("borja").await;
        let (_, settings) = creditor::find(&fixture.portal, "borja").await.expect("there");
        Self { fixture, tenant, settings }
    }

    async fn pay(&self, case: &CaseId, (minor, day): (i64, &str), key: &str) {
        let new = Recorded {
            amount: soles(minor),
            received_on: day.parse().expect("a day"),
            debt: None,
            note: "efectivo".into(),
            who: "caja".into(),
            key: key.into(),
        };
        elsewhere::record(&self.fixture.portal, &self.tenant, case, &new).await.expect("recorded");
    }

    async fn found(&self, typed: &str) -> Vec<String> {
        let (portal, settings) = (&self.fixture.portal, &self.settings);
        let view = search(portal, &self.tenant, settings, typed).await.expect("searched");
        let mut found: Vec<_> = view.rows.into_iter().map(|row| row.reference).collect();
        found.sort();
        found
    }
}

#[tokio::test]
async fn the_sums_tell_late_from_not_yet_due_and_what_the_month_brought() {
    let clinic = Clinic::new().await;
    let (portal, tenant) = (&clinic.fixture.portal, &clinic.tenant);
    let (late, _) = clinic.fixture.debt(tenant, ("F-1", "C-1"), 10_000, "2026-03-08").await;
    clinic.fixture.debt(tenant, ("F-2", "C-2"), 5_000, "2026-03-09").await;
    clinic.pay(&late, (4_000, "2026-02-28"), "1").await;
    clinic.pay(&late, (1_000, "2026-03-01"), "2").await;
    let before = home(portal, tenant, &clinic.settings).await.expect("home");
    assert!(before.totals.is_empty() && before.as_of.is_none());
    recompute(portal, tenant).await.expect("computed");
    recompute(portal, tenant).await.expect("computed again");
    let view = home(portal, tenant, &clinic.settings).await.expect("home");
    let [totals] = view.totals.as_slice() else { panic!("one currency: {:?}", view.totals) };
    assert_eq!(
        (totals.owed, totals.overdue, totals.not_due),
        (soles(10_000), soles(5_000), soles(5_000))
    );
    assert_eq!((totals.collected, totals.debts, totals.cases), (soles(1_000), 2, 2));
    assert_eq!(view.latest.len(), 2, "two payments: {:?}", view.latest);
}

#[tokio::test]
async fn the_list_goes_from_most_to_least_owed_page_by_page_and_each_case_comes_once() {
    let clinic = Clinic::new().await;
    let (portal, tenant) = (&clinic.fixture.portal, &clinic.tenant);
    for n in 1..=120_i64 {
        let names = (&*format!("F-{n}"), &*format!("C-{n}"));
        clinic.fixture.debt(tenant, names, 1_000 * (n / 2 + 1), "2026-03-01").await;
    }
    let (mut seen, mut after) = (Vec::new(), None::<String>);
    loop {
        let view = cases(portal, tenant, &clinic.settings, after.as_deref()).await.expect("a page");
        seen.extend(view.rows.into_iter().map(|row| (row.owed[0].minor(), row.case.to_string())));
        after = view.more;
        if after.is_none() {
            break;
        }
    }
    assert_eq!(seen.len(), 120);
    assert!(seen.is_sorted_by(|a, b| a > b), "most first, and none twice");
}

#[tokio::test]
async fn a_case_is_found_by_whole_numbers_by_its_id_and_by_the_beginning_of_names() {
    let clinic = Clinic::new().await;
    let (portal, tenant) = (&clinic.fixture.portal, &clinic.tenant);
    for (reference, name, id) in [
        ("C-1", "MUÑOZ PEÑA, José Ángel", "40904759"),
        ("C-2", "José Munive", "45678912"),
        ("C-3", "Conceição Araújo", "20601234565"),
    ] {
        let debt = format!("F-{reference}");
        clinic.fixture.debt(tenant, (&debt, reference), 1_000, "2026-03-01").await;
        let edit =
            Edit { name: Some(name.into()), national_id: Some(id.into()), ..Edit::default() };
        debtor::edit(portal, tenant, reference, &edit).await.expect("edited");
    }
    for (typed, expected) in [
        ("F-C-1", &["C-1"][..]),
        ("C-2", &["C-2"]),
        ("F-C", &[]),
        ("40904759", &["C-1"]),
        ("40.904.759", &["C-1"]),
        ("4090475", &[]),
        ("20601234565", &["C-3"]),
        ("mun", &["C-1", "C-2"]),
        ("MUÑ jos", &["C-1", "C-2"]),
        ("munoz an", &["C-1"]),
        ("pena munoz jose angel", &["C-1"]),
        ("arau", &["C-3"]),
        ("oz", &[]),
        ("%", &[]),
        ("' or 1=1 --", &[]),
    ] {
        assert_eq!(clinic.found(typed).await, expected, "{typed}");
    }
}

#[tokio::test]
async fn another_creditors_cases_are_neither_listed_found_nor_shown() {
    let clinic = Clinic::new().await;
    let (portal, other) = (&clinic.fixture.portal, clinic.fixture.creditor("andes").await);
    let (case_id, _) = clinic.fixture.debt(&other, ("F-1", "C-1"), 1_000, "2026-03-01").await;
    for typed in ["F-1", "C-1", "Rosa"] {
        assert!(clinic.found(typed).await.is_empty(), "{typed}");
    }
    let (tenant, settings) = (&clinic.tenant, &clinic.settings);
    assert!(cases(portal, tenant, settings, None).await.expect("a page").rows.is_empty());
    let shown = case(portal, (tenant, settings), &case_id).await;
    assert!(matches!(shown, Err(PortalError::NotFound)));
    let missing = case(portal, (tenant, settings), &CaseId::from_bits(7)).await;
    assert!(matches!(missing, Err(PortalError::NotFound)));
}

#[tokio::test]
async fn the_page_of_a_case_tells_what_happened_and_who_did_it() {
    let clinic = Clinic::new().await;
    let (portal, tenant) = (&clinic.fixture.portal, &clinic.tenant);
    let (id, _) = clinic.fixture.debt(tenant, ("F-1", "C-1"), 10_000, "2026-03-01").await;
    clinic.pay(&id, (4_000, "2026-03-05"), "1").await;
    let edit = Edit {
        email: Some("rosa@example.pe".into()),
        phone: Some("987654321".into()),
        ..Edit::default()
    };
    debtor::edit(portal, tenant, "C-1", &edit).await.expect("edited");
    let view = case(portal, (tenant, &clinic.settings), &id).await.expect("a page");
    assert_eq!((view.who.email.as_deref(), view.who.phone.as_deref()), (Some("r…@…"), Some("…21")));
    assert_eq!((view.balances.len(), view.balances[0].overdue), (1, soles(6_000)));
    assert_eq!((view.debts[0].days_late, view.debts[0].paid), (Some(8), soles(4_000)));
    let what: Vec<_> = view.timeline.into_iter().map(|event| (event.what, event.by)).collect();
    let received = MoneyEvent::Received { channel: Channel::Elsewhere, receipt: 1 };
    assert_eq!(
        what,
        [
            (Happened::ContactChanged, Actor::Program),
            (
                Happened::Money { what: received, amount: soles(4_000) },
                Actor::Member("caja".to_owned())
            ),
            (Happened::DebtEntered { reference: "F-1".to_owned() }, Actor::Program),
        ]
    );
    assert_eq!(view.ledger.len(), 2);
    assert_eq!(view.ledger[1].from.reference.as_deref(), Some("F-1"));
}

#[tokio::test]
async fn the_list_of_payments_goes_backwards_and_the_export_forwards() {
    let clinic = Clinic::new().await;
    let (portal, tenant) = (&clinic.fixture.portal, &clinic.tenant);
    let (id, _) = clinic.fixture.debt(tenant, ("F-1", "C-1"), 1_000_000, "2026-03-01").await;
    for n in 0..60_u32 {
        let day = format!("2026-{:02}-{:02}", 1 + n / 28, 1 + n % 28);
        clinic.pay(&id, (100 + i64::from(n), &day), &n.to_string()).await;
    }
    let settings = &clinic.settings;
    let first = payments(portal, (tenant, settings), None).await.expect("a page");
    assert_eq!((first.rows.len(), first.rows[0].amount), (50, soles(159)));
    let rest = payments(portal, (tenant, settings), first.more.as_deref()).await.expect("a page");
    assert_eq!((rest.rows.len(), rest.more), (10, None));
    assert_eq!(rest.rows[9].amount, soles(100));
}

/// What SQLite says of how it would run each statement of these pages: it must never read a table
/// from end to end.
#[tokio::test]
async fn every_statement_of_the_teams_pages_uses_an_index() {
    use crate::store::{answer, case_list, movement, payment_list, portfolio, sign_in, team};
    let fixture = Fixture::new().await;
    let mut conn = fixture.portal.store.read().await.expect("a connection");
    let all = [
        answer::STATEMENTS,
        case_list::STATEMENTS,
        movement::STATEMENTS,
        payment_list::STATEMENTS,
        portfolio::STATEMENTS,
        sign_in::STATEMENTS,
        team::STATEMENTS,
    ];
    for sql in all.into_iter().flatten().filter(|sql| sql.trim_start().starts_with("select")) {
        let plan = sqlx::AssertSqlSafe(format!("explain query plan {sql}"));
        let rows = sqlx::query(plan).fetch_all(&mut *conn).await.expect("a plan");
        for row in rows {
            let step: String = sqlx::Row::try_get(&row, "detail").expect("a text");
            assert!(!step.starts_with("SCAN"), "{step}\n{sql}");
        }
    }
}
