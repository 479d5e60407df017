//! Proves the ledger's invariants over the whole database, row by row, and names the first that is
//! broken. Reads only; believes nothing that it can compute.

mod case_sheet;
mod given_up;
mod stored;

use std::collections::BTreeSet;

use domain::ids::CaseId;
use sqlx::AnyConnection;

use self::case_sheet::{CaseSheet, by_cause, expect_entries};
use self::stored::{posting_key, read_entries};
use super::PortalError;
use crate::compose::Portal;
use crate::store::StoreError;
use crate::store::audit::{self, Figures, Suspense, Which};
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

/// Checks every tenant, all as of one moment, so that it may run beside everything else; the first
/// broken row ends it.
pub async fn check(portal: &Portal) -> Result<Verdict, PortalError> {
    let mut snapshot = portal.store.snapshot().await?;
    let verdict = check_on(&mut snapshot).await?;
    snapshot.rollback().await.map_err(StoreError::from)?;
    Ok(verdict)
}

/// The same in a transaction of the caller's.
pub async fn check_on(conn: &mut AnyConnection) -> Result<Verdict, PortalError> {
    let mut checked = Checked::default();
    for tenant in Tenant::all(conn).await? {
        if let Err(broken) = check_tenant(conn, &tenant, &mut checked).await? {
            return Ok(Err(broken));
        }
    }
    Ok(Ok(checked))
}

/// Checks one case alone, as it stands.
pub async fn check_case(
    conn: &mut AnyConnection,
    tenant: &Tenant,
    case: &CaseId,
) -> Result<Result<(), Broken>, PortalError> {
    Ok(CaseSheet::read(conn, tenant, case).await?.check())
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

/// Money that has no case: each item has its entry, each entry its item, and what the ledger holds for
/// others is what waits.
async fn check_loose(
    conn: &mut AnyConnection,
    tenant: &Tenant,
    checked: &mut Checked,
) -> Result<Step, PortalError> {
    let entries = audit::entries(conn, tenant, None).await?;
    let postings = audit::postings(conn, tenant, Which::Loose).await?;
    let items = audit::suspense(conn, tenant, Suspense::Items).await?;
    let odd = audit::suspense(conn, tenant, Suspense::Odd).await?;
    let held = audit::suspense(conn, tenant, Suspense::Held).await?;
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
        if let Some(entry) = booked.iter().find(|entry| !known.contains(entry.cause.as_str())) {
            return Err(broken(
                "ledger_entries",
                entry.id.as_str(),
                "no suspense item has its cause",
            ));
        }
        check_held(&odd, &held)
    })())
}

/// No item stands as none can, and in each currency the whole ledger holds what waits.
fn check_held(odd: &[Figures], held: &[Figures]) -> Step {
    if let Some(item) = odd.first() {
        let [amount, back, ..] = item.numbers;
        let problem = if (0..=amount).contains(&back) {
            "became a payment that is not there".to_owned()
        } else {
            format!("is {amount}, and {back} of it went back")
        };
        return Err(broken("suspense", &*item.key, problem));
    }
    match held.iter().find(|sum| sum.numbers[0] != sum.numbers[1]) {
        Some(sum) => {
            let [booked, waits, ..] = sum.numbers;
            let problem = format!("{waits} waits, the ledger holds {booked}");
            Err(broken("suspense", &*sum.key, problem))
        }
        None => Ok(()),
    }
}
