//! The rows of imports: staged ones, and those that wait for a payment to end or for a person.

use chrono::{DateTime, Utc};
use domain::ids::BatchId;
use sqlx::AnyConnection;
use sqlx::any::AnyRow;

use super::db::{in_order, listed, placeholders};
use super::import::{Batch, Cursor};
use super::row::Columns;
use super::{StoreError, Tx};
use crate::tenant::Tenant;

/// One good row, sealed.
#[derive(Clone, Debug)]
pub struct StagedRow {
    /// The invoice's number.
    pub debt_reference: String,
    /// The customer's number.
    pub debtor_reference: String,
    /// The line in the file, from 1.
    pub line: i64,
    /// The record.
    pub sealed: Vec<u8>,
}

const INSERT_ROWS: &str = "
    insert into import_rows
        (creditor_id, batch_id, debt_reference, debtor_reference, line, row_sealed)
    values ";

const INSERT_ROWS_END: &str = " on conflict (creditor_id, batch_id, debt_reference) do nothing";

/// Stages up to 50 rows, and gives those whose reference was staged before from another line, with
/// that line.
pub async fn stage(
    tx: &mut Tx,
    tenant: &Tenant,
    batch: &BatchId,
    rows: &[StagedRow],
) -> Result<Vec<(usize, i64)>, StoreError> {
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    let sql = format!("{INSERT_ROWS}{}{INSERT_ROWS_END}", placeholders(rows.len(), 6));
    let mut query = sqlx::query(in_order(tx, sql));
    for row in rows {
        query = query
            .bind(tenant.id().to_owned())
            .bind(batch.as_str().to_owned())
            .bind(row.debt_reference.clone())
            .bind(row.debtor_reference.clone())
            .bind(row.line)
            .bind(row.sealed.clone());
    }
    let done = query.execute(&mut **tx).await?;
    if usize::try_from(done.rows_affected()) == Ok(rows.len()) {
        return Ok(Vec::new());
    }
    let sql = format!("{LINES}{}", listed(3, rows.len()));
    let mut query =
        sqlx::query(in_order(tx, sql)).bind(tenant.id().to_owned()).bind(batch.as_str().to_owned());
    for row in rows {
        query = query.bind(row.debt_reference.clone());
    }
    let mut doubles = Vec::new();
    for found in query.fetch_all(&mut **tx).await? {
        let (reference, line) = (found.text("debt_reference")?, found.number("line")?);
        let same = rows.iter().enumerate().filter(|(_, row)| row.debt_reference == reference);
        doubles.extend(same.filter(|(_, row)| row.line != line).map(|(at, _)| (at, line)));
    }
    Ok(doubles)
}

const LINES: &str = "
    select debt_reference, line from import_rows
    where creditor_id = $1 and batch_id = $2 and debt_reference in ";

const AFTER: &str = "
    select debt_reference, debtor_reference, line, row_sealed from import_rows
    where creditor_id = $1 and batch_id = $2 and (debtor_reference, debt_reference) > ($3, $4)
    order by debtor_reference, debt_reference limit $5";

/// The staged rows after `cursor`, grouped by debtor.
pub async fn rows_after(
    conn: &mut AnyConnection,
    tenant: &Tenant,
    batch: &BatchId,
    cursor: &Cursor,
    limit: i64,
) -> Result<Vec<StagedRow>, StoreError> {
    let rows = sqlx::query(AFTER)
        .bind(tenant.id().to_owned())
        .bind(batch.as_str().to_owned())
        .bind(cursor.debtor.clone())
        .bind(cursor.debt.clone())
        .bind(limit)
        .fetch_all(conn)
        .await?;
    rows.iter()
        .map(|row| {
            Ok(StagedRow {
                debt_reference: row.text("debt_reference")?,
                debtor_reference: row.text("debtor_reference")?,
                line: row.number("line")?,
                sealed: row.bytes("row_sealed")?,
            })
        })
        .collect()
}

const CLEAR: &str = "
    delete from import_rows
    where creditor_id = $1 and batch_id = $2 and debt_reference in (
        select debt_reference from import_rows where creditor_id = $1 and batch_id = $2 limit $3
    )";

/// Removes up to `limit` staged rows; gives how many were left to remove.
pub async fn clear(
    tx: &mut Tx,
    tenant: &Tenant,
    batch: &BatchId,
    limit: i64,
) -> Result<u64, StoreError> {
    let done = sqlx::query(CLEAR)
        .bind(tenant.id().to_owned())
        .bind(batch.as_str().to_owned())
        .bind(limit)
        .execute(&mut **tx)
        .await?;
    Ok(done.rows_affected())
}

const ABSENT: &str = "
    select d.reference from debts d
    join debt_balances b on b.creditor_id = d.creditor_id and b.debt_id = d.id
    where d.creditor_id = $1 and d.reference > $3
        and b.principal_minor + b.interest_minor + b.fee_minor > 0
        and (d.issued_on is null or d.issued_on <= $4)
        and not exists (
            select 1 from import_rows r
            where r.creditor_id = d.creditor_id and r.batch_id = $2
                and r.debt_reference = d.reference
        )
    order by d.reference limit $5";

/// The references of debts on which something is owed and which the import does not name, after
/// those that were looked for before. Debts issued after the day of the import are none of its
/// business.
pub async fn absent(
    conn: &mut AnyConnection,
    tenant: &Tenant,
    batch: &Batch,
    limit: i64,
) -> Result<Vec<String>, StoreError> {
    let rows = sqlx::query(ABSENT)
        .bind(tenant.id().to_owned())
        .bind(batch.id.as_str().to_owned())
        .bind(batch.after_absent.clone())
        .bind(batch.as_of.to_string())
        .bind(limit)
        .fetch_all(conn)
        .await?;
    rows.iter().map(|row| row.text("reference")).collect()
}

/// A row whose change cannot be made yet.
#[derive(Clone, Debug)]
pub struct WaitingRow {
    /// The import that it came with.
    pub batch: BatchId,
    /// The invoice's number.
    pub debt_reference: String,
    /// The customer's number.
    pub debtor_reference: String,
    /// The line in that import's file; 0 for a debt that left the file.
    pub line: i64,
    /// Why it waits, in a word of the program.
    pub why: String,
    /// The record; `None` for a debt that left the file.
    pub sealed: Option<Vec<u8>>,
    /// Since when it waits for what its import did to be undone; `None` if it waits to be applied.
    pub undo_at: Option<DateTime<Utc>>,
    /// What it says of money, to know the same change again.
    pub claim: String,
}

const WAIT: &str = "
    insert into import_waiting
        (creditor_id, debt_reference, debtor_reference, batch_id, line, why, row_sealed, undo_at,
            claim)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
    on conflict (creditor_id, debt_reference) do update set
        debtor_reference = excluded.debtor_reference, batch_id = excluded.batch_id,
        line = excluded.line, why = excluded.why, row_sealed = excluded.row_sealed,
        undo_at = excluded.undo_at, claim = excluded.claim";

/// Lets a row wait; it takes the place of an earlier one on the same debt.
pub async fn wait(tx: &mut Tx, tenant: &Tenant, row: &WaitingRow) -> Result<(), StoreError> {
    sqlx::query(WAIT)
        .bind(tenant.id().to_owned())
        .bind(row.debt_reference.clone())
        .bind(row.debtor_reference.clone())
        .bind(row.batch.as_str().to_owned())
        .bind(row.line)
        .bind(row.why.clone())
        .bind(row.sealed.clone())
        .bind(row.undo_at.map(|at| at.timestamp_millis()))
        .bind(row.claim.clone())
        .execute(&mut **tx)
        .await?;
    Ok(())
}

const STOP_WAITING: &str = "
    delete from import_waiting where creditor_id = $1 and debt_reference in ";

/// Takes rows out of the waiting: they are dealt with, or a newer import speaks of their debts.
pub async fn stop_waiting(
    tx: &mut Tx,
    tenant: &Tenant,
    references: &[&str],
) -> Result<u64, StoreError> {
    if references.is_empty() {
        return Ok(0);
    }
    let sql = format!("{STOP_WAITING}{}", listed(2, references.len()));
    let mut query = sqlx::query(in_order(tx, sql)).bind(tenant.id().to_owned());
    for reference in references {
        query = query.bind((*reference).to_owned());
    }
    Ok(query.execute(&mut **tx).await?.rows_affected())
}

macro_rules! waiting_rows {
    ($rest:literal) => {
        concat!(
            "select batch_id, debt_reference, debtor_reference, line, why, row_sealed, undo_at,
                claim
             from import_waiting ",
            $rest
        )
    };
}

const WAITING: &str = waiting_rows!(
    "where creditor_id = $1 and debt_reference > $2 order by debt_reference limit $3"
);

/// The rows that wait, by the references of their debts, after `after`.
pub async fn waiting(
    conn: &mut AnyConnection,
    tenant: &Tenant,
    after: &str,
    limit: i64,
) -> Result<Vec<WaitingRow>, StoreError> {
    let rows = sqlx::query(WAITING)
        .bind(tenant.id().to_owned())
        .bind(after.to_owned())
        .bind(limit)
        .fetch_all(conn)
        .await?;
    rows.iter().map(waiting_from_row).collect()
}

const WAITS: &str = waiting_rows!("where creditor_id = $1 and debt_reference = $2");

/// The row that waits on the debt with this reference.
pub async fn waits(
    conn: &mut AnyConnection,
    tenant: &Tenant,
    reference: &str,
) -> Result<Option<WaitingRow>, StoreError> {
    let row = sqlx::query(WAITS)
        .bind(tenant.id().to_owned())
        .bind(reference.to_owned())
        .fetch_optional(conn)
        .await?;
    row.map(|row| waiting_from_row(&row)).transpose()
}

const OF_BATCH: &str = waiting_rows!(
    "where creditor_id = $1 and batch_id = $2 and undo_at is null order by debt_reference limit $3"
);

/// Rows of an import that wait to be applied.
pub async fn waiting_of(
    conn: &mut AnyConnection,
    tenant: &Tenant,
    batch: &BatchId,
    limit: i64,
) -> Result<Vec<WaitingRow>, StoreError> {
    let rows = sqlx::query(OF_BATCH)
        .bind(tenant.id().to_owned())
        .bind(batch.as_str().to_owned())
        .bind(limit)
        .fetch_all(conn)
        .await?;
    rows.iter().map(waiting_from_row).collect()
}

fn waiting_from_row(row: &AnyRow) -> Result<WaitingRow, StoreError> {
    Ok(WaitingRow {
        batch: row.parsed("batch_id")?,
        debt_reference: row.text("debt_reference")?,
        debtor_reference: row.text("debtor_reference")?,
        line: row.number("line")?,
        why: row.text("why")?,
        sealed: row.maybe_bytes("row_sealed")?,
        undo_at: row.maybe_instant("undo_at")?,
        claim: row.maybe_text("claim")?.unwrap_or_default(),
    })
}

/// Every statement of this file but those whose width varies.
pub const STATEMENTS: &[&str] = &[AFTER, CLEAR, ABSENT, WAIT, WAITING, WAITS, OF_BATCH];
