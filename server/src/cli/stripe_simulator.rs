//! `aldia stripe-simulator`

use std::net::SocketAddr;
use std::path::PathBuf;

use super::Outcome;
use crate::clock::Clock;
use crate::stripe::simulator::{Config, Endpoint, serve};

/// How the simulator is started.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Address and port; loopback only.
    #[arg(long, default_value = "127.0.0.1:7071")]
    bind: SocketAddr,
    /// The file that keeps its state; without one it forgets everything when it ends.
    #[arg(long, value_name = "FILE")]
    state: Option<PathBuf>,
    /// Where events are sent to.
    #[arg(long, default_value = "http://localhost:7070/webhooks/stripe")]
    webhook_url: String,
    /// The secret that events are signed with.
    #[arg(long, env = "ALDIA_SIMULATOR_WEBHOOK_SECRET")]
    webhook_secret: String,
    /// What ids and faults follow from.
    #[arg(long, default_value_t = 1)]
    seed: u64,
}

/// Serves until Ctrl-C or SIGTERM.
pub async fn run(args: Args) -> Outcome {
    if !args.bind.ip().is_loopback() {
        return Err("bind: the simulator is for loopback only".into());
    }
    let listener = tokio::net::TcpListener::bind(args.bind).await?;
    println!("Simulator of Stripe on http://{}", listener.local_addr()?);
    let endpoint = Endpoint { url: args.webhook_url, secrets: vec![args.webhook_secret] };
    let config = Config {
        state_file: args.state,
        origin: None,
        endpoints: vec![endpoint],
        seed: args.seed,
        real_now_ms: Clock::system().now().timestamp_millis(),
    };
    tokio::select! {
        ended = serve(config, listener) => ended?,
        () = super::serve::asked_to_stop() => {}
    }
    Ok(String::new())
}
