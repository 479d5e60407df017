//! Debts with what is owed on them.

use chrono::{DateTime, NaiveDate, Utc};
use domain::allocation::{Balance, OpenDebt};
use domain::ids::{CaseId, DebtId};
use domain::money::{Currency, Money};
use sqlx::AnyConnection;
use sqlx::any::AnyRow;

use super::ledger::balance_from_row;
use super::row::{Columns, one_row};
use super::{StoreError, Tx};
use crate::tenant::Tenant;

/// One debt of a case, with its balance.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Debt {
    /// The debt.
    pub id: DebtId,
    /// Whose it is.
    pub case: CaseId,
    /// The invoice's number.
    pub reference: String,
    /// What it is for, in the creditor's words.
    pub description: Option<String>,
    /// What the paper is called: boleta, factura.
    pub document_type: Option<String>,
    /// When it was issued.
    pub issued_on: Option<NaiveDate>,
    /// When it is due.
    pub due_on: Option<NaiveDate>,
    /// Its currency.
    pub currency: Currency,
    /// The amount that the creditor's system named last.
    pub imported: Money,
    /// Since when the debtor contests it.
    pub disputed_at: Option<DateTime<Utc>>,
    /// Since when the creditor's system no longer knows it.
    pub closed_at: Option<DateTime<Utc>>,
    /// What is owed now.
    pub balance: Balance,
    /// Money received for it, less what went back; never below zero.
    pub paid: Money,
}

impl Debt {
    /// The debt as a payment sees it.
    pub fn open(&self) -> OpenDebt {
        OpenDebt { debt: self.id.clone(), due_on: self.due_on, balance: self.balance }
    }

    /// Whether it can be paid: something is owed and nothing is contested.
    pub fn is_payable(&self) -> bool {
        self.disputed_at.is_none() && self.balance != Balance::zero(self.currency)
    }
}

const INSERT: &str = "
    insert into debts (creditor_id, id, case_id, reference, description, document_type, issued_on,
        due_on, currency, imported_minor, disputed_at, created_at)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)";

const INSERT_BALANCE: &str = "
    insert into debt_balances
        (creditor_id, debt_id, principal_minor, interest_minor, fee_minor, paid_minor)
    values ($1, $2, 0, 0, 0, 0)";

/// Writes a new debt with nothing owed on it: what is owed comes from the ledger.
pub async fn insert(
    tx: &mut Tx,
    tenant: &Tenant,
    debt: &Debt,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    sqlx::query(INSERT)
        .bind(tenant.id().to_owned())
        .bind(debt.id.as_str().to_owned())
        .bind(debt.case.as_str().to_owned())
        .bind(debt.reference.clone())
        .bind(debt.description.clone())
        .bind(debt.document_type.clone())
        .bind(debt.issued_on.map(|day| day.to_string()))
        .bind(debt.due_on.map(|day| day.to_string()))
        .bind(debt.currency.code())
        .bind(debt.imported.minor())
        .bind(debt.disputed_at.map(|at| at.timestamp_millis()))
        .bind(now.timestamp_millis())
        .execute(&mut **tx)
        .await?;
    sqlx::query(INSERT_BALANCE)
        .bind(tenant.id().to_owned())
        .bind(debt.id.as_str().to_owned())
        .execute(&mut **tx)
        .await?;
    Ok(())
}

const UPDATE: &str = "
    update debts set description = $3, document_type = $4, issued_on = $5, due_on = $6,
        imported_minor = $7, disputed_at = $8, closed_at = $9
    where creditor_id = $1 and id = $2";

/// Writes what the creditor's system says of a debt it has named before.
pub async fn update(tx: &mut Tx, tenant: &Tenant, debt: &Debt) -> Result<(), StoreError> {
    let done = sqlx::query(UPDATE)
        .bind(tenant.id().to_owned())
        .bind(debt.id.as_str().to_owned())
        .bind(debt.description.clone())
        .bind(debt.document_type.clone())
        .bind(debt.issued_on.map(|day| day.to_string()))
        .bind(debt.due_on.map(|day| day.to_string()))
        .bind(debt.imported.minor())
        .bind(debt.disputed_at.map(|at| at.timestamp_millis()))
        .bind(debt.closed_at.map(|at| at.timestamp_millis()))
        .execute(&mut **tx)
        .await?;
    one_row(&done, "update a debt")
}

const OF_CASE: &str = "
    select d.id, d.case_id, d.reference, d.description, d.document_type, d.issued_on, d.due_on,
        d.currency, d.imported_minor, d.disputed_at, d.closed_at, b.principal_minor,
        b.interest_minor, b.fee_minor, b.paid_minor
    from debts d
    join debt_balances b on b.creditor_id = d.creditor_id and b.debt_id = d.id
    where d.creditor_id = $1 and d.case_id = $2
    order by d.due_on nulls last, d.id";

/// All debts of a case, oldest due first.
pub async fn of_case(
    conn: &mut AnyConnection,
    tenant: &Tenant,
    case: &CaseId,
) -> Result<Vec<Debt>, StoreError> {
    let rows = sqlx::query(OF_CASE)
        .bind(tenant.id().to_owned())
        .bind(case.as_str().to_owned())
        .fetch_all(conn)
        .await?;
    rows.iter().map(from_row).collect()
}

const BY_REFERENCE: &str = "
    select d.id, d.case_id, d.reference, d.description, d.document_type, d.issued_on, d.due_on,
        d.currency, d.imported_minor, d.disputed_at, d.closed_at, b.principal_minor,
        b.interest_minor, b.fee_minor, b.paid_minor
    from debts d
    join debt_balances b on b.creditor_id = d.creditor_id and b.debt_id = d.id
    where d.creditor_id = $1 and d.reference = $2";

/// The debt with the invoice number `reference`.
pub async fn by_reference(
    conn: &mut AnyConnection,
    tenant: &Tenant,
    reference: &str,
) -> Result<Option<Debt>, StoreError> {
    let row = sqlx::query(BY_REFERENCE)
        .bind(tenant.id().to_owned())
        .bind(reference.to_owned())
        .fetch_optional(conn)
        .await?;
    row.map(|row| from_row(&row)).transpose()
}

fn from_row(row: &AnyRow) -> Result<Debt, StoreError> {
    let currency = row.currency("currency")?;
    Ok(Debt {
        id: row.parsed("id")?,
        case: row.parsed("case_id")?,
        reference: row.text("reference")?,
        description: row.maybe_text("description")?,
        document_type: row.maybe_text("document_type")?,
        issued_on: row.maybe_date("issued_on")?,
        due_on: row.maybe_date("due_on")?,
        currency,
        imported: row.money("imported_minor", currency)?,
        disputed_at: row.maybe_instant("disputed_at")?,
        closed_at: row.maybe_instant("closed_at")?,
        balance: balance_from_row(row, currency)?,
        paid: row.money("paid_minor", currency)?,
    })
}

/// Every statement of this file.
pub const STATEMENTS: &[&str] = &[INSERT, INSERT_BALANCE, UPDATE, OF_CASE, BY_REFERENCE];
