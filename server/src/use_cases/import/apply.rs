//! Applying a staged import: short steps, each visible at once, then clearing up. A kill at any moment
//! costs at most the step under way.

use std::ops::ControlFlow;
use std::time::Duration;

use domain::import::{AbsentRows, DebtorFields, ImportMap, Layout};
use tokio::time::Instant;

use super::person::fill;
use super::source::layout;
use super::step::{Persons, Step};
use super::{ImportError, Progress, Row, Scope, Watch, absent, read_map, step};
use crate::in_tx;
use crate::store::Dialect;
use crate::store::import::{self, Batch, BatchState, Cursor};
use crate::store::import_row;
use crate::use_cases::PortalError;

/// Rows of the first transaction, and of those that look for debts that left the file.
const STEP: i64 = 200;
/// The fewest and the most rows of one transaction.
const ROWS: (i64, i64) = (50, 1_000);
/// How long a transaction may keep others from writing, about.
const HOLD: Duration = Duration::from_millis(100);
/// Staged rows that are removed in one transaction.
const CLEAR: i64 = 1_000;

/// Brings an import that is being applied to its end.
pub async fn finish(
    scope: &Scope<'_>,
    batch: &Batch,
    watch: &mut Watch<'_>,
) -> Result<(), ImportError> {
    if batch.state == BatchState::Applying {
        let map = read_map(&batch.map_text, scope)?;
        let layout = layout(&map, &batch.header)?;
        rows(scope, batch, (&map, &layout), watch).await?;
        // Of a bad row nobody knows which debt it meant.
        if map.absent == AbsentRows::Close && batch.tally.bad == 0 {
            absent_debts(scope, batch, &map, watch).await?;
        }
        set_state(scope, batch, (BatchState::Applying, BatchState::Clearing)).await?;
    }
    clear(scope, batch).await?;
    set_state(scope, batch, (BatchState::Clearing, BatchState::Done)).await
}

/// Removes what is staged of an import that is not to be applied.
pub async fn give_up(scope: &Scope<'_>, batch: &Batch) -> Result<(), ImportError> {
    clear(scope, batch).await?;
    set_state(scope, batch, (BatchState::Staging, BatchState::Refused)).await
}

async fn set_state(
    scope: &Scope<'_>,
    batch: &Batch,
    states: (BatchState, BatchState),
) -> Result<(), ImportError> {
    let done = in_tx!(scope.portal.store, tx => {
        import::set_state(&mut tx, scope.tenant, &batch.id, states, scope.portal.clock.now()).await?;
    });
    done.map_err(|error: PortalError| error.into())
}

async fn rows(
    scope: &Scope<'_>,
    batch: &Batch,
    (map, layout): (&ImportMap, &Layout<'_>),
    watch: &mut Watch<'_>,
) -> Result<(), ImportError> {
    let mut said = said_before(scope, batch, layout).await?;
    let mut size = STEP;
    loop {
        let batch = reload(scope, batch).await?;
        let started = Instant::now();
        let mut conn = scope.portal.store.read().await?;
        let staged =
            import_row::rows_after(&mut conn, scope.tenant, &batch.id, &batch.cursor, size).await?;
        drop(conn);
        let Some(last) = staged.last() else { return Ok(()) };
        let cursor =
            Cursor { debtor: last.debtor_reference.clone(), debt: last.debt_reference.clone() };
        let rows: Vec<Row> =
            staged.into_iter().map(|row| Row::open(scope, &batch, layout, row)).collect();
        let step = Step::of(scope, &batch, (map.amount, Persons::AsTheFileSays));
        let done = in_tx!(scope.portal.store, tx => {
            let mut said = said.clone();
            let to = (&cursor, &*batch.after_absent);
            if import::advance(&mut tx, scope.tenant, &batch, to).await? {
                let tally = step::apply(step, &mut tx, &rows, &mut said).await?;
                import::count(&mut tx, scope.tenant, &batch.id, &tally).await?;
            }
            said
        });
        said = done.map_err(|error: PortalError| ImportError::from(error))?;
        size = next_size(size, started.elapsed());
        let applied = batch.tally.applied + i64::try_from(rows.len()).unwrap_or(i64::MAX);
        pause(scope, (applied, batch.tally.good), started, watch).await?;
    }
}

/// As many rows as fit into [`HOLD`] on this machine, if so many took `took`.
fn next_size(rows: i64, took: Duration) -> i64 {
    let took = i64::try_from(took.as_millis()).unwrap_or(i64::MAX).max(1);
    let held = i64::try_from(HOLD.as_millis()).unwrap_or(i64::MAX);
    // Step by step: one slow moment says little.
    let fits = (rows * held / took).clamp(rows / 2, rows * 2);
    fits.clamp(ROWS.0, ROWS.1)
}

async fn absent_debts(
    scope: &Scope<'_>,
    batch: &Batch,
    map: &ImportMap,
    watch: &mut Watch<'_>,
) -> Result<(), ImportError> {
    loop {
        let batch = reload(scope, batch).await?;
        let started = Instant::now();
        let mut conn = scope.portal.store.read().await?;
        let absent = import_row::absent(&mut conn, scope.tenant, &batch, STEP).await?;
        drop(conn);
        let Some(last) = absent.last() else { return Ok(()) };
        let references: Vec<&str> = absent.iter().map(String::as_str).collect();
        let step = Step::of(scope, &batch, (map.amount, Persons::AsTheFileSays));
        let done = in_tx!(scope.portal.store, tx => {
            if import::advance(&mut tx, scope.tenant, &batch, (&batch.cursor, last)).await? {
                let tally = absent::close(step, &mut tx, &references).await?;
                import::count(&mut tx, scope.tenant, &batch.id, &tally).await?;
            }
        });
        done.map_err(|error: PortalError| ImportError::from(error))?;
        pause(scope, (batch.tally.good, batch.tally.good), started, watch).await?;
    }
}

async fn clear(scope: &Scope<'_>, batch: &Batch) -> Result<(), ImportError> {
    loop {
        let started = Instant::now();
        let cleared = in_tx!(scope.portal.store, tx => {
            import_row::clear(&mut tx, scope.tenant, &batch.id, CLEAR).await?
        });
        if cleared.map_err(|error: PortalError| ImportError::from(error))? == 0 {
            return Ok(());
        }
        make_way(scope, started).await;
    }
}

async fn reload(scope: &Scope<'_>, batch: &Batch) -> Result<Batch, ImportError> {
    let mut conn = scope.portal.store.read().await?;
    let found = import::find(&mut conn, scope.tenant, &batch.id).await?;
    Ok(found.ok_or(PortalError::NotFound)?)
}

/// What the rows that are applied already have said of the debtor at the cursor, who may have more.
async fn said_before(
    scope: &Scope<'_>,
    batch: &Batch,
    layout: &Layout<'_>,
) -> Result<Option<(String, DebtorFields)>, ImportError> {
    let batch = reload(scope, batch).await?;
    let end = batch.cursor.clone();
    let mut at = Cursor { debtor: end.debtor.clone(), debt: String::new() };
    let mut said = DebtorFields::default();
    let mut conn = scope.portal.store.read().await?;
    while at != end {
        let staged = import_row::rows_after(&mut conn, scope.tenant, &batch.id, &at, STEP).await?;
        if staged.is_empty() {
            break;
        }
        for row in staged {
            at = Cursor { debtor: row.debtor_reference.clone(), debt: row.debt_reference.clone() };
            if let Ok(row) = Row::open(scope, &batch, layout, row).read {
                fill(&mut said, &row.debtor);
            }
            if at == end {
                break;
            }
        }
    }
    Ok(Some((end.debtor, said)))
}

/// Tells how far it is, and lets others write.
async fn pause(
    scope: &Scope<'_>,
    (done, total): (i64, i64),
    started: Instant,
    watch: &mut Watch<'_>,
) -> Result<(), ImportError> {
    if let ControlFlow::Break(()) = watch(Progress::Applying { done, total }) {
        return Err(ImportError::Interrupted);
    }
    make_way(scope, started).await;
    Ok(())
}

/// On SQLite there is one writer, and who waits for its turn looks again every so often: a pause of a
/// fifth of the time that was taken lets pages and webhooks in between.
async fn make_way(scope: &Scope<'_>, started: Instant) {
    if scope.portal.store.dialect() == Dialect::Sqlite {
        let most = Duration::from_millis(20);
        tokio::time::sleep((started.elapsed() / 5).min(most)).await;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_step_grows_and_shrinks_with_what_the_machine_can_do() {
        for (rows, took_ms, next) in [
            (200, 50, 400),
            (200, 100, 200),
            (200, 150, 133),
            (200, 10_000, 100),
            (60, 10_000, 50),
            (900, 10, 1_000),
            (200, 0, 400),
        ] {
            assert_eq!(next_size(rows, Duration::from_millis(took_ms)), next, "{rows} {took_ms}");
        }
    }
}
