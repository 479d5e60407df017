//! What counts against the contact rules: messages, and what people of the team did by themselves.

use chrono::{DateTime, Utc};
use domain::contact::{Channel, Outcome};
use domain::ids::CaseId;
use sqlx::AnyConnection;

use super::row::Columns;
use super::{StoreError, contact_made};
use crate::tenant::Tenant;

const COUNTED: &str = "
    select counted_at, channel from messages
    where creditor_id = $1 and case_id = $2 and counted_at >= $3 order by counted_at";

/// A contact that counts against the contact rules: a message that left or may have left, a call, a visit, a letter.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Counted {
    /// When.
    pub at: DateTime<Utc>,
    /// By which way.
    pub channel: Channel,
    /// Whether it reached the person; a message that may have left is held to have.
    pub outcome: Outcome,
}

/// The contacts with a case that count against the rules, since `since`, oldest first.
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
        .fetch_all(&mut *conn)
        .await?;
    let mut all: Vec<_> = rows
        .iter()
        .map(|row| {
            let channel = Channel::parse(&row.text("channel")?);
            let corrupt = || StoreError::Corrupt("column `channel` of a message".into());
            Ok(Counted {
                at: row.instant("counted_at")?,
                channel: channel.ok_or_else(corrupt)?,
                outcome: Outcome::Reached,
            })
        })
        .collect::<Result<_, StoreError>>()?;
    all.extend(contact_made::since(conn, tenant, case, since).await?);
    all.sort_by_key(|one| one.at);
    Ok(all)
}

/// Every statement of this file.
pub const STATEMENTS: &[&str] = &[COUNTED];
