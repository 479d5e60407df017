//! What agreements say in a creditor's own words, version after version.

use app::texts::Lang;
use chrono::{DateTime, Utc};
use sqlx::AnyConnection;
use sqlx::any::AnyRow;

use super::row::Columns;
use super::{StoreError, Tx};
use crate::tenant::Tenant;

/// A text as somebody saved it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Saved {
    /// Its language.
    pub lang: Lang,
    /// Counted from 1 over all languages of the creditor.
    pub version: i64,
    /// The text with its places; empty where somebody went back to the program's own.
    pub body: String,
    /// Who saved it: the name of a person of the team.
    pub by: String,
    /// When.
    pub at: DateTime<Utc>,
}

const INSERT: &str = "
    insert into agreement_texts (creditor_id, language, version, body, saved_by, saved_at)
    values ($1, $2, $3, $4, $5, $6)";

/// Writes a text; its version is the creditor's next number.
pub async fn insert(tx: &mut Tx, tenant: &Tenant, new: &Saved) -> Result<(), StoreError> {
    sqlx::query(INSERT)
        .bind(tenant.id().to_owned())
        .bind(new.lang.code())
        .bind(new.version)
        .bind(new.body.clone())
        .bind(new.by.clone())
        .bind(new.at.timestamp_millis())
        .execute(&mut **tx)
        .await?;
    Ok(())
}

const NEWEST: &str = "
    select language, version, body, saved_by, saved_at from agreement_texts
    where creditor_id = $1 and language = $2 order by version desc limit 1";

/// The text that was saved last in a language.
pub async fn newest(
    conn: &mut AnyConnection,
    tenant: &Tenant,
    lang: Lang,
) -> Result<Option<Saved>, StoreError> {
    let row = sqlx::query(NEWEST)
        .bind(tenant.id().to_owned())
        .bind(lang.code())
        .fetch_optional(conn)
        .await?;
    row.map(|row| from_row(&row)).transpose()
}

const LATEST: &str = "
    select language, version, body, saved_by, saved_at from agreement_texts
    where creditor_id = $1 order by version desc limit $2";

/// So many texts, whatever their language, newest first.
pub async fn latest(
    conn: &mut AnyConnection,
    tenant: &Tenant,
    limit: i64,
) -> Result<Vec<Saved>, StoreError> {
    let rows = sqlx::query(LATEST).bind(tenant.id().to_owned()).bind(limit).fetch_all(conn).await?;
    rows.iter().map(from_row).collect()
}

fn from_row(row: &AnyRow) -> Result<Saved, StoreError> {
    let lang = Lang::parse(&row.text("language")?);
    Ok(Saved {
        lang: lang.ok_or_else(|| StoreError::Corrupt("column `language`".into()))?,
        version: row.number("version")?,
        body: row.text("body")?,
        by: row.text("saved_by")?,
        at: row.instant("saved_at")?,
    })
}

/// Every statement of this file.
pub const STATEMENTS: &[&str] = &[INSERT, NEWEST, LATEST];
