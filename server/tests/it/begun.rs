//! Money counts on the day on which it was begun: neither a bank, nor a late event, nor a program that was away
//! costs anybody a date, a reward or a promise.

use app::creditor::Role;
use app::routes;
use chrono::{NaiveDate, TimeDelta};
use domain::ids::{AttemptId, CaseId};
use domain::plan::{Extra, Standing};
use domain::promise::PromiseState;
use serde_json::json;
use server::store::payment::{self, Payment};
use server::store::plan::Kept;
use server::store::promise;
use server::use_cases::payment::start::{self, Next, Wish};
use server::use_cases::payment::transfer::{self, Seen};

use crate::agreed::debtor_who_owes;
use crate::autopay::{GOOD, go_to, intents, of_plan, run, with_card};
use crate::books;
use crate::claims::promised;
use crate::engine::on_both_engines;
use crate::instalments::{a_day_begins, in_a_plan, only, standings};
use crate::payments::{all, open_page, part};
use crate::portal::{TestPortal, pen};
use crate::{links, mail, team};

/// Who hears of it in the team.
const MEMBER: &str = "lucia@sanborja.example";

/// Ten minutes before and a minute after the grace of 24 November ends in Lima.
const BEFORE: &str = "2026-11-28T04:50:00Z";
const AFTER: &str = "2026-11-28T05:01:00Z";

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a day")
}

/// From now on no event of Stripe's arrives.
async fn silence(portal: &TestPortal) {
    portal.stripe.faults(json!([{ "kind": "webhook_never", "per_mille": 1000 }])).await;
}

async fn payments(portal: &TestPortal, case: &CaseId) -> Vec<Payment> {
    let mut conn = portal.portal.store.read().await.expect("a connection");
    payment::of_case(&mut conn, &portal.clinic, case).await.expect("payments")
}

/// Begins a transfer of one instalment.
async fn begun(portal: &TestPortal, case: &CaseId) -> AttemptId {
    let Kept { id, debts, .. } = only(portal, case).await;
    let wish = Wish { debts, plan: Some((id, Extra::Next)), ..part(10_000) };
    let visit = portal.visit(case).await;
    let next = start::by_transfer(&portal.portal, &visit, &wish, "es").await.expect("begun");
    let Next::Transfer(id) = next else { panic!("no transfer: {next:?}") };
    id
}

/// Announces a transfer of one instalment.
pub async fn announced(portal: &TestPortal, case: &CaseId) -> AttemptId {
    let (id, visit) = (begun(portal, case).await, portal.visit(case).await);
    transfer::announce(&portal.portal, &visit, &id, "").await.expect("announced");
    id
}

on_both_engines! {
    async fn a_page_that_was_paid_in_time_is_asked_about_before_its_date_is_missed(portal) {
        let (case, _) = in_a_plan(portal).await;
        go_to(portal, BEFORE).await;
        let session = open_page(portal, &case, &of_plan(portal, &case, 10_000).await).await;
        silence(portal).await;
        portal.stripe.pay_by_card(&session).await;
        go_to(portal, AFTER).await;
        a_day_begins(portal).await;
        let kept = only(portal, &case).await;
        let first = kept.plan.parts()[0];
        assert_eq!((first.settled_on, first.missed_on), (Some(day("2026-11-27")), None));
        assert_eq!(standings(&kept)[0], Standing::OnTime);
        assert!(kept.plan.is_on_track(day("2026-11-28")), "the reward stands");
        // The ledger keeps the day on which it came.
        let received: Vec<_> = payments(portal, &case).await.iter().map(|one| one.received_on).collect();
        assert_eq!(received, [day("2026-11-28")]);
        assert_eq!(portal.owed(&case).await, 30_000);
        books::agree(portal).await;
    }

    async fn while_stripe_says_nothing_no_date_is_missed_that_may_be_paid(portal) {
        let (case, _) = in_a_plan(portal).await;
        go_to(portal, BEFORE).await;
        let session = open_page(portal, &case, &of_plan(portal, &case, 10_000).await).await;
        portal.stripe.pay_by_card(&session).await;
        let down = json!([{ "kind": "drop_answer", "per_mille": 1000, "only": "GET /v1/checkout/sessions" }]);
        portal.stripe.faults(down).await;
        go_to(portal, AFTER).await;
        a_day_begins(portal).await;
        assert_eq!(standings(&only(portal, &case).await)[0], Standing::Open);
        portal.stripe.faults(json!([])).await;
        portal.advance(TimeDelta::hours(9)).await;
        a_day_begins(portal).await;
        let kept = only(portal, &case).await;
        assert_eq!(standings(&kept)[0], Standing::OnTime);
        assert!(kept.plan.is_on_track(day("2026-11-28")));
        books::agree(portal).await;
    }

    async fn a_promise_is_kept_by_a_page_of_its_last_day(portal) {
        let (case, mut browser) = debtor_who_owes(portal, 40_000).await;
        let made = promised(portal, &case, &mut browser).await;
        go_to(portal, "2026-12-05T04:50:00Z").await;
        let session = open_page(portal, &case, &all(40_000)).await;
        silence(portal).await;
        portal.stripe.pay_by_card(&session).await;
        go_to(portal, "2026-12-05T05:01:00Z").await;
        a_day_begins(portal).await;
        let mut conn = portal.portal.store.read().await.expect("a connection");
        let found = promise::find(&mut conn, &portal.clinic, &made.id).await.expect("asked");
        let state = found.expect("there").promise.state;
        assert_eq!(state, PromiseState::Kept { on: day("2026-12-04") });
        drop(conn);
        books::agree(portal).await;
    }

    async fn a_charge_that_waits_for_its_hour_counts_on_the_date(portal) {
        let (case, _, _) = with_card(portal, GOOD).await;
        // Half past seven in the evening, then eight in the morning.
        go_to(portal, "2026-11-25T00:30:00Z").await;
        run(portal).await;
        assert!(intents(portal).await.is_empty());
        go_to(portal, "2026-11-25T13:00:00Z").await;
        run(portal).await;
        let first = only(portal, &case).await.plan.parts()[0];
        assert_eq!(first.settled_on, Some(day("2026-11-24")));
        assert_eq!(payments(portal, &case).await[0].received_on, day("2026-11-25"));
        books::agree(portal).await;
    }

    async fn an_announced_transfer_holds_a_date_for_two_weeks_and_the_team_is_reminded(portal) {
        let clinic = portal.clinic.clone();
        team::invite(portal, &clinic, (MEMBER, Role::Agent), None).await;
        let (case, _) = in_a_plan(portal).await;
        let id = announced(portal, &case).await;
        let waits = "a más tardar el martes 8 de diciembre, ninguna de tus fechas se da por perdida";
        let waited = "Tus fechas esperaron hasta el 8 de diciembre";
        for (days, standing, reminders, words) in [
            (4, Standing::Open, 0, waits),
            (7, Standing::Open, 1, waits),
            (3, Standing::Open, 1, waits),
            // The grace of three days begins after the two weeks.
            (1, Standing::Open, 1, waited),
            (2, Standing::Open, 1, waited),
            (1, Standing::Missed, 1, waited),
        ] {
            portal.advance(TimeDelta::days(days)).await;
            for _ in 0..2 {
                a_day_begins(portal).await;
            }
            portal.run_jobs().await;
            assert_eq!(standings(&only(portal, &case).await)[0], standing, "{days} more");
            let letters = mail::to(portal, MEMBER);
            let about = letters.iter().filter(|one| one.subject.starts_with("Transferencia sin responder"));
            assert_eq!(about.count(), reminders, "{days} more");
            let mut browser = links::enter_again(portal, &case).await;
            let page = browser.get(&routes::transfer(&id)).await.body;
            assert!(page.contains(words), "{days} more: {page}");
        }
        // It had been there all the time.
        let received_on = day("2026-11-25");
        let seen = Seen { amount: pen(10_000), received_on, who: "ana".to_owned() };
        transfer::confirm(&portal.portal, &portal.clinic, &id, &seen).await.expect("confirmed");
        let kept = only(portal, &case).await;
        assert_eq!((standings(&kept)[0], kept.plan.parts()[0].missed_on), (Standing::OnTime, None));
        books::agree(portal).await;
    }

    async fn a_refused_transfer_leaves_the_grace_that_was_left_when_it_was_announced(portal) {
        let (case, _) = in_a_plan(portal).await;
        portal.advance(TimeDelta::days(2)).await;
        let id = announced(portal, &case).await;
        portal.advance(TimeDelta::days(6)).await;
        a_day_begins(portal).await;
        transfer::refuse(&portal.portal, &portal.clinic, &id, ("no está", "ana")).await.expect("refused");
        portal.run_jobs().await;
        let told = mail::all(portal).pop().expect("a letter").text;
        for words in ["No encontramos tu transferencia de", "Tu plan sigue igual hasta el viernes 4 de diciembre"] {
            assert!(told.contains(words), "{told}");
        }
        // One of the three days of grace had passed, and the day of the announcement does not count.
        for (days, standing) in [(0, Standing::Open), (2, Standing::Open), (1, Standing::Missed)] {
            portal.advance(TimeDelta::days(days)).await;
            a_day_begins(portal).await;
            assert_eq!(standings(&only(portal, &case).await)[0], standing, "{days} more");
        }
        books::agree(portal).await;
    }

    async fn an_announced_transfer_counts_when_it_comes_as_it_did_while_it_was_awaited(portal) {
        let (case, _) = in_a_plan(portal).await;
        let id = announced(portal, &case).await;
        // Its reference holds until 4 December.
        portal.advance(TimeDelta::days(12)).await;
        a_day_begins(portal).await;
        let seen = Seen { amount: pen(10_000), received_on: day("2026-12-06"), who: "ana".to_owned() };
        transfer::confirm(&portal.portal, &portal.clinic, &id, &seen).await.expect("confirmed");
        let kept = only(portal, &case).await;
        assert_eq!(kept.plan.parts()[0].settled_on, Some(day("2026-11-24")));
        assert!(kept.plan.is_on_track(day("2026-12-06")), "the reward stands");
        books::agree(portal).await;
    }

    async fn a_card_is_charged_when_nobody_has_found_an_announced_transfer_for_two_weeks(portal) {
        let (case, _, _) = with_card(portal, GOOD).await;
        announced(portal, &case).await;
        portal.advance(TimeDelta::days(14)).await;
        run(portal).await;
        a_day_begins(portal).await;
        assert!(intents(portal).await.is_empty());
        // 8 and 9 December are holidays.
        go_to(portal, "2026-12-10T15:00:00Z").await;
        a_day_begins(portal).await;
        run(portal).await;
        assert_eq!(standings(&only(portal, &case).await)[0], Standing::OnTime);
        assert_eq!(intents(portal).await.len(), 1);
        books::agree(portal).await;
    }

    async fn a_reference_that_holds_no_more_is_not_given_out_again(portal) {
        let (case, _) = in_a_plan(portal).await;
        let first = begun(portal, &case).await;
        portal.advance(TimeDelta::days(9)).await;
        assert_eq!(begun(portal, &case).await, first);
        portal.advance(TimeDelta::days(2)).await;
        let second = begun(portal, &case).await;
        assert_ne!(second, first);
        assert_eq!(begun(portal, &case).await, second);
        books::agree(portal).await;
    }

    async fn a_transfer_that_was_announced_after_the_grace_holds_nothing(portal) {
        let (case, _) = in_a_plan(portal).await;
        portal.advance(TimeDelta::days(4)).await;
        announced(portal, &case).await;
        a_day_begins(portal).await;
        assert_eq!(standings(&only(portal, &case).await)[0], Standing::Missed);
        books::agree(portal).await;
    }

    async fn nobody_is_reminded_of_dates_that_do_not_wait(portal) {
        let clinic = portal.clinic.clone();
        team::invite(portal, &clinic, (MEMBER, Role::Agent), None).await;
        let (case, _) = debtor_who_owes(portal, 40_000).await;
        let visit = portal.visit(&case).await;
        let next = start::by_transfer(&portal.portal, &visit, &all(40_000), "es").await.expect("begun");
        let Next::Transfer(id) = next else { panic!("no transfer: {next:?}") };
        transfer::announce(&portal.portal, &visit, &id, "").await.expect("announced");
        for _ in 0..15 {
            portal.advance(TimeDelta::days(1)).await;
            a_day_begins(portal).await;
            portal.run_jobs().await;
        }
        let letters = mail::to(portal, MEMBER);
        assert!(letters.iter().any(|one| one.subject.starts_with("Transferencia")), "{letters:?}");
        assert!(!letters.iter().any(|one| one.subject.starts_with("Transferencia sin")), "{letters:?}");
    }

    async fn a_reminder_of_a_transfer_that_was_answered_does_not_leave(portal) {
        let clinic = portal.clinic.clone();
        team::invite(portal, &clinic, (MEMBER, Role::Agent), None).await;
        let (case, _) = in_a_plan(portal).await;
        let id = announced(portal, &case).await;
        portal.advance(TimeDelta::days(12)).await;
        a_day_begins(portal).await;
        transfer::refuse(&portal.portal, &portal.clinic, &id, ("no está", "ana")).await.expect("refused");
        portal.run_jobs().await;
        let letters = mail::to(portal, MEMBER);
        assert!(!letters.iter().any(|one| one.subject.starts_with("Transferencia sin")), "{letters:?}");
    }
}
