//! On which debts money is on its way, many cases at once.

use std::collections::HashSet;

use chrono::{DateTime, Utc};
use domain::ids::DebtId;
use sqlx::AnyConnection;

use super::StoreError;
use super::db::{in_order, listed};
use super::row::Columns;
use crate::tenant::Tenant;

const ON_ITS_WAY: &str = "
    select t.debt_id from attempts a
    cross join attempt_debts t
    where a.creditor_id = $1 and t.creditor_id = a.creditor_id and t.attempt_id = a.id
        and (
            a.channel = 'stripe' and a.state = 'pending'
            or a.channel = 'stripe' and a.state in ('created', 'open', 'unknown') and a.made_at >= $2
            or a.channel = 'transfer' and a.state = 'pending'
                and coalesce(a.announced_at, a.made_at) >= $3
        )
        and a.case_id in ";

/// The debts of these cases whose money may come by itself: what a payment page began or a transfer that was
/// announced, neither longer ago than `since`, and what the provider says is under way.
pub async fn debts(
    conn: &mut AnyConnection,
    tenant: &Tenant,
    (cases, since): (&[&str], DateTime<Utc>),
) -> Result<HashSet<DebtId>, StoreError> {
    if cases.is_empty() {
        return Ok(HashSet::new());
    }
    let sql = format!("{ON_ITS_WAY}{}", listed(4, cases.len()));
    let query = sqlx::query(in_order(conn, sql))
        .bind(tenant.id().to_owned())
        .bind(since.timestamp_millis())
        .bind(since.timestamp_millis());
    let query = cases.iter().fold(query, |query, case| query.bind((*case).to_owned()));
    let rows = query.fetch_all(conn).await?;
    rows.iter().map(|row| row.parsed("debt_id")).collect()
}

/// The statement of this file, up to the list that it ends with.
pub const LIST: &str = ON_ITS_WAY;
