//! Money whose case is not known, or that is not what was asked for.

use chrono::{DateTime, NaiveDate, Utc};
use domain::ids::{PaymentId, SuspenseId};
use domain::ledger::{Account, Cause, Channel, Posting};
use domain::money::Money;
use sqlx::AnyConnection;
use sqlx::any::AnyRow;

use super::row::{Columns, one_row};
use super::{StoreError, Tx};
use crate::tenant::Tenant;

/// One amount that waits for its owner.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Suspense {
    /// The item.
    pub id: SuspenseId,
    /// Where it came in.
    pub channel: Channel,
    /// How much.
    pub amount: Money,
    /// What of it went back at the provider since.
    pub back: Money,
    /// The day, in the creditor's zone.
    pub received_on: NaiveDate,
    /// The provider's money object.
    pub provider_ref: Option<String>,
    /// What the money itself said.
    pub reference: Option<String>,
    /// Why it waits, in a word of the program: `unknown-reference`, `not-as-asked`, `unknown-session`.
    pub why: String,
    /// When it was written down.
    pub made_at: DateTime<Utc>,
    /// How often it waited again, because giving it back at the provider failed later.
    pub reopened: i64,
}

impl Suspense {
    /// The cause of the entry that booked it.
    pub fn cause(&self) -> Cause {
        Cause::of("suspense", &self.id)
    }

    /// The cause of the entry that takes it out again without a case; each time is one of its own.
    pub fn cause_of_leaving(&self) -> Cause {
        match self.reopened {
            0 => Cause::of("suspense-out", &self.id),
            n => Cause::of("suspense-out", &format!("{}:{n}", self.id)),
        }
    }

    /// The cause of the entry that puts it back, counted already.
    pub fn cause_of_return(&self) -> Cause {
        Cause::of("suspense-back", &format!("{}:{}", self.id, self.reopened))
    }

    /// What its entry moved.
    pub fn posting(&self) -> Posting {
        Posting {
            from: Account::Suspense,
            to: Account::Collected(self.channel),
            amount: self.amount,
        }
    }
}

/// Who of the team ended an item without a case, and why.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Said {
    /// The member.
    pub by: String,
    /// Their words, sealed in column `reason` of the item.
    pub reason: Vec<u8>,
}

const INSERT: &str = "
    insert into suspense (creditor_id, id, channel, currency, amount_minor, received_on,
        provider_ref, reference, why, made_at)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
    on conflict (creditor_id, channel, provider_ref) do nothing";

/// Writes an item; false if this money was received before.
pub async fn insert(tx: &mut Tx, tenant: &Tenant, item: &Suspense) -> Result<bool, StoreError> {
    let done = sqlx::query(INSERT)
        .bind(tenant.id().to_owned())
        .bind(item.id.as_str().to_owned())
        .bind(item.channel.as_str())
        .bind(item.amount.currency().code())
        .bind(item.amount.minor())
        .bind(item.received_on.to_string())
        .bind(item.provider_ref.clone())
        .bind(item.reference.clone())
        .bind(item.why.clone())
        .bind(item.made_at.timestamp_millis())
        .execute(&mut **tx)
        .await?;
    Ok(done.rows_affected() == 1)
}

const END: &str = "
    update suspense set payment_id = $3, ended_at = $4
    where creditor_id = $1 and id = $2 and ended_at is null";

/// Marks an item as owned: it became `payment`.
pub async fn end(
    tx: &mut Tx,
    tenant: &Tenant,
    id: &SuspenseId,
    payment: &PaymentId,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let done = sqlx::query(END)
        .bind(tenant.id().to_owned())
        .bind(id.as_str().to_owned())
        .bind(payment.as_str().to_owned())
        .bind(now.timestamp_millis())
        .execute(&mut **tx)
        .await?;
    one_row(&done, "end a suspense item")
}

const LEAVE: &str = "
    update suspense set ended_at = $3, ended_by = $4, reason_sealed = $5
    where creditor_id = $1 and id = $2 and ended_at is null";

/// Ends an item that became no payment; without `said` its money was given back at the provider.
pub async fn leave(
    tx: &mut Tx,
    tenant: &Tenant,
    id: &SuspenseId,
    said: Option<Said>,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let (by, reason) = said.map(|said| (said.by, said.reason)).unzip();
    let done = sqlx::query(LEAVE)
        .bind(tenant.id().to_owned())
        .bind(id.as_str().to_owned())
        .bind(now.timestamp_millis())
        .bind(by)
        .bind(reason)
        .execute(&mut **tx)
        .await?;
    one_row(&done, "take an item out of suspense")
}

const WENT_BACK: &str = "
    update suspense set back_minor = $3
    where creditor_id = $1 and id = $2 and ended_at is null";

/// Notes what of a waiting item's money went back at the provider.
pub async fn went_back(
    tx: &mut Tx,
    tenant: &Tenant,
    id: &SuspenseId,
    back: Money,
) -> Result<(), StoreError> {
    let done = sqlx::query(WENT_BACK)
        .bind(tenant.id().to_owned())
        .bind(id.as_str().to_owned())
        .bind(back.minor())
        .execute(&mut **tx)
        .await?;
    one_row(&done, "note what went back of a suspense item")
}

const REOPEN: &str = "
    update suspense set ended_at = null, reopened = reopened + 1
    where creditor_id = $1 and id = $2 and ended_at is not null and payment_id is null
        and ended_by is null";

/// Lets an item wait again that ended because its money was given back at the provider; false for one
/// that waits, became a payment, or was ended by somebody's word.
pub async fn reopen(tx: &mut Tx, tenant: &Tenant, id: &SuspenseId) -> Result<bool, StoreError> {
    let done = sqlx::query(REOPEN)
        .bind(tenant.id().to_owned())
        .bind(id.as_str().to_owned())
        .execute(&mut **tx)
        .await?;
    Ok(done.rows_affected() == 1)
}

macro_rules! items {
    ($rest:literal) => {
        concat!(
            "select id, channel, currency, amount_minor, received_on, provider_ref, reference, why,
                made_at, back_minor, reopened
             from suspense where creditor_id = $1 ",
            $rest
        )
    };
}

const WAITING: &str = items!("and ended_at is null order by made_at, id limit 200");
const FIND: &str = items!("and ended_at is null and id = $2");
const BY_INTENT: &str = items!(
    "and channel = 'stripe' and provider_ref = $2
     and (ended_at is null or payment_id is null and ended_by is null)"
);

/// What waits, oldest first.
pub async fn waiting(
    conn: &mut AnyConnection,
    tenant: &Tenant,
) -> Result<Vec<Suspense>, StoreError> {
    let rows = sqlx::query(WAITING).bind(tenant.id().to_owned()).fetch_all(conn).await?;
    rows.iter().map(from_row).collect()
}

/// The waiting item with this id.
pub async fn find(
    conn: &mut AnyConnection,
    tenant: &Tenant,
    id: &SuspenseId,
) -> Result<Option<Suspense>, StoreError> {
    let row = sqlx::query(FIND)
        .bind(tenant.id().to_owned())
        .bind(id.as_str().to_owned())
        .fetch_optional(conn)
        .await?;
    row.map(|row| from_row(&row)).transpose()
}

/// The item whose money Stripe's `intent` carries: one that waits, or that was given back there.
pub async fn by_intent(
    conn: &mut AnyConnection,
    tenant: &Tenant,
    intent: &str,
) -> Result<Option<Suspense>, StoreError> {
    let row = sqlx::query(BY_INTENT)
        .bind(tenant.id().to_owned())
        .bind(intent.to_owned())
        .fetch_optional(conn)
        .await?;
    row.map(|row| from_row(&row)).transpose()
}

const LOCK: &str = "
    update suspense set made_at = made_at
    where creditor_id = $1 and id = $2 and ended_at is null
    returning id, channel, currency, amount_minor, received_on, provider_ref, reference, why,
        made_at, back_minor, reopened";

/// Locks the waiting item with this id: nobody else ends it before this transaction does. An item is
/// locked before the case that it goes to.
pub async fn lock(
    tx: &mut Tx,
    tenant: &Tenant,
    id: &SuspenseId,
) -> Result<Option<Suspense>, StoreError> {
    let row = sqlx::query(LOCK)
        .bind(tenant.id().to_owned())
        .bind(id.as_str().to_owned())
        .fetch_optional(&mut **tx)
        .await?;
    row.map(|row| from_row(&row)).transpose()
}

const KNOWN: &str = "select id from suspense where creditor_id = $1 and id = $2";

/// Whether there is or was such an item.
pub async fn is_known(
    conn: &mut AnyConnection,
    tenant: &Tenant,
    id: &SuspenseId,
) -> Result<bool, StoreError> {
    let row = sqlx::query(KNOWN)
        .bind(tenant.id().to_owned())
        .bind(id.as_str().to_owned())
        .fetch_optional(conn)
        .await?;
    Ok(row.is_some())
}

fn from_row(row: &AnyRow) -> Result<Suspense, StoreError> {
    let currency = row.currency("currency")?;
    Ok(Suspense {
        id: row.parsed("id")?,
        channel: row.parsed("channel")?,
        amount: row.money("amount_minor", currency)?,
        received_on: row.parsed("received_on")?,
        provider_ref: row.maybe_text("provider_ref")?,
        reference: row.maybe_text("reference")?,
        why: row.text("why")?,
        made_at: row.instant("made_at")?,
        back: row.money("back_minor", currency)?,
        reopened: row.number("reopened")?,
    })
}

/// Every statement of this file.
pub const STATEMENTS: &[&str] =
    &[INSERT, END, LEAVE, WENT_BACK, REOPEN, WAITING, FIND, BY_INTENT, LOCK, KNOWN];
