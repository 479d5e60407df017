//! What debtors change of a plan that runs: as often and as far as was agreed, once, and only as it was shown.

use domain::ids::CaseId;
use domain::plan::State;
use domain::schedule::DayOfMonth;
use reqwest::StatusCode;
use server::use_cases::form_key::FormKey;
use server::use_cases::plan::change::{self, Change, Form, Outcome};
use tokio::task::JoinSet;

use crate::agreed::{FOUR, debtor_who_owes, hidden, tick};
use crate::books;
use crate::browser::{Browser, Page};
use crate::engine::on_both_engines;
use crate::instalments::{in_a_plan, only, pay};
use crate::links;
use crate::portal::{TestPortal, pen};

/// What a page of dates says whose form is not that of the plan any more.
const STALE: &str = "Algo cambió desde que abriste esta página";

/// A form's key, as a page of ours has it.
const KEY: (&str, &str) = ("key", "0192f0c8000070008000000000000001");

/// How many forms are sent at the same moment.
const TIMES: usize = 6;

/// Sends a form of a plan's dates with what is typed in it.
async fn send(browser: &mut Browser, page: &str, action: &str, typed: &[(&str, &str)]) -> Page {
    let fields = hidden(page, action);
    let mut fields: Vec<_> = fields.iter().map(|(name, value)| (&**name, &**value)).collect();
    fields.extend(typed);
    browser.post(action, &fields).await
}

/// The path of the plan of a case, and the page of its dates.
async fn dates(portal: &TestPortal, case: &CaseId, browser: &mut Browser) -> (String, String) {
    let path = format!("/plan/{}", only(portal, case).await.id);
    let page = browser.get(&format!("{path}/fechas")).await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.body);
    (path, page.body)
}

/// The days of a plan's instalments, in their order.
async fn days(portal: &TestPortal, case: &CaseId) -> Vec<(u32, String)> {
    let kept = only(portal, case).await;
    kept.plan.parts().iter().map(|part| (part.number, part.due_on.to_string())).collect()
}

fn expected(days: &[(u32, &str)]) -> Vec<(u32, String)> {
    days.iter().map(|(number, day)| (*number, (*day).to_owned())).collect()
}

on_both_engines! {
    async fn a_date_is_moved_once_and_past_a_holiday_and_a_weekend(portal) {
        let (case, mut browser) = in_a_plan(portal).await;
        let (path, page) = dates(portal, &case, &mut browser).await;
        let action = format!("{path}/mover");
        // Friday the 25th is Christmas; the next day that is none of these is Monday.
        let typed = [("move", "2"), ("to", "2026-12-25")];
        for _ in 0..2 {
            let sent = send(&mut browser, &page, &action, &typed).await;
            assert_eq!(sent.location.as_deref(), Some(&*path), "{}", sent.body);
        }
        let told = browser.get(&path).await.body;
        assert!(told.contains("Listo: esa cuota ahora es el lunes 28 de diciembre"), "{told}");
        let again = browser.get(&path).await.body;
        assert!(!again.contains("Listo:"), "news are told once: {again}");
        let after = expected(&[(1, "2026-11-24"), (2, "2026-12-28"), (3, "2027-01-25"), (4, "2027-02-24")]);
        assert_eq!(days(portal, &case).await, after);
        assert_eq!(only(portal, &case).await.events, 1, "the second click did nothing");
        let left = browser.get(&format!("{path}/fechas")).await.body;
        assert!(!left.contains("/mover\"") && left.contains("/saltar\""), "{left}");
        books::agree(portal).await;
    }

    async fn a_day_that_is_not_allowed_is_refused_beside_its_field(portal) {
        let (case, mut browser) = in_a_plan(portal).await;
        let (path, page) = dates(portal, &case, &mut browser).await;
        let action = format!("{path}/mover");
        for (to, said) in [
            ("2027-01-01", "Tiene que ser el jueves 31 de diciembre o antes."),
            ("2026-11-23", "Tiene que ser el martes 24 de noviembre o después."),
            ("ayer", "Escribe la fecha con día, mes y año."),
        ] {
            let sent = send(&mut browser, &page, &action, &[("move", "2"), ("to", to)]).await;
            assert_eq!(sent.status, StatusCode::UNPROCESSABLE_ENTITY, "{to}");
            assert!(sent.body.contains(said) && sent.body.contains("id=\"to-problem\""), "{}", sent.body);
            assert!(sent.body.contains(&format!("value=\"{to}\"")), "what was typed stays: {}", sent.body);
        }
        let sent = send(&mut browser, &page, &action, &[("move", "9"), ("to", "2026-12-26")]).await;
        assert!(sent.body.contains("Esa cuota ya no se puede mover."), "{}", sent.body);
        for key in ["", "0192"] {
            let fields = [("key", key), ("drawn", "0"), ("move", "2"), ("to", "2026-12-26")];
            assert_eq!(browser.post(&action, &fields).await.status, StatusCode::BAD_REQUEST);
        }
        assert_eq!(only(portal, &case).await.events, 0);
    }

    async fn no_more_goes_to_the_end_than_was_agreed(portal) {
        let (case, mut browser) = in_a_plan(portal).await;
        let (path, page) = dates(portal, &case, &mut browser).await;
        let action = format!("{path}/saltar");
        send(&mut browser, &page, &action, &[("skip", "2")]).await;
        let told = browser.get(&path).await.body;
        assert!(told.contains("Listo: esa cuota pasó al miércoles 24 de marzo de 2027"), "{told}");
        let after = expected(&[(1, "2026-11-24"), (3, "2027-01-25"), (4, "2027-02-24"), (2, "2027-03-24")]);
        assert_eq!(days(portal, &case).await, after);
        let fields = [("key", "0192f0c8000070008000000000000001"), ("drawn", "1"), ("skip", "3")];
        let sent = browser.post(&action, &fields).await;
        assert_eq!(sent.status, StatusCode::CONFLICT, "its form is gone");
        assert!(sent.body.contains(STALE) && !sent.body.contains("/saltar\""), "{}", sent.body);
        assert_eq!(days(portal, &case).await, after);
    }

    async fn the_other_dates_follow_a_new_payday_once_they_were_seen(portal) {
        let (case, mut browser) = in_a_plan(portal).await;
        let (path, page) = dates(portal, &case, &mut browser).await;
        let action = format!("{path}/dia-de-pago");
        let offers = |day: &str| page.contains(&format!("<option value=\"{day}\""));
        assert!(offers("28") && offers("1") && !offers("15") && !offers("24"), "{page}");
        for (day, said) in [
            // The next date moves a week at most, and the 15th is further away.
            ("15", "puede ser entre el martes 24 de noviembre y el martes 1 de diciembre"),
            ("24", "Con ese día las fechas quedan como están."),
        ] {
            let refused = browser.get(&format!("{action}?payday={day}")).await;
            assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", refused.body);
            assert!(refused.body.contains(said), "{day}: {}", refused.body);
        }
        let review = browser.get(&format!("{action}?payday=28")).await;
        assert_eq!(review.status, StatusCode::OK, "{}", review.body);
        for said in [
            "La próxima fecha pasa del martes 24 de noviembre al lunes 30 de noviembre.",
            "Después ya no se podrá mover ninguna fecha.",
            "lunes 1 de marzo de 2027",
        ] {
            assert!(review.body.to_lowercase().contains(&said.to_lowercase()), "{said}: {}", review.body);
        }
        assert_eq!(only(portal, &case).await.events, 0, "nothing counts before it is confirmed");
        for _ in 0..2 {
            let sent = send(&mut browser, &review.body, &action, &[]).await;
            assert_eq!(sent.location.as_deref(), Some(&*path), "{}", sent.body);
        }
        let told = browser.get(&path).await.body;
        assert!(told.contains("Listo: la próxima es el lunes 30 de noviembre"), "{told}");
        let after = expected(&[(1, "2026-11-30"), (2, "2026-12-28"), (3, "2027-01-28"), (4, "2027-03-01")]);
        assert_eq!(days(portal, &case).await, after);
        assert_eq!(only(portal, &case).await.events, 1);
    }

    async fn a_payday_whose_dates_were_not_shown_changes_nothing(portal) {
        let (case, mut browser) = in_a_plan(portal).await;
        let (path, _) = dates(portal, &case, &mut browser).await;
        let action = format!("{path}/dia-de-pago");
        let fields = [KEY, ("drawn", "0"), ("payday", "28")];
        assert_eq!(browser.post(&action, &fields).await.status, StatusCode::BAD_REQUEST);
        // What it would have been on another day, or by another table of holidays.
        let sent = browser.post(&action, &[KEY, ("drawn", "0"), ("payday", "28"), ("next", "2026-11-28")]).await;
        assert_eq!(sent.status, StatusCode::CONFLICT, "{}", sent.body);
        assert!(sent.body.contains(STALE), "{}", sent.body);
        let nonsense = browser.get(&format!("{action}?payday=40")).await;
        assert_eq!(nonsense.location, Some(format!("{path}/fechas")), "{}", nonsense.body);
        assert_eq!(only(portal, &case).await.events, 0);
    }

    async fn what_is_paid_at_once_is_no_date_to_change(portal) {
        let (case, mut browser) = debtor_who_owes(portal, 40_000).await;
        let page = browser.get(&FOUR.replace("&down=", "&down=100")).await.body;
        tick(&mut browser, &page).await;
        let before = only(portal, &case).await;
        assert_eq!(before.plan.parts()[0].number, 0, "{:?}", before.plan.parts());
        let (path, page) = dates(portal, &case, &mut browser).await;
        for name in ["move", "skip"] {
            let radio = format!("name=\"{name}\" value=\"0\"");
            assert!(page.contains(&format!("name=\"{name}\"")) && !page.contains(&radio), "{name}: {page}");
        }
        for (action, typed) in [("mover", vec![("move", "0"), ("to", "2026-11-25")]), ("saltar", vec![("skip", "0")])] {
            let sent = send(&mut browser, &page, &format!("{path}/{action}"), &typed).await;
            assert_eq!(sent.status, StatusCode::UNPROCESSABLE_ENTITY, "{action}: {}", sent.body);
            assert!(sent.body.contains("Esa cuota ya no se puede mover."), "{action}: {}", sent.body);
        }
        assert_eq!(only(portal, &case).await, before);
        let action = format!("{path}/dia-de-pago");
        let review = browser.get(&format!("{action}?payday=28")).await.body;
        send(&mut browser, &review, &action, &[]).await;
        let after = days(portal, &case).await;
        assert_eq!(after[..2], expected(&[(0, "2026-11-24"), (1, "2026-11-30")]));
    }

    async fn a_page_from_before_a_payment_changes_nothing(portal) {
        let (case, mut browser) = in_a_plan(portal).await;
        let (path, page) = dates(portal, &case, &mut browser).await;
        let review = browser.get(&format!("{path}/dia-de-pago?payday=28")).await.body;
        pay(portal, &case, 10_000, "one").await;
        let before = only(portal, &case).await;
        for (page, action, field) in [
            (&page, "mover", ("move", "2")),
            (&page, "saltar", ("skip", "2")),
            (&review, "dia-de-pago", ("move", "2")),
        ] {
            let action = format!("{path}/{action}");
            let sent = send(&mut browser, page, &action, &[field, ("to", "2026-12-28")]).await;
            assert_eq!(sent.status, StatusCode::CONFLICT, "{}", sent.body);
            assert!(sent.body.contains(STALE), "{}", sent.body);
            assert!(sent.body.contains("name=\"drawn\" value=\"1\""), "as it is now: {}", sent.body);
        }
        assert_eq!(only(portal, &case).await, before);
    }

    async fn of_changes_that_were_drawn_together_one_is_made(portal) {
        let (case, _) = in_a_plan(portal).await;
        let id = only(portal, &case).await.id;
        let one = FormKey::fresh(&portal.portal);
        let mut sending = JoinSet::new();
        for number in 0..2 * TIMES {
            let (here, tenant) = (portal.portal.clone(), portal.clinic.clone());
            let (case, id, one) = (case.clone(), id.clone(), one.clone());
            sending.spawn(async move {
                let key = if number % 2 == 0 { one } else { FormKey::fresh(&here) };
                let form = Form { key, drawn: 0, who: "debtor".to_owned() };
                change::change(&here, &tenant, (&case, &id), (Change::Skip(2), &form)).await
            });
        }
        for came in sending.join_all().await {
            assert!(matches!(came, Ok(Outcome::Done(1) | Outcome::Stale)), "{came:?}");
        }
        assert_eq!(only(portal, &case).await.events, 1);
        books::agree(portal).await;
    }

    async fn the_plan_of_somebody_else_is_not_there(portal) {
        let (case, mut browser) = in_a_plan(portal).await;
        let (path, page) = dates(portal, &case, &mut browser).await;
        let (other, _) = portal.debt(pen(5_000)).await;
        let mut stranger = links::enter(portal, &other).await;
        assert_eq!(stranger.get(&format!("{path}/fechas")).await.status, StatusCode::NOT_FOUND);
        for (action, field) in [("mover", ("move", "2")), ("saltar", ("skip", "2"))] {
            let action = format!("{path}/{action}");
            let sent = send(&mut stranger, &page, &action, &[field, ("to", "2026-12-28")]).await;
            assert_eq!(sent.status, StatusCode::NOT_FOUND, "{action}");
        }
        let action = format!("{path}/dia-de-pago");
        let fields = [KEY, ("drawn", "0"), ("payday", "28"), ("next", "2026-11-30")];
        assert_eq!(stranger.post(&action, &fields).await.status, StatusCode::NOT_FOUND);
        let seen = stranger.get(&format!("{action}?payday=28")).await;
        assert_eq!(seen.status, StatusCode::NOT_FOUND);
        let form = Form { key: FormKey::fresh(&portal.portal), drawn: 0, who: "debtor".to_owned() };
        let id = only(portal, &case).await.id;
        let next = "2026-11-30".parse().expect("a day");
        let payday = Change::Payday(DayOfMonth::new(28).expect("a day"), next);
        let of = (&other, &id);
        let foreign = change::change(&portal.portal, &portal.clinic, of, (payday, &form)).await;
        assert!(matches!(foreign, Err(server::use_cases::PortalError::NotFound)), "{foreign:?}");
        assert_eq!(only(portal, &case).await.events, 0);
    }

    async fn a_plan_that_is_over_has_no_dates_to_change(portal) {
        let (case, mut browser) = in_a_plan(portal).await;
        let (path, page) = dates(portal, &case, &mut browser).await;
        pay(portal, &case, 40_000, "all").await;
        assert!(matches!(only(portal, &case).await.plan.state(), State::Completed { .. }));
        assert_eq!(browser.get(&format!("{path}/fechas")).await.location.as_deref(), Some(&*path));
        let sent = send(&mut browser, &page, &format!("{path}/saltar"), &[("skip", "2")]).await;
        assert_eq!(sent.location.as_deref(), Some(&*path), "{}", sent.body);
    }
}
