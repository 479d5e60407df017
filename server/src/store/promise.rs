//! Promises to pay on a day.

use chrono::{DateTime, NaiveDate, Utc};
use domain::ids::{CaseId, DebtId, PolicyId, PromiseId};
use domain::money::Currency;
use domain::promise::{Promise, PromiseState};
use sqlx::AnyConnection;
use sqlx::any::AnyRow;

use super::row::{Columns, one_row};
use super::{StoreError, Tx};
use crate::tenant::Tenant;

/// A promise with what it is kept under.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Kept {
    /// The promise's id.
    pub id: PromiseId,
    /// Whose it is.
    pub case: CaseId,
    /// The policy under which it was made, and its version.
    pub policy: (PolicyId, i64),
    /// When it was made.
    pub made_at: DateTime<Utc>,
    /// What it is about; empty for everything in its currency that no plan asks for.
    pub debts: Vec<DebtId>,
    /// As it stands.
    pub promise: Promise,
}

impl Kept {
    /// Whether it is about this debt of its currency.
    pub fn is_about(&self, debt: &DebtId) -> bool {
        self.debts.is_empty() || self.debts.contains(debt)
    }
}

const INSERT: &str = "
    insert into promises (creditor_id, id, case_id, currency, amount_minor, made_on, pay_on, state,
        paid_minor, state_on, policy_id, policy_version, made_at, debts)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)";

/// Writes a promise that was just made.
pub async fn insert(tx: &mut Tx, tenant: &Tenant, new: &Kept) -> Result<(), StoreError> {
    let (state, paid, on) = words(&new.promise);
    let debts: Vec<&str> = new.debts.iter().map(DebtId::as_str).collect();
    sqlx::query(INSERT)
        .bind(tenant.id().to_owned())
        .bind(new.id.as_str().to_owned())
        .bind(new.case.as_str().to_owned())
        .bind(new.promise.amount.currency().code())
        .bind(new.promise.amount.minor())
        .bind(new.promise.made_on.to_string())
        .bind(new.promise.pay_on.to_string())
        .bind(state)
        .bind(paid)
        .bind(on)
        .bind(new.policy.0.as_str().to_owned())
        .bind(new.policy.1)
        .bind(new.made_at.timestamp_millis())
        .bind(debts.join(" "))
        .execute(&mut **tx)
        .await?;
    Ok(())
}

const SAVE: &str = "
    update promises set state = $3, paid_minor = $4, state_on = $5
    where creditor_id = $1 and id = $2";

/// Writes where a promise stands.
pub async fn save(tx: &mut Tx, tenant: &Tenant, kept: &Kept) -> Result<(), StoreError> {
    let (state, paid, on) = words(&kept.promise);
    let done = sqlx::query(SAVE)
        .bind(tenant.id().to_owned())
        .bind(kept.id.as_str().to_owned())
        .bind(state)
        .bind(paid)
        .bind(on)
        .execute(&mut **tx)
        .await?;
    one_row(&done, "save a promise")
}

macro_rules! promises {
    ($rest:literal) => {
        concat!(
            "select p.id, p.case_id, p.currency, p.amount_minor, p.made_on, p.pay_on, p.state,
                p.paid_minor, p.state_on, p.policy_id, p.policy_version, p.made_at, p.debts
             from promises p ",
            $rest
        )
    };
}

const BY_ID: &str = promises!("where p.creditor_id = $1 and p.id = $2");

/// The promise with this id.
pub async fn find(
    conn: &mut AnyConnection,
    tenant: &Tenant,
    id: &PromiseId,
) -> Result<Option<Kept>, StoreError> {
    let row = sqlx::query(BY_ID)
        .bind(tenant.id().to_owned())
        .bind(id.as_str().to_owned())
        .fetch_optional(conn)
        .await?;
    row.map(|row| from_row(&row)).transpose()
}

const MADE_OF_CASE: &str = promises!(
    "where p.creditor_id = $1 and p.case_id = $2 and p.currency = $3 and p.state = 'made'
     order by p.made_at, p.id"
);

/// The promises of a case in a currency that may still be kept, oldest first.
pub async fn made_of_case(
    conn: &mut AnyConnection,
    tenant: &Tenant,
    (case, currency): (&CaseId, Currency),
) -> Result<Vec<Kept>, StoreError> {
    let rows = sqlx::query(MADE_OF_CASE)
        .bind(tenant.id().to_owned())
        .bind(case.as_str().to_owned())
        .bind(currency.code())
        .fetch_all(conn)
        .await?;
    rows.iter().map(from_row).collect()
}

const STANDING: &str = promises!(
    "where p.creditor_id = $1 and p.case_id = $2 and p.state = 'made' order by p.made_at, p.id"
);

/// The promises of a case in any currency that may still be kept, oldest first.
pub async fn standing(
    conn: &mut AnyConnection,
    tenant: &Tenant,
    case: &CaseId,
) -> Result<Vec<Kept>, StoreError> {
    let rows = sqlx::query(STANDING)
        .bind(tenant.id().to_owned())
        .bind(case.as_str().to_owned())
        .fetch_all(conn)
        .await?;
    rows.iter().map(from_row).collect()
}

const HELD_UNTIL: &str = "
    select max(pay_on) as pay_on from promises
    where creditor_id = $1 and case_id = $2 and state = 'made'";

/// The last day of a promise that may still be kept; reminders rest until it is over.
pub async fn held_until(
    conn: &mut AnyConnection,
    tenant: &Tenant,
    case: &CaseId,
) -> Result<Option<NaiveDate>, StoreError> {
    let row = sqlx::query(HELD_UNTIL)
        .bind(tenant.id().to_owned())
        .bind(case.as_str().to_owned())
        .fetch_one(conn)
        .await?;
    row.maybe_date("pay_on")
}

const UNDECIDED: &str = "
    select id from promises
    where creditor_id = $1 and state = 'made' and pay_on < $2 and id > $3 order by id limit $4";

/// Ids behind `after` of promises whose day was before `today` and of which nothing is decided yet, in their order.
pub async fn undecided(
    conn: &mut AnyConnection,
    tenant: &Tenant,
    today: NaiveDate,
    (after, limit): (&str, i64),
) -> Result<Vec<PromiseId>, StoreError> {
    let rows = sqlx::query(UNDECIDED)
        .bind(tenant.id().to_owned())
        .bind(today.to_string())
        .bind(after.to_owned())
        .bind(limit)
        .fetch_all(conn)
        .await?;
    rows.iter().map(|row| row.parsed("id")).collect()
}

/// A state as it is stored: its word, what has come, its day.
fn words(promise: &Promise) -> (&'static str, i64, Option<String>) {
    match promise.state {
        PromiseState::Made { paid } => ("made", paid.minor(), None),
        PromiseState::Kept { on } => ("kept", 0, Some(on.to_string())),
        PromiseState::Broken { on } => ("broken", 0, Some(on.to_string())),
        PromiseState::Withdrawn { on } => ("withdrawn", 0, Some(on.to_string())),
    }
}

fn from_row(row: &AnyRow) -> Result<Kept, StoreError> {
    let currency = row.currency("currency")?;
    let on = || row.parsed::<NaiveDate>("state_on");
    let state = match row.text("state")?.as_str() {
        "made" => PromiseState::Made { paid: row.money("paid_minor", currency)? },
        "kept" => PromiseState::Kept { on: on()? },
        "broken" => PromiseState::Broken { on: on()? },
        "withdrawn" => PromiseState::Withdrawn { on: on()? },
        _ => return Err(StoreError::Corrupt("column `state` of a promise".into())),
    };
    let ids = row.text("debts")?;
    let debts: Result<Vec<DebtId>, _> =
        ids.split(' ').filter(|id| !id.is_empty()).map(str::parse).collect();
    Ok(Kept {
        id: row.parsed("id")?,
        case: row.parsed("case_id")?,
        policy: (row.parsed("policy_id")?, row.number("policy_version")?),
        made_at: row.instant("made_at")?,
        debts: debts.map_err(|_| StoreError::Corrupt("column `debts` of a promise".into()))?,
        promise: Promise {
            amount: row.money("amount_minor", currency)?,
            made_on: row.parsed("made_on")?,
            pay_on: row.parsed("pay_on")?,
            state,
        },
    })
}

/// Every statement of this file.
pub const STATEMENTS: &[&str] =
    &[INSERT, SAVE, BY_ID, MADE_OF_CASE, STANDING, HELD_UNTIL, UNDECIDED];
