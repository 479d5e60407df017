//! What the program times by itself, and what keeps it back: a moratorium of the law, a wish for no messages, and
//! nothing that only waits for the team.

use chrono::TimeDelta;
use domain::contact::{Channel, Channels};
use domain::ids::CaseId;
use domain::plan::State;
use server::store::answer::AnswerKind;
use server::store::hold::{self, HoldKind};
use server::store::message;
use server::use_cases::clearance::CLEARED;
use server::use_cases::form_key::FormKey;
use server::use_cases::plan::change::{self, Form, Outcome};
use server::use_cases::plan::letters;
use server::use_cases::wish::{self, Change};
use server::use_cases::{hold as holds, inbox};

use crate::engine::on_both_engines;
use crate::instalments::{a_day_begins, in_a_plan, only, pay};
use crate::mail;
use crate::portal::TestPortal;

/// Moves the clocks by so many days, lets the day begin, and lets leave what may.
async fn days(portal: &TestPortal, days: i64) {
    portal.advance(TimeDelta::days(days)).await;
    a_day_begins(portal).await;
    portal.run_jobs().await;
}

async fn place(portal: &TestPortal, case: &CaseId, kind: HoldKind) {
    holds::place(&portal.portal, &portal.clinic, case, kind).await.expect("placed");
}

/// State and reason of each letter of a kind about a case.
async fn letters_of(
    portal: &TestPortal,
    case: &CaseId,
    kind: &str,
) -> Vec<(String, Option<String>)> {
    let mut conn = portal.portal.store.read().await.expect("a connection");
    let all = message::of_case(&mut conn, &portal.clinic, case).await.expect("messages");
    all.into_iter().filter(|one| one.kind == kind).map(|one| (one.state, one.why)).collect()
}

/// The one letter that tells of the end of a plan.
async fn broken(portal: &TestPortal, case: &CaseId) -> (String, Option<String>) {
    let mut all = letters_of(portal, case, letters::BROKEN).await;
    assert_eq!(all.len(), 1, "{all:?}");
    all.remove(0)
}

on_both_engines! {
    async fn a_plan_under_a_moratorium_or_of_who_died_misses_nothing_however_long_it_lasts(portal) {
        let mut cases = Vec::new();
        for kind in [HoldKind::BreathingSpace, HoldKind::Deceased] {
            let (case, _) = in_a_plan(portal).await;
            place(portal, &case, kind).await;
            cases.push(case);
        }
        for _ in 0..9 {
            days(portal, 10).await;
            for case in &cases {
                let kept = only(portal, case).await;
                assert_eq!(*kept.plan.state(), State::Active);
                assert!(kept.plan.parts().iter().all(|part| part.missed_on.is_none()), "{:?}", kept.plan);
            }
        }
        for case in &cases {
            for kind in [letters::MISSED, letters::BROKEN] {
                assert!(letters_of(portal, case, kind).await.is_empty(), "{kind}");
            }
            let mut conn = portal.portal.store.read().await.expect("a connection");
            let placed = hold::active(&mut conn, &portal.clinic, case).await.expect("holds");
            drop(conn);
            let proved = ("ana", "El juzgado lo dio por terminado, oficio 12.");
            inbox::lift_proved(&portal.portal, &portal.clinic, (case, &placed[0].id), proved).await.expect("lifted");
        }
        for _ in 0..8 {
            days(portal, 10).await;
        }
        for case in &cases {
            let kept = only(portal, case).await;
            assert!(matches!(kept.plan.state(), State::Broken { .. }), "days count again");
        }
    }

    async fn a_broken_plan_is_told_although_nobody_has_answered_its_debtor(portal) {
        let mut cases = Vec::new();
        for kind in [
            HoldKind::Said(AnswerKind::Talk),
            HoldKind::Said(AnswerKind::Wrote),
            HoldKind::Said(AnswerKind::Paid),
            HoldKind::Disputed,
            HoldKind::Hardship,
        ] {
            let (case, _) = in_a_plan(portal).await;
            place(portal, &case, kind).await;
            cases.push((case, kind));
        }
        for number in [4, 35, 4] {
            days(portal, number).await;
        }
        for (case, kind) in &cases {
            assert_eq!(broken(portal, case).await, ("sent".to_owned(), None), "{kind:?}");
        }
    }

    async fn a_plan_that_the_creditor_ended_is_told_although_nobody_has_answered_its_debtor(portal) {
        for kind in [
            HoldKind::Said(AnswerKind::Talk),
            HoldKind::Hardship,
            HoldKind::OptedOut,
            HoldKind::Deceased,
        ] {
            let (case, _) = in_a_plan(portal).await;
            place(portal, &case, kind).await;
            let kept = only(portal, &case).await;
            let form = Form { key: FormKey::fresh(&portal.portal), drawn: kept.events, who: "ana".into() };
            let of = (&case, &kept.id);
            let ended = change::cancel(&portal.portal, &portal.clinic, of, ("Lo pidió.", &form)).await;
            assert!(matches!(ended, Ok(Outcome::Done(_))), "{ended:?}");
            portal.run_jobs().await;
            let told = letters_of(portal, &case, letters::CANCELLED).await;
            let expected = match kind {
                HoldKind::OptedOut => ("blocked".to_owned(), Some("opt-out".to_owned())),
                HoldKind::Deceased => ("blocked".to_owned(), Some("deceased".to_owned())),
                _ => ("sent".to_owned(), None),
            };
            assert_eq!(told, [expected], "{kind:?}");
        }
    }

    async fn who_stopped_messages_is_not_told_of_it_either(portal) {
        let (opted_out, _) = in_a_plan(portal).await;
        place(portal, &opted_out, HoldKind::OptedOut).await;
        let (refused, _) = in_a_plan(portal).await;
        let change = Change::Refuse(Channels::NONE.with(Channel::Email));
        wish::set(&portal.portal, &portal.clinic, &refused, (change, "debtor")).await.expect("heard");
        for case in [&opted_out, &refused] {
            place(portal, case, HoldKind::Said(AnswerKind::Talk)).await;
        }
        for number in [4, 35, 4] {
            days(portal, number).await;
        }
        for (case, why) in [(&opted_out, "opt-out"), (&refused, "refused")] {
            assert_eq!(broken(portal, case).await, ("blocked".to_owned(), Some(why.to_owned())));
        }
    }

    async fn a_plan_that_the_night_completes_is_told_in_the_morning(portal) {
        let (case, mut browser) = crate::agreed::debtor_who_owes(portal, 60_000).await;
        let page = browser.get("/opciones/aceptar?currency=PEN&way=settlement-3").await.body;
        crate::agreed::tick(&mut browser, &page).await;
        for key in ["one", "two", "three"] {
            pay(portal, &case, 12_000, key).await;
        }
        portal.run_jobs().await;
        let before = mail::all(portal).len();
        // From ten in the morning to five past midnight.
        portal.advance(TimeDelta::minutes(14 * 60 + 5)).await;
        a_day_begins(portal).await;
        portal.run_jobs().await;
        for kind in [letters::COMPLETED, CLEARED] {
            let waiting = letters_of(portal, &case, kind).await;
            assert!(waiting.len() == 1 && waiting[0].0 == "queued", "{kind}: {waiting:?}");
        }
        assert_eq!(mail::all(portal).len(), before);
        portal.advance(TimeDelta::hours(7)).await;
        portal.run_jobs().await;
        for kind in [letters::COMPLETED, CLEARED] {
            let told = letters_of(portal, &case, kind).await;
            assert!(told.len() == 1 && told[0].0 == "sent", "{kind}: {told:?}");
        }
    }
}
