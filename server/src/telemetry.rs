//! Logs: ours as configured, those of libraries from WARN only, since they may print what we would
//! not (a statement with its values, a header).

use tracing_subscriber::filter::{LevelFilter, Targets};
use tracing_subscriber::layer::SubscriberExt;
use tracing_subscriber::util::SubscriberInitExt;
use tracing_subscriber::{Layer, fmt};

use crate::config::program::LogFormat;

/// What passes: our own modules from INFO, everything else from WARN.
pub fn filter() -> Targets {
    Targets::new().with_default(LevelFilter::WARN).with_target("server", LevelFilter::INFO)
}

/// Starts logging to standard error. A second call does nothing.
pub fn start(format: LogFormat) {
    let layer = match format {
        LogFormat::Json => fmt::layer().json().with_writer(std::io::stderr).boxed(),
        LogFormat::Text => fmt::layer().with_writer(std::io::stderr).boxed(),
    };
    name_only_the_place_of_panics();
    // Refused only if somebody else listens already, which is as good.
    drop(tracing_subscriber::registry().with(layer.with_filter(filter())).try_init());
}

/// From now on a panic is logged with its place alone: its text may hold anything.
pub fn name_only_the_place_of_panics() {
    std::panic::set_hook(Box::new(|panic| {
        let place = panic.location().map(ToString::to_string).unwrap_or_default();
        tracing::error!(place, "a panic");
    }));
}
