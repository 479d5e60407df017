//! Sending a morning's reminders: how many messages a second one node hands over, and how many each of two on one
//! database, half of them e-mails, half SMS.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use chrono::{DateTime, NaiveTime, Utc};
use domain::calendar::add_business_days;
use domain::contact_channel::ContactChannel;
use server::clock::Clock;
use server::compose::Portal;
use server::config::program::Settings;
use server::config::sequence as files;
use server::jobs::outbox;
use server::store::{creditor, reminder_page};
use server::use_cases::consent::{self, Given};
use server::use_cases::sequence::{self, Order};
use server::use_cases::{reminder, wall_clock};
use tokio::sync::watch;

use crate::Outcome;
use crate::portfolio::Shape;
use crate::postgres::Cluster;
use crate::process::Process;
use crate::providers::{ACCOUNT, Providers};
use crate::report::{Report, Verdict, float};
use crate::site::Site;

/// Customers, each with one reminder.
const CASES: u64 = 6_000;

/// Messages that one node hands over alone before the other one joins it.
const ALONE: u64 = 2_000;

/// Messages that are not counted, while nodes start and at the end.
const ASIDE: u64 = 200;

/// Messages a second, of each node.
const LEAST: f64 = 100.0;

/// How many messages each node hands over side by side.
const SENDERS: u16 = 16;

/// How long nothing may come.
const PATIENCE: Duration = Duration::from_mins(1);

/// One message to everybody who is late.
const SEQUENCE: &str = r#"
name = "Mañana"
gap_days = 7
[[step]]
name = "Aviso"
kind = "kind"
days = 1
channels = ["sms", "email"]
"#;

/// Sends from PostgreSQL with one node, then with two.
pub async fn measure(folder: &Path, report: &mut Report) -> Outcome<()> {
    let folder = folder.join("sending");
    std::fs::create_dir_all(&folder)?;
    let cluster = Cluster::start(&folder)?;
    let database = cluster.database("sending").await?;
    let site =
        Site::of_in(&folder.join("site"), Some(database), (Shape::Threes, CASES * 3)).await?;
    site.with_phone().await?;
    let nodes = [Providers::start().await?, Providers::start().await?];
    let at = queue(&site, &nodes[0]).await?;
    let first = node(&site, &nodes[0], at)?;
    let alone = rate(&nodes, (ASIDE, ALONE)).await?;
    let second = node(&site, &nodes[1], at)?;
    let before = nodes.each_ref().map(all);
    let begin = before[0] + before[1] + ASIDE;
    let both = rate(&nodes, (begin, CASES - ASIDE)).await?;
    let shares = [all(&nodes[0]) - before[0], all(&nodes[1]) - before[1]];
    drop((first, second));
    site.portal.store.close().await;
    let (letters, texts) =
        nodes.iter().map(Providers::taken).fold((0, 0), |sum, one| (sum.0 + one.0, sum.1 + one.1));
    report.add(
        &format!("messages a second, one node alone, {SENDERS} senders, PostgreSQL"),
        format!("{alone:.0} ({letters} letters and {texts} texts in all)"),
        "≥ 100",
        Verdict::from(alone >= LEAST),
    );
    let each = both / 2.0;
    report.add(
        "messages a second of each of two nodes on one database",
        format!(
            "{each:.0}, together {:.2}× of one (shares {} and {})",
            both / alone,
            shares[0],
            shares[1]
        ),
        "≥ 100",
        Verdict::from(each >= LEAST),
    );
    Ok(())
}

/// Plans a reminder for everybody, half of them by SMS; gives the instant at which they may leave: ten in the morning
/// of the next business day, in which the run takes place whatever its own hour.
async fn queue(site: &Site, to: &Providers) -> Outcome<DateTime<Utc>> {
    let (tenant, now) = (&site.tenant, site.portal.clock.now());
    let mut conn = site.portal.store.read().await?;
    let settings = creditor::settings(&mut conn, tenant).await?;
    let all = i64::try_from(CASES)?;
    let heads = reminder_page::owing(&mut conn, tenant, ("", all)).await?;
    drop(conn);
    let today = wall_clock::local(settings.zone, now).date();
    for head in heads.iter().step_by(2) {
        let given =
            Given { channel: ContactChannel::Sms, on: today, how: "form", proof: "Ficha 1" };
        consent::record(&site.portal, tenant, &head.case, given, "bench").await?;
    }
    let file = files::read(SEQUENCE).map_err(|errors| format!("{errors:?}"))?;
    let order = Order { source: SEQUENCE, file: &file, from: None, made_by: "bench" };
    sequence::apply(&site.portal, (tenant, &settings), order).await?;
    let day = add_business_days(settings.country, today, 1);
    let ten = NaiveTime::from_hms_opt(10, 0, 0).ok_or("no such time")?;
    let at = wall_clock::instant(settings.zone, day.and_time(ten));
    let portal = portal(&written(site, to)?, at).await?;
    reminder::plan_day(&portal, tenant).await?;
    portal.store.close().await;
    Ok(at)
}

async fn portal(config: &Path, at: DateTime<Utc>) -> Outcome<Portal> {
    Ok(Portal::open(Settings::load(Some(config))?, Clock::set_to(at)).await?)
}

/// Writes the settings of a node that sends to these providers.
fn written(site: &Site, to: &Providers) -> Outcome<PathBuf> {
    let file = site.config().with_file_name(format!("node-{}.toml", to.mail));
    let own = std::fs::read_to_string(site.config())?;
    let own: Vec<&str> = own.lines().filter(|line| !line.starts_with("mailbox_dir")).collect();
    let toml = format!(
        "{}\nsmtp_url = 'smtp://127.0.0.1:{}'\ntwilio_account_sid = '{ACCOUNT}'\n\
         twilio_auth_token = 'token-for-the-benchmarks'\n\
         twilio_api_url = 'http://127.0.0.1:{}'\nsenders = {SENDERS}\n",
        own.join("\n"),
        to.mail,
        to.phones,
    );
    std::fs::write(&file, toml)?;
    Ok(file)
}

/// Starts a node's senders in a process of their own, which ends with the value.
fn node(site: &Site, to: &Providers, at: DateTime<Utc>) -> Outcome<Process> {
    let mut own = Command::new(std::env::current_exe()?);
    own.arg("--send").arg(written(site, to)?).arg(at.to_rfc3339());
    Process::start(own)
}

/// What [`node`] starts: the senders of a node whose clock stands at `at`, until it is ended.
pub async fn send(config: &Path, at: DateTime<Utc>) -> Outcome<()> {
    let (_nobody_stops, stop) = watch::channel(false);
    outbox::senders(&portal(config, at).await?, &stop).join_all().await;
    Ok(())
}

fn all(node: &Providers) -> u64 {
    let (letters, texts) = node.taken();
    letters + texts
}

/// Messages a second from when the nodes had taken `from` until they have taken `to`.
async fn rate(nodes: &[Providers; 2], (from, to): (u64, u64)) -> Outcome<f64> {
    let begun = until(nodes, from).await?;
    let ended = until(nodes, to).await?;
    Ok(float(ended.0 - begun.0) / (ended.1 - begun.1).as_secs_f64())
}

/// Waits until so many messages were taken; gives how many they are, and when.
async fn until(nodes: &[Providers; 2], count: u64) -> Outcome<(u64, Instant)> {
    let (mut last, mut since) = (0, Instant::now());
    loop {
        let taken: u64 = nodes.iter().map(all).sum();
        let now = Instant::now();
        if taken >= count {
            return Ok((taken, now));
        }
        if taken > last {
            (last, since) = (taken, now);
        } else if now - since > PATIENCE {
            return Err(format!("{taken} messages were sent, and then no more").into());
        }
        tokio::time::sleep(Duration::from_millis(2)).await;
    }
}
