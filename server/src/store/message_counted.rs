//! What counts against the contact rules: messages, and what people of the team did by themselves.

use chrono::{DateTime, Utc};
use domain::contact::{Channel, Outcome};
use domain::ids::CaseId;
use sqlx::AnyConnection;

use super::row::Columns;
use super::{StoreError, contact_made};
use crate::tenant::Tenant;

/// What went to the same phone or address about another case.
const ELSEWHERE: &str = "
    select m.counted_at, m.channel from cases c
    join debtors d on d.creditor_id = c.creditor_id and d.id = c.debtor_id
    join messages m
        on m.creditor_id = d.creditor_id and m.address_hash in (d.email_hash, d.phone_hash)
        and m.counted_at >= $3
    where c.creditor_id = $1 and c.id = $2 and m.case_id <> c.id
    order by m.counted_at";

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

/// The contacts that count against the rules for a case, since `since`, oldest first: those about it, and those about any
/// other that went to its phone or address.
pub async fn counted(
    conn: &mut AnyConnection,
    tenant: &Tenant,
    case: &CaseId,
    since: DateTime<Utc>,
) -> Result<Vec<Counted>, StoreError> {
    let mut rows = Vec::new();
    for sql in [COUNTED, ELSEWHERE] {
        let asked = sqlx::query(sql)
            .bind(tenant.id().to_owned())
            .bind(case.as_str().to_owned())
            .bind(since.timestamp_millis());
        rows.extend(asked.fetch_all(&mut *conn).await?);
    }
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
pub const STATEMENTS: &[&str] = &[COUNTED, ELSEWHERE];
