//! Creditors: their settings, and the counters that may have no holes.

use chrono::{DateTime, Utc};
use sqlx::AnyConnection;
use sqlx::any::AnyRow;

use super::row::Columns;
use super::{StoreError, Tx};
use crate::config::creditor::Settings;
use crate::tenant::Tenant;

const UPSERT: &str = "
    insert into creditors (id, slug, host, stripe_account, settings, created_at, changed_at)
    values ($1, $2, $3, $4, $5, $6, $6)
    on conflict (id) do update set slug = excluded.slug, host = excluded.host,
        stripe_account = excluded.stripe_account, settings = excluded.settings,
        changed_at = excluded.changed_at";

/// Writes the settings of `tenant`, new or changed.
pub async fn save(
    tx: &mut Tx,
    tenant: &Tenant,
    settings: &Settings,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let account = settings.file.stripe.as_ref().and_then(|stripe| stripe.account.clone());
    sqlx::query(UPSERT)
        .bind(tenant.id().to_owned())
        .bind(settings.file.slug.clone())
        .bind(settings.file.host.clone())
        .bind(account)
        .bind(settings.to_json())
        .bind(now.timestamp_millis())
        .execute(&mut **tx)
        .await?;
    Ok(())
}

const SETTINGS: &str = "select settings from creditors where id = $1";

/// The settings of `tenant`.
pub async fn settings(conn: &mut AnyConnection, tenant: &Tenant) -> Result<Settings, StoreError> {
    let row = sqlx::query(SETTINGS).bind(tenant.id().to_owned()).fetch_one(conn).await?;
    settings_from_row(&row)
}

/// The settings in a row's column of that name.
pub(super) fn settings_from_row(row: &AnyRow) -> Result<Settings, StoreError> {
    Settings::from_json(&row.text("settings")?)
        .map_err(|error| StoreError::Corrupt(format!("settings of a creditor: {error}")))
}

const NEXT_NUMBER: &str = "
    insert into counters (creditor_id, name, value) values ($1, $2, 1)
    on conflict (creditor_id, name) do update set value = counters.value + 1
    returning value";

/// The next number of the sequence `name`, from 1, without holes.
pub async fn next_number(
    tx: &mut Tx,
    tenant: &Tenant,
    name: &'static str,
) -> Result<i64, StoreError> {
    let row = sqlx::query(NEXT_NUMBER)
        .bind(tenant.id().to_owned())
        .bind(name)
        .fetch_one(&mut **tx)
        .await?;
    row.number("value")
}

/// Every statement of this file.
pub const STATEMENTS: &[&str] = &[UPSERT, SETTINGS, NEXT_NUMBER];
