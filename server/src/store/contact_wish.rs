//! What debtors wish about being contacted, and which channels they allow.

use chrono::{DateTime, NaiveTime, Utc};
use domain::contact::{Channel, Channels, Wish};
use domain::ids::CaseId;
use sqlx::any::AnyRow;
use sqlx::{AnyConnection, Row};

use super::row::Columns;
use super::{StoreError, Tx, same_address};
use crate::config::contact_rules::clock_time;
use crate::tenant::Tenant;

/// A channel that a debtor has allowed.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Permission {
    /// Which.
    pub channel: Channel,
    /// Where they allowed it: a clause of a contract, a form, a message.
    pub proof: String,
    /// Who wrote it down.
    pub said_by: String,
    /// When.
    pub said_at: DateTime<Utc>,
}

/// A channel by which a debtor wants nothing.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Refusal {
    /// Which.
    pub channel: Channel,
    /// Who wrote it down: the debtor, or somebody of the team for them.
    pub said_by: String,
    /// When.
    pub said_at: DateTime<Utc>,
}

/// Everything that a debtor said about being contacted.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Said {
    /// The wishes.
    pub wish: Wish,
    /// The channels that they allowed.
    pub permissions: Vec<Permission>,
    /// The channels that they refused, as who wrote it down and when.
    pub refusals: Vec<Refusal>,
    /// When they asked for the hours themselves; `None` for those that the team wrote down.
    pub hours_at: Option<DateTime<Utc>>,
    /// When they asked for the days apart themselves.
    pub apart_at: Option<DateTime<Utc>>,
}

impl Said {
    /// The channels that they allowed.
    pub fn allowed(&self) -> Channels {
        self.permissions.iter().map(|permission| permission.channel).collect()
    }

    /// Adds that whoever has the phone or address refused a channel to it in another case.
    fn refuse_elsewhere(&mut self, channel: Channel, said_at: DateTime<Utc>) {
        self.wish.refused = self.wish.refused.with(channel);
        self.permissions.retain(|permission| permission.channel != channel);
        self.refusals.retain(|known| known.channel != channel || known.said_by == DEBTOR);
        match self.refusals.iter_mut().find(|known| known.channel == channel) {
            Some(known) => known.said_at = known.said_at.max(said_at),
            None => self.refusals.push(Refusal { channel, said_by: DEBTOR.to_owned(), said_at }),
        }
    }

    /// Adds what whoever has the phone or address asked for in another case: the stricter counts, unless they have said
    /// otherwise here since. No hours that would leave nothing to the ones of this case.
    fn wish_elsewhere(&mut self, other: &WishElsewhere) {
        let until = self.wish.not_after;
        let is_left = |from: &NaiveTime| until.is_none_or(|until| *from < until);
        if other.hours_at > self.hours_at {
            let from = other.not_before.filter(is_left);
            self.wish.not_before = self.wish.not_before.max(from);
        }
        if other.apart_at > self.apart_at {
            self.wish.apart = self.wish.apart.max(other.apart);
        }
    }

    /// The refusal of a channel, if one stands.
    pub fn refusal(&self, channel: Channel) -> Option<&Refusal> {
        self.refusals.iter().find(|refusal| refusal.channel == channel)
    }
}

/// What a debtor asked for themselves in another case of the same phone or address.
struct WishElsewhere {
    not_before: Option<NaiveTime>,
    apart: Option<u16>,
    hours_at: Option<DateTime<Utc>>,
    apart_at: Option<DateTime<Utc>>,
}

const HOURS: &str = "
    select not_before, not_after, preferred, apart_days, hours_said_at, apart_said_at
    from contact_wishes
    where creditor_id = $1 and case_id = $2";

const CHANNELS: &str = "
    select channel, answer, proof, said_by, said_at from contact_channels
    where creditor_id = $1 and case_id = $2 order by channel";

macro_rules! elsewhere_by {
    ($hash:literal) => {
        concat!(
            "select w.case_id, w.not_before, w.apart_days, w.hours_said_at, w.apart_said_at
             from cases c
             join debtors d on d.creditor_id = c.creditor_id and d.id = c.debtor_id
             join debtors p on p.creditor_id = d.creditor_id and p.",
            $hash,
            " = d.",
            $hash,
            "
             join cases o on o.creditor_id = p.creditor_id and o.debtor_id = p.id
             join contact_wishes w on w.creditor_id = o.creditor_id and w.case_id = o.id
             where c.creditor_id = $1 and c.id = $2 and o.id <> c.id"
        )
    };
}

const ELSEWHERE: &str =
    concat!(elsewhere_by!("email_hash"), " union ", elsewhere_by!("phone_hash"));

/// What the debtor of a case said; nothing, if they said nothing. What they said in another case against their phone or
/// address holds here too.
pub async fn of_case(
    conn: &mut AnyConnection,
    tenant: &Tenant,
    case: &CaseId,
) -> Result<Said, StoreError> {
    let mut said = own(conn, tenant, case).await?;
    for (channel, said_at) in same_address::stopped(conn, tenant, case).await? {
        said.refuse_elsewhere(channel, said_at);
    }
    let others = sqlx::query(ELSEWHERE)
        .bind(tenant.id().to_owned())
        .bind(case.as_str().to_owned())
        .fetch_all(conn)
        .await?;
    for row in &others {
        said.wish_elsewhere(&WishElsewhere {
            not_before: maybe_time(row, "not_before")?,
            apart: apart(row)?,
            hours_at: row.maybe_instant("hours_said_at")?,
            apart_at: row.maybe_instant("apart_said_at")?,
        });
    }
    Ok(said)
}

/// The same of this case alone, whatever was said in others of the phone or address.
pub async fn own(
    conn: &mut AnyConnection,
    tenant: &Tenant,
    case: &CaseId,
) -> Result<Said, StoreError> {
    let hours = sqlx::query(HOURS)
        .bind(tenant.id().to_owned())
        .bind(case.as_str().to_owned())
        .fetch_optional(&mut *conn)
        .await?;
    let mut said = Said::default();
    if let Some(row) = hours {
        said.wish.not_before = maybe_time(&row, "not_before")?;
        said.wish.not_after = maybe_time(&row, "not_after")?;
        said.wish.preferred = match row.maybe_text("preferred")? {
            Some(word) => Some(channel(&word)?),
            None => None,
        };
        said.wish.apart = apart(&row)?;
        said.hours_at = row.maybe_instant("hours_said_at")?;
        said.apart_at = row.maybe_instant("apart_said_at")?;
    }
    let rows = sqlx::query(CHANNELS)
        .bind(tenant.id().to_owned())
        .bind(case.as_str().to_owned())
        .fetch_all(&mut *conn)
        .await?;
    for row in &rows {
        let channel = channel(&row.text("channel")?)?;
        match row.text("answer")?.as_str() {
            REFUSED => {
                said.wish.refused = said.wish.refused.with(channel);
                let (said_by, said_at) = (row.text("said_by")?, row.instant("said_at")?);
                said.refusals.push(Refusal { channel, said_by, said_at });
            }
            ALLOWED => said.permissions.push(Permission {
                channel,
                proof: row.maybe_text("proof")?.unwrap_or_default(),
                said_by: row.text("said_by")?,
                said_at: row.instant("said_at")?,
            }),
            _ => return Err(StoreError::Corrupt("column `answer` of a channel".into())),
        }
    }
    Ok(said)
}

/// Who wrote down what debtors say with their own hands.
const DEBTOR: &str = "debtor";

const ALLOWED: &str = "allowed";
/// The word for a channel by which a debtor wants nothing.
pub(super) const REFUSED: &str = "refused";

/// Reads the word of a channel.
pub(super) fn channel(word: &str) -> Result<Channel, StoreError> {
    Channel::parse(word).ok_or_else(|| StoreError::Corrupt("a channel".into()))
}

fn maybe_time(row: &AnyRow, column: &'static str) -> Result<Option<NaiveTime>, StoreError> {
    let read = |text: String| {
        clock_time(&text).ok_or_else(|| StoreError::Corrupt(format!("column `{column}`")))
    };
    row.maybe_text(column)?.map(read).transpose()
}

fn apart(row: &AnyRow) -> Result<Option<u16>, StoreError> {
    let days: Option<i64> = row.try_get("apart_days")?;
    let broken = || StoreError::Corrupt("column `apart_days`".into());
    let read = |days: i64| u16::try_from(days).map_err(|_| broken());
    days.map(read).transpose()
}

const SAVE_HOURS: &str = "
    insert into contact_wishes
        (creditor_id, case_id, not_before, not_after, preferred, apart_days, hours_said_at,
            apart_said_at, changed_at)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
    on conflict (creditor_id, case_id) do update
    set not_before = excluded.not_before, not_after = excluded.not_after,
        preferred = excluded.preferred, apart_days = excluded.apart_days,
        hours_said_at = excluded.hours_said_at, apart_said_at = excluded.apart_said_at,
        changed_at = excluded.changed_at";

/// Writes the hours, the channel and the days apart that a debtor asked for, with when they did so themselves, over what
/// they asked for before.
pub async fn save(
    tx: &mut Tx,
    tenant: &Tenant,
    (case, said): (&CaseId, &Said),
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let wish = &said.wish;
    let at = |at: Option<DateTime<Utc>>| at.map(|at| at.timestamp_millis());
    let time = |time: Option<NaiveTime>| time.map(|time| time.format("%H:%M").to_string());
    sqlx::query(SAVE_HOURS)
        .bind(tenant.id().to_owned())
        .bind(case.as_str().to_owned())
        .bind(time(wish.not_before))
        .bind(time(wish.not_after))
        .bind(wish.preferred.map(|channel| channel.as_str().to_owned()))
        .bind(wish.apart.map(i64::from))
        .bind(at(said.hours_at))
        .bind(at(said.apart_at))
        .bind(now.timestamp_millis())
        .execute(&mut **tx)
        .await?;
    Ok(())
}

/// What a debtor answers about a channel.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Answer<'a> {
    /// Nothing by it.
    Refused,
    /// It may be used; where they said so.
    Allowed(&'a str),
}

const SAVE_CHANNEL: &str = "
    insert into contact_channels (creditor_id, case_id, channel, answer, proof, said_by, said_at)
    values ($1, $2, $3, $4, $5, $6, $7)
    on conflict (creditor_id, case_id, channel) do update
    set answer = excluded.answer, proof = excluded.proof, said_by = excluded.said_by,
        said_at = excluded.said_at";

/// Writes what a debtor answered about a channel, as `by` wrote it down, over what they answered before.
pub async fn save_channel(
    tx: &mut Tx,
    tenant: &Tenant,
    (case, channel, answer): (&CaseId, Channel, Answer<'_>),
    (by, now): (&str, DateTime<Utc>),
) -> Result<(), StoreError> {
    let (answer, proof) = match answer {
        Answer::Refused => (REFUSED, None),
        Answer::Allowed(proof) => (ALLOWED, Some(proof.to_owned())),
    };
    sqlx::query(SAVE_CHANNEL)
        .bind(tenant.id().to_owned())
        .bind(case.as_str().to_owned())
        .bind(channel.as_str())
        .bind(answer)
        .bind(proof)
        .bind(by.to_owned())
        .bind(now.timestamp_millis())
        .execute(&mut **tx)
        .await?;
    Ok(())
}

const FORGET_CHANNEL: &str = "
    delete from contact_channels where creditor_id = $1 and case_id = $2 and channel = $3";

/// Forgets what a debtor answered about a channel: it is as if they had never spoken of it.
pub async fn forget_channel(
    tx: &mut Tx,
    tenant: &Tenant,
    (case, channel): (&CaseId, Channel),
) -> Result<(), StoreError> {
    sqlx::query(FORGET_CHANNEL)
        .bind(tenant.id().to_owned())
        .bind(case.as_str().to_owned())
        .bind(channel.as_str())
        .execute(&mut **tx)
        .await?;
    Ok(())
}

/// Every statement of this file.
pub const STATEMENTS: &[&str] =
    &[HOURS, ELSEWHERE, CHANNELS, SAVE_HOURS, SAVE_CHANNEL, FORGET_CHANNEL];
