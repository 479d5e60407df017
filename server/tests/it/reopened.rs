//! A plan that broke by a miss that was none: an owner lets it run again, and everything that its end had done
//! is turned back. Any other stays broken.

use app::creditor::Role;
use app::routes;
use chrono::TimeDelta;
use domain::ids::CaseId;
use domain::plan::{Extra, PlanRefusal, Standing, State};
use reqwest::StatusCode;
use serde_json::json;
use server::store::payment;
use server::store::plan::Kept;
use server::use_cases::form_key::FormKey;
use server::use_cases::late;
use server::use_cases::payment::elsewhere::{self, Recorded};
use server::use_cases::payment::start::{self, Next, Wish};
use server::use_cases::payment::transfer::{self, Seen};
use server::use_cases::payment::waiver;
use server::use_cases::plan::change::{Form, Outcome};
use server::use_cases::plan::reopen;

use crate::agreed::{FOUR, debtor_who_owes, plans, tick};
use crate::autopay::of_plan;
use crate::books;
use crate::discounts::waived;
use crate::engine::on_both_engines;
use crate::instalments::{a_day_begins, only, standings};
use crate::payments::part;
use crate::plan_returns::{by_card, take};
use crate::portal::{TestPortal, pen};
use crate::team::sign_in;
use crate::ways_out::{POLICY, offer};
use crate::{links, mail};

/// A form's key, as a page of ours has it.
const KEY: &str = "0192f0c8000070008000000000000001";

/// A plan that costs 36 % a year, and 12 % a year for who pays late.
const WITH_COST: &str = r#"
name = "Pacientes"
[late]
yearly = "12"
[[segment]]
name = "Todos"
[segment.plan]
instalments = { from = 2, to = 6 }
frequencies = ["monthly"]
least = "50.00"
yearly = "36"
first_within = 15
longest_days = 200
grace_days = 3
misses = 1
restores = "given-up-and-interest"
"#;

/// The first miss breaks a plan.
fn strict() -> String {
    POLICY.replace("misses = 2", "misses = 1")
}

/// A debtor who owes 400.00 and has agreed to four instalments under `policy`, the first one due today.
async fn agreed(portal: &mut TestPortal, policy: &str) -> CaseId {
    let (case, mut browser) = debtor_who_owes(portal, 40_000).await;
    offer(portal, policy).await;
    let page = browser.get(FOUR).await.body;
    tick(&mut browser, &page).await;
    case
}

/// Lets the first grace end: what nobody has paid is missed, for all that is known.
async fn grace_ends(portal: &TestPortal, case: &CaseId) {
    portal.advance(TimeDelta::days(4)).await;
    a_day_begins(portal).await;
    assert!(is_broken(portal, case).await);
}

async fn is_broken(portal: &TestPortal, case: &CaseId) -> bool {
    matches!(only(portal, case).await.plan.state(), State::Broken { .. })
}

/// Cash of that day, which the clinic writes down now.
async fn cash(portal: &TestPortal, case: &CaseId, minor: i64, received_on: &str) {
    let new = Recorded {
        amount: pen(minor),
        received_on: received_on.parse().expect("a day"),
        debt: None,
        note: String::new(),
        who: "ana".into(),
        key: format!("{minor} of {received_on}"),
    };
    elsewhere::record(&portal.portal, &portal.clinic, case, &new).await.expect("recorded");
}

async fn reopened(portal: &TestPortal, case: &CaseId) -> Outcome {
    let kept = plans(portal, case).await.into_iter().next().expect("a plan");
    let key = FormKey::fresh(&portal.portal);
    let form = Form { key, drawn: kept.events, who: "olga".to_owned() };
    let of = (case, &kept.id);
    let done = reopen::reopen(&portal.portal, &portal.clinic, of, ("era a tiempo", &form)).await;
    done.expect("asked")
}

on_both_engines! {
    async fn an_owner_lets_a_plan_run_again_that_broke_by_a_miss_that_was_none(portal) {
        let case = agreed(portal, &strict()).await;
        grace_ends(portal, &case).await;
        let (id, clinic) = (only(portal, &case).await.id, portal.clinic.clone());
        let mut ana = sign_in(portal, &clinic, ("ana@example.pe", Role::Agent)).await;
        let mut olga = sign_in(portal, &clinic, ("olga@example.pe", Role::Owner)).await;
        let (page, path) = (routes::team_case(&case), routes::team_case_plan_reopen(&case, &id));
        assert!(!olga.get(&page).await.body.contains(&path), "it was missed, for all we know");
        cash(portal, &case, 10_000, "2026-11-26").await;
        assert!(is_broken(portal, &case).await);
        let seen = ana.get(&page).await.body;
        assert!(!seen.contains(&path) && seen.contains("persona titular"), "{seen}");
        let seen = olga.get(&page).await.body;
        assert!(seen.contains(&path) && seen.contains("name=\"drawn\" value=\"2\""), "{seen}");
        let form = [("key", KEY), ("drawn", "2"), ("reason", "Pagó en caja el 26 <b>")];
        assert_eq!(ana.post(&path, &form).await.status, StatusCode::FORBIDDEN);
        let empty = olga.post(&path, &[("key", KEY), ("drawn", "2"), ("reason", " ")]).await;
        assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
        for _ in 0..2 {
            let done = olga.post(&path, &form).await;
            let done = olga.follow(done).await;
            for words in ["Plan reabierto: sigue como se acordó", "Pagó en caja el 26 &lt;b"] {
                assert!(done.body.contains(words), "{words}: {}", done.body);
            }
            assert!(!done.body.contains(&path), "it runs");
        }
        let kept = only(portal, &case).await;
        assert_eq!((kept.plan.state(), standings(&kept)[0]), (&State::Active, Standing::OnTime));
        assert!(kept.plan.is_on_track("2026-11-28".parse().expect("a day")), "the reward stands");
        assert_eq!((portal.owed(&case).await, kept.plan.open()), (30_000, Ok(pen(30_000))));
        let mut debtor = links::enter_again(portal, &case).await;
        let plan = debtor.get(&format!("/plan/{id}")).await.body;
        assert!(plan.contains("si sigues a tiempo"), "{plan}");
        portal.run_jobs().await;
        let letters = mail::all(portal);
        let told = |words: &str| letters.iter().filter(|one| one.text.contains(words)).count();
        assert_eq!(told("Tu plan sigue como lo acordaste"), 1, "{letters:?}");
        assert_eq!(told("porque quedaron fechas sin pagar"), 0, "{letters:?}");
        books::agree(portal).await;
    }

    async fn what_breaking_did_is_turned_back_and_done_again_by_the_next_end(portal) {
        let case = agreed(portal, WITH_COST).await;
        grace_ends(portal, &case).await;
        assert!(waived(portal, &case).await > 0, "the cost of days that are not used");
        let before = portal.owed(&case).await;
        portal.advance(TimeDelta::days(10)).await;
        late::month_ends(&portal.portal, &portal.clinic).await.expect("it ends");
        assert!(portal.owed(&case).await > before, "interest for paying late");
        let first = only(portal, &case).await.plan.parts()[0].agreed.minor();
        cash(portal, &case, first, "2026-11-25").await;
        assert!(matches!(reopened(portal, &case).await, Outcome::Done(_)));
        let kept = only(portal, &case).await;
        assert_eq!((kept.plan.state(), standings(&kept)[0]), (&State::Active, Standing::OnTime));
        assert_eq!(kept.plan.open(), Ok(pen(portal.owed(&case).await)), "what was agreed is owed");
        books::agree(portal).await;
        // It breaks once more, truly: the second date is not paid.
        portal.advance(TimeDelta::days(30)).await;
        a_day_begins(portal).await;
        let kept = only(portal, &case).await;
        let end = kept.plan.after_end().expect("fits").expect("it broke");
        assert!(!end.cost_dropped.is_zero());
        let left = kept.plan.open().and_then(|open| open.checked_sub(end.cost_dropped));
        assert_eq!(left, Ok(pen(portal.owed(&case).await)), "the cost that is left is dropped again");
        books::agree(portal).await;
    }

    async fn dates_that_came_while_it_was_broken_come_again_one_by_one(portal) {
        let case = agreed(portal, &strict()).await;
        grace_ends(portal, &case).await;
        cash(portal, &case, 10_000, "2026-11-26").await;
        portal.advance(TimeDelta::days(62)).await;
        assert!(matches!(reopened(portal, &case).await, Outcome::Done(_)));
        let kept = only(portal, &case).await;
        let days: Vec<_> = kept.plan.parts().iter().map(|part| part.due_on.to_string()).collect();
        assert_eq!(days, ["2026-11-24", "2027-02-24", "2027-03-24", "2027-04-26"]);
        a_day_begins(portal).await;
        assert_eq!(only(portal, &case).await.plan, kept.plan, "nothing is missed");
        portal.run_jobs().await;
        let letters = mail::all(portal);
        let told = letters.iter().find(|one| one.text.contains("Tu plan sigue como lo acordaste"));
        let told = &told.expect("a letter").text;
        assert!(told.contains("24 de febrero") && !told.contains("24 de diciembre"), "{told}");
        let clinic = portal.clinic.clone();
        let mut ana = sign_in(portal, &clinic, ("ana@example.pe", Role::Agent)).await;
        let page = ana.get(&routes::team_case(&case)).await.body;
        assert!(page.contains("Fechas nuevas tras reabrirlo"), "{page}");
        books::agree(portal).await;
    }

    async fn a_plan_that_is_reopened_and_paid_waives_what_was_agreed(portal) {
        let (case, mut browser) = debtor_who_owes(portal, 60_000).await;
        let page = browser.get("/opciones/aceptar?currency=PEN&way=settlement-3").await.body;
        tick(&mut browser, &page).await;
        grace_ends(portal, &case).await;
        // All that was owed came in time: more than the 360.00 that were agreed.
        cash(portal, &case, 60_000, "2026-11-25").await;
        assert_eq!((portal.owed(&case).await, portal.credit(&case).await), (0, 0));
        assert!(matches!(reopened(portal, &case).await, Outcome::Done(_)));
        let kept = only(portal, &case).await;
        assert!(matches!(kept.plan.state(), State::Completed { .. }), "{:?}", kept.plan.state());
        assert_eq!((portal.owed(&case).await, portal.credit(&case).await), (0, 24_000));
        assert_eq!(waived(portal, &case).await, 24_000);
        books::agree(portal).await;
    }

    async fn a_plan_that_was_paid_off_in_time_by_a_slow_transfer_is_reopened_and_completed(portal) {
        let (case, mut browser) = debtor_who_owes(portal, 60_000).await;
        let page = browser.get("/opciones/aceptar?currency=PEN&way=settlement-3").await.body;
        tick(&mut browser, &page).await;
        let Kept { id, debts, .. } = only(portal, &case).await;
        let wish = Wish { debts, plan: Some((id, Extra::Next)), ..part(36_000) };
        let visit = portal.visit(&case).await;
        let next = start::by_transfer(&portal.portal, &visit, &wish, "es").await.expect("asked");
        let Next::Transfer(made) = next else { panic!("no transfer: {next:?}") };
        grace_ends(portal, &case).await;
        let received_on = "2026-11-28".parse().expect("a day");
        let seen = Seen { amount: pen(36_000), received_on, who: "ana".to_owned() };
        transfer::confirm(&portal.portal, &portal.clinic, &made, &seen).await.expect("seen");
        assert_eq!((portal.owed(&case).await, waived(portal, &case).await), (0, 24_000));
        assert!(is_broken(portal, &case).await);
        assert!(matches!(reopened(portal, &case).await, Outcome::Done(_)));
        let kept = only(portal, &case).await;
        assert!(matches!(kept.plan.state(), State::Completed { .. }), "{:?}", kept.plan.state());
        assert_eq!((portal.owed(&case).await, portal.credit(&case).await), (0, 0));
        let mut conn = portal.portal.store.read().await.expect("a connection");
        let paid = payment::of_case(&mut conn, &portal.clinic, &case).await.expect("payments");
        let told = waiver::given_up_with(&mut conn, &portal.clinic, &paid[0]).await.expect("asked");
        assert_eq!(told.map(|(amount, _)| amount), Some(pen(24_000)), "told once");
        drop(conn);
        books::agree(portal).await;
    }

    async fn money_that_a_bank_gave_back_reopens_what_broke_without_it(portal) {
        let case = agreed(portal, &strict()).await;
        let (_, session) = by_card(portal, &case, of_plan(portal, &case, 10_000).await).await;
        let dispute = take(portal, &session).await;
        grace_ends(portal, &case).await;
        portal.stripe.control(&format!("disputes/{dispute}/win"), &json!({})).await;
        portal.settle_all().await;
        assert!(is_broken(portal, &case).await);
        assert!(matches!(reopened(portal, &case).await, Outcome::Done(_)));
        let kept = only(portal, &case).await;
        assert_eq!((kept.plan.state(), standings(&kept)[0]), (&State::Active, Standing::OnTime));
        assert_eq!((portal.owed(&case).await, kept.plan.open()), (30_000, Ok(pen(30_000))));
        books::agree(portal).await;
    }

    async fn money_that_left_and_came_back_since_is_paid_once(portal) {
        let case = agreed(portal, &strict()).await;
        let (_, session) = by_card(portal, &case, of_plan(portal, &case, 10_000).await).await;
        // The second date is 24 December.
        portal.advance(TimeDelta::days(34)).await;
        a_day_begins(portal).await;
        assert!(is_broken(portal, &case).await);
        let dispute = take(portal, &session).await;
        portal.stripe.control(&format!("disputes/{dispute}/win"), &json!({})).await;
        portal.settle_all().await;
        let refused = Outcome::Refused(PlanRefusal::StaysBroken);
        assert_eq!(reopened(portal, &case).await, refused, "it pays the first date alone");
        cash(portal, &case, 10_000, "2026-12-26").await;
        assert!(matches!(reopened(portal, &case).await, Outcome::Done(_)));
        let kept = only(portal, &case).await;
        assert_eq!(standings(&kept)[..2], [Standing::OnTime; 2]);
        assert_eq!((portal.owed(&case).await, kept.plan.open()), (20_000, Ok(pen(20_000))));
        books::agree(portal).await;
    }

    async fn a_plan_stays_broken_where_nothing_in_time_pays_what_was_missed(portal) {
        let (late, less) = (agreed(portal, &strict()).await, agreed(portal, &strict()).await);
        grace_ends(portal, &late).await;
        for (case, minor, received_on) in [(late, 10_000, "2026-11-28"), (less, 9_999, "2026-11-27")] {
            cash(portal, &case, minor, received_on).await;
            let refused = Outcome::Refused(PlanRefusal::StaysBroken);
            assert_eq!(reopened(portal, &case).await, refused, "{minor} of {received_on}");
            assert!(is_broken(portal, &case).await);
        }
        books::agree(portal).await;
    }

    async fn a_plan_whose_debts_are_in_another_one_stays_broken(portal) {
        let case = agreed(portal, &strict()).await;
        grace_ends(portal, &case).await;
        cash(portal, &case, 10_000, "2026-11-26").await;
        let mut browser = links::enter_again(portal, &case).await;
        let other = FOUR.replace("first=2026-11-24&first_on=", "first=other&first_on=2026-11-30");
        let page = browser.get(&other).await.body;
        tick(&mut browser, &page).await;
        assert_eq!(plans(portal, &case).await.len(), 2);
        let refused = Outcome::Refused(PlanRefusal::StaysBroken);
        assert_eq!(reopened(portal, &case).await, refused);
        books::agree(portal).await;
    }

    async fn what_went_back_since_keeps_a_plan_from_being_reopened(portal) {
        let case = agreed(portal, &strict()).await;
        grace_ends(portal, &case).await;
        cash(portal, &case, 10_000, "2026-11-26").await;
        let mut conn = portal.portal.store.read().await.expect("a connection");
        let paid = payment::of_case(&mut conn, &portal.clinic, &case).await.expect("payments");
        drop(conn);
        let of = (&case, &paid[0].id);
        elsewhere::reverse(&portal.portal, &portal.clinic, of, ("otro caso", "ana")).await.expect("undone");
        assert_eq!(reopened(portal, &case).await, Outcome::Refused(PlanRefusal::StaysBroken));
        // Written down again, it counts.
        cash(portal, &case, 10_000, "2026-11-27").await;
        assert!(matches!(reopened(portal, &case).await, Outcome::Done(_)));
        assert_eq!(standings(&only(portal, &case).await)[0], Standing::OnTime);
        books::agree(portal).await;
    }
}
