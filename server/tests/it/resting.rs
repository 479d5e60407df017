//! A pause of a creditor's channels: everything that nobody asked for waits, costs nothing while it does, and leaves
//! as soon as the pause is over.

use app::creditor::Role;
use app::documents::Stage;
use app::routes;
use app::routes::pattern::TEAM_TASKS;
use chrono::TimeDelta;
use domain::contact_channel::ContactChannel;
use domain::ids::{CaseId, PauseId};
use server::store::channel_rest::{self as store, Rest};
use server::store::message::{self, Message};
use server::use_cases::{PortalError, channel_rest, hand_written, letter, task};

use crate::agreed::tick;
use crate::engine::on_both_engines;
use crate::links;
use crate::phones::{allow, with_phone};
use crate::portal::{TestPortal, pen};
use crate::reminders::{apply, happened, letters, night, one, states};
use crate::team::sign_in;
use crate::ways_out::{POLICY, offer};

const KIND: &str = "Nos quedó un tema abierto";

const STEPS: &str = r#"
name = "Prueba"
gap_days = 7
[[step]]
name = "Amable"
kind = "kind"
days = 4
channels = ["email"]
[[step]]
name = "Víspera"
kind = "promise-eve"
days = 1
channels = ["email"]
"#;

/// Lets every channel rest.
async fn pause(portal: &TestPortal) {
    let all = ContactChannel::ALL;
    channel_rest::begin(&portal.portal, &portal.clinic, &all, "Elena").await.expect("begun");
}

/// Lets every channel go on.
async fn resume(portal: &TestPortal) {
    let all = ContactChannel::ALL;
    channel_rest::end(&portal.portal, &portal.clinic, &all, "Elena").await.expect("ended");
}

/// The reminder of a case, as the outbox has it.
async fn reminder_of(portal: &TestPortal, case: &CaseId) -> Message {
    let mut conn = portal.portal.store.read().await.expect("a connection");
    let all = message::of_case(&mut conn, &portal.clinic, case).await.expect("messages");
    all.into_iter().find(|message| message.kind == "reminder").expect("a reminder")
}

on_both_engines! {
    async fn a_channel_rests_once_although_two_let_it_rest_at_once(portal) {
        let (now, who) = (portal.portal.clock.now(), "Elena".to_owned());
        let rest = Rest { channel: ContactChannel::Sms, began_at: now, began_by: who };
        // As of two who both saw that it did not rest.
        let mut tx = portal.portal.store.begin().await.expect("a transaction");
        let mut begun = Vec::new();
        for _ in 0..2 {
            let id = PauseId::from_bits(portal.portal.ids.bits());
            begun.push(store::begin(&mut tx, &portal.clinic, &id, &rest).await.expect("asked"));
        }
        tx.commit().await.expect("committed");
        assert_eq!(begun, [true, false]);
        let [first, second] = [pause(portal), pause(portal)];
        tokio::join!(first, second);
        let standing = channel_rest::standing(&portal.portal, &portal.clinic);
        assert_eq!(standing.await.expect("asked").len(), ContactChannel::ALL.len());
        // What ended can begin again.
        resume(portal).await;
        pause(portal).await;
        let standing = channel_rest::standing(&portal.portal, &portal.clinic);
        assert_eq!(standing.await.expect("asked").len(), ContactChannel::ALL.len());
    }

    async fn a_reminder_that_waits_costs_no_try_and_is_told_of_once(portal) {
        let (case, _) = portal.debt(pen(10_000)).await;
        apply(portal, STEPS, None).await;
        night(portal).await;
        pause(portal).await;
        // More often than there are tries.
        for _ in 0..9 {
            portal.run_jobs().await;
            portal.advance(channel_rest::ASKED_AGAIN).await;
        }
        let waiting = reminder_of(portal, &case).await;
        let how = (waiting.state.as_str(), waiting.why.as_deref(), waiting.tries);
        assert_eq!(how, ("queued", Some("resting"), 0));
        assert_eq!(happened(portal, &case).await, ["planned", "moved"], "nothing new is written");
        resume(portal).await;
        std::fs::remove_dir_all(&portal.mailbox).expect("removed");
        portal.run_jobs().await;
        let waiting = reminder_of(portal, &case).await;
        assert_eq!((waiting.state.as_str(), waiting.tries), ("queued", 1), "it is tried again");
        std::fs::create_dir_all(&portal.mailbox).expect("made");
        portal.advance(TimeDelta::minutes(1)).await;
        portal.run_jobs().await;
        assert_eq!(letters(portal, KIND).len(), 1);
        assert_eq!(states(portal, &case).await, one("Amable", "sent", None));
        assert_eq!(happened(portal, &case).await, ["planned", "moved", "moved", "sent"]);
    }

    async fn the_eve_of_a_promise_waits_too_and_leaves_as_soon_as_it_may(portal) {
        let (case, _) = portal.debt(pen(40_000)).await;
        offer(portal, POLICY).await;
        apply(portal, STEPS, None).await;
        let (_, token) = portal.link(&case).await;
        let mut browser = links::enter_by(portal, token.reveal()).await;
        let path = "/opciones/aceptar?currency=PEN&way=extension&on=2026-12-04";
        let page = browser.get(path).await.body;
        tick(&mut browser, &page).await;
        portal.advance(TimeDelta::days(9)).await;
        night(portal).await;
        pause(portal).await;
        portal.run_jobs().await;
        assert_eq!(states(portal, &case).await, one("Víspera", "queued", Some("resting")));
        assert!(letters(portal, "Tu fecha: 4 de diciembre").is_empty());
        resume(portal).await;
        portal.run_jobs().await;
        assert_eq!(letters(portal, "Tu fecha: 4 de diciembre").len(), 1);
    }

    async fn what_the_team_is_to_do_rests_too_in_a_pause(portal) {
        portal.debt(pen(1_000)).await;
        let by_post = STEPS.replacen("\"email\"", "\"letter\"", 1);
        apply(portal, &by_post, None).await;
        night(portal).await;
        let task = task::open(&portal.portal, &portal.clinic).await.expect("tasks").remove(0).id;
        pause(portal).await;
        let refused = letter::of_task(&portal.portal, &portal.clinic, &task, "ana").await;
        assert!(matches!(refused, Err(PortalError::Refused("resting"))));
        let clinic = portal.clinic.clone();
        let mut ana = sign_in(portal, &clinic, ("ana@example.pe", Role::Agent)).await;
        let print = routes::team_task_letter(&task);
        assert!(!ana.get(TEAM_TASKS).await.body.contains(&print));
        resume(portal).await;
        assert!(ana.get(TEAM_TASKS).await.body.contains(&print));
        assert!(letter::of_task(&portal.portal, &portal.clinic, &task, "ana").await.is_ok());
    }

    async fn nothing_is_made_by_hand_in_a_pause_either(portal) {
        let (case, _) = with_phone(portal, "987654321").await;
        allow(portal, &case, ContactChannel::WhatsApp).await;
        pause(portal).await;
        let clinic = portal.clinic.clone();
        let mut ana = sign_in(portal, &clinic, ("ana@example.pe", Role::Agent)).await;
        let page = ana.get(&routes::team_channels(&case)).await;
        assert!(!page.body.contains(&routes::team_channel_draft(&case)), "{}", page.body);
        let (own, clinic) = (&portal.portal, &portal.clinic);
        assert!(hand_written::draft(own, clinic, &case, "ana").await.expect("asked").is_none());
        let refused = letter::make(own, clinic, (&case, Stage::Friendly), "ana").await;
        assert!(matches!(refused, Err(PortalError::Refused("resting"))));
        // One channel that goes on lets letters be made; WhatsApp still rests.
        let email = [ContactChannel::Email];
        channel_rest::end(own, clinic, &email, "Elena").await.expect("ended");
        assert!(letter::make(own, clinic, (&case, Stage::Friendly), "ana").await.is_ok());
        assert!(hand_written::draft(own, clinic, &case, "ana").await.expect("asked").is_none());
        resume(portal).await;
        portal.advance(TimeDelta::days(8)).await;
        let draft = hand_written::draft(&portal.portal, &portal.clinic, &case, "ana").await;
        assert!(draft.expect("asked").is_some());
    }
}
