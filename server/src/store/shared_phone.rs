//! Phones that too many people have: of a word from one of them nobody can say whose it is.

use sqlx::AnyConnection;

use super::StoreError;
use super::row::Columns;
use crate::tenant::Tenant;

const SHARED: &str = "
    select cast(count(*) as bigint) as people from debtors
    where creditor_id = $1 and phone_hash is not null
    group by phone_hash having count(*) > $2";

/// How many people of a creditor have a phone that more than `others` other people have too.
pub async fn people(
    conn: &mut AnyConnection,
    tenant: &Tenant,
    others: i64,
) -> Result<i64, StoreError> {
    let rows = sqlx::query(SHARED)
        .bind(tenant.id().to_owned())
        .bind(others.saturating_add(1))
        .fetch_all(conn)
        .await?;
    rows.iter().map(|row| row.number("people")).sum()
}

/// Every statement of this file.
pub const STATEMENTS: &[&str] = &[SHARED];
