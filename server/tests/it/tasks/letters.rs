//! Letters on paper, of a step or by hand: whoever prints one reaches somebody by it.

use app::creditor::Role;
use app::routes;
use chrono::TimeDelta;
use domain::contact::Channel;
use domain::reminder::TaskKind;
use reqwest::header::{CONTENT_TYPE, COOKIE};
use server::use_cases::payment::start::{self, Next};
use server::use_cases::payment::transfer;
use server::use_cases::task::Outcome;

use super::{ana, counted, ends, nights, open};
use crate::books::change;
use crate::browser::Browser;
use crate::engine::on_both_engines;
use crate::instalments::pay;
use crate::links;
use crate::payments::{all, open_page};
use crate::portal::pen;
use crate::reminders::{apply, night, one, states};
use crate::team::sign_in;
use crate::ways_out::{POLICY, offer};

const LETTERS: &str = r#"
name = "Cartas"
gap_days = 7
[[step]]
name = "Carta"
kind = "kind"
days = 4
channels = ["letter"]
"#;

/// The answer to a form as it is, a file perhaps.
async fn bytes(browser: &Browser, path: &str, fields: &[(&str, &str)]) -> (String, Vec<u8>) {
    let session = browser.cookie("aldia-team").expect("a session");
    let request = browser.form(path, fields).header(COOKIE, format!("aldia-team={session}"));
    let answer = request.send().await.expect("it answers");
    let kind = answer.headers()[CONTENT_TYPE].to_str().expect("text").to_owned();
    (kind, answer.bytes().await.expect("all of it").to_vec())
}

on_both_engines! {
    async fn a_letter_of_a_step_is_printed_by_somebody_and_is_one_contact(portal) {
        let (case, _) = portal.debt(pen(1_000)).await;
        apply(portal, LETTERS, None).await;
        night(portal).await;
        assert_eq!(states(portal, &case).await, one("Carta", "open", None));
        let all = open(portal).await;
        assert_eq!((all.len(), all[0].kind), (1, TaskKind::Letter));
        let mut ana = ana(portal).await;
        let path = routes::team_task_letter(&all[0].id);
        for _ in 0..2 {
            let (kind, paper) = bytes(&ana, &path, &[]).await;
            assert_eq!(kind, "application/pdf");
            assert!(crate::papers::said(&paper).contains(&crate::papers::bare("S/ 10.00")));
        }
        let ways: Vec<_> = counted(portal, &case).await.into_iter().map(|one| one.channel).collect();
        assert_eq!(ways, [Channel::Letter]);
        let done = routes::team_task_done(&all[0].id);
        assert_eq!(ana.post(&done, &[("outcome", "reached")]).await.status, 400, "nobody speaks in it");
        assert_eq!(ana.post(&done, &[("outcome", "posted")]).await.status, 303);
        assert_eq!(states(portal, &case).await, one("Carta", "done", Some("posted")));
        assert_eq!(counted(portal, &case).await.len(), 1);
        assert_eq!(ana.post(&path, &[]).await.status, 404, "it has ended");
    }

    async fn a_letter_that_was_not_posted_was_never_said(portal) {
        let (case, _) = portal.debt(pen(1_000)).await;
        apply(portal, LETTERS, None).await;
        night(portal).await;
        let id = open(portal).await.remove(0).id;
        let ana = ana(portal).await;
        let (kind, _) = bytes(&ana, &routes::team_task_letter(&id), &[]).await;
        assert_eq!((kind.as_str(), counted(portal, &case).await.len()), ("application/pdf", 1));
        ends(portal, &id, (Outcome::NotPosted, None)).await.expect("ended");
        assert!(counted(portal, &case).await.is_empty());
        assert_eq!(states(portal, &case).await, one("Carta", "cancelled", Some("not-posted")));
        nights(portal, 7).await;
        assert_eq!(states(portal, &case).await[0], one("Carta", "open", None)[0]);
    }

    async fn a_printed_letter_is_done_when_the_next_step_takes_its_place(portal) {
        let (case, _) = portal.debt(pen(1_000)).await;
        let direct = r#"
[[step]]
name = "Directo"
kind = "firm"
days = 47
channels = ["email"]
"#;
        let two = format!("{LETTERS}{direct}");
        apply(portal, &two, None).await;
        night(portal).await;
        let id = open(portal).await.remove(0).id;
        let ana = ana(portal).await;
        bytes(&ana, &routes::team_task_letter(&id), &[]).await;
        nights(portal, 7).await;
        let expected = [
            one("Directo", "queued", None).remove(0),
            one("Carta", "done", Some("next-step")).remove(0),
        ];
        assert_eq!(states(portal, &case).await, expected);
        assert_eq!(counted(portal, &case).await.len(), 1);
    }

    async fn a_last_letter_names_only_what_has_come_to_it_and_may_be_printed_again(portal) {
        let (case, _) = portal.debt_of("LAST", pen(1_000)).await;
        let (_, young) = portal.debt_of("LAST", pen(2_000)).await;
        let late = format!("update debts set due_on = '2026-11-10' where id = '{young}'");
        change(portal, &late).await;
        let last = LETTERS.replace("\"kind\"", "\"final\"").replace("days = 4", "days = 30");
        apply(portal, &last, None).await;
        night(portal).await;
        let all = open(portal).await;
        assert_eq!((all.len(), &all[0].case), (1, &case));
        let ana = ana(portal).await;
        for print in ["first", "second"] {
            let (kind, paper) = bytes(&ana, &routes::team_task_letter(&all[0].id), &[]).await;
            assert_eq!(kind, "application/pdf", "{print}");
            let said = crate::papers::said(&paper);
            assert!(said.contains(&crate::papers::bare("S/ 10.00")), "{print}: {said}");
            for other in ["S/ 20.00", "S/ 30.00"] {
                assert!(!said.contains(&crate::papers::bare(other)), "{print}: {said}");
            }
        }
        assert_eq!(counted(portal, &case).await.len(), 1);
        ends(portal, &all[0].id, (Outcome::Posted, None)).await.expect("posted");
        // What it did not name has a last letter of its own when its turn has come.
        nights(portal, 16).await;
        let all = open(portal).await;
        assert_eq!((all.len(), &all[0].case), (1, &case));
        let eva = sign_in(portal, &portal.clinic.clone(), ("eva@example.pe", Role::Agent)).await;
        for print in ["first", "second"] {
            let (kind, paper) = bytes(&eva, &routes::team_task_letter(&all[0].id), &[]).await;
            assert_eq!(kind, "application/pdf", "{print}");
            let said = crate::papers::said(&paper);
            assert!(said.contains(&crate::papers::bare("S/ 20.00")), "{print}: {said}");
            assert!(!said.contains(&crate::papers::bare("S/ 10.00")), "{print}: {said}");
        }
        // Nothing follows about either, by hand or not.
        portal.advance(TimeDelta::days(8)).await;
        let path = routes::team_channel_letter(&case);
        let mut leo = sign_in(portal, &portal.clinic.clone(), ("leo@example.pe", Role::Agent)).await;
        let page = leo.post(&path, &[("stage", "friendly")]).await;
        assert_eq!(page.status, 422);
        assert!(page.body.contains("Ya se hizo la última carta"), "{}", page.body);
    }

    async fn a_letter_leaves_out_what_is_on_its_way(portal) {
        let (case, _) = portal.debt(pen(10_000)).await;
        open_page(portal, &case, &all(10_000)).await;
        let mut ana = ana(portal).await;
        let page = ana.post(&routes::team_channel_letter(&case), &[("stage", "friendly")]).await;
        assert_eq!(page.status, 422);
        assert!(page.body.contains("no hay nada que pedir"), "{}", page.body);
        assert!(counted(portal, &case).await.is_empty());
    }

    async fn a_letter_waits_two_weeks_for_a_transfer_that_nobody_answers(portal) {
        let (case, _) = portal.debt(pen(10_000)).await;
        let visit = portal.visit(&case).await;
        let begun = start::by_transfer(&portal.portal, &visit, &all(10_000), "es").await;
        let Next::Transfer(id) = begun.expect("begun") else { panic!("no transfer") };
        transfer::announce(&portal.portal, &visit, &id, "").await.expect("announced");
        portal.run_jobs().await;
        let path = routes::team_channel_letter(&case);
        portal.advance(TimeDelta::days(14)).await;
        let mut ana = ana(portal).await;
        assert_eq!(ana.post(&path, &[("stage", "friendly")]).await.status, 422);
        portal.advance(TimeDelta::days(1)).await;
        let eva = sign_in(portal, &portal.clinic.clone(), ("eva@example.pe", Role::Agent)).await;
        let (kind, paper) = bytes(&eva, &path, &[("stage", "friendly")]).await;
        assert_eq!(kind, "application/pdf");
        assert!(crate::papers::said(&paper).contains(&crate::papers::bare("S/ 100.00")));
    }

    async fn a_letter_never_asks_for_what_a_plan_spreads_over_its_dates(portal) {
        let (case, _) = portal.debt_of("PLAN", pen(40_000)).await;
        offer(portal, POLICY).await;
        // By a link of which no message was sent: a letter in the same week would be too much.
        let mut browser = links::enter_again(portal, &case).await;
        let page = browser.get(crate::agreed::FOUR).await.body;
        crate::agreed::tick(&mut browser, &page).await;
        pay(portal, &case, 10_000, "one").await;
        let mut ana = ana(portal).await;
        let path = routes::team_channel_letter(&case);
        let page = ana.post(&path, &[("stage", "friendly")]).await;
        assert_eq!(page.status, 422, "the plan is kept, and nothing else is owed");
        portal.debt_of("PLAN", pen(5_000)).await;
        let (kind, paper) = bytes(&ana, &path, &[("stage", "friendly")]).await;
        assert_eq!(kind, "application/pdf");
        let said = crate::papers::said(&paper);
        assert!(said.contains(&crate::papers::bare("S/ 50.00")), "{said}");
        for whole in ["S/ 300.00", "S/ 350.00", "S/ 400.00", "S/ 450.00"] {
            assert!(!said.contains(&crate::papers::bare(whole)), "{whole}: {said}");
        }
    }
}
