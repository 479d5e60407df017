//! What became of money that waited in suspense.

use chrono::{DateTime, NaiveDate, Utc};
use domain::ids::{AttemptId, CaseId, PaymentId, SuspenseId};
use domain::ledger::Channel;
use domain::money::Money;
use sqlx::AnyConnection;
use sqlx::any::AnyRow;

use super::StoreError;
use super::row::Columns;
use crate::tenant::Tenant;

/// What became of an item.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Fate {
    /// It waits.
    Waits,
    /// It had an owner: this payment.
    Became(PaymentId),
    /// It ended without a case.
    Left,
}

const OF_ATTEMPT: &str = "
    select currency, amount_minor, payment_id, ended_at from suspense
    where creditor_id = $1 and channel = 'stripe' and reference = $2
    order by made_at desc, id desc limit 1";

/// How much a try at Stripe brought into suspense, and what became of it.
pub async fn of_attempt(
    conn: &mut AnyConnection,
    tenant: &Tenant,
    attempt: &AttemptId,
) -> Result<Option<(Money, Fate)>, StoreError> {
    let row = sqlx::query(OF_ATTEMPT)
        .bind(tenant.id().to_owned())
        .bind(attempt.as_str().to_owned())
        .fetch_optional(conn)
        .await?;
    row.map(|row| {
        let amount = row.money("amount_minor", row.currency("currency")?)?;
        let fate = match (row.maybe_parsed("payment_id")?, row.maybe_instant("ended_at")?) {
            (Some(payment), _) => Fate::Became(payment),
            (None, Some(_)) => Fate::Left,
            (None, None) => Fate::Waits,
        };
        Ok((amount, fate))
    })
    .transpose()
}

/// An item that has had its end.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Ended {
    /// The item.
    pub id: SuspenseId,
    /// Where it came in.
    pub channel: Channel,
    /// How much.
    pub amount: Money,
    /// The day, in the creditor's zone.
    pub received_on: NaiveDate,
    /// The provider's money object.
    pub provider_ref: Option<String>,
    /// What the money itself said; of a transfer that was announced, its own reference.
    pub reference: Option<String>,
    /// When it ended.
    pub ended_at: DateTime<Utc>,
    /// The case of the payment that it became.
    pub case: Option<CaseId>,
    /// The customer's number in that case.
    pub customer: Option<String>,
    /// Who of the team ended it; nobody if its money was given back at the provider.
    pub by: Option<String>,
    /// Why, sealed in column `reason` of the item.
    pub reason: Option<Vec<u8>>,
}

const ENDED: &str = "
    select s.id, s.channel, s.currency, s.amount_minor, s.received_on, s.provider_ref, s.ended_at,
        s.reason_sealed, p.case_id, d.reference as customer,
        coalesce(s.ended_by, p.recorded_by) as ended_by, coalesce((
            select a.reference from attempts a
            where a.creditor_id = s.creditor_id and a.id = s.reference
        ), s.reference) as reference
    from suspense s
    left join payments p on p.creditor_id = s.creditor_id and p.id = s.payment_id
    left join cases c on c.creditor_id = p.creditor_id and c.id = p.case_id
    left join debtors d on d.creditor_id = c.creditor_id and d.id = c.debtor_id
    where s.creditor_id = $1 and s.ended_at is not null and (s.ended_at, s.id) < ($2, $3)
    order by s.ended_at desc, s.id desc limit $4";

/// Up to `limit` items that have ended, latest first, behind the one that ended then and has this id.
pub async fn ended(
    conn: &mut AnyConnection,
    tenant: &Tenant,
    (at, id): (i64, &str),
    limit: i64,
) -> Result<Vec<Ended>, StoreError> {
    let rows = sqlx::query(ENDED)
        .bind(tenant.id().to_owned())
        .bind(at)
        .bind(id.to_owned())
        .bind(limit)
        .fetch_all(conn)
        .await?;
    rows.iter().map(from_row).collect()
}

fn from_row(row: &AnyRow) -> Result<Ended, StoreError> {
    Ok(Ended {
        id: row.parsed("id")?,
        channel: row.parsed("channel")?,
        amount: row.money("amount_minor", row.currency("currency")?)?,
        received_on: row.parsed("received_on")?,
        provider_ref: row.maybe_text("provider_ref")?,
        reference: row.maybe_text("reference")?,
        ended_at: row.instant("ended_at")?,
        case: row.maybe_parsed("case_id")?,
        customer: row.maybe_text("customer")?,
        by: row.maybe_text("ended_by")?,
        reason: row.maybe_bytes("reason_sealed")?,
    })
}

/// Every statement of this file.
pub const STATEMENTS: &[&str] = &[OF_ATTEMPT, ENDED];
