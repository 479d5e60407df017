//! Starts the simulator on a listener.

use std::path::PathBuf;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use axum::Router;
use axum::routing::{any, get};
use tokio::net::TcpListener;
use tokio::sync::Notify;
use tokio::sync::futures::Notified;

use super::clock::Calls;
use super::idempotency::InProgress;
use super::webhooks::{self, Endpoint, Posting};
use super::wire::{Line, Wires};
use super::world::{Start, World};
use super::{api, control, hosted};
use crate::stripe::client;

/// What a simulator is told at its start.
#[derive(Debug, Clone, Default)]
pub struct Config {
    /// The file that keeps its state; without one it forgets everything when it ends.
    pub state_file: Option<PathBuf>,
    /// How browsers reach it, such as `http://127.0.0.1:7071`; by default the listener's address.
    pub origin: Option<String>,
    /// Who gets events. Given here they replace those that a file remembers.
    pub endpoints: Vec<Endpoint>,
    /// What ids and faults follow from: the same seed gives the same run.
    pub seed: u64,
    /// Real time at the start, in milliseconds since the epoch. The clock runs on from it.
    pub real_now_ms: i64,
}

/// Why the simulator does not run.
#[derive(Debug, thiserror::Error)]
pub enum SimulatorError {
    /// The listener has no address or broke.
    #[error("the simulator's listener failed: {0}")]
    Listen(std::io::Error),
    /// The state file cannot be read or written.
    #[error("the simulator's file cannot be used: {0}")]
    File(std::io::Error),
    /// The HTTP client for webhooks did not start.
    #[error("the simulator's HTTP client did not start: {0}")]
    Http(reqwest::Error),
}

/// The running simulator.
pub(super) struct Simulator {
    world: Mutex<World>,
    in_progress: Arc<InProgress>,
    calls: Mutex<Calls>,
    wake: Notify,
    http: reqwest::Client,
    requests: AtomicU64,
}

/// Serves API, hosted pages and control interface until the future is dropped, and sends webhooks
/// meanwhile. Every change is in the file before its answer leaves.
pub async fn serve(config: Config, listener: TcpListener) -> Result<(), SimulatorError> {
    let bound = listener.local_addr().map_err(SimulatorError::Listen)?;
    let simulator = Arc::new(Simulator::new(config, &format!("http://{bound}"))?);
    let app = router(Arc::clone(&simulator)).into_make_service_with_connect_info::<Line>();
    tokio::select! {
        served = async { axum::serve(Wires::new(listener), app).await } => {
            served.map_err(SimulatorError::Listen)
        }
        () = webhooks::run(simulator) => Ok(()),
    }
}

/// Everything that it answers to.
pub(super) fn router(simulator: Arc<Simulator>) -> Router {
    Router::new()
        .route("/", get(hosted::front))
        .route("/v1/{*rest}", any(api::serve))
        .merge(hosted::routes())
        .merge(control::routes())
        .with_state(simulator)
}

impl Simulator {
    /// One as `config` says, reached at `origin` if that does not say where.
    pub(super) fn new(config: Config, origin: &str) -> Result<Self, SimulatorError> {
        let origin = config.origin.as_deref().unwrap_or(origin);
        let start = Start {
            file: config.state_file.as_deref(),
            origin: origin.trim_end_matches('/').to_owned(),
            seed: config.seed,
            real_now_ms: config.real_now_ms,
            posting: Posting::to(config.endpoints),
        };
        let world = World::open(start).map_err(SimulatorError::File)?;
        client::install_tls_provider();
        let http = reqwest::Client::builder()
            .redirect(reqwest::redirect::Policy::none())
            .no_proxy()
            .build()
            .map_err(SimulatorError::Http)?;
        Ok(Self {
            world: Mutex::new(world),
            in_progress: Arc::default(),
            calls: Mutex::new(Calls::new()),
            wake: Notify::new(),
            http,
            requests: AtomicU64::new(1),
        })
    }

    /// The world, for a moment without awaiting.
    pub(super) fn world(&self) -> MutexGuard<'_, World> {
        // A panic in one request must not end the judge: rows are replaced whole.
        self.world.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(super) fn in_progress(&self) -> &Arc<InProgress> {
        &self.in_progress
    }

    /// How often the API was called.
    pub(super) fn calls(&self) -> MutexGuard<'_, Calls> {
        self.calls.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Does something with the world, saves it and wakes the sender if anything is to send.
    pub(super) fn with_world<T>(&self, act: impl FnOnce(&mut World) -> T) -> T {
        let mut world = self.world();
        let done = act(&mut world);
        if let Err(why) = world.save() {
            tracing::error!(%why, "the simulator cannot write its file");
        }
        done
    }

    /// Has the sender of webhooks look again.
    pub(super) fn wake(&self) {
        self.wake.notify_one();
    }

    pub(super) fn woken(&self) -> Notified<'_> {
        self.wake.notified()
    }

    pub(super) fn http(&self) -> &reqwest::Client {
        &self.http
    }

    /// A new id for one request.
    pub(super) fn request_id(&self) -> String {
        format!("req_{:014}", self.requests.fetch_add(1, Ordering::Relaxed))
    }
}
