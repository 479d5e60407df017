//! Importing a creditor's file: staged, checked as a whole, then applied in short steps while pages
//! and webhooks go on.
//!
//! An import is known by its file, its map and its day. Begun again after a kill it goes on where it
//! was; an import that is still being applied when another one comes is brought to its end first. In
//! the file's place stands its staged rows' order (debtor, then invoice), so shuffled rows give the
//! same result.

mod absent;
mod apply;
mod before;
mod claim;
mod debts;
pub mod decision;
mod effects;
mod error;
mod image;
mod permits;
mod person;
mod records;
mod rejects;
mod row;
mod source;
mod stage;
mod step;
pub mod undo;
mod waiting;
mod words;
mod writer;

use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use domain::ids::BatchId;
use domain::import::{AbsentRows, ImportMap};

use super::PortalError;
use crate::compose::Portal;
use crate::config::creditor::Settings;
use crate::config::import_map;
use crate::in_tx;
use crate::store::import::{self, Batch, BatchState, Cursor, Tally};
use crate::store::import_row::{self, WaitingRow};
use crate::store::{consent, creditor, shared_phone};
use crate::tenant::Tenant;

pub use error::ImportError;
use rejects::Rejects;
pub use rejects::path_beside;
use row::{Row, seal_place};
use source::{Source, file_hash, fingerprint, layout};
use stage::Reading;

/// So many waiting rows are named.
const NAMED: i64 = 20;

/// What is to be imported, and how.
#[derive(Clone, Copy, Debug)]
pub struct Order<'a> {
    /// The file.
    pub file: &'a Path,
    /// Its map, as TOML.
    pub map_text: &'a str,
    /// The day of the import; today in the creditor's zone if `None`.
    pub as_of: Option<NaiveDate>,
    /// What a bad row does.
    pub bad_rows: BadRows,
    /// Who imports; recorded beside payments that the file tells of.
    pub actor: &'a str,
}

/// What a bad row does.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum BadRows {
    /// Nothing of the file is applied.
    RefuseAll,
    /// It is left out.
    Skip,
}

/// How far an import is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Progress {
    /// Bytes of the file.
    Reading {
        /// Read.
        done: u64,
        /// In all.
        total: u64,
    },
    /// Rows.
    Applying {
        /// Applied.
        done: i64,
        /// In all.
        total: i64,
    },
    /// Cases that an import has touched and that are dealt with.
    Undoing {
        /// Done since the command began.
        done: i64,
    },
}

/// Hears between two steps how far the import is. `Break` stops it there, as a kill would: the same
/// order goes on with it.
pub type Watch<'w> = dyn FnMut(Progress) -> ControlFlow<()> + Send + 'w;

/// How an import ended.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum End {
    /// Applied.
    Done,
    /// Some rows are bad and nothing was applied.
    Refused,
}

/// What became of an import.
#[derive(Clone, Debug)]
pub struct Report {
    /// The import.
    pub batch: BatchId,
    /// How it ended.
    pub end: End,
    /// What became of its rows.
    pub tally: Tally,
    /// The file that names the bad rows, if there are any.
    pub rejects: Option<PathBuf>,
    /// Whether absent debts were left alone although the map closes them, since rows were bad.
    pub absent_kept: bool,
    /// The first of all rows of the creditor that wait.
    pub waiting: Vec<WaitingRow>,
    /// How many people of the creditor have a phone that more than [`SHARED_BY`] others have too.
    pub shared_phones: i64,
    /// How many permissions for phones it wrote down, one for each channel.
    pub permitted: i64,
    /// How many of them allow nothing: the person has said no since.
    pub refused_since: i64,
}

/// So many other people may have the phone of one: a family.
pub const SHARED_BY: i64 = 3;

/// For whom an import works.
struct Scope<'a> {
    portal: &'a Portal,
    tenant: &'a Tenant,
    settings: &'a Settings,
    /// Whether rows of earlier imports may wait.
    may_wait: bool,
}

/// Imports a file, or goes on with it.
pub async fn run(
    portal: &Portal,
    tenant: &Tenant,
    order: Order<'_>,
    watch: &mut Watch<'_>,
) -> Result<Report, ImportError> {
    let settings = settings_of(portal, tenant).await?;
    let mut scope = Scope { portal, tenant, settings: &settings, may_wait: true };
    let today = portal.clock.now().with_timezone(&settings.zone).date_naive();
    let as_of = order.as_of.unwrap_or(today);
    if as_of > today {
        return Err(ImportError::Future(today));
    }
    let map = read_map(order.map_text, &scope)?;
    let mut source = Source::open(order.file, &map)?;
    let layout = layout(&map, &source.header)?;
    let hash = file_hash(order.file).map_err(ImportError::Read)?;
    let batch = begin(&scope, (order, as_of), (&hash, &source.header), watch).await?;
    waiting::retry(&scope).await?;
    scope.may_wait = !named(&scope).await?.is_empty();
    if batch.state == BatchState::Staging {
        let reading = Reading { batch: &batch, layout: &layout, map: &map };
        let mut rejects = Rejects::beside(order.file, &map).map_err(ImportError::Report)?;
        let tally = stage::stage(&scope, &reading, &mut source, &mut rejects, watch).await?;
        rejects.finish().map_err(ImportError::Report)?;
        if let Some(end) = refusal(order, &tally, source.hash() == hash) {
            apply::give_up(&scope, &batch).await?;
            end?;
            return report(&scope, &batch, order).await;
        }
        start(&scope, &batch, watch).await?;
    }
    apply::finish(&scope, &reload(&scope, &batch).await?, watch).await?;
    report(&scope, &batch, order).await
}

/// Tries the rows again that wait for a payment to end; also brings an import to its end that was
/// being applied. Gives what was done, and the first of those that still wait.
pub async fn retry_waiting(
    portal: &Portal,
    tenant: &Tenant,
) -> Result<(Tally, Vec<WaitingRow>), ImportError> {
    let settings = settings_of(portal, tenant).await?;
    let scope = Scope { portal, tenant, settings: &settings, may_wait: true };
    let watch: &mut Watch<'_> = &mut |_| ControlFlow::Continue(());
    undo::finish(&scope, watch).await?;
    for batch in unfinished(&scope).await? {
        if batch.state != BatchState::Staging {
            apply::finish(&scope, &batch, watch).await?;
        }
    }
    let tally = waiting::retry(&scope).await?;
    Ok((tally, named(&scope).await?))
}

/// Why a staged file is not to be applied: `Some(Ok)` if its rows are bad.
fn refusal(order: Order<'_>, tally: &Tally, is_same: bool) -> Option<Result<(), ImportError>> {
    if !is_same {
        return Some(Err(ImportError::Changed));
    }
    if tally.bad > 0 && order.bad_rows == BadRows::RefuseAll {
        return Some(Ok(()));
    }
    (tally.good == 0).then_some(Err(ImportError::Empty))
}

/// The import of this order: the one that was begun before, or a new one. Others that are not at
/// their end are brought there: given up if nothing of them is applied yet.
async fn begin(
    scope: &Scope<'_>,
    (order, as_of): (Order<'_>, NaiveDate),
    (hash, header): (&[u8; 32], &[u8]),
    watch: &mut Watch<'_>,
) -> Result<Batch, ImportError> {
    let fingerprint = fingerprint(hash, order.map_text, as_of);
    undo::finish(scope, watch).await?;
    let mut own = None;
    for batch in unfinished(scope).await? {
        match batch.state {
            _ if batch.fingerprint == fingerprint => own = Some(batch),
            BatchState::Staging => apply::give_up(scope, &batch).await?,
            _ => apply::finish(scope, &batch, watch).await?,
        }
    }
    if let Some(batch) = own {
        return Ok(batch);
    }
    let file_name = order.file.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let batch = Batch {
        id: BatchId::from_bits(scope.portal.ids.bits()),
        file_name,
        fingerprint,
        map_text: order.map_text.to_owned(),
        header: header.to_vec(),
        as_of,
        actor: order.actor.to_owned(),
        state: BatchState::Staging,
        tally: Tally::default(),
        cursor: Cursor::default(),
        after_absent: String::new(),
        started_at: scope.portal.clock.now(),
    };
    let done =
        in_tx!(scope.portal.store, tx => import::insert(&mut tx, scope.tenant, &batch).await?);
    done.map_err(|error: PortalError| ImportError::from(error))?;
    Ok(batch)
}

/// Begins to apply a staged import, once no other one of the creditor is under way.
async fn start(scope: &Scope<'_>, batch: &Batch, watch: &mut Watch<'_>) -> Result<(), ImportError> {
    loop {
        let started = in_tx!(scope.portal.store, tx => {
            import::start(&mut tx, scope.tenant, &batch.id).await?
        });
        if started.map_err(|error: PortalError| ImportError::from(error))? {
            return Ok(());
        }
        match reload(scope, batch).await?.state {
            BatchState::Staging => {}
            BatchState::Refused => return Err(PortalError::Refused("import-taken-over").into()),
            _ => return Ok(()),
        }
        undo::finish(scope, watch).await?;
        for other in unfinished(scope).await? {
            if other.state != BatchState::Staging {
                apply::finish(scope, &other, watch).await?;
            }
        }
    }
}

async fn report(scope: &Scope<'_>, batch: &Batch, order: Order<'_>) -> Result<Report, ImportError> {
    let batch = reload(scope, batch).await?;
    let end = if batch.state == BatchState::Refused { End::Refused } else { End::Done };
    let Batch { id: batch, tally, map_text, .. } = batch;
    let rejects = (tally.bad > 0).then(|| path_beside(order.file));
    let closes = read_map(&map_text, scope)?.absent == AbsentRows::Close;
    let absent_kept = closes && tally.bad > 0 && end == End::Done;
    let mut conn = scope.portal.store.read().await?;
    let shared_phones = shared_phone::people(&mut conn, scope.tenant, SHARED_BY).await?;
    let (permitted, refused_since) = consent::count_of(&mut conn, scope.tenant, &batch).await?;
    drop(conn);
    let waiting = named(scope).await?;
    Ok(Report {
        batch,
        end,
        tally,
        rejects,
        absent_kept,
        waiting,
        shared_phones,
        permitted,
        refused_since,
    })
}

async fn settings_of(portal: &Portal, tenant: &Tenant) -> Result<Settings, ImportError> {
    let mut conn = portal.store.read().await?;
    Ok(creditor::settings(&mut conn, tenant).await?)
}

async fn unfinished(scope: &Scope<'_>) -> Result<Vec<Batch>, ImportError> {
    let mut conn = scope.portal.store.read().await?;
    Ok(import::unfinished(&mut conn, scope.tenant).await?)
}

async fn reload(scope: &Scope<'_>, batch: &Batch) -> Result<Batch, ImportError> {
    let mut conn = scope.portal.store.read().await?;
    let found = import::find(&mut conn, scope.tenant, &batch.id).await?;
    Ok(found.ok_or(PortalError::NotFound)?)
}

async fn named(scope: &Scope<'_>) -> Result<Vec<WaitingRow>, ImportError> {
    let mut conn = scope.portal.store.read().await?;
    Ok(import_row::waiting(&mut conn, scope.tenant, "", NAMED).await?)
}

fn read_map(text: &str, scope: &Scope<'_>) -> Result<ImportMap, ImportError> {
    import_map::read(text, scope.settings.country).map_err(ImportError::Map)
}

#[cfg(test)]
mod tests;
