//! `aldia serve` as a process of its own, which can be killed; and what is found when somebody looks
//! two minutes later.

use std::io::ErrorKind;
use std::process::{ExitStatus, Stdio};
use std::sync::atomic::{AtomicU16, Ordering};
use std::time::Duration;

use chrono::TimeDelta;
use server::clock::Clock;
use server::jobs;
use tokio::net::TcpListener;
use tokio::process::{Child, Command};
use tokio::sync::oneshot;
use tokio::task::JoinHandle;

use crate::portal::{Engine, TestPortal};
use crate::stripe_sim::StripeSim;

/// A running `aldia serve`. Dropping it kills it.
pub struct Aldia(Child);

/// A loopback port that no connection is given by chance while its server is down: below the range
/// from which the system takes them.
async fn quiet_port() -> u16 {
    static NEXT: AtomicU16 = AtomicU16::new(0);
    let first = 20_000 + u16::try_from(std::process::id() % 100).expect("small") * 100;
    for _ in 0..100 {
        let port = first + NEXT.fetch_add(1, Ordering::SeqCst) % 100;
        if TcpListener::bind(("127.0.0.1", port)).await.is_ok() {
            return port;
        }
    }
    panic!("no free port");
}

/// Listens there. Another test that starts a process at this moment holds what this one has just closed, until
/// its child has become another program: a short while in which the address is taken.
async fn bound(address: &str) -> TcpListener {
    for _ in 0..1_000 {
        match TcpListener::bind(address).await {
            Err(error) if error.kind() == ErrorKind::AddrInUse => {
                tokio::time::sleep(Duration::from_millis(10)).await;
            }
            bound => return bound.expect("its port"),
        }
    }
    panic!("{address} is taken");
}

impl TestPortal {
    /// A portal whose pages and jobs are to be served by processes of their own. The simulator's clock
    /// runs with real time, as theirs does; the portal in this process stands for the time after them.
    pub async fn for_processes(engine: Engine) -> Self {
        let base = format!("http://127.0.0.1:{}", quiet_port().await);
        let now = Clock::system().now();
        let stripe = StripeSim::start(format!("{base}/webhooks/stripe"), now).await;
        Self::compose(engine, Clock::set_to(now), (base, stripe)).await
    }

    /// Moves this process's clock to real time.
    pub fn catch_up(&self) {
        let clock = &self.portal.clock;
        clock.advance(Clock::system().now() - clock.now());
    }

    /// Serves the portal's pages at its own address, in this process, until told to stop.
    pub async fn serve_here(&self) -> Serving {
        let address = self.base.trim_start_matches("http://");
        let listener = bound(address).await;
        let (stop, stopped) = oneshot::channel();
        let serving = axum::serve(listener, self.pages());
        let serving = serving.with_graceful_shutdown(async { drop(stopped.await) });
        Serving { stop, task: tokio::spawn(async { serving.await.expect("it serves") }) }
    }

    /// Two minutes after the last process has died: what Stripe sends again arrives and every lease
    /// is over. Goes on until nothing is left to do.
    pub async fn recover(&self) {
        self.catch_up();
        self.advance(TimeDelta::minutes(2)).await;
        self.recover_at_once().await;
    }

    /// The same without letting time pass.
    pub async fn recover_at_once(&self) {
        let serving = self.serve_here().await;
        self.settle_all().await;
        serving.stop().await;
    }

    /// Takes what Stripe sends, whoever sends it, and does what follows from it.
    pub async fn settle_all(&self) {
        loop {
            self.stripe.deliver().await;
            let calm = self.stripe.waiting().await == 0;
            if jobs::runner::run_due(&self.portal).await.expect("jobs run") == 0 && calm {
                return;
            }
        }
    }
}

/// Pages served in this process.
pub struct Serving {
    stop: oneshot::Sender<()>,
    task: JoinHandle<()>,
}

impl Serving {
    /// Stops: no connection is left on which somebody could still reach this process, and the address is free.
    pub async fn stop(self) {
        drop(self.stop);
        self.task.await.expect("it served to the end");
    }
}

impl Aldia {
    /// Starts one on the portal's files and address, with `fail_points` armed; ready when this
    /// returns. The status with which it ended, if it ended before.
    pub async fn start(portal: &TestPortal, fail_points: &str) -> Result<Self, ExitStatus> {
        drop(bound(portal.base.trim_start_matches("http://")).await);
        let folder = portal.folder.path();
        let log = std::fs::File::options().create(true).append(true).open(folder.join("log"));
        let child = Command::new(env!("CARGO_BIN_EXE_aldia"))
            .arg("--config")
            .arg(folder.join("aldia.toml"))
            .arg("serve")
            .env_clear()
            .env("FAILPOINTS", fail_points)
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(log.expect("a log"))
            .kill_on_drop(true)
            .spawn();
        let mut aldia = Self(child.expect("it starts"));
        let (http, ready) = (crate::browser::client(), format!("{}/readyz", portal.base));
        loop {
            if http.get(&ready).send().await.is_ok_and(|answer| answer.status().is_success()) {
                return Ok(aldia);
            }
            if let Some(status) = aldia.0.try_wait().expect("asked") {
                return Err(status);
            }
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    }

    /// Lets it work for `time`, then takes it away as a power cut would.
    pub async fn kill_after(self, time: Duration) {
        tokio::time::sleep(time).await;
        self.kill().await;
    }

    /// Kill -9.
    pub async fn kill(mut self) {
        self.0.kill().await.expect("killed");
    }

    /// Kill -9, if it has not ended by itself before; how it ended.
    pub async fn put_down(mut self) -> ExitStatus {
        // One that has ended cannot be killed, and its status says how it did.
        drop(self.0.start_kill());
        self.0.wait().await.expect("asked")
    }

    /// Waits until it has ended by itself.
    pub async fn end(mut self) -> ExitStatus {
        self.0.wait().await.expect("asked")
    }

    /// How it ended, if it has.
    pub fn ended(&mut self) -> Option<ExitStatus> {
        self.0.try_wait().expect("asked")
    }
}

/// What the processes have written to their logs, for the text of a failure.
pub fn log(portal: &TestPortal) -> String {
    std::fs::read_to_string(portal.folder.path().join("log")).unwrap_or_default()
}
