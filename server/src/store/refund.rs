//! Money given back.

use chrono::{DateTime, Utc};
use domain::ids::{CaseId, PaymentId, RefundId};
use domain::ledger::Cause;
use domain::money::Money;
use domain::payment::RefundState;
use sqlx::AnyConnection;
use sqlx::any::AnyRow;

use super::row::{Columns, one_row};
use super::{StoreError, Tx};
use crate::tenant::Tenant;

/// One refund.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Refund {
    /// The refund, and the idempotency key at the provider.
    pub id: RefundId,
    /// What is given back.
    pub payment: PaymentId,
    /// Whose it was.
    pub case: CaseId,
    /// How much.
    pub amount: Money,
    /// Where it stands.
    pub state: RefundState,
    /// The provider's object.
    pub provider_ref: Option<String>,
    /// Who of the team asked for it; none if it was made at the provider.
    pub requested_by: Option<String>,
    /// When it was written down.
    pub made_at: DateTime<Utc>,
}

impl Refund {
    /// The cause of the entry with which its money left.
    pub fn cause(&self) -> Cause {
        Cause::of("refund", &self.id)
    }

    /// The cause of the entry with which its money came back.
    pub fn cause_of_return(&self) -> Cause {
        Cause::of("refund-failed", &self.id)
    }
}

const INSERT: &str = "
    insert into refunds (creditor_id, id, payment_id, case_id, currency, amount_minor, state,
        provider_ref, requested_by, made_at, checked_at)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $10)";

/// Writes a refund.
pub async fn insert(tx: &mut Tx, tenant: &Tenant, refund: &Refund) -> Result<(), StoreError> {
    sqlx::query(INSERT)
        .bind(tenant.id().to_owned())
        .bind(refund.id.as_str().to_owned())
        .bind(refund.payment.as_str().to_owned())
        .bind(refund.case.as_str().to_owned())
        .bind(refund.amount.currency().code())
        .bind(refund.amount.minor())
        .bind(refund.state.as_str())
        .bind(refund.provider_ref.clone())
        .bind(refund.requested_by.clone())
        .bind(refund.made_at.timestamp_millis())
        .execute(&mut **tx)
        .await?;
    Ok(())
}

const SAVE: &str = "
    update refunds set state = $3, provider_ref = $4, checked_at = $5
    where creditor_id = $1 and id = $2";

/// Writes what has changed of a refund.
pub async fn save(
    tx: &mut Tx,
    tenant: &Tenant,
    refund: &Refund,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let done = sqlx::query(SAVE)
        .bind(tenant.id().to_owned())
        .bind(refund.id.as_str().to_owned())
        .bind(refund.state.as_str())
        .bind(refund.provider_ref.clone())
        .bind(now.timestamp_millis())
        .execute(&mut **tx)
        .await?;
    one_row(&done, "save a refund")
}

macro_rules! refunds {
    ($rest:literal) => {
        concat!(
            "select r.id, r.payment_id, r.case_id, r.currency, r.amount_minor, r.state,
                r.provider_ref, r.requested_by, r.made_at
             from refunds r ",
            $rest
        )
    };
}

const BY_ID: &str = refunds!("where r.creditor_id = $1 and r.id = $2");
const BY_PROVIDER: &str = refunds!("where r.creditor_id = $1 and r.provider_ref = $2");
const OF_PAYMENT: &str = refunds!("where r.creditor_id = $1 and r.payment_id = $2 order by r.id");
const OF_CASE: &str = refunds!("where r.creditor_id = $1 and r.case_id = $2 order by r.id");
const TO_CHECK: &str = refunds!(
    "where r.creditor_id = $1 and r.state in ('created', 'unknown') and r.checked_at <= $2
     order by r.checked_at, r.id limit 200"
);

async fn list(
    conn: &mut AnyConnection,
    tenant: &Tenant,
    sql: &'static str,
    key: &str,
) -> Result<Vec<Refund>, StoreError> {
    let rows =
        sqlx::query(sql).bind(tenant.id().to_owned()).bind(key.to_owned()).fetch_all(conn).await?;
    rows.iter().map(from_row).collect()
}

/// The refund with this id.
pub async fn find(
    conn: &mut AnyConnection,
    tenant: &Tenant,
    id: &RefundId,
) -> Result<Option<Refund>, StoreError> {
    Ok(list(conn, tenant, BY_ID, id.as_str()).await?.pop())
}

/// The refund that is the provider's object `reference`.
pub async fn by_provider(
    conn: &mut AnyConnection,
    tenant: &Tenant,
    reference: &str,
) -> Result<Option<Refund>, StoreError> {
    Ok(list(conn, tenant, BY_PROVIDER, reference).await?.pop())
}

/// The refunds of a payment, oldest first.
pub async fn of_payment(
    conn: &mut AnyConnection,
    tenant: &Tenant,
    id: &PaymentId,
) -> Result<Vec<Refund>, StoreError> {
    list(conn, tenant, OF_PAYMENT, id.as_str()).await
}

/// The refunds of a case, oldest first.
pub async fn of_case(
    conn: &mut AnyConnection,
    tenant: &Tenant,
    id: &CaseId,
) -> Result<Vec<Refund>, StoreError> {
    list(conn, tenant, OF_CASE, id.as_str()).await
}

/// Refunds whose outcome is not known and that nobody has asked about since `before`.
pub async fn to_check(
    conn: &mut AnyConnection,
    tenant: &Tenant,
    before: DateTime<Utc>,
) -> Result<Vec<Refund>, StoreError> {
    let rows = sqlx::query(TO_CHECK)
        .bind(tenant.id().to_owned())
        .bind(before.timestamp_millis())
        .fetch_all(conn)
        .await?;
    rows.iter().map(from_row).collect()
}

const CHECKED: &str = "update refunds set checked_at = $3 where creditor_id = $1 and id = $2";

/// Notes that the provider was asked about a refund, whatever came of it.
pub async fn checked(
    tx: &mut Tx,
    tenant: &Tenant,
    id: &RefundId,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let done = sqlx::query(CHECKED)
        .bind(tenant.id().to_owned())
        .bind(id.as_str().to_owned())
        .bind(now.timestamp_millis())
        .execute(&mut **tx)
        .await?;
    one_row(&done, "note that a refund was checked")
}

fn from_row(row: &AnyRow) -> Result<Refund, StoreError> {
    let currency = row.currency("currency")?;
    Ok(Refund {
        id: row.parsed("id")?,
        payment: row.parsed("payment_id")?,
        case: row.parsed("case_id")?,
        amount: row.money("amount_minor", currency)?,
        state: row.parsed("state")?,
        provider_ref: row.maybe_text("provider_ref")?,
        requested_by: row.maybe_text("requested_by")?,
        made_at: row.instant("made_at")?,
    })
}

/// Every statement of this file.
pub const STATEMENTS: &[&str] =
    &[INSERT, SAVE, BY_ID, BY_PROVIDER, OF_PAYMENT, OF_CASE, TO_CHECK, CHECKED];
