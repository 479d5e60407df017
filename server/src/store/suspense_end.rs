//! What became of money that waited in suspense.

use domain::ids::{AttemptId, PaymentId};
use domain::money::Money;
use sqlx::AnyConnection;

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

/// Every statement of this file.
pub const STATEMENTS: &[&str] = &[OF_ATTEMPT];
