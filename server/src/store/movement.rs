//! The postings of one case, as its ledger page lists them.

use chrono::{DateTime, NaiveDate, Utc};
use domain::ids::{CaseId, EntryId};
use domain::ledger::{Cause, Posting, Reason};
use domain::money::Currency;
use sqlx::AnyConnection;

use super::StoreError;
use super::ledger::posting_from_row;
use super::row::Columns;
use crate::tenant::Tenant;

/// One posting with its entry.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Movement {
    /// The entry.
    pub entry: EntryId,
    /// The day on which it happened.
    pub occurred_on: NaiveDate,
    /// Why.
    pub reason: Reason,
    /// From where to where, and how much.
    pub posting: Posting,
}

/// The case's entries are looked up first: joined from their side, SQLite would read all entries of the
/// creditor for the order of their ids.
const OF_CASE: &str = "
    select e.id, e.occurred_on, e.reason, p.from_account, p.to_account, p.amount_minor, p.currency
    from ledger_postings p
    join ledger_entries e on e.creditor_id = p.creditor_id and e.id = p.entry_id
    where p.creditor_id = $1 and p.entry_id in (
        select x.id from ledger_entries x where x.creditor_id = $1 and x.case_id = $2
    )
    order by p.entry_id, p.line";

/// All postings of a case, oldest first.
pub async fn of_case(
    conn: &mut AnyConnection,
    tenant: &Tenant,
    case: &CaseId,
) -> Result<Vec<Movement>, StoreError> {
    let rows = sqlx::query(OF_CASE)
        .bind(tenant.id().to_owned())
        .bind(case.as_str().to_owned())
        .fetch_all(conn)
        .await?;
    rows.iter()
        .map(|row| {
            Ok(Movement {
                entry: row.parsed("id")?,
                occurred_on: row.parsed("occurred_on")?,
                reason: row.parsed("reason")?,
                posting: posting_from_row(row)?,
            })
        })
        .collect()
}

/// One posting with what caused its entry.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Caused {
    /// The entry's cause.
    pub cause: Cause,
    /// The day on which it happened.
    pub occurred_on: NaiveDate,
    /// Why.
    pub reason: Reason,
    /// From where to where, and how much.
    pub posting: Posting,
}

const SINCE: &str = "
    select e.cause, e.occurred_on, e.reason, p.from_account, p.to_account, p.amount_minor, p.currency
    from ledger_postings p
    join ledger_entries e on e.creditor_id = p.creditor_id and e.id = p.entry_id
    where p.creditor_id = $1 and p.entry_id in (
        select x.id from ledger_entries x
        where x.creditor_id = $1 and x.case_id = $2 and x.posted_at >= $3
    )
    order by p.entry_id, p.line";

/// The postings of a case whose entries were posted at an instant or later, entry by entry, oldest first.
pub async fn since(
    conn: &mut AnyConnection,
    tenant: &Tenant,
    case: &CaseId,
    from: DateTime<Utc>,
) -> Result<Vec<Caused>, StoreError> {
    let rows = sqlx::query(SINCE)
        .bind(tenant.id().to_owned())
        .bind(case.as_str().to_owned())
        .bind(from.timestamp_millis())
        .fetch_all(conn)
        .await?;
    rows.iter()
        .map(|row| {
            Ok(Caused {
                cause: Cause::stored(row.text("cause")?),
                occurred_on: row.parsed("occurred_on")?,
                reason: row.parsed("reason")?,
                posting: posting_from_row(row)?,
            })
        })
        .collect()
}

const OF_RANGE: &str = "
    select e.occurred_on, p.from_account, p.to_account, p.amount_minor, p.currency
    from ledger_entries e
    join ledger_postings p on p.creditor_id = e.creditor_id and p.entry_id = e.id
    where e.creditor_id = $1 and e.case_id >= $2 and e.case_id <= $3 and e.currency = $4";

/// All postings in a currency of the cases from the first id to the last, each with its day, in no order.
pub async fn of_range(
    conn: &mut AnyConnection,
    tenant: &Tenant,
    (first, last): (&CaseId, &CaseId),
    currency: Currency,
) -> Result<Vec<(NaiveDate, Posting)>, StoreError> {
    let rows = sqlx::query(OF_RANGE)
        .bind(tenant.id().to_owned())
        .bind(first.as_str().to_owned())
        .bind(last.as_str().to_owned())
        .bind(currency.code())
        .fetch_all(conn)
        .await?;
    rows.iter().map(|row| Ok((row.parsed("occurred_on")?, posting_from_row(row)?))).collect()
}

const DAY_OF_CAUSE: &str = "
    select occurred_on from ledger_entries where creditor_id = $1 and cause = $2";

/// The day of the entry that `cause` made, if it made one.
pub async fn day_of(
    conn: &mut AnyConnection,
    tenant: &Tenant,
    cause: &Cause,
) -> Result<Option<NaiveDate>, StoreError> {
    let row = sqlx::query(DAY_OF_CAUSE)
        .bind(tenant.id().to_owned())
        .bind(cause.as_str().to_owned())
        .fetch_optional(conn)
        .await?;
    row.map(|row| row.parsed("occurred_on")).transpose()
}

const POSTED_AT: &str =
    "select posted_at from ledger_entries where creditor_id = $1 and cause = $2";

/// When the entry of `cause` was posted; `None` if it never had its effect.
pub async fn posted_at(
    conn: &mut AnyConnection,
    tenant: &Tenant,
    cause: &Cause,
) -> Result<Option<DateTime<Utc>>, StoreError> {
    let row = sqlx::query(POSTED_AT)
        .bind(tenant.id().to_owned())
        .bind(cause.as_str().to_owned())
        .fetch_optional(conn)
        .await?;
    row.map(|row| row.instant("posted_at")).transpose()
}

/// Every statement of this file.
pub const STATEMENTS: &[&str] = &[OF_CASE, SINCE, OF_RANGE, DAY_OF_CAUSE, POSTED_AT];
