//! Check 2: the program ends at every step of the ways of money, and nothing is lost, doubled or
//! stuck afterwards.

use std::collections::BTreeSet;
use std::os::unix::process::ExitStatusExt;
use std::process::ExitStatus;
use std::time::Duration;

use app::creditor::Role;
use chrono::TimeDelta;
use serde_json::json;
use server::clock::Clock;
use server::fail_points;
use server::jobs::runner;

use crate::books;
use crate::browser::Browser;
use crate::engine::on_both_databases;
use crate::portal::{Engine, TestPortal};
use crate::process::{self, Aldia};
use crate::scenes::{Flow, Scene, at_real_time};
use crate::size::{Dice, is_nightly};
use crate::team;

/// The signal with which `abort` ends a process.
const ABORTED: i32 = 6;

/// The signal with which the test ends one that has nothing left to do.
const KILLED: i32 = 9;

/// So often the test waits for a job that failed: a slow machine may time a call out, and the process tries
/// again by itself a few seconds later.
const PATIENCE: i64 = 4;

/// The scene in which a point is met, for the runs that meet each point once.
fn own_flow(point: &str) -> Flow {
    let is_of = |names: &[&str]| names.iter().any(|name| point.starts_with(name));
    if is_of(&["attempt-made", "session-made", "opening-", "session-closed", "session-looked-up"]) {
        Flow::Pay
    } else if is_of(&[
        "refund-asked",
        "refund-made",
        "refund-unsure",
        "suspense-assigned",
        "suspense-closed",
        "disputes-read",
    ]) {
        Flow::Refund
    } else if is_of(&[
        "sessions-listed",
        "intents-listed",
        "refunds-listed",
        "disputes-listed",
        "payment-",
        "refund-checked",
        "refund-looked-up",
        "attempt-checked",
        "attempt-ended",
    ]) {
        Flow::Reconcile
    } else {
        Flow::Webhook
    }
}

/// The runs: point, how often it is passed before it strikes, scene.
fn runs(flow: Flow) -> Vec<(String, usize)> {
    let passed = if is_nightly() { 0..3 } else { 0..1 };
    let all = fail_points::all().filter(|point| is_nightly() || own_flow(point) == flow);
    all.flat_map(|point| passed.clone().map(move |passed| (point.clone(), passed))).collect()
}

/// A portal with a team member who is signed in.
async fn world(engine: Engine) -> (TestPortal, Browser) {
    let portal = TestPortal::for_processes(engine).await;
    let pace = json!({ "first_gap_ms": 20, "longest_gap_ms": 100 });
    portal.stripe.control("webhooks", &pace).await;
    runner::queue_repeated(&portal.portal).await.expect("queued");
    let serving = portal.serve_here().await;
    let clinic = portal.clinic.clone();
    let owner = team::sign_in(&portal, &clinic, ("ana@example.pe", Role::Owner)).await;
    portal.run_jobs().await;
    serving.stop().await;
    (portal, owner)
}

/// Runs a scene in a process with an armed point; whether the process ended there.
async fn run(portal: &mut TestPortal, flow: Flow, team: &Browser, armed: &str) -> bool {
    at_real_time(portal).await;
    // Whatever the scene makes Stripe tell waits for the process: nobody else hears it, however slow it starts.
    portal.stripe.control("webhooks", &json!({ "paused": true })).await;
    let mut scene = Scene::set(portal, flow, team).await;
    at_real_time(portal).await;
    let started = Aldia::start(portal, armed).await;
    portal.stripe.control("webhooks", &json!({ "paused": false })).await;
    let ended = match started {
        Err(status) => Some(status),
        Ok(aldia) => play(portal, (&mut scene, flow), aldia).await,
    };
    if let Some(status) = ended {
        assert_eq!(status.signal(), Some(ABORTED), "{armed}: {status}\n{}", process::log(portal));
    }
    portal.stripe.faults(json!([])).await;
    portal.recover().await;
    portal.advance(TimeDelta::minutes(11)).await;
    portal.run_jobs().await;
    portal.recover_at_once().await;
    books::agree(portal).await;
    books::nothing_waits(portal).await;
    ended.is_some()
}

/// Plays the scene to its end, or to that of the process.
async fn play(
    portal: &TestPortal,
    (scene, flow): (&mut Scene, Flow),
    mut aldia: Aldia,
) -> Option<ExitStatus> {
    if scene.drive().await.is_none() {
        return Some(aldia.end().await);
    }
    while !is_quiet(portal, flow).await {
        tokio::time::sleep(Duration::from_millis(10)).await;
        if let Some(status) = aldia.ended() {
            return Some(status);
        }
    }
    // It may be about to end by itself: then that is how it ended.
    let status = aldia.put_down().await;
    (status.signal() != Some(KILLED)).then_some(status)
}

/// Whether nothing is left that the process could do now, or would do again by itself in a moment. Where
/// answers are lost on purpose a job that failed belongs to the scene.
async fn is_quiet(portal: &TestPortal, flow: Flow) -> bool {
    let now = Clock::system().now().timestamp_millis();
    let patience = if flow == Flow::Refund { 0 } else { PATIENCE };
    let due = format!(
        "select cast(count(*) as bigint) from jobs
         where dead_at is null and (kind <> 'totals' and run_at <= {now}
            or attempts between 1 and {patience} and kind not in {})",
        books::REPEATED
    );
    portal.stripe.waiting().await == 0 && books::number(portal, &due).await == 0
}

/// How often a point is tried that was not met: the order in which events are applied is the process's,
/// and with some orders a point lies behind the end of the scene.
const CHANCES: usize = 3;

async fn every_point_of(engine: Engine, flow: Flow) {
    Dice::of("fail points");
    let (mut portal, mut team) = world(engine).await;
    let (mut met, mut count, mut number) = (BTreeSet::new(), 0, 0);
    let own: BTreeSet<_> = fail_points::all().filter(|point| own_flow(point) == flow).collect();
    let mut left = runs(flow);
    for _ in 0..CHANCES {
        for (point, passed) in left {
            if number % 40 == 39 {
                portal.finish().await;
                (portal, team) = world(engine).await;
            }
            number += 1;
            let before = if passed == 0 { String::new() } else { format!("{passed}*off->") };
            println!("{flow:?}: {point} after {passed}");
            if run(&mut portal, flow, &team, &format!("{point}={before}return")).await {
                met.insert(point);
                count += 1;
            }
        }
        left = own.difference(&met).map(|point| (point.clone(), 0)).collect();
    }
    assert_eq!(left, [], "never met");
    println!("{flow:?}: the process ended {count} times, at {} points", met.len());
    portal.finish().await;
}

on_both_databases! {
    async fn the_program_may_end_at_every_step_of_paying(engine) {
        every_point_of(engine, Flow::Pay).await;
    }

    async fn the_program_may_end_at_every_step_of_hearing_from_stripe(engine) {
        every_point_of(engine, Flow::Webhook).await;
    }

    async fn the_program_may_end_at_every_step_of_giving_back(engine) {
        every_point_of(engine, Flow::Refund).await;
    }

    async fn the_program_may_end_at_every_step_of_comparing(engine) {
        every_point_of(engine, Flow::Reconcile).await;
    }
}
