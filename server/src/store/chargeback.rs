//! Disputes that banks opened, and what they did to the money.

use chrono::{DateTime, Utc};
use domain::ids::{CaseId, PaymentId};
use domain::ledger::Cause;
use domain::money::Money;
use domain::payment::{ChargebackEffect, ChargebackFunds};
use sqlx::AnyConnection;
use sqlx::any::AnyRow;

use super::row::Columns;
use super::{StoreError, Tx};
use crate::tenant::Tenant;

/// One chargeback or inquiry.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Chargeback {
    /// The provider's object.
    pub provider_ref: String,
    /// The payment that is disputed.
    pub payment: PaymentId,
    /// Whose it was.
    pub case: CaseId,
    /// How much is disputed.
    pub amount: Money,
    /// The provider's word for where it stands.
    pub status: String,
    /// What the bank did to the money so far.
    pub funds: ChargebackFunds,
    /// When we heard of it.
    pub opened_at: DateTime<Utc>,
}

impl Chargeback {
    /// The cause of the entry of one of its movements.
    pub fn cause(&self, effect: ChargebackEffect) -> Cause {
        let (what, n) = match effect {
            ChargebackEffect::Withdraw(n) => ("chargeback", n),
            ChargebackEffect::Reinstate(n) => ("reinstated", n),
        };
        Cause::of(what, &format!("{}:{n}", self.provider_ref))
    }
}

const UPSERT: &str = "
    insert into chargebacks (creditor_id, provider_ref, payment_id, case_id, currency, amount_minor,
        status, withdrawn, reinstated, opened_at)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
    on conflict (creditor_id, provider_ref) do update set status = excluded.status,
        withdrawn = excluded.withdrawn, reinstated = excluded.reinstated";

/// Writes a chargeback, new or changed.
pub async fn save(tx: &mut Tx, tenant: &Tenant, chargeback: &Chargeback) -> Result<(), StoreError> {
    sqlx::query(UPSERT)
        .bind(tenant.id().to_owned())
        .bind(chargeback.provider_ref.clone())
        .bind(chargeback.payment.as_str().to_owned())
        .bind(chargeback.case.as_str().to_owned())
        .bind(chargeback.amount.currency().code())
        .bind(chargeback.amount.minor())
        .bind(chargeback.status.clone())
        .bind(i64::from(chargeback.funds.withdrawn))
        .bind(i64::from(chargeback.funds.reinstated))
        .bind(chargeback.opened_at.timestamp_millis())
        .execute(&mut **tx)
        .await?;
    Ok(())
}

macro_rules! chargebacks {
    ($rest:literal) => {
        concat!(
            "select provider_ref, payment_id, case_id, currency, amount_minor, status, withdrawn,
                reinstated, opened_at
             from chargebacks where creditor_id = $1 and ",
            $rest
        )
    };
}

const FIND: &str = chargebacks!("provider_ref = $2");
const OF_CASE: &str = chargebacks!("case_id = $2 order by opened_at, provider_ref");

/// The chargeback that is the provider's object `reference`.
pub async fn find(
    conn: &mut AnyConnection,
    tenant: &Tenant,
    reference: &str,
) -> Result<Option<Chargeback>, StoreError> {
    let row = sqlx::query(FIND)
        .bind(tenant.id().to_owned())
        .bind(reference.to_owned())
        .fetch_optional(conn)
        .await?;
    row.map(|row| from_row(&row)).transpose()
}

/// The chargebacks of a case, oldest first.
pub async fn of_case(
    conn: &mut AnyConnection,
    tenant: &Tenant,
    id: &CaseId,
) -> Result<Vec<Chargeback>, StoreError> {
    let rows = sqlx::query(OF_CASE)
        .bind(tenant.id().to_owned())
        .bind(id.as_str().to_owned())
        .fetch_all(conn)
        .await?;
    rows.iter().map(from_row).collect()
}

const UNDECIDED: &str = chargebacks!(
    "status not in ('won', 'lost', 'inquiry-closed') and provider_ref > $2
     order by provider_ref limit 100"
);

/// A page of the chargebacks that the banks have not decided, after the provider's object `after`.
pub async fn undecided(
    conn: &mut AnyConnection,
    tenant: &Tenant,
    after: &str,
) -> Result<Vec<Chargeback>, StoreError> {
    let rows = sqlx::query(UNDECIDED)
        .bind(tenant.id().to_owned())
        .bind(after.to_owned())
        .fetch_all(conn)
        .await?;
    rows.iter().map(from_row).collect()
}

fn from_row(row: &AnyRow) -> Result<Chargeback, StoreError> {
    let currency = row.currency("currency")?;
    let count = |column| -> Result<u32, StoreError> {
        row.number(column)?
            .try_into()
            .map_err(|_| StoreError::Corrupt(format!("column `{column}`")))
    };
    Ok(Chargeback {
        provider_ref: row.text("provider_ref")?,
        payment: row.parsed("payment_id")?,
        case: row.parsed("case_id")?,
        amount: row.money("amount_minor", currency)?,
        status: row.text("status")?,
        funds: ChargebackFunds { withdrawn: count("withdrawn")?, reinstated: count("reinstated")? },
        opened_at: row.instant("opened_at")?,
    })
}

/// Every statement of this file.
pub const STATEMENTS: &[&str] = &[UPSERT, FIND, OF_CASE, UNDECIDED];
