//! `aldia links`: a link for every case with something owed, exported or sent.

use std::fs::OpenOptions;
use std::io::Write;
use std::os::unix::fs::OpenOptionsExt;
use std::path::PathBuf;

use csv::{Terminator, Writer, WriterBuilder};

use super::refusal::in_words;
use super::{Outcome, link_steps, unknown};
use crate::compose::Portal;
use crate::tenant::Tenant;
use crate::use_cases::access_link::{self, Exported, Queued, Rest};

/// What to make links for, and what to do with them.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The creditor's short name.
    #[arg(long, value_name = "SLUG")]
    creditor: String,
    /// Send each link by e-mail, as soon as the contact rules let it leave.
    #[arg(long, conflicts_with = "out")]
    send: bool,
    /// Write the links to this new file, for reminders of your own; to standard output if missing.
    /// Whoever has the file can reach every identity check: guard it.
    #[arg(long, value_name = "FILE.csv")]
    out: Option<PathBuf>,
    /// What the links are for, in your words: `aviso-3`. Each remembers it, and the file says what is due.
    #[arg(long, value_name = "NAME", conflicts_with = "send")]
    step: Option<String>,
    /// Only for the customers whose numbers stand in this file, one on a line.
    #[arg(long, value_name = "FILE.txt", requires = "step")]
    customers: Option<PathBuf>,
    /// Say what the links of each step have brought, and make none.
    #[arg(long, conflicts_with_all = ["send", "out", "step"])]
    results: bool,
}

/// Runs the command.
pub async fn run(portal: &Portal, args: Args) -> Outcome {
    let (tenant, _) = unknown::creditor(portal, &args.creditor).await?;
    if args.send {
        return send(portal, &tenant).await;
    }
    if args.results {
        return link_steps::results(portal, &tenant).await;
    }
    let step = match &args.step {
        Some(text) => Some(link_steps::Order::read(text, args.customers.as_deref())?),
        None => None,
    };
    match args.out {
        None => {
            export(portal, &tenant, step.as_ref(), std::io::stdout()).await?;
            Ok(String::new())
        }
        Some(path) => {
            let file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(&path);
            let file = file.map_err(|error| format!("{}: {error}", path.display()))?;
            let links = export(portal, &tenant, step.as_ref(), &file).await?;
            file.sync_all()?;
            Ok(format!("{links} links are in {}.", path.display()))
        }
    }
}

async fn export(
    portal: &Portal,
    tenant: &Tenant,
    step: Option<&link_steps::Order>,
    out: impl Write,
) -> Result<usize, Box<dyn std::error::Error + Send + Sync>> {
    match step {
        Some(order) => link_steps::export(portal, tenant, order, out).await,
        None => export_all(portal, tenant, out).await,
    }
}

/// Writes page after page, each after its links stand in the database, so that memory stays flat and
/// what was written works.
async fn export_all(
    portal: &Portal,
    tenant: &Tenant,
    out: impl Write,
) -> Result<usize, Box<dyn std::error::Error + Send + Sync>> {
    let mut csv = WriterBuilder::new().terminator(Terminator::CRLF).from_writer(out);
    csv.write_record(["reference", "name", "address", "link", "expiry", "hold"])?;
    let (mut links, mut after) = (0, None);
    loop {
        let page = access_link::export(portal, tenant, after.as_ref()).await.map_err(in_words)?;
        for row in &page.items {
            write(&mut csv, row)?;
        }
        csv.flush()?;
        links += page.items.len();
        after = page.next;
        if after.is_none() {
            return Ok(links);
        }
    }
}

fn write(csv: &mut Writer<impl Write>, row: &Exported) -> Result<(), csv::Error> {
    let (link, until) = match &row.link {
        Some((link, until)) => (link.clone(), until.to_string()),
        None => Default::default(),
    };
    let hold = row.hold.map(Rest::as_str).unwrap_or_default();
    csv.write_record([
        plain(&row.reference),
        plain(&row.name),
        plain(&row.address),
        link,
        until,
        hold.to_owned(),
    ])
}

/// The text so that no spreadsheet takes it for a formula.
pub(super) fn plain(text: &str) -> String {
    let formula = text.starts_with(['=', '+', '-', '@', '\t', '\r', '\0']);
    if formula { format!("'{text}") } else { text.to_owned() }
}

async fn send(portal: &Portal, tenant: &Tenant) -> Outcome {
    let (mut now, mut before, mut nowhere, mut held, mut after) =
        (0_u64, 0_u64, 0_u64, 0_u64, None);
    loop {
        let page = access_link::queue(portal, tenant, after.as_ref()).await.map_err(in_words)?;
        for queued in page.items {
            match queued {
                Queued::Now => now += 1,
                Queued::Before => before += 1,
                Queued::NoAddress => nowhere += 1,
                Queued::Held => held += 1,
            }
        }
        after = page.next;
        if after.is_none() {
            return Ok(format!(
                "Links that wait to leave: {now}. Waiting already: {before}. Cases without an e-mail \
                 address: {nowhere}. Cases whose reminders are on hold: {held}."
            ));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_cell_of_the_export_is_a_formula() {
        for (text, expected) in [
            ("Rosa", "Rosa"),
            ("", ""),
            ("=1+1", "'=1+1"),
            ("+51999", "'+51999"),
            ("-1", "'-1"),
            ("@SUM(A1)", "'@SUM(A1)"),
            ("\tx", "'\tx"),
            ("\rx", "'\rx"),
            ("\0x", "'\0x"),
        ] {
            assert_eq!(plain(text), expected);
        }
    }
}
