//! Imports that were undone: how far, and what that needs of other tables.

use chrono::{DateTime, Utc};
use domain::ids::{BatchId, CaseId, DebtId, HoldId};
use domain::money::Money;
use sqlx::AnyConnection;
use sqlx::any::AnyRow;

use super::hold::Hold;
use super::row::Columns;
use super::{StoreError, Tx};
use crate::tenant::Tenant;

/// One import that was undone, or is being.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Undo {
    /// The import.
    pub batch: BatchId,
    /// The creditor's how many-th undo it is, from 1.
    pub number: i64,
    /// Who wanted it.
    pub actor: String,
    /// Cases up to this one are dealt with.
    pub after_case: String,
    /// When it came to its end.
    pub done_at: Option<DateTime<Utc>>,
}

const NEXT: &str = "
    select cast(coalesce(max(number), 0) + 1 as bigint) as number from import_undos
    where creditor_id = $1";

const INSERT: &str = "
    insert into import_undos (creditor_id, batch_id, number, actor, after_case, began_at)
    values ($1, $2, $3, $4, '', $5)";

/// Begins to undo an import. The caller holds the creditor's row.
pub async fn begin(
    tx: &mut Tx,
    tenant: &Tenant,
    (batch, actor): (&BatchId, &str),
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let row = sqlx::query(NEXT).bind(tenant.id().to_owned()).fetch_one(&mut **tx).await?;
    sqlx::query(INSERT)
        .bind(tenant.id().to_owned())
        .bind(batch.as_str().to_owned())
        .bind(row.number("number")?)
        .bind(actor.to_owned())
        .bind(now.timestamp_millis())
        .execute(&mut **tx)
        .await?;
    Ok(())
}

const BY_BATCH: &str = "
    select batch_id, number, actor, after_case, done_at from import_undos
    where creditor_id = $1 and batch_id = $2";

/// The undo of an import, if there is one.
pub async fn find(
    conn: &mut AnyConnection,
    tenant: &Tenant,
    batch: &BatchId,
) -> Result<Option<Undo>, StoreError> {
    let query = sqlx::query(BY_BATCH).bind(tenant.id().to_owned());
    let row = query.bind(batch.as_str().to_owned()).fetch_optional(conn).await?;
    row.map(|row| undo_from_row(&row)).transpose()
}

const UNFINISHED: &str = "
    select batch_id, number, actor, after_case, done_at from import_undos
    where creditor_id = $1 and done_at is null order by number limit 1";

/// The undo that has begun and not ended; one at a time does.
pub async fn unfinished(
    conn: &mut AnyConnection,
    tenant: &Tenant,
) -> Result<Option<Undo>, StoreError> {
    let row = sqlx::query(UNFINISHED).bind(tenant.id().to_owned()).fetch_optional(conn).await?;
    row.map(|row| undo_from_row(&row)).transpose()
}

fn undo_from_row(row: &AnyRow) -> Result<Undo, StoreError> {
    Ok(Undo {
        batch: row.parsed("batch_id")?,
        number: row.number("number")?,
        actor: row.text("actor")?,
        after_case: row.text("after_case")?,
        done_at: row.maybe_instant("done_at")?,
    })
}

const ADVANCE: &str = "
    update import_undos set after_case = $3
    where creditor_id = $1 and batch_id = $2 and after_case = $4 and done_at is null";

/// Moves an undo forward, and locks its row. False if somebody else has: then nothing between the two
/// places is this transaction's to undo.
pub async fn advance(
    tx: &mut Tx,
    tenant: &Tenant,
    undo: &Undo,
    to: &CaseId,
) -> Result<bool, StoreError> {
    let done = sqlx::query(ADVANCE)
        .bind(tenant.id().to_owned())
        .bind(undo.batch.as_str().to_owned())
        .bind(to.as_str().to_owned())
        .bind(undo.after_case.clone())
        .execute(&mut **tx)
        .await?;
    Ok(done.rows_affected() == 1)
}

const END: &str = "
    update import_undos set done_at = $3
    where creditor_id = $1 and batch_id = $2 and done_at is null";

/// Ends an undo; nothing happens if somebody was faster.
pub async fn end(
    tx: &mut Tx,
    tenant: &Tenant,
    batch: &BatchId,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    sqlx::query(END)
        .bind(tenant.id().to_owned())
        .bind(batch.as_str().to_owned())
        .bind(now.timestamp_millis())
        .execute(&mut **tx)
        .await?;
    Ok(())
}

const CASES: &str = "
    select distinct case_id from evidence
    where creditor_id = $1 and case_id > $2 and kind = 'import' and substr(body, 1, 38) = $3
    order by case_id limit $4";

/// The cases that an import has touched, after `after`: each has an act of it in its evidence.
pub async fn cases(
    conn: &mut AnyConnection,
    tenant: &Tenant,
    (batch, after): (&BatchId, &str),
    limit: i64,
) -> Result<Vec<CaseId>, StoreError> {
    let rows = sqlx::query(CASES)
        .bind(tenant.id().to_owned())
        .bind(after.to_owned())
        .bind(batch.as_str().to_owned())
        .bind(limit)
        .fetch_all(conn)
        .await?;
    rows.iter().map(|row| row.parsed("case_id")).collect()
}

const RENAME_DEBT: &str = "
    update debts set reference = $3
    where creditor_id = $1 and id = $2 and not exists (
        select 1 from debts o where o.creditor_id = $1 and o.reference = $3
    )";

const RENAME_NOTE: &str = "
    update credit_notes set reference = $3
    where creditor_id = $1 and id = $2 and not exists (
        select 1 from credit_notes o where o.creditor_id = $1 and o.reference = $3
    )";

/// What was withdrawn.
#[derive(Clone, Copy, Debug)]
pub enum Withdrawn<'a> {
    /// A debt.
    Debt(&'a DebtId),
    /// A credit note.
    Note(&'a str),
}

/// Gives a withdrawn debt or credit note another reference, so that a later import may use its own. False
/// if that one is taken.
pub async fn rename(
    tx: &mut Tx,
    tenant: &Tenant,
    what: Withdrawn<'_>,
    reference: &str,
) -> Result<bool, StoreError> {
    let (sql, id) = match what {
        Withdrawn::Debt(id) => (RENAME_DEBT, id.as_str()),
        Withdrawn::Note(id) => (RENAME_NOTE, id),
    };
    let done = sqlx::query(sql)
        .bind(tenant.id().to_owned())
        .bind(id.to_owned())
        .bind(reference.to_owned())
        .execute(&mut **tx)
        .await?;
    Ok(done.rows_affected() == 1)
}

const HOLDS: &str = "
    select id, kind, placed_at from holds
    where creditor_id = $1 and case_id = $2 and batch_id = $3 and lifted_at is null
    order by placed_at, id";

/// The holds that an import set on a case and that nobody has lifted.
pub async fn holds(
    conn: &mut AnyConnection,
    tenant: &Tenant,
    (batch, case): (&BatchId, &CaseId),
) -> Result<Vec<Hold>, StoreError> {
    let rows = sqlx::query(HOLDS)
        .bind(tenant.id().to_owned())
        .bind(case.as_str().to_owned())
        .bind(batch.as_str().to_owned())
        .fetch_all(conn)
        .await?;
    let hold = |row: &AnyRow| {
        let id: HoldId = row.parsed("id")?;
        Ok(Hold { id, kind: row.parsed("kind")?, placed_at: row.instant("placed_at")? })
    };
    rows.iter().map(hold).collect()
}

const NOTE: &str = "
    select reference, currency, imported_minor from credit_notes
    where creditor_id = $1 and id = $2";

/// The reference of a credit note, and what the creditor's system said of it last.
pub async fn note(
    conn: &mut AnyConnection,
    tenant: &Tenant,
    id: &str,
) -> Result<Option<(String, Money)>, StoreError> {
    let row = sqlx::query(NOTE)
        .bind(tenant.id().to_owned())
        .bind(id.to_owned())
        .fetch_optional(conn)
        .await?;
    let note = |row: AnyRow| {
        let imported = row.money("imported_minor", row.currency("currency")?)?;
        Ok((row.text("reference")?, imported))
    };
    row.map(note).transpose()
}

/// Every statement of this file.
pub const STATEMENTS: &[&str] = &[
    NEXT,
    INSERT,
    BY_BATCH,
    UNFINISHED,
    ADVANCE,
    END,
    CASES,
    RENAME_DEBT,
    RENAME_NOTE,
    HOLDS,
    NOTE,
];
