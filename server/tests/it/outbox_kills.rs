//! The sender killed at any moment (reliability J8): what happened, what was written down to be sent and
//! what was sent are the same set; nothing leaves twice, and what may have left is never sent again.

use std::collections::BTreeMap;
use std::time::Duration;

use app::creditor::Role;
use domain::ids::CaseId;
use server::clock::Clock;
use server::store::answer::AnswerKind;
use server::use_cases::answer::{Said, say};
use sqlx::Row;
use tempfile::TempDir;
use tokio::process::Command;

use crate::mail_server::mail_server;
use crate::portal::{Engine, TestPortal, pen, scratch};
use crate::size::{Dice, size};
use crate::stripe_sim::StripeSim;
use crate::team::invite;
use crate::world::{aldia, config};

/// Messages of the events, each of which becomes one for the only member.
const OF_EVENTS: &str = "select id, state from messages where member_id is null";
const OF_THE_MEMBER: &str = "select id, state from messages where member_id is not null";

/// The state of each message, by its id.
async fn states(portal: &TestPortal, sql: &'static str) -> BTreeMap<String, String> {
    let mut conn = portal.portal.store.read().await.expect("a connection");
    let rows = sqlx::query(sql).fetch_all(&mut *conn).await.expect("asked");
    rows.iter().map(|row| (row.get("id"), row.get("state"))).collect()
}

async fn waits(portal: &TestPortal) -> bool {
    let mut all = states(portal, OF_EVENTS).await;
    all.extend(states(portal, OF_THE_MEMBER).await);
    all.values().any(|state| state == "queued")
}

/// Something that the team must hear of.
async fn happen(portal: &TestPortal, case: &CaseId, n: usize) {
    let visit = portal.visit(case).await;
    let text = format!("ya pagué {n}");
    say(&portal.portal, &visit, Said { kind: AnswerKind::Talk, text: &text }).await.expect("said");
}

async fn killed_again_and_again(engine: Engine) {
    // The killed processes run by the machine's own clock.
    let clock = Clock::system();
    let base = "http://127.0.0.1:9".to_owned();
    let stripe = StripeSim::start(format!("{base}/webhooks/stripe"), clock.now()).await;
    let mut portal = TestPortal::compose(engine, clock, (base, stripe)).await;
    invite(&portal, &portal.clinic, ("ana@example.pe", Role::Agent), None).await;
    let folder = TempDir::new_in(scratch()).expect("a folder");
    let (address, heard) = mail_server().await;
    let here = config(&portal.portal, folder.path(), None);
    let text = std::fs::read_to_string(&here).expect("settings");
    let by_mail = |line: &str| {
        if line.starts_with("mailbox_dir") {
            format!("smtp_url = 'smtp://{address}'")
        } else {
            line.to_owned()
        }
    };
    let text: Vec<_> = text.lines().map(by_mail).collect();
    std::fs::write(&here, text.join("\n")).expect("written");
    let (kills, mut dice, mut happened) = (size(12, 400), Dice::of("outbox kills"), 0);
    for _ in 0..kills {
        let (case, _) = portal.debt(pen(1_000)).await;
        let mut child = Command::from(aldia(&here, &["serve"])).spawn().expect("it runs");
        let life = Duration::from_millis(60 + dice.bits() % 300);
        let busy = async {
            for _ in 0..15 {
                happen(&portal, &case, happened).await;
                happened += 1;
            }
            child.wait().await
        };
        assert!(tokio::time::timeout(life, busy).await.is_err(), "it ended by itself");
        child.kill().await.expect("killed");
    }
    // The last one lives until nothing waits any more.
    let mut child =
        Command::from(aldia(&here, &["serve"])).kill_on_drop(true).spawn().expect("it runs");
    let idle = async {
        while waits(&portal).await {
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    };
    tokio::time::timeout(Duration::from_mins(2), idle).await.expect("all are sent in time");
    child.kill().await.expect("ended");
    let (parents, states) =
        (states(&portal, OF_EVENTS).await, states(&portal, OF_THE_MEMBER).await);
    let mut letters = heard.lock().await.letters.clone();
    letters.sort();
    assert!(letters.windows(2).all(|pair| pair[0] != pair[1]), "a letter came twice");
    let events = {
        let mut conn = portal.portal.store.read().await.expect("a connection");
        let row =
            sqlx::query("select count(*) from answers").fetch_one(&mut *conn).await.expect("asked");
        row.get::<i64, _>(0)
    };
    let events = usize::try_from(events).expect("few");
    assert_eq!((parents.len(), states.len()), (events, events), "one message for each event");
    assert!(parents.values().all(|state| state == "split"), "{parents:?}");
    let unsure = states.values().filter(|state| *state != "sent").count();
    assert!(unsure <= kills * 2, "{unsure} of {} were under way", states.len());
    for (id, state) in &states {
        assert!(["sent", "claimed", "unknown"].contains(&state.as_str()), "{id} is {state}");
        assert!(state != "sent" || letters.contains(id), "{id} never came");
    }
    assert!(letters.iter().all(|id| states.contains_key(id)), "a letter of no event");
    portal.finish().await;
}

mod each_event_is_told_once_however_often_the_sender_is_killed {
    use super::{Engine, killed_again_and_again};

    #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
    async fn sqlite() {
        killed_again_and_again(Engine::Sqlite).await;
    }

    #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
    async fn postgres() {
        killed_again_and_again(Engine::Postgres).await;
    }
}
