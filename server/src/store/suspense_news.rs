//! What a provider tells of money that has no case: given back, given back in vain, disputed.

use chrono::{DateTime, Utc};
use domain::ids::SuspenseId;
use domain::money::Money;

use super::row::one_row;
use super::suspense::Suspense;
use super::{StoreError, Tx};
use crate::tenant::Tenant;

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

const DISPUTE: &str = "
    update suspense set disputed_at = coalesce(disputed_at, $3), taken_at = coalesce(taken_at, $4)
    where creditor_id = $1 and id = $2 and payment_id is null";

/// Notes when we heard that a bank disputes an item without a case, and that it took the money, if it did;
/// what was heard before stays. False if the item became a payment.
pub async fn dispute(
    tx: &mut Tx,
    tenant: &Tenant,
    id: &SuspenseId,
    (now, taken): (DateTime<Utc>, Option<DateTime<Utc>>),
) -> Result<bool, StoreError> {
    let done = sqlx::query(DISPUTE)
        .bind(tenant.id().to_owned())
        .bind(id.as_str().to_owned())
        .bind(now.timestamp_millis())
        .bind(taken.map(|at| at.timestamp_millis()))
        .execute(&mut **tx)
        .await?;
    Ok(done.rows_affected() == 1)
}

const FAIL: &str = "
    update suspense set refunds_failed = $3
    where creditor_id = $1 and id = $2 and refunds_failed < $3";

/// Notes how many refunds of an item have failed at the provider; false if that many are known.
pub async fn fail(
    tx: &mut Tx,
    tenant: &Tenant,
    id: &SuspenseId,
    failed: i64,
) -> Result<bool, StoreError> {
    let done = sqlx::query(FAIL)
        .bind(tenant.id().to_owned())
        .bind(id.as_str().to_owned())
        .bind(failed)
        .execute(&mut **tx)
        .await?;
    Ok(done.rows_affected() == 1)
}

const REOPEN: &str = "
    update suspense set ended_at = null, reopened = reopened + 1
    where creditor_id = $1 and id = $2 and reopened = $3 and ended_at is not null
        and payment_id is null and ended_by is null";

/// Lets an item wait again that ended because its money was given back at the provider; false for one
/// that waits, became a payment, was ended by somebody's word, or waited again since `known` was read.
pub async fn reopen(tx: &mut Tx, tenant: &Tenant, known: &Suspense) -> Result<bool, StoreError> {
    let done = sqlx::query(REOPEN)
        .bind(tenant.id().to_owned())
        .bind(known.id.as_str().to_owned())
        .bind(known.reopened)
        .execute(&mut **tx)
        .await?;
    Ok(done.rows_affected() == 1)
}

/// Every statement of this file.
pub const STATEMENTS: &[&str] = &[WENT_BACK, DISPUTE, FAIL, REOPEN];
