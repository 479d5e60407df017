//! Keys of forms that were acted upon, so that a form sent twice acts once.

use chrono::{DateTime, Utc};
use sqlx::AnyConnection;

use super::row::Columns;
use super::{StoreError, Tx};
use crate::tenant::Tenant;

const INSERT: &str = "
    insert into form_keys (creditor_id, form_key, result, made_at) values ($1, $2, $3, $4)
    on conflict (creditor_id, form_key) do nothing";

/// Writes what the form with `key` did; false if it is written already.
pub async fn insert(
    tx: &mut Tx,
    tenant: &Tenant,
    (key, result): (&str, &str),
    now: DateTime<Utc>,
) -> Result<bool, StoreError> {
    let done = sqlx::query(INSERT)
        .bind(tenant.id().to_owned())
        .bind(key.to_owned())
        .bind(result.to_owned())
        .bind(now.timestamp_millis())
        .execute(&mut **tx)
        .await?;
    Ok(done.rows_affected() == 1)
}

const FIND: &str = "select result from form_keys where creditor_id = $1 and form_key = $2";

/// What the form with `key` did; `None` if it has not come yet.
pub async fn find(
    conn: &mut AnyConnection,
    tenant: &Tenant,
    key: &str,
) -> Result<Option<String>, StoreError> {
    let row = sqlx::query(FIND)
        .bind(tenant.id().to_owned())
        .bind(key.to_owned())
        .fetch_optional(conn)
        .await?;
    row.map(|row| row.text("result")).transpose()
}

/// Every statement of this file.
pub const STATEMENTS: &[&str] = &[INSERT, FIND];
