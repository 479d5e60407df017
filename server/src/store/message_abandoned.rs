//! Messages whose sender died while it had them.

use chrono::{DateTime, Utc};
use domain::ids::MessageId;
use sqlx::AnyConnection;

use super::message::{Message, columns, from_row};
use super::row::Columns;
use super::{StoreError, Tx};
use crate::tenant::Tenant;

const ABANDONED: &str = "
    select creditor_id, id from messages
    where state = 'claimed' and locked_until <= $1 order by locked_until, id limit $2";

/// Messages whose sender has not come back within its lease, as creditor id and message id.
pub async fn abandoned(
    conn: &mut AnyConnection,
    now: DateTime<Utc>,
    limit: i64,
) -> Result<Vec<(String, String)>, StoreError> {
    let query = sqlx::query(ABANDONED).bind(now.timestamp_millis()).bind(limit);
    let rows = query.fetch_all(conn).await?;
    rows.iter().map(|row| Ok((row.text("creditor_id")?, row.text("id")?))).collect()
}

const GIVE_UP: &str = columns!(
    "update messages set state = 'unknown', why = 'sender-died', locked_until = 0, tries = tries + 1
    where creditor_id = $1 and id = $2 and state = 'claimed' and locked_until <= $3 returning",
    ""
);

/// Says of an abandoned message that nobody knows whether it left; `None` if its sender came back.
pub async fn give_up(
    tx: &mut Tx,
    tenant: &Tenant,
    id: &MessageId,
    now: DateTime<Utc>,
) -> Result<Option<Message>, StoreError> {
    let row = sqlx::query(GIVE_UP)
        .bind(tenant.id().to_owned())
        .bind(id.as_str().to_owned())
        .bind(now.timestamp_millis())
        .fetch_optional(&mut **tx)
        .await?;
    row.map(|row| from_row(&row)).transpose()
}

/// Every statement of this file.
pub const STATEMENTS: &[&str] = &[ABANDONED, GIVE_UP];
