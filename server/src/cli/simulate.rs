//! `aldia simulate`

use std::path::Path;

use super::Outcome;
use crate::config::program::{ConfigError, Mode, Settings};
use crate::simulate::{self, Order};

/// Which life, and where.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// How many people owe.
    #[arg(long, default_value_t = 1_000)]
    debtors: u32,
    /// How many days they live through.
    #[arg(long, default_value_t = 365)]
    days: u32,
    /// What chance follows from: the same seed gives the same life.
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// An empty database, `sqlite:FILE` or `postgres://…`; a temporary file if missing. Its commits do not
    /// survive a crash.
    #[arg(long, value_name = "URL")]
    database: Option<String>,
}

/// Lives a portfolio's life and tells what happened; fails with the first thing that does not hold. Of
/// the settings only the mode counts.
pub async fn run(config: Option<&Path>, args: Args) -> Outcome {
    if is_production(config)? {
        return Err("simulate: never with env = \"production\"".into());
    }
    let Args { debtors, days, seed, database } = args;
    let order = Order { debtors, days, seed, database };
    tokio::task::spawn_blocking(move || alone(order)).await?
}

/// Runs it on one thread of its own, and with all that it starts on one core: nothing runs beside anything
/// here, so other cores would only make each question to the database a call across.
fn alone(order: Order) -> Outcome {
    let life = std::thread::spawn(move || -> Outcome {
        stay_on_one_core();
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
        Ok(runtime.block_on(simulate::run(order))?.to_string())
    });
    life.join().map_err(|_| "simulate: it panicked")?
}

/// Keeps this thread, and those that it will start, on the core where it is. Elsewhere than on Linux, and
/// where the system refuses, it is only slower.
#[cfg(target_os = "linux")]
fn stay_on_one_core() {
    use rustix::thread::{CpuSet, sched_getcpu, sched_setaffinity};

    let mut here = CpuSet::new();
    here.set(sched_getcpu());
    let _ = sched_setaffinity(None, &here);
}

#[cfg(not(target_os = "linux"))]
fn stay_on_one_core() {}

/// Whether real people are served from here. Where nothing is set up nobody is.
fn is_production(config: Option<&Path>) -> Result<bool, ConfigError> {
    Ok(Settings::are_there(config) && Settings::load(config)?.mode == Mode::Production)
}
