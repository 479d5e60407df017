//! Imports, one batch each: where it stands and what it has done.

use std::str::FromStr;

use chrono::{DateTime, NaiveDate, Utc};
use domain::ids::BatchId;
use sqlx::AnyConnection;
use sqlx::any::AnyRow;

use super::row::{Columns, one_row};
use super::{StoreError, Tx};
use crate::tenant::Tenant;

/// Where an import stands.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum BatchState {
    /// Its file is being read; nothing is applied.
    Staging,
    /// Its rows are good and are being applied.
    Applying,
    /// All is applied; the staged rows are being removed.
    Clearing,
    /// All is applied and removed.
    Done,
    /// Nothing was applied and never will be.
    Refused,
}

impl BatchState {
    const ALL: [Self; 5] =
        [Self::Staging, Self::Applying, Self::Clearing, Self::Done, Self::Refused];

    /// The word that stands for it in the store.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Staging => "staging",
            Self::Applying => "applying",
            Self::Clearing => "clearing",
            Self::Done => "done",
            Self::Refused => "refused",
        }
    }
}

impl FromStr for BatchState {
    type Err = StoreError;

    fn from_str(text: &str) -> Result<Self, StoreError> {
        let known = Self::ALL.into_iter().find(|state| state.as_str() == text);
        known.ok_or_else(|| StoreError::Corrupt(format!("state `{text}` of an import")))
    }
}

/// How many rows became what.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub struct Tally {
    /// Records of the file, without its header.
    pub read: i64,
    /// Rows that could be staged.
    pub good: i64,
    /// Rows that are reported as bad.
    pub bad: i64,
    /// Records left out without a mistake: empty, or issued after the day of the import.
    pub skipped: i64,
    /// Staged rows that are dealt with.
    pub applied: i64,
    /// Debts and credit notes that are new.
    pub new: i64,
    /// Those that were known and are others now.
    pub changed: i64,
    /// Rows that wait for a payment to end, or for a person.
    pub waiting: i64,
    /// Debts that were closed because they left the file.
    pub closed: i64,
}

/// Up to which staged row an import has come.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct Cursor {
    /// The debtor's reference of the last row.
    pub debtor: String,
    /// Its debt's reference.
    pub debt: String,
}

/// One import of one file.
#[derive(Clone, Debug)]
pub struct Batch {
    /// The import.
    pub id: BatchId,
    /// The file's name, without its folder.
    pub file_name: String,
    /// Hash over file, map and day.
    pub fingerprint: Vec<u8>,
    /// The map, as TOML.
    pub map_text: String,
    /// The file's first line.
    pub header: Vec<u8>,
    /// The day of the import.
    pub as_of: NaiveDate,
    /// Who imports.
    pub actor: String,
    /// Where it stands.
    pub state: BatchState,
    /// What became of the rows so far.
    pub tally: Tally,
    /// Rows up to here are applied.
    pub cursor: Cursor,
    /// Debts up to this reference were looked for in the file.
    pub after_absent: String,
    /// When it was begun.
    pub started_at: DateTime<Utc>,
}

const INSERT: &str = "
    insert into import_batches (creditor_id, id, file_name, fingerprint, map_text, header, as_of,
        actor, state, rows_read, rows_good, rows_bad, rows_skipped, rows_applied, rows_new,
        rows_changed, rows_waiting, rows_closed, after_debtor, after_debt, after_absent, started_at)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9, 0, 0, 0, 0, 0, 0, 0, 0, 0, '', '', '', $10)";

/// Begins an import.
pub async fn insert(tx: &mut Tx, tenant: &Tenant, batch: &Batch) -> Result<(), StoreError> {
    sqlx::query(INSERT)
        .bind(tenant.id().to_owned())
        .bind(batch.id.as_str().to_owned())
        .bind(batch.file_name.clone())
        .bind(batch.fingerprint.clone())
        .bind(batch.map_text.clone())
        .bind(batch.header.clone())
        .bind(batch.as_of.to_string())
        .bind(batch.actor.clone())
        .bind(batch.state.as_str())
        .bind(batch.started_at.timestamp_millis())
        .execute(&mut **tx)
        .await?;
    Ok(())
}

macro_rules! batches {
    ($rest:literal) => {
        concat!(
            "select id, file_name, fingerprint, map_text, header, as_of, actor, state, rows_read,
                rows_good, rows_bad, rows_skipped, rows_applied, rows_new, rows_changed,
                rows_waiting, rows_closed, after_debtor, after_debt, after_absent, started_at
             from import_batches ",
            $rest
        )
    };
}

const BY_ID: &str = batches!("where creditor_id = $1 and id = $2");
const NEWEST: &str = batches!(
    "where creditor_id = $1 and state in ('applying', 'clearing', 'done')
     order by started_at desc, id desc limit 1"
);
const UNFINISHED: &str = batches!(
    "where creditor_id = $1 and state in ('staging', 'applying', 'clearing') order by started_at, id"
);

/// The import `id`.
pub async fn find(
    conn: &mut AnyConnection,
    tenant: &Tenant,
    id: &BatchId,
) -> Result<Option<Batch>, StoreError> {
    let query = sqlx::query(BY_ID).bind(tenant.id().to_owned()).bind(id.as_str().to_owned());
    query.fetch_optional(conn).await?.map(|row| batch_from_row(&row)).transpose()
}

/// The newest import of which something was applied; `None` before the first.
pub async fn newest(
    conn: &mut AnyConnection,
    tenant: &Tenant,
) -> Result<Option<Batch>, StoreError> {
    let row = sqlx::query(NEWEST).bind(tenant.id().to_owned()).fetch_optional(conn).await?;
    row.map(|row| batch_from_row(&row)).transpose()
}

/// The imports that are begun and not at their end, oldest first.
pub async fn unfinished(
    conn: &mut AnyConnection,
    tenant: &Tenant,
) -> Result<Vec<Batch>, StoreError> {
    let rows = sqlx::query(UNFINISHED).bind(tenant.id().to_owned()).fetch_all(conn).await?;
    rows.iter().map(batch_from_row).collect()
}

fn batch_from_row(row: &AnyRow) -> Result<Batch, StoreError> {
    Ok(Batch {
        id: row.parsed("id")?,
        file_name: row.text("file_name")?,
        fingerprint: row.bytes("fingerprint")?,
        map_text: row.text("map_text")?,
        header: row.bytes("header")?,
        as_of: row.parsed("as_of")?,
        actor: row.text("actor")?,
        state: row.parsed("state")?,
        tally: Tally {
            read: row.number("rows_read")?,
            good: row.number("rows_good")?,
            bad: row.number("rows_bad")?,
            skipped: row.number("rows_skipped")?,
            applied: row.number("rows_applied")?,
            new: row.number("rows_new")?,
            changed: row.number("rows_changed")?,
            waiting: row.number("rows_waiting")?,
            closed: row.number("rows_closed")?,
        },
        cursor: Cursor { debtor: row.text("after_debtor")?, debt: row.text("after_debt")? },
        after_absent: row.text("after_absent")?,
        started_at: row.instant("started_at")?,
    })
}

const SET_READ: &str = "
    update import_batches
    set rows_read = $3, rows_good = $4, rows_bad = $5, rows_skipped = $6
    where creditor_id = $1 and id = $2 and state = 'staging'";

/// Writes how far the file has been read. False if the import is no longer being staged: somebody
/// else has finished that, or given it up.
pub async fn set_read(
    tx: &mut Tx,
    tenant: &Tenant,
    id: &BatchId,
    tally: &Tally,
) -> Result<bool, StoreError> {
    let done = sqlx::query(SET_READ)
        .bind(tenant.id().to_owned())
        .bind(id.as_str().to_owned())
        .bind(tally.read)
        .bind(tally.good)
        .bind(tally.bad)
        .bind(tally.skipped)
        .execute(&mut **tx)
        .await?;
    Ok(done.rows_affected() == 1)
}

const LOCK_CREDITOR: &str = "update creditors set changed_at = changed_at where id = $1";

const START: &str = "
    update import_batches set state = 'applying'
    where creditor_id = $1 and id = $2 and state = 'staging' and not exists (
        select 1 from import_batches o
        where o.creditor_id = $1 and o.state in ('applying', 'clearing')
    ) and not exists (
        select 1 from import_undos u where u.creditor_id = $1 and u.done_at is null
    )";

/// Lets the imports of a creditor and their undoing take turns: held until the commit.
pub async fn take_turn(tx: &mut Tx, tenant: &Tenant) -> Result<(), StoreError> {
    sqlx::query(LOCK_CREDITOR).bind(tenant.id().to_owned()).execute(&mut **tx).await?;
    Ok(())
}

/// From staging to applying, one import of a creditor at a time. False if another one is not at its
/// end or is being undone, or this one is no longer being staged.
pub async fn start(tx: &mut Tx, tenant: &Tenant, id: &BatchId) -> Result<bool, StoreError> {
    take_turn(tx, tenant).await?;
    let query = sqlx::query(START).bind(tenant.id().to_owned()).bind(id.as_str().to_owned());
    Ok(query.execute(&mut **tx).await?.rows_affected() == 1)
}

const MOVE: &str = "
    update import_batches set state = $4, done_at = $5
    where creditor_id = $1 and id = $2 and state = $3";

/// From one state to another; nothing happens if somebody was faster.
pub async fn set_state(
    tx: &mut Tx,
    tenant: &Tenant,
    id: &BatchId,
    (from, to): (BatchState, BatchState),
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let ended = matches!(to, BatchState::Done | BatchState::Refused);
    sqlx::query(MOVE)
        .bind(tenant.id().to_owned())
        .bind(id.as_str().to_owned())
        .bind(from.as_str())
        .bind(to.as_str())
        .bind(ended.then(|| now.timestamp_millis()))
        .execute(&mut **tx)
        .await?;
    Ok(())
}

const ADVANCE: &str = "
    update import_batches set after_debtor = $3, after_debt = $4, after_absent = $5
    where creditor_id = $1 and id = $2 and state = 'applying'
        and after_debtor = $6 and after_debt = $7 and after_absent = $8";

/// Moves an import forward, and locks its row. False if somebody else has: then nothing between the
/// two places is this transaction's to apply.
pub async fn advance(
    tx: &mut Tx,
    tenant: &Tenant,
    batch: &Batch,
    (cursor, after_absent): (&Cursor, &str),
) -> Result<bool, StoreError> {
    let done = sqlx::query(ADVANCE)
        .bind(tenant.id().to_owned())
        .bind(batch.id.as_str().to_owned())
        .bind(cursor.debtor.clone())
        .bind(cursor.debt.clone())
        .bind(after_absent.to_owned())
        .bind(batch.cursor.debtor.clone())
        .bind(batch.cursor.debt.clone())
        .bind(batch.after_absent.clone())
        .execute(&mut **tx)
        .await?;
    Ok(done.rows_affected() == 1)
}

const COUNT: &str = "
    update import_batches set rows_applied = rows_applied + $3, rows_new = rows_new + $4,
        rows_changed = rows_changed + $5, rows_waiting = rows_waiting + $6,
        rows_closed = rows_closed + $7
    where creditor_id = $1 and id = $2";

/// Adds what one step did.
pub async fn count(
    tx: &mut Tx,
    tenant: &Tenant,
    id: &BatchId,
    step: &Tally,
) -> Result<(), StoreError> {
    let done = sqlx::query(COUNT)
        .bind(tenant.id().to_owned())
        .bind(id.as_str().to_owned())
        .bind(step.applied)
        .bind(step.new)
        .bind(step.changed)
        .bind(step.waiting)
        .bind(step.closed)
        .execute(&mut **tx)
        .await?;
    one_row(&done, "count the rows of an import")
}

/// Every statement of this file.
pub const STATEMENTS: &[&str] =
    &[INSERT, BY_ID, NEWEST, UNFINISHED, SET_READ, LOCK_CREDITOR, START, MOVE, ADVANCE, COUNT];
