//! Proves the ledger's invariants over the whole database, row by row, and names the first that is
//! broken. Reads only; believes nothing that it can compute.

mod case_sheet;
mod stored;

use std::collections::BTreeSet;

use sqlx::AnyConnection;

use self::case_sheet::{CaseSheet, by_cause, expect_entries};
use self::stored::{posting_key, read_entries};
use super::PortalError;
use crate::compose::Portal;
use crate::store::audit::{self, Figures, Which};
use crate::tenant::Tenant;

pub use self::case_sheet::import_body;

/// The kind of the act that stands for all entries of one import on a case.
pub const IMPORT_ACT: &str = "import";

/// The kind of the act that stands for one entry.
const LEDGER_ACT: &str = "ledger";

const PAGE: i64 = 500;

/// A row that breaks an invariant.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Broken {
    /// The table.
    pub table: &'static str,
    /// The row's key.
    pub row: String,
    /// What is wrong with it.
    pub problem: String,
}

impl std::fmt::Display for Broken {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} {}: {}", self.table, self.row, self.problem)
    }
}

/// How much was checked.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Checked {
    /// Cases.
    pub cases: u64,
    /// Entries of the ledger.
    pub entries: u64,
    /// Acts of the evidence chains.
    pub acts: u64,
}

/// The outcome of a check.
pub type Verdict = Result<Checked, Broken>;

/// Checks every tenant; the first broken row ends it.
pub async fn check(portal: &Portal) -> Result<Verdict, PortalError> {
    let mut conn = portal.store.read().await?;
    check_on(&mut conn).await
}

/// The same on a connection of the caller's.
pub async fn check_on(conn: &mut AnyConnection) -> Result<Verdict, PortalError> {
    let mut checked = Checked::default();
    for tenant in Tenant::all(conn).await? {
        if let Err(broken) = check_tenant(conn, &tenant, &mut checked).await? {
            return Ok(Err(broken));
        }
    }
    Ok(Ok(checked))
}

type Step = Result<(), Broken>;

fn broken(table: &'static str, row: impl Into<String>, problem: impl Into<String>) -> Broken {
    Broken { table, row: row.into(), problem: problem.into() }
}

async fn check_tenant(
    conn: &mut AnyConnection,
    tenant: &Tenant,
    checked: &mut Checked,
) -> Result<Step, PortalError> {
    if let Some(orphan) = audit::postings(conn, tenant, Which::Orphan).await?.first() {
        return Ok(Err(broken("ledger_postings", posting_key(orphan), "belongs to no entry")));
    }
    if let Err(found) = check_loose(conn, tenant, checked).await? {
        return Ok(Err(found));
    }
    let mut after = String::new();
    loop {
        let page = audit::cases(conn, tenant, &after, PAGE).await?;
        let Some(last) = page.last() else { return Ok(Ok(())) };
        after = last.to_string();
        for case in &page {
            let sheet = CaseSheet::read(conn, tenant, case).await?;
            checked.cases += 1;
            checked.entries += u64::try_from(sheet.entries.len()).unwrap_or(u64::MAX);
            checked.acts += u64::try_from(sheet.acts.len()).unwrap_or(u64::MAX);
            if let Err(found) = sheet.check() {
                return Ok(Err(found));
            }
        }
    }
}

/// The causes that an item's entries have: it came, each time that it waited again it had left and came
/// back, and if it ended without a payment, it left.
fn loose_causes(item: &Figures) -> Vec<String> {
    let (key, again) = (&item.key, item.numbers[3]);
    let out = |n: i64| match n {
        0 => format!("suspense-out:{key}"),
        n => format!("suspense-out:{key}:{n}"),
    };
    let mut causes = vec![format!("suspense:{key}")];
    for n in 1..=again {
        causes.extend([out(n - 1), format!("suspense-back:{key}:{n}")]);
    }
    if item.numbers[2] == 1 {
        causes.push(out(again));
    }
    causes
}

/// Money that has no case: each item has its entry, each entry its item.
async fn check_loose(
    conn: &mut AnyConnection,
    tenant: &Tenant,
    checked: &mut Checked,
) -> Result<Step, PortalError> {
    let entries = audit::entries(conn, tenant, None).await?;
    let postings = audit::postings(conn, tenant, Which::Loose).await?;
    let items = audit::suspense(conn, tenant).await?;
    checked.entries += u64::try_from(entries.len()).unwrap_or(u64::MAX);
    Ok((|| {
        let booked = read_entries(&entries, &postings)?;
        let totals = by_cause(&booked);
        expect_entries(
            &items,
            "suspense",
            |item| loose_causes(item).into_iter().map(|cause| (cause, item.numbers[0])).collect(),
            &totals,
        )?;
        let known: BTreeSet<_> = items.iter().flat_map(loose_causes).collect();
        match booked.iter().find(|entry| !known.contains(entry.cause.as_str())) {
            Some(entry) => {
                Err(broken("ledger_entries", entry.id.as_str(), "no suspense item has its cause"))
            }
            None => Ok(()),
        }
    })())
}
