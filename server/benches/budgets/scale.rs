//! Pages of a large portfolio beside those of a small one, asked in turn.

use std::time::{Duration, Instant};

use crate::Outcome;
use crate::client::{Client, Request, get, post};
use crate::process::Process;
use crate::report::{Report, Verdict, median, millis};
use crate::site::Site;

/// How often each page of each site is asked for.
const TIMES: usize = 600;

/// Debtors whose statements are looked at.
const DEBTORS: u64 = 60;

/// A site with how many debts it has.
pub type Sized<'a> = (&'a Site, u64);

/// One kind of page: what it is called, and requests for it.
type Kind = (&'static str, Vec<Request>);

/// Compares the medians of all kinds of pages.
pub async fn measure(few: Sized<'_>, many: Sized<'_>, report: &mut Report) -> Outcome<()> {
    let kinds = [requests(few).await?, requests(many).await?];
    let mut servers = Vec::new();
    let mut clients = Vec::new();
    for ((site, _), kinds) in [few, many].into_iter().zip(&kinds) {
        let first = kinds[0].1.first().ok_or("nobody")?;
        servers.push(Process::serving(site.aldia(&["serve"]), site.port, first).await?);
        clients.push(Client::connect(site.port).await?);
    }
    // The job that sums a portfolio up begins with the server.
    tokio::time::sleep(Duration::from_secs(8)).await;
    for (at, (name, _)) in kinds[0].iter().enumerate() {
        let mut times = [Vec::new(), Vec::new()];
        for turn in 0..TIMES {
            for (which, times) in times.iter_mut().enumerate() {
                let requests = &kinds[which][at].1;
                let begin = Instant::now();
                clients[which].expect(&requests[turn % requests.len()]).await?;
                times.push(begin.elapsed());
            }
        }
        let [small, large] = times.map(|times| median(times[TIMES / 10..].to_vec()));
        let ratio = large.as_secs_f64() / small.as_secs_f64();
        report.add(
            &format!("{name}, {} debts beside {}, p50", many.1, few.1),
            format!("{ratio:.2}× ({:.2} and {:.2} ms)", millis(large), millis(small)),
            "≤ 1.2×",
            Verdict::from(ratio <= 1.2),
        );
    }
    Ok(())
}

async fn requests((site, debts): Sized<'_>) -> Outcome<Vec<Kind>> {
    let (people, owner) = (site.debtors(DEBTORS, debts).await?, site.owner().await?);
    let page = |path: &str| get(path, &owner.cookie, "br");
    let search = |typed: &str| post("/panel/casos", &owner.cookie, &format!("q={typed}"));
    let statements = people.iter().map(|person| get("/cuenta", &person.cookie, "br")).collect();
    let cases = people.iter().filter_map(|person| person.case.as_ref());
    Ok(vec![
        ("statement", statements),
        ("list of cases", vec![page("/panel/casos")]),
        ("one case", cases.map(|case| page(&format!("/panel/casos/{case}"))).collect()),
        ("search by invoice", vec![search("B001-00000042"), search("B001-00009000")]),
        ("search by name", vec![search("rosa+quispe"), search("mamani")]),
        ("start page of the team", vec![page("/panel")]),
        ("list of payments", vec![page("/panel/pagos")]),
    ])
}
