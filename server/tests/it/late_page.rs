//! Stripe makes a page so late that its try was given up meanwhile: nobody can pay on it.

use std::sync::Arc;

use chrono::TimeDelta;
use server::compose::Portal;
use server::config::program;
use server::use_cases::payment::start::{self, Next};
use tokio::io::copy_bidirectional;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{Notify, watch};

use crate::books;
use crate::engine::on_both_engines;
use crate::lost_answers::checked;
use crate::payments::{all, open_page};
use crate::portal::{TestPortal, pen};

/// What everybody owes.
const OWED: i64 = 20_000;

/// A way to Stripe that lets nothing through until it is opened.
struct Gate {
    url: String,
    knocked: Arc<Notify>,
    open: watch::Sender<bool>,
}

impl Gate {
    /// One before the simulator at `origin`.
    async fn before(origin: &str) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let url = format!("http://{}", listener.local_addr().expect("its address"));
        let (open, is_open) = watch::channel(false);
        let knocked = Arc::new(Notify::new());
        let (behind, heard) = (origin.trim_start_matches("http://").to_owned(), knocked.clone());
        tokio::spawn(async move {
            while let Ok((mut caller, _)) = listener.accept().await {
                heard.notify_one();
                let (behind, mut is_open) = (behind.clone(), is_open.clone());
                tokio::spawn(async move {
                    if is_open.wait_for(|open| *open).await.is_ok() {
                        let mut stripe = TcpStream::connect(behind).await.expect("it listens");
                        // Either side may hang up: the other one notices.
                        drop(copy_bidirectional(&mut caller, &mut stripe).await);
                    }
                });
            }
        });
        Self { url, knocked, open }
    }
}

/// The same portal once more, whose calls to Stripe stop at the gate.
async fn behind(portal: &TestPortal, gate: &Gate) -> Portal {
    let file = portal.folder.path().join("aldia.toml");
    let toml = std::fs::read_to_string(file).expect("settings");
    let toml = toml.replace(&portal.stripe.origin, &gate.url);
    let settings = program::Settings::from_toml(&toml).expect("good settings");
    Portal::open(settings, portal.portal.clock.clone()).await.expect("it opens")
}

on_both_engines! {
    async fn a_page_that_comes_after_its_try_was_given_up_is_closed(portal) {
        let (case, _) = portal.debt(pen(OWED)).await;
        let gate = Gate::before(&portal.stripe.origin).await;
        let slow = behind(portal, &gate).await;
        let (here, visit) = (slow.clone(), portal.visit(&case).await);
        let pressed = tokio::spawn(async move {
            start::at_stripe(&here, &visit, &all(OWED), "es").await
        });
        gate.knocked.notified().await;
        assert_eq!(checked(portal, &case).await.len(), 1, "its answer may still come");
        portal.advance(TimeDelta::minutes(2)).await;
        assert_eq!(checked(portal, &case).await, [], "given up");
        let second = open_page(portal, &case, &all(OWED)).await;

        gate.open.send_replace(true);
        let next = pressed.await.expect("no panic").expect("answered");
        assert!(matches!(next, Next::Status(_)), "{next:?}");
        let made = portal.stripe.book().await["sessions"].as_array().expect("sessions").len();
        let (open, _) = books::open_sessions(portal).await;
        assert_eq!((made, open), (2, vec![second.clone()]), "the late page takes no money");

        portal.stripe.pay_by_card(&second).await;
        portal.settle_all().await;
        assert_eq!(books::balance(portal, &case, "PEN").await, (0, 0));
        books::agree(portal).await;
        slow.store.close().await;
    }
}
