//! `aldia import`: a creditor's file of debts.

use std::fmt::Write;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use chrono::NaiveDate;
use indicatif::{ProgressBar, ProgressStyle};

use super::refusal::in_words;
use super::{Outcome, import_undo, unknown};
use crate::compose::Portal;
use crate::store::import::Tally;
use crate::store::import_row::WaitingRow;
use crate::use_cases::import::{
    self, BadRows, End, ImportError, Order, Progress, Report, SHARED_BY,
};

/// What payments that a file tells of are recorded by.
const ACTOR: &str = "aldia import";

/// Which file, and how; or what else is done with imports.
#[derive(Debug, clap::Args)]
#[command(args_conflicts_with_subcommands = true, subcommand_negates_reqs = true)]
pub struct Args {
    #[command(subcommand)]
    act: Option<Act>,
    /// The creditor's short name.
    #[arg(long, value_name = "SLUG", required = true)]
    creditor: Option<String>,
    /// How the file is written and what it means; maps/example.toml explains every key.
    #[arg(long, value_name = "MAP.toml", required = true)]
    map: Option<PathBuf>,
    /// The day on which the file is looked at; today if missing. What was issued later is left out,
    /// what was settled later is still owed.
    #[arg(long, value_name = "YYYY-MM-DD")]
    as_of: Option<NaiveDate>,
    /// Import the good rows of a file that has bad ones too; without it none is imported.
    #[arg(long)]
    skip_bad: bool,
    /// The file. Bad rows are named in a file of the same name that ends in .rej.csv.
    #[arg(value_name = "FILE.csv", required = true)]
    file: Option<PathBuf>,
}

/// What is done with imports that are there.
#[derive(Debug, clap::Subcommand)]
enum Act {
    /// Undo the creditor's last import, or go on with undoing it after a kill.
    Undo(import_undo::Args),
}

/// A file to be imported, and how.
#[derive(Debug)]
pub struct File {
    /// The creditor's short name.
    pub creditor: String,
    /// Its map.
    pub map: PathBuf,
    /// The day on which it is looked at; today if missing.
    pub as_of: Option<NaiveDate>,
    /// What a bad row does.
    pub bad_rows: BadRows,
    /// The file.
    pub file: PathBuf,
}

/// Whose waiting rows.
#[derive(Debug, clap::Args)]
pub struct WaitingArgs {
    /// The creditor's short name.
    #[arg(long, value_name = "SLUG")]
    creditor: String,
}

/// Imports a file, or does what else is asked for.
pub async fn run(portal: &Portal, args: Args) -> Outcome {
    let Args { act, creditor, map, as_of, skip_bad, file } = args;
    if let Some(Act::Undo(args)) = act {
        return import_undo::run(portal, &args).await;
    }
    let (Some(creditor), Some(map), Some(file)) = (creditor, map, file) else {
        return Err("which file of which creditor, and with which map?".into());
    };
    let bad_rows = if skip_bad { BadRows::Skip } else { BadRows::RefuseAll };
    load(portal, &File { creditor, map, as_of, bad_rows, file }).await
}

/// Imports a file, or goes on with it after a kill. Fails if nothing was imported.
pub async fn load(portal: &Portal, args: &File) -> Outcome {
    let (tenant, _) = unknown::creditor(portal, &args.creditor).await?;
    let map_text =
        std::fs::read_to_string(&args.map).map_err(|error| unknown::file(&args.map, &error))?;
    let order = Order {
        file: &args.file,
        map_text: &map_text,
        as_of: args.as_of,
        bad_rows: args.bad_rows,
        actor: ACTOR,
    };
    let (bar, stop) = (bar(), stopped());
    let mut watch = |progress| {
        show(&bar, progress);
        if stop.load(Ordering::Relaxed) {
            ControlFlow::Break(())
        } else {
            ControlFlow::Continue(())
        }
    };
    let result = import::run(portal, &tenant, order, &mut watch).await;
    bar.finish_and_clear();
    let report = result.map_err(|error| why(&args.file, error))?;
    match report.end {
        End::Done => Ok(done(&args.file, &report)),
        End::Refused => Err(refused(&report).into()),
    }
}

/// Tries the rows again that wait for a payment to end; each import does so too.
pub async fn retry(portal: &Portal, args: &WaitingArgs) -> Outcome {
    let (tenant, _) = unknown::creditor(portal, &args.creditor).await?;
    let (tally, waiting) = import::retry_waiting(portal, &tenant).await?;
    let Tally { new, changed, closed, .. } = tally;
    let mut text = format!("{new} new, {changed} changed, {closed} closed.\n");
    name_waiting(&mut text, &waiting);
    Ok(text)
}

pub(super) fn why(file: &Path, error: ImportError) -> Box<dyn std::error::Error + Send + Sync> {
    match error {
        ImportError::Portal(error) => match error {
            crate::use_cases::PortalError::Refused("import-taken-over") => {
                "another import of this creditor has taken over; try again when it is done".into()
            }
            error => in_words(error),
        },
        error => format!("{}: {error}", file.display()).into(),
    }
}

/// Drawn on a terminal only.
pub(super) fn bar() -> ProgressBar {
    let style = ProgressStyle::with_template("{msg} {wide_bar} {percent:>3} % {eta:>4}");
    ProgressBar::new(0).with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()))
}

pub(super) fn show(bar: &ProgressBar, progress: Progress) {
    let unsigned = |number: i64| u64::try_from(number).unwrap_or_default();
    let (message, done, total) = match progress {
        Progress::Reading { done, total } => ("reading ", done, total),
        Progress::Applying { done, total } => ("applying", unsigned(done), unsigned(total)),
        Progress::Undoing { done } => ("undoing ", unsigned(done), unsigned(done)),
    };
    bar.set_message(message);
    bar.set_length(total);
    bar.set_position(done);
}

/// Ctrl-C stops between two steps; the same command goes on.
pub(super) fn stopped() -> Arc<AtomicBool> {
    let stop = Arc::new(AtomicBool::new(false));
    let flag = Arc::clone(&stop);
    tokio::spawn(async move {
        if tokio::signal::ctrl_c().await.is_ok() {
            flag.store(true, Ordering::Relaxed);
        }
    });
    stop
}

fn done(file: &Path, report: &Report) -> String {
    let Tally { read, good, bad, skipped, new, changed, waiting, closed, .. } = report.tally;
    let same = good - new - changed - waiting;
    let mut text = format!("{} is imported, as {}.\n", file.display(), report.batch);
    let mut line = |count: i64, what: &str| {
        if count != 0 {
            let _ = writeln!(text, "{count:>9} {what}");
        }
    };
    line(read, "rows read");
    line(new, "new");
    line(changed, "changed");
    line(same, "as before");
    line(skipped, "left out: empty, or issued after the day of the import");
    line(bad, "bad");
    line(closed, "debts closed that the file no longer names");
    line(waiting, "wait");
    line(report.permitted, "permissions for phones written down, one for each channel");
    line(report.refused_since, "of them open nothing, since the person has said no");
    if let Some(path) = &report.rejects {
        let _ = writeln!(text, "The bad rows are named in {}.", path.display());
    }
    if report.absent_kept {
        text.push_str("No debt was closed, since bad rows were left out.\n");
    }
    if report.shared_phones > 0 {
        let _ = writeln!(
            text,
            "{} people have a phone that more than {SHARED_BY} others have too: what is written from it counts \
             for all of them. Look whether it is a real one.",
            report.shared_phones
        );
    }
    name_waiting(&mut text, &report.waiting);
    text
}

fn name_waiting(text: &mut String, waiting: &[WaitingRow]) {
    if waiting.is_empty() {
        return;
    }
    text.push_str("These wait and are tried again by the next import or `aldia import-waiting`;\n");
    text.push_str("those of a plan are for a person to decide, on the page of changes:\n");
    for row in waiting {
        let _ = writeln!(
            text,
            "  {}, line {} of {}: {}",
            row.debt_reference, row.line, row.batch, row.why
        );
    }
}

fn refused(report: &Report) -> String {
    let Tally { read, bad, .. } = report.tally;
    let path = report.rejects.as_deref().unwrap_or(Path::new("")).display();
    format!(
        "nothing is imported: {bad} of {read} rows are bad. They are named in {path}; \
         --skip-bad imports the others"
    )
}
