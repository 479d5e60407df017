//! A night's planning of reminders over a whole portfolio, on both engines: a night on which most cases have
//! something due, one on which everybody was just written to, and one on which nobody was and hardly anything is due.
//! A portfolio of a tenth takes the same nights, so that a run says by itself whether time and memory grow as they may.

use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use server::clock::Clock;
use server::compose::Portal;
use server::config::program::Settings;
use server::store::Dialect;
use server::tenant::Tenant;
use server::use_cases::reminder;
use sqlx::Row;

use crate::Outcome;
use crate::copies::{self, BASE, change};
use crate::past;
use crate::portfolio::Shape;
use crate::postgres::Cluster;
use crate::process::Process;
use crate::report::{Report, Verdict, float, megabytes};
use crate::site::Site;

/// What a night over [`FULL`] cases may take.
const MOST: f64 = 60.0;

/// The cases that [`MOST`] is said of.
const FULL: u64 = 1_000_000;

/// How many times as many cases as the small portfolio the large one has.
const TIMES: u64 = 10;

/// How much more per case, and how much more memory, the large portfolio may take.
const GROWTH: f64 = 1.2;

/// Lets everything have left eight days ago, and nothing be left for the team.
const LONG_AGO: [&str; 4] = [
    "update messages set state = 'sent', sent_at = not_before - 691200000,
        counted_at = not_before - 691200000
     where kind = 'reminder' and state = 'queued'",
    "update tasks set state = 'cancelled' where state = 'open'",
    "update reminders set state = 'sent' where state = 'queued'",
    "update reminders set state = 'cancelled' where state = 'open'",
];

/// Lets the day be planned once more.
const AGAIN: &str = "delete from reminder_days";

/// One night of one portfolio.
struct Night {
    took: Duration,
    /// The most memory of the process that planned it, in kibibytes.
    memory: u64,
    /// Contacts that were planned.
    planned: u64,
}

/// The three nights of one portfolio.
struct Nights {
    cases: u64,
    busy: Night,
    written: Night,
    quiet: Night,
}

/// Plans the nights of two portfolios on each engine, the larger of about `cases` cases.
pub async fn measure(folder: &Path, cases: u64, report: &mut Report) -> Outcome<()> {
    let (few, many) = (copies::whole(cases / TIMES), copies::whole(cases));
    for engine in [Dialect::Sqlite, Dialect::Postgres] {
        let folder = folder.join(format!("nights-{}", name(engine)));
        std::fs::create_dir_all(&folder)?;
        let cluster = match engine {
            Dialect::Sqlite => None,
            Dialect::Postgres => Some(Cluster::start(&folder)?),
        };
        let few = nights(&folder.join("few"), cluster.as_ref(), few).await?;
        let many = nights(&folder.join("many"), cluster.as_ref(), many).await?;
        tell(engine, (&few, &many), report);
        drop(cluster);
        std::fs::remove_dir_all(&folder)?;
    }
    Ok(())
}

const fn name(engine: Dialect) -> &'static str {
    match engine {
        Dialect::Sqlite => "SQLite",
        Dialect::Postgres => "PostgreSQL",
    }
}

async fn nights(folder: &Path, cluster: Option<&Cluster>, cases: u64) -> Outcome<Nights> {
    let database = match cluster {
        None => None,
        Some(cluster) => Some(cluster.database(&format!("nights{cases}")).await?),
    };
    let site = Site::of_in(folder, database, (Shape::Threes, BASE * 3)).await?;
    past::live(&site).await?;
    copies::grow(&site, cases).await?;
    let busy = night(&site).await?;
    if busy.planned < cases / 2 {
        return Err(format!("only {} of {cases} cases have something due", busy.planned).into());
    }
    change(&site, &[AGAIN]).await?;
    let written = night(&site).await?;
    change(&site, &LONG_AGO).await?;
    change(&site, &[AGAIN]).await?;
    let quiet = night(&site).await?;
    site.portal.store.close().await;
    if cluster.is_none() {
        std::fs::remove_dir_all(folder)?;
    }
    Ok(Nights { cases, busy, written, quiet })
}

/// Plans the day in a process of its own.
async fn night(site: &Site) -> Outcome<Night> {
    let before = reminders(site).await?;
    let mut own = Command::new(std::env::current_exe()?);
    own.arg("--plan").arg(site.config());
    let (process, line) = Process::telling(own)?;
    process.finish().await?;
    let (millis, memory) = line.split_once(' ').ok_or("the night was not planned")?;
    Ok(Night {
        took: Duration::from_millis(millis.parse()?),
        memory: memory.parse()?,
        planned: reminders(site).await? - before,
    })
}

/// What [`night`] starts: plans the day of the only creditor, and prints how many milliseconds that took and how many
/// kibibytes of memory at most.
pub async fn plan(config: &Path) -> Outcome<()> {
    let portal = Portal::open(Settings::load(Some(config))?, Clock::system()).await?;
    let mut conn = portal.store.read().await?;
    let tenant = Tenant::all(&mut conn).await?.pop().ok_or("nobody")?;
    drop(conn);
    let begin = Instant::now();
    reminder::plan_day(&portal, &tenant).await?;
    let took = begin.elapsed().as_millis();
    let status = std::fs::read_to_string("/proc/self/status")?;
    let line = status.lines().find(|line| line.starts_with("VmHWM")).ok_or("no such line")?;
    let memory = line.split_whitespace().nth(1).ok_or("no value")?;
    println!("{took} {memory}");
    Ok(())
}

async fn reminders(site: &Site) -> Outcome<u64> {
    let mut conn = site.portal.store.read().await?;
    let sql = "select cast(count(*) as bigint) as planned from reminders";
    let row = sqlx::query(sql).fetch_one(&mut *conn).await?;
    Ok(u64::try_from(row.try_get::<i64, _>("planned")?)?)
}

fn tell(engine: Dialect, (few, many): (&Nights, &Nights), report: &mut Report) {
    let (engine, cases) = (name(engine), many.cases);
    let most = MOST * float(cases) / float(FULL);
    let each = [
        ("most have something due", &few.busy, &many.busy),
        ("everybody was just written to", &few.written, &many.written),
        ("nobody was, and hardly anything is due", &few.quiet, &many.quiet),
    ];
    for (what, small, large) in each {
        let took = large.took.as_secs_f64();
        report.add(
            &format!("planning of {cases} cases, {what}, {engine}"),
            format!("{took:.1} s, {} contacts", large.planned),
            &format!("≤ {most:.0} s"),
            Verdict::from(took <= most),
        );
        let per_case = took / small.took.as_secs_f64() * float(few.cases) / float(cases);
        report.add(
            &format!("the same beside {} cases, time for each", few.cases),
            format!("{per_case:.2}×"),
            "≤ 1.2×",
            Verdict::from(per_case <= GROWTH),
        );
        let memory = float(large.memory) / float(small.memory);
        report.add(
            &format!("the same beside {} cases, most memory", few.cases),
            format!("{memory:.2}× ({:.0} MB)", megabytes(large.memory)),
            "≤ 1.2×",
            Verdict::from(memory <= GROWTH),
        );
    }
}
