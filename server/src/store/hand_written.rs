//! Messages that somebody of the team sent by hand: they count like any other, and never wait.

use chrono::{DateTime, Utc};
use domain::contact_channel::ContactChannel;
use domain::ids::{AccessLinkId, CaseId, MessageId};

use super::{StoreError, Tx};
use crate::tenant::Tenant;

/// One such message.
#[derive(Clone, Copy, Debug)]
pub struct ByHand<'a> {
    /// The message.
    pub id: &'a MessageId,
    /// The case it is about.
    pub case: &'a CaseId,
    /// Which kind: a word of the program.
    pub kind: &'a str,
    /// The link in it: two with the same one are one.
    pub link: &'a AccessLinkId,
}

const INSERT: &str = "
    insert into messages (creditor_id, id, case_id, kind, about, occurrence, channel, state, made_at,
        not_before, locked_until, tries, sent_at, counted_at)
    values ($1, $2, $3, $4, $5, $6, $7, 'sent', $8, $8, 0, 1, $8, $8)
    on conflict (creditor_id, occurrence) do nothing";

/// Writes a message that was sent; false if it is written already.
pub async fn insert(
    tx: &mut Tx,
    tenant: &Tenant,
    by_hand: ByHand<'_>,
    now: DateTime<Utc>,
) -> Result<bool, StoreError> {
    let done = sqlx::query(INSERT)
        .bind(tenant.id().to_owned())
        .bind(by_hand.id.as_str().to_owned())
        .bind(by_hand.case.as_str().to_owned())
        .bind(by_hand.kind.to_owned())
        .bind(by_hand.link.as_str().to_owned())
        .bind(format!("{}:{}", by_hand.kind, by_hand.link))
        .bind(ContactChannel::WhatsApp.as_str())
        .bind(now.timestamp_millis())
        .execute(&mut **tx)
        .await?;
    Ok(done.rows_affected() == 1)
}

/// Every statement of this file.
pub const STATEMENTS: &[&str] = &[INSERT];
