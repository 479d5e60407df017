//! What a comparison with Stripe has to know of what Stripe lists: a page of it at once, since a question
//! costs more than what it reads.

use std::collections::{HashMap, HashSet};

use domain::ids::AttemptId;
use sqlx::AnyConnection;
use sqlx::any::AnyRow;

use super::StoreError;
use super::attempt::{self, Attempt, attempts};
use super::db::{in_order, listed};
use super::row::Columns;
use crate::tenant::Tenant;

const OF_SESSIONS: &str = attempts!("where a.creditor_id = $1 and a.provider_session in ");

/// The attempts whose pages these sessions are, by session.
pub async fn of_sessions(
    conn: &mut AnyConnection,
    tenant: &Tenant,
    sessions: &[&str],
) -> Result<HashMap<String, Attempt>, StoreError> {
    let found = rows(conn, tenant, (OF_SESSIONS, sessions)).await?;
    let attempts = found.iter().map(attempt::from_row);
    let by_session = attempts.map(|one| one.map(|one| Some((one.session.clone()?, one))));
    by_session.filter_map(Result::transpose).collect()
}

const ATTEMPTS: &str = attempts!("where a.creditor_id = $1 and a.id in ");

/// Those of these attempts that are here.
pub async fn attempts(
    conn: &mut AnyConnection,
    tenant: &Tenant,
    ids: &[&AttemptId],
) -> Result<HashMap<AttemptId, Attempt>, StoreError> {
    let ids: Vec<_> = ids.iter().map(|id| id.as_str()).collect();
    let found = rows(conn, tenant, (ATTEMPTS, &ids)).await?;
    found.iter().map(|row| attempt::from_row(row).map(|one| (one.id.clone(), one))).collect()
}

const BOOKED: &str = "
    select provider_ref from payments
    where creditor_id = $1 and channel = 'stripe' and provider_ref in ";

/// Those of Stripe's money objects that are payments here.
pub async fn booked(
    conn: &mut AnyConnection,
    tenant: &Tenant,
    intents: &[&str],
) -> Result<HashSet<String>, StoreError> {
    let found = rows(conn, tenant, (BOOKED, intents)).await?;
    found.iter().map(|row| row.text("provider_ref")).collect()
}

async fn rows(
    conn: &mut AnyConnection,
    tenant: &Tenant,
    (sql, keys): (&str, &[&str]),
) -> Result<Vec<AnyRow>, StoreError> {
    if keys.is_empty() {
        return Ok(Vec::new());
    }
    let sql = format!("{sql}{}", listed(2, keys.len()));
    let query = sqlx::query(in_order(conn, sql)).bind(tenant.id().to_owned());
    let query = keys.iter().fold(query, |query, key| query.bind((*key).to_owned()));
    Ok(query.fetch_all(conn).await?)
}
