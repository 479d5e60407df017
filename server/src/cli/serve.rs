//! `aldia serve`

use std::error::Error;
use std::net::SocketAddr;
use std::time::Duration;

use chrono::TimeDelta;
use tokio::net::TcpListener;
use tokio::signal::unix::{SignalKind, signal};
use tokio::sync::watch;
use tokio::task::JoinSet;
use tokio::time::{sleep, timeout};

use super::Outcome;
use crate::clock::Clock;
use crate::compose::Portal;
use crate::config::program::{LogFormat, Settings};
use crate::jobs::{outbox, runner};
use crate::store::job;
use crate::{http, telemetry};

/// How many jobs run side by side.
const WORKERS: usize = 2;

/// How long requests and jobs under way may take after the signal to stop.
const GRACE: Duration = Duration::from_secs(8);

/// How long writing down how the last letter ended may take; and then closing the database.
const CLOSING: Duration = Duration::from_secs(5);

/// How far this machine's clock may be behind what the database has seen.
const BEHIND: TimeDelta = TimeDelta::days(1);

/// Serves pages and runs jobs until Ctrl-C or SIGTERM, then finishes what is under way.
pub async fn run(settings: Settings) -> Outcome {
    let log = settings.log;
    let bind = settings.bind.clone();
    let portal = Portal::open(settings, Clock::system()).await?;
    refuse_late_clock(&portal).await?;
    let listener = TcpListener::bind(&bind).await.map_err(|error| format!("bind: {error}"))?;
    // Only now: what stops the start is told in one line, and not in a library's words.
    telemetry::start(log);
    if log == LogFormat::Text {
        println!("AlDía on {}", portal.settings.base_url);
    }
    tracing::info!(bind, "serving");
    let (stop, stopped) = watch::channel(false);
    let serving = tokio::spawn(serve(portal, listener, stopped));
    asked_to_stop().await;
    tracing::info!("stopping");
    stop.send(true)?;
    serving.await?;
    Ok(String::new())
}

/// A clock that runs far behind would keep expired links alive and leave jobs undone. No job is put
/// off, and none is leased, for as long as [`BEHIND`].
async fn refuse_late_clock(portal: &Portal) -> Result<(), Box<dyn Error + Send + Sync>> {
    let mut conn = portal.store.read().await?;
    let latest = job::latest(&mut conn, runner::TOTALS).await?;
    if latest - portal.clock.now() > BEHIND {
        return Err("clock: the database has seen a day later than this machine's".into());
    }
    Ok(())
}

/// Serves on `listener` until `stopped` turns true; tests call it too. Then requests and jobs have a
/// time of grace, and a letter that is being handed over all that its mail server may take: cut off, it
/// would be lost.
pub async fn serve(portal: Portal, listener: TcpListener, stopped: watch::Receiver<bool>) {
    if let Err(error) = runner::queue_repeated(&portal).await {
        tracing::error!("repeated jobs could not be queued: {error}");
    }
    let mut jobs = JoinSet::new();
    for _ in 0..WORKERS {
        jobs.spawn(runner::run(portal.clone(), stopped.clone()));
    }
    let senders = outbox::senders(&portal, &stopped);
    let app = http::router(portal.clone()).into_make_service_with_connect_info::<SocketAddr>();
    let server = axum::serve(listener, app).with_graceful_shutdown(told(stopped.clone()));
    let pages_and_jobs = async {
        if let Err(error) = server.await {
            tracing::error!("the server ended: {error}");
        }
        jobs.join_all().await;
    };
    let grace = async {
        told(stopped).await;
        sleep(GRACE).await;
    };
    tokio::select! {
        () = pages_and_jobs => {}
        () = grace => tracing::warn!("requests or jobs were cut off after the time of grace"),
    }
    let handing_over = portal.mailer.handing_over().max(portal.texter.handing_over()) + CLOSING;
    if timeout(handing_over, senders.join_all()).await.is_err() {
        tracing::warn!("letters were cut off: nobody knows whether they left");
    }
    drop(timeout(CLOSING, portal.store.close()).await);
}

/// Waits until `stopped` turns true, or nobody is left who could turn it.
async fn told(mut stopped: watch::Receiver<bool>) {
    let _ = stopped.wait_for(|stop| *stop).await;
}

/// Waits for Ctrl-C or SIGTERM.
pub async fn asked_to_stop() {
    let mut terminate = signal(SignalKind::terminate()).expect("the process may handle SIGTERM");
    tokio::select! {
        _ = tokio::signal::ctrl_c() => {}
        _ = terminate.recv() => {}
    }
}
