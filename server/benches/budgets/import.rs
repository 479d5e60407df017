//! The import of a large file, beside loaders that only insert what it leaves.

use std::path::Path;
use std::time::{Duration, Instant};

use server::store::Store;

use crate::Outcome;
use crate::loader;
use crate::postgres::Cluster;
use crate::process::Process;
use crate::report::{Report, Verdict, float, megabytes};
use crate::site::Site;

/// What the import is measured on: a folder, and how many debts.
pub struct Order<'a> {
    /// Where the sites go.
    pub folder: &'a Path,
    /// Invoices of the file.
    pub debts: u64,
}

/// Imports into SQLite; gives the site for what follows.
pub async fn sqlite(order: &Order<'_>, report: &mut Report) -> Outcome<Site> {
    let debts = order.debts;
    let site = Site::new(&order.folder.join("many"), None).await?;
    let (took, memory) = timed(&site, debts).await?;
    let url = format!("sqlite:{}?mode=rwc", order.folder.join("loaded.db").display());
    let loaded = Store::open(&url).await?;
    let (rows, plain) = loader::copy(&site.portal.store, &loaded).await?;
    loaded.close().await;
    let ratio = took.as_secs_f64() / plain.as_secs_f64();
    report.add(
        &format!("CSV import of {debts} debts beside inserting its {rows} rows, SQLite"),
        format!("{ratio:.2}× ({} and {})", seconds(took), seconds(plain)),
        "≤ 3×",
        Verdict::from(ratio <= 3.0),
    );
    report.add(
        &format!("CSV import of {debts} debts, most memory, SQLite"),
        format!("{:.0} MB", megabytes(memory)),
        "≤ 200 MB",
        Verdict::from(memory <= 200 * 1024),
    );
    Ok(site)
}

/// Imports into PostgreSQL, and copies the rows into a second database with COPY.
pub async fn postgres(order: &Order<'_>, report: &mut Report) -> Outcome<()> {
    let cluster = Cluster::start(order.folder)?;
    let (one, other) = (cluster.database("imported").await?, cluster.database("copied").await?);
    let site = Site::new(&order.folder.join("postgres"), Some(one.clone())).await?;
    let (took, memory) = timed(&site, order.debts).await?;
    let copied = cluster.copy(&one, &other).await?;
    report.tell(
        &format!("CSV import of {} debts beside COPY of its rows, PostgreSQL", order.debts),
        format!(
            "{:.1}× ({} and {}), {:.0} MB",
            took.as_secs_f64() / copied.as_secs_f64(),
            seconds(took),
            seconds(copied),
            megabytes(memory)
        ),
    );
    site.portal.store.close().await;
    Ok(())
}

async fn timed(site: &Site, debts: u64) -> Outcome<(Duration, u64)> {
    let command = site.import(debts)?;
    let begin = Instant::now();
    let memory = Process::start(command)?.finish().await?;
    let took = begin.elapsed();
    let rate = float(debts) / took.as_secs_f64();
    eprintln!("  imported {debts} debts in {}, {rate:.0} a second", seconds(took));
    Ok((took, memory))
}

fn seconds(of: Duration) -> String {
    format!("{:.1} s", of.as_secs_f64())
}
