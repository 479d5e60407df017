//! Reading the file: good rows are staged, sealed; bad ones are reported. Nothing is applied yet.

use std::collections::HashMap;
use std::ops::ControlFlow;

use domain::import::{Field, ImportRow, Layout, ReadRow, Reason, RowError};
use domain::tone;

use super::before::Before;
use super::person::zone;
use super::records::{Item, Record};
use super::rejects::Rejects;
use super::source::{Source, column_of, headers, pack, used};
use super::{ImportError, Progress, Scope, Watch, seal_place};
use crate::in_tx;
use crate::keys::Place;
use crate::store::import::{self, Batch, Tally};
use crate::store::import_row::{self, StagedRow};
use crate::use_cases::PortalError;

/// Records that are read between two transactions.
const STEP: usize = 500;
/// Rows of one statement.
const ROWS: usize = 50;
/// No invoice is larger, in minor units: ten thousand of them can still be added up.
const LARGEST: i64 = 900_000_000_000_000;

/// What staging needs to know of the file.
pub struct Reading<'a> {
    /// The import.
    pub batch: &'a Batch,
    /// Its columns.
    pub layout: &'a Layout<'a>,
    /// Its map.
    pub map: &'a domain::import::ImportMap,
}

struct Good {
    staged: StagedRow,
    row: ImportRow,
    raw: Vec<u8>,
}

struct Bad {
    line: u64,
    errors: Vec<RowError>,
    raw: Vec<u8>,
}

/// What documents are called, and whether no message may say it: most rows have one of a few names.
#[derive(Default)]
struct Papers(HashMap<String, bool>);

impl Papers {
    fn refuses(&mut self, name: &str) -> bool {
        if let Some(known) = self.0.get(name) {
            return *known;
        }
        let is_refused = tone::refuses_document(name);
        self.0.insert(name.to_owned(), is_refused);
        is_refused
    }
}

#[derive(Default)]
struct Step {
    good: Vec<Good>,
    bad: Vec<Bad>,
    tally: Tally,
    is_last: bool,
}

/// Stages the whole file. What an earlier, killed try has staged is found again and kept.
pub async fn stage(
    scope: &Scope<'_>,
    reading: &Reading<'_>,
    source: &mut Source,
    rejects: &mut Rejects,
    watch: &mut Watch<'_>,
) -> Result<Tally, ImportError> {
    let mut total = Tally::default();
    loop {
        let mut step = read(scope, reading, source)?;
        let (tally, bad) = write(scope, reading, &step, total).await?;
        total = tally;
        step.bad.extend(bad);
        step.bad.sort_by_key(|bad| bad.line);
        for bad in &step.bad {
            rejects.add(bad.line, &bad.errors, &bad.raw).map_err(ImportError::Report)?;
        }
        if step.is_last {
            return Ok(total);
        }
        let progress = Progress::Reading { done: source.read(), total: source.size };
        if let ControlFlow::Break(()) = watch(progress) {
            return Err(ImportError::Interrupted);
        }
    }
}

fn read(
    scope: &Scope<'_>,
    reading: &Reading<'_>,
    source: &mut Source,
) -> Result<Step, ImportError> {
    let headers = headers(reading.map, &reading.batch.header);
    let used = used(reading.map, &headers);
    let (mut step, mut papers) = (Step::default(), Papers::default());
    while step.good.len() + step.bad.len() < STEP {
        let Some(item) = source.records.next().map_err(ImportError::Read)? else {
            step.is_last = true;
            break;
        };
        step.tally.read += 1;
        match item {
            Item::Broken(broken) => {
                let column = headers.get(broken.column).cloned().unwrap_or_default();
                let errors = vec![RowError { column, reason: broken.reason }];
                step.bad.push(Bad { line: broken.line, errors, raw: broken.raw });
            }
            Item::Record(record) => {
                match read_record(scope, reading, &record, (&used, &mut papers)) {
                    Ok(Some(good)) => step.good.push(good),
                    Ok(None) => step.tally.skipped += 1,
                    Err(errors) => {
                        step.bad.push(Bad { line: record.line, errors, raw: record.raw });
                    }
                }
            }
        }
    }
    Ok(step)
}

fn read_record(
    scope: &Scope<'_>,
    reading: &Reading<'_>,
    record: &Record,
    (used, papers): (&[bool], &mut Papers),
) -> Result<Option<Good>, Vec<RowError>> {
    let (cells, batch) = (record.cells(), reading.batch);
    let row = match reading.layout.read_row(&cells, batch.as_of)? {
        ReadRow::Row(row) => *row,
        ReadRow::Skipped(_) => return Ok(None),
    };
    let parts = [Some(row.amount.money()), row.interest, row.fee];
    if parts.into_iter().flatten().any(|money| money.minor() > LARGEST) {
        let column = column_of(reading.map, Field::Amount);
        return Err(vec![RowError { column, reason: Reason::TooLarge }]);
    }
    if row.debtor.zone.as_deref().is_some_and(|text| zone(text).is_none()) {
        let column = column_of(reading.map, Field::Zone);
        return Err(vec![RowError { column, reason: Reason::Zone }]);
    }
    if row.document_type.as_deref().is_some_and(|name| papers.refuses(name)) {
        let column = column_of(reading.map, Field::DocumentType);
        return Err(vec![RowError { column, reason: Reason::CourtPaper }]);
    }
    let of = seal_place(&batch.id, &row.debt_reference);
    let place = Place { tenant: scope.tenant, row: &of, column: "row" };
    let staged = StagedRow {
        debt_reference: row.debt_reference.clone(),
        debtor_reference: row.debtor_reference.clone(),
        line: i64::try_from(record.line).unwrap_or(i64::MAX),
        sealed: scope.portal.keys.seal_staged(place, &pack(&cells, used)),
    };
    Ok(Some(Good { staged, row, raw: record.raw.clone() }))
}

/// Stages the good rows of a step; gives the sums so far, and the rows that were not good after all.
async fn write(
    scope: &Scope<'_>,
    reading: &Reading<'_>,
    step: &Step,
    total: Tally,
) -> Result<(Tally, Vec<Bad>), ImportError> {
    let (tenant, batch) = (scope.tenant, reading.batch);
    let written = in_tx!(scope.portal.store, tx => {
        let mut bad = contradictions(scope, reading, &mut tx, &step.good).await?;
        let is_bad = |row: &&Good| !bad.iter().any(|b: &Bad| b.line == line_of(row));
        let good: Vec<&Good> = step.good.iter().filter(is_bad).collect();
        for rows in good.chunks(ROWS) {
            let staged: Vec<_> = rows.iter().map(|row| row.staged.clone()).collect();
            for (at, first_line) in import_row::stage(&mut tx, tenant, &batch.id, &staged).await? {
                let first_line = u64::try_from(first_line).unwrap_or_default();
                bad.push(refused(reading, rows[at], Field::DebtReference, Reason::TwiceInFile { first_line }));
            }
        }
        let count = |rows: usize| i64::try_from(rows).unwrap_or(i64::MAX);
        let tally = Tally {
            read: total.read + step.tally.read,
            good: total.good + count(step.good.len()) - count(bad.len()),
            bad: total.bad + count(step.bad.len()) + count(bad.len()),
            skipped: total.skipped + step.tally.skipped,
            ..total
        };
        if !import::set_read(&mut tx, tenant, &batch.id, &tally).await? {
            return Err(PortalError::Refused("import-taken-over"));
        }
        (tally, bad)
    });
    written.map_err(ImportError::from)
}

/// Rows that cannot go together with what is here under their references.
async fn contradictions(
    scope: &Scope<'_>,
    reading: &Reading<'_>,
    tx: &mut crate::store::Tx,
    rows: &[Good],
) -> Result<Vec<Bad>, PortalError> {
    let references: Vec<&str> = rows.iter().map(|row| &*row.row.debt_reference).collect();
    let before = Before::of_debts(tx, scope, &references).await?;
    let check = |row: &Good| {
        let error = before.plan(&row.row, reading.map.amount).err()?;
        let reason = Reason::from(error);
        let field = match reason {
            Reason::CurrencyChanged => Field::Currency,
            Reason::DebtorChanged => Field::DebtorReference,
            _ => Field::Amount,
        };
        Some(refused(reading, row, field, reason))
    };
    Ok(rows.iter().filter_map(check).collect())
}

fn refused(reading: &Reading<'_>, row: &Good, field: Field, reason: Reason) -> Bad {
    let errors = vec![RowError { column: column_of(reading.map, field), reason }];
    Bad { line: line_of(row), errors, raw: row.raw.clone() }
}

fn line_of(row: &Good) -> u64 {
    u64::try_from(row.staged.line).unwrap_or_default()
}
