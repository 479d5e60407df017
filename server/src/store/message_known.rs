//! Whether something was written about already, and what became of it.

use std::collections::HashSet;

use chrono::{DateTime, Utc};
use domain::ids::CaseId;
use sqlx::AnyConnection;
use sqlx::any::AnyRow;

use super::StoreError;
use super::db::{in_order, listed};
use super::row::Columns;
use crate::tenant::Tenant;

const BY_OCCURRENCE: &str = "select id from messages where creditor_id = $1 and occurrence = $2";

/// Whether a message of this occurrence was queued, whatever became of it.
pub async fn is_known(
    conn: &mut AnyConnection,
    tenant: &Tenant,
    occurrence: &str,
) -> Result<bool, StoreError> {
    let row = sqlx::query(BY_OCCURRENCE)
        .bind(tenant.id().to_owned())
        .bind(occurrence.to_owned())
        .fetch_optional(conn)
        .await?;
    Ok(row.is_some())
}

const KNOWN: &str = "select occurrence from messages where creditor_id = $1 and occurrence in ";

/// Which of these occurrences a message was queued of, whatever became of it.
pub async fn known(
    conn: &mut AnyConnection,
    tenant: &Tenant,
    occurrences: &[&str],
) -> Result<Vec<String>, StoreError> {
    if occurrences.is_empty() {
        return Ok(Vec::new());
    }
    let sql = format!("{KNOWN}{}", listed(2, occurrences.len()));
    let query = sqlx::query(in_order(conn, sql)).bind(tenant.id().to_owned());
    let query = occurrences.iter().fold(query, |query, one| query.bind((*one).to_owned()));
    query.fetch_all(conn).await?.iter().map(|row| row.text("occurrence")).collect()
}

const WAITING: &str = "
    select distinct case_id from messages
    where creditor_id = $1 and kind = $2 and state in ('queued', 'claimed') and case_id in ";

/// To which of these cases a message of a kind waits to leave.
pub async fn waiting(
    conn: &mut AnyConnection,
    tenant: &Tenant,
    (kind, cases): (&'static str, &[&str]),
) -> Result<HashSet<CaseId>, StoreError> {
    if cases.is_empty() {
        return Ok(HashSet::new());
    }
    let sql = format!("{WAITING}{}", listed(3, cases.len()));
    let query = sqlx::query(in_order(conn, sql)).bind(tenant.id().to_owned()).bind(kind);
    let query = cases.iter().fold(query, |query, case| query.bind((*case).to_owned()));
    query.fetch_all(conn).await?.iter().map(|row| row.parsed("case_id")).collect()
}

/// What became of a message so far.
#[derive(Clone, Debug)]
pub struct Known {
    /// What the text is about.
    pub about: Option<String>,
    /// The word of its state.
    pub state: String,
    /// Why it is not sent, or not yet.
    pub why: Option<String>,
    /// Not before.
    pub not_before: DateTime<Utc>,
    /// When it left; `None` too if nobody knows whether it did.
    pub sent_at: Option<DateTime<Utc>>,
}

const OF_KIND: &str = "
    select about, state, why, not_before, sent_at from messages
    where creditor_id = $1 and case_id = $2 and kind = $3 and made_at >= $4 order by made_at, id";

/// The messages of one kind about a case that were queued since `since`, oldest first.
pub async fn of_kind(
    conn: &mut AnyConnection,
    tenant: &Tenant,
    (case, kind): (&CaseId, &'static str),
    since: DateTime<Utc>,
) -> Result<Vec<Known>, StoreError> {
    let rows = sqlx::query(OF_KIND)
        .bind(tenant.id().to_owned())
        .bind(case.as_str().to_owned())
        .bind(kind)
        .bind(since.timestamp_millis())
        .fetch_all(conn)
        .await?;
    rows.iter().map(from_row).collect()
}

const SENT_SINCE: &str = "
    select cast(count(*) as bigint) as sent from messages
    where creditor_id = $1 and kind = $2 and state = 'sent' and sent_at >= $3";

/// How many messages of one kind have left since an instant.
pub async fn sent_since(
    conn: &mut AnyConnection,
    tenant: &Tenant,
    (kind, since): (&'static str, DateTime<Utc>),
) -> Result<i64, StoreError> {
    let row = sqlx::query(SENT_SINCE)
        .bind(tenant.id().to_owned())
        .bind(kind)
        .bind(since.timestamp_millis())
        .fetch_one(conn)
        .await?;
    row.number("sent")
}

fn from_row(row: &AnyRow) -> Result<Known, StoreError> {
    Ok(Known {
        about: row.maybe_text("about")?,
        state: row.text("state")?,
        why: row.maybe_text("why")?,
        not_before: row.instant("not_before")?,
        sent_at: row.maybe_instant("sent_at")?,
    })
}

/// Every statement of this file but those whose width varies.
pub const STATEMENTS: &[&str] = &[BY_OCCURRENCE, OF_KIND, SENT_SINCE];
