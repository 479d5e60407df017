//! What became of each thing that an undone import had touched.

use domain::ids::{BatchId, CaseId};
use domain::money::Money;
use sqlx::AnyConnection;
use sqlx::any::AnyRow;

use super::multi_row::{Table, Value};
use super::row::{Columns, one_row};
use super::{StoreError, Tx};
use crate::tenant::Tenant;

/// What became of one thing that an undone import had touched.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct UndoneRow {
    /// The id of the debt, the credit note, the debtor or the hold; for a row that was never applied, its
    /// reference.
    pub of: String,
    /// The invoice's or the customer's number, as the file had it.
    pub reference: String,
    /// Its case, if it has one.
    pub case: Option<CaseId>,
    /// What became of it, in a word of the program.
    pub fate: String,
    /// Money that was received for it and is credit now.
    pub credit: Option<Money>,
}

const INSERT_ROWS: &str = "
    insert into import_undo_rows
        (creditor_id, batch_id, of_id, reference, case_id, fate, currency, credit_minor) values ";

const INSERT_ROWS_END: &str = "
    on conflict (creditor_id, batch_id, of_id) do update set
        fate = excluded.fate, currency = excluded.currency, credit_minor = excluded.credit_minor";

/// Writes down what became of things; a later word on one takes the place of the earlier one.
pub async fn report(
    tx: &mut Tx,
    tenant: &Tenant,
    batch: &BatchId,
    rows: &[UndoneRow],
) -> Result<(), StoreError> {
    let mut table = Table::upsert(INSERT_ROWS, 8, INSERT_ROWS_END);
    for row in rows {
        table.push([
            tenant.id().into(),
            batch.as_str().into(),
            row.of.as_str().into(),
            row.reference.as_str().into(),
            Value::from(row.case.as_ref().map(ToString::to_string)),
            row.fate.as_str().into(),
            Value::from(row.credit.map(|credit| credit.currency().code().to_owned())),
            Value::Number(row.credit.map(Money::minor)),
        ]);
    }
    table.flush(tx).await
}

const ROWS: &str = "
    select of_id, reference, case_id, fate, currency, credit_minor from import_undo_rows
    where creditor_id = $1 and batch_id = $2 and of_id > $3 order by of_id limit $4";

/// What became of things, behind `after`.
pub async fn rows(
    conn: &mut AnyConnection,
    tenant: &Tenant,
    (batch, after): (&BatchId, &str),
    limit: i64,
) -> Result<Vec<UndoneRow>, StoreError> {
    let rows = sqlx::query(ROWS)
        .bind(tenant.id().to_owned())
        .bind(batch.as_str().to_owned())
        .bind(after.to_owned())
        .bind(limit)
        .fetch_all(conn)
        .await?;
    rows.iter().map(row_from_row).collect()
}

fn row_from_row(row: &AnyRow) -> Result<UndoneRow, StoreError> {
    let credit = match row.maybe_text("currency")? {
        Some(_) => Some(row.money("credit_minor", row.currency("currency")?)?),
        None => None,
    };
    Ok(UndoneRow {
        of: row.text("of_id")?,
        reference: row.text("reference")?,
        case: row.maybe_parsed("case_id")?,
        fate: row.text("fate")?,
        credit,
    })
}

const LEAVE: &str = "
    update import_undo_rows set fate = $4
    where creditor_id = $1 and batch_id = $2 and of_id = $3";

/// Writes down that what waited to be undone stays as it is, by the word of a person.
pub async fn leave(
    tx: &mut Tx,
    tenant: &Tenant,
    (batch, of): (&BatchId, &str),
    fate: &'static str,
) -> Result<(), StoreError> {
    let done = sqlx::query(LEAVE)
        .bind(tenant.id().to_owned())
        .bind(batch.as_str().to_owned())
        .bind(of.to_owned())
        .bind(fate)
        .execute(&mut **tx)
        .await?;
    one_row(&done, "leave what waited to be undone")
}

/// Every statement of this file but the multi-row insert, whose width varies.
pub const STATEMENTS: &[&str] = &[ROWS, LEAVE];
