//! Rows that could not be applied when their file came: tried again by the next import of the
//! creditor, or by command.

use std::collections::BTreeMap;

use domain::ids::BatchId;

use super::source::layout;
use super::step::{Persons, Step};
use super::{ImportError, Row, Scope, absent, read_map, step, undo};
use crate::in_tx;
use crate::store::import::{self, Batch, Tally};
use crate::store::import_row::{self, StagedRow, WaitingRow};
use crate::use_cases::PortalError;

/// Rows that are looked at together.
const STEP: i64 = 200;

/// Tries every waiting row once more; gives what became of them.
pub async fn retry(scope: &Scope<'_>) -> Result<Tally, ImportError> {
    let (mut total, mut after) = (Tally::default(), String::new());
    loop {
        let mut conn = scope.portal.store.read().await?;
        let rows = import_row::waiting(&mut conn, scope.tenant, &after, STEP).await?;
        drop(conn);
        let Some(last) = rows.last() else { return Ok(total) };
        after.clone_from(&last.debt_reference);
        let mut of_batch: BTreeMap<String, Vec<WaitingRow>> = BTreeMap::new();
        let (to_undo, rows): (Vec<_>, Vec<_>) =
            rows.into_iter().partition(|row| row.undo_at.is_some());
        for row in &to_undo {
            undo::again(scope, row).await?;
        }
        for row in rows {
            of_batch.entry(row.batch.to_string()).or_default().push(row);
        }
        for rows in of_batch.into_values() {
            total = sum(total, &again(scope, rows).await?);
        }
    }
}

fn sum(a: Tally, b: &Tally) -> Tally {
    Tally {
        new: a.new + b.new,
        changed: a.changed + b.changed,
        waiting: a.waiting + b.waiting,
        closed: a.closed + b.closed,
        ..a
    }
}

/// Tries waiting rows of one import, with its map and its day.
async fn again(scope: &Scope<'_>, waiting: Vec<WaitingRow>) -> Result<Tally, ImportError> {
    let Some(first) = waiting.first() else { return Ok(Tally::default()) };
    let batch = batch_of(scope, &first.batch).await?;
    let map = read_map(&batch.map_text, scope)?;
    let layout = layout(&map, &batch.header)?;
    let count = waiting.len();
    let (mut rows, mut absent) = (Vec::new(), Vec::new());
    for WaitingRow { debt_reference, debtor_reference, line, sealed, .. } in waiting {
        match sealed {
            Some(sealed) => {
                let staged = StagedRow { debt_reference, debtor_reference, line, sealed };
                rows.push(Row::open(scope, &batch, &layout, staged));
            }
            None => absent.push(debt_reference),
        }
    }
    rows.sort_by(|a, b| a.debtor_reference.cmp(&b.debtor_reference));
    let references: Vec<&str> = (rows.iter().map(|row| &*row.debt_reference))
        .chain(absent.iter().map(String::as_str))
        .collect();
    let absent: Vec<&str> = absent.iter().map(String::as_str).collect();
    let step = Step::of(scope, &batch, (map.amount, Persons::NewOnly));
    let done = in_tx!(scope.portal.store, tx => {
        let found = import_row::stop_waiting(&mut tx, scope.tenant, &references).await?;
        if usize::try_from(found) != Ok(references.len()) {
            // Somebody else is at it.
            return Err(PortalError::Refused("import-taken-over"));
        }
        let applied = step::apply(step, &mut tx, &rows, &mut None).await?;
        let closed = absent::close(step, &mut tx, &absent).await?;
        let tally = Tally { applied: 0, ..sum(applied, &closed) };
        let before = i64::try_from(count).unwrap_or(i64::MAX);
        let change = Tally { waiting: tally.waiting - before, ..tally };
        import::count(&mut tx, scope.tenant, &batch.id, &change).await?;
        tally
    });
    done.map_err(|error: PortalError| error.into())
}

async fn batch_of(scope: &Scope<'_>, id: &BatchId) -> Result<Batch, ImportError> {
    let mut conn = scope.portal.store.read().await?;
    Ok(import::find(&mut conn, scope.tenant, id).await?.ok_or(PortalError::NotFound)?)
}
