//! Files that change debts of a plan that runs, and an import undone under one: a person decides, and the plan
//! follows.

use app::creditor::Role;
use domain::ids::CaseId;
use domain::plan::State;
use server::store::plan::Kept;
use server::use_cases::import::undo::How;
use server::use_cases::payment::elsewhere::{self, Recorded};
use server::use_cases::portfolio;

use super::dump::count;
use super::undo::{fate_of, undone};
use super::{HEADER, Line, MAP, counts, day, file, import, line};
use crate::agreed::{FOUR, debtor_who_owes, hidden, plans, tick};
use crate::books;
use crate::browser::{Browser, Page};
use crate::engine::on_both_engines;
use crate::links;
use crate::portal::{TestPortal, pen};
use crate::team::sign_in;
use crate::ways_out::{POLICY, offer};

const MAKE: &str = "/panel/cambios/hacer";
const LEAVE: &str = "/panel/cambios/dejar";
const CHANGES: &str = "/panel/cambios";

/// The invoice and the customer of [`in_a_plan`].
const OWED: (&str, &str) = ("B001-0001", "P-1");

/// A debtor who owes 400.00 and has agreed to four instalments, and the clinic's owner.
async fn in_a_plan(portal: &mut TestPortal) -> (CaseId, Browser) {
    let (case, mut browser) = debtor_who_owes(portal, 40_000).await;
    let page = browser.get(FOUR).await.body;
    tick(&mut browser, &page).await;
    let clinic = portal.clinic.clone();
    (case, sign_in(portal, &clinic, ("olga@example.pe", Role::Owner)).await)
}

async fn only(portal: &TestPortal, case: &CaseId) -> Kept {
    plans(portal, case).await.pop().expect("a plan")
}

fn agreed(kept: &Kept) -> Vec<i64> {
    kept.plan.parts().iter().map(|part| part.agreed.minor()).collect()
}

/// Sends the first form of the page of changes that posts to `action`.
async fn decide(owner: &mut Browser, page: &str, action: &str) -> Page {
    let fields = hidden(page, action);
    let fields: Vec<_> = fields.iter().map(|(name, value)| (&**name, &**value)).collect();
    owner.post(action, &fields).await
}

fn says(amount: &'static str) -> String {
    file(&[line(OWED.0, OWED.1, amount)])
}

async fn asked(portal: &TestPortal) -> u64 {
    portfolio::waiting(&portal.portal, &portal.clinic).await.expect("counted").changes
}

async fn pay(portal: &TestPortal, case: &CaseId, minor: i64) {
    let new = Recorded {
        amount: pen(minor),
        received_on: day("2026-11-24"),
        debt: None,
        note: String::new(),
        who: "ana".into(),
        key: "one".into(),
    };
    elsewhere::record(&portal.portal, &portal.clinic, case, &new).await.expect("recorded");
}

on_both_engines! {
    async fn a_smaller_debt_waits_until_an_owner_takes_it_off_the_last_instalments(portal) {
        let (case, mut owner) = in_a_plan(portal).await;
        let report = import(portal, MAP, says("300,00")).await;
        assert_eq!((counts(&report), &*report.waiting[0].why), ([0, 0, 1, 0], "plan-runs"));
        assert_eq!((portal.owed(&case).await, asked(portal).await), (40_000, 1));
        let page = owner.get(CHANGES).await.body;
        assert!(page.contains("Se deben S/\u{a0}100.00 menos") && page.contains("Rosa Quispe"), "{page}");
        assert_eq!(decide(&mut owner, &page, MAKE).await.location.as_deref(), Some(CHANGES));
        assert_eq!((portal.owed(&case).await, asked(portal).await), (30_000, 0));
        let kept = only(portal, &case).await;
        assert_eq!((agreed(&kept), kept.plan.state()), (vec![10_000, 10_000, 10_000, 0], &State::Active));
        // The same form once more, and the same file once more, change nothing.
        decide(&mut owner, &page, MAKE).await;
        assert_eq!(counts(&import(portal, MAP, says("300,00")).await), [0; 4]);
        assert_eq!(only(portal, &case).await, kept);
        books::agree(portal).await;
    }

    async fn what_was_paid_too_much_pays_the_next_instalments(portal) {
        let (case, mut owner) = in_a_plan(portal).await;
        pay(portal, &case, 30_000).await;
        import(portal, MAP, says("250,00")).await;
        let page = owner.get(CHANGES).await.body;
        decide(&mut owner, &page, MAKE).await;
        let kept = only(portal, &case).await;
        assert!(matches!(kept.plan.state(), State::Completed { .. }), "{:?}", kept.plan.state());
        assert_eq!((portal.owed(&case).await, portal.credit(&case).await), (0, 5_000));
        books::agree(portal).await;
    }

    async fn a_rest_that_the_reward_covers_ends_the_plan_with_the_correction(portal) {
        let (case, mut debtor) = debtor_who_owes(portal, 40_000).await;
        let page = debtor.get(FOUR).await.body;
        tick(&mut debtor, &page).await;
        let clinic = portal.clinic.clone();
        let mut owner = sign_in(portal, &clinic, ("olga@example.pe", Role::Owner)).await;
        pay(portal, &case, 30_000).await;
        // 5.00 would be left, and 8.00 come off for who has kept to the dates.
        import(portal, MAP, says("305,00")).await;
        let page = owner.get(CHANGES).await.body;
        decide(&mut owner, &page, MAKE).await;
        let kept = only(portal, &case).await;
        assert!(matches!(kept.plan.state(), State::Completed { .. }), "{:?}", kept.plan.state());
        assert_eq!(kept.plan.waived(), Ok(pen(500)));
        assert_eq!((portal.owed(&case).await, portal.credit(&case).await), (0, 0));
        for path in [format!("/plan/{}/pagar", kept.id), format!("/pagar?plan={}&what=due", kept.id)] {
            let page = debtor.get(&path).await;
            assert_eq!(page.location, Some(format!("/plan/{}", kept.id)), "{path}: {}", page.body);
        }
        books::agree(portal).await;
    }

    async fn a_debt_cannot_become_larger_within_a_plan(portal) {
        let (case, mut owner) = in_a_plan(portal).await;
        import(portal, MAP, says("450,00")).await;
        let page = owner.get(CHANGES).await.body;
        assert!(page.contains("en él no puede crecer") && !page.contains(MAKE), "{page}");
        let forged = [("reference", OWED.0), ("claim", "PEN 450.00 ? ? ")];
        owner.post(MAKE, &forged).await;
        assert_eq!((portal.owed(&case).await, count(portal, "import_waiting").await), (40_000, 1));
        assert_eq!(agreed(&only(portal, &case).await), [10_000; 4]);
    }

    async fn what_is_left_is_not_asked_for_again_until_the_file_says_something_else(portal) {
        let (case, mut owner) = in_a_plan(portal).await;
        import(portal, MAP, says("300,00")).await;
        let page = owner.get(CHANGES).await.body;
        decide(&mut owner, &page, LEAVE).await;
        assert_eq!(asked(portal).await, 0);
        import(portal, MAP, says("300,00")).await;
        assert_eq!(asked(portal).await, 0);
        let page = owner.get(CHANGES).await.body;
        assert!(page.contains("Se dejó como está") && !page.contains(LEAVE), "{page}");
        import(portal, MAP, says("290,00")).await;
        assert_eq!((asked(portal).await, portal.owed(&case).await), (1, 40_000));
    }

    async fn a_payment_that_the_file_tells_of_pays_the_plan(portal) {
        let (case, mut owner) = in_a_plan(portal).await;
        let settled = Line { settled: "20/11/2026", ..line(OWED.0, OWED.1, "400,00") };
        import(portal, MAP, file(&[settled])).await;
        assert_eq!((portal.owed(&case).await, count(portal, "payments").await), (40_000, 0));
        let page = owner.get(CHANGES).await.body;
        decide(&mut owner, &page, MAKE).await;
        let kept = only(portal, &case).await;
        assert!(matches!(kept.plan.state(), State::Completed { .. }), "{:?}", kept.plan.state());
        assert_eq!((portal.owed(&case).await, count(portal, "payments").await), (0, 1));
        assert_eq!(agreed(&kept), [10_000; 4], "paid, not corrected");
        books::agree(portal).await;
    }

    async fn an_import_is_undone_under_a_plan_only_by_an_owners_word(portal) {
        let (case, _) = portal.debt(pen(2_000)).await;
        offer(portal, POLICY).await;
        import(portal, MAP, file(&[line("X-1", OWED.1, "380,00"), line("X-2", "C-2", "5")])).await;
        let mut browser = links::enter(portal, &case).await;
        let page = browser.get(FOUR).await.body;
        tick(&mut browser, &page).await;
        pay(portal, &case, 10_000).await;
        let (_, rows) = undone(portal, How::InEarnest).await;
        assert_eq!((fate_of(&rows, "X-1"), fate_of(&rows, "X-2")), ("waits:plan-runs", "withdrawn"));
        assert_eq!((portal.owed(&case).await, portal.credit(&case).await), (30_000, 0));
        assert_eq!(only(portal, &case).await.plan.open(), Ok(pen(30_000)));
        let clinic = portal.clinic.clone();
        let mut owner = sign_in(portal, &clinic, ("olga@example.pe", Role::Owner)).await;
        let page = owner.get(CHANGES).await.body;
        assert!(page.contains("Se deshace lo que hizo la importación"), "{page}");
        decide(&mut owner, &page, MAKE).await;
        // 20.00 of the first instalment had paid the debt that stays; the other 80.00 are the debtor's.
        assert_eq!((portal.owed(&case).await, portal.credit(&case).await), (0, 8_000));
        let kept = only(portal, &case).await;
        assert!(matches!(kept.plan.state(), State::Completed { .. }), "{:?}", kept.plan.state());
        let (_, rows) = undone(portal, How::InEarnest).await;
        assert_eq!(fate_of(&rows, "X-1"), "withdrawn");
        books::agree(portal).await;
    }

    async fn a_payment_of_an_undone_file_is_taken_back_from_the_plan(portal) {
        let (case, _) = portal.debt(pen(25_000)).await;
        offer(portal, POLICY).await;
        let owing = || line("A-1", OWED.1, "150,00");
        import(portal, MAP, file(&[owing()])).await;
        let mut browser = links::enter(portal, &case).await;
        let page = browser.get(FOUR).await.body;
        tick(&mut browser, &page).await;
        let clinic = portal.clinic.clone();
        let mut owner = sign_in(portal, &clinic, ("olga@example.pe", Role::Owner)).await;
        import(portal, MAP, file(&[Line { settled: "20/11/2026", ..owing() }])).await;
        let page = owner.get(CHANGES).await.body;
        decide(&mut owner, &page, MAKE).await;
        assert_eq!(only(portal, &case).await.plan.open(), Ok(pen(25_000)));
        let (_, rows) = undone(portal, How::InEarnest).await;
        assert_eq!(fate_of(&rows, "A-1"), "waits:plan-runs");
        let page = owner.get(CHANGES).await.body;
        decide(&mut owner, &page, MAKE).await;
        let kept = only(portal, &case).await;
        assert_eq!((kept.plan.state(), kept.plan.open()), (&State::Active, Ok(pen(40_000))));
        assert_eq!(agreed(&kept), [10_000; 4], "not paid, and not corrected");
        assert_eq!((portal.owed(&case).await, portal.credit(&case).await), (40_000, 0));
        // What is left of it is asked for as it was agreed.
        pay(portal, &case, 40_000).await;
        let kept = only(portal, &case).await;
        assert!(matches!(kept.plan.state(), State::Completed { .. }), "{:?}", kept.plan.state());
        assert_eq!((portal.owed(&case).await, portal.credit(&case).await), (0, 800));
        books::agree(portal).await;
    }

    async fn money_paid_for_a_withdrawn_debt_of_a_plan_pays_the_debts_that_stay(portal) {
        let (case, _) = portal.debt(pen(25_000)).await;
        offer(portal, POLICY).await;
        let older = format!("{HEADER}\nA-1;P-1;150,00;11/09/2026;01/10/2026;no;;;;;\n");
        import(portal, MAP, older).await;
        let mut browser = links::enter(portal, &case).await;
        let page = browser.get(FOUR).await.body;
        tick(&mut browser, &page).await;
        // The first instalment pays the debt that is due first: the one that never was.
        pay(portal, &case, 10_000).await;
        undone(portal, How::InEarnest).await;
        let clinic = portal.clinic.clone();
        let mut owner = sign_in(portal, &clinic, ("olga@example.pe", Role::Owner)).await;
        let page = owner.get(CHANGES).await.body;
        decide(&mut owner, &page, MAKE).await;
        let kept = only(portal, &case).await;
        assert_eq!((kept.plan.state(), kept.plan.open()), (&State::Active, Ok(pen(15_000))));
        assert_eq!(agreed(&kept), [10_000, 10_000, 10_000, 5_000]);
        assert_eq!((portal.owed(&case).await, portal.credit(&case).await), (15_000, 0));
        books::agree(portal).await;
    }
}
