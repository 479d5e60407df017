//! Check 3: the same event from many connections at once. And what is read while somebody changes it.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use app::creditor::Role;
use domain::plan::State;
use domain::proposal::ProposalState;
use reqwest::StatusCode;
use server::store::{creditor, payment};
use server::use_cases::payment::elsewhere;
use server::use_cases::proposal::{Answer, Answered, Answerer, answer, detail};
use tokio::sync::Barrier;
use tokio::task::JoinSet;

use crate::agreed::{debtor_who_owes, tick};
use crate::books;
use crate::browser::client;
use crate::engine::on_both_engines;
use crate::instalments::{only, pay};
use crate::payments::{all, open_page};
use crate::portal::pen;
use crate::proposals::{self, OUTSIDE};
use crate::size::{Dice, size};

/// From how many connections each event comes.
const CONNECTIONS: usize = 50;

on_both_engines! {
    async fn an_event_from_fifty_connections_at_once_has_one_effect(portal) {
        let mut dice = Dice::of("same event at once");
        let wanted = size(20, 500);
        let mut cases = Vec::new();
        while portal.stripe.events().await.len() < wanted {
            for _ in 0..5 {
                let minor = dice.minor(5_000, 50_000);
                let (case, _) = portal.debt(pen(minor)).await;
                let session = open_page(portal, &case, &all(minor)).await;
                portal.stripe.pay_by_card(&session).await;
                cases.push(case);
            }
        }
        let (http, url) = (client(), format!("{}/webhooks/stripe", portal.base));
        for event in portal.stripe.events().await {
            let (payload, signature) = portal.stripe.signed(&event).await;
            let together = Arc::new(Barrier::new(CONNECTIONS));
            let mut senders = JoinSet::new();
            for _ in 0..CONNECTIONS {
                let request = http.post(&url).header("stripe-signature", &signature).body(payload.clone());
                let together = Arc::clone(&together);
                senders.spawn(async move {
                    together.wait().await;
                    request.send().await.expect("an answer").status()
                });
            }
            for status in senders.join_all().await {
                let known = [StatusCode::OK, StatusCode::SERVICE_UNAVAILABLE].contains(&status);
                assert!(known, "{event}: {status}");
            }
        }
        portal.settle_all().await;
        for case in &cases {
            assert_eq!((portal.owed(case).await, portal.credit(case).await), (0, 0));
        }
        books::agree(portal).await;
        books::nothing_waits(portal).await;
    }

    async fn a_plan_is_read_whole_while_it_changes(portal) {
        let (case, mut browser) = debtor_who_owes(portal, 60_000).await;
        let page = browser.get("/opciones/aceptar?currency=PEN&way=settlement-3").await.body;
        tick(&mut browser, &page).await;
        for key in ["one", "two"] {
            pay(portal, &case, 12_000, key).await;
        }
        let (portal, done) = (&*portal, AtomicBool::new(false));
        // Each payment of the last instalment ends what is open of the plan, and each reversal opens it again.
        let change = async {
            for number in 0..size(20, 400) {
                pay(portal, &case, 12_000, &format!("three {number}")).await;
                let mut conn = portal.portal.store.read().await.expect("a connection");
                let paid = payment::of_case(&mut conn, &portal.clinic, &case).await;
                let paid = paid.expect("payments").swap_remove(0);
                drop(conn);
                let of = (&case, &paid.id);
                let undone = elsewhere::reverse(&portal.portal, &portal.clinic, of, ("error", "ana"));
                undone.await.expect("undone");
            }
            done.store(true, Ordering::Relaxed);
        };
        let read = async {
            let mut reads = 0;
            while !done.load(Ordering::Relaxed) {
                let state = only(portal, &case).await.plan.state().clone();
                assert!(matches!(state, State::Active | State::Paid { .. }), "{state:?}");
                reads += 1;
            }
            reads
        };
        let ((), reads) = tokio::join!(change, read);
        assert!(reads > 0);
        books::agree(portal).await;
    }

    async fn a_proposal_is_read_whole_while_it_is_answered(portal) {
        for _ in 0..size(5, 100) {
            let (_, mut browser) = proposals::debtor(portal).await;
            let id = proposals::wait(&mut browser, &OUTSIDE).await;
            let (portal, done) = (&*portal, AtomicBool::new(false));
            let by = Answerer { who: "ana", role: Role::Owner };
            let change = async {
                let mut conn = portal.portal.store.read().await.expect("a connection");
                let settings = creditor::settings(&mut conn, &portal.clinic).await.expect("settings");
                drop(conn);
                let whose = (&portal.clinic, &settings);
                let detail = detail(&portal.portal, whose, &id, Role::Owner).await.expect("there");
                let said = (&Answer::Accept, &*detail.view.seen);
                let answered = answer(&portal.portal, whose, &id, said, by).await;
                assert_eq!(answered.expect("answered"), Answered::Now);
                done.store(true, Ordering::Relaxed);
            };
            let read = async {
                while !done.load(Ordering::Relaxed) {
                    proposals::kept(portal, &id).await;
                }
            };
            tokio::join!(change, read);
            assert!(matches!(proposals::kept(portal, &id).await.proposal.state, ProposalState::Accepted { .. }));
        }
    }
}
