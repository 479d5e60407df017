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
    Ok(simulate::run(order).await?.to_string())
}

/// Whether real people are served from here. Where nothing is set up nobody is.
fn is_production(config: Option<&Path>) -> Result<bool, ConfigError> {
    Ok(Settings::are_there(config) && Settings::load(config)?.mode == Mode::Production)
}
