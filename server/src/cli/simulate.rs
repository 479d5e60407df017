//! `aldia simulate`

use std::path::Path;

use super::Outcome;
use crate::config::program::{ConfigError, Mode, Settings};
use crate::simulate::{self, Order, Report};

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
    /// To how many creditors they owe: each portfolio has a life, a database and a core of its own. Two if
    /// missing, one where a database is named.
    #[arg(long, value_name = "NUMBER")]
    portfolios: Option<u32>,
    /// An empty database, `sqlite:FILE` or `postgres://…`, for one portfolio; temporary files if missing. Its
    /// commits do not survive a crash.
    #[arg(long, value_name = "URL")]
    database: Option<String>,
}

/// Lives a portfolio's life and tells what happened; fails with the first thing that does not hold. Of
/// the settings only the mode counts.
pub async fn run(config: Option<&Path>, args: Args) -> Outcome {
    if is_production(config)? {
        return Err("simulate: never with env = \"production\"".into());
    }
    let orders = orders(args)?;
    tokio::task::spawn_blocking(move || live(orders)).await?
}

/// What each portfolio's life is.
fn orders(args: Args) -> Result<Vec<Order>, &'static str> {
    let Args { debtors, days, seed, portfolios, database } = args;
    let usual = if database.is_some() || debtors < 2 { 1 } else { 2 };
    let count = portfolios.unwrap_or(usual);
    if count == 0 || count > debtors {
        return Err("simulate: somebody must owe in each portfolio");
    }
    if count > 1 && database.is_some() {
        return Err("simulate: one database holds one portfolio");
    }
    let order = |number: u32| Order {
        debtors: debtors / count + u32::from(number < debtors % count),
        days,
        seed: if count == 1 { seed } else { of_portfolio(seed, number) },
        database: database.clone(),
    };
    Ok((0..count).map(order).collect())
}

/// The seed of one of several portfolios: none is that of another life nearby.
fn of_portfolio(seed: u64, number: u32) -> u64 {
    seed.wrapping_mul(1_000_003).wrapping_add(number.into())
}

/// Lives all of them side by side and tells of them as of one.
fn live(orders: Vec<Order>) -> Outcome {
    let several = orders.len() > 1;
    let lives: Vec<_> = orders
        .into_iter()
        .enumerate()
        .map(|(place, order)| {
            let debtors = order.debtors;
            (debtors, std::thread::spawn(move || alone(place, order)))
        })
        .collect();
    let mut told: Option<Report> = None;
    for (debtors, life) in lives {
        let lived = life.join().map_err(|_| "simulate: it panicked")?;
        let report = lived.map_err(|error| {
            let alone = format!("\nAlone again with its seed: --debtors {debtors} --portfolios 1");
            if several { error + &alone } else { error }
        })?;
        told = Some(match told {
            Some(before) => before.and(report),
            None => report,
        });
    }
    Ok(told.map(|report| report.to_string()).unwrap_or_default())
}

/// Lives one on this thread, and with all that it starts on one core: nothing runs beside anything in a life,
/// so other cores would only make each question to the database a call across.
fn alone(place: usize, order: Order) -> Result<Report, String> {
    stay_on_one_core(place);
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    let runtime = runtime.map_err(|error| error.to_string())?;
    runtime.block_on(simulate::run(order)).map_err(|error| error.to_string())
}

/// Keeps this thread, and those that it will start, on a core of its place among those that it may use.
/// Elsewhere than on Linux, and where the system refuses, it is only slower.
#[cfg(target_os = "linux")]
fn stay_on_one_core(place: usize) {
    use rustix::thread::{CpuSet, sched_getaffinity, sched_setaffinity};

    let Ok(usable) = sched_getaffinity(None) else { return };
    let cores: Vec<_> = (0..CpuSet::MAX_CPU).filter(|core| usable.is_set(*core)).collect();
    let mut own = CpuSet::new();
    if let Some(core) = cores.get(place % cores.len().max(1)) {
        own.set(*core);
        let _ = sched_setaffinity(None, &own);
    }
}

#[cfg(not(target_os = "linux"))]
fn stay_on_one_core(_: usize) {}

/// Whether real people are served from here. Where nothing is set up nobody is.
fn is_production(config: Option<&Path>) -> Result<bool, ConfigError> {
    Ok(Settings::are_there(config) && Settings::load(config)?.mode == Mode::Production)
}
