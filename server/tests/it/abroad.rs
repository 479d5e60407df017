//! Debtors in another country than their creditor: the rules of both hold.

use app::creditor::Role;
use app::routes;
use chrono::{DateTime, Utc};
use domain::contact::{About, Channel, Decision, Initiative, Rule};
use domain::ids::CaseId;
use server::config::creditor::Settings;
use server::store::creditor;
use server::store::debtor::{self, Find};
use server::use_cases::PortalError;
use server::use_cases::debtor::{Edit, edit};
use server::use_cases::gate::{self, Ruling, Wanted};
use server::use_cases::wish::{self, Change};

use crate::engine::on_both_engines;
use crate::portal::{TestPortal, pen};
use crate::reminders::{apply, history, night};
use crate::team::sign_in;
use crate::{books, discounts, mail, ways_out};

const SEQUENCE: &str = r#"
name = "Uno"
gap_days = 7
[[step]]
name = "Amable"
kind = "kind"
days = 4
channels = ["email"]
"#;

const COURTESY: &str = r#"
name = "Antes"
gap_days = 7
[[step]]
name = "Cortesía"
kind = "courtesy"
days = 3
channels = ["email"]
"#;

/// Moves the clinic to another country, with a number that is one there; its money stays.
async fn moved_to(portal: &TestPortal, (country, legal_id): (&str, &str)) {
    let mut conn = portal.portal.store.read().await.expect("a connection");
    let mut file = creditor::settings(&mut conn, &portal.clinic).await.expect("settings").file;
    drop(conn);
    file.country = country.to_owned();
    file.legal_id = legal_id.to_owned();
    file.currency = Some("PEN".to_owned());
    let settings = Settings::read(file).expect("a good file");
    server::use_cases::creditor::apply(&portal.portal, &settings).await.expect("applied");
}

/// A customer of the clinic in Lima who lives in another country.
async fn living_in(portal: &mut TestPortal, country: &str) -> CaseId {
    let (case, _) = portal.debt_of("C-7", pen(10_000)).await;
    let there = Edit { country: Some(country.to_owned()), ..Edit::default() };
    let changed = edit(&portal.portal, &portal.clinic, "C-7", &there).await.expect("changed");
    assert_eq!(changed, ["country"]);
    case
}

/// Lets e-mails come, by the debtor's own word.
pub async fn allow_email(portal: &TestPortal, case: &CaseId) {
    let allow = (Change::Allow(Channel::Email, "Contrato 3"), "debtor");
    wish::set(&portal.portal, &portal.clinic, case, allow).await.expect("heard");
}

/// What the gate says of a reminder by e-mail at an instant.
async fn asked(portal: &TestPortal, case: &CaseId, at: &str) -> Ruling {
    let at: DateTime<Utc> = at.parse().expect("an instant");
    let mut conn = portal.portal.store.read().await.expect("a connection");
    let settings = creditor::settings(&mut conn, &portal.clinic).await.expect("settings");
    let of = Find::Case(case);
    let found = debtor::find(&mut conn, &portal.clinic, &portal.portal.keys, of).await;
    let (debtor, _, _) = found.expect("asked").expect("there");
    let wanted = Wanted::by_email(Initiative::Creditor, About::Debt);
    let (whose, who) = ((&portal.clinic, &settings), (case, &debtor.person));
    gate::ask(&mut conn, whose, who, wanted, at).await.expect("asked")
}

on_both_engines! {
    async fn a_reminder_leaves_when_both_laws_allow_it(portal) {
        let case = living_in(portal, "co").await;
        let ruling = asked(portal, &case, "2026-11-24T15:00:00Z").await;
        assert_eq!(ruling.decision, Decision::Blocked(Rule::NotAllowed), "Colombia asks for it");
        allow_email(portal, &case).await;
        for (at, expected) in [
            ("2026-11-24T15:00:00Z", None),
            // Half past seven in the evening: open in Peru, closed in Colombia.
            ("2026-11-25T00:30:00Z", Some(Rule::Hours)),
            // A holiday in Colombia, then one in Peru.
            ("2026-11-16T15:00:00Z", Some(Rule::Holiday)),
            ("2026-12-09T15:00:00Z", Some(Rule::Holiday)),
        ] {
            let ruling = asked(portal, &case, at).await;
            assert_eq!(ruling.zone, chrono_tz::America::Bogota, "{at}");
            match (ruling.decision, expected) {
                (Decision::Send(_), None) => {}
                (Decision::WaitUntil(_, rule), Some(expected)) => assert_eq!(rule, expected, "{at}"),
                (other, _) => panic!("{at}: {other:?}"),
            }
        }
        // At home again, only the clinic's own country counts.
        let home = Edit { country: Some(String::new()), ..Edit::default() };
        edit(&portal.portal, &portal.clinic, "C-7", &home).await.expect("changed");
        for at in ["2026-11-25T00:30:00Z", "2026-11-16T15:00:00Z"] {
            let ruling = asked(portal, &case, at).await;
            assert!(matches!(ruling.decision, Decision::Send(_)), "{at}: {ruling:?}");
        }
    }

    async fn who_may_be_anywhere_in_another_country_is_written_to_in_time_everywhere_there(portal) {
        let case = living_in(portal, "MX").await;
        // Ten in Lima is nine in Mexico City and seven in Tijuana.
        let ruling = asked(portal, &case, "2026-11-24T15:00:00Z").await;
        assert_eq!(ruling.zone, chrono_tz::America::Mexico_City);
        assert!(matches!(ruling.decision, Decision::Send(_)), "{ruling:?}");
        let before_dawn = asked(portal, &case, "2026-11-24T14:30:00Z").await;
        assert!(matches!(before_dawn.decision, Decision::WaitUntil(_, Rule::Hours)), "{before_dawn:?}");
    }

    async fn a_letter_tells_of_a_discount_only_where_no_law_asks_for_a_consent(portal) {
        let (lima, quito) = (("PE", "20601234565"), ("EC", "1792060346001"));
        let table = [
            (lima, None, false),
            (lima, Some("EC"), false),
            (quito, Some("PE"), false),
            (quito, None, true),
        ];
        apply(portal, COURTESY, None).await;
        ways_out::offer(portal, &discounts::policy(30)).await;
        for (number, (home, there, is_told)) in (1..).zip(table) {
            moved_to(portal, home).await;
            let reference = format!("C-{number}");
            let (case, _) = portal.debt_of(&reference, pen(10_000)).await;
            if let Some(country) = there {
                let there = Edit { country: Some(country.to_owned()), ..Edit::default() };
                edit(&portal.portal, &portal.clinic, &reference, &there).await.expect("changed");
            }
            let today = portal.portal.clock.now().date_naive();
            let due = today + chrono::TimeDelta::days(3);
            books::change(portal, &format!("update debts set due_on = '{due}'")).await;
            night(portal).await;
            portal.run_jobs().await;
            assert_eq!(history(portal, &case).await.len(), 1, "{home:?} {there:?}");
            // A day is planned once.
            portal.advance(chrono::TimeDelta::days(1)).await;
            let address = format!("rosa{number}@");
            let all = mail::all(portal);
            let letter = all.iter().find(|letter| letter.to.contains(&address)).expect("a letter");
            assert_eq!(letter.text.contains("ahorra"), is_told, "{}", letter.text);
        }
    }

    async fn what_the_other_law_never_lets_leave_is_not_planned(portal) {
        let case = living_in(portal, "CO").await;
        apply(portal, SEQUENCE, None).await;
        night(portal).await;
        assert!(history(portal, &case).await.is_empty(), "there is no permission");
        allow_email(portal, &case).await;
        portal.advance(chrono::TimeDelta::days(1)).await;
        night(portal).await;
        assert_eq!(history(portal, &case).await.len(), 1);
    }

    async fn a_country_that_nobody_knows_is_refused_and_the_page_of_the_case_names_the_other(portal) {
        let case = living_in(portal, "CO").await;
        let nowhere = Edit { country: Some("XX".to_owned()), ..Edit::default() };
        let given = edit(&portal.portal, &portal.clinic, "C-7", &nowhere).await;
        assert!(matches!(given, Err(PortalError::Refused("country"))), "{given:?}");
        let clinic = portal.clinic.clone();
        let mut ana = sign_in(portal, &clinic, ("ana@example.pe", Role::Agent)).await;
        let page = ana.get(&routes::team_case(&case)).await;
        assert!(page.body.contains("Colombia"), "{}", page.body);
        let (other, _) = portal.debt(pen(1_000)).await;
        let page = ana.get(&routes::team_case(&other)).await;
        assert!(!page.body.contains("Colombia"));
    }
}
