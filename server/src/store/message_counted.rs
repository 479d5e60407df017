//! Messages that count against the contact rules.

use chrono::{DateTime, Utc};
use domain::contact::Channel;
use domain::ids::CaseId;
use sqlx::AnyConnection;

use super::StoreError;
use super::row::Columns;
use crate::tenant::Tenant;

const COUNTED: &str = "
    select counted_at, channel from messages
    where creditor_id = $1 and case_id = $2 and counted_at >= $3 order by counted_at";

/// A message that counts against the contact rules: it left, or may have left.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Counted {
    /// When.
    pub at: DateTime<Utc>,
    /// By which way.
    pub channel: Channel,
}

/// The messages about a case that count against the rules, since `since`, oldest first.
pub async fn counted(
    conn: &mut AnyConnection,
    tenant: &Tenant,
    case: &CaseId,
    since: DateTime<Utc>,
) -> Result<Vec<Counted>, StoreError> {
    let rows = sqlx::query(COUNTED)
        .bind(tenant.id().to_owned())
        .bind(case.as_str().to_owned())
        .bind(since.timestamp_millis())
        .fetch_all(conn)
        .await?;
    rows.iter()
        .map(|row| {
            let channel = Channel::parse(&row.text("channel")?);
            let corrupt = || StoreError::Corrupt("column `channel` of a message".into());
            Ok(Counted { at: row.instant("counted_at")?, channel: channel.ok_or_else(corrupt)? })
        })
        .collect()
}

/// Every statement of this file.
pub const STATEMENTS: &[&str] = &[COUNTED];
