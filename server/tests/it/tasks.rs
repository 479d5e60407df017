//! What people of the team do by themselves: the contact rules hold for it, it counts, and what is said in it has its
//! effect.

mod letters;
mod pages;
mod promised;

use app::creditor::Role;
use app::routes;
use app::routes::pattern::TEAM_TASKS;
use chrono::{NaiveDate, TimeDelta};
use domain::contact::{Channel, Channels, Outcome as Came};
use domain::ids::{CaseId, TaskId};
use server::store::answer::AnswerKind;
use server::store::evidence;
use server::store::hold::{self, HoldKind};
use server::store::message_counted::{self, Counted};
use server::store::promise::{self, Kept};
use server::store::task::Task;
use server::use_cases::task::{self, Finish, Finished, Outcome};
use server::use_cases::wish::{self, Change};
use server::use_cases::{PortalError, sequence};

use crate::books::change;
use crate::browser::Browser;
use crate::engine::on_both_engines;
use crate::import::{MAP, file, import, line};
use crate::instalments::{a_day_begins, pay};
use crate::links;
use crate::mail;
use crate::own_sequence::CALLS;
use crate::phones::{ringing, set_phone};
use crate::portal::{TestPortal, pen};
use crate::reminders::{apply, night, one, states};
use crate::team::sign_in;
use crate::ways_out::{POLICY, offer};

const CALL_AND_LETTER: &str = r#"
name = "Llamada y carta"
gap_days = 7
[[step]]
name = "Llamada"
kind = "firm"
days = 4
task = "call"
script = "Buenos días."
[[step]]
name = "Última"
kind = "final"
days = 45
channels = ["letter"]
"#;

async fn ana(portal: &TestPortal) -> Browser {
    sign_in(portal, &portal.clinic.clone(), ("ana@example.pe", Role::Agent)).await
}

async fn open(portal: &TestPortal) -> Vec<Task> {
    task::open(&portal.portal, &portal.clinic).await.expect("tasks")
}

/// A case of somebody who owes so much and can be called.
async fn rings(portal: &mut TestPortal, minor: i64) -> CaseId {
    let (case, _) = portal.debt(pen(minor)).await;
    ringing(portal, &case).await;
    case
}

/// A case about which somebody is to call today, and that task.
async fn to_call(portal: &mut TestPortal) -> (CaseId, TaskId) {
    let case = rings(portal, 1_000).await;
    apply(portal, CALLS, None).await;
    night(portal).await;
    let mut all = open(portal).await;
    assert_eq!(all.len(), 1);
    (case, all.remove(0).id)
}

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a day")
}

async fn ends(
    portal: &TestPortal,
    id: &TaskId,
    (outcome, on): (Outcome, Option<&str>),
) -> Result<Finished, PortalError> {
    let finish = Finish { outcome, day: on.map(day), note: "Así fue.", who: "ana" };
    task::finish(&portal.portal, &portal.clinic, id, finish).await
}

async fn nights(portal: &TestPortal, days: i64) {
    portal.advance(TimeDelta::days(days)).await;
    night(portal).await;
}

async fn counted(portal: &TestPortal, case: &CaseId) -> Vec<Counted> {
    let since = portal.portal.clock.now() - TimeDelta::days(30);
    let mut conn = portal.portal.store.read().await.expect("a connection");
    message_counted::counted(&mut conn, &portal.clinic, case, since).await.expect("asked")
}

/// What was promised and may still be kept.
async fn promises(portal: &TestPortal, case: &CaseId) -> Vec<Kept> {
    let mut conn = portal.portal.store.read().await.expect("a connection");
    let of = (case, pen(0).currency());
    promise::made_of_case(&mut conn, &portal.clinic, of).await.expect("promises")
}

async fn holds(portal: &TestPortal, case: &CaseId) -> Vec<HoldKind> {
    let mut conn = portal.portal.store.read().await.expect("a connection");
    let all = hold::active(&mut conn, &portal.clinic, case).await.expect("holds");
    all.into_iter().map(|hold| hold.kind).collect()
}

on_both_engines! {
    async fn a_call_counts_from_the_day_on_which_it_was_made(portal) {
        let (case, id) = to_call(portal).await;
        portal.advance(TimeDelta::days(6)).await;
        assert_eq!(ends(portal, &id, (Outcome::NotReached, None)).await.expect("ended"), Finished::Now);
        let made = counted(portal, &case).await;
        let [made] = made.as_slice() else { panic!("one call: {made:?}") };
        assert_eq!((made.channel, made.outcome), (Channel::Call, Came::Tried));
        assert_eq!(made.at.date_naive(), portal.portal.clock.now().date_naive());
        // A week after it was planned, a day after it was made.
        nights(portal, 1).await;
        assert_eq!(states(portal, &case).await.len(), 1);
        nights(portal, 6).await;
        assert_eq!(states(portal, &case).await[0], one("Directo", "queued", None)[0]);
    }

    async fn what_nobody_did_until_the_next_step_is_not_to_be_done_any_more(portal) {
        let (case, id) = to_call(portal).await;
        nights(portal, 7).await;
        let expected = [
            one("Directo", "queued", None).remove(0),
            one("Llamada", "cancelled", Some("next-step")).remove(0),
        ];
        assert_eq!(states(portal, &case).await, expected);
        assert!(open(portal).await.is_empty());
        assert_eq!(ends(portal, &id, (Outcome::Reached, None)).await.expect("asked"), Finished::Before);
        assert!(counted(portal, &case).await.is_empty(), "nobody called");
    }

    async fn a_stranger_on_the_phone_stops_everything(portal) {
        let (case, id) = to_call(portal).await;
        for expected in [Finished::Now, Finished::Before] {
            assert_eq!(ends(portal, &id, (Outcome::WrongPerson, None)).await.expect("ended"), expected);
        }
        assert_eq!(holds(portal, &case).await, [HoldKind::Said(AnswerKind::NotThem)]);
        nights(portal, 14).await;
        assert_eq!(states(portal, &case).await, one("Llamada", "done", Some("wrong-person")));
    }

    async fn who_says_paid_or_wrong_is_looked_at_by_a_person(portal) {
        apply(portal, CALLS, None).await;
        for (outcome, kind) in [(Outcome::Paid, AnswerKind::Paid), (Outcome::Wrong, AnswerKind::Wrong)] {
            let case = rings(portal, 1_000).await;
            crate::reminders::forget_the_day(portal).await;
            night(portal).await;
            let all = open(portal).await;
            let its = all.iter().find(|task| task.case == case).expect("a task");
            ends(portal, &its.id, (outcome, None)).await.expect("ended");
            assert_eq!(holds(portal, &case).await, [HoldKind::Said(kind)]);
        }
    }

    async fn whoever_ends_a_call_is_told_that_reminders_rest_until_somebody_has_looked(portal) {
        let (_, id) = to_call(portal).await;
        let mut ana = ana(portal).await;
        let done = ana.post(&routes::team_task_done(&id), &[("outcome", "said-paid")]).await;
        assert_eq!(done.status, 303);
        let page = ana.get(TEAM_TASKS).await.body;
        assert!(page.contains("falta revisarlo en Respuestas"), "{page}");
    }

    async fn who_will_pay_is_left_alone_until_the_day_that_they_named(portal) {
        let (case, id) = to_call(portal).await;
        let refused = ends(portal, &id, (Outcome::WillPay, Some("2026-11-23"))).await;
        assert!(matches!(refused, Err(PortalError::Refused("day"))), "{refused:?}");
        ends(portal, &id, (Outcome::WillPay, Some("2026-12-10"))).await.expect("ended");
        // To the 8th of December, and to the 11th.
        nights(portal, 14).await;
        assert_eq!(states(portal, &case).await, one("Llamada", "done", Some("will-pay")));
        nights(portal, 3).await;
        assert_eq!(states(portal, &case).await[0], one("Directo", "queued", None)[0]);
    }

    async fn a_day_that_the_policy_allows_is_a_promise_like_any_other(portal) {
        let case = rings(portal, 40_000).await;
        offer(portal, POLICY).await;
        apply(portal, CALLS, None).await;
        night(portal).await;
        let id = open(portal).await.remove(0).id;
        for expected in [Finished::Promised, Finished::Before] {
            let done = ends(portal, &id, (Outcome::WillPay, Some("2026-12-01"))).await;
            assert_eq!(done.expect("ended"), expected);
        }
        let made = promises(portal, &case).await;
        let [kept] = made.as_slice() else { panic!("one promise: {made:?}") };
        assert_eq!((kept.promise.amount, kept.promise.pay_on), (pen(40_000), day("2026-12-01")));
        portal.run_jobs().await;
        let told = mail::to(portal, "rosa1@example.pe");
        let told = told.iter().find(|letter| letter.text.contains("como nos dijiste"));
        let told = told.expect("they have it in writing");
        assert!(told.text.contains("S/\u{a0}400.00"), "{}", told.text);
        let mut browser = links::enter_again(portal, &case).await;
        let page = browser.get("/cuenta").await.body;
        assert!(page.contains("Te comprometiste a pagar"), "{page}");
        assert!(!page.contains("/promesa/"), "nobody was shown a page: {page}");
        portal.advance(TimeDelta::days(8)).await;
        a_day_begins(portal).await;
        assert!(promises(portal, &case).await.is_empty(), "its day is over without the money");
    }

    async fn a_day_beyond_the_policy_is_no_promise_and_lets_reminders_rest(portal) {
        let case = rings(portal, 40_000).await;
        offer(portal, POLICY).await;
        apply(portal, CALLS, None).await;
        night(portal).await;
        let id = open(portal).await.remove(0).id;
        let done = ends(portal, &id, (Outcome::WillPay, Some("2026-12-10"))).await;
        assert_eq!(done.expect("ended"), Finished::Rests);
        assert!(promises(portal, &case).await.is_empty());
        nights(portal, 14).await;
        assert_eq!(states(portal, &case).await, one("Llamada", "done", Some("will-pay")));
    }

    async fn a_call_is_put_off_until_the_day_that_the_person_asked_for(portal) {
        let (case, id) = to_call(portal).await;
        let refused = ends(portal, &id, (Outcome::AnotherDay, None)).await;
        assert!(matches!(refused, Err(PortalError::Refused("day"))), "{refused:?}");
        for expected in [Finished::PutOff, Finished::Before] {
            let done = ends(portal, &id, (Outcome::AnotherDay, Some("2026-12-02"))).await;
            assert_eq!(done.expect("put off"), expected);
        }
        assert_eq!(open(portal).await[0].due_on, day("2026-12-02"));
        let page = ana(portal).await.get(TEAM_TASKS).await.body;
        assert!(page.contains("Todavía no") && page.contains("Así fue."), "{page}");
        assert!(!page.contains("¿hablo con"), "{page}");
        nights(portal, 7).await;
        assert_eq!(states(portal, &case).await, one("Llamada", "open", None), "they wait for the call");
        portal.advance(TimeDelta::days(1)).await;
        let clinic = portal.clinic.clone();
        let mut eva = sign_in(portal, &clinic, ("eva@example.pe", Role::Agent)).await;
        let page = eva.get(TEAM_TASKS).await.body;
        assert!(page.contains("¿hablo con"), "the day has come: {page}");
        ends(portal, &id, (Outcome::Reached, None)).await.expect("ended");
        assert_eq!(counted(portal, &case).await.len(), 2, "there were two calls");
    }

    async fn who_wants_no_calls_is_not_called(portal) {
        let (case, _) = to_call(portal).await;
        let other = rings(portal, 2_000).await;
        for of in [&case, &other] {
            let change = Change::Refuse(Channels::NONE.with(Channel::Call));
            wish::set(&portal.portal, &portal.clinic, of, (change, "debtor")).await.expect("heard");
        }
        assert_eq!(states(portal, &case).await, one("Llamada", "cancelled", Some("refused")));
        crate::reminders::forget_the_day(portal).await;
        night(portal).await;
        let direct = one("Directo", "queued", None);
        assert_eq!(states(portal, &other).await, direct, "the call is passed over, and not used up");
        assert!(open(portal).await.is_empty());
    }

    async fn nobody_is_to_call_who_left_no_number_and_the_next_step_comes_in_its_place(portal) {
        let (case, _) = portal.debt(pen(1_000)).await;
        apply(portal, CALLS, None).await;
        night(portal).await;
        assert!(open(portal).await.is_empty());
        assert_eq!(states(portal, &case).await, one("Directo", "queued", None));
    }

    async fn whoever_is_to_call_sees_the_number_and_that_is_kept_once(portal) {
        let (case, id) = to_call(portal).await;
        let (path, mut ana) = (routes::team_task(&id), ana(portal).await);
        let page = ana.get(&routes::team_case(&case)).await.body;
        assert!(page.contains(&format!("href=\"{path}\"")), "{page}");
        assert!(ana.get(&path).await.body.contains("¿hablo con Rosa"));
        let dial = "href=\"tel:+51987600000\"";
        let page = ana.get(TEAM_TASKS).await.body;
        assert!(page.contains("Por cobrar: S/\u{a0}10.00, vencido desde el 11 de octubre"), "{page}");
        assert!(!page.contains("987600000"), "nobody has asked for it: {page}");
        for _ in 0..2 {
            let page = ana.post(&routes::team_task_phone(&id), &[]).await;
            assert_eq!(page.status, 200);
            assert!(page.body.contains(dial), "{}", page.body);
        }
        let mut conn = portal.portal.store.read().await.expect("a connection");
        let acts = evidence::of_case(&mut conn, &portal.clinic, &case).await.expect("a chain");
        drop(conn);
        assert_eq!(acts.iter().filter(|act| act.kind == task::SHOWN).count(), 1);
        let page = ana.get(&routes::team_case(&case)).await.body;
        assert!(page.contains("Teléfono visto, para llamar"), "{page}");
        ends(portal, &id, (Outcome::AnotherDay, Some("2026-12-02"))).await.expect("put off");
        let page = ana.post(&routes::team_task_phone(&id), &[]).await;
        assert_eq!(page.status, 422);
        assert!(page.body.contains("Todavía no") && !page.body.contains(dial), "{}", page.body);
    }

    async fn beside_a_plan_a_call_asks_for_what_stands_outside_it_alone(portal) {
        let (case, _) = portal.debt_of("PLAN", pen(40_000)).await;
        ringing(portal, &case).await;
        offer(portal, POLICY).await;
        let mut browser = links::enter_again(portal, &case).await;
        let page = browser.get(crate::agreed::FOUR).await.body;
        crate::agreed::tick(&mut browser, &page).await;
        pay(portal, &case, 10_000, "one").await;
        portal.debt_of("PLAN", pen(5_000)).await;
        ringing(portal, &case).await;
        apply(portal, CALLS, None).await;
        portal.advance(TimeDelta::days(1)).await;
        night(portal).await;
        let page = ana(portal).await.get(TEAM_TASKS).await.body;
        assert!(page.contains("Por cobrar: S/\u{a0}50.00"), "the plan is kept: {page}");
    }

    async fn a_call_waits_for_the_day_on_which_the_law_allows_it(portal) {
        let case = rings(portal, 1_000).await;
        // The 8th and the 9th of December are holidays.
        portal.advance(TimeDelta::days(14)).await;
        apply(portal, CALLS, None).await;
        night(portal).await;
        let all = open(portal).await;
        assert_eq!((all.len(), &all[0].case, all[0].due_on), (1, &case, day("2026-12-10")));
        let page = ana(portal).await.get(TEAM_TASKS).await.body;
        assert!(page.contains("Todavía no") && !page.contains("¿hablo con"), "{page}");
    }

    async fn every_open_task_can_be_seen_and_no_page_denies_the_others(portal) {
        for n in 0..25 {
            let (case, _) = portal.debt_of(&format!("T-{n}"), pen(1_000)).await;
            ringing(portal, &case).await;
        }
        apply(portal, CALLS, None).await;
        night(portal).await;
        let mut ana = ana(portal).await;
        let first = ana.get(TEAM_TASKS).await.body;
        let (_, rest) = first.split_once("?pending=").expect("there is more");
        let cursor = rest.split('"').next().unwrap_or_default().to_owned();
        let second = ana.get(&format!("{TEAM_TASKS}?pending={cursor}")).await.body;
        let rows = |page: &str| page.matches("/terminar\"").count();
        assert_eq!((rows(&first), rows(&second)), (20, 5));
        let is_next = |rest: &&str| !rest.split('"').next().unwrap_or_default().contains("lang=");
        assert_eq!(second.split("?pending=").skip(1).filter(is_next).count(), 0, "{second}");
        let last = open(portal).await.pop().expect("a task");
        let long = "x".repeat(501);
        let path = routes::team_task_done(&last.id);
        let page = ana.post(&path, &[("outcome", "reached"), ("note", &long)]).await;
        assert_eq!(page.status, 422);
        assert!(page.body.contains(&long), "of the second page too what was typed stays");
        let done = ana.get(&format!("{TEAM_TASKS}?after=0.{}", last.id)).await.body;
        assert!(!done.contains("No hay nada por hacer"), "{done}");
    }

    async fn a_last_notice_is_never_the_first_word_where_nobody_called(portal) {
        let (silent, heard) = (rings(portal, 1_000).await, rings(portal, 2_000).await);
        apply(portal, CALL_AND_LETTER, None).await;
        night(portal).await;
        nights(portal, 7).await;
        assert_eq!(states(portal, &silent).await, one("Llamada", "open", None));
        for task in open(portal).await {
            let came = if task.case == heard { Outcome::Reached } else { Outcome::NotReached };
            ends(portal, &task.id, (came, None)).await.expect("ended");
        }
        nights(portal, 7).await;
        assert_eq!(states(portal, &silent).await, one("Llamada", "done", Some("not-reached")));
        let expected = [
            one("Última", "open", None).remove(0),
            one("Llamada", "done", Some("reached")).remove(0),
        ];
        assert_eq!(states(portal, &heard).await, expected);
    }

    async fn calls_about_two_debts_do_not_cancel_each_other(portal) {
        let (case, _) = portal.debt_of("TWO", pen(1_000)).await;
        let (_, later) = portal.debt_of("TWO", pen(2_000)).await;
        ringing(portal, &case).await;
        change(portal, &format!("update debts set due_on = '2026-11-27' where id = '{later}'")).await;
        apply(portal, CALL_AND_LETTER, None).await;
        night(portal).await;
        nights(portal, 7).await;
        let both = [one("Llamada", "open", None), one("Llamada", "open", None)].concat();
        assert_eq!(states(portal, &case).await, both);
        nights(portal, 7).await;
        assert_eq!(states(portal, &case).await, both, "each stays until somebody has called");
    }

    async fn nobody_is_called_about_a_debt_that_was_closed_or_without_a_sequence(portal) {
        import(portal, MAP, file(&[line("B-1", "C-1", "10"), line("B-2", "C-2", "20")])).await;
        for (customer, number) in [("C-1", "987600001"), ("C-2", "987600002")] {
            set_phone(portal, customer, number).await;
        }
        apply(portal, CALLS, None).await;
        night(portal).await;
        assert_eq!(open(portal).await.len(), 2);
        let closing = MAP.replace("amount = ", "absent = \"close\"\namount = ");
        import(portal, &closing, file(&[line("B-1", "C-1", "10")])).await;
        assert_eq!(open(portal).await.len(), 1, "the other one owes nothing");
        let all = sequence::list(&portal.portal, &portal.clinic).await.expect("sequences");
        let id = &all[0].sequence.id;
        sequence::archive(&portal.portal, &portal.clinic, (id, "Elena Ruiz")).await.expect("archived");
        assert!(open(portal).await.is_empty());
    }

    async fn a_call_of_a_step_that_was_taken_out_is_not_to_be_made_from_then_on(portal) {
        let (case, _) = to_call(portal).await;
        let from = portal.portal.clock.now() + TimeDelta::hours(3);
        apply(portal, &CALLS.replace("\"Llamada\"", "\"Otra\""), Some(from)).await;
        portal.run_jobs().await;
        assert_eq!(open(portal).await.len(), 1, "until then it is");
        portal.advance(TimeDelta::hours(3)).await;
        portal.run_jobs().await;
        assert!(open(portal).await.is_empty());
        assert_eq!(states(portal, &case).await, one("Llamada", "cancelled", Some("no-step")));
    }

    async fn whoever_a_step_is_no_longer_for_is_not_called(portal) {
        let (small, _) = to_call(portal).await;
        let narrow = "script = \"Buenos días.\"\n[step.audience]\ndebts = { from = 2 }\n[[step]]";
        let (before, rest) = CALLS.split_once("script = ").expect("a call");
        let (_, rest) = rest.split_once("[[step]]").expect("another step");
        apply(portal, &format!("{before}{narrow}{rest}"), None).await;
        portal.run_jobs().await;
        assert_eq!(states(portal, &small).await, one("Llamada", "cancelled", Some("audience")));
    }
}
