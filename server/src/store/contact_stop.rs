//! By which way a person is not written to any more, and the links in e-mails that say so.

use std::str::FromStr;

use chrono::{DateTime, Utc};
use domain::contact_channel::ContactChannel;
use domain::ids::{CaseId, MessageId, StopId};
use sqlx::AnyConnection;
use sqlx::any::AnyRow;

use super::row::Columns;
use super::{StoreError, Tx};
use crate::tenant::Tenant;

/// How we know that somebody is not to be written to by a channel. What they told us in another way is a wish:
/// see [`crate::store::contact_wish`].
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum How {
    /// They answered a message with a word that stops.
    Word,
    /// The provider says that they stopped us there.
    Provider,
    /// The address does not exist, or cannot take what we send.
    Dead,
}

impl How {
    const ALL: [Self; 3] = [Self::Word, Self::Provider, Self::Dead];

    /// The word that stands for it in the store.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Word => "word",
            Self::Provider => "provider",
            Self::Dead => "dead",
        }
    }

    /// Whether only the person's own word to the provider lets messages come again.
    pub const fn only_they_undo(self) -> bool {
        matches!(self, Self::Word | Self::Provider)
    }
}

impl FromStr for How {
    type Err = UnknownHow;

    fn from_str(text: &str) -> Result<Self, UnknownHow> {
        Self::ALL.into_iter().find(|how| how.as_str() == text).ok_or(UnknownHow)
    }
}

/// A stored word that names no such reason.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("unknown reason to stop")]
pub struct UnknownHow;

/// One stop.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Stop {
    /// The stop.
    pub id: StopId,
    /// By which channel nothing is to come.
    pub channel: ContactChannel,
    /// How we know.
    pub how: How,
    /// The keyed hash of the one address that it is about; any address of the channel, if there is none.
    pub address_hash: Option<Vec<u8>>,
    /// Since when.
    pub stopped_at: DateTime<Utc>,
}

const INSERT: &str = "
    insert into contact_stops (creditor_id, id, case_id, channel, how, address_hash, stopped_at)
    values ($1, $2, $3, $4, $5, $6, $7)";

/// Writes a stop of a case.
pub async fn insert(
    tx: &mut Tx,
    tenant: &Tenant,
    case: &CaseId,
    stop: &Stop,
) -> Result<(), StoreError> {
    sqlx::query(INSERT)
        .bind(tenant.id().to_owned())
        .bind(stop.id.as_str().to_owned())
        .bind(case.as_str().to_owned())
        .bind(stop.channel.as_str())
        .bind(stop.how.as_str())
        .bind(stop.address_hash.clone())
        .bind(stop.stopped_at.timestamp_millis())
        .execute(&mut **tx)
        .await?;
    Ok(())
}

const STANDING: &str = "
    select id, channel, how, address_hash, stopped_at from contact_stops
    where creditor_id = $1 and case_id = $2 and lifted_at is null order by stopped_at, id";

/// The stops of a case that stand, oldest first.
pub async fn standing(
    conn: &mut AnyConnection,
    tenant: &Tenant,
    case: &CaseId,
) -> Result<Vec<Stop>, StoreError> {
    let rows = sqlx::query(STANDING)
        .bind(tenant.id().to_owned())
        .bind(case.as_str().to_owned())
        .fetch_all(conn)
        .await?;
    rows.iter().map(from_row).collect()
}

const LIFT: &str = "
    update contact_stops set lifted_at = $4
    where creditor_id = $1 and case_id = $2 and id = $3 and lifted_at is null";

/// Lifts a stop of a case; one that is lifted already stays so.
pub async fn lift(
    tx: &mut Tx,
    tenant: &Tenant,
    (case, stop): (&CaseId, &StopId),
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    sqlx::query(LIFT)
        .bind(tenant.id().to_owned())
        .bind(case.as_str().to_owned())
        .bind(stop.as_str().to_owned())
        .bind(now.timestamp_millis())
        .execute(&mut **tx)
        .await?;
    Ok(())
}

const CANCEL: &str = "
    update messages set state = 'blocked', why = 'refused', locked_until = 0
    where creditor_id = $1 and case_id = $2 and channel = $3 and kind = $4 and state = 'queued'
    returning id";

/// Keeps back for good what waits to leave by a channel, of one kind; gives the messages.
pub async fn cancel(
    tx: &mut Tx,
    tenant: &Tenant,
    case: &CaseId,
    (channel, kind): (ContactChannel, &str),
) -> Result<Vec<MessageId>, StoreError> {
    let rows = sqlx::query(CANCEL)
        .bind(tenant.id().to_owned())
        .bind(case.as_str().to_owned())
        .bind(channel.as_str())
        .bind(kind.to_owned())
        .fetch_all(&mut **tx)
        .await?;
    rows.iter().map(|row| row.parsed("id")).collect()
}

const SET_LINK: &str = "
    insert into stop_links (creditor_id, message_id, token_hash, case_id, made_at)
    values ($1, $2, $3, $4, $5)
    on conflict (creditor_id, message_id) do update set token_hash = excluded.token_hash";

/// Gives a message its link that stops; one that could not leave before gets another token.
pub async fn set_link(
    tx: &mut Tx,
    tenant: &Tenant,
    (case, message): (&CaseId, &MessageId),
    hash: &[u8],
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    sqlx::query(SET_LINK)
        .bind(tenant.id().to_owned())
        .bind(message.as_str().to_owned())
        .bind(hash.to_vec())
        .bind(case.as_str().to_owned())
        .bind(now.timestamp_millis())
        .execute(&mut **tx)
        .await?;
    Ok(())
}

const BY_LINK: &str = "
    select case_id from stop_links where creditor_id = $1 and token_hash = $2";

/// The case whose e-mails a link stops.
pub async fn by_link(
    conn: &mut AnyConnection,
    tenant: &Tenant,
    hash: &[u8],
) -> Result<Option<CaseId>, StoreError> {
    let row = sqlx::query(BY_LINK)
        .bind(tenant.id().to_owned())
        .bind(hash.to_vec())
        .fetch_optional(conn)
        .await?;
    row.map(|row| row.parsed("case_id")).transpose()
}

fn from_row(row: &AnyRow) -> Result<Stop, StoreError> {
    Ok(Stop {
        id: row.parsed("id")?,
        channel: row.parsed("channel")?,
        how: row.parsed("how")?,
        address_hash: row.maybe_bytes("address_hash")?,
        stopped_at: row.instant("stopped_at")?,
    })
}

/// Every statement of this file.
pub const STATEMENTS: &[&str] = &[INSERT, STANDING, LIFT, CANCEL, SET_LINK, BY_LINK];
