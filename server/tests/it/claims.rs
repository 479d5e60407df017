//! What waits for a person, and what there is nothing left to wait for: nobody misses a date, breaks a promise
//! or keeps the team waiting because of it.

use app::creditor::Role;
use chrono::TimeDelta;
use domain::ids::CaseId;
use domain::plan::{Standing, State};
use domain::promise::PromiseState;
use domain::proposal::{By, ProposalState};
use server::store::answer::AnswerKind;
use server::store::{hold, promise};
use server::use_cases::answer::{self, Said};
use server::use_cases::{autopay, inbox};

use crate::agreed::{debtor_who_owes, tick};
use crate::autopay::{GOOD, go_to, intents, run, with_card, with_card_untold};
use crate::books;
use crate::browser::Browser;
use crate::engine::on_both_engines;
use crate::import::{MAP, file, import, line};
use crate::instalments::{a_day_begins, in_a_plan, only, pay, standings};
use crate::portal::{TestPortal, pen};
use crate::proposals::{self, OUTSIDE};
use crate::{links, mail, team};

/// Who hears of it in the team.
const MEMBER: &str = "lucia@sanborja.example";

async fn say(portal: &TestPortal, case: &CaseId, kind: AnswerKind) {
    let visit = portal.visit(case).await;
    let said = Said { kind, text: "Ya lo arreglé con la clínica." };
    answer::say(&portal.portal, &visit, said).await.expect("heard");
}

/// The team lifts every hold of the case.
async fn lift(portal: &TestPortal, case: &CaseId) {
    let mut conn = portal.portal.store.read().await.expect("a connection");
    let holds = hold::active(&mut conn, &portal.clinic, case).await.expect("holds");
    drop(conn);
    for one in holds {
        let of = (case, &one.id);
        inbox::lift(&portal.portal, &portal.clinic, of, "ana").await.expect("lifted");
    }
}

/// How many letters about automatic charges have left.
fn notices(portal: &TestPortal) -> usize {
    mail::all(portal).iter().filter(|one| one.subject.starts_with("Tienes un aviso")).count()
}

/// Promises to pay what is offered until 4 December.
pub async fn promised(portal: &TestPortal, case: &CaseId, browser: &mut Browser) -> promise::Kept {
    let path = "/opciones/aceptar?currency=PEN&way=extension&on=2026-12-04";
    let page = browser.get(path).await.body;
    tick(browser, &page).await;
    let mut conn = portal.portal.store.read().await.expect("a connection");
    let of = (case, pen(0).currency());
    let made = promise::made_of_case(&mut conn, &portal.clinic, of).await.expect("promises");
    let [kept] = made.as_slice() else { panic!("{made:?}") };
    kept.clone()
}

/// Where a promise stands when its day has long passed.
async fn after_its_day(portal: &TestPortal, made: &promise::Kept) -> PromiseState {
    portal.advance(TimeDelta::days(12)).await;
    a_day_begins(portal).await;
    let mut conn = portal.portal.store.read().await.expect("a connection");
    let found = promise::find(&mut conn, &portal.clinic, &made.id).await.expect("asked");
    found.expect("there").promise.state
}

on_both_engines! {
    async fn no_date_is_missed_before_somebody_has_answered_and_what_is_left_of_its_grace_is_over(portal) {
        let mut cases = Vec::new();
        for (kind, standing) in [
            (AnswerKind::Talk, Standing::Missed),
            (AnswerKind::Paid, Standing::Open),
            (AnswerKind::Wrong, Standing::Open),
        ] {
            let (case, _) = in_a_plan(portal).await;
            say(portal, &case, kind).await;
            cases.push((case, kind, standing));
        }
        portal.advance(TimeDelta::days(5)).await;
        a_day_begins(portal).await;
        for (case, kind, standing) in &cases {
            assert_eq!(standings(&only(portal, case).await)[0], *standing, "{kind:?}");
            lift(portal, case).await;
        }
        // The date was held itself: all three days of its grace are left after the day of the answer.
        for (days, held) in [(0, true), (3, true), (1, false)] {
            portal.advance(TimeDelta::days(days)).await;
            a_day_begins(portal).await;
            for (case, kind, standing) in &cases {
                let expected = if held { *standing } else { Standing::Missed };
                assert_eq!(standings(&only(portal, case).await)[0], expected, "{kind:?} {days}");
            }
        }
        books::agree(portal).await;
    }

    async fn who_pays_while_somebody_looks_is_on_time_and_keeps_the_reward(portal) {
        let (case, _) = in_a_plan(portal).await;
        say(portal, &case, AnswerKind::Wrong).await;
        portal.advance(TimeDelta::days(8)).await;
        a_day_begins(portal).await;
        pay(portal, &case, 10_000, "one").await;
        let kept = only(portal, &case).await;
        assert_eq!(standings(&kept)[0], Standing::OnTime);
        let today = (portal.portal.clock.now() - TimeDelta::hours(5)).date_naive();
        assert!(kept.plan.is_on_track(today));
    }

    async fn nobody_waits_for_an_answer_longer_than_two_weeks(portal) {
        let (case, _) = in_a_plan(portal).await;
        say(portal, &case, AnswerKind::Paid).await;
        for (days, standing) in [(14, Standing::Open), (3, Standing::Open), (1, Standing::Missed)] {
            portal.advance(TimeDelta::days(days)).await;
            a_day_begins(portal).await;
            assert_eq!(standings(&only(portal, &case).await)[0], standing, "{days} more");
        }
    }

    async fn who_is_answered_after_two_weeks_is_charged_then_and_is_on_time(portal) {
        let (case, _, _) = with_card(portal, GOOD).await;
        say(portal, &case, AnswerKind::Paid).await;
        portal.advance(TimeDelta::days(15)).await;
        run(portal).await;
        a_day_begins(portal).await;
        assert!(intents(portal).await.is_empty());
        lift(portal, &case).await;
        // 8 and 9 December are holidays.
        go_to(portal, "2026-12-10T15:00:00Z").await;
        a_day_begins(portal).await;
        run(portal).await;
        assert_eq!(standings(&only(portal, &case).await)[0], Standing::OnTime);
        assert_eq!(intents(portal).await.len(), 1);
        books::agree(portal).await;
    }

    async fn the_team_is_reminded_once_before_dates_wait_for_it_no_longer(portal) {
        let clinic = portal.clinic.clone();
        team::invite(portal, &clinic, (MEMBER, Role::Agent), None).await;
        let (answered, _) = in_a_plan(portal).await;
        portal.run_jobs().await;
        let (unanswered, _) = in_a_plan(portal).await;
        portal.run_jobs().await;
        let (without_dates, _) = debtor_who_owes(portal, 40_000).await;
        for case in [&answered, &unanswered, &without_dates] {
            say(portal, case, AnswerKind::Wrong).await;
        }
        lift(portal, &answered).await;
        for (days, reminders) in [(10, 0), (1, 1), (3, 1), (1, 1)] {
            portal.advance(TimeDelta::days(days)).await;
            for _ in 0..2 {
                a_day_begins(portal).await;
            }
            portal.run_jobs().await;
            let letters = mail::to(portal, MEMBER);
            let about = letters.iter().filter(|one| one.subject.starts_with("Respuesta pendiente"));
            assert_eq!(about.count(), reminders, "{days} more");
        }
        for (case, is_told) in [(&unanswered, true), (&without_dates, false)] {
            let mut browser = links::enter_again(portal, case).await;
            let page = browser.get("/cuenta").await.body;
            let words = "Tus fechas esperaron hasta el 8 de diciembre";
            assert_eq!(page.contains(words), is_told, "{page}");
        }
    }

    async fn a_plan_that_ends_while_nobody_answers_ends_in_no_silence(portal) {
        let (case, _) = in_a_plan(portal).await;
        say(portal, &case, AnswerKind::Paid).await;
        for _ in 0..36 {
            portal.advance(TimeDelta::days(1)).await;
            a_day_begins(portal).await;
            portal.run_jobs().await;
        }
        let kept = only(portal, &case).await;
        assert!(matches!(kept.plan.state(), State::Broken { .. }), "{:?}", kept.plan.state());
        let letters = mail::all(portal);
        let ended = letters.iter().filter(|one| one.subject == "Tienes una novedad de San Borja");
        assert_eq!(ended.count(), 1, "{letters:?}");
    }

    async fn nobody_is_told_of_a_charge_that_waits_for_an_answer(portal) {
        let (first, _, _) = with_card_untold(portal, GOOD).await;
        say(portal, &first, AnswerKind::Paid).await;
        // The other one's letter is queued and has not left when they say so.
        let (second, _, _) = with_card_untold(portal, GOOD).await;
        autopay::run(&portal.portal, &portal.clinic).await.expect("it runs");
        say(portal, &second, AnswerKind::Paid).await;
        run(portal).await;
        assert_eq!(notices(portal), 0);
        portal.advance(TimeDelta::days(1)).await;
        for case in [&first, &second] {
            lift(portal, case).await;
        }
        run(portal).await;
        assert_eq!((notices(portal), intents(portal).await.len()), (2, 0), "told first");
    }

    async fn a_promise_of_what_is_not_owed_any_more_is_not_broken(portal) {
        let (case, mut browser) = debtor_who_owes(portal, 40_000).await;
        let made = promised(portal, &case, &mut browser).await;
        let closing = MAP.replace("amount = ", "absent = \"close\"\namount = ");
        import(portal, MAP, file(&[line("B001-0001", "P-1", "400,00")])).await;
        import(portal, &closing, file(&[line("B-9", "C-9", "10,00")])).await;
        assert_eq!(portal.owed(&case).await, 0);
        let state = after_its_day(portal, &made).await;
        assert_eq!(state, PromiseState::Kept { on: made.promise.pay_on });
        books::agree(portal).await;
    }

    async fn a_promise_of_what_is_still_owed_is_broken_after_its_day(portal) {
        let (case, mut browser) = debtor_who_owes(portal, 40_000).await;
        let made = promised(portal, &case, &mut browser).await;
        let statement = browser.get("/cuenta").await.body;
        let words = "Te comprometiste a pagar S/\u{a0}400.00 a más tardar el 4 de diciembre";
        assert!(statement.contains(words), "{statement}");
        let path = format!("/promesa/{}", made.id);
        assert!(statement.contains(&path), "{statement}");
        let paper = browser.get(&path).await.body;
        assert!(paper.contains("Compromiso de pago") && paper.contains("S/\u{a0}400.00"), "{paper}");
        pay(portal, &case, 39_000, "one").await;
        let state = after_its_day(portal, &made).await;
        assert!(matches!(state, PromiseState::Broken { .. }), "{state:?}");
    }

    async fn terms_for_what_was_paid_meanwhile_wait_for_nobody(portal) {
        let (case, mut browser) = proposals::debtor(portal).await;
        let id = proposals::wait(&mut browser, &OUTSIDE).await;
        pay(portal, &case, 10_000, "one").await;
        let state = proposals::kept(portal, &id).await.proposal.state;
        assert!(matches!(state, ProposalState::Waiting { .. }), "{state:?}");
        pay(portal, &case, 30_000, "two").await;
        let state = proposals::kept(portal, &id).await.proposal.state;
        assert!(matches!(state, ProposalState::Refused { by: By::Debtor, .. }), "{state:?}");
    }

    async fn what_pays_a_plan_keeps_no_promise_about_another_debt(portal) {
        let (case, mut browser) = in_a_plan(portal).await;
        portal.debt_of("P-1", pen(5_000)).await;
        let made = promised(portal, &case, &mut browser).await;
        assert_eq!(made.promise.amount, pen(5_000));
        pay(portal, &case, 10_000, "one").await;
        assert_eq!(standings(&only(portal, &case).await)[0], Standing::OnTime);
        let mut conn = portal.portal.store.read().await.expect("a connection");
        let found = promise::find(&mut conn, &portal.clinic, &made.id).await.expect("asked");
        assert_eq!(found.expect("there").promise.state, PromiseState::Made { paid: pen(0) });
    }
}
