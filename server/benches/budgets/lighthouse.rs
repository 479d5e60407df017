//! What Lighthouse says of the statement on its slow telephone.

use std::path::Path;

use serde_json::Value;
use tokio::process::Command;

use crate::Outcome;
use crate::report::{Report, Verdict};
use crate::site::{Person, Site};

/// Runs Lighthouse against a server that is up.
pub async fn measure(site: &Site, person: &Person, report: &mut Report) -> Outcome<()> {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("../end2end/bench/lighthouse.mjs");
    let url = format!("http://localhost:{}/cuenta", site.port);
    let out = Command::new("node").arg(script).args([&url, &person.cookie]).output().await?;
    if !out.status.success() {
        return Err(String::from_utf8_lossy(&out.stderr).into());
    }
    let said: Value = serde_json::from_slice(&out.stdout)?;
    let number = |name: &str| said[name].as_f64().unwrap_or(f64::NAN);
    let scores = ["performance", "accessibility", "best-practices"].map(number);
    let perfect = scores.iter().all(|score| *score >= 1.0);
    report.add(
        "Lighthouse, mobile: performance, accessibility, best practices",
        scores.map(|score| format!("{:.0}", score * 100.0)).join(", "),
        "100, 100, 100",
        Verdict::from(perfect),
    );
    let (paint, blocked, shift) = (number("lcp") / 1000.0, number("tbt"), number("cls"));
    report.add(
        "Lighthouse, mobile: LCP, TBT, CLS",
        format!("{paint:.2} s, {blocked:.0} ms, {shift:.2}"),
        "≤ 1.0 s, 0, 0",
        Verdict::from(paint <= 1.0 && blocked <= 0.0 && shift <= 0.0),
    );
    Ok(())
}
