//! Messages that somebody of the team sends by hand: they count from the moment in which their words are there,
//! until somebody says that they were not sent.

use chrono::{DateTime, Utc};
use domain::contact_channel::ContactChannel;
use domain::ids::{AccessLinkId, CaseId, MessageId};
use sqlx::AnyConnection;

use super::row::Columns;
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
        not_before, locked_until, tries, counted_at, address_hash)
    values ($1, $2, $3, $4, $5, $6, $7, 'unknown', $8, $8, 0, 1, $8, (
        select d.phone_hash from cases c
        join debtors d on d.creditor_id = c.creditor_id and d.id = c.debtor_id
        where c.creditor_id = $1 and c.id = $3
    ))";

/// Writes a message that may have been sent from now on.
pub async fn insert(
    tx: &mut Tx,
    tenant: &Tenant,
    by_hand: ByHand<'_>,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    sqlx::query(INSERT)
        .bind(tenant.id().to_owned())
        .bind(by_hand.id.as_str().to_owned())
        .bind(by_hand.case.as_str().to_owned())
        .bind(by_hand.kind.to_owned())
        .bind(by_hand.link.as_str().to_owned())
        .bind(occurrence(by_hand.kind, by_hand.link))
        .bind(ContactChannel::WhatsApp.as_str())
        .bind(now.timestamp_millis())
        .execute(&mut **tx)
        .await?;
    Ok(())
}

fn occurrence(kind: &str, link: &AccessLinkId) -> String {
    format!("{kind}:{link}")
}

/// What somebody says became of a message.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Fate {
    /// They sent it.
    Sent,
    /// They did not, and will not.
    NotSent,
}

/// That it was sent stands before that it was not: what may have left counts.
const SENT: &str = "
    update messages set state = 'sent', why = null, sent_at = $5,
        counted_at = coalesce(counted_at, $5)
    where creditor_id = $1 and occurrence = $2 and case_id = $3 and kind = $4
        and state in ('unknown', 'blocked')";

const NOT_SENT: &str = "
    update messages set state = 'blocked', why = 'by-hand', counted_at = null
    where creditor_id = $1 and occurrence = $2 and case_id = $3 and kind = $4
        and state = 'unknown'";

/// Writes what became of the message of a case with a link; false if that is known already.
pub async fn end(
    tx: &mut Tx,
    tenant: &Tenant,
    (case, kind, link): (&CaseId, &str, &AccessLinkId),
    (fate, now): (Fate, DateTime<Utc>),
) -> Result<bool, StoreError> {
    let sql = match fate {
        Fate::Sent => SENT,
        Fate::NotSent => NOT_SENT,
    };
    let query = sqlx::query(sql)
        .bind(tenant.id().to_owned())
        .bind(occurrence(kind, link))
        .bind(case.as_str().to_owned())
        .bind(kind.to_owned());
    let query = match fate {
        Fate::Sent => query.bind(now.timestamp_millis()),
        Fate::NotSent => query,
    };
    Ok(query.execute(&mut **tx).await?.rows_affected() == 1)
}

const KNOWN: &str = "
    select id from messages
    where creditor_id = $1 and occurrence = $2 and case_id = $3 and kind = $4";

/// Whether such a message of a case has this link.
pub async fn is_known(
    conn: &mut AnyConnection,
    tenant: &Tenant,
    (case, kind, link): (&CaseId, &str, &AccessLinkId),
) -> Result<bool, StoreError> {
    let row = sqlx::query(KNOWN)
        .bind(tenant.id().to_owned())
        .bind(occurrence(kind, link))
        .bind(case.as_str().to_owned())
        .bind(kind.to_owned())
        .fetch_optional(conn)
        .await?;
    Ok(row.is_some())
}

const WAITING: &str = "
    select about from messages
    where creditor_id = $1 and case_id = $2 and kind = $3 and state = 'unknown'
    order by made_at desc, id desc limit 1";

/// The link of the newest such message of a case of which nobody has said what became of it.
pub async fn waiting(
    conn: &mut AnyConnection,
    tenant: &Tenant,
    (case, kind): (&CaseId, &str),
) -> Result<Option<AccessLinkId>, StoreError> {
    let row = sqlx::query(WAITING)
        .bind(tenant.id().to_owned())
        .bind(case.as_str().to_owned())
        .bind(kind.to_owned())
        .fetch_optional(conn)
        .await?;
    row.map(|row| row.parsed("about")).transpose()
}

/// Every statement of this file.
pub const STATEMENTS: &[&str] = &[INSERT, SENT, NOT_SENT, KNOWN, WAITING];
