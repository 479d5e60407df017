//! From the start of the process to its first page.

use std::time::{Duration, Instant};

use crate::Outcome;
use crate::client::get;
use crate::process::Process;
use crate::report::{Report, Verdict, median, millis};
use crate::site::{Person, Site};

/// How often the program is started.
const STARTS: usize = 9;

/// Starts the program on a database that is there already and asks for a statement at once.
pub async fn measure(site: &Site, person: &Person, report: &mut Report) -> Outcome<()> {
    let request = get("/cuenta", &person.cookie, "br");
    let mut times = Vec::new();
    for _ in 0..STARTS {
        let begin = Instant::now();
        let _server = Process::serving(site.aldia(&["serve"]), site.port, &request).await?;
        times.push(begin.elapsed());
    }
    let time = median(times);
    report.add(
        "start to first answer, existing database",
        format!("{:.0} ms", millis(time)),
        "≤ 150 ms",
        Verdict::from(time <= Duration::from_millis(150)),
    );
    Ok(())
}
