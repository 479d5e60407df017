//! Transfers that the team sees at the bank first: one form is one amount, however often it comes.

use domain::ids::AttemptId;
use server::store::attempt::{self, Find};
use server::store::suspense;
use server::use_cases::payment::start::{self, Next};
use server::use_cases::payment::transfer::{self, Matched, Seen};
use tokio::task::JoinSet;

use crate::books;
use crate::engine::on_both_engines;
use crate::payments::all;
use crate::portal::{TestPortal, pen};

/// How often one form is sent at the same moment.
const TIMES: usize = 8;

/// Sends the form with `key` several times at once; gives what came of each.
async fn sent_at_once(portal: &TestPortal, reference: &str, key: &'static str) -> Vec<Matched> {
    let mut sending = JoinSet::new();
    for _ in 0..TIMES {
        let (here, tenant) = (portal.portal.clone(), portal.clinic.clone());
        let reference = reference.to_owned();
        sending.spawn(async move {
            let received_on = "2026-11-20".parse().expect("a day");
            let seen = Seen { amount: pen(10_000), received_on, who: "ana".to_owned() };
            transfer::received(&here, &tenant, (&reference, key), &seen).await.expect("taken")
        });
    }
    sending.join_all().await
}

/// How many items wait for somebody to know whose they are.
async fn waiting(portal: &TestPortal) -> usize {
    let mut conn = portal.portal.store.read().await.expect("a connection");
    suspense::waiting(&mut conn, &portal.clinic).await.expect("asked").len()
}

async fn reference_of(portal: &TestPortal, id: &AttemptId) -> String {
    let mut conn = portal.portal.store.read().await.expect("a connection");
    let found = attempt::find(&mut conn, &portal.clinic, Find::Id(id)).await.expect("asked");
    found.expect("there").reference.expect("a transfer has a reference")
}

on_both_engines! {
    async fn one_form_of_a_known_transfer_books_it_once_however_often_it_comes(portal) {
        let (case, _) = portal.debt(pen(10_000)).await;
        let visit = portal.visit(&case).await;
        let next = start::by_transfer(&portal.portal, &visit, &all(10_000), "es").await;
        let Next::Transfer(id) = next.expect("begun") else { panic!("no transfer") };
        let reference = reference_of(portal, &id).await;
        let came = sent_at_once(portal, &reference, "0192f0c8000070008000000000000001").await;
        let booked = came.iter().filter(|one| **one == Matched::Booked(id.clone())).count();
        let before = came.iter().filter(|one| **one == Matched::Before).count();
        assert_eq!((booked, before), (1, TIMES - 1), "{came:?}");
        assert_eq!((portal.owed(&case).await, waiting(portal).await), (0, 0));
        books::agree(portal).await;
    }

    async fn one_form_of_an_unknown_transfer_waits_once_however_often_it_comes(portal) {
        portal.debt(pen(10_000)).await;
        let came = sent_at_once(portal, "?", "0192f0c8000070008000000000000002").await;
        let waits = came.iter().filter(|one| matches!(one, Matched::Waits(_))).count();
        assert_eq!((waits, waiting(portal).await), (1, 1), "{came:?}");
        books::agree(portal).await;
    }
}
