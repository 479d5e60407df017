//! Times in which a creditor's messages by one channel rest.

use chrono::{DateTime, Utc};
use domain::contact_channel::ContactChannel;
use domain::ids::PauseId;
use sqlx::AnyConnection;

use super::row::Columns;
use super::{StoreError, Tx};
use crate::tenant::Tenant;

/// One rest that has not ended.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Rest {
    /// Which channel rests.
    pub channel: ContactChannel,
    /// Since when.
    pub began_at: DateTime<Utc>,
    /// Who began it.
    pub began_by: String,
}

const BEGIN: &str = "
    insert into channel_rests (creditor_id, id, channel, began_at, began_by)
    values ($1, $2, $3, $4, $5)
    on conflict (creditor_id, channel) where ended_at is null do nothing";

/// Begins a rest; false if the channel rests already.
pub async fn begin(
    tx: &mut Tx,
    tenant: &Tenant,
    id: &PauseId,
    rest: &Rest,
) -> Result<bool, StoreError> {
    let done = sqlx::query(BEGIN)
        .bind(tenant.id().to_owned())
        .bind(id.as_str().to_owned())
        .bind(rest.channel.as_str())
        .bind(rest.began_at.timestamp_millis())
        .bind(rest.began_by.clone())
        .execute(&mut **tx)
        .await?;
    Ok(done.rows_affected() > 0)
}

const END: &str = "
    update channel_rests set ended_at = $3, ended_by = $4
    where creditor_id = $1 and channel = $2 and ended_at is null";

/// Ends the rest of a channel; false if it does not rest.
pub async fn end(
    tx: &mut Tx,
    tenant: &Tenant,
    (channel, who): (ContactChannel, &str),
    now: DateTime<Utc>,
) -> Result<bool, StoreError> {
    let done = sqlx::query(END)
        .bind(tenant.id().to_owned())
        .bind(channel.as_str())
        .bind(now.timestamp_millis())
        .bind(who.to_owned())
        .execute(&mut **tx)
        .await?;
    Ok(done.rows_affected() > 0)
}

const STANDING: &str = "
    select channel, began_at, began_by from channel_rests
    where creditor_id = $1 and ended_at is null order by channel";

/// The channels that rest now.
pub async fn standing(conn: &mut AnyConnection, tenant: &Tenant) -> Result<Vec<Rest>, StoreError> {
    let rows = sqlx::query(STANDING).bind(tenant.id().to_owned()).fetch_all(conn).await?;
    rows.iter()
        .map(|row| {
            let (channel, began_by) = (row.parsed("channel")?, row.text("began_by")?);
            Ok(Rest { channel, began_at: row.instant("began_at")?, began_by })
        })
        .collect()
}

/// Whether a channel rests now.
pub async fn rests(
    conn: &mut AnyConnection,
    tenant: &Tenant,
    channel: ContactChannel,
) -> Result<bool, StoreError> {
    Ok(standing(conn, tenant).await?.iter().any(|rest| rest.channel == channel))
}

/// Whether the creditor lets every channel rest.
pub async fn all_rest(conn: &mut AnyConnection, tenant: &Tenant) -> Result<bool, StoreError> {
    let standing = standing(conn, tenant).await?;
    let rests = |channel: &ContactChannel| standing.iter().any(|rest| rest.channel == *channel);
    Ok(ContactChannel::ALL.iter().all(rests))
}

/// Rewrites what stands there, so that whoever ends the rest waits.
const HOLD: &str = "
    update channel_rests set ended_at = null
    where creditor_id = $1 and channel = $2 and ended_at is null";

/// Whether a channel rests, which nobody ends before this transaction does.
pub async fn hold(
    tx: &mut Tx,
    tenant: &Tenant,
    channel: ContactChannel,
) -> Result<bool, StoreError> {
    let done = sqlx::query(HOLD)
        .bind(tenant.id().to_owned())
        .bind(channel.as_str())
        .execute(&mut **tx)
        .await?;
    Ok(done.rows_affected() > 0)
}

/// Every statement of this file.
pub const STATEMENTS: &[&str] = &[BEGIN, END, STANDING, HOLD];
