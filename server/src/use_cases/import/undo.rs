//! Undoing the last import of a creditor. Nothing is deleted: each entry that it posted is undone by one of
//! its own, what it brought is withdrawn, what it changed is put back where nobody has changed it since.
//!
//! It goes case by case in short steps, as an import does, and a kill at any moment costs at most the step
//! under way. What a debtor goes by now, a payment under way or a plan, is not touched behind their back: it
//! waits in the same place as changes of imports do.

mod again;
mod back;
mod entries;
mod fate;
mod work;

use std::collections::{BTreeMap, HashMap};
use std::ops::ControlFlow;
use std::time::Duration;

use domain::ids::{BatchId, CaseId};

use self::fate::Fate;
use self::work::Work;
use super::step::Plans;
use super::{ImportError, Progress, Scope, Watch, apply, settings_of, unfinished};
use crate::compose::Portal;
use crate::in_tx;
use crate::store::case::LockedCase;
use crate::store::import::{self, Batch, BatchState};
use crate::store::import_undo::{self, Undo};
use crate::store::import_undone::{self, UndoneRow};
use crate::store::{Dialect, StoreError, Tx, import_row, known};
use crate::tenant::Tenant;
use crate::use_cases::PortalError;

pub(in crate::use_cases::import) use self::again::{again, by_hand, left};

/// Cases of one transaction.
const STEP: i64 = 50;
/// Rows that are read or dropped together.
const ROWS: i64 = 200;

/// Whether an undo is meant.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum How {
    /// It is done.
    InEarnest,
    /// It is only told what would become of everything.
    OnTrial,
}

/// How an undo ended.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum End {
    /// It is done, or was gone on with to its end.
    Done,
    /// It had been done before; nothing changed.
    Before,
    /// It was only tried; nothing changed.
    Tried,
    /// There is no import to undo.
    Nothing,
}

/// What became of an undo.
#[derive(Clone, Debug)]
pub struct Report {
    /// The import.
    pub batch: Option<Batch>,
    /// How it ended.
    pub end: End,
    /// How many things became what, by the words of [`UndoneRow::fate`].
    pub fates: BTreeMap<String, u64>,
}

/// Hears of each thing what became of it.
pub type Tell<'t> = dyn FnMut(&UndoneRow) + Send + 't;

/// What an undo works with.
pub(super) struct Undoing<'a> {
    pub(super) scope: &'a Scope<'a>,
    pub(super) batch: &'a Batch,
    /// The creditor's how many-th undo it is.
    pub(super) number: i64,
    /// Who wanted it.
    pub(super) actor: &'a str,
    /// Whether plans that run keep the amounts of their debts.
    pub(super) plans: Plans,
}

/// Undoes the newest import of the creditor, or goes on with it; only the newest one can be undone. An import
/// that is being applied is brought to its end first.
///
/// `Refused`: `import-under-way` if it is only to be tried and one is being applied, `import-taken-over` if
/// another import was faster.
pub async fn undo(
    portal: &Portal,
    tenant: &Tenant,
    (actor, how): (&str, How),
    (watch, tell): (&mut Watch<'_>, &mut Tell<'_>),
) -> Result<Report, ImportError> {
    let settings = settings_of(portal, tenant).await?;
    let scope = Scope { portal, tenant, settings: &settings, may_wait: true };
    if how == How::InEarnest {
        for batch in unfinished(&scope).await? {
            if batch.state != BatchState::Staging {
                apply::finish(&scope, &batch, watch).await?;
            }
        }
    }
    let Some(batch) = newest(&scope).await? else {
        return Ok(Report { batch: None, end: End::Nothing, fates: BTreeMap::new() });
    };
    let known = find(&scope, &batch.id).await?;
    let is_done = known.as_ref().is_some_and(|undo| undo.done_at.is_some());
    let mut fates = Fates { counts: BTreeMap::new(), tell };
    let end = match how {
        _ if is_done => End::Before,
        How::OnTrial if batch.state != BatchState::Done => {
            return Err(PortalError::Refused("import-under-way").into());
        }
        How::OnTrial => End::Tried,
        How::InEarnest => {
            if known.is_none() {
                begin(&scope, (&batch, actor)).await?;
            }
            go_on(&scope, &batch, watch).await?;
            End::Done
        }
    };
    told(&scope, &batch.id, &mut fates).await?;
    if end == End::Tried {
        trial(&scope, &batch, (known, actor), &mut fates).await?;
    }
    let fates = fates.counts;
    Ok(Report { batch: Some(batch), end, fates })
}

/// Brings an undo to its end that was begun and not ended.
pub(super) async fn finish(scope: &Scope<'_>, watch: &mut Watch<'_>) -> Result<(), ImportError> {
    let mut conn = scope.portal.store.read().await?;
    let Some(undo) = import_undo::unfinished(&mut conn, scope.tenant).await? else {
        return Ok(());
    };
    let batch = import::find(&mut conn, scope.tenant, &undo.batch).await?;
    drop(conn);
    go_on(scope, &batch.ok_or(PortalError::NotFound)?, watch).await
}

/// Counts what became of things, and tells each.
struct Fates<'a, 't> {
    counts: BTreeMap<String, u64>,
    tell: &'a mut Tell<'t>,
}

impl Fates<'_, '_> {
    fn add(&mut self, rows: &[UndoneRow]) {
        for row in rows {
            *self.counts.entry(row.fate.clone()).or_default() += 1;
            (self.tell)(row);
        }
    }
}

async fn newest(scope: &Scope<'_>) -> Result<Option<Batch>, ImportError> {
    let mut conn = scope.portal.store.read().await?;
    Ok(import::newest(&mut conn, scope.tenant).await?)
}

async fn find(scope: &Scope<'_>, batch: &BatchId) -> Result<Option<Undo>, ImportError> {
    let mut conn = scope.portal.store.read().await?;
    Ok(import_undo::find(&mut conn, scope.tenant, batch).await?)
}

async fn begin(scope: &Scope<'_>, (batch, actor): (&Batch, &str)) -> Result<(), ImportError> {
    let now = scope.portal.clock.now();
    let begun = in_tx!(scope.portal.store, tx => {
        import::take_turn(&mut tx, scope.tenant).await?;
        let newest = import::newest(&mut tx, scope.tenant).await?;
        if !newest.is_some_and(|it| it.id == batch.id && it.state == BatchState::Done) {
            return Err(PortalError::Refused("import-taken-over"));
        }
        if import_undo::find(&mut tx, scope.tenant, &batch.id).await?.is_none() {
            import_undo::begin(&mut tx, scope.tenant, (&batch.id, actor), now).await?;
        }
    });
    begun.map_err(|error: PortalError| error.into())
}

/// Undoes what is left to be undone.
async fn go_on(scope: &Scope<'_>, batch: &Batch, watch: &mut Watch<'_>) -> Result<(), ImportError> {
    let mut done = 0;
    loop {
        let undo = find(scope, &batch.id).await?.ok_or(PortalError::NotFound)?;
        if undo.done_at.is_some() {
            return Ok(());
        }
        let cases = cases_after(scope, &batch.id, &undo.after_case).await?;
        let Some(last) = cases.last() else { break };
        let undoing = Undoing {
            scope,
            batch,
            number: undo.number,
            actor: &undo.actor,
            plans: Plans::Respected,
        };
        let step = in_tx!(scope.portal.store, tx => {
            if import_undo::advance(&mut tx, scope.tenant, &undo, last).await? {
                let rows = step(&undoing, &mut tx, &cases).await?;
                import_undone::report(&mut tx, scope.tenant, &batch.id, &rows).await?;
            }
        });
        step.map_err(|error: PortalError| ImportError::from(error))?;
        done += i64::try_from(cases.len()).unwrap_or(i64::MAX);
        pause(scope, done, watch).await?;
    }
    while !drop_waiting(scope, batch).await?.is_empty() {
        pause(scope, done, watch).await?;
    }
    let ended = in_tx!(scope.portal.store, tx => {
        import_undo::end(&mut tx, scope.tenant, &batch.id, scope.portal.clock.now()).await?;
    });
    ended.map_err(|error: PortalError| error.into())
}

async fn cases_after(
    scope: &Scope<'_>,
    batch: &BatchId,
    after: &str,
) -> Result<Vec<CaseId>, ImportError> {
    let mut conn = scope.portal.store.read().await?;
    Ok(import_undo::cases(&mut conn, scope.tenant, (batch, after), STEP).await?)
}

/// What becomes of everything that the import touched in these cases.
async fn step(
    undoing: &Undoing<'_>,
    tx: &mut Tx,
    cases: &[CaseId],
) -> Result<Vec<UndoneRow>, PortalError> {
    let ids: Vec<&str> = cases.iter().map(CaseId::as_str).collect();
    let locked = known::lock(tx, undoing.scope.tenant, &ids).await?;
    let mut locked: HashMap<CaseId, LockedCase> =
        locked.into_iter().map(|case| (case.id.clone(), case)).collect();
    let mut rows = Vec::new();
    for id in cases {
        let case = locked.remove(id).ok_or(PortalError::NotFound)?;
        rows.extend(Work::open(undoing, tx, case).await?.whole_case(tx).await?);
    }
    Ok(rows)
}

/// Drops rows of the import that were never applied; gives what was dropped.
async fn drop_waiting(scope: &Scope<'_>, batch: &Batch) -> Result<Vec<UndoneRow>, ImportError> {
    let dropped = in_tx!(scope.portal.store, tx => {
        let waiting = import_row::waiting_of(&mut tx, scope.tenant, &batch.id, ROWS).await?;
        let references: Vec<&str> = waiting.iter().map(|row| &*row.debt_reference).collect();
        import_row::stop_waiting(&mut tx, scope.tenant, &references).await?;
        let rows: Vec<UndoneRow> = references.iter().map(|reference| dropped(reference)).collect();
        import_undone::report(&mut tx, scope.tenant, &batch.id, &rows).await?;
        rows
    });
    dropped.map_err(|error: PortalError| error.into())
}

fn dropped(reference: &str) -> UndoneRow {
    UndoneRow {
        of: format!("row:{reference}"),
        reference: reference.to_owned(),
        case: None,
        fate: Fate::Dropped.word(),
        credit: None,
    }
}

/// Tells what the store says of an undo.
async fn told(
    scope: &Scope<'_>,
    batch: &BatchId,
    fates: &mut Fates<'_, '_>,
) -> Result<(), ImportError> {
    let mut after = String::new();
    loop {
        let mut conn = scope.portal.store.read().await?;
        let rows = import_undone::rows(&mut conn, scope.tenant, (batch, &after), ROWS).await?;
        drop(conn);
        let Some(last) = rows.last() else { return Ok(()) };
        after.clone_from(&last.of);
        fates.add(&rows);
    }
}

/// Does everything that is left to be done, and takes each step back.
async fn trial(
    scope: &Scope<'_>,
    batch: &Batch,
    (known, actor): (Option<Undo>, &str),
    fates: &mut Fates<'_, '_>,
) -> Result<(), ImportError> {
    let number = known.as_ref().map_or(i64::MAX, |undo| undo.number);
    let undoing = Undoing { scope, batch, number, actor, plans: Plans::Respected };
    let mut after = known.map(|undo| undo.after_case).unwrap_or_default();
    loop {
        let cases = cases_after(scope, &batch.id, &after).await?;
        let Some(last) = cases.last() else { break };
        last.as_str().clone_into(&mut after);
        let mut tx = scope.portal.store.begin().await?;
        let rows = step(&undoing, &mut tx, &cases).await?;
        tx.rollback().await.map_err(StoreError::from)?;
        fates.add(&rows);
        make_way(scope).await;
    }
    let mut reference = String::new();
    loop {
        let mut conn = scope.portal.store.read().await?;
        let waiting = import_row::waiting(&mut conn, scope.tenant, &reference, ROWS).await?;
        drop(conn);
        let Some(last) = waiting.last() else { return Ok(()) };
        reference.clone_from(&last.debt_reference);
        let its = waiting.iter().filter(|row| row.batch == batch.id && row.undo_at.is_none());
        fates.add(&its.map(|row| dropped(&row.debt_reference)).collect::<Vec<_>>());
    }
}

/// Tells how far it is, and lets others write.
async fn pause(scope: &Scope<'_>, done: i64, watch: &mut Watch<'_>) -> Result<(), ImportError> {
    if let ControlFlow::Break(()) = watch(Progress::Undoing { done }) {
        return Err(ImportError::Interrupted);
    }
    make_way(scope).await;
    Ok(())
}

async fn make_way(scope: &Scope<'_>) {
    if scope.portal.store.dialect() == Dialect::Sqlite {
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
}
