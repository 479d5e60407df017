//! Money received and confirmed.

use chrono::{DateTime, NaiveDate, Utc};
use domain::ids::{AttemptId, CaseId, PaymentId};
use domain::ledger::{Cause, Channel};
use domain::money::Money;
use sqlx::AnyConnection;
use sqlx::any::AnyRow;

use super::row::{Columns, one_row};
use super::{StoreError, Tx};
use crate::tenant::Tenant;

/// One payment.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Payment {
    /// The payment.
    pub id: PaymentId,
    /// Whose it is.
    pub case: CaseId,
    /// The try that brought it.
    pub attempt: Option<AttemptId>,
    /// Where it came in.
    pub channel: Channel,
    /// How much.
    pub amount: Money,
    /// The day, in the creditor's zone.
    pub received_on: NaiveDate,
    /// The instant at which we wrote it down.
    pub received_at: DateTime<Utc>,
    /// Its number in the creditor's own sequence.
    pub receipt_number: i64,
    /// The provider's money object.
    pub provider_ref: Option<String>,
    /// What the team wrote beside a payment received elsewhere.
    pub note: Option<String>,
    /// Who of the team recorded it.
    pub recorded_by: Option<String>,
    /// When it was undone as a mistake.
    pub reversed_at: Option<DateTime<Utc>>,
}

impl Payment {
    /// The cause of the entry that booked it.
    pub fn cause(&self) -> Cause {
        Cause::of("payment", &self.id)
    }

    /// The cause of the entry that undoes it as a mistake.
    pub fn cause_of_reversal(&self) -> Cause {
        Cause::of("reversal", &self.id)
    }
}

const INSERT: &str = "
    insert into payments (creditor_id, id, case_id, attempt_id, channel, currency, amount_minor,
        received_on, received_at, receipt_number, provider_ref, note, recorded_by)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
    on conflict (creditor_id, channel, provider_ref) do nothing";

/// Writes a payment; false if this money was received before.
pub async fn insert(tx: &mut Tx, tenant: &Tenant, payment: &Payment) -> Result<bool, StoreError> {
    let done = sqlx::query(INSERT)
        .bind(tenant.id().to_owned())
        .bind(payment.id.as_str().to_owned())
        .bind(payment.case.as_str().to_owned())
        .bind(payment.attempt.as_ref().map(ToString::to_string))
        .bind(payment.channel.as_str())
        .bind(payment.amount.currency().code())
        .bind(payment.amount.minor())
        .bind(payment.received_on.to_string())
        .bind(payment.received_at.timestamp_millis())
        .bind(payment.receipt_number)
        .bind(payment.provider_ref.clone())
        .bind(payment.note.clone())
        .bind(payment.recorded_by.clone())
        .execute(&mut **tx)
        .await?;
    Ok(done.rows_affected() == 1)
}

const REVERSE: &str = "
    update payments set reversed_at = $3
    where creditor_id = $1 and id = $2 and reversed_at is null";

/// Marks a payment as undone.
pub async fn reverse(
    tx: &mut Tx,
    tenant: &Tenant,
    id: &PaymentId,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let done = sqlx::query(REVERSE)
        .bind(tenant.id().to_owned())
        .bind(id.as_str().to_owned())
        .bind(now.timestamp_millis())
        .execute(&mut **tx)
        .await?;
    one_row(&done, "reverse a payment")
}

macro_rules! payments {
    ($rest:literal) => {
        concat!(
            "select p.id, p.case_id, p.attempt_id, p.channel, p.currency, p.amount_minor,
                p.received_on, p.received_at, p.receipt_number, p.provider_ref, p.note,
                p.recorded_by, p.reversed_at
             from payments p ",
            $rest
        )
    };
}

const BY_ID: &str = payments!("where p.creditor_id = $1 and p.id = $2");
const BY_ATTEMPT: &str = payments!("where p.creditor_id = $1 and p.attempt_id = $2 order by p.id");
const BY_PROVIDER: &str =
    payments!("where p.creditor_id = $1 and p.channel = 'stripe' and p.provider_ref = $2");

/// What a payment can be found by.
#[derive(Clone, Copy, Debug)]
pub enum Find<'a> {
    /// Its own id.
    Id(&'a PaymentId),
    /// The try that brought it.
    Attempt(&'a AttemptId),
    /// Stripe's money object.
    Stripe(&'a str),
}

/// The payment that `find` names; the first one if a try brought several.
pub async fn find(
    conn: &mut AnyConnection,
    tenant: &Tenant,
    find: Find<'_>,
) -> Result<Option<Payment>, StoreError> {
    let (sql, key) = match find {
        Find::Id(id) => (BY_ID, id.as_str()),
        Find::Attempt(id) => (BY_ATTEMPT, id.as_str()),
        Find::Stripe(intent) => (BY_PROVIDER, intent),
    };
    let rows =
        sqlx::query(sql).bind(tenant.id().to_owned()).bind(key.to_owned()).fetch_all(conn).await?;
    rows.first().map(from_row).transpose()
}

const OF_CASE: &str = payments!("where p.creditor_id = $1 and p.case_id = $2 order by p.id desc");

/// The payments of a case, newest first.
pub async fn of_case(
    conn: &mut AnyConnection,
    tenant: &Tenant,
    case: &CaseId,
) -> Result<Vec<Payment>, StoreError> {
    let rows = sqlx::query(OF_CASE)
        .bind(tenant.id().to_owned())
        .bind(case.as_str().to_owned())
        .fetch_all(conn)
        .await?;
    rows.iter().map(from_row).collect()
}

const BETWEEN: &str = payments!(
    "where p.creditor_id = $1 and p.received_on >= $2 and p.received_on <= $3
        and (p.received_on > $4 or (p.received_on = $4 and p.id > $5))
     order by p.received_on, p.id limit $6"
);

/// Payments received from `days.0` to `days.1`, in that order, after the row `after` (day, id).
pub async fn between(
    conn: &mut AnyConnection,
    tenant: &Tenant,
    days: (NaiveDate, NaiveDate),
    after: (&str, &str),
    limit: i64,
) -> Result<Vec<Payment>, StoreError> {
    let rows = sqlx::query(BETWEEN)
        .bind(tenant.id().to_owned())
        .bind(days.0.to_string())
        .bind(days.1.to_string())
        .bind(after.0.to_owned())
        .bind(after.1.to_owned())
        .bind(limit)
        .fetch_all(conn)
        .await?;
    rows.iter().map(from_row).collect()
}

const AT_STRIPE: &str = payments!(
    "where p.creditor_id = $1 and p.channel = 'stripe' and p.reversed_at is null
        and p.received_at >= $2 and p.received_at <= $3 and p.id > $4
     order by p.id limit 500"
);

/// A page of the Stripe payments that we wrote down between two instants, after the payment `after`.
pub async fn at_stripe(
    conn: &mut AnyConnection,
    tenant: &Tenant,
    written: (DateTime<Utc>, DateTime<Utc>),
    after: &str,
) -> Result<Vec<Payment>, StoreError> {
    let rows = sqlx::query(AT_STRIPE)
        .bind(tenant.id().to_owned())
        .bind(written.0.timestamp_millis())
        .bind(written.1.timestamp_millis())
        .bind(after.to_owned())
        .fetch_all(conn)
        .await?;
    rows.iter().map(from_row).collect()
}

fn from_row(row: &AnyRow) -> Result<Payment, StoreError> {
    let currency = row.currency("currency")?;
    Ok(Payment {
        id: row.parsed("id")?,
        case: row.parsed("case_id")?,
        attempt: row.maybe_parsed("attempt_id")?,
        channel: row.parsed("channel")?,
        amount: row.money("amount_minor", currency)?,
        received_on: row.parsed("received_on")?,
        received_at: row.instant("received_at")?,
        receipt_number: row.number("receipt_number")?,
        provider_ref: row.maybe_text("provider_ref")?,
        note: row.maybe_text("note")?,
        recorded_by: row.maybe_text("recorded_by")?,
        reversed_at: row.maybe_instant("reversed_at")?,
    })
}

/// Every statement of this file.
pub const STATEMENTS: &[&str] =
    &[INSERT, REVERSE, BY_ID, BY_ATTEMPT, BY_PROVIDER, OF_CASE, BETWEEN, AT_STRIPE];
