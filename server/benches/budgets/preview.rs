//! What a policy would mean for a whole portfolio: the page that a creditor waits for before setting one
//! in force.

use std::path::Path;
use std::time::{Duration, Instant};

use server::store::creditor;
use server::use_cases::{policy, wall_clock};

use crate::Outcome;
use crate::portfolio::Shape;
use crate::report::{Report, Verdict, median};
use crate::site::Site;

/// Customers of the portfolio.
const CASES: u64 = 100_000;

/// How often the policy is tried on it.
const TIMES: usize = 3;

/// The policy of a clinic, as it is shipped.
const POLICY: &str = include_str!("../../../demo/policies/san-borja.toml");

/// Tries the policy on all cases of a new portfolio, in SQLite.
pub async fn measure(folder: &Path, report: &mut Report) -> Outcome<()> {
    let site = Site::of(&folder.join("threes"), (Shape::Threes, CASES * 3)).await?;
    let (portal, tenant) = (&site.portal, &site.tenant);
    let mut conn = portal.store.read().await?;
    let settings = creditor::settings(&mut conn, tenant).await?;
    drop(conn);
    let file = policy::read(&settings, POLICY).map_err(|errors| format!("{errors:?}"))?;
    let today = wall_clock::local(settings.zone, portal.clock.now()).date();
    let mut times = Vec::with_capacity(TIMES);
    for _ in 0..TIMES {
        let begin = Instant::now();
        let seen = policy::preview(portal, (tenant, &settings), &file.policy, today).await?;
        times.push(begin.elapsed());
        let tallies = seen.segments.iter().chain([&seen.without]);
        let cases = tallies.map(|tally| tally.cases).sum::<u64>() + seen.in_review;
        if cases != CASES {
            return Err(format!("{cases} cases instead of {CASES}").into());
        }
    }
    let took = median(times);
    report.add(
        &format!("preview of a policy over {CASES} cases of 3 debts"),
        format!("{:.2} s", took.as_secs_f64()),
        "≤ 5 s",
        Verdict::from(took <= Duration::from_secs(5)),
    );
    Ok(())
}
