//! Cases with one phone or e-mail address: whoever stops it in one of them stops it in all, and what goes to it counts
//! in all.

use chrono::{DateTime, Utc};
use domain::contact::Channel;
use domain::ids::CaseId;
use sqlx::AnyConnection;

use super::reminder_page::{Stretch, of};
use super::row::Columns;
use super::{StoreError, Tx, contact_wish};
use crate::tenant::Tenant;

/// How an address was stopped.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum How {
    /// They want nothing by one channel.
    Refused,
    /// They want no reminders at all.
    OptedOut,
    /// Their word to the provider closed a channel: only another such word opens it.
    Word,
    /// Whoever has it says that they are somebody else.
    NotThem,
}

impl How {
    const fn as_str(self) -> &'static str {
        match self {
            Self::Refused => "refused",
            Self::OptedOut => "opted-out",
            Self::Word => "word",
            Self::NotThem => "not-them",
        }
    }
}

/// Whether a channel leads to an address that is known: nobody knows where a visit or a letter goes.
const fn has_address(channel: Channel) -> bool {
    !matches!(channel, Channel::Letter | Channel::Visit)
}

const STOP: &str = "
    insert into address_stops (creditor_id, address_hash, channel, case_id, how, stopped_at)
    select d.creditor_id,
        case when cast($3 as text) = 'email' then d.email_hash else d.phone_hash end,
        cast($3 as text), c.id, cast($4 as text), cast($5 as bigint)
    from cases c
    join debtors d on d.creditor_id = c.creditor_id and d.id = c.debtor_id
    where c.creditor_id = $1 and c.id = $2
        and case when cast($3 as text) = 'email' then d.email_hash else d.phone_hash end is not null
    on conflict (creditor_id, address_hash, channel, case_id, how) do update
    set stopped_at = excluded.stopped_at";

/// Writes that whoever has the address of a case on file stopped a channel to it; nothing where there is none.
pub async fn stop(
    tx: &mut Tx,
    tenant: &Tenant,
    (case, channel, how): (&CaseId, Channel, How),
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    if !has_address(channel) {
        return Ok(());
    }
    sqlx::query(STOP)
        .bind(tenant.id().to_owned())
        .bind(case.as_str().to_owned())
        .bind(channel.as_str())
        .bind(how.as_str())
        .bind(now.timestamp_millis())
        .execute(&mut **tx)
        .await?;
    Ok(())
}

const OPEN: &str = "
    insert into address_openings (creditor_id, address_hash, channel, case_id, opened_at)
    select d.creditor_id,
        case when cast($3 as text) = 'email' then d.email_hash else d.phone_hash end,
        cast($3 as text), c.id, cast($4 as bigint)
    from cases c
    join debtors d on d.creditor_id = c.creditor_id and d.id = c.debtor_id
    where c.creditor_id = $1 and c.id = $2
        and case when cast($3 as text) = 'email' then d.email_hash else d.phone_hash end is not null
    on conflict (creditor_id, address_hash, channel, case_id) do update
    set opened_at = excluded.opened_at";

/// Lets a channel to the address of a case in again, for this case alone: what was said of others up to now counts for
/// it no longer, and stands for all the others.
pub async fn open(
    tx: &mut Tx,
    tenant: &Tenant,
    (case, channel): (&CaseId, Channel),
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    if !has_address(channel) {
        return Ok(());
    }
    sqlx::query(OPEN)
        .bind(tenant.id().to_owned())
        .bind(case.as_str().to_owned())
        .bind(channel.as_str())
        .bind(now.timestamp_millis())
        .execute(&mut **tx)
        .await?;
    Ok(())
}

const FORGET: &str = "
    delete from address_stops
    where creditor_id = $1 and case_id = $2 and how = 'refused' and channel = $3";

/// Forgets that whoever a case is about refused a channel there: they have taken it back.
pub async fn forget(
    tx: &mut Tx,
    tenant: &Tenant,
    (case, channel): (&CaseId, Channel),
) -> Result<(), StoreError> {
    sqlx::query(FORGET)
        .bind(tenant.id().to_owned())
        .bind(case.as_str().to_owned())
        .bind(channel.as_str())
        .execute(&mut **tx)
        .await?;
    Ok(())
}

const RESUME: &str = "
    delete from address_stops where creditor_id = $1 and case_id = $2 and how = 'opted-out'";

/// Forgets that whoever a case is about wanted no reminders at all.
pub async fn resume(tx: &mut Tx, tenant: &Tenant, case: &CaseId) -> Result<(), StoreError> {
    sqlx::query(RESUME)
        .bind(tenant.id().to_owned())
        .bind(case.as_str().to_owned())
        .execute(&mut **tx)
        .await?;
    Ok(())
}

const FOUND: &str = "
    delete from address_stops
    where creditor_id = $1 and case_id = $2 and how = 'not-them' and address_hash in (
        select d.email_hash from cases c
        join debtors d on d.creditor_id = c.creditor_id and d.id = c.debtor_id
        where c.creditor_id = $1 and c.id = $2
        union all select d.phone_hash from cases c
        join debtors d on d.creditor_id = c.creditor_id and d.id = c.debtor_id
        where c.creditor_id = $1 and c.id = $2
    )";

/// Forgets that the addresses of a case were somebody else's: they are the person's. Those that were replaced since stay
/// stopped where they still stand.
pub async fn found(tx: &mut Tx, tenant: &Tenant, case: &CaseId) -> Result<(), StoreError> {
    sqlx::query(FOUND)
        .bind(tenant.id().to_owned())
        .bind(case.as_str().to_owned())
        .execute(&mut **tx)
        .await?;
    Ok(())
}

const STOPPED: &str = "
    select s.channel, max(s.stopped_at) as stopped_at from cases c
    join debtors d on d.creditor_id = c.creditor_id and d.id = c.debtor_id
    join address_stops s
        on s.creditor_id = d.creditor_id and s.address_hash in (d.email_hash, d.phone_hash)
    left join address_openings o
        on o.creditor_id = c.creditor_id and o.case_id = c.id and o.channel = s.channel
            and o.address_hash = s.address_hash
    where c.creditor_id = $1 and c.id = $2 and s.case_id <> c.id
        and s.how in ('refused', 'opted-out')
        and (o.opened_at is null or o.opened_at < s.stopped_at)
    group by s.channel order by s.channel";

/// The channels to the addresses of a case by which their owner wants nothing, as they said in another one, each with when
/// they last did: not those that were let in again in this one since.
pub async fn stopped(
    conn: &mut AnyConnection,
    tenant: &Tenant,
    case: &CaseId,
) -> Result<Vec<(Channel, DateTime<Utc>)>, StoreError> {
    let rows = sqlx::query(STOPPED)
        .bind(tenant.id().to_owned())
        .bind(case.as_str().to_owned())
        .fetch_all(conn)
        .await?;
    rows.iter()
        .map(|row| Ok((contact_wish::channel(&row.text("channel")?)?, row.instant("stopped_at")?)))
        .collect()
}

/// So many other cases are named: an address of more is nobody's own.
const NAMED: i64 = 20;

const WHERE: &str = "
    select k.id as case_id, r.reference from cases c
    join debtors d on d.creditor_id = c.creditor_id and d.id = c.debtor_id
    join address_stops s
        on s.creditor_id = d.creditor_id and s.address_hash in (d.email_hash, d.phone_hash)
    left join address_openings o
        on o.creditor_id = c.creditor_id and o.case_id = c.id and o.channel = s.channel
            and o.address_hash = s.address_hash
    join cases k on k.creditor_id = s.creditor_id and k.id = s.case_id
    join debtors r on r.creditor_id = k.creditor_id and r.id = k.debtor_id
    where c.creditor_id = $1 and c.id = $2 and s.case_id <> c.id
        and (
            s.how not in ('refused', 'opted-out')
            or o.opened_at is null or o.opened_at < s.stopped_at
        )
    group by k.id, r.reference order by r.reference limit $3";

/// The other cases in which something was said that stops an address of this one, with the customer's number.
pub async fn where_stopped(
    conn: &mut AnyConnection,
    tenant: &Tenant,
    case: &CaseId,
) -> Result<Vec<(CaseId, String)>, StoreError> {
    let rows = sqlx::query(WHERE)
        .bind(tenant.id().to_owned())
        .bind(case.as_str().to_owned())
        .bind(NAMED)
        .fetch_all(conn)
        .await?;
    rows.iter().map(|row| Ok((row.parsed("case_id")?, row.text("reference")?))).collect()
}

const CLOSED: &str = "
    select s.channel from cases c
    join debtors d on d.creditor_id = c.creditor_id and d.id = c.debtor_id
    join address_stops s
        on s.creditor_id = d.creditor_id and s.address_hash in (d.email_hash, d.phone_hash)
    where c.creditor_id = $1 and c.id = $2 and s.case_id <> c.id and s.how = $3
    group by s.channel order by s.channel";

/// The channels to the addresses of a case that were stopped in another one in this way.
pub async fn closed(
    conn: &mut AnyConnection,
    tenant: &Tenant,
    (case, how): (&CaseId, How),
) -> Result<Vec<Channel>, StoreError> {
    let rows = sqlx::query(CLOSED)
        .bind(tenant.id().to_owned())
        .bind(case.as_str().to_owned())
        .bind(how.as_str())
        .fetch_all(conn)
        .await?;
    rows.iter().map(|row| contact_wish::channel(&row.text("channel")?)).collect()
}

const TAKE_BACK: &str = "
    delete from address_stops
    where creditor_id = $1 and address_hash = $2 and channel = $3 and how = 'word'";

/// Forgets that a word to the provider closed a channel to the address of this hash.
pub async fn take_back(
    tx: &mut Tx,
    tenant: &Tenant,
    (hash, channel): (&[u8], Channel),
) -> Result<(), StoreError> {
    sqlx::query(TAKE_BACK)
        .bind(tenant.id().to_owned())
        .bind(hash.to_vec())
        .bind(channel.as_str())
        .execute(&mut **tx)
        .await?;
    Ok(())
}

const OF_STRETCH: &str = "
    select c.id as case_id, s.channel from cases c
    join debtors d on d.creditor_id = c.creditor_id and d.id = c.debtor_id
    join address_stops s
        on s.creditor_id = d.creditor_id and s.address_hash in (d.email_hash, d.phone_hash)
    left join address_openings o
        on o.creditor_id = c.creditor_id and o.case_id = c.id and o.channel = s.channel
            and o.address_hash = s.address_hash
    where c.creditor_id = $1 and c.id between $2 and $3 and s.case_id <> c.id
        and (
            s.how not in ('refused', 'opted-out')
            or o.opened_at is null or o.opened_at < s.stopped_at
        )
    group by c.id, s.channel order by c.id, s.channel";

/// The channels of a stretch that are stopped in another case of the same address.
pub async fn of_stretch(
    conn: &mut AnyConnection,
    tenant: &Tenant,
    stretch: Stretch<'_>,
) -> Result<Vec<(CaseId, Channel)>, StoreError> {
    let rows = of(OF_STRETCH, tenant, stretch).fetch_all(conn).await?;
    rows.iter()
        .map(|row| Ok((row.parsed("case_id")?, contact_wish::channel(&row.text("channel")?)?)))
        .collect()
}

/// Only where somebody else has the address too: nobody else writes to any other one.
const TURN: &str = "
    insert into address_turns (creditor_id, address_hash, taken_at)
    select d.creditor_id,
        case when cast($3 as text) = 'email' then d.email_hash else d.phone_hash end,
        cast($4 as bigint)
    from cases c
    join debtors d on d.creditor_id = c.creditor_id and d.id = c.debtor_id
    where c.creditor_id = $1 and c.id = $2 and (
        cast($3 as text) = 'email' and exists (
            select 1 from debtors o
            where o.creditor_id = d.creditor_id and o.email_hash = d.email_hash and o.id <> d.id
        )
        or cast($3 as text) <> 'email' and exists (
            select 1 from debtors o
            where o.creditor_id = d.creditor_id and o.phone_hash = d.phone_hash and o.id <> d.id
        )
    )
    on conflict (creditor_id, address_hash) do update set taken_at = excluded.taken_at";

/// Waits for whoever is about to write to an address that several cases have, and keeps others from it until the
/// transaction ends: what they count is seen then. First the e-mail address, then the phone, so that nobody waits for
/// each other.
pub async fn take_turn(
    tx: &mut Tx,
    tenant: &Tenant,
    case: &CaseId,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    for channel in [Channel::Email, Channel::Sms] {
        sqlx::query(TURN)
            .bind(tenant.id().to_owned())
            .bind(case.as_str().to_owned())
            .bind(channel.as_str())
            .bind(now.timestamp_millis())
            .execute(&mut **tx)
            .await?;
    }
    Ok(())
}

/// Every statement of this file.
pub const STATEMENTS: &[&str] =
    &[STOP, OPEN, FORGET, RESUME, FOUND, STOPPED, WHERE, CLOSED, TAKE_BACK, OF_STRETCH, TURN];
