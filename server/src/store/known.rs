//! What an import has to know of debts and debtors before it changes them: many at once.

use std::collections::HashSet;

use chrono::{DateTime, NaiveDate, Utc};
use domain::allocation::Balance;
use domain::ids::{BatchId, CaseId, CreditNoteId, DebtId};
use domain::ledger::{Cause, Posting};
use domain::money::{Currency, Money};
use sqlx::any::{AnyArguments, AnyRow};
use sqlx::query::Query;
use sqlx::{Any, AnyConnection};

use super::case::{LockedCase, locked_from_row};
use super::db::{in_order, listed};
use super::ledger::{balance_from_row, posting_from_row};
use super::row::{Columns, one_row};
use super::{StoreError, Tx};
use crate::tenant::Tenant;

/// A debt that an import may change.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct KnownDebt {
    /// The debt.
    pub id: DebtId,
    /// Whose it is.
    pub case: CaseId,
    /// The customer's number.
    pub debtor_reference: String,
    /// What it is for.
    pub description: Option<String>,
    /// What the paper is called.
    pub document_type: Option<String>,
    /// When it was issued.
    pub issued_on: Option<NaiveDate>,
    /// When it is due.
    pub due_on: Option<NaiveDate>,
    /// Parted by commas.
    pub tags: Option<String>,
    /// What the creditor's system said last.
    pub imported: Balance,
    /// Since when the creditor's system marks it as disputed.
    pub marked_at: Option<DateTime<Utc>>,
    /// Since when it is treated so.
    pub disputed_at: Option<DateTime<Utc>>,
    /// Since when the creditor's system no longer knows it.
    pub closed_at: Option<DateTime<Utc>>,
    /// What is owed now.
    pub open: Balance,
}

/// A credit note that an import may change.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct KnownNote {
    /// The credit note.
    pub id: CreditNoteId,
    /// Whose it is.
    pub case: CaseId,
    /// The customer's number.
    pub debtor_reference: String,
    /// What the creditor's system said last.
    pub imported: Money,
}

/// Binds the tenant, then `keys` to the list at the end of the statement.
fn asked<'q>(
    conn: &AnyConnection,
    sql: &str,
    tenant: &Tenant,
    keys: &[&str],
) -> Query<'q, Any, AnyArguments> {
    let sql = format!("{sql}{}", listed(2, keys.len()));
    let query = sqlx::query(in_order(conn, sql)).bind(tenant.id().to_owned());
    keys.iter().fold(query, |query, key| query.bind((*key).to_owned()))
}

async fn rows(
    conn: &mut AnyConnection,
    sql: &str,
    tenant: &Tenant,
    keys: &[&str],
) -> Result<Vec<AnyRow>, StoreError> {
    if keys.is_empty() {
        return Ok(Vec::new());
    }
    Ok(asked(conn, sql, tenant, keys).fetch_all(conn).await?)
}

const DEBTS: &str = "
    select d.reference, d.id, d.case_id, p.reference as debtor_reference, d.description,
        d.document_type, d.issued_on, d.due_on, d.tags, d.currency, d.imported_minor,
        d.imported_interest_minor, d.imported_fee_minor, d.marked_at, d.disputed_at, d.closed_at,
        b.principal_minor, b.interest_minor, b.fee_minor
    from debts d
    join debt_balances b on b.creditor_id = d.creditor_id and b.debt_id = d.id
    join cases c on c.creditor_id = d.creditor_id and c.id = d.case_id
    join debtors p on p.creditor_id = c.creditor_id and p.id = c.debtor_id
    where d.creditor_id = $1 and d.reference in ";

/// The debts with these references, each beside its reference.
pub async fn debts(
    conn: &mut AnyConnection,
    tenant: &Tenant,
    references: &[&str],
) -> Result<Vec<(String, KnownDebt)>, StoreError> {
    let rows = rows(conn, DEBTS, tenant, references).await?;
    rows.iter().map(|row| Ok((row.text("reference")?, debt_from_row(row)?))).collect()
}

fn debt_from_row(row: &AnyRow) -> Result<KnownDebt, StoreError> {
    let currency = row.currency("currency")?;
    Ok(KnownDebt {
        id: row.parsed("id")?,
        case: row.parsed("case_id")?,
        debtor_reference: row.text("debtor_reference")?,
        description: row.maybe_text("description")?,
        document_type: row.maybe_text("document_type")?,
        issued_on: row.maybe_date("issued_on")?,
        due_on: row.maybe_date("due_on")?,
        tags: row.maybe_text("tags")?,
        imported: Balance {
            principal: row.money("imported_minor", currency)?,
            interest: row.money("imported_interest_minor", currency)?,
            fee: row.money("imported_fee_minor", currency)?,
        },
        marked_at: row.maybe_instant("marked_at")?,
        disputed_at: row.maybe_instant("disputed_at")?,
        closed_at: row.maybe_instant("closed_at")?,
        open: balance_from_row(row, currency)?,
    })
}

const UPDATE_DEBT: &str = "
    update debts set description = $3, document_type = $4, issued_on = $5, due_on = $6, tags = $7,
        imported_minor = $8, imported_interest_minor = $9, imported_fee_minor = $10,
        marked_at = $11, disputed_at = $12, closed_at = $13
    where creditor_id = $1 and id = $2";

/// Writes what the creditor's system now says of a debt; its balance is the ledger's.
pub async fn update_debt(tx: &mut Tx, tenant: &Tenant, debt: &KnownDebt) -> Result<(), StoreError> {
    let done = sqlx::query(UPDATE_DEBT)
        .bind(tenant.id().to_owned())
        .bind(debt.id.as_str().to_owned())
        .bind(debt.description.clone())
        .bind(debt.document_type.clone())
        .bind(debt.issued_on.map(|day| day.to_string()))
        .bind(debt.due_on.map(|day| day.to_string()))
        .bind(debt.tags.clone())
        .bind(debt.imported.principal.minor())
        .bind(debt.imported.interest.minor())
        .bind(debt.imported.fee.minor())
        .bind(debt.marked_at.map(|at| at.timestamp_millis()))
        .bind(debt.disputed_at.map(|at| at.timestamp_millis()))
        .bind(debt.closed_at.map(|at| at.timestamp_millis()))
        .execute(&mut **tx)
        .await?;
    one_row(&done, "update an imported debt")
}

const NOTES: &str = "
    select n.reference, n.id, n.case_id, p.reference as debtor_reference, n.currency,
        n.imported_minor
    from credit_notes n
    join cases c on c.creditor_id = n.creditor_id and c.id = n.case_id
    join debtors p on p.creditor_id = c.creditor_id and p.id = c.debtor_id
    where n.creditor_id = $1 and n.reference in ";

/// The credit notes with these references, each beside its reference.
pub async fn notes(
    conn: &mut AnyConnection,
    tenant: &Tenant,
    references: &[&str],
) -> Result<Vec<(String, KnownNote)>, StoreError> {
    let rows = rows(conn, NOTES, tenant, references).await?;
    rows.iter()
        .map(|row| {
            let note = KnownNote {
                id: row.parsed("id")?,
                case: row.parsed("case_id")?,
                debtor_reference: row.text("debtor_reference")?,
                imported: row.money("imported_minor", row.currency("currency")?)?,
            };
            Ok((row.text("reference")?, note))
        })
        .collect()
}

const UPDATE_NOTE: &str = "
    update credit_notes set imported_minor = $3 where creditor_id = $1 and id = $2";

/// Writes what the creditor's system now says of a credit note.
pub async fn update_note(
    tx: &mut Tx,
    tenant: &Tenant,
    id: &CreditNoteId,
    said: Money,
) -> Result<(), StoreError> {
    let done = sqlx::query(UPDATE_NOTE)
        .bind(tenant.id().to_owned())
        .bind(id.as_str().to_owned())
        .bind(said.minor())
        .execute(&mut **tx)
        .await?;
    one_row(&done, "update a credit note")
}

const LOCK: &str = "
    update cases set version = version + 1
    where creditor_id = $1 and id in ";
const LOCK_END: &str = " returning id, debtor_id, evidence_seq, evidence_hash, first_verified_at";

/// Locks all these cases.
pub async fn lock(
    tx: &mut Tx,
    tenant: &Tenant,
    cases: &[&str],
) -> Result<Vec<LockedCase>, StoreError> {
    if cases.is_empty() {
        return Ok(Vec::new());
    }
    let sql = format!("{LOCK}{}{LOCK_END}", listed(2, cases.len()));
    let query = sqlx::query(in_order(tx, sql)).bind(tenant.id().to_owned());
    let query = cases.iter().fold(query, |query, id| query.bind((*id).to_owned()));
    query.fetch_all(&mut **tx).await?.iter().map(locked_from_row).collect()
}

/// Joined so, SQLite begins with the cases: else it goes through everything that was ever paid on.
const IN_PAYMENT: &str = "
    select t.debt_id from attempts a
    cross join attempt_debts t
    where a.creditor_id = $1 and t.creditor_id = a.creditor_id and t.attempt_id = a.id
        and (a.channel = 'stripe' and a.state in ('created', 'open', 'unknown') or a.state = 'pending')
        and a.case_id in ";

/// The debts of these cases on which a payment session is open or money is under way. A transfer
/// that nobody has announced is not.
pub async fn in_payment(
    conn: &mut AnyConnection,
    tenant: &Tenant,
    cases: &[&str],
) -> Result<HashSet<DebtId>, StoreError> {
    let rows = rows(conn, IN_PAYMENT, tenant, cases).await?;
    rows.iter().map(|row| row.parsed("debt_id")).collect()
}

/// The same as above, and around the debt a function: else SQLite goes through all plans that run.
const IN_PLAN: &str = "
    select t.debt_id from plans p
    cross join plan_debts t
    where p.creditor_id = $1 and t.creditor_id = p.creditor_id and t.plan_id = p.id
        and coalesce(t.active_debt_id, '') <> '' and p.case_id in ";

/// The debts of these cases that belong to a plan that runs.
pub async fn in_plan(
    conn: &mut AnyConnection,
    tenant: &Tenant,
    cases: &[&str],
) -> Result<HashSet<DebtId>, StoreError> {
    let rows = rows(conn, IN_PLAN, tenant, cases).await?;
    rows.iter().map(|row| row.parsed("debt_id")).collect()
}

const MOVEMENTS: &str = "
    select e.cause, p.from_account, p.to_account, p.amount_minor, p.currency
    from ledger_entries e
    join ledger_postings p on p.creditor_id = e.creditor_id and p.entry_id = e.id
    where e.creditor_id = $1 and e.case_id in ";

/// All that ever moved on these cases, each posting with its cause.
pub async fn movements(
    conn: &mut AnyConnection,
    tenant: &Tenant,
    cases: &[&str],
) -> Result<Vec<(Cause, Posting)>, StoreError> {
    let rows = rows(conn, MOVEMENTS, tenant, cases).await?;
    rows.iter().map(|row| Ok((Cause::stored(row.text("cause")?), posting_from_row(row)?))).collect()
}

const CREDITS: &str = "
    select case_id, currency from case_balances
    where creditor_id = $1 and credit_minor > 0 and case_id in ";

/// Which of these cases have unused credit, and in which currency.
pub async fn credits(
    conn: &mut AnyConnection,
    tenant: &Tenant,
    cases: &[&str],
) -> Result<Vec<(CaseId, Currency)>, StoreError> {
    let rows = rows(conn, CREDITS, tenant, cases).await?;
    rows.iter().map(|row| Ok((row.parsed("case_id")?, row.currency("currency")?))).collect()
}

const ATTESTED: &str = "
    select case_id, body from evidence where creditor_id = $1 and kind = 'import' and case_id in ";

/// Which of these cases have an act of the import `batch` in their evidence.
pub async fn attested(
    conn: &mut AnyConnection,
    tenant: &Tenant,
    batch: &BatchId,
    cases: &[&str],
) -> Result<HashSet<CaseId>, StoreError> {
    let mut found = HashSet::new();
    for row in rows(conn, ATTESTED, tenant, cases).await? {
        if row.text("body")?.split(' ').next() == Some(batch.as_str()) {
            found.insert(row.parsed("case_id")?);
        }
    }
    Ok(found)
}

const NUMBERS: &str = "
    insert into counters (creditor_id, name, value) values ($1, $2, $3)
    on conflict (creditor_id, name) do update set value = counters.value + excluded.value
    returning value";

/// Takes `count` numbers of the sequence `name` at once, and gives the first.
pub async fn take_numbers(
    tx: &mut Tx,
    tenant: &Tenant,
    name: &'static str,
    count: i64,
) -> Result<i64, StoreError> {
    let query = sqlx::query(NUMBERS).bind(tenant.id().to_owned()).bind(name).bind(count);
    Ok(query.fetch_one(&mut **tx).await?.number("value")? - count + 1)
}

/// The statements whose width varies, up to the list that they end with.
pub const LISTS: &[&str] = &[DEBTS, NOTES, IN_PAYMENT, IN_PLAN, MOVEMENTS, CREDITS, ATTESTED];

/// Every other statement of this file.
pub const STATEMENTS: &[&str] = &[UPDATE_DEBT, UPDATE_NOTE, NUMBERS];
