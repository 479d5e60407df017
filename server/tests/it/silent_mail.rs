//! A mail server that falls silent: what it was not given leaves later, what it may have taken never
//! leaves again, and neither the jobs nor the end of the program wait for it.

use std::time::Duration;

use chrono::TimeDelta;
use domain::ids::CaseId;
use server::cli::serve::serve;
use server::compose::Portal;
use server::config::program::Mail;
use server::messaging::Limits;
use server::store::message::{self, Message};
use server::store::message_counted;
use server::use_cases::access_link as links;
use tokio::net::TcpListener;
use tokio::sync::watch;

use crate::engine::on_both_engines;
use crate::mail_server::{
    Answers, SILENCE, answering, holding_letters, mail_server, silent_over_letters, yes,
};
use crate::payments::{all, open_page};
use crate::portal::{TestPortal, pen};

/// How long a server that is to be silent may take.
const SHORT: Duration = Duration::from_millis(200);

/// A mail server that takes every connection and never greets, and how many it has taken.
async fn mute() -> (String, watch::Receiver<usize>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let address = listener.local_addr().expect("its address").to_string();
    let (count, taken) = watch::channel(0);
    tokio::spawn(async move {
        let mut held = Vec::new();
        while let Ok((stream, _)) = listener.accept().await {
            held.push(stream);
            count.send_replace(held.len());
        }
    });
    (address, taken)
}

/// Mail servers that fall silent, or hang up, before they have asked for a letter, and what is said of
/// it then.
const NOT_ASKED: [(Answers, &str); 6] = [
    (|word| if word == "MAIL" { SILENCE } else { yes(word) }, "silent"),
    (|word| if word == "RCPT" { SILENCE } else { yes(word) }, "silent"),
    (|word| if word == "DATA" { SILENCE } else { yes(word) }, "silent"),
    (|word| if word == "MAIL" { None } else { yes(word) }, "not handed over"),
    (|word| if word == "RCPT" { None } else { yes(word) }, "not handed over"),
    (|word| if word == "DATA" { None } else { yes(word) }, "not handed over"),
];

/// The portal once more, sending by the mail server at `address`.
pub async fn by_mail(portal: &TestPortal, address: &str, limits: Limits) -> Portal {
    let mut settings = portal.portal.settings.clone();
    settings.mail = Mail::Smtp(format!("smtp://{address}").into());
    let clock = portal.portal.clock.clone();
    Portal::open_with(settings, clock, limits).await.expect("it opens")
}

/// A case whose link waits to leave.
async fn waiting(portal: &mut TestPortal) -> CaseId {
    let (case, _) = portal.debt(pen(1000)).await;
    links::send(&portal.portal, &portal.clinic, &case, "member").await.expect("queued");
    case
}

/// The message with the case's link, and how many contacts count for the case.
async fn link_of(portal: &TestPortal, case: &CaseId) -> (Message, usize) {
    let mut conn = portal.portal.store.read().await.expect("a connection");
    let messages = message::of_case(&mut conn, &portal.clinic, case).await.expect("messages");
    let link = messages.into_iter().find(|message| message.kind == "access-link");
    let since = portal.portal.clock.now() - TimeDelta::days(30);
    let counted =
        message_counted::counted(&mut conn, &portal.clinic, case, since).await.expect("asked");
    (link.expect("the link"), counted.len())
}

on_both_engines! {
    async fn a_letter_that_no_server_let_in_leaves_later_and_counts_only_then(portal) {
        let case = waiting(portal).await;
        let (address, _taken) = mute().await;
        let limits = Limits { connecting: SHORT, ..Limits::default() };
        portal.portal = by_mail(portal, &address, limits).await;
        portal.run_jobs().await;
        let (link, contacts) = link_of(portal, &case).await;
        assert_eq!((link.state.as_str(), link.why.as_deref()), ("queued", Some("silent")));
        assert_eq!(contacts, 0, "nothing was handed over");
        let (address, heard) = mail_server().await;
        portal.portal = by_mail(portal, &address, Limits::default()).await;
        for _ in 0..3 {
            portal.advance(TimeDelta::minutes(1)).await;
            portal.run_jobs().await;
        }
        let (link, contacts) = link_of(portal, &case).await;
        assert_eq!((link.state.as_str(), contacts), ("sent", 1));
        assert_eq!(heard.lock().await.letters, [link.id.to_string()]);
    }

    async fn a_letter_that_no_server_asked_for_leaves_later_and_counts_only_then(portal) {
        let limits = Limits { offering: SHORT, ..Limits::default() };
        let mut cases = Vec::new();
        for (answers, why) in NOT_ASKED {
            let case = waiting(portal).await;
            let (address, heard) = answering(answers).await;
            portal.portal = by_mail(portal, &address, limits).await;
            portal.run_jobs().await;
            let (link, contacts) = link_of(portal, &case).await;
            assert_eq!((link.state.as_str(), link.why.as_deref()), ("queued", Some(why)));
            assert_eq!((contacts, heard.lock().await.letters.len()), (0, 0), "nothing was handed over");
            cases.push(case);
        }
        let (address, heard) = mail_server().await;
        portal.portal = by_mail(portal, &address, Limits::default()).await;
        portal.advance(TimeDelta::minutes(1)).await;
        portal.run_jobs().await;
        for case in &cases {
            let (link, contacts) = link_of(portal, case).await;
            assert_eq!((link.state.as_str(), contacts), ("sent", 1));
        }
        assert_eq!(heard.lock().await.letters.len(), cases.len());
    }

    async fn a_letter_after_whose_last_dot_the_server_hangs_up_never_leaves_again(portal) {
        let case = waiting(portal).await;
        let (address, heard) =
            answering(|word| if word == "." { None } else { yes(word) }).await;
        portal.portal = by_mail(portal, &address, Limits::default()).await;
        for _ in 0..2 {
            portal.run_jobs().await;
            let (link, contacts) = link_of(portal, &case).await;
            let said = (link.state.as_str(), link.why.as_deref());
            assert_eq!((said, contacts), (("unknown", Some("the connection broke")), 1));
            portal.advance(TimeDelta::hours(1)).await;
        }
        assert_eq!(heard.lock().await.letters.len(), 1);
    }

    async fn a_letter_that_a_silent_server_may_have_taken_counts_and_never_leaves_again(portal) {
        let case = waiting(portal).await;
        let (address, heard) = silent_over_letters().await;
        let limits = Limits { sending: SHORT, ..Limits::default() };
        portal.portal = by_mail(portal, &address, limits).await;
        for _ in 0..3 {
            portal.run_jobs().await;
            let (link, contacts) = link_of(portal, &case).await;
            assert_eq!((link.state.as_str(), link.why.as_deref()), ("unknown", Some("silent")));
            assert_eq!(contacts, 1, "it may have left");
            portal.advance(TimeDelta::hours(1)).await;
        }
        let heard = heard.lock().await;
        let connections = heard.commands.iter().filter(|line| line.starts_with("EHLO")).count();
        assert_eq!(connections, 1, "{:?}", heard.commands);
    }

    async fn neither_jobs_nor_the_end_wait_for_a_server_that_says_nothing(portal) {
        let cases = [waiting(portal).await, waiting(portal).await];
        let (paid, _) = portal.debt(pen(20_000)).await;
        let session = open_page(portal, &paid, &all(20_000)).await;
        portal.stripe.pay_by_card(&session).await;
        let (address, mut taken) = mute().await;
        // Far longer than the test: what goes on does so beside the letters.
        let limits = Limits { connecting: Duration::from_hours(1), ..Limits::default() };
        let sending = by_mail(portal, &address, limits).await;
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let (stop, stopped) = watch::channel(false);
        let serving = tokio::spawn(serve(sending, listener, stopped));
        taken.wait_for(|taken| *taken == cases.len()).await.expect("both senders wait");
        portal.stripe.deliver().await;
        while portal.owed(&paid).await > 0 {
            tokio::task::yield_now().await;
        }
        for case in &cases {
            assert_eq!(link_of(portal, case).await.0.state, "claimed", "its sender still waits");
        }
        stop.send(true).expect("it listens");
        serving.await.expect("it ends");
        for case in &cases {
            let (link, contacts) = link_of(portal, case).await;
            let said = (link.state.as_str(), link.why.as_deref());
            assert_eq!((said, contacts), (("queued", Some("stopped")), 0), "nothing was handed over");
            assert_eq!(link.tries, 0, "the end of the program is no try");
        }
        portal.run_jobs().await;
        for case in &cases {
            assert_eq!(link_of(portal, case).await.0.state, "sent");
        }
    }
    async fn a_letter_that_is_being_handed_over_is_finished_before_the_end(portal) {
        let case = waiting(portal).await;
        let (address, heard, tell) = holding_letters().await;
        let sending = by_mail(portal, &address, Limits::default()).await;
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let (stop, stopped) = watch::channel(false);
        let serving = tokio::spawn(serve(sending, listener, stopped));
        while heard.lock().await.letters.is_empty() {
            tokio::task::yield_now().await;
        }
        stop.send(true).expect("it listens");
        assert_eq!(link_of(portal, &case).await.0.state, "claimed");
        assert!(!serving.is_finished(), "the letter is still on its way");
        tell.send(true).expect("it listens");
        serving.await.expect("it ends");
        let (link, contacts) = link_of(portal, &case).await;
        assert_eq!((link.state.as_str(), contacts), ("sent", 1));
    }
}
