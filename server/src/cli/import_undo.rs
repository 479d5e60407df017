//! `aldia import undo`: takes back what the last import of a creditor did.

use std::error::Error;
use std::fmt::Write;
use std::fs::OpenOptions;
use std::ops::ControlFlow;
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};
use std::sync::atomic::Ordering;

use super::import::{bar, show, stopped, why};
use super::{Outcome, unknown};
use crate::compose::Portal;
use crate::store::import_undone::UndoneRow;
use crate::use_cases::import::undo::{self, End, How, Report};

/// Who is said to have undone an import.
const ACTOR: &str = "aldia import undo";

/// So many things that are not as they were are named.
const NAMED: usize = 20;

/// What the columns of the report are called.
const HEADER: [&str; 6] = ["reference", "id", "case", "fate", "currency", "credit"];

/// Whose last import, and whether it is meant.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The creditor's short name.
    #[arg(value_name = "CREDITOR")]
    creditor: String,
    /// Only say what would become of everything.
    #[arg(long)]
    dry_run: bool,
    /// Write what became of each thing into this file, as CSV. It must not be there yet.
    #[arg(long, value_name = "FILE.csv")]
    report: Option<PathBuf>,
}

/// Undoes the last import, or says what that would do.
pub async fn run(portal: &Portal, args: &Args) -> Outcome {
    let (tenant, _) = unknown::creditor(portal, &args.creditor).await?;
    let mut told = Told::beside(args.report.as_deref())?;
    let (bar, stop) = (bar(), stopped());
    let mut watch = |progress| {
        show(&bar, progress);
        if stop.load(Ordering::Relaxed) {
            ControlFlow::Break(())
        } else {
            ControlFlow::Continue(())
        }
    };
    let how = if args.dry_run { How::OnTrial } else { How::InEarnest };
    let mut tell = |row: &UndoneRow| told.add(row);
    let done = undo::undo(portal, &tenant, (ACTOR, how), (&mut watch, &mut tell)).await;
    bar.finish_and_clear();
    let report = done.map_err(|error| why(Path::new("the last import"), error))?;
    let named = told.finish()?;
    Ok(said(&report, &named))
}

/// What became of things: each in the file, the first of those that are not as they were by name.
struct Told {
    writer: Option<csv::Writer<std::fs::File>>,
    failed: Option<csv::Error>,
    named: Vec<String>,
}

impl Told {
    fn beside(path: Option<&Path>) -> Result<Self, Box<dyn Error + Send + Sync>> {
        let mut told = Self { writer: None, failed: None, named: Vec::new() };
        let Some(path) = path else { return Ok(told) };
        let mut options = OpenOptions::new();
        let file = options.write(true).create_new(true).mode(0o600).open(path);
        let file = file.map_err(|error| format!("{}: {error}", path.display()))?;
        let mut writer = csv::Writer::from_writer(file);
        writer.write_record(HEADER)?;
        told.writer = Some(writer);
        Ok(told)
    }

    fn add(&mut self, row: &UndoneRow) {
        let credit = row.credit.map(|credit| credit.to_decimal().to_string()).unwrap_or_default();
        let currency = row.credit.map(|credit| credit.currency().code()).unwrap_or_default();
        if self.named.len() < NAMED && (row.fate.starts_with("waits:") || row.credit.is_some()) {
            let more = if credit.is_empty() {
                String::new()
            } else {
                format!(", {currency} {credit} became credit")
            };
            self.named.push(format!("{}: {}{more}", row.reference, row.fate));
        }
        let Some(writer) = &mut self.writer else { return };
        let case = row.case.as_ref().map(ToString::to_string).unwrap_or_default();
        let cells = [&*row.reference, &*row.of, &*case, &*row.fate, currency, &*credit];
        if let Err(error) = writer.write_record(cells.map(harmless)) {
            self.failed.get_or_insert(error);
        }
    }

    fn finish(self) -> Result<Vec<String>, Box<dyn Error + Send + Sync>> {
        if let Some(error) = self.failed {
            return Err(format!("the report cannot be written: {error}").into());
        }
        if let Some(writer) = self.writer {
            writer.into_inner().map_err(csv::IntoInnerError::into_error)?.sync_all()?;
        }
        Ok(self.named)
    }
}

/// A text that no spreadsheet takes for a formula.
fn harmless(text: &str) -> String {
    let is_formula = text.starts_with(['=', '+', '-', '@', '\t', '\r']);
    if is_formula { format!("'{text}") } else { text.to_owned() }
}

fn said(report: &Report, named: &[String]) -> String {
    let Some(batch) = &report.batch else {
        return "There is no import to undo.\n".to_owned();
    };
    let (name, id) = (&batch.file_name, &batch.id);
    let mut text = match report.end {
        End::Done => format!("The import of {name} is undone ({id}).\n"),
        End::Before => {
            format!("The import of {name} was undone before ({id}): nothing is left to do.\n")
        }
        End::Tried => {
            format!("Undoing the import of {name} ({id}) would do this; nothing was done:\n")
        }
        End::Nothing => String::new(),
    };
    for (fate, count) in &report.fates {
        // Writing to a text cannot fail.
        let _ = writeln!(text, "{count:>9} {}", in_words(fate));
    }
    if !named.is_empty() {
        text.push_str("Among them:\n");
        for line in named {
            let _ = writeln!(text, "  {line}");
        }
    }
    text
}

fn in_words(fate: &str) -> &str {
    match fate {
        "withdrawn" => "debts and credit notes that the import brought: withdrawn",
        "restored" => "debts, credit notes and people that it changed: as before",
        "restored-in-part" => "as before but for what somebody has changed since",
        "hold-lifted" => "holds that it set: lifted",
        "permission-taken-back" => "permissions for phones that it brought: taken back",
        "dropped" => "rows that waited and were never applied: dropped",
        "left" => "left as they are by a person",
        "waits:plan-runs" => "wait: a plan runs; decide on the page of changes",
        "waits:payment-open" => "wait for a payment to end, then undone by themselves",
        "waits:credit-used" => "wait: their credit went back to the debtor",
        "waits:given-back" => "wait: money of a payment that the file told of was given back",
        "waits:does-not-fit" => "wait: their amounts do not fit the import any more",
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_cell_of_the_report_is_a_formula() {
        for (text, expected) in [("=1+1", "'=1+1"), ("-5", "'-5"), ("B-1", "B-1"), ("", "")] {
            assert_eq!(harmless(text), expected);
        }
    }
}
