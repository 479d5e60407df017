//! A year of a portfolio's life, as `aldia simulate` lives it.

use std::path::Path;
use std::time::{Duration, Instant};

use crate::Outcome;
use crate::process::Process;
use crate::report::{Report, Verdict, megabytes};
use crate::site::Site;

/// Lives through a year of 1,000 debtors; what does not hold ends the run.
pub async fn measure(folder: &Path, report: &mut Report) -> Outcome<()> {
    // Of the site only the settings are used: the life has a database of its own.
    let site = Site::new(&folder.join("lives"), None).await?;
    let mut command =
        site.aldia(&["simulate", "--debtors", "1000", "--days", "365", "--seed", "1"]);
    // Temporary databases, one on each core, on the disk of all the others.
    command.env("TMPDIR", folder.join("lives"));
    let begin = Instant::now();
    let memory = Process::start(command)?.finish().await?;
    let took = begin.elapsed();
    report.add(
        "simulate: 1,000 debtors, 365 days, SQLite",
        format!("{:.1} s, {:.0} MB", took.as_secs_f64(), megabytes(memory)),
        "≤ 60 s",
        Verdict::from(took <= Duration::from_mins(1)),
    );
    Ok(())
}
