//! What the team does to plans: sees how they do, ends one, and writes down what was paid elsewhere.

use app::creditor::Role;
use app::routes;
use chrono::TimeDelta;
use domain::plan::{Standing, State};
use reqwest::StatusCode;
use server::store::plan::{self, Health};
use server::use_cases::form_key::FormKey;
use server::use_cases::plan::change::{self, Form, Outcome};
use tokio::task::JoinSet;

use crate::agreed::{FOUR, debtor_who_owes, hidden, tick};
use crate::books;
use crate::engine::on_both_engines;
use crate::instalments::{a_day_begins, in_a_plan, only, pay, standings};
use crate::mail;
use crate::portal::{TestPortal, pen};
use crate::team::sign_in;

/// A form's key, as a page of ours has it.
const KEY: &str = "0192f0c8000070008000000000000001";

/// How many forms are sent at the same moment.
const TIMES: usize = 6;

/// The newest plans of the clinic that do as `health` says, `limit` of them at most.
async fn newest(portal: &TestPortal, health: Option<Health>, limit: i64) -> Vec<String> {
    let mut conn = portal.portal.store.read().await.expect("a connection");
    let (mut found, mut after) = (Vec::new(), None);
    loop {
        let place = (after.as_ref(), limit);
        let ids = plan::newest(&mut conn, &portal.clinic, health, place).await.expect("plans");
        let Some(last) = ids.last() else { return found };
        after = Some(last.clone());
        found.extend(ids.iter().map(ToString::to_string));
    }
}

on_both_engines! {
    async fn plans_are_listed_by_how_they_do(portal) {
        let (late, _) = in_a_plan(portal).await;
        let (paid, mut browser) = debtor_who_owes(portal, 40_000).await;
        let page = browser.get(FOUR).await.body;
        tick(&mut browser, &page).await;
        pay(portal, &paid, 10_000, "one").await;
        let clinic = portal.clinic.clone();
        portal.advance(TimeDelta::days(4)).await;
        a_day_begins(portal).await;
        let (late, on_time) = (only(portal, &late).await, only(portal, &paid).await);
        let both = vec![on_time.id.to_string(), late.id.to_string()];
        for limit in [1, 2, 50] {
            assert_eq!(newest(portal, None, limit).await, both);
            assert_eq!(newest(portal, Some(Health::Late), limit).await, both[1..]);
            assert_eq!(newest(portal, Some(Health::OnTime), limit).await, both[..1]);
            assert!(newest(portal, Some(Health::Broken), limit).await.is_empty());
        }
        let mut ana = sign_in(portal, &clinic, ("ana@example.pe", Role::Agent)).await;
        for (path, cases) in [
            ("/panel/planes", vec![&late.case, &on_time.case]),
            ("/panel/planes?health=", vec![&late.case, &on_time.case]),
            ("/panel/planes?health=late", vec![&late.case]),
            ("/panel/planes?health=on-time", vec![&on_time.case]),
            ("/panel/planes?health=broken", vec![]),
            ("/panel/planes?health=x&after=y", vec![&late.case, &on_time.case]),
        ] {
            let page = ana.get(path).await;
            assert_eq!(page.status, StatusCode::OK, "{path}");
            for case in [&late.case, &on_time.case] {
                let link = format!("href=\"{}\"", routes::team_case(case));
                assert_eq!(page.body.contains(&link), cases.contains(&case), "{path}: {}", page.body);
            }
        }
        let after = format!("/panel/planes?after={}", late.id);
        assert!(ana.get(&after).await.body.contains("No hay planes."));
        let broken = ana.get("/panel/planes?health=broken").await.body;
        assert!(broken.contains("No hay planes así."), "{broken}");
        let case = ana.get(&routes::team_case(&late.case)).await.body;
        for part in ["Plan del 24 de noviembre", "Con atraso", "Cuota 1 sin pagar en su fecha"] {
            assert!(case.contains(part), "{part}: {case}");
        }
    }

    async fn a_plan_is_ended_once_with_a_reason_and_what_was_paid_counts(portal) {
        let (case, mut debtor) = in_a_plan(portal).await;
        pay(portal, &case, 10_000, "one").await;
        let (kept, clinic) = (only(portal, &case).await, portal.clinic.clone());
        let mut ana = sign_in(portal, &clinic, ("ana@example.pe", Role::Agent)).await;
        let path = routes::team_case_plan_cancel(&case, &kept.id);
        let page = ana.get(&routes::team_case(&case)).await.body;
        assert!(page.contains(&path) && page.contains("name=\"drawn\" value=\"1\""), "{page}");
        let empty = ana.post(&path, &[("key", KEY), ("drawn", "1"), ("reason", " ")]).await;
        assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
        let stale = ana.post(&path, &[("key", KEY), ("drawn", "0"), ("reason", "otro")]).await;
        let stale = ana.follow(stale).await;
        assert!(stale.body.contains("Cambió mientras tanto y no se hizo nada"), "{}", stale.body);
        assert_eq!(only(portal, &case).await, kept);
        let form = [("key", KEY), ("drawn", "1"), ("reason", "Pidió pagar en caja <b>")];
        for _ in 0..2 {
            let done = ana.post(&path, &form).await;
            let done = ana.follow(done).await;
            assert!(done.body.contains("Plan anulado: lo que queda se debe"), "{}", done.body);
            assert!(done.body.contains("Pidió pagar en caja &lt;b"), "{}", done.body);
            assert!(!done.body.contains(&path), "nothing is left to end");
        }
        let ended = only(portal, &case).await;
        assert!(matches!(ended.plan.state(), State::Cancelled { .. }), "{:?}", ended.plan.state());
        assert_eq!((portal.owed(&case).await, ended.events), (30_000, 2));
        let page = debtor.get(&format!("/plan/{}", kept.id)).await.body;
        assert!(page.contains("Este plan ya no está en marcha"), "{page}");
        assert_eq!(debtor.get("/opciones").await.status, StatusCode::OK, "its debts are free");
        portal.advance(TimeDelta::days(7)).await;
        portal.run_jobs().await;
        let told = |letter: &mail::Letter| letter.text.contains("Se cerró el 24 de noviembre.");
        assert_eq!(mail::all(portal).iter().filter(|letter| told(letter)).count(), 1);
        books::agree(portal).await;
    }

    async fn dates_are_changed_for_the_debtor_as_far_as_was_agreed(portal) {
        let (case, mut debtor) = in_a_plan(portal).await;
        let (kept, clinic) = (only(portal, &case).await, portal.clinic.clone());
        let mut ana = sign_in(portal, &clinic, ("ana@example.pe", Role::Agent)).await;
        let path = routes::team_case_plan_dates(&case, &kept.id);
        let page = ana.get(&path).await;
        assert_eq!(page.status, StatusCode::OK, "{}", page.body);
        let form = |to| [("key", KEY), ("drawn", "0"), ("what", "move"), ("move", "2"), ("to", to)];
        for (to, said) in [
            ("2027-01-01", "Tiene que ser el jueves 31 de diciembre o antes."),
            ("", "Escribe la fecha con día, mes y año."),
        ] {
            let sent = ana.post(&path, &form(to)).await;
            assert_eq!(sent.status, StatusCode::UNPROCESSABLE_ENTITY, "{to}");
            assert!(sent.body.contains(said) && sent.body.contains("id=\"to-problem\""), "{}", sent.body);
        }
        for _ in 0..2 {
            let done = ana.post(&path, &form("2026-12-28")).await;
            let done = ana.follow(done).await;
            assert!(done.body.contains("Fechas del plan cambiadas."), "{}", done.body);
            assert!(done.body.contains("Cuota 2 movida al 28 de diciembre"), "{}", done.body);
            assert!(done.body.contains("<span>ana</span>"), "who did it: {}", done.body);
        }
        assert_eq!(only(portal, &case).await.events, 1);
        let again = [("key", "0192f0c8000070008000000000000002"), ("drawn", "0"), ("what", "skip"), ("skip", "3")];
        let stale = ana.post(&path, &again).await;
        assert_eq!(stale.status, StatusCode::CONFLICT, "{}", stale.body);
        let seen = debtor.get(&format!("/plan/{}", kept.id)).await.body;
        assert!(seen.contains("28 de diciembre"), "{seen}");
    }

    async fn another_payday_is_seen_before_it_is_confirmed_for_the_debtor(portal) {
        let (case, _) = in_a_plan(portal).await;
        let (kept, clinic) = (only(portal, &case).await, portal.clinic.clone());
        let mut ana = sign_in(portal, &clinic, ("ana@example.pe", Role::Agent)).await;
        let path = routes::team_case_plan_dates(&case, &kept.id);
        let far = ana.get(&format!("{path}?payday=15")).await;
        assert_eq!(far.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", far.body);
        assert!(far.body.contains("id=\"payday-problem\""), "{}", far.body);
        let review = ana.get(&format!("{path}?payday=28")).await.body;
        assert!(review.contains("pasa del martes 24 de noviembre al lunes 30 de noviembre"), "{review}");
        assert_eq!(only(portal, &case).await.events, 0);
        let fields = hidden(&review, &path);
        let fields: Vec<_> = fields.iter().map(|(name, value)| (&**name, &**value)).collect();
        for _ in 0..2 {
            let done = ana.post(&path, &fields).await;
            let done = ana.follow(done).await;
            assert!(done.body.contains("Fechas del plan cambiadas."), "{}", done.body);
        }
        let after = only(portal, &case).await;
        assert_eq!((after.events, after.plan.parts()[0].due_on.to_string()), (1, "2026-11-30".to_owned()));
    }

    async fn what_a_settlement_was_to_give_up_is_owed_when_it_is_ended(portal) {
        let (case, mut browser) = debtor_who_owes(portal, 60_000).await;
        let page = browser.get("/opciones/aceptar?currency=PEN&way=settlement-3").await.body;
        tick(&mut browser, &page).await;
        pay(portal, &case, 12_000, "one").await;
        let (kept, clinic) = (only(portal, &case).await, portal.clinic.clone());
        let form = Form { key: FormKey::fresh(&portal.portal), drawn: 1, who: "olga".to_owned() };
        let of = (&case, &kept.id);
        let done = change::cancel(&portal.portal, &clinic, of, ("error", &form)).await;
        assert_eq!(done.expect("ended"), Outcome::Done(2));
        assert_eq!(portal.owed(&case).await, 48_000);
        books::agree(portal).await;
    }

    async fn of_forms_that_end_a_plan_together_one_does(portal) {
        let (case, _) = in_a_plan(portal).await;
        let id = only(portal, &case).await.id;
        let mut sending = JoinSet::new();
        for _ in 0..TIMES {
            let (here, tenant) = (portal.portal.clone(), portal.clinic.clone());
            let (case, id) = (case.clone(), id.clone());
            sending.spawn(async move {
                let form = Form { key: FormKey::fresh(&here), drawn: 0, who: "olga".to_owned() };
                change::cancel(&here, &tenant, (&case, &id), ("doble", &form)).await
            });
        }
        let came = sending.join_all().await;
        let done = came.iter().filter(|one| matches!(one, Ok(Outcome::Done(1)))).count();
        let stale = came.iter().filter(|one| matches!(one, Ok(Outcome::Stale))).count();
        assert_eq!((done, stale), (1, TIMES - 1), "{came:?}");
        books::agree(portal).await;
    }

    async fn an_instalment_paid_elsewhere_is_filled_in_and_goes_to_its_plan(portal) {
        use Standing::{OnTime, Open};
        let (case, _) = in_a_plan(portal).await;
        let (kept, clinic) = (only(portal, &case).await, portal.clinic.clone());
        let mut ana = sign_in(portal, &clinic, ("ana@example.pe", Role::Agent)).await;
        let path = routes::team_case_record(&case, &kept.id);
        let page = ana.get(path.split('#').next().unwrap_or_default()).await.body;
        let chosen = format!("<option value=\"{}\" selected", kept.id);
        assert!(page.contains(&chosen) && page.contains("value=\"100.00\""), "{page}");
        let action = routes::team_case_payments(&case);
        let plan = kept.id.to_string();
        let form = |amount| {
            [("key", KEY), ("amount", amount), ("currency", "PEN"), ("received_on", "2026-11-24"), ("debt", &*plan)]
        };
        // 2 % less closes it today: 8.00 of everything would be too much.
        let over = ana.post(&action, &form("400")).await;
        assert_eq!(over.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(over.body.contains("8.00 más de lo que debe"), "{}", over.body);
        assert!(over.body.contains(&chosen), "the plan stays chosen: {}", over.body);
        for _ in 0..2 {
            assert_eq!(ana.post(&action, &form("100.00")).await.status, StatusCode::SEE_OTHER);
        }
        assert_eq!(standings(&only(portal, &case).await), [OnTime, Open, Open, Open]);
        assert_eq!(portal.owed(&case).await, 30_000);
        let (other, _) = portal.debt(pen(5_000)).await;
        let mut foreign = form("50");
        foreign[0].1 = "0192f0c8000070008000000000000002";
        let foreign = ana.post(&routes::team_case_payments(&other), &foreign).await;
        assert_eq!(foreign.status, StatusCode::NOT_FOUND);
        books::agree(portal).await;
    }
}
