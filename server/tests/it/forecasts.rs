//! What will go out and what it has brought; why something was not sent; the team's tasks.

use std::time::Duration;

use app::creditor::Role;
use app::creditor::sequence::preview::Foreseen;
use app::routes;
use app::routes::pattern::{
    TEAM_CALENDAR, TEAM_CALENDAR_COUNT, TEAM_CONTACT_RULES, TEAM_HOME, TEAM_RESULTS,
    TEAM_SEQUENCES, TEAM_TASKS,
};
use chrono::TimeDelta;
use domain::contact_channel::ContactChannel;
use reqwest::StatusCode;
use server::config::sequence::read;
use server::store::answer::AnswerKind;
use server::store::creditor;
use server::use_cases::answer::{self, Said};
use server::use_cases::sequence::Wished;
use server::use_cases::{channel_rest, forecast};

use crate::agreed::{FOUR, hidden, tick};
use crate::books;
use crate::browser::Browser;
use crate::engine::on_both_engines;
use crate::instalments::{only, pay};
use crate::links::enter_by;
use crate::own_sequence;
use crate::portal::{TestPortal, pen};
use crate::reminders::{apply, letters, night, one, states};
use crate::team::sign_in;
use crate::ways_out::{POLICY, offer};

const KIND: &str = "Nos quedó un tema abierto";

/// An e-mail now, and a firm one a week later.
const TWO: &str = r#"
name = "Dos"
gap_days = 7
[[step]]
name = "Amable"
kind = "kind"
days = 4
channels = ["email"]
[[step]]
name = "Directo"
kind = "firm"
days = 12
channels = ["email"]
"#;

async fn agent(portal: &TestPortal) -> Browser {
    sign_in(portal, &portal.clinic.clone(), ("ana@example.pe", Role::Agent)).await
}

async fn count(portal: &TestPortal, browser: &mut Browser) {
    let page = browser.post(TEAM_CALENDAR_COUNT, &[]).await;
    assert_eq!(page.status, StatusCode::SEE_OTHER, "{}", page.body);
    portal.run_jobs().await;
}

/// The row of a step: its numbers, and the cell with its money.
fn results(page: &str, step: &str) -> (Vec<String>, String) {
    let row = page.split(step).nth(1).expect("its row");
    let row = row.split("</tr>").next().unwrap_or_default();
    let mut cells: Vec<_> = row.split("<td").skip(1).collect();
    let money = cells.pop().expect("its money").to_owned();
    let number = |cell: &&str| cell.split(['>', '<']).nth(1).unwrap_or_default().to_owned();
    (cells.iter().map(number).collect(), money)
}

/// Pays what the page at `path` asks for by card.
async fn pay_by_card(portal: &TestPortal, browser: &mut Browser, path: &str) {
    let review = browser.get(path).await.body;
    let fields = hidden(&review, "/pagar");
    let fields: Vec<_> = fields.iter().map(|(name, value)| (&**name, &**value)).collect();
    let url = browser.post("/pagar", &fields).await.location.expect("the provider's page");
    portal.stripe.pay_by_card(url.rsplit('/').next().expect("a session")).await;
    portal.settle().await;
}

/// What a version would send of which so much time is there to see it: over how many cases, and whether there are more.
async fn foreseen(portal: &TestPortal, patience: Option<Duration>) -> (u64, bool) {
    let mut conn = portal.portal.store.read().await.expect("a connection");
    let settings = creditor::settings(&mut conn, &portal.clinic).await.expect("settings");
    drop(conn);
    let sequence = read(TWO).expect("a sequence").sequence;
    let wished = Wished { of: None, sequence: &sequence, from: portal.portal.clock.now() };
    let owner = (&portal.clinic, &settings);
    let seen = forecast::preview(&portal.portal, owner, wished, patience).await.expect("seen");
    let Foreseen::Seen(seen) = seen else { panic!("it begins now") };
    (seen.cases, seen.is_cut)
}

on_both_engines! {
    async fn whoever_waits_for_what_would_be_sent_sees_the_first_cases_when_there_are_many(portal) {
        portal.debt(pen(10_000)).await;
        assert_eq!(foreseen(portal, Some(Duration::ZERO)).await, (1, false), "one page is all");
        for _ in 0..200 {
            portal.debt(pen(10_000)).await;
        }
        assert_eq!(foreseen(portal, Some(Duration::ZERO)).await, (200, true));
        assert_eq!(foreseen(portal, None).await, (201, false));
    }

    async fn the_calendar_counts_what_is_planned_and_says_what_the_rules_do(portal) {
        for _ in 0..3 {
            portal.debt(pen(10_000)).await;
        }
        let mut ana = agent(portal).await;
        let page = ana.get(TEAM_CALENDAR).await.body;
        assert!(page.contains("Todavía no se ha contado"), "{page}");
        apply(portal, TWO, None).await;
        night(portal).await;
        portal.run_jobs().await;
        count(portal, &mut ana).await;
        let page = ana.get(TEAM_CALENDAR).await.body;
        // The kind ones left on Tuesday the 24th; the firm ones come a week later, from the hour on that Peru allows.
        assert!(page.contains("con 3 casos") && page.contains("Correo: 3"), "{page}");
        assert!(page.contains("1 de diciembre") && page.contains("desde las 7:00"), "{page}");
        let day = "2026-12-01".parse().expect("a day");
        let people = ana.get(&routes::team_calendar_day(day)).await.body;
        assert_eq!(people.matches("Directo").count(), 3, "{people}");
        assert!(!page.contains("En pausa") && !people.contains("En pausa"), "{page}{people}");
        let email = [ContactChannel::Email];
        let begun = channel_rest::begin(&portal.portal, &portal.clinic, &email, "Elena").await;
        begun.expect("begun");
        for path in [TEAM_CALENDAR.to_owned(), routes::team_calendar_day(day)] {
            let page = ana.get(&path).await.body;
            assert!(page.contains("En pausa por decisión del negocio"), "{page}");
            assert!(!page.contains("desde las 7:00"), "{page}");
        }
        let other = "2026-12-02".parse().expect("a day");
        let nobody = ana.get(&routes::team_calendar_day(other)).await.body;
        assert!(nobody.contains("No hay nada planeado"), "{nobody}");
    }

    async fn the_calendar_goes_by_the_version_that_will_be_in_force_on_each_day(portal) {
        let (case, _) = portal.debt(pen(10_000)).await;
        let mut ana = agent(portal).await;
        let after = |days: i64| Some(portal.portal.clock.now() + TimeDelta::days(days));
        let (first, second) = (after(2), after(5));
        apply(portal, TWO, first).await;
        let later = TWO.replace("name = \"Dos\"", "name = \"Tres\"");
        let later = later.replace("name = \"Directo\"", "name = \"Más directo\"");
        apply(portal, &later, second).await;
        // Nobody has to press the button.
        portal.run_jobs().await;
        let page = ana.get(TEAM_CALENDAR).await.body;
        assert!(page.contains("con 1 caso.") && page.matches("Correo: 1").count() == 2, "{page}");
        let day = |text: &str| routes::team_calendar_day(text.parse().expect("a day"));
        for (on, said) in [
            ("2026-11-25", "No hay nada planeado"),
            ("2026-11-26", "Amable"),
            ("2026-12-03", "Más directo"),
        ] {
            let page = ana.get(&day(on)).await.body;
            assert!(page.contains(said), "{on}: {page}");
        }
        let page = ana.get(&routes::team_case(&case)).await.body;
        for part in ["No rige ninguna secuencia hasta el 26", "Lo que viene", "Más directo"] {
            assert!(page.contains(part), "{part}: {page}");
        }
    }

    async fn somebody_who_does_not_read_hides_nobody_else_of_a_day(portal) {
        let (broken, _) = portal.debt(pen(10_000)).await;
        let (whole, _) = portal.debt(pen(10_000)).await;
        apply(portal, TWO, None).await;
        night(portal).await;
        portal.run_jobs().await;
        // Somebody whose address was sealed for somebody else.
        let one = format!("(select debtor_id from cases where id = '{whole}')");
        let sql = format!(
            "update debtors set email_sealed =
                (select d.email_sealed from debtors d where d.id = {one}) where id <> {one}"
        );
        books::change(portal, &sql).await;
        let day = "2026-12-01".parse().expect("a day");
        let page = agent(portal).await.get(&routes::team_calendar_day(day)).await.body;
        assert_eq!(page.matches("Directo").count(), 2, "{page}");
        assert!(page.contains(&format!("Caso {broken}, que no se puede leer")), "{page}");
        assert!(page.contains(&routes::team_case(&whole)), "{page}");
    }

    async fn a_case_says_what_comes_and_why_something_was_not_sent(portal) {
        let (case, _) = portal.debt(pen(10_000)).await;
        apply(portal, TWO, None).await;
        let mut ana = agent(portal).await;
        let before = ana.get(&routes::team_case(&case)).await.body;
        assert!(before.contains("Lo que viene") && before.contains("Directo"), "{before}");
        night(portal).await;
        let visit = portal.visit(&case).await;
        let said = Said { kind: AnswerKind::Wrong, text: "No es mío." };
        answer::say(&portal.portal, &visit, said).await.expect("heard");
        assert_eq!(states(portal, &case).await, one("Amable", "cancelled", Some("hold-wrong")));
        let page = ana.get(&routes::team_case(&case)).await.body;
        assert!(page.contains("Cancelado") && page.contains("Planeado"), "{page}");
        assert!(!page.contains("Lo que viene"), "reminders rest: {page}");
    }

    async fn results_follow_a_message_from_its_link_to_its_money(portal) {
        let (case, _) = portal.debt(pen(40_000)).await;
        let (silent, _) = portal.debt(pen(5_000)).await;
        offer(portal, POLICY).await;
        apply(portal, TWO, None).await;
        night(portal).await;
        portal.run_jobs().await;
        let sent = letters(portal, KIND);
        assert_eq!(sent.len(), 2);
        // One accepts a plan through the link of the message and pays its first instalment; nobody opens the other.
        let hers = sent.iter().find(|letter| letter.to == "rosa1@example.pe").expect("her letter");
        let mut rosa = enter_by(portal, &hers.token()).await;
        let page = rosa.get(FOUR).await.body;
        tick(&mut rosa, &page).await;
        let plan = only(portal, &case).await.id;
        pay_by_card(portal, &mut rosa, &format!("/pagar?plan={plan}&what=due")).await;
        // What comes otherwise is no merit of the message.
        pay(portal, &silent, 1_000, "at the counter").await;
        portal.advance(TimeDelta::days(7)).await;
        night(portal).await;
        portal.run_jobs().await;
        let mut ana = agent(portal).await;
        count(portal, &mut ana).await;
        let page = ana.get(TEAM_RESULTS).await.body;
        let (numbers, money) = results(&page, "Amable");
        assert_eq!(numbers, ["2", "", "1", "1", "1", "1"], "sent, arrived, opened, let in, accepted, paid: {page}");
        assert!(money.contains("S/\u{a0}100.00"), "{money}");
        let (numbers, money) = results(&page, "Directo");
        assert_eq!(numbers, ["1", "", "0", "0", "0", "0"], "{page}");
        assert!(!money.contains("S/"), "{money}");
    }

    async fn the_rules_that_hold_are_shown_with_their_law(portal) {
        let mut ana = agent(portal).await;
        assert!(ana.get(TEAM_SEQUENCES).await.body.contains(TEAM_CONTACT_RULES));
        let page = ana.get(TEAM_CONTACT_RULES).await.body;
        for part in ["Perú", "Ley 29571", "artículo 62", "No en feriado", "WhatsApp"] {
            assert!(page.contains(part), "{part}: {page}");
        }
        assert!(!page.contains("Regla propia"), "the clinic has none: {page}");
    }

    async fn a_task_is_on_the_home_page_and_ends_once_with_its_outcome(portal) {
        let (_, task) = own_sequence::plant(portal).await;
        let mut ana = agent(portal).await;
        assert!(ana.get(TEAM_HOME).await.body.contains("1 tarea del equipo"));
        let page = ana.get(TEAM_TASKS).await.body;
        assert!(page.contains("¿hablo con Rosa Quispe Mamani? Le llamo de San Borja."), "{page}");
        let path = routes::team_task_done(&task);
        let long = "x".repeat(501);
        let refused = ana.post(&path, &[("outcome", "reached"), ("note", &long)]).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.body.contains(&long), "what was typed stays");
        assert_eq!(ana.post(&path, &[("outcome", "paid")]).await.status, StatusCode::BAD_REQUEST);
        for outcome in ["will-pay", "not-reached"] {
            let done = ana.post(&path, &[("outcome", outcome), ("note", "El viernes <b>")]).await;
            assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.body);
        }
        let page = ana.get(TEAM_TASKS).await.body;
        assert!(page.contains("Dijo que pagará") && page.contains("El viernes &lt;b"), "{page}");
        assert!(page.contains("No hay nada por hacer"), "{page}");
        let foreign = domain::ids::TaskId::from_bits(9);
        let page = ana.post(&routes::team_task_done(&foreign), &[("outcome", "reached")]).await;
        assert_eq!(page.status, StatusCode::NOT_FOUND);
        portal.advance(TimeDelta::minutes(1)).await;
        assert!(!ana.get(TEAM_HOME).await.body.contains("tarea del equipo"));
    }
}
