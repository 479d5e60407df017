//! Terms that debtors propose: accepted at once inside the limits, else answered by the team in its time.

use app::creditor::Role;
use app::routes;
use chrono::TimeDelta;
use domain::ids::{CaseId, ProposalId};
use domain::plan::State;
use domain::proposal::{By, ProposalState};
use server::store::proposal::{self, After, Kept};
use server::use_cases::access_link::{self as links_use, Outcome};
use server::use_cases::payment::elsewhere::{self, Recorded};

use crate::agreed::{FOUR, hidden, plans, tick};
use crate::browser::{Browser, Page};
use crate::engine::on_both_engines;
use crate::portal::{TestPortal, pen};
use crate::team::sign_in;
use crate::ways_out::offer;
use crate::world::everything;
use crate::{books, links, mail};

/// Up to eight instalments from 60.00 on, of which a tenth may be given up, are accepted at once.
pub const PROPOSALS: &str = r#"
name = "Pacientes"
[[segment]]
name = "Todos"
[segment.plan]
instalments = { from = 2, to = 6 }
frequencies = ["twice-a-month", "monthly"]
least = "50.00"
first_within = 15
longest_days = 200
grace_days = 3
misses = 2
restores = "nothing"
[segment.proposals]
instalments = 8
least = "60.00"
given_up = "10"
within_days = 300
answer_hours = 48
"#;

/// All of 400.00 in four instalments.
const INSIDE: [(&str, &str); 2] = [("pay", "400.00"), ("parts", "4")];

/// A quarter is to be given up.
pub const OUTSIDE: [(&str, &str); 2] = [("pay", "300.00"), ("parts", "3")];

/// A debtor who owes 400.00 under the policy, inside by a link that no message brought.
pub async fn debtor(portal: &mut TestPortal) -> (CaseId, Browser) {
    let (case, _) = portal.debt(pen(40_000)).await;
    offer(portal, PROPOSALS).await;
    let browser = again(portal, &case).await;
    (case, browser)
}

/// The same debtor in a new session.
pub async fn again(portal: &TestPortal, case: &CaseId) -> Browser {
    let (_, token) = portal.link(case).await;
    links::enter_by(portal, token.reveal()).await
}

/// An owner of the clinic, signed in.
pub async fn owner(portal: &TestPortal) -> Browser {
    sign_in(portal, &portal.clinic.clone(), ("olga@example.pe", Role::Owner)).await
}

/// Fills the form of `page` in and presses a button.
pub async fn press(browser: &mut Browser, page: &Page, fields: &[(&str, &str)], act: &str) -> Page {
    let hidden = hidden(&page.body, "/proponer");
    let mut all: Vec<_> = hidden.iter().map(|(name, value)| (&**name, &**value)).collect();
    all.extend([("by", "parts"), ("rhythm", "monthly"), ("payday", ""), ("first", "2026-11-30")]);
    all.extend_from_slice(fields);
    all.push(("do", act));
    browser.post("/proponer", &all).await
}

async fn form(browser: &mut Browser) -> Page {
    let page = browser.get("/proponer?currency=PEN").await;
    assert_eq!(page.status, 200, "{:?} {}", page.location, page.body);
    page
}

async fn propose(browser: &mut Browser, fields: &[(&str, &str)]) -> String {
    let page = form(browser).await;
    let sent = press(browser, &page, fields, "send").await;
    sent.location.unwrap_or_else(|| panic!("{} {}", sent.status, sent.body))
}

/// Proposes what waits, and gives its id.
pub async fn wait(browser: &mut Browser, fields: &[(&str, &str)]) -> ProposalId {
    let location = propose(browser, fields).await;
    let id = location.strip_prefix("/propuesta/").expect("it waits");
    id.parse().expect("an id")
}

/// The proposal as it stands.
pub async fn kept(portal: &TestPortal, id: &ProposalId) -> Kept {
    let mut conn = portal.portal.store.read().await.expect("a connection");
    proposal::find(&mut conn, &portal.clinic, id).await.expect("it reads").expect("there")
}

/// The mark of the proposal's page.
async fn seen(browser: &mut Browser, id: &ProposalId) -> String {
    let page = browser.get(&routes::team_proposal(id)).await;
    assert_eq!(page.status, 200, "{}", page.body);
    let fields = hidden(&page.body, &routes::team_proposal_counter(id));
    fields.into_iter().find(|(name, _)| name == "seen").expect("a mark").1
}

/// The team says yes.
pub async fn accept(browser: &mut Browser, id: &ProposalId) -> Page {
    let seen = seen(browser, id).await;
    browser.post(&routes::team_proposal_accept(id), &[("seen", &*seen)]).await
}

/// Names five instalments of everything.
pub async fn counter(browser: &mut Browser, id: &ProposalId, pay: &str) -> Page {
    let seen = seen(browser, id).await;
    let fields = [
        ("seen", &*seen),
        ("pay", pay),
        ("parts", "5"),
        ("rhythm", "monthly"),
        ("first_on", "2026-11-30"),
        ("until", "2026-12-01"),
        ("note", "Con cinco cuotas, sí."),
    ];
    browser.post(&routes::team_proposal_counter(id), &fields).await
}

/// Agrees to what a proposal became.
pub async fn agree(browser: &mut Browser, id: &ProposalId) -> Page {
    let page = browser.get(&routes::accept_proposal(id)).await;
    assert_eq!(page.status, 200, "{:?} {}", page.location, page.body);
    tick(browser, &page.body).await
}

async fn count(portal: &TestPortal) -> i64 {
    books::number(portal, "select cast(count(*) as bigint) from proposals").await
}

on_both_engines! {
    async fn inside_the_limits_it_is_accepted_at_once_and_becomes_a_plan(portal) {
        let (case, mut browser) = debtor(portal).await;
        let location = propose(&mut browser, &INSIDE).await;
        let page = browser.get(&location).await;
        assert!(page.body.contains("4 cuotas de S/\u{a0}100.00"), "{}", page.body);
        let agreed = tick(&mut browser, &page.body).await;
        let plan = plans(portal, &case).await.pop().expect("a plan");
        assert_eq!(agreed.location, Some(routes::plan(&plan.id)));
        assert_eq!(plan.plan.state(), &State::Active);
        assert_eq!(plan.plan.open().expect("one currency"), pen(40_000));
        let id = location.rsplit('=').next().expect("an id").parse().expect("an id");
        let kept = kept(portal, &id).await;
        assert_eq!(kept.after, After::Planned(plan.id.clone()));
        assert!(matches!(kept.proposal.state, ProposalState::Accepted { by: By::Policy, .. }));
        // Its page, and that of its agreement, lead to the plan.
        let page = browser.get(&routes::proposal(&id)).await;
        assert!(page.body.contains(&routes::plan(&plan.id)), "{}", page.body);
        let late = browser.get(&location).await;
        assert_eq!(late.location, Some(routes::plan(&plan.id)));
    }

    async fn outside_the_limits_it_waits_and_the_team_is_told(portal) {
        let (case, mut browser) = debtor(portal).await;
        let mut olga = owner(portal).await;
        let id = wait(&mut browser, &OUTSIDE).await;
        let page = browser.get(&routes::proposal(&id)).await;
        assert!(page.body.contains("tiene tu propuesta"), "{}", page.body);
        assert!(page.body.contains("Al momento se perdonan hasta S/\u{a0}40.00"), "{}", page.body);
        assert!(browser.get("/cuenta").await.body.contains(&routes::proposal(&id)));
        portal.run_jobs().await;
        let letter = mail::to(portal, "olga@example.pe").pop().expect("a letter");
        assert_eq!(letter.subject.replace('\u{a0}', " "), "Nueva propuesta: S/ 300.00");
        for (path, words) in [
            (routes::pattern::TEAM_HOME.to_owned(), "1 propuesta por responder"),
            (routes::pattern::TEAM_PROPOSALS.to_owned(), "Quedan 48 horas"),
            (routes::team_case(&case), "Propuesta recibida"),
            (routes::team_case(&case), "Hay una propuesta por responder"),
            (routes::team_proposal(&id), "Fuera del límite"),
        ] {
            let page = olga.get(&path).await;
            assert!(page.body.contains(words), "{path}: {words} {}", page.body);
        }
    }

    async fn a_form_that_does_not_read_comes_back_and_keeps_nothing(portal) {
        let (_, mut browser) = debtor(portal).await;
        for (wrong, field) in [
            (("pay", "x"), "pay"),
            (("pay", "400.01"), "pay"),
            (("pay", "0"), "pay"),
            (("parts", "0"), "parts"),
            (("parts", "121"), "parts"),
            (("first", "ayer"), "first_on"),
            (("first", "2026-11-01"), "first"),
            (("first", "9999-01-01"), "first_on"),
            (("income", "mucho"), "income"),
        ] {
            for act in ["see", "send"] {
                let page = form(&mut browser).await;
                let mut fields = INSIDE.to_vec();
                fields.retain(|(name, _)| *name != wrong.0);
                fields.push(wrong);
                let hidden = hidden(&page.body, "/proponer");
                let mut all: Vec<_> = hidden.iter().map(|(n, v)| (&**n, &**v)).collect();
                all.extend([("by", "parts"), ("rhythm", "monthly"), ("do", act)]);
                all.extend(fields);
                let back = browser.post("/proponer", &all).await;
                assert_eq!(back.status, 422, "{wrong:?}");
                assert!(back.body.contains(&format!("id=\"{field}-problem\"")), "{wrong:?}");
            }
        }
        assert_eq!(count(portal).await, 0);
    }

    async fn counting_what_can_be_afforded_keeps_nothing_and_sending_seals_it(portal) {
        let (_, mut browser) = debtor(portal).await;
        let mut olga = owner(portal).await;
        let household = [("income", "1500"), ("rent", "500"), ("people", "2")];
        let words = [("words", "Me pagan a fin de mes"), ("share", "yes")];
        let all: Vec<_> = OUTSIDE.into_iter().chain(household).chain(words).collect();
        let page = form(&mut browser).await;
        let counted = press(&mut browser, &page, &all, "see").await;
        assert_eq!(counted.status, 200);
        assert!(counted.body.contains("lo prudente es pagar S/\u{a0}500.00"), "{}", counted.body);
        assert_eq!(count(portal).await, 0);
        let sent = press(&mut browser, &counted, &all, "send").await;
        let id = sent.location.expect("it waits").replace("/propuesta/", "").parse().expect("an id");
        for rows in everything(&portal.portal.store).await.into_values() {
            assert!(rows.iter().all(|row| !row.contains("fin de mes") && !row.contains("income")));
        }
        let page = olga.get(&routes::team_proposal(&id)).await;
        for said in ["Me pagan a fin de mes", "Las cifras de su hogar", "S/\u{a0}1,500.00"] {
            assert!(page.body.contains(said), "{said}: {}", page.body);
        }
    }

    async fn other_terms_are_offered_accepted_and_paid_as_a_plan(portal) {
        let (case, mut browser) = debtor(portal).await;
        let mut olga = owner(portal).await;
        let id = wait(&mut browser, &OUTSIDE).await;
        portal.run_jobs().await;
        assert_eq!(counter(&mut olga, &id, "400.00").await.status, 303);
        portal.run_jobs().await;
        let letter = mail::all(portal).pop().expect("a letter");
        assert!(letter.text.contains("Te proponemos otra cosa"), "{}", letter.text);
        assert!(!letter.text.contains("cinco cuotas"), "{}", letter.text);
        let mut browser = links::enter_by(portal, &letter.token()).await;
        let page = browser.get(&routes::proposal(&id)).await;
        for said in ["te propone otra cosa", "Con cinco cuotas, sí.", "5 cuotas de S/\u{a0}80.00"] {
            assert!(page.body.contains(said), "{said}: {}", page.body);
        }
        assert_eq!(agree(&mut browser, &id).await.status, 303);
        let plan = plans(portal, &case).await.pop().expect("a plan");
        assert_eq!(plan.plan.parts().len(), 5);
        let kept = kept(portal, &id).await;
        assert_eq!(kept.after, After::Planned(plan.id));
        assert!(matches!(kept.proposal.state, ProposalState::Accepted { by: By::Debtor, .. }));
        pay(portal, &case, 8_000).await;
        assert_eq!(portal.owed(&case).await, 32_000);
        books::agree(portal).await;
    }

    async fn a_refusal_is_shown_with_its_words_as_words(portal) {
        let (_, mut browser) = debtor(portal).await;
        let mut olga = owner(portal).await;
        let id = wait(&mut browser, &OUTSIDE).await;
        let mark = seen(&mut olga, &id).await;
        let path = routes::team_proposal_refuse(&id);
        let empty = olga.post(&path, &[("seen", &*mark), ("note", " ")]).await;
        assert_eq!(empty.status, 422, "a refusal says why");
        let note = "No <script>alert(1)</script>\"'&";
        let refused = olga.post(&path, &[("seen", &*mark), ("note", note)]).await;
        assert_eq!(refused.status, 303);
        let page = browser.get(&routes::proposal(&id)).await;
        assert!(page.body.contains("no aceptó esta propuesta"), "{}", page.body);
        assert!(page.body.contains("&lt;script") && !page.body.contains("<script>alert"));
        assert!(page.body.contains("/proponer?currency=PEN"), "another one can be made");
        portal.run_jobs().await;
        let letter = mail::all(portal).pop().expect("a letter");
        assert!(letter.text.contains("Esta vez no pudimos aceptarlo"), "{}", letter.text);
        wait(&mut browser, &OUTSIDE).await;
        assert_eq!(count(portal).await, 2);
    }

    async fn who_is_not_answered_in_time_is_told_so(portal) {
        let (case, mut browser) = debtor(portal).await;
        let id = wait(&mut browser, &OUTSIDE).await;
        portal.run_jobs().await;
        portal.advance(TimeDelta::hours(47)).await;
        portal.run_jobs().await;
        assert!(matches!(kept(portal, &id).await.proposal.state, ProposalState::Waiting { .. }));
        portal.advance(TimeDelta::hours(1)).await;
        // Before the job has come, the page says so already.
        let mut browser = again(portal, &case).await;
        let words = "El plazo de esta propuesta terminó";
        assert!(browser.get(&routes::proposal(&id)).await.body.contains(words));
        portal.run_jobs().await;
        assert!(matches!(kept(portal, &id).await.proposal.state, ProposalState::Expired { .. }));
        assert!(browser.get(&routes::proposal(&id)).await.body.contains(words));
        assert!(browser.get("/cuenta").await.body.contains(words));
        let letter = mail::all(portal).pop().expect("a letter");
        assert!(letter.text.contains("No te respondimos a tiempo"), "{}", letter.text);
        let mut olga = owner(portal).await;
        let page = olga.get(&routes::team_proposal(&id)).await;
        assert!(!page.body.contains("action=\"/panel/propuestas/"), "{}", page.body);
    }

    async fn other_terms_lapse_too(portal) {
        let (case, mut browser) = debtor(portal).await;
        let mut olga = owner(portal).await;
        let id = wait(&mut browser, &OUTSIDE).await;
        counter(&mut olga, &id, "400.00").await;
        portal.run_jobs().await;
        // They stand to the end of the first of December in Lima.
        portal.advance(TimeDelta::hours(24 * 7 + 13)).await;
        portal.run_jobs().await;
        assert!(matches!(kept(portal, &id).await.proposal.state, ProposalState::Countered { .. }));
        portal.advance(TimeDelta::hours(1)).await;
        portal.run_jobs().await;
        assert!(matches!(kept(portal, &id).await.proposal.state, ProposalState::Expired { .. }));
        // It is midnight: nobody asked to be told just now.
        let told = || mail::all(portal).into_iter().filter(|one| one.text.contains("Terminó el plazo"));
        assert_eq!(told().count(), 0);
        portal.advance(TimeDelta::hours(7)).await;
        portal.run_jobs().await;
        assert_eq!(told().count(), 1);
        let mut browser = again(portal, &case).await;
        let late = browser.get(&routes::accept_proposal(&id)).await;
        assert_eq!(late.location, Some(routes::proposal(&id)));
        assert!(plans(portal, &case).await.is_empty());
    }

    async fn a_form_sent_twice_proposes_once_and_one_waits_at_a_time(portal) {
        let (_, mut browser) = debtor(portal).await;
        let page = form(&mut browser).await;
        let one = press(&mut browser, &page, &OUTSIDE, "send").await.location;
        let two = press(&mut browser, &page, &OUTSIDE, "send").await.location;
        assert!(one.is_some() && one == two, "{one:?} {two:?}");
        // Another tab, another key.
        let other = page.body.replace("name=\"key\" value=\"0", "name=\"key\" value=\"1");
        let other = Page { body: other, ..page };
        assert_eq!(press(&mut browser, &other, &OUTSIDE, "send").await.location, one);
        assert_eq!(browser.get("/proponer?currency=PEN").await.location, one);
        assert_eq!(count(portal).await, 1);
        portal.run_jobs().await;
        let told = "select cast(count(*) as bigint) from messages where kind = 'team-proposal'";
        assert_eq!(books::number(portal, told).await, 1);
    }

    async fn somebody_elses_proposal_is_not_there(portal) {
        let (_, mut browser) = debtor(portal).await;
        let id = wait(&mut browser, &OUTSIDE).await;
        let (other, _) = portal.debt(pen(40_000)).await;
        let mut stranger = again(portal, &other).await;
        assert_eq!(stranger.get(&routes::proposal(&id)).await.status, 404);
        assert_eq!(stranger.get(&routes::accept_proposal(&id)).await.status, 404);
        assert_eq!(stranger.post(&routes::proposal_refuse(&id), &[]).await.status, 404);
        let text = id.to_string();
        let key = ("key", "0192f0c8000070008000000000000001");
        let fields = [("proposal", &*text), key, ("agree", "yes"), ("seen", "x")];
        assert_eq!(stranger.post("/opciones/aceptar", &fields).await.status, 404);
        assert!(matches!(kept(portal, &id).await.proposal.state, ProposalState::Waiting { .. }));
    }

    async fn an_agent_gives_up_no_more_than_the_policy_and_an_owner_may(portal) {
        let (case, mut browser) = debtor(portal).await;
        let clinic = portal.clinic.clone();
        let mut ana = sign_in(portal, &clinic, ("ana@example.pe", Role::Agent)).await;
        let mut olga = owner(portal).await;
        let id = wait(&mut browser, &OUTSIDE).await;
        let page = ana.get(&routes::team_proposal(&id)).await;
        assert!(page.body.contains("Perdona más que los S/\u{a0}40.00"), "{}", page.body);
        assert!(!page.body.contains(&routes::team_proposal_accept(&id)));
        assert_eq!(accept(&mut ana, &id).await.status, 403);
        let little = counter(&mut ana, &id, "359.99").await;
        assert_eq!(little.status, 422);
        assert!(little.body.contains("Lo mínimo aquí es S/\u{a0}360.00"), "{}", little.body);
        assert_eq!(kept(portal, &id).await.events, 1, "nothing was answered");
        assert_eq!(accept(&mut olga, &id).await.status, 303);
        assert_eq!(agree(&mut browser, &id).await.status, 303);
        let plan = plans(portal, &case).await.pop().expect("a plan");
        assert_eq!(plan.plan.agreement().given_up, pen(10_000));
        assert_eq!(portal.owed(&case).await, 40_000, "waived only when the rest is paid");
    }

    async fn what_is_paid_while_it_waits_counts_and_is_said(portal) {
        let (case, mut browser) = debtor(portal).await;
        let mut olga = owner(portal).await;
        let id = wait(&mut browser, &OUTSIDE).await;
        let old = seen(&mut olga, &id).await;
        pay(portal, &case, 5_000).await;
        let late = olga.post(&routes::team_proposal_accept(&id), &[("seen", &*old)]).await;
        let late = olga.follow(late).await;
        assert!(late.body.contains("Cambió mientras tanto y no se hizo nada"), "{}", late.body);
        assert!(late.body.contains("ahora hay S/\u{a0}350.00"), "{}", late.body);
        assert_eq!(kept(portal, &id).await.events, 1);
        assert_eq!(accept(&mut olga, &id).await.status, 303);
        let page = browser.get(&routes::proposal(&id)).await;
        assert!(page.body.contains("hoy son S/\u{a0}350.00"), "{}", page.body);
        let page = browser.get(&routes::accept_proposal(&id)).await;
        assert_eq!(page.status, 200);
        assert!(page.body.contains("Algo cambió desde que lo viste"), "{}", page.body);
        // Once more something is paid: what the page shows is no longer so.
        pay(portal, &case, 1_000).await;
        let stale = tick(&mut browser, &page.body).await;
        assert_eq!(stale.status, 409);
        assert!(plans(portal, &case).await.is_empty());
        assert_eq!(tick(&mut browser, &stale.body).await.status, 303);
        let plan = plans(portal, &case).await.pop().expect("a plan");
        assert_eq!(plan.plan.agreement().given_up, pen(10_000), "as much as was asked for");
        assert_eq!(plan.plan.agreement().total().expect("one currency"), pen(24_000));
        books::agree(portal).await;
    }

    async fn of_two_answers_at_once_one_counts(portal) {
        let (_, mut browser) = debtor(portal).await;
        let clinic = portal.clinic.clone();
        let mut ana = sign_in(portal, &clinic, ("ana@example.pe", Role::Owner)).await;
        let mut olga = owner(portal).await;
        let id = wait(&mut browser, &OUTSIDE).await;
        let mark = seen(&mut olga, &id).await;
        let (yes, no) = (routes::team_proposal_accept(&id), routes::team_proposal_refuse(&id));
        let (for_yes, for_no) = ([("seen", &*mark)], [("seen", &*mark), ("note", "Aún no.")]);
        let (one, two) = tokio::join!(olga.post(&yes, &for_yes), ana.post(&no, &for_no));
        assert_eq!((one.status.as_u16(), two.status.as_u16()), (303, 303), "{} {}", one.body, two.body);
        assert_eq!(kept(portal, &id).await.events, 2);
        let told = "select cast(count(*) as bigint) from messages where kind = 'proposal-news'";
        assert_eq!(books::number(portal, told).await, 1);
        // A double click answers once, and says that it did.
        let mark = format!("{mark} and older");
        let again = olga.post(&yes, &[("seen", &*mark)]).await;
        assert_eq!(again.status, 303);
        assert_eq!(kept(portal, &id).await.events, 2);
    }

    async fn reminders_rest_while_a_proposal_waits(portal) {
        let (case, mut browser) = debtor(portal).await;
        let id = wait(&mut browser, &OUTSIDE).await;
        let send = || links_use::send(&portal.portal, &portal.clinic, &case, "member");
        assert!(matches!(send().await.expect("asked"), Outcome::Refused(_)));
        let back = browser.post(&routes::proposal_refuse(&id), &[]).await;
        assert_eq!(back.location, Some(routes::proposal(&id)));
        assert_eq!(send().await.expect("asked"), Outcome::Queued);
        let page = browser.get(&routes::proposal(&id)).await;
        assert!(page.body.contains("Esta propuesta quedó cerrada"), "{}", page.body);
    }

    async fn another_way_out_closes_what_was_proposed(portal) {
        let (case, mut browser) = debtor(portal).await;
        let id = wait(&mut browser, &OUTSIDE).await;
        let page = browser.get(FOUR).await;
        assert_eq!(tick(&mut browser, &page.body).await.status, 303);
        assert_eq!(plans(portal, &case).await.len(), 1);
        let state = kept(portal, &id).await.proposal.state;
        assert!(matches!(state, ProposalState::Refused { by: By::Debtor, .. }), "{state:?}");
        let mut olga = owner(portal).await;
        let page = olga.get(&routes::team_proposal(&id)).await;
        assert!(page.body.contains("Cerrada por la persona"), "{}", page.body);
    }

    async fn what_happened_to_a_proposal_is_never_changed(portal) {
        let (_, mut browser) = debtor(portal).await;
        wait(&mut browser, &OUTSIDE).await;
        for sql in ["update proposal_events set facts = '[]'", "delete from proposal_events"] {
            let mut tx = portal.portal.store.begin().await.expect("a transaction");
            assert!(sqlx::query(sql).execute(&mut *tx).await.is_err(), "{sql} was allowed");
        }
    }
}

/// Money that the clinic writes down today.
async fn pay(portal: &TestPortal, case: &CaseId, minor: i64) {
    let new = Recorded {
        amount: pen(minor),
        received_on: (portal.portal.clock.now() - TimeDelta::hours(5)).date_naive(),
        debt: None,
        note: String::new(),
        who: "ana".into(),
        key: format!("paid {minor}"),
    };
    elsewhere::record(&portal.portal, &portal.clinic, case, &new).await.expect("recorded");
}
