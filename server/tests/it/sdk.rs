//! The simulator as Stripe's own Python library sees it.

use std::path::PathBuf;
use std::process::Command;

use server::clock::Clock;

use crate::stripe_sim::StripeSim;

/// The Python that has Stripe's library: the one that `TEST_PYTHON` names, or the one that
/// `make test` has installed where the tests are built.
fn python() -> PathBuf {
    if let Some(python) = std::env::var_os("TEST_PYTHON") {
        return PathBuf::from(python);
    }
    assert!(
        std::env::var_os("CI").is_none(),
        "TEST_PYTHON must name a Python with Stripe's library"
    );
    let built = PathBuf::from(env!("CARGO_BIN_EXE_aldia"));
    let target = built.ancestors().nth(2).expect("two folders above");
    let python = target.join("python/bin/python");
    assert!(
        python.exists(),
        "no Python with Stripe's library: run `make test`, which installs one"
    );
    python
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn stripes_own_library_agrees_with_the_simulator() {
    let now = Clock::system().now();
    let sim = StripeSim::start("http://127.0.0.1:9/nobody".to_owned(), now).await;
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/sdk/check_stripe_sdk.py");
    let origin = sim.origin.clone();
    let ran = tokio::task::spawn_blocking(move || {
        Command::new(python()).arg(script).arg(origin).output().expect("Python runs")
    });
    let output = ran.await.expect("it ran");
    let said = String::from_utf8_lossy(&output.stdout) + String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{said}");
}
