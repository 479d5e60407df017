//! The statement under load: how fast beside a bare handler, at what cost, in how much memory.

use std::process::Command;
use std::time::Duration;

use crate::Outcome;
use crate::client::{Load, Request, Until, get, load};
use crate::process::{CLIENT, Process, SERVERS, hold_self, pinned};
use crate::report::{Report, Verdict, float, median_ratio, megabytes, millis};
use crate::site::{Person, Site};

/// Requests at the same time.
const CONNECTIONS: usize = 8;

/// How often both servers take turns.
const TURNS: usize = 7;

/// How long one is asked at a stretch.
const STRETCH: Duration = Duration::from_secs(2);

/// Answers after which memory is read.
const MANY: u64 = 100_000;

/// Requests of all `people` for the statement.
fn statements(people: &[Person], encoding: &str) -> Vec<Request> {
    people.iter().map(|person| get("/cuenta", &person.cookie, encoding)).collect()
}

/// Measures rate, processor time and memory of a server on one core, asked from another.
pub async fn measure(site: &Site, people: &[Person], report: &mut Report) -> Outcome<()> {
    let (plain, brotli) = (statements(people, "identity"), statements(people, "br"));
    let first = plain.first().ok_or("nobody")?;
    let command = pinned(&site.aldia(&["serve"]), SERVERS);
    let server = Process::serving(command, site.port, first).await?;
    hold_self(CLIENT)?;
    let before = server.memory("VmRSS")?;
    load(site.port, &brotli, CONNECTIONS, Until::Count(2_000)).await?;

    let size = body_size(site.port, first).await?;
    let (bare, bare_port) = bare(&site.database, size)?;
    load(bare_port, &plain, CONNECTIONS, Until::Count(2_000)).await?;
    let (mut ratios, mut rates, mut answers) = (Vec::new(), [0.0; 2], 2_000);
    for _ in 0..TURNS {
        let ours = load(site.port, &plain, CONNECTIONS, Until::Time(STRETCH)).await?;
        let theirs = load(bare_port, &plain, CONNECTIONS, Until::Time(STRETCH)).await?;
        answers += ours.answers;
        rates = [ours.rate(), theirs.rate()];
        ratios.push(rates[0] / rates[1]);
    }
    drop(bare);
    let ratio = median_ratio(ratios);
    report.add(
        "statement, requests/s beside a bare handler with the same queries",
        format!("{ratio:.2} ({:.0} and {:.0} a second)", rates[0], rates[1]),
        "≥ 0.6",
        Verdict::from(ratio >= 0.6),
    );

    answers += processor(site, &server, [&plain, &brotli], report).await?;
    let rest = MANY.saturating_sub(answers);
    load(site.port, &brotli, CONNECTIONS, Until::Count(rest.max(1))).await?;
    let after = server.memory("VmRSS")?;
    hold_self("0,1")?;
    report.add(
        "resident memory after 100,000 requests",
        format!("{:.0} MB ({:.0} MB at the start)", megabytes(after), megabytes(before)),
        "≤ 64 MB",
        Verdict::from(after <= 64 * 1024),
    );
    Ok(())
}

/// Processor time of one page, compressed; the plain one is told beside it.
async fn processor(
    site: &Site,
    server: &Process,
    [plain, brotli]: [&[Request]; 2],
    report: &mut Report,
) -> Outcome<u64> {
    let (without, first) = cost(site.port, server, plain).await?;
    let (with, second) = cost(site.port, server, brotli).await?;
    report.add(
        "statement, processor time of the server, brotli included",
        format!("{with:.3} ms ({without:.3} ms uncompressed, {:.0} pages/s)", second.rate()),
        "≤ 0.25 ms",
        Verdict::from(with <= 0.25),
    );
    Ok(first.answers + second.answers)
}

/// Milliseconds of processor time a page, and the load that was measured.
pub async fn cost(port: u16, server: &Process, requests: &[Request]) -> Outcome<(f64, Load)> {
    let before = server.processor()?;
    let done = load(port, requests, CONNECTIONS, Until::Count(20_000)).await?;
    let used = server.processor()?.saturating_sub(before);
    Ok((millis(used) / float(done.answers), done))
}

async fn body_size(port: u16, request: &[u8]) -> Outcome<usize> {
    let mut client = crate::client::Client::connect(port).await?;
    Ok(client.ask(request).await?.body.len())
}

/// Starts the bare handler, held to the same core; it says where it listens.
fn bare(database: &str, size: usize) -> Outcome<(Process, u16)> {
    let mut own = Command::new(std::env::current_exe()?);
    own.args(["--bare", database, &size.to_string()]);
    let (process, port) = Process::telling(pinned(&own, SERVERS))?;
    Ok((process, port.parse()?))
}
