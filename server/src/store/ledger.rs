//! Posting to the ledger: entry, postings, balances and the evidence of them, in one transaction.

use chrono::{DateTime, Utc};
use domain::allocation::{Balance, Room};
use domain::ids::{CaseId, DebtId};
use domain::ledger::{Account, Cause, Entry, LedgerError, Part, Posting};
use domain::money::{Currency, Money};
use sqlx::AnyConnection;

use super::case::LockedCase;
use super::db::{in_order, placeholders};
use super::row::{Columns, one_row};
use super::{StoreError, Tx, evidence};
use crate::tenant::Tenant;

/// Whether an entry was new.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[must_use]
pub enum Posted {
    /// It stands in the ledger now.
    Now,
    /// Its cause had its effect before; nothing changed.
    Before,
}

const INSERT_ENTRY: &str = "
    insert into ledger_entries
        (creditor_id, id, case_id, currency, occurred_on, posted_at, reason, cause, fingerprint)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
    on conflict (creditor_id, cause) do nothing";

/// Posts `entry` once for its cause, updates the balances, and writes it into the case's evidence.
///
/// `case` is the locked case that the entry names; `None` for money in suspense.
pub async fn post(
    tx: &mut Tx,
    tenant: &Tenant,
    case: Option<&mut LockedCase>,
    entry: Entry,
    now: DateTime<Utc>,
) -> Result<Posted, StoreError> {
    let entry = entry.checked().map_err(|error| unfit(&error))?;
    if !insert_entry(tx, tenant, &entry, now).await? {
        return Ok(Posted::Before);
    }
    insert_postings(tx, tenant, &entry).await?;
    for posting in &entry.postings {
        let paid = moves_money(posting);
        apply(tx, tenant, entry.case.as_ref(), posting, paid).await?;
    }
    if let Some(case) = case {
        let body = format!("{} {}", entry.id, hex(&entry.fingerprint()));
        evidence::append(tx, tenant, case, now, ("ledger", &body)).await?;
    }
    Ok(Posted::Now)
}

fn unfit(error: &LedgerError) -> StoreError {
    StoreError::Corrupt(format!("an entry that does not stand: {error}"))
}

/// Whether a posting's other end is money that came in or went out, not a correction.
fn moves_money(posting: &Posting) -> bool {
    [&posting.from, &posting.to].into_iter().any(|account| {
        matches!(
            account,
            Account::Collected(_)
                | Account::Credit(_)
                | Account::Refunded
                | Account::ChargedBack
                | Account::Suspense
        )
    })
}

async fn insert_entry(
    tx: &mut Tx,
    tenant: &Tenant,
    entry: &Entry,
    now: DateTime<Utc>,
) -> Result<bool, StoreError> {
    let currency = entry.currency().map(Currency::code).unwrap_or_default();
    let done = sqlx::query(INSERT_ENTRY)
        .bind(tenant.id().to_owned())
        .bind(entry.id.as_str().to_owned())
        .bind(entry.case.as_ref().map(ToString::to_string))
        .bind(currency)
        .bind(entry.occurred_on.to_string())
        .bind(now.timestamp_millis())
        .bind(entry.reason.as_str())
        .bind(entry.cause.as_str().to_owned())
        .bind(entry.fingerprint().to_vec())
        .execute(&mut **tx)
        .await?;
    Ok(done.rows_affected() == 1)
}

const INSERT_POSTINGS: &str = "
    insert into ledger_postings
        (creditor_id, entry_id, line, from_account, to_account, amount_minor, currency)
    values ";

async fn insert_postings(tx: &mut Tx, tenant: &Tenant, entry: &Entry) -> Result<(), StoreError> {
    for (chunk, start) in entry.postings.chunks(50).zip((0_i64..).step_by(50)) {
        let sql = format!("{INSERT_POSTINGS}{}", placeholders(chunk.len(), 7));
        let mut query = sqlx::query(in_order(tx, sql));
        for (posting, line) in chunk.iter().zip(start..) {
            query = query
                .bind(tenant.id().to_owned())
                .bind(entry.id.as_str().to_owned())
                .bind(line)
                .bind(posting.from.to_string())
                .bind(posting.to.to_string())
                .bind(posting.amount.minor())
                .bind(posting.amount.currency().code());
        }
        query.execute(&mut **tx).await?;
    }
    Ok(())
}

const ADD_TO_DEBT: &str = "
    update debt_balances set principal_minor = principal_minor + $3,
        interest_minor = interest_minor + $4, fee_minor = fee_minor + $5, paid_minor = paid_minor + $6
    where creditor_id = $1 and debt_id = $2";

const ADD_TO_CASE: &str = "
    insert into case_balances (creditor_id, case_id, currency, owed_minor, credit_minor)
    values ($1, $2, $3, $4, $5)
    on conflict (creditor_id, case_id, currency) do update set
        owed_minor = case_balances.owed_minor + excluded.owed_minor,
        credit_minor = case_balances.credit_minor + excluded.credit_minor";

async fn apply(
    tx: &mut Tx,
    tenant: &Tenant,
    case: Option<&CaseId>,
    posting: &Posting,
    moves_money: bool,
) -> Result<(), StoreError> {
    let minor = posting.amount.minor();
    let Some(case) = case else { return Ok(()) };
    for (account, change) in [(&posting.from, -minor), (&posting.to, minor)] {
        let (owed, credit) = match account {
            Account::Owed(debt, part) => {
                let paid = if moves_money { -change } else { 0 };
                add_to_debt(tx, tenant, (debt, *part), (change, paid)).await?;
                (change, 0)
            }
            // Credit is money held for the debtor: the account stands below zero.
            Account::Credit(_) => (0, -change),
            _ => continue,
        };
        add_to_case(tx, tenant, (case, posting.amount.currency()), (owed, credit)).await?;
    }
    Ok(())
}

async fn add_to_debt(
    tx: &mut Tx,
    tenant: &Tenant,
    (debt, part): (&DebtId, Part),
    (change, paid): (i64, i64),
) -> Result<(), StoreError> {
    let of = |wanted| if part == wanted { change } else { 0 };
    let done = sqlx::query(ADD_TO_DEBT)
        .bind(tenant.id().to_owned())
        .bind(debt.as_str().to_owned())
        .bind(of(Part::Principal))
        .bind(of(Part::Interest))
        .bind(of(Part::Fee))
        .bind(paid)
        .execute(&mut **tx)
        .await?;
    one_row(&done, "add to the balance of a debt")
}

/// The upsert's insert arm cannot hold a negative start, so the row is made first.
async fn add_to_case(
    tx: &mut Tx,
    tenant: &Tenant,
    (case, currency): (&CaseId, Currency),
    (owed, credit): (i64, i64),
) -> Result<(), StoreError> {
    for (owed, credit) in [(owed.max(0), credit.max(0)), (owed.min(0), credit.min(0))] {
        if (owed, credit) == (0, 0) {
            continue;
        }
        let sql = if owed < 0 || credit < 0 { TAKE_FROM_CASE } else { ADD_TO_CASE };
        let done = sqlx::query(sql)
            .bind(tenant.id().to_owned())
            .bind(case.as_str().to_owned())
            .bind(currency.code())
            .bind(owed)
            .bind(credit)
            .execute(&mut **tx)
            .await?;
        one_row(&done, "change the balance of a case")?;
    }
    Ok(())
}

const TAKE_FROM_CASE: &str = "
    update case_balances set owed_minor = owed_minor + $4, credit_minor = credit_minor + $5
    where creditor_id = $1 and case_id = $2 and currency = $3";

const CREDIT: &str = "
    select credit_minor from case_balances
    where creditor_id = $1 and case_id = $2 and currency = $3";

/// The credit of a case in `currency`.
pub async fn credit(
    conn: &mut AnyConnection,
    tenant: &Tenant,
    case: &CaseId,
    currency: Currency,
) -> Result<Money, StoreError> {
    let row = sqlx::query(CREDIT)
        .bind(tenant.id().to_owned())
        .bind(case.as_str().to_owned())
        .bind(currency.code())
        .fetch_optional(conn)
        .await?;
    row.map_or(Ok(Money::zero(currency)), |row| row.money("credit_minor", currency))
}

const OF_CAUSE: &str = "
    select p.from_account, p.to_account, p.amount_minor, p.currency
    from ledger_entries e
    join ledger_postings p on p.creditor_id = e.creditor_id and p.entry_id = e.id
    where e.creditor_id = $1 and e.cause = $2
    order by p.line";

/// The postings that `cause` made; empty if it never had its effect.
pub async fn of_cause(
    conn: &mut AnyConnection,
    tenant: &Tenant,
    cause: &Cause,
) -> Result<Vec<Posting>, StoreError> {
    let rows = sqlx::query(OF_CAUSE)
        .bind(tenant.id().to_owned())
        .bind(cause.as_str().to_owned())
        .fetch_all(conn)
        .await?;
    rows.iter().map(posting_from_row).collect()
}

pub(super) fn posting_from_row(row: &sqlx::any::AnyRow) -> Result<Posting, StoreError> {
    let currency = row.currency("currency")?;
    Ok(Posting {
        from: row.parsed("from_account")?,
        to: row.parsed("to_account")?,
        amount: row.money("amount_minor", currency)?,
    })
}

const PAID_DEBTS: &str = "
    select d.id, b.paid_minor from debts d
    join debt_balances b on b.creditor_id = d.creditor_id and b.debt_id = d.id
    where d.creditor_id = $1 and d.case_id = $2 and d.currency = $3 and b.paid_minor > 0
    order by d.due_on desc nulls first, d.id";

/// Where money that leaves again may return to: the case's unused credit first, then what
/// `payment_cause` paid, then whatever else was paid on the case, latest due first.
pub async fn rooms(
    conn: &mut AnyConnection,
    tenant: &Tenant,
    (case, currency): (&CaseId, Currency),
    payment_cause: &Cause,
) -> Result<Vec<Room>, StoreError> {
    let credit = credit(conn, tenant, case, currency).await?;
    let mut rooms = vec![Room { account: Account::Credit(case.clone()), most: credit }];
    let mut own = of_cause(conn, tenant, payment_cause).await?;
    own.reverse();
    let rows = sqlx::query(PAID_DEBTS)
        .bind(tenant.id().to_owned())
        .bind(case.as_str().to_owned())
        .bind(currency.code())
        .fetch_all(conn)
        .await?;
    let mut paid = Vec::with_capacity(rows.len());
    for row in &rows {
        paid.push((row.parsed::<DebtId>("id")?, row.money("paid_minor", currency)?));
    }
    for posting in own {
        let Account::Owed(debt, _) = &posting.from else { continue };
        let Some((_, left)) = paid.iter_mut().find(|(id, _)| id == debt) else { continue };
        let most = left.at_most(posting.amount).map_err(|_| mixed())?;
        *left = left.less(most).map_err(|_| mixed())?;
        rooms.push(Room { account: posting.from, most });
    }
    rooms.extend(
        paid.into_iter()
            .map(|(debt, most)| Room { account: Account::Owed(debt, Part::Principal), most }),
    );
    Ok(rooms)
}

fn mixed() -> StoreError {
    StoreError::Corrupt("postings of one entry in two currencies".into())
}

/// Reads a balance row.
pub(super) fn balance_from_row(
    row: &sqlx::any::AnyRow,
    currency: Currency,
) -> Result<Balance, StoreError> {
    Ok(Balance {
        principal: row.money("principal_minor", currency)?,
        interest: row.money("interest_minor", currency)?,
        fee: row.money("fee_minor", currency)?,
    })
}

/// Lower-case hexadecimal, as the evidence writes hashes.
pub fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write;
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

/// Every statement of this file but the multi-row insert, whose width varies.
pub const STATEMENTS: &[&str] =
    &[INSERT_ENTRY, ADD_TO_DEBT, ADD_TO_CASE, TAKE_FROM_CASE, CREDIT, OF_CAUSE, PAID_DEBTS];
