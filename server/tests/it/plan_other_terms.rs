//! Other terms in the place of a plan that runs: the team answers them however small they are, the plan goes on
//! until they are agreed on, and what is paid meanwhile counts.

use app::routes;
use chrono::TimeDelta;
use domain::ids::{CaseId, ProposalId};
use domain::plan::State;
use domain::proposal::{Beyond, ProposalState};
use server::store::plan::Kept;
use server::store::proposal as store;
use server::use_cases::form_key::FormKey;
use server::use_cases::plan::change::{self, Form, Outcome};

use crate::agreed::{FOUR, plans, tick};
use crate::browser::Browser;
use crate::engine::on_both_engines;
use crate::instalments::{a_day_begins, only, pay};
use crate::portal::{TestPortal, pen};
use crate::proposals::{
    OUTSIDE, PROPOSALS, accept, again, agree, debtor, kept, owner, press, wait,
};
use crate::reminders::{apply, night, one, states};
use crate::ways_out::offer;
use crate::{books, mail};

/// Six instalments of everything: inside every limit of the policy.
const SIX: [(&str, &str); 2] = [("pay", "400.00"), ("parts", "6")];

/// A debtor who has agreed to four instalments of 100.00, under a policy that takes proposals.
async fn in_a_plan(portal: &mut TestPortal) -> (CaseId, Browser, Kept) {
    let (case, mut browser) = debtor(portal).await;
    let page = browser.get(FOUR).await.body;
    tick(&mut browser, &page).await;
    let plan = only(portal, &case).await;
    (case, browser, plan)
}

/// Proposes other terms in the place of `plan`, from the plan's own page on.
async fn propose(browser: &mut Browser, plan: &Kept) -> ProposalId {
    let form = routes::propose_instead(&plan.id);
    let page = browser.get(&routes::plan(&plan.id)).await.body;
    assert!(page.contains(&form), "{page}");
    let page = browser.get(&form).await;
    assert_eq!(page.status, 200, "{:?}", page.location);
    for part in ["tu plan sigue igual, con las mismas fechas", "Toma el lugar del plan que tienes."]
    {
        assert!(page.body.contains(part), "{part}: {}", page.body);
    }
    let sent = press(browser, &page, &SIX, "send").await;
    let location = sent.location.unwrap_or_else(|| panic!("{} {}", sent.status, sent.body));
    let id = location.strip_prefix("/propuesta/").expect("it waits");
    id.parse().expect("an id")
}

/// A date that was missed, and a debt beside the plan.
const STEPS: &str = r#"
name = "Cuotas"
gap_days = 7
[[step]]
name = "Amable"
kind = "kind"
days = 4
channels = ["email"]
[[step]]
name = "Cuota"
kind = "instalment-missed"
days = 4
channels = ["email"]
"#;

/// Terms for 400.00 beside a plan wait for an answer, still on the day on which its first date is missed.
async fn beside_a_plan(portal: &mut TestPortal) -> CaseId {
    let (case, mut browser, _) = in_a_plan(portal).await;
    portal.debt_of("P-1", pen(40_000)).await;
    offer(portal, &PROPOSALS.replace("answer_hours = 48", "answer_hours = 240")).await;
    wait(&mut browser, &OUTSIDE).await;
    portal.run_jobs().await;
    portal.advance(TimeDelta::days(6)).await;
    let mut conn = portal.portal.store.read().await.expect("a connection");
    let held = store::held_until(&mut conn, &portal.clinic, &case).await.expect("asked");
    assert!(held.is_some_and(|until| portal.portal.clock.now() < until), "{held:?}");
    case
}

on_both_engines! {
    async fn terms_for_another_debt_keep_no_letter_about_the_plan_back(portal) {
        beside_a_plan(portal).await;
        a_day_begins(portal).await;
        portal.run_jobs().await;
        let letters = mail::all(portal);
        let missed = letters.iter().filter(|one| one.subject == "Una nota de San Borja para ti");
        assert_eq!(missed.count(), 1, "its dates count: {letters:?}");
    }

    async fn a_sequence_speaks_of_the_dates_of_a_plan_beside_terms_for_another_debt(portal) {
        let case = beside_a_plan(portal).await;
        apply(portal, STEPS, None).await;
        a_day_begins(portal).await;
        night(portal).await;
        portal.run_jobs().await;
        assert_eq!(states(portal, &case).await, one("Cuota", "sent", None));
    }

    async fn what_is_inside_every_limit_waits_all_the_same_and_the_plan_runs_on(portal) {
        let (case, mut browser, plan) = in_a_plan(portal).await;
        let id = propose(&mut browser, &plan).await;
        let made = kept(portal, &id).await;
        let state = made.proposal.state;
        assert!(matches!(state, ProposalState::Waiting { beyond: Beyond::Running, .. }), "{state:?}");
        assert_eq!((made.instead.as_ref(), made.asked_of), (Some(&plan.id), pen(40_000)));
        assert_eq!(only(portal, &case).await.plan.state(), &State::Active);
        let page = browser.get(&routes::proposal(&id)).await.body;
        assert!(page.contains("Mientras tanto tu plan sigue igual, con las mismas fechas."), "{page}");
        // The plan's letters do not rest: its dates count.
        let mut conn = portal.portal.store.read().await.expect("a connection");
        let held = store::held_until(&mut conn, &portal.clinic, &case).await.expect("asked");
        assert_eq!(held, None);
        // A second form leads to the first one.
        drop(conn);
        let again = browser.get(&routes::propose_instead(&plan.id)).await;
        assert_eq!(again.location, Some(routes::proposal(&id)));
    }

    async fn a_yes_that_is_agreed_on_takes_the_place_of_the_plan(portal) {
        let (case, mut browser, plan) = in_a_plan(portal).await;
        let id = propose(&mut browser, &plan).await;
        pay(portal, &case, 10_000, "one").await;
        let state = kept(portal, &id).await.proposal.state;
        assert!(matches!(state, ProposalState::Waiting { .. }), "a payment closes nothing: {state:?}");
        let mut owner = owner(portal).await;
        let page = owner.get(&routes::team_proposal(&id)).await.body;
        assert!(page.contains("Tomaría el lugar del plan del 24 de noviembre."), "{page}");
        assert_eq!(accept(&mut owner, &id).await.status, 303);
        assert_eq!(plans(portal, &case).await.len(), 1, "a yes alone changes no plan");
        let page = browser.get(&routes::accept_proposal(&id)).await.body;
        assert!(page.contains("toma el lugar del que se aceptó el 24 de noviembre de 2026"), "{page}");
        assert_eq!(agree(&mut browser, &id).await.status, 303);
        let all = plans(portal, &case).await;
        let [old, new] = all.as_slice() else { panic!("{all:?}") };
        assert!(matches!(old.plan.state(), State::Renegotiated { into, .. } if *into == new.id));
        assert_eq!((new.plan.state(), new.plan.open()), (&State::Active, Ok(pen(30_000))));
        assert_eq!(new.plan.parts().iter().filter(|part| part.number > 0).count(), 6);
        assert_eq!(portal.owed(&case).await, 30_000);
        books::agree(portal).await;
    }

    async fn a_no_leaves_the_plan_as_it_is(portal) {
        let (case, mut browser, plan) = in_a_plan(portal).await;
        let id = propose(&mut browser, &plan).await;
        let mut owner = owner(portal).await;
        let page = owner.get(&routes::team_proposal(&id)).await.body;
        let fields = crate::agreed::hidden(&page, &routes::team_proposal_refuse(&id));
        let mut fields: Vec<_> = fields.iter().map(|(name, value)| (&**name, &**value)).collect();
        fields.push(("note", "Así como está, va bien."));
        assert_eq!(owner.post(&routes::team_proposal_refuse(&id), &fields).await.status, 303);
        let page = browser.get(&routes::proposal(&id)).await.body;
        assert!(page.contains(&routes::plan(&plan.id)), "{page}");
        let after = only(portal, &case).await;
        assert_eq!((after.id, after.plan.state()), (plan.id, &State::Active));
    }

    async fn terms_for_a_plan_that_was_paid_off_wait_for_nobody(portal) {
        let (case, mut browser, plan) = in_a_plan(portal).await;
        let id = propose(&mut browser, &plan).await;
        pay(portal, &case, 40_000, "all").await;
        let state = kept(portal, &id).await.proposal.state;
        assert!(!matches!(state, ProposalState::Waiting { .. }), "{state:?}");
    }

    async fn terms_wait_for_nobody_once_the_day_after_the_last_payment_ends_the_plan(portal) {
        let (case, _) = portal.debt(pen(40_000)).await;
        let grace = "grace_days = 3\n";
        let rewarded = PROPOSALS.replace(grace, &format!("{grace}reward_percent = \"2\"\n"));
        offer(portal, &rewarded).await;
        let mut browser = again(portal, &case).await;
        let page = browser.get(FOUR).await.body;
        tick(&mut browser, &page).await;
        let id = propose(&mut browser, &only(portal, &case).await).await;
        for (amount, key) in [(30_000, "three"), (9_200, "the last, less its reward")] {
            pay(portal, &case, amount, key).await;
        }
        let plan = only(portal, &case).await;
        assert!(matches!(plan.plan.state(), State::Paid { .. }), "{:?}", plan.plan.state());
        let state = kept(portal, &id).await.proposal.state;
        assert!(matches!(state, ProposalState::Waiting { .. }), "the plan runs still: {state:?}");
        portal.advance(TimeDelta::days(1)).await;
        a_day_begins(portal).await;
        let plan = only(portal, &case).await;
        assert!(matches!(plan.plan.state(), State::Completed { .. }), "{:?}", plan.plan.state());
        let state = kept(portal, &id).await.proposal.state;
        assert!(!matches!(state, ProposalState::Waiting { .. }), "{state:?}");
        assert_eq!((portal.owed(&case).await, portal.credit(&case).await), (0, 0));
        books::agree(portal).await;
    }

    async fn terms_for_a_plan_that_the_team_ended_are_about_its_debts(portal) {
        let (case, mut browser, plan) = in_a_plan(portal).await;
        let id = propose(&mut browser, &plan).await;
        let form = Form { key: FormKey::fresh(&portal.portal), drawn: plan.events, who: "ana".into() };
        let of = (&case, &plan.id);
        let ended = change::cancel(&portal.portal, &portal.clinic, of, ("Lo pidió.", &form)).await;
        assert!(matches!(ended, Ok(Outcome::Done(_))), "{ended:?}");
        let state = kept(portal, &id).await.proposal.state;
        assert!(matches!(state, ProposalState::Waiting { .. }), "{state:?}");
    }

    async fn nobody_proposes_in_the_place_of_a_strangers_plan(portal) {
        let (_, _, plan) = in_a_plan(portal).await;
        let (_, mut stranger) = debtor(portal).await;
        let path = routes::propose_instead(&plan.id);
        assert_eq!(stranger.get(&path).await.status, 404);
        let fields = [("plan", plan.id.as_str()), ("key", "0192f0c8000070008000000000000001"), ("do", "send")];
        assert_eq!(stranger.post("/proponer", &fields).await.status, 404);
    }
}
